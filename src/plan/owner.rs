//! Who a task belongs to on a day: the person in its role at the site, a stand-in, or nobody.

use crate::calendar::Day;
use crate::checklist::{Checklist, Site, Task};

/// Who an occurrence belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner<'c> {
    /// The task has no role, or nobody holds it at the site. Anyone may do it.
    Nobody,
    /// The person holding the role.
    Person(&'c str),
    /// A stand-in, while the person is away.
    StandIn {
        /// Who does it instead.
        person: &'c str,
        /// Who is away.
        away: &'c str,
    },
    /// The person is away and has no stand-in, so it is excused.
    Away {
        /// Who is away.
        person: &'c str,
        /// Why; empty if every stand-in is away too.
        reason: &'c str,
    },
}

impl<'c> Owner<'c> {
    /// Who owns a task at a site on a day.
    pub fn of(checklist: &'c Checklist, task: &Task, site: &str, day: Day) -> Owner<'c> {
        Owner::at(checklist, task, checklist.site(site), day)
    }

    /// Like `of`, for a site already looked up.
    pub(super) fn at(checklist: &'c Checklist, task: &Task, site: Option<&'c Site>, day: Day) -> Owner<'c> {
        let person = |site: &'c Site| Some((site, site.person(task.role.as_deref()?)?));
        match site.and_then(person) {
            Some((site, person)) => Owner::of_person(checklist, person, &site.id, day),
            None => Owner::Nobody,
        }
    }

    /// Who does a person's tasks at a site on a day.
    pub fn of_person(checklist: &'c Checklist, person: &'c str, site: &str, day: Day) -> Owner<'c> {
        let away = person;
        let mut person = person;
        // A stand-in may be away too. The bound ends a cycle of stand-ins, in which nobody is present.
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

    /// Who is expected to do it.
    pub fn person(&self) -> Option<&'c str> {
        match *self {
            Owner::Person(person) | Owner::StandIn { person, .. } => Some(person),
            Owner::Nobody | Owner::Away { .. } => None,
        }
    }

    /// Who it is counted under: the stand-in, or the absent person if it is excused. `None` if it belongs to nobody.
    pub fn whose(&self) -> Option<&'c str> {
        match *self {
            Owner::Person(person) | Owner::StandIn { person, .. } | Owner::Away { person, .. } => Some(person),
            Owner::Nobody => None,
        }
    }

    /// Whether a person should see it as theirs to do: it is their own or belongs to nobody.
    pub fn concerns(&self, person: &str) -> bool {
        self.whose().is_none_or(|own| own == person)
    }
}
