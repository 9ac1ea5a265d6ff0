//! `ops show TASK`: shows a task's purpose, instructions, schedule in words, last weeks and values.

use super::names::{Names, is_unknown};
use super::whose::Whose;
use super::{positional, switch, target, word};
use crate::app::{App, DayBook, Exit, Failure, Session};
use crate::checklist::{Task, is_one_off};
use crate::language::{Lang, say};
use crate::plan::{next_days, unknown_years};
use crate::render::history::{AtSite, History, Past, YEARS_AHEAD};
use crate::render::one_off;
use chrono::Days;
use clap::{ArgMatches, Command};
use serde_json::{Value, json};
use std::collections::HashSet;

/// Number of days before today in the history.
const REACH: u64 = 27;

/// Maximum number of next days shown.
const MOST_NEXT: usize = 5;

/// Number of days searched for the next days shown.
const LOOK_AHEAD: usize = 366 * YEARS_AHEAD as usize;

pub fn args(command: Command, lang: Lang) -> Command {
    command.arg(positional("task", "TASK", say::arg_task(lang)).required(true)).arg(switch("json", say::arg_json(lang)))
}

pub fn run(app: &App, args: &ArgMatches) -> anyhow::Result<Exit> {
    let session = Session::open(app)?;
    let sites = Whose::All.sites(&session, session.today)?;
    let text = word(args, "task").unwrap_or_default();
    let names = Names::of_checklist(&session.checklist);
    if !names.is_whole(text) {
        let all = || session.checklist.site_ids().into_iter().map(str::to_owned).collect();
        let sites = if session.names_site() { sites.clone() } else { all() };
        if let Some(exit) = one_off(app, args, &session, &sites, text)? {
            return Ok(exit);
        }
    }
    let id = target::task(app, &names, text)?;
    let Some((area, task)) = session.checklist.task(&id) else { return Ok(Exit::Task) };
    let checklist = &*session.checklist;
    let sites = histories(&session, task, sites)?;
    let (mut next, mut years) = (Vec::new(), Vec::new());
    if sites.iter().any(|at| task.is_at(&at.site)) {
        next = next_days(checklist, task, session.today, MOST_NEXT, LOOK_AHEAD);
        years = unknown_years(checklist, task, session.today, &next, LOOK_AHEAD);
    }
    let history = History { checklist, area, task, sites: &sites, today: session.today, next, unknown_years: years };
    if !args.get_flag("json") {
        app.print_all(history.lines(&app.screen));
        return Ok(Exit::Fine);
    }
    app.print(match sites.as_slice() {
        [only] => app.document("task", history.form(only)),
        several => {
            let forms: Vec<Value> = several.iter().map(|at| history.form(at)).collect();
            app.document("tasks", json!({ "tasks": forms }))
        }
    });
    Ok(Exit::Fine)
}

/// Collects the history of the task at each site where it is done, or at all requested sites if it is done at none.
fn histories(session: &Session, task: &Task, sites: Vec<String>) -> Result<Vec<AtSite>, Failure> {
    let (done_at, others): (Vec<String>, Vec<String>) = sites.into_iter().partition(|site| task.is_at(site));
    let sites = if done_at.is_empty() { others } else { done_at };
    let role = |site: &str| task.role.as_deref().map(|role| one_off::assignee(&session.checklist, site, role));
    let mut histories: Vec<AtSite> =
        sites.iter().map(|site| AtSite { role: role(site), site: site.clone(), days: Vec::new() }).collect();
    for day in (0..=REACH).rev().filter_map(|back| session.today.checked_sub_days(Days::new(back))) {
        let books = session.day_at(day, &sites)?;
        let pasts: Vec<(&str, Past)> =
            books.iter().map(|book| (book.site.as_str(), past(session, book, task))).collect();
        for at in &mut histories {
            // A day on which the checklist had no sites counts for all of today's.
            let own = pasts.iter().find(|(site, _)| *site == at.site || site.is_empty());
            at.days.push(own.map_or_else(|| Past::empty(day), |(_, past)| past.clone()));
        }
    }
    Ok(histories)
}

/// Returns the state of the task on one day.
fn past(session: &Session, book: &DayBook, task: &Task) -> Past {
    Past::of(&book.basis().judge(session.now), &task.id)
}

/// Shows a one-off at any site: one of today or carried into it, a past or future one by title, or one of any day by
/// key. `None` if the word names no one-off.
fn one_off(
    app: &App,
    args: &ArgMatches,
    session: &Session,
    sites: &[String],
    text: &str,
) -> anyhow::Result<Option<Exit>> {
    let mut books = session.day_at(session.today, sites)?;
    let read = |books: &[DayBook]| target::task(app, &Names::of_all(books, &session.checklist), text);
    let key = match target::with_one_offs_at(session, &mut books, sites, &[text], read) {
        Err(failure) if failure.exit == Exit::Task => {
            target::with_past(session, &mut books, sites, &[text])?;
            read(&books)
        }
        key => key,
    };
    let key = match key {
        Ok(key) if is_one_off(&key) => key,
        Err(failure)
            if is_unknown(&Names::of_checklist(&session.checklist), text)
                && !is_unknown(&Names::of_all(&books, &session.checklist), text) =>
        {
            return Err(failure.into());
        }
        _ => return Ok(None),
    };
    let (mut forms, mut lines, mut shown) = (Vec::new(), Vec::new(), HashSet::new());
    for book in &books {
        let basis = book.basis();
        let state = basis.judge(session.now);
        // A one-off added when the checklist had no sites belongs to every site, but is shown once.
        let found = state.items.iter().filter(|item| item.planned.task.id == key);
        for item in found.filter(|item| shown.insert((item.planned.day, item.planned.slot.clone()))) {
            forms.push(one_off::form(&book.checklist, &state, item, session.today));
            lines.extend((!lines.is_empty()).then(String::new));
            let own = book.books().find(|book| book.one_offs.task(&key).is_some()).unwrap_or(book);
            let at = (&*book.checklist, own.site.as_str());
            lines.extend(one_off::details(at, &state, item, session.today, &app.screen));
        }
    }
    if args.get_flag("json") {
        let form = json!({ "checklist": session.checklist.id, "one_offs": forms });
        app.print(app.document("one-off", form));
    } else {
        app.print_all(lines);
    }
    Ok(Some(Exit::Fine))
}
