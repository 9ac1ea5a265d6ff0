//! Computes the status of each occurrence of a day at an instant from the plan and the facts, without input or output.

mod choose;
mod filter;
mod tally;

use crate::calendar::{Day, Instant};
use crate::checklist::Field;
use crate::journal::{DayFacts, Occurrence, OccurrenceFacts, RulingKind, Source, Undone};
use crate::plan::{Owner, Plan, Planned};
pub use choose::{Choice, Picked, Purpose, Selector, choose, nearest, not_begun, partly_named, pick_open};
pub use filter::{Filter, NamedTask};
use rustc_hash::FxHashSet;
use std::ops::Range;
pub use tally::{Progress, Tally};

/// The status of an occurrence at an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// The occurrence's window has not begun.
    Upcoming,
    /// The occurrence should be done now.
    Due,
    /// The occurrence's window has ended, but it can still be done.
    Overdue,
    /// The occurrence was not done and can no longer be done.
    Missed,
    /// The occurrence was done.
    Done(Timing),
    /// Deliberately not done, for a stated reason; still counted as required.
    Skipped,
    /// Excused: not applicable, or the owner is away. Not required. May be done after it lapsed, without counting.
    Excused,
    /// The window was already over when an adoption introduced the occurrence; not required.
    NotRequired,
}

/// When an occurrence was done relative to its window, judged by the claimed time of its completion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Timing {
    /// Done before the window.
    Early,
    /// Done within the window.
    OnTime,
    /// Done after the window, but before the occurrence lapsed.
    Late,
    /// Done after the occurrence lapsed: shown, but not counted as a completion.
    AfterLapse,
}

/// The state of a business day at a site at an instant.
#[derive(Debug)]
pub struct DayState<'a> {
    /// The business day.
    pub day: Day,
    /// Site id.
    pub site: &'a str,
    /// From the day's first instant (inclusive) to the next day's (exclusive).
    pub bounds: Range<Instant>,
    /// The instant at which the day is judged.
    pub now: Instant,
    /// The planned occurrences, in the plan's order.
    pub items: Vec<Item<'a>>,
    /// Occurrences that have facts but are no longer planned; shown but not counted.
    pub unplanned: Vec<(&'a Occurrence, &'a OccurrenceFacts<'a>)>,
}

/// An occurrence and its state.
#[derive(Debug)]
pub struct Item<'a> {
    /// The occurrence as planned.
    pub planned: &'a Planned<'a>,
    /// The status of the occurrence.
    pub status: Status,
    /// Whether the occurrence counts as required.
    pub required: bool,
    /// Who completed the occurrence, and when; `None` if it is not completed.
    pub completion: Option<Source<'a>>,
    /// Facts recorded for the occurrence, if any.
    pub facts: Option<&'a OccurrenceFacts<'a>>,
    /// The last undo of one of the occurrence's ticks by somebody other than the person who ticked.
    pub returned: Option<&'a Undone<'a>>,
}

impl Status {
    /// Whether the occurrence is waiting to be done: due or overdue.
    pub fn is_open(self) -> bool {
        matches!(self, Status::Due | Status::Overdue)
    }

    /// Whether the occurrence is not done and can still be done, now or later.
    pub fn is_outstanding(self) -> bool {
        self.is_open() || self == Status::Upcoming
    }

    /// Whether the status counts as a completion: done before the lapse.
    pub fn is_completion(self) -> bool {
        matches!(self, Status::Done(Timing::Early | Timing::OnTime | Timing::Late))
    }

    /// Returns the keyword used in machine-readable output.
    pub fn keyword(self) -> &'static str {
        match self {
            Status::Upcoming => "upcoming",
            Status::Due => "due",
            Status::Overdue => "overdue",
            Status::Missed => "missed",
            Status::Done(Timing::Early) => "early",
            Status::Done(Timing::OnTime) => "on-time",
            Status::Done(Timing::Late) => "late",
            Status::Done(Timing::AfterLapse) => "missed-done-later",
            Status::Skipped => "skipped",
            Status::Excused => "excused",
            Status::NotRequired => "not-required",
        }
    }
}

/// The plan and the facts from which a day at one site is judged.
#[derive(Debug)]
pub struct Basis<'a> {
    /// What was planned.
    pub plan: Plan<'a>,
    /// What was recorded.
    pub facts: DayFacts<'a>,
}

impl Basis<'_> {
    /// Judges the day at an instant.
    pub fn judge(&self, now: Instant) -> DayState<'_> {
        judge(&self.plan, &self.facts, now)
    }
}

/// Judges a day: computes the status of every planned occurrence at the instant `now`.
pub fn judge<'a>(plan: &'a Plan<'a>, facts: &'a DayFacts<'a>, now: Instant) -> DayState<'a> {
    let judged = |planned: &'a Planned<'a>| {
        let mut returned = facts.undone_of(&planned.task.id, &planned.slot).filter(|it| it.is_returned());
        let recorded = facts.occurrences.get(&planned.occurrence());
        Item { returned: returned.next_back(), ..judge_one(planned, recorded, now) }
    };
    let items: Vec<Item> = plan.occurrences.iter().map(judged).collect();
    let unplanned = unplanned(&items, facts);
    DayState { day: plan.day, site: plan.site, bounds: plan.bounds.clone(), now, items, unplanned }
}

/// Returns the occurrences that have facts but are not planned.
fn unplanned<'a>(items: &[Item], facts: &'a DayFacts<'a>) -> Vec<(&'a Occurrence, &'a OccurrenceFacts<'a>)> {
    // Usually every recorded occurrence is planned. Equal counts prove this, because neither side has duplicates.
    if items.iter().filter(|item| item.facts.is_some()).count() == facts.occurrences.len() {
        return Vec::new();
    }
    let planned: FxHashSet<Occurrence> = items.iter().map(Item::occurrence).collect();
    let mut recorded = facts.in_order();
    recorded.retain(|(of, _)| !planned.contains(*of));
    recorded
}

fn judge_one<'a>(planned: &'a Planned<'a>, facts: Option<&'a OccurrenceFacts<'a>>, now: Instant) -> Item<'a> {
    let step_count = planned.task.steps.len() as u16;
    let completion = facts.and_then(|facts| facts.completion(step_count));
    let undone = match facts.and_then(|facts| facts.ruling.as_ref()) {
        Some(ruling) if ruling.kind == RulingKind::Excuse => Status::Excused,
        Some(_) => Status::Skipped,
        // An absence excuses tasks of the checklist but not one-offs, which stay open.
        None if planned.one_off.is_none() && matches!(planned.owner, Owner::Away { .. }) => Status::Excused,
        None if planned.too_late.is_some() => Status::NotRequired,
        None if now < planned.window.start => Status::Upcoming,
        None if now < planned.window.end => Status::Due,
        None if now < planned.lapse => Status::Overdue,
        None => Status::Missed,
    };
    let is_required = |status| !matches!(status, Status::Excused | Status::NotRequired);
    // A completion takes precedence over a skip or an excuse, and counts as required even if the occurrence was excused
    // or introduced too late. One after the lapse is no completion, so it leaves an excuse as it is.
    let status = match completion.as_ref().map(|completion| timing(planned, completion.claimed.to_utc())) {
        Some(Timing::AfterLapse) if !is_required(undone) => undone,
        Some(timing) => Status::Done(timing),
        None => undone,
    };
    let required = is_required(status);
    Item { planned, status, required, completion, facts, returned: None }
}

fn timing(planned: &Planned, claimed: Instant) -> Timing {
    if claimed < planned.window.start {
        Timing::Early
    } else if claimed < planned.window.end {
        Timing::OnTime
    } else if claimed < planned.lapse {
        Timing::Late
    } else {
        Timing::AfterLapse
    }
}

impl Item<'_> {
    /// Returns the key under which facts refer to the occurrence.
    pub fn occurrence(&self) -> Occurrence {
        self.planned.occurrence()
    }

    /// Returns the numbers of the steps ticked so far; the first step is 1.
    pub fn steps_done(&self) -> Vec<u16> {
        let step_count = self.planned.task.steps.len() as u16;
        self.facts.map(|facts| facts.steps_done(step_count)).unwrap_or_default()
    }

    /// Returns the fields that still have no value, in checklist order. Empty if the occurrence was skipped, excused,
    /// not required or missed.
    pub fn open_fields(&self) -> Vec<&Field> {
        if matches!(self.status, Status::Skipped | Status::Excused | Status::NotRequired | Status::Missed) {
            return Vec::new();
        }
        let has_value = |field: &&Field| self.facts.is_some_and(|facts| facts.values.contains_key(field.id.as_str()));
        self.planned.task.fields.iter().filter(|field| !has_value(field)).collect()
    }

    /// Whether this is the occurrence of the given task in the given slot.
    pub fn is(&self, task: &str, slot: &str) -> bool {
        self.planned.task.id == task && self.planned.slot == slot
    }

    /// Whether this person completed the occurrence.
    pub fn is_done_by(&self, person: &str) -> bool {
        self.completion.as_ref().is_some_and(|done| done.by == person)
    }

    /// Returns why the occurrence was skipped or excused: the reason given, or else why its owner is away. `None` for
    /// any other status.
    pub fn reason(&self) -> Option<&str> {
        let said = self.facts.and_then(|facts| facts.ruling.as_ref()).map(|ruling| ruling.reason);
        let away = match self.planned.owner {
            Owner::Away { reason, .. } => Some(reason),
            _ => None,
        };
        said.or(away).filter(|_| matches!(self.status, Status::Skipped | Status::Excused))
    }

    /// Whether the occurrence's window contains the instant.
    pub fn is_current(&self, now: Instant) -> bool {
        self.planned.window.contains(&now)
    }
}

/// Counts of the occurrences removed by [`DayState::retain`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Others {
    /// Number of removed occurrences.
    pub count: usize,
    /// Number of removed occurrences that are due or overdue.
    pub open: usize,
}

impl<'a> DayState<'a> {
    /// Keeps the occurrences that satisfy a predicate and returns the counts of the rest.
    pub fn retain(&mut self, is_wanted: impl Fn(&Item<'a>) -> bool) -> Others {
        let mut others = Others::default();
        self.items.retain(|item| {
            let stays = is_wanted(item);
            others.count += usize::from(!stays);
            others.open += usize::from(!stays && item.status.is_open());
            stays
        });
        others
    }

    /// Whether the completing tick was recorded after the business day or, for a one-off, after the last day it was
    /// carried to. Every view marks such an occurrence.
    pub fn is_backfilled(&self, item: &Item) -> bool {
        let end = if item.planned.one_off.is_some() { item.planned.lapse } else { self.bounds.end };
        item.completion.as_ref().is_some_and(|completion| completion.recorded.to_utc() >= end)
    }

    /// Whether an occurrence is a one-off of an earlier day, carried into this one.
    pub fn is_carried(&self, item: &Item) -> bool {
        item.planned.day < self.day
    }
}
