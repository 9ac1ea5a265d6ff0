//! Counts, and rates computed from them. Counts are integers that can be added up. A rate keeps its two counts instead
//! of a percentage.

use crate::status::{Item, Status, Timing};
use std::ops::AddAssign;

/// Counts of the occurrences whose window had ended by the cut-off. Each occurrence is counted as exactly one of early,
/// on time, late, missed, missed but done later, overdue, skipped or excused. Occurrences that are not required,
/// because their windows were over before the checklist or the task was adopted, are not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Figures {
    /// Done before the window.
    pub early: u64,
    /// Done within the window.
    pub on_time: u64,
    /// Done after the window, but before lapsing.
    pub late: u64,
    /// Lapsed and never done.
    pub missed: u64,
    /// Done after lapsing: reported, but not as a completion.
    pub missed_done_later: u64,
    /// Not done at the cut-off, but could still be done then.
    pub overdue: u64,
    /// Skipped, with a reason.
    pub skipped: u64,
    /// Excused as not applicable, with a reason; not required.
    pub excused: u64,
    /// How often someone else undid the record of an occurrence.
    pub returned: u64,
    /// Done, but recorded after the business day.
    pub backfilled: u64,
    /// How many of `backfilled` claim to have been early or on time.
    pub backfilled_on_time: u64,
}

/// A fraction: `of` out of `from`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rate {
    /// Numerator.
    pub of: u64,
    /// Denominator; if 0, there is no rate.
    pub from: u64,
}

/// Counts of checks and watches, kept apart so that the many rounds of watches do not hide the checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Occurrences of tasks without `every`.
    pub checks: Figures,
    /// Rounds of tasks repeated by `every`.
    pub watches: Figures,
}

impl Figures {
    /// Returns done + skipped + missed + overdue + missed but done later.
    pub fn required(&self) -> u64 {
        self.done() + self.skipped + self.not_done()
    }

    /// Returns completions: early, on time and late.
    pub fn done(&self) -> u64 {
        self.early + self.on_time + self.late
    }

    /// Returns the number of occurrences not done as required: missed, missed but done later, and overdue.
    pub fn not_done(&self) -> u64 {
        self.missed + self.missed_done_later + self.overdue
    }

    /// Returns (early + on time + late) ÷ required.
    pub fn completion(&self) -> Rate {
        Rate { of: self.done(), from: self.required() }
    }

    /// Returns (early + on time) ÷ required.
    pub fn punctuality(&self) -> Rate {
        Rate { of: self.early + self.on_time, from: self.required() }
    }

    /// Like [`Figures::punctuality`], but does not count occurrences as on time if they were recorded after the
    /// business day.
    pub fn punctuality_without_backfills(&self) -> Rate {
        Rate { of: self.early + self.on_time - self.backfilled_on_time, from: self.required() }
    }

    /// Counts an occurrence.
    pub fn take(&mut self, item: &Item, is_backfilled: bool) {
        *match item.status {
            Status::Done(Timing::Early) => &mut self.early,
            Status::Done(Timing::OnTime) => &mut self.on_time,
            Status::Done(Timing::Late) => &mut self.late,
            Status::Done(Timing::AfterLapse) => &mut self.missed_done_later,
            Status::Missed => &mut self.missed,
            Status::Overdue => &mut self.overdue,
            Status::Skipped => &mut self.skipped,
            Status::Excused => &mut self.excused,
            // Not counted: the window has not ended, or ended before the occurrence was required.
            Status::Upcoming | Status::Due | Status::NotRequired => return,
        } += 1;
        self.backfilled += u64::from(is_backfilled);
        let is_punctual = matches!(item.status, Status::Done(Timing::Early | Timing::OnTime));
        self.backfilled_on_time += u64::from(is_backfilled && is_punctual);
    }
}

impl Counts {
    /// Returns checks and watches together.
    pub fn all(&self) -> Figures {
        let mut all = self.checks;
        all += self.watches;
        all
    }

    /// Returns the counts of checks or of watches.
    pub fn of_kind(&mut self, is_watch: bool) -> &mut Figures {
        if is_watch { &mut self.watches } else { &mut self.checks }
    }
}

impl AddAssign for Figures {
    fn add_assign(&mut self, other: Figures) {
        self.early += other.early;
        self.on_time += other.on_time;
        self.late += other.late;
        self.missed += other.missed;
        self.missed_done_later += other.missed_done_later;
        self.overdue += other.overdue;
        self.skipped += other.skipped;
        self.excused += other.excused;
        self.returned += other.returned;
        self.backfilled += other.backfilled;
        self.backfilled_on_time += other.backfilled_on_time;
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Counts) {
        self.checks += other.checks;
        self.watches += other.watches;
    }
}

impl Rate {
    /// Returns the difference from another rate in tenths of a percentage point, rounded half away from zero; positive
    /// if this rate is higher. `None` if either denominator is 0, or on overflow.
    pub fn tenths_above(self, other: Rate) -> Option<i64> {
        if self.from == 0 || other.from == 0 {
            return None;
        }
        let [a, b, c, d] = [self.of, self.from, other.of, other.from].map(i128::from);
        let whole = b.checked_mul(d)?;
        let above = a.checked_mul(d)?.checked_sub(c.checked_mul(b)?)?.checked_mul(1000)?;
        let rounded =
            above.abs().checked_mul(2)?.checked_add(whole)?.checked_div(whole.checked_mul(2)?)? * above.signum();
        i64::try_from(rounded).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_told_in_tenths_of_a_point() {
        let check = |one: (u64, u64), other: (u64, u64), expected: Option<i64>| {
            let rate = |(of, from)| Rate { of, from };
            assert_eq!(rate(one).tenths_above(rate(other)), expected, "{one:?} {other:?}");
        };
        check((9, 10), (8, 10), Some(100));
        check((8, 10), (9, 10), Some(-100));
        check((1, 3), (1, 3), Some(0));
        check((2, 3), (1, 3), Some(333));
        check((1, 2000), (0, 7), Some(1));
        check((0, 7), (1, 2000), Some(-1));
        check((1, 2001), (0, 7), Some(0));
        check((1, 1), (0, 0), None);
        check((0, 0), (1, 1), None);
        check((1 << 40, 1 << 40), (0, 1 << 40), Some(1000));
        check((u64::MAX, u64::MAX), (0, u64::MAX), None);
    }
}
