//! The terminal: what it can show, what is written to it, what a person answers.

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

/// What can be shown on stdout. `NO_COLOR`, `CLICOLOR_FORCE` and the like are heeded unless `--color` says otherwise.
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

/// Whether signs beyond ASCII can be expected to be shown: not where the locale names another encoding, nor on the
/// Windows console of old, whose fonts lack them.
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

/// Whether a person sits at both ends.
pub fn is_interactive() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Whether a person looks at stdout.
pub fn is_stdout() -> bool {
    io::stdout().is_terminal()
}

/// Whether somebody sees at once what is written to stderr.
pub fn errors_to_terminal() -> bool {
    io::stderr().is_terminal()
}

/// What takes no longer than this is over before anybody has read how far it is.
const SHORT: i64 = 60;

/// Says in place how far a job has come; the end clears the line.
pub fn progress(done: i64, all: i64) {
    if all <= SHORT || (done % 7 != 0 && done != all) {
        return;
    }
    let mut stderr = AutoStream::auto(io::stderr().lock());
    let text = if done == all { "\r\x1b[K".to_owned() } else { format!("\r{}%", done * 100 / all) };
    let _ = write!(stderr, "{text}").and_then(|()| stderr.flush());
}

/// Writes results. Whoever reads them may stop reading: a closed pipe is no error.
pub fn write_out(text: &str, colour: bool) -> Result<(), Failure> {
    if text.is_empty() {
        return Ok(());
    }
    let stdout = io::stdout().lock();
    let written = match colour {
        true => print(AutoStream::new(stdout, ColorChoice::Always), text),
        // Nothing was painted, and nothing else brings escape sequences: there are none to look for.
        false => print(stdout, text),
    };
    told(written)
}

/// Writes results that are no text.
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

/// Writes a line to stderr; nothing can be done where that fails.
pub fn remark(text: &str) {
    let _ = writeln!(AutoStream::auto(io::stderr().lock()), "{text}");
}

/// Writes a line with a label, `error: `, to stderr.
pub fn labelled(label: &str, text: &str, style: Style, colour: bool) {
    let text: String = text.lines().map(|line| cells::clean(line).into_owned()).collect::<Vec<_>>().join("\n");
    remark(&if colour { format!("{style}{label}{style:#}{text}") } else { format!("{label}{text}") });
}

/// Tells a failure on stderr: what failed, where, what to do next.
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

/// Cells across on stderr; 140 where there is no terminal.
pub fn stderr_width() -> usize {
    terminal_size::terminal_size_of(io::stderr()).map_or(140, |(width, _)| usize::from(width.0))
}

/// Asks on stderr, reads a line from stdin; `None` where the input ends or is not Unicode.
pub fn ask(question: &str) -> Option<String> {
    let mut stderr = io::stderr().lock();
    let _ = write!(stderr, "{question}").and_then(|()| stderr.flush());
    let mut line = String::new();
    match io::stdin().read_line(&mut line) {
        Ok(read) if read > 0 => Some(line.trim().to_owned()),
        _ => None,
    }
}

/// So many bytes of stdin at most.
pub fn read_all(most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    io::stdin().lock().take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}
