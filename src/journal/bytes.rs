//! Lines of the journal without a folder around them: the door for fuzzing, which has bytes and no disk.

use super::act::Act;
use super::adoption::Adoption;
use super::record::{self, Record};
use super::{AdoptionReading, DayReading};
use std::path::Path;

/// What a day file of these bytes would hold, whichever days its lines speak of.
pub fn read_act_lines(bytes: &[u8]) -> DayReading {
    let (acts, faults) = read(bytes);
    DayReading { acts, faults }
}

/// What a file of adoptions of these bytes would hold.
pub fn read_adoption_lines(bytes: &[u8]) -> AdoptionReading {
    let (adoptions, faults) = read(bytes);
    AdoptionReading { adoptions, faults }
}

/// An act as its line, without a line end.
pub fn write_act_line(act: &Act) -> Option<String> {
    act.to_line()
}

/// An adoption as its line, without a line end.
pub fn write_adoption_line(adoption: &Adoption) -> Option<String> {
    adoption.to_line()
}

fn read<R: Record>(bytes: &[u8]) -> (Vec<R>, Vec<super::Fault>) {
    let reading = record::read(Path::new("bytes"), bytes);
    let mut faults = reading.faults;
    (record::alone(record::unite(reading.records, &mut faults)), faults)
}
