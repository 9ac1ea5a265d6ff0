//! Campaigns, seasons and phases: periods of one or more stretches of days, with optional days of preparation.

use super::day_term::{DayTerm, MonthDay};
use super::{Day, DayRange};
use chrono::{Datelike, Days, NaiveDate};

/// A campaign, season or phase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// A stable id, used in `on` and `except`.
    pub id: String,
    /// Display name.
    pub title: String,
    /// The stretches of days, at least one: only [`DayTerm::Dates`] or [`DayTerm::Annual`].
    pub days: Vec<DayTerm>,
    /// Number of days of preparation before each stretch.
    pub lead: u32,
}

/// One stretch of days of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// The days of the stretch itself.
    pub days: DayRange,
    /// The first day of preparation, or the stretch's own first day if there is no preparation.
    pub prepared_from: Day,
}

impl Stretch {
    /// Number of days from a day until the stretch begins; negative once it has begun.
    pub fn days_until(&self, day: Day) -> i64 {
        (self.days.first - day).num_days()
    }

    /// Length of the stretch in days, without the days of preparation.
    pub fn length(&self) -> i64 {
        self.days.length()
    }
}

impl Period {
    /// Whether a day lies in the period.
    pub fn contains(&self, day: Day) -> bool {
        self.current(day).is_some()
    }

    /// The stretch that contains a day; `None` if none does.
    pub fn current(&self, day: Day) -> Option<Stretch> {
        self.stretches(day).find(|it| it.days.contains(day))
    }

    /// The first stretch that begins after a day; `None` if there is none.
    pub fn next(&self, day: Day) -> Option<Stretch> {
        self.stretches(day).filter(|it| it.days.first > day).min_by_key(|it| it.days.first)
    }

    /// The next stretch for which a day is a day of preparation; `None` if there is none.
    pub fn prepared_on(&self, day: Day) -> Option<Stretch> {
        let prepared = |it: &Stretch| it.prepared_from <= day && day < it.days.first;
        self.stretches(day).filter(prepared).min_by_key(|it| it.days.first)
    }

    /// The stretches that may matter on a day: annual ones only in the years around it.
    fn stretches(&self, day: Day) -> impl Iterator<Item = Stretch> {
        let years = day.year() - 1..=day.year() + 2;
        self.days
            .iter()
            .flat_map(move |term| match term {
                DayTerm::Dates(first, last) => vec![DayRange { first: *first, last: *last }],
                DayTerm::Annual(first, last) => years.clone().filter_map(|year| annual(*first, *last, year)).collect(),
                _ => Vec::new(),
            })
            .map(|days| {
                let lead = Days::new(self.lead.into());
                Stretch { days, prepared_from: days.first.checked_sub_days(lead).unwrap_or(days.first) }
            })
    }
}

/// The stretch of an annual term that begins in a year. In a year without 02-29, that single day has no stretch, a
/// stretch from 02-29 begins on 03-01, and one up to 02-29 ends on 02-28.
fn annual(first: MonthDay, last: MonthDay, year: i32) -> Option<DayRange> {
    let is_one_day = first == last;
    let begin = first.in_year(year).or_else(|| NaiveDate::from_ymd_opt(year, 3, 1).filter(|_| !is_one_day))?;
    let year_of_end = if last < first { year.checked_add(1)? } else { year };
    let end = last.in_year(year_of_end).or_else(|| NaiveDate::from_ymd_opt(year_of_end, 2, 28))?;
    Some(DayRange { first: begin, last: end })
}
