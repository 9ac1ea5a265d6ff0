//! Dates and weekdays as people write them, shared by day terms and typed dates.

use super::{Day, MonthDay};
use chrono::{NaiveDate, Weekday};

/// A date with or without a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WrittenDate {
    /// `2026-12-12`
    Full(Day),
    /// `12-12`
    Annual(MonthDay),
}

/// The text has the form of a date that does not exist: `02-30`, `2026-13-01`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NoSuchDate;

/// A year in which every month and day exists.
const LEAP_YEAR: i32 = 2000;

/// Parses `2026-12-12`, `12-12`, 2026年12月12日 or 12月12日; leading zeros in month and day are optional. `None` if the
/// text has none of these forms. `02-29` is valid, because it exists in leap years.
pub(super) fn parse_date(text: &str) -> Option<Result<WrittenDate, NoSuchDate>> {
    if let Some(hanzi) = text.strip_suffix(['日', '号']) {
        // Splitting in this order rejects a text that repeats a unit.
        let (year, rest) = hanzi.split_once('年').map_or((None, hanzi), |(year, rest)| (Some(year), rest));
        let (month, day) = rest.split_once('月')?;
        let parts: Vec<&str> = year.into_iter().chain([month, day]).map(str::trim).collect();
        return parse_date(&parts.join("-"));
    }
    let mut parts = text.split('-');
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next());
    if parts.next().is_some() {
        return None;
    }
    Some(match third {
        None => {
            let (month, day) = (digits(first, 1..=2)?, digits(second, 1..=2)?);
            match NaiveDate::from_ymd_opt(LEAP_YEAR, month, day) {
                Some(_) => Ok(WrittenDate::Annual(MonthDay { month, day })),
                None => Err(NoSuchDate),
            }
        }
        Some(third) => {
            let (year, month, day) = (digits(first, 4..=4)?, digits(second, 1..=2)?, digits(third, 1..=2)?);
            let date = i32::try_from(year).ok().and_then(|year| NaiveDate::from_ymd_opt(year, month, day));
            date.map(WrittenDate::Full).ok_or(NoSuchDate)
        }
    })
}

/// Parses a number in ASCII digits; `None` for other characters or for a number of digits outside `count`.
pub(super) fn digits(text: &str, count: std::ops::RangeInclusive<usize>) -> Option<u32> {
    let fits = count.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if fits { text.parse().ok() } else { None }
}

/// Parses `mon`, `monday`, 周一, 星期一, 礼拜一, ignoring case.
pub(super) fn parse_weekday(text: &str) -> Option<Weekday> {
    match ["周", "週", "星期", "礼拜"].iter().find_map(|prefix| text.strip_prefix(prefix)) {
        Some(number) => hanzi_weekday(number),
        None => text.parse().ok(),
    }
}

/// Parses the last part of a Chinese weekday: 一 to 六, 日 or 天.
pub(super) fn hanzi_weekday(text: &str) -> Option<Weekday> {
    Some(match text {
        "一" => Weekday::Mon,
        "二" => Weekday::Tue,
        "三" => Weekday::Wed,
        "四" => Weekday::Thu,
        "五" => Weekday::Fri,
        "六" => Weekday::Sat,
        "日" | "天" => Weekday::Sun,
        _ => return None,
    })
}

/// Splits `A..B`, also written `A~B` or `A至B`, at the separator; `None` if there is none.
pub(super) fn split_range(text: &str) -> Option<(&str, &str)> {
    ["..", "~", "至", "到"].iter().find_map(|sign| text.split_once(sign)).map(|(a, b)| (a.trim(), b.trim()))
}
