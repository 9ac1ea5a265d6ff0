//! Whether an id stands on two days: of each only a number is kept, and of a long history only a part of them at a time.

use crate::journal::act::ActId;
use crate::journal::folder::scan_file;
use crate::journal::lines::FoundLine;
use crate::journal::record::id_of;
use crate::journal::survey::Listed;
use std::collections::HashSet;

/// So many numbers are kept at a time: 8 MiB.
const MOST: usize = 1 << 20;

/// The numbers of the ids that were met: of those that belong to a part, each once for every day it stands on.
#[derive(Default)]
pub(super) struct Ids {
    numbers: Vec<u64>,
    /// The part of a number that has these bits; at first they all are of one part.
    mask: u64,
    part: u64,
}

/// A number for an id: two ids hardly ever have the same, and then they are looked at again.
pub(super) fn number_of(id: ActId) -> u64 {
    let (high, low) = id.as_u64_pair();
    let mixed = (high ^ low.rotate_left(32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ mixed >> 32
}

impl Ids {
    /// Takes note of an id, once a day.
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

    /// The numbers that were met on two days; goes through the files again for those of the other parts.
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
                let mut ids = HashSet::new();
                for (_, file) in of_day {
                    // What cannot be read was told.
                    let _ = scan_file(file, |_, found| match found {
                        FoundLine::Whole(line) => ids.extend(id_of(line)),
                        FoundLine::Damaged(_) => {}
                    });
                }
                ids.into_iter().for_each(|id| self.take(id));
            }
        }
    }
}
