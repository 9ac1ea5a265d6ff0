//! What a line says of others, from version 2 on: the record that its writer wrote before it, and the adoption it was made
//! under. A record that is named and not there is lost, or has not arrived yet.

use super::act::ActId;
use super::cursor::Cursor;
use super::fault::FaultKind;
use super::record;
use super::stamp::DayStamp;
use crate::calendar::Day;
use serde::ser::{Serialize, Serializer};

/// Where a writer's record lies in its checklist's folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordPlace {
    /// In the file of a business day.
    Day(Day),
    /// In the file of adoptions.
    Adopted,
}

/// The record, an act or an adoption, that a writer wrote before another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Prev {
    /// Its id.
    pub id: ActId,
    /// Where it was put.
    pub place: RecordPlace,
}

/// What a line says of other lines.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Links {
    /// The record the same writer wrote before it into this checklist's journal; none where the writer knew of none.
    pub prev: Option<Prev>,
    /// The adoption whose text was in force for the writer of an act; none for an adoption.
    pub under: Option<ActId>,
}

impl Links {
    /// The version of a line that says these.
    pub(super) fn version(links: Option<&Links>) -> u32 {
        if links.is_some() { record::VERSION } else { 1 }
    }

    /// `prev` as it is written into a line that lies at a place.
    pub(super) fn prev_row(links: Option<&Links>, here: RecordPlace) -> Option<PrevRow> {
        let prev = links?.prev?;
        Some(PrevRow { id: prev.id, place: Some(prev.place).filter(|place| *place != here) })
    }
}

/// `"prev"` in a line.
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

/// What names the file of adoptions.
const ADOPTED: &str = "adopted";

/// Stands before the id of the record before.
pub(super) const PREV: &[u8] = br#","prev":{"id":""#;

/// Stands in every line whose record before it lies in another file: a line has one spelling.
pub(super) const IN_ANOTHER_FILE: &[u8] = br#"","in":""#;

/// Reads the record before the one that lies here.
pub(super) fn prev(at: &mut Cursor<'_>, here: RecordPlace) -> Result<Option<Prev>, FaultKind> {
    if !at.skip(r#","prev":{"id":""#) {
        return Ok(None);
    }
    let id = at.id()?;
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

/// Reads the adoption an act was made under.
pub(super) fn under(at: &mut Cursor<'_>) -> Result<Option<ActId>, FaultKind> {
    if !at.skip(r#","under":""#) {
        return Ok(None);
    }
    let id = at.id()?;
    at.expect("\"")?;
    Ok(Some(id))
}
