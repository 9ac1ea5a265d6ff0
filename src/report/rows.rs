//! The rows of a report under construction: by day, area, task, person and site; and the entered values.

use super::figures::{Counts, Figures};
use super::measure::Sums;
use super::values::Entered;
use crate::calendar::Day;
use crate::checklist::{Area, Checklist, Divisor, Field, FieldRef, Measure, Task, Total};
use crate::status::Filter;
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::rc::Rc;

/// All rows. Titles and areas are those of the latest day with counts.
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

/// Counts of an area.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaCounts {
    /// Area id.
    pub id: Rc<str>,
    /// Display name.
    pub title: String,
    /// Counts of its occurrences.
    pub counts: Counts,
}

/// Counts of a task.
#[derive(Debug, Clone, PartialEq)]
pub struct TaskCounts {
    /// Task id.
    pub id: Rc<str>,
    /// Display name.
    pub title: String,
    /// Area id.
    pub area: String,
    /// Whether the task is a watch.
    pub is_watch: bool,
    /// Counts of its occurrences.
    pub counts: Counts,
    /// Counts for each column of the grid, up to the last column in which the task has counts.
    pub spans: Vec<Figures>,
    pub(super) has_fields: bool,
}

/// Counts of the occurrences that a person owned, according to the checklist of each day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PersonCounts {
    /// Counts of the occurrences that the person owned, whoever did them.
    pub counts: Counts,
    /// How many of these occurrences someone else completed.
    pub done_by_others: u64,
    /// How many occurrences the person completed that others, or nobody, owned.
    pub done_for_others: u64,
}

/// Counts of a site.
#[derive(Debug, Clone, PartialEq)]
pub struct SiteCounts {
    /// Site id; empty if the checklist names no sites.
    pub id: Rc<str>,
    /// Display name.
    pub title: String,
    /// Counts of its occurrences.
    pub counts: Counts,
}

/// What was entered into a field.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldCounts {
    /// Index of the field's task.
    pub(super) task: usize,
    /// Field id.
    pub id: Rc<str>,
    /// The field as of the latest day.
    pub field: Field,
    /// Entered values by site id.
    pub sites: BTreeMap<Rc<str>, Entered>,
}

impl FieldCounts {
    pub(super) fn at_site(&mut self, site: &Rc<str>) -> &mut Entered {
        self.sites.entry(site.clone()).or_default()
    }

    /// Returns the values of all sites together.
    pub fn total(&self) -> Entered {
        let mut total = Entered::default();
        self.sites.values().for_each(|entered| total.merge(entered));
        total
    }

    /// Returns the sum of some values; `None` if the field is not totalled by its sum, as for scores and balances.
    pub fn sum(&self, entered: &Entered) -> Option<Decimal> {
        entered.numbers?.sum.filter(|_| self.field.total == Some(Total::Sum))
    }

    /// Returns the total of some sites, as the field is totalled. For balances, adds up the latest one of each site.
    pub fn figure<'e>(&self, sites: impl Iterator<Item = &'e Entered> + Clone) -> Option<Decimal> {
        let mut all = Entered::default();
        sites.clone().for_each(|entered| all.merge(entered));
        let numbers = all.numbers?;
        match self.field.total? {
            Total::Sum => numbers.sum,
            Total::Mean => numbers.mean(),
            Total::Last => {
                let mut latest = sites.filter_map(|entered| entered.last.as_ref()?.text.parse::<Decimal>().ok());
                latest.try_fold(Decimal::ZERO, |sum, latest| sum.checked_add(latest))
            }
        }
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

    /// Removes the sites without counts and values, unless no site has any.
    pub fn keep_sites_with_data(&mut self) {
        let has_values = |id: &Rc<str>| self.fields.iter().any(|field| field.sites.contains_key(id));
        let has_data: Vec<bool> =
            self.sites.iter().map(|site| site.counts != Counts::default() || has_values(&site.id)).collect();
        if has_data.contains(&true) {
            let mut has_data = has_data.into_iter();
            self.sites.retain(|_| has_data.next().unwrap_or(true));
        }
    }

    /// Whether a measure needs only fields of tasks that a filter includes. A filter of persons includes the tasks of
    /// which they owned any occurrence.
    pub fn can_measure(&self, measure: &Measure, filter: &Filter) -> bool {
        let has = |field: &FieldRef| {
            filter.has_task(&field.task) && (filter.persons.is_empty() || self.task_at(&field.task).is_some())
        };
        has(&measure.of) && !matches!(&measure.per, Some(Divisor::Field(field)) if !has(field))
    }

    /// Returns the index of a task's row, if it has one.
    pub fn task_at(&self, id: &str) -> Option<usize> {
        self.task_at.get(id).copied()
    }

    /// Returns the index of a task's row, and updates its title and area. Adds the row if there is none.
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

    /// Like [`Rows::task`], for a task that so far only has targets or early values. If the row already has counts,
    /// keeps its title and area, because its counts were added to that area.
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

    /// Adds counts to a task's row, in one column of the grid. Returns whether the task has fields.
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

    /// Counts a day on which a task was required at a site.
    pub fn require_day(&mut self, site: &Rc<str>, task: usize) {
        *self.required_days.entry((site.clone(), task)).or_default() += 1;
    }

    /// Returns the data from which measures are computed, for one site, or for all if `site` is `None`.
    pub fn sums<'a>(&'a self, site: Option<&'a Rc<str>>, totals: &'a [Entered]) -> SumsAt<'a> {
        SumsAt { rows: self, site, totals }
    }
}

/// The data from which measures are computed.
pub(super) struct SumsAt<'a> {
    rows: &'a Rows,
    site: Option<&'a Rc<str>>,
    /// Values of each field at all sites together.
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
