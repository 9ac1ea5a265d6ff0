//! `ops plan [RANGE]`: what is planned on which day, and why.

use super::delivery::{self, Delivery};
use super::hint::CommandLine;
use super::place::Place;
use super::{dates, days, filter, no_pager, page, said_days, switch, warn_of_years};
use crate::app::{App, DayBook, Exit, Failure, Session};
use crate::calendar::{Day, DayRange};
use crate::checklist::{Checklist, Task};
use crate::language::{Lang, say, text};
use crate::plan::{AgendaDay, agenda};
use crate::render::schedule::from_to;
use crate::render::sheet::Format;
use crate::render::sheet::agenda::{AgendaSheet, MOST_COLUMNS};
use crate::render::views::site_title;
use crate::render::{self, Screen};
use crate::status::Filter;
use chrono::Days;
use clap::{ArgMatches, Command};
use serde_json::json;

/// Number of days shown by default.
const FOUR_WEEKS: u64 = 28;

/// Maximum length of a plan in days, about ten years.
const LONGEST: i64 = 3660;

pub fn args(command: Command, lang: Lang) -> Command {
    let command = days(command, "range", "RANGE", say::arg_plan_range(lang))
        .arg(switch("all", say::arg_plan_all(lang)))
        .args(filter::options(lang))
        .arg(no_pager(lang));
    delivery::args(command, lang)
}

pub fn run(app: &App, args: &ArgMatches) -> anyhow::Result<Exit> {
    page(app, args);
    let delivery = Delivery::read(app, args)?;
    let session = Session::open(app)?;
    let said = said_days(args, "range");
    let line = CommandLine::again(app, "plan", args).words(said.iter().cloned());
    let filter = filter::read(app, &session, args)?;
    let sites = filter::coming_sites(&filter, &Place::of_view(app, &session, line))?;
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
    let books = sites.iter().map(|site| session.one_offs(range, &[site])).collect::<Result<Vec<_>, _>>()?;
    // A sheet to hang up shows the daily tasks too, as long as a task has only one row.
    let is_sheet = !matches!(delivery.format, Format::Json | Format::Table);
    let all = args.get_flag("all") || is_sheet && range.length() <= MOST_COLUMNS;
    // Past days are shown as today's checklist plans them; `today DAY` and reports show what was planned at the time.
    let checklist = &*session.checklist;
    let mut agendas = Vec::new();
    for (site, books) in sites.into_iter().zip(&books) {
        let days = planned(checklist, &site, range, all, &filter, books);
        agendas.push((site, days));
    }
    keep_sites_of_persons(&filter, &mut agendas);
    let exit = match delivery.format {
        Format::Json => delivery.text(app, &(json(app, checklist, range, &filter, &agendas) + "\n"))?,
        Format::Table => {
            let lines = lines(checklist, range, &filter, &agendas, &delivery.screen(app));
            delivery.text(app, &(lines.join("\n") + "\n"))?
        }
        _ => {
            let sheet = AgendaSheet { checklist, range, filter: &filter, lang: app.lang(), sites: &agendas };
            delivery.document(app, &sheet.document())?
        }
    };
    if delivery.format != Format::Json {
        warn_of_years(app, &checklist.calendar.work.unknown_years(range.years()));
    }
    Ok(exit)
}

/// Returns the days of a site with the tasks and one-offs that a filter means.
fn planned<'a>(
    checklist: &'a Checklist,
    site: &str,
    range: DayRange,
    all: bool,
    filter: &Filter,
    books: &'a [DayBook],
) -> Vec<AgendaDay<'a>> {
    let is_meant = |task: &Task, day: Day| filter.has_on(checklist, task, site, day);
    let mut days = agenda(checklist, site, range, all, is_meant);
    for book in books {
        let of_day = days.iter_mut().filter(|it| it.day == book.day);
        of_day.for_each(|it| {
            it.one_offs = book.plan_of_one_offs().occurrences;
            it.one_offs.retain(|planned| filter.has(planned));
        });
    }
    days
}

/// If persons are meant, keeps only the sites where anything is theirs; the first, if nothing is anywhere.
fn keep_sites_of_persons(filter: &Filter, agendas: &mut Vec<(String, Vec<AgendaDay>)>) {
    let has_any = |(_, days): &(String, Vec<AgendaDay>)| {
        days.iter().any(|it| it.daily > 0 || !it.tasks.is_empty() || !it.one_offs.is_empty())
    };
    if filter.persons.is_empty() {
        return;
    }
    match agendas.iter().any(has_any) {
        true => agendas.retain(has_any),
        false => agendas.truncate(1),
    }
}

fn json(
    app: &App,
    checklist: &Checklist,
    range: DayRange,
    filter: &Filter,
    agendas: &[(String, Vec<AgendaDay>)],
) -> String {
    let form = |(site, days): &(String, Vec<AgendaDay>)| render::agenda::form(checklist, site, range, days, filter);
    match agendas {
        [only] => app.document("plan", form(only)),
        several => app.document("plans", json!({ "plans": several.iter().map(form).collect::<Vec<_>>() })),
    }
}

/// Returns the lines of all sites, each below its title if there are several.
fn lines(
    checklist: &Checklist,
    range: DayRange,
    filter: &Filter,
    agendas: &[(String, Vec<AgendaDay>)],
    screen: &Screen,
) -> Vec<String> {
    let lang = screen.lang;
    let mut lines: Vec<String> = Vec::new();
    for (site, days) in agendas {
        lines.extend((!lines.is_empty()).then(String::new));
        if agendas.len() > 1 {
            lines.extend(site_title(checklist, site).map(|title| screen.bold(&title)));
        }
        let of_site = render::agenda::lines(checklist, site, range, days, screen);
        let daily = days.iter().map(|it| it.daily).max().filter(|daily| *daily > 0);
        if of_site.is_empty() {
            let days = from_to(lang, range.first.to_string(), range.last.to_string());
            let said = if daily.is_some() { say::plan_only_daily } else { say::plan_empty };
            lines.extend(screen.wrap(&said(lang, days)));
        }
        lines.extend(of_site);
        if let Some(daily) = daily {
            lines.extend(screen.wrap(&say::plan_daily(lang, daily)).iter().map(|line| screen.dim(line)));
        }
    }
    let said = render::filter::line(filter, lang);
    lines.extend(said.iter().flat_map(|line| screen.wrap(line)).map(|line| screen.dim(&line)));
    lines
}
