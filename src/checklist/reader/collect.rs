//! Collects problems as they are found. Reading continues after each, but the number of problems kept is limited.

use super::suggest::nearest;
use crate::checklist::problem::{Problem, Severity, shown};
use crate::language::{Lang, Text, text};

/// Maximum number of problems kept, so that a file full of mistakes does not exhaust memory.
const MOST: usize = 1000;

/// Maximum number of unknown words for which a suggestion is searched. Each is compared with all known words, of which
/// there may be ten thousand.
const MOST_SUGGESTIONS: usize = 50;

/// The problems found so far.
#[derive(Debug, Default)]
pub(super) struct Problems {
    list: Vec<Problem>,
    left_out: usize,
    suggestions: usize,
    errors: bool,
}

impl Problems {
    pub(super) fn push(&mut self, problem: Problem) {
        self.errors |= problem.severity == Severity::Error;
        if self.list.len() < MOST {
            self.list.push(problem);
        } else {
            self.left_out += 1;
        }
    }

    /// Returns "did you mean" for an unknown word. `None` if no known word is similar, or if too many suggestions were
    /// searched.
    pub(super) fn did_you_mean<'a>(&mut self, word: &str, known: impl Iterator<Item = &'a str>) -> Option<Text> {
        if self.suggestions >= MOST_SUGGESTIONS {
            return None;
        }
        self.suggestions += 1;
        let near = nearest(word, known)?;
        Some(text::did_you_mean(shown(near)))
    }

    /// Returns "did you mean", if a known word is similar, followed by the allowed values.
    pub(super) fn advice<'a>(
        &mut self,
        word: &str,
        known: impl Iterator<Item = &'a str>,
        allowed: impl Fn(Lang) -> String,
    ) -> Text {
        let near = self.did_you_mean(word, known);
        advice(near.as_ref(), allowed)
    }

    /// Returns the number of problems found so far, kept or not.
    pub(super) fn count(&self) -> usize {
        self.list.len() + self.left_out
    }

    pub(super) fn any_error(&self) -> bool {
        self.errors
    }

    /// Keeps only the problems that satisfy `keep`; used to drop mere consequences of syntax errors.
    pub(super) fn retain(&mut self, keep: impl FnMut(&Problem) -> bool) {
        self.list.retain(keep);
    }

    /// Returns the problems sorted by file and place, and the number of those not kept.
    pub(super) fn finish(mut self) -> (Vec<Problem>, usize) {
        self.list.sort_by_key(|problem| (problem.place.file, problem.place.span.start, problem.severity));
        (self.list, self.left_out)
    }
}

/// Formats "did you mean", if there is a suggestion, followed by the allowed values.
pub(super) fn advice(near: Option<&Text>, allowed: impl Fn(Lang) -> String) -> Text {
    Text::of(|lang| match near {
        Some(near) => format!("{}\n{}", near.in_lang(lang), allowed(lang)),
        None => allowed(lang),
    })
}
