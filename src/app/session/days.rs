//! What was recorded: the days of the journal, each with the checklist that judges it.

use super::Session;
use crate::app::day_book::DayBook;
use crate::app::{Exit, Failure};
use crate::calendar::{Day, DayRange, Instant};
use crate::journal::{Act, DayReading, first_adoption};
use crate::language::{Text, say};
use rustc_hash::FxHashMap;

impl Session<'_> {
    /// A day at a site; `None` where nothing is required, as for [`Session::checklist_at`].
    pub fn day(&self, day: Day, site: &str) -> Result<Option<DayBook>, Failure> {
        Ok(self.day_at(day, &[site])?.pop())
    }

    /// A day at several sites, read once: one book for each that the day's checklist knew.
    pub fn day_at<S: AsRef<str>>(&self, day: Day, sites: &[S]) -> Result<Vec<DayBook>, Failure> {
        let mut books: Vec<DayBook> = Vec::new();
        let since = self.since(day);
        for site in sites {
            let Some((checklist, site)) = self.checklist_at(day, site.as_ref())? else { continue };
            // Before sites were named there was one day for all of them.
            if books.iter().all(|book| book.site != site) {
                books.push(DayBook { since, ..DayBook::new(checklist, day, site, Vec::new()) });
            }
        }
        let Some(first) = books.first() else { return Ok(books) };
        let checklist = first.checklist.clone();
        let known = checklist.site_ids();
        let at: FxHashMap<String, usize> = books.iter().enumerate().map(|(at, book)| (book.site.clone(), at)).collect();
        let acts = self.acts(day)?;
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
                // What was recorded where the checklist knows no site is told once, with the first.
                None if !known.contains(&act.site.as_str()) => books[0].strays.push(act),
                None => {}
            }
        }
        books.iter_mut().for_each(DayBook::find_one_offs);
        Ok(books)
    }

    /// When the journal's history begins, where that is on this day.
    fn since(&self, day: Day) -> Option<Instant> {
        match first_adoption(&self.adoptions).filter(|first| first.day <= self.today) {
            Some(first) => (first.day == day).then(|| first.recorded_at.to_utc()),
            None => (self.today == day).then_some(self.now),
        }
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
