//! Fuzzes command-line words that name a task, a round, an instant or a value.

#![no_main]

use chrono::NaiveDate;
use libfuzzer_sys::fuzz_target;
use ops::app::NowWord;
use ops::calendar::{Day, Instant};
use ops::checklist::{Bundle, Checklist, FieldKind, Match, SourceFile, find_task, is_unsafe, read_bundle};
use ops::journal::fold;
use ops::language::Lang;
use ops::plan::plan;
use ops::status::{Choice, Purpose, Selector, choose, judge};
use std::sync::LazyLock;

/// Has a task and a field of every kind. It is small, because every word is compared with all of it.
static CHECKLIST: LazyLock<Checklist> = LazyLock::new(|| {
    let text = r#"
id = "shop"
timezone = "Asia/Shanghai"
hours = ["08:20-12:00", "13:00-20:30"]
[[area]]
id = "all"
[[area.task]]
id = "dsr"
at = "08:30-09:00"
[[area.task]]
id = "ztc-review"
title = "直通车分析"
at = ["20:20", "22:00-01:00"]
[[area.task]]
id = "tk-watch"
title = "淘客"
every = "30m"
[[area.task]]
id = "400-hotline"
title = "400电话是否打通"
on = "mon-fri"
[[area.task]]
id = "figures"
title = "Figures"
field = [
    { id = "spend", unit = "元", min = 0, max = 1000000, warn_above = 500 },
    { id = "count", type = "integer", min = -5, warn_below = 0 },
    { id = "title", type = "text", max_width = 60 },
    { id = "choice", type = "choice", choices = ["是", "Yes", "Ｙ", "yes again"] },
    { id = "yesno", type = "yesno" },
    { id = "rate", unit = "%" },
]
"#;
    let file = SourceFile { name: "ops.toml".into(), text: text.into() };
    read_bundle(Bundle { files: vec![file] }, "UTC").checklist.expect("a valid checklist")
});

fuzz_target!(|text: &str| {
    let checklist = &*CHECKLIST;
    let (word, value) = text.split_once('=').unwrap_or((text, text));
    let (name, slot) = word.rsplit_once('@').map_or((word, None), |(name, slot)| (name, Some(slot)));

    let now = NowWord::parse(value).map(|now| now.resolve(&checklist.clock, real()));
    if let Some(now) = now {
        // Judge the whole day of that instant, however distant.
        let day = checklist.clock.day_of(now);
        let (plan, facts) = (plan(checklist, "", day, None), fold(&[]));
        let state = judge(&plan, &facts, now);
        assert_eq!(state.items.len(), plan.occurrences.len());
    }
    let found = find_task(checklist, name);
    if let Match::One(id) = found {
        assert_eq!(find_task(checklist, id), Match::One(id));
        let day = now.map_or(today(), |now| checklist.clock.day_of(now));
        let selector = slot.map_or(Some(Selector::Current), |slot| Selector::parse(slot, &checklist.clock, day));
        if let Some(selector) = selector {
            pick(checklist, id, day, &selector);
        }
    } else if let Some(slot) = slot {
        Selector::parse(slot, &checklist.clock, today());
    }
    values(checklist, value);
});

fn pick(checklist: &Checklist, id: &str, day: Day, selector: &Selector) {
    let (plan, facts) = (plan(checklist, "", day, None), fold(&[]));
    let state = judge(&plan, &facts, plan.bounds.start);
    for purpose in [Purpose::Tick, Purpose::SetAside] {
        if let Choice::Items(picked) = choose(&state, id, selector, purpose) {
            assert!(!picked.is_empty() && picked.iter().all(|it| state.items[*it].planned.task.id == id));
        }
    }
}

/// An accepted value must parse to itself, be a single line, and have a printable warning.
fn values(checklist: &Checklist, text: &str) {
    let mut fields = checklist.tasks().flat_map(|(_, task)| &task.fields);
    if let Some(field) = fields.nth(text.len() % 6) {
        match field.parse(text) {
            Ok(value) => {
                assert_eq!(field.parse(&value).as_ref(), Ok(&value));
                assert!(!value.chars().any(is_unsafe));
                assert!(matches!(field.kind, FieldKind::Text { .. }) || value.len() < 40);
                field.warning(&value);
            }
            Err(refusal) => assert!(!refusal.in_lang(Lang::Zh).chars().any(is_unsafe)),
        }
    }
}

fn today() -> Day {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date")
}

fn real() -> Instant {
    today().and_hms_opt(0, 30, 0).expect("a time").and_utc()
}
