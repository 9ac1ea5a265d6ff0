//! What is no TOML: the parser's messages in the reader's language, one for each line.

use crate::checklist::problem::{Place, Problem, shown};
use crate::language::{Text, plain_char, say};
use std::collections::HashSet;
use std::ops::Range;

/// So many lines are named: after that it is another kind of file.
const MOST: usize = 200;

/// The syntax problems of one file, and the lines they are on: what else is found there only follows from them.
pub(super) fn problems(file: usize, text: &str, errors: &[toml::de::Error]) -> (Vec<Problem>, BrokenLines) {
    let mut errors: Vec<(Range<usize>, &str)> =
        errors.iter().map(|error| (error.span().unwrap_or(0..0), error.message())).collect();
    // The first error of a line comes first; the parser reads tokens, structure and values one after the other.
    errors.sort_by_key(|(span, _)| span.start);
    let mut lines = BrokenLines { starts: line_starts(text), broken: HashSet::new() };
    let mut problems = Vec::new();
    for (span, message) in errors {
        // An empty span at a line's end belongs to that line.
        if lines.broken.insert(lines.line(span.start)) && problems.len() < MOST {
            problems.push(problem(file, text, span, message));
        }
    }
    (problems, lines)
}

/// The lines of one file that are no TOML.
pub(super) struct BrokenLines {
    starts: Vec<usize>,
    broken: HashSet<usize>,
}

impl BrokenLines {
    /// Whether a problem at this place only follows from a broken line.
    pub(super) fn cover(&self, place: &Place) -> bool {
        self.broken.contains(&self.line(place.span.start))
    }

    fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset)
    }
}

fn line_starts(text: &str) -> Vec<usize> {
    text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(index, _)| index + 1).collect()
}

/// Whether the keys and tables around this error of the parser are all there: only a value is not what was meant.
pub(super) fn loses_nothing(message: &str) -> bool {
    let what = message.split_once(", expected").map_or(message, |(what, _)| what);
    let value = matches!(what, "string values must be quoted" | "missing escaped value" | "invalid unquoted key");
    let typed = ["invalid boolean", "invalid date", "invalid time", "invalid float", "invalid mantissa"];
    value || what == "duplicate key" || typed.iter().any(|typed| what.starts_with(typed))
}

fn problem(file: usize, text: &str, span: Range<usize>, message: &str) -> Problem {
    let line_start = text.get(..span.start).and_then(|before| before.rfind('\n')).map_or(0, |index| index + 1);
    let line = text.get(line_start..).unwrap_or_default().lines().next().unwrap_or_default();
    let key = text.get(span.clone()).unwrap_or_default();
    let (what, help) = words(message, key);
    // A full-width sign in the syntax explains whatever the parser says about it.
    let sign = full_width_sign(line).map(|sign| Text::of(|lang| say::syntax_full_width(lang, sign, plain_twin(sign))));
    let problem = Problem::error(Place { file, span }, what);
    Problem { help: sign.or(help), ..problem }
}

/// The parser's commonest messages; the others in its own English words.
fn words(message: &str, at: &str) -> (Text, Option<Text>) {
    let what = message.split_once(", expected").map_or(message, |(what, _)| what);
    let help = |help: fn(crate::language::Lang) -> String| Some(Text::of(help));
    match what {
        "duplicate key" => (Text::of(|lang| say::syntax_duplicate(lang, shown(at))), help(say::syntax_duplicate_help)),
        "string values must be quoted"
        | "invalid boolean"
        | "invalid datetime"
        | "invalid float"
        | "invalid mantissa"
            if !at.trim().is_empty() =>
        {
            (Text::of(say::syntax_unquoted), Some(Text::of(|lang| say::syntax_write_quoted(lang, shown(at.trim())))))
        }
        "string values must be quoted" | "missing value for key" | "missing value" => {
            (Text::of(say::syntax_no_value), None)
        }
        "invalid basic string" | "invalid literal string" if message.ends_with("expected `\"`") => {
            (Text::of(say::syntax_unclosed_string), help(say::syntax_unclosed_string_help))
        }
        "invalid literal string" if message.ends_with("expected `'`") => {
            (Text::of(say::syntax_unclosed_string), help(say::syntax_unclosed_string_help))
        }
        "invalid multi-line basic string" | "invalid multi-line literal string" => {
            (Text::of(say::syntax_unclosed_text), None)
        }
        "key with no value" | "missing assignment between key-value pairs" => {
            (Text::of(say::syntax_no_equals), help(say::syntax_key_form))
        }
        "missing comma between array elements" | "missing comma between key-value pairs" | "missing opening quote" => {
            (Text::of(say::syntax_no_comma), None)
        }
        "unclosed array" | "unexpected `=` in array" => {
            (Text::of(say::syntax_unclosed_list), help(say::syntax_unclosed_list_help))
        }
        "unclosed inline table" => (Text::of(say::syntax_unclosed_braces), None),
        "unclosed table" | "unclosed array table" => (Text::of(say::syntax_unclosed_head), None),
        "invalid unquoted key" => {
            (Text::of(say::syntax_key), Some(Text::of(|lang| say::syntax_write_quoted(lang, shown(at)))))
        }
        "missing escaped value" => (Text::of(say::syntax_escape), help(say::syntax_escape_help)),
        "unexpected key or value" => (Text::of(say::syntax_behind), None),
        "carriage return must be followed by newline" => (Text::of(say::syntax_carriage_return), None),
        _ => (Text::of(|lang| say::syntax_other(lang, shown(message))), None),
    }
}

/// A full-width sign outside quotes and comments, where only its plain twin has a meaning.
fn full_width_sign(line: &str) -> Option<char> {
    let mut quote = None;
    for c in line.chars() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            (None, '#') => return None,
            (
                None,
                '“' | '”' | '‘' | '’' | '＂' | '，' | '、' | '＝' | '：' | '［' | '］' | '【' | '】' | '｛' | '｝'
                | '＃',
            ) => {
                return Some(c);
            }
            _ => {}
        }
    }
    None
}

fn plain_twin(sign: char) -> char {
    match sign {
        '“' | '”' | '‘' | '’' => '"',
        '【' => '[',
        '】' => ']',
        '：' => '=',
        sign => plain_char(sign),
    }
}
