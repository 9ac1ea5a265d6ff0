//! Shared by `skip` and `excuse`, which both set occurrences aside for a reason.

pub mod all;

use super::names::Names;
use super::place::{Doing, Place, concerns};
use super::{dates, in_words, option, outcome, positional, refusal, switch, target, typed, word};
use crate::app::hint::Typed;
use crate::app::{App, DayBook, Exit, Failure, Session};
use crate::calendar::{Day, Instant};
use crate::journal::{Fact, Occurrence};
use crate::language::{Lang, Text, say, text};
use crate::render::{cells, words};
use crate::status::{Choice, DayState, Item, Purpose, Selector, Status, choose, partly_named};
use chrono::{DateTime, FixedOffset};
use clap::{ArgAction, ArgMatches, Command};
use std::collections::HashSet;
use target::Target;

/// The differences between `skip` and `excuse`.
pub struct Kind {
    /// The command.
    pub verb: &'static str,
    /// The resulting status of an occurrence.
    pub status: Status,
    /// Makes the fact to record.
    pub fact: fn(Occurrence, DateTime<FixedOffset>, String) -> Fact,
    /// Makes the message for several occurrences set aside at once.
    pub count: all::CountMessage,
    /// Makes the message for a person who has nothing to set aside.
    pub none_of: fn(Lang, String) -> String,
}

pub fn args(command: Command, lang: Lang) -> Command {
    command
        .arg(positional("tasks", "TASK", say::arg_tasks(lang)).action(ArgAction::Append).num_args(0..))
        .arg(option("reason", "REASON", say::arg_reason(lang)).short('r'))
        .arg(option("at", "TIME", say::arg_at(lang)))
        .arg(option("on", "DAY", say::arg_on(lang)))
        .arg(switch("all", say::arg_set_aside_all(lang)).conflicts_with_all(["tasks", "at"]))
        .arg(
            option("for", "PERSON", say::arg_set_aside_for(lang))
                .allow_hyphen_values(false)
                .conflicts_with_all(["tasks", "at"]),
        )
        .arg(switch("dry-run", say::arg_dry_run(lang)))
}

/// Returns the reason; an error if it is missing.
pub fn reason(args: &ArgMatches) -> Result<String, Failure> {
    let reason = typed::reason(word(args, "reason").unwrap_or_default());
    reason.map_err(|missing| missing.hint(text::reason_needed_hint()))
}

/// Records one fact per occurrence.
pub fn run(app: &App, args: &ArgMatches, kind: &Kind) -> anyhow::Result<Exit> {
    if all::is_meant(args) {
        return all::run(app, args, kind);
    }
    let reason = reason(args)?;
    let typed = Typed::new(app, kind.verb, args, "tasks");
    if typed.words.is_empty() {
        return Err(Failure::usage(Text::of(|lang| say::usage_missing(lang, in_words(lang, "TASK")))).into());
    }
    let session = Session::open(app)?;
    session.check_may_write()?;
    // An absence known in advance may be recorded ahead, so the day may be in the future.
    let on = word(args, "on").map(|text| one_day(text, &session, &typed)).transpose()?;
    let on = dates::day_of_at(on, word(args, "at"), &session)?.unwrap_or(session.today);
    let claimed = dates::claimed(word(args, "at"), on, &session)?;
    let at = session.checklist.clock.zone.at(claimed);
    let place = Place::new(app, &session, on, Doing::SetAside, typed.line());
    let sites = place.sites(&typed.words)?;
    let mut books = session.days_in_force(on, &sites)?;
    let read = |books: &[DayBook]| {
        let names = Names::of_all(books, &books[0].checklist);
        let words = typed.words.iter().enumerate();
        words.map(|(at, text)| Ok((at, target::targets(app, &names, on, text)?))).collect::<Result<Vec<_>, Failure>>()
    };
    // Words are parsed once for all sites, so that each question is asked only once.
    let targets = target::with_one_offs_at(&session, &mut books, &sites, &typed.words, read).map_err(|failure| {
        let person = session.checklist.everybody().find(|person| typed.words == [*person]);
        match person.filter(|_| failure.exit == Exit::Task) {
            Some(person) => failure.hint(text::perhaps(typed.with::<&str>([]).option("for", person))),
            None => failure,
        }
    })?;
    let mut facts = Vec::new();
    for book in &books {
        let here = |(at, targets): &(usize, Vec<Target>)| {
            let here = targets.iter().filter(|it| concerns(&books, book, &it.task));
            (*at, here.cloned().collect())
        };
        let targets: Vec<(usize, Vec<Target>)> = targets.iter().map(here).collect();
        let request = SetAside { app, session: &session, book, typed: &typed, at: word(args, "at"), claimed };
        facts.push(request.facts(&targets, |of| (kind.fact)(of, at, reason.clone()))?);
    }
    let acts = books.into_iter().zip(facts).collect();
    outcome::write_all(&session, app, acts, args.get_flag("dry-run"))
}

/// Returns the single day that `text` names; an error if it names several or none.
fn one_day(text: &str, session: &Session, typed: &Typed) -> Result<Day, Failure> {
    let failed = |failure| dates::any_day(text, session).err().unwrap_or(failure);
    let ranges = all::ranges(text, session).map_err(failed)?;
    let first = ranges[0].first;
    if ranges.len() == 1 && ranges[0].length() == 1 {
        return Ok(first);
    }
    let first = typed.with(typed.words.iter().copied()).option("on", first.to_string());
    let all = typed.with::<&str>([]).without("at").switch("all");
    Err(Failure::usage(text::days_of_one_task(text)).hint(text::first_day_hint(&first)).also(text::all_days_hint(&all)))
}

/// A request to set occurrences aside, at one site.
struct SetAside<'a> {
    app: &'a App,
    session: &'a Session<'a>,
    book: &'a DayBook,
    typed: &'a Typed<'a>,
    /// The value of `--at` as typed.
    at: Option<&'a str>,
    /// The instant that `at` means.
    claimed: Instant,
}

impl SetAside<'_> {
    /// Makes one fact per eligible occurrence. The targets are grouped by the position of the word that names them.
    fn facts(&self, targets: &[(usize, Vec<Target>)], fact: impl Fn(Occurrence) -> Fact) -> Result<Vec<Fact>, Failure> {
        let (app, book) = (self.app, self.book);
        let basis = book.basis();
        let day = basis.judge(dates::as_of(self.at, self.claimed, &basis.plan));
        let here = targets.iter().flat_map(|(_, targets)| targets);
        dates::check_half(self.at, &book.checklist.clock, &day, self.session.now, here)?;
        let (mut facts, mut is_told) = (Vec::new(), false);
        for target in targets.iter().flat_map(|(_, targets)| targets) {
            let selector = match target.selector {
                // On a future day nothing has begun, so all its occurrences are eligible.
                Selector::Current if day.day > self.session.today => &Selector::All,
                ref selector => selector,
            };
            let picked = match choose(&day, &target.task, selector, Purpose::SetAside) {
                Choice::Items(picked) => picked,
                Choice::AlreadyDone(done, _) => vec![done],
                Choice::NoneOpen => {
                    app.print(refusal::none_open(book, &target.task).in_lang(app.lang()));
                    Vec::new()
                }
                refused => {
                    let again = |name: &str| {
                        let words: Vec<_> = targets.iter().map(|(at, targets)| (*at, targets.as_slice())).collect();
                        refusal::again(self.typed, book, &day, &words, (&target.task, name), Purpose::SetAside)
                    };
                    return Err(refusal::refuse(app, book, &day, &target.task, refused, &again));
                }
            };
            tell_before(app, self.session, book, &day, &picked);
            let cut = partly_named(&day, &target.task, selector);
            app.print_all(
                cut.iter()
                    .filter(|_| !picked.is_empty())
                    .map(|at| say::partly_named(app.lang(), outcome::titled(book, &day, *at, app.lang()))),
            );
            for index in picked {
                // A tick takes precedence over a skip or an excuse, so it has to be undone first.
                if matches!(day.items[index].status, Status::Done(_)) {
                    app.print(outcome::already_done(book, &day, index, None, app.lang()));
                    is_told = true;
                    continue;
                }
                let fact = fact(day.items[index].occurrence());
                if self.stands(&day.items[index], &fact) {
                    app.print(say::set_aside_there(app.lang(), outcome::titled(book, &day, index, app.lang())));
                    is_told = true;
                    continue;
                }
                // A task named twice is set aside once.
                if !facts.contains(&fact) {
                    facts.push(fact);
                }
            }
        }
        if facts.is_empty() && is_told {
            app.print(say::nothing_recorded(app.lang()));
        }
        Ok(facts)
    }

    /// Whether this person has already set the occurrence aside in the same way and for the same reason.
    fn stands(&self, item: &Item, fact: &Fact) -> bool {
        let (status, reason) = match fact {
            Fact::Skip { reason, .. } => (Status::Skipped, reason),
            Fact::Excuse { reason, .. } => (Status::Excused, reason),
            _ => return false,
        };
        let ruling = item.facts.and_then(|facts| facts.ruling.as_ref()).filter(|_| item.status == status);
        ruling.is_some_and(|ruling| ruling.source.by == self.session.me && ruling.reason == reason)
    }
}

/// Reports who has already set some of the picked occurrences aside, once per act.
fn tell_before(app: &App, session: &Session, book: &DayBook, day: &DayState, picked: &[usize]) {
    let lang = app.lang();
    let mut told = HashSet::new();
    for (index, item) in picked.iter().map(|index| (*index, &day.items[*index])) {
        let ruling = item.facts.and_then(|facts| facts.ruling.as_ref()).filter(|_| item.completion.is_none());
        let Some(ruling) = ruling.filter(|ruling| ruling.source.by != session.me && told.insert(ruling.source.act))
        else {
            continue;
        };
        let at = words::clock_time_on(&book.checklist.clock.zone, ruling.source.claimed.to_utc(), day.day);
        let (title, by) = (outcome::titled(book, day, index, lang), cells::clean(ruling.source.by));
        let status = words::status(lang, item.status);
        app.print(say::already_set_aside(lang, title, status, by, at, cells::clean(ruling.reason)));
    }
}
