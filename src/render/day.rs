//! A day as terminal rows: one row per check, and one per watch with a strip of its rounds.

use super::table::Columns;
use super::{Screen, cells, one_off, schedule, signs, views, words};
use crate::checklist::{Area, Checklist, Field, FieldKind, short_ids};
use crate::language::{Lang, say};
use crate::plan::Owner;
use crate::status::{DayState, Item, Status, Timing};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::cell::OnceCell;

/// The data from which the rows of a day are built.
pub struct DayRows<'a> {
    /// The checklist that judges the day.
    checklist: &'a Checklist,
    /// The day.
    day: &'a DayState<'a>,
    /// Task id → the shortest word to type for it.
    short_ids: FxHashMap<&'a str, &'a str>,
    /// The person viewing the day. Rows name only other people.
    me: &'a str,
    /// The screen on which the day is shown.
    screen: Screen,
    layout: OnceCell<ColumnLayout>,
}

/// A row of the list of open occurrences.
pub struct OpenRow {
    /// Status of the occurrence; done if only values are missing.
    pub status: Status,
    /// The lines of the row.
    pub lines: Vec<String>,
}

/// The columns that are shown, depending on the screen's width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ColumnLayout {
    /// Sign, start, id, title with remarks.
    Narrow,
    /// Sign, window, state, id, title with remarks.
    Medium,
    /// Sign, window, state, id, title, remarks in a column of their own.
    Wide,
}

/// The items behind one row: one for a check, all rounds for a watch.
pub type Rounds<'a> = Vec<&'a Item<'a>>;

/// Returns the rows of a day in the plan's order. A watch is placed where its first round is.
pub fn rows<'a>(day: &'a DayState<'a>) -> Vec<Rounds<'a>> {
    let mut rows: Vec<Rounds> = Vec::new();
    let mut watches: FxHashMap<&str, usize> = FxHashMap::default();
    for item in &day.items {
        let id = item.planned.task.id.as_str();
        match watches.get(id) {
            Some(row) => rows[*row].push(item),
            None => {
                if item.planned.task.is_watch() {
                    watches.insert(id, rows.len());
                }
                rows.push(vec![item]);
            }
        }
    }
    rows
}

/// Splits rows into timed checks, checks for any time, watches, and one-offs, in this order.
pub fn by_kind(rows: Vec<Rounds>) -> [Vec<Rounds>; 4] {
    let (one_offs, rows) = apart(rows);
    let (watches, checks): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row[0].planned.task.is_watch());
    let (anytime, timed): (Vec<_>, Vec<_>) = checks.into_iter().partition(|row| row[0].planned.span.is_none());
    [timed, anytime, watches, one_offs]
}

/// Splits rows into one-offs and all others.
pub fn apart<'a>(rows: Vec<Rounds<'a>>) -> (Vec<Rounds<'a>>, Vec<Rounds<'a>>) {
    rows.into_iter().partition(|row| row[0].planned.one_off.is_some())
}

impl<'a> DayRows<'a> {
    /// Prepares the rows of a day for a person and a screen.
    pub fn new(checklist: &'a Checklist, day: &'a DayState<'a>, me: &'a str, screen: Screen) -> DayRows<'a> {
        let short_ids = short_ids(checklist).into_iter().collect();
        DayRows { checklist, day, short_ids, me, screen, layout: OnceCell::new() }
    }

    /// Returns the whole day: checks in time order, then checks for any time, watches and one-offs.
    pub fn by_time(&self) -> Vec<String> {
        let [timed, anytime, watches, one_offs] = by_kind(rows(self.day));
        let mut columns = self.columns();
        for (heading, rows) in [
            (None, timed),
            (Some(say::heading_any_time(self.screen.lang)), anytime),
            (Some(say::watches(self.screen.lang)), watches),
            (Some(say::one_offs(self.screen.lang)), one_offs),
        ] {
            columns.heading(heading.map(|text| vec![String::new(), self.screen.bold(&text)]).unwrap_or_default());
            rows.iter().for_each(|row| self.add(&mut columns, row));
        }
        columns.lines(&self.screen)
    }

    /// Returns the whole day by area, with the purpose of each area.
    pub fn by_area(&self) -> Vec<String> {
        let (one_offs, rows) = apart(rows(self.day));
        let mut columns = self.columns();
        for (number, area) in self.checklist.areas.iter().enumerate() {
            columns.heading(self.area_heading(area, number > 0));
            for row in rows.iter().filter(|row| std::ptr::eq(row[0].planned.area, area)) {
                self.add(&mut columns, row);
            }
        }
        columns.heading(vec![String::new(), self.screen.bold(&say::one_offs(self.screen.lang))]);
        one_offs.iter().for_each(|row| self.add(&mut columns, row));
        columns.lines(&self.screen)
    }

    /// Returns the occurrences that need attention: those due, those overdue, those returned to `me` too late to be
    /// done again and, dimmed, those done but lacking values.
    pub fn open(&self) -> Vec<OpenRow> {
        let day = self.day;
        let is_lost = |item: &&Item| {
            item.status == Status::Missed && item.returned.is_some_and(|returned| returned.act.by == self.me)
        };
        let is_unfilled = |item: &&Item| {
            matches!(item.status, Status::Done(_)) && day.now < item.planned.lapse && !item.open_fields().is_empty()
        };
        let open = crate::status::pick_open(day).into_iter().map(|picked| &day.items[picked]);
        let lost = day.items.iter().filter(is_lost);
        let shown: Vec<&Item> = open.chain(lost).chain(day.items.iter().filter(is_unfilled)).collect();
        let mut columns = self.columns();
        for item in &shown {
            let style = if is_unfilled(item) { signs::style(Status::NotRequired) } else { signs::style(item.status) };
            columns.row(style, self.cells(&[*item]));
        }
        let rows = columns.rows(&self.screen).into_iter().zip(shown);
        rows.map(|(lines, item)| OpenRow { status: item.status, lines }).collect()
    }

    fn columns(&self) -> Columns {
        if self.layout() == ColumnLayout::Narrow { Columns::tight() } else { Columns::default() }
    }

    fn area_heading(&self, area: &Area, apart: bool) -> Vec<String> {
        let mut heading = vec![String::new(); usize::from(apart)];
        heading.push(self.screen.bold(&cells::clean(&area.title)));
        let purpose = area.purpose.iter().flat_map(|purpose| self.screen.wrap(&cells::clean(purpose)));
        heading.extend(purpose.map(|line| self.screen.dim(&line)));
        heading
    }

    /// Adds a row, unless none of its rounds is required or has facts. A line above the rows counts such rounds
    /// instead.
    fn add(&self, columns: &mut Columns, rounds: &Rounds) {
        if rounds.iter().any(|item| item.status != Status::NotRequired || item.facts.is_some()) {
            columns.row(signs::style(shown_round(rounds).status), self.cells(rounds));
        }
    }

    fn cells(&self, rounds: &[&Item]) -> Vec<String> {
        let shown = shown_round(rounds);
        let task = shown.planned.task;
        let lang = self.screen.lang;
        let zone = &self.checklist.clock.zone;
        let sign = signs::sign(shown.status, self.screen.ascii).to_owned();
        let window = match schedule::every(lang, task) {
            Some(every) => every,
            // For a one-off carried from an earlier day, its age is more useful than its time.
            None if self.day.is_carried(shown) && !words::has_deadline(shown) => {
                one_off::age(lang, shown.planned.day, self.day.day)
            }
            None => words::window(lang, shown.planned),
        };
        let state = words::state(lang, shown, self.day.now, zone, self.day.day);
        let id = (*self.short_ids.get(task.id.as_str()).unwrap_or(&task.id.as_str())).to_owned();
        let title = cells::clean(&task.title).into_owned();
        let mut more = self.more(rounds, shown);
        match self.layout() {
            ColumnLayout::Narrow => {
                // If a due task has no remaining time to show, its sign is enough.
                let is_said = shown.status == Status::Due && shown.planned.span.is_none();
                if shown.status != Status::Upcoming && !is_said {
                    more.insert(0, state);
                }
                let window = if task.is_watch() || words::has_deadline(shown) { window } else { narrow_time(&window) };
                vec![sign, window, id, below(title, &more)]
            }
            ColumnLayout::Medium if rounds.len() > 1 => vec![sign, window, state, id, below(title, &more)],
            ColumnLayout::Medium => vec![sign, window, state, id, beside(title, &more)],
            ColumnLayout::Wide => vec![sign, window, state, id, title, more.join("  ")],
        }
    }

    fn layout(&self) -> ColumnLayout {
        *self.layout.get_or_init(|| self.choose_layout())
    }

    fn choose_layout(&self) -> ColumnLayout {
        let widest_title = || self.checklist.tasks().map(|(_, task)| cells::width(&task.title)).max().unwrap_or(0);
        match self.screen.width {
            Some(_) if self.screen.is_narrow() => ColumnLayout::Narrow,
            // A separate column for remarks needs room next to the widest title.
            Some(width) if width < 120 || width < 60 + widest_title() => ColumnLayout::Medium,
            _ => ColumnLayout::Wide,
        }
    }

    /// Returns the remarks after the title in a row, such as strip, steps, values, owner and reason.
    fn more(&self, rounds: &[&Item], shown: &Item) -> Vec<String> {
        let mut more = Vec::new();
        if shown.planned.site != self.day.site {
            more.extend(views::site_title(self.checklist, shown.planned.site));
        }
        if rounds.len() > 1 {
            more.push(strip(rounds, &self.screen));
        }
        more.extend(self.steps(shown, rounds.len() > 1));
        more.extend(values(self.screen.lang, shown));
        more.extend(open_values(self.screen.lang, shown));
        if let Some(said) = shown.planned.one_off {
            more.extend(one_off::more(self.screen.lang, self.checklist, self.day.site, said));
        }
        more.extend(self.owner(shown));
        more.extend(self.who(shown));
        more.extend(rounds.iter().filter_map(|item| self.returned_round(item)));
        more.extend(remarks(self.screen.lang, shown));
        more
    }

    /// Describes the return of a round; `None` if it was not returned. For a watch, names the round unless it is due.
    fn returned_round(&self, round: &Item) -> Option<String> {
        let said = returned(self.screen.lang, round)?;
        let is_named = round.planned.task.is_watch() && round.status != Status::Due;
        Some(if is_named { format!("{} {said}", round.planned.slot) } else { said })
    }

    /// Returns how many steps are done, if relevant. The number is labelled if it follows a strip, which has a count of
    /// its own.
    fn steps(&self, item: &Item, beside_strip: bool) -> Option<String> {
        let (done, steps) = (item.steps_done().len(), item.planned.task.steps.len());
        let waits = item.status.is_open() && !beside_strip;
        let shown = steps > 0 && item.completion.is_none() && (done > 0 || waits);
        shown.then(|| match beside_strip {
            true => say::steps_named(self.screen.lang, done, steps),
            false => say::steps_progress(self.screen.lang, done, steps),
        })
    }

    /// Names the owner of an occurrence that is not done, if the owner is another person or a stand-in.
    fn owner(&self, item: &Item) -> Option<String> {
        let lang = self.screen.lang;
        // A one-off's assignee is shown already.
        let is_said = item.planned.one_off.is_some_and(|one_off| one_off.assignee.is_some());
        match item.planned.owner {
            _ if item.completion.is_some() => None,
            Owner::StandIn { person, .. } if is_said && person != self.me => {
                Some(say::owned_by(lang, cells::clean(person)))
            }
            _ if is_said => None,
            Owner::StandIn { person, away } if person == self.me => Some(say::stands_in_for(lang, cells::clean(away))),
            Owner::StandIn { person, away } => {
                Some(say::owned_instead_of(lang, cells::clean(person), cells::clean(away)))
            }
            Owner::Person(person) if person != self.me => Some(say::owned_by(lang, cells::clean(person))),
            _ => None,
        }
    }

    /// Names the person who did an occurrence, if it was another person or not on time, and says whether it was
    /// recorded afterwards.
    fn who(&self, item: &Item) -> Option<String> {
        let done = item.completion.as_ref()?;
        let lang = self.screen.lang;
        let unexpected = done.by != self.me || item.status != Status::Done(Timing::OnTime);
        let by = unexpected.then(|| say::by_person(lang, cells::clean(done.by)));
        let entered = self.day.is_backfilled(item).then(|| say::backfilled(lang));
        let parts: Vec<String> = by.into_iter().chain(entered).collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    }
}

/// Returns the round that a watch's row describes: the one due, else the next, else the last. A check has only one
/// round.
pub fn shown_round<'i, 'a>(rounds: &[&'i Item<'a>]) -> &'i Item<'a> {
    let find = |status: Status| rounds.iter().find(|item| item.status == status);
    find(Status::Due).or_else(|| find(Status::Upcoming)).unwrap_or(&rounds[rounds.len() - 1])
}

/// Returns a watch's rounds as a strip of signs and a count.
pub fn strip(rounds: &[&Item], screen: &Screen) -> String {
    let done = rounds.iter().filter(|item| item.status.is_completion()).count();
    let required = rounds.iter().filter(|item| item.required).count();
    let strip: String = rounds.iter().map(|item| signs::cell(item.status, screen.ascii)).collect();
    format!("{strip} {}", say::steps_progress(screen.lang, done, required))
}

/// Returns the values entered so far, as `花费 320元`.
pub fn values(lang: Lang, item: &Item) -> Vec<String> {
    let Some(facts) = item.facts else { return Vec::new() };
    let said = |field: &Field| facts.values.get(field.id.as_str()).map(|value| named_value(lang, field, value.text));
    item.planned.task.fields.iter().filter_map(said).collect()
}

/// Returns the values that have not been entered yet, if the task is open or done.
fn open_values(lang: Lang, item: &Item) -> Option<String> {
    if !item.status.is_open() && !matches!(item.status, Status::Done(_)) {
        return None;
    }
    let fields: Vec<Cow<str>> = item.open_fields().into_iter().map(|field| cells::clean(&field.title)).collect();
    (!fields.is_empty()).then(|| say::values_open(lang, fields.join(&say::list_comma(lang))))
}

/// Formats one value with its name and unit.
pub fn named_value(lang: Lang, field: &Field, value: &str) -> String {
    let value = match (&field.kind, value) {
        (FieldKind::YesNo, "yes") => say::value_yes(lang).into(),
        (FieldKind::YesNo, "no") => say::value_no(lang).into(),
        _ => cells::clean(value),
    };
    format!("{} {}", cells::clean(&field.title), with_unit(field, &value))
}

/// Formats a value with its unit: `320元`, `4.8 points`.
pub fn with_unit(field: &Field, value: &str) -> String {
    words::with_unit(value, &cells::clean(field.unit.as_deref().unwrap_or_default()))
}

/// Returns the reason why an occurrence was skipped or excused, and its notes.
pub fn remarks(lang: Lang, item: &Item) -> Vec<String> {
    reason(lang, item).into_iter().chain(notes(lang, item)).collect()
}

fn reason(lang: Lang, item: &Item) -> Option<String> {
    let reason = reason_said(lang, item.reason()?);
    Some(say::bracketed(lang, cells::clean(&reason)).trim_start().to_owned())
}

/// Returns a reason as given. An empty reason means that the owner and the stand-in are away.
pub fn reason_said(lang: Lang, reason: &str) -> Cow<'_, str> {
    if reason.is_empty() { say::stand_ins_away(lang).into() } else { reason.into() }
}

/// Says by whom and why a tick was undone, for the person who did the task. `None` if no tick was undone, or the task
/// was done again.
pub fn returned(lang: Lang, item: &Item) -> Option<String> {
    let returned = item.returned.filter(|_| item.completion.is_none())?;
    let reason = returned.reason.map(|reason| say::bracketed(lang, cells::clean(reason))).unwrap_or_default();
    Some(say::returned_by(lang, cells::clean(returned.by)) + &reason)
}

fn notes(lang: Lang, item: &Item) -> Vec<String> {
    let notes = item.facts.map(|facts| facts.notes.as_slice()).unwrap_or_default();
    notes.iter().map(|note| say::quoted(lang, cells::clean(note.text))).collect()
}

/// Appends remarks to the title on the same line.
fn beside(title: String, more: &[String]) -> String {
    if more.is_empty() { title } else { title + "  " + &more.join("  ") }
}

/// Puts remarks below the title, on a line of their own.
fn below(title: String, more: &[String]) -> String {
    if more.is_empty() { title } else { title + "\n" + &more.join("  ") }
}

/// Shortens a window to its start: `08:30` for `08:30-09:00`.
fn narrow_time(window: &str) -> String {
    let start = window.split_once('-').map_or(window, |(start, _)| start);
    if start.is_empty() { window.to_owned() } else { start.to_owned() }
}
