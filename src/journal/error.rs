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
    pub failure: Failure,
    /// What the system said.
    pub source: Option<io::Error>,
}

/// What failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
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
    pub(super) fn new(path: &Path, failure: Failure) -> JournalError {
        JournalError { path: path.to_owned(), failure, source: None }
    }

    /// For `map_err`.
    pub(super) fn io(path: &Path, failure: Failure) -> impl FnOnce(io::Error) -> JournalError {
        move |source| JournalError { path: path.to_owned(), failure, source: Some(source) }
    }

    /// Whether what was to be written may appear all the same.
    pub fn not_confirmed(&self) -> bool {
        matches!(self.failure, Failure::NotConfirmed | Failure::Moved)
    }

    /// Whether the text says what became of the act that was to be written.
    pub fn tells_fate(&self) -> bool {
        use Failure::{Busy, Lock, MakeDirectory, Moved, NotAFile, NotConfirmed, Open, SyncDirectory, TooLarge};
        use Failure::{Unwritable, Write};
        matches!(self.failure, Busy { .. } | Lock | MakeDirectory | Moved | NotAFile | NotConfirmed)
            || matches!(self.failure, Open | SyncDirectory | TooLarge | Unwritable | Write)
    }

    /// What to do about it, where somebody can.
    pub fn hint(&self) -> Option<Text> {
        let is_denied = self.source.as_ref().is_some_and(|source| source.kind() == io::ErrorKind::PermissionDenied);
        match self.failure {
            Failure::Open | Failure::MakeDirectory | Failure::Write if is_denied => {
                let folder = self.path.parent()?.display().to_string();
                Some(Text::of(|lang| match cfg!(windows) {
                    true => say::journal_denied_hint_windows(lang, &folder),
                    false => say::journal_denied_hint(lang, &folder),
                }))
            }
            Failure::Lock => Some(text::journal_lock_hint(STATE_VARIABLE)),
            Failure::TooLarge => Some(text::journal_too_large_hint()),
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
            Failure::NoWriter => say::journal_no_writer(lang, path),
            Failure::BadName => say::journal_bad_name(lang, path),
            Failure::Unwritable => say::journal_unwritable(lang, path),
            Failure::NotAFile => say::journal_not_a_file(lang, path),
            Failure::TooLarge => say::journal_too_large(lang, path),
            Failure::List | Failure::Read => say::journal_cannot_read(lang, path),
            Failure::Open => say::journal_cannot_open(lang, path),
            Failure::MakeDirectory => say::journal_cannot_make(lang, path),
            Failure::SyncDirectory => say::journal_cannot_sync(lang, path),
            Failure::Lock => say::journal_cannot_lock(lang, path),
            Failure::Busy { process: Some(process) } => say::journal_busy_by(lang, path, process),
            Failure::Busy { process: None } => say::journal_busy(lang, path),
            Failure::Write => say::journal_cannot_write(lang, path),
            Failure::NotConfirmed => say::journal_not_confirmed(lang, path),
            Failure::Moved => say::journal_moved(lang, path),
            Failure::TextMissing => say::journal_text_missing(lang, path),
            Failure::TextAltered => say::journal_text_altered(lang, path),
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
