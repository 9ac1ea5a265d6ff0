//! The filter of a view: only some persons' occurrences, only some tasks, or both.

use super::DayState;
use crate::calendar::Day;
use crate::checklist::{Checklist, Task};
use crate::plan::{Owner, Planned};

/// What a view shows or counts. By default everything.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// The persons whose occurrences are included, as in [`Owner::whose`]; `None` stands for nobody. Empty means all
    /// occurrences.
    pub persons: Vec<Option<String>>,
    /// The tasks that are included. Empty means all.
    pub tasks: Vec<NamedTask>,
}

/// A task by its id, with the title it is shown by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedTask {
    /// Task id.
    pub id: String,
    /// Display name.
    pub title: String,
}

impl Filter {
    /// Whether nothing is left out.
    pub fn is_empty(&self) -> bool {
        self.persons.is_empty() && self.tasks.is_empty()
    }

    /// Whether a person's occurrences are included; `None` asks about those that belong to nobody.
    pub fn has_person(&self, person: Option<&str>) -> bool {
        self.persons.is_empty() || self.persons.iter().any(|own| own.as_deref() == person)
    }

    /// Whether the filter names this person, so that what the person recorded is included as well.
    pub fn names(&self, person: &str) -> bool {
        self.persons.iter().any(|own| own.as_deref() == Some(person))
    }

    /// Whether a task of the checklist is included, whoever owns it.
    pub fn has_task(&self, id: &str) -> bool {
        self.tasks.is_empty() || self.tasks.iter().any(|task| task.id == id)
    }

    /// Whether a task of the checklist is included at a site on a day, given who owns it there that day.
    pub fn has_on(&self, checklist: &Checklist, task: &Task, site: &str, day: Day) -> bool {
        let has_owner = || self.has_person(Owner::of(checklist, task, site, day).whose());
        self.is_empty() || self.has_task(&task.id) && has_owner()
    }

    /// Whether the task of an occurrence is included, whoever owns it. A fault is included with the task during which
    /// it was found.
    pub fn has_task_of(&self, planned: &Planned) -> bool {
        match planned.one_off.and_then(|said| said.found.as_ref()) {
            Some(found) => self.has_task(&found.task) || self.has_task(&planned.task.id),
            None => self.has_task(&planned.task.id),
        }
    }

    /// Whether an occurrence is included.
    pub fn has(&self, planned: &Planned) -> bool {
        self.has_task_of(planned) && self.has_person(planned.owner.whose())
    }

    /// Whether a record about a task that is not planned is included; such a record belongs to nobody.
    pub fn has_unplanned(&self, task: &str) -> bool {
        self.has_person(None) && self.has_task(task)
    }

    /// Removes from a day everything that is not included.
    pub fn narrow(&self, day: &mut DayState) {
        if !self.is_empty() {
            day.retain(|item| self.has(item.planned));
            day.unplanned.retain(|(of, _)| self.has_unplanned(&of.task));
        }
    }
}
