//! `ops`, `ops now`: what is due and what is overdue.

use super::whose::{self, Whose};
use super::{switch, today};
use crate::app::{App, Exit, Session};
use crate::language::{Lang, say};
use crate::render::{header, json, views};
use crate::status::{Status, judge};
use clap::{Arg, ArgMatches, Command};

/// Its own options: they also stand on the bare `ops`.
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
    let (mut forms, mut overdue) = (Vec::new(), false);
    let mut books = whose.books(&session, session.today)?;
    match (books.is_empty(), as_json) {
        (true, true) => forms.push(today::empty_form(&session, session.today)?),
        (true, false) => app.print(say::no_checklist_on(app.lang(), session.today)),
        (false, _) => {}
    }
    session.carry(&mut books)?;
    whose.keep(&session, session.today, &mut books)?;
    for book in &books {
        let (plan, facts) = (book.plan(), book.facts());
        let mut day = judge(&plan, &facts, session.now);
        let others = whose.filter(&mut day);
        overdue |= day.items.iter().any(|item| item.status == Status::Overdue);
        let strays = book.stray_facts();
        let (checklist, me) = (&*book.checklist, session.me.as_str());
        let view = views::DayView { checklist, day: &day, strays: &strays, me, screen: app.screen };
        if as_json {
            forms.push(json::day(&view, None, others));
            continue;
        }
        let rows = view.rows().open();
        app.print_all(header::now_lines(&view));
        app.print_all(fitting(&rows, app));
        app.print_all(header::next_lines(&view));
    }
    if as_json {
        app.print(json::days(forms));
    }
    Ok(if overdue && args.get_flag("check") { Exit::No } else { Exit::Fine })
}

/// As many rows as half a screen holds: who asks what is due now wants to see it beside other work.
fn fitting(rows: &[Vec<String>], app: &App) -> Vec<String> {
    // A header, the line that counts the rest and a line on what comes next stand around them.
    let room = app.screen.height.map_or(usize::MAX, |height| (height / 2).saturating_sub(3).max(6));
    let mut shown: Vec<String> = Vec::new();
    for (number, row) in rows.iter().enumerate() {
        if shown.len() + row.len() > room {
            shown.push(app.screen.dim(&say::now_more(app.lang(), rows.len() - number)));
            break;
        }
        shown.extend(row.iter().cloned());
    }
    shown
}
