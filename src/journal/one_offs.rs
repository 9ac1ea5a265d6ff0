//! Finds the acts about one-offs without parsing the whole history.

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

/// Bytes that occur in every line about a one-off. A search is enough, because each line has only one spelling.
const OF_ONE_OFF: &[u8] = br#""task":"+"#;

/// Bytes that occur in every line that undoes an act.
const UNDO: &[u8] = br#""fact":"undo""#;

/// Number of bytes examined at once.
const CHUNK: usize = 32 << 10;

/// Searches the files of many days. The bytes of each day are first scanned for a one-off, in constant memory; only the
/// few days that have one are then parsed. Lines appended between these two passes may be included.
pub(super) struct OneOffSearch {
    of_one_off: Finder<'static>,
    undo: Finder<'static>,
    /// A reused buffer for bytes of the current file.
    bytes: Vec<u8>,
    /// The first file that was listed but no longer existed when opened.
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

    /// Returns the acts about one-offs in a day's files, and the faults; `None` if there are neither.
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

    /// Whether a file mentions a one-off. Also true if the file begins with a zero byte: it may be a placeholder, which
    /// must be reported.
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

/// Adds a fault that concerns no particular day. It is added to the last day found, or to the last day of the range if
/// none was found.
pub(super) fn name_fault(found: &mut Vec<(Day, DayReading)>, range: DayRange, fault: Fault) {
    match found.last_mut() {
        Some((_, reading)) => reading.faults.push(fault),
        None => found.push((range.last, DayReading { acts: Vec::new(), faults: vec![fault] })),
    }
}

/// Keeps only the acts that mention a one-off, and the undos of those acts. All faults are kept.
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
