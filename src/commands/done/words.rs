//! The words of `ops done`: tasks, each followed by its values and steps. An ambiguous word is rejected with its
//! possible readings, so that nothing is recorded by mistake.

use super::readings::{Word, fields_with, unknown_field};
use super::steps;
use crate::app::hint::Typed;
use crate::app::{App, Failure};
use crate::calendar::{Day, Lean, parse_clock, parse_day};
use crate::checklist::{Field, FieldKind, Match, Task, find_field, find_step};
use crate::commands::names::{Names, begins, meant};
use crate::commands::target::{self, Target};
use crate::language::{Text, folded, plain, say, text};
use crate::render::cells;
use crate::status::{Item, Selector};

/// A task of the command line, and the values and steps after it.
#[derive(Debug, Clone, Default)]
pub struct Entry {
    /// The selected occurrences; of several tasks only if the user picked several.
    pub targets: Vec<Target>,
    /// The position of the task's word on the command line.
    pub at: usize,
    /// Fields and values as typed.
    pub values: Vec<(String, String)>,
    /// The steps as typed.
    pub steps: Vec<String>,
}

impl Entry {
    /// Makes an entry for exactly this occurrence.
    pub fn of(item: &Item) -> Entry {
        let selector = Selector::Slot(item.planned.slot.to_string());
        Entry { targets: vec![Target { task: item.planned.task.id.clone(), selector }], ..Entry::default() }
    }

    /// Returns the entry limited to some tasks; `None` if it has none of them.
    pub fn only(&self, is_meant: impl Fn(&str) -> bool) -> Option<Entry> {
        let targets: Vec<Target> = self.targets.iter().filter(|target| is_meant(&target.task)).cloned().collect();
        (!targets.is_empty()).then(|| Entry { targets, ..self.clone() })
    }
}

/// Separators between a field and its value.
pub(super) const SIGNS: [char; 4] = ['=', '＝', ':', '：'];
/// Maximum length of a field's name in bytes; a separator further on belongs to a value.
const LONGEST_NAME: usize = 256;

/// Parses the words.
pub fn entries(app: &App, names: &Names, day: Day, typed: &Typed) -> Result<Vec<Entry>, Failure> {
    let reader = WordReader { names, typed, day };
    let mut entries: Vec<Entry> = Vec::new();
    let mut at = 0;
    while let Some(word) = typed.words.get(at) {
        let used = match entries.last_mut() {
            Some(entry) => reader.behind(entry, at)?,
            None if word.contains(['=', '＝']) && target::titled_with('=', names, word).is_none() => {
                return Err(Failure::usage(text::value_before_task(word)).hint(text::done_hint()));
            }
            None => 0,
        };
        if used == 0 {
            reader.check_no_moment(at, None)?;
            let glued = reader.glued_to_task(word);
            let targets = target::targets(app, names, day, glued.as_ref().map_or(*word, |(task, _)| task));
            let targets = targets.map_err(|failure| reader.or_steps(failure, at))?;
            let values = glued.into_iter().map(|(_, (field, value))| (field, value.to_owned())).collect();
            entries.push(Entry { targets, at, values, ..Entry::default() });
        }
        at += used.max(1);
    }
    entries.iter().try_for_each(|entry| reader.check_whole(entry))?;
    Ok(entries)
}

pub fn begins_as_number(word: &str) -> bool {
    // The start decides, and a word may be very long.
    let start: String = word.chars().take(8).collect();
    plain(&start).trim_start_matches(['+', '-', '¥', '￥', '$', '.']).starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a word is only a number: `400`, `1,200`, `-3.5`.
fn is_number(word: &str) -> bool {
    begins_as_number(word) && plain(word).chars().all(|c| c.is_ascii_digit() || "+-.,".contains(c))
}

/// Whether a word says too little to name a task behind another one: a number, also with one character of a unit where
/// a value is expected, or a single character.
fn is_short(word: &str, next: Option<&Field>) -> bool {
    let letters =
        word.chars().filter(|c| !plain(&c.to_string()).starts_with(|c: char| c.is_ascii_digit())).take(2).count();
    let counted = next.is_some() && begins_as_number(word) && letters < 2;
    is_number(word) || counted || (word.chars().nth(1).is_none() && !word.is_ascii())
}

struct WordReader<'a> {
    names: &'a Names<'a>,
    typed: &'a Typed<'a>,
    day: Day,
}

impl WordReader<'_> {
    /// Parses a word after a task. Returns the number of words used as values or steps; 0 if it is a task itself.
    fn behind(&self, entry: &mut Entry, at: usize) -> Result<usize, Failure> {
        let word = self.typed.words[at];
        let tasks = &self.names.tasks;
        let Some(task) = tasks.iter().copied().find(|task| task.id == entry.targets[0].task) else { return Ok(0) };
        if let Some((field, value, used)) = named(task, &self.typed.words[at..]) {
            entry.values.push((field.id.clone(), value));
            return Ok(used);
        }
        if let Some((name, _)) = word.split_once(['=', '＝']) {
            let is_task = target::titled_with('=', self.names, word).is_some();
            return if is_task { Ok(0) } else { Err(unknown_field(task, name.trim())) };
        }
        if let Some(values) = in_a_row(task, entry, word) {
            entry.values.extend(values);
            return Ok(1);
        }
        let ids = meant(self.names, word);
        let is_before_number = self.typed.words.get(at + 1).is_some_and(|next| begins_as_number(next));
        let is_given = |field: &&Field| {
            let later =
                |word: &&str| word.contains(['=', '＝']) && named(task, &[word]).is_some_and(|it| it.0.id == field.id);
            entry.values.iter().any(|(given, _)| *given == field.id) || self.typed.words[at + 1..].iter().any(later)
        };
        let next = task.fields.iter().find(|field| !is_given(field));
        // What can be a number or an answer refers to a task only as the beginning of its id or title; a text, also as a
        // part of a title.
        let is_value =
            next.is_some_and(|field| !matches!(field.kind, FieldKind::Text { .. }) && field.parse(word).is_ok());
        let is_meant = |other: &Task| !(is_number(word) || is_value) || begins(other, word);
        // A task that is not planned is not meant, unless a slot is named.
        let planned = if names_slot(word) { ids.clone() } else { self.names.having_window(&ids, &Selector::Current) };
        let others = tasks.iter().copied().filter(|other| other.id != task.id && planned.contains(&other.id.as_str()));
        let others: Vec<&Task> = others.filter(|other| is_meant(other)).collect();
        let last = entry.values.last().filter(|(_, value)| self.typed.words[at - 1].ends_with(value.as_str()));
        let last = last.and_then(|(given, _)| task.field(given));
        let doubt = Word { typed: self.typed, task, from: entry.at, at, last };
        let step = find_step(task, word).filter(|_| !names_slot(word));
        let value_of_next = next.filter(|field| field.parse(word).is_ok() && (others.is_empty() || !names_slot(word)));
        let text_of_next = next.filter(|field| matches!(field.kind, FieldKind::Text { .. }));
        if step.is_none() && (value_of_next.is_none() || text_of_next.is_some()) {
            self.check_no_moment(at, text_of_next)?;
        }
        // Part of a field's name is a name only if nothing else is meant and a number follows.
        if let Some((field, value, used)) = partly_named(task, &self.typed.words[at..])
            && step.is_none()
            && value_of_next.is_none()
        {
            let others: Vec<&Task> = others.into_iter().filter(|other| begins(other, word)).collect();
            if !others.is_empty() {
                return Err(doubt.value_or_task(field, value, used, &others));
            }
            entry.values.push((field.id.clone(), value.to_owned()));
            return Ok(used);
        }
        match (step, value_of_next) {
            (Some(step), _) if !others.is_empty() => Err(doubt.step_or_task(step, &others)),
            (Some(step), Some(field)) => Err(doubt.steps_or_value(vec![step], field)),
            (Some(step), None) => {
                // In `images video`, the first word may name a step of the task as well as the task.
                if let Some(first) = find_step(task, self.typed.words[entry.at]).filter(|first| *first != step) {
                    return Err(doubt.steps_or_step(first, step));
                }
                entry.steps.push(word.to_owned());
                Ok(1)
            }
            (None, Some(_)) if self.names.is_whole(word) && !is_number(word) => Ok(0),
            (None, Some(field)) if !others.is_empty() => Err(doubt.value_or_task(field, word, 1, &others)),
            (None, Some(field)) => {
                // A list of steps must not be recorded as text, since the tick would then complete all steps.
                if let (FieldKind::Text { .. }, Some(steps)) = (&field.kind, steps::listed(task, word)) {
                    return Err(doubt.steps_or_value(steps, field));
                }
                // 25秒 is rather the value of a field with that unit.
                if let (FieldKind::Text { .. }, Some(other)) = (&field.kind, with_its_unit(task, word)) {
                    return Err(doubt.value_or_value(field, other));
                }
                // The mistyped name of a task must not be recorded as text.
                if let (FieldKind::Text { .. }, Match::None(near)) = (&field.kind, self.names.find(word))
                    && !near.is_empty()
                {
                    return Err(target::unknown(self.typed.app, word, &near).also(doubt.as_value(field)));
                }
                entry.values.push((field.id.clone(), word.to_owned()));
                Ok(1)
            }
            // After a task, a number or a single character is a value or an error, never a task with it in its title.
            (None, None) if is_short(word, next) && !self.names.is_whole(word) => {
                Err(doubt.or_tasks(self.unreadable(&doubt, next), &others))
            }
            (None, None) if self.glued_to_task(word).is_some() => Ok(0),
            (None, None) if ids.is_empty() && is_before_number && fields_with(task, word) > 1 => {
                Err(unknown_field(task, word))
            }
            (None, None) if ids.is_empty() => Err(self.unreadable(&doubt, next)),
            // Another part of the same title, before a number, may be meant as one of several fields: 当天目标 完成 9800.
            (None, None)
                if ids == [task.id.as_str()] && task.fields.len() > 1 && is_before_number && !names_slot(word) =>
            {
                Err(self.unreadable(&doubt, next))
            }
            // The second word of a text must not tick a task that has it in its title.
            (None, None) if !names_slot(word) && !self.names.is_whole(word) && doubt.as_joined().is_some() => {
                Err(doubt.joined_or_task(&others))
            }
            (None, None) => Ok(0),
        }
    }

    /// Adds to the error for a word that names no task the commands for the steps of that name.
    fn or_steps(&self, failure: Failure, at: usize) -> Failure {
        let word = self.typed.words[at];
        let is_unknown = meant(self.names, word).is_empty();
        let with_step = || self.names.tasks.iter().filter_map(|task| Some((task, find_step(task, word)?)));
        let ids: Vec<&str> = with_step().filter(|_| is_unknown).map(|(task, _)| task.id.as_str()).collect();
        let planned = self.names.having_window(&ids, &Selector::Current);
        let meant = with_step().filter(|(task, _)| planned.contains(&task.id.as_str()));
        meant.fold(failure, |failure, (task, step)| {
            let line = self.typed.instead(at, [task.id.as_str()]).more("step", step.to_string());
            failure.also(text::reading_step(cells::clean(&task.title), step, &line))
        })
    }

    /// Reads a word that names no task as one with a number, and a field between them or the only one: 直通车余额900. Returns
    /// the ids of the task and the field, and the number; `None` unless there is exactly one reading.
    fn glued_to_task<'w>(&self, word: &'w str) -> Option<(&str, (String, &'w str))> {
        let (said, value) = before_number(word).filter(|_| meant(self.names, word).is_empty())?;
        said.chars().nth(1)?;
        let alone = Some(meant(self.names, said)).filter(|ids| ids.len() == 1).unwrap_or_default();
        let fields =
            self.names.tasks.iter().flat_map(|task| task.fields.iter().map(|field| (&*task.id, &**task, field)));
        let mut found = fields.filter(|(id, task, field)| {
            let of_task = said.strip_suffix(&*field.title).filter(|name| !name.is_empty());
            let is_only = task.fields.len() == 1 && alone.contains(id);
            let is_named = || is_only || of_task.is_some_and(|name| meant(self.names, name).contains(id));
            takes_number(field, value) && is_named()
        });
        let (id, _, field) = found.next().filter(|_| found.next().is_none())?;
        Some((id, (field.id.clone(), value)))
    }

    /// Refuses a day or a time where a task or a value is expected, which a title or a text may contain.
    fn check_no_moment(&self, at: usize, text: Option<&Field>) -> Result<(), Failure> {
        let word = self.typed.words[at];
        if is_number(word) || self.names.is_whole(word) {
            return Ok(());
        }
        let (option, said) = match (parse_day(word, self.day, Lean::Nearest), parse_clock(word)) {
            (Ok(_), _) => ("on", text::day_for_a_task(word)),
            (_, Ok(_)) => ("at", text::time_for_a_task(word)),
            _ => return Ok(()),
        };
        let line = self.typed.instead::<&str>(at, []).option(option, word);
        let failure = Failure::usage(said).also(Text::of(|_| line.to_string()));
        let as_text = |field: &Field| {
            let line = self.typed.instead(at, [format!("{}={word}", field.id)]);
            Text::of(|lang| say::reading_value(lang, field.name(lang), &line))
        };
        Err(text.map(as_text).into_iter().fold(failure, Failure::also))
    }

    /// Refuses a word from within the title of a task that is the complete title of one of the task's steps: only that
    /// step may be meant. A word with which the title begins names the task, as in `400电话`.
    fn check_whole(&self, entry: &Entry) -> Result<(), Failure> {
        let word = self.typed.words[entry.at];
        let of_task = |target: &Target| self.names.tasks.iter().copied().find(|task| task.id == target.task);
        let [target] = entry.targets.as_slice() else { return Ok(()) };
        // Of several tasks with the word, the user picked this one.
        if matches!(self.names.find(word), Match::Several(_)) {
            return Ok(());
        }
        let is_start = |task: &&Task| folded(&task.title).starts_with(&*folded(word));
        let Some(task) = of_task(target).filter(|task| !is_start(task) && !self.names.is_whole(word)) else {
            return Ok(());
        };
        let titles = task.steps.iter().map(|step| step.title.as_deref().map(folded));
        let step = (1..).zip(titles).find(|(_, title)| title.as_deref() == Some(&*folded(word)));
        match step.filter(|_| entry.steps.is_empty() && !self.typed.has("step")) {
            None => Ok(()),
            Some((step, _)) => {
                let doubt = Word { typed: self.typed, task, from: entry.at, at: entry.at, last: None };
                Err(doubt.whole_or_step(step))
            }
        }
    }

    /// The error for a word that is neither a task nor a step or value of the preceding task.
    fn unreadable(&self, word: &Word, next: Option<&Field>) -> Failure {
        let text = self.typed.words[word.at];
        if begins_as_number(text) {
            match next.map(|field| field.parse(text)) {
                Some(Err(refusal)) => return Failure::usage(refusal),
                None if !word.task.fields.is_empty() => return word.too_many(),
                _ => {}
            }
        }
        let near = match self.names.find(text) {
            Match::None(near) => near,
            _ => Vec::new(),
        };
        word.unreadable(target::unknown(self.typed.app, text, &near), next)
    }
}

fn names_slot(word: &str) -> bool {
    word.contains(['@', '＠'])
}

/// Reads a field and its value: `spend=320`, `余额：320`, `balance = 320`. Returns both and the number of words they
/// take; `None` if the words do not begin with a field.
fn named<'t>(task: &'t Task, words: &[&str]) -> Option<(&'t Field, String, usize)> {
    let (first, rest) = words.split_first()?;
    let signs = first.char_indices().take_while(|(at, _)| *at <= LONGEST_NAME).filter(|(_, c)| SIGNS.contains(c));
    let within = signs.map(|(at, sign)| (&first[..at], &first[at + sign.len_utf8()..])).find_map(|(name, value)| {
        let field = task.field(name.trim())?;
        Some((field, value, 1))
    });
    // A part of a field's title is only accepted before `=`, since text may contain a colon.
    let part = || {
        let (name, value) = first.split_once(['=', '＝'])?;
        Some((find_field(task, name)?, value, 1))
    };
    // The complete name of a field is read as the field, even if it could be text; not if it is the only value.
    let is_name = |field: &&Field| task.fields.len() > 1 || field.parse(first).is_err();
    let named = || Some((task.field(first.trim()).filter(is_name)?, *rest.first()?, 2));
    let apart = || {
        let value = rest.first()?.strip_prefix(SIGNS)?;
        Some((task.field(first.trim())?, value, 2))
    };
    let (field, value, used) = within.or_else(part).or_else(apart).or_else(named).or_else(|| glued(task, first))?;
    match words.get(used) {
        Some(next) if value.trim().is_empty() => Some((field, (*next).to_owned(), used + 1)),
        _ => Some((field, value.trim().to_owned(), used)),
    }
}

/// Reads the complete name of a field with a number directly after it, as in `余额900`.
fn glued<'t, 'w>(task: &'t Task, word: &'w str) -> Option<(&'t Field, &'w str, usize)> {
    let (name, value) = before_number(word)?;
    task.field(name).filter(|field| takes_number(field, value)).map(|field| (field, value, 1))
}

/// Reads a part of a field's name and its number, apart or joined: `描述 4.8`, `描述4.8` for 描述相符.
fn partly_named<'t, 'w>(task: &'t Task, words: &[&'w str]) -> Option<(&'t Field, &'w str, usize)> {
    let (name, value, used) = match before_number(words[0]) {
        Some((name, value)) => (name.trim_end_matches(SIGNS), value, 1),
        None => (words[0], *words.get(1)?, 2),
    };
    // A single character must begin the title: 花300 is one for 花费, but 亏320 is no 320 for 店铺盈亏.
    let is_name = |field: &&Field| name.chars().nth(1).is_some() || folded(&field.title).starts_with(name);
    find_field(task, name).filter(is_name).filter(|field| takes_number(field, value)).map(|field| (field, value, used))
}

/// Reads the numbers of several fields in one word, in the order of the fields not yet given: `4.8/4.6/4.9`.
fn in_a_row(task: &Task, entry: &Entry, word: &str) -> Option<Vec<(String, String)>> {
    let open = || task.fields.iter().filter(|field| entry.values.iter().all(|(given, _)| *given != field.id));
    let parts: Vec<&str> = word.split(['/', '／', '、', ';', '；', '，', ',']).map(str::trim).collect();
    // 1,20 may be a mistyped 1,200.
    if word.contains(',') && !parts.iter().all(|part| part.contains('.')) {
        return None;
    }
    let is_read = (2..=open().count()).contains(&parts.len())
        && open().next().is_some_and(|field| field.parse(word).is_err())
        && open().zip(&parts).all(|(field, part)| takes_number(field, part));
    is_read.then(|| open().zip(parts).map(|(field, part)| (field.id.clone(), part.to_owned())).collect())
}

/// Returns the field to which a number with a unit belongs.
fn with_its_unit<'t>(task: &'t Task, word: &str) -> Option<&'t Field> {
    let has_unit = |field: &&Field| field.unit.as_deref().is_some_and(|unit| word.ends_with(unit));
    task.fields.iter().filter(has_unit).find(|field| takes_number(field, word))
}

/// Splits a word before the number at its end.
fn before_number(word: &str) -> Option<(&str, &str)> {
    let mut places = word.char_indices().map(|(at, _)| at).take_while(|at| *at <= LONGEST_NAME);
    let from = places.find(|at| begins_as_number(&word[*at..]))?;
    (from > 0).then(|| word.split_at(from))
}

fn takes_number(field: &Field, value: &str) -> bool {
    begins_as_number(value) && !matches!(field.kind, FieldKind::Text { .. }) && field.parse(value).is_ok()
}
