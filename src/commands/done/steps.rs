//! Parses the steps of a task.

use crate::app::Failure;
use crate::checklist::{Task, find_step};
use crate::commands::prompt;
use crate::language::{folded, text};
use crate::render::cells;
use crate::status::Item;
use std::borrow::Cow;

/// Returns the steps that a word names by number, such as `3`, `1,2`, `1-3`; `None` if it names none.
pub fn numbered(task: &Task, word: &str) -> Option<Vec<u16>> {
    let places = prompt::picked(word, task.steps.len())?;
    places.into_iter().map(|place| u16::try_from(place + 1).ok()).collect()
}

/// Returns the steps that a word lists: `2,3`, `第2步`, `主图2、主图3`; `None` if any part of it names no step.
pub fn listed(task: &Task, word: &str) -> Option<Vec<u16>> {
    let place = |part: &str| {
        let numbered = numbered(task, &ordinal(part)).filter(|steps| steps.len() == 1).map(|steps| steps[0]);
        numbered.or_else(|| find_step(task, part))
    };
    numbered(task, word).or_else(|| word.split([',', '，', '、']).map(|part| place(part.trim())).collect())
}

/// Returns the number in `第2步`, `第二步`; any other word as it is.
fn ordinal(word: &str) -> Cow<'_, str> {
    let Some(number) = word.strip_prefix('第').and_then(|word| word.strip_suffix('步')) else { return word.into() };
    match "一二三四五六七八九十".chars().position(|numeral| number == numeral.to_string()) {
        Some(at) => (at + 1).to_string().into(),
        None => number.into(),
    }
}

/// Returns the steps that the words name: `3`, `1,2`, `1-3`, `next`, `all`, part of a step's title. `None` means all
/// steps, if there are no words.
pub fn numbers<W: AsRef<str>>(task: &Task, item: &Item, words: &[W]) -> Result<Option<Vec<u16>>, Failure> {
    if words.is_empty() {
        return Ok(None);
    }
    let count = task.steps.len() as u16;
    if count == 0 {
        return Err(Failure::usage(text::no_steps(cells::clean(&task.title))));
    }
    let done = item.steps_done();
    let mut steps = Vec::new();
    for word in words.iter().flat_map(|word| word.as_ref().split([',', '，', '、'])).map(str::trim) {
        let meant = match word {
            "next" if (1..=count).all(|step| done.contains(&step) || steps.contains(&step)) => {
                return Err(Failure::usage(text::no_open_step(cells::clean(&task.title))));
            }
            "next" => (1..=count).find(|step| !done.contains(step) && !steps.contains(step)).map(|step| vec![step]),
            word => numbered(task, &ordinal(word)).or_else(|| Some(vec![find_step(task, word)?])),
        };
        // Tried last, since a step may have such a word as its title.
        let all = || ALL.contains(&&*folded(word)).then(|| (1..=count).collect());
        steps.extend(meant.or_else(all).ok_or_else(|| no_such_step(task, word))?);
    }
    steps.sort_unstable();
    steps.dedup();
    Ok(Some(steps))
}

/// Words that mean all steps.
const ALL: [&str; 2] = ["all", "全部"];

fn no_such_step(task: &Task, word: &str) -> Failure {
    let known: Vec<String> = (1..)
        .zip(&task.steps)
        .map(|(number, step): (u16, _)| {
            format!("{number} {}", step.title.as_deref().unwrap_or_default()).trim().to_owned()
        })
        .collect();
    Failure::usage(text::no_such_step(cells::clean(&task.title), word)).hint(text::known_steps(known.join(", ")))
}
