//! Checks the numbers of a writer's lines. For lines of version 1, this is the only way to detect that one is missing.

use super::FileWalk;
use crate::journal::act::ActId;
use crate::journal::fault::FaultKind;
use crate::journal::losses::Linked;
use crate::journal::record::{FileReading, Record};
use std::path::{Path, PathBuf};

/// The numbers of a writer's lines in a file and all its copies.
pub(super) struct LineNumbers {
    path: PathBuf,
    given: Vec<(u32, ActId)>,
    lost: u32,
    /// Whether any line is of version 1, and thus does not refer to its previous record.
    are_unchained: bool,
}

impl LineNumbers {
    pub(super) fn new(path: &Path) -> LineNumbers {
        LineNumbers { path: path.to_owned(), given: Vec::new(), lost: 0, are_unchained: false }
    }

    /// Adds the numbers in the file or one of its copies.
    pub(super) fn take<R: Record + Linked>(&mut self, reading: &FileReading<R>) {
        self.given.extend(reading.records.iter().map(|it| (it.record.n(), it.record.id())));
        self.lost = self.lost.saturating_add(reading.lost);
        self.are_unchained |= reading.records.iter().any(|it| it.record.links().is_none());
    }
}

impl FileWalk {
    /// Reports numbers that are missing, and those that were used twice.
    pub(super) fn name_numbers(&mut self, mut numbers: LineNumbers) {
        numbers.given.sort_unstable();
        numbers.given.dedup();
        let given = || numbers.given.chunk_by(|one, next| one.0 == next.0);
        let missing = missing(given().map(|of_one| of_one[0].0));
        let count: u64 = missing.iter().map(|(from, to)| u64::from(to - from) + 1).sum();
        // Unreadable lines are reported already, so a gap is reported only if there are too few of them to explain it.
        // A missing line to which the next one refers is also reported already.
        if numbers.are_unchained && count > u64::from(numbers.lost) {
            self.found(&numbers.path, FaultKind::Gap { missing });
        }
        for of_one in given().filter(|of_one| of_one.len() > 1) {
            self.found(&numbers.path, FaultKind::NumberTwice { n: of_one[0].0 });
        }
    }
}

/// Returns the numbers that are missing from 1 to the highest one, as inclusive ranges; `given` must be in order.
fn missing(given: impl Iterator<Item = u32>) -> Vec<(u32, u32)> {
    let mut missing = Vec::new();
    let mut last = 0;
    for n in given {
        if n > last + 1 {
            missing.push((last + 1, n - 1));
        }
        last = n;
    }
    missing
}
