//! The journal as a folder of plain files: a writer appends to its own files alone, a reader reads everyone's.

use super::act::{Act, ActId, Draft};
use super::adoption::{self, Adoption, AdoptionDraft};
use super::chain::{Place, Prev};
use super::error::{Failure, JournalError};
use super::fault::{Fault, FaultKind};
use super::layout::{self, Stray};
use super::one_offs::Search;
use super::previous::{Forgetful, Remembers};
use super::reader::DayReader;
use super::record::{self, FileReading, Placed, Record};
use super::writer::WriterId;
use super::{AdoptionReading, DayReading, Journal, durable, line, texts};
use crate::calendar::{Day, DayRange};
use crate::checklist::{Bundle, SourceFile};
use std::collections::BTreeMap;
use std::fs::{File, TryLockError};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A folder of day files, on this machine or shared. A folder that is not there is an empty journal.
#[derive(Debug, Clone)]
pub struct Folder {
    root: PathBuf,
    writer: Option<WriterId>,
}

impl Folder {
    /// The journal under `root`, written to as `writer`; without one it can only be read.
    pub fn new(root: PathBuf, writer: Option<WriterId>) -> Folder {
        Folder { root, writer }
    }

    /// Where it is.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A checklist's folder.
    pub(super) fn checklist(&self, id: &str) -> Result<PathBuf, JournalError> {
        if layout::can_name_a_folder(id) {
            Ok(self.root.join(id))
        } else {
            Err(JournalError::new(Path::new(id), Failure::BadName))
        }
    }

    /// All day files of a range, by day; fails where a directory cannot be listed.
    fn day_files(&self, checklist: &str, range: DayRange) -> Result<BTreeMap<Day, Vec<PathBuf>>, JournalError> {
        let mut failed = None;
        let days = layout::day_files(&self.checklist(checklist)?, range, &mut |path, stray| {
            if let Stray::Error(error) = stray {
                failed.get_or_insert(JournalError::io(path, Failure::List)(error));
            }
        });
        failed.map_or(Ok(days), Err)
    }

    fn writer(&self) -> Result<WriterId, JournalError> {
        self.writer.ok_or_else(|| JournalError::new(&self.root, Failure::NoWriter))
    }
}

impl Folder {
    /// Writes an act down as [`Journal::append`] does, for a writer that remembers what it wrote last. One that does not has
    /// its files searched for it.
    pub fn append_after(&self, draft: &Draft, own: &dyn Remembers) -> Result<Act, JournalError> {
        let (folder, writer) = (self.checklist(&draft.checklist)?, self.writer()?);
        let (path, place) = (layout::day_file(&folder, draft.day, writer), Place::Day(draft.day));
        let unwritable = || JournalError::new(&path, Failure::Unwritable);
        // Asked before a file is made for it.
        line::write(draft, u32::MAX, some_prev()).ok_or_else(unwritable)?;
        durable::append(&path, |found| {
            let prev = Folder::previous(&folder, (place, writer), found.last, own.last())?;
            own.intend(Prev { id: draft.id, place });
            line::write(draft, found.next(), prev).ok_or_else(unwritable)
        })
    }

    /// Writes an adoption down as [`Journal::adopt`] does, for a writer that remembers what it wrote last.
    pub fn adopt_after(
        &self,
        draft: &AdoptionDraft,
        bundle: &Bundle,
        own: &dyn Remembers,
    ) -> Result<Adoption, JournalError> {
        let (folder, writer) = (self.checklist(&draft.checklist)?, self.writer()?);
        let (path, place) = (layout::adopted_file(&folder, writer), Place::Adopted);
        let unwritable = || JournalError::new(&path, Failure::Unwritable);
        adoption::write(draft, bundle, u32::MAX, some_prev()).ok_or_else(unwritable)?;
        texts::store(&folder.join(layout::TEXTS), bundle.files.iter().map(|file| file.text.as_str()))?;
        durable::append(&path, |found| {
            let prev = Folder::previous(&folder, (place, writer), found.last, own.last())?;
            own.intend(Prev { id: draft.id, place });
            adoption::write(draft, bundle, found.next(), prev).ok_or_else(unwritable)
        })
    }

    /// Writes many acts of one business day down at once, with one sync, after the record that is remembered: what makes a
    /// history, not what ticks. Gives the last of them.
    pub fn append_all(&self, drafts: &[Draft], mut prev: Option<Prev>) -> Result<Option<Prev>, JournalError> {
        let Some(first) = drafts.first() else { return Ok(prev) };
        let path = layout::day_file(&self.checklist(&first.checklist)?, first.day, self.writer()?);
        durable::append(&path, |found| {
            let lines = (found.next()..).zip(drafts).map(|(n, draft)| {
                let (act, line) = line::write(draft, n, prev)?;
                prev = Some(Prev { id: act.id, place: Place::Day(act.day) });
                Some(line)
            });
            let lines: Option<Vec<String>> = lines.collect();
            Ok((prev, lines.ok_or_else(|| JournalError::new(&path, Failure::Unwritable))?.join("\n")))
        })
    }
}

/// A record before another one, as it takes the most room in a line.
fn some_prev() -> Option<Prev> {
    Some(Prev { id: ActId::nil(), place: Place::Day(Day::default()) })
}

impl Journal for Folder {
    fn append(&self, draft: &Draft) -> Result<Act, JournalError> {
        self.append_after(draft, &Forgetful)
    }

    fn read_day(&self, checklist: &str, day: Day) -> Result<DayReading, JournalError> {
        DayReader::new(self, checklist)?.day(day)
    }

    fn one_offs(&self, checklist: &str, range: DayRange) -> Result<Vec<(Day, DayReading)>, JournalError> {
        let mut search = Search::new();
        let days = self.day_files(checklist, range)?.into_iter();
        Ok(days
            .filter_map(|(day, files)| Some((day, search.day(files.iter().map(PathBuf::as_path), checklist, day)?)))
            .collect())
    }

    fn days(&self, checklist: &str, range: DayRange) -> Result<Vec<Day>, JournalError> {
        Ok(self.day_files(checklist, range)?.into_keys().collect())
    }

    fn checklists(&self) -> Result<Vec<String>, JournalError> {
        let entries = layout::list(&self.root).map_err(JournalError::io(&self.root, Failure::List))?;
        let mut checklists = Vec::new();
        for entry in entries {
            let Some(name) = entry.file_name().into_string().ok().filter(|name| layout::can_name_a_folder(name)) else {
                continue;
            };
            if layout::is_directory(&entry.path()).map_err(JournalError::io(&entry.path(), Failure::List))? {
                checklists.push(name);
            }
        }
        Ok(checklists)
    }

    fn adopt(&self, draft: &AdoptionDraft, bundle: &Bundle) -> Result<Adoption, JournalError> {
        self.adopt_after(draft, bundle, &Forgetful)
    }

    fn adoptions(&self, checklist: &str) -> Result<AdoptionReading, JournalError> {
        let folder = self.checklist(checklist)?;
        let files = layout::adopted_files(&folder).map_err(JournalError::io(&folder, Failure::List))?;
        let mut adoptions = Vec::new();
        let mut faults = Vec::new();
        for path in files {
            let reading = read_adopted_file(&path, checklist);
            adoptions.extend(reading.records);
            faults.extend(reading.faults);
        }
        Ok(AdoptionReading { adoptions: record::alone(record::unite(adoptions, &mut faults)), faults })
    }

    fn bundle(&self, adoption: &Adoption) -> Result<Bundle, JournalError> {
        let texts = self.checklist(&adoption.checklist)?.join(layout::TEXTS);
        let files = adoption.files.iter().map(|file| {
            let text = texts::load_file(&texts, file)?;
            Ok(SourceFile { name: file.name.clone(), text })
        });
        Ok(Bundle { files: files.collect::<Result<_, _>>()? })
    }
}

/// What several files of a day hold together.
pub(super) fn unite(files: impl Iterator<Item = FileReading<Act>>) -> (Vec<Placed<Act>>, Vec<Fault>) {
    let (mut acts, mut faults) = (Vec::new(), Vec::new());
    for reading in files {
        // Mostly there is but one file, or one that holds anything.
        match acts.is_empty() {
            true => acts = reading.records,
            false => acts.extend(reading.records),
        }
        faults.extend(reading.faults);
    }
    (record::unite(acts, &mut faults), faults)
}

/// Reads a day file. A line holds for what it says, not for where it lies; but what lies elsewhere would be found by
/// no one who asks for its day, so it is named and left out.
pub(super) fn read_day_file(path: &Path, checklist: &str, day: Day) -> FileReading<Act> {
    read_day_file_if(path, checklist, day, |_| true)
}

/// Reads those lines of a day file that are wanted.
pub(super) fn read_day_file_if(
    path: &Path,
    checklist: &str,
    day: Day,
    is_wanted: impl Fn(&[u8]) -> bool,
) -> FileReading<Act> {
    keep_own(read_file(path, is_wanted), |act: &Act| {
        let elsewhere = act.checklist != checklist || act.day != day;
        elsewhere.then(|| FaultKind::Elsewhere { checklist: act.checklist.to_string(), day: act.day })
    })
}

/// Reads a file of adoptions; one of another checklist is named and left out.
pub(super) fn read_adopted_file(path: &Path, checklist: &str) -> FileReading<Adoption> {
    keep_own(read_file(path, |_| true), |it: &Adoption| {
        (it.checklist != checklist).then(|| FaultKind::Elsewhere { checklist: it.checklist.clone(), day: it.day })
    })
}

fn keep_own<R>(mut reading: FileReading<R>, fault: impl Fn(&R) -> Option<FaultKind>) -> FileReading<R> {
    let faults = &mut reading.faults;
    let mut strays = 0;
    reading.records.retain(|it| match fault(&it.record) {
        Some(kind) => {
            faults.push(Fault::at(&it.path, it.line, kind));
            strays += 1;
            false
        }
        None => true,
    });
    reading.lost += strays;
    reading
}

/// Reads a file. What is wrong with it is part of what was read, so that one bad file hides nothing else.
fn read_file<R: Record>(path: &Path, is_wanted: impl Fn(&[u8]) -> bool) -> FileReading<R> {
    let reading = look_at(path, &is_wanted);
    if !reading.unfinished {
        return reading;
    }
    // A write of another process may be seen half done. It holds the lock until it is finished, so it is over once the
    // lock can be had; what is cut off then is cut off.
    let _held = wait_for_writer(path);
    look_at(path, &is_wanted)
}

fn look_at<R: Record>(path: &Path, is_wanted: &impl Fn(&[u8]) -> bool) -> FileReading<R> {
    match bytes_of(path) {
        Ok(bytes) => record::read_if(path, &bytes, is_wanted),
        Err(kind) => {
            let mut reading = record::read(path, b"");
            reading.faults.extend(kind.map(|kind| Fault::of_file(path, kind)));
            reading
        }
    }
}

/// A moment in which nobody writes to a file: as long as the file returned is kept, nobody does. A writer that is
/// stopped in the middle of its work must not stop readers, so the wait is short; none where locks are not to be had.
fn wait_for_writer(path: &Path) -> Option<File> {
    const TRIES: u32 = 250;
    const PAUSE: Duration = Duration::from_millis(2);
    let file = File::open(path).ok()?;
    for _ in 0..TRIES {
        match file.try_lock_shared() {
            Ok(()) => return Some(file),
            Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
            Err(TryLockError::Error(_)) => return None,
        }
    }
    None
}

/// The bytes of a plain file. A file that has just gone (a sync tool renamed it) is an error without a fault.
fn bytes_of(path: &Path) -> Result<Vec<u8>, Option<FaultKind>> {
    let mut bytes = Vec::new();
    read_bytes(path, &mut bytes).map(|()| bytes)
}

/// The same into a buffer that is used again.
pub(super) fn read_bytes(path: &Path, bytes: &mut Vec<u8>) -> Result<(), Option<FaultKind>> {
    bytes.clear();
    let unreadable = |error: io::Error| {
        (error.kind() != io::ErrorKind::NotFound).then(|| FaultKind::Unreadable { why: error.to_string() })
    };
    // Asked before opening: to open a pipe would wait for its other end.
    let metadata = std::fs::symlink_metadata(path).map_err(unreadable)?;
    if !metadata.is_file() {
        return Err(Some(FaultKind::NotAFile));
    }
    let length = metadata.len();
    if length > durable::LARGEST {
        return Err(Some(FaultKind::TooLarge { bytes: length }));
    }
    let file = File::open(path).map_err(unreadable)?;
    bytes.reserve(usize::try_from(length).unwrap_or_default());
    // Not beyond the limit, even if it grows meanwhile.
    read_all(&file, bytes).map_err(unreadable)?;
    Ok(())
}

fn read_all(file: &File, bytes: &mut Vec<u8>) -> io::Result<usize> {
    match file.take(durable::LARGEST).read_to_end(bytes) {
        // Windows lets no one read what another process has locked: there, and only then, wait for the writer.
        Err(error) if cfg!(windows) && error.raw_os_error() == Some(ERROR_LOCK_VIOLATION) => {
            bytes.clear();
            file.lock_shared()?;
            file.take(durable::LARGEST).read_to_end(bytes)
        }
        read => read,
    }
}

const ERROR_LOCK_VIOLATION: i32 = 33;
