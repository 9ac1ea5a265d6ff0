//! Text that people type for an argument or an option.

use crate::app::Failure;
use crate::language::{Lang, Text};

/// What was typed for an option that may be left out, but not be empty.
pub fn given(text: Option<&str>, needed: fn(Lang) -> String) -> Result<Option<String>, Failure> {
    match text.map(str::trim) {
        Some("") => Err(Failure::usage(Text::of(needed))),
        text => Ok(text.map(str::to_owned)),
    }
}
