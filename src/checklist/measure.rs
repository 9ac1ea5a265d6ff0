//! The report's own figures: ratios of what was entered, and what is aimed at.

use crate::calendar::Day;
use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

/// A figure of the report, made of what was entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// Stable id.
    pub id: String,
    /// What people call it; the id where none is given.
    pub title: String,
    /// What is summed up.
    pub of: FieldRef,
    /// What the sum is divided by; the sum alone where there is nothing.
    pub per: Option<Divisor>,
    /// 元; none for a percentage.
    pub unit: Option<String>,
    /// Whether it is shown in percent.
    pub percent: bool,
    /// Told where it is below, in the unit shown.
    pub warn_below: Option<Decimal>,
    /// Told where it is above, in the unit shown.
    pub warn_above: Option<Decimal>,
    /// What it is based on, in words.
    pub note: Option<String>,
}

/// A field of a task, `ztc-review.spend`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldRef {
    /// Task id.
    pub task: String,
    /// Field id.
    pub field: String,
}

/// What a measure is divided by. Always a sum over a sum, never a mean of ratios.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Divisor {
    /// The sum of a field.
    Field(FieldRef),
    /// How often a value was entered: a mean.
    Count,
    /// On how many business days, site by site, it was required, whether a value was entered or not.
    Days,
}

/// What is aimed at with the sum of a field, at each site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target {
    /// Above 0.
    pub amount: Decimal,
    /// In what time.
    pub period: TargetPeriod,
}

/// The time a target is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TargetPeriod {
    /// A calendar year.
    Year,
    /// January to March, and so on.
    Quarter,
    /// A calendar month.
    Month,
    /// Seven days.
    Week,
    /// One day.
    Day,
}

impl std::fmt::Display for FieldRef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.task, self.field)
    }
}

impl TargetPeriod {
    /// Every one with the word by which the checklist names it.
    pub const ALL: [(&'static str, TargetPeriod); 5] = [
        ("year", TargetPeriod::Year),
        ("quarter", TargetPeriod::Quarter),
        ("month", TargetPeriod::Month),
        ("week", TargetPeriod::Week),
        ("day", TargetPeriod::Day),
    ];

    /// How many days the period has in which a day lies.
    pub fn days(self, day: Day) -> u32 {
        let days_of = |month| {
            NaiveDate::from_ymd_opt(day.year(), month, 1).map_or(28, |first| u32::from(first.num_days_in_month()))
        };
        match self {
            TargetPeriod::Year => (1..=12).map(days_of).sum(),
            TargetPeriod::Quarter => {
                let first = day.month0() / 3 * 3 + 1;
                (first..first + 3).map(days_of).sum()
            }
            TargetPeriod::Month => days_of(day.month()),
            TargetPeriod::Week => 7,
            TargetPeriod::Day => 1,
        }
    }
}
