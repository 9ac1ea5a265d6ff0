//! Ranges of days: weeks, months, years, and ranges from one day to another.

use super::DayError;
use super::day::{self, MOST_DIGITS, Said, WHICH, hanzi_weekday};
use super::numerals::{figures, number, year};
use super::scan::Cursor;
use super::word::{Lean, Word, later, month_day, month_later};
use crate::calendar::Day;
use chrono::{Datelike, NaiveDate, Weekday};

/// The days from `first` to `last`, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayRange {
    /// The first day, included.
    pub first: Day,
    /// The last day, included; never before `first`.
    pub last: Day,
}

impl DayRange {
    /// The days in order.
    pub fn days(self) -> impl Iterator<Item = Day> {
        self.first.iter_days().take_while(move |day| *day <= self.last)
    }

    /// The years that the range overlaps.
    pub fn years(self) -> impl Iterator<Item = i32> {
        self.first.year()..=self.last.year()
    }

    /// Number of days.
    pub fn length(self) -> i64 {
        (self.last - self.first).num_days() + 1
    }

    /// Whether the range contains a day.
    pub fn contains(self, day: Day) -> bool {
        (self.first..=self.last).contains(&day)
    }
}

/// Parses a range: a week (`this`, `last week`, `2026-W47`, 本周), a month (`2026-12`, `this month`, 上个月), a year,
/// `last 7 days`, 最近7天, or a single day. A range may also go from one of these to another, both ends included:
/// `A..B`, `A - B`, `A to B`, A到B. Its ends are resolved together: `fri..mon` is one weekend. Looking back, it is the
/// last one that ends today or earlier; looking forward, the next one that begins today or later.
pub fn parse_range(text: &str, today: Day, lean: Lean) -> Result<DayRange, DayError> {
    range(text, today, lean, |days| Side::Day(Said::sure(Word::Offset(-days))))
}

/// Parses the range of a report. It is like [`parse_range`] looking back, but `-2` is the week before last.
pub fn parse_week_range(text: &str, today: Day) -> Result<DayRange, DayError> {
    range(text, today, Lean::Back, |weeks| Side::WeekOffset(-weeks))
}

fn range(text: &str, today: Day, lean: Lean, before: fn(i64) -> Side) -> Result<DayRange, DayError> {
    let (first, behind) = side(Cursor::new(text.trim()), before)?;
    if behind.is_end() {
        return first.range(today, today, lean);
    }
    let behind = joiner(behind).ok_or(DayError::Unknown)?.blanks();
    let (last, behind) = match (&first, hanzi_weekday(behind)) {
        // The second weekday may lack its first character: 周一至五.
        (Side::Day(Said { word: Word::Weekday(_) | Word::WeekdayOf(..), .. }), Some((weekday, behind))) => {
            (Side::Day(Said::sure(Word::Weekday(weekday))), behind)
        }
        _ => side(behind, before)?,
    };
    if !behind.blanks().is_end() {
        return Err(DayError::Unknown);
    }
    let last = last.beside(&first);
    let (first, last) = of_one_month(first, last);
    let (first, last) = match lean {
        Lean::Nearest => {
            let first = first.range(today, today, lean)?;
            (first, last.range(today, first.first, Lean::Forward)?)
        }
        Lean::Back => {
            let last = last.range(today, today, Lean::Back)?;
            (first.range(today, last.last.min(today), Lean::Back)?, last)
        }
        Lean::Forward => {
            let first = first.range(today, today, lean)?;
            (first, last.range(today, first.first.max(today), lean)?)
        }
    };
    if first.first > last.last {
        Err(DayError::Backwards)
    } else {
        Ok(DayRange { first: first.first, last: last.last })
    }
}

/// Decides between the readings of 12.1-12.5: the one in which both days are of one month.
fn of_one_month(first: Side, last: Side) -> (Side, Side) {
    let readings = |side: &Side| match side {
        Side::Day(Said { word: Word::Either(one, other), .. }) => Some([*one, *other]),
        Side::Day(Said { word: Word::Annual(date), .. }) => Some([*date; 2]),
        _ => None,
    };
    let (Some(of_first), Some(of_last)) = (readings(&first), readings(&last)) else { return (first, last) };
    let mut found = of_first.into_iter().zip(of_last).filter(|(one, other)| one.month == other.month);
    match found.next().filter(|_| found.next().is_none()) {
        Some((one, other)) => (Side::Day(Said::sure(Word::Annual(one))), Side::Day(Said::sure(Word::Annual(other)))),
        None => (first, last),
    }
}

/// The position after a separator between two days and the blanks before it.
pub(super) fn joiner(at: Cursor<'_>) -> Option<Cursor<'_>> {
    let at = at.blanks();
    at.eat("..").or_else(|| at.dash()).or_else(|| at.any_of(&["到", "至", "to", "until", "till", "through"]))
}

/// One end of a range.
#[derive(Debug)]
enum Side {
    Day(Said),
    /// The number of weeks after this one; negative is earlier.
    WeekOffset(i64),
    /// The number of months after this one; negative is earlier.
    MonthOffset(i32),
    /// The number of years after this one; negative is earlier.
    YearOffset(i32),
    /// A week, by its Monday.
    Week(Day),
    /// A particular month or year.
    Days(DayRange),
    /// A month without a year, such as 11月: the last or the next one.
    Month(u32),
    /// A number of days that end with today.
    Latest(i64),
}

/// Parses one end of a range, which a separator or the end of the text must follow.
fn side(at: Cursor<'_>, before: fn(i64) -> Side) -> Result<(Side, Cursor<'_>), DayError> {
    let is_closed = |behind: Cursor<'_>| behind.blanks().is_end() || joiner(behind).is_some();
    if let Some((days, behind)) = days_before(at) {
        return Ok((before(days), behind));
    }
    if let Some((word, behind)) = of_one_unit(at) {
        return Ok((Side::Day(Said::sure(word)), behind));
    }
    let day = day::day(at);
    if let Some(Ok((said, behind))) = &day
        && said.part.is_none()
        && is_closed(*behind)
    {
        return Ok((Side::Day(*said), behind.blanks_at_end()));
    }
    if let Some(Err(error @ DayError::NoSuchDate)) = day {
        return Err(error);
    }
    match period(at) {
        Some(Ok((side, behind))) if is_closed(behind) => Ok((side, behind.blanks_at_end())),
        Some(Err(error)) => Err(error),
        _ => Err(day.and_then(Result::err).unwrap_or(DayError::Unknown)),
    }
}

/// Parses the first day of 23-25号 or 12月1-5日, in which the unit follows only the second number.
fn of_one_unit(at: Cursor<'_>) -> Option<(Word, Cursor<'_>)> {
    let month = number(at, 2).and_then(|(month, at)| Some((month, at.eat("月")?)));
    let (first, behind) = number(month.map_or(at, |(_, at)| at), 2)?;
    let (_, end) = number(joiner(behind)?.blanks(), 2)?;
    let word = match month {
        Some((month, _)) => month_day(month, first).map(Word::Annual)?,
        None => Word::DayOfMonth(first),
    };
    let is_day = (1..=31).contains(&first) && end.any_of(&["号", "日"]).is_some_and(|end| end.blanks().is_end());
    is_day.then_some((word, behind))
}

impl<'t> Cursor<'t> {
    /// Skips blanks if nothing else is left.
    fn blanks_at_end(self) -> Cursor<'t> {
        if self.blanks().is_end() { self.blanks() } else { self }
    }
}

/// Parses `-2`, a number of days or weeks before now.
pub(super) fn days_before(at: Cursor<'_>) -> Option<(i64, Cursor<'_>)> {
    let (count, _, behind) = figures(at.eat("-")?, 1, MOST_DIGITS)?;
    let is_closed = behind.blanks().is_end() || joiner(behind).is_some();
    is_closed.then_some((i64::from(count), behind))
}

/// Parses a week, a month, a year or "the last N days" at the start of a text.
fn period(at: Cursor<'_>) -> Option<Result<(Side, Cursor<'_>), DayError>> {
    which_period(at).or_else(|| latest(at)).or_else(|| month(at)).map(Ok).or_else(|| numbered(at))
}

/// Parses `this`, `last week`, 下周, 本月, 今年.
fn which_period(at: Cursor<'_>) -> Option<(Side, Cursor<'_>)> {
    if let Some((years, behind)) = at.one_of(&[("今年", 0), ("去年", -1), ("明年", 1)]) {
        return Some((Side::YearOffset(years), behind));
    }
    if let Some((weeks, behind)) = at.one_of(&[("this", 0), ("last", -1), ("next", 1)])
        && (behind.blanks().is_end()
            || behind.eat("..").is_some()
            || behind.dash().is_some()
            || behind.blanks().any_of(&["to"]).is_some())
    {
        return Some((Side::WeekOffset(weeks), behind));
    }
    let (which, behind) = at.one_of(&WHICH)?;
    if let Some(behind) = behind.any_of(&["week", "周", "星期", "礼拜"]) {
        return Some((Side::WeekOffset(which), behind));
    }
    let count = i32::try_from(which).ok()?;
    if let Some(behind) = behind.any_of(&["month", "月"]) {
        return Some((Side::MonthOffset(count), behind));
    }
    behind.word("year").map(|behind| (Side::YearOffset(count), behind))
}

/// Parses 11月, `november`.
fn month(at: Cursor<'_>) -> Option<(Side, Cursor<'_>)> {
    let hanzi = || number(at, 2).and_then(|(month, at)| Some((month, at.any_of(&["月份", "月"])?)));
    let (month, behind) = hanzi().or_else(|| super::date::month_name(at))?;
    (1..=12).contains(&month).then_some((Side::Month(month), behind))
}

/// Parses `last 7 days`, 最近7天, 过去三十天.
fn latest(at: Cursor<'_>) -> Option<(Side, Cursor<'_>)> {
    let behind = at.any_of(&["last ", "past ", "最近", "过去", "近"])?;
    let (count, behind) = number(behind, MOST_DIGITS)?;
    let behind = behind.blanks().any_of(&["days", "day", "天", "日"])?;
    (count > 0).then_some((Side::Latest(i64::from(count)), behind))
}

/// Parses `2026-W47`, `2026-12`, 2026年12月, `2026`, 2026年.
fn numbered(at: Cursor<'_>) -> Option<Result<(Side, Cursor<'_>), DayError>> {
    let (year, behind) = year(at)?;
    let range = |first: Option<Day>, last: Option<Day>| {
        let last = last.and_then(|day| day.with_day(day.num_days_in_month().into()));
        first.zip(last).map(|(first, last)| Side::Days(DayRange { first, last })).ok_or(DayError::NoSuchDate)
    };
    if let Some(behind) = behind.eat("-w").or_else(|| behind.eat("w")) {
        let (week, _, behind) = figures(behind, 1, 2)?;
        let monday = NaiveDate::from_isoywd_opt(year, week, Weekday::Mon).ok_or(DayError::NoSuchDate);
        return Some(monday.map(|monday| (Side::Week(monday), behind)));
    }
    let signed = behind.step().filter(|(sign, _)| matches!(sign, '-' | '/' | '年'));
    let month = signed.and_then(|(sign, at)| match sign {
        '-' | '/' => figures(at, 2, 2).map(|(month, _, behind)| (month, behind)),
        _ => number(at, 2).and_then(|(month, behind)| Some((month, behind.eat("月")?))),
    });
    if let Some((month, behind)) = month {
        let first = NaiveDate::from_ymd_opt(year, month, 1);
        return Some(range(first, first).map(|side| (side, behind)));
    }
    let whole = range(NaiveDate::from_ymd_opt(year, 1, 1), NaiveDate::from_ymd_opt(year, 12, 1));
    Some(whole.map(|side| (side, behind.eat("年").unwrap_or(behind))))
}

/// The position after a week or month at the start of a text; `None` if the text may mean something else.
pub(super) fn lone_period(at: Cursor<'_>) -> Option<Cursor<'_>> {
    let (side, behind) = match period(at)? {
        Ok(read) => read,
        Err(_) => return None,
    };
    // A title may begin with a year: 2026 新款.
    let is_sure = match side {
        Side::WeekOffset(_) | Side::MonthOffset(_) | Side::YearOffset(_) => {
            behind.since(at).contains(|c: char| !c.is_ascii()) || behind.since(at).contains(' ')
        }
        // A name such as March may also be a verb.
        Side::Month(_) => behind.since(at).contains(|c: char| !c.is_ascii()),
        Side::Week(_) => true,
        Side::Days(range) => range.first.month() == range.last.month() && behind.since(at).contains('-'),
        _ => false,
    };
    (is_sure && behind.is_apart()).then_some(behind)
}

impl Side {
    /// Gives the second end the month or the week of the first, if it has none: 12月1日-5日, 上周一至周五.
    fn beside(self, first: &Side) -> Side {
        let (Side::Day(last), Side::Day(first)) = (&self, first) else { return self };
        let weekday = last.weekday;
        let word = match (first.word, last.word) {
            (Word::Annual(date), Word::DayOfMonth(day)) if day >= date.day => {
                month_day(date.month, day).map(Word::Annual)
            }
            (Word::Date(date), Word::DayOfMonth(day)) if day >= date.day() => date.with_day(day).map(Word::Date),
            (Word::DayOf(months, of), Word::DayOfMonth(day)) if day >= of => Some(Word::DayOf(months, day)),
            (Word::WeekdayOf(weeks, from), Word::Weekday(to)) => {
                let is_over = to.num_days_from_monday() < from.num_days_from_monday();
                Some(Word::WeekdayOf(weeks + i64::from(is_over), to))
            }
            _ => None,
        };
        word.map(|word| Side::Day(Said { weekday, ..Said::sure(word) })).unwrap_or(self)
    }

    fn range(&self, today: Day, anchor: Day, lean: Lean) -> Result<DayRange, DayError> {
        let of_months = |first: Option<Day>, count: i32| {
            let first = first.and_then(|day| day.with_day(1))?;
            let last = month_later(first, count - 1)?;
            Some(DayRange { first, last: last.with_day(last.num_days_in_month().into())? })
        };
        let week = |monday: Option<Day>| monday.and_then(|first| Some(DayRange { first, last: later(first, 6)? }));
        let range = match *self {
            Side::Day(said) => return said.day(today, anchor, lean).map(|day| DayRange { first: day, last: day }),
            Side::Days(range) => Some(range),
            Side::Month(month) => {
                let later = (12 + month - today.month()) % 12;
                let back = lean != Lean::Forward && later > 0;
                let months = i32::try_from(later).unwrap_or_default() - if back { 12 } else { 0 };
                of_months(today.with_day(1).and_then(|day| month_later(day, months)), 1)
            }
            Side::Week(monday) => week(Some(monday)),
            Side::WeekOffset(weeks) => {
                week(later(today, weeks * 7 - i64::from(today.weekday().num_days_from_monday())))
            }
            Side::MonthOffset(months) => of_months(today.with_day(1).and_then(|day| month_later(day, months)), 1),
            Side::YearOffset(years) => {
                of_months(today.year().checked_add(years).and_then(|year| NaiveDate::from_ymd_opt(year, 1, 1)), 12)
            }
            Side::Latest(days) => later(today, 1 - days).map(|first| DayRange { first, last: today }),
        };
        range.ok_or(DayError::NoSuchDate)
    }
}
