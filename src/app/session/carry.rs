//! One-offs of other days: those carried into a day, and those that a command selects.

use super::Session;
use super::days::known_as;
use crate::app::Failure;
use crate::app::day_book::DayBook;
use crate::calendar::{Day, DayRange, Instant};
use crate::checklist::{Checklist, Task};
use crate::journal::{Act, Fact};
use crate::plan::LONGEST_CARRY;
use crate::status::{Item, Status};
use chrono::Days;
use std::collections::{BTreeSet, HashSet};
use std::rc::Rc;

/// For each day that has one-offs, the acts about them at all sites.
type DaysActs = [(Day, Vec<Act>)];

impl Session<'_> {
    /// Returns a book for each day in a range and each given site that has one-offs. The books hold only acts about
    /// one-offs.
    pub fn one_offs<S: AsRef<str>>(&self, range: DayRange, sites: &[S]) -> Result<Vec<DayBook>, Failure> {
        let said = self.said_of_one_offs(range)?;
        let books = sites.iter().flat_map(|site| self.books_of(&said, site.as_ref()));
        Ok(each_once(books))
    }

    /// Like `one_offs`, for every site, including those no longer in today's checklist.
    pub fn all_one_offs(&self, range: DayRange) -> Result<Vec<DayBook>, Failure> {
        let said = self.said_of_one_offs(range)?;
        let books = self.checklist.site_ids().into_iter().flat_map(|site| self.books_of(&said, site));
        Ok(each_once(books.chain(self.books_of_gone(&said, &self.checklist))))
    }

    /// Returns the acts about one-offs on the days of a range. Searches the journal once for all sites.
    fn said_of_one_offs(&self, range: DayRange) -> Result<Vec<(Day, Vec<Act>)>, Failure> {
        let found = self.recorded.one_offs(range)?;
        Ok(found.into_iter().map(|(day, reading)| (day, self.taken(day, reading))).collect())
    }

    fn books_of(&self, said: &DaysActs, site: &str) -> Vec<DayBook> {
        let book = |(day, acts): &(Day, Vec<Act>)| {
            let checklist = self.checklist_of_one_offs(*day);
            let (site, knows_site) = known_as(&checklist, site);
            with_one_offs(checklist, *day, &site, knows_site, acts)
        };
        said.iter().filter_map(book).collect()
    }

    /// Returns the books of sites that have acts but are missing in `later`, the checklist of a later day.
    fn books_of_gone(&self, said: &DaysActs, later: &Checklist) -> Vec<DayBook> {
        let sites = later.site_ids();
        let books = said.iter().flat_map(|(day, acts)| {
            let checklist = self.checklist_of_one_offs(*day);
            let had_no_sites = checklist.sites.is_empty();
            let is_gone = |act: &&Act| !(sites.contains(&act.site.as_str()) || had_no_sites && act.site.is_empty());
            let gone: BTreeSet<&str> = acts.iter().filter(is_gone).map(|act| act.site.as_str()).collect();
            let book = |site: &str| {
                let knows_site = checklist.site_ids().contains(&site);
                let mut book = with_one_offs(checklist.clone(), *day, site, knows_site, acts)?;
                self.name_gone(&mut book);
                Some(book)
            };
            gone.into_iter().filter_map(book).collect::<Vec<_>>()
        });
        books.collect()
    }

    /// Returns the checklist for the one-offs of a day. They need little of it, so today's is used if the day's is lost
    /// or has not arrived yet.
    fn checklist_of_one_offs(&self, day: Day) -> Rc<Checklist> {
        self.checklist_on(day).ok().flatten().unwrap_or_else(|| self.checklist.clone())
    }

    /// Adds to the books of a day the one-offs of the month before that were neither done nor lapsed when the day
    /// began. One-offs of sites that no longer exist go to the first book, unless other sites are named. Nothing is
    /// carried into days to come. The search covers one more day, to count the one-offs that lapsed just when the day
    /// began.
    pub fn carry(&self, books: &mut [DayBook]) -> Result<(), Failure> {
        let Some(day) = books.first().map(|book| book.day).filter(|day| *day <= self.today) else { return Ok(()) };
        let before = day.checked_sub_days(Days::new(u64::from(LONGEST_CARRY) + 1)).zip(day.pred_opt());
        let Some((first, last)) = before else { return Ok(()) };
        let said = self.said_of_one_offs(DayRange { first, last })?;
        for book in books.iter_mut() {
            let earlier = self.books_of(&said, &book.site);
            earlier.into_iter().for_each(|earlier| book.carry(earlier));
        }
        let sites: Vec<String> = books.iter().map(|book| book.site.clone()).collect();
        let named = self.named_sites()?;
        let is_asked_for = |site: &String| named.as_ref().is_none_or(|named| named.has(site));
        let Some(first) = books.first_mut() else { return Ok(()) };
        let checklist = first.checklist.clone();
        // One-offs of this day itself at sites that no longer exist are among the first book's strays.
        let of_day = [(day, first.strays.clone())];
        let gone = self.books_of_gone(&said, &checklist).into_iter().chain(self.books_of_gone(&of_day, &checklist));
        for book in gone.filter(|book| !sites.contains(&book.site) && is_asked_for(&book.site)) {
            let is_moved = |act: &Act| {
                let mut keys = act.facts.iter().filter_map(Fact::occurrence).map(|of| &*of.task);
                act.site == book.site && keys.all(|key| book.one_offs.task(key).is_some())
            };
            first.strays.retain(|act| book.day != day || !is_moved(act));
            first.carry(book);
            self.name_gone(first);
        }
        Ok(())
    }

    /// Adds the one-offs of a range that `is_meant` selects to the books of a day: each to the book of its site, or
    /// else to the first book. Searches the given sites and, unless other sites are named, those that no longer exist.
    pub fn fetch<S: AsRef<str>>(
        &self,
        books: &mut [DayBook],
        sites: &[S],
        range: DayRange,
        is_meant: impl Fn(&Task) -> bool,
    ) -> Result<(), Failure> {
        let said = self.said_of_one_offs(range)?;
        let own = sites.iter().flat_map(|site| self.books_of(&said, site.as_ref()));
        let named = self.named_sites()?;
        let mut gone = self.books_of_gone(&said, &self.checklist);
        gone.retain(|book| named.as_ref().is_none_or(|named| named.has(&book.site)));
        for mut other in each_once(own.chain(gone)) {
            let at = books.iter().position(|book| book.site == other.site).unwrap_or(0);
            let Some(book) = books.get_mut(at) else { continue };
            if book.site != other.site && !other.site.is_empty() {
                self.name_gone(book);
            }
            other.one_offs.retain(|task, _| is_meant(task) && book.task(&task.id).is_none());
            book.carried.extend(Some(other).filter(|other| !other.one_offs.tasks().is_empty()));
        }
        Ok(())
    }
}

impl DayBook {
    /// Adds the one-offs of an earlier day, or of another site, that were open when this day began.
    fn carry(&mut self, mut earlier: DayBook) {
        if earlier.day < self.day {
            let (open, just_lapsed) = open_at(&earlier, self.checklist.clock.bounds(self.day).start);
            earlier.one_offs.retain(|task, _| open.contains(&task.id));
            self.just_lapsed += just_lapsed;
        }
        earlier.one_offs.retain(|task, _| self.task(&task.id).is_none());
        self.carried.extend(Some(earlier).filter(|earlier| !earlier.one_offs.tasks().is_empty()));
    }
}

/// Removes duplicate books. They arise because all sites share one book on days when the checklist had no sites.
fn each_once(books: impl Iterator<Item = DayBook>) -> Vec<DayBook> {
    let mut known = HashSet::new();
    books.filter(|book| known.insert((book.day, book.site.clone()))).collect()
}

/// Returns the book of a day at a site; `None` if it has no one-offs.
fn with_one_offs(checklist: Rc<Checklist>, day: Day, site: &str, knows_site: bool, acts: &[Act]) -> Option<DayBook> {
    let acts = acts.iter().filter(|act| act.site == site).cloned().collect();
    let book = DayBook { knows_site, ..DayBook::new(checklist, day, site.to_owned(), acts) };
    Some(book).filter(|book| !book.one_offs.tasks().is_empty())
}

/// Returns the keys of the one-offs still open at `began`, the start of a day after the book's, and the number that
/// lapsed undone at exactly that instant.
fn open_at(book: &DayBook, began: Instant) -> (HashSet<String>, usize) {
    let basis = book.basis_of(book.plan_of_one_offs());
    let state = basis.judge(began);
    let closed = |item: &Item| {
        let ruling = item.facts.and_then(|facts| facts.ruling.as_ref()).map(|ruling| ruling.source.claimed);
        let done = item.completion.as_ref().map(|done| done.claimed);
        done.or(ruling).is_some_and(|at| at.to_utc() < began)
    };
    let left = || state.items.iter().filter(|item| !closed(item));
    let open = left().filter(|item| item.planned.lapse > began).map(|item| item.planned.task.id.clone());
    let lapsed = left().filter(|item| item.planned.lapse == began && item.status == Status::Missed);
    (open.collect(), lapsed.count())
}
