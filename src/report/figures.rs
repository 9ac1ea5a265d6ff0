//! Counts and the rates made of them: integers that add up, never a bare percentage.

use crate::status::{Item, Status, Timing};
use std::ops::AddAssign;

/// How many of the occurrences whose window had ended by the cut-off are what. Every occurrence is one of early, on
/// time, late, missed, missed but done later, overdue, skipped or excused; those that required nothing because the
/// journal had not begun are none of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Figures {
    /// Done before their window.
    pub early: u64,
    /// Done within it.
    pub on_time: u64,
    /// Done after it, before they lapsed.
    pub late: u64,
    /// Lapsed and never done.
    pub missed: u64,
    /// Done after they had lapsed: told, but no completion.
    pub missed_done_later: u64,
    /// Not done at the cut-off, when they could still be done.
    pub overdue: u64,
    /// Left out with a reason.
    pub skipped: u64,
    /// Not applicable, with a reason; not required.
    pub excused: u64,
    /// How often somebody else took back what was said of one.
    pub returned: u64,
    /// Done, and recorded after the business day.
    pub backfilled: u64,
    /// Of these, the ones that are said to have been done early or on time.
    pub backfilled_on_time: u64,
}

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rate {
    /// How many of them.
    pub of: u64,
    /// Of how many; nothing can be said of 0.
    pub from: u64,
}

/// Checks and watches apart: 36 rounds of a watch must not drown 36 checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Tasks done at their windows.
    pub checks: Figures,
    /// Rounds of tasks repeated by `every`.
    pub watches: Figures,
}

impl Figures {
    /// Done + skipped + missed + overdue + missed but done later.
    pub fn required(&self) -> u64 {
        self.done() + self.skipped + self.not_done()
    }

    /// Completions: early, on time and late.
    pub fn done(&self) -> u64 {
        self.early + self.on_time + self.late
    }

    /// Missed, missed but done later, overdue: what should have been done and was not.
    pub fn not_done(&self) -> u64 {
        self.missed + self.missed_done_later + self.overdue
    }

    /// (early + on time + late) ÷ required
    pub fn completion(&self) -> Rate {
        Rate { of: self.done(), from: self.required() }
    }

    /// (early + on time) ÷ required
    pub fn punctuality(&self) -> Rate {
        Rate { of: self.early + self.on_time, from: self.required() }
    }

    /// The same where what was recorded after its business day is not believed to have been on time.
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
            // Its window has not ended, or it ended before there was anything to require.
            Status::Upcoming | Status::Due | Status::NotRequired => return,
        } += 1;
        self.backfilled += u64::from(is_backfilled);
        let is_punctual = matches!(item.status, Status::Done(Timing::Early | Timing::OnTime));
        self.backfilled_on_time += u64::from(is_backfilled && is_punctual);
    }
}

impl Counts {
    /// Checks and watches together.
    pub fn all(&self) -> Figures {
        let mut all = self.checks;
        all += self.watches;
        all
    }

    /// Those of a task's kind.
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
    /// How many tenths of a percentage point it lies above another rate, rounded half away from zero; none where one of
    /// the two is of nothing, or the counts are beyond all reason.
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
