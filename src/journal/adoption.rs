//! Adoptions: which text of a checklist holds from which business day on.

use super::act::ActId;
use super::chain::{self, Links, Prev, PrevRow, RecordPlace};
use super::digest::Digest;
use super::fault::FaultKind;
use super::record::{self, Record};
use super::stamp::{DayStamp, Stamp};
use super::sum;
use crate::calendar::Day;
use crate::checklist::{Bundle, SourceFile};
use chrono::{DateTime, FixedOffset};
use serde::Serialize;

/// A record that a checklist's text holds from a business day on. The texts are stored separately, named by digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adoption {
    /// The adoption's id, made where it was written, as for an act.
    pub id: ActId,
    /// Number among its writer's adoptions of this checklist, from 1.
    pub n: u32,
    /// The checklist's id.
    pub checklist: String,
    /// The first business day that the text judges, from the start of that day.
    pub day: Day,
    /// Who adopted it, explicitly or by the first writing command after an edit.
    pub by: String,
    /// When it was written, to the millisecond, with the offset of the checklist's zone.
    pub recorded_at: DateTime<FixedOffset>,
    /// The line's references to other records; `None` for a line of version 1.
    pub links: Option<Links>,
    /// IANA name of the resolved zone: a text that names none uses the system's, which differs between systems.
    pub zone: String,
    /// The root file, then its includes in the order of their first mention.
    pub files: Vec<AdoptedFile>,
}

/// One file of an adopted bundle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AdoptedFile {
    /// As in [`SourceFile`](crate::checklist::SourceFile).
    pub name: String,
    /// SHA-256 of the text.
    pub sha256: Digest,
    /// CRC-32C of the text, checked at every read at a fraction of the digest's cost. Lines written by earlier versions
    /// have none.
    #[serde(serialize_with = "sum::serialize", skip_serializing_if = "Option::is_none")]
    pub crc32c: Option<u32>,
}

impl AdoptedFile {
    /// Describes a file that is to be adopted.
    pub fn of(file: &SourceFile) -> AdoptedFile {
        let text = file.text.as_bytes();
        AdoptedFile { name: file.name.clone(), sha256: Digest::of(text), crc32c: Some(crc32c::crc32c(text)) }
    }

    /// Whether a text is the adopted one, by its CRC-32C, or by its digest if the line has no CRC-32C.
    pub(super) fn is_whole(&self, text: &[u8]) -> bool {
        match self.crc32c {
            Some(sum) => crc32c::crc32c(text) == sum,
            None => Digest::of(text) == self.sha256,
        }
    }
}

/// An adoption before it is written; the journal assigns its number and stores the texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdoptionDraft {
    /// As in [`Adoption`].
    pub id: ActId,
    /// As in [`Adoption`].
    pub checklist: String,
    /// As in [`Adoption`].
    pub day: Day,
    /// As in [`Adoption`].
    pub by: String,
    /// As in [`Adoption`].
    pub recorded_at: DateTime<FixedOffset>,
    /// As in [`Adoption`].
    pub zone: String,
}

impl Adoption {
    /// Whether both adopted the same text, by digest.
    pub fn is_same_text(&self, other: &Adoption) -> bool {
        let is_same = |(one, other): (&AdoptedFile, &AdoptedFile)| one.sha256 == other.sha256 && one.name == other.name;
        self.zone == other.zone
            && self.files.len() == other.files.len()
            && self.files.iter().zip(&other.files).all(is_same)
    }

    /// Returns one digest of everything that was adopted; see [`bundle_digest`].
    pub fn digest(&self) -> Digest {
        whole(&self.zone, self.files.iter().map(|file| (file.sha256, file.name.as_str())))
    }
}

/// Returns the digest of a bundle read in a zone. Equals the digest of an adoption of that bundle.
pub fn bundle_digest(bundle: &Bundle, zone: &str) -> Digest {
    whole(zone, bundle.files.iter().map(|file| (Digest::of(file.text.as_bytes()), file.name.as_str())))
}

/// Returns the SHA-256 of a line `zone NAME` and one line for each file, in order, as `sha256sum` writes it.
fn whole<'a>(zone: &str, files: impl Iterator<Item = (Digest, &'a str)>) -> Digest {
    let mut text = format!("zone {zone}\n");
    for (digest, name) in files {
        text += &format!("{digest}  {name}\n");
    }
    Digest::of(text.as_bytes())
}

/// Returns the adoption that judges a day: of those that hold by then, the one with the highest id. A replacement thus
/// takes effect even if a clock, or the zone in which days are counted, was set back.
pub fn in_force(adoptions: &[Adoption], day: Day) -> Option<&Adoption> {
    adoptions.iter().filter(|it| it.day <= day).max_by_key(|it| it.id)
}

/// Returns the adoption that judged a day before `later` did.
pub fn in_force_before<'a>(adoptions: &'a [Adoption], day: Day, later: &Adoption) -> Option<&'a Adoption> {
    adoptions.iter().filter(|it| it.day <= day && it.id < later.id).max_by_key(|it| it.id)
}

/// Returns the adoption of the earliest day, which begins the checklist's history; days before it require nothing.
pub fn first_adoption(adoptions: &[Adoption]) -> Option<&Adoption> {
    adoptions.iter().min_by_key(|it| (it.day, it.id))
}

/// An adoption's line as it is written.
#[derive(Serialize)]
struct AdoptionRow<'a> {
    v: u32,
    id: ActId,
    n: u32,
    checklist: &'a str,
    day: DayStamp,
    by: &'a str,
    recorded_at: Stamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    prev: Option<PrevRow>,
    zone: &'a str,
    files: &'a [AdoptedFile],
}

/// Returns the draft as its writer's `n`th adoption, as every reader will read it, and its line without a line end.
/// Returns `None` if the line could not be read back, or if a name would make the digest ambiguous.
pub(super) fn write(draft: &AdoptionDraft, bundle: &Bundle, n: u32, prev: Option<Prev>) -> Option<(Adoption, String)> {
    let names = bundle.files.iter().map(|file| &file.name).chain([&draft.zone]);
    if names.into_iter().any(|name| name.contains(char::is_control)) {
        return None;
    }
    let adoption = Adoption {
        id: draft.id,
        n,
        checklist: draft.checklist.clone(),
        day: draft.day,
        by: draft.by.clone(),
        recorded_at: draft.recorded_at,
        links: Some(Links { prev, under: None }),
        zone: draft.zone.clone(),
        files: bundle.files.iter().map(AdoptedFile::of).collect(),
    };
    let line = adoption.to_line()?;
    Some((Adoption::from_line(line.as_bytes()).ok()?, line))
}

impl Record for Adoption {
    fn id(&self) -> ActId {
        self.id
    }

    fn n(&self) -> u32 {
        self.n
    }

    fn to_line(&self) -> Option<String> {
        record::to_line(&AdoptionRow {
            v: Links::version(self.links.as_ref()),
            id: self.id,
            n: self.n,
            checklist: &self.checklist,
            day: DayStamp(self.day),
            by: &self.by,
            recorded_at: Stamp(self.recorded_at),
            prev: Links::prev_row(self.links.as_ref(), RecordPlace::Adopted),
            zone: &self.zone,
            files: &self.files,
        })
    }

    fn from_line(line: &[u8]) -> Result<Adoption, FaultKind> {
        let (mut at, version) = record::begin(line)?;
        let id = at.id()?;
        at.expect(r#"","n":"#)?;
        let n = at.number()?;
        at.expect(r#","checklist":"#)?;
        let checklist = at.string()?;
        at.expect(r#","day":""#)?;
        let day = at.day()?;
        at.expect(r#"","by":"#)?;
        let by = at.string()?;
        at.expect(r#","recorded_at":""#)?;
        let recorded_at = at.instant()?;
        at.expect("\"")?;
        let links = match version {
            1 => None,
            _ => Some(Links { prev: chain::prev(&mut at, RecordPlace::Adopted)?, under: None }),
        };
        at.expect(r#","zone":"#)?;
        let zone = at.string()?;
        at.expect(r#","files":["#)?;
        let mut files = Vec::new();
        at.list("]", |at| {
            at.expect(r#"{"name":"#)?;
            let name = at.string()?;
            at.expect(r#","sha256":""#)?;
            let sha256 = at.digest()?;
            let crc32c = if at.skip(r#"","crc32c":""#) { Some(at.sum()?) } else { None };
            files.push(AdoptedFile { name, sha256, crc32c });
            at.expect("\"}")
        })?;
        at.finish()?;
        if files.is_empty() {
            return Err(record::malformed("an adoption without files"));
        }
        Ok(Adoption { id, n, checklist, day, by, recorded_at, links, zone, files })
    }
}
