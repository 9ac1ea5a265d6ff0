//! Helpers shared by several test suites.

#![allow(dead_code)] // each suite uses its part

use chrono::{DateTime, FixedOffset, NaiveDate};
use ops::calendar::{Day, Instant};
use ops::checklist::{Bundle, Checklist, SourceFile, read_bundle};
use ops::journal::{Act, ActId, Fact, Occurrence};
use std::collections::BTreeMap;

/// Reads a checklist, which must be valid.
pub fn checklist(text: &str) -> Checklist {
    let bundle = Bundle { files: vec![SourceFile { name: "ops.toml".into(), text: text.into() }] };
    let reading = read_bundle(bundle, "UTC");
    let problems: Vec<String> = reading.problems.iter().map(|problem| problem.text.to_string()).collect();
    reading.checklist.unwrap_or_else(|| panic!("{problems:?}\n{text}"))
}

/// Creates a checklist in Shanghai with one area of these tasks, hours and a lunch break.
pub fn shop(tasks: &str) -> Checklist {
    checklist(&format!(
        r#"
id = "shop"
timezone = "Asia/Shanghai"
hours = ["08:20-12:00", "13:00-20:30"]

[[area]]
id = "all"
{tasks}
"#
    ))
}

/// Parses `2026-11-23`.
pub fn day(text: &str) -> Day {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").expect("a date")
}

/// Parses `2026-11-23T08:40` as Shanghai time.
pub fn at(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(&format!("{text}:00+08:00")).expect("a time")
}

/// Like [`at`], as an instant.
pub fn instant(text: &str) -> Instant {
    at(text).to_utc()
}

/// Returns the occurrence of a task in a slot.
pub fn of(task: &str, slot: &str) -> Occurrence {
    Occurrence { task: task.into(), slot: slot.into() }
}

/// Creates a tick of all steps, or of some.
pub fn tick(task: &str, slot: &str, when: &str, steps: Option<&[u16]>) -> Fact {
    Fact::Tick { of: of(task, slot), at: at(when), steps: steps.map(<[u16]>::to_vec), values: BTreeMap::new() }
}

/// Creates an act of 2026-11-23 by a person, recorded at an instant; `id` orders acts of the same instant.
pub fn act(id: u128, by: &str, recorded: &str, facts: Vec<Fact>) -> Act {
    Act {
        id: ActId::from_u128(id),
        n: 1,
        checklist: "shop".into(),
        site: "".into(),
        day: day("2026-11-23"),
        by: by.into(),
        recorded_at: at(recorded),
        links: None,
        facts,
    }
}
