//! The plan: the occurrences that a checklist requires on a business day at a site. Always computed, never stored.

mod agenda;
mod one_off;
mod owner;
mod since;
mod windows;

use crate::calendar::{BusinessClock, Day, Instant, TeamCalendar};
use crate::checklist::{Area, Checklist, Span, Task};
pub use agenda::{AgendaDay, Standing, agenda, begins, next_days, standings, unknown_years};
use chrono::TimeDelta;
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

/// The windows of all tasks on a day without a clock change, in the order of a plan. They are the same on all such days,
/// so they are computed once for many days.
#[derive(Debug, Default)]
pub struct SteadyWindows(Vec<SteadyWindow>);

/// A window on any day without a clock change.
#[derive(Debug)]
struct SteadyWindow {
    /// Index of the task in the checklist.
    task: usize,
    slot: Slot,
    /// From the day's first instant to the window's start and to its end.
    window: Range<TimeDelta>,
}

impl SteadyWindows {
    /// Computes the windows of a checklist's tasks.
    pub fn of(checklist: &Checklist) -> SteadyWindows {
        // In UTC, no day has a clock change.
        let clock = BusinessClock { day_start: checklist.clock.day_start, ..BusinessClock::utc() };
        let day = clock.on(Day::default());
        let mut windows = Vec::new();
        for (at, (_, task)) in checklist.tasks().enumerate() {
            windows::of_day(checklist, task, &day, |slot, window| {
                let window = window.start - day.bounds.start..window.end - day.bounds.start;
                windows.push(SteadyWindow { task: at, slot, window });
            });
        }
        windows.sort_by_key(|it| (it.window.start, it.window.end));
        SteadyWindows(windows)
    }
}

/// Like [`plan`], with precomputed windows.
pub fn plan_by<'c>(
    checklist: &'c Checklist,
    windows: &SteadyWindows,
    site: &'c str,
    day: Day,
    since: Option<&Since>,
) -> Plan<'c> {
    let business_day = checklist.clock.on(day);
    if !business_day.is_steady() {
        return plan(checklist, site, day, since);
    }
    let mut plan = Plan::empty(checklist, site, day, business_day.bounds);
    let known = checklist.site(site);
    let is_planned = |task: &Task| task.is_planned(&checklist.calendar, site, day);
    let tasks = checklist.tasks().map(|(area, task)| {
        is_planned(task).then(|| PlannedTask { area, task, owner: Owner::at(checklist, task, known, day) })
    });
    let tasks: Vec<Option<PlannedTask>> = tasks.collect();
    let start = plan.bounds.start;
    let instant = |after: TimeDelta| start.checked_add_signed(after).unwrap_or(start);
    plan.occurrences.reserve(windows.0.len());
    for it in &windows.0 {
        if let Some(of) = tasks.get(it.task).and_then(Option::as_ref) {
            plan.push(of, it.slot.clone(), instant(it.window.start)..instant(it.window.end), since);
        }
    }
    plan
}

/// A task on a day on which it is planned.
struct PlannedTask<'c> {
    area: &'c Area,
    task: &'c Task,
    owner: Owner<'c>,
}

/// Plans only the tasks of a business day that satisfy `is_wanted`.
pub fn plan_of<'c>(
    checklist: &'c Checklist,
    site: &'c str,
    day: Day,
    since: Option<&Since>,
    is_wanted: impl Fn(&Task) -> bool,
) -> Plan<'c> {
    let business_day = checklist.clock.on(day);
    let mut plan = Plan::empty(checklist, site, day, business_day.bounds.clone());
    let known = checklist.site(site);
    // An estimate: one occurrence for each check, and several for each watch.
    plan.occurrences.reserve(2 * checklist.tasks().count());
    // A calendar day that the zone skips contains no instants, so nothing can be done on it.
    if !plan.bounds.is_empty() {
        let is_planned = |task: &Task| is_wanted(task) && task.is_planned(&checklist.calendar, site, day);
        for (area, task) in checklist.tasks().filter(|(_, task)| is_planned(task)) {
            let of = PlannedTask { area, task, owner: Owner::at(checklist, task, known, day) };
            windows::of_day(checklist, task, &business_day, |slot, window| plan.push(&of, slot, window, since));
        }
    }
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
    fn empty(checklist: &'c Checklist, site: &'c str, day: Day, bounds: Range<Instant>) -> Plan<'c> {
        Plan { checklist, day, site, bounds, occurrences: Vec::new() }
    }

    /// Adds an occurrence of a task of the checklist.
    fn push(&mut self, of: &PlannedTask<'c>, slot: Slot, window: Range<Instant>, since: Option<&Since>) {
        let PlannedTask { area, task, owner } = *of;
        let occurrence = || Occurrence { task: task.id.as_str().into(), slot: slot.label.clone() };
        let too_late = since.and_then(|since| since.too_late(window.end, occurrence));
        self.occurrences.push(Planned {
            area,
            task,
            owner,
            day: self.day,
            slot: slot.label,
            span: slot.span,
            site: self.site,
            lapse: if task.is_watch() { window.end } else { self.bounds.end },
            window,
            too_late,
            one_off: None,
        });
    }

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
        // occurrences are large: each is moved only once. Windows begin and end at whole seconds.
        let key = |planned: &Planned| (planned.window.start.timestamp(), planned.window.end.timestamp());
        self.occurrences.sort_by_cached_key(key);
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
