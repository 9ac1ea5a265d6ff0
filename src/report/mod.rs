//! The report: what was done over a range of days, as data. Pure. Every day is judged by the checklist in force on that
//! day.
//!
//! [`Gathering`] adds one judged day at a time; [`Gathering::finish`] returns the [`Report`].

mod coming;
mod figures;
mod foot;
pub mod form;
mod gather;
pub mod lists;
mod measure;
mod one_offs;
mod period;
mod rows;
pub mod sheet;
mod spans;
mod summary;
mod values;

use crate::calendar::{Day, DayRange, Instant, Zone};
use crate::checklist::{Checklist, RateTargets};
use crate::journal::DayFacts;
pub(crate) use crate::render::sheet::Light;
use crate::status::{DayState, Filter};
pub use coming::{Coming, Event};
pub use figures::{Counts, Figures, Rate};
pub use foot::{Foot, Holidays, Version};
pub use gather::Gathering;
pub use lists::Lists;
pub use measure::{Measured, Ratio};
pub use one_offs::{OneOffCounts, OpenOneOff};
pub use period::{next, previous, week_name};
pub use rows::{AreaCounts, FieldCounts, PersonCounts, SiteCounts, TaskCounts};
pub use spans::{SpanUnit, Spans};
use std::collections::BTreeMap;
use std::rc::Rc;
pub use summary::{Aimed, Beyond, DELAYS, Goal, Lateness};
pub use values::{Entered, Last, Numbers, Prorated};

/// A report on a range of days.
#[derive(Debug)]
pub struct Report {
    /// Id and title of the checklist, as of the last day.
    pub checklist: (String, String),
    /// Time zone of the checklist, as of the last day.
    pub zone: Zone,
    /// What was requested.
    pub asked: Asked,
    /// The persons and tasks to which everything below is restricted.
    pub filter: Filter,
    /// The sites to which the report is restricted; `None` if it covers all sites.
    pub only_sites: Option<Vec<String>>,
    /// Counts of all occurrences.
    pub total: Counts,
    /// Targets of the rates, as of the last day.
    pub targets: RateTargets,
    /// Counts of the preceding periods of the same kind, the latest first.
    pub before: Vec<Previous>,
    /// Counts of each day that had begun and on which a checklist was in force.
    pub days: Vec<(Day, Counts)>,
    /// Counts of each area, in the checklist's order.
    pub areas: Vec<AreaCounts>,
    /// Counts of each task, in the checklist's order.
    pub tasks: Vec<TaskCounts>,
    /// Counts of each person, in the checklist's order; unowned tasks last.
    pub persons: Vec<(Option<Rc<str>>, PersonCounts)>,
    /// Counts of each site, in the checklist's order.
    pub sites: Vec<SiteCounts>,
    /// Lists for the team lead.
    pub lists: Lists,
    /// One-offs and faults, which the counts above exclude.
    pub one_offs: OneOffCounts,
    /// Faults that are not resolved at the cut-off, whenever they were found; oldest first.
    pub open_faults: Vec<OpenOneOff>,
    /// What is planned for the period after the range, if it is shown.
    pub coming: Option<Coming>,
    /// Entered values, in the checklist's order.
    pub values: Vec<FieldCounts>,
    /// Results of the checklist's measures.
    pub measures: Vec<Measured>,
    /// What the report is based on.
    pub foot: Foot,
}

/// What was requested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// The range of days.
    pub range: DayRange,
    /// The end of its last day.
    pub range_end: Instant,
    /// Occurrences are counted if their windows end at or before this instant: now or `as_of`, but at most the end of
    /// the range.
    pub cut_off: Instant,
    /// If set, acts recorded after this instant are ignored.
    pub as_of: Option<Instant>,
}

/// A period before the requested range, for comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Previous {
    /// The range of days.
    pub range: DayRange,
    /// The instant in that period that corresponds to the cut-off of the report; the end of the period if the requested
    /// range is over.
    pub cut_off: Instant,
    /// Counts of the occurrences in that period.
    pub total: Counts,
    /// Counts of each site in that period.
    pub sites: BTreeMap<Rc<str>, Counts>,
}

/// Data about the time before and after the requested range.
#[derive(Debug, Default)]
pub struct Surroundings {
    /// The periods before it, the latest first.
    pub before: Vec<Previous>,
    /// See [`Report::open_faults`].
    pub open_faults: Vec<OpenOneOff>,
    /// See [`Report::coming`].
    pub coming: Option<Coming>,
}

impl Asked {
    /// Returns the columns of the report's grid.
    pub fn spans(&self) -> Spans {
        Spans::of(self.range)
    }

    /// Creates a request for a range that ends at `range_end`. The cut-off is the earliest of `range_end`, `now` and
    /// `as_of`.
    pub fn new(range: DayRange, range_end: Instant, now: Instant, as_of: Option<Instant>) -> Asked {
        let seen_from = as_of.map_or(now, |as_of| as_of.min(now));
        Asked { range, range_end, cut_off: seen_from.min(range_end), as_of }
    }

    /// Whether the range ends after the cut-off.
    pub fn is_running(&self) -> bool {
        self.cut_off < self.range_end
    }
}

impl Counts {
    /// Adds the counts of a day, without one-offs, lists and values.
    pub fn take_day(&mut self, state: &DayState, facts: &DayFacts, cut_off: Instant) {
        let planned = state.items.iter().filter(|item| item.planned.one_off.is_none());
        for item in planned.filter(|item| item.planned.window.end <= cut_off) {
            self.of_kind(item.planned.task.is_watch()).take(item, state.is_backfilled(item));
        }
        for (_, item) in gather::returns(state, facts, cut_off) {
            if item.planned.one_off.is_none() {
                self.of_kind(item.planned.task.is_watch()).returned += 1;
            }
        }
    }
}

impl Report {
    /// Returns the period before the range, if it has counts to compare with. A period that could not be read in full
    /// is not compared, because its counts are too low.
    pub fn previous(&self) -> Option<&Previous> {
        let has_counts = |before: &&Previous| before.total.all() != Figures::default();
        self.before
            .first()
            .filter(has_counts)
            .filter(|before| self.is_whole(before.range) && self.is_whole(self.asked.range))
    }

    /// Whether all records of a range could be read, as far as is known.
    pub fn is_whole(&self, range: DayRange) -> bool {
        !self.foot.faults.iter().any(|fault| fault.concerns(range))
    }

    /// Returns the task with an id.
    pub fn task(&self, id: &str) -> Option<&TaskCounts> {
        self.tasks.iter().find(|task| *task.id == *id)
    }

    /// Returns the counts for each column of the grid: a day, week, month or year of the range.
    pub fn spans(&self) -> Vec<Counts> {
        let spans = self.asked.spans();
        let mut counts = vec![Counts::default(); spans.count()];
        for (day, of_day) in &self.days {
            if let Some(span) = counts.get_mut(spans.place(*day)) {
                *span += *of_day;
            }
        }
        counts
    }

    /// Returns a task's title. If other tasks have the same title, appends the area's title, or the task's id if one of
    /// them is in the same area.
    pub fn name_of(&self, id: &str, lang: crate::language::Lang) -> String {
        let Some(task) = self.task(id) else { return id.to_owned() };
        let mut namesakes =
            self.tasks.iter().filter(|other| other.title == task.title && other.id != task.id).peekable();
        if namesakes.peek().is_none() {
            return task.title.clone();
        }
        let area = self.areas.iter().find(|area| *area.id == *task.area).map(|area| area.title.as_str());
        let more = if namesakes.any(|other| other.area == task.area) { id } else { area.unwrap_or(id) };
        format!("{}{}", task.title, crate::language::say::bracketed(lang, more))
    }

    /// Returns the task that a field belongs to.
    pub fn task_of(&self, field: &FieldCounts) -> Option<&TaskCounts> {
        self.tasks.get(field.task)
    }

    /// Returns up to `most` tasks that were missed, overdue or done after lapsing, the most frequent first.
    pub fn missed_most(&self, most: usize) -> Vec<&TaskCounts> {
        let mut missed: Vec<&TaskCounts> = self.tasks.iter().filter(|task| task.counts.all().not_done() > 0).collect();
        missed.sort_by_key(|task| std::cmp::Reverse(task.counts.all().not_done()));
        missed.truncate(most);
        missed
    }

    /// Whether the checklist named sites.
    pub fn has_sites(&self) -> bool {
        self.sites.len() > 1 || self.sites.iter().any(|site| !site.id.is_empty())
    }
}

impl Gathering {
    /// Builds the report. `checklist` is the one in force on the range's last day; it determines titles, order and
    /// measures.
    pub fn finish(self, checklist: &Checklist, asked: Asked, around: Surroundings, foot: Foot) -> Report {
        let Gathering { mut rows, lists, one_offs, filter, only_sites, .. } = self;
        if !filter.is_empty() && only_sites.is_none() {
            rows.keep_sites_with_data();
        }
        let totals: Vec<Entered> = rows.fields.iter().map(FieldCounts::total).collect();
        let measured = |measure: &crate::checklist::Measure| {
            let at =
                |site: &SiteCounts| (site.id.clone(), measure::ratio(measure, &rows.sums(Some(&site.id), &totals)));
            let several = rows.sites.len() > 1;
            Measured {
                measure: measure.clone(),
                total: measure::ratio(measure, &rows.sums(None, &totals)),
                sites: rows.sites.iter().filter(|_| several).map(at).collect(),
            }
        };
        let measures = checklist.measures.iter().filter(|it| rows.can_measure(it, &filter)).map(measured).collect();
        // Rows are in the checklist's order. Rows of tasks that the checklist no longer has come last.
        let order = order_of(rows.tasks.iter().map(|task| &*task.id), checklist.tasks().map(|(_, task)| &*task.id));
        let place = |at: usize| order.get(at).copied().unwrap_or(usize::MAX);
        let column = |field: &FieldCounts| {
            let task = rows.tasks.get(field.task).and_then(|task| checklist.task(&task.id));
            task.and_then(|(_, task)| task.fields.iter().position(|known| *known.id == *field.id)).unwrap_or(usize::MAX)
        };
        let columns: Vec<usize> = rows.fields.iter().map(column).collect();
        let mut fields: Vec<_> = rows.fields.into_iter().zip(columns).collect();
        fields.sort_by_key(|(field, column)| (place(field.task), *column));
        let placed = |(field, _): (FieldCounts, usize)| FieldCounts { task: place(field.task), ..field };
        let areas = order_of(rows.areas.iter().map(|area| &*area.id), checklist.areas.iter().map(|area| &*area.id));
        let sites = order_of(rows.sites.iter().map(|site| &*site.id), checklist.site_ids().into_iter());
        let mut persons: Vec<_> = rows.persons.into_iter().collect();
        let everybody: Vec<&str> = checklist.everybody().collect();
        persons.sort_by_key(|(name, _)| {
            let place = |name: &str| everybody.iter().position(|known| *known == name).unwrap_or(everybody.len());
            name.as_deref().map_or(usize::MAX, place)
        });
        Report {
            checklist: (checklist.id.clone(), checklist.title.clone()),
            zone: checklist.clock.zone.clone(),
            asked,
            filter,
            only_sites,
            total: rows.total,
            targets: checklist.targets,
            before: around.before,
            days: rows.days.into_iter().collect(),
            areas: in_order(rows.areas, &areas),
            tasks: in_order(rows.tasks, &order),
            persons,
            sites: in_order(rows.sites, &sites),
            lists,
            one_offs,
            open_faults: around.open_faults,
            coming: around.coming,
            values: fields.into_iter().map(placed).collect(),
            measures,
            foot,
        }
    }
}

/// Returns the new index of each row: first the rows named by `wanted`, in its order, then the others.
fn order_of<'a>(rows: impl Iterator<Item = &'a str>, wanted: impl Iterator<Item = &'a str>) -> Vec<usize> {
    let wanted: std::collections::HashMap<&str, usize> = wanted.enumerate().map(|(at, id)| (id, at)).collect();
    let rows: Vec<&str> = rows.collect();
    let mut sorted: Vec<usize> = (0..rows.len()).collect();
    sorted.sort_by_key(|at| wanted.get(rows[*at]).copied().unwrap_or(usize::MAX));
    let mut place = vec![0; rows.len()];
    sorted.into_iter().enumerate().for_each(|(to, at)| place[at] = to);
    place
}

fn in_order<T>(rows: Vec<T>, place: &[usize]) -> Vec<T> {
    let mut placed: Vec<(usize, T)> = place.iter().copied().zip(rows).collect();
    placed.sort_by_key(|(place, _)| *place);
    placed.into_iter().map(|(_, row)| row).collect()
}
