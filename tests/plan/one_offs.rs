//! One-offs: their windows, how long they can be done, how they are counted, and matching them next to tasks.

use crate::common;
use chrono::NaiveTime;
use common::{act, day, instant, of, shop, tick};
use ops::checklist::{Checklist, Match, Task, find_among};
use ops::journal::{Act, Fact, fold};
use ops::plan::{OneOff, OneOffs, one_off_key, plan};
use ops::status::{DayState, judge};

const TASKS: &str = r#"
[[area.task]]
id = "images"
title = "主图"
at = "08:30-09:00"

[[area.task]]
id = "watch"
title = "watch"
every = "30m"
at = "09:00-10:00"
"#;

fn one_off(title: &str, end: Option<&str>, carry: u8) -> OneOff {
    let end = end.map(|end| NaiveTime::parse_from_str(end, "%H:%M").expect("a time"));
    OneOff { title: title.into(), due: None, end, assignee: None, carry, found: None, note: None }
}

/// Judges a day to which one-offs of 2026-11-23 are carried over.
fn on<R>(
    shop: &Checklist,
    added: &[(&str, &str, OneOff)],
    today: &str,
    acts: &[Act],
    now: &str,
    look: impl FnOnce(&DayState) -> R,
) -> R {
    let added: Vec<_> = added.iter().map(|(key, slot, one_off)| (of(key, slot), one_off)).collect();
    let one_offs = OneOffs::new(shop, added.iter().map(|(of, one_off)| (of, *one_off)));
    let mut plan = plan(shop, "", day(today), None);
    plan.add(&one_offs, shop, day("2026-11-23"), "");
    let facts = fold(acts);
    look(&judge(&plan, &facts, instant(now)))
}

#[test]
fn a_one_off_can_be_done_until_the_last_day_on_which_it_is_carried() {
    let shop = shop(TASKS);
    let check = |slot: &str, end: Option<&str>, carry: u8, now: &str, expected: &str| {
        let added = [("+k7", slot, one_off("模板", end, carry))];
        let status = on(&shop, &added, "2026-11-23", &[], now, |state| {
            let item = state.items.iter().find(|item| item.is("+k7", slot)).expect("planned");
            item.status.keyword().to_owned()
        });
        assert_eq!(status, expected, "{slot}-{end:?} carried for {carry} at {now}");
    };
    // At any time within the hours.
    check("any", None, 7, "2026-11-23T08:19", "upcoming");
    check("any", None, 7, "2026-11-23T08:20", "due");
    check("any", None, 7, "2026-11-23T20:30", "overdue");
    check("any", None, 7, "2026-12-01T03:59", "overdue");
    check("any", None, 7, "2026-12-01T04:00", "missed");
    // A point is due for the grace, a window until its end, even past midnight.
    check("09:00", None, 0, "2026-11-23T09:09", "due");
    check("09:00", None, 0, "2026-11-23T09:10", "overdue");
    check("09:00", None, 0, "2026-11-24T03:59", "overdue");
    check("09:00", None, 0, "2026-11-24T04:00", "missed");
    check("22:00", Some("01:00"), 1, "2026-11-24T00:59", "due");
    check("22:00", Some("01:00"), 1, "2026-11-25T03:59", "overdue");
    check("22:00", Some("01:00"), 1, "2026-11-25T04:00", "missed");
    check("09:00", None, 31, "2026-12-25T03:59", "overdue");
    check("09:00", None, 31, "2026-12-25T04:00", "missed");
}

#[test]
fn a_deadline_is_kept_until_its_end() {
    let shop = shop(TASKS);
    let check = |due: &str, end: Option<&str>, carry: u8, now: &str, expected: &str| {
        let added = [("+k7", "any", OneOff { due: Some(day(due)), ..one_off("模板", end, carry) })];
        let today = &now[..10];
        let acts = [act(1, "小李", now, vec![tick("+k7", "any", now, None)])];
        let status = |acts: &[Act]| {
            on(&shop, &added, today, acts, now, |state| {
                let item = state.items.iter().find(|item| item.is("+k7", "any")).expect("planned");
                item.status.keyword().to_owned()
            })
        };
        assert_eq!(
            format!("{} {}", status(&[]), status(&acts)),
            expected,
            "{due} {end:?} carried for {carry} at {now}"
        );
    };
    // By a day: until the end of its hours.
    check("2026-11-27", None, 11, "2026-11-23T08:20", "due on-time");
    check("2026-11-27", None, 11, "2026-11-24T23:00", "due on-time");
    check("2026-11-27", None, 11, "2026-11-27T20:29", "due on-time");
    check("2026-11-27", None, 11, "2026-11-27T20:31", "overdue late");
    check("2026-11-27", None, 11, "2026-12-05T03:59", "overdue late");
    check("2026-11-27", None, 11, "2026-12-05T04:00", "missed missed-done-later");
    // By a time: midnight is the end of the day, and a time before the day's start belongs to the following night.
    check("2026-11-27", Some("17:00"), 11, "2026-11-27T16:59", "due on-time");
    check("2026-11-27", Some("17:00"), 11, "2026-11-27T17:01", "overdue late");
    check("2026-11-27", Some("00:00"), 11, "2026-11-27T23:59", "due on-time");
    check("2026-11-27", Some("02:00"), 11, "2026-11-28T01:59", "due on-time");
    check("2026-11-27", Some("02:00"), 11, "2026-11-28T02:01", "overdue late");
    // A one-off that lapses before its deadline is never overdue.
    check("2026-11-27", Some("17:00"), 1, "2026-11-25T03:59", "due on-time");
    check("2026-11-27", Some("17:00"), 1, "2026-11-25T04:00", "missed missed-done-later");
}

#[test]
fn a_tick_of_a_carried_one_is_late_and_no_backfill() {
    let shop = shop(TASKS);
    let check = |claimed: &str, recorded: &str, expected: (&str, bool)| {
        let added = [("+k7", "09:00", one_off("模板", None, 2))];
        let acts = [act(1, "小李", recorded, vec![tick("+k7", "09:00", claimed, None)])];
        let seen = on(&shop, &added, "2026-11-24", &acts, "2026-12-24T12:00", |state| {
            let item = state.items.iter().find(|item| item.is("+k7", "09:00")).expect("planned");
            assert!(state.is_carried(item));
            (item.status.keyword().to_owned(), state.is_backfilled(item))
        });
        assert_eq!((seen.0.as_str(), seen.1), expected, "{claimed}, recorded {recorded}");
    };
    check("2026-11-23T08:00", "2026-11-23T08:00", ("early", false));
    check("2026-11-23T09:05", "2026-11-24T09:05", ("on-time", false));
    check("2026-11-24T09:05", "2026-11-24T09:05", ("late", false));
    check("2026-11-26T03:59", "2026-11-26T03:59", ("late", false));
    check("2026-11-26T03:59", "2026-11-26T04:00", ("late", true));
    check("2026-11-26T04:00", "2026-11-26T04:00", ("missed-done-later", true));
}

#[test]
fn one_offs_are_counted_apart_and_carried_ones_on_their_own_day() {
    let shop = shop(TASKS);
    let check = |today: &str, expected: [u32; 4]| {
        let added = [("+k7", "09:00", one_off("a", None, 7)), ("+m2", "any", one_off("b", None, 7))];
        let acts = [act(1, "小李", "2026-11-24T09:00", vec![tick("+k7", "09:00", "2026-11-24T09:00", None)])];
        on(&shop, &added, today, &acts, "2026-11-24T12:00", |state| {
            let progress = state.progress();
            let tallies = [progress.checks, progress.watches, progress.one_offs, progress.carried];
            assert_eq!(tallies.map(|tally| tally.required), expected, "{today}");
            let late = [progress.one_offs.late, progress.carried.late];
            assert_eq!(late.iter().sum::<u32>(), 1);
            assert!(state.unplanned.is_empty());
        });
    };
    check("2026-11-23", [1, 2, 2, 0]);
    check("2026-11-24", [1, 2, 0, 2]);
}

#[test]
fn facts_of_a_one_off_that_nobody_added_are_told_and_not_counted() {
    let shop = shop(TASKS);
    let skip = Fact::Skip { of: of("+zz", "any"), at: common::at("2026-11-23T09:00"), reason: "x".into() };
    on(&shop, &[], "2026-11-23", &[act(1, "小李", "2026-11-23T09:00", vec![skip])], "2026-11-23T12:00", |state| {
        assert_eq!(state.unplanned.len(), 1);
        assert_eq!(state.progress().one_offs.required, 0);
    });
}

#[test]
fn a_word_means_a_one_off_by_its_key_or_title_and_never_by_a_digit_of_the_key() {
    let shop = shop(TASKS);
    let added = [
        (of("+imk7", "any"), one_off("打折标签过期", None, 7)),
        (of("+k7m2x", "any"), one_off("关键词模板", None, 7)),
        (of("+k7zzz", "any"), one_off("主图 换背景", None, 7)),
    ];
    let one_offs = OneOffs::new(&shop, added.iter().map(|(of, one_off)| (of, one_off)));
    let tasks: Vec<&Task> = shop.tasks().map(|(_, task)| task).chain(one_offs.tasks()).collect();
    let check = |word: &str, expected: &[&str]| {
        let found = match find_among(&tasks, word) {
            Match::One(id) => vec![id],
            Match::Several(ids) => ids,
            Match::None(_) => vec![],
        };
        assert_eq!(found, expected, "{word}");
    };
    check("+k7m2x", &["+k7m2x"]);
    check("+k7m", &["+k7m2x"]);
    check("＋Ｋ７Ｍ", &["+k7m2x"]);
    check("+k7", &["+k7m2x", "+k7zzz"]);
    check("k7m2x", &[]);
    check("im", &["images"]);
    check("mk", &[]);
    check("打折", &["+imk7"]);
    check("gjcmb", &["+k7m2x"]);
    check("guanjianci", &["+k7m2x"]);
    // An exact title outranks part of a title.
    check("主图", &["images"]);
    check("换背景", &["+k7zzz"]);
}

#[test]
fn a_key_is_five_digits_behind_its_mark() {
    let check = |number: u32, expected: &str| assert_eq!(one_off_key(number), expected);
    check(0, "+00000");
    check(31, "+0000z");
    check(32, "+00010");
    check((1 << 25) - 1, "+zzzzz");
    check(u32::MAX, "+zzzzz");
}
