//! `ops done TASK[@SLOT]... [[FIELD=]VALUE...]`: ticks tasks.

mod asking;
mod before;
mod readings;
mod request;
mod steps;
mod words;

use super::names::Names;
use super::place::{Doing, Place, concerns};
use super::{adding, dates, in_words, option, outcome, positional, prompt, switch, target, typed, word};
use crate::app::hint::{CommandLine, Typed};
use crate::app::{App, DayBook, Exit, Failure, Session};
use crate::journal::Fact;
use crate::language::{Lang, Text, say, text};
use crate::status::{Basis, DayState, pick_open};
use clap::{ArgAction, ArgMatches, Command};
use request::{Request, Tick};
use words::Entry;

pub(super) use words::begins_as_number;

pub fn args(command: Command, lang: Lang) -> Command {
    command
        .arg(
            positional("words", "TASK", say::arg_done_words(lang))
                .action(ArgAction::Append)
                .num_args(0..)
                .allow_negative_numbers(true),
        )
        .arg(option("step", "STEP", say::arg_step(lang)).action(ArgAction::Append))
        .arg(option("at", "TIME", say::arg_at(lang)))
        .arg(option("on", "DAY", say::arg_on(lang)))
        .arg(option("note", "TEXT", say::arg_done_note(lang)))
        .arg(option("found", "TEXT", say::arg_done_found(lang)).action(ArgAction::Append))
        .arg(switch("dry-run", say::arg_dry_run(lang)))
}

pub fn run(app: &App, args: &ArgMatches) -> anyhow::Result<Exit> {
    let session = Session::open(app)?;
    session.check_may_write()?;
    let typed = Typed::new(app, "done", args, "words");
    if typed.words.is_empty() && !app.interactive {
        let failure = Failure::usage(Text::of(|lang| say::usage_missing(lang, in_words(lang, "TASK"))));
        return Err(failure.hint(text::done_hint()).into());
    }
    let on = word(args, "on").map(|on| dates::past_day(Some(on), &session)).transpose()?;
    let on = dates::day_of_at(on, word(args, "at"), &session)?.unwrap_or(session.today);
    let read = |books: &[DayBook]| {
        let (names, is_some) = (names(books), !typed.words.is_empty());
        let entries = if is_some { words::entries(app, &names, on, &typed)? } else { Vec::new() };
        entries.iter().try_for_each(|entry| request::check_values(&names, entry))
    };
    let place = Place { read: &read, ..Place::new(app, &session, on, Doing::Tick, typed.line()) };
    let sites = place.sites(&typed.words)?;
    let mut books = session.days_in_force(on, &sites)?;
    let entries = match typed.words.is_empty() {
        true => {
            session.carry(&mut books)?;
            Vec::new()
        }
        // Words are parsed once for all sites, so that each question is asked only once.
        false => target::with_one_offs_at(&session, &mut books, &sites, &typed.words, |books| {
            words::entries(app, &names(books), on, &typed)
        })?,
    };
    let at = |book: &DayBook| {
        let here = entries.iter().filter_map(|entry| entry.only(|id| concerns(&books, book, id)));
        here.collect::<Vec<Entry>>()
    };
    let said: Vec<Vec<Entry>> = books.iter().map(at).collect();
    let mut read: Vec<(DayBook, Vec<Entry>)> = books.into_iter().zip(said).collect();
    read.retain(|(_, entries)| typed.words.is_empty() || !entries.is_empty());
    let facts = facts(app, args, &session, &typed, &read)?;
    let acts = read.into_iter().map(|(book, _)| book).zip(facts).collect();
    outcome::write_all(&session, app, acts, args.get_flag("dry-run"))
}

/// Returns the tasks of a day at several sites.
fn names(books: &[DayBook]) -> Names<'_> {
    Names::of_all(books, &books[0].checklist)
}

/// Makes the facts of each site. All sites are checked before any question is asked.
fn facts(
    app: &App,
    args: &ArgMatches,
    session: &Session,
    typed: &Typed,
    read: &[(DayBook, Vec<Entry>)],
) -> Result<Vec<Vec<Fact>>, Failure> {
    let found = args.get_many::<String>("found").unwrap_or_default();
    let found = found.map(|text| adding::title(text, say::found_empty)).collect::<Result<Vec<String>, Failure>>()?;
    let note = typed::given(word(args, "note"), say::note_empty)?;
    let bases: Vec<Basis> = read.iter().map(|(book, _)| book.basis()).collect();
    let mut days = Vec::new();
    for ((book, _), basis) in read.iter().zip(&bases) {
        let claimed = dates::claimed(word(args, "at"), book.day, session)?;
        // The time at which the task was done decides which occurrence is meant, not the time of the command.
        days.push((claimed, basis.judge(dates::as_of(word(args, "at"), claimed, &basis.plan))));
    }
    let mut requests: Vec<(Request, Vec<Tick>)> = Vec::new();
    for ((book, entries), (claimed, day)) in read.iter().zip(&days) {
        let request = Request {
            app,
            session,
            book,
            day,
            typed,
            at: book.checklist.clock.zone.at(*claimed),
            steps: args.get_many::<String>("step").unwrap_or_default().map(String::as_str).collect(),
            note: note.clone(),
            found: found.clone(),
            is_timed: word(args, "at").is_some(),
        };
        if entries.is_empty() && read.len() > 1 {
            app.remark(outcome::place(book, &book.site).trim_end());
        }
        if read.len() > 1 || app.options.given.iter().all(|(option, _)| *option != "site") {
            found.iter().try_for_each(|title| check_site(app, typed, book, entries, title))?;
        }
        let targets = entries.iter().flat_map(|entry| &entry.targets);
        dates::check_half(word(args, "at"), &book.checklist.clock, day, session.now, targets)?;
        let picked = if entries.is_empty() { Some(picked(app, book, day)?) } else { None };
        let ticks = request.ticks(picked.as_ref().unwrap_or(entries))?;
        requests.push((request, ticks));
    }
    let several = requests.iter().map(|(_, ticks)| ticks.len()).sum::<usize>() > 1;
    requests.into_iter().map(|(request, ticks)| request.facts(ticks, several)).collect()
}

/// Returns an error if a fault names a site other than the one at which it would be recorded, unless `--site` was typed.
fn check_site(app: &App, typed: &Typed, book: &DayBook, entries: &[Entry], title: &str) -> Result<(), Failure> {
    let named = adding::site_in(&book.checklist, title).filter(|(site, _)| *site != book.site);
    let Some((site, name)) = named else { return Ok(()) };
    let is_there = |id: &str| book.checklist.task(id).is_some_and(|(_, task)| task.is_at(site));
    let this = typed.line().option("site", &book.site);
    let other = match entries.iter().flat_map(|entry| &entry.targets).all(|target| is_there(&target.task)) {
        true => typed.line(),
        false => CommandLine::new(app, "add").words([title]),
    };
    let failure = Failure::usage(text::site_in_title(name, outcome::place(book, &book.site).trim_end()));
    Err(failure.hint(text::site_in_title_hint(other.option("site", site), this)))
}

/// Lets the user pick from the open tasks, if none was named.
fn picked(app: &App, book: &DayBook, day: &DayState) -> Result<Vec<Entry>, Failure> {
    let open = pick_open(day);
    if open.is_empty() {
        app.print(say::nothing_due(app.lang()));
        return Ok(Vec::new());
    }
    let offers: Vec<String> = open.iter().map(|i| outcome::offer(&book.checklist, day, *i, app.lang())).collect();
    let picked = prompt::pick(app, &offers, true)?.unwrap_or_default();
    Ok(picked.into_iter().map(|at| Entry::of(&day.items[open[at]])).collect())
}
