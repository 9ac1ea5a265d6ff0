//! From what a person types to the task that is meant.

use super::Checklist;

/// What a word matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Match<'a> {
    /// One task, by its id.
    One(&'a str),
    /// Several in the first tier that matched, in the file's order.
    Several(Vec<&'a str>),
    /// None; the ids nearest to the word.
    None(Vec<&'a str>),
}

/// Finds the task meant by a word. The first tier with any match decides: exact id, exact title, prefix of an id,
/// part of an id or title, pinyin or its initials at the start of a title, pinyin or initials anywhere in it.
pub fn find_task<'a>(checklist: &'a Checklist, word: &str) -> Match<'a> {
    let _ = (checklist, word);
    Match::None(Vec::new())
}

/// For each task in the file's order the shortest prefix of its id that no other id begins with.
pub fn short_ids(checklist: &Checklist) -> Vec<(&str, &str)> {
    let _ = checklist;
    Vec::new()
}
