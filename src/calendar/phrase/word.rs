//! A day as typed, and how it is resolved to a date.

use super::DayError;
use crate::calendar::{Day, MonthDay};
use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// The direction in which a weekday or a date without a year is resolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lean {
    /// The last such day, today included: for views of what was done.
    Back,
    /// The next such day, today included: for plans.
    Forward,
    /// The nearest such day; the earlier one if two are equally near: for views of any day.
    Nearest,
}

/// A day as typed, before it is resolved relative to today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// The number of days after today; negative is earlier.
    Offset(i64),
    /// Months after today, on the same day of the month, or on the last day of a month that lacks it.
    Months(i32),
    Weekday(Weekday),
    /// A weekday, and the number of weeks from this week to its week; negative is earlier.
    WeekdayOf(i64, Weekday),
    Annual(MonthDay),
    /// A date without a year, and the number of years from this year to its year; negative is earlier.
    AnnualOf(i32, MonthDay),
    /// A day of the month without a month; the direction of search decides the month.
    DayOfMonth(u32),
    /// A day of a month: the number of months from this month (negative is earlier), and the day.
    DayOf(i32, u32),
    /// The last day of a month, as the number of months from this month; negative is earlier.
    LastOf(i32),
    /// The last day of a month, 1 to 12, without a year.
    EndOf(u32),
    /// A full date.
    Date(Day),
    /// `12/1`: may be month and day, or day and month.
    Either(MonthDay, MonthDay),
    /// `12/1/2026`: like `Either`, with a year.
    EitherOf(Day, Day),
    /// 周末: Saturday or Sunday, as the number of weeks from this week; negative is earlier.
    Weekend(i64),
}

impl Word {
    /// Resolves the word to a day. If it has no year or week, the search starts at `anchor`, which is today for a word
    /// on its own. Fails if there is no such day, or two.
    pub fn day(self, today: Day, anchor: Day, lean: Lean) -> Result<Day, DayError> {
        let either = |first: Word, second: Word| {
            let (first, second) = (first.day(today, anchor, lean)?, second.day(today, anchor, lean)?);
            Err(DayError::Ambiguous(first, second))
        };
        let day = match self {
            Word::Offset(offset) => later(today, offset),
            Word::Months(months) => month_later(today, months),
            Word::Weekday(weekday) => nearest(lean, anchor, |back| match back {
                true => later(anchor, -i64::from(anchor.weekday().days_since(weekday))),
                false => later(anchor, i64::from(weekday.days_since(anchor.weekday()))),
            }),
            Word::WeekdayOf(weeks, weekday) => {
                let (this, that) = (today.weekday().num_days_from_monday(), weekday.num_days_from_monday());
                later(today, weeks * 7 + i64::from(that) - i64::from(this))
            }
            Word::Annual(date) => {
                // Leap days are at most eight years apart: 2096-02-29, 2104-02-29.
                let year = |years: i32| date.in_year(anchor.year().checked_add(years)?);
                let found = |back: bool| {
                    (0..=8).find_map(|years| fitting(year(if back { -years } else { years }), anchor, back))
                };
                nearest(lean, anchor, found)
            }
            Word::DayOfMonth(day) => {
                let month = |months| month_later(anchor.with_day(1)?, months).and_then(|month| month.with_day(day));
                // No two consecutive months lack the same day, so three months suffice.
                let found = |back: bool| {
                    (0..=3).find_map(|months| fitting(month(if back { -months } else { months }), anchor, back))
                };
                nearest(lean, anchor, found)
            }
            Word::AnnualOf(years, date) => today.year().checked_add(years).and_then(|year| date.in_year(year)),
            Word::DayOf(months, day) => {
                today.with_day(1).and_then(|first| month_later(first, months)).and_then(|month| month.with_day(day))
            }
            Word::LastOf(months) => today
                .with_day(1)
                .and_then(|first| month_later(first, months))
                .and_then(|month| month.with_day(month.num_days_in_month().into())),
            Word::EndOf(month) => {
                let last = |years: i32| {
                    let first = NaiveDate::from_ymd_opt(anchor.year().checked_add(years)?, month, 1)?;
                    first.with_day(first.num_days_in_month().into())
                };
                let found = |back: bool| {
                    (0..=1).find_map(|years| fitting(last(if back { -years } else { years }), anchor, back))
                };
                nearest(lean, anchor, found)
            }
            Word::Date(date) => Some(date),
            Word::Either(first, second) => return either(Word::Annual(first), Word::Annual(second)),
            Word::EitherOf(first, second) => return Err(DayError::Ambiguous(first, second)),
            Word::Weekend(weeks) => {
                return either(Word::WeekdayOf(weeks, Weekday::Sat), Word::WeekdayOf(weeks, Weekday::Sun));
            }
        };
        day.ok_or(DayError::NoSuchDate)
    }
}

/// The day found by searching backwards or forwards, or the nearer of the two; `found(true)` searches backwards.
fn nearest(lean: Lean, anchor: Day, found: impl Fn(bool) -> Option<Day>) -> Option<Day> {
    match lean {
        Lean::Back => found(true),
        Lean::Forward => found(false),
        Lean::Nearest => match (found(true), found(false)) {
            (Some(back), Some(ahead)) => Some(if ahead - anchor < anchor - back { ahead } else { back }),
            (back, ahead) => back.or(ahead),
        },
    }
}

fn fitting(day: Option<Day>, anchor: Day, back: bool) -> Option<Day> {
    day.filter(|day| if back { *day <= anchor } else { *day >= anchor })
}

/// The day some days later; negative is earlier.
pub(super) fn later(day: Day, days: i64) -> Option<Day> {
    let count = Days::new(days.unsigned_abs());
    if days < 0 { day.checked_sub_days(count) } else { day.checked_add_days(count) }
}

/// The day some months later; negative is earlier.
pub(super) fn month_later(day: Day, months: i32) -> Option<Day> {
    let count = Months::new(months.unsigned_abs());
    if months < 0 { day.checked_sub_months(count) } else { day.checked_add_months(count) }
}

/// Checks a month and day; `None` if they exist in no year.
pub(super) fn month_day(month: u32, day: u32) -> Option<MonthDay> {
    const LEAP_YEAR: i32 = 2000;
    NaiveDate::from_ymd_opt(LEAP_YEAR, month, day).map(|_| MonthDay { month, day })
}
