//! Acts in words, as listed by `log` and reported by `undo`.

use super::{Screen, cells, table::Columns, words};
use crate::calendar::{Day, Zone};
use crate::checklist::{Checklist, Task, is_one_off};
use crate::journal::{Act, Fact, Occurrence};
use crate::language::{Lang, say};
use anstyle::Style;

/// Describes one fact: `done: 400电话是否打通 @08:30  花费 320元`.
///
/// `acts` must include the acts an undo may refer to, and those that added the one-offs mentioned.
pub fn fact(lang: Lang, checklist: &Checklist, acts: &[&Act], fact: &Fact) -> String {
    let titled = |of: &Occurrence| occurrences(lang, checklist, acts, std::iter::once(of));
    match fact {
        Fact::Tick { of, steps, values, .. } => {
            let task = checklist.task(&of.task).map(|(_, task)| task);
            let fields = task.map(|task| task.fields.as_slice()).unwrap_or_default();
            let named = |(id, value): (&String, &String)| {
                let field = fields.iter().find(|field| field.id == *id);
                field.map_or(format!("{}={}", cells::clean(id), cells::clean(value)), |field| {
                    super::day::named_value(lang, field, value)
                })
            };
            // Sort the values in the order of the task's fields.
            let mut values: Vec<(&String, &String)> = values.iter().collect();
            values.sort_by_key(|(id, _)| fields.iter().position(|field| field.id == **id).unwrap_or(usize::MAX));
            let values: Vec<String> = values.into_iter().map(named).collect();
            let said = match steps {
                None => say::fact_done(lang, titled(of)),
                Some(steps) if steps.is_empty() => say::fact_values(lang, titled(of)),
                Some(steps) => {
                    let steps: Vec<String> = steps.iter().map(u16::to_string).collect();
                    say::fact_steps(lang, titled(of), steps.join(&say::list_comma(lang)))
                }
            };
            [vec![said], values].concat().join("  ")
        }
        Fact::Skip { of, reason, .. } => say::fact_skip(lang, titled(of), cells::clean(reason)),
        Fact::Excuse { of, reason, .. } => say::fact_excuse(lang, titled(of), cells::clean(reason)),
        Fact::Note { of, text, .. } => say::fact_note(lang, titled(of), cells::clean(text)),
        Fact::Add { of, one_off, .. } => {
            let what = format!("{} @{}", cells::clean(&one_off.title), cells::clean(&of.slot));
            let said = match &one_off.found {
                Some(found) => say::fact_found(lang, &of.task, what, titled(found)),
                None => say::fact_add(lang, &of.task, what),
            };
            let assignee = one_off.assignee.as_ref();
            let assignee = assignee.map(|who| say::for_whom(lang, super::one_off::assignee(checklist, "", who)));
            let note = one_off.note.as_ref().map(|note| say::quoted(lang, cells::clean(note)));
            [Some(said), assignee, note].into_iter().flatten().collect::<Vec<_>>().join("  ")
        }
        Fact::Undo { act, only, reason } => {
            let undone = acts.iter().find(|known| known.id == *act).map(|known| known.facts.as_slice());
            let spoken_of = undone.unwrap_or_default().iter().filter_map(Fact::occurrence);
            let spoken_of = spoken_of.filter(|of| only.as_ref().is_none_or(|only| only == *of));
            let what = occurrences(lang, checklist, acts, spoken_of);
            let what = if what.is_empty() { say::fact_undo_unknown(lang) } else { what };
            let reason = reason.as_ref().map(|reason| say::bracketed(lang, cells::clean(reason)));
            say::fact_undo(lang, what) + &reason.unwrap_or_default()
        }
    }
}

/// Describes several facts. Consecutive facts that differ only in their occurrence are combined; others are described
/// in full.
pub fn facts(lang: Lang, checklist: &Checklist, acts: &[&Act], facts: &[&Fact]) -> String {
    let groups = facts.chunk_by(|one, next| plain(one).is_some() && plain(one) == plain(next));
    let said = groups.flat_map(|group| match (group, plain(group[0])) {
        ([_, _, ..], Some(saying)) => {
            let mut spoken_of: Vec<&Occurrence> = group.iter().filter_map(|fact| fact.occurrence()).collect();
            // Name each task once, even if the rounds of several tasks are interleaved.
            let tasks: Vec<_> = spoken_of.iter().map(|of| of.task.clone()).collect();
            spoken_of.sort_by_key(|of| tasks.iter().position(|task| *task == of.task));
            let what = occurrences(lang, checklist, acts, spoken_of.into_iter());
            vec![match saying {
                Plain::Done => say::fact_done(lang, what),
                Plain::Skipped(reason) => say::fact_skip(lang, what, cells::clean(reason)),
                Plain::Excused(reason) => say::fact_excuse(lang, what, cells::clean(reason)),
            }]
        }
        _ => group.iter().map(|it| fact(lang, checklist, acts, it)).collect::<Vec<_>>(),
    });
    said.collect::<Vec<String>>().join(&say::list_semicolon(lang))
}

/// The kinds of facts that can be combined if they differ only in their occurrence.
#[derive(PartialEq)]
enum Plain<'a> {
    Done,
    Skipped(&'a str),
    Excused(&'a str),
}

fn plain(fact: &Fact) -> Option<Plain<'_>> {
    match fact {
        Fact::Tick { steps: None, values, .. } if values.is_empty() => Some(Plain::Done),
        Fact::Skip { reason, .. } => Some(Plain::Skipped(reason)),
        Fact::Excuse { reason, .. } => Some(Plain::Excused(reason)),
        _ => None,
    }
}

/// Maximum number of tasks named; beyond it, only the number of occurrences is given.
pub const MOST: usize = 12;

/// Lists occurrences by title, grouping the slots of one task: `封锁对手淘宝客 @14:00 @14:30`.
pub fn occurrences<'a>(
    lang: Lang,
    checklist: &Checklist,
    acts: &[&Act],
    all: impl Iterator<Item = &'a Occurrence>,
) -> String {
    let mut said: Vec<(&str, String)> = Vec::new();
    let mut count = 0;
    for of in all {
        let slot = format!(" @{}", cells::clean(&of.slot));
        match said.last_mut() {
            // Do not repeat a slot: a tick and its note refer to the same occurrence.
            Some((task, words)) if *task == of.task && words.ends_with(&slot) => {}
            Some((task, words)) if *task == of.task => words.push_str(&slot),
            _ => said.push((&of.task, title_of(lang, checklist, acts, &of.task) + &slot)),
        }
        count += 1;
    }
    if said.len() > MOST {
        return say::so_many(lang, count);
    }
    let words: Vec<String> = said.into_iter().map(|(_, words)| words).collect();
    words.join(&say::list_comma(lang))
}

/// Returns a task's title, followed by its area or id if other tasks have the same title: `分析结果（直通车推广）`.
pub fn title(lang: Lang, checklist: &Checklist, task: &Task) -> String {
    let told_by = checklist.told_by(task).map(|by| say::bracketed(lang, cells::clean(by)));
    cells::clean(&task.title).into_owned() + &told_by.unwrap_or_default()
}

/// Returns a task's title, or its id if the checklist no longer has it. The title of a one-off is taken from the act
/// that added it.
pub fn title_of(lang: Lang, checklist: &Checklist, acts: &[&Act], task: &str) -> String {
    let added = || {
        acts.iter().flat_map(|act| &act.facts).find_map(|fact| match fact {
            Fact::Add { of, one_off, .. } if of.task == task => Some(one_off.title.as_str()),
            _ => None,
        })
    };
    match checklist.task(task).filter(|_| !is_one_off(task)) {
        Some((_, known)) => title(lang, checklist, known),
        None => cells::clean(added().unwrap_or(task)).into_owned(),
    }
}

/// Returns acts as rows of the log of a day: when, who, what. The flags of an act say which of its facts have been
/// undone; `all` has the acts that these undo, too.
pub fn rows(screen: &Screen, checklist: &Checklist, day: Day, acts: &[(&Act, Vec<bool>)], all: &[&Act]) -> Vec<String> {
    let lang = screen.lang;
    let zone: &Zone = &checklist.clock.zone;
    let mut columns = Columns::default();
    for (act, undone) in acts {
        let recorded = words::clock_time_on(zone, act.recorded(), day);
        let claimed = act.facts.first().and_then(Fact::claimed).map(|at| at.to_utc());
        let claimed = claimed.filter(|at| at.timestamp() / 60 != act.recorded().timestamp() / 60);
        let claimed = claimed.map(|at| say::claimed_at(lang, words::clock_time_on(zone, at, day)));
        for (number, (said, undone)) in act.facts.iter().zip(undone).enumerate() {
            let undone_note = undone.then(|| say::undone(lang));
            let style = if *undone { Style::new().dimmed() } else { Style::new() };
            let said = fact(lang, checklist, all, said);
            let parts: Vec<String> = [Some(said), claimed.clone(), undone_note].into_iter().flatten().collect();
            let first = if number == 0 { recorded.clone() } else { "|".into() };
            columns.row(style, vec![first, cells::clean(&act.by).into_owned(), parts.join("  ")]);
        }
    }
    columns.lines(screen)
}
