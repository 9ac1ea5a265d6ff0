//! The checklist: turns a TOML file into a validated [`Checklist`], or into all its problems with their places.

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

pub use amount::is_money;
pub use builtin::{BUILTINS, Builtin, BuiltinKind, CALENDARS};
pub use field::{Field, FieldKind, Total, gbk_width};
pub use matching::{Match, find_among, find_field, find_step, find_task, short_ids, sounds_like};
pub use measure::{Divisor, FieldRef, Measure, MeasureTarget, RateTargets, TargetPeriod};
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

/// A validated checklist. Planning it cannot fail.
#[derive(Debug, Clone)]
pub struct Checklist {
    /// Stable name; the journal keeps one folder per checklist id.
    pub id: String,
    /// Display name; defaults to the id.
    pub title: String,
    /// The team's zone and the start of its business day.
    pub clock: BusinessClock,
    /// How long a point in time stays due before it becomes overdue.
    pub grace: TimeDelta,
    /// Business hours in the order of the business day; empty means the whole business day.
    pub hours: Vec<WallWindow>,
    /// Working days and periods.
    pub calendar: TeamCalendar,
    /// Roles that tasks can belong to.
    pub roles: Vec<Role>,
    /// Shops or branches; empty means one unnamed site, whose id is the empty string.
    pub sites: Vec<Site>,
    /// Sites that no longer exist in this checklist but that a day still refers to; used only for their titles.
    pub gone_sites: Vec<Site>,
    /// Absences in file order.
    pub absences: Vec<Absence>,
    /// Areas in file order.
    pub areas: Vec<Area>,
    /// Measures of the report, in file order.
    pub measures: Vec<Measure>,
    /// Targets of the report's rates.
    pub targets: RateTargets,
}

/// A role that tasks can belong to: operator, assistant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// Stable id, used in `role = "…"`.
    pub id: String,
    /// Display name.
    pub title: String,
}

/// A shop or branch that works through its own copy of the checklist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// Stable id.
    pub id: String,
    /// Display name.
    pub title: String,
    /// Who has which role at this site, as pairs of role id and person.
    pub people: Vec<(String, String)>,
}

/// Days off of a person: a stand-in takes over, or the person's tasks are excused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absence {
    /// Who is away.
    pub person: String,
    /// The days on which the person is away.
    pub days: DaySet,
    /// Who owns the person's tasks on these days; `None` if the tasks are excused.
    pub stand_in: Option<String>,
    /// Reason for the absence, given for the excused tasks if there is no stand-in.
    pub reason: Option<String>,
    /// Ids of the sites that the absence concerns; empty means every site where the person works.
    pub sites: Vec<String>,
}

/// A group of tasks with one purpose.
#[derive(Debug, Clone)]
pub struct Area {
    /// Stable id.
    pub id: String,
    /// Display name.
    pub title: String,
    /// Purpose (目的): why the area's tasks are done.
    pub purpose: Option<String>,
    /// Tasks in file order.
    pub tasks: Vec<Task>,
}

/// A recurring task.
#[derive(Debug, Clone)]
pub struct Task {
    /// Stable id, unique in the checklist, never renumbered.
    pub id: String,
    /// Display name.
    pub title: String,
    /// At which times of the day the task is done.
    pub schedule: Schedule,
    /// Days on which the task is due; `None` means every day.
    pub on: Option<DaySet>,
    /// Days excluded from `on`.
    pub except: Option<DaySet>,
    /// First day on which the task can be due; `None` means no limit.
    pub from: Option<Day>,
    /// Last day on which the task can be due; `None` means no limit.
    pub until: Option<Day>,
    /// Id of the role that the task belongs to.
    pub role: Option<String>,
    /// Ids of the sites where the task is done; empty means every site.
    pub sites: Vec<String>,
    /// Parts that can be ticked separately; empty means the task is ticked as a whole.
    pub steps: Vec<Step>,
    /// Values entered when the task is ticked.
    pub fields: Vec<Field>,
    /// How to do the task.
    pub note: Option<String>,
    /// URL at which the work is done.
    pub link: Option<String>,
}

/// At which times of the day a task is done. Named windows are already resolved to times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Schedule {
    /// No `at`: any time within the hours.
    Anytime,
    /// `at`: one occurrence per window, in the order of the business day.
    Windows(Vec<Span>),
    /// `every`: a watch, repeated within the spans. Without spans it repeats within the hours; without hours,
    /// throughout the business day.
    Watch {
        /// Interval between the starts of two rounds: a whole number of minutes.
        every: TimeDelta,
        /// Spans within which the task repeats, in the order of the business day.
        spans: Vec<Span>,
    },
}

/// A part of a task that can be ticked separately. Steps are numbered from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Title; `None` for steps that are only counted.
    pub title: Option<String>,
    /// URL at which the work is done.
    pub link: Option<String>,
}

/// First character of every one-off's key. No id of a checklist task starts with it.
pub const ONE_OFF_MARK: char = '+';

/// Whether a task id is the key of a one-off.
pub fn is_one_off(task: &str) -> bool {
    task.starts_with(ONE_OFF_MARK)
}

impl Checklist {
    /// Returns every task with its area, in file order.
    pub fn tasks(&self) -> impl Iterator<Item = (&Area, &Task)> {
        self.areas.iter().flat_map(|area| area.tasks.iter().map(move |task| (area, task)))
    }

    /// Returns the task with exactly this id.
    pub fn task(&self, id: &str) -> Option<(&Area, &Task)> {
        self.tasks().find(|(_, task)| task.id == id)
    }

    /// Returns the site with exactly this id.
    pub fn site(&self, id: &str) -> Option<&Site> {
        self.sites.iter().find(|site| site.id == id)
    }

    /// Like [`Checklist::site`], but also finds gone sites.
    pub fn site_or_gone(&self, id: &str) -> Option<&Site> {
        self.site(id).or_else(|| self.gone_sites.iter().find(|site| site.id == id))
    }

    /// Returns the role with exactly this id.
    pub fn role(&self, id: &str) -> Option<&Role> {
        self.roles.iter().find(|role| role.id == id)
    }

    /// Returns everyone who has a role, once per role and site.
    pub fn people(&self) -> impl Iterator<Item = &str> {
        self.sites.iter().flat_map(|site| &site.people).map(|(_, person)| person.as_str())
    }

    /// Returns everyone who has a role, or stands in for someone.
    pub fn everybody(&self) -> impl Iterator<Item = &str> {
        let stand_ins = self.absences.iter().filter_map(|absence| absence.stand_in.as_deref());
        self.people().chain(stand_ins)
    }

    /// Whether the checklist names any person. If not, no task belongs to anyone.
    pub fn names_people(&self) -> bool {
        self.people().next().is_some()
    }

    /// Whether a person has a role at some site, or stands in for someone who has.
    pub fn knows(&self, person: &str) -> bool {
        self.sites.iter().any(|site| site.employs(person))
            || self.absences.iter().any(|absence| absence.stand_in.as_deref() == Some(person))
    }

    /// Whether a person works at a site on a day: has a role there, or is a stand-in there on that day.
    pub fn works_at(&self, person: &str, site: &Site, day: Day) -> bool {
        let stands_in = |absence: &Absence| {
            absence.stand_in.as_deref() == Some(person)
                && absence.is_at(&site.id)
                && site.employs(&absence.person)
                && self.calendar.contains(&absence.days, day)
        };
        site.employs(person) || self.absences.iter().any(stands_in)
    }

    /// Returns the ids of the sites, or a single empty id if the checklist names no sites.
    pub fn site_ids(&self) -> Vec<&str> {
        if self.sites.is_empty() { vec![""] } else { self.sites.iter().map(|site| site.id.as_str()).collect() }
    }
}

impl Absence {
    /// Whether the absence applies at a site.
    pub fn is_at(&self, site: &str) -> bool {
        holds_at(&self.sites, site)
    }
}

/// Whether a list of sites includes a site. An empty list means all sites.
fn holds_at(sites: &[String], site: &str) -> bool {
    sites.is_empty() || sites.iter().any(|own| own == site)
}

impl Site {
    /// Returns the person who has this role at the site.
    pub fn person(&self, role: &str) -> Option<&str> {
        self.people.iter().find(|(known, _)| known == role).map(|(_, person)| person.as_str())
    }

    /// Whether a person has any role at the site.
    pub fn employs(&self, person: &str) -> bool {
        self.people.iter().any(|(_, known)| known == person)
    }
}

impl Checklist {
    /// Returns a text that distinguishes a task from others with the same title: the title of its area, or its id if
    /// one of the others is in the same area. `None` if no other task has its title.
    pub fn told_by(&self, task: &Task) -> Option<&str> {
        let mut others = self.tasks().filter(|(_, other)| other.title == task.title && other.id != task.id).peekable();
        others.peek()?;
        let (area, known) = self.task(&task.id)?;
        Some(if others.any(|(other, _)| other.id == area.id) { &known.id } else { &area.title })
    }
}

impl Task {
    /// Returns the field with this id or title. An exact match takes precedence over one that ignores case and
    /// character width.
    pub fn field(&self, name: &str) -> Option<&Field> {
        let exact = self.fields.iter().find(|field| field.id == name || field.title == name);
        let name = folded(name);
        exact.or_else(|| self.fields.iter().find(|field| folded(&field.id) == name || folded(&field.title) == name))
    }

    /// Whether the task is done at a site, regardless of the day.
    pub fn is_at(&self, site: &str) -> bool {
        holds_at(&self.sites, site)
    }

    /// Whether the task is a one-off rather than a task of the checklist.
    pub fn is_one_off(&self) -> bool {
        is_one_off(&self.id)
    }

    /// Whether the task is repeated by `every`. Reports count watches separately.
    pub fn is_watch(&self) -> bool {
        matches!(self.schedule, Schedule::Watch { .. })
    }
}
