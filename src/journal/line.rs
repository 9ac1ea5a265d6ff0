//! Formats and parses an act's line, as specified in `docs/journal.md`.

use super::act::{Act, ActId, Draft, Fact, Occurrence};
use super::chain::{self, Links, Prev, PrevRow, RecordPlace};
use super::cursor::{Cursor, Spelled};
use super::fault::FaultKind;
use super::record::{self, Record};
use super::stamp::{DayStamp, Stamp};
use crate::calendar::{parse_time, time_label};
use crate::checklist::{ONE_OFF_MARK, is_one_off};
use crate::plan::{ANY_SLOT, LONGEST_CARRY, OneOff};
use chrono::{DateTime, FixedOffset, NaiveTime};
use serde::Serialize;
use std::collections::BTreeMap;

/// The members of an act's line, in the order in which they are written. Unlike the program's other types, this format
/// must not change.
#[derive(Serialize)]
struct ActRow<'a> {
    v: u32,
    id: ActId,
    n: u32,
    checklist: &'a str,
    site: &'a str,
    day: DayStamp,
    by: &'a str,
    recorded_at: Stamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    prev: Option<PrevRow>,
    #[serde(skip_serializing_if = "Option::is_none")]
    under: Option<ActId>,
    facts: Vec<FactRow<'a>>,
}

/// A fact in a line. Its kind decides which members it has.
#[derive(Default, Serialize)]
struct FactRow<'a> {
    fact: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    act: Option<ActId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    task: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    slot: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<Stamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    steps: Option<&'a [u16]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    values: Option<&'a BTreeMap<String, String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<DayStamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<String>,
    #[serde(rename = "for", skip_serializing_if = "Option::is_none")]
    assignee: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    carry: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    found: Option<OccurrenceRow<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
}

#[derive(Serialize)]
struct OccurrenceRow<'a> {
    task: &'a str,
    slot: &'a str,
}

/// Returns the draft as an act, with instants cut to the millisecond as every reader will read them, and its line
/// without a line end. Returns `None` if the line could not be read back: no facts, too long, or a year of more than
/// four digits.
pub(super) fn write(draft: &Draft, n: u32, prev: Option<Prev>) -> Option<(Act, String)> {
    let line = draft.numbered(n, prev).to_line()?;
    let act = Act::from_line(line.as_bytes(), &mut Spelled::default()).ok()?;
    Some((act, line))
}

impl Record for Act {
    fn id(&self) -> ActId {
        self.id
    }

    fn n(&self) -> u32 {
        self.n
    }

    fn to_line(&self) -> Option<String> {
        record::to_line(&ActRow {
            v: Links::version(self.links.as_ref()),
            id: self.id,
            n: self.n,
            checklist: &self.checklist,
            site: &self.site,
            day: DayStamp(self.day),
            by: &self.by,
            recorded_at: Stamp(self.recorded_at),
            prev: Links::prev_row(self.links.as_ref(), RecordPlace::Day(self.day)),
            under: self.links.and_then(|links| links.under),
            facts: self.facts.iter().map(fact_row).collect(),
        })
    }

    fn from_line(line: &[u8], known: &mut Spelled) -> Result<Act, FaultKind> {
        let (mut at, version) = record::begin(line, known)?;
        let id = at.own_id()?;
        at.expect(r#"","n":"#)?;
        let n = at.number()?;
        at.expect(r#","checklist":"#)?;
        let checklist = at.same_name(|known| &mut known.checklist)?;
        at.expect(r#","site":"#)?;
        let site = at.same_name(|known| &mut known.site)?;
        at.expect(r#","day":""#)?;
        let day = at.day()?;
        at.expect(r#"","by":"#)?;
        let by = at.same_name(|known| &mut known.by)?;
        at.expect(r#","recorded_at":""#)?;
        let recorded_at = at.instant()?;
        at.expect("\"")?;
        let links = match version {
            1 => None,
            _ => Some(Links { prev: chain::prev(&mut at, RecordPlace::Day(day))?, under: chain::under(&mut at)? }),
        };
        at.expect(r#","facts":["#)?;
        let mut facts = Vec::with_capacity(1);
        at.list("]", |at| {
            facts.push(fact(at)?);
            Ok(())
        })?;
        at.finish()?;
        if facts.is_empty() {
            return Err(record::malformed("an act without facts"));
        }
        Ok(Act { id, n, checklist, site, day, by, recorded_at, links, facts })
    }
}

fn fact_row(fact: &Fact) -> FactRow<'_> {
    match fact {
        Fact::Tick { of, at, steps, values } => {
            FactRow { steps: steps.as_deref(), values: (!values.is_empty()).then_some(values), ..said("tick", of, *at) }
        }
        Fact::Skip { of, at, reason } => FactRow { reason: Some(reason), ..said("skip", of, *at) },
        Fact::Excuse { of, at, reason } => FactRow { reason: Some(reason), ..said("excuse", of, *at) },
        Fact::Note { of, at, text } => FactRow { text: Some(text), ..said("note", of, *at) },
        Fact::Add { of, at, one_off } => FactRow {
            title: Some(&one_off.title),
            due: one_off.due.map(DayStamp),
            end: one_off.end.map(time_label),
            assignee: one_off.assignee.as_deref(),
            carry: Some(one_off.carry),
            found: one_off.found.as_ref().map(|of| OccurrenceRow { task: &of.task, slot: &of.slot }),
            note: one_off.note.as_deref(),
            ..said("add", of, *at)
        },
        Fact::Undo { act, only, reason } => FactRow {
            fact: "undo",
            act: Some(*act),
            task: only.as_ref().map(|of| of.task.as_str()),
            slot: only.as_ref().map(|of| of.slot.as_str()),
            reason: reason.as_deref(),
            ..FactRow::default()
        },
    }
}

fn said<'a>(fact: &'static str, of: &'a Occurrence, at: DateTime<FixedOffset>) -> FactRow<'a> {
    FactRow { fact, task: Some(&of.task), slot: Some(&of.slot), at: Some(Stamp(at)), ..FactRow::default() }
}

/// Parses a fact. A required member that is missing, or a member that does not belong to the fact's kind, is an error:
/// a line that this program does not fully understand is rejected as a whole.
fn fact(at: &mut Cursor<'_>) -> Result<Fact, FaultKind> {
    at.expect(r#"{"fact":""#)?;
    let fact = match at.word()? {
        "tick" => {
            let (of, claimed) = said_at(at)?;
            Fact::Tick { of, at: claimed, steps: steps(at)?, values: values(at)? }
        }
        "skip" => {
            let (of, claimed) = said_at(at)?;
            Fact::Skip { of, at: claimed, reason: member(at, r#","reason":"#)? }
        }
        "excuse" => {
            let (of, claimed) = said_at(at)?;
            Fact::Excuse { of, at: claimed, reason: member(at, r#","reason":"#)? }
        }
        "note" => {
            let (of, claimed) = said_at(at)?;
            Fact::Note { of, at: claimed, text: member(at, r#","text":"#)? }
        }
        "add" => {
            let (of, claimed) = said_at(at)?;
            let one_off = Box::new(one_off(at, &of)?);
            Fact::Add { of, at: claimed, one_off }
        }
        "undo" => undo(at)?,
        _ => return Err(FaultKind::UnknownFact),
    };
    at.expect("}")?;
    Ok(fact)
}

fn member(at: &mut Cursor<'_>, name: &str) -> Result<String, FaultKind> {
    at.expect(name)?;
    at.string()
}

fn said_at(at: &mut Cursor<'_>) -> Result<(Occurrence, DateTime<FixedOffset>), FaultKind> {
    at.expect(r#","task":"#)?;
    let of = occurrence(at)?;
    at.expect(r#","at":""#)?;
    let claimed = at.instant()?;
    at.expect("\"")?;
    Ok((of, claimed))
}

/// Parses an occurrence, beginning with the task's id. Lines about one-offs are found by a search for bytes, so the `+`
/// of a key must not be escaped.
fn occurrence(at: &mut Cursor<'_>) -> Result<Occurrence, FaultKind> {
    let is_marked = at.is_at("\"+");
    let task = at.name()?;
    if is_one_off(&task) && !is_marked {
        return Err(record::malformed("an escaped +"));
    }
    at.expect(r#","slot":"#)?;
    Ok(Occurrence { task, slot: at.name()? })
}

fn steps(at: &mut Cursor<'_>) -> Result<Option<Vec<u16>>, FaultKind> {
    if !at.skip(r#","steps":["#) {
        return Ok(None);
    }
    let mut steps = Vec::new();
    at.list("]", |at| match u16::try_from(at.number()?) {
        Ok(step @ 1..) => {
            steps.push(step);
            Ok(())
        }
        _ => Err(record::malformed("steps are numbered from 1 to 65535")),
    })?;
    Ok(Some(steps))
}

fn values(at: &mut Cursor<'_>) -> Result<BTreeMap<String, String>, FaultKind> {
    let mut values = BTreeMap::new();
    if at.skip(r#","values":{"#) {
        at.list("}", |at| {
            let field = at.string()?;
            let value = member(at, ":")?;
            let twice = values.insert(field, value).is_some();
            if twice { Err(record::malformed("a field with two values")) } else { Ok(()) }
        })?;
    }
    Ok(values)
}

/// Parses a one-off. It becomes a task, so values that a task cannot have are refused.
fn one_off(at: &mut Cursor<'_>, of: &Occurrence) -> Result<OneOff, FaultKind> {
    if !is_key(&of.task) {
        return Err(record::malformed("the key of a one-off is + and 1 to 16 of 0-9 and a-z"));
    }
    if of.slot != ANY_SLOT && label(&of.slot).is_none() {
        return Err(record::malformed("the slot of a one-off is a time like 08:30, or any"));
    }
    let title = member(at, r#","title":"#)?;
    if title.trim().is_empty() {
        return Err(record::malformed("a one-off without a title"));
    }
    let due = match at.skip(r#","due":""#) {
        true => Some((at.day()?, at.expect("\"")?).0),
        false => None,
    };
    if due.is_some() && of.slot != ANY_SLOT {
        return Err(record::malformed("a time with a day by which it is due"));
    }
    let end = match optional(at, r#","end":"#)? {
        Some(end) if due.is_some() || (of.slot != ANY_SLOT && end != of.slot) => {
            Some(label(&end).ok_or_else(|| record::malformed("an end is a time like 09:00"))?)
        }
        Some(_) => return Err(record::malformed("an end without a start before it")),
        None => None,
    };
    let assignee = optional(at, r#","for":"#)?;
    at.expect(r#","carry":"#)?;
    let carry = u8::try_from(at.number()?).ok().filter(|days| *days <= LONGEST_CARRY);
    let carry = carry.ok_or_else(|| record::malformed("a one-off is carried for 0 to 31 days"))?;
    let found = match at.skip(r#","found":{"task":"#) {
        true => {
            let found = occurrence(at)?;
            at.expect("}")?;
            Some(found)
        }
        false => None,
    };
    Ok(OneOff { title, due, end, assignee, carry, found, note: optional(at, r#","note":"#)? })
}

fn optional(at: &mut Cursor<'_>, name: &str) -> Result<Option<String>, FaultKind> {
    if at.skip(name) { at.string().map(Some) } else { Ok(None) }
}

/// Whether a text is the key of a one-off, such as `+k7m2x`.
fn is_key(text: &str) -> bool {
    let digits = text.strip_prefix(ONE_OFF_MARK).unwrap_or_default();
    (1..=16).contains(&digits.len()) && digits.bytes().all(|it| it.is_ascii_digit() || it.is_ascii_lowercase())
}

/// Parses a time of day such as `08:30`; `None` for any other spelling.
fn label(text: &str) -> Option<NaiveTime> {
    parse_time(text).ok().filter(|time| time_label(*time) == text)
}

fn undo(at: &mut Cursor<'_>) -> Result<Fact, FaultKind> {
    at.expect(r#","act":""#)?;
    let act = at.id()?;
    at.expect("\"")?;
    let only = match at.skip(r#","task":"#) {
        true => Some(occurrence(at)?),
        false => None,
    };
    let reason = if at.skip(r#","reason":"#) { Some(at.string()?) } else { None };
    Ok(Fact::Undo { act, only, reason })
}
