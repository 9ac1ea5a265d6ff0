//! Checks the numbers of a writer's lines. For lines of version 1, this is the only way to detect that one is missing.

use super::FileWalk;
use crate::journal::act::ActId;
use crate::journal::fault::FaultKind;
use crate::journal::losses::Linked;
use crate::journal::names;
use crate::journal::record::{PlacedRecord, Record};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The numbers of a writer's lines in a file and all its copies.
pub(super) struct LineNumbers {
    path: PathBuf,
    /// The numbers, as inclusive ranges: first → last.
    given: BTreeMap<u32, u32>,
    /// Numbers given to two records.
    twice: BTreeSet<u32>,
    /// The id taken last, and its numbers.
    last: (ActId, Vec<u32>),
    pub lost: u32,
    /// Whether any line is of version 1, and thus does not refer to its previous record.
    are_unchained: bool,
}

impl LineNumbers {
    pub(super) fn new(path: &Path) -> LineNumbers {
        LineNumbers {
            path: path.to_owned(),
            given: BTreeMap::new(),
            twice: BTreeSet::new(),
            last: (ActId::nil(), Vec::new()),
            lost: 0,
            are_unchained: false,
        }
    }

    /// Adds the number of a record; called in the order of the ids.
    fn take<R: Record + Linked>(&mut self, record: &R) {
        self.are_unchained |= record.links().is_none();
        let (id, n) = (record.id(), record.n());
        if self.last.0 != id {
            self.last.0 = id;
            self.last.1.clear();
        }
        // The same record may be in several copies.
        if !self.last.1.contains(&n) {
            self.last.1.push(n);
            if !self.give(n) {
                self.twice.insert(n);
            }
        }
    }

    /// Adds a number to the ranges. Returns whether it is new.
    fn give(&mut self, n: u32) -> bool {
        let before = self.given.range_mut(..=n).next_back().map(|(first, last)| (*first, *last));
        if before.is_some_and(|(_, last)| n <= last) {
            return false;
        }
        let first = before.filter(|(_, last)| last + 1 == n).map_or(n, |(first, _)| first);
        let last = n.checked_add(1).and_then(|next| self.given.remove(&next)).unwrap_or(n);
        self.given.insert(first, last);
        true
    }
}

/// Adds the numbers of records, which are in the order of their ids, to those of their writers.
pub(super) fn take<R: Record + Linked>(writers: &mut BTreeMap<String, LineNumbers>, records: &[PlacedRecord<R>]) {
    for of_file in records.chunk_by(|one, next| Arc::ptr_eq(&one.path, &next.path)) {
        let Some(numbers) = writers.get_mut(&names::writer_of(&of_file[0].path)) else { continue };
        of_file.iter().for_each(|it| numbers.take(&it.record));
    }
}

impl FileWalk {
    /// Reports numbers that are missing, and those that were used twice.
    pub(super) fn name_numbers(&mut self, numbers: LineNumbers) {
        let missing = missing(&numbers.given);
        let count: u64 = missing.iter().map(|(from, to)| u64::from(to - from) + 1).sum();
        // Unreadable lines are reported already, so a gap is reported only if there are too few of them to explain it.
        // A missing line to which the next one refers is also reported already.
        if numbers.are_unchained && count > u64::from(numbers.lost) {
            self.found(&numbers.path, FaultKind::Gap { missing });
        }
        for n in numbers.twice {
            self.found(&numbers.path, FaultKind::NumberTwice { n });
        }
    }
}

/// Returns the numbers that are missing from 1 to the highest one, as inclusive ranges.
fn missing(given: &BTreeMap<u32, u32>) -> Vec<(u32, u32)> {
    let mut missing = Vec::new();
    let mut end = 0;
    for (first, last) in given {
        if *first > end + 1 {
            missing.push((end + 1, first - 1));
        }
        end = *last;
    }
    missing
}
