//! The ways a command can fail, with messages for people and exit codes.

use crate::checklist::{Bundle, Problem, Reading};
use crate::journal::JournalError;
use crate::language::{Text, text};
use std::fmt;

/// The program's exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// 0: success.
    Fine = 0,
    /// 1: the answer to the question is "no" (`--check`).
    No = 1,
    /// 2: wrong usage, or a refused value.
    Usage = 2,
    /// 3: the checklist is invalid.
    Checklist = 3,
    /// 4: no task matches, or several do.
    Task = 4,
    /// 5: the journal, or another file, cannot be used or read in full.
    Journal = 5,
}

/// A failure: what failed, and what to do next.
#[derive(Debug)]
pub struct Failure {
    /// The exit code.
    pub exit: Exit,
    /// What failed.
    pub text: Text,
    /// What to do next.
    pub hint: Option<Text>,
    /// The problems of a checklist that cannot be used, with its text.
    pub problems: Option<Box<Found>>,
    /// Whether `text` already says whether the act was recorded.
    tells_fate: bool,
}

/// The problems of a checklist, with the text that they are about.
#[derive(Debug)]
pub struct Found {
    /// Errors and warnings.
    pub problems: Vec<Problem>,
    /// Number of further problems that were not kept.
    pub left_out: usize,
    /// The checklist's files, each named by the path that people know.
    pub bundle: Bundle,
}

impl Failure {
    /// Creates a failure without a hint.
    pub fn new(exit: Exit, text: Text) -> Failure {
        Failure { exit, text, hint: None, problems: None, tells_fate: false }
    }

    /// Creates a failure for wrong usage or a refused value.
    pub fn usage(text: Text) -> Failure {
        Failure::new(Exit::Usage, text)
    }

    /// Sets the hint: what to do next.
    pub fn hint(mut self, hint: impl Into<Option<Text>>) -> Failure {
        self.hint = hint.into();
        self
    }

    /// Adds a line to the hint.
    pub fn also(mut self, hint: Text) -> Failure {
        let before = self.hint.take();
        self.hint = Some(Text::of(|lang| match &before {
            Some(before) if before.in_lang(lang).lines().any(|line| line == hint.in_lang(lang)) => {
                before.in_lang(lang).to_owned()
            }
            Some(before) => format!("{}\n{}", before.in_lang(lang), hint.in_lang(lang)),
            None => hint.in_lang(lang).to_owned(),
        }));
        self
    }

    /// Puts a line before the hint that nothing was recorded, if the command was to record something and `text` does
    /// not say whether it was recorded.
    pub fn unrecorded(mut self, was_to_record: bool) -> Failure {
        if was_to_record && !self.tells_fate {
            let hint = self.hint.replace(text::nothing_recorded());
            return hint.into_iter().fold(self, Failure::also);
        }
        self
    }

    /// Adds the problems of a checklist; `shown` has its files, named by the paths that people know.
    pub fn with_problems(mut self, reading: &Reading, shown: Bundle) -> Failure {
        let Reading { problems, left_out, .. } = reading;
        self.problems = Some(Box::new(Found { problems: problems.clone(), left_out: *left_out, bundle: shown }));
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}

impl std::error::Error for Failure {}

impl From<JournalError> for Failure {
    fn from(error: JournalError) -> Failure {
        Failure { tells_fate: error.tells_fate(), ..Failure::new(Exit::Journal, error.text()).hint(error.hint()) }
    }
}
