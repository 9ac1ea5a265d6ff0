//! The tasks that a word of the command line can mean.

use crate::app::DayBook;
use crate::checklist::{Checklist, Match, Task, find_among};
use std::collections::HashSet;

/// Those of a checklist, and the one-offs there are.
pub struct Names<'a> {
    /// The checklist.
    pub checklist: &'a Checklist,
    /// All of them, one-offs last.
    pub tasks: Vec<&'a Task>,
}

impl<'a> Names<'a> {
    /// Those of a day.
    pub fn of(book: &'a DayBook) -> Names<'a> {
        Names { checklist: &book.checklist, tasks: book.tasks() }
    }

    /// Those of a day at several sites.
    pub fn of_all(books: &'a [DayBook], checklist: &'a Checklist) -> Names<'a> {
        let mut tasks: Vec<&Task> = books.iter().flat_map(DayBook::tasks).collect();
        let mut known = HashSet::new();
        tasks.retain(|task| known.insert(task.id.as_str()));
        Names { checklist, tasks }
    }

    /// Those of a checklist alone.
    pub fn of_checklist(checklist: &'a Checklist) -> Names<'a> {
        Names { checklist, tasks: checklist.tasks().map(|(_, task)| task).collect() }
    }
}

/// Whether a word, with a slot or without, means none of them; several are not none.
pub fn is_unknown(names: &Names, word: &str) -> bool {
    meant(names, word).is_empty()
}

/// The ids of those that a word, with a slot or without, may mean.
pub fn meant<'a>(names: &Names<'a>, word: &str) -> Vec<&'a str> {
    let word = word.replace('＠', "@");
    let name = word.rsplit_once('@').map_or(word.as_str(), |(name, _)| name);
    let ids = |word: &str| match find_among(&names.tasks, word) {
        Match::One(id) => vec![id],
        Match::Several(ids) => ids,
        Match::None(_) => Vec::new(),
    };
    let found = ids(name);
    if found.is_empty() && name != word { ids(&word) } else { found }
}
