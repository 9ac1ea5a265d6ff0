//! `ops`, `ops now`: what is due and what is overdue.

use super::{switch, today};
use crate::app::{App, Exit, Session};
use crate::language::{Lang, say};
use crate::render::{header, json, views};
use crate::status::{Status, judge};
use clap::{Arg, ArgMatches, Command};

/// Its own options: they also stand on the bare `ops`.
pub fn own(lang: Lang) -> Vec<Arg> {
    vec![switch("check", say::arg_check_overdue(lang)), switch("json", say::arg_json(lang))]
}

pub fn args(command: Command, lang: Lang) -> Command {
    command.args(own(lang))
}

pub fn run(app: &App, args: &ArgMatches) -> anyhow::Result<Exit> {
    let session = Session::open(app)?;
    let site = session.site()?;
    let Some(mut book) = session.day(session.today, &site)? else {
        let exit = today::nothing_required(app, &session, session.today, &site, args.get_flag("json"));
        return Ok(exit);
    };
    session.carry(&mut book, &site)?;
    let (plan, facts) = (book.plan(), book.facts());
    let day = judge(&plan, &facts, session.now);
    let strays = book.stray_facts();
    let view =
        views::DayView { checklist: &book.checklist, day: &day, strays: &strays, me: &session.me, screen: app.screen };
    if args.get_flag("json") {
        app.print(json::day(&view, None));
    } else {
        let rows = view.rows().open();
        app.print(header::now_line(&view));
        app.print_all(fitting(&rows, app));
        app.print_all(header::next_lines(&view));
    }
    let overdue = day.items.iter().any(|item| item.status == Status::Overdue);
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
