//! The plan: which occurrences a checklist asks for on a business day at a site. Computed, never stored.

mod agenda;
mod owner;
mod windows;

use crate::calendar::{Day, Instant, TeamCalendar};
use crate::checklist::{Area, Checklist, Span, Task};
pub use agenda::{AgendaDay, Standing, agenda, next_days, standings};
pub use owner::Owner;
use std::ops::Range;
pub use windows::{ANY_SLOT, Slot, slots};

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
    /// The window's start as wall-clock label, `08:30`; `any` for any time of the day.
    pub slot: String,
    /// The window as written; `None` for any time of the day.
    pub span: Option<Span>,
    /// When it should be done.
    pub window: Range<Instant>,
    /// When it can no longer be done: a check lapses with the business day, a watch with its window.
    pub lapse: Instant,
    /// Whether it counts. A window that ended before the first checklist was adopted requires nothing.
    pub required: bool,
}

/// Plans a business day. `since` is the instant of the journal's first adoption where that falls on this very day.
pub fn plan<'c>(checklist: &'c Checklist, site: &'c str, day: Day, since: Option<Instant>) -> Plan<'c> {
    plan_of(checklist, site, day, since, |_| true)
}

/// Plans some of the tasks of a business day.
pub fn plan_of<'c>(
    checklist: &'c Checklist,
    site: &'c str,
    day: Day,
    since: Option<Instant>,
    is_wanted: impl Fn(&Task) -> bool,
) -> Plan<'c> {
    let business_day = checklist.clock.on(day);
    let bounds = business_day.bounds.clone();
    let mut occurrences = Vec::new();
    // A calendar day that the zone skips has no instant in which anything could be done.
    if !bounds.is_empty() {
        for (area, task) in
            checklist.tasks().filter(|(_, task)| is_wanted(task) && task.is_planned(&checklist.calendar, site, day))
        {
            let owner = Owner::of(checklist, task, site, day);
            for (slot, window) in windows::of_day(checklist, task, &business_day) {
                occurrences.push(Planned {
                    area,
                    task,
                    owner,
                    slot: slot.label,
                    span: slot.span,
                    lapse: if task.is_watch() { window.end } else { bounds.end },
                    required: since.is_none_or(|since| window.end > since),
                    window,
                });
            }
        }
    }
    // Stable: tasks of the same window keep the file's order.
    occurrences.sort_by_key(|planned| (planned.window.start, planned.window.end));
    Plan { checklist, day, site, bounds, occurrences }
}

impl Task {
    /// Whether it is done at this site on this day.
    pub fn is_planned(&self, calendar: &TeamCalendar, site: &str, day: Day) -> bool {
        (self.sites.is_empty() || self.sites.iter().any(|own| own == site)) && self.comes_on(calendar, day)
    }

    /// Whether it is done on this day, wherever.
    pub fn comes_on(&self, calendar: &TeamCalendar, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day)
            && self.until.is_none_or(|until| day <= until)
            && self.on.as_ref().is_none_or(|on| calendar.contains(on, day))
            && !self.except.as_ref().is_some_and(|except| calendar.contains(except, day))
    }
}
