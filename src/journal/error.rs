//! Errors that prevent the journal from being used.

use crate::language::{Lang, STATE_VARIABLE, Text, reason, say, text};
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// A failed operation on the journal. A line that cannot be read is not an error but a [`Fault`](super::Fault),
/// reported beside what could be read.
#[derive(Debug)]
pub struct JournalError {
    /// The file or directory concerned.
    pub path: PathBuf,
    /// The kind of the failure.
    pub failure: JournalFailure,
    /// The system's error, if there is one.
    pub source: Option<io::Error>,
}

/// The kind of a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JournalFailure {
    /// The journal was opened for reading only.
    NoWriter,
    /// The checklist's id cannot name a folder.
    BadName,
    /// The line could not be read back, for example because it has no facts, is too long, or has a year of more than
    /// four digits.
    Unwritable,
    /// A symbolic link, directory or device is in place of a file.
    NotAFile,
    /// The file would exceed the maximum size, which is far more than a day needs.
    TooLarge,
    /// A directory cannot be listed.
    List,
    /// A directory cannot be created.
    MakeDirectory,
    /// A directory cannot be synced to disk; no record was written.
    SyncDirectory,
    /// A file cannot be opened or created for writing.
    Open,
    /// The writer's own lock cannot be taken.
    Lock,
    /// Another process of the same writer holds the lock.
    Busy {
        /// The id of that process, if the system reports it.
        process: Option<u32>,
    },
    /// A file cannot be read.
    Read,
    /// Writing failed and was reverted: the file is as before.
    Write,
    /// The line was written, but the disk did not confirm it, or a failed write could not be reverted: the act may or
    /// may not appear.
    NotConfirmed,
    /// The line was written, but each time the file had been moved or replaced: the act may or may not appear.
    Moved,
    /// An adopted text is missing.
    TextMissing,
    /// A text does not match the digest in its name.
    TextAltered,
}

impl JournalError {
    pub(super) fn new(path: &Path, failure: JournalFailure) -> JournalError {
        JournalError { path: path.to_owned(), failure, source: None }
    }

    /// Returns a closure for `map_err` that adds the path and the failure to a system error.
    pub(super) fn io(path: &Path, failure: JournalFailure) -> impl FnOnce(io::Error) -> JournalError {
        move |source| JournalError { path: path.to_owned(), failure, source: Some(source) }
    }

    /// Whether the record may have been written despite the error.
    pub fn not_confirmed(&self) -> bool {
        matches!(self.failure, JournalFailure::NotConfirmed | JournalFailure::Moved)
    }

    /// Whether the message says if the act was recorded or not.
    pub fn tells_fate(&self) -> bool {
        use JournalFailure::{Busy, Lock, MakeDirectory, Moved, NotAFile, NotConfirmed, Open, SyncDirectory, TooLarge};
        use JournalFailure::{Unwritable, Write};
        matches!(self.failure, Busy { .. } | Lock | MakeDirectory | Moved | NotAFile | NotConfirmed)
            || matches!(self.failure, Open | SyncDirectory | TooLarge | Unwritable | Write)
    }

    /// Returns advice on what the user can do; `None` if there is none.
    pub fn hint(&self) -> Option<Text> {
        let is_denied = self.source.as_ref().is_some_and(|source| source.kind() == io::ErrorKind::PermissionDenied);
        match self.failure {
            JournalFailure::Open | JournalFailure::MakeDirectory | JournalFailure::Write if is_denied => {
                let folder = self.path.parent()?.display().to_string();
                Some(Text::of(|lang| match cfg!(windows) {
                    true => say::journal_denied_hint_windows(lang, &folder),
                    false => say::journal_denied_hint(lang, &folder),
                }))
            }
            JournalFailure::Lock => Some(text::journal_lock_hint(STATE_VARIABLE)),
            JournalFailure::TooLarge => Some(text::journal_too_large_hint()),
            _ => None,
        }
    }

    /// Returns a message in one line: what failed, where and why.
    pub fn text(&self) -> Text {
        Text::of(|lang| self.say(lang))
    }

    fn say(&self, lang: Lang) -> String {
        let path = self.path.display();
        let what = match self.failure {
            JournalFailure::NoWriter => say::journal_no_writer(lang, path),
            JournalFailure::BadName => say::journal_bad_name(lang, path),
            JournalFailure::Unwritable => say::journal_unwritable(lang, path),
            JournalFailure::NotAFile => say::journal_not_a_file(lang, path),
            JournalFailure::TooLarge => say::journal_too_large(lang, path),
            JournalFailure::List | JournalFailure::Read => say::journal_cannot_read(lang, path),
            JournalFailure::Open => say::journal_cannot_open(lang, path),
            JournalFailure::MakeDirectory => say::journal_cannot_make(lang, path),
            JournalFailure::SyncDirectory => say::journal_cannot_sync(lang, path),
            JournalFailure::Lock => say::journal_cannot_lock(lang, path),
            JournalFailure::Busy { process: Some(process) } => say::journal_busy_by(lang, path, process),
            JournalFailure::Busy { process: None } => say::journal_busy(lang, path),
            JournalFailure::Write => say::journal_cannot_write(lang, path),
            JournalFailure::NotConfirmed => say::journal_not_confirmed(lang, path),
            JournalFailure::Moved => say::journal_moved(lang, path),
            JournalFailure::TextMissing => say::journal_text_missing(lang, path),
            JournalFailure::TextAltered => say::journal_text_altered(lang, path),
        };
        match &self.source {
            Some(source) => say::journal_because(lang, what, reason(lang, source)),
            None => what,
        }
    }
}

impl fmt::Display for JournalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Lang::En))
    }
}

/// There is no `source`, because the message already includes the system's error.
impl std::error::Error for JournalError {}
