//! Parses words of the command line into tasks and occurrences.

use super::names::{Names, has, is_unknown, meant};
use super::prompt;
use crate::app::hint::{CommandLine, quoted_words};
use crate::app::{App, DayBook, Exit, Failure, Session};
use crate::calendar::{BusinessClock, Day, DayRange, Instant, time_label};
use crate::checklist::{Checklist, Match, Task, find_among, is_one_off, short_ids};
use crate::language::{Lang, Text, folded, plain, plain_char, say, text};
use crate::render::cells;
use crate::status::{DayState, Selector};
use std::collections::{HashMap, HashSet};

/// Parses words that may name one-offs of other days: those carried into the day, unless each word is the whole id or
/// title of a task; if one matches no task, also those of any day by key and future ones by title.
pub fn with_one_offs<T>(
    session: &Session,
    book: &mut DayBook,
    site: &str,
    words: &[&str],
    read: impl Fn(&DayBook) -> Result<T, Failure>,
) -> Result<T, Failure> {
    with_one_offs_at(session, std::slice::from_mut(book), &[site], words, |books| read(&books[0]))
}

/// Like `with_one_offs`, for several sites. There is a book for each.
pub fn with_one_offs_at<T, S: AsRef<str>>(
    session: &Session,
    books: &mut [DayBook],
    sites: &[S],
    words: &[&str],
    read: impl Fn(&[DayBook]) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let may_be_carried = |word: &&str| word.contains(char::is_alphabetic) && !word.contains(['=', '＝', ':', '：']);
    let is_part = |word: &&str| !Names::of_all(books, &session.checklist).is_whole(name_of(word));
    if words.iter().filter(|word| may_be_carried(word)).any(is_part) {
        session.carry(books)?;
    }
    let failure = match read(books) {
        Err(failure) if failure.exit == Exit::Task => failure,
        read => return read,
    };
    let unknown = |books: &[DayBook]| {
        let names = Names::of_all(books, &session.checklist);
        words.iter().copied().filter(|word| is_unknown(&names, word)).collect::<Vec<_>>()
    };
    if unknown(books).is_empty() {
        return Err(failure);
    }
    let keys: Vec<String> = unknown(books).into_iter().filter_map(key).collect();
    if !keys.is_empty() {
        let of_any_day = DayRange { first: Day::MIN, last: Day::MAX };
        session.fetch(books, sites, of_any_day, |task| keys.iter().any(|key| task.id.starts_with(key)))?;
    }
    let titles = titles(unknown(books).into_iter());
    if let Some(tomorrow) = session.today.succ_opt().filter(|_| !titles.is_empty()) {
        let to_come = DayRange { first: tomorrow, last: Day::MAX };
        let is_meant = |task: &Task| titles.iter().any(|title| folded(&task.title).contains(title.as_str()));
        session.fetch(books, sites, to_come, is_meant)?;
    }
    match read(books) {
        Err(failure) if failure.exit == Exit::Task => Err(elsewhere(session, books, &unknown(books), failure)),
        read => read,
    }
}

/// Adds to a failure the command for the site at which unknown words name tasks or one-offs, unless a site is named.
fn elsewhere(session: &Session, books: &[DayBook], words: &[&str], failure: Failure) -> Failure {
    let is_named =
        session.names_site() && !session.is_usual_site() || session.app.env.args.iter().any(|arg| arg == "--");
    let Some(here) = books.first().filter(|_| !is_named) else { return failure };
    let at = |site: &&str| {
        let mut there = session.day_at(here.day, &[site]).ok()?;
        session.carry(&mut there).ok()?;
        let names = Names::of_all(&there, &session.checklist);
        let id = *words.iter().find_map(|word| meant(&names, word).first().copied()).as_ref()?;
        let title = names.tasks.iter().find(|task| task.id == id).map(|task| cells::clean(&task.title).into_owned())?;
        has(&there[0], id).then_some(title)
    };
    let others = session.checklist.site_ids().into_iter().filter(|site| books.iter().all(|book| book.site != *site));
    let Some((site, title)) = others.into_iter().find_map(|site| Some((site, at(&site)?))) else { return failure };
    let args: Vec<_> = session.app.env.args.iter().skip(1).map(|arg| arg.to_string_lossy()).collect();
    let line =
        format!("ops{}", quoted_words(&args.iter().map(|arg| &**arg).chain(["--site", site]).collect::<Vec<_>>()));
    let place = session.checklist.site(site).map_or(site, |site| &site.title);
    failure.hint(text::named_at(title, cells::clean(place), line))
}

/// Adds to the books the past one-offs that words name by title; of several with the same title, only the last.
pub fn with_past<S: AsRef<str>>(
    session: &Session,
    books: &mut [DayBook],
    sites: &[S],
    words: &[&str],
) -> Result<(), Failure> {
    let titles: Vec<String> = {
        let names = Names::of_all(books, &session.checklist);
        titles(words.iter().copied().filter(|word| is_unknown(&names, word)))
    };
    if titles.is_empty() {
        return Ok(());
    }
    let known: Vec<usize> = books.iter().map(|book| book.carried.len()).collect();
    let past = DayRange { first: Day::MIN, last: session.today };
    let is_meant = |task: &Task| titles.iter().any(|title| folded(&task.title).contains(title.as_str()));
    session.fetch(books, sites, past, is_meant)?;
    let mut last: HashMap<String, Day> = HashMap::new();
    let found = || books.iter().zip(&known).flat_map(|(book, known)| &book.carried[*known..]);
    for (task, day) in found().flat_map(|book| book.one_offs.tasks().iter().map(|task| (task, book.day))) {
        let known = last.entry(task.title.clone()).or_insert(day);
        *known = day.max(*known);
    }
    for other in books.iter_mut().zip(&known).flat_map(|(book, known)| &mut book.carried[*known..]) {
        let day = other.day;
        other.one_offs.retain(|task, _| last.get(&task.title) == Some(&day));
    }
    Ok(())
}

/// Returns the words that may be titles, without their slots.
fn titles<'a>(words: impl Iterator<Item = &'a str>) -> Vec<String> {
    let titles = words.map(|word| folded(name_of(word)).into_owned());
    titles.filter(|title| title.contains(char::is_alphabetic) && cells::width(title) > 1).collect()
}

/// Returns the part of a word before the `@`.
fn name_of(word: &str) -> &str {
    word.rsplit_once(['@', '＠']).map_or(word, |(name, _)| name).trim()
}

/// Returns the start of a one-off's key in canonical form; `None` if the word is not a key.
pub fn key(word: &str) -> Option<String> {
    let word = plain(word).to_lowercase();
    let key = word.split('@').next().unwrap_or_default().trim().to_owned();
    (is_one_off(&key) && key.len() > 1).then_some(key)
}

/// A task and a selection of its occurrences, as typed: `TASK`, `TASK@08:30`, `TASK@14:00..16:00`, `TASK@*`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The task's id.
    pub task: String,
    /// Selects among the task's occurrences.
    pub selector: Selector,
}

impl Target {
    /// Returns the word to type for this target.
    pub fn word(&self, clock: &BusinessClock) -> String {
        let time = |instant: &Instant| time_label(clock.zone.local(*instant).time());
        match &self.selector {
            Selector::Current => self.task.clone(),
            Selector::Slot(slot) => format!("{}@{slot}", self.task),
            Selector::Range(from, to) => format!("{}@{}..{}", self.task, time(from), time(to)),
            Selector::All => format!("{}@*", self.task),
        }
    }
}

/// Parses one word and finds its task.
pub fn target(app: &App, names: &Names, day: Day, text: &str) -> Result<Target, Failure> {
    read(app, names, day, text, false).map(|mut targets| targets.remove(0))
}

/// Parses one word and finds its task, or the tasks that a person picks from several.
pub fn targets(app: &App, names: &Names, day: Day, text: &str) -> Result<Vec<Target>, Failure> {
    read(app, names, day, text, true)
}

fn read(app: &App, names: &Names, day: Day, text: &str, may_be_many: bool) -> Result<Vec<Target>, Failure> {
    let text = text.replace('＠', "@");
    let of = |tasks: Vec<String>, selector: Selector| {
        tasks.into_iter().map(|task| Target { task, selector: selector.clone() }).collect()
    };
    let Some((name, slot)) = text.rsplit_once('@') else {
        return Ok(of(tasks(app, names, &text, &Selector::Current, may_be_many)?, Selector::Current));
    };
    if let Some(id) = titled_with('@', names, &text) {
        return Ok(of(vec![id.to_owned()], Selector::Current));
    }
    // A malformed slot is only reported if the name is known.
    let chosen = selector(&names.checklist.clock, day, slot);
    let ids = tasks(app, names, name, chosen.as_ref().unwrap_or(&Selector::Current), may_be_many)?;
    Ok(of(ids, chosen?))
}

/// Returns the only task named by a word that contains `mark`, a character that usually separates two parts of a word.
/// First checks that some title contains it, since a search without a match goes through all tiers of [`find_among`].
pub fn titled_with<'a>(mark: char, names: &Names<'a>, word: &str) -> Option<&'a str> {
    if !names.tasks.iter().any(|task| task.title.chars().any(|c| plain_char(c) == mark)) {
        return None;
    }
    match find_among(&names.tasks, word) {
        Match::One(id) => Some(id),
        _ => None,
    }
}

/// Parses the part after the `@`.
pub fn selector(clock: &BusinessClock, day: Day, text: &str) -> Result<Selector, Failure> {
    let bad = || Failure::usage(text::bad_slot(text)).hint(text::bad_slot_hint());
    Selector::parse(text, clock, day).ok_or_else(bad)
}

/// Finds the one task that a word refers to. If it matches several, the user picks one; an error if not interactive.
pub fn task(app: &App, names: &Names, word: &str) -> Result<String, Failure> {
    tasks(app, names, word, &Selector::Current, false).map(|mut ids| ids.remove(0))
}

fn tasks(app: &App, names: &Names, word: &str, selector: &Selector, may_be_many: bool) -> Result<Vec<String>, Failure> {
    match names.find(word) {
        Match::One(id) => Ok(vec![id.to_owned()]),
        Match::Several(ids) => match names.with_window(&ids, selector).as_slice() {
            [id] => Ok(vec![(*id).to_owned()]),
            // What is recorded of several ones with the same title is of the one still to be done.
            ids if may_be_many => match &*names.still_open(ids, app.now_and_today(&names.checklist.clock).0) {
                [id] => Ok(vec![(*id).to_owned()]),
                ids => pick(app, names, word, ids, true),
            },
            ids => pick(app, names, word, ids, false),
        },
        Match::None(near) => {
            let apart = if may_be_many { apart(app, names, word) } else { None };
            Err(apart
                .into_iter()
                .fold(unknown(app, word, &near), |failure, line| failure.also(text::tasks_apart(line))))
        }
    }
}

/// Returns the typed command with blanks between tasks that were joined by commas, as in `主图、关键词`. `None` unless
/// each part names one task.
fn apart(app: &App, names: &Names, word: &str) -> Option<String> {
    let parts: Vec<&str> = word.split(['、', '，', ',', '；', ';']).map(str::trim).collect();
    let is_list = parts.len() > 1 && parts.iter().all(|part| matches!(names.find(part), Match::One(_)));
    if is_list { typed_with(app, |arg| arg == word, &parts) } else { None }
}

/// Returns the typed command with other words instead of the only argument that satisfies a predicate; `None` unless
/// there is exactly one.
fn typed_with(app: &App, is_it: impl Fn(&str) -> bool, words: &[&str]) -> Option<String> {
    let args: Vec<_> = app.env.args.iter().skip(1).map(|arg| arg.to_string_lossy()).collect();
    let mut places = (0..args.len()).filter(|at| is_it(&args[*at]));
    let at = places.next().filter(|_| places.next().is_none())?;
    let mut said: Vec<&str> = args.iter().map(|arg| &**arg).collect();
    said.splice(at..=at, words.iter().copied());
    Some(format!("ops{}", quoted_words(&said)))
}

/// Returns the error for a word that matches no task, with similar ones.
pub fn unknown(app: &App, word: &str, near: &[&str]) -> Failure {
    let failure = Failure::new(Exit::Task, text::no_such_task(word));
    let (today, log) = (CommandLine::new(app, "today"), CommandLine::new(app, "log").switch("open"));
    failure.hint(Text::of(|lang| match near {
        [] => say::no_such_task_hint(lang, &today, &log),
        near => say::perhaps(lang, near.join(", ")),
    }))
}

/// Returns the error for a word that matches several tasks, with a list of them.
pub fn ambiguous(app: &App, names: &Names, word: &str, ids: &[&str]) -> Failure {
    let list = |lang| offers(names, ids, lang).iter().map(|offer| format!("\n  {offer}")).collect::<String>();
    Failure::new(Exit::Task, Text::of(|lang| say::ambiguous_task(lang, word, list(lang)))).hint(Text::of(|lang| {
        match by_id(app, names, word, ids) {
            Some(command) => say::pick_by_id(lang, command),
            None => say::ambiguous_task_hint(lang),
        }
    }))
}

/// Returns the typed command with an id instead of the word: that of a task in its window, or else the first. `None`
/// unless all matching tasks have the same title, so that typing more of the title cannot help.
fn by_id(app: &App, names: &Names, word: &str, ids: &[&str]) -> Option<String> {
    let titles: HashSet<&str> =
        names.tasks.iter().filter(|task| ids.contains(&&*task.id)).map(|task| task.title.as_str()).collect();
    let is_it = |arg: &str| {
        let arg = arg.replace('＠', "@");
        arg == word || arg.rsplit_once('@').is_some_and(|(name, _)| name == word)
    };
    if titles.len() > 1 {
        return None;
    }
    let now = app.now_and_today(&names.checklist.clock).0;
    let id = ids.iter().find(|id| names.is_current(id, now)).unwrap_or(&ids[0]);
    typed_with(app, is_it, &[*id])
}

fn offers(names: &Names, ids: &[&str], lang: Lang) -> Vec<String> {
    let widest = ids.iter().map(|id| cells::width(id)).max().unwrap_or(0);
    ids.iter().map(|id| offer(names, id, widest, lang)).collect()
}

fn pick(app: &App, names: &Names, word: &str, ids: &[&str], may_be_many: bool) -> Result<Vec<String>, Failure> {
    if !app.interactive {
        return Err(ambiguous(app, names, word, ids));
    }
    let offers = offers(names, ids, app.lang());
    app.remark(say::pick_one(app.lang(), word));
    match prompt::pick(app, &offers, may_be_many)? {
        Some(picked) => Ok(picked.into_iter().map(|at| ids[at].to_owned()).collect()),
        None => Err(Failure::new(Exit::Task, text::nothing_picked())),
    }
}

fn offer(names: &Names, id: &str, widest: usize, lang: Lang) -> String {
    let Some(task) = names.tasks.iter().find(|task| task.id == id) else { return id.to_owned() };
    let area = names.checklist.task(id).map(|(area, _)| cells::clean(&area.title).into_owned());
    let told = area.unwrap_or_else(|| {
        [vec![say::one_offs(lang)], names.told_apart(id, lang)].concat().join(&say::list_comma(lang))
    });
    let area = say::bracketed(lang, told);
    format!("{}  {}{area}", cells::pad(id, widest), cells::clean(&task.title))
}

/// Returns what to type for exactly this occurrence of the day: the short id and the slot.
pub fn name(checklist: &Checklist, day: &DayState, picked: usize) -> String {
    let planned = &day.items[picked].planned;
    format!("{}@{}", short_name(checklist, &planned.task.id), planned.slot)
}

/// Like `name`, without the slot if this is the task's only occurrence on the day.
pub fn short(checklist: &Checklist, day: &DayState, picked: usize) -> String {
    let task = &day.items[picked].planned.task.id;
    match day.items.iter().filter(|item| item.planned.task.id == *task).count() {
        1 => short_name(checklist, task).to_owned(),
        _ => name(checklist, day, picked),
    }
}

fn short_name<'a>(checklist: &'a Checklist, task: &'a str) -> &'a str {
    short_ids(checklist).into_iter().find(|(id, _)| *id == task).map_or(task, |(_, short)| short)
}
