//! `ops log [RANGE]`: the acts, as they were written.

use super::whose::Whose;
use super::{positional, switch, target, word};
use crate::app::{App, Exit, Session};
use crate::journal::Act;
use crate::language::{Lang, say};
use crate::render::{acts, json, views, words};
use clap::{ArgMatches, Command};
use serde_json::json;

pub fn args(command: Command, lang: Lang) -> Command {
    command
        .arg(positional("range", "RANGE", say::arg_range(lang)).allow_hyphen_values(true))
        .arg(switch("json", say::arg_json(lang)))
}

pub fn run(app: &App, args: &ArgMatches) -> anyhow::Result<Exit> {
    let session = Session::open(app)?;
    let sites = Whose::All.sites(&session, session.today)?;
    let range = target::range(word(args, "range"), session.today)?;
    let mut forms = Vec::new();
    let mut shown = 0;
    for day in session.days_with_acts(range)? {
        for book in session.day_at(day, &sites)? {
            let (facts, strays) = (book.facts(), book.stray_facts());
            let marks = |act: &Act| {
                let facts = if act.site == book.site { &facts } else { &strays };
                act.facts.iter().map(|fact| !facts.holds(act.id, fact)).collect::<Vec<bool>>()
            };
            let marked: Vec<(&Act, Vec<bool>)> = book.all_acts().into_iter().map(|act| (act, marks(act))).collect();
            if args.get_flag("json") {
                forms.extend(marked.iter().map(|(act, undone)| json::act(act, undone)));
                continue;
            }
            if marked.is_empty() {
                continue;
            }
            let date = (range.first != range.last).then(|| words::date(app.lang(), day));
            let title = (sites.len() > 1).then(|| views::site_title(&book.checklist, &book.site)).flatten();
            let heading: Vec<String> = date.into_iter().chain(title).collect();
            if !heading.is_empty() {
                app.print(app.screen.bold(&heading.join("  ")));
            }
            app.print_all(acts::rows(&app.screen, &book.checklist, &marked));
            shown += marked.len();
        }
    }
    if args.get_flag("json") {
        app.print(json::document("log", json!({ "first": range.first, "last": range.last, "acts": forms })));
    } else if shown == 0 {
        app.print(say::log_empty(app.lang()));
    }
    Ok(Exit::Fine)
}
