//! Fuzzes days, ranges, times and durations, as typed by people and as written in checklists.

#![no_main]

use chrono::{Datelike, NaiveDate, TimeDelta};
use libfuzzer_sys::fuzz_target;
use ops::calendar::{
    Day, DayTerm, Lean, SaidSpan, TeamCalendar, duration_label, lead, parse_clock, parse_day, parse_duration,
    parse_moment, parse_range, parse_said_span, parse_time, parse_week_range, plain_time, time_label,
};
use ops::language::Lang;

fuzz_target!(|text: &str| {
    let ends = [date(2026, 11, 23), date(2024, 2, 29), date(9999, 12, 31), date(0, 1, 1), Day::MIN, Day::MAX];
    let today = ends[text.len() % ends.len()];
    for lean in [Lean::Back, Lean::Forward, Lean::Nearest] {
        match parse_day(text, today, lean) {
            Ok(_) if lean == Lean::Nearest => {}
            // Every day is also a range of one day.
            Ok(day) => assert_eq!(parse_range(text, today, lean).map(|it| (it.first, it.last)), Ok((day, day))),
            Err(error) => assert!(!error.text(text).in_lang(Lang::Zh).is_empty()),
        }
        if let Ok(range) = parse_range(text, today, lean) {
            assert!(range.first <= range.last);
        }
    }
    if let Ok(range) = parse_week_range(text, today) {
        assert!(range.first <= range.last);
    }
    phrases(text, today);
    if let Ok(term) = DayTerm::parse(text) {
        let calendar = TeamCalendar::default();
        for day in ends {
            assert!(!(calendar.names(&term, day) && day.year() > 9999 && matches!(term, DayTerm::Dates(..))));
        }
        // Every weekday occurs in any week.
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

/// Checks that the leading phrase is a separate part of the text, and that printed values parse to themselves.
fn phrases(text: &str, today: Day) {
    match lead(text, today, Lean::Forward) {
        Ok(Some(lead)) => {
            assert!(lead.day.is_some() || lead.span.is_some());
            assert!(!lead.said.is_empty() && [lead.said, lead.rest].concat() == text.trim_start());
            assert!(lead.rest.is_empty() || !lead.rest.starts_with(char::is_alphanumeric));
        }
        Ok(None) => {
            // A text that is entirely a day or time is never taken for a title, except for relative days such as -1.
            assert!(parse_said_span(text).is_err(), "a time");
            let is_day = parse_day(text, today, Lean::Forward).is_ok();
            assert!(!is_day || text.trim_start().starts_with(['-', '－', '‐', '‑', '‒', '–', '—', '―', '−']), "a day");
        }
        Err(error) => {
            assert!(!error.text().in_lang(Lang::Zh).is_empty() && !error.help().in_lang(Lang::En).is_empty());
        }
    }
    if let Ok(span) = parse_said_span(text)
        && !matches!(span, SaidSpan::Dawn(_) | SaidSpan::Night(_))
    {
        assert_eq!(parse_said_span(&span.to_string()), Ok(span));
    }
    if let Ok(time) = parse_clock(text) {
        assert_eq!(parse_clock(&time.to_string()), Ok(time));
    }
    let moment = |text: &str| parse_moment(text).and_then(|it| Some((it.day(today, Lean::Back).ok()?, it.time)));
    if let Some((day, time)) = moment(text).filter(|(day, _)| (0..=9999).contains(&day.year())) {
        assert_eq!(moment(&format!("{day} {time}")), Some((day, time)));
    }
}

fn date(year: i32, month: u32, day: u32) -> Day {
    NaiveDate::from_ymd_opt(year, month, day).expect("a date")
}
