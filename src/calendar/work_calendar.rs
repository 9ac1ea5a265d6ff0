//! Which days are worked: Monday to Friday, but for holidays and make-up working days.

use super::Day;
use chrono::{Datelike, Weekday};
use std::collections::{BTreeMap, BTreeSet};

/// A team's working days.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WorkCalendar {
    /// Whose statutory holidays it knows, `cn`; none where a working day is Monday to Friday and nothing else.
    pub base: Option<String>,
    /// Years whose holidays are known.
    years: BTreeSet<i32>,
    exceptions: BTreeMap<Day, Exception>,
}

/// What a day is, whatever its weekday.
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

    /// Why a day is worked, or not, other than its weekday says: the holiday's name.
    pub fn reason(&self, day: Day) -> Option<&str> {
        self.exceptions.get(&day).map(|exception| exception.reason.as_str())
    }

    /// Whether holidays are asked for, but those of a year are not known: its weekends are taken then, which must be
    /// said.
    pub fn lacks(&self, year: i32) -> bool {
        self.base.is_some() && !self.years.contains(&year)
    }

    /// Those of some years that it lacks, in order, each once.
    pub fn unknown_years(&self, years: impl IntoIterator<Item = i32>) -> Vec<i32> {
        let unknown: BTreeSet<i32> = years.into_iter().filter(|year| self.lacks(*year)).collect();
        unknown.into_iter().collect()
    }

    /// The years whose holidays are known, in order.
    pub fn years(&self) -> impl Iterator<Item = i32> {
        self.years.iter().copied()
    }

    /// Makes known that the holidays of a year are all named.
    pub fn know(&mut self, year: i32) {
        self.years.insert(year);
    }

    /// Names a day that is worked, or not; what was said of it before is forgotten.
    pub fn except(&mut self, day: Day, is_worked: bool, reason: &str) {
        self.exceptions.insert(day, Exception { is_worked, reason: reason.to_owned() });
    }
}
