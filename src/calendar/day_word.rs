//! The days and ranges people type: `yesterday`, `-1`, `fri`, `11-22`, `2026-W47`, `A..B`.

use super::written_date::{NoSuchDate, WrittenDate, digits, parse_date, parse_weekday, split_range};
use super::{Day, MonthDay};
use crate::language::{Text, plain, say};
use chrono::{Datelike, Days, NaiveDate, Weekday};

/// Which way a word without a year, or a weekday, leans.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lean {
    /// The last one, today included: what looks back on what was done.
    Back,
    /// The next one, today included: what plans ahead.
    Forward,
}

/// Days from `first` to `last`, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayRange {
    /// Included.
    pub first: Day,
    /// Included; never before `first`.
    pub last: Day,
}

impl DayRange {
    /// Its days, in order.
    pub fn days(self) -> impl Iterator<Item = Day> {
        self.first.iter_days().take_while(move |day| *day <= self.last)
    }

    /// The years it touches.
    pub fn years(self) -> impl Iterator<Item = i32> {
        self.first.year()..=self.last.year()
    }

    /// How many days it has.
    pub fn length(self) -> i64 {
        (self.last - self.first).num_days() + 1
    }

    /// Whether a day is one of them.
    pub fn contains(self, day: Day) -> bool {
        (self.first..=self.last).contains(&day)
    }
}

/// Why a text names no day or range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DayWordError {
    /// It has none of the forms.
    Unknown,
    /// It has the form of a date that does not exist.
    NoSuchDate,
    /// The range ends before it begins.
    Backwards,
}

/// Reads a day: `today`, `yesterday`, `tomorrow`, `-1`, `mon`…`sun`, `2026-11-22`, `11-22`, and in Chinese 今天, 昨天,
/// 前天, 明天, 后天, 大后天, 周一…周日, 12月1日; `next mon`, 下周一 are of the next week. Upper and lower case are the same, as are full-width and plain forms.
pub fn parse_day(text: &str, today: Day, lean: Lean) -> Result<Day, DayWordError> {
    parse_word(&typed(text))?.day(today, today, lean)
}

/// Reads a range: a day, an ISO week (`this`, `last`, `next`, `2026-W47`, 本周, 上周, 下周), a month (`2026-12`), a year
/// (`2026`), or `A..B` of two of these with both ends included. In a range the words lean on each other: `fri..mon` is
/// one weekend, looking back the last one that has ended or ends today, looking forward the next one that begins today
/// or later.
pub fn parse_range(text: &str, today: Day, lean: Lean) -> Result<DayRange, DayWordError> {
    range_of_sides(&typed(text), today, lean, parse_side)
}

/// Reads a range that a report is made of: as [`parse_range`] looking back, but `-2` is the week before the last.
pub fn parse_week_range(text: &str, today: Day) -> Result<DayRange, DayWordError> {
    range_of_sides(&typed(text), today, Lean::Back, |side| match days_before(side) {
        Some(weeks) => Ok(Side::WeekOffset(-weeks)),
        None => parse_side(side),
    })
}

fn range_of_sides(
    text: &str,
    today: Day,
    lean: Lean,
    parse_side: impl Fn(&str) -> Result<Side, DayWordError>,
) -> Result<DayRange, DayWordError> {
    let Some((first, last)) = split_range(text) else {
        return parse_side(text)?.range(today, today, lean);
    };
    let (first, last) = (parse_side(first)?, parse_side(last)?);
    let (first, last) = match lean {
        Lean::Back => {
            let last = last.range(today, today, lean)?;
            (first.range(today, last.last.min(today), lean)?, last)
        }
        Lean::Forward => {
            let first = first.range(today, today, lean)?;
            (first, last.range(today, first.first.max(today), lean)?)
        }
    };
    if first.first > last.last {
        Err(DayWordError::Backwards)
    } else {
        Ok(DayRange { first: first.first, last: last.last })
    }
}

/// What was typed, in the one form that the words below are compared with.
fn typed(text: &str) -> String {
    plain(text).trim().to_lowercase()
}

/// A day as typed, before it is known when today is.
enum Word {
    /// Days after today; negative is before.
    Offset(i64),
    /// The nearest such day.
    Weekday(Weekday),
    /// That of a week, so many after this one; negative is before.
    WeekdayOf(i64, Weekday),
    /// The nearest such date.
    Annual(MonthDay),
    /// That very day.
    Date(Day),
}

/// One end of a range.
enum Side {
    Day(Word),
    /// Weeks after this one; negative is before.
    WeekOffset(i64),
    /// The Monday of a week.
    Week(Day),
    /// A month or a year.
    Days(DayRange),
}

fn parse_word(text: &str) -> Result<Word, DayWordError> {
    let offset = match text {
        "today" | "今天" | "今日" => Some(0),
        "yesterday" | "昨天" | "昨日" => Some(-1),
        "tomorrow" | "明天" | "明日" => Some(1),
        "前天" => Some(-2),
        "大前天" => Some(-3),
        "后天" => Some(2),
        "大后天" => Some(3),
        _ => days_before(text).map(|count| -count),
    };
    if let Some(offset) = offset {
        return Ok(Word::Offset(offset));
    }
    if let Some(weekday) = parse_weekday(text) {
        return Ok(Word::Weekday(weekday));
    }
    if let Some((weeks, weekday)) = weekday_of_week(text) {
        return Ok(Word::WeekdayOf(weeks, weekday));
    }
    match parse_date(text) {
        Some(Ok(WrittenDate::Full(date))) => Ok(Word::Date(date)),
        Some(Ok(WrittenDate::Annual(date))) => Ok(Word::Annual(date)),
        Some(Err(NoSuchDate)) => Err(DayWordError::NoSuchDate),
        None => Err(DayWordError::Unknown),
    }
}

/// `next mon`, 下周一, 上周五, 本周三.
fn weekday_of_week(text: &str) -> Option<(i64, Weekday)> {
    const WEEKS: [(&str, i64); 8] =
        [("next ", 1), ("last ", -1), ("this ", 0), ("下下", 2), ("下", 1), ("上", -1), ("本", 0), ("这", 0)];
    WEEKS.iter().find_map(|(word, weeks)| Some((*weeks, parse_weekday(text.strip_prefix(word)?.trim_start())?)))
}

/// `-2`: how many before.
fn days_before(text: &str) -> Option<i64> {
    // No more digits than keep the result a date that can be computed.
    text.strip_prefix('-').and_then(|count| digits(count, 1..=6)).map(i64::from)
}

fn parse_side(text: &str) -> Result<Side, DayWordError> {
    match text {
        "this" | "本周" | "这周" => Ok(Side::WeekOffset(0)),
        "last" | "上周" => Ok(Side::WeekOffset(-1)),
        "next" | "下周" => Ok(Side::WeekOffset(1)),
        _ => match iso_week(text) {
            Some(Some(monday)) => Ok(Side::Week(monday)),
            Some(None) => Err(DayWordError::NoSuchDate),
            None => match month_or_year(text) {
                Some(days) => days.map(Side::Days).ok_or(DayWordError::NoSuchDate),
                None => parse_word(text).map(Side::Day),
            },
        },
    }
}

/// The Monday of `2026-w47`; inside `None` where the year has no such week.
fn iso_week(text: &str) -> Option<Option<Day>> {
    let (year, week) = text.split_once("-w")?;
    let (year, week) = (digits(year, 4..=4)?, digits(week, 1..=2)?);
    let year = i32::try_from(year).ok()?;
    Some(NaiveDate::from_isoywd_opt(year, week, Weekday::Mon))
}

/// `2026-12` or `2026`; inside `None` where there is no such month.
fn month_or_year(text: &str) -> Option<Option<DayRange>> {
    let (year, first, last) = match text.split_once('-') {
        Some((year, month)) => {
            let month = digits(month, 2..=2)?;
            (year, month, month)
        }
        None => (text, 1, 12),
    };
    let year = i32::try_from(digits(year, 4..=4)?).ok()?;
    let first = NaiveDate::from_ymd_opt(year, first, 1);
    let last = NaiveDate::from_ymd_opt(year, last, 1).and_then(|day| day.with_day(day.num_days_in_month().into()));
    Some(first.zip(last).map(|(first, last)| DayRange { first, last }))
}

impl Word {
    /// The day meant. Weekdays and dates without a year are the nearest to `anchor`, which is today for a word that
    /// stands alone.
    fn day(&self, today: Day, anchor: Day, lean: Lean) -> Result<Day, DayWordError> {
        let day = match *self {
            Word::Offset(offset) => later(today, offset),
            Word::Weekday(weekday) => later(anchor, to_weekday(anchor, weekday, lean)),
            Word::WeekdayOf(weeks, weekday) => {
                let (this, that) = (today.weekday().num_days_from_monday(), weekday.num_days_from_monday());
                later(today, weeks * 7 + i64::from(that) - i64::from(this))
            }
            Word::Annual(date) => nearest(date, anchor, lean),
            Word::Date(date) => Some(date),
        };
        day.ok_or(DayWordError::NoSuchDate)
    }
}

impl Side {
    fn range(&self, today: Day, anchor: Day, lean: Lean) -> Result<DayRange, DayWordError> {
        let monday = match self {
            Side::Day(word) => return word.day(today, anchor, lean).map(|day| DayRange { first: day, last: day }),
            Side::Days(range) => return Ok(*range),
            Side::Week(monday) => Some(*monday),
            Side::WeekOffset(weeks) => later(today, weeks * 7 - i64::from(today.weekday().num_days_from_monday())),
        };
        let range = monday.and_then(|first| Some(DayRange { first, last: later(first, 6)? }));
        range.ok_or(DayWordError::NoSuchDate)
    }
}

/// The day so many days after; negative is before.
fn later(day: Day, days: i64) -> Option<Day> {
    let count = Days::new(days.unsigned_abs());
    if days < 0 { day.checked_sub_days(count) } else { day.checked_add_days(count) }
}

/// How many days from `anchor` to the nearest such weekday.
fn to_weekday(anchor: Day, weekday: Weekday, lean: Lean) -> i64 {
    let ahead = i64::from(weekday.days_since(anchor.weekday()));
    match lean {
        Lean::Forward => ahead,
        Lean::Back if ahead == 0 => 0,
        Lean::Back => ahead - 7,
    }
}

/// The nearest such date of a year.
fn nearest(date: MonthDay, anchor: Day, lean: Lean) -> Option<Day> {
    // Leap days are at most eight years apart: 2096-02-29, 2104-02-29.
    (0..=8).find_map(|years| {
        let (year, fits): (i32, fn(&Day, &Day) -> bool) = match lean {
            Lean::Back => (anchor.year() - years, Day::le),
            Lean::Forward => (anchor.year() + years, Day::ge),
        };
        NaiveDate::from_ymd_opt(year, date.month, date.day).filter(|day| fits(day, &anchor))
    })
}

impl DayWordError {
    /// What is wrong with the text that was typed.
    pub fn text(&self, typed: &str) -> Text {
        Text::of(|lang| match self {
            DayWordError::Unknown => say::day_word_unknown(lang, typed),
            DayWordError::NoSuchDate => say::day_word_no_such(lang, typed),
            DayWordError::Backwards => say::day_word_backwards(lang, typed),
        })
    }

    /// What can be typed instead, where that helps.
    pub fn help(&self) -> Option<Text> {
        matches!(self, DayWordError::Unknown).then(|| Text::of(say::day_word_forms))
    }
}
