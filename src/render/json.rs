//! The JSON forms, documented in docs/json.md. The member `ops` is the schema version: within a version, members may be
//! added, but no member changes its meaning or is removed.

use super::calendar_notes::{WorkForm, period_forms, work_form};
use super::views::{DayView, Yesterday};
use crate::calendar::{Instant, time_label};
use crate::checklist::{Checklist, Step, is_unsafe};
use crate::journal::{Act, Fact, Fault};
use crate::language::Lang;
use crate::status::{Item, Others, Progress};
use chrono::{DateTime, FixedOffset, NaiveDate, SecondsFormat};
use serde::Serialize;
use serde_json::{Value, json};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Version of the schema.
pub const VERSION: u32 = 1;

/// Returns a JSON document of one kind, as text.
pub fn document(kind: &str, members: impl Serialize) -> String {
    let mut document = json!({ "ops": VERSION, "kind": kind });
    if let (Value::Object(document), Ok(Value::Object(members))) = (&mut document, serde_json::to_value(members)) {
        document.extend(members);
    }
    harmless(&format!("{document:#}"))
}

/// Escapes everything in JSON that a terminal would act on. RFC 8259 requires escapes only for C0 controls, but C1
/// controls and direction characters can also garble a line when a person views the document.
fn harmless(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for c in json.chars() {
        // All unsafe characters are in the BMP. Outside strings, JSON has no control characters except newlines.
        match c {
            '\n' => text.push(c),
            c if is_unsafe(c) => text.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => text.push(c),
        }
    }
    text
}

/// Formats an instant as RFC 3339 with an offset.
pub fn instant(instant: DateTime<FixedOffset>) -> String {
    instant.to_rfc3339_opts(SecondsFormat::Secs, true)
}

#[derive(Serialize)]
struct DayForm<'a> {
    checklist: NamedForm<'a>,
    site: &'a str,
    day: NaiveDate,
    now: String,
    zone: &'a str,
    progress: Progress,
    work: WorkForm,
    periods: Vec<Value>,
    occurrences: Vec<OccurrenceForm<'a>>,
    unplanned: Vec<UnplannedForm<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    others: Option<OthersForm>,
    #[serde(skip_serializing_if = "Option::is_none")]
    yesterday: Option<YesterdayForm>,
}

/// Counts of the occurrences that the view omits.
#[derive(Serialize)]
struct OthersForm {
    count: usize,
    open: usize,
}

fn form(day: DayForm) -> Value {
    serde_json::to_value(day).unwrap_or_default()
}

/// An id and its title.
#[derive(Serialize)]
struct NamedForm<'a> {
    id: &'a str,
    title: &'a str,
}

#[derive(Serialize)]
struct YesterdayForm {
    day: NaiveDate,
    missed: usize,
}

#[derive(Serialize)]
struct OccurrenceForm<'a> {
    task: &'a str,
    slot: &'a str,
    title: &'a str,
    area: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'a str>,
    kind: &'static str,
    start: String,
    end: String,
    lapse: String,
    status: &'static str,
    required: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    done: Option<DoneForm<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    steps: Vec<StepForm<'a>>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    values: BTreeMap<&'a str, &'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    returned: Option<ReturnedForm<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<NoteForm<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    one_off: Option<Value>,
}

#[derive(Serialize)]
struct DoneForm<'a> {
    by: &'a str,
    at: String,
    recorded_at: String,
    backfilled: bool,
}

#[derive(Serialize)]
struct ReturnedForm<'a> {
    by: &'a str,
    at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
}

#[derive(Serialize)]
struct StepForm<'a> {
    number: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    done: bool,
}

#[derive(Serialize)]
struct NoteForm<'a> {
    by: &'a str,
    at: String,
    text: &'a str,
}

#[derive(Serialize)]
struct UnplannedForm<'a> {
    task: &'a str,
    slot: &'a str,
}

/// Returns the kind and the members of the document of `now` or `today`, for the day at one or several sites.
pub fn days(mut forms: Vec<Value>) -> (&'static str, Value) {
    match (forms.len(), forms.pop()) {
        (1, Some(only)) => ("day", only),
        (_, last) => {
            forms.extend(last);
            ("days", json!({ "days": forms }))
        }
    }
}

/// Returns the parts of the journal that could not be read. Files are given by name only, because a path would reveal
/// details of this computer if the document is passed on.
pub fn faults(faults: &[Fault]) -> Vec<Value> {
    let form = |fault: &Fault| {
        let file = fault.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        json!({ "file": file, "line": fault.line, "text": fault.kind.text().in_lang(Lang::En) })
    };
    faults.iter().map(form).collect()
}

/// Returns a day as JSON.
pub fn day(view: &DayView, yesterday: Option<Yesterday>, others: Others) -> Value {
    let progress = view.day.progress();
    let zone = &view.checklist.clock.zone;
    let at = |moment: Instant| instant(zone.at(moment));
    form(DayForm {
        checklist: NamedForm { id: &view.checklist.id, title: &view.checklist.title },
        site: view.day.site,
        day: view.day.day,
        now: at(view.day.now),
        zone: zone.name(),
        progress,
        work: work_form(view.checklist, view.day.day),
        periods: period_forms(view.checklist, view.day.day),
        occurrences: view.day.items.iter().map(|item| occurrence(view, item)).collect(),
        unplanned: view.unplanned().map(|(of, _)| UnplannedForm { task: &of.task, slot: &of.slot }).collect(),
        others: (others.count > 0).then_some(OthersForm { count: others.count, open: others.open }),
        yesterday: yesterday.map(|yesterday| YesterdayForm { day: yesterday.day, missed: yesterday.missed }),
    })
}

/// Returns as JSON a day on which no checklist was in force, so that nothing was required.
pub fn empty_day(checklist: &Checklist, day: NaiveDate, site: &str, now: Instant) -> Value {
    let zone = &checklist.clock.zone;
    form(DayForm {
        checklist: NamedForm { id: &checklist.id, title: &checklist.title },
        site,
        day,
        now: instant(zone.at(now)),
        zone: zone.name(),
        progress: Progress::default(),
        work: work_form(checklist, day),
        periods: period_forms(checklist, day),
        occurrences: Vec::new(),
        unplanned: Vec::new(),
        others: None,
        yesterday: None,
    })
}

fn occurrence<'a>(view: &DayView, item: &'a Item) -> OccurrenceForm<'a> {
    let planned = item.planned;
    let at = |moment: Instant| instant(view.checklist.clock.zone.at(moment));
    let done = item.steps_done();
    let step = |(number, step): (u16, &'a Step)| StepForm {
        number: number.into(),
        title: step.title.as_deref(),
        done: item.completion.is_some() || done.contains(&number),
    };
    let notes = item.facts.map(|facts| facts.notes.as_slice()).unwrap_or_default();
    OccurrenceForm {
        task: &planned.task.id,
        slot: &planned.slot,
        title: &planned.task.title,
        area: &planned.area.id,
        role: planned.task.role.as_deref(),
        kind: match planned.one_off {
            Some(_) => "one-off",
            None if planned.task.is_watch() => "watch",
            None => "check",
        },
        start: at(planned.window.start),
        end: at(planned.window.end),
        lapse: at(planned.lapse),
        status: item.status.keyword(),
        required: item.required,
        done: item.completion.as_ref().map(|done| DoneForm {
            by: done.by,
            at: instant(done.claimed),
            recorded_at: instant(done.recorded),
            backfilled: view.day.is_backfilled(item),
        }),
        steps: (1..).zip(&planned.task.steps).map(step).collect(),
        values: item.facts.into_iter().flat_map(|facts| &facts.values).map(|(id, value)| (*id, value.text)).collect(),
        reason: item.reason().map(|reason| super::day::reason_said(Lang::En, reason)),
        owner: planned.owner.person(),
        returned: item.returned.map(|it| ReturnedForm { by: it.by, at: instant(it.recorded), reason: it.reason }),
        notes: notes
            .iter()
            .map(|note| NoteForm { by: note.source.by, at: instant(note.source.claimed), text: note.text })
            .collect(),
        one_off: super::one_off::said_form(item, view.day.day),
    }
}

/// Returns an act as JSON, as used by `log`. `undone` says which of its facts have been undone.
pub fn act(act: &Act, undone: &[bool]) -> Value {
    json!({
        "id": act.id,
        "checklist": act.checklist,
        "site": act.site,
        "day": act.day,
        "by": act.by,
        "recorded_at": act.recorded_at.to_rfc3339_opts(SecondsFormat::Millis, true),
        "facts": act.facts.iter().zip(undone).map(|(said, undone)| fact(said, *undone)).collect::<Vec<_>>(),
    })
}

fn fact(fact: &Fact, undone: bool) -> Value {
    let mut form = match fact {
        Fact::Tick { of, at, steps, values } => json!({
            "fact": "tick", "task": of.task, "slot": of.slot, "at": instant(*at), "steps": steps, "values": values,
        }),
        Fact::Skip { of, at, reason } => {
            json!({ "fact": "skip", "task": of.task, "slot": of.slot, "at": instant(*at), "reason": reason })
        }
        Fact::Excuse { of, at, reason } => {
            json!({ "fact": "excuse", "task": of.task, "slot": of.slot, "at": instant(*at), "reason": reason })
        }
        Fact::Note { of, at, text } => {
            json!({ "fact": "note", "task": of.task, "slot": of.slot, "at": instant(*at), "text": text })
        }
        Fact::Add { of, at, one_off } => json!({
            "fact": "add",
            "task": of.task,
            "slot": of.slot,
            "at": instant(*at),
            "title": one_off.title,
            "due": one_off.due,
            "end": one_off.end.map(time_label),
            "for": one_off.assignee,
            "carry": one_off.carry,
            "found": one_off.found.as_ref().map(|of| json!({ "task": of.task, "slot": of.slot })),
            "note": one_off.note,
        }),
        Fact::Undo { act, only, reason } => json!({
            "fact": "undo",
            "act": act,
            "task": only.as_ref().map(|of| &of.task),
            "slot": only.as_ref().map(|of| &of.slot),
            "reason": reason,
        }),
    };
    form["undone"] = json!(undone);
    form
}
