//! The plan of a day: windows, watches, days, sites, clock changes.

use crate::common;
use common::{checklist, day, instant, shop};
use ops::checklist::Checklist;
use ops::plan::{Since, plan};

/// Returns the occurrences of a day as `slot start-end` in local time; `+1` marks an end on the next day.
fn planned(checklist: &Checklist, date: &str) -> Vec<String> {
    let plan = plan(checklist, "", day(date), None);
    let clock = |instant| {
        let local = checklist.clock.zone.local(instant);
        let later = if local.date() > day(date) { "+1" } else { "" };
        format!("{}{later}", local.format("%H:%M"))
    };
    plan.occurrences
        .iter()
        .map(|one| format!("{} {}-{}", one.slot, clock(one.window.start), clock(one.window.end)))
        .collect()
}

#[test]
fn windows_are_as_written_and_open_sides_are_closed_by_the_hours() {
    let check = |schedule: &str, expected: &[&str]| {
        let tasks = format!("[[area.task]]\nid = \"t\"\ntitle = \"t\"\n{schedule}");
        assert_eq!(planned(&shop(&tasks), "2026-11-23"), expected, "{schedule}");
    };
    check(r#"at = "08:30-09:00""#, &["08:30 08:30-09:00"]);
    check(r#"at = "20:20""#, &["20:20 20:20-20:30"]);
    check(r#"at = "13:30-""#, &["13:30 13:30-20:30"]);
    check(r#"at = "-12:10""#, &["08:20 08:20-12:10"]);
    check(r#"at = "22:00-""#, &["22:00 22:00-04:00+1"]);
    check(r#"at = "-07:00""#, &["04:00 04:00-07:00"]);
    check("", &["any 08:20-20:30"]);
    check(r#"at = ["14:00-15:00", "09:00"]"#, &["09:00 09:00-09:10", "14:00 14:00-15:00"]);
    check(r#"at = "22:00-01:00""#, &["22:00 22:00-01:00+1"]);
    check(r#"at = "01:30""#, &["01:30 01:30+1-01:40+1"]);
    check(r#"at = "22:00-24:00""#, &["22:00 22:00-00:00+1"]);
    check(r#"at = "03:55""#, &["03:55 03:55+1-04:00+1"]);
}

#[test]
fn a_watch_repeats_within_its_spans_and_keeps_a_short_last_round() {
    let check = |schedule: &str, expected: &[&str]| {
        let tasks = format!("[[area.task]]\nid = \"t\"\ntitle = \"t\"\n{schedule}");
        assert_eq!(planned(&shop(&tasks), "2026-11-23"), expected, "{schedule}");
    };
    check("every = \"30m\"\nat = \"09:00-10:15\"", &["09:00 09:00-09:30", "09:30 09:30-10:00", "10:00 10:00-10:15"]);
    check(
        "every = \"2h\"",
        &[
            "08:20 08:20-10:20",
            "10:20 10:20-12:00",
            "13:00 13:00-15:00",
            "15:00 15:00-17:00",
            "17:00 17:00-19:00",
            "19:00 19:00-20:30",
        ],
    );
    check("every = \"3h\"\nat = \"23:00-02:00\"", &["23:00 23:00-02:00+1"]);
    check("every = \"1h\"\nat = \"23:30-01:00\"", &["23:30 23:30-00:30+1", "00:30 00:30+1-01:00+1"]);
}

#[test]
fn a_task_is_planned_on_its_days_only() {
    let check = |days: &str, date: &str, expected: bool| {
        let tasks = format!("[[area.task]]\nid = \"t\"\ntitle = \"t\"\n{days}");
        assert_eq!(!planned(&shop(&tasks), date).is_empty(), expected, "{days} on {date}");
    };
    check("", "2026-11-22", true);
    check(r#"on = ["mon-fri"]"#, "2026-11-22", false);
    check(r#"on = ["mon-fri"]"#, "2026-11-23", true);
    check(r#"except = ["sun"]"#, "2026-11-22", false);
    check(r#"on = ["12-24..01-02"]"#, "2027-01-01", true);
    check(r#"on = ["12-24..01-02"]"#, "2027-01-03", false);
    check("on = [\"mon-sat\"]\nexcept = [\"2027-02-06..2027-02-12\"]", "2027-02-08", false);
}

#[test]
fn every_occurrence_of_a_day_with_a_clock_change_comes_once() {
    let shop = |task: &str| {
        checklist(&format!(
            "id = \"shop\"\ntimezone = \"America/New_York\"\nday_start = \"00:30\"\n[[area]]\nid = \"a\"\n[[area.task]]\nid = \"t\"\ntitle = \"t\"\n{task}"
        ))
    };
    let check = |task: &str, date: &str, expected: &[&str]| {
        assert_eq!(planned(&shop(task), date), expected, "{task} on {date}");
    };
    // 02:00-03:00 does not exist on 2026-03-08, so times in it move forward by the gap.
    check(r#"at = "02:30-03:30""#, "2026-03-08", &["02:30 03:30-04:30"]);
    check(r#"at = "02:15""#, "2026-03-08", &["02:15 03:15-03:25"]);
    check("every = \"30m\"\nat = \"01:30-03:30\"", "2026-03-08", &["01:30 01:30-03:00", "03:00 03:00-03:30"]);
    // 01:00-02:00 occurs twice on 2026-11-01; the first is meant.
    check(
        "every = \"30m\"\nat = \"01:00-02:30\"",
        "2026-11-01",
        &["01:00 01:00-01:30", "01:30 01:30-02:00", "02:00 02:00-02:30"],
    );
    check(r#"at = "01:15""#, "2026-11-01", &["01:15 01:15-01:25"]);
}

#[test]
fn each_site_has_its_own_copy_and_tasks_may_be_for_some_only() {
    let two = checklist(
        r#"
id = "shop"
timezone = "Asia/Shanghai"
[[site]]
id = "flagship"
[[site]]
id = "outlet"
[[area]]
id = "a"
[[area.task]]
id = "both"
title = "both"
at = "09:00"
[[area.task]]
id = "one"
title = "one"
at = "10:00"
sites = ["outlet"]
"#,
    );
    let tasks = |site| {
        let plan = plan(&two, site, day("2026-11-23"), None);
        plan.occurrences.iter().map(|one| one.task.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(tasks("flagship"), ["both"]);
    assert_eq!(tasks("outlet"), ["both", "one"]);
}

#[test]
fn windows_that_ended_before_the_first_adoption_require_nothing() {
    let shop = shop(
        "[[area.task]]\nid = \"early\"\ntitle = \"t\"\nat = \"08:20-08:30\"\n[[area.task]]\nid = \"now\"\ntitle = \"t\"\nat = \"08:30-09:00\"",
    );
    let plan = plan(&shop, "", day("2026-11-23"), Some(&Since::first(instant("2026-11-23T08:40"))));
    let required: Vec<(&str, bool)> =
        plan.occurrences.iter().map(|one| (one.task.id.as_str(), one.too_late.is_none())).collect();
    assert_eq!(required, [("early", false), ("now", true)]);
}

#[test]
fn a_calendar_day_that_the_zone_skips_requires_nothing() {
    // Samoa skipped 2011-12-30.
    let samoa = checklist(
        "id = \"shop\"\ntimezone = \"Pacific/Apia\"\n[[area]]\nid = \"a\"\n[[area.task]]\nid = \"t\"\ntitle = \"t\"\nat = \"09:00\"",
    );
    assert_eq!(planned(&samoa, "2011-12-29").len(), 1);
    assert_eq!(planned(&samoa, "2011-12-30").len(), 0);
    assert_eq!(planned(&samoa, "2011-12-31").len(), 1);
}
