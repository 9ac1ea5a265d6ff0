//! Words for days, ranges, times and lengths of time, as people type them and as checklists write them.

#![no_main]

use chrono::{Datelike, NaiveDate, TimeDelta};
use libfuzzer_sys::fuzz_target;
use ops::calendar::{
    Day, DayTerm, Lean, TeamCalendar, duration_label, parse_day, parse_duration, parse_range, parse_time, plain_time,
    time_label,
};
use ops::language::Lang;

fuzz_target!(|text: &str| {
    let ends = [date(2026, 11, 23), date(2024, 2, 29), date(9999, 12, 31), date(0, 1, 1), Day::MIN, Day::MAX];
    let today = ends[text.len() % ends.len()];
    for lean in [Lean::Back, Lean::Forward] {
        match parse_day(text, today, lean) {
            // What is a day is also a range of it.
            Ok(day) => assert_eq!(parse_range(text, today, lean).map(|it| (it.first, it.last)), Ok((day, day))),
            Err(error) => assert!(!error.text(text).in_lang(Lang::Zh).is_empty()),
        }
        if let Ok(range) = parse_range(text, today, lean) {
            assert!(range.first <= range.last);
        }
    }
    if let Ok(term) = DayTerm::parse(text) {
        let calendar = TeamCalendar::default();
        for day in ends {
            assert!(!(calendar.names(&term, day) && day.year() > 9999 && matches!(term, DayTerm::Dates(..))));
        }
        // A weekday comes within any week.
        let week = ends[0].iter_days().take(7);
        assert!(!matches!(term, DayTerm::Weekdays(..)) || week.into_iter().any(|day| calendar.names(&term, day)));
    }
    match parse_time(text) {
        Ok(time) => assert_eq!(parse_time(&time_label(time)), Ok(time)),
        Err(error) => {
            assert!(!error.text(text).in_lang(Lang::En).is_empty() && !error.help().in_lang(Lang::Zh).is_empty())
        }
    }
    let plain = plain_time(text);
    assert_eq!(plain_time(&plain), plain);
    if let Some(length) = parse_duration(text) {
        assert!(TimeDelta::zero() <= length);
        if length < TimeDelta::hours(99_999) {
            assert_eq!(parse_duration(&duration_label(length)), Some(length));
        }
    }
});

fn date(year: i32, month: u32, day: u32) -> Day {
    NaiveDate::from_ymd_opt(year, month, day).expect("a date")
}
