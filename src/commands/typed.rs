//! Text typed for an argument or an option.

use crate::app::Failure;
use crate::app::hint::LEFT_OPEN;
use crate::language::{Lang, Text, is_visible, say};

/// Returns the text without surrounding blanks; the error `needed` if it is empty or still the placeholder of a hint.
pub fn text(text: &str, needed: fn(Lang) -> String) -> Result<String, Failure> {
    match text.trim() {
        text if is_visible(text) && text != LEFT_OPEN => Ok(text.to_owned()),
        _ => Err(Failure::usage(Text::of(needed))),
    }
}

/// Returns a required reason; an error if it is empty.
pub fn reason(text: &str) -> Result<String, Failure> {
    self::text(text, say::reason_needed)
}

/// Returns the text of an option, which may be omitted but must not be empty.
pub fn given(text: Option<&str>, needed: fn(Lang) -> String) -> Result<Option<String>, Failure> {
    text.map(|text| self::text(text, needed)).transpose()
}
