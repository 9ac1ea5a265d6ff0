//! Builds a report from judged days. Each day is added to the report and then dropped, so that memory holds only one
//! day at a time.

use super::figures::Counts;
use super::lists::{
    Burst, Late, Lists, Missed, NotDone, Noted, OutOfBounds, Place, Recorded, Returned, SetAside, Unplanned, Which,
};
use super::lists::{LONG_AFTER, bursts};
use super::one_offs::OneOffCounts;
use super::rows::{PersonCounts, Rows};
use super::values::{self, Entered};
use super::{Asked, Spans};
use crate::calendar::{Day, Instant};
use crate::checklist::{Checklist, Field, Task};
use crate::journal::{ActId, DayFacts, Fact, Occurrence, Undone};
use crate::status::{DayState, Filter, Item, Status, Timing};
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use std::rc::Rc;

/// A report under construction.
#[derive(Debug)]
pub struct Gathering {
    cut_off: Instant,
    spans: Spans,
    pub(super) filter: Filter,
    pub(super) only_sites: Option<Vec<String>>,
    names: Interned,
    pub(super) rows: Rows,
    pub(super) lists: Lists,
    pub(super) one_offs: OneOffCounts,
}

/// Interned names and places, each stored once.
#[derive(Debug, Default)]
struct Interned {
    names: FxHashSet<Rc<str>>,
    places: FxHashSet<Rc<Place>>,
}

impl Interned {
    fn of(&mut self, name: &str) -> Rc<str> {
        if let Some(known) = self.names.get(name) {
            return known.clone();
        }
        let name: Rc<str> = name.into();
        self.names.insert(name.clone());
        name
    }

    /// Returns the identity of an occurrence of the current day.
    fn which(&mut self, here: &Here, (task, slot): (&str, &str), owner: Option<&Rc<str>>) -> Which {
        let (site, task, slot) = (here.site.clone(), self.of(task), self.of(slot));
        let place = Place { site, task, slot, owner: owner.cloned() };
        let of = self.places.get(&place).cloned().unwrap_or_else(|| {
            let place = Rc::new(place);
            self.places.insert(place.clone());
            place
        });
        Which { day: here.state.day, of }
    }
}

/// A task on the current day.
struct Today<'a> {
    /// Index of the task's row in [`Rows`].
    at: usize,
    area: &'a str,
    owner: Option<Rc<str>>,
    counts: Counts,
    done_by_others: u64,
}

/// Maps each task of the current day, by its address in the checklist, to its index in the list of [`Today`].
type TaskIndices = FxHashMap<*const Task, usize>;

/// The current day at one site.
struct Here<'a> {
    checklist: &'a Checklist,
    state: &'a DayState<'a>,
    site: Rc<str>,
}

impl Gathering {
    /// Starts an empty report, which will count the occurrences whose windows end at or before the cut-off.
    pub fn new(asked: &Asked) -> Gathering {
        Gathering {
            cut_off: asked.cut_off,
            spans: asked.spans(),
            filter: Filter::default(),
            only_sites: None,
            names: Interned::default(),
            rows: Rows::default(),
            lists: Lists::default(),
            one_offs: OneOffCounts::default(),
        }
    }

    /// Restricts the report to what a filter includes. `only_sites` are the sites of the days that will be added;
    /// `None` means all sites.
    pub fn only(self, filter: Filter, only_sites: Option<Vec<String>>) -> Gathering {
        Gathering { filter, only_sites, ..self }
    }

    /// Adds a business day at a site, judged as of the cut-off by the checklist in force on that day. Removes from
    /// `state` what the filter excludes.
    pub fn day(&mut self, checklist: &Checklist, state: &mut DayState, facts: &DayFacts) {
        self.done_for_others(state);
        self.filter.narrow(state);
        let state = &*state;
        let here = Here { checklist, state, site: self.names.of(state.site) };
        self.rows.know_site(&here.site, checklist);
        let tasks = checklist.tasks().count();
        let mut today: Vec<Today> = Vec::with_capacity(tasks);
        let mut known: TaskIndices = FxHashMap::with_capacity_and_hasher(tasks, FxBuildHasher);
        let mut completions = Vec::new();
        let mut entered = FxHashSet::default();
        let cut_off = self.cut_off;
        for item in &state.items {
            self.notes(&here, item);
            if item.planned.window.end > cut_off {
                self.values_so_far(&here, item, &mut entered);
                continue;
            }
            if item.planned.one_off.is_some() {
                let as_of = checklist.clock.day_of(cut_off);
                self.one_offs.take(state.day, &here.site, item, state.is_backfilled(item), as_of);
                continue;
            }
            let task = item.planned.task;
            let at = *known.entry(std::ptr::from_ref(task)).or_insert_with(|| {
                let owner = item.planned.owner.whose().map(|owner| self.names.of(owner));
                let area = item.planned.area;
                let at = self.rows.task(area, task);
                today.push(Today { at, area: &area.id, owner, counts: Counts::default(), done_by_others: 0 });
                today.len() - 1
            });
            let Some(of_task) = today.get_mut(at) else { continue };
            of_task.counts.of_kind(task.is_watch()).take(item, state.is_backfilled(item));
            if let Some(done) = &item.completion {
                let by_other = of_task.owner.as_deref() != Some(done.by);
                if by_other && item.status.is_completion() {
                    of_task.done_by_others += 1;
                    if self.filter.has_person(Some(done.by)) {
                        self.rows.person(Some(self.names.of(done.by))).done_for_others += 1;
                    }
                }
                if let Status::Done(timing) = item.status {
                    let (recorded, window_end) = (done.recorded, item.planned.window.end);
                    let it = Recorded { by: done.by, recorded, window_end, timing };
                    completions.extend(Some(it).filter(Recorded::is_long_after));
                }
            }
            let of = (task.id.as_str(), item.planned.slot.as_str());
            let which = |names: &mut Interned| names.which(&here, of, of_task.owner.as_ref());
            list(&mut self.lists, &mut self.names, item, which, cut_off);
            self.values(&here, item, (of_task.at, of_task.owner.as_ref()), &mut entered);
        }
        self.returned(&here, facts, &mut today, &known);
        self.bursts(&here, completions);
        self.unplanned(state.day, &here.site, state.unplanned.iter().map(|(of, _)| *of));
        self.add(&here, today, &entered);
        let is_over = state.bounds.end <= self.cut_off;
        self.aim(checklist, &here.site, state.day, |task, field| is_over || entered.contains(&(task, field)));
    }

    /// Counts what the persons of the filter completed for others, before the filter excludes it.
    fn done_for_others(&mut self, state: &DayState) {
        for item in state.items.iter().filter(|item| item.planned.one_off.is_none()) {
            let Some(done) = item.completion.as_ref().filter(|done| self.filter.names(done.by)) else { continue };
            let is_left_out = self.filter.has_task_of(item.planned) && !self.filter.has(item.planned);
            if is_left_out && item.status.is_completion() && item.planned.window.end <= self.cut_off {
                self.rows.person(Some(self.names.of(done.by))).done_for_others += 1;
            }
        }
    }

    /// Adds the targets of a day that has not begun at the cut-off.
    pub fn day_to_come(&mut self, checklist: &Checklist, site: &str, day: Day) {
        let site = self.names.of(site);
        self.rows.know_site(&site, checklist);
        self.aim(checklist, &site, day, |_, _| false);
    }

    /// Lists the records of a day at a site that no longer exists. They are not counted.
    pub fn strays(&mut self, day: Day, site: &str, facts: &DayFacts) {
        let site = self.names.of(site);
        self.unplanned(day, &site, facts.in_order().into_iter().map(|(of, _)| of));
    }

    fn unplanned<'f>(&mut self, day: Day, site: &Rc<str>, occurrences: impl Iterator<Item = &'f Occurrence>) {
        for of in occurrences.filter(|of| self.filter.has_unplanned(&of.task)) {
            let (task, slot) = (self.names.of(&of.task), self.names.of(&of.slot));
            self.lists.unplanned.push(Unplanned { day, site: site.clone(), task, slot });
        }
    }

    /// Adds the values of an occurrence whose window has not ended by the cut-off, because values count as soon as they
    /// are entered.
    fn values_so_far<'i>(&mut self, here: &Here, item: &Item<'i>, entered: &mut FxHashSet<(&'i str, &'i str)>) {
        if item.facts.is_none_or(|facts| facts.values.is_empty()) {
            return;
        }
        let at = self.rows.aimed(item.planned.area, item.planned.task);
        let owner = item.planned.owner.whose().map(|owner| self.names.of(owner));
        self.values(here, item, (at, owner.as_ref()), entered);
    }

    /// Adds the values entered for an occurrence to its task's row, whose index is `at`.
    fn values<'i>(
        &mut self,
        here: &Here,
        item: &Item<'i>,
        (at, owner): (usize, Option<&Rc<str>>),
        entered: &mut FxHashSet<(&'i str, &'i str)>,
    ) {
        let Some(facts) = item.facts.filter(|facts| !facts.values.is_empty()) else { return };
        let task = item.planned.task;
        for field in &task.fields {
            let Some(value) = facts.values.get(field.id.as_str()) else { continue };
            entered.insert((&task.id, &field.id));
            let moment = (here.state.day, item.planned.window.start, value.source.act);
            self.entered(&here.site, at, field).take(field, value.text, moment);
            if let Some((number, beyond)) = values::beyond(field, value.text) {
                let of = (task.id.as_str(), item.planned.slot.as_str());
                self.lists.out_of_bounds.push(OutOfBounds {
                    which: self.names.which(here, of, owner),
                    field: self.names.of(&field.id),
                    value: number,
                    beyond,
                    by: self.names.of(value.source.by),
                });
            }
        }
    }

    /// Lists the notes about an occurrence, which count as soon as they are written.
    fn notes(&mut self, here: &Here, item: &Item) {
        for note in item.facts.map(|facts| facts.notes.as_slice()).unwrap_or_default() {
            let owner = item.planned.owner.whose().map(|owner| self.names.of(owner));
            self.lists.notes.push(Noted {
                which: self.names.which(here, (&item.planned.task.id, &item.planned.slot), owner.as_ref()),
                title: item.planned.one_off.map(|said| said.title.clone()),
                by: self.names.of(note.source.by),
                at: note.source.claimed,
                text: note.text.to_owned(),
            });
        }
    }

    fn entered(&mut self, site: &Rc<str>, at: usize, field: &Field) -> &mut Entered {
        let id = self.names.of(&field.id);
        self.rows.field(at, id, field).at_site(site)
    }

    /// Counts and lists the records of the current day that someone else undid.
    fn returned(&mut self, here: &Here, facts: &DayFacts, today: &mut [Today], known: &TaskIndices) {
        for (undone, item) in returns(here.state, facts, self.cut_off) {
            let of_task = known.get(&std::ptr::from_ref(item.planned.task)).and_then(|at| today.get_mut(*at));
            let (figures, owner) = match (item.planned.one_off, of_task) {
                (Some(said), _) => {
                    let owner = item.planned.owner.whose().map(|owner| self.names.of(owner));
                    (self.one_offs.of_kind(said), owner)
                }
                (None, Some(it)) => (it.counts.of_kind(item.planned.task.is_watch()), it.owner.clone()),
                (None, None) => continue,
            };
            figures.returned += 1;
            self.lists.returned.push(Returned {
                which: self.names.which(here, (&item.planned.task.id, &item.planned.slot), owner.as_ref()),
                title: item.planned.one_off.map(|said| said.title.clone()),
                by: self.names.of(&undone.act.by),
                returned_by: self.names.of(undone.by),
                at: undone.recorded,
                reason: undone.reason.map(str::to_owned),
            });
        }
    }

    fn bursts(&mut self, here: &Here, completions: Vec<Recorded>) {
        for run in bursts(completions) {
            let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
            let is_punctual = |it: &&Recorded| matches!(it.timing, Timing::Early | Timing::OnTime);
            let delays = run.iter().map(|it| it.recorded.to_utc() - it.window_end);
            self.lists.bursts.push(Burst {
                day: here.state.day,
                site: here.site.clone(),
                by: self.names.of(first.by),
                from: first.recorded,
                to: last.recorded,
                count: run.len() as u64,
                said_punctual: run.iter().filter(is_punctual).count() as u64,
                longest: delays.max().unwrap_or(LONG_AFTER),
            });
        }
    }

    /// Adds the counts of the day's tasks to the rows of tasks, areas, persons, sites and days.
    fn add(&mut self, here: &Here, today: Vec<Today>, entered: &FxHashSet<(&str, &str)>) {
        let mut total = Counts::default();
        let span = self.spans.place(here.state.day);
        let mut with_values: FxHashSet<usize> =
            entered.iter().filter_map(|(task, _)| self.rows.task_at(task)).collect();
        // Several tasks share an area or an owner, so their counts are added up before the rows are looked up.
        let mut areas: Vec<(&str, Counts)> = Vec::new();
        let mut persons: Vec<(Option<Rc<str>>, PersonCounts)> = Vec::new();
        for it in today {
            total += it.counts;
            let has_fields = self.rows.add_to_task(it.at, span, it.counts);
            if has_fields && it.counts.all().required() > 0 {
                with_values.insert(it.at);
            }
            *entry(&mut areas, it.area) += it.counts;
            let person = entry(&mut persons, it.owner);
            person.counts += it.counts;
            person.done_by_others += it.done_by_others;
        }
        for (area, counts) in areas {
            self.rows.area(area, here.checklist).counts += counts;
        }
        for (owner, counts) in persons {
            let person = self.rows.person(owner);
            person.counts += counts.counts;
            person.done_by_others += counts.done_by_others;
        }
        with_values.into_iter().for_each(|at| self.rows.require_day(&here.site, at));
        self.rows.add_day(here.state.day, &here.site, total);
    }

    /// Adds the targets of a day. `is_past` says whether the day counts towards the target so far of a task's field.
    fn aim(&mut self, checklist: &Checklist, site: &Rc<str>, day: Day, is_past: impl Fn(&str, &str) -> bool) {
        for (area, task) in checklist.tasks().filter(|(_, task)| task.is_at(site) && !task.fields.is_empty()) {
            if !self.filter.has_on(checklist, task, site, day) {
                continue;
            }
            for field in &task.fields {
                let Some(target) = &field.target else { continue };
                let at = self.rows.aimed(area, task);
                self.entered(site, at, field).aim(target, day, is_past(&task.id, &field.id));
            }
        }
    }
}

/// Returns the value of a key in a short list, which is added if it is not there.
fn entry<K: PartialEq, V: Default>(list: &mut Vec<(K, V)>, key: K) -> &mut V {
    let at = list.iter().position(|(known, _)| *known == key).unwrap_or_else(|| {
        list.push((key, V::default()));
        list.len() - 1
    });
    &mut list[at].1
}

/// Returns the acts that someone else undid, each with an affected item whose window had ended by the cut-off. If one
/// command undid several acts on the same occurrence, only the last of these acts is returned.
pub(super) fn returns<'a, 's>(
    state: &'s DayState<'a>,
    facts: &'s DayFacts<'a>,
    cut_off: Instant,
) -> Vec<(&'s Undone<'a>, &'s Item<'a>)> {
    let mut last: BTreeMap<(ActId, &Occurrence), &Undone> = BTreeMap::new();
    for undone in facts.undone.iter().filter(|undone| undone.is_returned()) {
        let said = undone.facts.iter().filter(|fact| !matches!(fact, Fact::Note { .. }));
        for of in said.filter_map(|fact| fact.occurrence()) {
            let known = last.entry((undone.undo, of)).or_insert(undone);
            *known = if known.act.id < undone.act.id { undone } else { known };
        }
    }
    let item = |of: &Occurrence| {
        state.items.iter().find(|item| item.is(&of.task, &of.slot) && item.planned.window.end <= cut_off)
    };
    last.into_iter().filter_map(|((_, of), undone)| Some((undone, item(of)?))).collect()
}

/// Adds an occurrence to the list for its status, if there is one.
fn list(
    lists: &mut Lists,
    names: &mut Interned,
    item: &Item,
    which: impl FnOnce(&mut Interned) -> Which,
    cut_off: Instant,
) {
    let end = item.planned.window.end;
    match (item.status, &item.completion) {
        (Status::Missed, _) => lists.missed.push(Missed { which: which(names), how: NotDone::Lapsed }),
        (Status::Overdue, _) => {
            lists.missed.push(Missed { which: which(names), how: NotDone::Overdue(cut_off - end) });
        }
        (Status::Done(Timing::AfterLapse), Some(done)) => {
            let (by, after) = (names.of(done.by), done.claimed.to_utc() - end);
            lists.missed.push(Missed { which: which(names), how: NotDone::DoneLater { by, at: done.claimed, after } });
        }
        (Status::Done(Timing::Late), Some(done)) => {
            let (by, after) = (names.of(done.by), done.claimed.to_utc() - end);
            lists.late.push(Late { which: which(names), by, at: done.claimed, after });
        }
        (Status::Skipped | Status::Excused, _) => {
            let by = item.facts.and_then(|facts| facts.ruling.as_ref()).map(|ruling| names.of(ruling.source.by));
            let it = SetAside { which: which(names), by, reason: names.of(item.reason().unwrap_or_default()) };
            if item.status == Status::Skipped { lists.skipped.push(it) } else { lists.excused.push(it) }
        }
        _ => {}
    }
}
