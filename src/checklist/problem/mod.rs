//! What is wrong with a checklist, and where; how it is told to people and to programs.

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
    /// It can, but something in it is unlikely to be meant.
    Warning,
}

/// Where in the bundle's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Index into [`Bundle::files`](super::Bundle).
    pub file: usize,
    /// Bytes of that file's text.
    pub span: Range<usize>,
}

/// One problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Error or warning.
    pub severity: Severity,
    /// What to underline.
    pub place: Place,
    /// What is wrong.
    pub text: Text,
    /// What is allowed, "did you mean", or what to do next.
    pub help: Option<Text>,
    /// The other place that has a part in it: where an id was used first.
    pub also: Option<Place>,
}

impl Problem {
    /// The checklist cannot be used.
    pub fn error(place: Place, text: Text) -> Problem {
        Problem { severity: Severity::Error, place, text, help: None, also: None }
    }

    /// Unlikely to be meant.
    pub fn warning(place: Place, text: Text) -> Problem {
        Problem { severity: Severity::Warning, ..Problem::error(place, text) }
    }

    /// With what to do about it.
    pub fn help(self, help: Text) -> Problem {
        Problem { help: Some(help), ..self }
    }

    /// With the other place that has a part in it.
    pub fn also(self, place: Place) -> Problem {
        Problem { also: Some(place), ..self }
    }
}

/// Text from a file as it may stand in a message: never longer than a line, and without what moves the cursor or
/// turns the direction of writing.
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

/// The character, or the replacement character for one that must not reach a terminal.
fn visible(c: char) -> char {
    if is_unsafe(c) { char::REPLACEMENT_CHARACTER } else { c }
}

/// Whether a terminal would act on the character instead of showing it: control characters, those that change the
/// direction of writing, line and paragraph separators.
pub fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
