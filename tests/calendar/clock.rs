//! The business day and the rule for clock changes, with examples that can be looked up.

use chrono::{NaiveTime, TimeDelta};
use ops::calendar::{BusinessClock, Day, Instant, Zone};

fn day(text: &str) -> Day {
    text.parse().expect("a date")
}

fn time(text: &str) -> NaiveTime {
    NaiveTime::parse_from_str(text, "%H:%M").expect("a time of day")
}

fn instant(text: &str) -> Instant {
    text.parse().expect("an instant")
}

fn clock(zone: &str, day_start: &str) -> BusinessClock {
    BusinessClock { zone: Zone::named(zone).expect("a zone"), day_start: time(day_start) }
}

#[test]
fn a_local_time_becomes_an_instant() {
    let check = |zone: &str, local: &str, expected: &str| {
        let zone = Zone::named(zone).expect("a zone");
        let shown = zone.at(zone.resolve(local.parse().expect("a local time")));
        assert_eq!(shown.to_rfc3339(), expected, "{local} in {}", zone.name());
    };
    check("Asia/Shanghai", "2026-11-23T08:30:00", "2026-11-23T08:30:00+08:00");
    check("UTC", "2026-11-23T08:30:00", "2026-11-23T08:30:00+00:00");
    // In the gap from 02:00 to 03:00, a time moves forward by its length.
    check("America/New_York", "2026-03-08T01:59:00", "2026-03-08T01:59:00-05:00");
    check("America/New_York", "2026-03-08T02:00:00", "2026-03-08T03:00:00-04:00");
    check("America/New_York", "2026-03-08T02:30:00", "2026-03-08T03:30:00-04:00");
    check("America/New_York", "2026-03-08T03:00:00", "2026-03-08T03:00:00-04:00");
    // In the fold from 02:00 back to 01:00, a time means the first of the two.
    check("America/New_York", "2026-11-01T00:59:00", "2026-11-01T00:59:00-04:00");
    check("America/New_York", "2026-11-01T01:30:00", "2026-11-01T01:30:00-04:00");
    check("America/New_York", "2026-11-01T02:00:00", "2026-11-01T02:00:00-05:00");
    // Changes by half an hour, at midnight, and by two hours.
    check("Australia/Lord_Howe", "2026-10-04T02:15:00", "2026-10-04T02:45:00+11:00");
    check("America/Sao_Paulo", "2018-11-04T00:00:00", "2018-11-04T01:00:00-02:00");
    check("Antarctica/Troll", "2026-03-29T01:30:00", "2026-03-29T03:30:00+02:00");
    // A whole day was skipped at the date line.
    check("Pacific/Apia", "2011-12-30T12:00:00", "2011-12-31T12:00:00+14:00");
}

#[test]
fn an_instant_belongs_to_a_business_day() {
    let check = |zone: &str, day_start: &str, at: &str, expected: &str| {
        assert_eq!(clock(zone, day_start).day_of(instant(at)), day(expected), "{at} in {zone}, {day_start}");
    };
    check("Asia/Shanghai", "04:00", "2026-11-23T08:30:00+08:00", "2026-11-23");
    check("Asia/Shanghai", "04:00", "2026-11-24T03:59:59+08:00", "2026-11-23");
    check("Asia/Shanghai", "04:00", "2026-11-24T04:00:00+08:00", "2026-11-24");
    check("Asia/Shanghai", "00:00", "2026-11-24T00:00:00+08:00", "2026-11-24");
    check("Asia/Shanghai", "23:30", "2026-11-24T23:29:59+08:00", "2026-11-23");
    check("Asia/Shanghai", "23:30", "2026-11-24T23:30:00+08:00", "2026-11-24");
    // The day's start does not exist, so the day starts at 03:30.
    check("America/New_York", "02:30", "2026-03-08T03:29:59-04:00", "2026-03-07");
    check("America/New_York", "02:30", "2026-03-08T03:30:00-04:00", "2026-03-08");
    // The day's start occurs twice, so the day starts at the first.
    check("America/New_York", "01:30", "2026-11-01T01:29:59-04:00", "2026-10-31");
    check("America/New_York", "01:30", "2026-11-01T01:30:00-04:00", "2026-11-01");
    check("America/New_York", "01:30", "2026-11-01T01:29:59-05:00", "2026-11-01");
    // The skipped day has no instants.
    check("Pacific/Apia", "04:00", "2011-12-31T03:59:59+14:00", "2011-12-29");
    check("Pacific/Apia", "04:00", "2011-12-31T04:00:00+14:00", "2011-12-31");
}

#[test]
fn a_window_of_a_business_day() {
    let check = |zone: &str, day_start: &str, date: &str, window: (&str, &str), expected: (&str, &str)| {
        let clock = clock(zone, day_start);
        let found = clock.on(day(date)).window(time(window.0), time(window.1));
        let shown = [found.start, found.end].map(|at| clock.zone.at(at).to_rfc3339());
        assert_eq!(shown, [expected.0, expected.1], "{date} {window:?} in {zone}, {day_start}");
    };
    let shanghai = |window, start: &str, end: &str| {
        let expected = (&*format!("{start}:00+08:00"), &*format!("{end}:00+08:00"));
        check("Asia/Shanghai", "04:00", "2026-11-23", window, expected);
    };
    shanghai(("08:30", "09:00"), "2026-11-23T08:30", "2026-11-23T09:00");
    shanghai(("22:00", "01:00"), "2026-11-23T22:00", "2026-11-24T01:00");
    shanghai(("01:30", "02:00"), "2026-11-24T01:30", "2026-11-24T02:00");
    shanghai(("22:00", "00:00"), "2026-11-23T22:00", "2026-11-24T00:00");
    shanghai(("04:00", "04:00"), "2026-11-23T04:00", "2026-11-24T04:00");
    shanghai(("03:00", "04:00"), "2026-11-24T03:00", "2026-11-24T04:00");

    let new_york = |day_start, date, window, expected| check("America/New_York", day_start, date, window, expected);
    // A window inside the gap moves. A window with only its start in the gap becomes empty.
    new_york("00:00", "2026-03-08", ("02:15", "02:45"), ("2026-03-08T03:15:00-04:00", "2026-03-08T03:45:00-04:00"));
    new_york("00:00", "2026-03-08", ("02:30", "03:00"), ("2026-03-08T03:30:00-04:00", "2026-03-08T03:30:00-04:00"));
    // A window over the fold takes an hour longer.
    new_york("00:00", "2026-11-01", ("00:30", "02:30"), ("2026-11-01T00:30:00-04:00", "2026-11-01T02:30:00-05:00"));
    // The day starts in the gap, so times before its start become its start.
    new_york("02:30", "2026-03-08", ("03:00", "04:00"), ("2026-03-08T03:30:00-04:00", "2026-03-08T04:00:00-04:00"));
    new_york("02:30", "2026-03-07", ("02:00", "02:30"), ("2026-03-08T03:00:00-04:00", "2026-03-08T03:30:00-04:00"));
    // A window on a skipped day is empty.
    let edge = "2011-12-31T04:00:00+14:00";
    check("Pacific/Apia", "04:00", "2011-12-30", ("08:30", "09:00"), (edge, edge));
}

#[test]
fn times_are_ordered_from_the_days_start() {
    let check = |day_start: &str, text: &str, start: i64, end: i64| {
        let clock = clock("Asia/Shanghai", day_start);
        assert_eq!(clock.minutes_in(time(text)), start, "{text} after {day_start}");
        assert_eq!(clock.end_minutes_in(time(text)), end, "{text} after {day_start}, as an end");
    };
    check("04:00", "04:00", 0, 1440);
    check("04:00", "04:01", 1, 1);
    check("04:00", "00:00", 1200, 1200);
    check("04:00", "03:59", 1439, 1439);
    check("00:00", "00:00", 0, 1440);
    check("23:30", "23:29", 1439, 1439);
}

#[test]
fn the_ends_of_time_do_no_harm() {
    for zone in ["Asia/Shanghai", "America/New_York", "Pacific/Apia", "UTC"] {
        let clock = clock(zone, "04:00");
        for date in [Day::MIN, Day::MAX] {
            let bounds = clock.bounds(date);
            assert!(bounds.end - bounds.start <= TimeDelta::days(2), "{zone} {date}");
            clock.on(date).window(time("08:30"), time("01:00"));
        }
        for at in [Instant::MIN_UTC, Instant::MAX_UTC] {
            clock.day_of(at);
            clock.zone.local(at);
        }
    }
}
