//! The built-in plan of work beyond the single day, included in the day's checklist or used alone.

use crate::builtin;
use builtin::{tasks, values};
use chrono::{Days, NaiveDate};
use ops::checklist::{BUILTINS, Builtin, BuiltinKind, SourceFile, read};
use ops::language::Lang;
use serde_json::Value;
use std::collections::HashSet;
use std::io;

/// Returns the day's checklist and the plan in one language.
fn both(lang: Lang) -> (&'static Builtin, &'static Builtin) {
    let plan = BUILTINS.iter().find(|builtin| builtin.kind == BuiltinKind::Plan && builtin.lang == lang);
    (Builtin::in_lang(lang).expect("a day"), plan.expect("a plan"))
}

/// Returns the ids of tables.
fn ids(tables: impl IntoIterator<Item = Value>) -> HashSet<String> {
    tables.into_iter().map(|table| table["id"].as_str().expect("an id").to_owned()).collect()
}

#[test]
fn the_day_takes_the_plan_in_as_its_tutorial_offers() {
    for lang in [Lang::Zh, Lang::En] {
        let (day, plan) = both(lang);
        let line = format!("include = [\"{}\"]", BuiltinKind::Plan.file());
        let text = day.text.replace(&format!("#: {line}"), &line);
        assert_ne!(text, day.text, "{} does not offer {line}", day.name);
        let mut open = |name: &str| match name == BuiltinKind::Plan.file() {
            true => Ok(plan.text.as_bytes().to_vec()),
            false => Err(io::ErrorKind::NotFound.into()),
        };
        let reading = read(SourceFile { name: "ops.toml".into(), text }, &mut open, "UTC");
        assert!(reading.problems.is_empty(), "{}: {:#?}", plan.name, reading.problems);
        assert_eq!(reading.checklist.expect("a checklist").tasks().count(), 38 + 27);
    }
}

#[test]
fn it_has_its_own_tasks_and_areas_and_the_days_roles_and_hours() {
    for lang in [Lang::Zh, Lang::En] {
        let (day, plan) = both(lang);
        let (day, plan) = (values(day.text), values(plan.text));
        let own_tasks = ids(tasks(&plan).into_iter().cloned());
        assert!(own_tasks.is_disjoint(&ids(tasks(&day).into_iter().cloned())), "{own_tasks:?}");
        let areas = |list: &Value| ids(list["area"].as_array().expect("areas").clone());
        assert!(areas(&plan).is_disjoint(&areas(&day)), "{:?}", areas(&plan));
        for key in ["roles", "windows", "timezone", "day_start", "grace", "hours"] {
            assert_eq!(plan[key], day[key], "{key}");
        }
    }
}

#[test]
fn figures_are_fields_and_none_is_required() {
    let plan = values(both(Lang::Zh).1.text);
    let found: Vec<String> = tasks(&plan)
        .into_iter()
        .flat_map(|task| task["field"].as_array().into_iter().flatten().map(move |field| (task, field)))
        .map(|(task, field)| {
            assert_eq!(field["required"], Value::Null, "a tick must stay quick");
            let name = format!("{}.{}", task["id"].as_str().expect("an id"), field["id"].as_str().expect("an id"));
            let limits = ["min", "max", "max_width", "warn_below", "warn_above"];
            let limits =
                limits.iter().filter(|key| !field[**key].is_null()).map(|key| format!(" {key} {}", field[*key]));
            format!("{name}: {}{}", field["type"].as_str().expect("a type"), limits.collect::<String>())
        })
        .collect();
    assert_eq!(
        found,
        [
            "year-goal.goal: number min 0",
            "quarter-goal.goal: number min 0",
            "month-goal.goal: number min 0",
            "week-goal.goal: number min 0",
            "day-goal.goal: number min 0",
            "day-goal.revenue: number min 0",
            "week-review.visitors: integer min 0",
            "week-review.buyers: integer min 0",
            "week-review.paid: number min 0",
            "sell-through.sold: integer min 0",
            "sell-through.online: integer min 0 warn_below 10",
            "month-review.goal: number min 0",
            "month-review.revenue: number min 0",
            "month-review.spend: number min 0",
            "month-profit.profit: number warn_below 0",
            "dead-stock.unsold: integer min 0",
            "dead-stock.all: integer min 0",
            "new-items.count: integer min 0 warn_below 1",
            "listing-check.title: text max_width 60",
            "listing-check.seconds: integer min 1 max 60 warn_below 9 warn_above 30",
            "clear-out.removed: integer min 0",
            "event-plan.goal: number min 0",
            "event-stock.short: integer min 0 warn_above 0",
            "event-review.revenue: number min 0",
            "event-review.visitors: integer min 0",
            "event-review.buyers: integer min 0",
            "launch-traffic.visitors: integer min 0",
            "launch-sales.visitors: integer min 0",
            "launch-sales.orders: integer min 0 warn_below 1",
            "launch-balance.visitors: integer min 0",
            "launch-balance.conversion: number min 0 max 100",
            "launch-review.reached: yesno",
        ]
    );
}

/// A campaign is planned on the first day of its preparation: the dates of `event-plan` follow from `days` and `lead`.
#[test]
fn campaigns_are_planned_when_their_preparation_begins() {
    let plan = values(both(Lang::Zh).1.text);
    let planned = tasks(&plan).into_iter().find(|task| task["id"] == "event-plan").expect("a task")["on"].clone();
    let begins = |id: &str| {
        let period = plan["period"].as_array().expect("periods").iter().find(|period| period["id"] == id).expect(id);
        let first = period["days"].as_str().and_then(|days| days.split("..").next()).expect("days");
        let dated = if first.len() == 5 { format!("2026-{first}") } else { first.to_owned() };
        let lead = Days::new(period["lead"].as_u64().expect("a lead"));
        NaiveDate::parse_from_str(&dated, "%Y-%m-%d").expect("a date") - lead
    };
    let yearly = ["double-11", "double-12", "mid-year"].map(|id| begins(id).format("%m-%d").to_string());
    assert_eq!(planned.as_array().expect("days")[..3], yearly.map(Value::from));
    // New Year's Day and the holiday after it are not planning days.
    assert_eq!(
        (begins("new-year-goods"), &planned[3]),
        (NaiveDate::from_ymd_opt(2027, 1, 1).unwrap(), &"2027-01-04".into())
    );
}
