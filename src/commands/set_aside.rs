//! What `skip` and `excuse` share: both leave occurrences out, with a reason.

use super::names::Names;
use super::{dates, option, outcome, place, positional, switch, target, typed, word};
use crate::app::{App, DayBook, Exit, Failure, Session};
use crate::calendar::Instant;
use crate::journal::{Fact, Occurrence};
use crate::language::{Lang, Text, say};
use crate::plan::Plan;
use crate::render::{cells, words};
use crate::status::{Choice, DayState, Purpose, Status, choose, judge};
use chrono::{DateTime, FixedOffset};
use clap::{ArgAction, ArgMatches, Command};
use std::collections::HashSet;
use target::Target;

pub fn args(command: Command, lang: Lang) -> Command {
    command
        .arg(positional("tasks", "TASK", say::arg_tasks(lang)).action(ArgAction::Append).num_args(0..))
        .arg(option("reason", "REASON", say::arg_reason(lang)).short('r'))
        .arg(option("at", "TIME", say::arg_at(lang)))
        .arg(option("on", "DAY", say::arg_on(lang)))
        .arg(switch("dry-run", say::arg_dry_run(lang)))
}

/// Why; it must be said.
pub fn reason(args: &ArgMatches) -> Result<String, Failure> {
    let reason = typed::text(word(args, "reason").unwrap_or_default(), say::reason_needed);
    reason.map_err(|missing| missing.hint(Text::of(say::reason_needed_hint)))
}

/// Records one fact an occurrence, made by `fact`; `verb` is the command.
pub fn run(
    app: &App,
    args: &ArgMatches,
    verb: &str,
    fact: impl Fn(Occurrence, DateTime<FixedOffset>, String) -> Fact,
) -> anyhow::Result<Exit> {
    let reason = reason(args)?;
    let words: Vec<&str> = args.get_many::<String>("tasks").unwrap_or_default().map(String::as_str).collect();
    if words.is_empty() {
        return Err(Failure::usage(Text::of(|lang| say::usage_missing(lang, "TASK"))).into());
    }
    let session = Session::open(app)?;
    session.check_may_write()?;
    let on = dates::past_day(word(args, "on"), &session)?;
    let site = place::site_of(&session, on, &words)?;
    let claimed = dates::claimed(word(args, "at"), on, &session)?;
    let at = session.checklist.clock.zone.at(claimed);
    let mut book = session.day_in_force(on, &site)?;
    let read = |book: &DayBook| {
        let names = Names::of(book);
        words.iter().map(|text| target::target(app, &names, on, text)).collect::<Result<Vec<Target>, Failure>>()
    };
    let targets = target::with_one_offs(&session, &mut book, &site, &words, read)?;
    let as_of = |plan: &Plan| dates::as_of(word(args, "at"), claimed, plan);
    let facts = facts(app, &session, &book, as_of, verb, &targets, |of| fact(of, at, reason.clone()))?;
    outcome::write(&session, app, book, facts, args.get_flag("dry-run"))
}

/// One fact an occurrence of the targets that is open to it.
fn facts(
    app: &App,
    session: &Session,
    book: &DayBook,
    as_of: impl Fn(&Plan) -> Instant,
    verb: &str,
    targets: &[Target],
    fact: impl Fn(Occurrence) -> Fact,
) -> Result<Vec<Fact>, Failure> {
    let (plan, folded) = (book.plan(), book.facts());
    let day = judge(&plan, &folded, as_of(&plan));
    let mut facts = Vec::new();
    for target in targets {
        let picked = match choose(&day, &target.task, &target.selector, Purpose::SetAside) {
            Choice::Items(picked) => picked,
            Choice::AlreadyDone(done, _) => vec![done],
            Choice::NoneOpen => {
                app.print(say::none_open(app.lang(), &target.task));
                Vec::new()
            }
            refused => return Err(outcome::refuse(&book.checklist, &day, verb, &target.task, refused)),
        };
        tell_before(app, session, book, &day, &picked);
        for index in picked {
            // Done beats skipped and excused: to say otherwise, the tick is undone first.
            if matches!(day.items[index].status, Status::Done(_)) {
                app.print(outcome::already_done(&book.checklist, &day, index, None, app.lang()));
                continue;
            }
            facts.push(fact(day.items[index].occurrence()));
        }
    }
    Ok(facts)
}

/// Who else set some of these aside before: once for each act that did.
fn tell_before(app: &App, session: &Session, book: &DayBook, day: &DayState, picked: &[usize]) {
    let lang = app.lang();
    let mut told = HashSet::new();
    for item in picked.iter().map(|index| &day.items[*index]) {
        let ruling = item.facts.and_then(|facts| facts.ruling.as_ref()).filter(|_| item.completion.is_none());
        let Some(ruling) = ruling.filter(|ruling| ruling.by != session.me && told.insert(ruling.act)) else { continue };
        let at = words::clock_time_on(&book.checklist.clock.zone, ruling.claimed.to_utc(), day.day);
        let (title, by) = (cells::clean(&item.planned.task.title), cells::clean(ruling.by));
        let status = words::status(lang, item.status);
        app.print(say::already_set_aside(lang, title, status, by, at, cells::clean(ruling.reason)));
    }
}
