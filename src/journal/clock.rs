//! Ids as a hybrid logical clock (Kulkarni et al. 2014, "Logical Physical Clocks"): a record sorts after every record
//! that its writer had seen, even if the clocks of the two writers differ.
//!
//! An id is a UUIDv7 (RFC 9562, 5.7). Its 48 bits of Unix milliseconds and the twelve bits after the version form one
//! number, the logical time. The last 62 bits are random, so that two commands unaware of each other never make the
//! same id. Ids compare as their bytes do: by logical time, then by the random bits.

use super::act::ActId;
use crate::calendar::Instant;
use chrono::TimeDelta;

/// The time part of an id. A new id's time is later than the times of all ids that its writer could see.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct LogicalTime(u64);

/// Number of bits for the count of ids within a millisecond.
const COUNT: u32 = 12;

/// The last millisecond of the year 9999, the latest that a line can express. No clock produces a later id. If a line
/// has one, it is read and ordered like any other, but new ids are not derived from it, so the 48 bits never overflow.
const LAST: u64 = 253_402_300_799_999;

impl LogicalTime {
    /// Returns the logical time of an id; `None` if it is after the year 9999, so that no clock can have produced it.
    pub fn of(id: ActId) -> Option<LogicalTime> {
        let (high, _) = id.as_u64_pair();
        let (millis, behind) = (high >> 16, high & 0xffff);
        // Within a millisecond, ids of UUID versions below 7 sort before our own, and those of higher versions after
        // them.
        let count = match behind >> COUNT {
            7 => behind & 0xfff,
            version if version < 7 => 0,
            _ => 0xfff,
        };
        (millis <= LAST).then_some(LogicalTime(millis << COUNT | count))
    }

    /// Returns the next logical time: the clock's reading, or one more than `self` if the clock is not ahead of it.
    #[must_use]
    pub fn next(self, clock: Instant) -> LogicalTime {
        let millis = u64::try_from(clock.timestamp_millis()).unwrap_or(0).min(LAST);
        LogicalTime((millis << COUNT).max(self.0.saturating_add(1)))
    }

    /// Returns the id with this time and the lowest 62 bits of `random`.
    pub fn id(self, random: u64) -> ActId {
        let (millis, count) = (self.0 >> COUNT, self.0 & 0xfff);
        let variant = 0b10 << 62;
        ActId::from_u64_pair(millis << 16 | 0x7000 | count, variant | random & !(0b11 << 62))
    }
}

/// Returns how far the time of an id is ahead of a clock; `None` if it is not.
pub(super) fn ahead(id: ActId, clock: Instant) -> Option<TimeDelta> {
    let millis = i64::try_from(id.as_u64_pair().0 >> 16).ok()?;
    let ahead = TimeDelta::try_milliseconds(millis.saturating_sub(clock.timestamp_millis()))?;
    (ahead > TimeDelta::zero()).then_some(ahead)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Combines milliseconds and a count.
    fn time(millis: u64, count: u64) -> LogicalTime {
        LogicalTime(millis << COUNT | count)
    }

    #[test]
    fn the_next_is_above_all_that_was_seen_and_the_clock() {
        let check = |seen: Option<LogicalTime>, clock: i64, expected: LogicalTime| {
            let clock = Instant::from_timestamp_millis(clock).unwrap_or_default();
            let next = seen.unwrap_or_default().next(clock);
            assert_eq!(next, expected);
            assert_eq!(LogicalTime::of(next.id(u64::MAX)), Some(next).filter(|it| *it <= time(LAST, 0xfff)));
            assert_eq!(next.id(0).get_version_num(), 7);
            assert_eq!(next.id(u64::MAX).get_variant(), uuid::Variant::RFC4122);
            assert!(next.id(0) < next.id(1) && next.id(u64::MAX) < next.next(Instant::UNIX_EPOCH).id(0));
        };
        check(None, 5000, time(5000, 0));
        check(None, -1, time(0, 1));
        check(Some(time(4999, 7)), 5000, time(5000, 0));
        check(Some(time(5000, 0)), 5000, time(5000, 1));
        // A clock that was set back, and a millisecond whose count is full.
        check(Some(time(9000, 6)), 5000, time(9000, 7));
        check(Some(time(9000, 0xfff)), 5000, time(9001, 0));
        // The limits.
        check(Some(time(LAST, 0xfff)), 5000, time(LAST + 1, 0));
        check(None, LAST as i64 + 1, time(LAST, 0));
    }

    #[test]
    fn an_id_of_no_clock_is_not_counted_on_from() {
        let check = |id: &str, expected: Option<LogicalTime>| {
            let id = ActId::parse_str(id).unwrap_or_default();
            assert_eq!(LogicalTime::of(id), expected, "{id}");
            if let Some(time) = expected {
                assert!(id < time.next(Instant::UNIX_EPOCH).id(0), "{id}");
            }
        };
        check("00000000-0000-0000-0000-000000000000", Some(time(0, 0)));
        check("01935000-0000-7000-8000-000000000002", Some(time(0x0193_5000_0000, 0)));
        check("01935000-0000-7abc-bfff-ffffffffffff", Some(time(0x0193_5000_0000, 0xabc)));
        check("01935000-0000-4abc-8000-000000000002", Some(time(0x0193_5000_0000, 0)));
        check("01935000-0000-ffff-ffff-ffffffffffff", Some(time(0x0193_5000_0000, 0xfff)));
        check("e677d21f-dbff-7fff-bfff-ffffffffffff", Some(time(LAST, 0xfff)));
        check("e677d21f-dc00-7000-8000-000000000000", None);
        check("ffffffff-ffff-7fff-bfff-ffffffffffff", None);
        check("ffffffff-ffff-ffff-ffff-ffffffffffff", None);
    }
}
