//! What was said of one-offs, found without reading all else.

use super::DayReading;
use super::act::{Act, ActId, Fact};
use super::folder::{read_bytes, read_day_file_if, unite};
use super::record;
use crate::calendar::Day;
use crate::checklist::is_one_off;
use memchr::memmem::Finder;
use std::collections::HashSet;
use std::path::Path;

/// In every line that speaks of a one-off: a line has one spelling.
const OF_ONE_OFF: &[u8] = br#""task":"+"#;

/// In every line that takes an act back.
const UNDO: &[u8] = br#""fact":"undo""#;

/// Looks through the files of many days. A file is read twice where it speaks of one-offs, and only there: the first look
/// goes through the bytes of a whole history and keeps none of them, the second makes lines of those of the few days that
/// have some. What is appended in between is only seen the sooner.
pub(super) struct Search {
    of_one_off: Finder<'static>,
    undo: Finder<'static>,
    /// Those of the file looked at, in a buffer that is used again.
    bytes: Vec<u8>,
}

impl Search {
    pub(super) fn new() -> Search {
        Search { of_one_off: Finder::new(OF_ONE_OFF), undo: Finder::new(UNDO), bytes: Vec::new() }
    }

    /// What a day's files say of one-offs, if anything.
    pub(super) fn day<'a>(
        &mut self,
        files: impl Iterator<Item = &'a Path> + Clone,
        checklist: &str,
        day: Day,
    ) -> Option<DayReading> {
        // A day is looked at as a whole: what takes back an act in one file may stand in another.
        if !files.clone().any(|path| self.may_speak(path)) {
            return None;
        }
        let is_wanted = |line: &[u8]| self.of_one_off.find(line).or_else(|| self.undo.find(line)).is_some();
        let (placed, faults) = unite(files.map(|path| read_day_file_if(path, checklist, day, is_wanted)));
        Some(of_day(DayReading { acts: record::alone(placed), faults }))
            .filter(|reading| *reading != DayReading::default())
    }

    fn may_speak(&mut self, path: &Path) -> bool {
        match read_bytes(path, &mut self.bytes) {
            Ok(()) => self.of_one_off.find(&self.bytes).is_some(),
            Err(fault) => fault.is_some(),
        }
    }
}

/// What a day's acts say of one-offs: the acts that speak of one, and those that take one of these back.
pub(super) fn of_day(reading: DayReading) -> DayReading {
    let DayReading { mut acts, faults } = reading;
    let speaking: HashSet<ActId> = acts.iter().filter(|act| speaks_of_one_off(act)).map(|act| act.id).collect();
    let takes_back =
        |act: &Act| act.facts.iter().any(|fact| matches!(fact, Fact::Undo { act, .. } if speaking.contains(act)));
    acts.retain(|act| speaking.contains(&act.id) || takes_back(act));
    DayReading { acts, faults }
}

fn speaks_of_one_off(act: &Act) -> bool {
    act.facts.iter().filter_map(Fact::occurrence).any(|of| is_one_off(&of.task))
}
