//! The tasks that a word of the command line can refer to.

use crate::app::DayBook;
use crate::calendar::Instant;
use crate::checklist::{Checklist, Match, Task, find_among, is_one_off};
use crate::language::{Lang, folded};
use crate::plan::Plan;
use crate::render::{cells, views, words};
use crate::status::Selector;
use std::collections::HashSet;

/// The tasks and one-offs among which a word is searched.
pub struct Names<'a> {
    /// The checklist.
    pub checklist: &'a Checklist,
    /// All tasks, one-offs last.
    pub tasks: Vec<&'a Task>,
    /// The books of the day, one per site; may be empty.
    pub books: &'a [DayBook],
}

impl<'a> Names<'a> {
    /// Collects the tasks of a day at a site.
    pub fn of(book: &'a DayBook) -> Names<'a> {
        Names { checklist: &book.checklist, tasks: book.tasks(), books: std::slice::from_ref(book) }
    }

    /// Collects the tasks of a day at several sites.
    pub fn of_all(books: &'a [DayBook], checklist: &'a Checklist) -> Names<'a> {
        let mut tasks: Vec<&Task> = books.iter().flat_map(DayBook::tasks).collect();
        let mut known = HashSet::new();
        tasks.retain(|task| known.insert(task.id.as_str()));
        Names { checklist, tasks, books }
    }

    /// Collects the tasks of a checklist alone.
    pub fn of_checklist(checklist: &'a Checklist) -> Names<'a> {
        Names { checklist, tasks: checklist.tasks().map(|(_, task)| task).collect(), books: &[] }
    }

    /// Finds the tasks that a word without a slot refers to. If there are several, prefers those done at the sites of
    /// the books.
    pub fn find(&self, word: &str) -> Match<'a> {
        match find_among(&self.tasks, word) {
            Match::Several(ids) => {
                let here = |id: &&str| self.books.iter().any(|book| has(book, id));
                match ids.iter().copied().filter(here).collect::<Vec<_>>().as_slice() {
                    [] => Match::Several(ids),
                    [id] => Match::One(id),
                    several => Match::Several(several.to_vec()),
                }
            }
            found => found,
        }
    }

    /// Whether a word without a slot is the whole id or title of a task.
    pub fn is_whole(&self, word: &str) -> bool {
        let word = folded(word);
        self.tasks.iter().any(|task| task.id == *word || folded(&task.title) == word)
    }

    /// Whether a word, with or without a slot, is an id or a title, or their beginning, and not only a part of a title.
    pub fn is_beginning(&self, word: &str) -> bool {
        let word = word.split(['@', '＠']).next().unwrap_or_default();
        self.tasks.iter().any(|task| begins(task, word))
    }

    /// Returns those of several one-offs with one title that are still to be done; all tasks if there are none.
    pub fn still_open(&self, ids: &[&'a str], now: Instant) -> Vec<&'a str> {
        let titles: HashSet<&str> =
            self.tasks.iter().filter(|task| ids.contains(&&*task.id)).map(|task| task.title.as_str()).collect();
        let is_open = |id: &str, book: &DayBook| {
            let basis = book.basis();
            basis.judge(now).items.iter().any(|item| item.planned.task.id == id && item.status.is_outstanding())
        };
        let is_alike = titles.len() == 1 && ids.iter().all(|id| is_one_off(id));
        let open: Vec<&str> =
            ids.iter().copied().filter(|id| is_alike && self.books.iter().any(|book| is_open(id, book))).collect();
        if open.is_empty() { ids.to_vec() } else { open }
    }

    /// Returns those of several tasks that have a window named by the selector; all of them if none has one.
    pub fn with_window(&self, ids: &[&'a str], selector: &Selector) -> Vec<&'a str> {
        let having = self.having_window(ids, selector);
        if having.is_empty() { ids.to_vec() } else { having }
    }

    /// Returns those of several tasks that have a window named by the selector.
    pub fn having_window(&self, ids: &[&'a str], selector: &Selector) -> Vec<&'a str> {
        let plans = if ids.is_empty() { Vec::new() } else { self.plans() };
        let planned = || plans.iter().flat_map(|plan| &plan.occurrences);
        let has = |id: &str| planned().any(|planned| planned.task.id == id && selector.names(planned));
        ids.iter().copied().filter(|id| has(id)).collect()
    }

    /// Returns what distinguishes a one-off from others with the same title: its day if it is not the book's, its
    /// site if there are several, its window, and its owner.
    pub fn told_apart(&self, key: &str, lang: Lang) -> Vec<String> {
        let plans = self.plans();
        let found = self.books.iter().zip(&plans).find_map(|(book, plan)| {
            plan.occurrences.iter().find(|planned| planned.task.id == key).map(|planned| (book, planned))
        });
        let Some((book, planned)) = found else { return Vec::new() };
        let day = (planned.day != book.day).then(|| words::date(lang, words::said_date(planned)));
        let whose = planned.owner.whose().map(|owner| cells::clean(owner).into_owned());
        let site = if self.books.len() > 1 { views::site_title(&book.checklist, &book.site) } else { None };
        day.into_iter().chain(site).chain([words::window(lang, planned)]).chain(whose).collect()
    }

    /// Whether an instant lies in a window of a task.
    pub fn is_current(&self, id: &str, now: Instant) -> bool {
        let plans = self.plans();
        let mut planned = plans.iter().flat_map(|plan| &plan.occurrences);
        planned.any(|planned| planned.task.id == id && planned.window.contains(&now))
    }

    fn plans(&self) -> Vec<Plan<'_>> {
        self.books.iter().map(DayBook::plan).collect()
    }
}

/// Whether a task's id begins with a word, or its title with a word of two characters or more.
pub fn begins(task: &Task, word: &str) -> bool {
    let word = folded(word);
    let in_title = || word.chars().nth(1).is_some() && folded(&task.title).starts_with(&*word);
    !word.is_empty() && (task.id.starts_with(&*word) || in_title())
}

/// Whether a task is done at the site of a book, or a one-off is in the book.
pub fn has(book: &DayBook, id: &str) -> bool {
    match is_one_off(id) {
        true => book.books().any(|book| book.one_offs.task(id).is_some()),
        false => book.knows_site && book.checklist.task(id).is_some_and(|(_, task)| task.is_at(&book.site)),
    }
}

/// Whether a word, with or without a slot, matches no task. An ambiguous word is not unknown.
pub fn is_unknown(names: &Names, word: &str) -> bool {
    meant(names, word).is_empty()
}

/// Returns the ids of the tasks that a word, with or without a slot, may refer to.
pub fn meant<'a>(names: &Names<'a>, word: &str) -> Vec<&'a str> {
    let word = word.replace('＠', "@");
    let name = word.rsplit_once('@').map_or(word.as_str(), |(name, _)| name);
    let ids = |word: &str| match names.find(word) {
        Match::One(id) => vec![id],
        Match::Several(ids) => ids,
        Match::None(_) => Vec::new(),
    };
    let found = ids(name);
    if found.is_empty() && name != word { ids(&word) } else { found }
}
