//! What act lines and adoption lines have in common: the frame of a line, reading a file of them, and the union of
//! several files.

use super::act::ActId;
use super::cursor::Cursor;
use super::fault::{Fault, FaultKind};
use super::lines::{self, FoundLine};
use super::sum;
use serde::Serialize;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The version of the lines this program writes, and the highest it reads; it reads all before it.
pub(super) const VERSION: u32 = 2;

/// One line of the journal.
pub(super) trait Record: PartialEq + Sized {
    /// Names it for ever.
    fn id(&self) -> ActId;
    /// Its number among its writer's lines.
    fn n(&self) -> u32;
    /// The line without a line end; none where it could not be read back.
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

/// What a file holds.
pub(super) struct FileReading<R> {
    pub records: Vec<PlacedRecord<R>>,
    pub faults: Vec<Fault>,
    /// Lines that could not be read, as far as one can tell: they explain missing numbers.
    pub lost: u32,
    /// Its last line has neither a right sum nor a line end: someone may be writing it at this moment.
    pub unfinished: bool,
    /// How many bytes it has.
    pub length: u64,
    /// There is nothing in it, or nothing but zeros: its content is elsewhere, or not yet here.
    pub blank: bool,
    /// It was gone when it was to be opened.
    pub gone: Option<PathBuf>,
}

impl<R> FileReading<R> {
    /// Whether there is nothing in a file that is there.
    pub(super) fn is_empty(&self) -> bool {
        self.length == 0 && self.faults.is_empty() && self.gone.is_none()
    }

    /// Of a file with nothing in it.
    pub(super) fn empty() -> FileReading<R> {
        let (records, faults) = (Vec::new(), Vec::new());
        FileReading { records, faults, lost: 0, unfinished: false, length: 0, blank: true, gone: None }
    }
}

/// Of one file no more faults are told one by one.
const MOST_FAULTS: usize = 20;

/// Reads the lines of a file's bytes.
pub(super) fn read<R: Record>(path: &Path, bytes: &[u8]) -> FileReading<R> {
    // Bytes that are there can be read.
    read_from(path, bytes, bytes.len() as u64, |_| true, |_| None).unwrap_or_else(|_| FileReading::empty())
}

/// Reads those lines of some `length` bytes that are wanted; all are looked at for damage. Records that are wrong are named
/// and left out.
pub(super) fn read_from<R: Record>(
    path: &Path,
    bytes: impl Read,
    length: u64,
    is_wanted: impl Fn(&[u8]) -> bool,
    is_wrong: impl Fn(&R) -> Option<FaultKind>,
) -> io::Result<FileReading<R>> {
    // A tick's line; more room than for a day's is only made as it is needed.
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

/// The union of what several files hold: each id once, in the order of the ids. A double that says the same is no
/// fault; of two lines with one id that say different things both are named, and one is taken, whatever their order.
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

/// The records alone, in the order in which readers get them: that of the ids.
pub(super) fn alone<R: Record>(united: Vec<PlacedRecord<R>>) -> Vec<R> {
    united.into_iter().map(|it| it.record).collect()
}

/// Which of two records with one id is kept: an order of their lines, so that every reader keeps the same.
pub(super) fn stands_over<R: Record>(one: &R, other: &R) -> bool {
    one != other && one.to_line() < other.to_line()
}

/// Frames a row as a line: its members in the order of its type, then the sum.
pub(super) fn to_line(row: &impl Serialize) -> Option<String> {
    let line = sum::with_sum(serde_json::to_string(row).ok()?);
    (line.len() <= sum::LONGEST).then_some(line)
}

/// Begins to read a line whose sum is right: goes up to its id. Tells its version.
pub(super) fn begin(line: &[u8]) -> Result<(Cursor<'_>, u32), FaultKind> {
    // The version comes first and is looked at first: of a later one we know nothing but that its sum is right.
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

/// The line's sum is right, yet it is no line of ours.
pub(super) fn malformed(why: impl ToString) -> FaultKind {
    FaultKind::Malformed { why: why.to_string() }
}

/// What must be known of a writer's file to add a line to it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct FileEnd {
    /// The number of the next line: above all that were given, as far as one can tell.
    pub next: u32,
    /// Where it begins, in bytes.
    pub length: u64,
    /// The line before has no end.
    pub torn: bool,
    /// The id of the last line whose sum is right.
    pub last: Option<ActId>,
}

impl FileEnd {
    /// Goes through some `length` bytes. Reads no more of a line than its number, which stands at a fixed place, and of the
    /// last its id.
    pub(super) fn of(bytes: impl Read, length: u64) -> io::Result<FileEnd> {
        // Each line that cannot be read behind the highest number is taken for one of its own: a number too high costs
        // nothing, one given twice would.
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
/// Bytes of an id.
pub(super) const ID: usize = 36;

/// `{"v":1,"id":"…36 characters…","n":` and the number.
fn number_of(line: &[u8]) -> Option<u32> {
    number_at_start(line.get(BEFORE_ID + ID..)?.strip_prefix(br#"","n":"#)?)
}

/// The id of a line whose sum is right.
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
