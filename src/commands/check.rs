//! `ops check [FILE]`: lists every problem of the checklist at once.

use super::{path, positional, switch};
use crate::app::{App, Candidate, Exit, find, from_file, journal};
use crate::checklist::{self, Checklist, LocatedProblem, Severity};
use crate::language::{Lang, say};
use crate::render::{cells, json};
use chrono::Datelike;
use clap::builder::ValueParser;
use clap::{ArgMatches, Command};
use serde_json::{Value, json};

/// Width of diagnostics if the output is not a terminal.
const WIDE: usize = 140;

pub fn args(command: Command, lang: Lang) -> Command {
    command
        .arg(positional("file", "FILE", say::arg_check_file(lang)).value_parser(ValueParser::path_buf()))
        .arg(switch("json", say::arg_json(lang)))
}

pub fn run(app: &App, args: &ArgMatches) -> anyhow::Result<Exit> {
    let mut candidate = match path(args, "file") {
        Some(file) => from_file(app, file)?,
        None => find(app, journal(app).ok().as_ref())?,
    };
    if let Some(checklist) = &candidate.reading.checklist {
        let now = app.now_and_today(&checklist.clock).0;
        candidate.reading = checklist::review(candidate.reading.bundle, checklist.clock.zone.name(), now);
    }
    candidate.zone.iter().for_each(|guess| guess.warn(app));
    let exit = if candidate.reading.checklist.is_some() { Exit::Fine } else { Exit::Checklist };
    if args.get_flag("json") {
        app.print(form(&candidate, app));
    } else if candidate.undecodable.is_some() {
        return Err(candidate.failure(app).into());
    } else {
        tell(&candidate, app);
    }
    Ok(exit)
}

fn tell(candidate: &Candidate, app: &App) {
    let lang = app.lang();
    let reading = &candidate.reading;
    let width = app.screen.width.unwrap_or(WIDE);
    let bundle = candidate.shown(&app.paths);
    let page = checklist::render(&reading.problems, reading.left_out, &bundle, lang, app.screen.colour, width);
    app.print_raw(&page);
    let name = cells::clean(&candidate.name(lang)).into_owned();
    let errors = candidate.errors();
    let warnings = (reading.problems.len() + reading.left_out).saturating_sub(errors);
    match &reading.checklist {
        Some(checklist) => {
            tell_calendar(checklist, app);
            if let Some(guess) = &candidate.zone.as_ref().filter(|guess| !guess.is_doubtful()) {
                app.print(guess.told(lang));
                app.print(format!("  {}", say::zone_write(lang)));
            }
            app.print(say::check_fine(lang, name, checklist.areas.len(), checklist.tasks().count()));
            if warnings > 0 {
                app.print(say::check_warnings(lang, warnings));
            }
        }
        None => app.print(say::check_broken(lang, name, errors, warnings)),
    }
}

/// Reports which country's holidays are known, for which years, and warns about a year that is missing.
fn tell_calendar(checklist: &Checklist, app: &App) {
    let (lang, work) = (app.lang(), &checklist.calendar.work);
    let Some(base) = &work.base else { return };
    let years: Vec<String> = work.years().map(|year| year.to_string()).collect();
    app.print(say::holidays_known(lang, cells::clean(base), years.join(&say::list_comma(lang))));
    for year in unknown_years(checklist, app) {
        app.warn(say::holidays_unknown(lang, year));
        app.remark(format!("  {}", say::holidays_unknown_hint(lang)));
    }
}

/// Returns the years without data: this year, and from November on the next year, when the official notice is due.
fn unknown_years(checklist: &Checklist, app: &App) -> Vec<i32> {
    let today = app.today(&checklist.clock);
    let next = today.year() + i32::from(today.month() >= 11);
    checklist.calendar.work.unknown_years(today.year()..=next)
}

fn form(candidate: &Candidate, app: &App) -> String {
    let lang = app.lang();
    let bundle = candidate.shown(&app.paths);
    let problem = |problem: LocatedProblem| {
        json!({
            "severity": if problem.severity == Severity::Error { "error" } else { "warning" },
            "file": problem.file,
            "line": problem.start.line,
            "column": problem.start.column,
            "end_line": problem.end.line,
            "end_column": problem.end.column,
            "text": problem.text.in_lang(lang),
            "help": problem.help.map(|help| help.in_lang(lang)),
        })
    };
    let problems = checklist::locate(&candidate.reading.problems, &bundle).into_iter().map(problem);
    let mut problems: Vec<Value> = problems.collect();
    problems.extend(candidate.undecodable.iter().map(|error| {
        json!({
            "severity": "error",
            "file": bundle.files[0].name,
            "line": 1,
            "column": 1,
            "end_line": 1,
            "end_column": 1,
            "text": error.text.in_lang(lang),
            "help": error.help.as_ref().map(|help| help.in_lang(lang)),
        })
    }));
    let ok = candidate.reading.checklist.is_some();
    let calendar = candidate.reading.checklist.as_ref().map(|checklist| {
        let work = &checklist.calendar.work;
        let years = work.years().collect::<Vec<i32>>();
        json!({ "base": work.base, "years": years, "unknown_years": unknown_years(checklist, app) })
    });
    let zone = candidate.reading.checklist.as_ref().map(|checklist| {
        let guessed_from = candidate.zone.as_ref().map(|guess| guess.from.keyword());
        json!({ "name": checklist.clock.zone.name(), "guessed_from": guessed_from })
    });
    let name = &bundle.files[0].name;
    let form = json!({ "file": name, "ok": ok, "problems": problems, "calendar": calendar, "zone": zone });
    json::document("check", form)
}
