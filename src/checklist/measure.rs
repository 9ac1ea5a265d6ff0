//! Measures: figures of a report, computed from sums of entered values. Also the targets of such sums.

use crate::calendar::{Day, DayRange};
use chrono::{Datelike, Months, NaiveDate, Weekday};
use rust_decimal::Decimal;

/// A figure of a report, computed from entered values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// Stable id.
    pub id: String,
    /// Display name; defaults to the id.
    pub title: String,
    /// The field that is summed.
    pub of: FieldRef,
    /// Divisor of the sum; `None` if the sum itself is the figure.
    pub per: Option<Divisor>,
    /// Unit, such as 元; `None` for a percentage or a plain number.
    pub unit: Option<String>,
    /// Whether the measure is shown as a percentage.
    pub percent: bool,
    /// The report warns about results below this; in the displayed unit.
    pub warn_below: Option<Decimal>,
    /// The report warns about results above this; in the displayed unit.
    pub warn_above: Option<Decimal>,
    /// Explanation, in words, of what is divided by what.
    pub note: Option<String>,
}

impl Measure {
    /// Returns the unit in which results are shown: `%` for a percentage.
    pub fn shown_unit(&self) -> Option<&str> {
        if self.percent { Some("%") } else { self.unit.as_deref() }
    }
}

/// A reference to a field of a task, written `ztc-review.spend`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldRef {
    /// Task id.
    pub task: String,
    /// Field id.
    pub field: String,
}

/// What the sum of a measure is divided by. The divisor is always a total too: a measure is never a mean of ratios.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Divisor {
    /// The sum of a field.
    Field(FieldRef),
    /// The number of values entered, which gives a mean.
    Count,
    /// The number of business days on which the value was required, whether or not it was entered, added up over all
    /// sites.
    Days,
}

/// Targets of the report's rates, in percent, above 0 and at most 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RateTargets {
    /// Target of the completion rate.
    pub completion: Option<Decimal>,
    /// Target of the on-time rate.
    pub on_time: Option<Decimal>,
}

/// Target for the sum of a field, at each site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MeasureTarget {
    /// The amount to reach; above 0.
    pub amount: Decimal,
    /// The period in which to reach the amount.
    pub period: TargetPeriod,
}

/// Period of a target.
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
    /// All periods, each with its key in the checklist.
    pub const ALL: [(&'static str, TargetPeriod); 5] = [
        ("year", TargetPeriod::Year),
        ("quarter", TargetPeriod::Quarter),
        ("month", TargetPeriod::Month),
        ("week", TargetPeriod::Week),
        ("day", TargetPeriod::Day),
    ];

    /// Whether the progress towards a target of this period is also shown for another one: for the period itself, and for
    /// the days, weeks and months within it.
    pub fn shows(self, other: TargetPeriod) -> bool {
        use TargetPeriod::{Day, Month, Week};
        self == other || matches!(other, Day | Week | Month) && (self as u8) < other as u8
    }

    /// Returns the days of the year, quarter, month or week that contains a day. Weeks begin on Monday.
    pub fn around(self, day: Day) -> DayRange {
        let months = |first: u32, count: u32| {
            let first = NaiveDate::from_ymd_opt(day.year(), first, 1)?;
            Some(DayRange { first, last: first.checked_add_months(Months::new(count))?.pred_opt()? })
        };
        let week = || {
            let week = day.week(Weekday::Mon);
            Some(DayRange { first: week.checked_first_day()?, last: week.checked_last_day()? })
        };
        let range = match self {
            TargetPeriod::Year => months(1, 12),
            TargetPeriod::Quarter => months(day.month0() / 3 * 3 + 1, 3),
            TargetPeriod::Month => months(day.month(), 1),
            TargetPeriod::Week => week(),
            TargetPeriod::Day => None,
        };
        range.unwrap_or(DayRange { first: day, last: day })
    }

    /// Returns the length in days of the year, quarter, month or week that contains a day.
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
