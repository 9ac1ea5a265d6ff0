//! A business day at a site: the checklist that judges it and what was recorded.

use crate::calendar::Day;
use crate::checklist::{Area, Checklist, Task};
use crate::journal::{Act, DayFacts, Fact, Occurrence, Undone, fold};
use crate::plan::{AllSlots, OneOff, OneOffs, Plan, Since, plan, plan_by, plan_of};
use std::rc::Rc;

/// What a day is judged by.
pub struct DayBook {
    /// The checklist in force.
    pub checklist: Rc<Checklist>,
    /// The business day.
    pub day: Day,
    /// Site id; empty where the checklist names none.
    pub site: String,
    /// Whether the checklist has the site. Where it does not, nothing is required, and what was recorded is told.
    pub knows_site: bool,
    /// The acts of that day and site.
    pub acts: Vec<Act>,
    /// Acts of that day at sites the checklist does not know, such as the unnamed one before sites were named.
    pub strays: Vec<Act>,
    /// What counts of the day, where its text was adopted after it had begun.
    pub since: Option<Since>,
    /// The one-offs of that day.
    pub one_offs: OneOffs,
    /// Days whose one-offs are dealt with on this one: earlier ones from which they are carried.
    pub carried: Vec<DayBook>,
    /// How many one-offs lapsed, undone, when the day began.
    pub just_lapsed: usize,
}

impl DayBook {
    /// A day with the acts of its site.
    pub fn new(checklist: Rc<Checklist>, day: Day, site: String, acts: Vec<Act>) -> DayBook {
        let one_offs = one_offs(&checklist, &acts);
        DayBook {
            checklist,
            day,
            site,
            knows_site: true,
            acts,
            one_offs,
            strays: Vec::new(),
            since: None,
            carried: Vec::new(),
            just_lapsed: 0,
        }
    }

    /// The day itself, then those from which something is carried into it.
    pub fn books(&self) -> impl Iterator<Item = &DayBook> {
        std::iter::once(self).chain(&self.carried)
    }

    /// The day's occurrences, and those of one-offs that are carried into it.
    pub fn plan(&self) -> Plan<'_> {
        let mut plan = if self.knows_site {
            plan(&self.checklist, &self.site, self.day, self.since.as_ref())
        } else {
            self.empty_plan()
        };
        self.add_one_offs(&mut plan);
        plan
    }

    /// The same by slots of the checklist that are known.
    pub fn plan_by(&self, slots: &AllSlots) -> Plan<'_> {
        let mut plan = if self.knows_site {
            plan_by(&self.checklist, slots, &self.site, self.day, self.since.as_ref())
        } else {
            self.empty_plan()
        };
        self.add_one_offs(&mut plan);
        plan
    }

    fn add_one_offs<'p>(&'p self, plan: &mut Plan<'p>) {
        for book in self.books() {
            plan.add(&book.one_offs, &book.checklist, book.day, &book.site);
        }
    }

    /// The day's checks alone.
    pub fn plan_of_checks(&self) -> Plan<'_> {
        plan_of(&self.checklist, &self.site, self.day, self.since.as_ref(), |task| self.knows_site && !task.is_watch())
    }

    fn empty_plan(&self) -> Plan<'_> {
        plan_of(&self.checklist, &self.site, self.day, self.since.as_ref(), |_| false)
    }

    /// The day's one-offs alone.
    pub fn plan_of_one_offs(&self) -> Plan<'_> {
        let mut plan = self.empty_plan();
        plan.add(&self.one_offs, &self.checklist, self.day, &self.site);
        plan
    }

    /// Whether one of its one-offs, or of those carried into it, is a person's to do.
    pub fn has_one_off_of(&self, person: &str) -> bool {
        let mut plan = self.empty_plan();
        self.add_one_offs(&mut plan);
        plan.occurrences.iter().any(|planned| planned.owner.whose() == Some(person))
    }

    /// The day's facts, and those of the one-offs that are carried into it.
    pub fn facts(&self) -> DayFacts<'_> {
        let mut facts = fold(&self.acts);
        for book in &self.carried {
            let is_carried = |of: &Occurrence| book.one_offs.task(&of.task).is_some();
            let own = fold(&book.acts);
            facts.occurrences.extend(own.occurrences.into_iter().filter(|(of, _)| is_carried(of)));
            let is_spoken_of = |it: &Undone| it.occurrences().any(is_carried);
            facts.undone.extend(own.undone.into_iter().filter(is_spoken_of));
        }
        facts
    }

    /// What was recorded where the checklist knows no site: told, not counted.
    pub fn stray_facts(&self) -> DayFacts<'_> {
        fold(&self.strays)
    }

    /// All acts of the day that concern the site, by id.
    pub fn all_acts(&self) -> Vec<&Act> {
        let mut acts: Vec<&Act> = self.acts.iter().chain(&self.strays).collect();
        acts.sort_by_key(|act| act.id);
        acts
    }

    /// Every task that can be spoken of on the day, one-offs last.
    pub fn tasks(&self) -> Vec<&Task> {
        let own = self.checklist.tasks().map(|(_, task)| task);
        own.chain(self.books().flat_map(|book| book.one_offs.tasks())).collect()
    }

    /// The task of this exact id or key, with its area.
    pub fn task(&self, id: &str) -> Option<(&Area, &Task)> {
        self.checklist.task(id).or_else(|| self.books().find_map(|book| book.one_offs.task(id)))
    }

    /// The day and site under which something is recorded of an occurrence: an earlier day for what is carried, and its
    /// own site.
    pub fn home_of(&self, of: &Occurrence) -> (Day, &str) {
        let home = self.carried.iter().find(|book| book.one_offs.task(&of.task).is_some()).unwrap_or(self);
        (home.day, &home.site)
    }

    /// Finds the one-offs that its acts add.
    pub fn find_one_offs(&mut self) {
        self.one_offs = one_offs(&self.checklist, &self.acts);
    }

    /// Takes in one more act, of the day or of one from which something is carried.
    pub fn push(&mut self, act: Act) {
        let is_home = |book: &DayBook| book.day == act.day && *book.site == *act.site;
        let carried = (!is_home(self)).then(|| self.carried.iter().position(is_home)).flatten();
        let book = match carried {
            Some(at) => &mut self.carried[at],
            None => self,
        };
        book.acts.push(act);
        // What was carried stays so, and what the act adds is one more.
        if book.acts.last().is_some_and(adds) {
            book.find_one_offs();
        }
    }
}

fn adds(act: &Act) -> bool {
    act.facts.iter().any(|fact| matches!(fact, Fact::Add { .. }))
}

/// The one-offs that acts add, by id.
fn one_offs(checklist: &Checklist, acts: &[Act]) -> OneOffs {
    // Most days know none.
    if !acts.iter().any(adds) {
        return OneOffs::new(checklist, []);
    }
    let facts = fold(acts);
    // In the order of the acts and of what each says.
    let holds = |act: &Act, of: &Occurrence| {
        facts.occurrences.get(of).and_then(|facts| facts.added.as_ref()).is_some_and(|added| added.act == act.id)
    };
    let mut added: Vec<(&Occurrence, &OneOff)> = Vec::new();
    for act in acts {
        for fact in &act.facts {
            match fact {
                Fact::Add { of, one_off, .. } if holds(act, of) && !added.iter().any(|(known, _)| *known == of) => {
                    added.push((of, one_off));
                }
                _ => {}
            }
        }
    }
    OneOffs::new(checklist, added)
}
