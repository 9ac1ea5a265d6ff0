//! `ops adopt [FILE]`: puts a checklist in force from today on.

use super::{path, positional, switch};
use crate::app::{App, Exit, Session, find, from_file, journal};
use crate::language::{Lang, say};
use clap::builder::ValueParser;
use clap::{ArgMatches, Command};

pub fn args(command: Command, lang: Lang) -> Command {
    command
        .arg(positional("file", "FILE", say::arg_adopt_file(lang)).value_parser(ValueParser::path_buf()))
        .arg(switch("dry-run", say::arg_dry_run(lang)))
}

pub fn run(app: &App, args: &ArgMatches) -> anyhow::Result<Exit> {
    let mut candidate = match path(args, "file") {
        Some(file) => from_file(app, file)?,
        None => find(app, Some(&journal(app)?))?,
    };
    // Other commands can run with a checklist that has errors, but it cannot be adopted.
    let Some(checklist) = candidate.reading.checklist.take() else { return Err(candidate.failure(app).into()) };
    candidate.zone.iter().for_each(|guess| guess.warn(app));
    let session = Session::adopting(app, checklist)?;
    let title = session.title();
    session.check_may_write()?;
    let lang = app.lang();
    if session.is_in_force(&candidate.reading.bundle) {
        app.print(say::adopted_already(lang, title));
    } else if args.get_flag("dry-run") {
        app.print(say::would_adopt(lang, title, session.today));
        session.tell_removed(|line| app.print(line));
        app.print(say::dry_run_note(lang));
    } else {
        let adoption = session.adopt(&candidate.reading.bundle)?;
        app.print(say::adopted_with(lang, title, adoption.day, adoption.digest().short()));
        session.tell_removed(|line| app.print(line));
    }
    Ok(Exit::Fine)
}
