//! Describes time zones in an iCalendar file (RFC 5545, 3.6.5), so that readers need no zone data.

use super::lines::{Lines, local};
use crate::calendar::{Instant, Zone};
use chrono::{FixedOffset, NaiveDate, NaiveDateTime, TimeDelta};
use std::ops::Range;

/// How far before a period to look for the clock change that set its first offset. Where clocks change regularly, they
/// do so within a year.
const LOOKBACK: TimeDelta = TimeDelta::days(366);

/// Writes the zone's offsets for a period.
pub fn write(zone: &Zone, stretch: &Range<Instant>, lines: &mut Lines) {
    let from = stretch.start.checked_sub_signed(LOOKBACK).unwrap_or(stretch.start);
    let changes = zone.changes(&(from..stretch.end));
    lines.begin("VTIMEZONE");
    lines.property("TZID", zone.name());
    if changes.first().is_none_or(|first| *first > stretch.start) {
        let offset = zone.offset_at(stretch.start);
        observance(zone, stretch.start, offset, since(zone.local(stretch.start)), lines);
    }
    for change in changes {
        let before = zone.offset_at(change - TimeDelta::seconds(1));
        // The onset is given in the local time before the change.
        let onset = change.naive_utc() + before;
        observance(zone, change, before, onset, lines);
    }
    lines.end("VTIMEZONE");
}

/// Returns an early date as the start of the first offset, because its real start is not looked up.
fn since(earliest: NaiveDateTime) -> NaiveDateTime {
    earliest.min(NaiveDate::default().into())
}

/// Writes the offset that applies from an onset.
fn observance(zone: &Zone, at: Instant, before: FixedOffset, onset: NaiveDateTime, lines: &mut Lines) {
    let kind = zone.kind_at(at);
    let component = if kind.is_daylight { "DAYLIGHT" } else { "STANDARD" };
    lines.begin(component);
    lines.property("DTSTART", &local(onset));
    lines.property("TZOFFSETFROM", &offset_label(before));
    lines.property("TZOFFSETTO", &offset_label(kind.offset));
    lines.text("TZNAME", kind.abbreviation);
    lines.end(component);
}

/// Formats an offset: `+0800`, or with seconds `-001644` (RFC 5545, 3.3.14). Never `-0000`.
fn offset_label(offset: FixedOffset) -> String {
    let seconds = offset.local_minus_utc();
    let sign = if seconds < 0 { '-' } else { '+' };
    let (minutes, rest) = (seconds.abs() / 60, seconds.abs() % 60);
    let label = format!("{sign}{:02}{:02}", minutes / 60, minutes % 60);
    if rest == 0 { label } else { format!("{label}{rest:02}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets() {
        let check = |seconds: i32, expected: &str| {
            assert_eq!(offset_label(FixedOffset::east_opt(seconds).expect("an offset")), expected);
        };
        check(8 * 3600, "+0800");
        check(0, "+0000");
        check(-(3 * 3600 + 1800), "-0330");
        check(-1004, "-001644");
        check(-15, "-000015");
        check(13 * 3600 + 2700, "+1345");
    }
}
