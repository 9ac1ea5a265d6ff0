//! The plan: the occurrences that a checklist requires on a business day at a site. Always computed, never stored.

mod agenda;
mod one_off;
mod owner;
mod since;
mod windows;

use crate::calendar::{BusinessDay, Day, Instant, TeamCalendar};
use crate::checklist::{Area, Checklist, Span, Task};
pub use agenda::{AgendaDay, Standing, agenda, begins, next_days, standings, unknown_years};
pub use one_off::{LONGEST_CARRY, OneOff, OneOffs, PlannedOneOff, one_off_key};
pub use owner::Owner;
pub use since::{Beginning, Since};
use smol_str::SmolStr;
use std::ops::Range;
pub use windows::{ANY_SLOT, Slot, slots};

/// Identifies an occurrence within a site and day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Occurrence {
    /// Task id, or the key of a one-off.
    pub task: SmolStr,
    /// The start of the window as a wall-clock label, `08:30`, or `any` for any time of the day.
    pub slot: SmolStr,
}

/// The occurrences of one business day at one site, sorted by start, then end, then order in the checklist.
#[derive(Debug, Clone)]
pub struct Plan<'c> {
    /// The checklist from which the plan is computed.
    pub checklist: &'c Checklist,
    /// The business day.
    pub day: Day,
    /// Site id; empty if the checklist has no sites.
    pub site: &'c str,
    /// From the day's first instant (inclusive) to the next day's (exclusive).
    pub bounds: Range<Instant>,
    /// The occurrences, without duplicates.
    pub occurrences: Vec<Planned<'c>>,
}

/// A planned occurrence: one task, at one site, on one business day, in one window.
#[derive(Debug, Clone)]
pub struct Planned<'c> {
    /// The task's area.
    pub area: &'c Area,
    /// The task.
    pub task: &'c Task,
    /// Who the occurrence belongs to.
    pub owner: Owner<'c>,
    /// The business day that the occurrence belongs to and is recorded under. Earlier than the plan's day for a carried
    /// one-off.
    pub day: Day,
    /// The start of the window as a wall-clock label, `08:30`, or `any` for any time of the day.
    pub slot: SmolStr,
    /// The window as written; `None` for any time of the day.
    pub span: Option<Span>,
    /// Site id. Differs from the plan's for a one-off of a site that no longer exists.
    pub site: &'c str,
    /// When the occurrence should be done.
    pub window: Range<Instant>,
    /// The instant from which the occurrence can no longer be done. A check lapses at the end of the business day, a
    /// round of a watch with its window, a one-off at the end of the last day it is carried to.
    pub lapse: Instant,
    /// The adoption that introduced the occurrence, if its window was already over by then. Such an occurrence is not
    /// required.
    pub too_late: Option<Beginning>,
    /// What was recorded when the one-off was added; `None` for a task of the checklist.
    pub one_off: Option<&'c PlannedOneOff>,
}

/// Returns the slot labels of a task on a day, assuming that the task is planned on it. Omits rounds that a clock
/// change removes.
pub fn slots_on(checklist: &Checklist, task: &Task, day: Day) -> Vec<SmolStr> {
    let mut labels = Vec::new();
    windows::of_day(checklist, task, &checklist.clock.on(day), |slot, _| labels.push(slot.label));
    labels
}

/// Plans a business day at a site. `since` decides which occurrences are required if the checklist was adopted during
/// the day.
pub fn plan<'c>(checklist: &'c Checklist, site: &'c str, day: Day, since: Option<&Since>) -> Plan<'c> {
    plan_of(checklist, site, day, since, |_| true)
}

/// The slots of every task, in checklist order. They are the same every day, so they are computed once for many days.
#[derive(Debug, Default)]
pub struct AllSlots(Vec<Vec<Slot>>);

impl AllSlots {
    /// Computes the slots of a checklist's tasks.
    pub fn of(checklist: &Checklist) -> AllSlots {
        AllSlots(checklist.tasks().map(|(_, task)| slots(checklist, task)).collect())
    }
}

/// Plans a business day with precomputed slots.
pub fn plan_by<'c>(
    checklist: &'c Checklist,
    slots: &AllSlots,
    site: &'c str,
    day: Day,
    since: Option<&Since>,
) -> Plan<'c> {
    let known = |at: usize| slots.0.get(at).into_iter().flatten().cloned();
    plan_from(
        checklist,
        site,
        day,
        since,
        |_| true,
        |at, task, on, tell| {
            windows::of_slots(checklist, task, known(at), on, tell);
        },
    )
}

/// Plans only the tasks of a business day that satisfy `is_wanted`.
pub fn plan_of<'c>(
    checklist: &'c Checklist,
    site: &'c str,
    day: Day,
    since: Option<&Since>,
    is_wanted: impl Fn(&Task) -> bool,
) -> Plan<'c> {
    plan_from(checklist, site, day, since, is_wanted, |_, task, on, tell| {
        windows::of_day(checklist, task, on, tell);
    })
}

fn plan_from<'c>(
    checklist: &'c Checklist,
    site: &'c str,
    day: Day,
    since: Option<&Since>,
    is_wanted: impl Fn(&Task) -> bool,
    windows_of: impl Fn(usize, &Task, &BusinessDay, &mut dyn FnMut(Slot, Range<Instant>)),
) -> Plan<'c> {
    let business_day = checklist.clock.on(day);
    let bounds = business_day.bounds.clone();
    let known = checklist.site(site);
    // An estimate: one occurrence for each check, and several for each watch.
    let mut occurrences = Vec::with_capacity(2 * checklist.tasks().count());
    // A calendar day that the zone skips contains no instants, so nothing can be done on it.
    if !bounds.is_empty() {
        let is_planned = |task: &Task| is_wanted(task) && task.is_planned(&checklist.calendar, site, day);
        for (at, (area, task)) in checklist.tasks().enumerate().filter(|(_, (_, task))| is_planned(task)) {
            let owner = Owner::at(checklist, task, known, day);
            windows_of(at, task, &business_day, &mut |slot, window| {
                let occurrence = || Occurrence { task: task.id.as_str().into(), slot: slot.label.clone() };
                let too_late = since.and_then(|since| since.too_late(window.end, occurrence));
                occurrences.push(Planned {
                    area,
                    task,
                    owner,
                    day,
                    slot: slot.label,
                    span: slot.span,
                    lapse: if task.is_watch() { window.end } else { bounds.end },
                    too_late,
                    one_off: None,
                    site,
                    window,
                });
            });
        }
    }
    let mut plan = Plan { checklist, day, site, bounds, occurrences };
    plan.sort();
    plan
}

impl Planned<'_> {
    /// Returns the key under which facts refer to the occurrence.
    pub fn occurrence(&self) -> Occurrence {
        Occurrence { task: self.task.id.as_str().into(), slot: self.slot.clone() }
    }
}

impl<'c> Plan<'c> {
    /// Adds the one-offs that belong to `day`, which is the plan's day or an earlier one. They are planned by
    /// `checklist`, which is that of `day`, but their owners are determined for the plan's day.
    pub fn add(&mut self, one_offs: &'c OneOffs, checklist: &'c Checklist, day: Day, site: &'c str) {
        if !one_offs.tasks().is_empty() {
            let (own, here, shown) = (self.checklist, self.site, self.day);
            let owner = |task, said| one_off::owner(own, task, said, here, shown);
            self.occurrences.extend(one_offs.occurrences(checklist, day, site, owner));
            self.sort();
        }
    }

    /// Returns the instant at which views judge the day: `now`, or the end of the day if it is over.
    pub fn seen_from(&self, now: Instant) -> Instant {
        now.min(self.bounds.end)
    }

    fn sort(&mut self) {
        // The sort is stable, so tasks with the same window keep the checklist's order. Keys are cached because
        // occurrences are large: each is moved only once.
        self.occurrences.sort_by_cached_key(|planned| (planned.window.start, planned.window.end));
    }
}

impl Task {
    /// Whether the task is done at this site on this day.
    pub fn is_planned(&self, calendar: &TeamCalendar, site: &str, day: Day) -> bool {
        self.is_at(site) && self.comes_on(calendar, day)
    }

    /// Whether the task is done on this day at any site.
    pub fn comes_on(&self, calendar: &TeamCalendar, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day)
            && self.until.is_none_or(|until| day <= until)
            && calendar.allows(self.on.as_ref(), self.except.as_ref(), day)
    }
}
