//! `ops show TASK`: purpose, how-to, schedule in words, the last weeks, values.

use super::names::{Names, is_unknown};
use super::{positional, switch, target, word};
use crate::app::{App, DayBook, Exit, Failure, Session};
use crate::calendar::Day;
use crate::language::{Lang, say};
use crate::plan::next_days;
use crate::render::history::{History, Past};
use crate::render::{json, one_off};
use crate::status::judge;
use chrono::Days;
use clap::{ArgMatches, Command};
use serde_json::json;

/// How many business days back the history goes.
const REACH: u64 = 27;

/// So many of the next days are named.
const MOST_NEXT: usize = 5;

/// They are looked for within so many days: four years, for 02-29.
const LOOK_AHEAD: usize = 1462;

pub fn args(command: Command, lang: Lang) -> Command {
    command.arg(positional("task", "TASK", say::arg_task(lang)).required(true)).arg(switch("json", say::arg_json(lang)))
}

pub fn run(app: &App, args: &ArgMatches) -> anyhow::Result<Exit> {
    let session = Session::open(app)?;
    let site = session.site()?;
    let text = word(args, "task").unwrap_or_default();
    let names = Names::of_checklist(&session.checklist);
    let id = match target::task(app, &names, text) {
        Err(failure) if is_unknown(&names, text) => {
            return one_off(app, args, &session, &site, text, failure);
        }
        id => id?,
    };
    let Some((area, task)) = session.checklist.task(&id) else { return Ok(Exit::Task) };
    let days = (0..=REACH).rev().filter_map(|back| session.today.checked_sub_days(Days::new(back)));
    let days: Vec<Past> = days.map(|day| past(&session, day, &site, &id)).collect::<anyhow::Result<_>>()?;
    let checklist = &*session.checklist;
    let next = next_days(checklist, task, session.today, MOST_NEXT, LOOK_AHEAD);
    let role = task.role.as_deref().map(|role| one_off::assignee(checklist, &site, role));
    let history = History { checklist, area, task, role, days: &days, next };
    if args.get_flag("json") {
        app.print(json::document("task", history.form()));
    } else {
        app.print_all(history.lines(&app.screen));
    }
    Ok(Exit::Fine)
}

/// A one-off: of today, carried into it, or of whatever day where its key is named. `failure` tells that there is none.
fn one_off(
    app: &App,
    args: &ArgMatches,
    session: &Session,
    site: &str,
    text: &str,
    failure: Failure,
) -> anyhow::Result<Exit> {
    let Some(mut book) = session.day(session.today, site)? else { return Err(failure.into()) };
    let read = |book: &DayBook| target::task(app, &Names::of(book), text);
    let key = target::with_one_offs(session, &mut book, site, &[text], read)?;
    let (plan, facts) = (book.plan(), book.facts());
    let state = judge(&plan, &facts, session.now);
    let found = state.items.iter().filter(|item| item.planned.task.id == key);
    if args.get_flag("json") {
        let forms: Vec<_> = found.map(|item| one_off::form(&book.checklist, &state, item, session.today)).collect();
        let form = json!({ "checklist": session.checklist.id, "one_offs": forms });
        app.print(json::document("one-off", form));
    } else {
        let lines = found.flat_map(|item| one_off::details(&book.checklist, &state, item, session.today, &app.screen));
        app.print_all(lines);
    }
    Ok(Exit::Fine)
}

/// What became of the task on one day.
fn past(session: &Session, day: Day, site: &str, task: &str) -> anyhow::Result<Past> {
    let Some(book) = session.day(day, site)? else { return Ok(Past::empty(day)) };
    let (plan, facts) = (book.plan(), book.facts());
    let state = judge(&plan, &facts, session.now);
    Ok(Past::of(&state, task))
}
