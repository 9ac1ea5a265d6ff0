//! Small acts for tests of the journal. Times are Shanghai wall-clock times.
#![allow(dead_code)] // each test program uses its part of it

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};
use ops::calendar::{Day, DayRange};
use ops::checklist::{Bundle, SourceFile};
use ops::journal::{Act, ActId, AdoptionDraft, Draft, Fact, Folder, Journal, Occurrence, Writer, WriterId};
use ops::language::Lang;
use ops::plan::OneOff;
use std::collections::BTreeMap;
use std::path::Path;

pub const CHECKLIST: &str = "taobao";

pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// 23 November 2026.
pub fn monday() -> Day {
    day("2026-11-23")
}

/// Parses `08:41` or `08:41:07.123` on that Monday.
pub fn at(time: &str) -> DateTime<FixedOffset> {
    let seconds = if time.len() == 5 { ":00" } else { "" };
    DateTime::parse_from_rfc3339(&format!("2026-11-23T{time}{seconds}+08:00")).unwrap()
}

pub fn id(number: u64) -> ActId {
    ActId::from_u64_pair(0x0193_5000_0000_7000, 0x8000_0000_0000_0000 | number)
}

pub fn of(task: &str, slot: &str) -> Occurrence {
    Occurrence { task: task.into(), slot: slot.into() }
}

/// Creates a tick of `dsr@08:30`, with steps as in [`Fact::Tick`].
pub fn tick(time: &str, steps: Option<&[u16]>) -> Fact {
    Fact::Tick { of: of("dsr", "08:30"), at: at(time), steps: steps.map(<[u16]>::to_vec), values: BTreeMap::new() }
}

pub fn with_values(fact: Fact, given: &[(&str, &str)]) -> Fact {
    match fact {
        Fact::Tick { of, at, steps, .. } => {
            let values = given.iter().map(|(field, value)| ((*field).to_owned(), (*value).to_owned())).collect();
            Fact::Tick { of, at, steps, values }
        }
        other => other,
    }
}

/// Creates a one-off of the act's day in a slot.
pub fn add(key: &str, slot: &str, time: &str, title: &str) -> Fact {
    let one_off =
        OneOff { title: title.to_owned(), due: None, end: None, assignee: None, carry: 7, found: None, note: None };
    Fact::Add { of: of(key, slot), at: at(time), one_off: Box::new(one_off) }
}

pub fn undo(act: u64, only: Option<Occurrence>, reason: Option<&str>) -> Fact {
    Fact::Undo { act: id(act), only, reason: reason.map(str::to_owned) }
}

pub fn draft(number: u64, by: &str, time: &str, facts: Vec<Fact>) -> Draft {
    Draft {
        id: id(number),
        checklist: CHECKLIST.into(),
        site: "".into(),
        day: monday(),
        by: by.into(),
        recorded_at: at(time),
        under: None,
        facts,
    }
}

/// Returns the act that the draft becomes.
pub fn act(number: u64, by: &str, time: &str, facts: Vec<Fact>) -> Act {
    let it = draft(number, by, time, facts);
    Act {
        id: it.id,
        n: 1,
        checklist: it.checklist,
        site: it.site,
        day: it.day,
        by: it.by,
        recorded_at: it.recorded_at,
        links: None,
        facts: it.facts,
    }
}

/// Returns one fact of each kind.
pub fn one_of_each() -> Vec<Fact> {
    let of = of("ztc-review", "any");
    vec![
        with_values(tick("08:41", Some(&[1, 2])), &[("score", "4.8"), ("sum", "00000000"), ("v", "1")]),
        tick("08:42", None),
        tick("08:43", Some(&[])),
        Fact::Skip { of: of.clone(), at: at("09:00"), reason: "系统维护".to_owned() },
        Fact::Excuse { of: of.clone(), at: at("09:01"), reason: "no ads today".to_owned() },
        Fact::Note { of: of.clone(), at: at("09:02"), text: "\"{\"v\":1,\"\n\r\u{0}\u{2028}😀".to_owned() },
        add("+k7m2x", "any", "09:03", "打折标签过期"),
        Fact::Add {
            of: self::of("+0", "09:00"),
            at: at("09:04"),
            one_off: Box::new(OneOff {
                title: "\"关键词\n模板".to_owned(),
                due: None,
                end: NaiveTime::from_hms_opt(10, 30, 0),
                assignee: Some("小李".to_owned()),
                carry: 31,
                found: Some(of.clone()),
                note: Some("\u{1b}[31m".to_owned()),
            }),
        },
        undo(7, Some(of), Some("按错了")),
        undo(8, None, None),
    ]
}

/// Creates a writer with an id, whose state is outside the journal.
pub fn writer(root: &Path, id: &str) -> Writer {
    let id = WriterId::parse(id).unwrap();
    Writer { id, state: root.join(format!(".state-{id}")), waiting: (Lang::En, |_| {}) }
}

pub fn folder(root: &Path, id: &str) -> Folder {
    Folder::new(root.to_owned(), Some(writer(root, id)))
}

pub fn ever() -> DayRange {
    DayRange { first: NaiveDate::MIN, last: NaiveDate::MAX }
}

pub fn bundle(texts: &[(&str, &str)]) -> Bundle {
    let files = texts.iter().map(|(name, text)| SourceFile { name: (*name).to_owned(), text: (*text).to_owned() });
    Bundle { files: files.collect() }
}

pub fn adoption(number: u64, from: &str, time: &str) -> AdoptionDraft {
    AdoptionDraft {
        id: id(number),
        checklist: CHECKLIST.into(),
        day: day(from),
        by: "小王".to_owned(),
        recorded_at: at(time),
        zone: "Asia/Shanghai".to_owned(),
    }
}

/// Returns the acts of the Monday; there must be no faults.
pub fn read(journal: &dyn Journal) -> Vec<Act> {
    let reading = journal.read_day(CHECKLIST, monday()).unwrap();
    assert_eq!(reading.faults, []);
    reading.acts
}
