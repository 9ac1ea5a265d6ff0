//! Why the journal cannot be used.

use crate::language::{Lang, STATE_VARIABLE, Text, reason, say, text};
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// A journal could not do what it was asked. Lines that cannot be read are no such error but a
/// [`Fault`](super::Fault) beside what could be read.
#[derive(Debug)]
pub struct JournalError {
    /// The file or directory it happened at.
    pub path: PathBuf,
    /// What failed.
    pub failure: JournalFailure,
    /// What the system said.
    pub source: Option<io::Error>,
}

/// What failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JournalFailure {
    /// The journal was opened for reading only.
    NoWriter,
    /// The checklist's id cannot name a folder.
    BadName,
    /// What was to be written could not be read back: nothing in it, too long, or a year of more than four digits.
    Unwritable,
    /// A symbolic link, directory or device is in the place of a file.
    NotAFile,
    /// The file would become too large for a day's.
    TooLarge,
    /// A directory cannot be listed.
    List,
    /// A directory cannot be made.
    MakeDirectory,
    /// A directory cannot be brought to disk; nothing was written.
    SyncDirectory,
    /// A file cannot be opened or made to write to it.
    Open,
    /// The writer's own lock cannot be had.
    Lock,
    /// Another process of the writer holds it.
    Busy {
        /// Which, where the system tells.
        process: Option<u32>,
    },
    /// A file cannot be read.
    Read,
    /// Writing failed and was taken back: the file is as before.
    Write,
    /// It was written, but the disk did not confirm it, or a failed write could not be taken back: the act may
    /// appear, or not.
    NotConfirmed,
    /// It was written, but the file's name leads to another file, each time: the act may appear, or not.
    Moved,
    /// An adopted text is not there.
    TextMissing,
    /// A text is not what its name says.
    TextAltered,
}

impl JournalError {
    pub(super) fn new(path: &Path, failure: JournalFailure) -> JournalError {
        JournalError { path: path.to_owned(), failure, source: None }
    }

    /// For `map_err`.
    pub(super) fn io(path: &Path, failure: JournalFailure) -> impl FnOnce(io::Error) -> JournalError {
        move |source| JournalError { path: path.to_owned(), failure, source: Some(source) }
    }

    /// Whether what was to be written may appear all the same.
    pub fn not_confirmed(&self) -> bool {
        matches!(self.failure, JournalFailure::NotConfirmed | JournalFailure::Moved)
    }

    /// Whether the text says what became of the act that was to be written.
    pub fn tells_fate(&self) -> bool {
        use JournalFailure::{Busy, Lock, MakeDirectory, Moved, NotAFile, NotConfirmed, Open, SyncDirectory, TooLarge};
        use JournalFailure::{Unwritable, Write};
        matches!(self.failure, Busy { .. } | Lock | MakeDirectory | Moved | NotAFile | NotConfirmed)
            || matches!(self.failure, Open | SyncDirectory | TooLarge | Unwritable | Write)
    }

    /// What to do about it, where somebody can.
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

    /// What failed, where and why, in one line.
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

/// The system's words are part of the message, so there is no source to print again below it.
impl std::error::Error for JournalError {}
