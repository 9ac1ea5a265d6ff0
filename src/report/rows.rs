//! The rows of a report while it is gathered: by day, area, task, person, site; and what was entered.

use super::figures::{Counts, Figures};
use super::measure::Sums;
use super::values::Entered;
use crate::calendar::Day;
use crate::checklist::{Area, Checklist, Field, FieldRef, Task};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::rc::Rc;

/// All rows. Titles and areas are those of the latest day on which something counted.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub total: Counts,
    pub days: BTreeMap<Day, Counts>,
    pub areas: Vec<AreaCounts>,
    area_at: FxHashMap<Rc<str>, usize>,
    pub tasks: Vec<TaskCounts>,
    task_at: FxHashMap<Rc<str>, usize>,
    pub persons: BTreeMap<Option<Rc<str>>, PersonCounts>,
    pub sites: Vec<SiteCounts>,
    pub fields: Vec<FieldCounts>,
    field_at: FxHashMap<(usize, Rc<str>), usize>,
    required_days: FxHashMap<(Rc<str>, usize), u64>,
}

/// Those of an area.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaCounts {
    /// Area id.
    pub id: Rc<str>,
    /// What people call it.
    pub title: String,
    /// Its occurrences.
    pub counts: Counts,
}

/// Those of a task.
#[derive(Debug, Clone, PartialEq)]
pub struct TaskCounts {
    /// Task id.
    pub id: Rc<str>,
    /// What people call it.
    pub title: String,
    /// Area id.
    pub area: String,
    /// Whether it is a watch.
    pub is_watch: bool,
    /// Its occurrences.
    pub counts: Counts,
    /// Those of each span of the range, up to the last that had any.
    pub spans: Vec<Figures>,
    pub(super) has_fields: bool,
}

/// Those that belonged to a person, by the owner under the checklist of each day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PersonCounts {
    /// What belonged to them, whoever did it.
    pub counts: Counts,
    /// How many of these somebody else completed.
    pub done_by_others: u64,
    /// How many of others', or nobody's, they completed.
    pub done_for_others: u64,
}

/// Those of a site.
#[derive(Debug, Clone, PartialEq)]
pub struct SiteCounts {
    /// Site id; empty where the checklist names none.
    pub id: Rc<str>,
    /// What people call it.
    pub title: String,
    /// Its occurrences.
    pub counts: Counts,
}

/// What was entered into a field.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldCounts {
    /// Where its task is among the tasks.
    pub(super) task: usize,
    /// Field id.
    pub id: Rc<str>,
    /// The field as it was on the latest day.
    pub field: Field,
    /// Site by site.
    pub sites: BTreeMap<Rc<str>, Entered>,
}

impl FieldCounts {
    pub(super) fn at_site(&mut self, site: &Rc<str>) -> &mut Entered {
        self.sites.entry(site.clone()).or_default()
    }

    /// At all sites together.
    pub fn total(&self) -> Entered {
        let mut total = Entered::default();
        self.sites.values().for_each(|entered| total.merge(entered));
        total
    }
}

impl Rows {
    pub fn know_site(&mut self, id: &Rc<str>, checklist: &Checklist) {
        let title = checklist.site(id).map(|site| site.title.as_str());
        match (self.sites.iter_mut().find(|known| known.id == *id), title) {
            (Some(known), Some(title)) => title.clone_into(&mut known.title),
            (Some(_), None) => {}
            (None, title) => {
                let title = title.unwrap_or_default().to_owned();
                self.sites.push(SiteCounts { id: id.clone(), title, counts: Counts::default() });
            }
        }
    }

    /// The place of a task that has a row.
    pub fn task_at(&self, id: &str) -> Option<usize> {
        self.task_at.get(id).copied()
    }

    /// The place of a task of which something counts.
    pub fn task(&mut self, area: &Area, task: &Task) -> usize {
        let at = match self.task_at.get(task.id.as_str()) {
            Some(at) => *at,
            None => {
                let id: Rc<str> = task.id.as_str().into();
                self.task_at.insert(id.clone(), self.tasks.len());
                self.tasks.push(TaskCounts {
                    id,
                    title: task.title.clone(),
                    area: area.id.clone(),
                    is_watch: task.is_watch(),
                    counts: Counts::default(),
                    spans: Vec::new(),
                    has_fields: !task.fields.is_empty(),
                });
                return self.tasks.len() - 1;
            }
        };
        if let Some(known) = self.tasks.get_mut(at) {
            known.title.clone_from(&task.title);
            known.area.clone_from(&area.id);
            known.is_watch = task.is_watch();
            known.has_fields |= !task.fields.is_empty();
        }
        at
    }

    /// The place of a task at which something is aimed or was entered before it counts. On a day on which nothing of it counts it stays what it was when
    /// something did: a row of another area would be missing from the area's figures.
    pub fn aimed(&mut self, area: &Area, task: &Task) -> usize {
        let known = self.task_at.get(task.id.as_str()).copied();
        let counted = known.and_then(|at| Some((at, self.tasks.get_mut(at)?)));
        match counted.filter(|(_, of)| of.counts != Counts::default()) {
            Some((at, known)) => {
                known.has_fields |= !task.fields.is_empty();
                at
            }
            None => self.task(area, task),
        }
    }

    /// Adds to a task in a span of the range, and says whether values are entered at it.
    pub fn add_to_task(&mut self, at: usize, span: usize, counts: Counts) -> bool {
        self.tasks.get_mut(at).is_some_and(|task| {
            task.counts += counts;
            if task.spans.len() <= span {
                task.spans.resize(span + 1, Figures::default());
            }
            task.spans[span] += counts.all();
            task.has_fields
        })
    }

    pub fn add_day(&mut self, day: Day, site: &Rc<str>, counts: Counts) {
        self.total += counts;
        *self.days.entry(day).or_default() += counts;
        if let Some(known) = self.sites.iter_mut().find(|known| known.id == *site) {
            known.counts += counts;
        }
    }

    pub fn area(&mut self, id: &str, checklist: &Checklist) -> &mut AreaCounts {
        let title = checklist.areas.iter().find(|area| area.id == id).map(|area| area.title.as_str());
        let at = match self.area_at.get(id) {
            Some(at) => *at,
            None => {
                let id: Rc<str> = id.into();
                self.area_at.insert(id.clone(), self.areas.len());
                self.areas.push(AreaCounts { id, title: String::new(), counts: Counts::default() });
                self.areas.len() - 1
            }
        };
        let area = &mut self.areas[at];
        if let Some(title) = title {
            title.clone_into(&mut area.title);
        }
        area
    }

    pub fn person(&mut self, name: Option<Rc<str>>) -> &mut PersonCounts {
        self.persons.entry(name).or_default()
    }

    pub fn field(&mut self, task: usize, id: Rc<str>, field: &Field) -> &mut FieldCounts {
        let at = match self.field_at.get(&(task, id.clone())) {
            Some(at) => *at,
            None => {
                self.field_at.insert((task, id.clone()), self.fields.len());
                let sites = BTreeMap::new();
                self.fields.push(FieldCounts { task, id, field: field.clone(), sites });
                self.fields.len() - 1
            }
        };
        let known = &mut self.fields[at];
        if known.field != *field {
            known.field = field.clone();
        }
        known
    }

    /// A task was required on a day at a site.
    pub fn require_day(&mut self, site: &Rc<str>, task: usize) {
        *self.required_days.entry((site.clone(), task)).or_default() += 1;
    }

    /// What measures are made of, at a site or at all.
    pub fn sums<'a>(&'a self, site: Option<&'a Rc<str>>, totals: &'a [Entered]) -> SumsAt<'a> {
        SumsAt { rows: self, site, totals }
    }
}

/// What measures are made of.
pub(super) struct SumsAt<'a> {
    rows: &'a Rows,
    site: Option<&'a Rc<str>>,
    /// Of each field, at all sites.
    totals: &'a [Entered],
}

impl Sums for SumsAt<'_> {
    fn entered(&self, field: &FieldRef) -> Option<&Entered> {
        let task = *self.rows.task_at.get(field.task.as_str())?;
        let at = *self.rows.field_at.get(&(task, field.field.as_str().into()))?;
        match self.site {
            Some(site) => self.rows.fields.get(at)?.sites.get(site),
            None => self.totals.get(at),
        }
    }

    fn days(&self, task: &str) -> u64 {
        let Some(at) = self.rows.task_at.get(task) else { return 0 };
        let here = |site: &Rc<str>| self.site.is_none_or(|wanted| wanted == site);
        self.rows.required_days.iter().filter(|((site, task), _)| task == at && here(site)).map(|(_, days)| days).sum()
    }
}
