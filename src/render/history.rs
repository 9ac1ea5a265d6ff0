//! A task as shown by `show`: its purpose, how and when it is done, and its recent history.

use super::day::with_unit;
use super::table::Columns;
use super::views::site_title;
use super::{Screen, cells, schedule, signs, words};
use crate::calendar::{Day, DayRange};
use crate::checklist::{Area, Checklist, Field, Task};
use crate::language::{Lang, say};
use crate::status::{DayState, Status};
use anstyle::Style;
use chrono::{Datelike, Weekday};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Number of years in which to look for the next days: enough to reach the next 02-29.
pub const YEARS_AHEAD: u32 = 4;

/// The history of a task on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// The business day.
    pub day: Day,
    /// The status of each of its occurrences.
    pub statuses: Vec<Status>,
    /// Field id → the last value of the day.
    pub values: BTreeMap<String, String>,
}

impl Past {
    /// Creates a day on which nothing was planned.
    pub fn empty(day: Day) -> Past {
        Past { day, statuses: Vec::new(), values: BTreeMap::new() }
    }

    /// Extracts a task's history from a judged day.
    pub fn of(state: &DayState, task: &str) -> Past {
        let mut past = Past::empty(state.day);
        for item in state.items.iter().filter(|item| item.planned.task.id == task) {
            past.statuses.push(item.status);
            let values = item.facts.into_iter().flat_map(|facts| &facts.values);
            past.values.extend(values.map(|(id, value)| ((*id).to_owned(), value.text.to_owned())));
        }
        past
    }

    /// Returns the status that most needs attention, to represent the day. `None` if nothing was planned.
    fn worst(&self) -> Option<Status> {
        let weight = |status: &Status| match status {
            Status::Missed => 9,
            Status::Overdue => 8,
            Status::Due => 7,
            Status::Done(crate::status::Timing::AfterLapse) => 6,
            Status::Skipped => 5,
            Status::Done(_) => 4,
            Status::Upcoming => 3,
            Status::Excused => 2,
            Status::NotRequired => 1,
        };
        self.statuses.iter().copied().max_by_key(weight)
    }
}

/// Formats one week of the strip; `None` if the task was not planned in that week.
fn week_line(first: Option<Day>, week: &str) -> Option<String> {
    let week = week.trim_end();
    first.filter(|_| !week.is_empty()).map(|first| format!("{first}  {week}"))
}

/// A task at one site: its role and history there.
pub struct AtSite {
    /// Site id; empty if the checklist names no sites.
    pub site: String,
    /// The role that the task belongs to, and who has it at the site.
    pub role: Option<String>,
    /// The last days, oldest first.
    pub days: Vec<Past>,
}

/// A task with its last weeks.
pub struct History<'a> {
    /// The task's checklist.
    pub checklist: &'a Checklist,
    /// The task's area.
    pub area: &'a Area,
    /// The task.
    pub task: &'a Task,
    /// The sites to show; at least one.
    pub sites: &'a [AtSite],
    /// First day of the search for the next days.
    pub today: Day,
    /// The next days on which the task is done, within [`YEARS_AHEAD`].
    pub next: Vec<Day>,
    /// Years whose holidays are unknown, although the next days depend on them.
    pub unknown_years: Vec<i32>,
}

impl History<'_> {
    /// Returns the lines to show on a terminal.
    pub fn lines(&self, screen: &Screen) -> Vec<String> {
        let lang = screen.lang;
        let task = self.task;
        let mut columns = Columns::default();
        let mut line = |label: String, text: String| columns.row(Style::new(), vec![label, text]);
        line(say::label_area(lang), cells::clean(&self.area.title).into_owned());
        if let Some(purpose) = &self.area.purpose {
            line(say::label_purpose(lang), cells::clean(purpose).into_owned());
        }
        line(say::label_when(lang), schedule::schedule(lang, self.checklist, task));
        if !task.sites.is_empty() {
            line(say::label_sites(lang), self.only_at(lang));
        }
        if self.is_done_here() && !task.is_daily(DayRange { first: self.today, last: Day::MAX }) {
            line(say::label_next(lang), self.next(lang));
            self.unknown_years.iter().for_each(|year| line(String::new(), say::holidays_unknown(lang, year)));
        }
        if let Some(role) = self.role(lang) {
            line(say::label_role(lang), role);
        }
        if !task.steps.is_empty() {
            line(say::label_steps(lang), self.steps(lang));
        }
        for text in task.note.iter().flat_map(|note| note.lines()) {
            line(say::label_note(lang), cells::clean(text).into_owned());
        }
        if let Some(link) = &task.link {
            line(say::label_link(lang), cells::clean(link).into_owned());
        }
        for field in &task.fields {
            line(say::label_field(lang), format!("{}  {}", cells::clean(&field.id), self.field(lang, field)));
        }
        let title = format!("{}  {}", cells::clean(&task.title), cells::clean(&task.id));
        let mut lines: Vec<String> = screen.wrap(&title).iter().map(|line| screen.bold(line)).collect();
        lines.extend(columns.lines(screen));
        for (at, title) in self.told_apart() {
            lines.extend(strip(at, title, screen));
            let series = task.fields.iter().filter_map(|field| series(at, field, lang));
            lines.extend(series.flat_map(|line| screen.wrap(&line)));
        }
        lines
    }

    /// Whether the task is done at any of the sites shown.
    fn is_done_here(&self) -> bool {
        self.sites.iter().any(|at| self.task.is_at(&at.site))
    }

    /// Returns the titles of the sites to which the task is limited.
    fn only_at(&self, lang: Lang) -> String {
        let titles: Vec<String> = self.task.sites.iter().filter_map(|site| site_title(self.checklist, site)).collect();
        say::only_at(lang, titles.join(&say::list_comma(lang)))
    }

    /// Describes the next days, or says that there are none.
    fn next(&self, lang: Lang) -> String {
        let next: Vec<String> = self.next.iter().map(|day| words::date(lang, *day)).collect();
        match self.task.until.filter(|until| *until < self.today) {
            Some(until) => say::next_ended(lang, until),
            None if next.is_empty() => say::next_none(lang, YEARS_AHEAD),
            None => next.join(&say::list_comma(lang)),
        }
    }

    /// Returns the histories to show: one per site with its title, or a single one without a title if all are equal.
    fn told_apart(&self) -> Vec<(&AtSite, Option<String>)> {
        match self.sites {
            [first, others @ ..] if others.iter().all(|it| it.days == first.days) => vec![(first, None)],
            several => several.iter().map(|it| (it, site_title(self.checklist, &it.site))).collect(),
        }
    }

    /// Returns the role that the task belongs to; for each site, if it differs between sites.
    fn role(&self, lang: Lang) -> Option<String> {
        let first = self.sites.first()?.role.clone()?;
        if self.sites.iter().all(|it| it.role.as_ref() == Some(&first)) {
            return Some(first);
        }
        let at = |it: &AtSite| {
            let site = site_title(self.checklist, &it.site).map(|title| say::bracketed(lang, title));
            it.role.clone().map(|role| role + &site.unwrap_or_default())
        };
        Some(self.sites.iter().filter_map(at).collect::<Vec<_>>().join(&say::list_comma(lang)))
    }

    fn steps(&self, lang: Lang) -> String {
        let titled = (1..).zip(&self.task.steps).filter_map(|(number, step): (u16, _)| {
            step.title.as_ref().map(|title| format!("{number} {}", cells::clean(title)))
        });
        let titled: Vec<String> = titled.collect();
        if titled.is_empty() { self.task.steps.len().to_string() } else { titled.join(&say::list_comma(lang)) }
    }

    fn field(&self, lang: Lang, field: &Field) -> String {
        say::named(lang, cells::clean(&field.title), cells::clean(field.hint().in_lang(lang)))
    }

    /// Returns the task and its history at one of the sites as JSON.
    pub fn form(&self, at: &AtSite) -> Value {
        let task = self.task;
        let steps = task.steps.iter().map(|step| json!({ "title": step.title, "link": step.link }));
        let fields = task.fields.iter().map(
            |field| json!({ "id": field.id, "title": field.title, "unit": field.unit, "required": field.required }),
        );
        let days = at.days.iter().map(|past| {
            let statuses = past.statuses.iter().map(|status| status.keyword()).collect::<Vec<_>>();
            json!({ "day": past.day, "statuses": statuses, "values": past.values })
        });
        json!({
            "task": task.id,
            "title": task.title,
            "site": at.site,
            "area": { "id": self.area.id, "title": self.area.title, "purpose": self.area.purpose },
            "role": task.role,
            "sites": task.sites,
            "schedule": {
                "en": schedule::schedule(Lang::En, self.checklist, task),
                "zh": schedule::schedule(Lang::Zh, self.checklist, task),
            },
            "next": self.next,
            "unknown_years": self.unknown_years,
            "steps": steps.collect::<Vec<Value>>(),
            "fields": fields.collect::<Vec<Value>>(),
            "note": task.note,
            "link": task.link,
            "days": days.collect::<Vec<Value>>(),
        })
    }
}

/// Returns the last weeks, one sign per day and one line per week.
fn strip(at: &AtSite, site: Option<String>, screen: &Screen) -> Vec<String> {
    let heading = [Some(say::last_weeks(screen.lang)), site].into_iter().flatten().collect::<Vec<_>>().join("  ");
    let mut lines = vec![String::new(), screen.bold(&heading)];
    let mut week = String::new();
    let mut first = at.days.first().map(|past| past.day);
    for past in &at.days {
        if past.day.weekday() == Weekday::Mon && !week.is_empty() {
            lines.extend(week_line(first, &week));
            week = String::new();
            first = Some(past.day);
        }
        week.push(past.worst().map_or(' ', |status| signs::cell(status, screen.ascii)));
    }
    lines.extend(week_line(first, &week));
    lines
}

/// Formats a field's values as a line: `花费  320 280 305元`.
fn series(at: &AtSite, field: &Field, lang: Lang) -> Option<String> {
    let values: Vec<String> = at
        .days
        .iter()
        .filter_map(|past| past.values.get(&field.id))
        .map(|value| cells::clean(value).into_owned())
        .collect();
    let separator = if values.iter().any(|value| value.contains(' ')) { say::list_comma(lang) } else { " ".into() };
    (!values.is_empty())
        .then(|| format!("{}  {}", cells::clean(&field.title), with_unit(field, &values.join(&separator))))
}
