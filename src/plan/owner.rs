//! Who a task belongs to on a day: the person in its role at the site, a stand-in, or nobody.

use crate::calendar::Day;
use crate::checklist::{Checklist, Site, Task};

/// Who an occurrence belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner<'c> {
    /// The task has no role, or nobody holds the role at the site. Anyone may do the task.
    Nobody,
    /// The person holding the role.
    Person(&'c str),
    /// A stand-in, while the person is away.
    StandIn {
        /// The stand-in.
        person: &'c str,
        /// Who is away.
        away: &'c str,
    },
    /// The person is away and no stand-in is available, so the occurrence is excused.
    Away {
        /// Who is away.
        person: &'c str,
        /// The reason given for the absence (of the last stand-in, if there is a chain of them); empty if none is given
        /// or the stand-ins form a cycle.
        reason: &'c str,
    },
}

impl<'c> Owner<'c> {
    /// Returns who owns a task at a site on a day.
    pub fn of(checklist: &'c Checklist, task: &Task, site: &str, day: Day) -> Owner<'c> {
        Owner::at(checklist, task, checklist.site(site), day)
    }

    /// Like [`Owner::of`], for a site already looked up; `None` if there is no such site.
    pub(super) fn at(checklist: &'c Checklist, task: &Task, site: Option<&'c Site>, day: Day) -> Owner<'c> {
        let person = |site: &'c Site| Some((site, site.person(task.role.as_deref()?)?));
        match site.and_then(person) {
            Some((site, person)) => Owner::of_person(checklist, person, &site.id, day),
            None => Owner::Nobody,
        }
    }

    /// Returns who owns a person's tasks at a site on a day: the person, or a stand-in during an absence.
    pub fn of_person(checklist: &'c Checklist, person: &'c str, site: &str, day: Day) -> Owner<'c> {
        let away = person;
        let mut person = person;
        // A stand-in may be away too. The loop is bounded because stand-ins may form a cycle in which everybody is
        // away.
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

    /// Returns the person expected to do the task: the holder of the role or a stand-in. `None` if nobody is.
    pub fn person(&self) -> Option<&'c str> {
        match *self {
            Owner::Person(person) | Owner::StandIn { person, .. } => Some(person),
            Owner::Nobody | Owner::Away { .. } => None,
        }
    }

    /// Returns the person under whom reports count the occurrence: the holder of the role, the stand-in, or the absent
    /// person if it is excused. `None` if it belongs to nobody.
    pub fn whose(&self) -> Option<&'c str> {
        match *self {
            Owner::Person(person) | Owner::StandIn { person, .. } | Owner::Away { person, .. } => Some(person),
            Owner::Nobody => None,
        }
    }

    /// Whether an occurrence should be shown to a person: it is counted under that person, or belongs to nobody.
    pub fn concerns(&self, person: &str) -> bool {
        self.whose().is_none_or(|own| own == person)
    }
}
