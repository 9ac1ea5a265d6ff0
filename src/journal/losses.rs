//! Records that existing lines refer to but that are missing: lost, or not arrived yet.

use super::act::{Act, ActId};
use super::adoption::Adoption;
use super::chain::{IN_ANOTHER_FILE, Links, PREV, Prev, RecordPlace};
use super::cursor::Spelled;
use super::fault::{Fault, FaultKind};
use super::folder::{open_plain, scan_file};
use super::lines::FoundLine;
use super::names;
use super::record::{BEFORE_ID, ID, PlacedRecord, Record, id_of};
use super::sum;
use crate::calendar::Day;
use chrono::{DateTime, FixedOffset};
use memchr::arch::all::packedpair::HeuristicFrequencyRank;
use memchr::memmem;
use smol_str::SmolStr;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A line's reference to the previous record of its writer.
#[derive(Debug, Clone)]
pub(super) struct Link {
    /// The previous record.
    pub prev: Prev,
    /// The record that refers to it.
    pub of: ActId,
    /// Who wrote the referring record.
    by: SmolStr,
    /// When the referring record was written.
    recorded_at: DateTime<FixedOffset>,
    /// The file of the referring line, or only the checklist's folder if `line` is `None`.
    pub path: Arc<PathBuf>,
    line: Option<u32>,
    /// Whether `prev` is the adoption under which the act was made. A missing adoption is reported with these acts.
    pub is_under: bool,
}

/// A record whose line may refer to other records.
pub(super) trait Linked {
    /// Returns the record's references to other records; `None` for a line of version 1.
    fn links(&self) -> Option<Links>;
    /// Returns the record's id, who wrote it and when.
    fn signed(&self) -> (ActId, SmolStr, DateTime<FixedOffset>);
}

impl Linked for Act {
    fn links(&self) -> Option<Links> {
        self.links
    }

    fn signed(&self) -> (ActId, SmolStr, DateTime<FixedOffset>) {
        (self.id, self.by.clone(), self.recorded_at)
    }
}

impl Linked for Adoption {
    fn links(&self) -> Option<Links> {
        self.links
    }

    fn signed(&self) -> (ActId, SmolStr, DateTime<FixedOffset>) {
        (self.id, self.by.as_str().into(), self.recorded_at)
    }
}

impl Link {
    /// Returns a line's reference to its previous record; `None` if it has none.
    pub(super) fn of<R: Linked>(it: &PlacedRecord<R>) -> Option<Link> {
        Link::at(&it.record, Arc::clone(&it.path), Some(it.line))
    }

    /// Like `of`, for a record whose line may be unknown.
    pub(super) fn at<R: Linked>(record: &R, path: Arc<PathBuf>, line: Option<u32>) -> Option<Link> {
        let Links { prev, under } = record.links()?;
        let prev = prev?;
        let (of, by, recorded_at) = record.signed();
        Some(Link { prev, of, by, recorded_at, path, line, is_under: Some(prev.id) == under })
    }

    /// Returns the id of the writer of both records; `None` if the referring line's file is not known.
    pub(super) fn writer(&self) -> Option<String> {
        self.line.map(|_| names::writer_of(&self.path))
    }

    /// Returns the fault that `prev` is missing. `after` is the writer's last present record before `prev`.
    pub(super) fn lost(&self, after: Option<ActId>) -> Fault {
        let offset = *self.recorded_at.offset();
        let at = |id: ActId| {
            let millis = i64::try_from(id.as_u64_pair().0 >> 16).unwrap_or_default();
            DateTime::from_timestamp_millis(millis).unwrap_or_default().with_timezone(&offset)
        };
        let kind = FaultKind::Lost {
            id: self.prev.id,
            by: self.by.to_string(),
            writer: self.writer(),
            place: self.prev.place,
            after: after.map(at),
            at: at(self.prev.id),
        };
        Fault { path: self.path.to_path_buf(), line: self.line, kind }
    }
}

/// Returns the acts of a day that wait for a checklist: their adoption is missing, or no adoption is in force on that
/// day.
pub fn waiting<'a>(
    acts: impl Iterator<Item = &'a Act>,
    day: Day,
    adoptions: impl Iterator<Item = &'a Adoption> + Clone,
) -> Vec<&'a Act> {
    let none_holds = adoptions.clone().all(|adoption| adoption.day > day);
    // Usually all acts were made under the same adoption, so the last one found is remembered.
    let mut known = None;
    let mut is_here = |under: ActId| {
        let is_here = known == Some(under) || adoptions.clone().any(|adoption| adoption.id == under);
        known = is_here.then_some(under).or(known);
        is_here
    };
    let waits = |act: &&Act| none_holds || act.links.and_then(|links| links.under).is_some_and(|id| !is_here(id));
    acts.filter(waits).collect()
}

/// Reads a plain file into a reused buffer. A file that is longer than any team's day is an error, because it would
/// take too much memory.
fn read_short(path: &Path, bytes: &mut Vec<u8>) -> Result<(), Option<FaultKind>> {
    const LONGEST: u64 = 8 << 20;
    bytes.clear();
    let (mut file, length) = open_plain(path)?;
    let unreadable = |why: String| Some(FaultKind::Unreadable { why });
    if length > LONGEST {
        return Err(unreadable(String::new()));
    }
    bytes.reserve(length as usize + 1);
    file.read_to_end(bytes).map(drop).map_err(|error| unreadable(error.to_string()))
}

/// A record that was found in a file.
#[derive(Clone, Copy)]
pub(super) struct KnownRecord {
    /// Whether the record's line is whole; assumed if its file cannot be read.
    pub is_whole: bool,
    /// The previous record, to which the line refers, if that can be read.
    pub prev: Option<ActId>,
    /// Whether the line is of version 1, and so refers to no other record.
    pub is_first_version: bool,
}

/// Looks for a record in some files, including their damaged lines; `None` if none has it. A file that cannot be read
/// is reported elsewhere, and is assumed to hold the record.
pub(super) fn standing<'a>(mut files: impl Iterator<Item = &'a Path>, id: ActId) -> Option<KnownRecord> {
    let mut bytes = Vec::new();
    files.find_map(|file| match read_short(file, &mut bytes) {
        Ok(()) => place_of(&bytes, id).map(|at| stands_at(&bytes, at)),
        Err(fault) => fault.map(|_| KnownRecord { is_whole: true, prev: None, is_first_version: false }),
    })
}

/// Returns the offset of a record's id member in a file's bytes; `None` if they do not have the record.
fn place_of(bytes: &[u8], id: ActId) -> Option<usize> {
    // It is usually the last record of the file.
    let last = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    let start = memchr::memrchr(b'\n', last).map_or(0, |end| end + 1);
    if id_of(&last[start..]) == Some(id) && last[start + BEFORE_ID + ID..].starts_with(br#"","n":"#) {
        return Some(start + VERSION.len());
    }
    memmem::rfind(bytes, format!(r#","id":"{id}","n":"#).as_bytes())
}

/// Describes the record whose id is at an offset in a file's bytes.
fn stands_at(bytes: &[u8], at: usize) -> KnownRecord {
    let start = at.saturating_sub(VERSION.len());
    let end = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |length| at + length);
    let line = &bytes[start..end];
    let prev = memmem::find(line, PREV).and_then(|at| line[at + PREV.len()..].get(..ID));
    KnownRecord {
        is_whole: sum::is_right(line) || sum::whole_line_at_start(line).is_some(),
        prev: prev.and_then(|id| ActId::try_parse_ascii(id).ok()),
        is_first_version: line.starts_with(br#"{"v":1"#),
    }
}

/// The bytes before `,"id":` at the beginning of a line. Other versions have the same length.
const VERSION: &[u8] = br#"{"v":2"#;

/// How frequent a byte is in lines, for searches: their punctuation is everywhere.
struct LettersAreRare;

impl HeuristicFrequencyRank for LettersAreRare {
    fn rank(&self, byte: u8) -> u8 {
        if byte.is_ascii_punctuation() { u8::MAX } else { 0 }
    }
}

/// Returns the references that a day's files make to records in other files.
pub(super) fn links_elsewhere<'a>(files: impl Iterator<Item = &'a Path>, checklist: &str, day: Day) -> Vec<Link> {
    let finder = memmem::FinderBuilder::new().build_forward_with_ranker(LettersAreRare, IN_ANOTHER_FILE);
    let (mut bytes, mut links) = (Vec::new(), Vec::new());
    for file in files {
        let path = Arc::new(file.to_owned());
        let mut take = |line: u32, text: &[u8]| {
            let record = Act::from_line(text, &mut Spelled::default())
                .ok()
                .filter(|act| act.day == day && act.checklist == checklist);
            let link = record.and_then(|record| Link::at(&record, Arc::clone(&path), Some(line)));
            links.extend(link.filter(|link| link.prev.place != RecordPlace::Day(day)));
        };
        if read_short(file, &mut bytes).is_ok() {
            // Usually only the first line has such a reference, so most lines need not be parsed.
            for at in finder.find_iter(&bytes) {
                let start = memchr::memrchr(b'\n', &bytes[..at]).map_or(0, |end| end + 1);
                let end = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |length| at + length);
                let line = bytes[start..end].strip_suffix(b"\r").unwrap_or(&bytes[start..end]);
                if sum::is_right(line) {
                    take(memchr::memchr_iter(b'\n', &bytes[..start]).count() as u32 + 1, line);
                }
            }
            continue;
        }
        // Problems of the file are reported when its day is read.
        let _ = scan_file(file, |line, found| match found {
            FoundLine::Whole(text) if finder.find(text).is_some() => take(line, text),
            _ => {}
        });
    }
    links
}

/// Returns the highest id in some files that is below `before`, or the highest of all without `before`.
pub(super) fn last_before<'a>(files: impl Iterator<Item = &'a Path>, before: Option<ActId>) -> Option<ActId> {
    let mut last = None;
    for file in files {
        // Problems of the file are reported when it is read for its acts.
        let _ = scan_file(file, |_, found| {
            let FoundLine::Whole(line) = found else { return };
            last = last.max(id_of(line).filter(|id| before.is_none_or(|before| *id < before)));
        });
    }
    last
}
