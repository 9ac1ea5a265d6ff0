//! What counts of a day in the course of which texts were adopted: nobody misses what was not asked for (case A29).

mod common;

use common::{checklist, day, instant, shop};
use ops::calendar::Instant;
use ops::checklist::Checklist;
use ops::plan::{Occurrence, Since, plan};
use proptest::prelude::*;

const DAY: &str = "2026-11-23";

/// A text, and when it was adopted.
type Adopted = (Instant, Checklist);

/// What counts by the last of the texts; where the day began with it, all does.
fn since(site: &str, adopted: &[Adopted]) -> Option<Since> {
    let ((at, text), before) = adopted.split_last()?;
    let bounds = text.clock.bounds(day(DAY));
    let before = before.iter().rev().map(|(at, text)| (*at, Some(text)));
    (*at > bounds.start).then(|| Since::new(&plan(text, site, day(DAY), None), *at, before))
}

/// What does not count, as `task@slot` with the time of what brought it into being; `!` where the checklist began then.
fn too_late(site: &str, adopted: &[Adopted]) -> Vec<String> {
    let since = since(site, adopted);
    let (_, text) = adopted.last().expect("a text");
    let said = |planned: &ops::plan::Planned| {
        let beginning = planned.too_late?;
        let at = text.clock.zone.local(beginning.at).format("%H:%M");
        let first = if beginning.is_first { "!" } else { "" };
        Some(format!("{}@{} {at}{first}", planned.task.id, planned.slot))
    };
    plan(text, site, day(DAY), since.as_ref()).occurrences.iter().filter_map(said).collect()
}

/// A checklist has a task at least: one whose window is over when the day is.
const LAST: &str = "[[area.task]]\nid = \"z\"\nat = \"22:00-04:00\"\n";

fn task(id: &str, schedule: &str) -> String {
    format!("[[area.task]]\nid = \"{id}\"\n{schedule}\n")
}

#[test]
fn what_an_adoption_brings_into_being_when_its_window_is_over_requires_nothing() {
    let check = |texts: &[(&str, &[&str])], expected: &[&str]| {
        let text = |tasks: &[&str]| {
            let task = |it: &&str| {
                let (id, at) = it.split_once(' ').expect("an id and its times");
                let (at, title) = at.split_once(' ').unwrap_or((at, id));
                task(id, &format!("at = \"{at}\"\ntitle = \"{title}\""))
            };
            shop(&(tasks.iter().map(task).collect::<String>() + LAST))
        };
        let adopted: Vec<Adopted> = texts.iter().map(|(at, tasks)| (instant(at), text(tasks))).collect();
        assert_eq!(too_late("", &adopted), expected, "{texts:?}");
    };
    let before = "2026-11-22T18:00";
    let (nine, ten, noon) = ("2026-11-23T09:00", "2026-11-23T10:00", "2026-11-23T12:00");
    let a = "a 08:30-08:50";
    // The common day: adopted before it began.
    check(&[(before, &[a])], &[]);
    check(&[(nine, &[a])], &["a@08:30 09:00!"]);
    // To the second: a window that ends with the adoption is over, one that ends later is not.
    check(&[(nine, &["a 08:30-09:00", "b 08:30-09:01"])], &["a@08:30 09:00!"]);
    // A new task; what was there counts on.
    check(&[(before, &[a]), (noon, &[a, "b 09:00-10:00", "c 11:00-13:00"])], &["b@09:00 12:00"]);
    // Each adoption of the day brings its own.
    check(
        &[(nine, &[a]), (ten, &[a, "b 09:10-09:20"]), (noon, &[a, "b 09:10-09:20", "c 11:00-11:30"])],
        &["a@08:30 09:00!", "b@09:10 10:00", "c@11:00 12:00"],
    );
    // Another time is another occurrence, another title none.
    check(&[(before, &[a]), (noon, &["a 09:30-10:00"])], &["a@09:30 12:00"]);
    check(&[(before, &[a]), (noon, &["a 08:30-08:50 Title"])], &[]);
    // Taken out by mistake and put back: what had been missed by then is missed; what nobody was asked for is not.
    check(&[(before, &[a]), (nine, &[]), (noon, &[a])], &[]);
    check(&[(before, &["a 09:30-10:00"]), (nine, &[]), (noon, &["a 09:30-10:00"])], &["a@09:30 12:00"]);
    check(&[(before, &["b 11:00-13:00"]), (nine, &[]), (noon, &["b 11:00-13:00"])], &[]);
    // What was open when its window was cut short is not missed by that.
    check(&[(before, &["a 08:30-12:30"]), (noon, &["a 08:30-09:00"])], &["a@08:30 12:00"]);
    // What was over counts, wherever its end is moved in what has gone by.
    check(&[(before, &["a 08:30-09:00"]), (noon, &["a 08:30-11:00"])], &[]);
    // Asked for when it was over already, and once more: it never counts.
    check(&[(nine, &[a]), (noon, &[a])], &["a@08:30 09:00!"]);
    // A clock that was ahead or behind adopts: only what was over by both counts as before.
    check(&[(before, &[a]), (noon, &[a]), (ten, &[a, "b 09:00-09:30"])], &["b@09:00 10:00"]);
}

#[test]
fn a_new_shop_begins_when_it_is_added() {
    let of = |sites: &str| {
        let tasks = task("a", "at = \"09:00-10:00\"") + &task("b", "at = \"12:00-13:00\"");
        checklist(&format!("id = \"shop\"\ntimezone = \"Asia/Shanghai\"\n{sites}\n[[area]]\nid = \"all\"\n{tasks}"))
    };
    let one = "[[site]]\nid = \"one\"\n";
    let two = one.to_owned() + "[[site]]\nid = \"two\"\n";
    let check = |before: &str, site: &str, expected: &[&str]| {
        let adopted = [(instant("2026-11-22T18:00"), of(before)), (instant("2026-11-23T12:30"), of(&two))];
        assert_eq!(too_late(site, &adopted), expected, "{before} {site}");
    };
    check(one, "one", &[]);
    check(one, "two", &["a@09:00 12:30"]);
    // Before shops were named there was another one, without a name.
    check("", "one", &["a@09:00 12:30"]);
}

#[test]
fn a_text_that_cannot_be_read_asked_for_nothing() {
    let text = shop(&task("a", "at = \"09:00-10:00\""));
    let noon = instant("2026-11-23T12:00");
    let unread = std::iter::once((instant("2026-11-22T18:00"), None::<&Checklist>));
    let since = Since::new(&plan(&text, "", day(DAY), None), noon, unread);
    assert!(plan(&text, "", day(DAY), Some(&since)).occurrences[0].too_late.is_some());
}

/// The rule as it is worded: a window that was over by the adoption counts if a text that was in force until its end
/// asked for it.
fn counts(adopted: &[Adopted], of: &Occurrence) -> bool {
    let end = |(_, text): &Adopted| {
        let plan = plan(text, "", day(DAY), None);
        plan.occurrences.iter().find(|planned| planned.occurrence() == *of).map(|planned| planned.window.end)
    };
    let Some((last, before)) = adopted.split_last() else { return false };
    let start = last.1.clock.bounds(day(DAY)).start;
    let mut until = last.0;
    match end(last) {
        None => false,
        Some(end) if end > until => true,
        Some(_) => {
            for text in before.iter().rev() {
                if until <= start {
                    return false;
                }
                if end(text).is_some_and(|end| end <= until && end > text.0) {
                    return true;
                }
                until = text.0;
            }
            false
        }
    }
}

fn texts() -> impl Strategy<Value = Vec<Adopted>> {
    let schedule = prop_oneof![
        (8..20u32, 1..4u32).prop_map(|(from, hours)| format!("at = \"{from:02}:00-{:02}:00\"", from + hours)),
        prop_oneof![Just("1h"), Just("2h")].prop_map(|every| format!("every = \"{every}\"\nat = \"09:00-15:00\"")),
        Just(String::new()),
        Just("at = \"10:00\"\non = \"tue\"".to_owned()),
    ];
    let tasks = proptest::collection::btree_map("[a-d]", schedule, 0..4);
    let adopted = (-600..1440i64, tasks).prop_map(|(minutes, tasks)| {
        let tasks: String = tasks.iter().map(|(id, schedule)| task(id, schedule)).collect();
        (instant("2026-11-23T04:00") + chrono::TimeDelta::minutes(minutes), shop(&(tasks + LAST)))
    });
    proptest::collection::vec(adopted, 1..5)
}

proptest! {
    #[test]
    fn an_adoption_never_makes_anything_missed_that_was_over(adopted in texts()) {
        let (_, text) = adopted.last().expect("a text");
        let since = since("", &adopted);
        for planned in plan(text, "", day(DAY), since.as_ref()).occurrences {
            let of = planned.occurrence();
            prop_assert_eq!(planned.too_late.is_none(), counts(&adopted, &of), "{:?}", of);
        }
    }
}
