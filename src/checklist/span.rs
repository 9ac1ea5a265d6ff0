//! Spans of a business day as written in a checklist, and the range of times they cover.

use crate::calendar::BusinessClock;
use chrono::NaiveTime;
use std::ops::Range;

/// A range of wall-clock times in the checklist's zone. An `end` equal to the business day's start means the end of the
/// business day. Both times belong to one business day, and `start` is before `end` in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WallWindow {
    /// Start, inclusive.
    pub start: NaiveTime,
    /// End, exclusive.
    pub end: NaiveTime,
}

/// One value of `at`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// `08:30-09:00`
    Window(WallWindow),
    /// `20:20`: a point in time, due for the length of the checklist's grace.
    Point(NaiveTime),
    /// `13:30-`: until the end of the hours, or until the end of the business day if the hours have already ended by
    /// this time.
    From(NaiveTime),
    /// `-12:10`: from the start of the hours, or from the start of the business day if the hours begin at this time or
    /// later.
    By(NaiveTime),
}

impl WallWindow {
    /// Returns the range from the first start of the hours to their last end. If there are no hours, returns the whole
    /// business day.
    pub fn around(hours: &[WallWindow], clock: &BusinessClock) -> WallWindow {
        let (first, last) = (hours.first(), hours.last());
        let start = first.map_or(clock.day_start, |hours| hours.start);
        WallWindow { start, end: last.map_or(clock.day_start, |hours| hours.end) }
    }

    /// Returns the window as a range of minutes since the start of the business day, by the wall clock.
    pub fn minutes(&self, clock: &BusinessClock) -> Range<i64> {
        clock.minutes_in(self.start)..clock.end_minutes_in(self.end)
    }
}

impl Span {
    /// Returns the range that the span covers. The open side of a span ends with the hours or, if the given time is
    /// beyond them, with the business day. A point starts and ends at its time, without the grace.
    pub fn closed(self, hours: &[WallWindow], clock: &BusinessClock) -> WallWindow {
        let around = WallWindow::around(hours, clock);
        let Range { start: open, end: close } = around.minutes(clock);
        match self {
            Span::Window(wall) => wall,
            Span::Point(time) => WallWindow { start: time, end: time },
            Span::From(start) if clock.minutes_in(start) < close => WallWindow { start, end: around.end },
            Span::From(start) => WallWindow { start, end: clock.day_start },
            Span::By(end) if open < clock.end_minutes_in(end) => WallWindow { start: around.start, end },
            Span::By(end) => WallWindow { start: clock.day_start, end },
        }
    }
}
