//! One-offs of other days: those carried into a day, and those fetched into it by their keys.

use super::Session;
use crate::app::Failure;
use crate::app::day_book::DayBook;
use crate::calendar::{Day, DayRange, Instant};
use crate::checklist::Task;
use crate::journal::Act;
use crate::plan::LONGEST_CARRY;
use crate::status::{Item, Status, judge};
use chrono::Days;
use std::collections::HashSet;

impl Session<'_> {
    /// The days of a range that have one-offs at some sites, site by site, with what was said of them and nothing else.
    pub fn one_offs<S: AsRef<str>>(&self, range: DayRange, sites: &[S]) -> Result<Vec<DayBook>, Failure> {
        let said = self.said_of_one_offs(range)?;
        let books = sites.iter().flat_map(|site| self.books_of(&said, site.as_ref()));
        // Before sites were named there was one day for all of them.
        let mut known = HashSet::new();
        Ok(books.filter(|book| known.insert((book.day, book.site.clone()))).collect())
    }

    /// What was said on the days of a range that have one-offs, at all sites: the journal is searched once for them.
    fn said_of_one_offs(&self, range: DayRange) -> Result<Vec<(Day, Vec<Act>)>, Failure> {
        let found = self.recorded.one_offs(range)?;
        Ok(found.into_iter().map(|(day, reading)| (day, self.taken(reading))).collect())
    }

    fn books_of(&self, said: &[(Day, Vec<Act>)], site: &str) -> Vec<DayBook> {
        let book = |(day, acts): &(Day, Vec<Act>)| {
            // A one-off asks little of a checklist: where that of its day is lost, today's will do.
            let at = self.checklist_at(*day, site).unwrap_or_else(|_| Some((self.checklist.clone(), site.to_owned())));
            let (checklist, site) = at?;
            let acts = acts.iter().filter(|act| act.site == site).cloned().collect();
            Some(DayBook::new(checklist, *day, site, acts)).filter(|book| !book.one_offs.tasks().is_empty())
        };
        said.iter().filter_map(book).collect()
    }

    /// Takes into the books of a day the one-offs carried into it: those of the month before that were not done before
    /// it began, and had not lapsed by then. Nothing is carried into days to come. One day more is looked at: what was
    /// carried longest from it lapsed, undone, when the day began.
    pub fn carry(&self, books: &mut [DayBook]) -> Result<(), Failure> {
        let Some(day) = books.first().map(|book| book.day).filter(|day| *day <= self.today) else { return Ok(()) };
        let before = day.checked_sub_days(Days::new(u64::from(LONGEST_CARRY) + 1)).zip(day.pred_opt());
        let Some((first, last)) = before else { return Ok(()) };
        let said = self.said_of_one_offs(DayRange { first, last })?;
        for book in books {
            let began = book.checklist.clock.bounds(day).start;
            for mut earlier in self.books_of(&said, &book.site) {
                let (open, just_lapsed) = open_at(&earlier, began);
                earlier.one_offs.retain(|task, _| open.contains(&task.id) && book.task(&task.id).is_none());
                book.just_lapsed += just_lapsed;
                book.carried.extend(Some(earlier).filter(|earlier| !earlier.one_offs.tasks().is_empty()));
            }
        }
        Ok(())
    }

    /// Takes the one-offs of certain keys, of whatever day at some sites, into a day: each into the book of its site, those
    /// of a day before sites were named into the first.
    pub fn fetch<S: AsRef<str>>(
        &self,
        books: &mut [DayBook],
        sites: &[S],
        is_meant: impl Fn(&Task) -> bool,
    ) -> Result<(), Failure> {
        for mut other in self.one_offs(DayRange { first: Day::MIN, last: Day::MAX }, sites)? {
            let at = books.iter().position(|book| book.site == other.site).unwrap_or(0);
            let Some(book) = books.get_mut(at) else { continue };
            other.one_offs.retain(|task, _| is_meant(task) && book.task(&task.id).is_none());
            book.carried.extend(Some(other).filter(|other| !other.one_offs.tasks().is_empty()));
        }
        Ok(())
    }
}

/// The keys of a day's one-offs that were open when a later day began, and how many lapsed, undone, at that moment.
fn open_at(book: &DayBook, began: Instant) -> (HashSet<String>, usize) {
    let (plan, facts) = (book.plan_of_one_offs(), book.facts());
    let state = judge(&plan, &facts, began);
    let closed = |item: &Item| {
        let ruling = item.facts.and_then(|facts| facts.ruling.as_ref()).map(|ruling| ruling.claimed);
        let done = item.completion.as_ref().map(|done| done.claimed);
        done.or(ruling).is_some_and(|at| at.to_utc() < began)
    };
    let left = || state.items.iter().filter(|item| !closed(item));
    let open = left().filter(|item| item.planned.lapse > began).map(|item| item.planned.task.id.clone());
    let lapsed = left().filter(|item| item.planned.lapse == began && item.status == Status::Missed);
    (open.collect(), lapsed.count())
}
