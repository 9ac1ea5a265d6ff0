//! The tasks of each day apart from the daily ones: a month, a campaign or a year at a glance.

use super::{Planned, slots};
use crate::calendar::{Day, DayRange, DayTerm, Stretch};
use crate::checklist::{Area, Checklist, Task};
use chrono::Datelike;

/// One day of an agenda.
#[derive(Debug, Clone)]
pub struct AgendaDay<'c> {
    /// The business day.
    pub day: Day,
    /// Its tasks by the time they begin: those of particular days and, if requested, the daily ones.
    pub tasks: Vec<(&'c Area, &'c Task)>,
    /// Number of daily tasks left out.
    pub daily: usize,
    /// The one-offs of the day by the time they begin. They come from the journal, so the caller adds them.
    pub one_offs: Vec<Planned<'c>>,
}

/// Where a period stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The day lies in the period.
    Running(Stretch),
    /// The day is one of the period's lead days.
    Preparing(Stretch),
    /// The period has not begun, and neither have its lead days.
    Coming(Stretch),
}

impl Task {
    /// Whether the task is done on every day of the range. A task that begins within the range, has an end or names its
    /// days does not count as daily.
    pub fn is_daily(&self, range: DayRange) -> bool {
        let names_days = self.on.is_some() || self.except.is_some();
        !names_days && self.until.is_none() && !self.from.is_some_and(|from| range.contains(from))
    }
}

/// The tasks of each day of the range at a site, including the daily ones only if `all` is set. Skips days that the
/// zone's calendar skips.
pub fn agenda<'c>(checklist: &'c Checklist, site: &str, range: DayRange, all: bool) -> Vec<AgendaDay<'c>> {
    let is_known = checklist.site_ids().contains(&site);
    let day = |day: Day| {
        let tasks = checklist.tasks().filter(|_| is_known);
        let planned = tasks.filter(|(_, task)| task.is_planned(&checklist.calendar, site, day));
        let (mut tasks, daily): (Vec<_>, Vec<_>) = planned.partition(|(_, task)| all || !task.is_daily(range));
        tasks.sort_by_key(|(_, task)| begins(checklist, task));
        AgendaDay { day, tasks, daily: daily.len(), one_offs: Vec::new() }
    };
    range.days().filter(|day| checklist.clock.has(*day)).map(day).collect()
}

/// Minutes from the start of the business day to the start of the task's first window.
fn begins(checklist: &Checklist, task: &Task) -> i64 {
    let starts = slots(checklist, task).into_iter().map(|slot| checklist.clock.minutes_in(slot.wall.start));
    starts.min().unwrap_or(0)
}

/// Up to `most` days on which the task is done, among the `within` days starting at `from`.
pub fn next_days(checklist: &Checklist, task: &Task, from: Day, most: usize, within: usize) -> Vec<Day> {
    let comes = |day: &Day| task.comes_on(&checklist.calendar, *day) && checklist.clock.has(*day);
    from.iter_days().take(within).filter(comes).take(most).collect()
}

/// Years without known holidays that affect the result of [`next_days`]: those of the days themselves, and those of
/// days that only an exception for working days could remove.
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

/// A period is listed when it begins within this many days.
const NEAR: i64 = 30;

/// If no period is nearer, the next one is listed when it begins within this many days.
const FAR: i64 = 100;

/// The id, title and standing of the periods that matter on a day, by their first day: those running or being prepared
/// for, those that begin within `NEAR` days and, if no other is to come, the next one within `FAR`.
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
    /// The stretch of days it refers to.
    pub fn stretch(&self) -> Stretch {
        match self {
            Standing::Running(stretch) | Standing::Preparing(stretch) | Standing::Coming(stretch) => *stretch,
        }
    }

    /// The keyword in machine-readable output.
    pub fn keyword(&self) -> &'static str {
        match self {
            Standing::Running(_) => "running",
            Standing::Preparing(_) => "preparing",
            Standing::Coming(_) => "coming",
        }
    }
}
