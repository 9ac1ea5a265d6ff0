//! What falls on which day beside what is done every day: a month, a campaign, a year at a glance.

use super::{Planned, slots};
use crate::calendar::{Day, DayRange, DayTerm, Stretch};
use crate::checklist::{Area, Checklist, Task};
use chrono::Datelike;

/// One day of an agenda.
#[derive(Debug, Clone)]
pub struct AgendaDay<'c> {
    /// The business day.
    pub day: Day,
    /// Its tasks by the time at which they begin: those of certain days, and those of every day where they are asked for.
    pub tasks: Vec<(&'c Area, &'c Task)>,
    /// How many tasks of every day were left out.
    pub daily: usize,
    /// The one-offs that are for the day, by the time at which they begin. The checklist knows none: who reads the journal
    /// brings them.
    pub one_offs: Vec<Planned<'c>>,
}

/// Where a period stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The day lies in it.
    Running(Stretch),
    /// The day is one of its lead days.
    Preparing(Stretch),
    /// It is still to come.
    Coming(Stretch),
}

impl Task {
    /// Whether it is simply done every day of a range. What ends, or begins in the range, is a duty of certain days, as is
    /// what names its days.
    pub fn is_daily(&self, range: DayRange) -> bool {
        let names_days = self.on.is_some() || self.except.is_some();
        !names_days && self.until.is_none() && !self.from.is_some_and(|from| range.contains(from))
    }
}

/// The tasks of each day of a range at a site; those of every day of it only if `all` are asked for. A day that the zone's
/// calendar skips is none of them.
pub fn agenda<'c>(checklist: &'c Checklist, site: &str, range: DayRange, all: bool) -> Vec<AgendaDay<'c>> {
    let day = |day: Day| {
        let planned = checklist.tasks().filter(|(_, task)| task.is_planned(&checklist.calendar, site, day));
        let (mut tasks, daily): (Vec<_>, Vec<_>) = planned.partition(|(_, task)| all || !task.is_daily(range));
        tasks.sort_by_key(|(_, task)| begins(checklist, task));
        AgendaDay { day, tasks, daily: daily.len(), one_offs: Vec::new() }
    };
    range.days().filter(|day| checklist.clock.has(*day)).map(day).collect()
}

/// How far into the day a task's first window begins, in minutes.
fn begins(checklist: &Checklist, task: &Task) -> i64 {
    let starts = slots(checklist, task).into_iter().map(|slot| checklist.clock.minutes_in(slot.wall.start));
    starts.min().unwrap_or(0)
}

/// The next days on which a task is done, from a day on: so many at most, within so many days.
pub fn next_days(checklist: &Checklist, task: &Task, from: Day, most: usize, within: usize) -> Vec<Day> {
    let comes = |day: &Day| task.comes_on(&checklist.calendar, *day) && checklist.clock.has(*day);
    from.iter_days().take(within).filter(comes).take(most).collect()
}

/// The years whose holidays are not known, and on which the days named depend: those of the days themselves, and those of
/// days that only working days could take away.
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

/// So many days ahead a period that is not prepared for yet is worth naming.
const NEAR: i64 = 30;

/// Where nothing is nearer, one that begins within so many days.
const FAR: i64 = 100;

/// The periods that matter on a day, by their beginning: those that run or are prepared for, those that begin within 30
/// days, and where nothing else is to come, the next one within 100. The title comes with each.
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
    /// The days it speaks of.
    pub fn stretch(&self) -> Stretch {
        match self {
            Standing::Running(stretch) | Standing::Preparing(stretch) | Standing::Coming(stretch) => *stretch,
        }
    }

    /// The word of the machine-readable forms.
    pub fn keyword(&self) -> &'static str {
        match self {
            Standing::Running(_) => "running",
            Standing::Preparing(_) => "preparing",
            Standing::Coming(_) => "coming",
        }
    }
}
