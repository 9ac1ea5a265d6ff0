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
    /// UTC with days from midnight, for use when no team's clock is known.
    pub fn utc() -> BusinessClock {
        BusinessClock { zone: Zone::utc(), day_start: NaiveTime::MIN }
    }

    /// The business day, up to the first instant of the next one. Empty if the zone's calendar skips it.
    pub fn bounds(&self, day: Day) -> Range<Instant> {
        self.zone.resolve(day.and_time(self.day_start))..self.zone.resolve(next(day).and_time(self.day_start))
    }

    /// Whether the business day exists. The zone's calendar may skip one, as Samoa skipped 2011-12-30.
    pub fn has(&self, day: Day) -> bool {
        !self.bounds(day).is_empty()
    }

    /// The one business day that contains an instant.
    pub fn day_of(&self, instant: Instant) -> Day {
        let mut day = self.zone.local(instant).date();
        // The wall clock gives the calendar day. Before the day starts the business day is an earlier one, or a later
        // one if the clock changes at that very time.
        while instant < self.bounds(day).start {
            let Some(earlier) = day.pred_opt() else { break };
            day = earlier;
        }
        while instant >= self.bounds(day).end && next(day) > day {
            day = next(day);
        }
        day
    }

    /// The business day, for converting several times of it.
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

    /// Wall-clock minutes from the start of the business day to a time of day; orders the times of a day.
    pub fn minutes_in(&self, time: NaiveTime) -> i64 {
        let past = time.signed_duration_since(self.day_start).num_minutes();
        past.rem_euclid(24 * 60)
    }

    /// Like `minutes_in`, for the end of a window: the day's start counts as its end, 1440.
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
    /// Its date.
    pub day: Day,
    /// From its first instant to the next day's.
    pub bounds: Range<Instant>,
    /// The offset from UTC if it is constant near the day, as it is on nearly all days.
    steady: Option<FixedOffset>,
}

impl BusinessDay<'_> {
    /// The instant of a time of day. A time before the day's start is on the following calendar day. If a clock change
    /// moves it across the edge of the day, returns that edge.
    pub fn instant(&self, time: NaiveTime) -> Instant {
        self.resolve(time, time < self.clock.day_start)
    }

    /// Like `instant`, for the end of a window: the day's start means the day's end.
    pub fn end_instant(&self, time: NaiveTime) -> Instant {
        self.resolve(time, time <= self.clock.day_start)
    }

    /// The instants of a window of times. Never leaves the day, and is empty if a clock change removes the window.
    pub fn window(&self, start: NaiveTime, end: NaiveTime) -> Range<Instant> {
        let start = self.instant(start);
        // A gap can move the start past an end that lies after it.
        start..self.end_instant(end).max(start)
    }

    fn resolve(&self, time: NaiveTime, day_after: bool) -> Instant {
        let date = if day_after { next(self.day) } else { self.day };
        let local = date.and_time(time);
        let instant = match self.steady.and_then(|offset| local.and_local_timezone(offset).single()) {
            Some(instant) => instant.to_utc(),
            None => self.clock.zone.resolve(local),
        };
        instant.max(self.bounds.start).min(self.bounds.end)
    }
}

fn next(day: Day) -> Day {
    day.checked_add_days(Days::new(1)).unwrap_or(day)
}
