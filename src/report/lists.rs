//! What a lead acts on: what was late, missed, skipped, excused, returned, out of bounds, and ticked in one go long
//! after.

use crate::calendar::{Day, Instant};
use crate::status::Timing;
use chrono::{DateTime, FixedOffset, TimeDelta};
use rust_decimal::Decimal;
use std::rc::Rc;

/// The lists of a report, each by business day, then site, then window.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Lists {
    /// Lapsed, overdue, or done after they had lapsed.
    pub missed: Vec<Missed>,
    /// Done after their window.
    pub late: Vec<Late>,
    /// Left out.
    pub skipped: Vec<SetAside>,
    /// Not applicable.
    pub excused: Vec<SetAside>,
    /// Taken back by somebody else.
    pub returned: Vec<Returned>,
    /// Values outside the bounds at which their field warns.
    pub out_of_bounds: Vec<OutOfBounds>,
    /// Ticks that piled up.
    pub bursts: Vec<Burst>,
    /// Recorded, but not planned by the checklist then in force, or at a site it did not know: told, not counted.
    pub unplanned: Vec<Unplanned>,
}

/// Which occurrence it was, and whose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Which {
    /// The business day.
    pub day: Day,
    /// Site id.
    pub site: Rc<str>,
    /// Task id.
    pub task: Rc<str>,
    /// `08:30`, or `any`.
    pub slot: Rc<str>,
    /// Who it belonged to.
    pub owner: Option<Rc<str>>,
}

/// Not done in time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missed {
    /// Of what.
    pub which: Which,
    /// How.
    pub how: NotDone,
}

/// In which way it was not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotDone {
    /// It can no longer be done.
    Lapsed,
    /// It could still be done at the cut-off, so long after its window.
    Overdue(TimeDelta),
    /// It was done after it had lapsed.
    DoneLater {
        /// By whom.
        by: Rc<str>,
        /// When, as claimed.
        at: DateTime<FixedOffset>,
        /// So long after its window.
        after: TimeDelta,
    },
}

/// Done late.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Late {
    /// What.
    pub which: Which,
    /// By whom.
    pub by: Rc<str>,
    /// When, as claimed.
    pub at: DateTime<FixedOffset>,
    /// So long after its window.
    pub after: TimeDelta,
}

/// Skipped or excused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// What.
    pub which: Which,
    /// By whom; nobody said so where its owner is away.
    pub by: Option<Rc<str>>,
    /// Why.
    pub reason: String,
}

/// Taken back by somebody else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returned {
    /// What.
    pub which: Which,
    /// Its title, where it is a one-off, which no checklist has.
    pub title: Option<String>,
    /// Who had recorded it.
    pub by: Rc<str>,
    /// Who took it back.
    pub returned_by: Rc<str>,
    /// When that was recorded.
    pub at: DateTime<FixedOffset>,
    /// Why.
    pub reason: Option<String>,
}

/// A value its field warns of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutOfBounds {
    /// Of what.
    pub which: Which,
    /// Field id.
    pub field: Rc<str>,
    /// The value.
    pub value: Decimal,
    /// Which bound it is beyond.
    pub beyond: Bound,
    /// Who entered it.
    pub by: Rc<str>,
}

/// A bound at which a field or a measure warns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// The value is below it.
    Below(Decimal),
    /// The value is above it.
    Above(Decimal),
}

/// Ticks that one person recorded in one go, long after their windows had ended. Where the claimed times say otherwise,
/// the table looks green.
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
    /// How many occurrences they completed.
    pub count: u64,
    /// How many of these are said to have been done early or on time.
    pub said_punctual: u64,
    /// The longest time from a window's end to the record.
    pub longest: TimeDelta,
}

/// Recorded of what was not planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unplanned {
    /// The business day.
    pub day: Day,
    /// Site id, as recorded.
    pub site: Rc<str>,
    /// Task id.
    pub task: Rc<str>,
    /// `08:30`, or `any`.
    pub slot: Rc<str>,
}

impl Bound {
    /// Which bound a value is beyond.
    pub fn of(value: Decimal, warn_below: Option<Decimal>, warn_above: Option<Decimal>) -> Option<Bound> {
        let below = warn_below.filter(|bound| value < *bound).map(Bound::Below);
        below.or_else(|| warn_above.filter(|bound| value > *bound).map(Bound::Above))
    }
}

/// What is recorded so long after its window has ended was not recorded when it was done.
pub const LONG_AFTER: TimeDelta = TimeDelta::minutes(60);

/// Ticks that follow each other within this time are of one go.
pub const ONE_GO: TimeDelta = TimeDelta::minutes(5);

/// So many ticks make a burst.
pub const LEAST: usize = 5;

/// A completion, as far as bursts go.
#[derive(Debug, Clone, Copy)]
pub(super) struct Recorded<'a> {
    pub by: &'a str,
    pub recorded: DateTime<FixedOffset>,
    pub window_end: Instant,
    pub timing: Timing,
}

impl Recorded<'_> {
    /// Whether it was recorded [`LONG_AFTER`] its window.
    pub fn is_long_after(&self) -> bool {
        self.recorded.to_utc() - self.window_end >= LONG_AFTER
    }
}

/// The runs of completions, all recorded [`LONG_AFTER`] their windows, that one person each recorded within [`ONE_GO`] of
/// the one before.
pub(super) fn bursts<'a>(mut completions: Vec<Recorded<'a>>) -> Vec<Vec<Recorded<'a>>> {
    completions.sort_by_key(|it| (it.by, it.recorded, it.window_end));
    let is_same_go = |one: &Recorded, next: &Recorded| one.by == next.by && next.recorded - one.recorded <= ONE_GO;
    let mut runs: Vec<Vec<Recorded>> =
        completions.chunk_by(is_same_go).filter(|run| run.len() >= LEAST).map(<[_]>::to_vec).collect();
    runs.sort_by_key(|run| run[0].recorded);
    runs
}
