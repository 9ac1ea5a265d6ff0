//! Writes the one-offs that `ops add` adds, in one act per day and site, and reports them.

use super::Common;
use super::when::When;
use super::words::Said;
use crate::app::{App, DayBook, Exit, Failure, Session};
use crate::calendar::{Day, time_label};
use crate::checklist::Span;
use crate::commands::adding::{Added, Adding};
use crate::journal::{Act, Fact, Occurrence};
use crate::language::{say, text};
use crate::plan::{ANY_SLOT, LONGEST_CARRY, OneOff, Owner};
use crate::render::one_off::AddedRow;
use crate::render::{cells, one_off, views, words as wording};
use crate::status::Item;
use chrono::NaiveTime;
use smol_str::SmolStr;
use std::collections::BTreeSet;

/// Default number of days a one-off is carried; a fault is carried as long as possible.
const USUAL_CARRY: u8 = 7;

/// The one-offs to write for one day at one site.
struct DaysWork {
    book: DayBook,
    facts: Vec<Fact>,
    /// The one-offs that already exist, and whether each also has the requested carry and note.
    there: Vec<(Occurrence, bool)>,
}

/// Writes one act per day and site after everything has been checked, and reports what was added.
pub(super) fn write(
    app: &App,
    session: &Session,
    said: &[(String, Said)],
    common: &Common,
    dry_run: bool,
) -> anyhow::Result<Exit> {
    let of = |(site, it): &(String, Said)| (it.day.unwrap_or(session.today), site.clone());
    let acts: BTreeSet<(Day, String)> = said.iter().map(of).collect();
    let mut works = Vec::new();
    for (day, site) in &acts {
        let day = *day;
        let mut book = session.day_in_force(day, site)?;
        if !book.knows_site {
            let title = views::site_title(&book.checklist, site).unwrap_or_default();
            return Err(Failure::new(Exit::Task, text::site_gone(&title, day)).into());
        }
        // A new key must also differ from those of the one-offs carried into the day.
        session.carry(std::slice::from_mut(&mut book))?;
        let of_act = said.iter().filter(|it| of(it) == (day, site.clone())).map(|(_, it)| it);
        works.push(work(app, session, book, of_act, common));
    }
    let (mut rows, mut recorded) = (Vec::new(), 0);
    let all: usize = works.iter().map(|work| work.facts.len()).sum();
    for work in works {
        let (day, count) = (work.book.day, work.facts.len());
        match written(app, session, work, dry_run) {
            Ok(told) => rows.extend(told),
            Err(failure) if recorded == 0 => return Err(failure.into()),
            Err(failure) => {
                // The acts already recorded are reported even though a later one failed.
                app.print_all(one_off::added_lines(rows, &app.screen));
                let left = text::list_recorded(recorded, all - recorded, day);
                return Err(failure.hint(left).into());
            }
        }
        recorded += count;
    }
    app.print_all(one_off::added_lines(rows, &app.screen));
    if dry_run {
        session.say_only_tried();
    }
    Ok(Exit::Fine)
}

fn work<'a>(
    app: &App,
    session: &Session,
    book: DayBook,
    said: impl Iterator<Item = &'a Said>,
    common: &Common,
) -> DaysWork {
    let (mut facts, mut there, mut twice, mut known) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut adding = Adding::new(session, &book, book.day, book.checklist.clock.zone.at(session.now));
    for it in said {
        let (slot, one_off) = one_off(&book, it, common);
        if !common.again && known.contains(&(slot.clone(), one_off.clone())) {
            twice.push(one_off.title);
            continue;
        }
        known.push((slot.clone(), one_off.clone()));
        match adding.add(slot, one_off, common.again) {
            Added::New(fact) => facts.push(fact),
            Added::There(of) => {
                let known = book.one_offs.said(&of.task);
                let is_all = known.is_some_and(|known| {
                    common.carry.is_none_or(|carry| carry == known.carry)
                        && (common.note.is_none() || common.note == known.note)
                });
                there.push((of, is_all));
            }
        }
    }
    if !twice.is_empty() {
        app.remark(say::list_twice(app.lang(), cells::clean(&twice.join(&say::list_comma(app.lang())))));
    }
    DaysWork { book, facts, there }
}

fn one_off(book: &DayBook, said: &Said, common: &Common) -> (SmolStr, OneOff) {
    let usual = if common.found.is_some() { LONGEST_CARRY } else { USUAL_CARRY };
    let (slot, end) = match (said.until, &said.when) {
        (Some(_), when) => (ANY_SLOT.into(), when.as_ref().and_then(When::end)),
        (None, Some(when)) => window(book, when.span),
        (None, None) => (ANY_SLOT.into(), None),
    };
    // For a one-off with a deadline, the days of carrying are counted from the deadline.
    let until = said.until.map_or(0, |until| (until - book.day).num_days());
    let carry = until + i64::from(common.carry.unwrap_or(usual));
    let one_off = OneOff {
        title: said.title.clone(),
        due: said.until,
        end,
        assignee: said.assignee.clone(),
        carry: u8::try_from(carry).map_or(LONGEST_CARRY, |carry| carry.min(LONGEST_CARRY)),
        found: common.found.clone(),
        note: common.note.clone(),
    };
    (slot, one_off)
}

/// Converts a span to a slot and an end. An open side is replaced by the hours of the day's checklist; a point has no
/// end.
fn window(book: &DayBook, span: Span) -> (SmolStr, Option<NaiveTime>) {
    let wall = span.closed(&book.checklist.hours, &book.checklist.clock);
    let end = if matches!(span, Span::Point(_)) { None } else { Some(wall.end) };
    (time_label(wall.start).into(), end)
}

/// Writes the act of a day. Returns a row for each one-off added or already there, and warns about those whose time is
/// over or whose assignee is away.
fn written(app: &App, session: &Session, work: DaysWork, dry_run: bool) -> Result<Vec<AddedRow>, Failure> {
    let DaysWork { mut book, facts, there } = work;
    let mut added: Vec<Occurrence> = Vec::new();
    if !facts.is_empty() {
        let act: Act = session.act(book.day, &book.site, facts, dry_run)?;
        added.extend(act.facts.iter().filter_map(Fact::occurrence).cloned());
        book.push(act);
    }
    let basis = book.basis_of(book.plan_of_one_offs());
    let day = basis.judge(session.now);
    let lang = app.lang();
    let row = |item: &Item, is_there: Option<bool>| {
        let mut row = one_off::added_row(lang, &book.checklist, &book.site, item);
        // A time after midnight falls on the date after its business day, so the row names that date too.
        let local = book.checklist.clock.zone.local(item.planned.window.start);
        let is_said = item.planned.one_off.is_some_and(|one_off| one_off.due.is_some());
        let instant = (!is_said && local.date() > item.planned.day)
            .then(|| say::that_instant(lang, wording::date(lang, local.date()), time_label(local.time())));
        let more = instant.into_iter().chain(is_there.map(|is_all| match is_all {
            true => say::already_there(lang),
            false => say::already_there_otherwise(lang),
        }));
        more.for_each(|more| row.what += &format!("  {more}"));
        row
    };
    let mut rows = Vec::new();
    for item in &day.items {
        let of = item.occurrence();
        let is_added = added.contains(&of);
        if is_added && item.planned.window.end <= session.now {
            let time = cells::clean(&wording::window(lang, item.planned)).into_owned();
            app.warn(if item.planned.span.is_some() { say::time_gone(lang, time) } else { say::hours_gone(lang) });
        }
        if let Some(who) = item.planned.one_off.and_then(|one_off| one_off.assignee.as_deref()).filter(|_| is_added) {
            warn_if_away(app, item, who);
        }
        let is_there = there.iter().find(|(there, _)| *there == of).map(|(_, is_all)| *is_all);
        if is_added || is_there.is_some() {
            rows.push(row(item, is_there.filter(|_| !is_added)));
        }
    }
    Ok(rows)
}

/// Warns if the assignee is away on the day of the one-off.
fn warn_if_away(app: &App, item: &Item, who: &str) {
    let (lang, who) = (app.lang(), cells::clean(who));
    match item.planned.owner {
        Owner::StandIn { person, away } if away == who => {
            app.warn(say::away_that_day_stand_in(lang, who, item.planned.day, cells::clean(person)));
        }
        Owner::Away { person, .. } if person == who => app.warn(say::away_that_day(lang, who, item.planned.day)),
        _ => {}
    }
}
