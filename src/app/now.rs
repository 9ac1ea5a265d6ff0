//! The instant that a command uses: the clock's, or the one set by `--now`.

use crate::calendar::{BusinessClock, ClockTime, Instant, Lean, Moment, parse_clock, parse_moment};
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime};

/// The value of `--now` as typed. A form without an offset is in the checklist's zone, which is known only later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NowWord {
    /// `2026-11-23T08:40+08:00`
    Instant(Instant),
    /// `2026-11-23T08:40`, `2026-11-23 08:40`
    Local(NaiveDateTime),
    /// `08:40`, `8pm`: on the current business day
    Time(ClockTime),
    /// `fri 20:00`, 昨天18点
    Moment(Moment),
}

impl NowWord {
    /// Parses the forms above, with optional seconds; `None` for any other text.
    pub fn parse(text: &str) -> Option<NowWord> {
        let text = text.trim();
        if let Ok(instant) = DateTime::parse_from_rfc3339(text) {
            return Some(NowWord::Instant(instant.to_utc()));
        }
        // A text that begins with a year is not a time of day.
        let is_dated = text.as_bytes().get(4) == Some(&b'-');
        if let Some(time) = (!is_dated).then(|| parse_clock(text).ok()).flatten() {
            return Some(NowWord::Time(time));
        }
        // The plain form is recognised first, because phrases take far longer.
        let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M");
        if let Some(local) = local.ok().filter(|_| is_dated && text.starts_with(|c: char| c.is_ascii_digit())) {
            return Some(NowWord::Local(local));
        }
        if let Some(moment) = parse_moment(text) {
            return Some(NowWord::Moment(moment));
        }
        let (date, time) = text.split_once(['T', 't', ' '])?;
        let date = NaiveDate::parse_from_str(date, "%Y-%m-%d").ok()?;
        if let Some((clock, offset)) = time.rfind(['+', '-', 'Z', 'z']).map(|at| time.split_at(at)) {
            // RFC 3339 requires seconds, but people omit them.
            let with_seconds = format!("{date}T{clock}:00{offset}");
            return DateTime::parse_from_rfc3339(&with_seconds).ok().map(|instant| NowWord::Instant(instant.to_utc()));
        }
        let time = NaiveTime::parse_from_str(time, "%H:%M:%S").ok()?;
        Some(NowWord::Local(date.and_time(time)))
    }

    /// Returns the instant by a team's clock. `real` is the actual time; `lean` resolves a day without a year. `None`
    /// if there is no such day.
    pub fn resolve(self, clock: &BusinessClock, real: Instant, lean: Lean) -> Option<Instant> {
        Some(match self {
            NowWord::Instant(instant) => instant,
            NowWord::Local(local) => clock.zone.resolve(local),
            NowWord::Time(time) => clock.said_instant(clock.day_of(real), time),
            NowWord::Moment(moment) => {
                let day = moment.day(clock.day_of(real), lean).ok()?;
                // 24:00 is the midnight at the end of the date.
                let date = if moment.time.hour == 24 { day.succ_opt()? } else { day };
                clock.zone.resolve(date.and_time(moment.time.time()))
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Zone;

    #[test]
    fn the_midnight_at_which_a_day_ends_is_of_its_end() {
        let check = |text: &str, day_start: &str, expected: &str| {
            let day_start = NaiveTime::parse_from_str(day_start, "%H:%M").expect("a time");
            let clock = BusinessClock { zone: Zone::utc(), day_start };
            let real = "2026-11-23T09:00:00Z".parse().expect("an instant");
            let resolved = NowWord::parse(text).and_then(|word| word.resolve(&clock, real, Lean::Back));
            assert_eq!(resolved, expected.parse().ok(), "{text} from {day_start}");
        };
        for day_start in ["00:00", "04:00"] {
            check("24:00", day_start, "2026-11-24T00:00:00Z");
            check("2026-11-22 24:00", day_start, "2026-11-23T00:00:00Z");
            check("2026-11-22 23:59", day_start, "2026-11-22T23:59:00Z");
        }
        check("0:00", "00:00", "2026-11-23T00:00:00Z");
        check("0:00", "04:00", "2026-11-24T00:00:00Z");
    }
}
