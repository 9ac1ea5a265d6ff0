//! `ops done TASK[@SLOT]... [FIELD=VALUE...]`: tick.

mod before;
mod entry;

use super::adding::{self, Adding};
use super::{dates, option, outcome, place, positional, prompt, switch, target, typed, word};
use crate::app::{App, DayBook, Exit, Failure, Session};
use crate::calendar::Instant;
use crate::journal::Fact;
use crate::language::{Lang, Text, say};
use crate::render::cells;
use crate::status::{Choice, DayState, Picked, Purpose, choose, judge, pick_open};
use clap::{ArgAction, ArgMatches, Command};
pub use entry::Entry;
use entry::entries;
use std::collections::BTreeMap;

pub fn args(command: Command, lang: Lang) -> Command {
    command
        .arg(positional("words", "TASK", say::arg_done_words(lang)).action(ArgAction::Append).num_args(0..))
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
    let words: Vec<&str> = args.get_many::<String>("words").unwrap_or_default().map(String::as_str).collect();
    let on = dates::past_day(word(args, "on"), &session)?;
    let site = place::site_of(&session, on, &words)?;
    let claimed = dates::claimed(word(args, "at"), on, &session)?;
    let mut book = session.day_in_force(on, &site)?;
    let entries = match words.is_empty() {
        true => session.carry(std::slice::from_mut(&mut book)).map(|()| Vec::new())?,
        false => target::with_one_offs(&session, &mut book, &site, &words, |book| entries(app, book, &words))?,
    };
    let facts = facts(app, args, &session, &book, claimed, entries)?;
    outcome::write(&session, app, book, facts, args.get_flag("dry-run"))
}

fn facts(
    app: &App,
    args: &ArgMatches,
    session: &Session,
    book: &DayBook,
    claimed: Instant,
    entries: Vec<Entry>,
) -> anyhow::Result<Vec<Fact>> {
    let (plan, facts) = (book.plan(), book.facts());
    // What is meant depends on when it is said to have been done, not on when that is entered.
    let day = judge(&plan, &facts, dates::as_of(word(args, "at"), claimed, &plan));
    let found = args.get_many::<String>("found").unwrap_or_default();
    let request = Request {
        app,
        session,
        book,
        day: &day,
        at: book.checklist.clock.zone.at(claimed),
        steps: args.get_many::<String>("step").unwrap_or_default().map(String::as_str).collect(),
        note: typed::given(word(args, "note"), say::note_empty)?,
        found: found.map(|text| adding::title(text, say::found_empty)).collect::<Result<_, Failure>>()?,
    };
    let entries = if entries.is_empty() { picked(app, book, &day)? } else { entries };
    Ok(request.facts(entries)?)
}

/// Without a task: a person picks from what is open.
fn picked(app: &App, book: &DayBook, day: &DayState) -> anyhow::Result<Vec<Entry>> {
    if !app.interactive {
        return Err(Failure::usage(Text::of(|lang| say::usage_missing(lang, "TASK")))
            .hint(Text::of(say::done_hint))
            .into());
    }
    let open = pick_open(day);
    if open.is_empty() {
        app.print(say::nothing_due(app.lang()));
        return Ok(Vec::new());
    }
    let offers: Vec<String> = open.iter().map(|i| outcome::offer(&book.checklist, day, *i, app.lang())).collect();
    Ok(match prompt::pick_number(app, &offers)? {
        Some(number) => vec![Entry::of(&day.items[open[number]])],
        None => Vec::new(),
    })
}

/// What the command line asks for, with everything needed to check it.
struct Request<'a> {
    app: &'a App,
    session: &'a Session<'a>,
    book: &'a DayBook,
    day: &'a DayState<'a>,
    at: chrono::DateTime<chrono::FixedOffset>,
    steps: Vec<&'a str>,
    note: Option<String>,
    /// Faults found in the doing.
    found: Vec<String>,
}

impl Request<'_> {
    /// The facts of all entries, each checked before anything is written.
    fn facts(&self, entries: Vec<Entry>) -> Result<Vec<Fact>, Failure> {
        if entries.len() > 1 && !self.steps.is_empty() {
            return Err(Failure::usage(Text::of(say::step_of_one_task)));
        }
        if entries.len() > 1 && !self.found.is_empty() {
            return Err(Failure::usage(Text::of(say::found_of_one_task)));
        }
        let mut facts: Vec<Fact> = Vec::new();
        for entry in entries {
            for fact in self.entry(&entry)? {
                // The same task named twice is one tick.
                if !facts.contains(&fact) {
                    facts.push(fact);
                }
            }
        }
        Ok(facts)
    }

    fn entry(&self, entry: &Entry) -> Result<Vec<Fact>, Failure> {
        let choice = choose(self.day, &entry.target.task, &entry.target.selector, Purpose::Tick);
        let picked = match choice {
            Choice::Items(picked) => picked,
            Choice::AlreadyDone(done, _) if !entry.values.is_empty() || self.says_more() => vec![done],
            Choice::NoneOpen if !self.found.is_empty() => {
                return Err(Failure::usage(Text::of(|lang| say::none_open(lang, &entry.target.task))));
            }
            Choice::AlreadyDone(done, next) => {
                self.app.print(outcome::already_done(&self.book.checklist, self.day, done, next, self.app.lang()));
                Vec::new()
            }
            Choice::NoneOpen => {
                self.app.print(say::none_open(self.app.lang(), &entry.target.task));
                Vec::new()
            }
            refused => {
                return Err(outcome::refuse(&self.book.checklist, self.day, "done", &entry.target.task, refused));
            }
        };
        let mut facts = Vec::new();
        for item in &picked {
            facts.extend(self.occurrence(*item, entry)?);
        }
        facts.extend(picked.last().map(|last| self.faults(*last)).unwrap_or_default());
        Ok(facts)
    }

    /// Whether there is something to record of an occurrence that is done already.
    fn says_more(&self) -> bool {
        self.note.is_some() || !self.found.is_empty()
    }

    /// The faults found in the doing of an occurrence: one-offs of its day.
    fn faults(&self, picked: Picked) -> Vec<Fact> {
        let item = &self.day.items[picked];
        let mut adding = Adding::new(self.session, self.book, item.planned.day, self.at);
        self.found.iter().map(|title| adding.fault(title.clone(), item.occurrence())).collect()
    }

    /// The tick of one occurrence, with its values, and the note.
    fn occurrence(&self, picked: Picked, entry: &Entry) -> Result<Vec<Fact>, Failure> {
        let item = &self.day.items[picked];
        let task = item.planned.task;
        let mut values = entry::checked_values(task, &entry.values)?;
        let steps = if item.completion.is_some() { Some(Vec::new()) } else { entry::steps(task, item, &self.steps)? };
        if item.completion.is_some() && values.is_empty() && self.note.is_none() {
            self.app.print(outcome::already_done(&self.book.checklist, self.day, picked, None, self.app.lang()));
            return Ok(Vec::new());
        }
        self.tell_before(picked, steps.as_deref().unwrap_or_default(), &values);
        if steps.as_ref().is_some_and(|steps| !steps.is_empty() && are_done(item, steps))
            && values.is_empty()
            && self.note.is_none()
        {
            return Ok(Vec::new());
        }
        if completes(item, steps.as_deref()) {
            self.ask_required(item, &mut values)?;
        }
        self.warn_of(task, &values);
        let of = item.occurrence();
        let ticks = steps.as_ref().is_none_or(|steps| !steps.is_empty()) || !values.is_empty();
        let tick = ticks.then(|| Fact::Tick { of: of.clone(), at: self.at, steps, values });
        let note = self.note.clone().map(|text| Fact::Note { of, at: self.at, text });
        Ok(tick.into_iter().chain(note).collect())
    }

    /// Who did before what is said now, and what another's value was.
    fn tell_before(&self, picked: Picked, steps: &[u16], values: &BTreeMap<String, String>) {
        let (item, lang) = (&self.day.items[picked], self.app.lang());
        let zone = &self.book.checklist.clock.zone;
        let ticking = before::Ticking { day: self.day, item, me: &self.session.me, lang, zone };
        let is_others = item.completion.as_ref().is_some_and(|done| done.by != self.session.me);
        if is_others {
            self.app.print(outcome::already_done(&self.book.checklist, self.day, picked, None, lang));
        }
        self.app.print_all(ticking.steps(steps));
        self.app.print_all(ticking.values(values));
    }

    /// On a terminal a person is asked for required values that are missing; elsewhere they are refused.
    fn ask_required(&self, item: &crate::status::Item, values: &mut BTreeMap<String, String>) -> Result<(), Failure> {
        for field in item.planned.task.fields.iter().filter(|field| field.required) {
            let entered = item.facts.is_some_and(|facts| facts.values.contains_key(field.id.as_str()));
            if values.contains_key(&field.id) || entered {
                continue;
            }
            let missing = || {
                Failure::usage(Text::of(|lang| say::field_required(lang, &item.planned.task.title, &field.title)))
                    .hint(Text::of(|lang| say::field_required_hint(lang, &field.id, field.hint().in_lang(lang))))
            };
            if !self.app.interactive {
                return Err(missing());
            }
            let lang = self.app.lang();
            let question = say::ask_value(lang, cells::clean(&field.title), field.hint().in_lang(lang));
            let value = loop {
                let answer = self.app.ask(&question)?.ok_or_else(missing)?;
                match field.parse(&answer) {
                    Ok(value) => break value,
                    Err(refusal) => self.app.warn(refusal.in_lang(lang)),
                }
            };
            values.insert(field.id.clone(), value);
        }
        Ok(())
    }

    fn warn_of(&self, task: &crate::checklist::Task, values: &BTreeMap<String, String>) {
        let lang = self.app.lang();
        for (id, value) in values {
            let field = task.fields.iter().find(|field| field.id == *id);
            if let Some(warning) = field.and_then(|field| field.warning(value)) {
                self.app.warn(warning.in_lang(lang));
            }
        }
    }
}

/// Whether all of these steps are ticked already.
fn are_done(item: &crate::status::Item, steps: &[u16]) -> bool {
    let done = item.steps_done();
    steps.iter().all(|step| done.contains(step))
}

/// Whether a tick of these steps makes the occurrence done.
fn completes(item: &crate::status::Item, steps: Option<&[u16]>) -> bool {
    match steps {
        _ if item.completion.is_some() => false,
        None => true,
        Some(steps) => {
            let count = item.planned.task.steps.len() as u16;
            let done = item.steps_done();
            (1..=count).all(|step| steps.contains(&step) || done.contains(&step))
        }
    }
}
