//! The team's clock: maps instants to business days, and times of a business day to instants.

use super::{ClockTime, Day, Instant, Zone};
use chrono::{Days, FixedOffset, NaiveTime};
use std::ops::Range;

/// A zone and the time at which the team's day begins. Both come from the checklist, never from the machine.
#[derive(Debug, Clone, PartialEq)]
pub struct BusinessClock {
    /// The checklist's zone.
    pub zone: Zone,
    /// A business day runs from this time to the same time of the next calendar day.
    pub day_start: NaiveTime,
}

impl BusinessClock {
    /// A clock in UTC whose days begin at midnight, for use when no team's clock is known.
    pub fn utc() -> BusinessClock {
        BusinessClock { zone: Zone::utc(), day_start: NaiveTime::MIN }
    }

    /// The instants of a business day, from its first one up to the first one of the next day. Empty if the zone's
    /// calendar skips the day.
    pub fn bounds(&self, day: Day) -> Range<Instant> {
        self.zone.resolve(day.and_time(self.day_start))..self.zone.resolve(next(day).and_time(self.day_start))
    }

    /// Whether the business day exists. The zone's calendar may skip one, as Samoa skipped 2011-12-30.
    pub fn has(&self, day: Day) -> bool {
        !self.bounds(day).is_empty()
    }

    /// The business day that contains an instant.
    pub fn day_of(&self, instant: Instant) -> Day {
        let mut day = self.zone.local(instant).date();
        // The calendar date is a first guess. Before the day starts, the business day is an earlier one; if the clock
        // changes at that very time, it may be a later one.
        while instant < self.bounds(day).start {
            let Some(earlier) = day.pred_opt() else { break };
            day = earlier;
        }
        while instant >= self.bounds(day).end && next(day) > day {
            day = next(day);
        }
        day
    }

    /// A business day prepared for converting several times of day to instants.
    pub fn on(&self, day: Day) -> BusinessDay<'_> {
        let bounds = self.bounds(day);
        BusinessDay { clock: self, day, steady: self.zone.steady_offset(&bounds), bounds }
    }

    /// The instant of a time of day in a business day; see [`BusinessDay::instant`].
    pub fn instant(&self, day: Day, time: NaiveTime) -> Instant {
        self.on(day).instant(time)
    }

    /// Like `instant`, for a time as typed: 24:00 is the midnight at which the day ends.
    pub fn said_instant(&self, day: Day, time: ClockTime) -> Instant {
        let is_end = time.hour == 24;
        if is_end { self.on(day).end_instant(time.time()) } else { self.instant(day, time.time()) }
    }

    /// Number of wall-clock minutes from the start of the business day to a time of day, 0 to 1439. Orders the times of
    /// a day.
    pub fn minutes_in(&self, time: NaiveTime) -> i64 {
        let past = time.signed_duration_since(self.day_start).num_minutes();
        past.rem_euclid(24 * 60)
    }

    /// Like `minutes_in`, for the end of a window: the time at which the day starts is counted as the day's end, 1440.
    pub fn end_minutes_in(&self, time: NaiveTime) -> i64 {
        match self.minutes_in(time) {
            0 => 24 * 60,
            minutes => minutes,
        }
    }
}

/// One business day of a team's clock.
#[derive(Debug, Clone, PartialEq)]
pub struct BusinessDay<'c> {
    clock: &'c BusinessClock,
    /// The date that names the day.
    pub day: Day,
    /// The instants from the day's first one up to the next day's first one.
    pub bounds: Range<Instant>,
    /// The offset from UTC if it is constant around the day, as on nearly all days; else `None`.
    steady: Option<FixedOffset>,
}

impl BusinessDay<'_> {
    /// Whether the clock does not change around the day, so that it lasts 24 hours.
    pub fn is_steady(&self) -> bool {
        self.steady.is_some()
    }

    /// The instant of a time of day. A time before the day's start is on the next calendar date. A time that a clock
    /// change moves out of the day becomes the nearer edge of the day.
    pub fn instant(&self, time: NaiveTime) -> Instant {
        self.resolve(time, time < self.clock.day_start)
    }

    /// Like `instant`, for the end of a window: the time at which the day starts means the end of the day.
    pub fn end_instant(&self, time: NaiveTime) -> Instant {
        self.resolve(time, time <= self.clock.day_start)
    }

    /// The instants of a window between two times of day. They never leave the day; the range is empty if a clock
    /// change skips the window.
    pub fn window(&self, start: NaiveTime, end: NaiveTime) -> Range<Instant> {
        let start = self.instant(start);
        // If the clock skips the start, the start moves forward, perhaps past the end.
        start..self.end_instant(end).max(start)
    }

    fn resolve(&self, time: NaiveTime, day_after: bool) -> Instant {
        let date = if day_after { next(self.day) } else { self.day };
        let local = date.and_time(time);
        let instant = match self.steady.and_then(|offset| local.checked_sub_offset(offset)) {
            Some(utc) => utc.and_utc(),
            None => self.clock.zone.resolve(local),
        };
        instant.max(self.bounds.start).min(self.bounds.end)
    }
}

fn next(day: Day) -> Day {
    day.checked_add_days(Days::new(1)).unwrap_or(day)
}
