//! `ops today [DAY]`: the whole day, on the terminal or as a sheet to print, send or read.

use super::delivery::{self, Delivery};
use super::targets;
use super::whose::{self, Whose};
use super::{ahead, dates, days, no_pager, option, page, said_days, word};
use crate::app::hint::CommandLine;
use crate::app::{App, DayBook, Exit, Failure, Session};
use crate::calendar::{Day, DayRange};
use crate::journal::DayFacts;
use crate::language::{Lang, say, text};
use crate::render::sheet::day::{self as sheet, Layout, Order};
use crate::render::sheet::{Document, Format};
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

/// Maximum number of days shown at once.
const LONGEST: i64 = 31;

pub fn run(app: &App, args: &ArgMatches) -> anyhow::Result<Exit> {
    page(app, args);
    let delivery = Delivery::read(app, args)?;
    let session = Session::open(app)?;
    let whose = Whose::read(&session, args)?;
    let range = match said_days(args, "day") {
        Some(text) => dates::any_days(&text, &session)?,
        None => DayRange { first: session.today, last: session.today },
    };
    if range.length() > LONGEST {
        return Err(Failure::usage(text::today_too_long(LONGEST)).into());
    }
    let asked = Asked { app, args, session: &session, whose: &whose, delivery: &delivery, range };
    let (mut forms, mut lines, mut documents): (Vec<Value>, Vec<String>, Vec<Document>) = Default::default();
    for day in range.days().filter(|day| session.checklist.clock.has(*day)) {
        match asked.day(day)? {
            Told::Forms(of_day) => forms.extend(of_day),
            Told::Lines(of_day) => {
                lines.extend((!lines.is_empty()).then(String::new));
                lines.extend(of_day);
            }
            Told::Sheet(sheet) => documents.push(*sheet),
        }
    }
    session.warn_of_clock();
    Ok(match delivery.format {
        Format::Json => {
            let (kind, members) = json::days(forms);
            delivery.text(app, &(app.document(kind, members) + "\n"))?
        }
        Format::Table => delivery.text(app, &(lines.join("\n") + "\n"))?,
        _ => match documents.as_slice() {
            [only] => delivery.document(app, only)?,
            several => {
                let days = say::report_range(app.lang(), range.first, range.last);
                delivery.documents(app, several, &say::day_title(app.lang(), &session.checklist.title, days))?
            }
        },
    })
}

/// One day in the requested form.
enum Told {
    /// JSON, a document for each site.
    Forms(Vec<Value>),
    /// Lines for a terminal.
    Lines(Vec<String>),
    /// A sheet.
    Sheet(Box<Document>),
}

/// What was asked for.
struct Asked<'a> {
    app: &'a App,
    args: &'a ArgMatches,
    session: &'a Session<'a>,
    whose: &'a Whose,
    delivery: &'a Delivery,
    range: DayRange,
}

impl Asked<'_> {
    fn is_of_several_days(&self) -> bool {
        self.range.length() > 1
    }

    fn day(&self, day: Day) -> anyhow::Result<Told> {
        let Asked { app, session, whose, delivery, .. } = *self;
        // Never dropped, like the checklist: the process frees the acts when it ends.
        let mut books = ManuallyDrop::new(whose.books(session, day)?);
        if books.is_empty() {
            return self.nothing_in_force(day);
        }
        // The day before is read in full before one-offs are searched for, since a file's faults are reported when it
        // is first read.
        let is_told = matches!(delivery.format, Format::Json | Format::Table);
        let past = ManuallyDrop::new(if is_told { day_before(session, day, &books)? } else { Vec::new() });
        session.carry(&mut books)?;
        whose.keep(session, day, &mut books)?;
        let missed: Vec<Option<Yesterday>> =
            books.iter().map(|book| missed_before(book, &past, session, whose)).collect();
        let bases: Vec<Basis> = books.iter().map(DayBook::basis).collect();
        let strays: Vec<DayFacts> = books.iter().map(DayBook::stray_facts).collect();
        let mut days: Vec<DayState> =
            bases.iter().map(|basis| basis.judge(basis.plan.seen_from(session.now))).collect();
        let others: Vec<Others> = days.iter_mut().map(|day| whose.filter(day)).collect();
        let (me, mut screen) = (session.me.as_str(), delivery.screen(app));
        if self.is_of_several_days() {
            // With an unlimited height, no day repeats what is due above its rows.
            screen.height = None;
        }
        let views = books.iter().zip(&days).zip(&strays).map(|((book, day), strays)| {
            let checklist = &*book.checklist;
            DayView { checklist, day, strays, me, screen }
        });
        let views: Vec<DayView> = views.collect();
        Ok(match delivery.format {
            Format::Json => {
                let views = views.iter().zip(missed).zip(&others);
                Told::Forms(views.map(|((view, missed), others)| json::day(view, missed, *others)).collect())
            }
            Format::Table => {
                let again = CommandLine::again(app, "today", self.args).without("format").without("output");
                let told = |missed: &Yesterday| (*missed, again.clone().words([missed.day.to_string()]).to_string());
                let missed: Vec<_> = missed.iter().map(|missed| missed.as_ref().map(told)).collect();
                let sites: Vec<&str> = books.iter().map(|book| book.site.as_str()).collect();
                let is_today = self.range.length() == 1 && day == session.today;
                let targets = if is_today { targets::lines(app, session, &sites)? } else { Vec::new() };
                Told::Lines(lines(app, session, whose, &views, (missed, targets), &others, self.is_by_area())?)
            }
            _ => {
                let leaves_out = others.iter().any(|others| others.count > 0);
                let document = sheet::document(&views, self.layout(), whose.person().filter(|_| leaves_out));
                let empty = || sheet::empty(&session.checklist, day, say::no_checklist_on(app.lang(), day), app.lang());
                Told::Sheet(Box::new(document.unwrap_or_else(empty)))
            }
        })
    }

    fn is_by_area(&self) -> bool {
        word(self.args, "by") == Some("area")
    }

    fn layout(&self) -> Layout {
        let order = if self.is_by_area() { Order::Area } else { Order::Time };
        let names_day = self.is_of_several_days();
        Layout { order, names_day, is_uniform: names_day && self.delivery.format == Format::Csv }
    }

    fn nothing_in_force(&self, day: Day) -> anyhow::Result<Told> {
        let (session, lang) = (self.session, self.app.lang());
        // The day's acts may have arrived before the checklist that was in force on it.
        let why = match session.waiting_on(day) {
            Some(acts) => say::day_waiting(lang, day, acts, CommandLine::new(self.app, "log").words([day.to_string()])),
            None => say::no_checklist_on(lang, day),
        };
        Ok(match self.delivery.format {
            Format::Json => Told::Forms(vec![empty_form(session, day)?]),
            Format::Table => Told::Lines(vec![why]),
            _ => Told::Sheet(Box::new(sheet::empty(&session.checklist, day, why, lang))),
        })
    }
}

/// What was missed the day before, and the command that shows it.
type Missed = Option<(Yesterday, String)>;

fn lines(
    app: &App,
    session: &Session,
    whose: &Whose,
    views: &[DayView],
    (missed, targets): (Vec<Missed>, Vec<Vec<String>>),
    others: &[Others],
    by_area: bool,
) -> Result<Vec<String>, Failure> {
    let mut lines = Vec::new();
    for (at, ((view, missed), others)) in views.iter().zip(missed).zip(others).enumerate() {
        let next = ahead::next(session, whose, view.day)?;
        let targets = targets.get(at).into_iter().flatten();
        let mut ahead: Vec<String> = targets.flat_map(|text| view.screen.wrap(text)).collect();
        ahead.extend(next.as_ref().map(|next| next.lines(view, false)).unwrap_or_default());
        match lines.is_empty() {
            true => {
                ahead.extend(ahead::tick_lines(app, session, view, next.as_ref())?);
            }
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

/// Reads the day before if `day` is today. For any other day the result is empty, since only today shows what was
/// missed the day before.
fn day_before(session: &Session, day: Day, books: &[DayBook]) -> Result<Vec<DayBook>, Failure> {
    let Some(before) = day.pred_opt().filter(|_| day == session.today) else { return Ok(Vec::new()) };
    let sites: Vec<&str> = books.iter().map(|book| book.site.as_str()).collect();
    session.day_at(before, &sites)
}

/// Returns the day before and how many were missed on it at a site, as its own view counts them; `None` if none were.
fn missed_before(book: &DayBook, past: &[DayBook], session: &Session, whose: &Whose) -> Option<Yesterday> {
    // A day on which the checklist had no sites counts for all of today's.
    let past = past.iter().find(|past| past.site == book.site || past.site.is_empty())?;
    let missed = missed(past, session, whose) + book.just_lapsed;
    (missed > 0).then_some(Yesterday { day: past.day, missed })
}

fn missed(book: &DayBook, session: &Session, whose: &Whose) -> usize {
    let basis = book.basis_of(book.plan_of_tasks());
    let mut state = basis.judge(session.now);
    whose.filter(&mut state);
    state.items.iter().filter(|item| item.status == Status::Missed).count()
}
