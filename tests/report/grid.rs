//! The grid of tasks and days adds up in the page and in the spreadsheet, and has all tasks.

use crate::seeded;
use calamine::{Data, Reader, Xlsx};
use seeded::{NOW, home, json, of_checklist, ops, stdout};
use serde_json::Value;
use std::fs;
use std::io::Cursor;

/// Returns the grid of a page: the cells of each task, then the totals.
fn grid_of_page(page: &str) -> Vec<Vec<String>> {
    let grid = page.split_once("<div class=\"grid\">").unwrap().1.split_once("</table>").unwrap().0;
    let plain = |cell: &str| {
        let cell = cell.replace("<wbr>", "");
        cell.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text).collect::<String>()
    };
    let rows = grid.split("<tr").filter(|row| row.contains("<td"));
    rows.map(|row| row.split("<td").skip(1).map(|cell| plain(&format!("<td{cell}"))).collect()).collect()
}

/// Returns the done and required counts that a cell stands for.
fn done_of(cell: &str) -> (u64, u64) {
    match cell {
        "" | "–" => (0, 0),
        "✓" | "L" => (1, 1),
        "✗" | "!" | "»" => (0, 1),
        counts => {
            let counts = counts.split(' ').next().unwrap_or_default();
            let (done, required) = counts.split_once('/').unwrap_or_else(|| panic!("{counts}"));
            (done.parse().unwrap(), required.parse().unwrap())
        }
    }
}

/// Returns the done and required counts of each row of a JSON report.
fn all_done(rows: &Value) -> Vec<(u64, u64)> {
    let of = |row: &Value, name: &str| row["all"][name].as_u64().unwrap();
    rows.as_array().unwrap().iter().map(|row| (of(row, "done"), of(row, "required"))).collect()
}

fn sum<'a>(cells: impl Iterator<Item = &'a (u64, u64)>) -> (u64, u64) {
    cells.fold((0, 0), |sum, cell| (sum.0 + cell.0, sum.1 + cell.1))
}

#[test]
fn the_grid_adds_up_to_its_tasks_and_days() {
    let home = home();
    for site in [None, Some("flagship")] {
        let of_site = site.map_or(vec![], |site| vec!["--site", site]);
        let form = |form: &str| {
            stdout(home.path(), NOW, &[&["report", "2026-W48", "--format", form], of_site.as_slice()].concat())
        };
        let report = json(home.path(), &[&["2026-W48"], of_site.as_slice()].concat());
        let page = grid_of_page(&String::from_utf8(form("html")).unwrap());
        let (totals, tasks) = page.split_last().unwrap();
        let tasks: Vec<Vec<(u64, u64)>> =
            tasks.iter().map(|row| row.iter().map(|cell| done_of(cell)).collect()).collect();
        assert_eq!(tasks.iter().map(|row| row[7]).collect::<Vec<_>>(), all_done(&report["tasks"]));
        assert!(tasks.iter().all(|row| sum(row[..7].iter()) == row[7]), "{tasks:?}");
        let days = all_done(&report["days"]);
        assert_eq!(totals[..7].iter().map(|cell| done_of(cell)).collect::<Vec<_>>(), days);
        for (at, day) in days.iter().enumerate() {
            assert_eq!(sum(tasks.iter().map(|row| &row[at])), *day, "day {at}");
            // A report on this day alone has the same counts for each task.
            let date = report["days"][at]["day"].as_str().unwrap();
            let alone = json(home.path(), &[&[date], of_site.as_slice()].concat());
            let on_day: Vec<(u64, u64)> = tasks.iter().map(|row| row[at]).filter(|cell| cell.1 > 0).collect();
            assert_eq!(on_day, all_done(&alone["tasks"]).into_iter().filter(|it| it.1 > 0).collect::<Vec<_>>());
        }

        let mut book = Xlsx::new(Cursor::new(form("xlsx"))).unwrap();
        let sheet = book.worksheet_range("By task").unwrap();
        let rows = sheet.rows().skip(1).filter(|row| row[1..8].iter().any(|cell| *cell != Data::Empty));
        let rows = rows.take(tasks.len()).map(|row| row[1..8].iter().chain([&row[9]]));
        let shown: Vec<Vec<String>> = rows.map(|row| row.map(ToString::to_string).collect()).collect();
        let share = |cell: &String| match done_of(cell) {
            (done, required) if required > 0 && cell.contains('/') => (done as f64 / required as f64).to_string(),
            _ => cell.clone(),
        };
        let expected: Vec<Vec<String>> =
            page[..tasks.len()].iter().map(|row| row.iter().map(share).collect()).collect();
        assert_eq!(shown, expected, "the same in the spreadsheet, shares as numbers");
    }
}

#[test]
fn a_task_that_moves_before_anything_counts_stays_in_the_grid() {
    let task = "\n[[area.task]]\nid = \"t\"\ntitle = \"Count\"\nat = \"08:30-09:00\"\nfield = [{ id = \"n\", target = { week = 10 } }]\n";
    let other = |id: &str| format!("\n[[area.task]]\nid = \"{id}\"\nat = \"20:00-21:00\"\n");
    let head = "id = \"shop\"\ntimezone = \"Asia/Shanghai\"\n";
    let before = format!(
        "{head}\n[[area]]\nid = \"a\"\ntitle = \"First\"\n{task}{}\n[[area]]\nid = \"b\"\ntitle = \"Second\"\n{}",
        other("u"),
        other("v")
    );
    let after = format!(
        "{head}\n[[area]]\nid = \"a\"\ntitle = \"First\"\n{}\n[[area]]\nid = \"c\"\ntitle = \"Third\"\n{}{}",
        other("u"),
        task.replace("Count", "Count again"),
        other("v")
    );
    let home = of_checklist(&before);
    ops(home.path(), "2026-11-22T20:00", &["adopt"]);
    ops(home.path(), "2026-11-23T08:40", &["done", "t"]);
    fs::write(home.path().join("ops.toml"), after).unwrap();
    ops(home.path(), "2026-11-24T08:00", &["adopt"]);
    let check = |now: &str, count: usize, told: &[&str]| {
        let page = String::from_utf8(stdout(home.path(), now, &["report", "this", "--format", "html"])).unwrap();
        let rows = grid_of_page(&page);
        let (totals, rows) = rows.split_last().unwrap();
        let grid = page.split_once("<div class=\"grid\">").unwrap().1.split_once("</table>").unwrap().0;
        assert!(told.iter().all(|text| grid.contains(text)), "{now}: {told:?} {grid}");
        assert_eq!(rows.len(), count, "{now}: {rows:?}");
        for at in 0..8 {
            assert_eq!(sum(rows.iter().map(|row| done_of(&row[at])).collect::<Vec<_>>().iter()), done_of(&totals[at]));
        }
        page
    };
    let page = check("2026-11-24T08:10", 3, &["First", "Second", "Count", ">u<", ">v<"]);
    assert!(!page.contains("Third") && !page.contains("Count again"), "nothing of these has ended yet");
    check("2026-11-24T09:10", 3, &["First", "Third", "Count again"]);
}
