//! `ops today [DAY]`: the whole day.

use super::{option, positional, switch, target, word};
use crate::app::{App, DayBook, Exit, Session};
use crate::calendar::Day;
use crate::language::{Lang, say};
use crate::render::views::{DayView, Yesterday};
use crate::render::{header, json};
use crate::status::{Status, judge};
use clap::{ArgMatches, Command};

pub fn args(command: Command, lang: Lang) -> Command {
    command
        .arg(positional("day", "DAY", say::arg_day(lang)).allow_hyphen_values(true))
        .arg(option("by", "WHAT", say::arg_by(lang)).value_parser(["time", "area"]).hide_possible_values(true))
        .arg(switch("json", say::arg_json(lang)))
}

pub fn run(app: &App, args: &ArgMatches) -> anyhow::Result<Exit> {
    let session = Session::open(app)?;
    let site = session.site()?;
    let day = word(args, "day").map_or(Ok(session.today), |text| target::any_day(text, session.today))?;
    let Some(mut book) = session.day(day, &site)? else {
        return Ok(nothing_required(app, &session, day, &site, args.get_flag("json")));
    };
    // In full before it is looked at for one-offs: what is wrong with a file is told at its first reading.
    let before = if day == session.today { before(&session, day, &site)? } else { None };
    session.carry(&mut book, &site)?;
    let yesterday = before.map(|(day, missed)| Yesterday { day, missed: missed + book.just_lapsed });
    let yesterday = yesterday.filter(|yesterday| yesterday.missed > 0);
    let (plan, facts) = (book.plan(), book.facts());
    let state = judge(&plan, &facts, session.now);
    let strays = book.stray_facts();
    let view =
        DayView { checklist: &book.checklist, day: &state, strays: &strays, me: &session.me, screen: app.screen };
    if args.get_flag("json") {
        app.print(json::day(&view, yesterday));
        return Ok(Exit::Fine);
    }
    app.print_all(header::lines(&view, yesterday));
    app.print("");
    app.print_all(if word(args, "by") == Some("area") { view.rows().by_area() } else { view.rows().by_time() });
    app.print_all(view.unplanned_lines());
    Ok(Exit::Fine)
}

/// Tells that no checklist was in force, in the form that was asked for.
pub fn nothing_required(app: &App, session: &Session, day: Day, site: &str, as_json: bool) -> Exit {
    if as_json {
        app.print(json::empty_day(&session.checklist, day, site, session.now));
    } else {
        app.print(say::no_checklist_on(app.lang(), day));
    }
    Exit::Fine
}

/// The day before, and how many of its checks were left undone.
fn before(session: &Session, day: Day, site: &str) -> anyhow::Result<Option<(Day, usize)>> {
    let Some(before) = day.pred_opt() else { return Ok(None) };
    Ok(session.day(before, site)?.map(|book| (before, missed(&book, session))))
}

fn missed(book: &DayBook, session: &Session) -> usize {
    let (plan, facts) = (book.plan_of_checks(), book.facts());
    judge(&plan, &facts, session.now).items.iter().filter(|item| item.status == Status::Missed).count()
}
