//! The agenda as lines and as JSON: which tasks are done on which day, and why.

use super::schedule::{reason, slot_words};
use super::table::Columns;
use super::{Screen, calendar_notes, cells, filter, one_off, words};
use crate::calendar::{Day, DayRange};
use crate::checklist::{Checklist, Task, short_ids};
use crate::language::{Lang, say};
use crate::plan::{AgendaDay, slots_on};
use crate::status::Filter;
use anstyle::Style;
use chrono::Datelike;
use serde_json::{Value, json};
use std::collections::HashMap;

/// Returns the days that have tasks, one-offs or a calendar note, each under its date.
pub fn lines(checklist: &Checklist, site: &str, range: DayRange, days: &[AgendaDay], screen: &Screen) -> Vec<String> {
    let lang = screen.lang;
    let short: HashMap<&str, &str> = short_ids(checklist).into_iter().collect();
    let mut columns = Columns::default();
    for it in days {
        match it.tasks.is_empty() && it.one_offs.is_empty() {
            true if !calendar_notes::is_marked(checklist, it.day) => continue,
            true => columns.kept_heading(heading(checklist, it, screen)),
            false => columns.heading(heading(checklist, it, screen)),
        }
        for (_, task) in &it.tasks {
            let id = short.get(task.id.as_str()).unwrap_or(&task.id.as_str()).to_string();
            let why = reason(lang, checklist, task, it.day, range);
            let why = why.map(|why| say::bracketed(lang, why)).unwrap_or_default();
            let title = format!("{}{why}", cells::clean(&task.title));
            columns.row(Style::new(), vec![format!("  {}", slot_words(lang, checklist, task)), id, title]);
        }
        for planned in &it.one_offs {
            let title = one_off::titled(lang, checklist, site, planned);
            let when = format!("  {}", words::window(lang, planned));
            columns.row(Style::new(), vec![when, planned.task.id.clone(), title]);
        }
    }
    columns.lines(screen)
}

fn heading(checklist: &Checklist, it: &AgendaDay, screen: &Screen) -> Vec<String> {
    let mut pieces = vec![screen.bold(&words::date(screen.lang, it.day))];
    let said = calendar_notes::in_list(checklist, it.day, screen.lang);
    pieces.extend(said.iter().flat_map(|text| screen.wrap(text)).map(|line| screen.dim(&line)));
    super::table::flow(&pieces, "  ", screen)
}

/// Returns the agenda as JSON.
pub fn form(checklist: &Checklist, site: &str, range: DayRange, days: &[AgendaDay], meant: &Filter) -> Value {
    let work = &checklist.calendar.work;
    json!({
        "checklist": { "id": checklist.id, "title": checklist.title },
        "site": site,
        "first": range.first,
        "last": range.last,
        "for": filter::persons_form(meant),
        "task": filter::tasks_form(meant),
        "calendar": {
            "base": work.base,
            "years": work.years().collect::<Vec<i32>>(),
            "unknown_years": work.unknown_years(range.years()),
        },
        "days": days.iter().map(|it| day(checklist, range, it)).collect::<Vec<Value>>(),
    })
}

fn day(checklist: &Checklist, range: DayRange, it: &AgendaDay) -> Value {
    let tasks = it.tasks.iter().map(|(area, task)| self::task(checklist, range, it.day, &area.id, task));
    json!({
        "day": it.day,
        "weekday": it.day.weekday().to_string().to_lowercase(),
        "work": calendar_notes::work_form(checklist, it.day),
        "periods": calendar_notes::period_forms(checklist, it.day),
        "tasks": tasks.collect::<Vec<Value>>(),
        "one_offs": it.one_offs.iter().filter_map(one_off::planned_form).collect::<Vec<Value>>(),
        "daily": it.daily,
    })
}

fn task(checklist: &Checklist, range: DayRange, day: Day, area: &str, task: &Task) -> Value {
    let why = |lang| reason(lang, checklist, task, day, range);
    let labels = slots_on(checklist, task, day);
    json!({
        "task": task.id,
        "title": task.title,
        "area": area,
        "slots": labels,
        "reason": why(Lang::En).map(|en| json!({ "en": en, "zh": why(Lang::Zh) })),
    })
}
