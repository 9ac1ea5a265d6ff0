//! Measures: sums of entered values, which may be divided by another sum or by a count.

use super::lists::Bound;
use super::values::{Entered, rounded};
use crate::checklist::{Divisor, FieldRef, Measure};
use rust_decimal::Decimal;

/// The result of a measure over the range.
#[derive(Debug, Clone, PartialEq)]
pub struct Measured {
    /// The measure.
    pub measure: Measure,
    /// Result for all sites together.
    pub total: Ratio,
    /// Result for each site, if there are several.
    pub sites: Vec<(std::rc::Rc<str>, Ratio)>,
}

/// The dividend and the divisor of a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ratio {
    /// The dividend; `None` if nothing was entered, or the sum has too many digits to be exact.
    pub of: Option<Decimal>,
    /// The divisor; 1 if the measure is a plain sum. `None` under the same conditions as the dividend.
    pub per: Option<Decimal>,
}

/// The data from which measures are computed, for one site or for all.
pub(super) trait Sums {
    /// Returns the values entered into a field, if there are any.
    fn entered(&self, field: &FieldRef) -> Option<&Entered>;
    /// Returns the number of days on which a task was required.
    fn days(&self, task: &str) -> u64;
}

/// Computes the dividend and the divisor of a measure.
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
    /// Returns the quotient in the displayed unit. `None` if dividend or divisor is missing, the divisor is 0, or on
    /// overflow.
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

    /// Returns the warning limit of the measure that the result is below or above, if any.
    pub fn beyond(&self, measure: &Measure) -> Option<Bound> {
        Bound::of(self.value(measure)?, measure.warn_below, measure.warn_above)
    }
}
