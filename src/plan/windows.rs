//! Computes a task's windows from its schedule: first in wall-clock time, then as instants.

use crate::calendar::{BusinessClock, BusinessDay, Instant, time_label};
use crate::checklist::{Checklist, Schedule, Span, Task, WallWindow};
use chrono::TimeDelta;
use smol_str::SmolStr;
use std::collections::BTreeMap;
use std::ops::Range;

/// The slot label of an occurrence that may be done at any time of the day.
pub const ANY_SLOT: &str = "any";

/// One window of a task in wall-clock time, the same every day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// The start of the window, `08:30`, or `any`.
    pub label: SmolStr,
    /// Start and end, which are equal for a point in time; its grace period is not included.
    pub wall: WallWindow,
    /// The window as written; `None` for any time of the day.
    pub span: Option<Span>,
}

/// Returns the slots of a task, in the order of the business day.
pub fn slots(checklist: &Checklist, task: &Task) -> Vec<Slot> {
    let (hours, clock) = (&checklist.hours, &checklist.clock);
    let whole = WallWindow::around(hours, clock);
    match &task.schedule {
        Schedule::Anytime => vec![Slot { label: ANY_SLOT.into(), wall: whole, span: None }],
        Schedule::Windows(spans) => {
            let slot = |span: &Span| {
                let wall = span.closed(hours, clock);
                Slot { label: time_label(wall.start).into(), wall, span: Some(*span) }
            };
            spans.iter().map(slot).collect()
        }
        Schedule::Watch { every, spans } => match (spans.as_slice(), hours.as_slice()) {
            ([], []) => rounds(clock, [whole], *every),
            ([], hours) => rounds(clock, hours.iter().copied(), *every),
            (spans, _) => rounds(clock, spans.iter().map(|span| span.closed(hours, clock)), *every),
        },
    }
}

/// Returns the rounds of a watch within its spans. Each lasts until the next begins or its span ends; a shorter last
/// round is kept. Rounds of overlapping spans that begin at the same time are merged, because a round is identified by
/// its start.
fn rounds(clock: &BusinessClock, spans: impl IntoIterator<Item = WallWindow>, every: TimeDelta) -> Vec<Slot> {
    let step = every.num_minutes().max(1);
    // Maps the start of each round to its end, both in minutes of the business day.
    let mut rounds: BTreeMap<i64, i64> = BTreeMap::new();
    for Range { mut start, end } in spans.into_iter().map(|span| span.minutes(clock)) {
        while start < end {
            let until = end.min(start + step);
            rounds.entry(start).and_modify(|known| *known = until.max(*known)).or_insert(until);
            start += step;
        }
    }
    let next = rounds.keys().skip(1).copied().chain([i64::MAX]);
    let time = |minutes| clock.day_start.overflowing_add_signed(TimeDelta::minutes(minutes)).0;
    let slot = |((start, end), next): ((&i64, &i64), i64)| {
        let wall = WallWindow { start: time(*start), end: time(next.min(*end)) };
        Slot { label: time_label(wall.start).into(), wall, span: Some(Span::Window(wall)) }
    };
    rounds.iter().zip(next).map(slot).collect()
}

/// Calls `tell` with each window of a task on a business day. Skips rounds of a watch that a clock change leaves empty
/// or moves to or past the start of a later round. A check is never skipped.
pub(super) fn of_day(
    checklist: &Checklist,
    task: &Task,
    day: &BusinessDay,
    mut tell: impl FnMut(Slot, Range<Instant>),
) {
    let windows = slots(checklist, task).into_iter().map(|slot| {
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
    let mut rounds: Vec<(Slot, Range<Instant>)> = windows.collect();
    // A clock change can make rounds overlap, so each is cut short where the next begins.
    let mut next = day.bounds.end;
    for (_, window) in rounds.iter_mut().rev() {
        window.end = window.end.min(next);
        next = next.min(window.start);
    }
    rounds.into_iter().filter(|(_, window)| !window.is_empty()).for_each(|(slot, window)| tell(slot, window));
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

/// If a clock change leaves a window empty, extends it to its wall-clock length, but not beyond the business day.
fn lasting(checklist: &Checklist, slot: &Slot, window: Range<Instant>, day: &BusinessDay) -> Range<Instant> {
    if !window.is_empty() {
        return window;
    }
    let clock = &checklist.clock;
    let length = clock.end_minutes_in(slot.wall.end) - clock.minutes_in(slot.wall.start);
    window.start..(window.start + TimeDelta::minutes(length)).min(day.bounds.end)
}
