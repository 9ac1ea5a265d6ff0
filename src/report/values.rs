//! Entered values by field: exact decimals, never floats.

use super::lists::Bound;
use crate::calendar::{Day, Instant};
use crate::checklist::{Field, FieldKind, MeasureTarget};
use crate::journal::ActId;
use rust_decimal::{Decimal, RoundingStrategy};
use smol_str::SmolStr;
use std::collections::BTreeMap;

/// Decimal places of means, target shares and measures; sums, minima and maxima keep all digits.
pub const DIGITS: u32 = 4;

/// The values entered into one field, in total.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Entered {
    /// Number of values.
    pub count: u64,
    /// Statistics of the numbers; `None` if none were entered.
    pub numbers: Option<Numbers>,
    /// How often each choice, or yes and no, was entered.
    pub choices: BTreeMap<String, u64>,
    /// The value of the latest occurrence, by business day, window and act id.
    pub last: Option<Last>,
    /// Number of days on which each target applied. A target is identified by its amount and the length of its period
    /// in days.
    targets: BTreeMap<(Decimal, u32), TargetDays>,
}

/// Statistics of numbers over a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numbers {
    /// Number of values.
    pub count: u64,
    /// Sum; `None` if it has too many digits to be exact.
    pub sum: Option<Decimal>,
    /// Minimum.
    pub min: Decimal,
    /// Maximum.
    pub max: Decimal,
}

/// The latest value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Last {
    /// Position in time: business day, start of the window, act.
    pub at: (Day, Instant, ActId),
    /// The value in its stored form.
    pub text: SmolStr,
}

/// Number of days on which a target applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct TargetDays {
    range: u64,
    so_far: u64,
}

/// A target, prorated by days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Prorated {
    /// Target for the whole range.
    pub range: Decimal,
    /// Target for the days of the range up to the cut-off.
    pub so_far: Decimal,
}

impl Entered {
    /// Adds a value. `field` is the definition in force on the day of the value.
    pub(super) fn take(&mut self, field: &Field, text: &str, at: (Day, Instant, ActId)) {
        self.count += 1;
        match &field.kind {
            FieldKind::Number { .. } | FieldKind::Integer { .. } => {
                if let Ok(number) = text.parse::<Decimal>() {
                    self.add_numbers(Numbers::one(number));
                }
            }
            FieldKind::Choice { .. } | FieldKind::YesNo => *self.choices.entry(text.to_owned()).or_default() += 1,
            FieldKind::Text { .. } => {}
        }
        self.keep_last(Last { at, text: text.into() });
    }

    /// Adds a day of the range on which a target applied. `is_past` says whether the day is over or a value was already
    /// entered.
    pub(super) fn aim(&mut self, target: &MeasureTarget, day: Day, is_past: bool) {
        let days = self.targets.entry((target.amount, target.period.days(day))).or_default();
        days.range += 1;
        days.so_far += u64::from(is_past);
    }

    /// Adds the values entered at another site.
    pub(super) fn merge(&mut self, other: &Entered) {
        self.count += other.count;
        if let Some(numbers) = other.numbers {
            self.add_numbers(numbers);
        }
        for (choice, count) in &other.choices {
            *self.choices.entry(choice.clone()).or_default() += count;
        }
        if let Some(last) = &other.last {
            self.keep_last(last.clone());
        }
        for (target, days) in &other.targets {
            let own = self.targets.entry(*target).or_default();
            own.range += days.range;
            own.so_far += days.so_far;
        }
    }

    fn add_numbers(&mut self, numbers: Numbers) {
        self.numbers = Some(self.numbers.map_or(numbers, |known| known.with(numbers)));
    }

    fn keep_last(&mut self, last: Last) {
        if self.last.as_ref().is_none_or(|known| known.at <= last.at) {
            self.last = Some(last);
        }
    }

    /// Returns the prorated target; `None` if there is no target, or on overflow.
    pub fn target(&self) -> Option<Prorated> {
        let prorated = |days: fn(&TargetDays) -> u64| {
            let part = |((amount, length), held): (&(Decimal, u32), &TargetDays)| {
                amount.checked_mul(Decimal::from(days(held)))?.checked_div(Decimal::from(*length))
            };
            let sum = self.targets.iter().map(part).try_fold(Decimal::ZERO, |sum, it| sum.checked_add(it?))?;
            Some(rounded(sum))
        };
        if self.targets.is_empty() {
            return None;
        }
        Some(Prorated { range: prorated(|days| days.range)?, so_far: prorated(|days| days.so_far)? })
    }
}

impl Numbers {
    fn one(number: Decimal) -> Numbers {
        Numbers { count: 1, sum: Some(number), min: number, max: number }
    }

    fn with(self, other: Numbers) -> Numbers {
        Numbers {
            count: self.count + other.count,
            sum: self.sum.zip(other.sum).and_then(|(one, other)| exact_sum(one, other)),
            min: self.min.min(other.min),
            max: self.max.max(other.max),
        }
    }

    /// Returns sum ÷ count, rounded to `DIGITS` decimal places.
    pub fn mean(&self) -> Option<Decimal> {
        self.sum?.checked_div(Decimal::from(self.count)).map(rounded)
    }
}

/// Returns the sum; `None` if not all of its digits can be kept.
pub(super) fn exact_sum(one: Decimal, other: Decimal) -> Option<Decimal> {
    // `Decimal` silently drops decimal places that do not fit.
    let is_exact = |sum: &Decimal| sum.checked_sub(one) == Some(other) && sum.checked_sub(other) == Some(one);
    one.checked_add(other).filter(is_exact)
}

/// Rounds to [`DIGITS`] decimal places, half away from zero.
pub fn rounded(number: Decimal) -> Decimal {
    number.round_dp_with_strategy(DIGITS, RoundingStrategy::MidpointAwayFromZero).normalize()
}

/// Returns the value and the warning limit of the field that it is below or above. `None` if the value is within the
/// limits or not a number.
pub(super) fn beyond(field: &Field, text: &str) -> Option<(Decimal, Bound)> {
    if field.warn_below.is_none() && field.warn_above.is_none() {
        return None;
    }
    let value: Decimal = text.parse().ok()?;
    Some((value, Bound::of(value, field.warn_below, field.warn_above)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checklist::TargetPeriod;

    fn decimal(text: &str) -> Decimal {
        text.parse().expect("a decimal")
    }

    #[test]
    fn sums_are_exact_or_none() {
        let check = |one: &str, other: &str, expected: Option<&str>| {
            assert_eq!(exact_sum(decimal(one), decimal(other)).map(|sum| sum.to_string()).as_deref(), expected);
        };
        check("0.1", "0.2", Some("0.3"));
        check("1000000000000000000.01", "0.009", Some("1000000000000000000.019"));
        check("0.5", "0.5", Some("1.0"));
        check("0", "12.50", Some("12.50"));
        check("79228162514264337593543950335", "1", None);
        check("79228162514264337593543950334", "0.1", None);
    }

    #[test]
    fn a_target_is_prorated_by_days() {
        let check = |amount: &str, period: TargetPeriod, first: &str, days: usize, expected: &str| {
            let first: Day = first.parse().expect("a date");
            let target = MeasureTarget { amount: decimal(amount), period };
            let mut entered = Entered::default();
            first.iter_days().take(days).for_each(|day| entered.aim(&target, day, true));
            assert_eq!(entered.target().map(|it| it.range), Some(decimal(expected)), "{amount} {period:?} {first}");
        };
        check("30000", TargetPeriod::Month, "2026-11-16", 7, "7000");
        check("30000", TargetPeriod::Month, "2026-11-01", 30, "30000");
        check("31000", TargetPeriod::Month, "2026-12-28", 7, "7000");
        // Two days of November, five of December.
        check("30000", TargetPeriod::Month, "2026-11-29", 7, "6838.7097");
        check("366", TargetPeriod::Year, "2028-02-01", 29, "29");
        check("365", TargetPeriod::Year, "2027-02-01", 28, "28");
        check("92", TargetPeriod::Quarter, "2026-12-31", 1, "1");
        check("90", TargetPeriod::Quarter, "2027-01-01", 2, "2");
        check("700", TargetPeriod::Week, "2026-11-23", 3, "300");
        check("12.5", TargetPeriod::Day, "2026-11-23", 7, "87.5");
    }
}
