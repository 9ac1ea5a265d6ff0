//! Day terms: the words of `on` and `except`.

use super::Day;
use super::written_date::{NoSuchDate, WrittenDate, hanzi_weekday, parse_date, parse_weekday, split_range};
use crate::language::plain;
use chrono::{Datelike, NaiveDate, Weekday};
use std::fmt;

/// A union of day terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DaySet {
    /// At least one.
    pub terms: Vec<DayTerm>,
}

impl DaySet {
    /// Whether any of its terms names the day.
    pub fn contains(&self, day: Day) -> bool {
        self.terms.iter().any(|term| term.contains(day))
    }
}

/// One word of `on` or `except`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayTerm {
    /// `mon`, `mon-fri`, `sat-mon`: both ends included, over the week's end too.
    Weekdays(Weekday, Weekday),
    /// `2026-12-12`, `2027-02-06..2027-02-12`: both ends included.
    Dates(NaiveDate, NaiveDate),
    /// `12-12`, `12-24..01-02`: every year, both ends included, over New Year too.
    Annual(MonthDay, MonthDay),
}

/// A date of every year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct MonthDay {
    /// 1-12
    pub month: u32,
    /// 1-31
    pub day: u32,
}

/// Why a text is no day term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TermError {
    /// It has none of the forms.
    Unknown,
    /// `2026-02-30`, `02-30`: has the form of a date that never comes.
    NoSuchDate,
    /// The range's end comes before its start.
    Backwards,
}

/// One form a day term can have: `None` where the text is not of this form, so that the next one is tried.
type Form = fn(&str) -> Option<Result<DayTerm, TermError>>;

/// The forms in the order in which they are tried.
const FORMS: &[Form] = &[weekdays, dates];

impl DayTerm {
    /// Reads one term; upper and lower case are the same, as are full-width and plain forms.
    pub fn parse(text: &str) -> Result<DayTerm, TermError> {
        let text = plain(text.trim());
        FORMS.iter().find_map(|form| form(text.trim())).unwrap_or(Err(TermError::Unknown))
    }

    /// Whether it names the day.
    pub fn contains(self, day: Day) -> bool {
        match self {
            DayTerm::Weekdays(first, last) => {
                let length = (7 + last.num_days_from_monday() - first.num_days_from_monday()) % 7;
                let into = (7 + day.weekday().num_days_from_monday() - first.num_days_from_monday()) % 7;
                into <= length
            }
            DayTerm::Dates(first, last) => (first..=last).contains(&day),
            DayTerm::Annual(first, last) => {
                let this = MonthDay { month: day.month(), day: day.day() };
                if first <= last { first <= this && this <= last } else { first <= this || this <= last }
            }
        }
    }
}

/// `mon`, `mon-fri`, `mon..fri`, 周一, 周一至周五, 周一至五.
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

/// `2026-12-12`, `12-12`, and ranges of two of a kind.
fn dates(text: &str) -> Option<Result<DayTerm, TermError>> {
    let (first, last) = split_range(text).unwrap_or((text, text));
    Some(match (full_form(first)?, full_form(last)?) {
        (Err(NoSuchDate), _) | (_, Err(NoSuchDate)) => Err(TermError::NoSuchDate),
        (Ok(WrittenDate::Full(first)), Ok(WrittenDate::Full(last))) if first > last => Err(TermError::Backwards),
        (Ok(WrittenDate::Full(first)), Ok(WrittenDate::Full(last))) => Ok(DayTerm::Dates(first, last)),
        (Ok(WrittenDate::Annual(first)), Ok(WrittenDate::Annual(last))) => Ok(DayTerm::Annual(first, last)),
        // One end with its year and one without: which year is meant is a guess.
        (Ok(_), Ok(_)) => return None,
    })
}

/// A date with all its digits: in a checklist `1-5` could as well mean Monday to Friday.
fn full_form(text: &str) -> Option<Result<WrittenDate, NoSuchDate>> {
    let whole = matches!(text.len(), 5 | 10);
    parse_date(text).filter(|_| whole)
}

impl fmt::Display for MonthDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
}
