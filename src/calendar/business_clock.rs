//! The team's clock: which business day an instant belongs to, and at which instant a time of a business day is.

use super::{ClockTime, Day, Instant, Zone};
use chrono::{Days, FixedOffset, NaiveTime};
use std::ops::Range;

/// A zone and the time at which the team's day begins. Both live in the checklist, never in the machine.
#[derive(Debug, Clone, PartialEq)]
pub struct BusinessClock {
    /// The checklist's zone.
    pub zone: Zone,
    /// A business day runs from this time to the same time of the next calendar day.
    pub day_start: NaiveTime,
}

impl BusinessClock {
    /// Where no team's clock is known.
    pub fn utc() -> BusinessClock {
        BusinessClock { zone: Zone::utc(), day_start: NaiveTime::MIN }
    }

    /// The business day from its first instant to the next one's. A day that the zone's calendar skips is empty.
    pub fn bounds(&self, day: Day) -> Range<Instant> {
        self.zone.resolve(day.and_time(self.day_start))..self.zone.resolve(next(day).and_time(self.day_start))
    }

    /// Whether there is such a business day: not where the zone's calendar skips it, as Samoa did 2011-12-30.
    pub fn has(&self, day: Day) -> bool {
        !self.bounds(day).is_empty()
    }

    /// The business day that contains an instant: exactly one does.
    pub fn day_of(&self, instant: Instant) -> Day {
        let mut day = self.zone.local(instant).date();
        // The wall clock names the calendar day; before the day's start the business day is an earlier one, and
        // where the clock changes at that very time, a later one.
        while instant < self.bounds(day).start {
            let Some(earlier) = day.pred_opt() else { break };
            day = earlier;
        }
        while instant >= self.bounds(day).end && next(day) > day {
            day = next(day);
        }
        day
    }

    /// A business day to ask several times of.
    pub fn on(&self, day: Day) -> BusinessDay<'_> {
        let bounds = self.bounds(day);
        BusinessDay { clock: self, day, steady: self.zone.steady_offset(&bounds), bounds }
    }

    /// The instant at which a time of day comes in a business day; see [`BusinessDay::instant`].
    pub fn instant(&self, day: Day, time: NaiveTime) -> Instant {
        self.on(day).instant(time)
    }

    /// The same for a time as it was said: 24:00 is the midnight at which the day ends.
    pub fn said_instant(&self, day: Day, time: ClockTime) -> Instant {
        let is_end = time.hour == 24;
        if is_end { self.on(day).end_instant(time.time()) } else { self.instant(day, time.time()) }
    }

    /// How far into the business day a time of day comes by the wall clock, in minutes: orders times within it.
    pub fn minutes_in(&self, time: NaiveTime) -> i64 {
        let past = time.signed_duration_since(self.day_start).num_minutes();
        past.rem_euclid(24 * 60)
    }

    /// The same for the end of a window: the day's start is the day's end, 1440.
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
    /// Its name.
    pub day: Day,
    /// From its first instant to the next day's.
    pub bounds: Range<Instant>,
    /// The offset on nearly all days: those without a clock change near them.
    steady: Option<FixedOffset>,
}

impl BusinessDay<'_> {
    /// The instant at which a time of day comes: a time before the day's start belongs to the calendar day after. Where
    /// a clock change moves it over the day's edge, it is that edge.
    pub fn instant(&self, time: NaiveTime) -> Instant {
        self.resolve(time, time < self.clock.day_start)
    }

    /// The same for the end of a window, where the day's start means the day's end.
    pub fn end_instant(&self, time: NaiveTime) -> Instant {
        self.resolve(time, time <= self.clock.day_start)
    }

    /// From when to when a window of times lasts. It never leaves the day, and is empty where a clock change swallows
    /// it.
    pub fn window(&self, start: NaiveTime, end: NaiveTime) -> Range<Instant> {
        let start = self.instant(start);
        // A start moved forward by a gap can pass an end that was not.
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
