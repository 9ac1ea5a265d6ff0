//! Text that people type for an argument or an option.

use crate::app::Failure;
use crate::language::{Lang, Text, is_visible, say};

/// What was typed, without blanks around it; `needed` says that it must not be empty.
pub fn text(text: &str, needed: fn(Lang) -> String) -> Result<String, Failure> {
    match text.trim() {
        text if is_visible(text) => Ok(text.to_owned()),
        _ => Err(Failure::usage(Text::of(needed))),
    }
}

/// A reason; that which a hint leaves to be filled in is none.
pub fn reason(text: &str) -> Result<String, Failure> {
    let text = self::text(text, say::reason_needed)?;
    match [Lang::En, Lang::Zh].iter().any(|lang| text == say::placeholder_reason(*lang)) {
        true => Err(Failure::usage(Text::of(say::reason_needed))),
        false => Ok(text),
    }
}

/// What was typed for an option that may be left out, but not be empty.
pub fn given(text: Option<&str>, needed: fn(Lang) -> String) -> Result<Option<String>, Failure> {
    text.map(|text| self::text(text, needed)).transpose()
}
