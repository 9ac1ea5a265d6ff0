//! Problems as they are found: collected without an end to reading, but not without bounds.

use super::suggest::nearest;
use crate::checklist::problem::{Problem, Severity, shown};
use crate::language::{Lang, Text, say};

/// So many are kept; a file of nothing but mistakes must not fill the memory with advice.
const MOST: usize = 1000;

/// So many unknown words are compared with the known ones, which may be ten thousand.
const MOST_SUGGESTIONS: usize = 50;

/// What has been found so far.
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

    /// "did you mean" for a word that is none of the known ones.
    pub(super) fn did_you_mean<'a>(&mut self, word: &str, known: impl Iterator<Item = &'a str>) -> Option<Text> {
        if self.suggestions >= MOST_SUGGESTIONS {
            return None;
        }
        self.suggestions += 1;
        let near = nearest(word, known)?;
        Some(Text::of(|lang| say::did_you_mean(lang, shown(near))))
    }

    /// The same with what is allowed below it.
    pub(super) fn advice<'a>(
        &mut self,
        word: &str,
        known: impl Iterator<Item = &'a str>,
        allowed: impl Fn(Lang) -> String,
    ) -> Text {
        let near = self.did_you_mean(word, known);
        advice(near.as_ref(), allowed)
    }

    /// How many have been found.
    pub(super) fn count(&self) -> usize {
        self.list.len() + self.left_out
    }

    pub(super) fn any_error(&self) -> bool {
        self.errors
    }

    /// Drops those that only follow from others, such as what stands on a line that is no TOML.
    pub(super) fn retain(&mut self, keep: impl FnMut(&Problem) -> bool) {
        self.list.retain(keep);
    }

    /// In the order of files and places, and how many more there were.
    pub(super) fn finish(mut self) -> (Vec<Problem>, usize) {
        self.list.sort_by_key(|problem| (problem.place.file, problem.place.span.start, problem.severity));
        (self.list, self.left_out)
    }
}

/// "did you mean", where there is something near, and what is allowed below it.
pub(super) fn advice(near: Option<&Text>, allowed: impl Fn(Lang) -> String) -> Text {
    Text::of(|lang| match near {
        Some(near) => format!("{}\n{}", near.in_lang(lang), allowed(lang)),
        None => allowed(lang),
    })
}
