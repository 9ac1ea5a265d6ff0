//! The parser's messages in the reader's language.

use crate::checklist::problem::shown;
use crate::language::{Lang, Text, plain_char, say};

/// Translates the parser's most common messages, using the text it points at and the rest of that line. Leaves other
/// messages in English.
pub(super) fn words(message: &str, at: &str, rest: &str) -> (Text, Option<Text>) {
    let what = message.split_once(", expected").map_or(message, |(what, _)| what);
    let help = |help: fn(Lang) -> String| Some(Text::of(help));
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
        "invalid basic string" | "invalid literal string" if rest.trim().is_empty() => {
            (Text::of(say::syntax_unclosed_string), help(say::syntax_unclosed_string_help))
        }
        "key with no value" | "missing assignment between key-value pairs" => {
            (Text::of(say::syntax_no_equals), help(say::syntax_key_form))
        }
        "missing comma between array elements" | "missing comma between key-value pairs" | "missing opening quote" => {
            (Text::of(say::syntax_no_comma), None)
        }
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

/// Finds a full-width character outside quotes and comments whose plain twin is TOML syntax.
pub(super) fn full_width_sign(line: &str) -> Option<char> {
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

/// Returns what to write instead of a full-width character.
pub(super) fn plain_twin(sign: char) -> char {
    match sign {
        '“' | '”' | '‘' | '’' => '"',
        '【' => '[',
        '】' => ']',
        '：' => '=',
        sign => plain_char(sign),
    }
}
