//! Instants and days in the spelling used by the journal. Each has only one spelling, so no general parser is needed.

use crate::calendar::Day;
use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveTime, Timelike};
use serde::ser::{Error, Serialize, Serializer};

/// `2026-11-23T08:41:07.123+08:00`: an instant to the millisecond with the offset of the checklist's zone.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stamp(pub DateTime<FixedOffset>);

/// A day: `2026-11-23`.
#[derive(Debug, Clone, Copy)]
pub(super) struct DayStamp(pub Day);

/// Number of seconds in a day.
const SECONDS: i32 = 24 * 3600;

impl Stamp {
    /// Formats the instant to the millisecond and the offset to the minute, cutting off finer parts. Returns `None` for
    /// a year of more than four digits.
    fn spell(self) -> Option<[u8; 29]> {
        let offset = self.0.offset().local_minus_utc() / 60;
        let local = DateTime::from_timestamp_millis(self.0.timestamp_millis())?
            .with_timezone(&FixedOffset::east_opt(offset * 60)?)
            .naive_local();
        let mut text = *b"0000-00-00T00:00:00.000+00:00";
        text[..10].copy_from_slice(&DayStamp(local.date()).spell()?);
        put(&mut text[11..13], local.hour());
        put(&mut text[14..16], local.minute());
        put(&mut text[17..19], local.second());
        put(&mut text[20..23], local.nanosecond() / 1_000_000);
        text[23] = if offset < 0 { b'-' } else { b'+' };
        put(&mut text[24..26], offset.unsigned_abs() / 60);
        put(&mut text[27..29], offset.unsigned_abs() % 60);
        Some(text)
    }

    /// Parses an instant whose first ten bytes are known to be `day` and whose last six are `offset`; `None` if the
    /// rest is not in the stored format.
    pub(super) fn read(day: Day, text: &[u8; 29], offset: FixedOffset) -> Option<DateTime<FixedOffset>> {
        let [b'T', b':', b':', b'.'] = [text[10], text[13], text[16], text[19]] else { return None };
        let (hour, minute, second, millis) =
            (get(&text[11..13])?, get(&text[14..16])?, get(&text[17..19])?, get(&text[20..23])?);
        if hour > 23 || minute > 59 || second > 59 {
            return None;
        }
        // The conversions of chrono would check again what is known, at twice the cost of everything here.
        let utc = i32::try_from(hour * 3600 + minute * 60 + second).ok()? - offset.local_minus_utc();
        let day = match utc {
            ..0 => day.pred_opt()?,
            SECONDS.. => day.succ_opt()?,
            _ => day,
        };
        let second = u32::try_from(utc.rem_euclid(SECONDS)).ok()?;
        let time = NaiveTime::from_num_seconds_from_midnight_opt(second, millis * 1_000_000)?;
        Some(day.and_time(time).and_utc().with_timezone(&offset))
    }

    /// Parses an offset such as `+08:00`; `None` if it is not in this spelling.
    pub(super) fn read_offset(text: &[u8; 6]) -> Option<FixedOffset> {
        let [sign @ (b'+' | b'-'), _, _, b':', ..] = text else { return None };
        let (hours, minutes) = (get(&text[1..3])?, get(&text[4..])?);
        let seconds = i32::try_from(hours * 3600 + minutes * 60).ok().filter(|_| minutes < 60)?;
        FixedOffset::east_opt(if *sign == b'-' { -seconds } else { seconds })
    }
}

impl DayStamp {
    fn spell(self) -> Option<[u8; 10]> {
        let year = u32::try_from(self.0.year()).ok().filter(|year| *year <= 9999)?;
        let mut text = *b"0000-00-00";
        put(&mut text[..4], year);
        put(&mut text[5..7], self.0.month());
        put(&mut text[8..], self.0.day());
        Some(text)
    }

    /// Parses a date; `None` if it is not a valid one in this spelling.
    pub(super) fn read(text: &[u8; 10]) -> Option<Day> {
        if [text[4], text[7]] != *b"--" {
            return None;
        }
        let year = i32::try_from(get(&text[..4])?).ok()?;
        NaiveDate::from_ymd_opt(year, get(&text[5..7])?, get(&text[8..])?)
    }
}

/// Fills `to` with the last digits of a number, padded with zeros on the left.
fn put(to: &mut [u8], mut number: u32) {
    for byte in to.iter_mut().rev() {
        // A remainder of a division by ten fits in a byte.
        *byte = b'0' + (number % 10) as u8;
        number /= 10;
    }
}

/// Parses a number; `None` if any byte is not a digit.
#[inline]
fn get(digits: &[u8]) -> Option<u32> {
    let (mut number, mut are_digits) = (0, true);
    for byte in digits {
        let digit = byte.wrapping_sub(b'0');
        are_digits &= digit < 10;
        number = number * 10 + u32::from(digit);
    }
    are_digits.then_some(number)
}

impl Serialize for Stamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize(self.spell().as_ref().map(|text| &text[..]), serializer)
    }
}

impl Serialize for DayStamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize(self.spell().as_ref().map(|text| &text[..]), serializer)
    }
}

fn serialize<S: Serializer>(text: Option<&[u8]>, serializer: S) -> Result<S::Ok, S::Error> {
    let text = text.and_then(|text| str::from_utf8(text).ok());
    serializer.serialize_str(text.ok_or_else(|| Error::custom("a year of more than four digits"))?)
}

#[cfg(test)]
mod tests {
    use super::super::cursor::{Cursor, Spelled};
    use super::*;

    #[test]
    fn an_instant_has_one_spelling() {
        let check = |text: &str, valid: bool| {
            let read = Cursor::new(text, &mut Spelled::default()).instant().ok().filter(|_| text.len() == 29);
            assert_eq!(read.is_some(), valid, "{text}");
            if let Some(instant) = read {
                assert_eq!(Stamp(instant).spell().as_ref().map(|it| &it[..]), Some(text.as_bytes()), "{text}");
                assert_eq!(Some(instant), DateTime::parse_from_rfc3339(text).ok(), "{text}");
            }
        };
        check("2026-11-23T08:41:07.123+08:00", true);
        check("2026-11-23T00:00:00.000-03:30", true);
        check("0000-01-01T00:00:00.000+14:00", true);
        check("9999-12-31T23:59:59.999-12:00", true);
        check("2026-11-23T08:41:07+08:00", false);
        check("2026-11-23T08:41:07.123Z", false);
        check("2026-11-23t08:41:07.123+08:00", false);
        check("2026-11-23T08:41:60.123+08:00", false);
        check("2026-11-23T24:00:00.000+08:00", false);
        check("2026-02-30T08:41:07.123+08:00", false);
        check("2026-11-23T08:41:07.123+08:60", false);
        check("2026-11-23T08:41:07.123+24:00", false);
        check("2026-11-23T08:41:07.+23+08:00", false);
        check("２026-11-23T08:41:07.1+08:00", false);
    }

    #[test]
    fn finer_parts_are_cut_off() {
        let check = |given: &str, offset: i32, expected: Option<&str>| {
            let given = DateTime::parse_from_rfc3339(given).unwrap();
            let given = given.with_timezone(&FixedOffset::east_opt(offset).unwrap());
            let spelled = Stamp(given).spell().map(|text| String::from_utf8(text.to_vec()).unwrap());
            assert_eq!(spelled.as_deref(), expected);
        };
        check("2026-11-23T00:41:07.123999Z", 8 * 3600, Some("2026-11-23T08:41:07.123+08:00"));
        check("1900-01-01T00:00:00Z", 8 * 3600 + 343, Some("1900-01-01T08:05:00.000+08:05"));
        check("2016-12-31T23:59:60.5Z", 0, Some("2017-01-01T00:00:00.500+00:00"));
        check("9999-12-31T23:00:00Z", 7200, None);
    }
}
