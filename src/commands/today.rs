//! `ops today [DAY]`: the whole day.

use super::whose::{self, Whose};
use super::{option, positional, switch, target, word};
use crate::app::{App, DayBook, Exit, Failure, Session};
use crate::calendar::Day;
use crate::language::{Lang, say};
use crate::render::views::{DayView, Yesterday};
use crate::render::{header, json};
use crate::status::{Status, judge};
use clap::{ArgMatches, Command};
use serde_json::Value;

pub fn args(command: Command, lang: Lang) -> Command {
    command
        .arg(positional("day", "DAY", say::arg_day(lang)).allow_hyphen_values(true))
        .args(whose::options(lang))
        .arg(option("by", "WHAT", say::arg_by(lang)).value_parser(["time", "area"]).hide_possible_values(true))
        .arg(switch("json", say::arg_json(lang)))
}

pub fn run(app: &App, args: &ArgMatches) -> anyhow::Result<Exit> {
    let session = Session::open(app)?;
    let whose = Whose::read(&session, args)?;
    let day = word(args, "day").map_or(Ok(session.today), |text| target::any_day(text, session.today))?;
    let mut forms = Vec::new();
    let books = session.day_at(day, &whose.sites(&session, day)?)?;
    if books.is_empty() {
        forms.extend(nothing_required(app, &session, day, args.get_flag("json"))?);
    }
    for (number, book) in books.iter().enumerate() {
        let (plan, facts) = (book.plan(), book.facts());
        let mut state = judge(&plan, &facts, session.now);
        let others = whose.filter(&mut state);
        let strays = book.stray_facts();
        let view =
            DayView { checklist: &book.checklist, day: &state, strays: &strays, me: &session.me, screen: app.screen };
        let yesterday = if day == session.today { missed_before(&session, day, &book.site, &whose)? } else { None };
        if args.get_flag("json") {
            forms.push(json::day(&view, yesterday, others));
            continue;
        }
        if number > 0 {
            app.print("");
        }
        app.print_all(header::lines(&view, yesterday));
        app.print("");
        app.print_all(if word(args, "by") == Some("area") { view.rows().by_area() } else { view.rows().by_time() });
        app.print_all(view.unplanned_lines());
        app.print_all(whose::others_line(app, others));
    }
    if args.get_flag("json") {
        app.print(json::days(forms));
    }
    Ok(Exit::Fine)
}

/// Tells that no checklist was in force: as a line, or the form that was asked for.
pub fn nothing_required(app: &App, session: &Session, day: Day, as_json: bool) -> Result<Option<Value>, Failure> {
    if as_json {
        let site = if session.names_site() { session.site()? } else { String::new() };
        return Ok(Some(json::empty_day(&session.checklist, day, &site, session.now)));
    }
    app.print(say::no_checklist_on(app.lang(), day));
    Ok(None)
}

/// What the day before left undone.
fn missed_before(session: &Session, day: Day, site: &str, whose: &Whose) -> anyhow::Result<Option<Yesterday>> {
    let Some(before) = day.pred_opt() else { return Ok(None) };
    let Some(book) = session.day(before, site)? else { return Ok(None) };
    Ok(Some(Yesterday { day: before, missed: missed(&book, session, whose) }).filter(|yesterday| yesterday.missed > 0))
}

fn missed(book: &DayBook, session: &Session, whose: &Whose) -> usize {
    let (plan, facts) = (book.plan_of_checks(), book.facts());
    let mut state = judge(&plan, &facts, session.now);
    whose.filter(&mut state);
    state.items.iter().filter(|item| item.status == Status::Missed).count()
}
