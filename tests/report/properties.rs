//! Properties of every report: sums over days, areas, tasks, persons and sites equal the total.

use crate::common;
use crate::few_acts;
use common::checklist;
use few_acts::{report, report_on};
use ops::checklist::Checklist;
use ops::journal::Act;
use ops::language::Lang;
use ops::render::sheet::Body;
use ops::report::sheet::Shown;
use ops::report::{Counts, Report, TaskCounts};
use ops::status::{Filter, NamedTask};
use ops::{calendar::Instant, demo};
use proptest::prelude::*;

const TEAM: &str = r#"
id = "shop"
timezone = "Asia/Shanghai"
hours = ["08:20-12:00", "13:00-20:30"]

[roles]
operator = "运营"
assistant = "助理"

[[site]]
id = "flagship"
people = { operator = "小王", assistant = "小李" }

[[site]]
id = "outlet"
people = { operator = "小赵" }

[[absence]]
person = "小李"
days = "2026-11-24"
stand_in = "小王"

[[absence]]
person = "小赵"
days = "2026-11-25"
reason = "病假"

[[area]]
id = "one"

[[area.task]]
id = "check"
at = ["08:30-09:00", "14:00-15:00"]
role = "operator"
steps = ["a", "b"]

[[area.task]]
id = "watch"
every = "30m"
role = "assistant"

[[area]]
id = "two"

[[area.task]]
id = "point"
at = "20:20"

[[area.task]]
id = "any"
role = "operator"
sites = ["outlet"]
field = [{ id = "a", target = { week = 700 } }]
"#;

fn made(team: &Checklist, seed: u64, minutes: i64) -> (Vec<Act>, Instant, Report) {
    let days: Vec<_> = common::day("2026-11-23").iter_days().take(3).collect();
    let now = common::instant("2026-11-23T04:00") + chrono::TimeDelta::minutes(minutes);
    let drafts = days.iter().flat_map(|day| {
        team.site_ids()
            .into_iter()
            .flat_map(move |site| demo::acts(team, site, *day, seed, (now, Lang::Zh)))
            .collect::<Vec<_>>()
    });
    // These reports are made without one-offs.
    let is_planned = |draft: &ops::journal::Draft| {
        draft.facts.iter().all(|fact| fact.occurrence().is_none_or(|of| !of.task.starts_with('+')))
    };
    let acts: Vec<Act> = (1..).zip(drafts.filter(is_planned)).map(|(n, draft)| draft.numbered(n, None)).collect();
    let report = report(team, &days, &acts, now);
    (acts, now, report)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn parts_sum_to_the_whole(seed in any::<u64>(), minutes in 0..6000_i64) {
        let team = checklist(TEAM);
        let (_, _, told) = made(&team, seed, minutes);
        let sum = |parts: &mut dyn Iterator<Item = Counts>| parts.fold(Counts::default(), |mut sum, it| { sum += it; sum });
        prop_assert_eq!(sum(&mut told.days.iter().map(|(_, counts)| *counts)), told.total);
        prop_assert_eq!(sum(&mut told.areas.iter().map(|area| area.counts)), told.total);
        prop_assert_eq!(sum(&mut told.tasks.iter().map(|task| task.counts)), told.total);
        prop_assert_eq!(sum(&mut told.persons.iter().map(|(_, person)| person.counts)), told.total);
        prop_assert_eq!(sum(&mut told.sites.iter().map(|site| site.counts)), told.total);
        let by_others: u64 = told.persons.iter().map(|(_, person)| person.done_by_others).sum();
        let for_others: u64 = told.persons.iter().map(|(_, person)| person.done_for_others).sum();
        prop_assert_eq!(by_others, for_others);
    }

    #[test]
    fn the_parts_of_a_filter_sum_to_the_whole(seed in any::<u64>(), minutes in 0..6000_i64) {
        let team = checklist(TEAM);
        let (acts, now, told) = made(&team, seed, minutes);
        let days: Vec<_> = common::day("2026-11-23").iter_days().take(3).collect();
        let only = |filter: Filter| report_on(&team, &days, &acts, now, filter);
        let person = |name: Option<&str>| Filter { persons: vec![name.map(str::to_owned)], tasks: Vec::new() };
        let task = |id: &str| NamedTask { id: id.to_owned(), title: String::new() };

        // 小周 only helps others.
        let names = [None, Some("小王"), Some("小李"), Some("小赵"), Some("小周")];
        let of_persons: Vec<Report> = names.into_iter().map(|name| only(person(name))).collect();
        let of_tasks = ["check", "watch", "point", "any"].map(|id| only(Filter { tasks: vec![task(id)], ..Filter::default() }));
        for parts in [&of_persons[..], &of_tasks[..]] {
            let total = parts.iter().fold(Counts::default(), |mut sum, part| { sum += part.total; sum });
            prop_assert_eq!(total, told.total);
            let length = |of: fn(&Report) -> usize| (parts.iter().map(of).sum::<usize>(), of(&told));
            for (parts, whole) in [
                length(|it| it.lists.missed.len()),
                length(|it| it.lists.late.len()),
                length(|it| it.lists.skipped.len()),
                length(|it| it.lists.excused.len()),
                length(|it| it.lists.returned.len()),
                length(|it| it.lists.unplanned.len()),
                length(|it| it.values.iter().map(|field| field.total().count as usize).sum()),
            ] {
                prop_assert_eq!(parts, whole);
            }
        }
        // A person's row is the same in the whole report and in the person's own report, which has no other row.
        for (name, own) in names.iter().zip(&of_persons) {
            let row = |report: &Report| {
                report.persons.iter().find(|(known, _)| known.as_deref() == *name).map(|(_, counts)| *counts).unwrap_or_default()
            };
            prop_assert_eq!(row(own), row(&told));
            prop_assert!(own.persons.iter().all(|(known, _)| known.as_deref() == *name));
        }
        // Persons and tasks must both hold, and several persons are added up.
        let both = only(Filter { tasks: vec![task("check")], ..person(Some("小王")) });
        let counts = |report: &Report| report.task("check").map(|it| it.counts).unwrap_or_default();
        prop_assert_eq!((both.total, counts(&both)), (counts(&of_persons[1]), counts(&of_persons[1])));
        let everybody = only(Filter { persons: names.map(|name| name.map(str::to_owned)).to_vec(), tasks: Vec::new() });
        prop_assert_eq!((everybody.total, &everybody.persons), (told.total, &told.persons));
    }

    #[test]
    fn figures_and_lists_agree(seed in any::<u64>(), minutes in 0..6000_i64) {
        let team = checklist(TEAM);
        let (_, _, told) = made(&team, seed, minutes);
        let all = told.total.all();
        prop_assert_eq!(told.lists.missed.len() as u64, all.not_done());
        prop_assert_eq!(told.lists.late.len() as u64, all.late);
        prop_assert_eq!(told.lists.skipped.len() as u64, all.skipped);
        prop_assert_eq!(told.lists.excused.len() as u64, all.excused);
        prop_assert_eq!(told.lists.returned.len() as u64, all.returned);
        prop_assert!(all.backfilled_on_time <= all.backfilled);
        prop_assert!(all.punctuality_without_backfills().of <= all.punctuality().of);
        prop_assert!(all.punctuality().of <= all.completion().of && all.completion().of <= all.required());
        for counts in told.tasks.iter().map(|task| task.counts) {
            let other = if counts.checks == Default::default() { counts.watches } else { counts.checks };
            prop_assert_eq!(counts.all(), other, "a task is one of the two");
        }
    }

    #[test]
    fn the_grid_has_every_task_of_which_anything_counts(seed in any::<u64>(), minutes in 0..6000_i64) {
        let team = checklist(TEAM);
        let (_, _, told) = made(&team, seed, minutes);
        let shown = Shown { lang: Lang::En, by: Vec::new(), most: None, in_full: true, as_page: false, as_lists: false };
        let document = ops::report::sheet::document(&told, &shown);
        let grid = document.sections.iter().find_map(|section| match &section.body {
            Body::Grid(grid) => Some(&grid.table),
            _ => None,
        });
        let counts = |task: &&TaskCounts| task.counts.all().required() + task.counts.all().excused > 0;
        let rows = grid.map_or(0, |table| table.rows().filter(|row| !row.strong).count());
        prop_assert_eq!(rows, told.tasks.iter().filter(counts).count());
    }

    #[test]
    fn the_order_of_the_acts_makes_no_difference(seed in any::<u64>()) {
        let team = checklist(TEAM);
        let (mut acts, now, told) = made(&team, seed, 5000);
        acts.reverse();
        let days: Vec<_> = told.days.iter().map(|(day, _)| *day).collect();
        let again = report(&team, &days, &acts, now);
        prop_assert_eq!(ops::report::form::write(&told), ops::report::form::write(&again));
    }
}

#[test]
fn a_seed_makes_the_same_history_for_ever() {
    let team = checklist(TEAM);
    let (acts, _, told) = made(&team, 7, 5000);
    let (again, ..) = made(&team, 7, 5000);
    assert_eq!(acts, again);
    let (others, ..) = made(&team, 8, 5000);
    assert_ne!(acts, others);
    // Fixed counts: a change of these would change everyone's demo.
    assert_eq!((acts.len(), told.total.all().required()), (152, 157));
}
