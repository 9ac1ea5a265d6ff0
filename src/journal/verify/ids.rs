//! Finds ids that occur on two days. Keeps only hashes of ids and, for a long history, only a part of the hashes at a
//! time.

use crate::calendar::Day;
use crate::journal::act::ActId;
use crate::journal::folder::scan_file;
use crate::journal::lines::FoundLine;
use crate::journal::record::id_of;
use crate::journal::survey::Listed;
use std::collections::HashSet;
use std::path::PathBuf;

/// Maximum number of hashes kept at a time: 4 MiB.
const MOST: usize = 1 << 19;

/// Hashes of the ids read so far, limited to the current part: one entry per id and day.
#[derive(Default)]
pub(super) struct Ids {
    numbers: Vec<u64>,
    /// The bits that decide the part a hash belongs to; at first there is only one part.
    mask: u64,
    part: u64,
}

/// Returns a hash of an id. Different ids rarely have the same hash; the second pass compares the ids themselves.
pub(super) fn number_of(id: ActId) -> u64 {
    let (high, low) = id.as_u64_pair();
    let mixed = (high ^ low.rotate_left(32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ mixed >> 32
}

impl Ids {
    /// Adds an id; called once for each day it occurs on.
    pub(super) fn take(&mut self, id: ActId) {
        let number = number_of(id);
        if number & self.mask != self.part {
            return;
        }
        if self.numbers.len() == MOST && self.part == 0 {
            self.mask = 2 * self.mask + 1;
            self.numbers.retain(|number| number & self.mask == 0);
        }
        self.numbers.extend((number & self.mask == self.part).then_some(number));
    }

    /// Returns the hashes that occur on two days. Reads the files again for the other parts.
    pub(super) fn twice(mut self, listed: &Listed) -> HashSet<u64> {
        let mut twice = HashSet::new();
        loop {
            self.numbers.sort_unstable();
            twice.extend(self.numbers.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]));
            if self.part == self.mask {
                return twice;
            }
            self.numbers.clear();
            self.part += 1;
            for of_day in listed.files.chunk_by(|one, next| one.0 == next.0) {
                let mut of_day = self.of_day(of_day);
                // An id that occurs several times on one day counts once.
                of_day.sort_unstable();
                of_day.dedup();
                self.numbers.append(&mut of_day);
            }
        }
    }

    /// Returns the hashes of a day's ids that belong to the current part.
    fn of_day(&self, files: &[(Day, PathBuf)]) -> Vec<u64> {
        let mut numbers = Vec::new();
        for (_, file) in files {
            // The first pass has reported any error.
            let _ = scan_file(file, |_, found| {
                let FoundLine::Whole(line) = found else { return };
                numbers.extend(id_of(line).map(number_of).filter(|number| number & self.mask == self.part));
            });
        }
        numbers
    }
}
