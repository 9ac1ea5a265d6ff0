//! One command's view of a checklist's adoptions and days: each folder is listed only once.

use super::act::{Act, ActId};
use super::chain::RecordPlace;
use super::error::JournalError;
use super::fault::Fault;
use super::folder::{Folder, read_adopted_file, read_day_file, unite};
use super::losses::{KnownRecord, Link, last_before, links_elsewhere, standing};
use super::one_offs::{OneOffSearch, name_fault};
use super::record::{self, PlacedRecord};
use super::survey::{self, Listed, Survey, month_of};
use super::{AdoptionReading, DayReading, names};
use crate::calendar::{Day, DayRange};
use chrono::Days;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;

/// Reads the adoptions and the days of a checklist. Folders are listed only once, so a file created after that is not
/// seen, but files are read anew each time.
#[derive(Debug)]
pub struct DayReader {
    checklist: String,
    folder: PathBuf,
    known: RefCell<Known>,
    /// Ids of the adoptions that are present.
    adoptions: Vec<ActId>,
    /// References from adoptions to the previous records of their writers.
    adopted: Vec<Link>,
    /// Day → references from its files to records in other files, for the days searched so far.
    links: RefCell<FxHashMap<Day, Rc<Vec<Link>>>>,
    /// Records found whole in the files of a day. Each day of a report looks at the same references of a month.
    whole: RefCell<FxHashSet<(Day, ActId)>>,
}

/// The folders listed so far.
#[derive(Debug, Default)]
struct Known {
    survey: Option<Rc<Survey>>,
    months: BTreeMap<(i32, u32), Rc<Listed>>,
}

/// Number of days searched after a day for references to it, and before a lost record for earlier records: a month.
const REACH: Days = Days::new(31);

impl DayReader {
    /// Creates a reader of a checklist in a journal. Returns an error if the id cannot be a folder's name.
    pub fn new(journal: &Folder, checklist: &str) -> Result<DayReader, JournalError> {
        Ok(DayReader {
            checklist: checklist.to_owned(),
            folder: journal.checklist(checklist)?,
            known: RefCell::default(),
            adoptions: Vec::new(),
            adopted: Vec::new(),
            links: RefCell::default(),
            whole: RefCell::default(),
        })
    }

    /// See [`Journal::adoptions`](super::Journal::adoptions). Also keeps the adoptions' ids and references, with which
    /// [`DayReader::day`] detects missing records.
    pub fn adoptions(&mut self) -> Result<AdoptionReading, JournalError> {
        let look = || {
            let survey = self.survey()?;
            let (mut adoptions, mut faults, mut gone) = (Vec::new(), survey.faults.clone(), survey.gone.clone());
            for path in &survey.adopted {
                let reading = read_adopted_file(path, &self.checklist);
                adoptions.extend(reading.records);
                faults.extend(reading.faults);
                gone = gone.or(reading.gone);
            }
            let adoptions = record::alone(record::unite(adoptions, &mut faults));
            Ok((AdoptionReading { adoptions, faults }, gone.inspect(|_| self.forget())))
        };
        let reading = survey::settled(look, |reading, fault| reading.faults.push(fault))?;
        let path = Arc::new(self.folder.clone());
        self.adoptions = reading.adoptions.iter().map(|adoption| adoption.id).collect();
        self.adopted = reading.adoptions.iter().filter_map(|it| Link::at(it, path.clone(), None)).collect();
        Ok(reading)
    }

    /// See [`Journal::read_day`](super::Journal::read_day).
    pub fn day(&self, day: Day) -> Result<DayReading, JournalError> {
        let look = || {
            let month = self.month(day)?;
            let files: Vec<_> = month.of(day).map(|path| read_day_file(path, &self.checklist, day)).collect();
            let gone = files.iter().find_map(|file| file.gone.clone());
            let gone = gone.or_else(|| month.gone.clone()).inspect(|_| self.forget());
            let (placed, mut faults) = unite(files.into_iter());
            faults.extend_from_slice(&month.faults);
            Ok(((placed, faults), gone))
        };
        let (placed, mut faults) = survey::settled(look, |(_, faults), fault| faults.push(fault))?;
        faults.extend(self.losses(day, &placed)?);
        Ok(DayReading { acts: record::alone(placed), faults })
    }

    /// Returns faults for missing records of a day that has no files.
    pub fn lost_on(&self, day: Day) -> Result<Vec<Fault>, JournalError> {
        self.losses(day, &[])
    }

    /// Returns faults for missing records to which a day's acts refer. Also includes missing records that may belong to
    /// the day and to which files of the following month or adoptions refer.
    fn losses(&self, day: Day, placed: &[PlacedRecord<Act>]) -> Result<Vec<Fault>, JournalError> {
        let is_whole = |found: Option<KnownRecord>| found.is_some_and(|it| it.is_whole);
        let is_here = |id: ActId| placed.binary_search_by_key(&id, |it| it.record.id).is_ok();
        let is_missing = |link: &Link| match link.prev.place {
            // A line that is present but damaged is reported already.
            RecordPlace::Day(of) if of == day => {
                Ok(!is_here(link.prev.id) && self.standing(of, link.prev.id)?.is_none())
            }
            RecordPlace::Day(of) if self.whole.borrow().contains(&(of, link.prev.id)) => Ok(false),
            RecordPlace::Day(of) => {
                let is_whole = is_whole(self.standing(of, link.prev.id)?);
                is_whole.then(|| self.whole.borrow_mut().insert((of, link.prev.id)));
                Ok(!is_whole)
            }
            // A missing adoption is reported with the acts made under it.
            RecordPlace::Adopted if link.is_under || self.adoptions.contains(&link.prev.id) => Ok(false),
            RecordPlace::Adopted => {
                let survey = self.survey()?;
                Ok(!is_whole(standing(survey.adopted.iter().map(PathBuf::as_path), link.prev.id)))
            }
        };
        let mut missing: BTreeMap<ActId, Link> = BTreeMap::new();
        // Usually an act refers to the act before it in the list, which is therefore not missing.
        let follows = |at: usize, id: ActId| at > 0 && placed[at - 1].record.id == id;
        for (at, it) in placed.iter().enumerate() {
            let prev = it.record.links.and_then(|links| links.prev);
            let Some(link) = prev.filter(|prev| !follows(at, prev.id)).and_then(|_| Link::of(it)) else { continue };
            if is_missing(&link)? {
                missing.entry(link.prev.id).or_insert(link);
            }
        }
        for links in self.later_links(day)? {
            for link in &*links {
                let touches = match link.prev.place {
                    RecordPlace::Day(of) if of == day => true,
                    RecordPlace::Day(of) => of > day && !missing.contains_key(&link.prev.id),
                    RecordPlace::Adopted => false,
                };
                if touches && is_missing(link)? && self.touches(link, day)? {
                    missing.entry(link.prev.id).or_insert_with(|| link.clone());
                }
            }
        }
        missing.into_values().map(|link| Ok(link.lost(self.last_before(&link)?.map(|(_, id)| id)))).collect()
    }

    /// Looks for a record in the files of a day. If it is not found whole, the folder is listed again, because the
    /// record may have been written after the first listing.
    fn standing(&self, day: Day, id: ActId) -> Result<Option<KnownRecord>, JournalError> {
        match standing(self.month(day)?.of(day), id).filter(|it| it.is_whole) {
            Some(found) => Ok(Some(found)),
            None => Ok(standing(Survey::of(&self.folder)?.month(month_of(day))?.of(day), id)),
        }
    }

    /// Returns references that may reveal missing records of a day: those from adoptions to the day, and those from
    /// files of the month after it to records in other files.
    fn later_links(&self, day: Day) -> Result<Vec<Rc<Vec<Link>>>, JournalError> {
        let adopted = self.adopted.iter().filter(|it| it.prev.place == RecordPlace::Day(day)).cloned();
        let mut links = vec![Rc::new(adopted.collect())];
        let Some(last) = day.checked_add_days(REACH) else { return Ok(links) };
        for later in day.iter_days().skip(1).take_while(|later| *later <= last) {
            links.extend(self.links_of(later)?);
        }
        Ok(links)
    }

    /// Returns the references from a day's files to records in other files; `None` if the day's month has no folder. It
    /// has usually not begun, so no renamed folder is searched for.
    fn links_of(&self, day: Day) -> Result<Option<Rc<Vec<Link>>>, JournalError> {
        if let Some(known) = self.links.borrow().get(&day) {
            return Ok(Some(known.clone()));
        }
        if !self.survey()?.knows(day) {
            return Ok(None);
        }
        let links = Rc::new(links_elsewhere(self.month(day)?.of(day), &self.checklist, day));
        self.links.borrow_mut().insert(day, links.clone());
        Ok(Some(links))
    }

    /// Whether a lost record, or one lost before it, may belong to `day`: the writer's last present record before the
    /// loss is not about a later day.
    fn touches(&self, link: &Link, day: Day) -> Result<bool, JournalError> {
        Ok(link.prev.place == RecordPlace::Day(day) || self.last_before(link)?.is_none_or(|(of, _)| of <= day))
    }

    /// Returns the day and id of the writer's last present record before the lost one. Searches back one month; `None`
    /// if there is none, if the writer is not known, or for a lost adoption.
    fn last_before(&self, link: &Link) -> Result<Option<(Day, ActId)>, JournalError> {
        let (RecordPlace::Day(lost), Some(writer)) = (link.prev.place, link.writer()) else { return Ok(None) };
        let first = lost.checked_sub_days(REACH).unwrap_or(lost);
        for day in std::iter::successors(Some(lost), Day::pred_opt).take_while(|day| *day >= first) {
            let month = self.month(day)?;
            let own = month.of(day).filter(|path| names::writer_of(path) == writer);
            if let Some(id) = last_before(own, Some(link.prev.id)) {
                return Ok(Some((day, id)));
            }
        }
        Ok(None)
    }

    /// See [`Journal::one_offs`](super::Journal::one_offs).
    pub fn one_offs(&self, range: DayRange) -> Result<Vec<(Day, DayReading)>, JournalError> {
        /// Maximum length, in days, of a range whose months are listed one by one.
        const SHORT: i64 = 63;
        let look = || {
            let (mut search, mut found) = (OneOffSearch::new(), Vec::new());
            let mut search_day = |listed: &Listed, day: Day| {
                search.gone = search.gone.take().or_else(|| listed.gone.clone());
                let reading = search.day(listed.of(day), &self.checklist, day);
                found.extend(reading.map(|reading| (day, reading)));
            };
            if range.length() > SHORT {
                let listed = self.survey()?.days(range).whole()?;
                listed.days().for_each(|day| search_day(&listed, day));
                search.gone = search.gone.or(listed.gone);
            } else {
                for day in range.days() {
                    search_day(&*self.month(day)?, day);
                }
            }
            Ok((found, search.gone.inspect(|_| self.forget())))
        };
        survey::settled(look, |found, fault| name_fault(found, range, fault))
    }

    /// See [`Journal::days`](super::Journal::days).
    pub fn days(&self, range: DayRange) -> Result<Vec<Day>, JournalError> {
        let look = || {
            let listed = self.survey()?.days(range).whole()?;
            Ok((listed.days().collect(), listed.gone.inspect(|_| self.forget())))
        };
        // A vanished file is reported when its day is read.
        survey::settled(look, |_, _| {})
    }

    fn forget(&self) {
        self.known.take();
    }

    fn month(&self, day: Day) -> Result<Rc<Listed>, JournalError> {
        let of = month_of(day);
        if let Some(month) = self.known.borrow().months.get(&of) {
            return Ok(month.clone());
        }
        let month = Rc::new(self.survey()?.month(of)?);
        self.known.borrow_mut().months.insert(of, month.clone());
        Ok(month)
    }

    fn survey(&self) -> Result<Rc<Survey>, JournalError> {
        let mut known = self.known.borrow_mut();
        match &known.survey {
            Some(survey) => Ok(survey.clone()),
            None => Ok(known.survey.insert(Rc::new(Survey::of(&self.folder)?)).clone()),
        }
    }
}
