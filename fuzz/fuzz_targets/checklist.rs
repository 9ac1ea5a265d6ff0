//! Fuzzes the text of a checklist: decodes it, reads it and renders every problem. If it is valid, plans, judges and
//! renders days. Nothing may panic or print terminal control sequences.

#![no_main]

use chrono::{NaiveDate, TimeDelta};
use libfuzzer_sys::fuzz_target;
use ops::calendar::{Day, Instant};
use ops::checklist::{self, Checklist, Match, SourceFile};
use ops::journal::fold;
use ops::language::Lang;
use ops::plan::plan;
use ops::render::Screen;
use ops::render::day::DayRows;
use ops::status::judge;
use std::io;

/// Renders one text in this many, because rendering takes longer than reading and ten million texts are to be read. The
/// choice depends on the bytes only, so that a finding can be reproduced.
const DRAWN_OF: u32 = 16;

/// Maximum number of rounds in a day that is rendered; a watch every minute is slow and finds nothing new.
const DRAWN: usize = 200;

fuzz_target!(|bytes: &[u8]| {
    let Ok(mut text) = checklist::decode(bytes) else { return };
    let drawn = crc32c::crc32c(bytes) % DRAWN_OF == 0;
    // An unknown zone is compared with 600 names, which would take nearly all the time.
    if !drawn {
        text = text.replace("timezone", "link");
    }
    // Any included `.toml` file has the same content.
    let again = text.clone().into_bytes();
    let mut open = |name: &str| match name.ends_with(".toml") {
        true => Ok(again.clone()),
        false => Err(io::ErrorKind::NotFound.into()),
    };
    let reading = checklist::read(SourceFile { name: "ops.toml".into(), text }, &mut open, "Asia/Shanghai");
    if drawn && !reading.problems.is_empty() {
        harmless(&checklist::render(
            &reading.problems,
            reading.left_out,
            &reading.bundle,
            screen(bytes.len()).lang,
            false,
            bytes.len() % 100,
        ));
    }
    let Some(checklist) = reading.checklist else { return };
    for (id, short) in checklist::short_ids(&checklist) {
        assert_eq!(checklist::find_task(&checklist, short), Match::One(id), "{short:?}");
    }
    let ends = [Day::MIN, Day::MAX, date(9999, 12, 31), date(2024, 2, 29)];
    for day in [date(2026, 3, 1 + bytes.len() as u32 % 31), ends[bytes.len() % 4]] {
        judged(&checklist, day, drawn.then(|| screen(bytes.len())));
    }
});

/// Derives a language and a width from a seed.
fn screen(seed: usize) -> Screen {
    let lang = if seed % 2 == 0 { Lang::En } else { Lang::Zh };
    Screen { lang, width: Some([0, 1, 40, 80, 140][seed % 5]), height: None, ascii: seed % 3 == 0, colour: false }
}

fn judged(checklist: &Checklist, day: Day, screen: Option<Screen>) {
    let bounds = checklist.clock.bounds(day);
    let middle = bounds.start.checked_add_signed(TimeDelta::hours(9)).unwrap_or(bounds.start);
    in_one_day(checklist, middle);
    for site in checklist.site_ids() {
        let plan = plan(checklist, site, day, None);
        let facts = fold(&[]);
        let state = judge(&plan, &facts, middle);
        for item in &state.items {
            let window = &item.planned.window;
            assert!(bounds.start <= window.start && window.start <= window.end && window.end <= bounds.end);
        }
        if let Some(screen) = screen.filter(|_| state.items.len() <= DRAWN) {
            let rows = DayRows::new(checklist, &state, "小李", screen);
            rows.by_area().iter().for_each(|line| harmless(line));
        }
    }
}

/// Checks that an instant's business day contains it, except at the limits of the calendar.
fn in_one_day(checklist: &Checklist, instant: Instant) {
    let day = checklist.clock.day_of(instant);
    let inside = checklist.clock.bounds(day).contains(&instant);
    assert!(inside || day.pred_opt().is_none() || day.succ_opt().is_none());
}

fn date(year: i32, month: u32, day: u32) -> Day {
    NaiveDate::from_ymd_opt(year, month, day).expect("a date")
}

fn harmless(text: &str) {
    let bad = text.chars().find(|c| *c != '\n' && checklist::is_unsafe(*c));
    assert_eq!(bad, None, "{text:?}");
}
