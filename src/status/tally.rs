//! Counts of a day's occurrences: integers, never percentages.

use super::{DayState, Item, Status, Timing};
use serde::Serialize;

/// Number of occurrences by status. `required` counts every status except excused and not required; `done` is the sum
/// of early, on time and late. JSON documents contain this struct unchanged (docs/json.md).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[allow(missing_docs)] // the names explain themselves
pub struct Tally {
    pub required: u32,
    pub done: u32,
    pub early: u32,
    pub on_time: u32,
    pub late: u32,
    pub missed: u32,
    pub missed_done_later: u32,
    pub overdue: u32,
    pub due: u32,
    pub upcoming: u32,
    pub skipped: u32,
    pub excused: u32,
    pub not_required: u32,
}

/// A day's progress. Checks, watches and one-offs are counted separately, so that the many rounds of a watch do not
/// outweigh the checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Progress {
    /// Checks: occurrences of checklist tasks that are not repeated by `every`.
    pub checks: Tally,
    /// Rounds of tasks repeated by `every`.
    pub watches: Tally,
    /// One-offs that belong to the day itself.
    pub one_offs: Tally,
    /// One-offs carried into the day from earlier days.
    pub carried: Tally,
}

impl Tally {
    fn add(&mut self, item: &Item) {
        self.required += u32::from(item.required);
        self.done += u32::from(item.status.is_completion());
        *match item.status {
            Status::Upcoming => &mut self.upcoming,
            Status::Due => &mut self.due,
            Status::Overdue => &mut self.overdue,
            Status::Missed => &mut self.missed,
            Status::Done(Timing::Early) => &mut self.early,
            Status::Done(Timing::OnTime) => &mut self.on_time,
            Status::Done(Timing::Late) => &mut self.late,
            Status::Done(Timing::AfterLapse) => &mut self.missed_done_later,
            Status::Skipped => &mut self.skipped,
            Status::Excused => &mut self.excused,
            Status::NotRequired => &mut self.not_required,
        } += 1;
    }
}

impl DayState<'_> {
    /// Counts the day's occurrences by kind and status.
    pub fn progress(&self) -> Progress {
        let mut progress = Progress::default();
        for item in &self.items {
            let tally = match item.planned.one_off {
                Some(_) if self.is_carried(item) => &mut progress.carried,
                Some(_) => &mut progress.one_offs,
                None if item.planned.task.is_watch() => &mut progress.watches,
                None => &mut progress.checks,
            };
            tally.add(item);
        }
        progress
    }
}
