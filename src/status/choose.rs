//! Finds the occurrences of a task that `TASK`, `TASK@10:30`, `TASK@14:00..16:00` or `TASK@*` refers to.

use super::{DayState, Item, Status};
use crate::calendar::{BusinessClock, Day, Instant, SaidSpan, parse_said_span, time_label};
use crate::checklist::Span;
use crate::plan::{ANY_SLOT, Planned};
use chrono::TimeDelta;

/// Selects occurrences of a task: the part of `TASK@SLOT` after the `@`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selector {
    /// Without `@`: the due occurrence, or else the oldest overdue one.
    Current,
    /// `@08:30`, `@any`, `@随时`: the occurrence in this slot, even outside its window.
    Slot(String),
    /// `@14:00..16:00`, `@14:00-16:00`: the occurrences that are not done and whose windows lie between these times. A
    /// point in time may equal either limit. A range that names a single occurrence selects it even if it is done.
    Range(Instant, Instant),
    /// `@*`: the open occurrences of the day; for a skip or an excuse, also those that have not begun and, once the day
    /// is over, the missed ones.
    All,
}

impl Selector {
    /// Parses the part after the `@`. Returns `None` if the text is malformed or its range runs backwards.
    pub fn parse(text: &str, clock: &BusinessClock, day: Day) -> Option<Selector> {
        if matches!(text, "*" | "＊") {
            return Some(Selector::All);
        }
        if text == ANY_SLOT || text == "随时" {
            return Some(Selector::Slot(ANY_SLOT.into()));
        }
        match parse_said_span(text).ok()? {
            SaidSpan::At(time) => Some(Selector::Slot(time_label(time.time()))),
            SaidSpan::Between(from, to) => {
                let (from, to) = (clock.instant(day, from.time()), clock.instant(day, to.time()));
                (from <= to).then_some(Selector::Range(from, to))
            }
            _ => None,
        }
    }

    /// Whether the selector refers to an occurrence of its task, whatever the occurrence's status.
    pub fn names(&self, planned: &Planned) -> bool {
        match self {
            Selector::Current | Selector::All => true,
            Selector::Slot(slot) => planned.slot == *slot,
            Selector::Range(from, to) => {
                let is_point = matches!(planned.span, Some(Span::Point(_)));
                let last = if is_point { planned.window.start } else { planned.window.end };
                // A range of a single instant names the window that begins then.
                planned.window.start >= *from && (last <= *to || from == to && planned.window.start == *from)
            }
        }
    }

    /// Returns the occurrence of a task that a slot or a range names, if there is exactly one. So a window as printed,
    /// such as `14:00-16:00`, selects its occurrence.
    pub fn only(&self, day: &DayState, task: &str) -> Option<Picked> {
        let is_named = matches!(self, Selector::Slot(_) | Selector::Range(..));
        let mut named = occurrences_of(day, task).into_iter().filter(|i| is_named && self.names(day.items[*i].planned));
        named.next().filter(|_| named.next().is_none())
    }
}

/// What a command records for the selected occurrences; decides which ones `@*` and a range include.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A tick: excludes occurrences that have not begun.
    Tick,
    /// A skip or an excuse: includes occurrences that have not begun.
    SetAside,
}

/// Index of an item in [`DayState::items`].
pub type Picked = usize;

/// The occurrences that a selector refers to on a day, or why there are none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// The selected occurrences; at least one.
    Items(Vec<Picked>),
    /// The current or last occurrence, which is already done, and the next one that is not done, if any.
    AlreadyDone(Picked, Option<Picked>),
    /// No occurrence can be done now. Holds the last one whose window has ended and the next one to begin.
    NotNow(Option<Picked>, Option<Picked>),
    /// None of the selected occurrences is open.
    NoneOpen,
    /// The task has no such slot on this day. Holds its occurrences of the day.
    NoSuchSlot(Vec<Picked>),
    /// The task is not planned on this day at all.
    NotPlanned,
}

/// Applies a selector to a task of the day.
pub fn choose(day: &DayState, task: &str, selector: &Selector, purpose: Purpose) -> Choice {
    let own = occurrences_of(day, task);
    if own.is_empty() {
        return Choice::NotPlanned;
    }
    if let Some(picked) = selector.only(day, task) {
        return Choice::Items(vec![picked]);
    }
    match selector {
        Selector::Current => current(day, &own),
        Selector::Slot(_) => Choice::NoSuchSlot(own),
        Selector::Range(..) => {
            all(day, &own, |item| selector.names(item.planned) && !is_done(item) && may(item, purpose))
        }
        Selector::All => {
            // Once the day is over, missed occurrences can still be set aside.
            let is_over = day.now + TimeDelta::milliseconds(1) >= day.bounds.end;
            let is_left = |item: &Item| match item.status {
                Status::Missed => is_over && purpose == Purpose::SetAside,
                status => status.is_outstanding(),
            };
            all(day, &own, |item| is_left(item) && may(item, purpose))
        }
    }
}

/// Returns the occurrences in a range that have not begun, which is why the range does not tick them. Empty for other
/// selectors, and for a range that names a single occurrence.
pub fn not_begun(day: &DayState, task: &str, selector: &Selector) -> Vec<Picked> {
    if !matches!(selector, Selector::Range(..)) || selector.only(day, task).is_some() {
        return Vec::new();
    }
    let is_meant = |item: &Item| item.status == Status::Upcoming && selector.names(item.planned) && !is_done(item);
    occurrences_of(day, task).into_iter().filter(|at| is_meant(&day.items[*at])).collect()
}

/// Returns the occurrences that a range covers in part, which it therefore does not name.
pub fn partly_named(day: &DayState, task: &str, selector: &Selector) -> Vec<Picked> {
    let Selector::Range(from, to) = selector else { return Vec::new() };
    let is_cut = |planned: &Planned| {
        planned.window.start < *to && planned.window.end > *from && !selector.names(planned) && from < to
    };
    let is_meant = |item: &Item| is_cut(item.planned) && item.status.is_outstanding();
    occurrences_of(day, task).into_iter().filter(|at| is_meant(&day.items[*at])).collect()
}

fn all(day: &DayState, own: &[Picked], wanted: impl Fn(&Item) -> bool) -> Choice {
    let picked: Vec<Picked> = own.iter().copied().filter(|i| wanted(&day.items[*i])).collect();
    if picked.is_empty() { Choice::NoneOpen } else { Choice::Items(picked) }
}

/// Whether a range or `@*` may include an occurrence. Ticks exclude upcoming ones: an early tick must name its slot.
fn may(item: &Item, purpose: Purpose) -> bool {
    purpose == Purpose::SetAside || item.status != Status::Upcoming
}

fn current(day: &DayState, own: &[Picked]) -> Choice {
    let find = |wanted: &dyn Fn(&Item) -> bool| own.iter().copied().find(|i| wanted(&day.items[*i]));
    // The occurrence whose window contains now has priority, so that repeating a command never ticks an older, overdue
    // one by accident.
    if let Some(due) = find(&|item| item.status == Status::Due) {
        return Choice::Items(vec![due]);
    }
    if let Some(done) = find(&|item| item.is_current(day.now) && is_done(item)) {
        return Choice::AlreadyDone(done, next(day, own));
    }
    // Then one set aside whose window contains now, then the oldest overdue one, then any other set aside that has not
    // lapsed: skipped or excused work may still be done.
    let set_aside = |item: &Item| {
        matches!(item.status, Status::Skipped | Status::Excused | Status::NotRequired)
            && item.planned.window.start <= day.now
            && day.now < item.planned.lapse
    };
    let set_aside_now = find(&|item| item.is_current(day.now) && set_aside(item));
    let overdue = || find(&|item| item.status == Status::Overdue);
    if let Some(picked) = set_aside_now.or_else(overdue).or_else(|| find(&set_aside)) {
        return Choice::Items(vec![picked]);
    }
    let begun = |item: &Item| item.planned.window.start <= day.now || is_done(item);
    match own.iter().copied().rfind(|i| begun(&day.items[*i])) {
        Some(last) if is_done(&day.items[last]) => Choice::AlreadyDone(last, next(day, own)),
        _ => not_now(day, own),
    }
}

fn not_now(day: &DayState, own: &[Picked]) -> Choice {
    Choice::NotNow(own.iter().copied().rfind(|i| day.items[*i].planned.window.end <= day.now), next(day, own))
}

fn next(day: &DayState, own: &[Picked]) -> Option<Picked> {
    own.iter().copied().find(|i| day.items[*i].planned.window.start > day.now && !is_done(&day.items[*i]))
}

fn is_done(item: &Item) -> bool {
    item.completion.is_some()
}

fn occurrences_of(day: &DayState, task: &str) -> Vec<Picked> {
    (0..day.items.len()).filter(|i| day.items[*i].planned.task.id == task).collect()
}

/// Returns the occurrence that a note on a task most likely refers to: the one whose window contains now, else the last
/// that began, else the first. `None` if the day has no occurrence of the task.
pub fn nearest(day: &DayState, task: &str) -> Option<Picked> {
    let own = occurrences_of(day, task);
    let begun = |i: &&Picked| day.items[**i].planned.window.start <= day.now;
    let now = own.iter().find(|i| day.items[**i].is_current(day.now));
    now.or_else(|| own.iter().rfind(begun)).or(own.first()).copied()
}

/// Returns the open occurrences of the day: first the due ones, by the end of their windows, then the overdue ones,
/// oldest first, and last the overdue ones carried from earlier days, which can wait longest.
pub fn pick_open(day: &DayState) -> Vec<Picked> {
    let mut open: Vec<Picked> = (0..day.items.len()).filter(|i| day.items[*i].status.is_open()).collect();
    open.sort_by_key(|i| {
        let item = &day.items[*i];
        let is_overdue = item.status == Status::Overdue;
        (is_overdue, is_overdue && day.is_carried(item), item.planned.window.end)
    });
    open
}
