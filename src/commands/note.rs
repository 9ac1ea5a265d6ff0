//! `ops note TASK TEXT`: a note on an occurrence.

use super::names::Names;
use super::place::{Doing, Place};
use super::{dates, option, outcome, positional, refusal, switch, target, typed, word};
use crate::app::hint::CommandLine;
use crate::app::{App, DayBook, Exit, Failure, Session};
use crate::journal::{Fact, Occurrence};
use crate::language::{Lang, say, text};
use crate::status::{Purpose, Selector, choose, nearest};
use clap::{ArgAction, ArgMatches, Command};
use target::Target;

pub fn args(command: Command, lang: Lang) -> Command {
    command
        .arg(positional("about", "TASK", say::arg_task(lang)).required(true))
        .arg(
            positional("text", "TEXT", say::arg_note_text(lang)).action(ArgAction::Append).num_args(1..).required(true),
        )
        .arg(option("on", "DAY", say::arg_on(lang)))
        .arg(switch("dry-run", say::arg_dry_run(lang)))
}

pub fn run(app: &App, args: &ArgMatches) -> anyhow::Result<Exit> {
    let words: Vec<&str> = args.get_many::<String>("text").unwrap_or_default().map(String::as_str).collect();
    let text = typed::text(&words.join(" "), say::note_empty)?;
    let session = Session::open(app)?;
    session.check_may_write()?;
    let on = dates::past_day(word(args, "on"), &session)?;
    let task = word(args, "about").unwrap_or_default();
    let line = CommandLine::again(app, "note", args);
    let again = |task: &str| line.clone().words(std::iter::once(task).chain(text.split(' ')));
    let site = Place::new(app, &session, on, Doing::Remark, again(task)).site(&[task])?;
    let mut book = session.day_in_force(on, &site)?;
    let read = |book: &DayBook| target::target(app, &Names::of(book), on, task);
    let target = target::with_one_offs(&session, &mut book, &site, &[task], read)?;
    let of = noted(app, &book, &session, &target, &again)?;
    let fact = Fact::Note { of, at: book.checklist.clock.zone.at(session.now), text };
    outcome::write(&session, app, book, vec![fact], args.get_flag("dry-run"))
}

/// Finds the occurrence that the note is about.
fn noted(
    app: &App,
    book: &DayBook,
    session: &Session,
    target: &Target,
    again: &dyn Fn(&str) -> CommandLine,
) -> Result<Occurrence, Failure> {
    let basis = book.basis();
    let day = basis.judge(session.now);
    let noted = match &target.selector {
        Selector::Current => nearest(&day, &target.task),
        selector => selector.only(&day, &target.task),
    };
    if noted.is_none() && matches!(target.selector, Selector::Range(..) | Selector::All) {
        return Err(Failure::usage(text::note_of_one()));
    }
    let Some(noted) = noted else {
        let choice = choose(&day, &target.task, &target.selector, Purpose::SetAside);
        return Err(refusal::refuse(app, book, &day, &target.task, choice, again));
    };
    Ok(day.items[noted].occurrence())
}
