//! Lists for the team lead: what was late, missed, skipped, excused, returned, out of bounds, or ticked in bulk long
//! afterwards.

use crate::calendar::{Day, Instant};
use crate::status::Timing;
use chrono::{DateTime, FixedOffset, TimeDelta};
use rust_decimal::Decimal;
use std::ops::Deref;
use std::rc::Rc;

/// The lists of a report, each sorted by business day, site and window.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Lists {
    /// Lapsed, overdue, or done after lapsing.
    pub missed: Vec<Missed>,
    /// Done after the window.
    pub late: Vec<Late>,
    /// Skipped.
    pub skipped: Vec<SetAside>,
    /// Excused as not applicable.
    pub excused: Vec<SetAside>,
    /// Undone by someone else.
    pub returned: Vec<Returned>,
    /// Values outside their field's warning limits.
    pub out_of_bounds: Vec<OutOfBounds>,
    /// Notes.
    pub notes: Vec<Noted>,
    /// Ticks recorded in bulk.
    pub bursts: Vec<Burst>,
    /// Records of occurrences that the checklist in force did not plan, or whose site it did not know: reported, but
    /// not counted.
    pub unplanned: Vec<Unplanned>,
}

/// Identifies an occurrence and its owner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Which {
    /// The business day.
    pub day: Day,
    /// The rest, which many days share. Most of a long report's memory is in its lists.
    pub of: Rc<Place>,
}

/// Identifies an occurrence and its owner within a day.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Place {
    /// Site id.
    pub site: Rc<str>,
    /// Task id.
    pub task: Rc<str>,
    /// Slot: `08:30`, or `any`.
    pub slot: Rc<str>,
    /// The owner, if any.
    pub owner: Option<Rc<str>>,
}

impl Deref for Which {
    type Target = Place;

    fn deref(&self) -> &Place {
        &self.of
    }
}

/// An occurrence that was not done in time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missed {
    /// The occurrence.
    pub which: Which,
    /// Whether the occurrence lapsed, was overdue or was done after lapsing.
    pub how: NotDone,
}

/// In which way an occurrence was not done in time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotDone {
    /// It can no longer be done.
    Lapsed,
    /// Not done at the cut-off, this long after the window ended, but it could still be done.
    Overdue(TimeDelta),
    /// It was done after it had lapsed.
    DoneLater {
        /// Who did the task.
        by: Rc<str>,
        /// The claimed time.
        at: DateTime<FixedOffset>,
        /// Time from the end of the window to the claimed time.
        after: TimeDelta,
    },
}

/// An occurrence that was done late.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Late {
    /// The occurrence.
    pub which: Which,
    /// Who did the task.
    pub by: Rc<str>,
    /// The claimed time.
    pub at: DateTime<FixedOffset>,
    /// Time from the end of the window to the claimed time.
    pub after: TimeDelta,
}

/// An occurrence that was skipped or excused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// The occurrence.
    pub which: Which,
    /// Who skipped or excused it; `None` if it was excused because its owner is away.
    pub by: Option<Rc<str>>,
    /// The reason.
    pub reason: Rc<str>,
}

/// An occurrence whose record was undone by someone else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returned {
    /// The occurrence.
    pub which: Which,
    /// Title of a one-off; `None` for a task, whose title is in the checklist.
    pub title: Option<String>,
    /// Who made the record that was undone.
    pub by: Rc<str>,
    /// Who undid it.
    pub returned_by: Rc<str>,
    /// When the undo was recorded.
    pub at: DateTime<FixedOffset>,
    /// The reason.
    pub reason: Option<String>,
}

/// A note about an occurrence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    /// The occurrence.
    pub which: Which,
    /// Title of a one-off; `None` for a task, whose title is in the checklist.
    pub title: Option<String>,
    /// Who wrote it.
    pub by: Rc<str>,
    /// The claimed time.
    pub at: DateTime<FixedOffset>,
    /// The text.
    pub text: String,
}

/// A value outside its field's warning limits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutOfBounds {
    /// The occurrence.
    pub which: Which,
    /// Field id.
    pub field: Rc<str>,
    /// The value.
    pub value: Decimal,
    /// The limit that the value is below or above.
    pub beyond: Bound,
    /// Who entered the value.
    pub by: Rc<str>,
}

/// A warning limit of a field or measure that a value is below or above.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// The value is below this limit.
    Below(Decimal),
    /// The value is above this limit.
    Above(Decimal),
}

/// Ticks that one person recorded in bulk, long after their windows had ended. Their claimed times are doubtful, and
/// may make the figures look better than they should.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Burst {
    /// The business day.
    pub day: Day,
    /// Site id.
    pub site: Rc<str>,
    /// Who recorded them.
    pub by: Rc<str>,
    /// When the first was recorded.
    pub from: DateTime<FixedOffset>,
    /// When the last was recorded.
    pub to: DateTime<FixedOffset>,
    /// Number of occurrences that these ticks completed.
    pub count: u64,
    /// How many of these occurrences were claimed to be early or on time.
    pub said_punctual: u64,
    /// Longest time from the end of a window to its record.
    pub longest: TimeDelta,
}

/// A record of an occurrence that was not planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unplanned {
    /// The business day.
    pub day: Day,
    /// Site id, as recorded.
    pub site: Rc<str>,
    /// Task id.
    pub task: Rc<str>,
    /// Slot: `08:30`, or `any`.
    pub slot: Rc<str>,
}

impl Bound {
    /// Returns the warning limit that a value is below or above; `None` if it is within the limits.
    pub fn of(value: Decimal, warn_below: Option<Decimal>, warn_above: Option<Decimal>) -> Option<Bound> {
        let below = warn_below.filter(|bound| value < *bound).map(Bound::Below);
        below.or_else(|| warn_above.filter(|bound| value > *bound).map(Bound::Above))
    }
}

/// A record made at least this long after the end of its window is assumed not to date from when the task was done.
pub const LONG_AFTER: TimeDelta = TimeDelta::minutes(60);

/// Maximum gap between consecutive ticks of a burst.
pub const ONE_GO: TimeDelta = TimeDelta::minutes(5);

/// Minimum number of ticks in a burst.
pub const LEAST: usize = 5;

/// A completion, with the data needed to detect bursts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Recorded<'a> {
    pub by: &'a str,
    pub recorded: DateTime<FixedOffset>,
    pub window_end: Instant,
    pub timing: Timing,
}

impl Recorded<'_> {
    /// Whether the completion was recorded at least [`LONG_AFTER`] its window.
    pub fn is_long_after(&self) -> bool {
        // Most are recorded within the window, so the difference is rarely needed.
        self.recorded > self.window_end && self.recorded.to_utc() - self.window_end >= LONG_AFTER
    }
}

/// Returns the bursts among completions, which must all have been recorded at least [`LONG_AFTER`] their windows. A
/// burst is a run of at least [`LEAST`] completions by one person, each recorded within [`ONE_GO`] of the previous one.
pub(super) fn bursts<'a>(mut completions: Vec<Recorded<'a>>) -> Vec<Vec<Recorded<'a>>> {
    completions.sort_by_key(|it| (it.by, it.recorded, it.window_end));
    let is_same_go = |one: &Recorded, next: &Recorded| one.by == next.by && next.recorded - one.recorded <= ONE_GO;
    let mut runs: Vec<Vec<Recorded>> =
        completions.chunk_by(is_same_go).filter(|run| run.len() >= LEAST).map(<[_]>::to_vec).collect();
    runs.sort_by_key(|run| run[0].recorded);
    runs
}
