//! `ops calendar [RANGE]`: the plan as an iCalendar file, for phones and office calendars.

use super::{dates, days, delivery, filter, said_days, switch, warn_of_years, word};
use crate::app::{App, Exit, Failure, Session, write_whole};
use crate::calendar::{DayRange, parse_duration};
use crate::checklist::Task;
use crate::language::{Lang, say, text};
use crate::plan::plan_of;
use crate::render::cells::clean;
use crate::render::ical::{Calendar, IcalOptions};
use crate::render::schedule::from_to;
use crate::status::Filter;
use chrono::{Datelike, Days, TimeDelta};
use clap::builder::ValueParser;
use clap::{Arg, ArgMatches, Command};

/// Number of days after today that the calendar covers by default; with today, four weeks.
const REACH: u64 = 27;

/// Maximum length of a calendar in days.
const LONGEST: i64 = 366;

/// Maximum time from an alarm to the check that it announces.
const LONGEST_LEAD: TimeDelta = TimeDelta::hours(24);

pub fn args(command: Command, lang: Lang) -> Command {
    let alarm = Arg::new("alarm").long("alarm").value_name("TIME").num_args(0..=1).default_missing_value("10m");
    let output = Arg::new("output").short('o').long("output").value_name("FILE").value_parser(ValueParser::path_buf());
    days(command, "range", "RANGE", say::arg_calendar_range(lang))
        .args(filter::options(lang))
        .arg(alarm.help(say::arg_alarm(lang)))
        .arg(switch("watches", say::arg_watches(lang)))
        .arg(switch("utc", say::arg_utc(lang)))
        .arg(output.help(say::arg_output(lang)))
}

pub fn run(app: &App, args: &ArgMatches) -> anyhow::Result<Exit> {
    let alarm = word(args, "alarm").map(lead).transpose()?;
    let session = Session::open(app)?;
    let said = said_days(args, "range");
    let filter = filter::read(app, &session, args)?;
    let sites = filter::sites(&filter, &session, session.today)?;
    let range = range(said.as_deref(), &session)?;
    let clock = &session.checklist.clock;
    let options = IcalOptions { lang: app.lang(), utc: args.get_flag("utc"), alarm };
    let mut calendar =
        Calendar::new(name(&session, &sites, &filter), &clock.zone, clock.bounds(range.first).start, options);
    let books = sites.iter().map(|site| session.one_offs(range, &[site])).collect::<Result<Vec<_>, _>>()?;
    let (mut unknown_years, mut has_watches) = (Vec::new(), false);
    for (day, (site, books)) in range.days().flat_map(|day| sites.iter().zip(&books).map(move |it| (day, it))) {
        let Some((checklist, site)) = session.checklist_at(day, site)? else { continue };
        unknown_years.extend(checklist.calendar.work.lacks(day.year()).then(|| day.year()));
        let is_meant = |task: &Task| filter.has_on(&checklist, task, &site, day);
        let is_wanted = |task: &Task| args.get_flag("watches") || !task.is_watch();
        let wanted = plan_of(&checklist, &site, day, None, |task| is_wanted(task) && is_meant(task));
        let is_round = |task: &Task| task.is_watch() && task.is_planned(&checklist.calendar, &site, day);
        has_watches |= checklist.tasks().any(|(_, task)| is_round(task) && is_meant(task));
        calendar.add(&wanted, session.changed_at(day));
        for book in books.iter().filter(|book| book.day == day) {
            let mut one_offs = book.plan_of_one_offs();
            one_offs.occurrences.retain(|planned| filter.has(planned));
            calendar.add_one_offs(&one_offs, &book.facts());
        }
    }
    unknown_years.dedup();
    warn_of_years(app, &unknown_years);
    deliver(app, args, calendar, range, has_watches)?;
    Ok(Exit::Fine)
}

/// Prints or writes the calendar, and warns if it is empty.
fn deliver(
    app: &App,
    args: &ArgMatches,
    calendar: Calendar,
    range: DayRange,
    has_watches: bool,
) -> Result<(), Failure> {
    let (lang, count) = (app.lang(), calendar.count);
    let days = from_to(lang, range.first.to_string(), range.last.to_string());
    match count {
        0 if has_watches => app.warn(say::calendar_only_watches(lang, &days)),
        0 => app.warn(say::calendar_empty(lang, &days)),
        _ => {}
    }
    match delivery::file(args) {
        Some(file) => {
            write_whole(app, &file, calendar.into_text().as_bytes())?;
            app.print(say::calendar_written(lang, clean(&file.display().to_string()), count, days));
        }
        None => app.print_raw(&calendar.into_text()),
    }
    Ok(())
}

/// The title of the checklist, followed by that of the site if it is only one of several, and by what the calendar is
/// restricted to.
fn name(session: &Session, sites: &[String], filter: &Filter) -> String {
    let site = sites.first().filter(|_| sites.len() == 1).and_then(|site| session.checklist.site(site));
    let mut names = vec![session.checklist.title.clone()];
    names.extend(site.map(|site| site.title.clone()));
    names.extend(filter.persons.iter().flatten().cloned());
    names.extend(filter.tasks.iter().map(|task| task.title.clone()));
    names.join(" · ")
}

fn range(text: Option<&str>, session: &Session) -> Result<DayRange, Failure> {
    let range = match text {
        Some(text) => dates::coming_range(text, session)?,
        None => {
            let today = session.today;
            DayRange { first: today, last: today.checked_add_days(Days::new(REACH)).unwrap_or(today) }
        }
    };
    let days = range.length();
    if days > LONGEST {
        return Err(Failure::usage(text::calendar_too_long(days, LONGEST)));
    }
    // iCalendar years have four digits. The limits leave room for a change of zone and for a window that ends on a
    // later date.
    if !(1..=9998).contains(&range.first.year()) || !(1..=9998).contains(&range.last.year()) {
        return Err(Failure::usage(text::calendar_years()));
    }
    Ok(range)
}

fn lead(text: &str) -> Result<TimeDelta, Failure> {
    let bad = || Failure::usage(text::alarm_refused(text)).hint(text::alarm_hint());
    parse_duration(text).filter(|lead| *lead <= LONGEST_LEAD).ok_or_else(bad)
}
