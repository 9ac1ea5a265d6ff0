//! A second look through the files, for what the first has found to be wrong: to keep all that it takes to tell of it for
//! every line would take memory without end, and mostly nothing is wrong.

use super::FileWalk;
use super::ids::number_of;
use crate::journal::act::{Act, ActId};
use crate::journal::adoption::Adoption;
use crate::journal::chain::{PREV, RecordPlace};
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

/// What is looked for, and what is found of it.
#[derive(Default)]
pub(super) struct Again {
    /// Ids of which one asks whether they are here.
    pub wanted: HashSet<ActId>,
    /// Those that are.
    pub here: HashSet<ActId>,
    /// What a writer has lost, each with the last of the writer's records before it that is here.
    pub lost: HashMap<String, BTreeMap<ActId, Option<ActId>>>,
    /// Records of which one asks who names them.
    pub named: HashSet<ActId>,
    /// Who does: by the record named, and the one that names it, where that stands.
    followers: BTreeMap<ActId, BTreeMap<ActId, (Arc<PathBuf>, u32)>>,
    /// The numbers of ids that stand on two days.
    twice: HashSet<u64>,
    /// Where they stand.
    places: BTreeMap<ActId, Vec<(RecordPlace, Arc<PathBuf>, u32)>>,
}

impl Again {
    /// Looks for ids that stand on two days, by their numbers.
    pub(super) fn of(twice: HashSet<u64>) -> Again {
        Again { twice, ..Again::default() }
    }

    /// Whether there is nothing to look for.
    pub(super) fn is_idle(&self) -> bool {
        self.wanted.is_empty() && self.lost.is_empty() && self.named.is_empty() && self.twice.is_empty()
    }

    /// Looks through a file.
    pub(super) fn look(&mut self, place: RecordPlace, file: &Path, checklist: &str) {
        let (path, prev) = (Arc::new(file.to_owned()), memmem::Finder::new(PREV));
        let mut lost = self.lost.get_mut(&names::writer_of(file));
        // What cannot be read was told.
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

    /// The writer's last record before one that is lost.
    pub(super) fn before(&self, writer: &str, lost: ActId) -> Option<ActId> {
        let lost = self.lost.get(writer)?.range(..=lost);
        lost.filter_map(|(_, before)| *before).max()
    }
}

/// Whether a line is read from where it lies.
fn belongs(line: &[u8], place: RecordPlace, checklist: &str) -> bool {
    match place {
        RecordPlace::Day(day) => Act::from_line(line).is_ok_and(|act| act.day == day && act.checklist == checklist),
        RecordPlace::Adopted => Adoption::from_line(line).is_ok_and(|it| it.checklist == checklist),
    }
}

impl FileWalk {
    /// Names two lines that follow the same one, and ids that stand on two days.
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
