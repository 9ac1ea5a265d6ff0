//! Times of a business day as a checklist writes them, and the stretch of it that they cover.

use crate::calendar::BusinessClock;
use chrono::NaiveTime;
use std::ops::Range;

/// Times of day from `start` to `end`, as written on the wall in the checklist's zone. `end` equal to the business
/// day's start means the business day's end. Both belong to one business day and `start` comes before `end` in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WallWindow {
    /// Included.
    pub start: NaiveTime,
    /// Excluded.
    pub end: NaiveTime,
}

/// One value of `at`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// `08:30-09:00`
    Window(WallWindow),
    /// `20:20`: due for the checklist's grace.
    Point(NaiveTime),
    /// `13:30-`: until the hours end (or the business day, where the hours have ended by then).
    From(NaiveTime),
    /// `-12:10`: since the hours began (or the business day, where the hours begin later).
    By(NaiveTime),
}

impl WallWindow {
    /// From the first start of the hours to their last end; the whole business day where there are none.
    pub fn around(hours: &[WallWindow], clock: &BusinessClock) -> WallWindow {
        let (first, last) = (hours.first(), hours.last());
        let start = first.map_or(clock.day_start, |hours| hours.start);
        WallWindow { start, end: last.map_or(clock.day_start, |hours| hours.end) }
    }

    /// The minutes of the business day that it covers, by the wall clock.
    pub fn minutes(&self, clock: &BusinessClock) -> Range<i64> {
        clock.minutes_in(self.start)..clock.end_minutes_in(self.end)
    }
}

impl Span {
    /// The span with both its sides: open ones are closed by the hours, or by the business day where the hours do not
    /// reach. A point begins and ends at its time: the grace is not in it.
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
