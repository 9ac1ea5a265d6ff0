//! One-offs: tasks for one day, added during the day and carried until they are done.

use super::{ANY_SLOT, Occurrence, Owner, Planned, windows};
use crate::calendar::{Day, Instant, parse_time};
use crate::checklist::{Area, Checklist, ONE_OFF_MARK, Schedule, Span, Task, WallWindow};
use chrono::{Days, NaiveTime};
use std::ops::Deref;

/// Maximum number of days for which a one-off can be carried.
pub const LONGEST_CARRY: u8 = 31;

/// Returns the one-off key for a number: `+` and five digits of Crockford's base32, which encode its lowest 25 bits.
pub fn one_off_key(number: u32) -> String {
    const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let digits = (0..5).rev().map(|place| char::from(DIGITS[(number >> (5 * place) & 31) as usize]));
    [ONE_OFF_MARK].into_iter().chain(digits).collect()
}

/// What was recorded when a one-off was added, except for its key and the start of its window, which are in its
/// occurrence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OneOff {
    /// Title: what is to be done.
    pub title: String,
    /// Day of the deadline, if any. The one-off may be done at any time from its own day until the deadline.
    pub due: Option<Day>,
    /// End of the window, on the `due` day if there is one. Without an end, a slot with a time is a point in time.
    pub end: Option<NaiveTime>,
    /// The assignee: a person's name or a role's id.
    pub assignee: Option<String>,
    /// Number of days after the one-off's own day on which it can still be done, up to [`LONGEST_CARRY`].
    pub carry: u8,
    /// For a fault: the occurrence during which the fault was found, on the business day on which the one-off was
    /// added. `None` for other one-offs.
    pub found: Option<Occurrence>,
    /// How to do the one-off.
    pub note: Option<String>,
}

/// A one-off, with the title of the one-off during which it was found, if there is one.
#[derive(Debug, Clone)]
pub struct PlannedOneOff {
    /// What was recorded when it was added.
    said: OneOff,
    /// For a fault found during another one-off: the title of that one-off, which is not in the checklist.
    pub found_in: Option<String>,
    /// The start of the business day: an earlier time is of the date after.
    day_start: NaiveTime,
}

impl PlannedOneOff {
    /// Whether a time of a business day falls on the date after.
    pub fn is_past_midnight(&self, time: NaiveTime) -> bool {
        time < self.day_start
    }
}

impl Deref for PlannedOneOff {
    type Target = OneOff;

    fn deref(&self) -> &OneOff {
        &self.said
    }
}

/// The one-offs of one day at one site, presented as tasks of a separate area.
#[derive(Debug, Clone)]
pub struct OneOffs {
    area: Area,
    /// What was recorded for each of the area's tasks, in the same order.
    said: Vec<PlannedOneOff>,
}

impl OneOffs {
    /// Makes tasks of the one-offs, keeping their order.
    pub fn new<'a>(checklist: &Checklist, added: impl IntoIterator<Item = (&'a Occurrence, &'a OneOff)>) -> OneOffs {
        let (tasks, said): (Vec<Task>, Vec<&OneOff>) =
            added.into_iter().map(|(of, said)| (task(checklist, of, said), said)).unzip();
        let title_of = |key: &str| tasks.iter().find(|task| task.id == key).map(|task| task.title.clone());
        let found_in = |said: &OneOff| title_of(&said.found.as_ref()?.task);
        let day_start = checklist.clock.day_start;
        let planned = |said: &OneOff| PlannedOneOff { found_in: found_in(said), said: said.clone(), day_start };
        let said = said.into_iter().map(planned).collect();
        let area = Area { id: ONE_OFF_MARK.into(), title: String::new(), purpose: None, tasks };
        OneOffs { area, said }
    }

    /// Returns the one-offs as tasks.
    pub fn tasks(&self) -> &[Task] {
        &self.area.tasks
    }

    /// Returns the one-off with this key as a task, with its area.
    pub fn task(&self, key: &str) -> Option<(&Area, &Task)> {
        let task = self.area.tasks.iter().find(|task| task.id == key)?;
        Some((&self.area, task))
    }

    /// Returns what was recorded when the one-off with this key was added.
    pub fn said(&self, key: &str) -> Option<&OneOff> {
        self.area.tasks.iter().zip(&self.said).find(|(task, _)| task.id == key).map(|(_, said)| &**said)
    }

    /// Keeps the one-offs that satisfy a predicate.
    pub fn retain(&mut self, is_kept: impl Fn(&Task, &OneOff) -> bool) {
        let pairs = std::mem::take(&mut self.area.tasks).into_iter().zip(std::mem::take(&mut self.said));
        (self.area.tasks, self.said) = pairs.filter(|(task, said)| is_kept(task, said)).unzip();
    }

    /// Returns the occurrences of the one-offs. Each begins on `day`, the one-offs' own day, and lapses at the end of
    /// the last day it is carried to. `owner` returns whom a one-off belongs to.
    pub(super) fn occurrences<'c>(
        &'c self,
        checklist: &'c Checklist,
        day: Day,
        site: &'c str,
        owner: impl Fn(&'c Task, &'c OneOff) -> Owner<'c>,
    ) -> impl Iterator<Item = Planned<'c>> {
        let business_day = checklist.clock.on(day);
        self.area.tasks.iter().zip(&self.said).flat_map(move |(task, said)| {
            let last = day.checked_add_days(Days::new(said.carry.into())).unwrap_or(day);
            let lapse = checklist.clock.bounds(last).end;
            let deadline = said.due.map(|due| deadline(checklist, task, due, said.end).min(lapse));
            let owner = owner(task, said);
            let mut planned = Vec::new();
            windows::of_day(checklist, task, &business_day, |slot, mut window| {
                if let Some(deadline) = deadline {
                    window = window.start.min(deadline)..deadline;
                }
                planned.push(Planned {
                    area: &self.area,
                    task,
                    owner,
                    day,
                    slot: slot.label,
                    span: slot.span,
                    lapse,
                    too_late: None,
                    one_off: Some(said),
                    site,
                    window,
                });
            });
            planned
        })
    }
}

/// Returns the deadline of a one-off that is due on a day: the end time given, or else the end of its window on that
/// day.
fn deadline(checklist: &Checklist, task: &Task, due: Day, end: Option<NaiveTime>) -> Instant {
    let due = checklist.clock.on(due);
    let mut last = due.bounds.end;
    match end {
        Some(end) => last = due.end_instant(end),
        None => windows::of_day(checklist, task, &due, |_, window| last = window.end),
    }
    last
}

/// Returns whom a one-off belongs to: the owner of the assigned role, the assigned person or a stand-in, or nobody.
pub(super) fn owner<'c>(checklist: &'c Checklist, task: &Task, said: &'c OneOff, site: &'c str, day: Day) -> Owner<'c> {
    match said.assignee.as_deref() {
        Some(_) if task.role.is_some() => Owner::of(checklist, task, site, day),
        Some(person) => Owner::of_person(checklist, person, site, day),
        None => Owner::Nobody,
    }
}

fn task(checklist: &Checklist, of: &Occurrence, said: &OneOff) -> Task {
    let assignee = said.assignee.as_ref();
    Task {
        id: of.task.to_string(),
        title: said.title.clone(),
        schedule: schedule(&of.slot, said.end),
        on: None,
        except: None,
        from: None,
        until: None,
        role: assignee.filter(|who| checklist.role(who).is_some()).cloned(),
        sites: Vec::new(),
        steps: Vec::new(),
        fields: Vec::new(),
        note: said.note.clone(),
        link: None,
    }
}

fn schedule(slot: &str, end: Option<NaiveTime>) -> Schedule {
    match (parse_time(slot), end) {
        (Ok(start), _) if slot != ANY_SLOT => Schedule::Windows(vec![match end {
            Some(end) => Span::Window(WallWindow { start, end }),
            None => Span::Point(start),
        }]),
        _ => Schedule::Anytime,
    }
}
