//! Checks a whole folder of day files and reports everything that is wrong in it.

mod again;
mod chain;
mod clocks;
mod ids;
mod numbers;
mod one_offs;
mod part;
mod texts;

use super::act::Act;
use super::error::{JournalError, JournalFailure};
use super::fault::{Fault, FaultKind};
use super::folder::{Folder, act_elsewhere};
use super::losses::Linked;
use super::names::{self, NamedFile};
use super::record::{self, FileReading, PlacedRecord, Record};
use super::survey::{self, Survey};
use super::{Journal, layout};
use crate::calendar::{Day, DayRange, Instant};
use chain::Chain;
use clocks::Clocks;
use ids::Ids;
use numbers::LineNumbers;
use one_offs::{Added, Undos};
use part::Part;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

/// The result of a check.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verification {
    /// The faults found, checklist by checklist.
    pub faults: Vec<Fault>,
    /// The numbers of items that were checked.
    pub counts: JournalCounts,
}

/// The numbers of items that were checked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct JournalCounts {
    /// Number of checklists that have a folder in the journal.
    pub checklists: usize,
    /// Number of day files and files of adoptions.
    pub files: usize,
    /// Number of distinct writers.
    pub writers: usize,
    /// Number of business days that have files, summed over the checklists.
    pub days: usize,
    /// Number of acts, without duplicates.
    pub acts: usize,
    /// Number of adoptions, without duplicates.
    pub adoptions: usize,
}

impl Verification {
    /// Whether nothing was lost or changed. There may still be remarks.
    pub fn is_sound(&self) -> bool {
        self.faults.iter().all(Fault::is_remark)
    }
}

impl Folder {
    /// Checks the journal of one checklist, or of all if `None`. Problems are returned as faults; an error means that
    /// the folder itself cannot be used. The writers' clocks are compared with `now`.
    pub fn verify(&self, checklist: Option<&str>, now: Instant) -> Result<Verification, JournalError> {
        let mut walk = FileWalk { now, ..FileWalk::default() };
        let checklists = match checklist {
            Some(id) => vec![id.to_owned()],
            None => {
                walk.name_foreigners(self)?;
                self.checklists()?
            }
        };
        for id in checklists {
            walk.added = Added::default();
            let folder = self.checklist(&id)?;
            walk.result.counts.checklists += usize::from(folder.is_dir());
            walk.checklist(self, &id, &folder);
        }
        walk.result.counts.writers = walk.writers.len();
        Ok(walk.result)
    }
}

const EVER: DayRange = DayRange { first: Day::MIN, last: Day::MAX };

/// State of the check. Keeps little about each act, so that memory use grows slowly with the journal.
#[derive(Default)]
struct FileWalk {
    result: Verification,
    writers: BTreeSet<String>,
    /// Detects ids that occur on two days.
    ids: Ids,
    /// References between the lines of a checklist.
    chain: Chain,
    /// Detects a one-off's key that is used twice.
    added: Added,
    /// The current time, by this computer's clock.
    now: Instant,
    /// Lines whose ids are far ahead of this computer's clock.
    clocks: Clocks,
}

impl FileWalk {
    fn found(&mut self, path: &Path, kind: FaultKind) {
        self.result.faults.push(Fault::of_file(path, kind));
    }

    /// Reports entries of the journal's folder that are not folders of checklists.
    fn name_foreigners(&mut self, journal: &Folder) -> Result<(), JournalError> {
        let entries = layout::list(journal.root()).map_err(JournalError::io(journal.root(), JournalFailure::List))?;
        for entry in entries {
            let is_home = |id: &str| layout::folder_named(journal.root(), &id.to_ascii_lowercase()) == entry.path();
            let named = entry.file_name().to_str().is_some_and(|id| layout::can_name_a_folder(id) && is_home(id));
            match layout::is_directory(&entry.path()) {
                Ok(is_directory) if named && is_directory => {}
                Ok(_) => self.stray(&entry.path()),
                Err(error) => self.unlisted(&entry.path(), &error),
            }
        }
        Ok(())
    }

    fn unlisted(&mut self, path: &Path, error: &io::Error) {
        self.found(path, FaultKind::Unreadable { why: error.to_string() });
    }

    /// Reports a file or folder in a place where it does not belong: as misplaced if it has the name of a journal file,
    /// otherwise as foreign.
    fn stray(&mut self, path: &Path) {
        let name = path.file_name().unwrap_or_default().as_encoded_bytes();
        let is_ours = matches!(names::read(name), NamedFile::Day(_) | NamedFile::Adopted | NamedFile::Undated);
        self.found(path, if is_ours { FaultKind::Misplaced } else { FaultKind::Foreign });
    }

    fn checklist(&mut self, journal: &Folder, id: &str, folder: &Path) {
        let look = || {
            let survey = Survey::at_least(folder);
            let listed = survey.days(EVER);
            let gone = survey.gone.clone().or_else(|| listed.gone.clone());
            Ok(((survey, listed), gone))
        };
        let Ok((survey, mut listed)) = survey::settled(look, |(survey, _), fault| survey.faults.push(fault)) else {
            return;
        };
        for (path, error) in survey.unlisted.into_iter().chain(std::mem::take(&mut listed.unlisted)) {
            self.unlisted(&path, &error);
        }
        self.result.faults.extend(survey.faults.into_iter().chain(std::mem::take(&mut listed.faults)));
        survey.foreign.iter().for_each(|path| self.found(path, FaultKind::Foreign));
        self.result.faults.append(&mut listed.strays);
        self.adoptions(id, folder, &survey.adopted);
        self.texts(&folder.join(layout::TEXTS));
        for day in listed.days() {
            self.result.counts.days += 1;
            self.day(id, day, listed.of(day));
        }
        self.name_losses(journal, id, folder, &survey.adopted, &listed);
        self.name_clocks_ahead();
    }

    fn day<'a>(&mut self, id: &str, day: Day, files: impl Iterator<Item = &'a Path> + Clone) {
        let (mut undos, mut added) = (Undos::default(), Vec::new());
        let read = |part: &mut Part<Act>, path: &Path, undos: &mut Undos| {
            part.read(path, |act| act_elsewhere(act, id, day), &mut |act| undos.take(act))
        };
        self.files(files, &mut undos, read, |walk, undos, placed, is_first| {
            walk.result.counts.acts += placed.len();
            for it in &placed {
                walk.ids.take(it.record.id);
                walk.clocks.take(it, &it.record.by, it.record.recorded_at, walk.now);
                walk.chain.take(it);
            }
            walk.chain.take_waiting(day, placed.iter().map(|it| &it.record));
            if is_first {
                placed.iter().for_each(|it| undos.take(&it.record));
                undos.sort();
            }
            added.append(&mut walk.added_twice(&placed, undos));
            undos.compare(&placed);
        });
        self.result.faults.append(&mut added);
        self.result.faults.append(&mut undos.missing());
    }

    /// Reads a checklist's files of a day or of adoptions, and merges their records. Reports faults and gaps in the
    /// line numbers. Calls `tell` with each part of the records and whether it is the first part; `read` and `tell`
    /// share `state`.
    fn files<'a, R: Record + Linked, S>(
        &mut self,
        files: impl Iterator<Item = &'a Path> + Clone,
        state: &mut S,
        read: impl Fn(&mut Part<R>, &Path, &mut S) -> (FileReading<R>, usize),
        mut tell: impl FnMut(&mut FileWalk, &mut S, Vec<PlacedRecord<R>>, bool),
    ) {
        let mut writers: BTreeMap<String, LineNumbers> = BTreeMap::new();
        let mut part = Part::first();
        for path in files.clone() {
            let (reading, count) = read(&mut part, path, state);
            let writer = names::writer_of(path);
            if !self.writers.contains(&writer) {
                self.writers.insert(writer.clone());
            }
            let numbers = writers.entry(writer).or_insert_with(|| LineNumbers::new(path));
            numbers.lost = numbers.lost.saturating_add(reading.lost);
            self.name_file(path, reading, count);
        }
        let mut conflicts = Vec::new();
        loop {
            let mut records = std::mem::take(&mut part.records);
            records.sort_by_key(|it| it.record.id());
            numbers::take(&mut writers, &records);
            tell(self, state, record::unite(records, &mut conflicts), part.is_first());
            let Some(next) = part.next() else { break };
            part = next;
            // The first reading has reported any fault.
            files.clone().for_each(|path| drop(read(&mut part, path, state)));
        }
        writers.into_values().for_each(|numbers| self.name_numbers(numbers));
        self.result.faults.append(&mut conflicts);
    }

    /// Counts a file, and reports its faults.
    fn name_file<R>(&mut self, path: &Path, reading: FileReading<R>, count: usize) {
        self.result.counts.files += 1;
        if reading.gone.is_some() {
            self.found(path, FaultKind::Gone);
        } else if count == 0 && reading.faults.is_empty() {
            self.found(path, FaultKind::Empty);
        }
        self.result.faults.extend(reading.faults);
    }
}
