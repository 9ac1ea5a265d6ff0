//! One-offs of other days: those carried into a day, and those fetched into it by their keys.

use super::Session;
use crate::app::Failure;
use crate::app::day_book::DayBook;
use crate::calendar::{Day, DayRange, Instant};
use crate::checklist::Task;
use crate::journal::Journal;
use crate::plan::LONGEST_CARRY;
use crate::status::{Item, Status, judge};
use chrono::Days;
use std::collections::HashSet;

impl Session<'_> {
    /// The days of a range that have one-offs at a site, with what was said of them and nothing else.
    pub fn one_offs(&self, range: DayRange, site: &str) -> Result<Vec<DayBook>, Failure> {
        let mut books = Vec::new();
        for (day, reading) in self.journal.one_offs(&self.checklist.id, range)? {
            let acts = self.taken(reading);
            // A one-off asks little of a checklist: where that of its day is lost, today's will do.
            let at = self.checklist_at(day, site).unwrap_or_else(|_| Some((self.checklist.clone(), site.to_owned())));
            let Some((checklist, site)) = at else { continue };
            let acts = acts.into_iter().filter(|act| act.site == site).collect();
            let book = DayBook::new(checklist, day, site, acts);
            books.extend(Some(book).filter(|book| !book.one_offs.tasks().is_empty()));
        }
        Ok(books)
    }

    /// Takes into a day the one-offs carried into it: those of the month before that were not done before it began, and
    /// had not lapsed by then. Nothing is carried into days to come.
    pub fn carry(&self, book: &mut DayBook) -> Result<(), Failure> {
        let site = book.site.clone();
        let before = book.day.checked_sub_days(Days::new(LONGEST_CARRY.into())).zip(book.day.pred_opt());
        let Some((first, last)) = before.filter(|_| book.day <= self.today) else { return Ok(()) };
        let began = book.checklist.clock.bounds(book.day).start;
        for mut earlier in self.one_offs(DayRange { first, last }, &site)? {
            let (open, just_lapsed) = open_at(&earlier, began);
            earlier.one_offs.retain(|task, _| open.contains(&task.id) && book.task(&task.id).is_none());
            book.just_lapsed += just_lapsed;
            book.carried.extend(Some(earlier).filter(|earlier| !earlier.one_offs.tasks().is_empty()));
        }
        Ok(())
    }

    /// Takes the one-offs of certain keys, of whatever day, into a day.
    pub fn fetch(&self, book: &mut DayBook, site: &str, is_meant: impl Fn(&Task) -> bool) -> Result<(), Failure> {
        for mut other in self.one_offs(DayRange { first: Day::MIN, last: Day::MAX }, site)? {
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
