//! The acts that can be undone: those of the days searched that are still in effect.

use crate::app::{DayBook, Failure, Session};
use crate::calendar::Day;
use crate::journal::{Act, ActId, Fact, Occurrence, fold};
use std::collections::HashSet;

/// The days searched, each at one site.
pub struct Reach {
    pub books: Vec<DayBook>,
}

/// An act and those of its facts that are still in effect.
#[derive(Clone)]
pub struct Held<'a> {
    /// The index of the act's book in `Reach::books`.
    pub at: usize,
    pub act: &'a Act,
    pub facts: Vec<&'a Fact>,
}

impl Reach {
    /// Reads days at the named sites; otherwise at all sites, including those that are no longer in the checklist.
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

    /// Takes a day book apart: the day itself, then the earlier days whose one-offs were carried into it or read for
    /// it.
    pub fn of(mut book: DayBook) -> Reach {
        let carried = std::mem::take(&mut book.carried);
        Reach { books: std::iter::once(book).chain(carried).collect() }
    }

    /// Returns the acts with facts in effect, in the order of their ids.
    pub fn held(&self) -> Vec<Held<'_>> {
        let mut held = Vec::new();
        // Acts on a carried one-off are also in the book of the one-off's own day.
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
    /// Returns the occurrences that the facts are about, each once.
    pub fn occurrences(&self) -> Vec<&'a Occurrence> {
        let mut known = HashSet::new();
        let all = self.facts.iter().filter_map(|fact| fact.occurrence());
        all.filter(|of| known.insert(*of)).collect()
    }

    /// Returns the facts about the given occurrences.
    pub fn of(&self, occurrences: &[&Occurrence]) -> Vec<&'a Fact> {
        let is_of = |fact: &&&Fact| fact.occurrence().is_some_and(|of| occurrences.contains(&of));
        self.facts.iter().filter(is_of).copied().collect()
    }
}
