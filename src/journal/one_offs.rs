//! Finds what was recorded about one-offs without reading everything else.

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

/// Occurs in every line about a one-off, because a line has only one spelling.
const OF_ONE_OFF: &[u8] = br#""task":"+"#;

/// Occurs in every line that undoes an act.
const UNDO: &[u8] = br#""fact":"undo""#;

/// Number of bytes examined at once.
const CHUNK: usize = 32 << 10;

/// Searches the files of many days. The first pass goes through the bytes of the whole history and keeps none; the
/// second parses the lines of the few days that have one-offs. What is appended in between is merely seen sooner.
pub(super) struct OneOffSearch {
    of_one_off: Finder<'static>,
    undo: Finder<'static>,
    /// The bytes of the current file, in a reused buffer.
    bytes: Vec<u8>,
    /// A file that was listed but gone when it was to be opened.
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

    /// Returns what a day's files hold about one-offs, if anything.
    pub(super) fn day<'a>(
        &mut self,
        files: impl Iterator<Item = &'a Path> + Clone,
        checklist: &str,
        day: Day,
    ) -> Option<DayReading> {
        // A day is searched as a whole, because an act in one file may be undone in another.
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

    /// Whether a file's bytes mention a one-off. A possible placeholder counts too, because it must be reported.
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
            // A match may begin in this piece and end in the next.
            self.bytes.drain(..self.bytes.len() - (OF_ONE_OFF.len() - 1));
        }
    }
}

/// Adds a fault that belongs to no single day of a range to the last day.
pub(super) fn name_fault(found: &mut Vec<(Day, DayReading)>, range: DayRange, fault: Fault) {
    match found.last_mut() {
        Some((_, reading)) => reading.faults.push(fault),
        None => found.push((range.last, DayReading { acts: Vec::new(), faults: vec![fault] })),
    }
}

/// Keeps what a day's acts say about one-offs: the acts that mention one, and the undos of those acts.
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
