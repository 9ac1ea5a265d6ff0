//! `ops`, `ops now`: what is due and what is overdue.

use super::whose::{self, Whose};
use super::{ahead, switch, today};
use crate::app::hint::CommandLine;
use crate::app::{App, DayBook, Exit, Failure, Session};
use crate::journal::DayFacts;
use crate::language::{Lang, say};
use crate::render::next::Next;
use crate::render::views::DayView;
use crate::render::{json, now};
use crate::status::{Basis, DayState, Others, Status};
use clap::{Arg, ArgMatches, Command};

/// The command's own options, which the bare `ops` accepts too.
pub fn own(lang: Lang) -> Vec<Arg> {
    let own = vec![switch("check", say::arg_check_overdue(lang)), switch("json", say::arg_json(lang))];
    whose::options(lang).into_iter().chain(own).collect()
}

pub fn args(command: Command, lang: Lang) -> Command {
    command.args(own(lang))
}

pub fn run(app: &App, args: &ArgMatches) -> anyhow::Result<Exit> {
    let session = Session::open(app)?;
    let whose = Whose::read(&session, args)?;
    let as_json = args.get_flag("json");
    let mut forms = Vec::new();
    let mut books = whose.books(&session, session.today)?;
    match (books.is_empty(), as_json) {
        (true, true) => forms.push(today::empty_form(&session, session.today)?),
        (true, false) => app.print(say::no_checklist_on(app.lang(), session.today)),
        (false, _) => {}
    }
    session.carry(&mut books)?;
    whose.keep(&session, session.today, &mut books)?;
    session.warn_of_clock();
    let bases: Vec<Basis> = books.iter().map(DayBook::basis).collect();
    let strays: Vec<DayFacts> = books.iter().map(DayBook::stray_facts).collect();
    let mut days: Vec<DayState> = bases.iter().map(|basis| basis.judge(session.now)).collect();
    let others: Vec<Others> = days.iter_mut().map(|day| whose.filter(day)).collect();
    let views = books.iter().zip(&days).zip(&strays).map(|((book, day), strays)| {
        let (checklist, me) = (&*book.checklist, session.me.as_str());
        DayView { checklist, day, strays, me, screen: app.screen }
    });
    let views: Vec<DayView> = views.collect();
    if as_json {
        forms.extend(views.iter().zip(others).map(|(view, others)| json::day(view, None, others)));
        let (kind, members) = json::days(forms);
        app.print(app.document(kind, members));
    } else {
        let below = next_lines(app, &session, &whose, &views)?;
        let today = CommandLine::again(app, "today", args).to_string();
        app.print_all(now::lines(&views, &today, below, app.rows_beside()));
    }
    let overdue = days.iter().flat_map(|day| &day.items).any(|item| item.status == Status::Overdue);
    Ok(if overdue && args.get_flag("check") { Exit::No } else { Exit::Fine })
}

/// Returns the lines on what comes next at any of the sites: only the earliest, since the screen has room for only one.
fn next_lines(app: &App, session: &Session, whose: &Whose, views: &[DayView]) -> Result<Vec<String>, Failure> {
    let mut first: Option<(&DayView, Next)> = None;
    for view in views {
        let Some(next) = ahead::next(session, whose, view.day)? else { continue };
        if first.as_ref().is_none_or(|(_, first)| next.start < first.start) {
            first = Some((view, next));
        }
    }
    let next = first.as_ref().map(|(_, next)| next);
    let mut lines = first.as_ref().map(|(view, next)| next.lines(view, views.len() > 1)).unwrap_or_default();
    if let Some(view) = first.as_ref().map(|(view, _)| *view).or(views.first()) {
        lines.extend(ahead::tick_lines(app, session, view, next)?);
    }
    Ok(lines)
}
