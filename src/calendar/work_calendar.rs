//! Working days: Monday to Friday, except holidays and make-up working days.

use super::Day;
use chrono::{Datelike, Weekday};
use std::collections::{BTreeMap, BTreeSet};

/// A team's working days.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WorkCalendar {
    /// The code of the country whose statutory holidays are used, `cn`; `None` if working days are simply Monday to
    /// Friday.
    pub base: Option<String>,
    /// Years whose holidays are known.
    years: BTreeSet<i32>,
    exceptions: BTreeMap<Day, Exception>,
}

/// Whether a day is worked, contrary to its weekday, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Exception {
    is_worked: bool,
    reason: String,
}

impl WorkCalendar {
    /// Whether the team works on a day.
    pub fn is_workday(&self, day: Day) -> bool {
        match self.exceptions.get(&day) {
            Some(exception) => exception.is_worked,
            None => !matches!(day.weekday(), Weekday::Sat | Weekday::Sun),
        }
    }

    /// The reason why a day is an exception, such as the holiday's name; `None` if it is not one.
    pub fn reason(&self, day: Day) -> Option<&str> {
        self.exceptions.get(&day).map(|exception| exception.reason.as_str())
    }

    /// Whether statutory holidays are used but unknown for a year. The year's working days are then Monday to Friday,
    /// and users must be warned.
    pub fn lacks(&self, year: i32) -> bool {
        self.base.is_some() && !self.years.contains(&year)
    }

    /// Those of the given years whose holidays are unknown, sorted and without duplicates.
    pub fn unknown_years(&self, years: impl IntoIterator<Item = i32>) -> Vec<i32> {
        let unknown: BTreeSet<i32> = years.into_iter().filter(|year| self.lacks(*year)).collect();
        unknown.into_iter().collect()
    }

    /// The years whose holidays are known, sorted.
    pub fn years(&self) -> impl Iterator<Item = i32> {
        self.years.iter().copied()
    }

    /// Marks the holidays of a year as complete.
    pub fn know(&mut self, year: i32) {
        self.years.insert(year);
    }

    /// Sets whether a day is worked, and why; replaces any earlier setting.
    pub fn except(&mut self, day: Day, is_worked: bool, reason: &str) {
        self.exceptions.insert(day, Exception { is_worked, reason: reason.to_owned() });
    }
}
