//! Translates the parser's messages into the user's language.

use crate::checklist::problem::shown;
use crate::language::{Lang, Text, plain_char, say, text};

/// Returns the message and help for an error of the parser. `at` is the text at which the error points, and `rest` is
/// the line from there on. Uncommon messages stay in English.
pub(super) fn words(message: &str, at: &str, rest: &str) -> (Text, Option<Text>) {
    let what = message.split_once(", expected").map_or(message, |(what, _)| what);
    let help = |help: fn(Lang) -> String| Some(Text::of(help));
    match what {
        "duplicate key" => (text::syntax_duplicate(shown(at)), help(say::syntax_duplicate_help)),
        "string values must be quoted"
        | "invalid boolean"
        | "invalid datetime"
        | "invalid float"
        | "invalid mantissa"
            if !at.trim().is_empty() =>
        {
            (text::syntax_unquoted(), Some(text::syntax_write_quoted(shown(at.trim()))))
        }
        "string values must be quoted" | "missing value for key" | "missing value" => (text::syntax_no_value(), None),
        "invalid basic string" | "invalid literal string" if rest.trim().is_empty() => {
            (text::syntax_unclosed_string(), help(say::syntax_unclosed_string_help))
        }
        "key with no value" | "missing assignment between key-value pairs" => {
            (text::syntax_no_equals(), help(say::syntax_key_form))
        }
        "missing comma between array elements" | "missing comma between key-value pairs" | "missing opening quote" => {
            (text::syntax_no_comma(), None)
        }
        "unclosed table" | "unclosed array table" => (text::syntax_unclosed_head(), None),
        "invalid unquoted key" => (text::syntax_key(), Some(text::syntax_write_quoted(shown(at)))),
        "missing escaped value" => (text::syntax_escape(), help(say::syntax_escape_help)),
        "unexpected key or value" => (text::syntax_behind(), None),
        "carriage return must be followed by newline" => (text::syntax_carriage_return(), None),
        _ => (text::syntax_other(shown(message)), None),
    }
}

/// Returns the first full-width character, such as `，`, that stands outside quotes and comments and whose ASCII
/// equivalent is TOML syntax.
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

/// Returns the ASCII character to write instead of a full-width one.
pub(super) fn plain_twin(sign: char) -> char {
    match sign {
        '“' | '”' | '‘' | '’' => '"',
        '【' => '[',
        '】' => ']',
        '：' => '=',
        sign => plain_char(sign),
    }
}
