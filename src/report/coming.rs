//! What is planned for the range after a report's: campaigns that begin or are prepared, and tasks of particular days.

use crate::calendar::{Day, DayRange, DayTerm};
use crate::checklist::{Checklist, Task};
use crate::plan::agenda;
use crate::status::Filter;
use std::rc::Rc;

/// What is planned for the next range of days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coming {
    /// The next range.
    pub range: DayRange,
    /// What happens on which day, in order.
    pub days: Vec<(Day, Event)>,
    /// Number of tasks that are done on particular weekdays.
    pub weekly: usize,
    /// Number of daily tasks.
    pub daily: usize,
}

/// Something that happens on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A period begins.
    Begins {
        /// Title of the period.
        title: String,
    },
    /// The preparation of a period begins.
    Preparing {
        /// Title of the period.
        title: String,
        /// Number of days until the period begins.
        days: i64,
    },
    /// A task is to be done.
    Task {
        /// Task id.
        id: String,
        /// Title of the task.
        title: String,
        /// Ids of the sites where it is to be done.
        sites: Vec<Rc<str>>,
    },
}

impl Coming {
    /// Returns what a checklist plans for a range at the given sites, as far as the filter includes it.
    pub fn of(checklist: &Checklist, range: DayRange, sites: &[&str], filter: &Filter) -> Coming {
        let mut days = periods(checklist, range);
        let mut tasks: Vec<(Day, Event)> = Vec::new();
        let (mut weekly, mut daily) = (Vec::new(), 0);
        for site in sites {
            let is_meant = |task: &Task, day: Day| filter.has_on(checklist, task, site, day);
            for of_day in agenda(checklist, site, range, false, is_meant) {
                daily = daily.max(of_day.daily);
                for (_, task) in of_day.tasks {
                    if is_weekly(task) {
                        weekly.push(task.id.as_str());
                        continue;
                    }
                    let known = tasks.iter_mut().find_map(|(day, event)| match event {
                        Event::Task { id, sites, .. } if *day == of_day.day && *id == task.id => Some(sites),
                        _ => None,
                    });
                    match known {
                        Some(sites) => sites.push((*site).into()),
                        None => {
                            let (id, title) = (task.id.clone(), task.title.clone());
                            let event = Event::Task { id, title, sites: vec![(*site).into()] };
                            tasks.push((of_day.day, event));
                        }
                    }
                }
            }
        }
        weekly.sort_unstable();
        weekly.dedup();
        days.extend(tasks);
        days.sort_by_key(|(day, _)| *day);
        Coming { range, days, weekly: weekly.len(), daily }
    }
}

fn periods(checklist: &Checklist, range: DayRange) -> Vec<(Day, Event)> {
    let mut days = Vec::new();
    for period in &checklist.calendar.periods {
        let title = || period.title.clone();
        let Some(before) = range.first.pred_opt() else { continue };
        let Some(stretch) = period.next(before) else { continue };
        if range.contains(stretch.days.first) {
            days.push((stretch.days.first, Event::Begins { title: title() }));
        }
        let from = stretch.prepared_from;
        if range.contains(from) && from < stretch.days.first {
            days.push((from, Event::Preparing { title: title(), days: stretch.days_until(from) }));
        }
    }
    days
}

/// Whether a task's days are defined only by weekdays or working days.
fn is_weekly(task: &Task) -> bool {
    let is_weekday = |term: &DayTerm| matches!(term, DayTerm::Weekdays(..) | DayTerm::Workday | DayTerm::Offday);
    task.until.is_none() && task.on.as_ref().is_none_or(|on| on.terms.iter().all(is_weekday))
}
