//! The checklist: a TOML file as written becomes a validated [`Checklist`], or every problem at once, with its place.

mod amount;
mod builtin;
mod field;
mod matching;
mod measure;
mod problem;
mod reader;
mod source;
mod span;
mod written;

pub use builtin::{BUILTINS, Builtin, BuiltinKind, CALENDARS};
pub use field::{Field, FieldKind, gbk_width};
pub use matching::{Match, find_among, find_field, find_step, find_task, short_ids, sounds_like};
pub use measure::{Divisor, FieldRef, Measure, Target, TargetPeriod};
pub use problem::{LocatedProblem, Place, Position, Problem, Severity, is_unsafe, locate, render, shown};
pub use reader::{Reading, SpanMistake, nearest, parse_span, read, read_bundle, review};
pub use source::{
    BUILTIN_CALENDARS, Bundle, DecodeError, MAX_FILE_BYTES, MAX_FILES, OWN_CALENDARS, SourceFile, decode, decode_any,
};
pub use span::{Span, WallWindow};
pub use written::{written_id, written_lang};

use crate::calendar::{BusinessClock, Day, DaySet, TeamCalendar};
use crate::language::folded;
use chrono::TimeDelta;

/// A validated checklist: nothing in it can fail to be planned.
#[derive(Debug, Clone)]
pub struct Checklist {
    /// Stable name; the journal keeps one folder per checklist id.
    pub id: String,
    /// What people call it; the id where none is given.
    pub title: String,
    /// The team's zone and the start of its business day.
    pub clock: BusinessClock,
    /// How long a point in time stays due before it is overdue.
    pub grace: TimeDelta,
    /// Business hours in order of the business day; the whole business day where none are given.
    pub hours: Vec<WallWindow>,
    /// Working days and periods.
    pub calendar: TeamCalendar,
    /// Who tasks can belong to.
    pub roles: Vec<Role>,
    /// Shops or branches; empty means one, unnamed (its id is the empty string).
    pub sites: Vec<Site>,
    /// Sites that another text of the checklist had, where a day still speaks of them: for their titles alone.
    pub gone_sites: Vec<Site>,
    /// Days off, in the file's order.
    pub absences: Vec<Absence>,
    /// Areas in the file's order.
    pub areas: Vec<Area>,
    /// Figures of the report, in the file's order.
    pub measures: Vec<Measure>,
}

/// Who a task belongs to: operator, assistant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// Stable id, used in `role = "…"`.
    pub id: String,
    /// What people call it.
    pub title: String,
}

/// A shop or branch that works through its own copy of the checklist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// Stable id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// Who has which role here: (role id, person).
    pub people: Vec<(String, String)>,
}

/// Days off of a person: somebody stands in, or the person's tasks are excused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absence {
    /// Who is away.
    pub person: String,
    /// When.
    pub days: DaySet,
    /// Who sees and owns the person's work meanwhile.
    pub stand_in: Option<String>,
    /// Why; the reason of the excuse where nobody stands in.
    pub reason: Option<String>,
    /// Site ids; empty means wherever the person works.
    pub sites: Vec<String>,
}

/// A group of tasks with one purpose.
#[derive(Debug, Clone)]
pub struct Area {
    /// Stable id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// 目的: why its tasks are done.
    pub purpose: Option<String>,
    /// Tasks in the file's order.
    pub tasks: Vec<Task>,
}

/// Something to be done again and again.
#[derive(Debug, Clone)]
pub struct Task {
    /// Stable id, unique in the checklist, never renumbered.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// When in the day.
    pub schedule: Schedule,
    /// The days it is due; `None` is every day.
    pub on: Option<DaySet>,
    /// Days taken away from `on`.
    pub except: Option<DaySet>,
    /// The first day on which it is done.
    pub from: Option<Day>,
    /// The last one.
    pub until: Option<Day>,
    /// Role id.
    pub role: Option<String>,
    /// Site ids; empty means every site.
    pub sites: Vec<String>,
    /// Parts that can be ticked by themselves; empty means the task is ticked as a whole.
    pub steps: Vec<Step>,
    /// Values asked for when it is ticked.
    pub fields: Vec<Field>,
    /// How to do it.
    pub note: Option<String>,
    /// Where to do it.
    pub link: Option<String>,
}

/// When in the day a task should be done, named times already resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Schedule {
    /// `at` left out: any time within the hours.
    Anytime,
    /// `at`: one occurrence a window, in the order of the business day.
    Windows(Vec<Span>),
    /// `every`: a watch, repeated inside the spans; where there are none inside the hours, and where there are none of
    /// those either all through the business day.
    Watch {
        /// From the start of one round to the next; whole minutes, at least one.
        every: TimeDelta,
        /// Where it repeats, in the order of the business day.
        spans: Vec<Span>,
    },
}

/// A part of a task that can be ticked by itself. Steps are numbered from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// `None` for steps that are only counted.
    pub title: Option<String>,
    /// Where to do it.
    pub link: Option<String>,
}

/// What the key of a one-off begins with, and no id of a checklist's task.
pub const ONE_OFF_MARK: char = '+';

/// Whether a task's id is the key of a one-off.
pub fn is_one_off(task: &str) -> bool {
    task.starts_with(ONE_OFF_MARK)
}

impl Checklist {
    /// Every task with its area, in the file's order.
    pub fn tasks(&self) -> impl Iterator<Item = (&Area, &Task)> {
        self.areas.iter().flat_map(|area| area.tasks.iter().map(move |task| (area, task)))
    }

    /// The task of this exact id.
    pub fn task(&self, id: &str) -> Option<(&Area, &Task)> {
        self.tasks().find(|(_, task)| task.id == id)
    }

    /// The site of this exact id.
    pub fn site(&self, id: &str) -> Option<&Site> {
        self.sites.iter().find(|site| site.id == id)
    }

    /// The site of this exact id, be it one that is gone.
    pub fn site_or_gone(&self, id: &str) -> Option<&Site> {
        self.site(id).or_else(|| self.gone_sites.iter().find(|site| site.id == id))
    }

    /// The role of this exact id.
    pub fn role(&self, id: &str) -> Option<&Role> {
        self.roles.iter().find(|role| role.id == id)
    }

    /// Everybody who has a role, once for each role and site.
    pub fn people(&self) -> impl Iterator<Item = &str> {
        self.sites.iter().flat_map(|site| &site.people).map(|(_, person)| person.as_str())
    }

    /// Everybody who has a role, or stands in for somebody.
    pub fn everybody(&self) -> impl Iterator<Item = &str> {
        let stand_ins = self.absences.iter().filter_map(|absence| absence.stand_in.as_deref());
        self.people().chain(stand_ins)
    }

    /// Whether people are named: only then can a task belong to somebody.
    pub fn names_people(&self) -> bool {
        self.people().next().is_some()
    }

    /// Whether somebody has a role somewhere, or stands in for somebody who has.
    pub fn knows(&self, person: &str) -> bool {
        self.sites.iter().any(|site| site.employs(person))
            || self.absences.iter().any(|absence| absence.stand_in.as_deref() == Some(person))
    }

    /// Whether somebody works at a site on a day: has a role there, or stands in.
    pub fn works_at(&self, person: &str, site: &Site, day: Day) -> bool {
        let stands_in = |absence: &Absence| {
            absence.stand_in.as_deref() == Some(person)
                && absence.is_at(&site.id)
                && site.employs(&absence.person)
                && self.calendar.contains(&absence.days, day)
        };
        site.employs(person) || self.absences.iter().any(stands_in)
    }

    /// The ids of its sites; one empty id where none is named.
    pub fn site_ids(&self) -> Vec<&str> {
        if self.sites.is_empty() { vec![""] } else { self.sites.iter().map(|site| site.id.as_str()).collect() }
    }
}

impl Absence {
    /// Whether it holds at a site.
    pub fn is_at(&self, site: &str) -> bool {
        holds_at(&self.sites, site)
    }
}

/// Naming no site is naming all of them.
fn holds_at(sites: &[String], site: &str) -> bool {
    sites.is_empty() || sites.iter().any(|own| own == site)
}

impl Site {
    /// Who has a role here.
    pub fn person(&self, role: &str) -> Option<&str> {
        self.people.iter().find(|(known, _)| known == role).map(|(_, person)| person.as_str())
    }

    /// Whether somebody has a role here.
    pub fn employs(&self, person: &str) -> bool {
        self.people.iter().any(|(_, known)| known == person)
    }
}

impl Checklist {
    /// What tells a task from others of its title: its area; its id where that has several; `None` where no other has it.
    pub fn told_by(&self, task: &Task) -> Option<&str> {
        let mut others = self.tasks().filter(|(_, other)| other.title == task.title && other.id != task.id).peekable();
        others.peek()?;
        let (area, known) = self.task(&task.id)?;
        Some(if others.any(|(other, _)| other.id == area.id) { &known.id } else { &area.title })
    }
}

impl Task {
    /// The field of this id, or of this title, as people may type it.
    pub fn field(&self, name: &str) -> Option<&Field> {
        let exact = self.fields.iter().find(|field| field.id == name || field.title == name);
        let name = folded(name);
        exact.or_else(|| self.fields.iter().find(|field| folded(&field.id) == name || folded(&field.title) == name))
    }

    /// Whether it is done at a site, on whatever day.
    pub fn is_at(&self, site: &str) -> bool {
        holds_at(&self.sites, site)
    }

    /// Whether it is a one-off, which no checklist has.
    pub fn is_one_off(&self) -> bool {
        is_one_off(&self.id)
    }

    /// Whether it is repeated by `every`: reports count watches apart from checks.
    pub fn is_watch(&self) -> bool {
        matches!(self.schedule, Schedule::Watch { .. })
    }
}
