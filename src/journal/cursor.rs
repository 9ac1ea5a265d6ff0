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
    /// Cache of the last day read and its spelling: most instants of a line are on that day.
    day: Option<(&'a [u8], Day)>,
    /// Cache of the last instant read and its spelling: most acts are recorded at the instant they claim.
    instant: Option<(&'a [u8], DateTime<FixedOffset>)>,
}

impl<'a> Cursor<'a> {
    /// Starts at the beginning of a line.
    pub(super) fn new(line: &'a str) -> Cursor<'a> {
        Cursor { line, at: 0, day: None, instant: None }
    }

    fn rest(&self) -> &'a [u8] {
        &self.line.as_bytes()[self.at..]
    }

    /// Returns the error that `what` was expected here.
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

    /// Skips `text`; returns an error if it does not come next.
    #[inline]
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
        let digits = self.rest().iter().take_while(|byte| byte.is_ascii_digit()).count();
        let text = &self.line[self.at..self.at + digits];
        match text.parse() {
            Ok(number) if digits == 1 || !text.starts_with('0') => {
                self.at += digits;
                Ok(number)
            }
            _ => self.expected("a number"),
        }
    }

    /// Parses the next `length` bytes with `read`. If that returns `None`, returns the error that `what` was expected.
    fn fixed<T>(&mut self, length: usize, what: &str, read: impl FnOnce(&[u8]) -> Option<T>) -> Result<T, FaultKind> {
        match self.rest().get(..length).and_then(read) {
            Some(value) => {
                self.at += length;
                Ok(value)
            }
            None => self.expected(what),
        }
    }

    /// Reads an act's id, without quotes.
    pub(super) fn id(&mut self) -> Result<ActId, FaultKind> {
        self.fixed(36, "an id", |bytes| ActId::try_parse_ascii(bytes).ok())
    }

    /// Reads an instant, without quotes.
    pub(super) fn instant(&mut self) -> Result<DateTime<FixedOffset>, FaultKind> {
        const LENGTH: usize = 29;
        let spelled = self.rest().get(..LENGTH);
        if let Some((known, instant)) = self.instant.filter(|(known, _)| spelled == Some(known)) {
            self.at += known.len();
            return Ok(instant);
        }
        let what = "an instant like 2026-11-23T08:41:07.123+08:00";
        let day = self.day.filter(|(known, _)| spelled.is_some_and(|spelled| spelled.starts_with(known)));
        let instant = self.fixed(LENGTH, what, |bytes| match day {
            Some((_, day)) => Stamp::read_on(day, bytes).map(|it| it.0),
            None => Stamp::read(bytes).map(|it| it.0),
        })?;
        self.instant = spelled.map(|spelled| (spelled, instant));
        Ok(instant)
    }

    /// Reads a date, without quotes.
    pub(super) fn day(&mut self) -> Result<Day, FaultKind> {
        const LENGTH: usize = 10;
        let spelled = self.rest().get(..LENGTH);
        let day = self.fixed(LENGTH, "a date like 2026-11-23", |bytes| DayStamp::read(bytes).map(|it| it.0))?;
        self.day = spelled.map(|spelled| (spelled, day));
        Ok(day)
    }

    /// Reads a date, without quotes, and does not cache it, because the line's instants are not expected to be on it.
    pub(super) fn other_day(&mut self) -> Result<Day, FaultKind> {
        let known = self.day;
        let day = self.day();
        self.day = known;
        day
    }

    /// Reads a SHA-256 digest, without quotes.
    pub(super) fn digest(&mut self) -> Result<Digest, FaultKind> {
        self.fixed(64, "a SHA-256 digest", |bytes| Digest::parse(str::from_utf8(bytes).ok()?))
    }

    /// Reads a CRC-32C, without quotes.
    pub(super) fn sum(&mut self) -> Result<u32, FaultKind> {
        self.fixed(sum::DIGITS, "a CRC-32C of eight digits", sum::read)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_as_json_says() {
        let check = |line: &str, expected: Option<&str>| {
            assert_eq!(Cursor::new(line).string().ok().as_deref(), expected, "{line}");
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
            assert_eq!(Cursor::new(line).number().ok(), expected, "{line}");
        };
        check("0,", Some(0));
        check("4294967295", Some(u32::MAX));
        check("4294967296", None);
        check("01", None);
        check("-1", None);
        check("", None);
    }
}
