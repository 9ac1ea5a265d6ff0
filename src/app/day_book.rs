//! A business day at a site: the checklist that judges it, and the acts recorded for it.

use crate::calendar::Day;
use crate::checklist::{Area, Checklist, Task};
use crate::journal::{Act, DayFacts, Fact, Occurrence, Undone, fold};
use crate::plan::{OneOff, OneOffs, Plan, Since, SteadyWindows, plan_by, plan_of};
use crate::status::Basis;
use std::rc::Rc;

/// One business day at one site, with everything needed to judge it.
pub struct DayBook {
    /// The checklist in force.
    pub checklist: Rc<Checklist>,
    /// The business day.
    pub day: Day,
    /// The site's id; empty if the checklist names no sites.
    pub site: String,
    /// Whether the checklist has the site. If not, nothing is required, but recorded acts are still shown.
    pub knows_site: bool,
    /// The acts of that day and site.
    pub acts: Vec<Act>,
    /// Acts of the day at sites that the checklist does not have, such as acts recorded before it had any sites.
    pub strays: Vec<Act>,
    /// Which windows are required, if the day's text was adopted after the day had begun; `None` if all are.
    pub since: Option<Since>,
    /// The one-offs of that day.
    pub one_offs: OneOffs,
    /// The books of earlier days, or of sites that no longer exist, whose one-offs are carried into this day.
    pub carried: Vec<DayBook>,
    /// Number of one-offs that lapsed at the start of the day without being done.
    pub just_lapsed: usize,
}

impl DayBook {
    /// Creates a day book from the acts of its site, which the checklist is assumed to have.
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

    /// Returns this book, then the books whose one-offs are carried into it.
    pub fn books(&self) -> impl Iterator<Item = &DayBook> {
        std::iter::once(self).chain(&self.carried)
    }

    /// Returns the day's occurrences, including those of one-offs that are carried into it.
    pub fn plan(&self) -> Plan<'_> {
        let mut plan = self.plan_of_tasks();
        self.add_one_offs(&mut plan);
        plan
    }

    /// Returns the input for judging the day: its plan and its facts.
    pub fn basis(&self) -> Basis<'_> {
        self.basis_of(self.plan())
    }

    /// Like `basis`, but with another plan of this day, such as `plan_of_tasks`.
    pub fn basis_of<'a>(&'a self, plan: Plan<'a>) -> Basis<'a> {
        Basis { plan, facts: self.facts() }
    }

    /// Like `plan`, but uses windows of the checklist that the caller has already computed.
    pub fn plan_by(&self, windows: &SteadyWindows) -> Plan<'_> {
        let mut plan = if self.knows_site {
            plan_by(&self.checklist, windows, &self.site, self.day, self.since.as_ref())
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

    /// Returns the plan of the checklist's tasks only.
    pub fn plan_of_tasks(&self) -> Plan<'_> {
        plan_of(&self.checklist, &self.site, self.day, self.since.as_ref(), |_| self.knows_site)
    }

    fn empty_plan(&self) -> Plan<'_> {
        plan_of(&self.checklist, &self.site, self.day, self.since.as_ref(), |_| false)
    }

    /// Returns the plan of the day's one-offs only.
    pub fn plan_of_one_offs(&self) -> Plan<'_> {
        let mut plan = self.empty_plan();
        plan.add(&self.one_offs, &self.checklist, self.day, &self.site);
        plan
    }

    /// Returns the plan of the one-offs of the day and of those carried into it.
    pub fn plan_of_carried_too(&self) -> Plan<'_> {
        let mut plan = self.empty_plan();
        self.add_one_offs(&mut plan);
        plan
    }

    /// Whether a one-off of the day, or one carried into it, is assigned to a person.
    pub fn has_one_off_of(&self, person: &str) -> bool {
        self.plan_of_carried_too().occurrences.iter().any(|planned| planned.owner.whose() == Some(person))
    }

    /// Returns the day's facts, including those about one-offs carried into it.
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

    /// Returns the facts recorded at sites that the checklist does not have. They are shown but not counted.
    pub fn stray_facts(&self) -> DayFacts<'_> {
        fold(&self.strays)
    }

    /// Returns the acts of the day at this site and at sites that the checklist does not have, ordered by id.
    pub fn all_acts(&self) -> Vec<&Act> {
        let mut acts: Vec<&Act> = self.acts.iter().chain(&self.strays).collect();
        acts.sort_by_key(|act| act.id);
        acts
    }

    /// Returns every task of the day that a command can name, one-offs last.
    pub fn tasks(&self) -> Vec<&Task> {
        let own = self.checklist.tasks().map(|(_, task)| task);
        own.chain(self.books().flat_map(|book| book.one_offs.tasks())).collect()
    }

    /// Returns the task with exactly this id or key, and its area.
    pub fn task(&self, id: &str) -> Option<(&Area, &Task)> {
        self.checklist.task(id).or_else(|| self.books().find_map(|book| book.one_offs.task(id)))
    }

    /// Returns the day and the site for which facts about an occurrence are recorded: for a carried one-off, its
    /// original day and site.
    pub fn home_of(&self, of: &Occurrence) -> (Day, &str) {
        let home = self.carried.iter().find(|book| book.one_offs.task(&of.task).is_some()).unwrap_or(self);
        (home.day, &home.site)
    }

    /// Updates the one-offs from the acts.
    pub fn find_one_offs(&mut self) {
        self.one_offs = one_offs(&self.checklist, &self.acts);
    }

    /// Adds an act to this book, or to the carried book with the act's day and site.
    pub fn push(&mut self, act: Act) {
        let is_home = |book: &DayBook| book.day == act.day && *book.site == *act.site;
        let carried = (!is_home(self)).then(|| self.carried.iter().position(is_home)).flatten();
        let book = match carried {
            Some(at) => &mut self.carried[at],
            None => self,
        };
        book.acts.push(act);
        // Only an act that adds a one-off changes the list of one-offs.
        if book.acts.last().is_some_and(adds) {
            book.find_one_offs();
        }
    }
}

fn adds(act: &Act) -> bool {
    act.facts.iter().any(|fact| matches!(fact, Fact::Add { .. }))
}

fn undoes(act: &Act) -> bool {
    act.facts.iter().any(|fact| matches!(fact, Fact::Undo { .. }))
}

/// Returns the one-offs that acts add, in the order of the acts.
fn one_offs(checklist: &Checklist, acts: &[Act]) -> OneOffs {
    // Avoids the fold on most days, which have no one-offs.
    if !acts.iter().any(adds) {
        return OneOffs::new(checklist, []);
    }
    // Only undos matter to what was added.
    let facts = fold(acts.iter().filter(|act| adds(act) || undoes(act)));
    // One-offs are listed in the order of the acts that added them, then as each act lists them.
    let holds = |act: &Act, of: &Occurrence| {
        facts.occurrences.get(of).and_then(|facts| facts.added.as_ref()).is_some_and(|added| added.source.act == act.id)
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
