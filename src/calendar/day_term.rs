//! Day terms: the words of `on` and `except`.

use super::Day;
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

impl DayTerm {
    /// Reads one term; upper and lower case are the same, as are full-width and plain forms.
    pub fn parse(text: &str) -> Result<DayTerm, TermError> {
        let _ = text;
        Err(TermError::Unknown)
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

impl fmt::Display for MonthDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
}
