//! The status of each occurrence of a day at an instant: (plan, facts, now) → the day. Pure.

mod choose;
mod tally;

use crate::calendar::{Day, Instant};
use crate::checklist::Field;
use crate::journal::{Completion, DayFacts, Occurrence, OccurrenceFacts, RulingKind, Undone};
use crate::plan::{Owner, Plan, Planned};
pub use choose::{Choice, Picked, Purpose, Selector, choose, nearest, not_begun, pick_open};
use rustc_hash::FxHashSet;
use std::ops::Range;
pub use tally::{Progress, Tally};

/// What an occurrence is at an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// Its window has not begun.
    Upcoming,
    /// It should be done now.
    Due,
    /// Its window has ended; it can still be done.
    Overdue,
    /// It can no longer be done, and was not.
    Missed,
    /// Done.
    Done(Timing),
    /// Left out with a reason; still required.
    Skipped,
    /// Not applicable, with a reason; not required.
    Excused,
    /// Its window was over when an adoption brought it into being; not required.
    NotRequired,
}

/// When it was done, by the claimed instant of its completion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Timing {
    /// Before its window.
    Early,
    /// Within its window.
    OnTime,
    /// After its window, before it lapsed.
    Late,
    /// After it lapsed: missed, done later. Told, but no completion.
    AfterLapse,
}

/// A business day at a site, as it stands at an instant.
#[derive(Debug)]
pub struct DayState<'a> {
    /// The business day.
    pub day: Day,
    /// Site id.
    pub site: &'a str,
    /// From the day's first instant to the next day's.
    pub bounds: Range<Instant>,
    /// As of when.
    pub now: Instant,
    /// The planned occurrences in the plan's order.
    pub items: Vec<Item<'a>>,
    /// Occurrences with facts that the checklist no longer plans: told, not counted.
    pub unplanned: Vec<(&'a Occurrence, &'a OccurrenceFacts<'a>)>,
}

/// An occurrence with what became of it.
#[derive(Debug)]
pub struct Item<'a> {
    /// What was planned.
    pub planned: &'a Planned<'a>,
    /// What it is now.
    pub status: Status,
    /// Whether it counts as required.
    pub required: bool,
    /// Who completed it, and when.
    pub completion: Option<Completion<'a>>,
    /// What was recorded of it.
    pub facts: Option<&'a OccurrenceFacts<'a>>,
    /// The last time somebody else took a tick of it back.
    pub returned: Option<&'a Undone<'a>>,
}

impl Status {
    /// Whether it waits to be done: due or overdue.
    pub fn is_open(self) -> bool {
        matches!(self, Status::Due | Status::Overdue)
    }

    /// Whether it counts as a completion.
    pub fn is_completion(self) -> bool {
        matches!(self, Status::Done(Timing::Early | Timing::OnTime | Timing::Late))
    }

    /// The word of the machine-readable forms.
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

/// Judges a day.
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

/// What was recorded of occurrences that are not planned.
fn unplanned<'a>(items: &[Item], facts: &'a DayFacts<'a>) -> Vec<(&'a Occurrence, &'a OccurrenceFacts<'a>)> {
    // On most days there is none; a plan has no occurrence twice.
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
    let status = match (&completion, facts.and_then(|facts| facts.ruling.as_ref())) {
        // Done beats skipped and excused.
        (Some(completion), _) => Status::Done(timing(planned, completion.claimed.to_utc())),
        (None, Some(ruling)) if ruling.kind == RulingKind::Excuse => Status::Excused,
        (None, Some(_)) => Status::Skipped,
        // A day off excuses what the checklist asks for; a one-off is not of the checklist, and waits.
        (None, None) if planned.one_off.is_none() && matches!(planned.owner, Owner::Away { .. }) => Status::Excused,
        (None, None) if planned.too_late.is_some() => Status::NotRequired,
        (None, None) if now < planned.window.start => Status::Upcoming,
        (None, None) if now < planned.window.end => Status::Due,
        (None, None) if now < planned.lapse => Status::Overdue,
        (None, None) => Status::Missed,
    };
    // Done although excused, or too late to be asked for, counts as required.
    let required = !matches!(status, Status::Excused | Status::NotRequired);
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
    /// What facts call it.
    pub fn occurrence(&self) -> Occurrence {
        self.planned.occurrence()
    }

    /// Steps ticked so far, numbered from 1.
    pub fn steps_done(&self) -> Vec<u16> {
        let step_count = self.planned.task.steps.len() as u16;
        self.facts.map(|facts| facts.steps_done(step_count)).unwrap_or_default()
    }

    /// The fields that wait for a value, in the checklist's order: of what is done, those that nobody has entered; of
    /// what is still to be done, those that are asked for with its tick; none of what was left out or missed.
    pub fn open_fields(&self) -> Vec<&Field> {
        if matches!(self.status, Status::Skipped | Status::Excused | Status::NotRequired | Status::Missed) {
            return Vec::new();
        }
        let has_value = |field: &&Field| self.facts.is_some_and(|facts| facts.values.contains_key(field.id.as_str()));
        self.planned.task.fields.iter().filter(|field| !has_value(field)).collect()
    }

    /// Whether this is the occurrence of a task in a slot.
    pub fn is(&self, task: &str, slot: &str) -> bool {
        self.planned.task.id == task && self.planned.slot == slot
    }

    /// Whether somebody completed it.
    pub fn is_done_by(&self, person: &str) -> bool {
        self.completion.as_ref().is_some_and(|done| done.by == person)
    }

    /// Why it was skipped or excused: what was said, or that its owner is away.
    pub fn reason(&self) -> Option<&str> {
        let said = self.facts.and_then(|facts| facts.ruling.as_ref()).map(|ruling| ruling.reason);
        let away = match self.planned.owner {
            Owner::Away { reason, .. } => Some(reason),
            _ => None,
        };
        said.or(away).filter(|_| matches!(self.status, Status::Skipped | Status::Excused))
    }

    /// Whether its window contains the instant.
    pub fn is_current(&self, now: Instant) -> bool {
        self.planned.window.contains(&now)
    }
}

/// What was left out of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Others {
    /// Occurrences.
    pub count: usize,
    /// Of these, such as wait to be done.
    pub open: usize,
}

impl<'a> DayState<'a> {
    /// Leaves out what is not wanted.
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

    /// Whether the completing tick was recorded after the business day, or after the last one on which a one-off was
    /// carried: marked in every view.
    pub fn is_backfilled(&self, item: &Item) -> bool {
        let end = if item.planned.one_off.is_some() { item.planned.lapse } else { self.bounds.end };
        item.completion.as_ref().is_some_and(|completion| completion.recorded.to_utc() >= end)
    }

    /// The title of one of its tasks, by its id or key.
    pub fn title_of(&self, id: &str) -> Option<String> {
        self.items.iter().map(|item| item.planned.task).find(|task| task.id == id).map(|task| task.title.clone())
    }

    /// Whether an occurrence is a one-off of an earlier day, carried into this one.
    pub fn is_carried(&self, item: &Item) -> bool {
        item.planned.day < self.day
    }
}
