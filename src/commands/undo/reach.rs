//! What can be undone: the acts of some days that are still in effect.

use crate::app::{DayBook, Failure, Session};
use crate::calendar::Day;
use crate::journal::{Act, ActId, Fact, Occurrence, fold};
use std::collections::HashSet;

/// The days searched, each at one site.
pub struct Reach {
    pub books: Vec<DayBook>,
}

/// What is still in effect of an act.
#[derive(Clone)]
pub struct Held<'a> {
    /// The index of its book.
    pub at: usize,
    pub act: &'a Act,
    pub facts: Vec<&'a Fact>,
}

impl Reach {
    /// Reads days at the named sites, or at all sites, including those that have left the checklist.
    pub fn read(session: &Session, days: impl IntoIterator<Item = Day>) -> Result<Reach, Failure> {
        let named = session.named_sites()?.filter(|_| !session.is_usual_site());
        let mut books = Vec::new();
        for day in days {
            books.extend(match &named {
                Some(named) if !named.are_all => session.day_at(day, &named.ids)?,
                _ => session.day_everywhere(day)?,
            });
        }
        Ok(Reach { books })
    }

    /// A day at a site, and the earlier days whose one-offs are carried into it or were fetched.
    pub fn of(mut book: DayBook) -> Reach {
        let carried = std::mem::take(&mut book.carried);
        Reach { books: std::iter::once(book).chain(carried).collect() }
    }

    /// What is in effect, by act.
    pub fn held(&self) -> Vec<Held<'_>> {
        let mut held = Vec::new();
        // A carried one-off is in the book of its own day too.
        let mut known: HashSet<ActId> = HashSet::new();
        for (at, book) in self.books.iter().enumerate() {
            let facts = fold(&book.acts);
            let live = facts.live_acts().filter(|(act, _)| known.insert(act.id));
            held.extend(live.map(|(act, facts)| Held { at, act, facts }));
        }
        held.sort_by_key(|it| it.act.id);
        held
    }
}

impl<'a> Held<'a> {
    /// The occurrences it is about, each once.
    pub fn occurrences(&self) -> Vec<&'a Occurrence> {
        let mut known = HashSet::new();
        let all = self.facts.iter().filter_map(|fact| fact.occurrence());
        all.filter(|of| known.insert(*of)).collect()
    }

    /// Its facts about some occurrences.
    pub fn of(&self, occurrences: &[&Occurrence]) -> Vec<&'a Fact> {
        let is_of = |fact: &&&Fact| fact.occurrence().is_some_and(|of| occurrences.contains(&of));
        self.facts.iter().filter(is_of).copied().collect()
    }
}
