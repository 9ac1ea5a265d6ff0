//! From words of the command line to days, tasks and occurrences.

use super::names::{Names, is_unknown};
use crate::app::{App, DayBook, Exit, Failure, Session};
use crate::calendar::{
    BusinessClock, Day, DayRange, DayWordError, Instant, Lean, parse_day, parse_range, parse_time, parse_week_range,
    time_label,
};
use crate::checklist::{Checklist, Match, find_among, is_one_off, short_ids};
use crate::language::{Lang, Text, plain, plain_char, say};
use crate::plan::Plan;
use crate::render::cells;
use crate::status::{DayState, Selector};
use chrono::TimeDelta;

/// A day to look at or to plan: past or to come.
pub fn any_day(text: &str, today: Day) -> Result<Day, Failure> {
    parse_day(text, today, Lean::Back).map_err(|error| no_day(text, &error))
}

/// A day to record something about: not one to come.
pub fn past_day(text: Option<&str>, today: Day) -> Result<Day, Failure> {
    let Some(text) = text else { return Ok(today) };
    match any_day(text, today)? {
        day if day > today => Err(Failure::usage(Text::of(|lang| say::day_to_come(lang, day)))),
        day => Ok(day),
    }
}

/// A day to record something for: today, or one to come.
pub fn coming_day(text: &str, today: Day) -> Result<Day, Failure> {
    match parse_day(text, today, Lean::Forward).map_err(|error| no_day(text, &error))? {
        day if day < today => Err(Failure::usage(Text::of(|lang| say::day_gone(lang, day)))),
        day => Ok(day),
    }
}

/// A range to look back on.
pub fn range(text: Option<&str>, today: Day) -> Result<DayRange, Failure> {
    let Some(text) = text else { return Ok(DayRange { first: today, last: today }) };
    parse_range(text, today, Lean::Back).map_err(|error| no_day(text, &error))
}

/// A range to report on: `-2` is the week before the last.
pub fn week_range(text: &str, today: Day) -> Result<DayRange, Failure> {
    parse_week_range(text, today).map_err(|error| no_day(text, &error))
}

/// A range to plan ahead.
pub fn coming_range(text: &str, today: Day) -> Result<DayRange, Failure> {
    parse_range(text, today, Lean::Forward).map_err(|error| no_day(text, &error))
}

/// Refuses a day that the calendar of the team's zone skipped; of a longer range it is left out.
pub fn existing(range: DayRange, clock: &BusinessClock) -> Result<DayRange, Failure> {
    let day = range.first;
    if range.first < range.last || clock.has(day) {
        return Ok(range);
    }
    let zone = clock.zone.name();
    let (before, after) = (day.pred_opt().unwrap_or(day), day.succ_opt().unwrap_or(day));
    Err(Failure::usage(Text::of(|lang| say::day_skipped(lang, day, zone, before, after))))
}

fn no_day(text: &str, error: &DayWordError) -> Failure {
    // Days may begin with a dash, `-1`, so an option that does not exist comes here.
    let is_option =
        text.strip_prefix('-').is_some_and(|rest| rest.starts_with(|c: char| c == '-' || c.is_alphabetic()));
    if is_option {
        let failure = Failure::usage(Text::of(|lang| say::usage_unknown_argument(lang, text)));
        return failure.hint(Text::of(say::usage_see_help));
    }
    Failure::usage(error.text(text)).hint(error.help())
}

/// `--at`: a time of the business day, not to come.
pub fn claimed(text: Option<&str>, day: Day, session: &Session) -> Result<Instant, Failure> {
    let Some(text) = text else { return Ok(session.now) };
    let clock = &session.checklist.clock;
    let time = parse_time(text).map_err(|error| Failure::usage(error.text(text)).hint(error.help()))?;
    let instant = clock.instant(day, time);
    if instant > session.now {
        let now = time_label(clock.zone.local(session.now).time());
        return Err(Failure::usage(Text::of(|lang| say::at_to_come(lang, time_label(time), &now))));
    }
    Ok(instant)
}

/// The instant at which the day is looked at to see which occurrence is meant: the claimed one, or for a day gone by
/// of which no time is claimed, its last moment, when all that was left undone was overdue.
pub fn as_of(at: Option<&str>, claimed: Instant, plan: &Plan) -> Instant {
    let last = plan.bounds.end - TimeDelta::milliseconds(1);
    if at.is_none() && claimed > last { last } else { claimed }
}

/// What was typed for an option that may be left out, but not be empty.
pub fn given(text: Option<&str>, needed: fn(Lang) -> String) -> Result<Option<String>, Failure> {
    match text.map(str::trim) {
        Some("") => Err(Failure::usage(Text::of(needed))),
        text => Ok(text.map(str::to_owned)),
    }
}

/// Reads words of which some may mean one-offs of other days. They are looked for only where a word means none of the
/// day's tasks: among those carried into it, and by their keys on every day.
pub fn with_one_offs<T>(
    session: &Session,
    book: &mut DayBook,
    site: &str,
    words: &[&str],
    read: impl Fn(&DayBook) -> Result<T, Failure>,
) -> Result<T, Failure> {
    with_one_offs_at(session, std::slice::from_mut(book), &[site], words, |books| read(&books[0]))
}

/// The same at several sites, a book for each.
pub fn with_one_offs_at<T, S: AsRef<str>>(
    session: &Session,
    books: &mut [DayBook],
    sites: &[S],
    words: &[&str],
    read: impl Fn(&[DayBook]) -> Result<T, Failure>,
) -> Result<T, Failure> {
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
    session.carry(books)?;
    let keys: Vec<String> = unknown(books).into_iter().filter_map(key).collect();
    if !keys.is_empty() {
        session.fetch(books, sites, |task| keys.iter().any(|key| task.id.starts_with(key)))?;
    }
    read(books)
}

/// The beginning of a one-off's key, in its one form, if a word is one.
pub fn key(word: &str) -> Option<String> {
    let word = plain(word).to_lowercase();
    let key = word.split('@').next().unwrap_or_default().trim().to_owned();
    (is_one_off(&key) && key.len() > 1).then_some(key)
}

/// `TASK`, `TASK@08:30`, `TASK@14:00..16:00`, `TASK@*`, as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The task's id.
    pub task: String,
    /// Which of its occurrences.
    pub selector: Selector,
}

/// Reads one word and finds its task.
pub fn target(app: &App, names: &Names, day: Day, text: &str) -> Result<Target, Failure> {
    let text = text.replace('＠', "@");
    let Some((name, slot)) = text.rsplit_once('@') else {
        return Ok(Target { task: task(app, names, &text)?, selector: Selector::Current });
    };
    if let Some(id) = titled_with('@', names, &text) {
        return Ok(Target { task: id.to_owned(), selector: Selector::Current });
    }
    Ok(Target { task: task(app, names, name)?, selector: selector(&names.checklist.clock, day, slot)? })
}

/// The one task meant by a word that has a mark in it which else parts words: a title may have it too. Looked for only
/// where one does, for to find nothing takes all the tiers of [`find_among`].
pub fn titled_with<'a>(mark: char, names: &Names<'a>, word: &str) -> Option<&'a str> {
    if !names.tasks.iter().any(|task| task.title.chars().any(|c| plain_char(c) == mark)) {
        return None;
    }
    match find_among(&names.tasks, word) {
        Match::One(id) => Some(id),
        _ => None,
    }
}

fn selector(clock: &BusinessClock, day: Day, text: &str) -> Result<Selector, Failure> {
    let bad = || Failure::usage(Text::of(|lang| say::bad_slot(lang, text))).hint(Text::of(say::bad_slot_hint));
    Selector::parse(text, clock, day).ok_or_else(bad)
}

/// Finds the one task meant by a word; several are offered to a person, and refused otherwise.
pub fn task(app: &App, names: &Names, word: &str) -> Result<String, Failure> {
    match find_among(&names.tasks, word) {
        Match::One(id) => Ok(id.to_owned()),
        Match::Several(ids) => pick(app, names, word, &ids),
        Match::None(near) => Err(unknown(word, &near)),
    }
}

fn unknown(word: &str, near: &[&str]) -> Failure {
    let failure = Failure::new(Exit::Task, Text::of(|lang| say::no_such_task(lang, word)));
    failure.hint(Text::of(|lang| match near {
        [] => say::no_such_task_hint(lang),
        near => say::perhaps(lang, near.join(", ")),
    }))
}

fn pick(app: &App, names: &Names, word: &str, ids: &[&str]) -> Result<String, Failure> {
    let widest = ids.iter().map(|id| cells::width(id)).max().unwrap_or(0);
    let offers: Vec<String> = ids.iter().map(|id| offer(names, id, widest, app.lang())).collect();
    if !app.interactive {
        let list = offers.iter().map(|offer| format!("\n  {offer}")).collect::<String>();
        return Err(Failure::new(Exit::Task, Text::of(|lang| say::ambiguous_task(lang, word, &list)))
            .hint(Text::of(say::ambiguous_task_hint)));
    }
    app.remark(say::pick_one(app.lang(), word));
    match pick_number(app, &offers)? {
        Some(number) => Ok(ids[number].to_owned()),
        None => Err(Failure::new(Exit::Task, Text::of(say::nothing_picked))),
    }
}

fn offer(names: &Names, id: &str, widest: usize, lang: Lang) -> String {
    let Some(task) = names.tasks.iter().find(|task| task.id == id) else { return id.to_owned() };
    let area = names.checklist.task(id).map(|(area, _)| cells::clean(&area.title).into_owned());
    let area = say::bracketed(lang, area.unwrap_or_else(|| say::one_offs(lang)));
    format!("{}  {}{area}", cells::pad(id, widest), cells::clean(&task.title))
}

/// Lets a person pick one of some lines by its number; `None` where they give up.
pub fn pick_number(app: &App, offers: &[String]) -> Result<Option<usize>, Failure> {
    for (number, offer) in (1..).zip(offers) {
        app.remark(format!("{number:3}  {offer}"));
    }
    while let Some(answer) = app.ask(&say::ask_number(app.lang(), offers.len()))? {
        if answer.is_empty() {
            return Ok(None);
        }
        match answer.parse::<usize>() {
            Ok(number) if (1..=offers.len()).contains(&number) => return Ok(Some(number - 1)),
            _ => continue,
        }
    }
    Ok(None)
}

/// What to type for just this occurrence of the day: the short id and the slot.
pub fn name(checklist: &Checklist, day: &DayState, picked: usize) -> String {
    let planned = &day.items[picked].planned;
    let short = short_ids(checklist).into_iter().find(|(id, _)| *id == planned.task.id).map(|(_, short)| short);
    format!("{}@{}", short.unwrap_or(&planned.task.id), planned.slot)
}
