//! What counts of a day during which checklist versions were adopted: nobody misses what was not yet required.

use crate::common;
use common::{checklist, day, instant, shop};
use ops::calendar::Instant;
use ops::checklist::Checklist;
use ops::plan::{Occurrence, Since, plan};
use proptest::prelude::*;

const DAY: &str = "2026-11-23";

/// When a version was adopted, and the version.
type Adopted = (Instant, Checklist);

/// Returns what counts by the last version; everything, if the day began with it.
fn since(site: &str, adopted: &[Adopted]) -> Option<Since> {
    let ((at, text), before) = adopted.split_last()?;
    let bounds = text.clock.bounds(day(DAY));
    let before = before.iter().rev().map(|(at, text)| (*at, Some(text)));
    (*at > bounds.start).then(|| Since::new(&plan(text, site, day(DAY), None), *at, before))
}

/// Lists what does not count, as `task@slot` with the time of the adoption that added it; `!` if it was the first.
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

/// Every checklist needs a task; the window of this one ends with the day.
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
    // The usual case: adopted before the day began.
    check(&[(before, &[a])], &[]);
    check(&[(nine, &[a])], &["a@08:30 09:00!"]);
    // Exact to the second: a window that ends at the adoption is over, one that ends later is not.
    check(&[(nine, &["a 08:30-09:00", "b 08:30-09:01"])], &["a@08:30 09:00!"]);
    // A new task is added; existing ones still count.
    check(&[(before, &[a]), (noon, &[a, "b 09:00-10:00", "c 11:00-13:00"])], &["b@09:00 12:00"]);
    // Each adoption of the day adds its own tasks.
    check(
        &[(nine, &[a]), (ten, &[a, "b 09:10-09:20"]), (noon, &[a, "b 09:10-09:20", "c 11:00-11:30"])],
        &["a@08:30 09:00!", "b@09:10 10:00", "c@11:00 12:00"],
    );
    // Another time gives another occurrence, another title does not.
    check(&[(before, &[a]), (noon, &["a 09:30-10:00"])], &["a@09:30 12:00"]);
    check(&[(before, &[a]), (noon, &["a 08:30-08:50 Title"])], &[]);
    // A task removed by mistake and added again: what was missed before is missed; what nobody could do is not.
    check(&[(before, &[a]), (nine, &[]), (noon, &[a])], &[]);
    check(&[(before, &["a 09:30-10:00"]), (nine, &[]), (noon, &["a 09:30-10:00"])], &["a@09:30 12:00"]);
    check(&[(before, &["b 11:00-13:00"]), (nine, &[]), (noon, &["b 11:00-13:00"])], &[]);
    // A window that was open when it was cut short is not missed.
    check(&[(before, &["a 08:30-12:30"]), (noon, &["a 08:30-09:00"])], &["a@08:30 12:00"]);
    // A window that was over still counts, even if its end is moved within the past.
    check(&[(before, &["a 08:30-09:00"]), (noon, &["a 08:30-11:00"])], &[]);
    // A window that was over when it was added never counts, even if it is adopted again.
    check(&[(nine, &[a]), (noon, &[a])], &["a@08:30 09:00!"]);
    // Adoptions with a wrong clock: only windows that were over by both count as before.
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
    // Before sites were named there was another, unnamed one.
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

/// The rule as specified: a window that was over at an adoption counts if a text in force until its end required it.
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
