//! Text that people type for an argument or an option.

use super::hint::LEFT_OPEN;
use crate::app::Failure;
use crate::language::{Lang, Text, is_visible, say};

/// What was typed, without blanks around it; `needed` says that it must not be empty, nor what a hint left open.
pub fn text(text: &str, needed: fn(Lang) -> String) -> Result<String, Failure> {
    match text.trim() {
        text if is_visible(text) && text != LEFT_OPEN => Ok(text.to_owned()),
        _ => Err(Failure::usage(Text::of(needed))),
    }
}

/// A reason.
pub fn reason(text: &str) -> Result<String, Failure> {
    self::text(text, say::reason_needed)
}

/// What was typed for an option that may be left out, but not be empty.
pub fn given(text: Option<&str>, needed: fn(Lang) -> String) -> Result<Option<String>, Failure> {
    text.map(|text| self::text(text, needed)).transpose()
}
