//! A journal in memory, for tests and experiments.

use super::act::{Act, Draft};
use super::adoption::{self, Adoption, AdoptionDraft};
use super::chain::{Prev, RecordPlace};
use super::digest::Digest;
use super::error::{JournalError, JournalFailure};
use super::record::{self, PlacedRecord};
use super::{AdoptionReading, DayReading, Journal, layout, line};
use crate::calendar::{Day, DayRange};
use crate::checklist::{Bundle, SourceFile};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A journal that is kept only in memory.
#[derive(Debug, Default)]
pub struct Memory {
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    days: BTreeMap<(String, Day), Vec<Act>>,
    adoptions: BTreeMap<String, Vec<Adoption>>,
    texts: BTreeMap<Digest, String>,
    /// Checklist id → the last record written.
    last: BTreeMap<String, Prev>,
}

impl Memory {
    /// Creates an empty journal.
    pub fn new() -> Memory {
        Memory::default()
    }

    /// Locks the contents. Uses them even after a panic in another thread, because no change can be interrupted
    /// halfway.
    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn refused(checklist: &str, failure: JournalFailure) -> JournalError {
    JournalError::new(Path::new(checklist), failure)
}

fn check_name(checklist: &str) -> Result<(), JournalError> {
    if layout::can_name_a_folder(checklist) { Ok(()) } else { Err(refused(checklist, JournalFailure::BadName)) }
}

/// Gives records a path and line numbers, as if they were read from a file.
fn placed<R>(checklist: &str, records: Vec<R>) -> Vec<PlacedRecord<R>> {
    let path = Arc::new(PathBuf::from(checklist));
    let placed = |(record, line)| PlacedRecord { record, path: Arc::clone(&path), line, length: 0 };
    records.into_iter().zip(1..).map(placed).collect()
}

fn number_after(count: usize) -> u32 {
    u32::try_from(count + 1).unwrap_or(u32::MAX)
}

impl Journal for Memory {
    fn append(&self, draft: &Draft) -> Result<Act, JournalError> {
        check_name(&draft.checklist)?;
        let mut kept = self.kept();
        let key = (draft.checklist.to_string(), draft.day);
        let n = number_after(kept.days.get(&key).map_or(0, Vec::len));
        let (act, _) = line::write(draft, n, kept.last.get(draft.checklist.as_str()).copied())
            .ok_or_else(|| refused(&draft.checklist, JournalFailure::Unwritable))?;
        kept.last.insert(draft.checklist.to_string(), Prev { id: act.id, place: RecordPlace::Day(act.day) });
        kept.days.entry(key).or_default().push(act.clone());
        Ok(act)
    }

    fn read_day(&self, checklist: &str, day: Day) -> Result<DayReading, JournalError> {
        check_name(checklist)?;
        let acts = self.kept().days.get(&(checklist.to_owned(), day)).cloned().unwrap_or_default();
        let mut faults = Vec::new();
        let acts = record::alone(record::unite(placed(checklist, acts), &mut faults));
        Ok(DayReading { acts, faults })
    }

    fn days(&self, checklist: &str, range: DayRange) -> Result<Vec<Day>, JournalError> {
        check_name(checklist)?;
        let kept = self.kept();
        let days = kept.days.keys().filter(|(id, day)| id == checklist && range.contains(*day));
        Ok(days.map(|(_, day)| *day).collect())
    }

    fn checklists(&self) -> Result<Vec<String>, JournalError> {
        let kept = self.kept();
        let ids: BTreeSet<&String> = kept.days.keys().map(|(id, _)| id).chain(kept.adoptions.keys()).collect();
        Ok(ids.into_iter().cloned().collect())
    }

    fn adopt(&self, draft: &AdoptionDraft, bundle: &Bundle) -> Result<Adoption, JournalError> {
        check_name(&draft.checklist)?;
        let mut kept = self.kept();
        let n = number_after(kept.adoptions.get(&draft.checklist).map_or(0, Vec::len));
        let prev = kept.last.get(&draft.checklist).copied();
        let (adoption, _) = adoption::write(draft, bundle, n, prev)
            .ok_or_else(|| refused(&draft.checklist, JournalFailure::Unwritable))?;
        kept.last.insert(draft.checklist.clone(), Prev { id: adoption.id, place: RecordPlace::Adopted });
        for (file, source) in adoption.files.iter().zip(&bundle.files) {
            kept.texts.insert(file.sha256, source.text.clone());
        }
        kept.adoptions.entry(draft.checklist.clone()).or_default().push(adoption.clone());
        Ok(adoption)
    }

    fn adoptions(&self, checklist: &str) -> Result<AdoptionReading, JournalError> {
        check_name(checklist)?;
        let adoptions = self.kept().adoptions.get(checklist).cloned().unwrap_or_default();
        let mut faults = Vec::new();
        let adoptions = record::alone(record::unite(placed(checklist, adoptions), &mut faults));
        Ok(AdoptionReading { adoptions, faults })
    }

    fn bundle(&self, adoption: &Adoption) -> Result<Bundle, JournalError> {
        let kept = self.kept();
        let files = adoption.files.iter().map(|file| {
            let text = kept.texts.get(&file.sha256).cloned();
            let text = text.ok_or_else(|| refused(&file.sha256.to_string(), JournalFailure::TextMissing))?;
            Ok(SourceFile { name: file.name.clone(), text })
        });
        Ok(Bundle { files: files.collect::<Result<_, _>>()? })
    }
}
