//! One-offs in words: what was added, for whom, during which task it was found, how old it is.

use super::table::Columns;
use super::{Screen, cells, json, views, words};
use crate::calendar::{Day, time_label};
use crate::checklist::{Checklist, is_one_off};
use crate::language::{Lang, say};
use crate::plan::{OneOff, Planned, PlannedOneOff};
use crate::status::{DayState, Item};
use anstyle::Style;
use chrono::Days;
use serde_json::{Value, json};

/// Names a one-off's assignee: a role by its title and the person who has it at the site, or a person by name.
pub fn assignee(checklist: &Checklist, site: &str, who: &str) -> String {
    let Some(role) = checklist.role(who) else {
        return cells::clean(who).into_owned();
    };
    let person = checklist.site(site).and_then(|site| site.person(who));
    let title = cells::clean(&role.title);
    person.map_or(title.to_string(), |person| format!("{title} {}", cells::clean(person)))
}

/// Returns the details after a one-off's title: assignee, the task during which it was found, note.
pub fn more(lang: Lang, checklist: &Checklist, site: &str, one_off: &PlannedOneOff) -> Vec<String> {
    let assignee = one_off.assignee.as_ref().map(|who| say::for_whom(lang, self::assignee(checklist, site, who)));
    let found = found(lang, checklist, one_off);
    let note = one_off.note.as_ref().map(|note| say::quoted(lang, cells::clean(note)));
    [assignee, found, note].into_iter().flatten().collect()
}

/// Names the task during which a fault was found. `None` if the one-off is no fault, or that task is a one-off whose
/// title is unknown.
pub fn found(lang: Lang, checklist: &Checklist, one_off: &PlannedOneOff) -> Option<String> {
    let is_known = one_off.found_in.is_some() || !is_one_off(&one_off.found.as_ref()?.task);
    found_title(checklist, one_off).filter(|_| is_known).map(|title| say::found_in(lang, title))
}

/// Returns the title of the task during which a fault was found, or its id if the title is unknown. `None` if the
/// one-off is no fault.
pub fn found_title(checklist: &Checklist, one_off: &PlannedOneOff) -> Option<String> {
    let of = one_off.found.as_ref()?;
    let title = checklist.task(&of.task).map(|(_, task)| &task.title).or(one_off.found_in.as_ref());
    Some(cells::clean(title.map_or(&*of.task, |title| title)).into_owned())
}

/// Formats the age of a one-off: `3 days ago`. `day` is the day it is for.
pub fn age(lang: Lang, day: Day, today: Day) -> String {
    match (today - day).num_days() {
        1 => say::one_day_ago(lang),
        days if days > 1 => say::days_ago(lang, days),
        0 => say::this_day(lang),
        -1 => say::in_one_day(lang),
        days => say::in_days(lang, -days),
    }
}

/// A row for a one-off just added: its key, time, site if there are several, and description.
pub struct AddedRow {
    key: String,
    when: [String; 2],
    site: Option<String>,
    /// Title and details.
    pub what: String,
}

/// Builds the row of a one-off just added.
pub fn added_row(lang: Lang, checklist: &Checklist, site: &str, item: &Item) -> AddedRow {
    let planned = item.planned;
    AddedRow {
        key: planned.task.id.clone(),
        when: [words::date(lang, planned.day), words::window(lang, planned)],
        site: views::site_title(checklist, site).filter(|_| checklist.sites.len() > 1),
        what: titled(lang, checklist, site, planned),
    }
}

/// Formats one-offs just added, one line each.
pub fn added_lines(rows: Vec<AddedRow>, screen: &Screen) -> Vec<String> {
    let mut columns = Columns::default();
    for AddedRow { key, when, site, what } in rows {
        let behind: Vec<String> = site.into_iter().chain([what]).collect();
        columns.row(Style::new(), row(key, when.into(), behind, screen));
    }
    columns.lines(screen)
}

/// Builds a row of a list of one-offs: key, facts, description. On a narrow screen the latter two are stacked, because
/// only the last column wraps.
fn row(key: String, facts: Vec<String>, what: Vec<String>, screen: &Screen) -> Vec<String> {
    match screen.is_narrow() {
        true => vec![key, format!("{}\n{}", facts.join("  "), what.join("  "))],
        false => [vec![key], facts, what].concat(),
    }
}

/// Returns a one-off's title and details.
pub fn titled(lang: Lang, checklist: &Checklist, site: &str, planned: &Planned) -> String {
    titled_beside(lang, checklist, site, planned, None)
}

/// Like [`titled`], beside a column that says whose it is, if anybody's.
pub fn titled_beside(lang: Lang, checklist: &Checklist, site: &str, planned: &Planned, who: Option<&String>) -> String {
    let mut more = planned.one_off.map(|one_off| more(lang, checklist, site, one_off)).unwrap_or_default();
    if who.is_some() && planned.one_off.is_some_and(|one_off| one_off.assignee.is_some()) {
        more.remove(0);
    }
    [vec![cells::clean(&planned.task.title).into_owned()], more].concat().join("  ")
}

/// Lists open one-offs: key, day or deadline, age, status, site if there are several, and description.
pub fn open_lines(
    days: &[(&Checklist, DayState)],
    has_several_sites: bool,
    today: Day,
    screen: &Screen,
) -> Vec<String> {
    let lang = screen.lang;
    let mut columns = Columns::default();
    for (checklist, state) in days {
        let site = has_several_sites.then(|| views::site_title(checklist, state.site).unwrap_or_default());
        for item in &state.items {
            let planned = item.planned;
            let status = words::state(lang, item, state.now, &checklist.clock.zone, state.day);
            let returned = super::day::returned(lang, item).map(|returned| format!("  {returned}"));
            let title = titled(lang, checklist, state.site, planned) + &returned.unwrap_or_default();
            let day = match words::has_deadline(item) {
                true => words::window(lang, planned),
                false => words::date(lang, words::said_date(planned)),
            };
            let facts = vec![day, age(lang, words::said_date(planned), today), status];
            let what: Vec<String> = site.iter().cloned().chain([title]).collect();
            let row = row(planned.task.id.clone(), facts, what, screen);
            columns.row(super::signs::style(item.status), row);
        }
    }
    columns.lines(screen)
}

/// Returns the open one-offs as JSON.
pub fn open_form(days: &[(&Checklist, DayState)], today: Day) -> Vec<Value> {
    let forms = |(checklist, state): &(&Checklist, DayState)| {
        let form = |item: &Item| form(checklist, state, item, today);
        state.items.iter().map(form).collect::<Vec<Value>>()
    };
    days.iter().flat_map(forms).collect()
}

/// Returns one open one-off as JSON.
pub fn form(checklist: &Checklist, state: &DayState, item: &Item, today: Day) -> Value {
    let planned = item.planned;
    let at = |moment| json::instant(checklist.clock.zone.at(moment));
    let mut form = json!({
        "task": planned.task.id,
        "slot": planned.slot,
        "title": planned.task.title,
        "site": state.site,
        "start": at(planned.window.start),
        "end": at(planned.window.end),
        "lapse": at(planned.lapse),
        "status": item.status.keyword(),
    });
    if let (Value::Object(form), Some(Value::Object(said))) = (&mut form, said_form(item, today)) {
        form.extend(said);
    }
    if let Some(it) = item.returned {
        form["returned"] = json!({ "by": it.by, "at": json::instant(it.recorded), "reason": it.reason });
    }
    form
}

/// Returns the JSON members specific to a one-off: its day, its age, and the data given when it was added. `None` if
/// the item is no one-off.
pub fn said_form(item: &Item, today: Day) -> Option<Value> {
    let one_off = item.planned.one_off?;
    let added = item.facts.and_then(|facts| facts.added.as_ref()).map(|added| {
        let (at, recorded) = (json::instant(added.claimed), json::instant(added.recorded));
        json!({ "by": added.by, "at": at, "recorded_at": recorded })
    });
    Some(json!({
        "day": item.planned.day,
        "age": (today - item.planned.day).num_days(),
        "due": one_off.due,
        "for": one_off.assignee,
        "carry": one_off.carry,
        "found": found_form(one_off),
        "how": one_off.note,
        "added": added,
    }))
}

/// Returns the occurrence during which a fault was found, as JSON.
fn found_form(one_off: &OneOff) -> Option<Value> {
    one_off.found.as_ref().map(|of| json!({ "task": of.task, "slot": of.slot }))
}

/// Returns a planned one-off as JSON, whatever its status. `None` if the occurrence is no one-off.
pub fn planned_form(planned: &Planned) -> Option<Value> {
    let one_off = planned.one_off?;
    Some(json!({
        "task": planned.task.id,
        "slot": planned.slot,
        "due": one_off.due,
        "end": one_off.end.map(time_label),
        "title": planned.task.title,
        "kind": if one_off.found.is_some() { "fault" } else { "one-off" },
        "for": one_off.assignee,
        "owner": planned.owner.person(),
        "carry": one_off.carry,
        "found": found_form(one_off),
        "how": one_off.note,
    }))
}

/// Returns a one-off as shown by `show`; `site` is the site of its day.
pub fn details(
    (checklist, site): (&Checklist, &str),
    state: &DayState,
    item: &Item,
    today: Day,
    screen: &Screen,
) -> Vec<String> {
    let lang = screen.lang;
    let planned = item.planned;
    let zone = &checklist.clock.zone;
    let mut columns = Columns::default();
    let mut line = |label: String, text: String| columns.row(Style::new(), vec![label, text]);
    let said = words::said_date(planned);
    let day = say::bracketed(lang, age(lang, said, today));
    let first = if words::has_deadline(item) { planned.day } else { said };
    line(say::label_area(lang), say::one_offs(lang));
    line(say::label_when(lang), format!("{}  {}{day}", words::date(lang, first), words::window(lang, planned)));
    if let Some(site) = views::site_title(checklist, site) {
        line(say::fact_site(lang), site);
    }
    if let Some(one_off) = planned.one_off {
        let last = planned.day.checked_add_days(Days::new(one_off.carry.into())).unwrap_or(planned.day);
        line(say::label_carried(lang), say::until_day(lang, words::date(lang, last)));
        if let Some(who) = &one_off.assignee {
            line(say::label_for(lang), assignee(checklist, state.site, who));
        }
        if let Some((of, title)) = one_off.found.as_ref().zip(found_title(checklist, one_off)) {
            line(say::label_found(lang), format!("{title} @{}", cells::clean(&of.slot)));
        }
        for text in one_off.note.iter().flat_map(|note| note.lines()) {
            line(say::label_note(lang), cells::clean(text).into_owned());
        }
    }
    if let Some(added) = item.facts.and_then(|facts| facts.added.as_ref()) {
        let at = words::clock_time_on(zone, added.recorded.to_utc(), today);
        line(say::label_added(lang), format!("{}  {at}", cells::clean(added.by)));
    }
    let mut status = vec![words::state(lang, item, state.now, zone, planned.day)];
    status.extend(item.completion.as_ref().map(|done| say::by_person(lang, cells::clean(done.by))));
    status.extend(super::day::returned(lang, item));
    status.extend(super::day::remarks(lang, item));
    line(say::label_status(lang), status.join("  "));
    let title = format!("{}  {}", cells::clean(&planned.task.title), planned.task.id);
    let mut lines: Vec<String> = screen.wrap(&title).iter().map(|line| screen.bold(line)).collect();
    lines.extend(columns.lines(screen));
    lines
}
