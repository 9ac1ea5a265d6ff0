//! `--for PERSON` and `--task TASK`, which restrict what a view shows or counts.

use super::names::{Names, is_unknown};
use super::whose::{Whose, person_named};
use super::{option, target};
use crate::app::{App, Failure, Session};
use crate::calendar::{Day, DayRange};
use crate::checklist::{Checklist, Match, Task};
use crate::language::{Lang, folded, plain_char, say};
use crate::status::{Filter, NamedTask};
use clap::{Arg, ArgAction, ArgMatches};

/// Words that stand for nobody, unless a person has such a name.
const NOBODY: [&str; 4] = ["nobody", "无人负责", "无人", "没人"];

/// The options.
pub fn options(lang: Lang) -> [Arg; 2] {
    let person = option("for", "PERSON", say::arg_filter_for(lang)).allow_hyphen_values(false);
    let task = option("task", "TASK", say::arg_filter_task(lang)).allow_hyphen_values(false);
    [person, task].map(|arg| arg.action(ArgAction::Append))
}

/// Reads the options of a view of the days to come, which today's checklist plans.
pub fn read(app: &App, session: &Session, args: &ArgMatches) -> Result<Filter, Failure> {
    read_with(args, |word| person_named(session, word), |word| task_named(app, &session.checklist, word))
}

/// Reads the options of a view of past days: also finds persons and tasks that only earlier texts of the checklist
/// have.
pub fn read_past(app: &App, session: &Session, args: &ArgMatches) -> Result<Filter, Failure> {
    let person = |word: &str| {
        person_named(session, word).or_else(|failure| {
            let is_known = session.earlier_texts().any(|checklist| checklist.knows(word));
            if is_known { Ok(word.to_owned()) } else { Err(failure) }
        })
    };
    let task = |word: &str| {
        let named = task_named(app, &session.checklist, word);
        if named.is_ok() || !is_unknown(&Names::of_checklist(&session.checklist), word) {
            return named;
        }
        let earlier = |checklist: &Checklist| match Names::of_checklist(checklist).find(word) {
            Match::One(id) => Some(titled(checklist, id, app.lang())),
            _ => None,
        };
        session
            .earlier_texts()
            .find_map(|checklist| earlier(&checklist))
            .map_or_else(|| one_off(app, session, word)?.map_or(named, Ok), Ok)
    };
    read_with(args, person, task)
}

fn read_with(
    args: &ArgMatches,
    person: impl Fn(&str) -> Result<String, Failure>,
    task: impl Fn(&str) -> Result<NamedTask, Failure>,
) -> Result<Filter, Failure> {
    let mut filter = Filter::default();
    each(args, "for", &mut filter.persons, |word| match person(word) {
        Err(_) if NOBODY.contains(&&*folded(word)) => Ok(None),
        person => person.map(Some),
    })?;
    each(args, "task", &mut filter.tasks, task)?;
    Ok(filter)
}

/// Reads every value of an option, each a name or several separated by commas, without duplicates.
fn each<T: PartialEq>(
    args: &ArgMatches,
    name: &str,
    known: &mut Vec<T>,
    read: impl Fn(&str) -> Result<T, Failure>,
) -> Result<(), Failure> {
    for text in args.get_many::<String>(name).unwrap_or_default() {
        let words: Vec<&str> =
            text.split(|c| plain_char(c) == ',').map(str::trim).filter(|it| !it.is_empty()).collect();
        // A name may itself contain a comma.
        let found = match words.len() {
            0 | 1 => vec![read(text.trim())?],
            _ => match read(text.trim()) {
                Ok(whole) => vec![whole],
                Err(_) => words.into_iter().map(&read).collect::<Result<_, _>>()?,
            },
        };
        for one in found {
            if !known.contains(&one) {
                known.push(one);
            }
        }
    }
    Ok(())
}

fn task_named(app: &App, checklist: &Checklist, word: &str) -> Result<NamedTask, Failure> {
    target::task(app, &Names::of_checklist(checklist), word).map(|id| titled(checklist, &id, app.lang()))
}

/// Finds a one-off of any day; `None` if no key or title matches.
fn one_off(app: &App, session: &Session, word: &str) -> Result<Option<NamedTask>, Failure> {
    let books = session.all_one_offs(DayRange { first: Day::MIN, last: Day::MAX })?;
    let tasks = books.iter().flat_map(|book| book.one_offs.tasks()).collect();
    let names = Names { checklist: &session.checklist, tasks, books: &[] };
    if is_unknown(&names, word) {
        return Ok(None);
    }
    let id = target::task(app, &names, word)?;
    let title = names.tasks.iter().find(|task| task.id == id).map_or_else(String::new, |task| task.title.clone());
    Ok(Some(NamedTask { id, title }))
}

fn titled(checklist: &Checklist, id: &str, lang: Lang) -> NamedTask {
    let title = |task: &Task| match checklist.told_by(task) {
        Some(told) => task.title.clone() + &say::bracketed(lang, told),
        None => task.title.clone(),
    };
    let task = checklist.task(id).map(|(_, task)| task);
    NamedTask { id: id.to_owned(), title: task.map_or_else(|| id.to_owned(), title) }
}

/// Returns the sites at which a filtered view of a day looks: the named ones; else all if the filter names persons,
/// since they may work or have one-offs anywhere; else those where the user works.
pub fn sites(filter: &Filter, session: &Session, day: Day) -> Result<Vec<String>, Failure> {
    match filter.persons.is_empty() || session.names_site() {
        true => Whose::All.sites(session, day),
        false => session.sites_on(day),
    }
}
