//! `ops undo --list`: what the person recorded today, latest first, each with the command that undoes it.

use super::reach::Held;
use super::{UndoRequest, again};
use crate::app::Exit;
use crate::app::hint::{CommandLine, LEFT_OPEN};
use crate::commands::outcome;
use crate::journal::{Act, Fact, Occurrence};
use crate::language::say;
use crate::render::{acts, cells, json, words};
use serde_json::json;
use std::collections::HashSet;

/// Prints the list; as JSON if `as_json` is set.
pub fn run(request: &UndoRequest, as_json: bool) -> anyhow::Result<Exit> {
    let (app, session, lang) = (request.app, request.session, request.app.lang());
    let reach = request.reach()?;
    let mut held = reach.held();
    held.retain(|it| it.act.by == session.me && (request.on.is_some() || request.is_of_today(it.act)));
    held.reverse();
    let newest = held.first().map(|it| it.act.id);
    let is_newest = |it: &Held| newest == Some(it.act.id);
    let mut later: HashSet<(usize, &Occurrence)> = HashSet::new();
    let mut forms = Vec::new();
    for it in &held {
        let of: Vec<&Occurrence> = it.occurrences();
        // A command undoes the last act on an occurrence, so earlier acts have no command yet.
        let is_last = of.iter().filter(|of| !later.insert((it.at, of))).count() == 0;
        let command = is_last.then(|| match is_newest(it) {
            true => whole(request, it, &reach.books[it.at]),
            false => command(request, it, &reach.books[it.at]),
        });
        let book = &reach.books[it.at];
        // If a site that no longer exists also has acts on this day, the command must name the site.
        let is_beside_gone = reach.books.iter().any(|other| {
            other.day == book.day && other.site != book.site && !other.knows_site && !book.site.is_empty()
        });
        let command = command.map(|line| if is_beside_gone { line.option("site", &book.site) } else { line });
        if as_json {
            let taken_back: Vec<bool> = it.act.facts.iter().map(|fact| !it.facts.contains(&fact)).collect();
            let mut form = json::act(it.act, &taken_back);
            form["command"] = json!(command.map(|command| command.to_string()));
            forms.push(form);
            continue;
        }
        let said = acts::facts(lang, &book.checklist, &book.all_acts(), &it.facts);
        let at = words::clock_time_on(&book.checklist.clock.zone, it.act.recorded(), session.today);
        let is_today = book.day == session.today;
        let day = if is_today { String::new() } else { words::date(lang, book.day) + "  " };
        app.print_all(app.screen.wrap(&format!("{at}  {day}{}{said}", request.place(book))));
        app.print(match command {
            Some(command) => format!("  {command}"),
            None => format!("  {}", say::undo_later_first(lang)),
        });
    }
    if as_json {
        let day = request.on.unwrap_or(session.today);
        app.print(app.document("undo", json!({ "day": day, "by": session.me, "acts": forms })));
    } else if held.is_empty() {
        app.print(match request.on {
            Some(day) => say::nothing_to_undo_of(lang, cells::clean(&session.me), words::date(lang, day)),
            None => say::nothing_to_undo_today(lang, cells::clean(&session.me)),
        });
    }
    Ok(Exit::Fine)
}

/// Returns the command that undoes the person's last act. If the act has many tasks, the command names none, since `ops
/// undo` undoes the last act by default.
pub fn whole(request: &UndoRequest, held: &Held, book: &crate::app::DayBook) -> CommandLine {
    if held.occurrences().len() <= acts::MOST {
        return command(request, held, book);
    }
    let line = CommandLine::new(request.app, "undo");
    let is_of_today = request.on.is_none() && request.is_of_today(held.act);
    let line = if is_of_today { line } else { line.option("on", book.day.to_string()) };
    request.reason.iter().fold(line, |line, reason| line.option("reason", reason))
}

/// Returns the command that undoes those facts of an act that are still in effect.
pub fn command(request: &UndoRequest, held: &Held, book: &crate::app::DayBook) -> CommandLine {
    let words = held.occurrences().into_iter().map(again::word);
    let line = CommandLine::new(request.app, "undo").words(words);
    let line = outcome::placed(request.session, book, book.day, line);
    match (&request.reason, is_mine(request, held.act)) {
        (Some(reason), _) => line.option("reason", reason),
        (None, false) => line.option("reason", LEFT_OPEN),
        (None, true) => line,
    }
}

fn is_mine(request: &UndoRequest, act: &Act) -> bool {
    act.by == request.session.me
}

/// Whether a fact adds this one-off.
pub fn adds(fact: &Fact, of: &Occurrence) -> bool {
    matches!(fact, Fact::Add { of: added, .. } if added == of)
}
