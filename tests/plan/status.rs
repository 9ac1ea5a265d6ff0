//! The status of an occurrence, and which occurrence a word refers to.

use crate::common;
use common::{act, at, day, instant, of, shop, tick};
use ops::checklist::Checklist;
use ops::journal::{Act, Fact, fold};
use ops::plan::plan;
use ops::status::{Choice, Purpose, Selector, choose, judge, not_begun, pick_open};

const TASKS: &str = r#"
[[area.task]]
id = "check"
title = "check"
at = "08:30-09:00"

[[area.task]]
id = "steps"
title = "steps"
at = "08:30-09:00"
steps = ["a", "b", "c"]

[[area.task]]
id = "watch"
title = "watch"
every = "30m"
at = "09:00-10:30"

[[area.task]]
id = "point"
title = "point"
at = "20:20"

[[area.task]]
id = "twice"
title = "twice"
at = ["09:00-10:00", "14:00-15:00"]

[[area.task]]
id = "fields"
title = "fields"
at = "08:30-09:00"
field = [{ id = "a" }, { id = "b" }, { id = "c" }]
"#;

fn status(shop: &Checklist, acts: &[Act], task: &str, slot: &str, now: &str) -> (String, bool) {
    let plan = plan(shop, "", day("2026-11-23"), None);
    let facts = fold(acts);
    let state = judge(&plan, &facts, instant(now));
    let item = state.items.iter().find(|item| item.is(task, slot)).expect("planned");
    (item.status.keyword().to_owned(), item.required)
}

#[test]
fn time_alone_makes_an_occurrence_upcoming_due_overdue_missed() {
    let shop = shop(TASKS);
    let check = |task: &str, slot: &str, now: &str, expected: &str| {
        assert_eq!(status(&shop, &[], task, slot, now).0, expected, "{task}@{slot} at {now}");
    };
    check("check", "08:30", "2026-11-23T08:29", "upcoming");
    check("check", "08:30", "2026-11-23T08:30", "due");
    check("check", "08:30", "2026-11-23T08:59", "due");
    check("check", "08:30", "2026-11-23T09:00", "overdue");
    check("check", "08:30", "2026-11-24T03:59", "overdue");
    check("check", "08:30", "2026-11-24T04:00", "missed");
    check("watch", "09:00", "2026-11-23T09:29", "due");
    check("watch", "09:00", "2026-11-23T09:30", "missed");
    check("point", "20:20", "2026-11-23T20:29", "due");
    check("point", "20:20", "2026-11-23T20:30", "overdue");
}

#[test]
fn the_claimed_instant_of_the_completion_says_how_it_was_done() {
    let shop = shop(TASKS);
    let check = |task: &str, slot: &str, when: &str, expected: &str| {
        let acts = [act(1, "小李", when, vec![tick(task, slot, when, None)])];
        assert_eq!(status(&shop, &acts, task, slot, "2026-11-24T12:00").0, expected, "{task}@{slot} at {when}");
    };
    check("check", "08:30", "2026-11-23T08:10", "early");
    check("check", "08:30", "2026-11-23T08:30", "on-time");
    check("check", "08:30", "2026-11-23T09:00", "late");
    check("check", "08:30", "2026-11-24T04:00", "missed-done-later");
    check("watch", "09:00", "2026-11-23T09:10", "on-time");
    check("watch", "09:00", "2026-11-23T09:30", "missed-done-later");
}

#[test]
fn steps_complete_when_their_union_is_full_whatever_the_order_of_arrival() {
    let shop = shop(TASKS);
    let first = act(1, "小李", "2026-11-23T08:40", vec![tick("steps", "08:30", "2026-11-23T08:40", Some(&[1]))]);
    let rest = act(2, "小王", "2026-11-23T09:20", vec![tick("steps", "08:30", "2026-11-23T09:20", Some(&[2, 3]))]);
    let now = "2026-11-23T09:30";
    assert_eq!(status(&shop, std::slice::from_ref(&first), "steps", "08:30", now).0, "overdue");
    assert_eq!(status(&shop, &[first.clone(), rest.clone()], "steps", "08:30", now).0, "late");
    assert_eq!(status(&shop, &[rest, first], "steps", "08:30", now).0, "late");
}

#[test]
fn done_beats_skipped_and_excused_and_between_those_the_last_said_counts() {
    let shop = shop(TASKS);
    let skip = |id, when| {
        let fact = Fact::Skip { of: of("check", "08:30"), at: at(when), reason: "缺货".into() };
        act(id, "小李", when, vec![fact])
    };
    let excuse = |id, when| {
        let fact = Fact::Excuse { of: of("check", "08:30"), at: at(when), reason: "放假".into() };
        act(id, "小李", when, vec![fact])
    };
    let done = act(9, "小李", "2026-11-23T08:50", vec![tick("check", "08:30", "2026-11-23T08:50", None)]);
    let check = |acts: &[Act], expected: (&str, bool)| {
        let (keyword, required) = status(&shop, acts, "check", "08:30", "2026-11-23T10:00");
        assert_eq!((keyword.as_str(), required), expected);
    };
    check(&[skip(1, "2026-11-23T08:31")], ("skipped", true));
    check(&[excuse(1, "2026-11-23T08:31")], ("excused", false));
    check(&[skip(1, "2026-11-23T08:31"), excuse(2, "2026-11-23T08:32")], ("excused", false));
    check(&[skip(1, "2026-11-23T08:33"), excuse(2, "2026-11-23T08:32")], ("excused", false));
    check(&[excuse(1, "2026-11-23T08:55"), done], ("on-time", true));
    // A tick after the lapse is no completion and leaves the excuse, in either order, but not a skip.
    let next_day = "2026-11-24T09:00";
    let later = |id| act(id, "小李", next_day, vec![tick("check", "08:30", next_day, None)]);
    check(&[excuse(1, "2026-11-23T08:31"), later(2)], ("excused", false));
    check(&[later(1), excuse(2, "2026-11-24T09:10")], ("excused", false));
    check(&[skip(1, "2026-11-23T08:31"), later(2)], ("missed-done-later", true));
}

#[test]
fn what_is_due_comes_before_what_is_overdue_the_soonest_end_first() {
    // What can still be done in time must not be hidden below what is already late.
    let shop =
        shop(&(TASKS.to_owned() + "[[area.task]]\nid = \"long\"\nat = \"08:30-12:00\"\n[[area.task]]\nid = \"any\"\n"));
    let check = |now: &str, expected: &[&str]| {
        let plan = plan(&shop, "", day("2026-11-23"), None);
        let facts = fold(&[]);
        let state = judge(&plan, &facts, instant(now));
        let open: Vec<&str> =
            pick_open(&state).into_iter().map(|at| state.items[at].planned.task.id.as_str()).collect();
        assert_eq!(open, expected, "at {now}");
    };
    check("2026-11-23T08:40", &["check", "steps", "fields", "long", "any"]);
    check("2026-11-23T09:40", &["twice", "watch", "long", "any", "check", "steps", "fields"]);
    check("2026-11-23T15:30", &["any", "check", "steps", "fields", "twice", "long", "twice"]);
}

#[test]
fn a_word_means_the_due_one_else_the_oldest_overdue() {
    let shop = shop(TASKS);
    let check = |acts: &[Act], task: &str, selector: Selector, now: &str, expected: &str| {
        let plan = plan(&shop, "", day("2026-11-23"), None);
        let facts = fold(acts);
        let state = judge(&plan, &facts, instant(now));
        let slot = |i: usize| state.items[i].planned.slot.clone();
        let slots = |picked: Vec<usize>| picked.into_iter().map(slot).collect::<Vec<_>>().join(" ");
        let said = match choose(&state, task, &selector, Purpose::Tick) {
            Choice::Items(picked) => slots(picked),
            Choice::AlreadyDone(done, next) => {
                format!("done {} next {}", slot(done), next.map(slot).unwrap_or("-".into()))
            }
            Choice::NotNow(before, next) => {
                format!("not now {} {}", before.map(slot).unwrap_or("-".into()), next.map(slot).unwrap_or("-".into()))
            }
            Choice::NoneOpen => "none open".into(),
            Choice::NoSuchSlot(_) => "no such slot".into(),
            Choice::NotPlanned => "not planned".into(),
        };
        let waiting = not_begun(&state, task, &selector);
        let said = if waiting.is_empty() { said } else { format!("{said}, not begun {}", slots(waiting)) };
        assert_eq!(said, expected, "{task} {selector:?} at {now}");
    };
    let current = || Selector::Current;
    let done =
        |task: &str, slot: &str| [act(1, "小李", "2026-11-23T09:10", vec![tick(task, slot, "2026-11-23T09:10", None)])];
    check(&[], "check", current(), "2026-11-23T08:40", "08:30");
    check(&[], "check", current(), "2026-11-23T12:00", "08:30");
    check(&[], "check", current(), "2026-11-23T08:00", "not now - 08:30");
    check(&[], "watch", current(), "2026-11-23T09:40", "09:30");
    check(&[], "watch", current(), "2026-11-23T11:00", "not now 10:00 -");
    check(&done("watch", "09:00"), "watch", current(), "2026-11-23T09:12", "done 09:00 next 09:30");
    check(&done("check", "08:30"), "check", current(), "2026-11-23T12:00", "done 08:30 next -");
    // A second `done` for the current window must not tick the first one, which is overdue.
    check(&done("twice", "14:00"), "twice", current(), "2026-11-23T14:30", "done 14:00 next -");
    check(&[], "twice", current(), "2026-11-23T12:00", "09:00");
    check(&[], "twice", Selector::Slot("14:00".into()), "2026-11-23T08:00", "14:00");
    check(&[], "twice", Selector::Slot("11:00".into()), "2026-11-23T08:00", "no such slot");
    check(&[], "twice", Selector::All, "2026-11-23T14:30", "09:00 14:00");
    let range = Selector::Range(instant("2026-11-23T09:00"), instant("2026-11-23T09:30"));
    check(&[], "watch", range, "2026-11-23T12:00", "09:00");
    let later = Selector::Range(instant("2026-11-23T09:00"), instant("2026-11-23T10:00"));
    check(&[], "watch", later.clone(), "2026-11-23T09:40", "09:00 09:30");
    check(&[], "watch", later, "2026-11-23T08:40", "none open, not begun 09:00 09:30");
    check(&[], "watch", Selector::All, "2026-11-23T09:40", "09:30");
    check(&done("check", "08:30"), "check", Selector::All, "2026-11-23T09:40", "none open");
    // Skipped now, then done: the current window still decides.
    let skipped = Fact::Skip { of: of("twice", "14:00"), at: at("2026-11-23T14:05"), reason: "x".into() };
    check(&[act(1, "小李", "2026-11-23T14:05", vec![skipped])], "twice", current(), "2026-11-23T14:06", "14:00");
    check(&[], "unknown", current(), "2026-11-23T12:00", "not planned");
}

#[test]
fn fields_wait_for_a_value_until_one_is_entered_or_the_task_is_left_out() {
    let shop = shop(TASKS);
    let check = |acts: &[Act], now: &str, expected: &str| {
        let plan = plan(&shop, "", day("2026-11-23"), None);
        let facts = fold(acts);
        let state = judge(&plan, &facts, instant(now));
        let item = state.items.iter().find(|item| item.is("fields", "08:30")).expect("planned");
        let open: Vec<&str> = item.open_fields().iter().map(|field| field.id.as_str()).collect();
        assert_eq!(open.join(" "), expected, "{now}");
    };
    let when = "2026-11-23T08:40";
    let tick = |values: &[&str]| {
        let values = values.iter().map(|id| ((*id).to_owned(), "1".to_owned())).collect();
        act(1, "小李", when, vec![Fact::Tick { of: of("fields", "08:30"), at: at(when), steps: None, values }])
    };
    check(&[], when, "a b c");
    check(&[tick(&[])], when, "a b c");
    check(&[tick(&["b"])], when, "a c");
    check(&[tick(&["a", "b", "c"])], when, "");
    check(&[tick(&["b"])], "2026-11-24T12:00", "a c");
    check(&[], "2026-11-24T12:00", "");
    let skip = Fact::Skip { of: of("fields", "08:30"), at: at(when), reason: "x".into() };
    check(&[act(1, "小李", when, vec![skip])], when, "");
}
