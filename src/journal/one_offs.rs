//! What was said of one-offs, found without reading all else.

use super::DayReading;
use super::act::{Act, ActId, Fact};
use super::fault::Fault;
use super::folder::{open_plain, read_day_file_if, unite};
use super::record;
use crate::calendar::{Day, DayRange};
use crate::checklist::is_one_off;
use memchr::memmem::Finder;
use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// In every line that speaks of a one-off: a line has one spelling.
const OF_ONE_OFF: &[u8] = br#""task":"+"#;

/// In every line that takes an act back.
const UNDO: &[u8] = br#""fact":"undo""#;

/// Bytes looked at together.
const CHUNK: usize = 32 << 10;

/// Looks through the files of many days. A file is read twice where it speaks of one-offs, and only there: the first look
/// goes through the bytes of a whole history and keeps none of them, the second makes lines of those of the few days that
/// have some. What is appended in between is only seen the sooner.
pub(super) struct OneOffSearch {
    of_one_off: Finder<'static>,
    undo: Finder<'static>,
    /// Those of the file looked at, in a buffer that is used again.
    bytes: Vec<u8>,
    /// A file that was listed, and gone when it was to be opened.
    pub gone: Option<PathBuf>,
}

impl OneOffSearch {
    pub(super) fn new() -> OneOffSearch {
        OneOffSearch {
            of_one_off: Finder::new(OF_ONE_OFF),
            undo: Finder::new(UNDO),
            bytes: Vec::with_capacity(CHUNK),
            gone: None,
        }
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
        match open_plain(path) {
            Ok((file, length)) => length == 0 || self.speaks(file).unwrap_or(true),
            Err(None) => {
                self.gone.get_or_insert_with(|| path.to_owned());
                false
            }
            Err(Some(_)) => true,
        }
    }

    /// Whether the bytes of a file speak of one. What can only be a placeholder has to be told, so it counts too.
    fn speaks(&mut self, mut file: File) -> io::Result<bool> {
        self.bytes.clear();
        loop {
            let read = file.by_ref().take(CHUNK as u64).read_to_end(&mut self.bytes)?;
            if self.of_one_off.find(&self.bytes).is_some() || self.bytes.first() == Some(&0) {
                return Ok(true);
            }
            if read < CHUNK {
                return Ok(false);
            }
            // It may stand half in this piece and half in the next.
            self.bytes.drain(..self.bytes.len() - (OF_ONE_OFF.len() - 1));
        }
    }
}

/// Names what is of no one day of a range with its last.
pub(super) fn name_fault(found: &mut Vec<(Day, DayReading)>, range: DayRange, fault: Fault) {
    match found.last_mut() {
        Some((_, reading)) => reading.faults.push(fault),
        None => found.push((range.last, DayReading { acts: Vec::new(), faults: vec![fault] })),
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
