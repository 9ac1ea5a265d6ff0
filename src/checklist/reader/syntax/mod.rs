//! Syntax errors: the parser's errors, at most one for each line, in the user's language.

mod recover;
mod words;

use crate::checklist::problem::{Place, Problem};
use crate::language::text;
use recover::{Recovered, Unclosed, blank, recover};
use std::collections::HashSet;
use std::ops::Range;
use toml::Spanned;
use toml::de::DeTable;
use words::{full_width_sign, plain_twin, words};

/// Maximum number of lines reported. A file with more is probably not TOML at all.
const MOST: usize = 200;

/// The syntax errors of one file.
pub(super) struct Broken {
    pub problems: Vec<Problem>,
    /// Lines with a syntax error. Any other problem on such a line is only a consequence of it.
    pub lines: BrokenLines,
    /// Whether the errors affect only values, so that all keys and tables were read.
    pub whole: bool,
    /// The repaired text, which is parsed in place of the file's own.
    recovered: String,
}

/// Finds all syntax errors in a text that does not parse.
pub(super) fn broken(file: usize, text: &str) -> Broken {
    let Recovered { text: mut recovered, unclosed } = recover(text);
    let (_, errors) = DeTable::parse_recoverable(&recovered);
    let mut errors: Vec<(Range<usize>, String)> =
        errors.iter().map(|error| (error.span().unwrap_or(0..0), error.message().to_owned())).collect();
    let whole = unclosed.is_empty() && errors.iter().all(|(_, message)| loses_nothing(message));
    let mut lines = BrokenLines { starts: line_starts(text), broken: HashSet::new() };
    let mut problems: Vec<Problem> = unclosed.into_iter().map(|unclosed| never_closed(file, unclosed)).collect();
    for problem in &problems {
        lines.broken.insert(lines.line(problem.place.span.start));
    }
    // An invalid statement stops the parser from checking values, so blank it out and parse again.
    for (span, _) in errors.iter().filter(|(_, message)| is_no_statement(message)) {
        blank(&mut recovered, lines.range(lines.line(span.start), text.len()));
    }
    if errors.iter().any(|(_, message)| is_no_statement(message)) {
        let (_, more) = DeTable::parse_recoverable(&recovered);
        errors.extend(more.iter().map(|error| (error.span().unwrap_or(0..0), error.message().to_owned())));
    }
    // Report only the first error of each line. The parser checks tokens, structure and values in separate passes, so
    // its errors must be sorted first.
    errors.sort_by_key(|(span, _)| span.start);
    for (span, message) in errors {
        if lines.broken.insert(lines.line(span.start)) && problems.len() < MOST {
            problems.push(problem(file, text, span, &message));
        }
    }
    Broken { problems, lines, whole, recovered }
}

impl Broken {
    /// Returns the part of the file that could be parsed.
    pub(super) fn table(&self) -> Spanned<DeTable<'_>> {
        DeTable::parse_recoverable(&self.recovered).0
    }
}

fn is_no_statement(message: &str) -> bool {
    message.starts_with("key with no value")
}

fn never_closed(file: usize, unclosed: Unclosed) -> Problem {
    let text = match unclosed.opener {
        '[' => text::syntax_unclosed_list(),
        '{' => text::syntax_unclosed_braces(),
        _ => text::syntax_unclosed_text(),
    };
    Problem::error(Place { file, span: unclosed.span }, text)
}

/// The lines of one file that are not valid TOML.
pub(super) struct BrokenLines {
    starts: Vec<usize>,
    broken: HashSet<usize>,
}

impl BrokenLines {
    /// Whether a place lies on a broken line, so that a problem there is only a consequence.
    pub(super) fn cover(&self, place: &Place) -> bool {
        self.broken.contains(&self.line(place.span.start))
    }

    fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset)
    }

    /// Returns the byte range of a line, including its line ending.
    fn range(&self, line: usize, length: usize) -> Range<usize> {
        let start = line.checked_sub(1).and_then(|before| self.starts.get(before)).copied().unwrap_or(0);
        start..self.starts.get(line).copied().unwrap_or(length)
    }
}

fn line_starts(text: &str) -> Vec<usize> {
    text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(index, _)| index + 1).collect()
}

/// Whether a parser error affects only a value or a single key, so that the other keys and tables were read.
fn loses_nothing(message: &str) -> bool {
    let what = message.split_once(", expected").map_or(message, |(what, _)| what);
    let value = matches!(what, "string values must be quoted" | "missing escaped value" | "invalid unquoted key");
    let typed = ["invalid boolean", "invalid date", "invalid time", "invalid float", "invalid mantissa"];
    value || what == "duplicate key" || typed.iter().any(|typed| what.starts_with(typed))
}

fn problem(file: usize, text: &str, span: Range<usize>, message: &str) -> Problem {
    let line_start = text.get(..span.start).and_then(|before| before.rfind('\n')).map_or(0, |index| index + 1);
    let line = text.get(line_start..).unwrap_or_default().lines().next().unwrap_or_default();
    let rest = line.get(span.start.saturating_sub(line_start)..).unwrap_or_default();
    let (what, help) = words(message, text.get(span.clone()).unwrap_or_default(), rest);
    // If the line has a full-width character as syntax, that is the actual mistake, whatever the parser reports.
    let sign = full_width_sign(line).map(|sign| text::syntax_full_width(sign, plain_twin(sign)));
    let problem = Problem::error(Place { file, span }, what);
    Problem { help: sign.or(help), ..problem }
}
