//! A day with more acts than any team's: `verify` takes no more memory, and misses nothing.

use super::place::Place;
use super::seed;
use chrono::{DateTime, FixedOffset, TimeZone};
use ops::journal::{Draft, Fact, LogicalTime, Occurrence, Prev, RecordPlace, write_act_line};
use ops::plan::OneOff;
use serde_json::Value;
use std::fs;

/// The acts of one writer, in the order of writing.
struct Acts {
    drafts: Vec<Draft>,
    time: LogicalTime,
    at: DateTime<FixedOffset>,
}

impl Acts {
    fn new() -> Acts {
        let at = FixedOffset::east_opt(8 * 3600).unwrap().with_ymd_and_hms(2026, 11, 23, 9, 0, 0).unwrap();
        Acts { drafts: Vec::new(), time: LogicalTime::default(), at }
    }

    fn push(&mut self, fact: Fact) {
        self.time = self.time.next(self.at.to_utc());
        self.drafts.push(Draft {
            id: self.time.id(self.drafts.len() as u64),
            checklist: "shop".into(),
            site: "".into(),
            day: self.at.date_naive(),
            by: "小李".into(),
            recorded_at: self.at,
            under: None,
            facts: vec![fact],
        });
    }

    fn tick(&mut self, figure: usize) {
        let of = Occurrence { task: "count".into(), slot: "any".into() };
        let values = [("figure".to_owned(), figure.to_string())].into();
        self.push(Fact::Tick { of, at: self.at, steps: None, values });
    }

    fn add(&mut self, key: usize) {
        let of = Occurrence { task: format!("+k{key}").into(), slot: "any".into() };
        let title = "call the supplier".to_owned();
        let one_off = OneOff { title, due: None, end: None, assignee: None, carry: 7, found: None, note: None };
        self.push(Fact::Add { of, at: self.at, one_off: Box::new(one_off) });
    }

    fn undo(&mut self, act: usize) {
        self.push(Fact::Undo { act: self.drafts[act].id, only: None, reason: None });
    }

    /// Formats an act, written after the one before it.
    fn line(&self, at: usize, n: usize) -> String {
        let before = at.checked_sub(1).map(|before| &self.drafts[before]);
        let prev = before.map(|it| Prev { id: it.id, place: RecordPlace::Day(it.day) });
        write_act_line(&self.drafts[at].numbered(n as u32, prev)).unwrap() + "\n"
    }
}

/// The faults are in acts far apart, which `verify` never holds in memory together.
#[test]
fn a_day_of_any_number_of_acts_is_checked_in_little_memory() {
    let place = Place::in_use();
    let count = seed::count(40_000, 200_000);
    let mut acts = Acts::new();
    for at in 0..count {
        match at % 3 {
            0 => acts.tick(at),
            1 => acts.undo(at / 6 * 3),
            _ => acts.add(at),
        }
    }
    // Added twice, and added again after an undo.
    acts.add(2);
    acts.undo(5);
    acts.add(5);
    acts.undo(count - 1);
    acts.drafts.last_mut().unwrap().facts =
        vec![Fact::Undo { act: ops::journal::ActId::nil(), only: None, reason: None }];
    let all = acts.drafts.len();
    let half = all / 2;
    // One number occurs twice, and the second half of the acts comes first, as after a merge.
    let mut lines: Vec<String> =
        (half..all).chain(0..half).map(|at| acts.line(at, if at == all - 1 { 3 } else { at + 1 })).collect();
    acts.drafts[half].by = "小王".into();
    lines.push(acts.line(half, half + 1));
    let file = place.day_file().with_file_name("2026-11-23.zz12cd34.jsonl");
    fs::write(&file, lines.concat()).unwrap();

    let (_, usual) = place.peak(&["--version"]);
    let (ran, peak) = place.peak(&["verify", "--json"]);
    assert_eq!(ran.code, Some(5), "{ran:?}");
    let found: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(found["acts"], all + 3);
    let told = |name: &str| -> Vec<String> {
        let list = found[name].as_array().unwrap().iter();
        list.map(|it| format!("{}: {}", it["line"], it["text"].as_str().unwrap())).collect()
    };
    let (faults, remarks) = (told("faults"), told("remarks"));
    let is_about = |it: &String, at: usize, text: &str| it.starts_with(&format!("{at}: ")) && it.contains(text);
    assert!(faults.len() == 1 && is_about(&faults[0], all + 1, "jsonl:1 is used"), "{faults:?}");
    assert_eq!(remarks.len(), 3, "{:?}", &remarks[..remarks.len().min(9)]);
    assert!(remarks[0].contains("number 3 is used twice"), "{remarks:?}");
    let line_of = |at: usize| if at < half { all - half + at + 1 } else { at - half + 1 };
    let first = format!("adds +k2 again; {}:{} ", file.display(), line_of(2));
    assert!(is_about(&remarks[1], line_of(count), &first), "{remarks:?}");
    assert!(is_about(&remarks[2], line_of(all - 1), "undoes the act 00000000-0000"), "{remarks:?}");
    assert!(peak < usual + (16 << 10), "{peak} KiB, where --version takes {usual}");
}

/// Keys of one-offs are remembered for all days, since none may be added twice.
#[test]
fn a_day_of_one_offs_alone_is_checked_in_little_memory() {
    let place = Place::in_use();
    let count = seed::count(40_000, 200_000);
    let mut acts = Acts::new();
    (0..count).for_each(|at| acts.add(at));
    let lines: Vec<String> = (0..count).map(|at| acts.line(at, at + 1)).collect();
    fs::write(place.day_file().with_file_name("2026-11-23.zz12cd34.jsonl"), lines.concat()).unwrap();
    let (_, usual) = place.peak(&["--version"]);
    let (ran, peak) = place.peak(&["verify"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(peak < usual + (16 << 10), "{peak} KiB, where --version takes {usual}");
}
