//! The codec of an act's line, specified in `docs/journal.md`.

use super::act::{Act, ActId, Draft, Fact, Occurrence};
use super::fault::FaultKind;
use super::record::{self, Record};
use super::stamp::{DayStamp, Stamp};
use crate::calendar::Day;
use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The line as it is written: the types of the rest of the program may change, this may not.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row<'a> {
    v: u32,
    id: ActId,
    n: u32,
    #[serde(borrow)]
    checklist: Cow<'a, str>,
    #[serde(borrow)]
    site: Cow<'a, str>,
    day: DayStamp,
    #[serde(borrow)]
    by: Cow<'a, str>,
    recorded_at: Stamp,
    facts: Vec<FactRow<'a>>,
    /// Checked before the line is read, and added after it is written.
    #[serde(rename = "sum", borrow, skip_serializing)]
    _sum: Cow<'a, str>,
}

/// A fact: which members it has depends on its kind.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FactRow<'a> {
    fact: Kind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    act: Option<ActId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    task: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    slot: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at: Option<Stamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    steps: Option<Cow<'a, [u16]>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    values: Option<Cow<'a, BTreeMap<String, String>>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<Cow<'a, str>>,
}

#[derive(Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Tick,
    Skip,
    Excuse,
    Note,
    Undo,
    #[serde(other, skip_serializing)]
    Unknown,
}

/// The draft as its writer's `n`th line, without a line end, and the act as every reader will read it: instants to
/// the millisecond. None if the line could not be read back: no facts, too long, a year of more than four digits.
pub(super) fn write(draft: &Draft, n: u32) -> Option<(Act, String)> {
    let line = draft.numbered(n).to_line()?;
    let act = Act::from_line(line.as_bytes()).ok()?;
    Some((act, line))
}

impl Record for Act {
    fn id(&self) -> ActId {
        self.id
    }

    fn n(&self) -> u32 {
        self.n
    }

    fn order(&self) -> (Option<Day>, DateTime<FixedOffset>, ActId) {
        (None, self.recorded_at, self.id)
    }

    fn to_line(&self) -> Option<String> {
        record::to_line(&Row {
            v: record::VERSION,
            id: self.id,
            n: self.n,
            checklist: Cow::Borrowed(&self.checklist),
            site: Cow::Borrowed(&self.site),
            day: DayStamp(self.day),
            by: Cow::Borrowed(&self.by),
            recorded_at: Stamp(self.recorded_at),
            facts: self.facts.iter().map(fact_row).collect(),
            _sum: Cow::Borrowed(""),
        })
    }

    fn from_line(line: &[u8]) -> Result<Act, FaultKind> {
        let row: Row<'_> = record::from_line(line)?;
        if row.facts.is_empty() {
            return Err(record::malformed("an act without facts"));
        }
        Ok(Act {
            id: row.id,
            n: row.n,
            checklist: row.checklist.into_owned(),
            site: row.site.into_owned(),
            day: row.day.0,
            by: row.by.into_owned(),
            recorded_at: row.recorded_at.0,
            facts: row.facts.into_iter().map(fact).collect::<Result<_, _>>()?,
        })
    }
}

fn fact_row(fact: &Fact) -> FactRow<'_> {
    match fact {
        Fact::Tick { of, at, steps, values } => FactRow {
            steps: steps.as_deref().map(Cow::Borrowed),
            values: (!values.is_empty()).then_some(Cow::Borrowed(values)),
            ..said(Kind::Tick, of, *at)
        },
        Fact::Skip { of, at, reason } => FactRow { reason: Some(reason.into()), ..said(Kind::Skip, of, *at) },
        Fact::Excuse { of, at, reason } => FactRow { reason: Some(reason.into()), ..said(Kind::Excuse, of, *at) },
        Fact::Note { of, at, text } => FactRow { text: Some(text.into()), ..said(Kind::Note, of, *at) },
        Fact::Undo { act, only, reason } => FactRow {
            act: Some(*act),
            task: only.as_ref().map(|of| of.task.as_str().into()),
            slot: only.as_ref().map(|of| of.slot.as_str().into()),
            reason: reason.as_deref().map(Cow::Borrowed),
            ..empty(Kind::Undo)
        },
    }
}

fn said(kind: Kind, of: &Occurrence, at: DateTime<FixedOffset>) -> FactRow<'_> {
    FactRow {
        task: Some(of.task.as_str().into()),
        slot: Some(of.slot.as_str().into()),
        at: Some(Stamp(at)),
        ..empty(kind)
    }
}

fn empty<'a>(fact: Kind) -> FactRow<'a> {
    FactRow { fact, act: None, task: None, slot: None, at: None, steps: None, values: None, reason: None, text: None }
}

/// Every member must belong to the kind, and every kind needs its members: a line that says more than we understand
/// must not be half believed.
fn fact(row: FactRow<'_>) -> Result<Fact, FaultKind> {
    let kind = row.fact;
    let of = match (row.task, row.slot) {
        (Some(task), Some(slot)) => Some(Occurrence { task: task.into_owned(), slot: slot.into_owned() }),
        (None, None) => None,
        _ => return Err(record::malformed("`task` and `slot` go together")),
    };
    let at = row.at.map(|stamp| stamp.0);
    let reason = row.reason.map(Cow::into_owned);
    let text = row.text.map(Cow::into_owned);
    let brings = row.steps.is_some() || row.values.is_some();
    match (kind, of, at, reason, text, row.act, brings) {
        (Kind::Tick, Some(of), Some(at), None, None, None, _) => {
            let steps = row.steps.map(Cow::into_owned);
            if steps.as_ref().is_some_and(|steps| steps.contains(&0)) {
                return Err(record::malformed("steps are numbered from 1"));
            }
            Ok(Fact::Tick { of, at, steps, values: row.values.map(Cow::into_owned).unwrap_or_default() })
        }
        (Kind::Skip, Some(of), Some(at), Some(reason), None, None, false) => Ok(Fact::Skip { of, at, reason }),
        (Kind::Excuse, Some(of), Some(at), Some(reason), None, None, false) => Ok(Fact::Excuse { of, at, reason }),
        (Kind::Note, Some(of), Some(at), None, Some(text), None, false) => Ok(Fact::Note { of, at, text }),
        (Kind::Undo, only, None, reason, None, Some(act), false) => Ok(Fact::Undo { act, only, reason }),
        (Kind::Unknown, ..) => Err(FaultKind::UnknownFact),
        _ => Err(record::malformed("a fact lacks a member of its kind, or has one that is not of its kind")),
    }
}
