//! Code shared by act lines and adoption lines: formatting a line, reading a file of lines, and merging several files.

use super::act::ActId;
use super::cursor::{self, Cursor, Spelled};
use super::fault::{Fault, FaultKind};
use super::lines::{self, FoundLine};
use super::sum;
use serde::Serialize;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The version of the lines this program writes; it reads this version and all earlier ones.
pub(super) const VERSION: u32 = 2;

/// An act or an adoption: one line of the journal.
pub(super) trait Record: PartialEq + Sized {
    /// Returns the record's permanent id.
    fn id(&self) -> ActId;
    /// Returns the number of the record's line in its writer's file, from 1.
    fn n(&self) -> u32;
    /// Formats the line without a line end; `None` if it is too long or a year has more than four digits.
    fn to_line(&self) -> Option<String>;
    /// Parses a line whose sum is known to be right. `known` is what was read from the lines before. An error is the fault to be reported.
    fn from_line(line: &[u8], known: &mut Spelled) -> Result<Self, FaultKind>;
}

/// A record, with the file and the line it was read from.
#[derive(Debug)]
pub(super) struct PlacedRecord<R> {
    pub record: R,
    pub path: Arc<PathBuf>,
    pub line: u32,
    /// Length of the line in bytes; estimates the memory that the record takes.
    pub length: u32,
}

/// The records and faults read from a file.
pub(super) struct FileReading<R> {
    pub records: Vec<PlacedRecord<R>>,
    pub faults: Vec<Fault>,
    /// Estimated number of lines that could not be read, which may explain missing line numbers.
    pub lost: u32,
    /// Whether a write may be under way: the last line is damaged and has no line end, or another program holds the
    /// file.
    pub unfinished: bool,
    /// Length in bytes.
    pub length: u64,
    /// Whether the file is empty or all zeros: its content is elsewhere, or has not arrived yet.
    pub blank: bool,
    /// The file's path, if the file no longer existed when it was opened.
    pub gone: Option<PathBuf>,
}

impl<R> FileReading<R> {
    /// Whether the file exists and is empty.
    pub(super) fn is_empty(&self) -> bool {
        self.length == 0 && self.faults.is_empty() && self.gone.is_none()
    }

    /// Returns the reading of an empty file.
    pub(super) fn empty() -> FileReading<R> {
        let (records, faults) = (Vec::new(), Vec::new());
        FileReading { records, faults, lost: 0, unfinished: false, length: 0, blank: true, gone: None }
    }
}

/// Maximum number of faults of one file that are reported one by one.
const MOST_FAULTS: usize = 20;

/// Reads the lines in a file's bytes.
pub(super) fn read<R: Record>(path: &Path, bytes: &[u8]) -> FileReading<R> {
    // Reading from memory cannot fail.
    read_from(path, bytes, bytes.len() as u64, |_| true, |_| None, |_| {}).unwrap_or_else(|_| FileReading::empty())
}

/// Reads lines. Only those for which `is_wanted` is true are parsed, but all are checked for damage. Records for which
/// `is_wrong` returns a fault are reported and skipped. `length` is the expected number of bytes. `spill` is called after
/// each record, and may take those read so far out of the list.
pub(super) fn read_from<R: Record>(
    path: &Path,
    bytes: impl Read,
    length: u64,
    is_wanted: impl Fn(&[u8]) -> bool,
    is_wrong: impl Fn(&R) -> Option<FaultKind>,
    mut spill: impl FnMut(&mut Vec<PlacedRecord<R>>),
) -> io::Result<FileReading<R>> {
    // The usual length of a tick's line, and the maximum number of records for which space is reserved in advance.
    const USUAL: u64 = 300;
    const MANY: u64 = 256;
    let path = Arc::new(path.to_owned());
    let mut reading = FileReading::empty();
    reading.records.reserve((length / USUAL).min(MANY) as usize);
    let (mut more, mut known) = (0, Spelled::default());
    let scanned = lines::scan(bytes, length, |line, found| {
        let kind = match found {
            FoundLine::Whole(bytes) if !is_wanted(bytes) => return,
            FoundLine::Whole(bytes) => {
                let kind = match R::from_line(bytes, &mut known) {
                    Ok(record) => match is_wrong(&record) {
                        Some(kind) => kind,
                        None => {
                            // No whole line is longer than `sum::LONGEST`.
                            let (path, length) = (Arc::clone(&path), bytes.len() as u32);
                            reading.records.push(PlacedRecord { record, path, line, length });
                            return spill(&mut reading.records);
                        }
                    },
                    Err(kind) => kind,
                };
                reading.lost += 1;
                kind
            }
            FoundLine::Damaged(damage) => {
                reading.lost = reading.lost.saturating_add(damage.lost);
                reading.unfinished = damage.open;
                if damage.cut_off {
                    FaultKind::CutOff { saved: damage.saved, open: damage.open }
                } else {
                    FaultKind::Damaged { saved: damage.saved }
                }
            }
        };
        match reading.faults.len() < MOST_FAULTS {
            true => reading.faults.push(Fault::at(&path, line, kind)),
            false => more += 1,
        }
    })?;
    (reading.length, reading.blank) = (scanned.bytes, scanned.blank);
    if more > 0 {
        reading.faults.push(Fault::of_file(&path, FaultKind::More { lines: more }));
    }
    Ok(reading)
}

/// Merges the records of several files: each id once, ordered by id. An identical duplicate is not a fault. If two
/// records with the same id differ, a fault names both lines, and the choice between them does not depend on their
/// order.
pub(super) fn unite<R: Record>(mut placed: Vec<PlacedRecord<R>>, faults: &mut Vec<Fault>) -> Vec<PlacedRecord<R>> {
    placed.sort_by_key(|it| it.record.id());
    if placed.windows(2).all(|pair| pair[0].record.id() != pair[1].record.id()) {
        return placed;
    }
    let mut united: Vec<PlacedRecord<R>> = Vec::with_capacity(placed.len());
    for it in placed {
        match united.last_mut() {
            Some(kept) if kept.record.id() == it.record.id() => {
                let mut other = it;
                if stands_over(&other.record, &kept.record) {
                    std::mem::swap(kept, &mut other);
                }
                if kept.record != other.record {
                    let kind = FaultKind::Conflict { path: kept.path.to_path_buf(), line: kept.line };
                    faults.push(Fault::at(&other.path, other.line, kind));
                }
            }
            _ => united.push(it),
        }
    }
    united
}

/// Returns the records without their places, in the same order.
pub(super) fn alone<R: Record>(united: Vec<PlacedRecord<R>>) -> Vec<R> {
    united.into_iter().map(|it| it.record).collect()
}

/// Whether `one` is kept rather than `other`, if both have the same id. Compares their lines, so that every reader
/// makes the same choice.
pub(super) fn stands_over<R: Record>(one: &R, other: &R) -> bool {
    one != other && one.to_line() < other.to_line()
}

/// Formats a row as a line: the members in the order of their declaration, then the sum. Returns `None` if the line is
/// too long or a year has more than four digits.
pub(super) fn to_line(row: &impl Serialize) -> Option<String> {
    let line = sum::with_sum(serde_json::to_string(row).ok()?);
    (line.len() <= sum::LONGEST).then_some(line)
}

/// Starts to parse a line whose sum is right. Returns a cursor at the line's id, and the line's version.
pub(super) fn begin<'a>(line: &'a [u8], known: &'a mut Spelled) -> Result<(Cursor<'a>, u32), FaultKind> {
    // The version is checked first, because the form of a line of a later version is not known.
    let (version, begins) = match line.strip_prefix(br#"{"v":"#).and_then(number_at_start) {
        Some(1) => (1, r#"{"v":1,"id":""#),
        Some(VERSION) => (VERSION, r#"{"v":2,"id":""#),
        Some(version) if version > VERSION => return Err(FaultKind::Newer { version }),
        _ => return Err(malformed("no version of a line")),
    };
    let mut at = Cursor::new(simdutf8::basic::from_utf8(line).map_err(malformed)?, known);
    at.expect(begins)?;
    Ok((at, version))
}

fn number_at_start(bytes: &[u8]) -> Option<u32> {
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    cursor::decimal(&bytes[..digits])
}

/// Returns the fault for a line whose sum is right but whose form is wrong.
pub(super) fn malformed(why: impl ToString) -> FaultKind {
    FaultKind::Malformed { why: why.to_string() }
}

/// The state of a writer's file that is needed to append a line to it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct FileEnd {
    /// The number for the next line, higher than every number that may have been used.
    pub next: u32,
    /// The file's length in bytes.
    pub length: u64,
    /// Whether the last line has no line end.
    pub torn: bool,
    /// The id of the last line whose sum is right.
    pub last: Option<ActId>,
}

impl FileEnd {
    /// Scans a file's bytes; `length` is their expected number. Reads only the number of each line, which is at a fixed
    /// place, and the id of the last line.
    pub(super) fn of(bytes: impl Read, length: u64) -> io::Result<FileEnd> {
        // Each unreadable line after the highest number is assumed to have had a number of its own: skipping a number
        // does no harm, but using one twice would.
        let (mut highest, mut lost) = (0, 0u32);
        let mut last = None;
        let scanned = lines::scan(bytes, length, |_, found| match found {
            FoundLine::Whole(bytes) => {
                last = bytes.get(BEFORE_ID..BEFORE_ID + ID).and_then(|id| id.try_into().ok()).or(last);
                match number_of(bytes) {
                    Some(number) if number > highest => (highest, lost) = (number, 0),
                    _ => {}
                }
            }
            FoundLine::Damaged(damage) => lost = lost.saturating_add(damage.lost),
        })?;
        let next = highest.saturating_add(lost).saturating_add(1);
        let last = last.and_then(|id: [u8; ID]| ActId::try_parse_ascii(&id).ok());
        Ok(FileEnd { next, length: scanned.bytes, torn: scanned.open, last })
    }
}

/// Number of bytes before the id of a line.
pub(super) const BEFORE_ID: usize = br#"{"v":1,"id":""#.len();
/// Number of bytes in an id.
pub(super) const ID: usize = 36;

/// Returns the number of a line, which follows `{"v":1,"id":"…36 characters…","n":`; `None` if there is none.
fn number_of(line: &[u8]) -> Option<u32> {
    number_at_start(line.get(BEFORE_ID + ID..)?.strip_prefix(br#"","n":"#)?)
}

/// Returns the id of a line whose sum is right; `None` if there is none at the usual place.
pub(super) fn id_of(line: &[u8]) -> Option<ActId> {
    ActId::try_parse_ascii(line.get(BEFORE_ID..BEFORE_ID + ID)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_number_is_above_all_that_was_given() {
        let line = |n: u32| sum::with_sum(format!(r#"{{"v":1,"id":"{}","n":{n},"x":0}}"#, ActId::nil()));
        let check = |content: String, expected: u32| {
            let end = FileEnd::of(content.as_bytes(), 0).ok();
            let torn = !content.is_empty() && !content.ends_with('\n');
            let last = content.contains(r#""sum""#).then(ActId::nil);
            assert_eq!(end, Some(FileEnd { next: expected, length: content.len() as u64, torn, last }), "{content}");
        };
        check(String::new(), 1);
        check(format!("{}\n", line(1)), 2);
        check(format!("{}\n", line(41)), 42);
        check(format!("{}\n{}\n", line(3), line(2)), 4);
        check(format!("{0}\n{1}\n{0}\n{1}\n", line(1), line(2)), 3);
        check(format!("{}\n{{\"v\":1,\n", line(1)), 3);
        check(format!("{}\n\n\n{{\"v\":1,\n{}\n", line(1), line(3)), 4);
        check(format!("{0}\n{1}\n{{\"v\":1,\n{0}\n{1}\n", line(1), line(2)), 4);
        check(format!("{}\n{{\"v\":1,\n{}\n{{\"v\":1,\n", line(1), line(3)), 5);
        check(line(u32::MAX), u32::MAX);
    }
}
