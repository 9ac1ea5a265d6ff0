//! Surveys a checklist's folder: finds the folders of its months, and files in unexpected places. The contents of a
//! month's folder are listed separately; a folder with any other name is searched recursively.

use super::digest::Digest;
use super::error::{JournalError, JournalFailure};
use super::fault::{Fault, FaultKind};
use super::layout::{self, TEXTS};
use super::names::{self, NamedFile};
use crate::calendar::{Day, DayRange};
use chrono::Datelike;
use std::collections::BTreeSet;
use std::fs::DirEntry;
use std::io;
use std::iter::successors;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Year and month.
pub(super) type MonthOf = (i32, u32);

/// The contents of a checklist's folder.
#[derive(Debug, Default)]
pub(super) struct Survey {
    folder: PathBuf,
    /// The months that have a folder.
    months: BTreeSet<MonthOf>,
    /// All writers' files of adoptions, anywhere except in the folders of months, ordered by path.
    pub adopted: Vec<PathBuf>,
    /// Day files outside the folders of months, ordered by day and path.
    pub astray: Vec<(Day, PathBuf)>,
    /// Texts outside the folder of texts, ordered by path.
    pub texts: Vec<(Digest, PathBuf)>,
    /// Problems found: folders with unexpected names that cannot be listed, and `.jsonl` files without a date in their
    /// names.
    pub faults: Vec<Fault>,
    /// The checklist's folder or folders of years, if they cannot be listed, with the errors.
    pub unlisted: Vec<(PathBuf, io::Error)>,
    /// Files and empty folders that do not belong to the journal.
    pub foreign: Vec<PathBuf>,
    /// A folder that vanished after it was listed; it may have moved to a place that was already searched.
    pub gone: Option<PathBuf>,
}

/// Maximum depth to which folders are searched that are not those of years or months.
const DEEPEST: usize = 8;

impl Survey {
    /// Surveys a checklist's folder. Returns an error if it, or the folder of a year, cannot be listed.
    pub(super) fn of(checklist: &Path) -> Result<Survey, JournalError> {
        let mut survey = Survey::at_least(checklist);
        survey
            .unlisted
            .pop()
            .map_or(Ok(survey), |(path, error)| Err(JournalError::io(&path, JournalFailure::List)(error)))
    }

    /// Surveys a checklist's folder. Folders that cannot be listed are collected in `unlisted`.
    pub(super) fn at_least(checklist: &Path) -> Survey {
        let mut survey = Survey { folder: checklist.to_owned(), ..Survey::default() };
        if let Err(error) = survey.look(checklist) {
            survey.unlisted.push((checklist.to_owned(), error));
        }
        survey.adopted.sort();
        survey.astray.sort();
        survey.texts.sort_by(|one, other| one.1.cmp(&other.1));
        survey
    }

    fn look(&mut self, checklist: &Path) -> io::Result<()> {
        for entry in layout::open(checklist)?.into_iter().flatten() {
            let entry = entry?;
            let name = entry.file_name();
            let name = name.as_encoded_bytes();
            match number(name, 4) {
                Some(year) => {
                    let folder = entry.path();
                    self.year(year, &folder).unwrap_or_else(|error| self.unlisted.push((folder, error)));
                }
                None if name == TEXTS.as_bytes() => {}
                None => self.sort(&entry, name, DEEPEST),
            }
        }
        Ok(())
    }

    fn year(&mut self, year: i32, folder: &Path) -> io::Result<()> {
        let Some(entries) = layout::open(folder)? else {
            self.gone.get_or_insert_with(|| folder.to_owned());
            return Ok(());
        };
        for entry in entries {
            let entry = entry?;
            let name = entry.file_name();
            let name = name.as_encoded_bytes();
            match number(name, 2) {
                Some(month) => drop(self.months.insert((year, month as u32))),
                None => self.sort(&entry, name, DEEPEST),
            }
        }
        Ok(())
    }

    /// Classifies a file or folder by its name; a folder with an unexpected name is searched recursively.
    fn sort(&mut self, entry: &DirEntry, name: &[u8], deep: usize) {
        let path = entry.path();
        match (names::read(name), entry.file_type()) {
            (NamedFile::Day(day), _) => self.astray.push((day, path)),
            (NamedFile::Adopted, _) => self.adopted.push(path),
            (NamedFile::Undated, _) => self.faults.push(Fault::of_file(&path, FaultKind::Misplaced)),
            (NamedFile::Text(digest), _) => self.texts.push((digest, path)),
            (NamedFile::Hidden, _) => {}
            (NamedFile::Other, Ok(kind)) if kind.is_dir() && deep > 0 => self.folder(&path, deep - 1),
            (NamedFile::Other, _) => self.foreign.push(path),
        }
    }

    /// Searches a folder that is not one of a year, a month or the texts.
    fn folder(&mut self, folder: &Path, deep: usize) {
        let entries = layout::open(folder).and_then(|it| it.map(Iterator::collect::<io::Result<Vec<_>>>).transpose());
        match entries {
            Ok(Some(entries)) if entries.is_empty() => self.foreign.push(folder.to_owned()),
            Ok(Some(entries)) => entries.iter().for_each(|it| self.sort(it, it.file_name().as_encoded_bytes(), deep)),
            Ok(None) => drop(self.gone.get_or_insert_with(|| folder.to_owned())),
            Err(error) => {
                self.faults.push(Fault::of_file(folder, FaultKind::Unreadable { why: error.to_string() }));
            }
        }
    }

    /// Returns the day files of a month, in its folder or elsewhere. If its folder does not exist, the folders of all
    /// months are searched, because somebody may have renamed it. Returns an error if a folder cannot be listed.
    pub(super) fn month(&self, of: MonthOf) -> Result<Listed, JournalError> {
        let wanted = |day: Day| month_of(day) == of;
        let all = !self.months.contains(&of);
        self.listed(self.months.iter().filter(|month| all || **month == of), wanted).whole()
    }

    /// Whether the month of a day has a folder, or day files outside the folders of months. Does not search for a
    /// renamed folder.
    pub(super) fn knows(&self, day: Day) -> bool {
        self.months.contains(&month_of(day)) || self.astray.iter().any(|(of, _)| month_of(*of) == month_of(day))
    }

    /// Returns the day files of a range of days. Folders that cannot be listed are collected in `unlisted`.
    pub(super) fn days(&self, range: DayRange) -> Listed {
        /// In a range of at most this many days, every month is expected to have a folder; in a longer range, only the
        /// months up to the last one known.
        const SHORT: i64 = 63;
        let (first, last) = (month_of(range.first), month_of(range.last));
        let known = self.months.last().copied().unwrap_or(first);
        let until = if range.length() <= SHORT { last } else { last.min(known) };
        let mut asked = successors(Some(first), |month| Some(after(*month))).take_while(|month| *month <= until);
        let all = asked.any(|month| !self.months.contains(&month));
        let months = self.months.iter().filter(|of| all || (first..=last).contains(*of));
        self.listed(months, |day| range.contains(day))
    }

    fn listed<'a>(&self, months: impl IntoIterator<Item = &'a MonthOf>, wanted: impl Fn(Day) -> bool) -> Listed {
        let mut listed = Listed::default();
        for of in months {
            let folder = layout::folder_of_month(&self.folder, *of);
            if let Err(error) = self.list(*of, &folder, &mut listed, &wanted) {
                listed.unlisted.push((folder, error));
            }
        }
        listed.files.extend(self.astray.iter().filter(|(day, _)| wanted(*day)).cloned());
        listed.files.sort();
        listed.gone = listed.gone.or_else(|| self.gone.clone());
        listed
    }

    /// Lists a month's folder. Files of another month are accepted only if that month has no folder of its own.
    fn list(&self, of: MonthOf, folder: &Path, listed: &mut Listed, wanted: &impl Fn(Day) -> bool) -> io::Result<()> {
        let Some(entries) = layout::open(folder)? else {
            listed.gone.get_or_insert_with(|| folder.to_owned());
            return Ok(());
        };
        for entry in entries {
            let entry = entry?;
            let path = entry.path();
            // Takes the entry's name from its path, to avoid allocating another copy.
            let name = &path.as_os_str().as_encoded_bytes()[folder.as_os_str().len() + 1..];
            if let Some(day) = names::usual_day(name) {
                listed.take(day, path, wanted(day) && self.is_home(day, of));
                continue;
            }
            let mut other = Survey::default();
            other.sort(&entry, name, DEEPEST);
            for (day, path) in other.astray {
                listed.take(day, path, wanted(day) && self.is_home(day, of));
            }
            other.adopted.iter().for_each(|path| listed.misplaced(path));
            let foreign = other.foreign.iter().chain(other.texts.iter().map(|(_, path)| path));
            listed.strays.extend(foreign.map(|path| Fault::of_file(path, FaultKind::Foreign)));
            listed.faults.extend(other.faults);
            listed.gone = listed.gone.take().or(other.gone);
        }
        Ok(())
    }

    /// Whether a day's files are read from the folder of month `of`: it is the day's month, or that month has no
    /// folder.
    fn is_home(&self, day: Day, of: MonthOf) -> bool {
        month_of(day) == of || !self.months.contains(&month_of(day))
    }
}

/// The day files found for a month or a range of days.
#[derive(Debug, Default)]
pub(super) struct Listed {
    /// The requested day files, ordered by day and path.
    pub files: Vec<(Day, PathBuf)>,
    /// Other files in the searched folders, which are not read for the requested days.
    pub strays: Vec<Fault>,
    /// As in [`Survey`].
    pub faults: Vec<Fault>,
    /// Folders of months that cannot be listed, with the errors.
    pub unlisted: Vec<(PathBuf, io::Error)>,
    /// A folder that vanished after it was listed.
    pub gone: Option<PathBuf>,
}

impl Listed {
    fn take(&mut self, day: Day, path: PathBuf, is_own: bool) {
        match is_own {
            true => self.files.push((day, path)),
            false => self.misplaced(&path),
        }
    }

    /// Returns the files of one day.
    pub(super) fn of(&self, day: Day) -> impl Iterator<Item = &Path> + Clone {
        let first = self.files.partition_point(|(of, _)| *of < day);
        self.files[first..].iter().take_while(move |(of, _)| *of == day).map(|(_, path)| path.as_path())
    }

    /// Returns the days that have files.
    pub(super) fn days(&self) -> impl Iterator<Item = Day> {
        self.files.chunk_by(|one, next| one.0 == next.0).map(|of_day| of_day[0].0)
    }

    fn misplaced(&mut self, path: &Path) {
        self.strays.push(Fault::of_file(path, FaultKind::Misplaced));
    }

    /// Returns the listing, or an error if a folder could not be listed.
    pub(super) fn whole(mut self) -> Result<Listed, JournalError> {
        self.unlisted.pop().map_or(Ok(self), |(path, error)| Err(JournalError::io(&path, JournalFailure::List)(error)))
    }
}

/// Returns the month of a day.
pub(super) fn month_of(day: Day) -> MonthOf {
    (day.year(), day.month())
}

fn after((year, month): MonthOf) -> MonthOf {
    if month < 12 { (year, month + 1) } else { (year + 1, 1) }
}

/// Parses a folder's name as a number of exactly `digits` digits; `None` for any other name.
fn number(name: &[u8], digits: usize) -> Option<i32> {
    let number = (name.len() == digits && name.iter().all(u8::is_ascii_digit)).then_some(name)?;
    str::from_utf8(number).ok()?.parse().ok()
}

/// Calls `look` until it no longer returns a path that has vanished, because the file or folder may have moved
/// elsewhere. After some attempts, passes a fault about the path to `name` and returns what was found.
pub(super) fn settled<T>(
    mut look: impl FnMut() -> Result<(T, Option<PathBuf>), JournalError>,
    name: impl FnOnce(&mut T, Fault),
) -> Result<T, JournalError> {
    const AGAIN: u32 = 12;
    let mut pause = Duration::from_millis(1);
    let (mut found, mut gone) = look()?;
    for _ in 0..AGAIN {
        if gone.is_none() {
            return Ok(found);
        }
        std::thread::sleep(pause);
        pause = (2 * pause).min(Duration::from_millis(32));
        (found, gone) = look()?;
    }
    if let Some(path) = gone {
        name(&mut found, Fault::of_file(&path, FaultKind::Gone));
    }
    Ok(found)
}
