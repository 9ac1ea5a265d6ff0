//! Sends long output at a terminal through a pager: the user's own, or `less`.
//!
//! No crate is used. `pager` forks before the length of the output is known, and the exit code becomes the pager's.
//! `minus` is itself a pager, with other keys than those people are used to.

use super::Environment;
use crate::render::Screen;
use crate::render::table::visible_width;
use signal_hook::consts::SIGINT;
use signal_hook::flag::register_conditional_default;
use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Exit codes of a shell when its command does not exist or cannot be run (POSIX, XCU 2.8.2).
const NO_COMMAND: [i32; 2] = [126, 127];

/// Whether a text has more rows than fit on the screen above a prompt. False if the screen's height is unknown.
pub fn is_taller(text: &str, screen: &Screen) -> bool {
    let Some(height) = screen.height else { return false };
    let mut all = 0;
    // Stops as soon as the answer is known, because a report of ten years is a long text.
    text.lines().any(|line| {
        all += rows_of_line(line, screen);
        all >= height
    })
}

/// Returns the number of rows that a text takes on the screen.
pub fn rows(text: &str, screen: &Screen) -> usize {
    text.lines().map(|line| rows_of_line(line, screen)).sum()
}

fn rows_of_line(line: &str, screen: &Screen) -> usize {
    screen.width.map_or(1, |width| visible_width(line).div_ceil(width).max(1))
}

/// Shows a text in a pager and waits until the pager ends. Returns false if no pager could be started, so that nothing
/// was shown.
pub fn show(env: &Environment, text: &str) -> bool {
    let Some(mut pager) = command(env) else { return false };
    // Defaults for `less`: exit at once if everything fits, show colours, do not clear the screen. The output is UTF-8,
    // whatever the locale says.
    for (name, value) in [("LESS", "FRX"), ("LESSCHARSET", "utf-8")] {
        if env.var(name).is_none() {
            pager.env(name, value);
        }
    }
    // Until the pager ends, Ctrl-C is left to it: if this process ended first, the shell would take the terminal from
    // the pager.
    let is_over = Arc::new(AtomicBool::new(false));
    let _ = register_conditional_default(SIGINT, is_over.clone());
    let is_shown = run(&mut pager, text);
    is_over.store(true, Ordering::SeqCst);
    is_shown
}

/// Runs a pager with a text as its input. Returns whether it could be started, whatever its exit code.
fn run(pager: &mut Command, text: &str) -> bool {
    let Ok(mut child) = pager.stdin(Stdio::piped()).spawn() else { return false };
    if let Some(mut stdin) = child.stdin.take() {
        // Someone who quits the pager early does not need the rest.
        let _ = stdin.write_all(text.as_bytes());
    }
    let code = child.wait().ok().and_then(|status| status.code());
    !code.is_some_and(|code| NO_COMMAND.contains(&code))
}

/// Returns the command in `OPS_PAGER`, else in `PAGER`, else `less` where it is likely to exist. `None`, for no pager,
/// if the value is `cat` or empty.
fn command(env: &Environment) -> Option<Command> {
    match env.var_or_empty("OPS_PAGER").or_else(|| env.var_or_empty("PAGER")) {
        Some(named) => Some(named.trim()).filter(|named| !matches!(*named, "" | "cat")).and_then(of_user),
        None if cfg!(windows) || env.var("TERM").is_none_or(|term| term == "dumb") => None,
        None => Some(Command::new("less")),
    }
}

/// Returns the command that a user named. As in POSIX, the value is a shell command. Windows has no shell to rely on,
/// so there the value is split at spaces.
fn of_user(named: &str) -> Option<Command> {
    if cfg!(windows) {
        let mut words = named.split_whitespace();
        let mut command = Command::new(words.next()?);
        command.args(words);
        return Some(command);
    }
    let mut command = Command::new("sh");
    command.args(["-c", named]);
    Some(command)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Lang;

    #[test]
    fn taller_is_what_leaves_no_row_for_a_prompt() {
        let check = |text: &str, width, height, expected: bool| {
            let screen = Screen { lang: Lang::En, width, height, ascii: false, colour: false };
            assert_eq!(is_taller(text, &screen), expected, "{text:?} on {width:?} × {height:?}");
        };
        check("", Some(80), Some(24), false);
        check("a\nb\n", Some(80), Some(3), false);
        check("a\nb\nc\n", Some(80), Some(3), true);
        check("a\n\n\n", Some(80), Some(3), true);
        check("a\nb\nc\n", Some(80), None, false);
        // A line that the terminal wraps takes several rows; a Hanzi is two cells wide, a colour none.
        check("abcdef\n", Some(3), Some(3), false);
        check("abcdefg\n", Some(3), Some(3), true);
        check("主图视频\n", Some(4), Some(2), true);
        check("\u{1b}[1mabc\u{1b}[0m\n", Some(3), Some(2), false);
    }
}
