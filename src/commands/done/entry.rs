//! The words of `ops done`: tasks, each followed by its values; and which steps are meant.

use crate::app::{App, DayBook, Failure};
use crate::checklist::Task;
use crate::commands::names::Names;
use crate::commands::target::{self, Target};
use crate::language::{Text, say};
use crate::status::{Item, Selector};
use std::collections::BTreeMap;

/// A task of the command line with the values that follow it.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Which occurrences.
    pub target: Target,
    /// `FIELD=VALUE` as typed.
    pub values: Vec<(String, String)>,
}

impl Entry {
    /// The entry that means just this occurrence.
    pub fn of(item: &Item) -> Entry {
        let selector = Selector::Slot(item.planned.slot.to_string());
        Entry { target: Target { task: item.planned.task.id.clone(), selector }, values: Vec::new() }
    }
}

/// Reads the words: `FIELD=VALUE` belongs to the task before it.
pub fn entries(app: &App, book: &DayBook, words: &[&str]) -> Result<Vec<Entry>, Failure> {
    let names = Names::of(book);
    let mut entries: Vec<Entry> = Vec::new();
    for word in words {
        let pair = word.split_once(['=', '＝']).map(|(field, value)| (field.trim(), value));
        let before = entries.last().and_then(|entry| book.task(&entry.target.task));
        let is_known = pair.is_some_and(|(name, _)| before.is_some_and(|(_, task)| task.field(name).is_some()));
        let is_task = || target::titled_with('=', &names, word).is_some();
        match (pair.filter(|_| is_known || !is_task()), entries.last_mut()) {
            (Some((field, value)), Some(entry)) => entry.values.push((field.into(), value.into())),
            (Some(_), None) => {
                return Err(
                    Failure::usage(Text::of(|lang| say::value_before_task(lang, word))).hint(Text::of(say::done_hint))
                );
            }
            (None, _) => {
                entries.push(Entry { target: target::target(app, &names, book.day, word)?, values: Vec::new() })
            }
        }
    }
    Ok(entries)
}

/// The values in canonical form; a refused one refuses the whole command.
pub fn checked_values(task: &Task, typed: &[(String, String)]) -> Result<BTreeMap<String, String>, Failure> {
    let mut values = BTreeMap::new();
    for (name, text) in typed {
        let field = task.field(name).ok_or_else(|| unknown_field(task, name))?;
        let value = field.parse(text).map_err(Failure::usage)?;
        values.insert(field.id.clone(), value);
    }
    Ok(values)
}

fn unknown_field(task: &Task, name: &str) -> Failure {
    let known: Vec<&str> = task.fields.iter().map(|field| field.id.as_str()).collect();
    Failure::usage(Text::of(|lang| say::no_such_field(lang, &task.id, name))).hint(Text::of(|lang| {
        if known.is_empty() { say::no_fields(lang, &task.id) } else { say::known_fields(lang, known.join(", ")) }
    }))
}

/// Which steps `--step` means: `3`, `1,2`, `next`, part of a step's title; none given means all.
pub fn steps(task: &Task, item: &Item, words: &[&str]) -> Result<Option<Vec<u16>>, Failure> {
    if words.is_empty() {
        return Ok(None);
    }
    let count = task.steps.len() as u16;
    if count == 0 {
        return Err(Failure::usage(Text::of(|lang| say::no_steps(lang, &task.id))));
    }
    let done = item.steps_done();
    let mut steps = Vec::new();
    for word in words.iter().flat_map(|word| word.split([',', '，', '、'])).map(str::trim) {
        let step = match word {
            "next" if (1..=count).all(|step| done.contains(&step) || steps.contains(&step)) => {
                return Err(Failure::usage(Text::of(|lang| say::no_open_step(lang, &task.id))));
            }
            "next" => (1..=count).find(|step| !done.contains(step) && !steps.contains(step)),
            word => word.parse().ok().filter(|step| (1..=count).contains(step)).or_else(|| titled(task, word)),
        };
        steps.push(step.ok_or_else(|| no_such_step(task, word))?);
    }
    steps.sort_unstable();
    steps.dedup();
    Ok(Some(steps))
}

/// The one step whose title has this part.
fn titled(task: &Task, part: &str) -> Option<u16> {
    let has = |step: &crate::checklist::Step| step.title.as_deref().is_some_and(|title| title.contains(part));
    let mut found = (1..).zip(&task.steps).filter(|(_, step)| !part.is_empty() && has(step)).map(|(number, _)| number);
    found.next().filter(|_| found.next().is_none())
}

fn no_such_step(task: &Task, word: &str) -> Failure {
    let known: Vec<String> = (1..)
        .zip(&task.steps)
        .map(|(number, step): (u16, _)| {
            format!("{number} {}", step.title.as_deref().unwrap_or_default()).trim().to_owned()
        })
        .collect();
    Failure::usage(Text::of(|lang| say::no_such_step(lang, &task.id, word)))
        .hint(Text::of(|lang| say::known_steps(lang, known.join(", "))))
}
