//! `ops undo --list`: what I recorded today and nobody took back, each with the command that takes it back.

use super::Recorded;
use crate::app::{App, Exit, Session};
use crate::commands::hint::CommandLine;
use crate::journal::Fact;
use crate::language::say;
use crate::render::{acts, json, words};
use serde_json::{Value, json};

/// Prints the acts, the newest first.
pub fn print(app: &App, session: &Session, recorded: &[Recorded], as_json: bool) -> Exit {
    if as_json {
        let forms: Vec<Value> = recorded.iter().map(|it| form(app, session, it)).collect();
        app.print(json::document("undo", json!({ "day": session.today, "acts": forms })));
        return Exit::Fine;
    }
    if recorded.is_empty() {
        app.print(say::nothing_recorded_today(app.lang(), &session.me));
    }
    for it in recorded {
        let lang = app.lang();
        let at = words::clock_time_on(&it.book.checklist.clock.zone, it.act.recorded(), session.today);
        let facts: Vec<&Fact> = it.held();
        let mut parts = vec![at];
        parts.extend((it.book.day != session.today).then(|| words::date(lang, it.book.day)));
        parts.extend(crate::render::views::site_title(&it.book.checklist, &it.book.site));
        parts.push(acts::facts(lang, &it.book.checklist, &it.book.all_acts(), &facts));
        app.print(parts.join("  "));
        app.print_all(commands(app, session, it).iter().map(|line| format!("  {line}")));
    }
    Exit::Fine
}

fn form(app: &App, session: &Session, it: &Recorded) -> Value {
    let facts = it.book.facts();
    let undone: Vec<bool> = it.act.facts.iter().map(|fact| !facts.holds(it.act.id, fact)).collect();
    let mut form = json::act(&it.act, &undone);
    form["commands"] = json!(commands(app, session, it));
    form
}

/// The commands that take an act back: one for each occurrence it speaks of, on their day.
pub fn commands(app: &App, session: &Session, it: &Recorded) -> Vec<String> {
    let held = it.held();
    let mut targets: Vec<String> =
        held.iter().filter_map(|fact| fact.occurrence()).map(|of| format!("{}@{}", of.task, of.slot)).collect();
    targets.dedup();
    let command = |target: String| place(CommandLine::new(app, "undo").words([target]), session, it).to_string();
    targets.into_iter().map(command).collect()
}

/// A command on the day and at the site of an act, where these are not the usual ones.
fn place(line: CommandLine, session: &Session, it: &Recorded) -> CommandLine {
    let line = if it.book.day == session.today { line } else { line.option("on", it.book.day.to_string()) };
    let is_usual = it.book.site.is_empty() || session.checklist.sites.len() < 2;
    if is_usual { line } else { line.option("site", &it.book.site) }
}
