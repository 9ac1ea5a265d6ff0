//! Times of day and durations as people write them: `08:30`, `1h30m`.

use super::month_terms::hanzi_or_digits;
use crate::language::{Text, plain, text};
use chrono::{NaiveTime, TimeDelta, Timelike};
use std::borrow::Cow;

/// Why a text is not a time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeError {
    /// The text does not have the form `HH:MM`.
    Unknown,
    /// `12:61`, `99:00`: the text has the form, but there is no such time.
    NoSuchTime,
    /// `24:30`, `25:00`: hours counted past midnight. Holds the time on the clock, 00:30 or 01:00.
    AfterMidnight(NaiveTime),
    /// 晚上1点: it is unclear which night is meant.
    WhichNight,
    /// `at 9`: it is unclear whether morning or evening is meant.
    WhichHalf,
}

/// Normalizes a time or a span: every dash becomes `-` and every colon `:`.
///
/// Several dashes in a row become one, since a Chinese input method types `——` for one dash.
pub fn plain_time(text: &str) -> Cow<'_, str> {
    let text = plain(text.trim());
    if text.is_ascii() && !text.contains('~') && !text.contains("--") {
        return text;
    }
    let mut joined = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '~' | '-' if joined.ends_with('-') => {}
            '~' => joined.push('-'),
            '∶' | '︰' => joined.push(':'),
            c => joined.push(c),
        }
    }
    Cow::Owned(joined)
}

/// Parses a time of day: `08:30`, `8:30`, `０８：３０`. `24:00` becomes `00:00`.
pub fn parse_time(text: &str) -> Result<NaiveTime, TimeError> {
    let text = plain_time(text);
    let (hour, minute) = text.trim().split_once(':').ok_or(TimeError::Unknown)?;
    let digits = |part: &str, lengths: std::ops::RangeInclusive<usize>| {
        let fits = lengths.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        fits.then(|| part.parse::<u32>().ok()).flatten().ok_or(TimeError::Unknown)
    };
    let (hour, minute) = (digits(hour, 1..=2)?, digits(minute, 2..=2)?);
    match (hour, minute) {
        (24, 0) => Ok(NaiveTime::MIN),
        (24..48, _) => match NaiveTime::from_hms_opt(hour - 24, minute, 0) {
            Some(time) => Err(TimeError::AfterMidnight(time)),
            None => Err(TimeError::NoSuchTime),
        },
        _ => NaiveTime::from_hms_opt(hour, minute, 0).ok_or(TimeError::NoSuchTime),
    }
}

impl TimeError {
    /// Describes what is wrong with the written text.
    pub fn text(self, written: &str) -> Text {
        match self {
            TimeError::Unknown => text::time_unknown(written),
            TimeError::WhichNight => text::time_which_night(written),
            TimeError::WhichHalf => text::time_which_half(written),
            TimeError::NoSuchTime | TimeError::AfterMidnight(_) => text::time_no_such(written),
        }
    }

    /// Suggests what to write instead.
    pub fn help(self) -> Text {
        match self {
            TimeError::Unknown => text::time_form(),
            TimeError::WhichNight => text::time_which_night_help(),
            TimeError::WhichHalf => text::time_which_half_help(),
            TimeError::NoSuchTime => text::time_range(),
            TimeError::AfterMidnight(time) => text::time_after_midnight(time_label(time)),
        }
    }
}

/// A time as written in labels and slots: `08:30`.
pub fn time_label(time: NaiveTime) -> String {
    // Avoids `format!`, since every command makes some eighty labels for each day.
    let digit = |value: u32| b'0' + (value % 10) as u8;
    let (hour, minute) = (time.hour(), time.minute());
    let label = [digit(hour / 10), digit(hour), b':', digit(minute / 10), digit(minute)];
    str::from_utf8(&label).unwrap_or_default().to_owned()
}

/// A time as written at the end of a span: midnight is `24:00`.
pub fn end_label(time: NaiveTime) -> String {
    if time == NaiveTime::MIN { "24:00".to_owned() } else { time_label(time) }
}

/// Units as people write them, and their short forms. A longer unit comes before the units it contains.
const UNITS: [(&str, &str); 17] = [
    ("half an hour", "30m"),
    ("half hour", "30m"),
    ("hours", "h"),
    ("hour", "h"),
    ("hrs", "h"),
    ("hr", "h"),
    ("个小时", "h"),
    ("小时", "h"),
    ("钟头", "h"),
    ("minutes", "m"),
    ("minute", "m"),
    ("mins", "m"),
    ("min", "m"),
    ("分钟", "m"),
    ("分", "m"),
    // For 一个半小时, after 小时 has become `h`.
    ("个半h", "h30m"),
    ("半h", "30m"),
];

/// Parses a duration in hours and minutes: `10m`, `1h`, `1h30m`, `30 min`, 半小时, 一个半小时; `m` always means
/// minutes. `None` for any other text.
pub fn parse_duration(text: &str) -> Option<TimeDelta> {
    let text = plain(text.trim());
    let is_usual = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'h' | b'm'));
    let text = match text.len() {
        LONGER_THAN_ANY.. => return None,
        _ if is_usual(&text) => text.into_owned(),
        _ => UNITS.iter().fold(text.into_owned(), |text, (said, unit)| text.replace(said, unit)),
    };
    let (hours, rest) = match text.split_once('h') {
        Some((hours, rest)) => (number(hours)?, rest.trim_start()),
        None => (0, text.as_str()),
    };
    let minutes = match rest.strip_suffix('m') {
        Some(minutes) => number(minutes)?,
        None if rest.is_empty() && text.ends_with('h') => 0,
        None => return None,
    };
    Some(TimeDelta::minutes(hours * 60 + minutes))
}

/// Length in bytes from which on a text cannot be a duration.
const LONGER_THAN_ANY: usize = 41;

fn number(text: &str) -> Option<i64> {
    hanzi_or_digits(text.trim_end(), 5).map(i64::from)
}

/// A duration as written in a checklist: `1h30m`, `10m`.
pub fn duration_label(duration: TimeDelta) -> String {
    match (duration.num_minutes() / 60, duration.num_minutes() % 60) {
        (0, minutes) => format!("{minutes}m"),
        (hours, 0) => format!("{hours}h"),
        (hours, minutes) => format!("{hours}h{minutes}m"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_day() {
        let check = |text: &str, expected: Result<&str, TimeError>| {
            assert_eq!(parse_time(text).map(time_label), expected.map(str::to_owned), "{text}");
        };
        let past_midnight = |hour, minute| {
            Err(TimeError::AfterMidnight(NaiveTime::from_hms_opt(hour, minute, 0).expect("a time of day")))
        };
        check("08:30", Ok("08:30"));
        check("8:30", Ok("08:30"));
        check(" 08:30 ", Ok("08:30"));
        check("０８：３０", Ok("08:30"));
        check("08∶30", Ok("08:30"));
        check("00:00", Ok("00:00"));
        check("23:59", Ok("23:59"));
        check("24:00", Ok("00:00"));
        check("24:30", past_midnight(0, 30));
        check("25:15", past_midnight(1, 15));
        check("24:61", Err(TimeError::NoSuchTime));
        check("12:60", Err(TimeError::NoSuchTime));
        check("25:61", Err(TimeError::NoSuchTime));
        check("99:00", Err(TimeError::NoSuchTime));
        for text in
            ["", ":", "8", "0830", "08:3", "008:30", "08:30:00", "8.30", "-8:30", "+8:30", "八点", "08 :30", "a:bc"]
        {
            check(text, Err(TimeError::Unknown));
        }
    }

    #[test]
    fn durations() {
        let check = |text: &str, minutes: Option<i64>| {
            assert_eq!(parse_duration(text).map(|length| length.num_minutes()), minutes, "{text}");
        };
        check("10m", Some(10));
        check("1h", Some(60));
        check("1h30m", Some(90));
        check("1h 30m", Some(90));
        check("90m", Some(90));
        check("0m", Some(0));
        check(" ３０ｍ ", Some(30));
        check("99999h", Some(99999 * 60));
        check("30 min", Some(30));
        check("30mins", Some(30));
        check("1 hour", Some(60));
        check("2 hours", Some(120));
        check("1 hr 30 minutes", Some(90));
        check("half an hour", Some(30));
        check("30分钟", Some(30));
        check("２０分", Some(20));
        check("1小时", Some(60));
        check("1小时30分", Some(90));
        check("半小时", Some(30));
        check("半个小时", Some(30));
        check("一个半小时", Some(90));
        check("两小时", Some(120));
        check("三十分钟", Some(30));
        for text in [
            "",
            "m",
            "h",
            "10",
            "10s",
            "1d",
            "30m1h",
            "1h30",
            "-5m",
            "1.5h",
            "1h1h",
            "999999m",
            "10M",
            "小时",
            "半",
            "个半小时",
            "hour",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn labels_read_back() {
        for minutes in [1, 10, 59, 60, 90, 1440] {
            let length = TimeDelta::minutes(minutes);
            assert_eq!(parse_duration(&duration_label(length)), Some(length));
        }
    }
}
