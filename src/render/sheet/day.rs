//! The sheet of a day, to print, send or browse.

use super::{Body, Cell, Column, Document, Fact, Group, Row, Section, Table, TableKind};
use crate::calendar::Instant;
use crate::checklist::{Checklist, Field, Task};
use crate::language::{Lang, say};
use crate::plan::{Owner, Planned};
use crate::render::day::{Rounds, apart, by_kind, named_value, reason_said, returned, rows, shown_round, with_unit};
use crate::render::views::{DayView, site_title};
use crate::render::{calendar_notes, one_off, schedule, words};
use crate::status::{Item, Status, Tally};

/// How the rows are ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// By time: timed checks, checks for any time, watches.
    Time,
    /// By area, each with its purpose.
    Area,
}

/// How the sheet is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// The order of the rows.
    pub order: Order,
    /// Whether to add a column with the day, for sorting and filtering when sheets of several days follow each other.
    pub names_day: bool,
    /// Whether a future day also gets the columns of a running day, so that all days have the same columns.
    pub is_uniform: bool,
}

/// A blank to fill in by hand: full-width, so that it prints as a solid line and has no meaning in Markdown.
const TO_FILL_IN: &str = "\u{ff3f}\u{ff3f}";

/// Builds the sheet of a day at one or more sites, only with the tasks of `person` if given. `None` if there are no
/// sites.
pub fn document(views: &[DayView], layout: Layout, person: Option<&str>) -> Option<Document> {
    let first = views.first()?;
    let lang = first.screen.lang;
    let mut facts: Vec<Fact> = Vec::new();
    if let [only] = views {
        facts.extend(site_title(only.checklist, only.day.site).map(|site| Fact::new(say::fact_site(lang), site)));
    }
    facts.extend(person.map(|person| Fact::new(say::column_who(lang), person)));
    if first.is_running() {
        facts.push(Fact::new(say::fact_as_of(lang), at(first, first.day.now)));
    }
    match views {
        [only] => facts.extend(progress_facts(only)),
        several => facts.extend(several.iter().filter_map(progress_in_words)),
    }
    let sections = views.iter().flat_map(|view| sections(view, layout, views.len() > 1)).collect();
    let lead = calendar_notes::texts(first.checklist, first.day.day, lang);
    Some(Document { facts, lead, sections, ..frame(first.checklist, first.day.day, lang) })
}

fn sections(view: &DayView, layout: Layout, of_several: bool) -> Vec<Section> {
    let lang = view.screen.lang;
    let site = site_title(view.checklist, view.day.site).filter(|_| of_several);
    let body = match view.day.items.is_empty() {
        true => Body::Text(vec![say::nothing_planned(lang)]),
        false => Body::Table(table(view, layout, site.as_deref())),
    };
    let mut sections = vec![Section { heading: site.clone(), ..Section::plain(body) }];
    let unplanned = view.unplanned_texts();
    if !unplanned.is_empty() {
        let heading = match site {
            Some(site) => say::named(lang, site, say::unplanned(lang)),
            None => say::unplanned(lang),
        };
        sections.push(Section::new(heading, Body::Text(unplanned)));
    }
    sections
}

/// Formats the progress at a site: `旗舰店`: `检查 4/35 11.4%，巡查 2/35 5.7%`. `None` if nothing is required or the
/// site has no name.
fn progress_in_words(view: &DayView) -> Option<Fact> {
    let lang = view.screen.lang;
    let words = progress_facts(view).into_iter().map(|fact| format!("{} {}", fact.name, fact.value.text(lang)));
    let words: Vec<String> = words.collect();
    let site = site_title(view.checklist, view.day.site).filter(|_| !words.is_empty())?;
    Some(Fact::new(site, words.join(&say::clause_comma(lang))))
}

/// Builds the sheet of a day without data, which only explains why there is none.
pub fn empty(checklist: &Checklist, day: crate::calendar::Day, why: String, lang: Lang) -> Document {
    let text = Body::Text(vec![why]);
    Document { sections: vec![Section::plain(text)], ..frame(checklist, day, lang) }
}

fn frame(checklist: &Checklist, day: crate::calendar::Day, lang: Lang) -> Document {
    Document {
        lang,
        title: say::day_title(lang, &checklist.title, words::date(lang, day)),
        facts: Vec::new(),
        overview: None,
        lead: Vec::new(),
        sections: Vec::new(),
        foot: vec![say::times_in_zone(lang, checklist.clock.zone.name())],
        restriction: None,
        incomplete: None,
        day,
    }
}

fn progress_facts(view: &DayView) -> Vec<Fact> {
    let lang = view.screen.lang;
    let progress = view.day.progress();
    let mut facts = Vec::new();
    let share = |name: String, tally: &Tally| {
        let required = u64::from(tally.required);
        let ratio = Cell::Ratio { of: tally.done.into(), from: required };
        let value = if is_to_come(view) { Cell::Count(required) } else { ratio };
        (required > 0).then(|| Fact::new(name, value))
    };
    facts.extend(share(say::checks(lang), &progress.checks));
    facts.extend(share(say::watches(lang), &progress.watches));
    facts.extend(share(say::one_offs(lang), &progress.one_offs));
    facts.extend(share(say::carried(lang), &progress.carried));
    let mut count = |status: Status, of: fn(&Tally) -> u32| {
        let tallies = [&progress.checks, &progress.watches, &progress.one_offs, &progress.carried];
        let count: u32 = tallies.into_iter().map(of).sum();
        if count > 0 {
            facts.push(Fact::new(words::status(lang, status), Cell::Count(count.into())));
        }
    };
    count(Status::Overdue, |tally| tally.overdue);
    count(Status::Missed, |tally| tally.missed + tally.missed_done_later);
    count(Status::Skipped, |tally| tally.skipped);
    count(Status::Excused, |tally| tally.excused);
    facts
}

fn table(view: &DayView, layout: Layout, site: Option<&str>) -> Table {
    let lang = view.screen.lang;
    let rows = rows(view.day);
    let shown = RowLayout {
        with_status: layout.is_uniform || !is_to_come(view),
        with_area: layout.order == Order::Time,
        day: layout.names_day.then_some(view.day.day),
        site,
    };
    let columns = columns(view, &shown);
    match layout.order {
        Order::Time => Table { kind: TableKind::List, columns, grouped_by: None, groups: by_time(view, rows, &shown) },
        Order::Area => Table {
            kind: TableKind::Summary,
            columns,
            grouped_by: Some(say::column_area(lang)),
            groups: by_area(view, rows, &shown),
        },
    }
}

/// Which of the optional columns a sheet has.
struct RowLayout<'a> {
    with_status: bool,
    with_area: bool,
    day: Option<crate::calendar::Day>,
    site: Option<&'a str>,
}

/// Whether the day is in the future, so that the sheet only lists what to do and leaves room to write.
fn is_to_come(view: &DayView) -> bool {
    view.day.now < view.day.bounds.start
}

fn columns(view: &DayView, shown: &RowLayout) -> Vec<Column> {
    let lang = view.screen.lang;
    let mut columns = vec![
        Column::boxes(say::column_box(lang)),
        Column::text(say::column_window(lang), 13).name(),
        Column::text(say::column_task(lang), 40).name(),
        Column::text(say::column_steps(lang), 36),
        Column::text(say::column_who(lang), 14),
    ];
    if shown.with_status {
        columns.push(Column::text(say::column_status(lang), 13));
        columns.push(Column::text(say::column_done_at(lang), 11));
        columns.push(Column::text(say::column_by(lang), 12));
    }
    columns.push(Column::text(say::column_values(lang), 24));
    let room = if shown.with_status { 0 } else { 24 };
    columns.push(Column::text(say::column_notes(lang), 28).with_room(room));
    columns.extend(shown.with_area.then(|| Column::data(say::column_area(lang), 16)));
    columns.extend(shown.day.map(|_| Column::data(say::column_day(lang), 10)));
    columns.extend(shown.site.map(|_| Column::data(say::fact_site(lang), 16)));
    columns
}

fn by_time(view: &DayView, rows: Vec<Rounds>, shown: &RowLayout) -> Vec<Group> {
    let lang = view.screen.lang;
    let [timed, anytime, watches, one_offs] = by_kind(rows);
    let group = |(heading, rows): (String, Vec<Rounds>)| Group {
        heading: Some(heading),
        lead: None,
        rows: rows.iter().map(|rounds| row(view, rounds, shown)).collect(),
    };
    let groups = [
        (say::heading_timed(lang), timed),
        (say::heading_any_time(lang), anytime),
        (say::watches(lang), watches),
        (say::one_offs(lang), one_offs),
    ];
    groups.into_iter().filter(|(_, rows)| !rows.is_empty()).map(group).collect()
}

fn by_area(view: &DayView, rows: Vec<Rounds>, shown: &RowLayout) -> Vec<Group> {
    let (one_offs, rows) = apart(rows);
    let lines = |rounds: &Rounds| row(view, rounds, shown);
    let one_offs = Group {
        heading: Some(say::one_offs(view.screen.lang)),
        lead: None,
        rows: one_offs.iter().map(lines).collect(),
    };
    let groups = view.checklist.areas.iter().map(|area| Group {
        heading: Some(area.title.clone()),
        lead: area.purpose.clone(),
        rows: (rows.iter().filter(|row| std::ptr::eq(row[0].planned.area, area))).map(lines).collect(),
    });
    groups.chain([one_offs]).filter(|group| !group.rows.is_empty()).collect()
}

fn row(view: &DayView, rounds: &Rounds, layout: &RowLayout) -> Row {
    let lang = view.screen.lang;
    let shown = shown_round(rounds);
    let task = shown.planned.task;
    let is_watch = task.is_watch();
    let mut cells = vec![
        if is_watch { Cell::Empty } else { Cell::Tick(shown.status) },
        when(view, shown).into(),
        task.title.as_str().into(),
        Cell::from(if is_watch { round_boxes(rounds) } else { step_boxes(shown) }),
        who(view, shown.planned).into(),
    ];
    if layout.with_status {
        let done = shown.completion.as_ref().filter(|_| !is_watch);
        cells.push(if is_watch { progress(rounds, lang) } else { Cell::Status(shown.status) });
        cells.push(done.map_or(Cell::Empty, |done| at(view, done.claimed.to_utc())));
        cells.push(Cell::optional(done.map(|done| done.by)));
    }
    cells.push(Cell::lines(&values(rounds, task, lang)));
    cells.push(Cell::lines(&notes(view, rounds)));
    if layout.with_area {
        cells.push(match shown.planned.one_off {
            Some(_) => say::one_offs(view.screen.lang).into(),
            None => shown.planned.area.title.as_str().into(),
        });
    }
    cells.extend(layout.day.map(Cell::Date));
    cells.extend(layout.site.map(Cell::from));
    Row { cells, status: Some(shown.status), strong: false }
}

/// Returns the interval or window. For a carried one-off, returns its age, which is more useful than the time on its
/// original day.
fn when(view: &DayView, shown: &Item) -> String {
    let (lang, day) = (view.screen.lang, view.day.day);
    match schedule::every(lang, shown.planned.task) {
        Some(every) => every,
        None if view.day.is_carried(shown) => one_off::age(lang, shown.planned.day, day),
        None => words::window(lang, shown.planned),
    }
}

/// Returns the role and the owner of an occurrence. A one-off may be assigned to a person without a role, or to one who
/// is not in the checklist.
fn who(view: &DayView, planned: &Planned) -> Option<String> {
    let lang = view.screen.lang;
    let role = planned.task.role.as_deref();
    let title = role.map(|role| view.checklist.role(role).map_or(role, |known| &known.title));
    let person = match planned.owner {
        Owner::Nobody => None,
        Owner::Person(person) | Owner::Away { person, .. } => Some(person.to_owned()),
        Owner::StandIn { person, away } => {
            Some(format!("{person}{}", say::bracketed(lang, say::stands_in_for(lang, away))))
        }
    };
    let said = planned.one_off.and_then(|said| said.assignee.clone()).filter(|_| role.is_none());
    let words: Vec<String> = title.map(str::to_owned).into_iter().chain(person.or(said)).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

fn at(view: &DayView, instant: Instant) -> Cell {
    Cell::at(view.checklist.clock.zone.local(instant), view.day.day)
}

fn progress(rounds: &Rounds, lang: Lang) -> Cell {
    let done = rounds.iter().filter(|item| item.status.is_completion()).count();
    let required = rounds.iter().filter(|item| item.required).count();
    say::rounds_progress(lang, done, required).into()
}

/// Formats the rounds of a watch: `☑08:20 ☐08:50`.
fn round_boxes(rounds: &Rounds) -> String {
    let boxed = |item: &&Item| format!("{}{}", Cell::Tick(item.status).text(Lang::En), item.planned.slot);
    rounds.iter().map(boxed).collect::<Vec<_>>().join(" ")
}

/// Formats the steps of a task: `☑主图 ☐视频`. Steps without titles are shown by their numbers.
fn step_boxes(item: &Item) -> String {
    let done = item.steps_done();
    let boxed = |(number, step): (u16, &crate::checklist::Step)| {
        let is_done = item.completion.is_some() || done.contains(&number);
        let title = step.title.clone().unwrap_or_else(|| number.to_string());
        format!("{}{title}", if is_done { '\u{2611}' } else { '\u{2610}' })
    };
    (1..).zip(&item.planned.task.steps).map(boxed).collect::<Vec<_>>().join(" ")
}

/// Returns the entered values, and blanks for those still to be entered. For a watch, each value has the time of its
/// round, and there are no blanks.
fn values(rounds: &Rounds, task: &Task, lang: Lang) -> Vec<String> {
    let mut said = Vec::new();
    for item in rounds {
        let entered = |field: &Field| {
            let value = item.facts.and_then(|facts| facts.values.get(field.id.as_str()));
            let open = item.status.is_outstanding();
            match value {
                Some(value) => Some(named_value(lang, field, value.text)),
                None if open && !task.is_watch() => Some(format!("{} {}", field.title, with_unit(field, TO_FILL_IN))),
                None => None,
            }
        };
        said.extend(task.fields.iter().filter_map(entered).map(|text| of_round(item, text)));
    }
    said
}

/// Returns the notes on each round: the task during which a fault was found, how to do a one-off, a return, a reason,
/// remarks, and whether it was recorded afterwards.
fn notes(view: &DayView, rounds: &Rounds) -> Vec<String> {
    let lang = view.screen.lang;
    let mut said = Vec::new();
    for item in rounds {
        if let Some(one_off) = item.planned.one_off {
            said.extend(one_off::found(lang, view.checklist, one_off));
            said.extend(one_off.note.clone());
        }
        let reason = item.reason().map(|reason| reason_said(lang, reason));
        let reason = reason.map(|reason| say::named(lang, words::status(lang, item.status), reason));
        let notes = item.facts.map(|facts| facts.notes.as_slice()).unwrap_or_default();
        let backfilled = view.day.is_backfilled(item).then(|| say::backfilled(lang));
        let all = returned(lang, item)
            .into_iter()
            .chain(reason)
            .chain(notes.iter().map(|note| note.text.to_owned()))
            .chain(backfilled);
        said.extend(all.map(|text| of_round(item, text)));
    }
    said
}

fn of_round(item: &Item, text: String) -> String {
    if item.planned.task.is_watch() { format!("{} {text}", item.planned.slot) } else { text }
}
