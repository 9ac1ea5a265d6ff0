//! Entered values, targets and measures: exact, pooled, and undefined if there is nothing to divide by.

use crate::common;
use crate::few_acts;
use common::{act, at, checklist, day, instant, of};
use few_acts::report;
use ops::checklist::Checklist;
use ops::journal::{Act, Fact};
use ops::language::Lang;
use ops::render::sheet::{Light, Topic};
use ops::report::Report;
use std::collections::BTreeMap;

fn ads() -> Checklist {
    checklist(
        r#"
id = "shop"
timezone = "Asia/Shanghai"

[[measure]]
id = "roas"
of = "review.revenue"
per = "review.spend"
warn_below = 2

[[measure]]
id = "share"
of = "review.spend"
per = "review.revenue"
percent = true

[[measure]]
id = "mean"
of = "review.revenue"
per = "count"

[[measure]]
id = "daily"
of = "review.revenue"
per = "days"

[[measure]]
id = "sum"
of = "review.revenue"
unit = "元"

[[area]]
id = "all"

[[area.task]]
id = "review"
at = "08:30-09:00"
field = [
  { id = "spend", min = 0 },
  { id = "revenue", unit = "元", min = 0, target = { month = 30000 } },
  { id = "mood", type = "choice", choices = ["好", "差"] },
  { id = "fine", type = "yesno" },
  { id = "title", type = "text" },
]
"#,
    )
}

fn entered(id: u128, on: &str, values: &[(&str, &str)]) -> Act {
    let when = format!("{on}T08:40");
    let values: BTreeMap<String, String> = values.iter().map(|(id, value)| ((*id).into(), (*value).into())).collect();
    let fact = Fact::Tick { of: of("review", "08:30"), at: at(&when), steps: None, values };
    Act { day: day(on), ..act(id, "小李", &when, vec![fact]) }
}

fn week(acts: &[Act], now: &str) -> Report {
    let days: Vec<_> = day("2026-11-23").iter_days().take(7).collect();
    report(&ads(), &days, acts, instant(now))
}

fn measure(report: &Report, id: &str) -> Option<String> {
    let measured = report.measures.iter().find(|it| it.measure.id == id).expect("a measure");
    measured.total.value(&measured.measure).map(|value| value.to_string())
}

#[test]
fn measures_are_sums_over_sums() {
    // Ratios of 10 on one day and 0.1 on another: their mean would be 5.05.
    let acts = [
        entered(1, "2026-11-23", &[("spend", "1"), ("revenue", "10")]),
        entered(2, "2026-11-24", &[("spend", "10"), ("revenue", "1")]),
    ];
    let told = week(&acts, "2026-12-01T12:00");
    assert_eq!(measure(&told, "roas").as_deref(), Some("1"));
    assert_eq!(measure(&told, "share").as_deref(), Some("100"));
    assert_eq!(measure(&told, "mean").as_deref(), Some("5.5"));
    // Seven days, five of them without values: 11 ÷ 7, rounded half away from zero.
    assert_eq!(measure(&told, "daily").as_deref(), Some("1.5714"));
    assert_eq!(measure(&told, "sum").as_deref(), Some("11"));
    assert!(told.measures[0].total.beyond(&told.measures[0].measure).is_some(), "below 2");
}

#[test]
fn divided_by_nothing_there_is_no_figure() {
    let none = week(&[], "2026-12-01T12:00");
    for id in ["roas", "share", "mean", "sum", "daily"] {
        assert_eq!(measure(&none, id), None, "{id}");
    }
    let free = week(&[entered(1, "2026-11-23", &[("spend", "0"), ("revenue", "5")])], "2026-12-01T12:00");
    assert_eq!(measure(&free, "roas"), None);
    assert_eq!(measure(&free, "share").as_deref(), Some("0"));
}

#[test]
fn values_are_exact_and_the_latest_stands() {
    let acts = [
        entered(1, "2026-11-24", &[("revenue", "0.1"), ("mood", "好"), ("fine", "yes"), ("title", "二")]),
        entered(2, "2026-11-23", &[("revenue", "0.2"), ("mood", "差"), ("fine", "no"), ("title", "一")]),
        entered(3, "2026-11-25", &[("revenue", "1000000000000000000.7"), ("mood", "好")]),
        // Amended: the latest value of an occurrence counts.
        Act { recorded_at: at("2026-11-25T09:00"), ..entered(4, "2026-11-25", &[("revenue", "0.5")]) },
    ];
    let told = week(&acts, "2026-12-01T12:00");
    let field = |id: &str| told.values.iter().find(|it| &*it.id == id).expect("a field").total();
    let revenue = field("revenue");
    let numbers = revenue.numbers.expect("numbers");
    let text = |number: Option<rust_decimal::Decimal>| number.map(|number| number.normalize().to_string());
    assert_eq!((numbers.count, text(numbers.sum).as_deref()), (3, Some("0.8")));
    assert_eq!((text(Some(numbers.min)).as_deref(), text(Some(numbers.max)).as_deref()), (Some("0.1"), Some("0.5")));
    assert_eq!(text(numbers.mean()).as_deref(), Some("0.2667"));
    assert_eq!(revenue.last.map(|last| last.text).as_deref(), Some("0.5"));
    assert_eq!(field("mood").choices, BTreeMap::from([("好".to_owned(), 2), ("差".to_owned(), 1)]));
    assert_eq!(field("fine").choices, BTreeMap::from([("no".to_owned(), 1), ("yes".to_owned(), 1)]));
    assert_eq!(field("title").last.map(|last| last.text).as_deref(), Some("二"));
    let order: Vec<&str> = told.values.iter().map(|it| &*it.id).collect();
    assert_eq!(order, ["revenue", "mood", "fine", "title"], "the checklist's order");
}

#[test]
fn a_sum_beyond_the_digits_is_not_told() {
    let large = "79228162514264337593543950335";
    let acts = [entered(1, "2026-11-23", &[("revenue", large)]), entered(2, "2026-11-24", &[("revenue", "0.1")])];
    let told = week(&acts, "2026-12-01T12:00");
    let revenue = told.values.iter().find(|it| &*it.id == "revenue").expect("a field").total();
    assert_eq!(revenue.numbers.expect("numbers").sum, None);
    assert_eq!(measure(&told, "sum"), None);
}

#[test]
fn a_target_is_for_the_range_and_for_its_days_so_far() {
    let check = |acts: &[Act], now: &str, range: &str, so_far: &str| {
        let told = week(acts, now);
        let revenue = told.values.iter().find(|it| &*it.id == "revenue").expect("a field").total();
        let target = revenue.target().expect("a target");
        assert_eq!((target.range.to_string(), target.so_far.to_string()), (range.into(), so_far.into()), "{now}");
    };
    // Seven days at 1/30 of November's target each.
    check(&[], "2026-12-01T12:00", "7000", "7000");
    check(&[], "2026-11-25T12:00", "7000", "2000");
    // The current day counts once its value is entered.
    check(&[entered(1, "2026-11-25", &[("revenue", "5")])], "2026-11-25T12:00", "7000", "3000");
    check(&[], "2026-11-22T12:00", "7000", "0");
}

/// At 08:40 the window is still open, and nothing is completed yet.
#[test]
fn values_count_as_soon_as_they_are_entered() {
    let acts = [entered(1, "2026-11-23", &[("spend", "100"), ("revenue", "300")])];
    let told = week(&acts, "2026-11-23T08:41");
    assert_eq!(told.total.all().required(), 0);
    let value = |id: &str| measure(&told, id);
    assert_eq!(value("roas").as_deref(), Some("3"));
    assert_eq!(value("daily").as_deref(), Some("300"));
    assert_eq!(value("sum").as_deref(), Some("300"));
    let rows: Vec<u64> = told.persons.iter().map(|(_, row)| row.counts.all().required()).collect();
    assert_eq!((told.areas.len(), rows), (0, vec![]), "a value alone makes no row of figures");
    // Later, the same values count only once.
    assert_eq!(measure(&week(&acts, "2026-11-23T09:00"), "daily").as_deref(), Some("300"));
}

#[test]
fn a_field_out_of_bounds_is_named_with_its_worst_value() {
    let shop = checklist(
        r#"
id = "shop"
timezone = "Asia/Shanghai"

[[area]]
id = "all"

[[area.task]]
id = "review"
at = "08:30-09:00"
field = [
  { id = "score", warn_below = 4.6 },
  { id = "wait", warn_above = 60 },
  { id = "fine", warn_below = 1 },
  { id = "aimed", warn_below = 1, target = { month = 30 } },
]
"#,
    );
    let days: Vec<_> = day("2026-11-23").iter_days().take(3).collect();
    let values = |score: &str, wait: &str| {
        [("score", score), ("wait", wait), ("fine", "1"), ("aimed", "0")]
            .map(|(id, value)| (id.to_owned(), value.to_owned()))
    };
    let acts: Vec<Act> = [("4.5", "61"), ("4.59", "90"), ("4.6", "60")]
        .into_iter()
        .zip(["2026-11-23", "2026-11-24", "2026-11-25"])
        .zip(1..)
        .map(|(((score, wait), day), id)| {
            let values = values(score, wait);
            let values: Vec<(&str, &str)> = values.iter().map(|(id, value)| (id.as_str(), value.as_str())).collect();
            entered(id, day, &values)
        })
        .collect();
    let told = report(&shop, &days, &acts, instant("2026-11-26T05:00"));
    let beyond: Vec<_> =
        told.beyond().iter().map(|it| (&*it.field.1.id, it.worst.value.to_string(), it.light, it.count)).collect();
    assert_eq!(beyond, [("wait", "90".to_owned(), Light::Short, 2), ("score", "4.5".to_owned(), Light::Near, 2)]);
    // The worst value is not told as if it were the figure of the week.
    let page = ops::report::sheet::first_page(&told, Lang::En, None).overview.expect("a first page");
    let figures = page.blocks.iter().find(|block| block.topic == Topic::Figures).expect("figures");
    let rows: Vec<_> =
        figures.entries.iter().map(|it| (it.figure.text(Lang::En), it.detail.clone(), it.light)).collect();
    let row = |figure: &str, detail: &str| (figure.to_owned(), detail.to_owned(), None);
    let expected = [row("2 of 3", "above 60, highest 90 (Nov 24)"), row("2 of 3", "below 4.6, lowest 4.5 (Nov 23)")];
    assert!(expected.iter().all(|row| rows.contains(row)), "{rows:?}");
}
