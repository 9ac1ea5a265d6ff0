//! One-offs and faults, counted apart from the tasks of the checklist. Those that are not done are listed with their
//! age.

use super::Report;
use super::figures::Figures;
use crate::calendar::Day;
use crate::plan::OneOff;
use crate::status::{Item, Status};
use std::rc::Rc;

/// Counts of the one-offs whose day is in the range.
#[derive(Debug, Default, PartialEq)]
pub struct OneOffCounts {
    /// Tasks added for a day.
    pub tasks: Figures,
    /// Faults found while doing a task.
    pub faults: Figures,
    /// One-offs not done at the cut-off, by day.
    pub open: Vec<OpenOneOff>,
}

/// A one-off that is not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenOneOff {
    /// The day it is for.
    pub day: Day,
    /// Site id.
    pub site: Rc<str>,
    /// Key of the one-off.
    pub key: String,
    /// Title: what is to be done.
    pub title: String,
    /// Who it is for: a person's name or a role's id.
    pub assignee: Option<String>,
    /// The owner at the cut-off: the assignee or, if that is a role, the person who has it.
    pub owner: Option<Rc<str>>,
    /// Whether it is a fault found while doing a task.
    pub is_fault: bool,
    /// Overdue, or missed if it is no longer carried.
    pub status: Status,
    /// Number of days from the one-off's day, or from its deadline, to the day of the cut-off.
    pub age: i64,
}

impl OneOffCounts {
    /// Whether there were no one-offs.
    pub fn is_empty(&self) -> bool {
        *self == OneOffCounts::default()
    }

    /// Returns the counts of faults or of tasks, depending on the one-off.
    pub(super) fn of_kind(&mut self, said: &OneOff) -> &mut Figures {
        if said.found.is_some() { &mut self.faults } else { &mut self.tasks }
    }

    /// Counts a one-off of a day at a site.
    pub(super) fn take(&mut self, day: Day, site: &Rc<str>, item: &Item, is_backfilled: bool, as_of: Day) {
        let Some(said) = item.planned.one_off else { return };
        self.of_kind(said).take(item, is_backfilled);
        if matches!(item.status, Status::Overdue | Status::Missed) {
            self.open.extend(OpenOneOff::of(day, site, item, as_of));
        }
    }
}

impl Report {
    /// Returns the one-offs that are not done: faults from before the range, then those of the range.
    pub fn open_one_offs(&self) -> impl ExactSizeIterator<Item = &OpenOneOff> {
        let before = self.open_faults.iter().filter(|it| it.day < self.asked.range.first);
        before.chain(&self.one_offs.open).collect::<Vec<_>>().into_iter()
    }
}

impl OpenOneOff {
    /// Returns a one-off of a day at a site as it was on a later business day; `None` if the item is no one-off.
    pub fn of(day: Day, site: &Rc<str>, item: &Item, as_of: Day) -> Option<OpenOneOff> {
        let said = item.planned.one_off?;
        Some(OpenOneOff {
            day,
            site: site.clone(),
            key: item.planned.task.id.clone(),
            title: said.title.clone(),
            assignee: said.assignee.clone(),
            owner: item.planned.owner.whose().map(Rc::from),
            is_fault: said.found.is_some(),
            status: item.status,
            age: (as_of - said.due.unwrap_or(day)).num_days().max(0),
        })
    }
}
