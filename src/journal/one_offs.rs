//! What was said of one-offs, found without reading all else.

use super::DayReading;
use super::act::{Act, ActId, Fact};
use crate::checklist::is_one_off;
use memchr::memmem::Finder;
use std::collections::HashSet;

/// In every line that speaks of a one-off: a line has one spelling.
const OF_ONE_OFF: &[u8] = br#""task":"+"#;

/// In every line that takes an act back.
const UNDO: &[u8] = br#""fact":"undo""#;

/// Looks for lines without reading them.
pub(super) struct Needles {
    of_one_off: Finder<'static>,
    undo: Finder<'static>,
}

impl Needles {
    pub(super) fn new() -> Needles {
        Needles { of_one_off: Finder::new(OF_ONE_OFF), undo: Finder::new(UNDO) }
    }

    /// Whether a one-off is spoken of anywhere in the bytes.
    pub(super) fn speak_of_one_off(&self, bytes: &[u8]) -> bool {
        self.of_one_off.find(bytes).is_some()
    }

    /// Whether a line may be an act that [`of_day`] keeps.
    pub(super) fn may_be_of_one_off(&self, line: &[u8]) -> bool {
        self.speak_of_one_off(line) || self.undo.find(line).is_some()
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
