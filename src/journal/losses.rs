//! What the lines that are here say of lines that are not: lost, or not arrived yet.

use super::act::{Act, ActId};
use super::adoption::Adoption;
use super::chain::{IN_ANOTHER_FILE, Links, PREV, Prev, RecordPlace};
use super::fault::{Fault, FaultKind};
use super::folder::{open_plain, scan_file};
use super::lines::FoundLine;
use super::names;
use super::record::{ID, PlacedRecord, Record, id_of};
use super::sum;
use crate::calendar::Day;
use chrono::{DateTime, FixedOffset};
use memchr::memmem;
use smol_str::SmolStr;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// That a line names the record before it.
#[derive(Debug, Clone)]
pub(super) struct Link {
    /// The record that is named.
    pub prev: Prev,
    /// The record that names it.
    pub of: ActId,
    /// Who wrote it.
    by: SmolStr,
    /// When.
    recorded_at: DateTime<FixedOffset>,
    /// Where the line is.
    pub path: Arc<PathBuf>,
    line: Option<u32>,
    /// Whether it is the adoption that the act was made under: where that is not here, it is told of the acts.
    pub is_under: bool,
}

/// A record whose line may name another.
pub(super) trait Linked {
    /// What it says of others.
    fn links(&self) -> Option<Links>;
    /// Its id, who wrote it and when.
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
    /// What a line says of the record before it.
    pub(super) fn of<R: Linked>(it: &PlacedRecord<R>) -> Option<Link> {
        Link::at(&it.record, Arc::clone(&it.path), Some(it.line))
    }

    /// The same of a record of which only the folder is known.
    pub(super) fn at<R: Linked>(record: &R, path: Arc<PathBuf>, line: Option<u32>) -> Option<Link> {
        let Links { prev, under } = record.links()?;
        let prev = prev?;
        let (of, by, recorded_at) = record.signed();
        Some(Link { prev, of, by, recorded_at, path, line, is_under: Some(prev.id) == under })
    }

    /// The writer of both.
    pub(super) fn writer(&self) -> Option<String> {
        self.line.map(|_| names::writer_of(&self.path))
    }

    /// That the record it names is not here. `after` is the writer's last one before it that is.
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

/// The acts of a day that wait for a checklist: the adoption they were made under is not here, or none holds on the day.
pub fn waiting<'a>(
    acts: impl Iterator<Item = &'a Act>,
    day: Day,
    adoptions: impl Iterator<Item = &'a Adoption> + Clone,
) -> Vec<&'a Act> {
    let none_holds = adoptions.clone().all(|adoption| adoption.day > day);
    // Mostly all were made under one.
    let mut known = None;
    let mut is_here = |under: ActId| {
        let is_here = known == Some(under) || adoptions.clone().any(|adoption| adoption.id == under);
        known = is_here.then_some(under).or(known);
        is_here
    };
    let waits = |act: &&Act| none_holds || act.links.and_then(|links| links.under).is_some_and(|id| !is_here(id));
    acts.filter(waits).collect()
}

/// The bytes of a plain file, into a buffer that is used again. One that is longer than any team's day is not taken into
/// memory for it.
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

/// A record that stands in a file.
#[derive(Clone, Copy)]
pub(super) struct KnownRecord {
    /// Whether its line is whole, for all one knows.
    pub is_whole: bool,
    /// The record before it, where that can be read.
    pub prev: Option<ActId>,
    /// Whether its line is of version 1: such are named only by what was written next.
    pub is_first_version: bool,
}

/// Looks for a record in some files, be its line whole or not. A file that cannot be read is told as such, and holds it for
/// all one knows.
pub(super) fn standing<'a>(mut files: impl Iterator<Item = &'a Path>, id: ActId) -> Option<KnownRecord> {
    let text = format!(r#","id":"{id}","n":"#);
    let finder = memmem::FinderRev::new(&text);
    let mut bytes = Vec::new();
    files.find_map(|file| match read_short(file, &mut bytes) {
        // Mostly it is the file's last.
        Ok(()) => finder.rfind(&bytes).map(|at| stands_at(&bytes, at)),
        Err(fault) => fault.map(|_| KnownRecord { is_whole: true, prev: None, is_first_version: false }),
    })
}

/// The record whose id is at a place of a file's bytes.
fn stands_at(bytes: &[u8], at: usize) -> KnownRecord {
    let start = at.saturating_sub(VERSION.len());
    let end = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |length| at + length);
    let line = &bytes[start..end];
    let prev = memmem::find(line, PREV).and_then(|at| line[at + PREV.len()..].get(..ID));
    KnownRecord {
        is_whole: sum::whole_line_at_start(line).is_some(),
        prev: prev.and_then(|id| ActId::try_parse_ascii(id).ok()),
        is_first_version: line.starts_with(br#"{"v":1"#),
    }
}

/// What stands before the id of a line.
const VERSION: &[u8] = br#"{"v":2"#;

/// What the files of a day say of records in other files.
pub(super) fn links_elsewhere<'a>(files: impl Iterator<Item = &'a Path>, checklist: &str, day: Day) -> Vec<Link> {
    let finder = memmem::Finder::new(IN_ANOTHER_FILE);
    let (mut bytes, mut links) = (Vec::new(), Vec::new());
    for file in files {
        let path = Arc::new(file.to_owned());
        let mut take = |line: u32, text: &[u8]| {
            let record = Act::from_line(text).ok().filter(|act| act.day == day && act.checklist == checklist);
            let link = record.and_then(|record| Link::of(&PlacedRecord { record, path: Arc::clone(&path), line }));
            links.extend(link.filter(|link| link.prev.place != RecordPlace::Day(day)));
        };
        if read_short(file, &mut bytes).is_ok() {
            // Mostly there is one, in the first line: the others need not be read.
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
        // What is wrong with the file is told by those who read its day.
        let _ = scan_file(file, |line, found| match found {
            FoundLine::Whole(text) if finder.find(text).is_some() => take(line, text),
            _ => {}
        });
    }
    links
}

/// The highest id that stands in some files, below another one if one is given.
pub(super) fn last_before<'a>(files: impl Iterator<Item = &'a Path>, before: Option<ActId>) -> Option<ActId> {
    let mut last = None;
    for file in files {
        // What cannot be read is told by those who read it.
        let _ = scan_file(file, |_, found| {
            let FoundLine::Whole(line) = found else { return };
            last = last.max(id_of(line).filter(|id| before.is_none_or(|before| *id < before)));
        });
    }
    last
}
