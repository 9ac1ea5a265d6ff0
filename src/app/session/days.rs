//! What was recorded: the days of the journal, each with the checklist that judges it.

use super::Session;
use crate::app::day_book::DayBook;
use crate::app::{Exit, Failure};
use crate::calendar::{Day, DayRange};
use crate::checklist::Checklist;
use crate::journal::{Act, Adoption, DayReading, first_adoption, in_force, in_force_before};
use crate::language::{Text, say};
use crate::plan::{Since, plan};
use rustc_hash::FxHashMap;
use std::iter::successors;
use std::rc::Rc;

/// A site as the day's checklist knows it, and whether it does. Before sites were named there was one day for all of
/// them: naming sites today changes no day before.
pub(super) fn known_as(checklist: &Checklist, site: &str) -> (String, bool) {
    match checklist.site_ids().as_slice() {
        [""] => (String::new(), true),
        sites => (site.to_owned(), sites.contains(&site)),
    }
}

impl Session<'_> {
    /// A day at a site; `None` where no checklist was in force.
    pub fn day(&self, day: Day, site: &str) -> Result<Option<DayBook>, Failure> {
        Ok(self.day_at(day, &[site])?.pop())
    }

    /// A day at several sites, read once: one book for each.
    pub fn day_at<S: AsRef<str>>(&self, day: Day, sites: &[S]) -> Result<Vec<DayBook>, Failure> {
        let mut books: Vec<DayBook> = Vec::new();
        for site in sites {
            let Some(checklist) = self.checklist_on(day)? else { continue };
            let (site, knows_site) = known_as(&checklist, site.as_ref());
            // Before sites were named there was one day for all of them.
            if books.iter().all(|book| book.site != site) {
                let since = self.since(day, &checklist, &site);
                books.push(DayBook { since, knows_site, ..DayBook::new(checklist, day, site, Vec::new()) });
            }
        }
        books.iter_mut().filter(|book| !book.knows_site).for_each(|book| self.name_gone(book));
        let Some(first) = books.first() else { return Ok(books) };
        let checklist = first.checklist.clone();
        let known = checklist.site_ids();
        let at: FxHashMap<String, usize> = books.iter().enumerate().map(|(at, book)| (book.site.clone(), at)).collect();
        let acts = self.acts(day)?;
        let is_stray = |act: &Act| !known.contains(&act.site.as_str());
        if books.len() == 1 && acts.iter().all(|act| act.site == books[0].site) {
            books[0].acts = acts;
            books[0].find_one_offs();
            return Ok(books);
        }
        // Shops have much the same to do.
        let usual = acts.len() * 5 / 4 / books.len();
        books.iter_mut().for_each(|book| book.acts.reserve(usual));
        for act in acts {
            match at.get(act.site.as_str()) {
                Some(at) => books[*at].acts.push(act),
                // What was recorded where the checklist knows no site is told once, with the first that it knows.
                None if is_stray(&act) && books[0].knows_site => books[0].strays.push(act),
                None => {}
            }
        }
        books.iter_mut().for_each(DayBook::find_one_offs);
        if !books[0].strays.is_empty() {
            self.name_gone(&mut books[0]);
        }
        Ok(books)
    }

    /// Lets the checklist of a day know what sites were called that it does not have.
    pub fn name_gone(&self, book: &mut DayBook) {
        if book.checklist.gone_sites.is_empty() {
            let gone_sites = [self.gone_sites(), self.checklist.sites.clone()].concat();
            book.checklist = Rc::new(Checklist { gone_sites, ..(*book.checklist).clone() });
        }
    }

    /// The day with which the history of the checklist begins; `None` where it was never adopted.
    pub fn began(&self) -> Option<Day> {
        first_adoption(&self.adoptions).map(|first| first.day)
    }

    /// What counts of a day at a site, where the text that judges it was adopted after it had begun.
    fn since(&self, day: Day, checklist: &Checklist, site: &str) -> Option<Since> {
        let in_force = in_force(&self.adoptions, day);
        let (at, before) = match in_force {
            // The next act will adopt it.
            _ if self.unadopted_on(day).is_some() => (self.now, in_force),
            Some(last) => (last.recorded_at.to_utc(), in_force_before(&self.adoptions, day, last)),
            None => return None,
        };
        if at <= checklist.clock.bounds(day).start {
            return None;
        }
        if before.is_none() {
            return Some(Since::first(at));
        }
        let before = successors(before, |later| in_force_before(&self.adoptions, day, later));
        let before = before.map(|it| (it.recorded_at.to_utc(), self.text_before(it)));
        Some(Since::new(&plan(checklist, site, day, None), at, before))
    }

    /// A text that was in force before another one; that it cannot be read is said, and stops nobody.
    fn text_before(&self, adoption: &Adoption) -> Option<Rc<Checklist>> {
        if self.unread.borrow().contains(&adoption.id) {
            return None;
        }
        let read = self.text(adoption);
        if let Err(failure) = &read {
            self.unread.borrow_mut().insert(adoption.id);
            self.app.warn(failure.text.in_lang(self.app.lang()));
        }
        read.ok()
    }

    /// A day at all the sites of the checklist that judges it.
    pub fn day_at_all_sites(&self, day: Day) -> Result<Vec<DayBook>, Failure> {
        let Some(checklist) = self.checklist_on(day)? else { return Ok(Vec::new()) };
        self.day_at(day, &checklist.site_ids())
    }

    /// A day at a site, for commands that have nothing to do without a checklist.
    pub fn day_in_force(&self, day: Day, site: &str) -> Result<DayBook, Failure> {
        self.day(day, site)?.ok_or_else(|| Failure::new(Exit::Task, Text::of(|lang| say::no_checklist_on(lang, day))))
    }

    /// The acts of a day at all sites. Lines that could not be read are remembered and told at the end.
    pub fn acts(&self, day: Day) -> Result<Vec<Act>, Failure> {
        let reading = self.recorded.day(day)?;
        Ok(self.taken(reading))
    }

    pub(super) fn taken(&self, mut reading: DayReading) -> Vec<Act> {
        reading.acts.iter_mut().for_each(Act::compose_names);
        self.app.faults(reading.faults);
        self.see(super::last_seen(reading.acts.iter().map(|act| act.id)));
        reading.acts
    }

    /// The days of a range for which there may be acts, in order.
    pub fn days_with_acts(&self, range: DayRange) -> Result<Vec<Day>, Failure> {
        Ok(self.recorded.days(range)?)
    }
}
