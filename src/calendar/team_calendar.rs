//! Properties of a team's days that their dates do not show: whether they are worked, and in or before which period.

use super::day_term::{DaySet, DayTerm};
use super::{Day, Period, WorkCalendar};
use chrono::{Datelike, NaiveDate, Weekday};

/// The working days and periods that day terms refer to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TeamCalendar {
    /// Decides which days `workday` and `offday` include.
    pub work: WorkCalendar,
    /// Campaigns, seasons and phases, in checklist order.
    pub periods: Vec<Period>,
}

impl TeamCalendar {
    /// Whether a day is allowed: `on` includes it or is not given, and `except` does not include it.
    pub fn allows(&self, on: Option<&DaySet>, except: Option<&DaySet>, day: Day) -> bool {
        on.is_none_or(|on| self.contains(on, day)) && !except.is_some_and(|except| self.contains(except, day))
    }

    /// Returns the period with an id; `None` if there is none.
    pub fn period(&self, id: &str) -> Option<&Period> {
        self.periods.iter().find(|period| period.id == id)
    }

    /// Whether any term of a set includes a day.
    pub fn contains(&self, set: &DaySet, day: Day) -> bool {
        self.matching(set, day).is_some()
    }

    /// The first term of a set that includes a day; `None` if none does.
    pub fn matching<'s>(&self, set: &'s DaySet, day: Day) -> Option<&'s DayTerm> {
        set.terms.iter().find(|term| self.names(term, day))
    }

    /// Whether a term includes a day.
    pub fn names(&self, term: &DayTerm, day: Day) -> bool {
        match term {
            DayTerm::Weekdays(first, last) => days_into_week(*first, day.weekday()) <= days_into_week(*first, *last),
            DayTerm::Dates(first, last) => (*first..=*last).contains(&day),
            DayTerm::Annual(first, last) => {
                let this = super::MonthDay { month: day.month(), day: day.day() };
                if first <= last { *first <= this && this <= *last } else { *first <= this || this <= *last }
            }
            DayTerm::Workday => self.work.is_workday(day),
            DayTerm::Offday => !self.work.is_workday(day),
            DayTerm::DayOfMonth(number) => {
                let counted = if *number > 0 { day.day() } else { days_from_end(day) };
                counted == number.unsigned_abs()
            }
            DayTerm::NthWeekday(number, weekday) => {
                let before = if *number > 0 { day.day() } else { days_from_end(day) };
                day.weekday() == *weekday && (before - 1) / 7 + 1 == number.unsigned_abs()
            }
            DayTerm::NthWorkday(number) => {
                self.work.is_workday(day) && self.workday_of_month(day, *number < 0) == number.unsigned_abs()
            }
            DayTerm::Every(rhythm) => rhythm.contains(day),
            DayTerm::Period(id) => self.period(id).is_some_and(|period| period.contains(day)),
            DayTerm::Before(id) => self.period(id).is_some_and(|period| period.prepared_on(day).is_some()),
        }
    }

    /// The position of a day among the working days of its month, counted from the start or from the end; 1 is the
    /// first.
    fn workday_of_month(&self, day: Day, from_end: bool) -> u32 {
        let others = if from_end { day.day() + 1..=u32::from(day.num_days_in_month()) } else { 1..=day.day() - 1 };
        let is_workday = |number: &u32| day.with_day(*number).is_some_and(|day| self.work.is_workday(day));
        u32::try_from(others.filter(is_workday).count()).unwrap_or(u32::MAX - 1) + 1
    }
}

fn days_into_week(first: Weekday, day: Weekday) -> u32 {
    (7 + day.num_days_from_monday() - first.num_days_from_monday()) % 7
}

/// Returns 1 for the last day of the month, 2 for the day before.
fn days_from_end(day: NaiveDate) -> u32 {
    u32::from(day.num_days_in_month()) - day.day() + 1
}
