//! The recorded days of the journal, each with the checklist that judges it.

use super::Session;
use crate::app::day_book::DayBook;
use crate::app::{Exit, Failure};
use crate::calendar::{Day, DayRange};
use crate::checklist::Checklist;
use crate::journal::{
    Act, Adoption, DayReader, DayReading, Fault, FaultKind, Journal, first_adoption, in_force, in_force_before, waiting,
};
use crate::language::text;
use crate::plan::{Since, plan};
use rustc_hash::FxHashMap;
use std::iter::successors;
use std::rc::Rc;

/// Returns the id of a site in a day's checklist, and whether the checklist has the site. A checklist without sites has
/// one unnamed site that stands for all, so naming sites today changes no earlier day.
pub(super) fn known_as(checklist: &Checklist, site: &str) -> (String, bool) {
    match checklist.site_ids().as_slice() {
        [""] => (String::new(), true),
        sites => (site.to_owned(), sites.contains(&site)),
    }
}

impl Session<'_> {
    /// Returns the book of a day at a site; `None` if no checklist was in force.
    pub fn day(&self, day: Day, site: &str) -> Result<Option<DayBook>, Failure> {
        Ok(self.day_at(day, &[site])?.pop())
    }

    /// Returns the books of a day at several sites; none if no checklist was in force. The day is read only once.
    pub fn day_at<S: AsRef<str>>(&self, day: Day, sites: &[S]) -> Result<Vec<DayBook>, Failure> {
        let Some(checklist) = self.checklist_on(day)?.filter(|_| !sites.is_empty()) else {
            // The day is read nevertheless, to report its faults.
            self.acts(day)?;
            return Ok(Vec::new());
        };
        let mut known: Vec<(String, bool)> = Vec::new();
        for site in sites {
            let site = known_as(&checklist, site.as_ref());
            // Sites may share one book, because a checklist without sites has one unnamed site.
            if !known.contains(&site) {
                known.push(site);
            }
        }
        Ok(self.books(day, checklist, known, self.acts(day)?))
    }

    /// Returns the books of a day at every site that its checklist has or where something was recorded; none if no
    /// checklist was in force.
    pub fn day_everywhere(&self, day: Day) -> Result<Vec<DayBook>, Failure> {
        let Some(checklist) = self.checklist_on(day)? else { return Ok(Vec::new()) };
        let acts = self.acts(day)?;
        let mut sites: Vec<(String, bool)> =
            checklist.site_ids().into_iter().map(|site| (site.to_owned(), true)).collect();
        for act in &acts {
            if sites.iter().all(|(site, _)| act.site != *site) {
                sites.push((act.site.to_string(), false));
            }
        }
        Ok(self.books(day, checklist, sites, acts))
    }

    /// Creates one book for each site; the flag says whether the checklist has that site.
    fn books(&self, day: Day, checklist: Rc<Checklist>, sites: Vec<(String, bool)>, acts: Vec<Act>) -> Vec<DayBook> {
        let book = |(site, knows_site): (String, bool)| {
            let since = self.since(day, &checklist, &site);
            DayBook { since, knows_site, ..DayBook::new(checklist.clone(), day, site, Vec::new()) }
        };
        let mut books: Vec<DayBook> = sites.into_iter().map(book).collect();
        books.iter_mut().filter(|book| !book.knows_site).for_each(|book| self.name_gone(book));
        let known = checklist.site_ids();
        let at: FxHashMap<String, usize> = books.iter().enumerate().map(|(at, book)| (book.site.clone(), at)).collect();
        let is_stray = |act: &Act| !known.contains(&act.site.as_str());
        if books.len() == 1 && acts.iter().all(|act| act.site == books[0].site) {
            books[0].acts = acts;
            books[0].find_one_offs();
            return books;
        }
        // Reserves space on the assumption that all sites have about the same number of acts.
        let usual = acts.len() * 5 / 4 / books.len();
        books.iter_mut().for_each(|book| book.acts.reserve(usual));
        for act in acts {
            match at.get(act.site.as_str()) {
                Some(at) => books[*at].acts.push(act),
                // Acts at sites that the checklist does not have are shown once, in the first book if the checklist has
                // its site.
                None if is_stray(&act) && books[0].knows_site => books[0].strays.push(act),
                None => {}
            }
        }
        books.iter_mut().for_each(DayBook::find_one_offs);
        if books.first().is_some_and(|book| !book.strays.is_empty()) {
            self.name_gone(&mut books[0]);
        }
        books
    }

    /// Gives a book the titles of sites that its checklist no longer has, so that they can be shown.
    pub fn name_gone(&self, book: &mut DayBook) {
        if book.checklist.gone_sites.is_empty() {
            let gone_sites = [self.gone_sites(), self.checklist.sites.clone()].concat();
            book.checklist = Rc::new(Checklist { gone_sites, ..(*book.checklist).clone() });
        }
    }

    /// Returns the day of the checklist's first adoption; `None` if it was never adopted.
    pub fn began(&self) -> Option<Day> {
        first_adoption(&self.adoptions).map(|first| first.day)
    }

    /// Returns which windows of a day at a site are required, if the text that judges it was adopted after the day had
    /// begun; `None` if all are.
    fn since(&self, day: Day, checklist: &Checklist, site: &str) -> Option<Since> {
        let in_force = in_force(&self.adoptions, day);
        let (at, before) = match in_force {
            // The text is not adopted yet, so the adoption is taken to happen now.
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

    /// Returns the text of an adoption that was in force before. If the text cannot be read, warns once and returns
    /// `None`.
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

    /// Returns the books of a day at all sites of the checklist that judges it; none if no checklist was in force.
    pub fn day_at_all_sites(&self, day: Day) -> Result<Vec<DayBook>, Failure> {
        let Some(checklist) = self.checklist_on(day)? else { return Ok(Vec::new()) };
        self.day_at(day, &checklist.site_ids())
    }

    /// Returns the book of a day at a site. Fails if no checklist was in force.
    pub fn day_in_force(&self, day: Day, site: &str) -> Result<DayBook, Failure> {
        self.days_in_force(day, &[site]).map(|mut books| books.remove(0))
    }

    /// Like `day_in_force`, at several sites.
    pub fn days_in_force<S: AsRef<str>>(&self, day: Day, sites: &[S]) -> Result<Vec<DayBook>, Failure> {
        let books = self.day_at(day, sites)?;
        match books.is_empty() {
            true => Err(Failure::new(Exit::Task, text::no_checklist_on(day))),
            false => Ok(books),
        }
    }

    /// Returns the acts of a day at all sites. Lines that could not be read are remembered and reported at the end.
    pub fn acts(&self, day: Day) -> Result<Vec<Act>, Failure> {
        let reading = self.recorded.day(day)?;
        Ok(self.taken(day, reading))
    }

    /// Reports the acts of a day whose checklist has not arrived. Reads the adoptions again first, because one may have
    /// been written since this command began.
    fn tell_waiting(&self, day: Day, acts: &[Act]) {
        let now = self.journal.adoptions(&self.checklist.id).map(|read| read.adoptions).unwrap_or_default();
        let acts = waiting(acts.iter(), day, now.iter()).len();
        if acts > 0 {
            let (path, kind) = (self.root.join(&self.checklist.id), FaultKind::Waiting { acts, day });
            self.app.faults(vec![Fault { path, line: None, kind }]);
        }
    }

    /// Returns how many acts of a day wait for a missing checklist; `None` if none do or the day was not read yet.
    pub fn waiting_on(&self, day: Day) -> Option<usize> {
        self.app.known_faults().into_iter().find_map(|fault| match fault.kind {
            FaultKind::Waiting { acts, day: of } if of == day => Some(acts),
            _ => None,
        })
    }

    pub(super) fn taken(&self, day: Day, mut reading: DayReading) -> Vec<Act> {
        let adoptions = self.adoptions.iter().chain(&self.later);
        if !waiting(reading.acts.iter(), day, adoptions).is_empty() {
            self.tell_waiting(day, &reading.acts);
        }
        reading.acts.iter_mut().for_each(Act::compose_names);
        self.app.faults(reading.faults);
        self.latest.set(reading.acts.iter().map(Act::recorded).max().max(self.latest.get()));
        self.see(super::last_seen(reading.acts.iter().map(|act| act.id)));
        reading.acts
    }

    /// Returns the days of a range that may have acts, in order.
    pub fn days_with_acts(&self, range: DayRange) -> Result<Vec<Day>, Failure> {
        Ok(self.recorded.days(range)?)
    }

    /// Reports losses on those days of a range that have no files. Ranges over two years are not checked; `ops verify`
    /// checks them.
    pub fn tell_lost_days(&self, range: DayRange, with_files: &[Day]) -> Result<(), Failure> {
        const MOST: i64 = 732;
        let days = range.days().filter(|day| with_files.binary_search(day).is_err());
        for day in days.filter(|_| range.length() <= MOST) {
            self.app.faults(self.recorded.lost_on(day)?);
        }
        Ok(())
    }

    /// Reports losses on the days of a range whose one-offs may still be open: the last month, today and all days to
    /// come. The lost records may include one-offs.
    pub fn tell_lost_one_offs(&self, range: DayRange) -> Result<(), Failure> {
        let recent = self.recent();
        let range = DayRange { first: range.first.max(recent.first), last: range.last };
        if range.first > range.last {
            return Ok(());
        }
        let with_files = self.days_with_acts(range)?;
        with_files.iter().try_for_each(|day| self.acts(*day).map(drop))?;
        self.tell_lost_days(DayRange { last: range.last.min(self.today), ..range }, &with_files)
    }

    /// Returns, by day, the acts of a range that belong to the checklists in `stranded`, whose adoptions are missing.
    pub fn stranded(&self, range: DayRange) -> Result<Vec<(Day, Vec<Act>)>, Failure> {
        let mut found = Vec::new();
        for id in &self.stranded {
            let reader = DayReader::new(&self.journal, id)?;
            for day in reader.days(range)? {
                let reading = reader.day(day)?;
                self.app.faults(reading.faults);
                found.push((day, reading.acts));
            }
        }
        Ok(found)
    }
}
