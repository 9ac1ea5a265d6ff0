//! Day terms: the values of `on` and `except` in a checklist.

use super::month_terms;
use super::written_date::{NoSuchDate, WrittenDate, hanzi_weekday, parse_date, parse_weekday, split_range};
use crate::language::plain;
use chrono::{Datelike, NaiveDate, Weekday};
use std::fmt;

/// A set of days: the union of day terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DaySet {
    /// The terms, at least one.
    pub terms: Vec<DayTerm>,
}

/// One term of `on` or `except`. [`TeamCalendar::names`](super::TeamCalendar::names) decides which days it includes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DayTerm {
    /// `mon`, `mon-fri`, `sat-mon`: both ends are included, and the range may continue into the next week.
    Weekdays(Weekday, Weekday),
    /// `2026-12-12`, `2027-02-06..2027-02-12`: both ends included.
    Dates(NaiveDate, NaiveDate),
    /// `12-12`, `12-24..01-02`: every year. Both ends are included, and the range may continue into the next year.
    Annual(MonthDay, MonthDay),
    /// `workday`
    Workday,
    /// `offday`: any day that is not a working day.
    Offday,
    /// `day 1`, `day -1`: 1 to 31 from the start of the month, or -1 to -31 from its end.
    DayOfMonth(i32),
    /// `first mon`, `3rd thu`, `last fri`: 1 to 5, or -1 to -5.
    NthWeekday(i32, Weekday),
    /// `10th workday`, `last workday` of the month: 1 to 27, or -1 to -27.
    NthWorkday(i32),
    /// `every 2 weeks from 2026-01-05`
    Every(Rhythm),
    /// A period's id.
    Period(String),
    /// `before double-12`: the days of preparation before a period.
    Before(String),
}

/// Days at a regular interval: `every 3 months from 2026-01-05`. There are none before the first day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rhythm {
    /// The number of units between two of the days; at least 1.
    pub every: u32,
    /// The unit of the interval.
    pub unit: RhythmUnit,
    /// The first day.
    pub from: NaiveDate,
}

/// The unit of a rhythm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // the names explain themselves
pub enum RhythmUnit {
    Days,
    Weeks,
    Months,
}

impl Rhythm {
    /// Whether a day is one of these days. A month that lacks the day of the month of `from` is skipped (RFC 5545,
    /// 3.3.10: invalid dates are ignored).
    pub fn contains(&self, day: NaiveDate) -> bool {
        let days = (day - self.from).num_days();
        let every = i64::from(self.every.max(1));
        days >= 0
            && match self.unit {
                RhythmUnit::Days => days % every == 0,
                RhythmUnit::Weeks => days % (7 * every) == 0,
                RhythmUnit::Months => {
                    let months = |date: NaiveDate| i64::from(date.year()) * 12 + i64::from(date.month0());
                    day.day() == self.from.day() && (months(day) - months(self.from)) % every == 0
                }
            }
    }
}

/// A date without a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct MonthDay {
    /// 1-12
    pub month: u32,
    /// 1-31
    pub day: u32,
}

/// Why a text is not a day term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TermError {
    /// The text matches none of the forms.
    Unknown,
    /// `2026-02-30`, `02-30`: looks like a date but does not exist.
    NoSuchDate,
    /// The end of the range is before its start.
    Backwards,
    /// `day 32`, `6th mon`, `28th workday`: no month has that many.
    NeverInMonth,
    /// `2st mon`, `22th workday`: the ending of the number is wrong. Holds the corrected term.
    WrongEnding(String),
    /// `every 0 days`, `every 2 weeks` without a first day, or a number above 9,999.
    Rhythm,
}

/// A parser for one form of day term. Returns `None` if the text has another form, so that the next parser is tried.
type Form = fn(&str) -> Option<Result<DayTerm, TermError>>;

/// The parsers in the order in which they are tried. A period's id comes last, since it can look like nearly anything.
const FORMS: &[Form] = &[
    weekdays,
    dates,
    month_terms::workdays,
    month_terms::day_of_month,
    month_terms::counted_workday,
    month_terms::counted_weekday,
    rhythm,
    periods,
];

impl DayTerm {
    /// Whether the days of the term depend on which days are working days.
    pub fn asks_for_work(&self) -> bool {
        matches!(self, DayTerm::Workday | DayTerm::Offday | DayTerm::NthWorkday(_))
    }

    /// Whether the term includes every day.
    pub fn is_every_day(&self) -> bool {
        matches!(self, DayTerm::Weekdays(first, last) if last.succ() == *first)
    }

    /// Parses one term, ignoring case and width.
    ///
    /// A text in the form of an id is parsed as a period; only the checklist knows whether that period exists.
    pub fn parse(text: &str) -> Result<DayTerm, TermError> {
        let text = plain(text.trim()).to_lowercase();
        FORMS.iter().find_map(|form| form(text.trim())).unwrap_or(Err(TermError::Unknown))
    }
}

/// Parses `mon`, `mon-fri`, `mon..fri`, 周一, 周一至周五, 周一至五.
fn weekdays(text: &str) -> Option<Result<DayTerm, TermError>> {
    if let Some(day) = parse_weekday(text) {
        return Some(Ok(DayTerm::Weekdays(day, day)));
    }
    let (first, last) = split_range(text).or_else(|| text.split_once('-'))?;
    let (first, last) = (first.trim(), last.trim());
    let start = parse_weekday(first)?;
    let hanzi = !first.is_ascii();
    let end = parse_weekday(last).or_else(|| hanzi_weekday(last).filter(|_| hanzi))?;
    Some(Ok(DayTerm::Weekdays(start, end)))
}

/// Parses `2026-12-12`, `12-12`, 12月12日, and ranges of two dates of the same form.
fn dates(text: &str) -> Option<Result<DayTerm, TermError>> {
    let (first, last) = split_range(text).unwrap_or((text, text));
    Some(match (full_form(first)?, full_form(last)?) {
        (Err(NoSuchDate), _) | (_, Err(NoSuchDate)) => Err(TermError::NoSuchDate),
        (Ok(WrittenDate::Full(first)), Ok(WrittenDate::Full(last))) if first > last => Err(TermError::Backwards),
        (Ok(WrittenDate::Full(first)), Ok(WrittenDate::Full(last))) => Ok(DayTerm::Dates(first, last)),
        (Ok(WrittenDate::Annual(first)), Ok(WrittenDate::Annual(last))) => Ok(DayTerm::Annual(first, last)),
        // Only one end has a year, so the year of the other would be a guess.
        (Ok(_), Ok(_)) => return None,
    })
}

/// Parses `every 2 weeks from 2026-01-05`, `every day from …`, 每2周从2026-01-05, 每两周从…, 自2026-01-05起每2周.
fn rhythm(text: &str) -> Option<Result<DayTerm, TermError>> {
    let (rest, from) = match text.strip_prefix('自').and_then(|rest| rest.split_once('起')) {
        Some((from, rest)) => (rest, Some(from.trim())),
        None => (text, None),
    };
    let rest = rest.strip_prefix("every ").or_else(|| rest.strip_prefix('每'))?;
    // 每月1日 and similar texts are terms within a month and were tried before.
    let (what, from) = match rest.split_once("from").or_else(|| rest.split_once('从')).filter(|_| from.is_none()) {
        Some((what, from)) => (what.trim(), Some(from.trim().trim_end_matches('起').trim_end())),
        None => (rest.trim(), from),
    };
    let unit = what.trim_start_matches(|c: char| c.is_ascii_digit() || month_terms::HANZI_DIGITS.contains(c));
    let (count, unit) = what.split_at(what.len() - unit.len());
    let unit = match unit.trim() {
        "day" | "days" | "天" | "日" => RhythmUnit::Days,
        "week" | "weeks" | "周" | "星期" | "个星期" => RhythmUnit::Weeks,
        "month" | "months" | "月" | "个月" => RhythmUnit::Months,
        _ => return None,
    };
    let every =
        if count.is_empty() { Some(1) } else { month_terms::hanzi_or_digits(count, 4).filter(|count| *count > 0) };
    let from = from.and_then(full_form);
    Some(match (every, from) {
        (Some(every), Some(Ok(WrittenDate::Full(from)))) => Ok(DayTerm::Every(Rhythm { every, unit, from })),
        (_, Some(Err(NoSuchDate))) => Err(TermError::NoSuchDate),
        _ => Err(TermError::Rhythm),
    })
}

/// Parses a period's id or the days before a period: `double-12`, `before double-12`, `double-12之前`.
fn periods(text: &str) -> Option<Result<DayTerm, TermError>> {
    let before = text.strip_prefix("before ").or_else(|| text.strip_suffix("之前")).or_else(|| text.strip_suffix('前'));
    let id = before.unwrap_or(text).trim();
    let fits = id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        && (1..=64).contains(&id.len())
        && !id.starts_with('-')
        // Without a letter, the text is more likely a mistyped date or weekday and is better reported as one.
        && id.bytes().any(|byte| byte.is_ascii_lowercase());
    let term = if before.is_some() { DayTerm::Before } else { DayTerm::Period };
    fits.then(|| Ok(term(id.to_owned())))
}

/// Parses a date written with all its digits, since `1-5` in a checklist could also mean Monday to Friday. 1月5日 could
/// not.
fn full_form(text: &str) -> Option<Result<WrittenDate, NoSuchDate>> {
    let whole = matches!(text.len(), 5 | 10) || text.contains('月');
    parse_date(text).filter(|_| whole)
}

impl MonthDay {
    /// The date in a year; `None` for 02-29 in a common year.
    pub fn in_year(self, year: i32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(year, self.month, self.day)
    }
}

impl fmt::Display for MonthDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
}
