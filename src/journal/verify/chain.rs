//! Checks references between the lines of a checklist. A line usually refers to the record of its writer that was read
//! last, so only the ends of the writers' chains, and references that match none of them, are kept.

use super::FileWalk;
use super::again::Again;
use crate::calendar::{Day, DayRange};
use crate::journal::act::{Act, ActId};
use crate::journal::chain::RecordPlace;
use crate::journal::fault::FaultKind;
use crate::journal::losses::{KnownRecord, Link, Linked, standing};
use crate::journal::record::{PlacedRecord, Record};
use crate::journal::survey::{Listed, Survey};
use crate::journal::{Folder, Journal};
use std::cell::OnceCell;
use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

/// The state of the check.
#[derive(Default)]
pub(super) struct Chain {
    /// Records to which no record read so far refers.
    ends: HashSet<ActId>,
    /// References that are still unresolved, keyed by the record they name. That record was not read yet, is named by
    /// another reference too, is of version 1, or is lost.
    open: BTreeMap<ActId, Vec<Link>>,
    /// Ids of the adoptions, in order, and the days from which they apply.
    pub adoptions: Vec<(ActId, Day)>,
    /// Day and adoption → number of acts made under the adoption on that day that wait for a checklist, because the
    /// adoption is missing or none is in force.
    waiting: BTreeMap<(Day, Option<ActId>), usize>,
}

impl Chain {
    /// Adds a record and its reference to the previous record.
    pub(super) fn take<R: Record + Linked>(&mut self, it: &PlacedRecord<R>) {
        // A record of version 1 has no references. If another record refers to it, it is looked for later.
        let Some(links) = it.record.links() else { return };
        if links.prev.is_some_and(|prev| !self.ends.remove(&prev.id))
            && let Some(link) = Link::of(it)
        {
            self.open.entry(link.prev.id).or_default().push(link);
        }
        let id = it.record.id();
        match self.open.remove(&id) {
            None => drop(self.ends.insert(id)),
            // Two references to the same record make a fork.
            Some(others) if others.len() > 1 => drop(self.open.insert(id, others)),
            Some(_) => {}
        }
    }

    /// Counts the acts of a day that wait for a checklist.
    pub(super) fn take_waiting<'a>(&mut self, day: Day, acts: impl Iterator<Item = &'a Act>) {
        for act in acts {
            let under = act.links.and_then(|links| links.under);
            if waits(day, under, &self.adoptions) {
                *self.waiting.entry((day, under)).or_default() += 1;
            }
        }
    }
}

/// Whether an act waits for a checklist: the adoption under which it was made is missing, or no adoption is in force on
/// its day.
fn waits(day: Day, under: Option<ActId>, adoptions: &[(ActId, Day)]) -> bool {
    let is_here = |id: ActId| adoptions.iter().rev().any(|adoption| adoption.0 == id);
    adoptions.iter().all(|adoption| adoption.1 > day) || under.is_some_and(|id| !is_here(id))
}

/// The files in which to look for a record: those listed at first and, for a record written since, those that exist
/// now.
struct Places<'a> {
    folder: &'a Path,
    adopted: &'a [PathBuf],
    listed: &'a Listed,
    now: OnceCell<Survey>,
}

impl Places<'_> {
    fn standing(&self, place: RecordPlace, id: ActId) -> Option<KnownRecord> {
        let known = match place {
            RecordPlace::Day(day) => standing(self.listed.of(day), id),
            RecordPlace::Adopted => standing(self.adopted.iter().map(PathBuf::as_path), id),
        };
        known.filter(|it| it.is_whole).or_else(|| {
            let now = self.now.get_or_init(|| Survey::at_least(self.folder));
            match place {
                RecordPlace::Day(day) => standing(now.days(DayRange { first: day, last: day }).of(day), id),
                RecordPlace::Adopted => standing(now.adopted.iter().map(PathBuf::as_path), id),
            }
        })
    }
}

impl FileWalk {
    /// Reports missing records, acts that wait for a checklist, lines that refer to the same previous record, and ids
    /// that occur on two days.
    pub(super) fn name_losses(
        &mut self,
        journal: &Folder,
        id: &str,
        folder: &Path,
        adopted: &[PathBuf],
        listed: &Listed,
    ) {
        let Chain { open, waiting, .. } = std::mem::take(&mut self.chain);
        let mut again = Again::of(std::mem::take(&mut self.ids).twice(listed));
        let places = Places { folder, adopted, listed, now: OnceCell::new() };
        // References to missing or damaged records. A damaged record is reported already, so it is reported as lost
        // only if the record before it, to which it refers, is missing too.
        let mut missing: Vec<(Link, Option<ActId>)> = Vec::new();
        for (named, mut links) in open {
            let count = links.len();
            links.sort_by_key(|link| link.of);
            let link = links.swap_remove(0);
            match places.standing(link.prev.place, named) {
                Some(stands) if stands.is_whole => {
                    again.named.extend((!stands.is_first_version || count > 1).then_some(named));
                }
                stands => {
                    let before = stands.and_then(|it| it.prev);
                    again.wanted.extend(before);
                    again.named.extend((count > 1).then_some(named));
                    missing.push((link, before));
                }
            }
        }
        for (link, _) in &missing {
            let of_writer = again.lost.entry(link.writer().unwrap_or_default()).or_default();
            of_writer.insert(link.prev.id, None);
        }
        if !again.is_idle() {
            adopted.iter().for_each(|file| again.look(RecordPlace::Adopted, file, id));
            listed.files.iter().for_each(|(day, file)| again.look(RecordPlace::Day(*day), file, id));
        }
        for (link, before) in missing {
            if before.is_none_or(|before| !again.here.contains(&before)) {
                let last = again.before(&link.writer().unwrap_or_default(), link.prev.id);
                self.result.faults.push(link.lost(last));
            }
        }
        self.name_doubles(again);
        self.name_waiting(journal, id, folder, waiting);
    }

    fn name_waiting(
        &mut self,
        journal: &Folder,
        id: &str,
        folder: &Path,
        waiting: BTreeMap<(Day, Option<ActId>), usize>,
    ) {
        if waiting.is_empty() {
            return;
        }
        // A missing adoption may have arrived meanwhile.
        let adoptions = journal.adoptions(id).unwrap_or_default().adoptions;
        let adoptions: Vec<_> = adoptions.iter().map(|it| (it.id, it.day)).collect();
        let mut days: BTreeMap<Day, usize> = BTreeMap::new();
        for ((day, under), acts) in waiting {
            if waits(day, under, &adoptions) {
                *days.entry(day).or_default() += acts;
            }
        }
        for (day, acts) in days {
            self.found(folder, FaultKind::Waiting { acts, day });
        }
    }
}
