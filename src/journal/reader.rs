//! One command's reading of a checklist's days: each month's folder is listed once, whatever is asked of its days.

use super::error::JournalError;
use super::folder::{Folder, read_day_file, unite};
use super::one_offs::{Search, name_fault};
use super::survey::{self, Listed, Survey};
use super::{DayReading, Journal};
use crate::calendar::{Day, DayRange};
use chrono::Datelike;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// Reads the days of a checklist. A day's files are read anew each time; a file that is made after its month was listed is
/// left to the next reader.
pub struct DayReader {
    journal: Folder,
    checklist: String,
    folder: PathBuf,
    known: RefCell<Known>,
}

/// What was listed so far.
#[derive(Default)]
struct Known {
    survey: Option<Rc<Survey>>,
    months: BTreeMap<(i32, u32), Rc<Listed>>,
}

impl DayReader {
    /// Of a checklist in a journal.
    pub fn new(journal: &Folder, checklist: &str) -> Result<DayReader, JournalError> {
        let (folder, known) = (journal.checklist(checklist)?, RefCell::default());
        Ok(DayReader { journal: journal.clone(), checklist: checklist.to_owned(), folder, known })
    }

    /// See [`Journal::read_day`].
    pub fn day(&self, day: Day) -> Result<DayReading, JournalError> {
        let look = || {
            let month = self.month(day)?;
            let files: Vec<_> = of(&month, day).map(|path| read_day_file(path, &self.checklist, day)).collect();
            let gone = files.iter().find_map(|file| file.gone.clone());
            let gone = gone.or_else(|| month.gone.clone()).inspect(|_| self.forget());
            let mut reading = unite(files.into_iter());
            reading.faults.extend_from_slice(&month.faults);
            Ok((reading, gone))
        };
        survey::settled(look, |reading, fault| reading.faults.push(fault))
    }

    /// See [`Journal::one_offs`].
    pub fn one_offs(&self, range: DayRange) -> Result<Vec<(Day, DayReading)>, JournalError> {
        /// Beyond, one asks which months there are.
        const SHORT: i64 = 63;
        if range.length() > SHORT {
            return self.journal.one_offs(&self.checklist, range);
        }
        let look = || {
            let (mut search, mut found) = (Search::new(), Vec::new());
            for day in range.days() {
                let month = self.month(day)?;
                search.gone = search.gone.take().or_else(|| month.gone.clone());
                let reading = search.day(of(&month, day), &self.checklist, day);
                found.extend(reading.map(|reading| (day, reading)));
            }
            let gone = search.gone.take().inspect(|_| self.forget());
            Ok((found, gone))
        };
        survey::settled(look, |found, fault| name_fault(found, range, fault))
    }

    /// See [`Journal::days`].
    pub fn days(&self, range: DayRange) -> Result<Vec<Day>, JournalError> {
        self.journal.days(&self.checklist, range)
    }

    fn forget(&self) {
        self.known.take();
    }

    fn month(&self, day: Day) -> Result<Rc<Listed>, JournalError> {
        let of = (day.year(), day.month());
        let mut known = self.known.borrow_mut();
        if let Some(month) = known.months.get(&of) {
            return Ok(month.clone());
        }
        let survey = match &known.survey {
            Some(survey) => survey.clone(),
            None => known.survey.insert(Rc::new(Survey::of(&self.folder)?)).clone(),
        };
        let month = Rc::new(survey.month(of)?);
        known.months.insert(of, month.clone());
        Ok(month)
    }
}

/// The files of one day of a month.
fn of(month: &Listed, day: Day) -> impl Iterator<Item = &Path> + Clone {
    let first = month.files.partition_point(|(of, _)| *of < day);
    month.files[first..].iter().take_while(move |(of, _)| *of == day).map(|(_, path)| path.as_path())
}
