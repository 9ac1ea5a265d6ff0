//! A day as it was said, and the day that it means.

use super::DayError;
use crate::calendar::{Day, MonthDay};
use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// Which way a word without a year, or a weekday, leans.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lean {
    /// The last one, today included: what looks back on what was done.
    Back,
    /// The next one, today included: what plans ahead.
    Forward,
    /// The nearest one, before or after; of two as near, the last one: what is looked at either way.
    Nearest,
}

/// A day as said, before it is known when today is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// Days after today; negative is before.
    Offset(i64),
    /// Months after today, on its day, or the month's last where it has no such.
    Months(i32),
    Weekday(Weekday),
    /// That of a week, so many after this one; negative is before.
    WeekdayOf(i64, Weekday),
    Annual(MonthDay),
    /// That of a year, so many after this one.
    AnnualOf(i32, MonthDay),
    /// That day of whichever month is nearest.
    DayOfMonth(u32),
    /// That day of a month, so many after this one.
    DayOf(i32, u32),
    /// The last day of a month, so many after this one.
    LastOf(i32),
    /// The last day of that month.
    EndOf(u32),
    /// That very day.
    Date(Day),
    /// `12/1`: month and day, or day and month.
    Either(MonthDay, MonthDay),
    /// The same with a year.
    EitherOf(Day, Day),
    /// 周末: a Saturday or a Sunday.
    Weekend(i64),
}

impl Word {
    /// The day meant. What has no year or week is sought from `anchor`, which is today for a word that stands alone.
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
                // No two months without a 31st follow each other but in a row of three.
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

/// The one sought backwards, the one sought forwards, or the nearer of both.
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

/// The day so many days after; negative is before.
pub(super) fn later(day: Day, days: i64) -> Option<Day> {
    let count = Days::new(days.unsigned_abs());
    if days < 0 { day.checked_sub_days(count) } else { day.checked_add_days(count) }
}

/// The day so many months after; negative is before.
pub(super) fn month_later(day: Day, months: i32) -> Option<Day> {
    let count = Months::new(months.unsigned_abs());
    if months < 0 { day.checked_sub_months(count) } else { day.checked_add_months(count) }
}

/// A month and a day that some year has.
pub(super) fn month_day(month: u32, day: u32) -> Option<MonthDay> {
    const LEAP_YEAR: i32 = 2000;
    NaiveDate::from_ymd_opt(LEAP_YEAR, month, day).map(|_| MonthDay { month, day })
}
