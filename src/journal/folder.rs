//! The journal as a folder of plain files: a writer appends only to its own files, and a reader reads everyone's.

use super::act::{Act, ActId, Draft};
use super::adoption::{self, Adoption, AdoptionDraft};
use super::chain::{Prev, RecordPlace};
use super::error::{JournalError, JournalFailure};
use super::fault::{Fault, FaultKind};
use super::lines::{self, FoundLine};
use super::previous::{Forgetful, Remembers};
use super::reader::DayReader;
use super::record::{self, FileReading, PlacedRecord, Record};
use super::writer::Writer;
use super::{AdoptionReading, DayReading, Journal, durable, layout, line, names, texts};
use crate::calendar::{Day, DayRange};
use crate::checklist::{Bundle, SourceFile};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A journal in a folder of day files, local or shared. A missing folder is an empty journal.
#[derive(Debug, Clone)]
pub struct Folder {
    root: PathBuf,
    writer: Option<Writer>,
}

impl Folder {
    /// Opens the journal in the folder `root`. Records are written as `writer`; without a writer the journal is
    /// read-only.
    pub fn new(root: PathBuf, writer: Option<Writer>) -> Folder {
        Folder { root, writer }
    }

    /// Returns the journal's folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Returns the path of a checklist's folder, or an error if the id cannot be a folder's name.
    pub(super) fn checklist(&self, id: &str) -> Result<PathBuf, JournalError> {
        if layout::can_name_a_folder(id) {
            Ok(layout::folder_named(&self.root, id))
        } else {
            Err(JournalError::new(Path::new(id), JournalFailure::BadName))
        }
    }

    fn writer(&self) -> Result<&Writer, JournalError> {
        self.writer.as_ref().ok_or_else(|| JournalError::new(&self.root, JournalFailure::NoWriter))
    }
}

impl Folder {
    /// Like [`Journal::append`], but takes the writer's previous record from `own`. If `own` remembers none or is out
    /// of date, the writer's files are searched.
    pub fn append_after(&self, draft: &Draft, own: &dyn Remembers) -> Result<Act, JournalError> {
        let (folder, writer) = (self.checklist(&draft.checklist)?, self.writer()?);
        let (path, place) = (layout::day_file(&folder, draft.day, writer.id), RecordPlace::Day(draft.day));
        let unwritable = || JournalError::new(&path, JournalFailure::Unwritable);
        // An act that cannot be written is refused before a file is created for it.
        line::write(draft, u32::MAX, some_prev()).ok_or_else(unwritable)?;
        durable::append(&path, writer, |found| {
            let prev = Folder::previous(&folder, (place, writer.id), found.last, own.last())?;
            own.intend(Prev { id: draft.id, place });
            line::write(draft, found.next, prev).ok_or_else(unwritable)
        })
    }

    /// Like [`Journal::adopt`], but takes the writer's previous record from `own`, as [`Folder::append_after`] does.
    pub fn adopt_after(
        &self,
        draft: &AdoptionDraft,
        bundle: &Bundle,
        own: &dyn Remembers,
    ) -> Result<Adoption, JournalError> {
        let (folder, writer) = (self.checklist(&draft.checklist)?, self.writer()?);
        let (path, place) = (layout::adopted_file(&folder, writer.id), RecordPlace::Adopted);
        let unwritable = || JournalError::new(&path, JournalFailure::Unwritable);
        adoption::write(draft, bundle, u32::MAX, some_prev()).ok_or_else(unwritable)?;
        texts::store(&folder.join(layout::TEXTS), bundle.files.iter().map(|file| file.text.as_str()))?;
        durable::append(&path, writer, |found| {
            let prev = Folder::previous(&folder, (place, writer.id), found.last, own.last())?;
            own.intend(Prev { id: draft.id, place });
            adoption::write(draft, bundle, found.next, prev).ok_or_else(unwritable)
        })
    }

    /// Appends acts of one business day with a single sync; the first one refers to `prev` as its previous record.
    /// Returns the last act written, or `prev` if there are no drafts. For generating histories, not for recording
    /// ticks.
    pub fn append_all(&self, drafts: &[Draft], mut prev: Option<Prev>) -> Result<Option<Prev>, JournalError> {
        let Some(first) = drafts.first() else { return Ok(prev) };
        let writer = self.writer()?;
        let path = layout::day_file(&self.checklist(&first.checklist)?, first.day, writer.id);
        durable::append(&path, writer, |found| {
            let lines = (found.next..).zip(drafts).map(|(n, draft)| {
                let (act, line) = line::write(draft, n, prev)?;
                prev = Some(Prev { id: act.id, place: RecordPlace::Day(act.day) });
                Some(line)
            });
            let lines: Option<Vec<String>> = lines.collect();
            Ok((prev, lines.ok_or_else(|| JournalError::new(&path, JournalFailure::Unwritable))?.join("\n")))
        })
    }
}

/// Returns a made-up previous record of maximum length, used to check that a line is not too long.
fn some_prev() -> Option<Prev> {
    Some(Prev { id: ActId::nil(), place: RecordPlace::Day(Day::default()) })
}

impl Journal for Folder {
    fn append(&self, draft: &Draft) -> Result<Act, JournalError> {
        self.append_after(draft, &Forgetful)
    }

    fn read_day(&self, checklist: &str, day: Day) -> Result<DayReading, JournalError> {
        DayReader::new(self, checklist)?.day(day)
    }

    fn one_offs(&self, checklist: &str, range: DayRange) -> Result<Vec<(Day, DayReading)>, JournalError> {
        DayReader::new(self, checklist)?.one_offs(range)
    }

    fn days(&self, checklist: &str, range: DayRange) -> Result<Vec<Day>, JournalError> {
        DayReader::new(self, checklist)?.days(range)
    }

    fn checklists(&self) -> Result<Vec<String>, JournalError> {
        let entries = layout::list(&self.root).map_err(JournalError::io(&self.root, JournalFailure::List))?;
        let mut checklists = Vec::new();
        for entry in entries {
            let Some(name) = entry.file_name().into_string().ok().filter(|name| layout::can_name_a_folder(name)) else {
                continue;
            };
            if layout::is_directory(&entry.path()).map_err(JournalError::io(&entry.path(), JournalFailure::List))? {
                // Ids have only lower-case letters, but the case of a folder's name may have been changed.
                checklists.push(name.to_ascii_lowercase());
            }
        }
        checklists.sort();
        checklists.dedup();
        Ok(checklists)
    }

    fn adopt(&self, draft: &AdoptionDraft, bundle: &Bundle) -> Result<Adoption, JournalError> {
        self.adopt_after(draft, bundle, &Forgetful)
    }

    fn adoptions(&self, checklist: &str) -> Result<AdoptionReading, JournalError> {
        DayReader::new(self, checklist)?.adoptions()
    }

    fn bundle(&self, adoption: &Adoption) -> Result<Bundle, JournalError> {
        let folder = self.checklist(&adoption.checklist)?;
        let files = adoption.files.iter().map(|file| {
            let text = texts::load_file(&folder.join(layout::TEXTS), file);
            let text = text.or_else(|error| texts::load_elsewhere(&folder, &file.sha256).ok_or(error))?;
            Ok(SourceFile { name: file.name.clone(), text })
        });
        Ok(Bundle { files: files.collect::<Result<_, _>>()? })
    }
}

/// Merges the acts and the faults that were read from a day's files.
pub(super) fn unite(files: impl Iterator<Item = FileReading<Act>>) -> (Vec<PlacedRecord<Act>>, Vec<Fault>) {
    let (mut acts, mut faults) = (Vec::new(), Vec::new());
    for reading in files {
        // Usually only one file has acts, and its list is reused.
        match acts.is_empty() {
            true => acts = reading.records,
            false => acts.extend(reading.records),
        }
        faults.extend(reading.faults);
    }
    (record::unite(acts, &mut faults), faults)
}

/// Reads a day file. A line about another day or checklist is reported and skipped, because readers of that day would
/// not find it in this file.
pub(super) fn read_day_file(path: &Path, checklist: &str, day: Day) -> FileReading<Act> {
    read_day_file_if(path, checklist, day, |_| true)
}

/// Like [`read_day_file`], but parses only the lines for which `is_wanted` is true.
pub(super) fn read_day_file_if(
    path: &Path,
    checklist: &str,
    day: Day,
    is_wanted: impl Fn(&[u8]) -> bool,
) -> FileReading<Act> {
    read_file(path, is_wanted, |act| act_elsewhere(act, checklist, day), |_| {})
}

/// Returns the fault that an act is about another day or checklist than its file.
pub(super) fn act_elsewhere(act: &Act, checklist: &str, day: Day) -> Option<FaultKind> {
    let elsewhere = act.checklist != checklist || act.day != day;
    elsewhere.then(|| FaultKind::Elsewhere { checklist: act.checklist.to_string(), day: act.day })
}

/// Reads a file of adoptions. Adoptions of another checklist are reported and skipped.
pub(super) fn read_adopted_file(path: &Path, checklist: &str) -> FileReading<Adoption> {
    read_file(path, |_| true, |it| adoption_elsewhere(it, checklist), |_| {})
}

/// Returns the fault that an adoption is of another checklist than its file.
pub(super) fn adoption_elsewhere(it: &Adoption, checklist: &str) -> Option<FaultKind> {
    (it.checklist != checklist).then(|| FaultKind::Elsewhere { checklist: it.checklist.clone(), day: it.day })
}

/// Reads a file. Errors are returned as faults, so that one bad file does not prevent other files from being read. The
/// functions are as for [`record::read_from`]; a file that is read again spills its records again.
pub(super) fn read_file<R: Record>(
    path: &Path,
    is_wanted: impl Fn(&[u8]) -> bool,
    is_wrong: impl Fn(&R) -> Option<FaultKind>,
    mut spill: impl FnMut(&mut Vec<PlacedRecord<R>>),
) -> FileReading<R> {
    let mut look = || look_at(path, &is_wanted, &is_wrong, &mut spill);
    let mut reading = look();
    // Another process may be writing to the file, or have just created it, so wait a moment for it to finish.
    let (mut waited, mut pause) = (Duration::ZERO, Duration::from_millis(1));
    while (reading.unfinished || reading.is_empty()) && waited < MOMENT && is_new(path) {
        std::thread::sleep(pause);
        waited += pause;
        pause = (2 * pause).min(Duration::from_millis(32));
        // If the length is unchanged, there is nothing more to read.
        if std::fs::symlink_metadata(path).map_or(true, |metadata| metadata.len() != reading.length) {
            reading = look();
        }
    }
    if reading.is_empty() || reading.blank && reading.length > 0 {
        reading.faults = vec![Fault::of_file(path, FaultKind::NotHere)];
    }
    reading
}

/// Maximum time to wait for the end of another process's write.
const MOMENT: Duration = Duration::from_millis(100);

/// Whether a file was modified in the last two seconds. An older line that is cut off will not be completed, so there
/// is no point in waiting for it.
fn is_new(path: &Path) -> bool {
    const JUST_NOW: Duration = Duration::from_secs(2);
    let modified = std::fs::symlink_metadata(path).and_then(|metadata| metadata.modified());
    // `elapsed` fails for a time in the future; such a file is treated as old.
    modified.is_ok_and(|modified| modified.elapsed().is_ok_and(|age| age < JUST_NOW))
}

fn look_at<R: Record>(
    path: &Path,
    is_wanted: impl Fn(&[u8]) -> bool,
    is_wrong: impl Fn(&R) -> Option<FaultKind>,
    spill: impl FnMut(&mut Vec<PlacedRecord<R>>),
) -> FileReading<R> {
    let fault = match open_plain(path) {
        Ok((file, length)) => match record::read_from(path, &file, length, is_wanted, is_wrong, spill) {
            Ok(reading) => return reading,
            Err(error) => {
                let faults = vec![Fault::of_file(path, FaultKind::Unreadable { why: error.to_string() })];
                return FileReading { faults, unfinished: durable::is_held(&error), ..FileReading::empty() };
            }
        },
        Err(Some(fault)) => fault,
        Err(None) => return FileReading { gone: Some(path.to_owned()), ..FileReading::empty() },
    };
    FileReading { faults: vec![Fault::of_file(path, fault)], ..FileReading::empty() }
}

/// Opens a plain file for reading, and returns it with its length. `Err(None)` means that the file no longer exists,
/// for example because a sync tool renamed it.
pub(super) fn open_plain(path: &Path) -> Result<(File, u64), Option<FaultKind>> {
    let unreadable = |error: io::Error| {
        (error.kind() != io::ErrorKind::NotFound).then(|| FaultKind::Unreadable { why: error.to_string() })
    };
    if names::is_placeholder(path.file_name().unwrap_or_default().as_encoded_bytes()) {
        return Err(Some(FaultKind::NotHere));
    }
    // The type is checked before opening, because opening a pipe would wait for its other end.
    let metadata = std::fs::symlink_metadata(path).map_err(unreadable)?;
    if !metadata.is_file() {
        return Err(Some(FaultKind::NotAFile));
    }
    Ok((durable::patiently(|| File::open(path)).map_err(unreadable)?, metadata.len()))
}

/// Calls `tell` for every line of a plain file, in constant memory. Errors are as for [`open_plain`].
pub(super) fn scan_file(path: &Path, tell: impl FnMut(u32, FoundLine<'_>)) -> Result<(), Option<FaultKind>> {
    let (file, length) = open_plain(path)?;
    let scanned = lines::scan(file, length, tell);
    scanned.map(drop).map_err(|error| Some(FaultKind::Unreadable { why: error.to_string() }))
}
