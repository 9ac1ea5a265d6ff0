//! Splits a file's bytes into whole lines and damaged ones.

use super::sum;
use std::io::{self, Read};

/// A line found in a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum FoundLine<'a> {
    /// A line whose sum is right, without its line end.
    Whole(&'a [u8]),
    /// A damaged line. Whole lines found inside it are reported before it.
    Damaged(Damage),
}

/// How a line is damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Damage {
    /// Number of whole lines found inside the damaged line.
    pub saved: u32,
    /// Estimated number of lines that were lost.
    pub lost: u32,
    /// Whether the damaged line begins like a line but does not end like one.
    pub cut_off: bool,
    /// Whether the damaged line is the file's last and has no line end: a write may be under way.
    pub open: bool,
}

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";
/// Every line of every version begins with these bytes and a digit. Together they occur nowhere else in a whole line:
/// quotes in a text are escaped, and the value of a field called `v` is a string, not a number.
const START: &[u8] = br#"{"v":"#;

/// The result of a scan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scanned {
    /// Number of bytes scanned.
    pub bytes: u64,
    /// Whether the last byte is not a line end.
    pub open: bool,
    /// Whether all bytes are zeros, or there are none.
    pub blank: bool,
}

/// Number of bytes read at once.
const CHUNK: usize = 256 << 10;
/// A piece of a file that is longer than this and has no line end is examined in parts; no whole line is that long.
const LONG: usize = 2 * sum::LONGEST;

/// Calls `tell` with the number (from 1) and the content of every line, in order and in constant memory. `length` is
/// the expected number of bytes. Blank lines are numbered but not reported; a carriage return before the line feed
/// belongs to the line end.
pub(super) fn scan(mut from: impl Read, length: u64, mut tell: impl FnMut(u32, FoundLine<'_>)) -> io::Result<Scanned> {
    // Space for one more byte, so that the end is noticed without growing the buffer.
    let room = usize::try_from(length).map_or(CHUNK, |length| length.saturating_add(1).min(CHUNK));
    let mut window = Vec::with_capacity(room);
    let mut scanned = Scanned { bytes: 0, open: false, blank: true };
    let mut lines = LineReader::default();
    loop {
        let known = window.len();
        let read = from.by_ref().take(CHUNK as u64).read_to_end(&mut window)?;
        let new = &window[known..];
        scanned.blank = scanned.blank && new.iter().all(|byte| *byte == 0);
        scanned.open = new.last().map_or(scanned.open, |byte| *byte != b'\n');
        scanned.bytes += read as u64;
        let told = lines.tell(&window, read < CHUNK, &mut tell);
        if read < CHUNK {
            return Ok(scanned);
        }
        window.drain(..told);
    }
}

/// State kept between the pieces of a file.
#[derive(Default)]
struct LineReader {
    number: u32,
    /// Set while inside a line that is longer than any whole line and has not ended yet.
    long: Option<Recovery>,
}

impl LineReader {
    /// Reports the lines that end in these bytes and, if `is_last`, the unfinished last line. Returns the number of
    /// bytes consumed.
    fn tell(&mut self, bytes: &[u8], is_last: bool, tell: &mut impl FnMut(u32, FoundLine<'_>)) -> usize {
        let mut rest = bytes;
        while let Some(end) = memchr::memchr(b'\n', rest) {
            self.line(&rest[..end], false, tell);
            rest = &rest[end + 1..];
        }
        if is_last && (!rest.is_empty() || self.long.is_some()) {
            self.line(rest, true, tell);
            rest = &[];
        } else if rest.len() > LONG {
            let begun = starts(rest).last().filter(|start| rest.len() - start < sum::LONGEST && *start > 0);
            let (piece, later) = rest.split_at(begun.unwrap_or(rest.len() - START.len()));
            let number = self.number + 1;
            self.long.get_or_insert_default().look(piece, &mut |whole| tell(number, FoundLine::Whole(whole)));
            rest = later;
        }
        bytes.len() - rest.len()
    }

    fn line(&mut self, line: &[u8], open: bool, tell: &mut impl FnMut(u32, FoundLine<'_>)) {
        self.number = self.number.saturating_add(1);
        let number = self.number;
        let line = if number == 1 { line.strip_prefix(BYTE_ORDER_MARK).unwrap_or(line) } else { line };
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if self.long.is_none() && sum::is_right(line) {
            return tell(number, FoundLine::Whole(line));
        }
        if self.long.is_some() || !line.trim_ascii().is_empty() {
            let mut recovery = self.long.take().unwrap_or_default();
            recovery.look(line, &mut |whole| tell(number, FoundLine::Whole(whole)));
            tell(number, FoundLine::Damaged(recovery.end(open)));
        }
    }
}

/// Finds whole lines inside a damaged line: a whole line after a torn one, or two lines whose line end was lost. A long
/// line is examined in pieces.
#[derive(Default)]
struct Recovery {
    saved: u32,
    lost: u32,
    /// Number of bytes since the last whole line, and number of line beginnings in these bytes (`begun`).
    since: usize,
    begun: u32,
    /// Whether the bytes since the last whole line begin like a line, and whether they end like one (`ends`).
    begins: bool,
    ends: bool,
}

impl Recovery {
    /// Examines the next piece of the damaged line. Pieces are cut so that no whole line is split.
    fn look(&mut self, piece: &[u8], tell: &mut impl FnMut(&[u8])) {
        let mut told_to = 0;
        let mut starts = starts(piece).peekable();
        while let Some(start) = starts.next() {
            let end = starts.peek().copied().unwrap_or(piece.len());
            let Some(length) = sum::whole_line_at_start(&piece[start..end]) else {
                self.begun += 1;
                continue;
            };
            self.pass(&piece[told_to..start]);
            self.lost += lost(self.since, self.begun);
            self.saved += 1;
            tell(&piece[start..start + length]);
            told_to = start + length;
            (self.since, self.begun, self.begins) = (0, 0, false);
        }
        self.pass(&piece[told_to..]);
    }

    fn pass(&mut self, bytes: &[u8]) {
        if self.since == 0 {
            self.begins = begins(bytes);
        }
        self.ends = sum::ends_with_one(bytes);
        self.since += bytes.len();
    }

    fn end(self, open: bool) -> Damage {
        let lost = self.lost + lost(self.since, self.begun).max(u32::from(self.saved == 0));
        Damage { saved: self.saved, lost, cut_off: self.begins && !self.ends, open }
    }
}

/// Whether the bytes begin with [`START`] or, if shorter, are a beginning of it.
fn begins(bytes: &[u8]) -> bool {
    bytes.starts_with(START) || (!bytes.is_empty() && START.starts_with(bytes))
}

/// Estimates how many lines were lost in `bytes` bytes that contain `starts` line beginnings. A single byte between two
/// whole lines is taken as the remains of a line end.
fn lost(bytes: usize, starts: u32) -> u32 {
    if bytes > 1 { starts.max(1) } else { 0 }
}

fn starts(line: &[u8]) -> impl Iterator<Item = usize> {
    let is_start = |at: &usize| line.get(at + START.len()).is_some_and(u8::is_ascii_digit);
    memchr::memmem::find_iter(line, START).filter(is_start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(name: &str) -> String {
        sum::with_sum(format!(r#"{{"v":1,"name":"{name}","values":{{"v":"2","sum":"00000000"}}}}"#))
    }

    /// The report on a damaged line: its number, saved, lost, cut off, open.
    type Told = (u32, u32, u32, bool, bool);

    /// Returns the names of the whole lines, and the reports on the damaged ones.
    fn seen(bytes: &str) -> (String, Vec<Told>) {
        let (mut names, mut damages) = (String::new(), Vec::new());
        let scanned = scan(Trickle(bytes.as_bytes()), 1, |number, found| match found {
            FoundLine::Whole(line) => names.push(char::from(line[br#"{"v":1,"name":""#.len()])),
            FoundLine::Damaged(it) => damages.push((number, it.saved, it.lost, it.cut_off, it.open)),
        });
        let open = !bytes.is_empty() && !bytes.ends_with('\n');
        let expected = Scanned { bytes: bytes.len() as u64, open, blank: bytes.bytes().all(|byte| byte == 0) };
        assert_eq!(scanned.ok(), Some(expected));
        (names, damages)
    }

    /// A reader that returns a few bytes at a time, as a network may.
    struct Trickle<'a>(&'a [u8]);

    impl Read for Trickle<'_> {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let few = into.len().min(if self.0.len() > 4096 { 99_991 } else { 7 });
            self.0.read(&mut into[..few])
        }
    }

    #[test]
    fn a_line_longer_than_any_is_searched_piece_by_piece() {
        let (a, b, junk) = (line("a"), line("b"), "\0".repeat(5 << 19));
        let check = |bytes: String, names: &str, damages: &[Told]| {
            assert_eq!(seen(&bytes), (names.to_owned(), damages.to_vec()));
        };
        check(junk.clone(), "", &[(1, 0, 1, false, true)]);
        check(format!("{a}\n{junk}\n{b}\n"), "ab", &[(2, 0, 1, false, false)]);
        check(format!("{a}{junk}{b}{junk}{a}\n{b}\n"), "abab", &[(1, 3, 2, false, false)]);
        check(format!("{junk}{}", &a[..20]), "", &[(1, 0, 1, false, true)]);
        check(
            a.repeat((3 << 20) / a.len()),
            &"a".repeat((3 << 20) / a.len()),
            &[(1, ((3 << 20) / a.len()) as u32, 0, false, true)],
        );
    }

    #[test]
    fn lines_are_found_and_damage_is_told() {
        let (a, b) = (line("a"), line("b"));
        let check = |bytes: String, names: &str, damages: &[Told]| {
            assert_eq!(seen(&bytes), (names.to_owned(), damages.to_vec()), "{bytes:?}");
        };
        check(String::new(), "", &[]);
        check(format!("{a}\n{b}\n"), "ab", &[]);
        check(format!("{a}\n{b}"), "ab", &[]);
        check(format!("\u{feff}{a}\r\n\r\n  \n{b}\r\n"), "ab", &[]);
        check(format!("{a}{b}\n"), "ab", &[(1, 2, 0, false, false)]);
        check(format!("{a}*{b}\n"), "ab", &[(1, 2, 0, false, false)]);
        check(format!("{a}\n{}", &b[..20]), "a", &[(2, 0, 1, true, true)]);
        check(format!("{}\n{b}\n", &a[..20]), "b", &[(1, 0, 1, true, false)]);
        check(format!("{}{b}\n", &a[..20]), "b", &[(1, 1, 1, false, false)]);
        check(format!("{a}{}\n", &b[..20]), "a", &[(1, 1, 1, true, false)]);
        check(format!("{}\n{b}\n", a.replace("name", "mane")), "b", &[(1, 0, 1, false, false)]);
        check(format!("{a}\n\0\0\0\0\n{b}\n"), "ab", &[(2, 0, 1, false, false)]);
        check(format!("{a}\n{{"), "a", &[(2, 0, 1, true, true)]);
        check(format!("{0}{0}{b}", &a[..20]), "b", &[(1, 1, 2, false, true)]);
    }
}
