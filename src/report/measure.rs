//! Measures: sums over sums of what was entered.

use super::lists::Bound;
use super::values::{Entered, rounded};
use crate::checklist::{Divisor, FieldRef, Measure};
use rust_decimal::Decimal;

/// A measure over the range.
#[derive(Debug, Clone, PartialEq)]
pub struct Measured {
    /// What it is.
    pub measure: Measure,
    /// At all sites together.
    pub total: Ratio,
    /// At each site, where there are several.
    pub sites: Vec<(std::rc::Rc<str>, Ratio)>,
}

/// The sums a measure is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ratio {
    /// The sum above; none where nothing was entered, or it has more digits than are kept exactly.
    pub of: Option<Decimal>,
    /// What it is divided by; 1 where the measure is a sum.
    pub per: Option<Decimal>,
}

/// What a measure needs to know of one site, or of all.
pub(super) trait Sums {
    /// What was entered into a field.
    fn entered(&self, field: &FieldRef) -> Option<&Entered>;
    /// On how many days a task was required.
    fn days(&self, task: &str) -> u64;
}

/// The sums of a measure, undivided.
pub(super) fn ratio(measure: &Measure, sums: &impl Sums) -> Ratio {
    let numbers = |field: &FieldRef| sums.entered(field).and_then(|entered| entered.numbers);
    let of = numbers(&measure.of);
    let per = match &measure.per {
        None => Some(Decimal::ONE),
        Some(Divisor::Field(field)) => numbers(field).and_then(|numbers| numbers.sum),
        Some(Divisor::Count) => Some(Decimal::from(of.map_or(0, |numbers| numbers.count))),
        Some(Divisor::Days) => Some(Decimal::from(sums.days(&measure.of.task))),
    };
    Ratio { of: of.and_then(|numbers| numbers.sum), per }
}

impl Ratio {
    /// The figure in the unit shown; none where it is divided by nothing.
    pub fn value(&self, measure: &Measure) -> Option<Decimal> {
        let hundred = if measure.percent { Decimal::ONE_HUNDRED } else { Decimal::ONE };
        let (of, per) = (self.of?, self.per?);
        if measure.per.is_none() {
            return Some(of.normalize());
        }
        if per.is_zero() {
            return None;
        }
        of.checked_mul(hundred)?.checked_div(per).map(rounded)
    }

    /// Which bound of the measure it is beyond.
    pub fn beyond(&self, measure: &Measure) -> Option<Bound> {
        Bound::of(self.value(measure)?, measure.warn_below, measure.warn_above)
    }
}
