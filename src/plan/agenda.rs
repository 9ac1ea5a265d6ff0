//! The agenda: the tasks of each day of a range, without the daily ones.

use super::{Planned, slots};
use crate::calendar::{Day, DayRange, DayTerm, Stretch};
use crate::checklist::{Area, Checklist, Task};
use chrono::Datelike;

/// One day of an agenda.
#[derive(Debug, Clone)]
pub struct AgendaDay<'c> {
    /// The business day.
    pub day: Day,
    /// Tasks of particular days and, if requested, daily ones, sorted by the time they begin.
    pub tasks: Vec<(&'c Area, &'c Task)>,
    /// Number of daily tasks that are not in `tasks`.
    pub daily: usize,
    /// One-offs of the day, sorted by the time they begin. They come from the journal, so the caller adds them.
    pub one_offs: Vec<Planned<'c>>,
}

/// Where a day lies relative to a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The day lies in the period.
    Running(Stretch),
    /// The day is one of the period's lead days.
    Preparing(Stretch),
    /// The day is before the period and before its lead days.
    Coming(Stretch),
}

impl Task {
    /// Whether the task counts as daily: it has no `on`, `except` or `until`, and does not begin within the range.
    pub fn is_daily(&self, range: DayRange) -> bool {
        let names_days = self.on.is_some() || self.except.is_some();
        !names_days && self.until.is_none() && !self.from.is_some_and(|from| range.contains(from))
    }
}

/// Returns the tasks of each day of the range at a site that satisfy `is_meant` on that day; daily tasks are included
/// only if `all` is set. Omits dates that the zone skipped, as some islands did when they crossed the date line.
pub fn agenda<'c>(
    checklist: &'c Checklist,
    site: &str,
    range: DayRange,
    all: bool,
    is_meant: impl Fn(&Task, Day) -> bool,
) -> Vec<AgendaDay<'c>> {
    let is_known = checklist.site_ids().contains(&site);
    let day = |day: Day| {
        let tasks = checklist.tasks().filter(|_| is_known);
        let is_planned = |task: &Task| task.is_planned(&checklist.calendar, site, day) && is_meant(task, day);
        let planned = tasks.filter(|(_, task)| is_planned(task));
        let (mut tasks, daily): (Vec<_>, Vec<_>) = planned.partition(|(_, task)| all || !task.is_daily(range));
        tasks.sort_by_key(|(_, task)| begins(checklist, task));
        AgendaDay { day, tasks, daily: daily.len(), one_offs: Vec::new() }
    };
    range.days().filter(|day| checklist.clock.has(*day)).map(day).collect()
}

/// Returns the minutes from the start of the business day to the start of the task's first window.
pub fn begins(checklist: &Checklist, task: &Task) -> i64 {
    let starts = slots(checklist, task).into_iter().map(|slot| checklist.clock.minutes_in(slot.wall.start));
    starts.min().unwrap_or(0)
}

/// Returns at most `most` days on which the task is due, searching `within` days starting at `from`.
pub fn next_days(checklist: &Checklist, task: &Task, from: Day, most: usize, within: usize) -> Vec<Day> {
    let comes = |day: &Day| task.comes_on(&checklist.calendar, *day) && checklist.clock.has(*day);
    from.iter_days().take(within).filter(comes).take(most).collect()
}

/// Returns the years without known holidays that may make the result of [`next_days`] wrong: the years of the days in
/// `next` and, if `except` depends on working days, of days that `except` may have removed.
pub fn unknown_years(checklist: &Checklist, task: &Task, from: Day, next: &[Day], within: usize) -> Vec<i32> {
    let calendar = &checklist.calendar;
    let mut years: Vec<i32> = next.iter().map(Datelike::year).collect();
    if task.except.iter().flat_map(|except| &except.terms).any(DayTerm::asks_for_work) {
        let bare = Task { except: None, ..task.clone() };
        let candidates = from.iter_days().take(within).filter(|day| bare.comes_on(calendar, *day));
        years.extend(candidates.take(next.len().max(1)).map(|day| day.year()));
    }
    calendar.work.unknown_years(years)
}

/// A coming period is listed if it begins within this many days.
const NEAR: i64 = 30;

/// If no period begins within `NEAR` days, the next one is listed if it begins within this many days.
const FAR: i64 = 100;

/// Returns the id, title and standing of the periods that are relevant on a day, sorted by first day. These are the
/// periods that are running, being prepared, or begin within `NEAR` days; if none of them is still to begin, also the
/// next one within `FAR` days.
pub fn standings(checklist: &Checklist, day: Day) -> Vec<(&str, &str, Standing)> {
    let mut standings: Vec<(&str, &str, Standing)> = Vec::new();
    for period in &checklist.calendar.periods {
        let coming = period.next(day).map(|stretch| match stretch.prepared_from <= day {
            true => Standing::Preparing(stretch),
            false => Standing::Coming(stretch),
        });
        let current = period.current(day).map(Standing::Running);
        standings.extend(current.into_iter().chain(coming).map(|it| (period.id.as_str(), period.title.as_str(), it)));
    }
    standings.sort_by_key(|(.., it)| it.stretch().days.first);
    let until = |it: &Standing| it.stretch().days_until(day);
    let nearest = standings.iter().map(|(.., it)| until(it)).filter(|days| *days > 0).min();
    let reach = nearest.filter(|days| *days > NEAR && *days <= FAR).unwrap_or(NEAR);
    standings.retain(|(.., it)| !matches!(it, Standing::Coming(_)) || until(it) <= reach);
    standings
}

impl Standing {
    /// Returns the stretch of days by which the standing was determined.
    pub fn stretch(&self) -> Stretch {
        match self {
            Standing::Running(stretch) | Standing::Preparing(stretch) | Standing::Coming(stretch) => *stretch,
        }
    }

    /// Returns the keyword used in machine-readable output.
    pub fn keyword(&self) -> &'static str {
        match self {
            Standing::Running(_) => "running",
            Standing::Preparing(_) => "preparing",
            Standing::Coming(_) => "coming",
        }
    }
}
