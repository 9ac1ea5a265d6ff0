//! Parses a line member by member, in the fixed order in which they are written.
//!
//! Other programs read a line as JSON. Here the line's sum proves that it is byte for byte what was written, so a
//! general JSON parser would only check again what is already known, at several times the cost.

use super::act::ActId;
use super::digest::Digest;
use super::fault::FaultKind;
use super::stamp::{DayStamp, Stamp};
use super::sum;
use crate::calendar::Day;
use chrono::{DateTime, FixedOffset};
use smol_str::SmolStr;

/// A position in a line.
pub(super) struct Cursor<'a> {
    line: &'a str,
    at: usize,
    known: &'a mut Spelled,
}

/// What was read last, with its spelling, because the lines of a file repeat much of the line before.
#[derive(Default)]
pub(super) struct Spelled {
    /// Most instants of a line are on its day.
    day: Last<10, Day>,
    /// Most acts are recorded at the instant they claim, and all with one offset.
    instant: Last<29, DateTime<FixedOffset>>,
    offset: Last<6, FixedOffset>,
    /// The id of this line, and that of the line before, to which this one usually refers.
    own: Last<36, ActId>,
    before: Last<36, ActId>,
    under: Last<36, ActId>,
    /// Names that were spelled without escapes.
    pub checklist: SmolStr,
    pub site: SmolStr,
    pub by: SmolStr,
}

/// A value and its spelling.
#[derive(Clone, Copy)]
struct Last<const N: usize, T>(Option<([u8; N], T)>);

impl<const N: usize, T> Default for Last<N, T> {
    fn default() -> Self {
        Last(None)
    }
}

impl<const N: usize, T: Copy> Last<N, T> {
    /// Returns the value of a spelling, read with `read` if it is not the last one.
    fn of(&mut self, spelled: &[u8], read: impl FnOnce(&[u8; N]) -> Option<T>) -> Option<T> {
        let spelled: &[u8; N] = spelled.try_into().ok()?;
        match &self.0 {
            Some((known, value)) if known == spelled => Some(*value),
            _ => {
                let value = read(spelled)?;
                self.0 = Some((*spelled, value));
                Some(value)
            }
        }
    }
}

impl<'a> Cursor<'a> {
    /// Starts at the beginning of a line. `known` is what was read from the lines before, if anything.
    pub(super) fn new(line: &'a str, known: &'a mut Spelled) -> Cursor<'a> {
        Cursor { line, at: 0, known }
    }

    fn rest(&self) -> &'a [u8] {
        &self.line.as_bytes()[self.at..]
    }

    /// Returns the error that `what` was expected here.
    #[cold]
    fn expected<T>(&self, what: &str) -> Result<T, FaultKind> {
        Err(FaultKind::Malformed { why: format!("byte {}: expected {what}", self.at + 1) })
    }

    /// Whether `text` comes next.
    #[inline]
    pub(super) fn is_at(&self, text: &str) -> bool {
        self.rest().starts_with(text.as_bytes())
    }

    /// Skips `text` if it comes next, and returns whether it did.
    #[inline]
    pub(super) fn skip(&mut self, text: &str) -> bool {
        let here = self.is_at(text);
        if here {
            self.at += text.len();
        }
        here
    }

    /// Skips `text`; returns an error if it does not come next. Inlined, so that the comparison needs no call.
    #[inline(always)]
    pub(super) fn expect(&mut self, text: &str) -> Result<(), FaultKind> {
        if self.skip(text) { Ok(()) } else { self.expected(text) }
    }

    /// Parses a JSON string in quotes.
    pub(super) fn string(&mut self) -> Result<String, FaultKind> {
        match self.plain() {
            Some(text) => Ok(text.to_owned()),
            None => self.escaped(),
        }
    }

    /// Reads a short string that is likely to repeat: an id, a slot, a person.
    pub(super) fn name(&mut self) -> Result<SmolStr, FaultKind> {
        match self.plain() {
            Some(text) => Ok(SmolStr::new(text)),
            None => self.escaped().map(SmolStr::from),
        }
    }

    /// Like `name`, for a name that is likely to be that of the line before.
    pub(super) fn same_name(&mut self, last: impl Fn(&mut Spelled) -> &mut SmolStr) -> Result<SmolStr, FaultKind> {
        let known = last(self.known);
        let inner = self.line.as_bytes()[self.at..].strip_prefix(b"\"").unwrap_or_default();
        if inner.strip_prefix(known.as_bytes()).is_some_and(|behind| behind.first() == Some(&b'"')) {
            self.at += known.len() + 2;
            return Ok(known.clone());
        }
        match self.plain() {
            Some(text) => {
                *last(self.known) = SmolStr::new(text);
                Ok(last(self.known).clone())
            }
            None => self.escaped().map(SmolStr::from),
        }
    }

    /// Parses a string without escapes; `None` if it has any, or if there is no string.
    #[inline]
    fn plain(&mut self) -> Option<&'a str> {
        let inner = self.rest().strip_prefix(b"\"")?;
        let length = inner.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20))?;
        let from = self.at + 1;
        (inner[length] == b'"').then(|| {
            self.at = from + length + 1;
            // The slice ends before an ASCII byte, so it consists of whole characters.
            &self.line[from..from + length]
        })
    }

    /// Parses a string that may have escapes. These are rare enough to leave to `serde_json`.
    fn escaped(&mut self) -> Result<String, FaultKind> {
        let Some(inner) = self.rest().strip_prefix(b"\"") else { return self.expected("a text") };
        let mut end = 0;
        loop {
            match inner.get(end) {
                Some(b'"') => break,
                Some(b'\\') => end += 2,
                Some(_) => end += 1,
                None => return self.expected("the end of a text"),
            }
        }
        let text = serde_json::from_str(&self.line[self.at..self.at + end + 2]);
        text.or_else(|_| self.expected("a text")).inspect(|_| self.at += end + 2)
    }

    /// Reads a number: digits only, without leading zeros.
    pub(super) fn number(&mut self) -> Result<u32, FaultKind> {
        let rest = self.rest();
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        match decimal(&rest[..digits]) {
            Some(number) if digits == 1 || rest[0] != b'0' => {
                self.at += digits;
                Ok(number)
            }
            _ => self.expected("a number"),
        }
    }

    /// Parses the next `length` bytes with `read`. If that returns `None`, returns the error that `what` was expected.
    fn fixed<T>(
        &mut self,
        length: usize,
        what: &str,
        read: impl FnOnce(&mut Spelled, &[u8]) -> Option<T>,
    ) -> Result<T, FaultKind> {
        match self.line.as_bytes()[self.at..].get(..length).and_then(|bytes| read(self.known, bytes)) {
            Some(value) => {
                self.at += length;
                Ok(value)
            }
            None => self.expected(what),
        }
    }

    /// Reads an act's id, without quotes.
    pub(super) fn id(&mut self) -> Result<ActId, FaultKind> {
        self.fixed(36, "an id", |_, bytes| ActId::try_parse_ascii(bytes).ok())
    }

    /// Reads the id of this line.
    pub(super) fn own_id(&mut self) -> Result<ActId, FaultKind> {
        self.known.before = self.known.own;
        self.fixed(36, "an id", |known, bytes| known.own.of(bytes, read_id))
    }

    /// Reads the id of the previous record, without quotes.
    pub(super) fn previous_id(&mut self) -> Result<ActId, FaultKind> {
        self.fixed(36, "an id", |known, bytes| known.before.of(bytes, read_id))
    }

    /// Reads the id of the adoption in force, without quotes.
    pub(super) fn under_id(&mut self) -> Result<ActId, FaultKind> {
        self.fixed(36, "an id", |known, bytes| known.under.of(bytes, read_id))
    }

    /// Reads an instant, without quotes.
    pub(super) fn instant(&mut self) -> Result<DateTime<FixedOffset>, FaultKind> {
        self.fixed(29, "an instant like 2026-11-23T08:41:07.123+08:00", |known, bytes| {
            let (day, offset) = (&known.day, &mut known.offset);
            known.instant.of(bytes, |bytes| {
                let day = match &day.0 {
                    Some((spelled, day)) if bytes.starts_with(spelled) => *day,
                    _ => DayStamp::read(bytes.first_chunk()?)?,
                };
                Stamp::read(day, bytes, offset.of(bytes.last_chunk::<6>()?, Stamp::read_offset)?)
            })
        })
    }

    /// Reads a date, without quotes.
    pub(super) fn day(&mut self) -> Result<Day, FaultKind> {
        self.fixed(10, A_DATE, |known, bytes| known.day.of(bytes, DayStamp::read))
    }

    /// Reads a date, without quotes, and does not keep it, because the line's instants are not expected to be on it.
    pub(super) fn other_day(&mut self) -> Result<Day, FaultKind> {
        self.fixed(10, A_DATE, |_, bytes| DayStamp::read(bytes.try_into().ok()?))
    }

    /// Reads a SHA-256 digest, without quotes.
    pub(super) fn digest(&mut self) -> Result<Digest, FaultKind> {
        self.fixed(64, "a SHA-256 digest", |_, bytes| Digest::parse(str::from_utf8(bytes).ok()?))
    }

    /// Reads a CRC-32C, without quotes.
    pub(super) fn sum(&mut self) -> Result<u32, FaultKind> {
        self.fixed(sum::DIGITS, "a CRC-32C of eight digits", |_, bytes| sum::read(bytes))
    }

    /// Reads comma-separated elements up to the text that ends the list, and skips that text.
    pub(super) fn list(
        &mut self,
        end: &str,
        mut element: impl FnMut(&mut Cursor<'a>) -> Result<(), FaultKind>,
    ) -> Result<(), FaultKind> {
        if self.skip(end) {
            return Ok(());
        }
        loop {
            element(self)?;
            if self.skip(end) {
                return Ok(());
            }
            self.expect(",")?;
        }
    }

    /// Skips the sum, which is known to be right, and checks that the line ends there.
    pub(super) fn finish(mut self) -> Result<(), FaultKind> {
        self.expect(r#","sum":""#)?;
        if self.rest().len() == r#"00000000"}"#.len() { Ok(()) } else { self.expected("the end of the line") }
    }

    /// Returns the text up to the closing quote, and skips the quote.
    pub(super) fn word(&mut self) -> Result<&'a str, FaultKind> {
        match self.rest().iter().position(|byte| *byte == b'"') {
            Some(length) => {
                let from = self.at;
                self.at += length + 1;
                // The slice ends before an ASCII byte, so it consists of whole characters.
                Ok(&self.line[from..from + length])
            }
            None => self.expected("a word"),
        }
    }
}

/// Returns the number that digits spell; `None` if there are none, or too many.
pub(super) fn decimal(digits: &[u8]) -> Option<u32> {
    let push = |number: u32, digit: &u8| number.checked_mul(10)?.checked_add(u32::from(digit - b'0'));
    if digits.is_empty() { None } else { digits.iter().try_fold(0, push) }
}

const A_DATE: &str = "a date like 2026-11-23";

fn read_id(spelled: &[u8; 36]) -> Option<ActId> {
    ActId::try_parse_ascii(spelled).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_as_json_says() {
        let check = |line: &str, expected: Option<&str>| {
            assert_eq!(Cursor::new(line, &mut Spelled::default()).string().ok().as_deref(), expected, "{line}");
            assert_eq!(serde_json::from_str::<String>(line).ok().as_deref(), expected, "{line}");
        };
        check(r#""""#, Some(""));
        check(r#""小李""#, Some("小李"));
        check(r#""a\"b\\""#, Some("a\"b\\"));
        check(r#""\ud83d\ude00\n""#, Some("😀\n"));
        check(r#""a"#, None);
        check(r#""a\"#, None);
        check(r#""a\""#, None);
        check(r#""\q""#, None);
        check(r#""\ud83d""#, None);
        check("\"a\nb\"", None);
        check("a", None);
        check("", None);
    }

    #[test]
    fn a_number_has_one_spelling() {
        let check = |line: &str, expected: Option<u32>| {
            assert_eq!(Cursor::new(line, &mut Spelled::default()).number().ok(), expected, "{line}");
        };
        check("0,", Some(0));
        check("4294967295", Some(u32::MAX));
        check("4294967296", None);
        check("01", None);
        check("-1", None);
        check("", None);
    }
}
