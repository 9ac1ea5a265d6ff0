//! The journal: an append-only set of acts, kept in plain day files, and the program's only source of truth.
//!
//! `docs/journal.md` specifies the files; [`fold()`] turns acts into state in whatever order they arrive.

mod act;
mod adoption;
mod bytes;
mod chain;
mod clock;
mod cursor;
mod digest;
mod durable;
mod error;
mod fault;
mod fold;
mod folder;
mod layout;
mod line;
mod lines;
mod lock;
mod losses;
mod memory;
mod names;
mod one_offs;
mod previous;
mod reader;
mod record;
mod rights;
mod stamp;
mod sum;
mod survey;
mod texts;
mod verify;
mod writer;

pub use act::{Act, ActId, Draft, Fact, Occurrence};
pub use adoption::{AdoptedFile, Adoption, AdoptionDraft, bundle_digest, first_adoption, in_force, in_force_before};
#[doc(hidden)]
pub use bytes::{read_act_lines, read_adoption_lines, write_act_line, write_adoption_line};
pub use chain::{Links, Prev, RecordPlace};
pub use clock::LogicalTime;
pub use digest::Digest;
pub use durable::patiently;
pub use error::{JournalError, JournalFailure};
pub use fault::{Fault, FaultKind};
pub use fold::{Added, DayFacts, Note, OccurrenceFacts, Ruling, RulingKind, Source, Tick, Undone, Value, fold};
pub use folder::Folder;
pub use losses::waiting;
pub use memory::Memory;
pub use previous::Remembers;
pub use reader::DayReader;
pub use verify::{JournalCounts, Verification};
pub use writer::{Writer, WriterId};

use crate::calendar::{Day, DayRange};
use crate::checklist::Bundle;

/// A store of acts and adoptions. Merging two stores is a set union.
///
/// Records are never changed or removed. Whatever cannot be read is reported as a fault beside the readable records; an
/// error means that the store itself could not be used.
pub trait Journal {
    /// Stores an act, and returns it as every reader will read it, with instants cut to the millisecond.
    fn append(&self, draft: &Draft) -> Result<Act, JournalError>;

    /// Returns the acts of a business day, of all sites and writers, each once and ordered by id.
    fn read_day(&self, checklist: &str, day: Day) -> Result<DayReading, JournalError>;

    /// Returns, for each day of a range, the acts that mention a one-off and the undos of those acts. Days are in
    /// order; days without such acts are skipped. Includes faults for unreadable lines that may have been such acts.
    fn one_offs(&self, checklist: &str, range: DayRange) -> Result<Vec<(Day, DayReading)>, JournalError> {
        let days = self.days(checklist, range)?.into_iter();
        let read = days.map(|day| Ok((day, one_offs::of_day(self.read_day(checklist, day)?))));
        let mut found = read.collect::<Result<Vec<_>, JournalError>>()?;
        found.retain(|(_, reading)| *reading != DayReading::default());
        Ok(found)
    }

    /// Returns the days of a range that may have acts, in order.
    fn days(&self, checklist: &str, range: DayRange) -> Result<Vec<Day>, JournalError>;

    /// Returns the ids of the checklists that have a journal here, in order.
    fn checklists(&self) -> Result<Vec<String>, JournalError>;

    /// Stores a checklist's text, then records from which business day it applies.
    fn adopt(&self, draft: &AdoptionDraft, bundle: &Bundle) -> Result<Adoption, JournalError>;

    /// Returns all adoptions of a checklist, each once and ordered by id.
    fn adoptions(&self, checklist: &str) -> Result<AdoptionReading, JournalError>;

    /// Returns the texts of an adoption. Returns an error if any text is missing or differs from the adopted one.
    fn bundle(&self, adoption: &Adoption) -> Result<Bundle, JournalError>;
}

/// The acts read for a business day, and the faults found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DayReading {
    /// The acts, each once, ordered by id.
    pub acts: Vec<Act>,
    /// Files and lines that could not be read, and lines that contradict others.
    pub faults: Vec<Fault>,
}

/// The adoptions read for a checklist, and the faults found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AdoptionReading {
    /// The adoptions, each once, ordered by id.
    pub adoptions: Vec<Adoption>,
    /// Files and lines that could not be read, and lines that contradict others.
    pub faults: Vec<Fault>,
}
