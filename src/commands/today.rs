//! `ops today [DAY]`: the whole day, on the terminal or as a sheet to print, send or read.

use super::delivery::{self, Delivery};
use super::hint::CommandLine;
use super::whose::{self, Whose};
use super::{ahead, dates, days, no_pager, option, page, said_days, word};
use crate::app::{App, DayBook, Exit, Failure, Session};
use crate::calendar::Day;
use crate::journal::DayFacts;
use crate::language::{Lang, say};
use crate::render::sheet::{Format, day as sheet};
use crate::render::views::{DayView, Yesterday};
use crate::render::{header, json};
use crate::status::{Basis, DayState, Others, Status};
use clap::{ArgMatches, Command};
use serde_json::Value;
use std::mem::ManuallyDrop;

pub fn args(command: Command, lang: Lang) -> Command {
    let command = days(command, "day", "DAY", say::arg_day(lang))
        .args(whose::options(lang))
        .arg(option("by", "WHAT", say::arg_by(lang)).value_parser(["time", "area"]).hide_possible_values(true))
        .arg(no_pager(lang));
    delivery::args(command, lang)
}

pub fn run(app: &App, args: &ArgMatches) -> anyhow::Result<Exit> {
    page(app, args);
    let delivery = Delivery::read(app, args)?;
    let session = Session::open(app)?;
    let whose = Whose::read(&session, args)?;
    let day = said_days(args, "day").as_deref().map_or(Ok(session.today), |text| dates::any_day(text, &session))?;
    let by_area = word(args, "by") == Some("area");
    // Never dropped, like the checklist: the process frees the acts when it ends.
    let mut books = ManuallyDrop::new(whose.books(&session, day)?);
    if books.is_empty() {
        return nothing_in_force(app, &session, day, &delivery);
    }
    // The day before is read in full before one-offs are searched for, since a file's faults are reported when it is
    // first read.
    let is_told = matches!(delivery.format, Format::Json | Format::Table);
    let past = ManuallyDrop::new(if is_told { day_before(&session, day, &books)? } else { Vec::new() });
    session.carry(&mut books)?;
    whose.keep(&session, day, &mut books)?;
    session.warn_of_clock();
    let missed: Vec<Option<Yesterday>> =
        books.iter().map(|book| missed_before(book, &past, &session, &whose)).collect();
    let bases: Vec<Basis> = books.iter().map(DayBook::basis).collect();
    let strays: Vec<DayFacts> = books.iter().map(DayBook::stray_facts).collect();
    let mut days: Vec<DayState> = bases.iter().map(|basis| basis.judge(basis.plan.seen_from(session.now))).collect();
    let others: Vec<Others> = days.iter_mut().map(|day| whose.filter(day)).collect();
    let (me, screen) = (session.me.as_str(), delivery.screen(app));
    let views = books.iter().zip(&days).zip(&strays).map(|((book, day), strays)| {
        let checklist = &*book.checklist;
        DayView { checklist, day, strays, me, screen }
    });
    let views: Vec<DayView> = views.collect();
    Ok(match delivery.format {
        Format::Json => {
            let forms =
                views.iter().zip(missed).zip(&others).map(|((view, missed), others)| json::day(view, missed, *others));
            let (kind, members) = json::days(forms.collect());
            delivery.text(app, &(app.document(kind, members) + "\n"))?
        }
        Format::Table => {
            let again = CommandLine::again(app, "today", args).without("format").without("output");
            let told = |missed: &Yesterday| (*missed, again.clone().words([missed.day.to_string()]).to_string());
            let missed: Vec<_> = missed.iter().map(|missed| missed.as_ref().map(told)).collect();
            let lines = lines(app, &session, &whose, &views, missed, &others, by_area)?;
            delivery.text(app, &(lines.join("\n") + "\n"))?
        }
        _ => {
            let order = if by_area { sheet::Order::Area } else { sheet::Order::Time };
            let leaves_out = others.iter().any(|others| others.count > 0);
            let document = sheet::document(&views, order, whose.person().filter(|_| leaves_out));
            delivery.document(
                app,
                &document.unwrap_or_else(|| {
                    sheet::empty(&session.checklist, day, say::no_checklist_on(app.lang(), day), app.lang())
                }),
            )?
        }
    })
}

fn nothing_in_force(app: &App, session: &Session, day: Day, delivery: &Delivery) -> anyhow::Result<Exit> {
    // The day's acts may have arrived before the checklist that was in force on it.
    let why = match session.waiting_on(day) {
        Some(acts) => say::day_waiting(app.lang(), day, acts),
        None => say::no_checklist_on(app.lang(), day),
    };
    Ok(match delivery.format {
        Format::Json => delivery.text(app, &(app.document("day", empty_form(session, day)?) + "\n"))?,
        Format::Table => delivery.text(app, &(why + "\n"))?,
        _ => delivery.document(app, &sheet::empty(&session.checklist, day, why, app.lang()))?,
    })
}

fn lines(
    app: &App,
    session: &Session,
    whose: &Whose,
    views: &[DayView],
    missed: Vec<Option<(Yesterday, String)>>,
    others: &[Others],
    by_area: bool,
) -> Result<Vec<String>, Failure> {
    let mut lines = Vec::new();
    for ((view, missed), others) in views.iter().zip(missed).zip(others) {
        let next = ahead::next(session, whose, view.day)?;
        let mut ahead = next.as_ref().map(|next| next.lines(view, false)).unwrap_or_default();
        match lines.is_empty() {
            true => ahead.extend(ahead::tick_lines(app, session, view, next.as_ref())?),
            false => lines.push(String::new()),
        }
        lines.extend(header::lines(view, missed, &ahead));
        let rows = if by_area { view.rows().by_area() } else { view.rows().by_time() };
        // On a screen that cannot show the whole day, the tasks that are due come first.
        if view.screen.height.is_some_and(|height| lines.len() + rows.len() > height) {
            let due = view.rows().open().into_iter().filter(|row| row.status == Status::Due);
            let due: Vec<String> = due.flat_map(|row| row.lines).collect();
            if !due.is_empty() {
                lines.extend([String::new(), view.screen.bold(&say::heading_due(app.lang()))]);
                lines.extend(due);
            }
        }
        // The rows may begin with a heading that has a blank line of its own.
        lines.extend((!rows.is_empty() && !rows[0].is_empty()).then(String::new));
        lines.extend(rows);
        lines.extend(view.unplanned_lines());
        lines.extend(whose.nothing_lines(view));
        lines.extend(whose::others_lines(&view.screen, *others));
    }
    Ok(lines)
}

/// Returns the JSON form of a day on which no checklist was in force, at the requested site.
pub fn empty_form(session: &Session, day: Day) -> Result<Value, Failure> {
    let site = if session.names_site() { session.site()? } else { String::new() };
    let seen_from = session.now.min(session.checklist.clock.bounds(day).end);
    Ok(json::empty_day(&session.checklist, day, &site, seen_from))
}

/// Reads the day before if `day` is today. For any other day the result is empty, since only today shows the checks
/// missed the day before.
fn day_before(session: &Session, day: Day, books: &[DayBook]) -> Result<Vec<DayBook>, Failure> {
    let Some(before) = day.pred_opt().filter(|_| day == session.today) else { return Ok(Vec::new()) };
    let sites: Vec<&str> = books.iter().map(|book| book.site.as_str()).collect();
    session.day_at(before, &sites)
}

/// Returns the day before and how many checks were missed on it at a site; `None` if there were none.
fn missed_before(book: &DayBook, past: &[DayBook], session: &Session, whose: &Whose) -> Option<Yesterday> {
    // A day from before the checklist named sites belongs to all sites.
    let past = past.iter().find(|past| past.site == book.site || past.site.is_empty())?;
    let missed = missed(past, session, whose) + book.just_lapsed;
    (missed > 0).then_some(Yesterday { day: past.day, missed })
}

fn missed(book: &DayBook, session: &Session, whose: &Whose) -> usize {
    let basis = book.basis_of(book.plan_of_checks());
    let mut state = basis.judge(session.now);
    whose.filter(&mut state);
    state.items.iter().filter(|item| item.status == Status::Missed).count()
}
