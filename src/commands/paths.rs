//! `ops paths`: where files are on this machine.

use super::switch;
use crate::app::{App, Candidate, Exit, find, journal, program};
use crate::language::{Lang, say};
use crate::render::table::Columns;
use crate::render::{cells, json};
use anstyle::Style;
use clap::{ArgMatches, Command};
use serde_json::json;
use std::path::{Path, PathBuf};

pub fn args(command: Command, lang: Lang) -> Command {
    command.arg(switch("json", say::arg_json(lang)))
}

pub fn run(app: &App, args: &ArgMatches) -> anyhow::Result<Exit> {
    let lang = app.lang();
    let journal = journal(app).ok();
    let root = journal.as_ref().map(|journal| journal.root().to_owned());
    // List a checklist even if it cannot be read: the user may be looking for it.
    let checklist = find(app, journal.as_ref());
    let places = [
        ("program", say::path_program(lang), program()),
        ("settings", say::path_settings(lang), app.paths.settings()),
        ("calendars", say::path_calendars(lang), app.paths.calendars.clone()),
        ("journal", say::path_journal(lang), root),
        ("state", say::path_state(lang), app.paths.state.clone()),
    ];
    if args.get_flag("json") {
        let text = |path: &Option<PathBuf>| path.as_ref().map(|path| path.display().to_string());
        let mut members: serde_json::Map<_, _> =
            places.iter().map(|(name, _, path)| ((*name).to_owned(), json!(text(path)))).collect();
        let file = checklist.as_ref().ok().and_then(Candidate::path).map(Path::to_owned);
        members.insert("checklist".to_owned(), json!(text(&file)));
        app.print(json::document("paths", members));
        return Ok(Exit::Fine);
    }
    let mut columns = Columns::default();
    let mut row = |name: String, text: String| columns.row(Style::new(), vec![name, cells::clean(&text).into_owned()]);
    let found = match &checklist {
        Ok(found) => found.name(lang),
        Err(failure) => failure.text.in_lang(lang).to_owned(),
    };
    row(say::path_checklist(lang), found);
    for (_, name, path) in places {
        row(name, path.map_or_else(|| say::path_unknown(lang), |path| shown(lang, &path)));
    }
    app.print_all(columns.lines(&app.screen));
    Ok(Exit::Fine)
}

/// Formats a path, marked if nothing exists there yet.
fn shown(lang: Lang, path: &Path) -> String {
    match path.try_exists() {
        Ok(false) => say::path_absent(lang, path.display()),
        _ => path.display().to_string(),
    }
}
