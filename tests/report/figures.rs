//! What a report counts: every status, both sides of the cut-off, ownership, lists.

use crate::common;
use crate::few_acts;
use common::{act, at, checklist, day, instant, of, shop, tick};
use few_acts::{report, words};
use ops::calendar::DayRange;
use ops::checklist::Checklist;
use ops::journal::{Act, ActId, Fact};
use ops::language::Lang;
use ops::render::sheet::Topic;
use ops::report::lists::{Bound, NotDone};
use ops::report::sheet::first_page;
use ops::report::{Counts, Figures, OpenOneOff, Previous, SiteCounts};
use ops::status::Status;
use std::collections::BTreeMap;

const DAY: &str = "2026-11-23";

fn skip(task: &str, slot: &str, when: &str, reason: &str) -> Fact {
    Fact::Skip { of: of(task, slot), at: at(when), reason: reason.into() }
}

fn excuse(task: &str, slot: &str, when: &str, reason: &str) -> Fact {
    Fact::Excuse { of: of(task, slot), at: at(when), reason: reason.into() }
}

/// Checks the counts of one check at 08:30-09:00 on one day.
fn check_one(facts: Vec<(&str, Fact)>, now: &str, expected: &str) {
    let shop = shop("[[area.task]]\nid = \"check\"\nat = \"08:30-09:00\"\n");
    let acts: Vec<Act> = (1..).zip(facts).map(|(id, (recorded, fact))| act(id, "小李", recorded, vec![fact])).collect();
    let report = report(&shop, &[day(DAY)], &acts, instant(now));
    assert_eq!(words(&report.total.checks), expected, "{acts:?} at {now}");
    assert_eq!(words(&report.total.watches), "");
    assert_eq!(report.total.all(), report.total.checks);
}

#[test]
fn every_status_is_counted_once() {
    let later = "2026-11-25T12:00";
    let done = |claimed: &str| tick("check", "08:30", claimed, None);
    check_one(vec![], later, "required 1, missed 1");
    check_one(vec![("2026-11-23T08:10", done("2026-11-23T08:10"))], later, "required 1, early 1");
    check_one(vec![("2026-11-23T08:30", done("2026-11-23T08:30"))], later, "required 1, on-time 1");
    check_one(vec![("2026-11-23T08:59", done("2026-11-23T08:59"))], later, "required 1, on-time 1");
    check_one(vec![("2026-11-23T09:00", done("2026-11-23T09:00"))], later, "required 1, late 1");
    check_one(vec![("2026-11-24T03:59", done("2026-11-24T03:59"))], later, "required 1, late 1");
    let too_late = vec![("2026-11-24T04:00", done("2026-11-24T04:00"))];
    check_one(too_late, later, "required 1, done-later 1, backfilled 1");
    let backfilled = vec![("2026-11-24T09:00", done("2026-11-23T08:40"))];
    check_one(backfilled, later, "required 1, on-time 1, backfilled 1");
    check_one(
        vec![("2026-11-23T08:40", skip("check", "08:30", "2026-11-23T08:40", "x"))],
        later,
        "required 1, skipped 1",
    );
    check_one(vec![("2026-11-23T08:40", excuse("check", "08:30", "2026-11-23T08:40", "x"))], later, "excused 1");
}

#[test]
fn a_window_counts_once_it_has_ended() {
    check_one(vec![], "2026-11-23T08:59", "");
    check_one(vec![], "2026-11-23T09:00", "required 1, overdue 1");
    check_one(vec![], "2026-11-24T03:59", "required 1, overdue 1");
    check_one(vec![], "2026-11-24T04:00", "required 1, missed 1");
    let early = || vec![("2026-11-23T08:10", tick("check", "08:30", "2026-11-23T08:10", None))];
    check_one(early(), "2026-11-23T08:59", "");
    check_one(early(), "2026-11-23T09:00", "required 1, early 1");
    // The cut-off is at most the end of the range, however late the report is made.
    check_one(vec![], "2030-01-01T00:00", "required 1, missed 1");
}

/// The verdict tells what can still be done apart, and a period without any record from a bad one.
#[test]
fn the_verdict_tells_overdue_apart_and_that_nothing_was_recorded() {
    let shop = shop("[[area.task]]\nid = \"check\"\nat = [\"08:30-09:00\", \"09:00-09:30\"]\n");
    let verdict = |acts: &[Act], now: &str| {
        let told = report(&shop, &[day(DAY)], acts, instant(now));
        first_page(&told, Lang::En, None).overview.expect("a first page").verdict.join(" ")
    };
    let acts = [act(1, "小李", "2026-11-23T08:40", vec![tick("check", "08:30", "2026-11-23T08:40", None)])];
    assert!(verdict(&acts, "2026-11-23T10:00").contains("Only overdue, can still be done: 1."));
    assert!(!verdict(&acts, "2026-11-24T10:00").contains("overdue"));
    assert_eq!(verdict(&[], "2026-11-24T10:00"), "Nothing was recorded in this period, of 2 required.");
}

/// A fault that was found before the shops had names is told without a shop, not with an empty one.
#[test]
fn a_fault_without_a_shop_leaves_no_gap() {
    let mut told = report(
        &shop("[[area.task]]\nid = \"check\"\nat = \"08:30-09:00\"\n"),
        &[day(DAY)],
        &[],
        instant("2026-11-24T10:00"),
    );
    let site = |id: &str| SiteCounts { id: id.into(), title: String::new(), counts: Counts::default() };
    told.sites = vec![site("a"), site("b")];
    let open = |site: &str| OpenOneOff {
        day: day(DAY),
        site: site.into(),
        key: "key".to_owned(),
        title: "Lamp".to_owned(),
        assignee: None,
        owner: Some("小周".into()),
        is_fault: true,
        status: Status::Overdue,
        age: 1,
    };
    told.open_faults = vec![open(""), open("gone")];
    let page = first_page(&told, Lang::Zh, None).overview.expect("a first page");
    let faults = page.blocks.iter().find(|block| block.topic == Topic::Faults).expect("faults");
    let details: Vec<&str> = faults.entries.iter().map(|it| &*it.detail).collect();
    assert_eq!(details, ["小周，11月23日起", "gone，小周，11月23日起"]);
}

#[test]
fn rates_are_integers_and_of_nothing_there_is_none() {
    let shop = shop(
        "[[area.task]]\nid = \"check\"\nat = [\"08:30-09:00\", \"10:00-10:30\", \"11:00-11:30\", \"12:00-12:30\"]\n",
    );
    let acts = [
        act(1, "a", "2026-11-23T08:40", vec![tick("check", "08:30", "2026-11-23T08:40", None)]),
        act(2, "a", "2026-11-23T10:40", vec![tick("check", "10:00", "2026-11-23T10:40", None)]),
        act(3, "a", "2026-11-24T10:00", vec![tick("check", "11:00", "2026-11-23T11:10", None)]),
    ];
    let figures = report(&shop, &[day(DAY)], &acts, instant("2026-11-25T12:00")).total.all();
    let rate = |rate: ops::report::Rate| (rate.of, rate.from);
    assert_eq!(rate(figures.completion()), (3, 4));
    assert_eq!(rate(figures.punctuality()), (2, 4));
    assert_eq!(rate(figures.punctuality_without_backfills()), (1, 4));
    let nothing = report(&shop, &[day(DAY)], &[], instant("2026-11-23T04:00")).total.all();
    assert_eq!(rate(nothing.completion()), (0, 0));
}

#[test]
fn what_somebody_else_took_back_is_returned() {
    let shop = shop(
        "[[area.task]]\nid = \"check\"\nat = \"08:30-09:00\"\n\n[[area.task]]\nid = \"other\"\nat = \"08:30-09:00\"\n",
    );
    let undo =
        |act: u128| Fact::Undo { act: ActId::from_u128(act), only: None, reason: Some("只做了一半".into()) };
    let both = vec![
        tick("check", "08:30", "2026-11-23T08:40", None),
        tick("other", "08:30", "2026-11-23T08:40", None),
        Fact::Note { of: of("check", "08:30"), at: at("2026-11-23T08:40"), text: "x".into() },
    ];
    let acts = [act(1, "小李", "2026-11-23T08:40", both), act(2, "小王", "2026-11-23T08:50", vec![undo(1)])];
    let told = report(&shop, &[day(DAY)], &acts, instant("2026-11-25T12:00"));
    assert_eq!(words(&told.total.all()), "required 2, missed 2, returned 2");
    let [first, _] = told.lists.returned.as_slice() else { panic!("{:?}", told.lists.returned) };
    assert_eq!((&*first.by, &*first.returned_by, first.reason.as_deref()), ("小李", "小王", Some("只做了一半")));
    // Two people who return the same act without knowing of each other return it once.
    let twice = [acts[0].clone(), acts[1].clone(), act(3, "小周", "2026-11-23T08:51", vec![undo(1)])];
    let told = report(&shop, &[day(DAY)], &twice, instant("2026-11-25T12:00"));
    assert_eq!(words(&told.total.all()), "required 2, missed 2, returned 2");
    // One command that undoes several acts on a task returns the task once; the next command returns it again.
    let undone = vec![undo(1), undo(4)];
    let corrected = vec![tick("check", "08:30", "2026-11-23T08:45", None)];
    let corrected = [
        acts[0].clone(),
        act(4, "小周", "2026-11-23T08:45", corrected),
        act(5, "小王", "2026-11-23T08:50", undone),
        act(6, "小李", "2026-11-23T08:55", vec![tick("check", "08:30", "2026-11-23T08:55", None)]),
        act(7, "小王", "2026-11-23T08:56", vec![undo(6)]),
    ];
    let told = report(&shop, &[day(DAY)], &corrected, instant("2026-11-25T12:00"));
    assert_eq!(words(&told.total.all()), "required 2, missed 2, returned 3");
    let by: Vec<&str> = told.lists.returned.iter().map(|it| &*it.by).collect();
    assert_eq!(by, ["小周", "小李", "小李"]);
    // The previous period has the same counts as its own report.
    let (plan, facts) = (ops::plan::plan(&shop, "", day(DAY), None), ops::journal::fold(&acts));
    let cut_off = plan.bounds.end;
    let mut before = ops::report::Counts::default();
    before.take_day(&ops::status::judge(&plan, &facts, cut_off), &facts, cut_off);
    assert_eq!(words(&before.all()), "required 2, missed 2, returned 2");
    // Undoing one's own act is a correction, not a return.
    let own = [acts[0].clone(), act(2, "小李", "2026-11-23T08:50", vec![undo(1)])];
    let told = report(&shop, &[day(DAY)], &own, instant("2026-11-25T12:00"));
    assert_eq!(words(&told.total.all()), "required 2, missed 2");
}

fn team() -> Checklist {
    checklist(
        r#"
id = "shop"
timezone = "Asia/Shanghai"

[roles]
operator = "运营"
assistant = "助理"

[[site]]
id = "flagship"
people = { operator = "小王", assistant = "小李" }

[[site]]
id = "outlet"
people = { operator = "小王" }

[[absence]]
person = "小李"
days = "2026-11-24"
reason = "年假"

[[area]]
id = "all"

[[area.task]]
id = "mine"
at = "08:30-09:00"
role = "operator"

[[area.task]]
id = "theirs"
at = "08:30-09:00"
role = "assistant"
"#,
    )
}

#[test]
fn rows_by_person_go_by_the_owner_of_the_day() {
    let team = team();
    let at_site = |id: u128, site: &str, by: &str, of_day: &str, task: &str| Act {
        site: site.into(),
        day: day(of_day),
        ..act(id, by, &format!("{of_day}T08:40"), vec![tick(task, "08:30", &format!("{of_day}T08:40"), None)])
    };
    let acts = [
        at_site(1, "flagship", "小李", "2026-11-23", "mine"),
        at_site(2, "flagship", "小李", "2026-11-23", "theirs"),
        at_site(3, "outlet", "小陈", "2026-11-23", "theirs"),
    ];
    let days = [day("2026-11-23"), day("2026-11-24")];
    let told = report(&team, &days, &acts, instant("2026-11-26T12:00"));
    let row = |name: Option<&str>| {
        let (_, person) = told.persons.iter().find(|(known, _)| known.as_deref() == name).unwrap();
        (words(&person.counts.all()), person.done_by_others, person.done_for_others)
    };
    assert_eq!(row(Some("小王")), ("required 4, on-time 1, missed 3".into(), 1, 0));
    // Absent without a stand-in: excused, in the person's own row.
    assert_eq!(row(Some("小李")), ("required 1, on-time 1, excused 1".into(), 0, 1));
    // Nobody has the role of assistant at the outlet.
    assert_eq!(row(None), ("required 2, on-time 1, missed 1".into(), 1, 0));
    assert_eq!(row(Some("小陈")), (String::new(), 0, 1));
    assert_eq!(told.persons.last().unwrap().0, None, "nobody comes last");
    let excused = &told.lists.excused[0];
    assert_eq!((excused.by.as_deref(), &*excused.reason), (None, "年假"));
}

#[test]
fn the_lists_say_how_late_and_why() {
    let shop = shop(
        "[[area.task]]\nid = \"check\"\nat = [\"08:30-09:00\", \"10:00-10:30\"]\nfield = [{ id = \"a\", warn_below = 2, warn_above = 5 }]\n\n[[area.task]]\nid = \"watch\"\nevery = \"1h\"\nat = \"09:00-11:00\"\n",
    );
    let value = |value: &str| BTreeMap::from([("a".to_owned(), value.to_owned())]);
    let entered = |slot: &str, when: &str, of_a: &str| Fact::Tick {
        of: of("check", slot),
        at: at(when),
        steps: None,
        values: value(of_a),
    };
    let acts = [
        act(1, "小李", "2026-11-23T09:47", vec![entered("08:30", "2026-11-23T09:47", "1.5")]),
        act(2, "小李", "2026-11-23T10:47", vec![tick("watch", "09:00", "2026-11-23T10:47", None)]),
        act(3, "小李", "2026-11-23T10:20", vec![entered("10:00", "2026-11-23T10:20", "5")]),
    ];
    let told = report(&shop, &[day(DAY)], &acts, instant("2026-11-25T12:00"));
    assert_eq!(told.lists.late.iter().map(|it| it.after.num_minutes()).collect::<Vec<_>>(), [47]);
    let missed: Vec<String> = told
        .lists
        .missed
        .iter()
        .map(|it| match &it.how {
            NotDone::DoneLater { by, after, .. } => format!("{} {by} {}", it.which.slot, after.num_minutes()),
            how => format!("{} {how:?}", it.which.slot),
        })
        .collect();
    assert_eq!(missed, ["09:00 小李 47", "10:00 Lapsed"]);
    let [beyond] = told.lists.out_of_bounds.as_slice() else { panic!("{:?}", told.lists.out_of_bounds) };
    assert_eq!((beyond.value.to_string(), beyond.beyond), ("1.5".into(), Bound::Below(2.into())));
    assert_eq!(told.missed_most(1)[0].id.as_ref(), "watch");
}

#[test]
fn ticks_that_pile_up_are_told_though_the_table_looks_green() {
    let tasks: String = (0..8).map(|n| format!("[[area.task]]\nid = \"t{n}\"\nat = \"09:00-09:30\"\n\n")).collect();
    let shop = shop(&tasks);
    let at_once = |count: u32, gap: u32, recorded: u32, by: fn(u32) -> &'static str| {
        let acts = (0..count).map(|n| {
            let minute = recorded + n * gap;
            let time = format!("2026-11-23T{:02}:{:02}", minute / 60, minute % 60);
            act(u128::from(n) + 1, by(n), &time, vec![tick(&format!("t{n}"), "09:00", "2026-11-23T09:10", None)])
        });
        report(&shop, &[day(DAY)], &acts.collect::<Vec<_>>(), instant("2026-11-25T12:00"))
    };
    let told = |it: ops::report::Report| {
        it.lists.bursts.iter().map(|it| (it.count, it.said_punctual, it.longest.num_minutes())).collect::<Vec<_>>()
    };
    let one = |_| "小李";
    assert_eq!(told(at_once(5, 5, 20 * 60, one)), [(5, 5, 650)]);
    assert_eq!(told(at_once(4, 1, 20 * 60, one)), [], "too few");
    assert_eq!(told(at_once(5, 6, 20 * 60, one)), [], "not in one go");
    assert_eq!(told(at_once(5, 0, 10 * 60 + 30, one)), [(5, 5, 60)]);
    assert_eq!(told(at_once(5, 0, 10 * 60 + 29, one)), [], "not long after");
    assert_eq!(told(at_once(8, 1, 20 * 60, |n| if n % 2 == 0 { "小李" } else { "小王" })), [], "two people");
}

#[test]
fn what_is_not_planned_is_told_and_not_counted() {
    let shop = shop("[[area.task]]\nid = \"check\"\nat = \"08:30-09:00\"\n");
    let acts = [act(1, "a", "2026-11-23T08:40", vec![tick("gone", "08:30", "2026-11-23T08:40", None)])];
    let told = report(&shop, &[day(DAY)], &acts, instant("2026-11-25T12:00"));
    assert_eq!(words(&told.total.all()), "required 1, missed 1");
    assert_eq!(told.lists.unplanned.iter().map(|it| &*it.task).collect::<Vec<_>>(), ["gone"]);
}

#[test]
fn a_change_is_usual_within_the_spread_of_the_periods_before() {
    let counts = |done: u64| Counts {
        checks: Figures { on_time: done, missed: 1000 - done, ..Figures::default() },
        ..Counts::default()
    };
    let check = |now: u64, before: &[u64], change: i64, is_usual: bool| {
        let mut report = report(
            &shop("[[area.task]]\nid = \"check\"\nat = \"08:30-09:00\"\n"),
            &[day("2026-11-23")],
            &[],
            instant("2026-11-24T05:00"),
        );
        report.total = counts(now);
        report.before = (1..)
            .zip(before)
            .map(|(weeks, done)| {
                let monday = day("2026-11-23") - chrono::Days::new(7 * weeks);
                let range = DayRange { first: monday, last: monday };
                let cut_off = instant("2026-11-24T05:00");
                Previous { range, cut_off, total: counts(*done), sites: BTreeMap::new() }
            })
            .collect();
        assert_eq!(report.change(Figures::completion), Some(change), "{now} {before:?}");
        assert_eq!(report.is_usual_change(Figures::completion), is_usual, "{now} {before:?}");
    };
    check(911, &[900, 878, 911], 11, true);
    check(867, &[900, 878, 911], -33, true);
    check(866, &[900, 878, 911], -34, false);
    check(934, &[900, 878, 911], 34, false);
    check(905, &[900, 878], 5, false);
    check(901, &[900, 900, 900], 1, false);
    // A period without any record says nothing about what is usual, and is never usual itself.
    check(10, &[900, 0, 0, 911], -890, false);
    check(0, &[97, 878, 911], -97, false);
}
