//! The journal: the append-only set of acts, and the only truth. Plain day files here; one trait for all stores.
//!
//! `docs/journal.md` specifies the files; [`fold()`] turns acts into state, whatever order they come in.

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
pub use fold::{Added, Completion, DayFacts, Note, OccurrenceFacts, Ruling, RulingKind, Tick, Undone, Value, fold};
pub use folder::Folder;
pub use losses::waiting;
pub use memory::Memory;
pub use previous::Remembers;
pub use reader::DayReader;
pub use verify::{JournalCounts, Verification};
pub use writer::{Writer, WriterId};

use crate::calendar::{Day, DayRange};
use crate::checklist::Bundle;

/// A store of acts and adoptions. Whatever it is, a union of two of them is a union of two sets.
///
/// Nothing is ever changed or taken out. What cannot be read is told beside what can; an error means that the store
/// itself could not be used.
pub trait Journal {
    /// Writes an act down. When this returns, it is kept; it is returned as every reader will read it.
    fn append(&self, draft: &Draft) -> Result<Act, JournalError>;

    /// The acts of a business day, of all sites and writers: each once, by id.
    fn read_day(&self, checklist: &str, day: Day) -> Result<DayReading, JournalError>;

    /// What was said of one-offs on the days of a range: the acts that speak of one, and those that take one of these
    /// back. Days without any are left out, the others are in order. What cannot be read is told where it may have
    /// been such an act.
    fn one_offs(&self, checklist: &str, range: DayRange) -> Result<Vec<(Day, DayReading)>, JournalError> {
        let days = self.days(checklist, range)?.into_iter();
        let read = days.map(|day| Ok((day, one_offs::of_day(self.read_day(checklist, day)?))));
        let mut found = read.collect::<Result<Vec<_>, JournalError>>()?;
        found.retain(|(_, reading)| *reading != DayReading::default());
        Ok(found)
    }

    /// The days of a range for which there may be acts, in order.
    fn days(&self, checklist: &str, range: DayRange) -> Result<Vec<Day>, JournalError>;

    /// The ids of the checklists that have a journal here, in order.
    fn checklists(&self) -> Result<Vec<String>, JournalError>;

    /// Writes down that a text holds from a day on, and keeps the text: the text first.
    fn adopt(&self, draft: &AdoptionDraft, bundle: &Bundle) -> Result<Adoption, JournalError>;

    /// All adoptions of a checklist: each once, by id.
    fn adoptions(&self, checklist: &str) -> Result<AdoptionReading, JournalError>;

    /// The texts of an adoption; each is what was adopted, or this fails.
    fn bundle(&self, adoption: &Adoption) -> Result<Bundle, JournalError>;
}

/// What was found of a business day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DayReading {
    /// Each once, by id.
    pub acts: Vec<Act>,
    /// What could not be read, or contradicts something else.
    pub faults: Vec<Fault>,
}

/// What was found of a checklist's adoptions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AdoptionReading {
    /// Each once, by id: the last knew of all that its writer could see.
    pub adoptions: Vec<Adoption>,
    /// What could not be read, or contradicts something else.
    pub faults: Vec<Fault>,
}
