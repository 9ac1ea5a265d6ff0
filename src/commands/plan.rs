//! `ops plan [RANGE]`: what is planned on which day, and why.

use super::delivery::{self, Delivery};
use super::{dates, days, filter, no_pager, page, said_days, switch, warn_of_years};
use crate::app::{App, DayBook, Exit, Failure, Session};
use crate::calendar::{Day, DayRange, Instant, Period};
use crate::checklist::Checklist;
use crate::language::{Lang, folded, say, text};
use crate::plan::{AgendaDay, LONGEST_CARRY, agenda};
use crate::render::schedule::from_to;
use crate::render::sheet::Format;
use crate::render::sheet::agenda::{AgendaSheet, MOST_COLUMNS};
use crate::render::views::site_title;
use crate::render::{self, Screen};
use crate::status::{Filter, Item};
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
    let filter = filter::read(app, &session, args)?;
    let sites = filter::sites(&filter, &session, session.today)?;
    let range = match said.as_deref() {
        Some(text) => dates::coming_range(text, &session).or_else(|failure| period(&session, text).ok_or(failure))?,
        None => {
            let last = session.today.checked_add_days(Days::new(FOUR_WEEKS - 1)).unwrap_or(session.today);
            DayRange { first: session.today, last }
        }
    };
    if range.length() > LONGEST {
        return Err(Failure::usage(text::plan_too_long(LONGEST / 366)).into());
    }
    // A one-off of an earlier day may have its deadline in the range.
    let earliest = range.first.checked_sub_days(Days::new(LONGEST_CARRY.into())).unwrap_or(range.first);
    let reach = DayRange { first: earliest, last: range.last };
    let books = sites.iter().map(|site| session.one_offs(reach, &[site])).collect::<Result<Vec<_>, _>>()?;
    // A sheet to hang up shows the daily tasks too, as long as a task has only one row.
    let is_sheet = !matches!(delivery.format, Format::Json | Format::Table);
    let all = args.get_flag("all") || is_sheet && range.length() <= MOST_COLUMNS;
    // Past days are shown as today's checklist plans them; `today DAY` and reports show what was planned at the time.
    let checklist = &*session.checklist;
    let mut agendas = Vec::new();
    for (site, books) in sites.into_iter().zip(&books) {
        let mut days = agenda(checklist, &site, range, all, |task, day| filter.has_on(checklist, task, &site, day));
        for book in books {
            add_one_offs(&mut days, book, range, session.now, &filter);
        }
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

/// Returns the days of a period from today on, with those of preparation: 双12.
fn period(session: &Session, text: &str) -> Option<DayRange> {
    let today = session.today;
    let is_named = |it: &&Period| [&it.title, &it.id].into_iter().any(|name| folded(name) == folded(text.trim()));
    let period = session.checklist.calendar.periods.iter().find(is_named)?;
    let stretch = period.current(today).or_else(|| period.prepared_on(today)).or_else(|| period.next(today))?;
    Some(DayRange { first: stretch.prepared_from.max(today), last: stretch.days.last })
}

/// Adds the one-offs of a book that a filter includes to the days on which they are listed.
fn add_one_offs<'a>(days: &mut [AgendaDay<'a>], book: &'a DayBook, range: DayRange, now: Instant, filter: &Filter) {
    let basis = book.basis_of(book.plan_of_one_offs());
    let listed: Vec<Day> = basis.judge(now).items.iter().map(|item| listed_on(item, range)).collect();
    for (planned, day) in basis.plan.occurrences.into_iter().zip(listed).filter(|(planned, _)| filter.has(planned)) {
        if let Some(it) = days.iter_mut().find(|it| it.day == day) {
            it.one_offs.push(planned);
            it.one_offs.sort_by_key(|planned| planned.window.start);
        }
    }
}

/// Returns the day on which a one-off is listed: that of its deadline while it is not done, or the first day of the
/// range on which it can be done if the deadline is later; without a deadline, its own day.
fn listed_on(item: &Item, range: DayRange) -> Day {
    let own = item.planned.day;
    match item.planned.one_off.and_then(|said| said.due).filter(|_| item.status.is_outstanding()) {
        Some(due) if due > range.last => own.max(range.first),
        Some(due) => due,
        None => own,
    }
}

/// If the filter names persons, keeps only the sites with tasks of theirs; the first site, if there are none anywhere.
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
