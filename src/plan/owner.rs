//! Who a task belongs to on a day: a role's person at the site, who stands in, nobody.

use crate::calendar::Day;
use crate::checklist::{Checklist, Site, Task};

/// Whose an occurrence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner<'c> {
    /// Nobody's: the task has no role, or nobody has it at the site. Whoever comes does it.
    Nobody,
    /// A person's, by role.
    Person(&'c str),
    /// Another's, while the person is away.
    StandIn {
        /// Who does it now.
        person: &'c str,
        /// Who is away.
        away: &'c str,
    },
    /// Nobody stands in for the person: it is excused.
    Away {
        /// Who is away.
        person: &'c str,
        /// Why; empty where all who should stand in are away too.
        reason: &'c str,
    },
}

impl<'c> Owner<'c> {
    /// Who owns a task at a site on a day.
    pub fn of(checklist: &'c Checklist, task: &Task, site: &str, day: Day) -> Owner<'c> {
        Owner::at(checklist, task, checklist.site(site), day)
    }

    /// The same at a site that has been looked up.
    pub(super) fn at(checklist: &'c Checklist, task: &Task, site: Option<&'c Site>, day: Day) -> Owner<'c> {
        let person = |site: &'c Site| Some((site, site.person(task.role.as_deref()?)?));
        match site.and_then(person) {
            Some((site, person)) => Owner::of_person(checklist, person, &site.id, day),
            None => Owner::Nobody,
        }
    }

    /// Who does a person's work at a site on a day.
    pub fn of_person(checklist: &'c Checklist, person: &'c str, site: &str, day: Day) -> Owner<'c> {
        let away = person;
        let mut person = person;
        // A stand-in may be away too; in a circle nobody is there.
        for _ in 0..=checklist.absences.len() {
            let absent = checklist.absences.iter().find(|absence| {
                absence.person == person && absence.is_at(site) && checklist.calendar.contains(&absence.days, day)
            });
            match absent {
                None if person == away => return Owner::Person(person),
                None => return Owner::StandIn { person, away },
                Some(absence) => match &absence.stand_in {
                    Some(stand_in) => person = stand_in,
                    None => return Owner::Away { person: away, reason: absence.reason.as_deref().unwrap_or_default() },
                },
            }
        }
        Owner::Away { person: away, reason: "" }
    }

    /// Who is to do it.
    pub fn person(&self) -> Option<&'c str> {
        match *self {
            Owner::Person(person) | Owner::StandIn { person, .. } => Some(person),
            Owner::Nobody | Owner::Away { .. } => None,
        }
    }

    /// In whose row it counts: who stands in, and of an absent person's that are excused, that person's. Nobody's are a
    /// row of their own.
    pub fn whose(&self) -> Option<&'c str> {
        match *self {
            Owner::Person(person) | Owner::StandIn { person, .. } | Owner::Away { person, .. } => Some(person),
            Owner::Nobody => None,
        }
    }

    /// Whether somebody sees it as theirs to do: their own, and what is nobody's.
    pub fn concerns(&self, person: &str) -> bool {
        self.whose().is_none_or(|own| own == person)
    }
}
