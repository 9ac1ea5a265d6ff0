//! Finds the task that a typed word refers to.

use super::{Checklist, Field, Step, Task};
use crate::language::{folded, plain_char, unaccented};
use ib_pinyin::matcher::PinyinMatcher;
use ib_pinyin::pinyin::{PinyinData, PinyinNotation};
use std::borrow::Cow;
use std::sync::LazyLock;

/// The tasks that a word matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Match<'a> {
    /// Exactly one task, by its id.
    One(&'a str),
    /// Several tasks that match equally well, in file order.
    Several(Vec<&'a str>),
    /// No task matches; holds the ids most similar to the word.
    None(Vec<&'a str>),
}

/// Finds the task that a word refers to. Kinds of match are tried in turn, and the first with any match decides: exact
/// id, exact title, prefix of an id, part of an id or title, pinyin or pinyin initials of part of a title, and pinyin
/// with an unfinished last syllable. Ignores case, character width and the Unicode form of accents. A single letter or
/// digit only matches a whole id or title or the prefix of an id; other digits only match a whole number.
pub fn find_task<'a>(checklist: &'a Checklist, word: &str) -> Match<'a> {
    find_among(&checklist.tasks().map(|(_, task)| task).collect::<Vec<_>>(), word)
}

/// Finds the task that a word refers to among checklist tasks and one-offs. The key of a one-off only matches a word
/// that starts with its mark `+`, because the rest of the key is arbitrary.
pub fn find_among<'a>(tasks: &[&'a Task], word: &str) -> Match<'a> {
    let word = folded(word);
    let word = word.trim();
    if word.is_empty() {
        return Match::None(Vec::new());
    }
    let tiers: [&dyn Fn(&Task) -> bool; 3] =
        [&|task| task.id == word, &|task| folded(&task.title) == word, &|task| task.id.starts_with(word)];
    let by_part = || {
        found(tasks, |task| (!task.is_one_off() && has_part(&task.id, word)) || has_part(&folded(&task.title), word))
            .or_else(|| by_pinyin(tasks, word))
    };
    tiers
        .iter()
        .find_map(|tier| found(tasks, tier))
        .or_else(|| says_something(word).then(by_part).flatten())
        .unwrap_or_else(|| Match::None(nearest(tasks, word)))
}

/// Whether a word is specific enough to be searched for within ids and titles: at least two letters or digits, or one
/// Hanzi or emoji.
fn says_something(word: &str) -> bool {
    let is_word = |c: char| c >= '\u{2e80}' && !('\u{3000}'..='\u{303f}').contains(&c);
    word.contains(is_word) || word.chars().filter(|c| c.is_alphanumeric()).count() > 1
}

/// Whether a text contains this part. Digits only match a number that has no digit or ASCII letter next to it, so that
/// the count in `undo 12` does not match the task `r12-links`.
fn has_part(text: &str, part: &str) -> bool {
    if !part.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.contains(part);
    }
    text.match_indices(part).any(|(at, _)| {
        let beside = [text[..at].chars().next_back(), text[at + part.len()..].chars().next()];
        !beside.into_iter().flatten().any(|c| c.is_ascii_alphanumeric())
    })
}

/// Returns the number of the only step whose title equals a word or, if no title does, contains it. `None` if no step
/// or several steps match.
pub fn find_step(task: &Task, word: &str) -> Option<u16> {
    let word = folded(word);
    let word = word.trim();
    let tiers: [&dyn Fn(&str) -> bool; 2] =
        [&|title| title == word, &|title| says_something(word) && has_part(title, word)];
    let found = |tier: &&dyn Fn(&str) -> bool| {
        let is_meant = |step: &Step| step.title.as_deref().is_some_and(|title| tier(&folded(title)));
        (1..).zip(&task.steps).filter(|(_, step)| is_meant(step)).map(|(number, _)| number).collect::<Vec<u16>>()
    };
    match *tiers.iter().map(found).find(|steps| !steps.is_empty())?.as_slice() {
        [only] => Some(only),
        _ => None,
    }
}

/// Returns the only field of a task whose id starts with a word or whose title contains it. `None` if no field or
/// several fields match.
pub fn find_field<'a>(task: &'a Task, word: &str) -> Option<&'a Field> {
    let word = folded(word);
    let word = word.trim();
    let is_meant = |field: &&Field| field.id.starts_with(word) || has_part(&folded(&field.title), word);
    let mut found = task.fields.iter().filter(is_meant);
    found.next().filter(|_| says_something(word) && found.next().is_none())
}

/// Returns each task's id in file order, with the shortest prefix that [`find_task`] resolves to that task: no other id
/// starts with it and no other title equals it.
pub fn short_ids(checklist: &Checklist) -> Vec<(&str, &str)> {
    let ids: Vec<&str> = checklist.tasks().map(|(_, task)| task.id.as_str()).collect();
    let mut sorted = ids.clone();
    sorted.sort_unstable();
    let titles = titles_like_ids(checklist);
    ids.into_iter()
        .map(|id| {
            let at = sorted.partition_point(|other| *other < id);
            // In sorted order, the neighbours share the longest prefix with this id.
            let neighbours = [at.checked_sub(1), at.checked_add(1)].into_iter().flatten();
            let shared = neighbours.filter_map(|at| sorted.get(at)).map(|other| common_prefix(id, other)).max();
            let distinct = shared.unwrap_or(0) + 1..id.len();
            let short = distinct.filter_map(|length| id.get(..length)).find(|prefix| !is_taken(&titles, prefix, id));
            (id, short.unwrap_or(id))
        })
        .collect()
}

/// Returns the tasks that satisfy `tier`, which is one kind of match; `None` if there are none.
fn found<'a>(tasks: &[&'a Task], tier: impl Fn(&Task) -> bool) -> Option<Match<'a>> {
    let ids: Vec<&str> = tasks.iter().filter(|task| tier(task)).map(|task| task.id.as_str()).collect();
    match *ids.as_slice() {
        [] => None,
        [id] => Some(Match::One(id)),
        _ => Some(Match::Several(ids)),
    }
}

/// Finds tasks by the pinyin of their titles, first with complete syllables. Called last, because the matcher's tables
/// take time to build.
fn by_pinyin<'a>(tasks: &[&'a Task], word: &str) -> Option<Match<'a>> {
    if !is_pinyin(word) {
        return None;
    }
    [false, true].into_iter().find_map(|unfinished| {
        let matcher = PinyinMatcher::builder(word).is_pattern_partial(unfinished).build();
        found(tasks, |task| matcher.is_match(&task.title))
    })
}

/// The pinyin of Hanzi; built on first use, because few commands need it.
static PINYIN: LazyLock<PinyinData> = LazyLock::new(|| PinyinData::new(PinyinNotation::Ascii));

/// Whether two names are easily confused when typing: they differ only in case or accents, the second is the pinyin of
/// the first, or their Hanzi have the same pinyin, such as 小丽 and 小李.
pub fn sounds_like(one: &str, other: &str) -> bool {
    let (bare, word) = (unaccented(one), unaccented(other));
    if !word.is_empty() && (bare == word || is_spelled(one, &word.replace(' ', ""))) {
        return true;
    }
    if one.is_ascii() || other.is_ascii() || one.chars().count() != other.chars().count() {
        return false;
    }
    let data = &PINYIN;
    let has = |c: char, sound: &str| data.get_pinyins(c).any(|own| own.notation(PinyinNotation::Ascii) == Some(sound));
    let sounds = |(a, b): (char, char)| {
        a == b || data.get_pinyins(a).any(|own| own.notation(PinyinNotation::Ascii).is_some_and(|sound| has(b, sound)))
    };
    one.chars().zip(other.chars()).all(sounds)
}

/// Whether a word is the pinyin of a name of Hanzi, written without spaces.
fn is_spelled(name: &str, word: &str) -> bool {
    let Some(c) = name.chars().next() else { return word.is_empty() };
    if c.is_ascii() || !word.is_ascii() {
        return false;
    }
    let behind = |sound| word.strip_prefix(sound).is_some_and(|rest| is_spelled(&name[c.len_utf8()..], rest));
    PINYIN.get_pinyins(c).any(|own| own.notation(PinyinNotation::Ascii).is_some_and(behind))
}

/// Whether a word can be pinyin, or pinyin mixed with digits and Hanzi: `ztc`, `400dh`, `直通车ywqf`. Rejects words
/// longer than any title.
fn is_pinyin(word: &str) -> bool {
    let hanzi = '\u{3400}'..='\u{9fff}';
    word.len() <= 256
        && word.contains(|c: char| c.is_ascii_lowercase())
        && word.chars().all(|c| c.is_ascii() || hanzi.contains(&c))
}

/// Returns the ids of up to three tasks that are most similar to a word, most similar first.
fn nearest<'a>(tasks: &[&'a Task], word: &str) -> Vec<&'a str> {
    // No id is longer, and the cost of a comparison grows with the product of both lengths.
    if word.len() > 64 {
        return Vec::new();
    }
    let mut near: Vec<(f64, &str)> = tasks
        .iter()
        .map(|task| {
            (if is_shortened(&task.title, word) { 1.0 } else { strsim::jaro_winkler(word, &task.id) }, task.id.as_str())
        })
        .filter(|(likeness, _)| *likeness >= 0.8)
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0));
    near.truncate(3);
    near.into_iter().map(|(_, id)| id).collect()
}

/// Whether a word of three or more Hanzi is a title with characters left out, as 钻展欠费 is of 钻展有无欠费.
fn is_shortened(title: &str, word: &str) -> bool {
    let title = folded(title);
    let mut left = title.chars();
    word.chars().count() >= 3 && !word.is_ascii() && word.chars().all(|c| left.any(|of_title| of_title == c))
}

/// Returns the titles that could equal the prefix of an id, folded and sorted, each with its task's id. An exact title
/// takes precedence over the prefix of an id, so such a prefix would find the task with that title.
fn titles_like_ids(checklist: &Checklist) -> Vec<(Cow<'_, str>, &str)> {
    // Most titles start with a Hanzi, which ids cannot contain.
    let like_id = |task: &&Task| task.title.chars().next().is_some_and(|c| plain_char(c) < '\u{2e80}');
    let tasks = checklist.tasks().map(|(_, task)| task).filter(like_id);
    let mut titles: Vec<_> = tasks.map(|task| (folded(&task.title), task.id.as_str())).collect();
    titles.sort_unstable();
    titles
}

fn is_taken(titles: &[(Cow<'_, str>, &str)], prefix: &str, id: &str) -> bool {
    let first = titles.partition_point(|(title, _)| **title < *prefix);
    titles[first..].iter().take_while(|(title, _)| *title == prefix).any(|(_, other)| *other != id)
}

/// Returns the length in bytes of the common prefix of two ids.
fn common_prefix(a: &str, b: &str) -> usize {
    a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count()
}
