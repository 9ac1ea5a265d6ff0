//! `ops adopt [FILE]`: puts a checklist in force from today on.

use super::{path, positional, switch};
use crate::app::hint::CommandLine;
use crate::app::{App, Exit, Failure, Session, find, from_file, journal};
use crate::language::{Lang, say};
use crate::plan::Owner;
use crate::render::cells;
use crate::status::Status;
use chrono::Days;
use clap::builder::ValueParser;
use clap::{ArgMatches, Command};
use std::collections::BTreeMap;

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
        tell_excused(app, &session)?;
    }
    Ok(Exit::Fine)
}

/// Number of days ahead in which the excuses of stand-ins are looked for.
const AHEAD: u64 = 31;

/// Reports what was excused before somebody stood in for its owner: it stays excused.
fn tell_excused(app: &App, session: &Session) -> Result<(), Failure> {
    let has_stand_in = session.checklist.absences.iter().any(|absence| absence.stand_in.is_some());
    let days =
        (0..=AHEAD).filter(|_| has_stand_in).filter_map(|ahead| session.today.checked_add_days(Days::new(ahead)));
    for day in days {
        let mut excused: BTreeMap<String, usize> = BTreeMap::new();
        for book in session.day_at_all_sites(day)? {
            let basis = book.basis();
            for item in basis.judge(session.now).items.iter().filter(|item| item.status == Status::Excused) {
                if let Owner::StandIn { person, .. } = item.planned.owner {
                    *excused.entry(person.to_owned()).or_default() += 1;
                }
            }
        }
        for (person, count) in excused {
            let log = CommandLine::new(app, "log").words([day.to_string()]);
            app.print(say::stand_in_excused(app.lang(), day, cells::clean(&person), count, log));
        }
    }
    Ok(())
}
