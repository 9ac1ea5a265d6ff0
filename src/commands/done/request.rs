//! Makes the facts that `ops done` records. The request is checked as a whole before the user is asked for missing
//! values.

use super::readings::unknown_field;
use super::words::Entry;
use super::{asking, before, steps};
use crate::app::hint::{CommandLine, LEFT_OPEN, Typed};
use crate::app::{App, DayBook, Failure, Session};
use crate::checklist::{Field, Task, find_step};
use crate::commands::adding::{Added, Adding};
use crate::commands::names::Names;
use crate::commands::target::{self, Target};
use crate::commands::{outcome, refusal};
use crate::journal::{Fact, OccurrenceFacts, Source};
use crate::language::{Text, say, text};
use crate::render::{cells, day as rows, words};
use crate::status::{Choice, DayState, Item, Picked, Purpose, choose, not_begun, partly_named};
use std::collections::BTreeMap;

/// The request to tick tasks at a site, with everything needed to check it.
pub struct Request<'a> {
    pub app: &'a App,
    pub session: &'a Session<'a>,
    pub book: &'a DayBook,
    pub day: &'a DayState<'a>,
    pub typed: &'a Typed<'a>,
    pub at: chrono::DateTime<chrono::FixedOffset>,
    /// Values of `--step`.
    pub steps: Vec<&'a str>,
    pub note: Option<String>,
    /// Faults found during the task.
    pub found: Vec<String>,
    /// Whether `--at` was given.
    pub is_timed: bool,
}

/// Maximum number of rounds that a hint names in one command; if more have not begun, it names only the first.
const MOST: usize = 12;

/// The tick of one occurrence.
pub struct Tick {
    picked: Picked,
    /// `None` ticks all steps.
    steps: Option<Vec<u16>>,
    values: BTreeMap<String, String>,
    /// Whether the faults found are recorded with this tick.
    has_found: bool,
    /// Lines to print once everything has been checked.
    told: Vec<String>,
}

impl Request<'_> {
    /// Returns one tick for each occurrence of the entries.
    pub fn ticks(&self, entries: &[Entry]) -> Result<Vec<Tick>, Failure> {
        let tasks = entries.iter().map(|entry| entry.targets.len()).sum::<usize>();
        if tasks > 1 && !self.steps.is_empty() {
            return Err(Failure::usage(text::step_of_one_task()));
        }
        if tasks > 1 && !self.found.is_empty() {
            return Err(Failure::usage(text::found_of_one_task()));
        }
        let mut ticks: Vec<Tick> = Vec::new();
        for entry in entries {
            for tick in self.of_entry(entry, entries)? {
                self.take(tick, &mut ticks)?;
            }
        }
        Ok(ticks)
    }

    /// Adds a tick, merged with an earlier one of the same occurrence. An error if a field is given two values.
    fn take(&self, tick: Tick, ticks: &mut Vec<Tick>) -> Result<(), Failure> {
        let Some(known) = ticks.iter_mut().find(|known| known.picked == tick.picked) else {
            ticks.push(tick);
            return Ok(());
        };
        let task = self.day.items[tick.picked].planned.task;
        for (field, value) in tick.values {
            if known.values.insert(field.clone(), value).is_some() {
                return Err(twice(task, &field));
            }
        }
        known.steps = known.steps.take().zip(tick.steps).map(|(mut steps, more)| {
            steps.extend(more);
            steps.sort_unstable();
            steps.dedup();
            steps
        });
        known.has_found |= tick.has_found;
        known.told.extend(tick.told.into_iter().filter(|line| !known.told.contains(line)).collect::<Vec<_>>());
        Ok(())
    }

    fn of_entry(&self, entry: &Entry, entries: &[Entry]) -> Result<Vec<Tick>, Failure> {
        let mut ticks = Vec::new();
        for target in &entry.targets {
            let choice = choose(self.day, &target.task, &target.selector, Purpose::Tick);
            let waiting = not_begun(self.day, &target.task, &target.selector);
            let picked = match choice {
                Choice::NoneOpen if !waiting.is_empty() => {
                    let (text, hint) = self.waiting(entry, target, &waiting);
                    return Err(Failure::usage(text).hint(hint));
                }
                Choice::Items(picked) => picked,
                Choice::AlreadyDone(done, _) if !entry.values.is_empty() || self.says_more() || self.may_ask(done) => {
                    vec![done]
                }
                Choice::NoneOpen if !self.found.is_empty() => {
                    return Err(Failure::usage(refusal::none_open(self.book, &target.task)));
                }
                Choice::AlreadyDone(done, next) => {
                    // Two words may name one task.
                    let before = entries.iter().take_while(|other| other.at != entry.at);
                    if !before.flat_map(|other| &other.targets).any(|other| other == target) {
                        self.say_done(done, next);
                    }
                    Vec::new()
                }
                Choice::NoneOpen => {
                    self.app.print(refusal::none_open(self.book, &target.task).in_lang(self.app.lang()));
                    Vec::new()
                }
                refused => {
                    let early = |name: &str| {
                        let words: Vec<_> = entries.iter().map(|entry| (entry.at, &*entry.targets)).collect();
                        let (typed, book) = (self.typed, self.book);
                        refusal::again(typed, book, self.day, &words, (&target.task, name), Purpose::Tick)
                    };
                    return Err(refusal::refuse(self.app, self.book, self.day, &target.task, refused, &early));
                }
            };
            let cut = partly_named(self.day, &target.task, &target.selector);
            let (lang, is_some) = (self.app.lang(), !picked.is_empty());
            let cut = cut.iter().filter(|_| is_some).map(|at| outcome::titled(self.book, self.day, *at, lang));
            self.app.print_all(cut.map(|title| say::partly_named(lang, title)));
            for item in picked {
                ticks.extend(self.of_occurrence(item, entry)?);
            }
            if !waiting.is_empty() {
                let (text, hint) = self.waiting(entry, target, &waiting);
                self.app.print_all([text.in_lang(self.app.lang()), hint.in_lang(self.app.lang())]);
            }
        }
        if let Some(last) = ticks.last_mut() {
            last.has_found = !self.found.is_empty();
        }
        Ok(ticks)
    }

    /// Returns the message that rounds of a range have not begun, and the hint with the command that ticks them anyway.
    fn waiting(&self, entry: &Entry, target: &Target, waiting: &[Picked]) -> (Text, Text) {
        let name = |picked: &Picked| target::name(&self.book.checklist, self.day, *picked);
        let slots: Vec<&str> = waiting.iter().map(|at| self.day.items[*at].planned.slot.as_str()).collect();
        let first = if waiting.len() > MOST { &waiting[..1] } else { waiting };
        let line = self.typed.instead(entry.at, first.iter().map(name));
        let text = |lang| {
            say::not_begun(lang, refusal::titled(lang, self.book, &target.task), slots.join(&say::list_comma(lang)))
        };
        (Text::of(text), text::early_hint(&line))
    }

    /// Whether there is something to record even if an occurrence is already done.
    fn says_more(&self) -> bool {
        self.note.is_some() || !self.found.is_empty()
    }

    /// Whether a person can be asked for the missing values of an occurrence.
    fn may_ask(&self, picked: Picked) -> bool {
        self.app.interactive && !self.day.items[picked].open_fields().is_empty()
    }

    fn of_occurrence(&self, picked: Picked, entry: &Entry) -> Result<Option<Tick>, Failure> {
        let item = &self.day.items[picked];
        let task = item.planned.task;
        let mut values = checked(task, &entry.values)?;
        let standing = self.drop_standing(picked, &mut values);
        let is_done = item.completion.is_some();
        let named: Vec<&str> = self.steps.iter().copied().chain(entry.steps.iter().map(String::as_str)).collect();
        let steps = if is_done { Some(Vec::new()) } else { steps::numbers(task, item, &named)? };
        if is_done && values.is_empty() && !self.says_more() {
            if !standing.is_empty() {
                self.app.print_all(standing);
                if self.is_timed {
                    self.say_done(picked, None);
                }
                return Ok(None);
            }
            if !self.may_ask(picked) {
                self.say_done(picked, None);
                return Ok(None);
            }
        }
        let told = self.before(picked, entry, steps.as_deref().unwrap_or_default(), &values);
        Ok(Some(Tick { picked, steps, values, has_found: false, told }))
    }

    /// Removes values that are already recorded, since undoing a second record of them would change nothing. Returns a
    /// line for each.
    fn drop_standing(&self, picked: Picked, values: &mut BTreeMap<String, String>) -> Vec<String> {
        let (item, lang) = (&self.day.items[picked], self.app.lang());
        let stands = |id: &str, value: &str| {
            item.facts.and_then(|facts| facts.values.get(id)).filter(|standing| standing.text == value)
        };
        let title = outcome::titled(self.book, self.day, picked, lang);
        let line = |(id, value): (&String, &String)| {
            let standing = stands(id, value)?;
            let zone = &self.book.checklist.clock.zone;
            let at = words::clock_time_on(zone, standing.source.recorded.to_utc(), self.day.day);
            let value = rows::named_value(lang, item.planned.task.field(id)?, value);
            Some(say::value_same(lang, &title, value, cells::clean(standing.source.by), at))
        };
        let lines = values.iter().filter_map(line).collect();
        values.retain(|id, value| stands(id, value).is_none());
        lines
    }

    /// Reports that an occurrence is already done and, if another time was given, how to correct the time.
    fn say_done(&self, done: Picked, next: Option<Picked>) {
        self.app.print(self.already_done(done, next));
        let item = &self.day.items[done];
        if let Some(completion) = self.of_another_time(item) {
            let is_later =
                |facts: &&OccurrenceFacts| facts.values.values().any(|value| value.source.act > completion.act);
            self.app.print(self.to_change_at(done, completion, item.facts.filter(is_later).is_some()));
        }
    }

    /// Returns the completion of an occurrence, if its time differs from the one given.
    fn of_another_time<'i>(&self, item: &'i Item<'i>) -> Option<&'i Source<'i>> {
        item.completion.as_ref().filter(|it| self.is_timed && it.claimed != self.at)
    }

    /// Says how to correct the time of a completion. Undoing first takes back values that were entered later.
    fn to_change_at(&self, done: Picked, completion: &Source, has_later_values: bool) -> String {
        let name = target::short(&self.book.checklist, self.day, done);
        let mut undo = CommandLine::new(self.app, "undo").words([name]);
        if completion.by != self.session.me {
            undo = undo.option("reason", LEFT_OPEN);
        }
        let undo = outcome::placed(self.session, self.book, self.book.day, undo);
        let say = if has_later_values { say::to_change_at_by_steps } else { say::to_change_at };
        say(self.app.lang(), undo, self.typed.line())
    }

    fn already_done(&self, done: Picked, next: Option<Picked>) -> String {
        outcome::already_done(self.book, self.day, done, next, self.app.lang())
    }

    /// Returns lines on who did the task before, on old values, and on how a word was read.
    fn before(&self, picked: Picked, entry: &Entry, steps: &[u16], values: &BTreeMap<String, String>) -> Vec<String> {
        let (item, lang) = (&self.day.items[picked], self.app.lang());
        let zone = &self.book.checklist.clock.zone;
        let title = outcome::titled(self.book, self.day, picked, lang);
        let ticking = before::Ticking { day: self.day, item, title: &title, lang, zone };
        let is_others = item.completion.as_ref().is_some_and(|done| done.by != self.session.me);
        let is_again = item.completion.is_some() && values.is_empty() && self.note.is_none();
        let done = (is_others || is_again).then(|| self.already_done(picked, None));
        let read = entry.steps.iter().filter(|_| item.completion.is_none()).map(|word| {
            let step = find_step(item.planned.task, word).unwrap_or_default();
            say::read_as_step(lang, &title, cells::clean(word), step)
        });
        let kept = self.of_another_time(item).filter(|_| !values.is_empty());
        let kept = kept.map(|completion| self.to_change_at(picked, completion, true));
        done.into_iter().chain(kept).chain(read).chain(ticking.steps(steps)).chain(ticking.values(values)).collect()
    }

    /// Makes the facts of the ticks, after asking for missing values.
    pub fn facts(&self, ticks: Vec<Tick>, names_title: bool) -> Result<Vec<Fact>, Failure> {
        let mut facts = Vec::new();
        for mut tick in ticks {
            let item = &self.day.items[tick.picked];
            self.app.print_all(std::mem::take(&mut tick.told));
            let is_repeated = tick.steps.as_ref().is_some_and(|steps| !steps.is_empty() && are_done(item, steps));
            if is_repeated {
                tick.steps = Some(Vec::new());
            } else {
                self.ask(&mut tick, names_title)?;
            }
            self.warn_of(item.planned.task, &tick.values);
            let (of, at) = (item.occurrence(), self.at);
            let Tick { steps, values, .. } = tick;
            if steps.as_ref().is_none_or(|steps| !steps.is_empty()) || !values.is_empty() {
                facts.push(Fact::Tick { of: of.clone(), at, steps, values });
            }
            facts.extend(self.note.clone().map(|text| Fact::Note { of: of.clone(), at, text }));
            if tick.has_found {
                let mut adding = Adding::new(self.session, self.book, item.planned.day, at);
                // A fault found in a one-off of an earlier day is due today, not overdue at once.
                let due = (item.planned.day < self.book.day).then_some(self.book.day);
                for title in &self.found {
                    match adding.fault(title.clone(), of.clone(), due) {
                        Added::New(fact) => facts.push(fact),
                        Added::There(of) => self.app.print(say::fault_there(self.app.lang(), of.task, title)),
                    }
                }
            }
        }
        Ok(facts)
    }

    /// At a terminal, asks for the values of a task that is done without any, and for required ones until they are
    /// given. Otherwise returns an error if a required value is missing.
    fn ask(&self, tick: &mut Tick, names_title: bool) -> Result<(), Failure> {
        let item = &self.day.items[tick.picked];
        let completes = completes(item, tick.steps.as_deref());
        let has_none = tick.values.is_empty() && (completes || item.completion.is_some()) && self.note.is_none();
        let entered = |id: &str| item.facts.is_some_and(|facts| facts.values.contains_key(id));
        let is_asked_for = |field: &&Field| {
            (has_none || (field.required && completes)) && !tick.values.contains_key(&field.id) && !entered(&field.id)
        };
        let open: Vec<&Field> = item.planned.task.fields.iter().filter(is_asked_for).collect();
        if !self.app.interactive {
            return match open.iter().find(|field| field.required && completes) {
                Some(field) => Err(asking::missing(item.planned.task, field)),
                None => Ok(()),
            };
        }
        if (names_title || self.session.checklist.sites.len() > 1) && !open.is_empty() {
            // Output about earlier tasks must appear above the title.
            self.app.flush()?;
            self.app.remark(outcome::titled(self.book, self.day, tick.picked, self.app.lang()));
        }
        let is_needed = |field: &Field| field.required && completes;
        asking::ask(self.app, item.planned.task, &open, is_needed, &mut tick.values)
    }

    fn warn_of(&self, task: &Task, values: &BTreeMap<String, String>) {
        let lang = self.app.lang();
        for (id, value) in values {
            let field = task.fields.iter().find(|field| field.id == *id);
            if let Some(warning) = field.and_then(|field| field.warning(value)) {
                self.app.warn(warning.in_lang(lang));
            }
        }
    }
}

/// Returns an error if a task of an entry does not accept the entry's values, whatever the site.
pub fn check_values(names: &Names, entry: &Entry) -> Result<(), Failure> {
    let meant = |id: &str| names.tasks.iter().find(|task| task.id == id);
    let mut tasks = entry.targets.iter().filter_map(|target| meant(&target.task));
    tasks.try_for_each(|task| checked(task, &entry.values).map(|_| ()))
}

/// Returns the values in canonical form. One invalid value is an error for the whole command.
fn checked(task: &Task, typed: &[(String, String)]) -> Result<BTreeMap<String, String>, Failure> {
    let mut values = BTreeMap::new();
    for (name, text) in typed {
        let field = task.field(name).ok_or_else(|| unknown_field(task, name))?;
        if values.insert(field.id.clone(), field.parse(text).map_err(Failure::usage)?).is_some() {
            return Err(twice(task, &field.id));
        }
    }
    Ok(values)
}

fn twice(task: &Task, field: &str) -> Failure {
    let field = task.field(field);
    Failure::usage(Text::of(|lang| say::value_twice(lang, field.map(|field| field.name(lang)).unwrap_or_default())))
}

/// Whether all of these steps are already ticked.
fn are_done(item: &Item, steps: &[u16]) -> bool {
    let done = item.steps_done();
    steps.iter().all(|step| done.contains(step))
}

/// Whether ticking these steps completes the occurrence.
fn completes(item: &Item, steps: Option<&[u16]>) -> bool {
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
