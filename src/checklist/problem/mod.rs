//! Problems of a checklist, their places, and how they are reported to people and programs.

mod excerpt;
mod locate;
mod render;

pub use locate::{LocatedProblem, Position, locate};
pub use render::render;

use crate::language::Text;
use std::borrow::Cow;
use std::ops::Range;

/// Whether a problem makes the checklist unusable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The checklist cannot be used.
    Error,
    /// The checklist can be used, but something in it is probably unintended.
    Warning,
}

/// A place in the text of a bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Index into [`Bundle::files`](super::Bundle).
    pub file: usize,
    /// Byte range within the text of the file.
    pub span: Range<usize>,
}

/// An error or warning in a checklist, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Error or warning.
    pub severity: Severity,
    /// Range to underline.
    pub place: Place,
    /// What is wrong.
    pub text: Text,
    /// How to fix the problem: the allowed values, "did you mean", or what to do next.
    pub help: Option<Text>,
    /// Another place involved in the problem, such as the first use of an id.
    pub also: Option<Place>,
}

impl Problem {
    /// Creates an error: the checklist cannot be used.
    pub fn error(place: Place, text: Text) -> Problem {
        Problem { severity: Severity::Error, place, text, help: None, also: None }
    }

    /// Creates a warning: something is probably unintended.
    pub fn warning(place: Place, text: Text) -> Problem {
        Problem { severity: Severity::Warning, ..Problem::error(place, text) }
    }

    /// Adds advice on how to fix the problem.
    pub fn help(self, help: Text) -> Problem {
        Problem { help: Some(help), ..self }
    }

    /// Adds another place involved in the problem.
    pub fn also(self, place: Place) -> Problem {
        Problem { also: Some(place), ..self }
    }
}

/// Makes text from a file safe for a message: one short line, without characters that move the cursor or change the
/// writing direction.
pub fn shown(text: &str) -> Cow<'_, str> {
    const LONGEST: usize = 60;
    let end = text.char_indices().nth(LONGEST).map_or(text.len(), |(index, _)| index);
    if end == text.len() && !text.chars().any(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut shown: String = text[..end].chars().map(visible).collect();
    if end < text.len() {
        shown.push('…');
    }
    Cow::Owned(shown)
}

/// Returns the character, or the replacement character if it must not reach a terminal.
fn visible(c: char) -> char {
    if is_unsafe(c) { char::REPLACEMENT_CHARACTER } else { c }
}

/// Whether a terminal would act on the character instead of showing it: control characters, characters that change the
/// writing direction, line and paragraph separators.
pub fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
