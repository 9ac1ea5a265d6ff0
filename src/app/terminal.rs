//! The terminal: what it can show, writing to it, and asking the user.

use super::failure::Found;
use super::{Environment, Exit, Failure};
use crate::checklist;
use crate::language::{Lang, Text, reason, say};
use crate::render::{Screen, cells};
use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};
use std::io::{self, ErrorKind, IsTerminal, Read, Write};

/// The colour of an error's label.
const ERROR: Style = AnsiColor::Red.on_default().bold();
/// The colour of a warning's label.
pub const WARNING: Style = AnsiColor::Yellow.on_default().bold();

/// Returns what stdout can show. The option `--color` overrides `NO_COLOR`, `CLICOLOR_FORCE` and similar variables.
pub fn screen(env: &Environment, lang: Lang, colour: &str, ascii: bool) -> Screen {
    let stdout = io::stdout();
    let size = stdout.is_terminal().then(|| terminal_size::terminal_size_of(&stdout)).flatten();
    let columns = env.var("COLUMNS").and_then(|columns| columns.trim().parse().ok());
    let width = size.map(|(width, _)| usize::from(width.0)).or(columns).filter(|width| *width > 0);
    Screen {
        lang,
        width,
        height: size.map(|(_, height)| usize::from(height.0)).filter(|height| *height > 0),
        ascii: ascii || env.var("OPS_ASCII").is_some_and(|value| value != "0") || !shows_unicode(env),
        colour: in_colour(colour, || AutoStream::choice(&stdout)),
    }
}

/// Whether signs beyond ASCII can be shown. They cannot if the locale names an encoding other than UTF-8, nor on the
/// old consoles of Windows and Linux, whose fonts lack them.
fn shows_unicode(env: &Environment) -> bool {
    if cfg!(windows) {
        let modern = ["WT_SESSION", "TERM_PROGRAM", "ConEmuANSI", "TERM"];
        return modern.iter().any(|name| env.var(name).is_some()) || !io::stdout().is_terminal();
    }
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| env.var(name));
    locale.is_none_or(|locale| locale.to_ascii_lowercase().replace('-', "").contains("utf8"))
        && env.var("TERM").is_none_or(|term| term != "linux")
}

/// Whether messages on stderr are coloured.
pub fn errors_in_colour(colour: &str) -> bool {
    in_colour(colour, || AutoStream::choice(&io::stderr()))
}

fn in_colour(colour: &str, auto: impl Fn() -> ColorChoice) -> bool {
    match colour {
        "always" => true,
        "never" => false,
        _ => auto() != ColorChoice::Never,
    }
}

/// Whether both stdin and stderr are terminals, so that questions can be asked.
pub fn is_interactive() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Whether stdout is a terminal.
pub fn is_stdout() -> bool {
    io::stdout().is_terminal()
}

/// Whether stderr is a terminal.
pub fn errors_to_terminal() -> bool {
    io::stderr().is_terminal()
}

/// Number of steps up to which no progress is shown, because the job ends before anybody can read it.
const SHORT: i64 = 60;

/// Shows the percentage done on one line of stderr; clears the line at the end.
pub fn progress(done: i64, all: i64) {
    if all <= SHORT || (done % 7 != 0 && done != all) {
        return;
    }
    let mut stderr = AutoStream::auto(io::stderr().lock());
    let text = if done == all { "\r\x1b[K".to_owned() } else { format!("\r{}%", done * 100 / all) };
    let _ = write!(stderr, "{text}").and_then(|()| stderr.flush());
}

/// Writes results to stdout. A closed pipe is not an error, because a reader may stop reading.
pub fn write_out(text: &str, colour: bool) -> Result<(), Failure> {
    if text.is_empty() {
        return Ok(());
    }
    let stdout = io::stdout().lock();
    let written = match colour {
        true => print(AutoStream::new(stdout, ColorChoice::Always), text),
        // The text has no escape sequences, because nothing was coloured, so none need to be stripped.
        false => print(stdout, text),
    };
    told(written)
}

/// Writes binary results to stdout.
pub fn write_bytes(bytes: &[u8]) -> Result<(), Failure> {
    let mut stdout = io::stdout().lock();
    told(stdout.write_all(bytes).and_then(|()| stdout.flush()))
}

fn told(written: io::Result<()>) -> Result<(), Failure> {
    match written {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::new(Exit::Journal, Text::of(|lang| say::cannot_print(lang, reason(lang, &error)))))
        }
        _ => Ok(()),
    }
}

fn print(mut to: impl Write, text: &str) -> io::Result<()> {
    to.write_all(text.as_bytes())?;
    to.flush()
}

/// Writes a line to stderr, ignoring errors.
pub fn remark(text: &str) {
    let _ = writeln!(AutoStream::auto(io::stderr().lock()), "{text}");
}

/// Writes a line with a label, such as `error: `, to stderr.
pub fn labelled(label: &str, text: &str, style: Style, colour: bool) {
    let text: String = text.lines().map(|line| cells::clean(line).into_owned()).collect::<Vec<_>>().join("\n");
    remark(&if colour { format!("{style}{label}{style:#}{text}") } else { format!("{label}{text}") });
}

/// Prints a failure on stderr: what failed, where, and what to do next. Returns its exit code.
pub fn tell_failure(failure: &Failure, lang: Lang, colour: bool) -> Exit {
    if let Some(found) = failure.problems.as_deref() {
        let Found { problems, left_out, bundle } = found;
        remark(&checklist::render(problems, *left_out, bundle, lang, colour, stderr_width()));
    }
    labelled(&say::label_error(lang), failure.text.in_lang(lang), ERROR, colour);
    if let Some(hint) = &failure.hint {
        hint.in_lang(lang).lines().for_each(|line| remark(&format!("  {}", cells::clean(line))));
    }
    failure.exit
}

/// Returns the width of stderr in cells; 140 if it is not a terminal.
pub fn stderr_width() -> usize {
    terminal_size::terminal_size_of(io::stderr()).map_or(140, |(width, _)| usize::from(width.0))
}

/// Asks on stderr and reads a line from stdin; `None` if the input ends or is not Unicode.
pub fn ask(question: &str) -> Option<String> {
    let mut stderr = io::stderr().lock();
    let _ = write!(stderr, "{question}").and_then(|()| stderr.flush());
    let mut line = String::new();
    match io::stdin().read_line(&mut line) {
        Ok(read) if read > 0 => Some(line.trim().to_owned()),
        _ => None,
    }
}

/// Reads at most `most` bytes of stdin.
pub fn read_all(most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    io::stdin().lock().take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}
