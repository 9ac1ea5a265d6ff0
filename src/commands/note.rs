//! `ops note TASK TEXT`: a remark on an occurrence.

use super::names::Names;
use super::{dates, option, outcome, place, positional, switch, target, typed, word};
use crate::app::{App, DayBook, Exit, Failure, Session};
use crate::journal::Fact;
use crate::language::{Lang, Text, say};
use crate::status::{Purpose, Selector, choose, judge, nearest};
use clap::{ArgAction, ArgMatches, Command};
use target::Target;

pub fn args(command: Command, lang: Lang) -> Command {
    command
        .arg(positional("task", "TASK", say::arg_task(lang)).required(true))
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
    let task = word(args, "task").unwrap_or_default();
    let site = place::site_of(&session, on, &[task])?;
    let mut book = session.day_in_force(on, &site)?;
    let read = |book: &DayBook| target::target(app, &Names::of(book), on, task);
    let target = target::with_one_offs(&session, &mut book, &site, &[task], read)?;
    let fact = fact(&book, &session, &target, text)?;
    outcome::write(&session, app, book, vec![fact], args.get_flag("dry-run"))
}

fn fact(book: &DayBook, session: &Session, target: &Target, text: String) -> Result<Fact, Failure> {
    let (plan, folded) = (book.plan(), book.facts());
    let day = judge(&plan, &folded, session.now);
    let noted = match &target.selector {
        Selector::Current => nearest(&day, &target.task),
        Selector::Slot(slot) => day.items.iter().position(|item| item.is(&target.task, slot)),
        Selector::Range(..) | Selector::All => return Err(Failure::usage(Text::of(say::note_of_one))),
    };
    let Some(noted) = noted else {
        let choice = choose(&day, &target.task, &target.selector, Purpose::SetAside);
        return Err(outcome::refuse(&book.checklist, &day, "note", &target.task, choice));
    };
    let of = day.items[noted].occurrence();
    Ok(Fact::Note { of, at: book.checklist.clock.zone.at(session.now), text })
}
