//! One command's reading of a checklist's days: each month's folder is listed once, whatever is asked of its days.

use super::error::{Failure, JournalError};
use super::folder::{Folder, read_day_file, unite};
use super::one_offs::Search;
use super::{DayReading, Journal, layout};
use crate::calendar::{Day, DayRange};
use chrono::Datelike;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// The day files in a month's folder, by day and name.
struct Month(Vec<(Day, PathBuf)>);

impl Month {
    /// Lists the month of a day in a checklist's folder.
    fn list(checklist: &Path, day: Day) -> Result<Month, JournalError> {
        let folder = layout::month_folder(checklist, day);
        let files = layout::files_of_month(&folder, day);
        files.map(Month).map_err(JournalError::io(&folder, Failure::List))
    }

    /// The files of one of its days.
    fn of(&self, day: Day) -> impl Iterator<Item = &Path> + Clone {
        let first = self.0.partition_point(|(of, _)| *of < day);
        self.0[first..].iter().take_while(move |(of, _)| *of == day).map(|(_, path)| path.as_path())
    }
}

/// Reads the days of a checklist. A day's files are read anew each time; a file that is made after its month was listed is
/// left to the next reader.
pub struct DayReader {
    journal: Folder,
    checklist: String,
    folder: PathBuf,
    months: RefCell<BTreeMap<(i32, u32), Rc<Month>>>,
}

impl DayReader {
    /// Of a checklist in a journal.
    pub fn new(journal: &Folder, checklist: &str) -> Result<DayReader, JournalError> {
        let (folder, months) = (journal.checklist(checklist)?, RefCell::default());
        Ok(DayReader { journal: journal.clone(), checklist: checklist.to_owned(), folder, months })
    }

    /// See [`Journal::read_day`].
    pub fn day(&self, day: Day) -> Result<DayReading, JournalError> {
        let month = self.month(day)?;
        Ok(unite(month.of(day).map(|path| read_day_file(path, &self.checklist, day))))
    }

    /// See [`Journal::one_offs`].
    pub fn one_offs(&self, range: DayRange) -> Result<Vec<(Day, DayReading)>, JournalError> {
        /// Beyond, one asks which months there are.
        const SHORT: i64 = 63;
        if range.length() > SHORT {
            return self.journal.one_offs(&self.checklist, range);
        }
        let (mut search, mut found) = (Search::new(), Vec::new());
        for day in range.days() {
            let reading = search.day(self.month(day)?.of(day), &self.checklist, day);
            found.extend(reading.map(|reading| (day, reading)));
        }
        Ok(found)
    }

    /// See [`Journal::days`].
    pub fn days(&self, range: DayRange) -> Result<Vec<Day>, JournalError> {
        self.journal.days(&self.checklist, range)
    }

    fn month(&self, day: Day) -> Result<Rc<Month>, JournalError> {
        let of = (day.year(), day.month());
        if let Some(known) = self.months.borrow().get(&of) {
            return Ok(known.clone());
        }
        let month = Rc::new(Month::list(&self.folder, day)?);
        self.months.borrow_mut().insert(of, month.clone());
        Ok(month)
    }
}
