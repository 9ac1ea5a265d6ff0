//! A second pass over the files, which collects details of problems found in the first pass. Keeping the details of
//! every line in the first pass would take unbounded memory, and usually there are no problems.

use super::FileWalk;
use super::ids::number_of;
use crate::journal::act::{Act, ActId};
use crate::journal::adoption::Adoption;
use crate::journal::chain::{PREV, RecordPlace};
use crate::journal::cursor::Spelled;
use crate::journal::fault::{Fault, FaultKind};
use crate::journal::folder::scan_file;
use crate::journal::lines::FoundLine;
use crate::journal::names;
use crate::journal::record::{ID, Record, id_of};
use memchr::memmem;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Bound::{Excluded, Unbounded};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The records to look for, and the results.
#[derive(Default)]
pub(super) struct Again {
    /// Ids to look for.
    pub wanted: HashSet<ActId>,
    /// The wanted ids that were found.
    pub here: HashSet<ActId>,
    /// Writer → ids of lost records, each with the last record found before it and after the previous lost one.
    pub lost: HashMap<String, BTreeMap<ActId, Option<ActId>>>,
    /// Ids of records for which to find the lines that refer to them.
    pub named: HashSet<ActId>,
    /// The lines that refer to these records: id of the record → id of the line that refers to it → file and line
    /// number.
    followers: BTreeMap<ActId, BTreeMap<ActId, (Arc<PathBuf>, u32)>>,
    /// Hashes of ids that occur on two days.
    twice: HashSet<u64>,
    /// The places of the ids with these hashes.
    places: BTreeMap<ActId, Vec<(RecordPlace, Arc<PathBuf>, u32)>>,
}

impl Again {
    /// Creates a search for ids that occur on two days, given their hashes.
    pub(super) fn of(twice: HashSet<u64>) -> Again {
        Again { twice, ..Again::default() }
    }

    /// Whether there is nothing to look for.
    pub(super) fn is_idle(&self) -> bool {
        self.wanted.is_empty() && self.lost.is_empty() && self.named.is_empty() && self.twice.is_empty()
    }

    /// Searches a file for all wanted records.
    pub(super) fn look(&mut self, place: RecordPlace, file: &Path, checklist: &str) {
        let (path, prev) = (Arc::new(file.to_owned()), memmem::Finder::new(PREV));
        let mut lost = self.lost.get_mut(&names::writer_of(file));
        // The first pass has reported any error.
        let _ = scan_file(file, |line, found| {
            let FoundLine::Whole(text) = found else { return };
            let Some(id) = id_of(text) else { return };
            self.here.extend(self.wanted.contains(&id).then_some(id));
            let later = lost.as_mut().and_then(|lost| lost.range_mut((Excluded(id), Unbounded)).next());
            if let Some((_, before)) = later {
                *before = (*before).max(Some(id));
            }
            let named = prev.find(text).and_then(|at| text[at + PREV.len()..].get(..ID));
            let named = named.and_then(|id| ActId::try_parse_ascii(id).ok()).filter(|id| self.named.contains(id));
            let is_twice = self.twice.contains(&number_of(id));
            if (named.is_some() || is_twice) && belongs(text, place, checklist) {
                if let Some(named) = named {
                    self.followers.entry(named).or_default().insert(id, (path.clone(), line));
                }
                if is_twice {
                    self.places.entry(id).or_default().push((place, path.clone(), line));
                }
            }
        });
    }

    /// Returns the id of the writer's last record found before a lost one; `None` if there is none.
    pub(super) fn before(&self, writer: &str, lost: ActId) -> Option<ActId> {
        let lost = self.lost.get(writer)?.range(..=lost);
        lost.filter_map(|(_, before)| *before).max()
    }
}

/// Whether a line is about the day and checklist of its file.
fn belongs(line: &[u8], place: RecordPlace, checklist: &str) -> bool {
    let known = &mut Spelled::default();
    match place {
        RecordPlace::Day(day) => {
            Act::from_line(line, known).is_ok_and(|act| act.day == day && act.checklist == checklist)
        }
        RecordPlace::Adopted => Adoption::from_line(line, known).is_ok_and(|it| it.checklist == checklist),
    }
}

impl FileWalk {
    /// Reports lines that refer to the same previous record, and ids that occur on two days.
    pub(super) fn name_doubles(&mut self, again: Again) {
        for followers in again.followers.into_values() {
            let mut places = followers.into_values();
            let Some((path, line)) = places.next() else { continue };
            let forked = |(other, at): (Arc<PathBuf>, u32)| {
                Fault::at(&other, at, FaultKind::Forked { path: path.to_path_buf(), line })
            };
            self.result.faults.extend(places.map(forked));
        }
        for places in again.places.into_values() {
            let (_, path, line) = &places[0];
            let mut told = BTreeSet::from([places[0].0]);
            for (_, other, at) in places.iter().filter(|(place, ..)| told.insert(*place)) {
                let kind = FaultKind::OnTwoDays { path: path.to_path_buf(), line: *line };
                self.result.faults.push(Fault::at(other, *at, kind));
            }
        }
    }
}
