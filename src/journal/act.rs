//! Acts and facts: what one command recorded.

use super::chain::{Links, Prev};
use crate::calendar::{Day, Instant};
use crate::language::nfc;
pub use crate::plan::Occurrence;
use crate::plan::OneOff;
use chrono::{DateTime, FixedOffset};
use smol_str::SmolStr;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Permanently identifies an act: a UUIDv7 made where the act was written, above every id its author could see (see
/// [`LogicalTime`](super::LogicalTime)). Ids decide which act is later, last or in force.
pub type ActId = uuid::Uuid;

/// What one command recorded about one business day at one site: one line of the journal, all or nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// The act's id, made where the act was written.
    pub id: ActId,
    /// Number of the line in the writer's file of this day, from 1, so that a removed line is noticed.
    pub n: u32,
    /// The checklist's id.
    pub checklist: SmolStr,
    /// The site's id; empty if the checklist names no sites.
    pub site: SmolStr,
    /// The business day that the facts are about.
    pub day: Day,
    /// Who did it.
    pub by: SmolStr,
    /// When it was written, to the millisecond, with the offset of the checklist's zone.
    pub recorded_at: DateTime<FixedOffset>,
    /// The line's references to other records; `None` for a line of version 1.
    pub links: Option<Links>,
    /// The facts; never empty.
    pub facts: Vec<Fact>,
}

/// An act before it is written; the journal assigns its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// As in [`Act`].
    pub id: ActId,
    /// As in [`Act`].
    pub checklist: SmolStr,
    /// As in [`Act`].
    pub site: SmolStr,
    /// As in [`Act`].
    pub day: Day,
    /// As in [`Act`].
    pub by: SmolStr,
    /// As in [`Act`].
    pub recorded_at: DateTime<FixedOffset>,
    /// As in [`Links`].
    pub under: Option<ActId>,
    /// As in [`Act`].
    pub facts: Vec<Fact>,
}

/// One statement about one occurrence. `at` is the instant at which it is said to have happened (`--at`, else the
/// instant of recording).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// Done, wholly or in part.
    Tick {
        /// The occurrence.
        of: Occurrence,
        /// The claimed instant.
        at: DateTime<FixedOffset>,
        /// Step numbers from 1; `None` means all, empty means none (the tick only carries values).
        steps: Option<Vec<u16>>,
        /// Field id → value in canonical form (numbers as exact decimals, `yes`/`no`).
        values: BTreeMap<String, String>,
    },
    /// Not done, with a reason; still required.
    Skip {
        /// The occurrence.
        of: Occurrence,
        /// The claimed instant.
        at: DateTime<FixedOffset>,
        /// The reason.
        reason: String,
    },
    /// Not applicable, with a reason; not required.
    Excuse {
        /// The occurrence.
        of: Occurrence,
        /// The claimed instant.
        at: DateTime<FixedOffset>,
        /// The reason.
        reason: String,
    },
    /// A note.
    Note {
        /// The occurrence.
        of: Occurrence,
        /// The claimed instant.
        at: DateTime<FixedOffset>,
        /// The text of the note.
        text: String,
    },
    /// Adds a one-off to the act's day.
    Add {
        /// The one-off's key and slot.
        of: Occurrence,
        /// The claimed instant.
        at: DateTime<FixedOffset>,
        /// What is to be done, for whom and by when.
        one_off: Box<OneOff>,
    },
    /// Undoes an act of the same site and day, wholly or for one occurrence.
    Undo {
        /// The act that is undone.
        act: ActId,
        /// If set, only what the act recorded for this occurrence is undone.
        only: Option<Occurrence>,
        /// The reason; required if the act is someone else's.
        reason: Option<String>,
    },
}

impl Act {
    /// Normalises people's names, and the titles they search by, to NFC, so that names compare equal however they were
    /// typed. The line stays as it was written.
    pub fn compose_names(&mut self) {
        if let Cow::Owned(by) = nfc(&self.by) {
            self.by = by.into();
        }
        for fact in &mut self.facts {
            let Fact::Add { one_off, .. } = fact else { continue };
            for text in [Some(&mut one_off.title), one_off.assignee.as_mut()].into_iter().flatten() {
                if let Cow::Owned(composed) = nfc(text) {
                    *text = composed;
                }
            }
        }
    }

    /// Returns the instant of recording.
    pub fn recorded(&self) -> Instant {
        self.recorded_at.to_utc()
    }
}

impl Draft {
    /// Returns the act that this draft becomes as its writer's `n`th line of the day, written after `prev`.
    pub fn numbered(&self, n: u32, prev: Option<Prev>) -> Act {
        Act {
            id: self.id,
            n,
            checklist: self.checklist.clone(),
            site: self.site.clone(),
            day: self.day,
            by: self.by.clone(),
            recorded_at: self.recorded_at,
            links: Some(Links { prev, under: self.under }),
            facts: self.facts.clone(),
        }
    }
}

impl Fact {
    /// Returns the claimed instant; `None` for an undo, which happens when it is recorded.
    pub fn claimed(&self) -> Option<DateTime<FixedOffset>> {
        match self {
            Fact::Tick { at, .. }
            | Fact::Skip { at, .. }
            | Fact::Excuse { at, .. }
            | Fact::Note { at, .. }
            | Fact::Add { at, .. } => Some(*at),
            Fact::Undo { .. } => None,
        }
    }

    /// Returns the occurrence that the fact is about; `None` for an undo, which is about an act.
    pub fn occurrence(&self) -> Option<&Occurrence> {
        match self {
            Fact::Tick { of, .. }
            | Fact::Skip { of, .. }
            | Fact::Excuse { of, .. }
            | Fact::Note { of, .. }
            | Fact::Add { of, .. } => Some(of),
            Fact::Undo { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_composed_and_what_is_said_stays() {
        let check = |written: &str, expected: &str| {
            let at = DateTime::UNIX_EPOCH.fixed_offset();
            let of = Occurrence { task: "+k7".into(), slot: "any".into() };
            let one_off = OneOff {
                title: written.to_owned(),
                due: None,
                end: None,
                assignee: Some(written.to_owned()),
                carry: 7,
                found: None,
                note: Some(written.to_owned()),
            };
            let facts = vec![Fact::Add { of, at, one_off: Box::new(one_off) }];
            let mut act = Draft {
                id: ActId::nil(),
                checklist: "shop".into(),
                site: "".into(),
                day: Day::default(),
                by: written.into(),
                recorded_at: at,
                under: None,
                facts,
            }
            .numbered(1, None);
            act.compose_names();
            let Fact::Add { one_off, .. } = &act.facts[0] else { panic!("{act:?}") };
            assert_eq!((act.by.as_str(), one_off.title.as_str()), (expected, expected));
            assert_eq!((one_off.assignee.as_deref(), one_off.note.as_deref()), (Some(expected), Some(written)));
        };
        check("Jose\u{301}", "José");
        check("小李", "小李");
    }
}
