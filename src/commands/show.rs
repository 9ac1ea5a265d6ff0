//! `ops show TASK`: purpose, how-to, schedule in words, the last weeks, values.

use super::{positional, switch, target, word};
use crate::app::{App, Exit, Session};
use crate::calendar::Day;
use crate::language::{Lang, say};
use crate::plan::next_days;
use crate::render::history::{History, Past};
use crate::render::json;
use crate::status::judge;
use chrono::Days;
use clap::{ArgMatches, Command};

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
    let id = target::task(app, &session.checklist, word(args, "task").unwrap_or_default())?;
    let Some((area, task)) = session.checklist.task(&id) else { return Ok(Exit::Task) };
    let days = (0..=REACH).rev().filter_map(|back| session.today.checked_sub_days(Days::new(back)));
    let days: Vec<Past> = days.map(|day| past(&session, day, &site, &id)).collect::<anyhow::Result<_>>()?;
    let checklist = &*session.checklist;
    let next = next_days(checklist, task, session.today, MOST_NEXT, LOOK_AHEAD);
    let history = History { checklist, area, task, role: session.role(task, &site), days: &days, next };
    if args.get_flag("json") {
        app.print(json::document("task", history.form()));
    } else {
        app.print_all(history.lines(&app.screen));
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
