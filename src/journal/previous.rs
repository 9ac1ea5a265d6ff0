//! Finds the record that a writer wrote before the one it is about to write.

use super::act::ActId;
use super::chain::{PREV, Prev, RecordPlace};
use super::error::{JournalError, JournalFailure};
use super::folder::{Folder, scan_file};
use super::lines::FoundLine;
use super::names;
use super::record::{ID, id_of};
use super::survey::{self, Survey};
use super::writer::WriterId;
use crate::calendar::{Day, DayRange};
use chrono::{DateTime, Days};
use memchr::memmem;
use std::collections::HashSet;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// A writer's memory of the last record it wrote, kept outside the journal.
pub trait Remembers {
    /// Returns the last record, and whether it is known to be on disk; `None` if none is remembered. Called while no
    /// other process of the writer writes.
    fn last(&self) -> Option<(Prev, bool)>;

    /// Remembers the record that is about to be written.
    fn intend(&self, next: Prev);
}

/// A writer that remembers nothing.
pub(super) struct Forgetful;

impl Remembers for Forgetful {
    fn last(&self) -> Option<(Prev, bool)> {
        None
    }

    fn intend(&self, _: Prev) {}
}

impl Folder {
    /// Returns the record that this writer wrote last. Called while no other process of the writer writes. `remembered`
    /// is checked against the files, because the memory may be lost or out of date. A remembered record that is known
    /// to be on disk but is not in the files is used anyway, so that readers can detect its loss.
    pub(super) fn previous(
        checklist: &Path,
        (here, writer): (RecordPlace, WriterId),
        last_here: Option<ActId>,
        remembered: Option<(Prev, bool)>,
    ) -> Result<Option<Prev>, JournalError> {
        if let Some((known, _)) = remembered.filter(|(known, _)| known.place == here && last_here == Some(known.id)) {
            return Ok(Some(known));
        }
        let first = remembered.map_or(Day::MIN, |(known, _)| since(known.id));
        let Heads { mut records, named } = Heads::of(&own_files(checklist, writer, first)?);
        records.extend(remembered.filter(|(_, is_sure)| *is_sure).map(|(known, _)| known));
        // A record to which another one refers is not the last, even if concurrent processes gave it the highest id.
        Ok(records.into_iter().filter(|record| !named.contains(&record.id)).max_by_key(|record| record.id))
    }
}

/// The records in some files, and the ids of the previous records to which they refer.
#[derive(Default)]
struct Heads {
    records: Vec<Prev>,
    named: HashSet<ActId>,
}

impl Heads {
    fn of(files: &[(RecordPlace, PathBuf)]) -> Heads {
        let (mut heads, prev) = (Heads::default(), memmem::Finder::new(PREV));
        for (place, file) in files {
            // Problems of the file are reported when it is read for its acts.
            let _ = scan_file(file, |_, found| {
                let FoundLine::Whole(line) = found else { return };
                heads.records.extend(id_of(line).map(|id| Prev { id, place: *place }));
                let named = prev.find(line).and_then(|at| line[at + PREV.len()..].get(..ID));
                heads.named.extend(named.and_then(|id| ActId::try_parse_ascii(id).ok()));
            });
        }
        heads
    }
}

/// Returns the first day whose files are searched for records written after `id`: two days before its date. Records
/// written later about even earlier days are not looked for.
fn since(id: ActId) -> Day {
    let millis = i64::try_from(id.as_u64_pair().0 >> 16).unwrap_or_default();
    let day = DateTime::from_timestamp_millis(millis).map(|at| at.date_naive());
    day.and_then(|day| day.checked_sub_days(Days::new(2))).unwrap_or(Day::MIN)
}

/// Returns a writer's own files from a day on, including copies with changed names. A folder that the user may not list
/// is skipped, because it contains none of them.
fn own_files(checklist: &Path, writer: WriterId, first: Day) -> Result<Vec<(RecordPlace, PathBuf)>, JournalError> {
    let look = || {
        let survey = Survey::at_least(checklist);
        let mut listed = survey.days(DayRange { first, last: Day::MAX });
        let is_closed =
            |error: &io::Error| matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::NotADirectory);
        let unlisted = survey.unlisted.into_iter().chain(std::mem::take(&mut listed.unlisted));
        if let Some((path, error)) = unlisted.into_iter().find(|(_, error)| !is_closed(error)) {
            return Err(JournalError::io(&path, JournalFailure::List)(error));
        }
        let of_days = listed.files.into_iter().map(|(day, file)| (RecordPlace::Day(day), file));
        let all: Vec<_> = of_days.chain(survey.adopted.into_iter().map(|file| (RecordPlace::Adopted, file))).collect();
        Ok((all, listed.gone))
    };
    let mut all = survey::settled(look, |_, _| {})?;
    let writer = writer.to_string();
    all.retain(|(_, file)| names::writer_of(file) == writer);
    Ok(all)
}
