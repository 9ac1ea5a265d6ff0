//! Warnings about what a checklist may contain but probably does not intend.

use ops::checklist::{Bundle, Severity, SourceFile, locate, read, review};
use ops::language::Lang;
use std::io;

/// Returns the warnings for a text without errors: line and message.
fn warnings(text: &str) -> Vec<(usize, String)> {
    let root = SourceFile { name: "ops.toml".to_owned(), text: text.to_owned() };
    let reading = read(root, &mut |_| Err(io::ErrorKind::NotFound.into()), "Asia/Shanghai");
    assert!(reading.checklist.is_some(), "{text}\n{:#?}", reading.problems);
    assert!(reading.problems.iter().all(|problem| problem.severity == Severity::Warning));
    let located = locate(&reading.problems, &reading.bundle);
    located.iter().map(|problem| (problem.start.line, problem.text.in_lang(Lang::En).to_owned())).collect()
}

#[test]
fn one_task() {
    let check = |top: &str, task: &str, expected: Option<&str>| {
        let head = format!("id = \"shop\"\n{top}\n[[area]]\nid = \"daily\"\n[[area.task]]\nid = \"check\"\n");
        let found: Vec<String> = warnings(&format!("{head}{task}\n")).into_iter().map(|(_, text)| text).collect();
        assert_eq!(found, expected.into_iter().collect::<Vec<_>>(), "{task}");
    };
    let overlap = "\"09:30-10:30\" starts before \"09:00-10:00\" ends";
    check("", "at = [\"09:00-10:00\", \"09:30-10:30\"]", Some(overlap));
    check("", "at = [\"09:30-10:30\", \"09:00-10:00\"]", Some(overlap));
    check("", "at = [\"09:00-10:00\", \"10:00-11:00\"]", None);
    check("", "at = [\"09:00\", \"09:05\"]", Some("\"09:05\" starts before \"09:00\" ends"));
    check("", "at = [\"09:00\", \"09:10\"]", None);
    check("", "at = [\"13:00-\", \"20:00\"]", Some("\"20:00\" starts before \"13:00-\" ends"));
    check("hours = \"08:00-18:00\"", "at = [\"13:00-\", \"20:00\"]", None);
    check("hours = \"08:00-18:00\"", "at = [\"-12:00\", \"06:00\"]", None);
    check("", "at = [\"22:00-01:00\", \"00:30\"]", Some("\"00:30\" starts before \"22:00-01:00\" ends"));
    check("", "every = \"30m\"", Some("\"check\" repeats around the clock"));
    check("hours = \"08:00-18:00\"", "every = \"30m\"", None);
    // Overlapping spans have their rounds merged, which is rarely intended.
    let rounds = "\"09:00-11:00\" starts before \"08:00-10:00\" ends";
    check("", "every = \"30m\"\nat = [\"08:00-10:00\", \"09:00-11:00\"]", Some(rounds));
    let twin = "\"08:00-09:00\" starts before \"08:00-10:00\" ends";
    check("", "every = \"30m\"\nat = [\"08:00-10:00\", \"08:00-09:00\"]", Some(twin));
    check("", "every = \"30m\"\nat = [\"22:00-04:00\", \"04:00-06:00\"]", None);
    let inner = "\"11:00-12:00\" starts before \"08:00-20:00\" ends";
    let outer = "\"08:00-20:00\" starts before \"07:00-09:00\" ends";
    check("", "at = [\"11:00-12:00\", \"08:00-20:00\", \"20:00-21:00\"]", Some(inner));
    check("", "at = [\"20:00-21:00\", \"08:00-20:00\", \"07:00-09:00\"]", Some(outer));
    check("hours = [\"13:00-20:30\", \"08:20-12:00\"]", "at = \"09:00-\"", None);
    check("day_start = \"00:00\"", "at = \"00:00-24:00\"", None);
    check("day_start = \"00:00\"\nhours = \"00:00-24:00\"", "at = \"-24:00\"", None);
    check("", "at = \"24:00\"", None);
    check("", "at = \"24:00-02:00\"", None);
    let once = "`every` 11h is longer than its window, so there is only one round, cut short";
    check("hours = \"08:00-18:00\"", "every = \"11h\"", Some(once));
    check("hours = \"08:00-18:00\"", "every = \"10h\"", None);
    check("", "every = \"24h\"\nat = \"-04:00\"", None);
    let never = "\"check\" never occurs: `except` removes every day of `on`";
    check("", "on = \"sat\"\nexcept = \"fri-sun\"", Some(never));
    check("", "on = \"fri-sun\"\nexcept = \"sat\"", None);
    check("", "except = [\"mon-fri\", \"sat\", \"sun\"]", Some(never));
    check("", "except = \"tue-mon\"", Some(never));
    check("", "except = \"mon-sat\"", None);
    check("", "on = \"2026-12-12\"\nexcept = \"2026-12-01..2026-12-31\"", Some(never));
    check("", "on = \"2026-12-12\"\nexcept = \"sat\"", Some(never));
    check("", "on = \"2026-12-12..2026-12-14\"\nexcept = \"sat-sun\"", None);
    check("", "on = [\"12-12\", \"sun\"]\nexcept = [\"sun\", \"12-12\"]", Some(never));
    check("", "on = \"12-12\"\nexcept = \"sun\"", None);
    check("", "on = \"2020-01-01..2600-01-01\"\nexcept = \"2019-01-01..2700-01-01\"", Some(never));
    check("", "on = \"2020-01-01..2600-01-01\"\nexcept = \"2019-01-01..2599-12-31\"", None);
    let outside = "\"check\" never occurs: it has no days between `from` and `until`";
    check("", "on = \"sat\"\nfrom = \"2026-11-23\"\nuntil = \"2026-11-27\"", Some(outside));
    check("", "on = \"sat\"\nfrom = \"2026-11-23\"\nuntil = \"2026-11-28\"", None);
    check("", "on = \"12-12\"\nfrom = \"2030-12-13\"", None);
    check("", "on = \"12-12\"\nuntil = \"1990-01-01\"", None);
    check("", "on = \"02-29\"", Some("\"02-29\" occurs in leap years only"));
    check("", "on = \"02-28..03-01\"", None);
    check("", "on = \"02-29\"\nfrom = \"2025-01-01\"\nuntil = \"2027-12-31\"", Some(outside));
    check("", "on = \"02-29\"\nfrom = \"2028-01-01\"", Some("\"02-29\" occurs in leap years only"));
    for term in ["every 12 months from 2024-02-29", "every 48 months from 2024-02-29", "每24个月从2024-02-29"] {
        check("", &format!("on = \"{term}\""), Some(&format!("\"{term}\" occurs in leap years only")));
    }
    check("", "on = \"every 6 months from 2024-02-29\"", None);
    check("", "on = \"every 12 months from 2024-02-28\"", None);
    let leap = "[[period]]\nid = \"a\"\ndays = \"02-29\"";
    check(leap, "on = \"a\"", Some("\"02-29\" occurs in leap years only"));
    check("[[period]]\nid = \"a\"\ndays = \"02-29..03-01\"", "on = \"a\"", None);
    check("", "on = \"24th workday\"", Some("no month has \"24th workday\""));
    check("", "on = \"23rd workday\"", None);
    check("", "on = \"workday\"\nexcept = \"mon-fri\"", Some(never));
    check("calendar = \"cn\"", "on = \"workday\"\nexcept = \"mon-fri\"", None);
    let no_lead = "the period \"a\" has no `lead`, so it has no days of preparation";
    check("[[period]]\nid = \"a\"\ndays = \"12-12\"", "on = \"before a\"", Some(no_lead));
    check("[[period]]\nid = \"a\"\ndays = \"12-12\"\nlead = 1", "on = \"before a\"", None);
    check("[[period]]\nid = \"a\"\ndays = \"2050-12-12\"\nlead = 1", "on = \"a\"\nexcept = \"sat-sun\"", None);
    check("", "field = [{ id = \"a\", min = 1, warn_below = 0 }]", Some("`warn_below` 0 is outside `min` and `max`"));
    check("", "field = [{ id = \"a\", max = 1, warn_above = 2 }]", Some("`warn_above` 2 is outside `min` and `max`"));
    let always = "every value is below 5 or above 3, so there is always a warning";
    check("", "field = [{ id = \"a\", warn_below = 5, warn_above = 3 }]", Some(always));
    check("", "field = [{ id = \"a\", min = 0, max = 10, warn_below = 3, warn_above = 5 }]", None);
}

#[test]
fn tasks_that_nobody_owns() {
    let text = |people: &str| {
        format!(
            r#"id = "shop"
[roles]
operator = "运营"
assistant = "助理"
[[site]]
id = "flagship"
people = {{ {people} }}
[[site]]
id = "outlet"
[[area]]
id = "daily"
[[area.task]]
id = "a"
role = "operator"
[[area.task]]
id = "b"
role = "assistant"
[[area.task]]
id = "c"
role = "assistant"
[[area.task]]
id = "d"
role = "assistant"
sites = ["outlet"]
[[area.task]]
id = "e"
[[area.task]]
id = "f"
"#
        )
    };
    assert_eq!(warnings(&text("")), []);
    let vacant = "nobody at \"flagship\" has the role \"assistant\"; tasks without an owner: 2".to_owned();
    let without = "2 tasks have no `role`, so nobody owns them; this is the first".to_owned();
    assert_eq!(warnings(&text("operator = \"小王\"")), [(6, vacant), (26, without.clone())]);
    assert_eq!(warnings(&text("operator = \"小王\", assistant = \"小李\"")), [(26, without)]);
    let one = text("operator = \"小王\", assistant = \"小李\"").replace("[[area.task]]\nid = \"f\"\n", "");
    assert_eq!(warnings(&one), [(26, "this task has no `role`, so nobody owns it".to_owned())]);
}

#[test]
fn the_rest() {
    let text = "id = \"shop\"\n[[area]]\nid = \"a\"\n[[area]]\nid = \"b\"\n[[area.task]]\nid = \"c\"\n";
    assert_eq!(warnings(text), [(3, "the area \"a\" has no tasks".to_owned())]);
    let root = SourceFile { name: "ops.toml".to_owned(), text: text.to_owned() };
    let reading = read(root, &mut |_| Err(io::ErrorKind::NotFound.into()), "Nowhere/Land");
    let text = "the checklist sets no time zone, and the one used instead, \"Nowhere/Land\", is unknown";
    assert_eq!(reading.problems[0].text.in_lang(Lang::En), text);
    assert!(reading.checklist.is_none(), "an unknown zone never becomes UTC");
}

/// Returns the warnings for one task on 2026-11-25 if a review is requested.
fn reviewed(top: &str, task: &str) -> Vec<String> {
    let text = format!("id = \"shop\"\n{top}\n[[area]]\nid = \"daily\"\n[[area.task]]\nid = \"check\"\n{task}\n");
    let bundle = Bundle { files: vec![SourceFile { name: "ops.toml".to_owned(), text: text.clone() }] };
    let now = "2026-11-25T10:00:00+08:00".parse().expect("an instant");
    let reading = review(bundle, "Asia/Shanghai", now);
    assert!(reading.checklist.is_some(), "{text}\n{:#?}", reading.problems);
    // Every command reads the checklist, so an ordinary read does not warn about this.
    assert_eq!(warnings(&text), [], "{text}");
    reading.problems.iter().map(|problem| problem.text.in_lang(Lang::En).to_owned()).collect()
}

#[test]
fn what_has_no_effect() {
    let check = |task: &str, expected: &[&str]| {
        let expected: Vec<String> = expected.iter().map(|word| format!("\"{word}\" has no effect")).collect();
        let found = reviewed("[[period]]\nid = \"sale\"\ndays = \"12-01..12-12\"\nlead = 3", task);
        let found: Vec<&str> = found.iter().filter_map(|text| text.split(':').next()).collect();
        assert_eq!(found, expected, "{task}");
    };
    check("on = [\"mon\", \"mon\"]", &["mon"]);
    check("on = [\"mon-fri\", \"tue\"]", &["tue"]);
    check("on = [\"tue\", \"mon-fri\"]", &["tue"]);
    check("on = [\"mon-wed\", \"wed-fri\"]", &[]);
    check("on = [\"mon-wed\", \"wed-fri\", \"tue-thu\"]", &["tue-thu"]);
    check("on = [\"mon-fri\", \"workday\"]", &["workday"]);
    check("on = [\"mon-fri\", \"2026-11-27\"]", &["2026-11-27"]);
    check("on = [\"mon-fri\", \"2026-11-28\"]", &[]);
    check("on = [\"12-01..12-12\", \"12-12\"]", &["12-12"]);
    check("on = [\"sale\", \"12-05\"]", &["12-05"]);
    check("on = [\"sale\", \"before sale\"]", &[]);
    check("on = [\"day 1\", \"day -31\"]", &["day -31"]);
    check("on = [\"day 1\", \"first mon\"]", &[]);
    check("on = [\"daily\", \"mon\"]", &["mon"]);
    check("on = [\"周三\", \"周一三五\"]", &["周三"]);
    check("on = \"周一三五\"", &[]);
    check("on = [\"mon\", \"every 2 weeks from 2030-01-07\"]", &["every 2 weeks from 2030-01-07"]);
    check("on = [\"mon\", \"2027-01-06\"]\nuntil = \"2026-12-31\"", &["2027-01-06"]);
    check("on = \"mon-fri\"\nexcept = \"sat\"", &["sat"]);
    check("on = \"mon-fri\"\nexcept = [\"fri\", \"sat-sun\"]", &["sat-sun"]);
    check("on = \"mon-fri\"\nexcept = \"2026-11-28\"", &["2026-11-28"]);
    check("on = \"mon-fri\"\nexcept = \"2026-11-27\"", &[]);
    // A past exclusion still explains past days.
    check("except = \"2026-02-06..2026-02-12\"", &[]);
    check("except = \"2026-02-06..2026-02-12\"\nfrom = \"2026-06-01\"", &["2026-02-06..2026-02-12"]);
    check("except = [\"sat\", \"sat\"]", &["sat"]);
}

#[test]
fn what_is_over() {
    let check = |top: &str, task: &str, expected: &[&str]| {
        let found = reviewed(top, task);
        let found: Vec<&str> =
            found.iter().filter_map(|text| text.strip_suffix(": it has no days from 2026-11-25 on")).collect();
        assert_eq!(found, expected, "{top} {task}");
    };
    let task = "\"check\" is over";
    check("", "until = \"2026-11-24\"", &[task]);
    check("", "until = \"2026-11-25\"", &[]);
    check("", "on = \"mon\"\nuntil = \"2026-11-29\"", &[task]);
    check("", "on = \"mon\"\nuntil = \"2026-11-30\"", &[]);
    check("", "on = \"2025-12-12\"", &[task]);
    check("", "on = [\"2025-12-12\", \"2026-12-12\"]", &[]);
    check("", "on = \"12-12\"", &[]);
    check("", "from = \"2030-01-01\"", &[]);
    // The day is the business day, not the calendar day.
    check("day_start = \"11:00\"", "until = \"2026-11-24\"", &[]);
    let period = |days: &str| format!("[[period]]\nid = \"sale\"\ndays = {days}");
    check(&period("\"2025-12-01..2025-12-12\""), "", &["the period \"sale\" is over"]);
    check(&period("\"2025-12-01..2025-12-12\""), "on = \"sale\"", &["the period \"sale\" is over", task]);
    check(&period("[\"2025-12-01..2025-12-12\", \"2026-11-25\"]"), "on = \"sale\"", &[]);
    check(&period("\"12-01..12-12\""), "on = \"sale\"", &[]);
}
