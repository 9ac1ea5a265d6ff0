//! What act lines and adoption lines have in common: the frame of a line, reading a file of lines, and merging several
//! files.

use super::act::ActId;
use super::cursor::Cursor;
use super::fault::{Fault, FaultKind};
use super::lines::{self, FoundLine};
use super::sum;
use serde::Serialize;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The version of the lines this program writes; it reads this version and all earlier ones.
pub(super) const VERSION: u32 = 2;

/// One line of the journal.
pub(super) trait Record: PartialEq + Sized {
    /// Permanently identifies the record.
    fn id(&self) -> ActId;
    /// Its number among its writer's lines.
    fn n(&self) -> u32;
    /// Formats the line without a line end; `None` if it could not be read back.
    fn to_line(&self) -> Option<String>;
    /// Reads a line whose sum is known to be right.
    fn from_line(line: &[u8]) -> Result<Self, FaultKind>;
}

/// A record and where it was read.
#[derive(Debug)]
pub(super) struct PlacedRecord<R> {
    pub record: R,
    pub path: Arc<PathBuf>,
    pub line: u32,
}

/// The contents of a file.
pub(super) struct FileReading<R> {
    pub records: Vec<PlacedRecord<R>>,
    pub faults: Vec<Fault>,
    /// Estimated number of lines that could not be read; they account for missing numbers.
    pub lost: u32,
    /// Whether the last line has neither a right sum nor a line end: someone may be writing it now.
    pub unfinished: bool,
    /// Length in bytes.
    pub length: u64,
    /// Whether the file is empty or all zeros: its content is elsewhere, or has not arrived yet.
    pub blank: bool,
    /// The path, if the file was gone when it was to be opened.
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
    read_from(path, bytes, bytes.len() as u64, |_| true, |_| None).unwrap_or_else(|_| FileReading::empty())
}

/// Reads the wanted lines of some `length` bytes; all lines are checked for damage. Wrong records are reported and left
/// out.
pub(super) fn read_from<R: Record>(
    path: &Path,
    bytes: impl Read,
    length: u64,
    is_wanted: impl Fn(&[u8]) -> bool,
    is_wrong: impl Fn(&R) -> Option<FaultKind>,
) -> io::Result<FileReading<R>> {
    // Length of a tick's line. Capacity for more lines than a usual day's is allocated only as needed.
    const USUAL: u64 = 300;
    const MANY: u64 = 256;
    let path = Arc::new(path.to_owned());
    let mut reading = FileReading::empty();
    reading.records.reserve((length / USUAL).min(MANY) as usize);
    let mut more = 0;
    let scanned = lines::scan(bytes, length, |line, found| {
        let kind = match found {
            FoundLine::Whole(bytes) if !is_wanted(bytes) => return,
            FoundLine::Whole(bytes) => match R::from_line(bytes).and_then(|it| is_wrong(&it).map_or(Ok(it), Err)) {
                Ok(record) => return reading.records.push(PlacedRecord { record, path: Arc::clone(&path), line }),
                Err(kind) => {
                    reading.lost += 1;
                    kind
                }
            },
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

/// Merges what several files hold: each id once, ordered by id. An identical duplicate is not a fault. If two lines
/// with the same id differ, both are reported and one is kept, whatever their order.
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

/// Returns the records without their places, ordered by id as before.
pub(super) fn alone<R: Record>(united: Vec<PlacedRecord<R>>) -> Vec<R> {
    united.into_iter().map(|it| it.record).collect()
}

/// Whether `one` is kept, not `other` with the same id. Compares lines, so that every reader keeps the same one.
pub(super) fn stands_over<R: Record>(one: &R, other: &R) -> bool {
    one != other && one.to_line() < other.to_line()
}

/// Formats a row as a line: its members in the order of its type, then the sum.
pub(super) fn to_line(row: &impl Serialize) -> Option<String> {
    let line = sum::with_sum(serde_json::to_string(row).ok()?);
    (line.len() <= sum::LONGEST).then_some(line)
}

/// Starts to read a line whose sum is right: skips to its id, and returns its version.
pub(super) fn begin(line: &[u8]) -> Result<(Cursor<'_>, u32), FaultKind> {
    // The version comes first and is checked first: all that is known of a later one is that its sum is right.
    let (version, begins) = match line.strip_prefix(br#"{"v":"#).and_then(number_at_start) {
        Some(1) => (1, r#"{"v":1,"id":""#),
        Some(VERSION) => (VERSION, r#"{"v":2,"id":""#),
        Some(version) if version > VERSION => return Err(FaultKind::Newer { version }),
        _ => return Err(malformed("no version of a line")),
    };
    let mut at = Cursor::new(simdutf8::basic::from_utf8(line).map_err(malformed)?);
    at.expect(begins)?;
    Ok((at, version))
}

fn number_at_start(bytes: &[u8]) -> Option<u32> {
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    str::from_utf8(&bytes[..digits]).ok()?.parse().ok()
}

/// Returns the fault of a line whose sum is right but whose form is wrong.
pub(super) fn malformed(why: impl ToString) -> FaultKind {
    FaultKind::Malformed { why: why.to_string() }
}

/// What must be known about a writer's file to append a line to it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct FileEnd {
    /// The number of the next line: above all that were used, as far as can be told.
    pub next: u32,
    /// Where the next line begins, in bytes.
    pub length: u64,
    /// Whether the last line has no line end.
    pub torn: bool,
    /// The id of the last line whose sum is right.
    pub last: Option<ActId>,
}

impl FileEnd {
    /// Scans some `length` bytes. Reads only the number of each line, which is at a fixed place, and the id of the last
    /// one.
    pub(super) fn of(bytes: impl Read, length: u64) -> io::Result<FileEnd> {
        // Each unreadable line after the highest number is assumed to have used a number of its own: skipping one costs
        // nothing, reusing one would.
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

const BEFORE_ID: usize = br#"{"v":1,"id":""#.len();
/// Number of bytes in an id.
pub(super) const ID: usize = 36;

/// Reads the number after `{"v":1,"id":"…36 characters…","n":`.
fn number_of(line: &[u8]) -> Option<u32> {
    number_at_start(line.get(BEFORE_ID + ID..)?.strip_prefix(br#"","n":"#)?)
}

/// Returns the id of a line whose sum is right.
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
