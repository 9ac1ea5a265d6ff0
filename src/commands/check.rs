//! `ops check [FILE]`: every problem of the checklist at once.

use super::{path, positional, switch};
use crate::app::{App, Candidate, Exit, find, from_file, journal};
use crate::checklist::{self, LocatedProblem, Severity};
use crate::language::{Lang, say};
use crate::render::{cells, json};
use clap::builder::ValueParser;
use clap::{ArgMatches, Command};
use serde_json::{Value, json};

/// As wide as a page of diagnostics gets where there is no terminal.
const WIDE: usize = 140;

pub fn args(command: Command, lang: Lang) -> Command {
    command
        .arg(positional("file", "FILE", say::arg_check_file(lang)).value_parser(ValueParser::path_buf()))
        .arg(switch("json", say::arg_json(lang)))
}

pub fn run(app: &App, args: &ArgMatches) -> anyhow::Result<Exit> {
    let candidate = match path(args, "file") {
        Some(file) => from_file(file)?,
        None => find(app, journal(app).ok().as_ref())?,
    };
    let exit = if candidate.reading.checklist.is_some() { Exit::Fine } else { Exit::Checklist };
    if args.get_flag("json") {
        app.print(form(&candidate, app.lang()));
    } else if candidate.undecodable.is_some() {
        return Err(candidate.failure(app.lang()).into());
    } else {
        tell(&candidate, app);
    }
    Ok(exit)
}

fn tell(candidate: &Candidate, app: &App) {
    let lang = app.lang();
    let reading = &candidate.reading;
    let width = app.screen.width.unwrap_or(WIDE);
    let bundle = candidate.shown();
    let page = checklist::render(&reading.problems, reading.left_out, &bundle, lang, app.screen.colour, width);
    app.print_raw(&page);
    let name = cells::clean(&candidate.name(lang)).into_owned();
    let errors = candidate.errors();
    let warnings = (reading.problems.len() + reading.left_out).saturating_sub(errors);
    match &reading.checklist {
        Some(checklist) => {
            app.print(say::check_fine(lang, name, checklist.areas.len(), checklist.tasks().count()));
            if warnings > 0 {
                app.print(say::check_warnings(lang, warnings));
            }
        }
        None => app.print(say::check_broken(lang, name, errors, warnings)),
    }
}

fn form(candidate: &Candidate, lang: Lang) -> String {
    let bundle = candidate.shown();
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
    json::document("check", json!({ "file": bundle.files[0].name, "ok": ok, "problems": problems }))
}
