//! From a task's schedule to its windows: on the wall first, then on the time line.

use crate::calendar::{BusinessDay, Instant, time_label};
use crate::checklist::{Checklist, Schedule, Span, Task, WallWindow};
use chrono::TimeDelta;
use smol_str::SmolStr;
use std::ops::Range;

/// The slot of an occurrence that may be done at any time of the day.
pub const ANY_SLOT: &str = "any";

/// One window of a task on the wall, the same every day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// `08:30`, or `any`.
    pub label: SmolStr,
    /// From when to when; a point's grace is not in it.
    pub wall: WallWindow,
    /// As written; `None` for any time of the day.
    pub span: Option<Span>,
}

/// The windows of a task, in the order of the business day for a watch, else in the file's.
pub fn slots(checklist: &Checklist, task: &Task) -> Vec<Slot> {
    match &task.schedule {
        Schedule::Anytime => vec![Slot { label: ANY_SLOT.into(), wall: whole_hours(checklist), span: None }],
        Schedule::Windows(spans) => spans
            .iter()
            .map(|span| {
                let wall = closed(checklist, *span);
                Slot { label: time_label(wall.start).into(), wall, span: Some(*span) }
            })
            .collect(),
        Schedule::Watch { every, spans } if spans.is_empty() => {
            checklist.hours.iter().flat_map(|hours| rounds(checklist, *hours, *every)).collect()
        }
        Schedule::Watch { every, spans } => {
            spans.iter().flat_map(|span| rounds(checklist, closed(checklist, *span), *every)).collect()
        }
    }
}

/// The rounds of a watch inside one span: each lasts until the next or the span's end, a short last one is kept.
fn rounds(checklist: &Checklist, span: WallWindow, every: TimeDelta) -> Vec<Slot> {
    let clock = &checklist.clock;
    let length = clock.end_minutes_in(span.end) - clock.minutes_in(span.start);
    let step = every.num_minutes().max(1);
    let mut rounds = Vec::new();
    let mut into = 0;
    while into < length {
        let start = span.start.overflowing_add_signed(TimeDelta::minutes(into)).0;
        let end = span.start.overflowing_add_signed(TimeDelta::minutes(length.min(into + step))).0;
        let wall = WallWindow { start, end };
        rounds.push(Slot { label: time_label(start).into(), wall, span: Some(Span::Window(wall)) });
        into += step;
    }
    rounds
}

/// A span with both its sides: open ones are closed by the hours, or by the business day where the hours do not reach.
fn closed(checklist: &Checklist, span: Span) -> WallWindow {
    let clock = &checklist.clock;
    let hours = whole_hours(checklist);
    match span {
        Span::Window(wall) => wall,
        Span::Point(time) => WallWindow { start: time, end: time },
        Span::From(start) if clock.minutes_in(start) < clock.end_minutes_in(hours.end) => {
            WallWindow { start, end: hours.end }
        }
        Span::From(start) => WallWindow { start, end: clock.day_start },
        Span::By(end) if clock.minutes_in(hours.start) < clock.end_minutes_in(end) => {
            WallWindow { start: hours.start, end }
        }
        Span::By(end) => WallWindow { start: clock.day_start, end },
    }
}

/// From the first start of the hours to their last end.
fn whole_hours(checklist: &Checklist) -> WallWindow {
    let clock = &checklist.clock;
    let start = checklist.hours.iter().map(|hours| hours.start).min_by_key(|start| clock.minutes_in(*start));
    let end = checklist.hours.iter().map(|hours| hours.end).max_by_key(|end| clock.end_minutes_in(*end));
    WallWindow { start: start.unwrap_or(clock.day_start), end: end.unwrap_or(clock.day_start) }
}

/// Tells the windows of a task on a business day, one after the other. A watch's window that a clock change leaves empty requires nothing, nor
/// does one that begins no earlier than the next, for a round lasts until the next; a check is expected all the same.
pub(super) fn of_day(checklist: &Checklist, task: &Task, day: &BusinessDay, tell: impl FnMut(Slot, Range<Instant>)) {
    of_slots(checklist, task, slots(checklist, task).into_iter(), day, tell);
}

/// The same of slots that are known.
pub(super) fn of_slots(
    checklist: &Checklist,
    task: &Task,
    slots: impl Iterator<Item = Slot>,
    day: &BusinessDay,
    mut tell: impl FnMut(Slot, Range<Instant>),
) {
    let windows = slots.map(|slot| {
        let window = instants(checklist, &slot, day);
        (slot, window)
    });
    if !task.is_watch() {
        windows.for_each(|(slot, window)| {
            let window = lasting(checklist, &slot, window, day);
            tell(slot, window);
        });
        return;
    }
    let mut rounds: Vec<(Slot, Range<Instant>)> = windows.filter(|(_, window)| !window.is_empty()).collect();
    for at in (1..rounds.len()).rev() {
        if rounds[at - 1].1.start >= rounds[at].1.start {
            rounds.remove(at - 1);
        }
    }
    rounds.into_iter().for_each(|(slot, window)| tell(slot, window));
}

fn instants(checklist: &Checklist, slot: &Slot, day: &BusinessDay) -> Range<Instant> {
    match slot.span {
        Some(Span::Point(time)) => {
            let start = day.instant(time);
            start..(start + checklist.grace).min(day.bounds.end)
        }
        _ => day.window(slot.wall.start, slot.wall.end),
    }
}

/// A window that a clock change has left empty keeps the length it has on the wall.
fn lasting(checklist: &Checklist, slot: &Slot, window: Range<Instant>, day: &BusinessDay) -> Range<Instant> {
    if !window.is_empty() {
        return window;
    }
    let clock = &checklist.clock;
    let length = clock.end_minutes_in(slot.wall.end) - clock.minutes_in(slot.wall.start);
    window.start..(window.start + TimeDelta::minutes(length)).min(day.bounds.end)
}
