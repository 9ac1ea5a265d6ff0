//! `ops plan [RANGE]`: what is planned on which day, and why.

use super::hint::CommandLine;
use super::place::Place;
use super::{dates, days, no_pager, page, said_days, switch, warn_of_years};
use crate::app::{App, Exit, Failure, Session};
use crate::calendar::DayRange;
use crate::language::{Lang, say, text};
use crate::plan::agenda;
use crate::render;
use crate::render::schedule::from_to;
use chrono::Days;
use clap::{ArgMatches, Command};

/// Number of days shown by default.
const FOUR_WEEKS: u64 = 28;

/// Maximum length of a plan in days, about ten years.
const LONGEST: i64 = 3660;

pub fn args(command: Command, lang: Lang) -> Command {
    days(command, "range", "RANGE", say::arg_plan_range(lang))
        .arg(switch("all", say::arg_plan_all(lang)))
        .arg(switch("json", say::arg_json(lang)))
        .arg(no_pager(lang))
}

pub fn run(app: &App, args: &ArgMatches) -> anyhow::Result<Exit> {
    page(app, args);
    let session = Session::open(app)?;
    let said = said_days(args, "range");
    let line = CommandLine::again(app, "plan", args).words(said.iter().cloned());
    let site = Place::of_view(app, &session, line).site(&[])?;
    let range = match said.as_deref() {
        Some(text) => dates::coming_range(text, &session)?,
        None => {
            let last = session.today.checked_add_days(Days::new(FOUR_WEEKS - 1)).unwrap_or(session.today);
            DayRange { first: session.today, last }
        }
    };
    if range.length() > LONGEST {
        return Err(Failure::usage(text::plan_too_long(LONGEST / 366)).into());
    }
    // Past days are shown as today's checklist plans them; `today DAY` and reports show what was planned at the time.
    let checklist = &session.checklist;
    let books = session.one_offs(range, &[&site])?;
    let mut days = agenda(checklist, &site, range, args.get_flag("all"));
    for book in &books {
        let of_day = days.iter_mut().filter(|it| it.day == book.day);
        of_day.for_each(|it| it.one_offs = book.plan_of_one_offs().occurrences);
    }
    if args.get_flag("json") {
        app.print(app.document("plan", render::agenda::form(checklist, &site, range, &days)));
        return Ok(Exit::Fine);
    }
    let lang = app.lang();
    let lines = render::agenda::lines(checklist, &site, range, &days, &app.screen);
    let daily = days.iter().map(|it| it.daily).max().filter(|daily| *daily > 0);
    if lines.is_empty() {
        let days = from_to(lang, range.first.to_string(), range.last.to_string());
        let said = if daily.is_some() { say::plan_only_daily } else { say::plan_empty };
        app.print_all(app.screen.wrap(&said(lang, days)));
    }
    app.print_all(lines);
    if let Some(daily) = daily {
        app.print_all(app.screen.wrap(&say::plan_daily(lang, daily)).iter().map(|line| app.screen.dim(line)));
    }
    warn_of_years(app, &checklist.calendar.work.unknown_years(range.years()));
    Ok(Exit::Fine)
}
