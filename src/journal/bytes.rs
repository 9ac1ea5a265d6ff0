//! Parses and formats lines of the journal without a folder, for fuzzing, which works on bytes in memory.

use super::act::Act;
use super::adoption::Adoption;
use super::record::{self, Record};
use super::{AdoptionReading, DayReading};
use std::path::Path;

/// Parses bytes as a day file, without checking which day or checklist each line is about.
pub fn read_act_lines(bytes: &[u8]) -> DayReading {
    let (acts, faults) = read(bytes);
    DayReading { acts, faults }
}

/// Parses bytes as a file of adoptions.
pub fn read_adoption_lines(bytes: &[u8]) -> AdoptionReading {
    let (adoptions, faults) = read(bytes);
    AdoptionReading { adoptions, faults }
}

/// Formats an act as a line, without a line end; `None` if it is too long or a year has more than four digits.
pub fn write_act_line(act: &Act) -> Option<String> {
    act.to_line()
}

/// Formats an adoption as a line, without a line end; `None` if it is too long or a year has more than four digits.
pub fn write_adoption_line(adoption: &Adoption) -> Option<String> {
    adoption.to_line()
}

fn read<R: Record>(bytes: &[u8]) -> (Vec<R>, Vec<super::Fault>) {
    let reading = record::read(Path::new("bytes"), bytes);
    let mut faults = reading.faults;
    (record::alone(record::unite(reading.records, &mut faults)), faults)
}
