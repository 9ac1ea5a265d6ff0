//! Reads records in parts, in the order of their ids, so that a day of any size takes little memory. Usually one part
//! contains all records.

use crate::journal::act::ActId;
use crate::journal::fault::FaultKind;
use crate::journal::folder::read_file;
use crate::journal::record::{FileReading, PlacedRecord, Record, id_of};
use std::cell::RefCell;
use std::path::Path;

/// Estimated number of bytes of the records held at a time.
const MOST: usize = 4 << 20;
/// Number of bytes of a file's lines after which their records are spilled.
const SPILLED: usize = 256 << 10;

/// The records with the lowest ids above those of the previous part, as many as may be held in memory.
pub(super) struct Part<R> {
    pub records: Vec<PlacedRecord<R>>,
    /// The highest id of the previous part; `None` in the first part.
    after: Option<ActId>,
    /// The highest id that may be in this part.
    upto: ActId,
    /// Estimated number of bytes of the records, and the maximum.
    weight: usize,
    most: usize,
}

impl<R: Record> Part<R> {
    /// Creates the first part.
    pub(super) fn first() -> Part<R> {
        Part { records: Vec::new(), after: None, upto: ActId::max(), weight: 0, most: MOST }
    }

    /// Creates the next part after this one was read from all files; `None` if this was the last.
    pub(super) fn next(&self) -> Option<Part<R>> {
        (self.upto < ActId::max()).then(|| Part { after: Some(self.upto), ..Part::first() })
    }

    /// Whether this part is the first; only then are all lines parsed, and all faults found.
    pub(super) fn is_first(&self) -> bool {
        self.after.is_none()
    }

    /// Adds a file's records. In the first part, calls `drops` for each record that is left to a later part. Returns
    /// the reading with an empty list of records, and the number of records read.
    pub(super) fn read(
        &mut self,
        path: &Path,
        is_wrong: impl Fn(&R) -> Option<FaultKind>,
        drops: &mut impl FnMut(&R),
    ) -> (FileReading<R>, usize) {
        let (part, mut length, mut count) = (RefCell::new(self), 0, 0);
        let is_wanted = |line: &[u8]| {
            let part = part.borrow();
            part.is_first() || id_of(line).is_none_or(|id| Some(id) > part.after && id <= part.upto)
        };
        let mut take = |records: &mut Vec<PlacedRecord<R>>| {
            count += records.len();
            records.drain(..).for_each(|it| part.borrow_mut().take(it, drops));
        };
        let mut reading = read_file(path, is_wanted, is_wrong, |records| {
            length += records.last().map_or(0, |it| it.length as usize);
            if length > SPILLED {
                take(records);
                length = 0;
            }
        });
        take(&mut reading.records);
        (reading, count)
    }

    fn take(&mut self, it: PlacedRecord<R>, drops: &mut impl FnMut(&R)) {
        if it.record.id() <= self.upto {
            self.weight += weight(&it);
            self.records.push(it);
            if self.weight > self.most {
                self.leave_some(drops);
            }
        } else if self.is_first() {
            drops(&it.record);
        }
    }

    /// Leaves an eighth of the records, those with the highest ids, to later parts. Equal ids stay together.
    fn leave_some(&mut self, drops: &mut impl FnMut(&R)) {
        self.records.sort_by_key(|it| it.record.id());
        // A duplicate of a line in the same file adds nothing.
        self.records.dedup_by(|it, before| it.record == before.record && it.path == before.path);
        self.weight = 0;
        let room = self.most - self.most / 8;
        let full = self.records.iter().position(|it| {
            self.weight += weight(it);
            self.weight > room
        });
        let Some(full) = full else { return };
        let id = self.records[full].record.id();
        let first = self.records.partition_point(|it| it.record.id() < id);
        let kept = if first > 0 { first } else { self.records.partition_point(|it| it.record.id() <= id) };
        self.upto = self.records[kept - 1].record.id();
        let is_first = self.is_first();
        self.records.drain(kept..).filter(|_| is_first).for_each(|it| drops(&it.record));
        self.weight = self.records.iter().map(weight).sum();
        if self.weight > room {
            // Records with the same id cannot be divided.
            self.most = 2 * self.weight;
        }
    }
}

/// Estimates the memory that a record takes: an act with a value takes more than twice the length of its line.
fn weight<R>(it: &PlacedRecord<R>) -> usize {
    size_of::<PlacedRecord<R>>() + 2 * it.length as usize
}
