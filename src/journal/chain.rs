//! A line's references to other records, from version 2 on: the writer's previous record, and the adoption that was in
//! force. A referenced record that is missing is lost, or has not arrived yet.

use super::act::ActId;
use super::cursor::Cursor;
use super::fault::FaultKind;
use super::record;
use super::stamp::DayStamp;
use crate::calendar::Day;
use serde::ser::{Serialize, Serializer};

/// Which file of its checklist's folder a record is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordPlace {
    /// In the file of a business day.
    Day(Day),
    /// In the file of adoptions.
    Adopted,
}

/// A reference to a writer's previous record, an act or an adoption.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Prev {
    /// The id of the previous record.
    pub id: ActId,
    /// The file that contains the previous record.
    pub place: RecordPlace,
}

/// A line's references to other records.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Links {
    /// The writer's previous record in this checklist's journal; `None` if the writer knew of none.
    pub prev: Option<Prev>,
    /// The adoption in force for the writer on the act's day, if any; always `None` for an adoption.
    pub under: Option<ActId>,
}

impl Links {
    /// Returns the version of a line: the current one if it has links, else 1.
    pub(super) fn version(links: Option<&Links>) -> u32 {
        if links.is_some() { record::VERSION } else { 1 }
    }

    /// Returns the `prev` member of a line in the file `here`; `None` if it has no previous record.
    pub(super) fn prev_row(links: Option<&Links>, here: RecordPlace) -> Option<PrevRow> {
        let prev = links?.prev?;
        Some(PrevRow { id: prev.id, place: Some(prev.place).filter(|place| *place != here) })
    }
}

/// The `prev` member of a line.
#[derive(serde::Serialize)]
pub(super) struct PrevRow {
    id: ActId,
    #[serde(rename = "in", skip_serializing_if = "Option::is_none")]
    place: Option<RecordPlace>,
}

impl Serialize for RecordPlace {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            RecordPlace::Day(day) => DayStamp(*day).serialize(serializer),
            RecordPlace::Adopted => serializer.serialize_str(ADOPTED),
        }
    }
}

/// The value of `in` that denotes the file of adoptions.
const ADOPTED: &str = "adopted";

/// The bytes before the id of the previous record in a line.
pub(super) const PREV: &[u8] = br#","prev":{"id":""#;

/// Bytes that occur in every line whose previous record is in another file. A search is enough, because each line has
/// only one spelling.
pub(super) const IN_ANOTHER_FILE: &[u8] = br#"","in":""#;

/// Reads the `prev` member of a line in the file `here`; `None` if the line has no such member.
pub(super) fn prev(at: &mut Cursor<'_>, here: RecordPlace) -> Result<Option<Prev>, FaultKind> {
    if !at.skip(r#","prev":{"id":""#) {
        return Ok(None);
    }
    let id = at.previous_id()?;
    let is_elsewhere = at.skip(r#"","in":""#);
    let place = match is_elsewhere {
        false => here,
        true if at.skip(ADOPTED) => RecordPlace::Adopted,
        true => RecordPlace::Day(at.other_day()?),
    };
    at.expect("\"}")?;
    if is_elsewhere && place == here {
        return Err(record::malformed("a record of its own file is named without the file"));
    }
    Ok(Some(Prev { id, place }))
}

/// Reads the `under` member of an act's line; `None` if the line has no such member.
pub(super) fn under(at: &mut Cursor<'_>) -> Result<Option<ActId>, FaultKind> {
    if !at.skip(r#","under":""#) {
        return Ok(None);
    }
    let id = at.under_id()?;
    at.expect("\"")?;
    Ok(Some(id))
}
