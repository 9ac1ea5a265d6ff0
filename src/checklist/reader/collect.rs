//! Collects problems as they are found. Reading continues after each, but the number kept is bounded.

use super::suggest::nearest;
use crate::checklist::problem::{Problem, Severity, shown};
use crate::language::{Lang, Text, text};

/// Maximum number of problems kept, so that a file full of mistakes does not exhaust memory.
const MOST: usize = 1000;

/// Maximum number of unknown words compared with the known ones, of which there may be ten thousand.
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

    /// Returns "did you mean" for an unknown word, if a known one is similar.
    pub(super) fn did_you_mean<'a>(&mut self, word: &str, known: impl Iterator<Item = &'a str>) -> Option<Text> {
        if self.suggestions >= MOST_SUGGESTIONS {
            return None;
        }
        self.suggestions += 1;
        let near = nearest(word, known)?;
        Some(text::did_you_mean(shown(near)))
    }

    /// Like [`Problems::did_you_mean`], followed by what is allowed.
    pub(super) fn advice<'a>(
        &mut self,
        word: &str,
        known: impl Iterator<Item = &'a str>,
        allowed: impl Fn(Lang) -> String,
    ) -> Text {
        let near = self.did_you_mean(word, known);
        advice(near.as_ref(), allowed)
    }

    /// Returns how many have been found.
    pub(super) fn count(&self) -> usize {
        self.list.len() + self.left_out
    }

    pub(super) fn any_error(&self) -> bool {
        self.errors
    }

    /// Drops problems that only follow from others, such as those on a line that is not valid TOML.
    pub(super) fn retain(&mut self, keep: impl FnMut(&Problem) -> bool) {
        self.list.retain(keep);
    }

    /// Returns the problems sorted by file and place, and how many more were dropped.
    pub(super) fn finish(mut self) -> (Vec<Problem>, usize) {
        self.list.sort_by_key(|problem| (problem.place.file, problem.place.span.start, problem.severity));
        (self.list, self.left_out)
    }
}

/// Formats "did you mean", if there is a suggestion, followed by what is allowed.
pub(super) fn advice(near: Option<&Text>, allowed: impl Fn(Lang) -> String) -> Text {
    Text::of(|lang| match near {
        Some(near) => format!("{}\n{}", near.in_lang(lang), allowed(lang)),
        None => allowed(lang),
    })
}
