//! The plan: which occurrences a checklist asks for on a business day at a site. Computed, never stored.

mod agenda;
mod one_off;
mod owner;
mod since;
mod windows;

use crate::calendar::{BusinessDay, Day, Instant, TeamCalendar};
use crate::checklist::{Area, Checklist, Span, Task};
pub use agenda::{AgendaDay, Standing, agenda, next_days, standings, unknown_years};
pub use one_off::{LONGEST_CARRY, OneOff, OneOffs, one_off_key};
pub use owner::Owner;
pub use since::{Beginning, Since};
use smol_str::SmolStr;
use std::ops::Range;
pub use windows::{ANY_SLOT, Slot, slots};

/// Which occurrence of a site and day is meant.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Occurrence {
    /// Task id; the key of a one-off.
    pub task: SmolStr,
    /// The window's start as wall-clock label, `08:30`; `any` for any time of the day.
    pub slot: SmolStr,
}

/// The occurrences of one business day at one site, by start, then end, then the file's order.
#[derive(Debug, Clone)]
pub struct Plan<'c> {
    /// The checklist it follows from.
    pub checklist: &'c Checklist,
    /// The business day.
    pub day: Day,
    /// Site id; empty where the checklist names none.
    pub site: &'c str,
    /// From the day's first instant to the next day's.
    pub bounds: Range<Instant>,
    /// Each occurrence once.
    pub occurrences: Vec<Planned<'c>>,
}

/// One task, at one site, on one business day, in one window.
#[derive(Debug, Clone)]
pub struct Planned<'c> {
    /// The task's area.
    pub area: &'c Area,
    /// The task.
    pub task: &'c Task,
    /// Whose it is.
    pub owner: Owner<'c>,
    /// The business day it is for, under which all that is said of it is recorded: an earlier one than the plan's for a
    /// one-off that is carried.
    pub day: Day,
    /// The window's start as wall-clock label, `08:30`; `any` for any time of the day.
    pub slot: SmolStr,
    /// The window as written; `None` for any time of the day.
    pub span: Option<Span>,
    /// Its site: not the plan's where it is a one-off of a site that is gone.
    pub site: &'c str,
    /// When it should be done.
    pub window: Range<Instant>,
    /// When it can no longer be done: a check lapses with the business day, a watch with its window, a one-off with the
    /// last day on which it is carried.
    pub lapse: Instant,
    /// What brought it into being, where its window was over by then: it requires nothing.
    pub too_late: Option<Beginning>,
    /// What was said of it when it was added, where it is a one-off.
    pub one_off: Option<&'c OneOff>,
}

/// Plans a business day. `since` is what counts of it, where its text was adopted after it had begun.
pub fn plan<'c>(checklist: &'c Checklist, site: &'c str, day: Day, since: Option<&Since>) -> Plan<'c> {
    plan_of(checklist, site, day, since, |_| true)
}

/// The slots of every task of a checklist, in its order: the same every day, so that many days need them once.
#[derive(Debug, Default)]
pub struct AllSlots(Vec<Vec<Slot>>);

impl AllSlots {
    /// Those of a checklist.
    pub fn of(checklist: &Checklist) -> AllSlots {
        AllSlots(checklist.tasks().map(|(_, task)| slots(checklist, task)).collect())
    }
}

/// Plans a business day by slots that are known.
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

/// Plans some of the tasks of a business day.
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
    // Room for a task's check and, now and then, the rounds of a watch.
    let mut occurrences = Vec::with_capacity(2 * checklist.tasks().count());
    // A calendar day that the zone skips has no instant in which anything could be done.
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
    /// What facts call it.
    pub fn occurrence(&self) -> Occurrence {
        Occurrence { task: self.task.id.as_str().into(), slot: self.slot.clone() }
    }
}

impl<'c> Plan<'c> {
    /// Adds one-offs of a site: those of the day, and those of an earlier one that are carried into it, each planned by
    /// the checklist of its own day. Whose they are is asked of the day that is planned: who is there on it does them.
    pub fn add(&mut self, one_offs: &'c OneOffs, checklist: &'c Checklist, day: Day, site: &'c str) {
        if !one_offs.tasks().is_empty() {
            let (own, here, shown) = (self.checklist, self.site, self.day);
            let owner = |task, said| one_off::owner(own, task, said, here, shown);
            self.occurrences.extend(one_offs.occurrences(checklist, day, site, owner));
            self.sort();
        }
    }

    /// The instant at which a view shows the day: a past day is shown as it ended, whenever one looks at it.
    pub fn seen_from(&self, now: Instant) -> Instant {
        now.min(self.bounds.end)
    }

    fn sort(&mut self) {
        // Stable: tasks of the same window keep the file's order.
        // By a copy of the keys: the occurrences themselves are large, and are moved once.
        self.occurrences.sort_by_cached_key(|planned| (planned.window.start, planned.window.end));
    }
}

impl Task {
    /// Whether it is done at this site on this day.
    pub fn is_planned(&self, calendar: &TeamCalendar, site: &str, day: Day) -> bool {
        self.is_at(site) && self.comes_on(calendar, day)
    }

    /// Whether it is done on this day, wherever.
    pub fn comes_on(&self, calendar: &TeamCalendar, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day)
            && self.until.is_none_or(|until| day <= until)
            && calendar.allows(self.on.as_ref(), self.except.as_ref(), day)
    }
}
