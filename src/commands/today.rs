//! `ops today [DAY]`: the whole day, on the terminal or as a sheet to hang up, to send, to look through.

use super::delivery::{self, Delivery};
use super::whose::{self, Whose};
use super::{option, positional, target, word};
use crate::app::{App, DayBook, Exit, Failure, Session};
use crate::calendar::Day;
use crate::language::{Lang, say};
use crate::render::sheet::{Format, day as sheet};
use crate::render::views::{DayView, Yesterday};
use crate::render::{header, json};
use crate::status::{Status, judge};
use clap::{ArgMatches, Command};
use serde_json::Value;

pub fn args(command: Command, lang: Lang) -> Command {
    let command = command
        .arg(positional("day", "DAY", say::arg_day(lang)).allow_hyphen_values(true))
        .args(whose::options(lang))
        .arg(option("by", "WHAT", say::arg_by(lang)).value_parser(["time", "area"]).hide_possible_values(true));
    delivery::args(command, lang)
}

pub fn run(app: &App, args: &ArgMatches) -> anyhow::Result<Exit> {
    let delivery = Delivery::read(app, args)?;
    let session = Session::open(app)?;
    let whose = Whose::read(&session, args)?;
    let day = word(args, "day").map_or(Ok(session.today), |text| target::any_day(text, session.today))?;
    let by_area = word(args, "by") == Some("area");
    let books = session.day_at(day, &whose.sites(&session, day)?)?;
    let (mut forms, mut lines) = (Vec::new(), Vec::new());
    if books.is_empty() {
        match delivery.format {
            Format::Json => {
                forms.push(json::empty_day(&session.checklist, day, &site_asked_for(&session)?, session.now))
            }
            Format::Table => lines.push(say::no_checklist_on(app.lang(), day)),
            _ => return Ok(delivery.document(app, &sheet::empty(&session.checklist, day, app.lang()))?),
        }
    }
    for book in &books {
        let (plan, facts) = (book.plan(), book.facts());
        let mut state = judge(&plan, &facts, session.now);
        let others = whose.filter(&mut state);
        let strays = book.stray_facts();
        let screen = delivery.screen(app);
        let view = DayView { checklist: &book.checklist, day: &state, strays: &strays, me: &session.me, screen };
        let yesterday =
            || if day == session.today { missed_before(&session, day, &book.site, &whose) } else { Ok(None) };
        match delivery.format {
            Format::Json => forms.push(json::day(&view, yesterday()?, others)),
            Format::Table => {
                lines.extend((!lines.is_empty()).then(String::new));
                lines.extend(lines_of(&view, yesterday()?, by_area));
                lines.extend(whose::others_line(app, others));
            }
            _ => {
                let order = if by_area { sheet::Order::Area } else { sheet::Order::Time };
                return Ok(delivery.document(app, &sheet::document(&view, order))?);
            }
        }
    }
    let text = if delivery.format == Format::Json { json::days(forms) } else { lines.join("\n") };
    Ok(delivery.text(app, &(text + "\n"))?)
}

fn lines_of(view: &DayView, yesterday: Option<Yesterday>, by_area: bool) -> Vec<String> {
    let mut lines = header::lines(view, yesterday);
    lines.push(String::new());
    lines.extend(if by_area { view.rows().by_area() } else { view.rows().by_time() });
    lines.extend(view.unplanned_lines());
    lines
}

fn site_asked_for(session: &Session) -> Result<String, Failure> {
    if session.names_site() { session.site() } else { Ok(String::new()) }
}

/// Tells that no checklist was in force: as a line, or the form that was asked for.
pub fn nothing_required(app: &App, session: &Session, day: Day, as_json: bool) -> Result<Option<Value>, Failure> {
    if as_json {
        return Ok(Some(json::empty_day(&session.checklist, day, &site_asked_for(session)?, session.now)));
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
