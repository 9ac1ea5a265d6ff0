//! One seeded month in every format: valid by its schema, the same integers read back, always the same bytes.

use crate::{program, seeded};
use calamine::{Data, Reader, Xlsx};
use seeded::{NOW, home, json, of_checklist, ops, stdout};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;
use std::path::Path;

#[test]
fn it_is_valid_by_its_schema() {
    let schema: Value = serde_json::from_str(include_str!("../../docs/report.schema.json")).unwrap();
    jsonschema::meta::validate(&schema).expect("a schema of draft 2020-12");
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let home = home();
    for range in ["2026-11", "this", "today", "2030", "2020", "-3..last"] {
        let report = json(home.path(), &[range]);
        let errors: Vec<String> =
            validator.iter_errors(&report).map(|error| format!("{} at {}", error, error.instance_path())).collect();
        assert_eq!(errors, Vec::<String>::new(), "{range}");
    }
    let filtered = json(home.path(), &["2026-11", "--for", "nobody,Wang", "--task", "dsr", "--site", "flagship"]);
    assert!(validator.is_valid(&filtered));
    assert_eq!(filtered["for"], serde_json::json!([null, "Wang"]));
    assert_eq!((&filtered["task"][0], &filtered["site"][0]), (&"dsr".into(), &"flagship".into()));
    // The validation can fail: a missing member is found.
    let mut report = json(home.path(), &["2026-11"]);
    report["total"]["checks"].as_object_mut().unwrap().remove("late");
    assert!(!validator.is_valid(&report));
}

/// Returns the total counts from JSON: checks, watches, together.
fn figures(report: &Value) -> Vec<[String; 3]> {
    let names = [
        "required",
        "early",
        "on_time",
        "late",
        "missed",
        "missed_done_later",
        "overdue",
        "skipped",
        "excused",
        "returned",
        "backfilled",
    ];
    let of = |kind: &str, name: &str| report["total"][kind][name].to_string();
    names.map(|name| ["checks", "watches", "all"].map(|kind| of(kind, name))).to_vec()
}

#[test]
fn every_form_has_the_same_integers() {
    let home = home();
    let expected = figures(&json(home.path(), &["2026-11"]));
    assert!(expected.iter().filter(|row| row[2] != "0").count() >= 9, "the month has nearly everything: {expected:?}");

    let whole = |form: &str| {
        let text =
            String::from_utf8(stdout(home.path(), NOW, &["report", "2026-11", "--full", "--format", form])).unwrap();
        text.lines().map(str::to_owned).collect::<Vec<String>>()
    };
    // The first table has one count per row below its titles.
    let rows = |lines: &[String], split: fn(&str) -> Vec<String>, is_row: fn(&str) -> bool| {
        let rows =
            lines.iter().filter(|line| is_row(line)).map(|line| split(line)).skip_while(|row| row[0] != "Required");
        rows.take(11).map(|row| [row[1].clone(), row[2].clone(), row[3].clone()]).collect::<Vec<_>>()
    };
    let columns =
        |line: &str| line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).map(str::to_owned).collect();
    assert_eq!(rows(&whole("table"), columns, |line| line.contains("  ")), expected);
    let cells = |line: &str| line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect();
    assert_eq!(rows(&whole("markdown"), cells, |line| line.starts_with('|')), expected);

    // A page has them in its overview, for checks and watches together.
    let page = whole("html").join("\n");
    let together: Vec<u64> = expected.iter().map(|row| row[2].parse().unwrap()).collect();
    let [required, early, on_time, late, missed, made_up, overdue, skipped, ..] = together[..] else { panic!() };
    let legend = page.split_once("<p class=\"legend\">").unwrap().1.split_once("</p>").unwrap().0;
    let parts = [("Required", required), ("on time", early + on_time), ("late", late), ("skipped", skipped)];
    for (name, count) in parts.into_iter().chain([("not done", missed + made_up + overdue)]) {
        assert!(legend.contains(&format!("{name} <strong>{count}</strong>")), "{name} {count}: {legend}");
    }
    for done in [early + on_time + late, early + on_time] {
        assert!(page.contains(&format!("<span class=\"counts\">{done}/{required}</span>")), "{done}");
    }
}

/// Adds up the count columns of a CSV table.
fn added_up(csv: &str) -> Vec<[String; 3]> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let titles: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let first = titles.iter().position(|title| title == "Check: Required").unwrap();
    let mut sums = [[0_u64; 11]; 2];
    for record in reader.records() {
        let record = record.unwrap();
        for (kind, sums) in sums.iter_mut().enumerate() {
            for (at, sum) in sums.iter_mut().enumerate() {
                *sum += record[first + kind * 11 + at].parse::<u64>().unwrap();
            }
        }
    }
    (0..11).map(|at| [sums[0][at], sums[1][at], sums[0][at] + sums[1][at]].map(|sum| sum.to_string())).collect()
}

#[test]
fn csv_adds_up_to_the_total_whatever_its_rows_are() {
    let home = home();
    let expected = figures(&json(home.path(), &["2026-11"]));
    for by in ["day", "week", "month", "area", "task", "person", "site"] {
        let csv = stdout(home.path(), NOW, &["report", "2026-11", "--by", by, "--format", "csv"]);
        assert_eq!(added_up(&String::from_utf8(csv).unwrap()), expected, "by {by}");
    }
    let plain = stdout(home.path(), NOW, &["report", "2026-11", "--format", "csv"]);
    assert!(plain == stdout(home.path(), NOW, &["report", "2026-11", "--by", "task", "--format", "csv"]));
}

#[test]
fn the_spreadsheet_adds_up_to_the_total_whatever_its_rows_are() {
    let home = home();
    let expected = figures(&json(home.path(), &["2026-11"]));
    let by = "day,area,person,site";
    let bytes = stdout(home.path(), NOW, &["report", "2026-11", "--format", "xlsx", "--by", by]);
    let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
    for name in ["By day", "By area", "By person", "By site"] {
        let sheet = book.worksheet_range(name).unwrap();
        let titles: Vec<String> = sheet.rows().next().unwrap().iter().map(ToString::to_string).collect();
        // Each sheet has one table; its total, if any, is the row named Total.
        let (total, rows): (Vec<_>, Vec<_>) =
            sheet.rows().skip(1).partition(|row| row[0] == Data::String("Total".into()));
        let csv = |rows: &[&[Data]]| {
            let mut csv = csv::Writer::from_writer(Vec::new());
            csv.write_record(&titles).unwrap();
            let is_row = |row: &&&[Data]| row[0] != Data::Empty;
            rows.iter().filter(is_row).for_each(|row| csv.write_record(row.iter().map(ToString::to_string)).unwrap());
            String::from_utf8(csv.into_inner().unwrap()).unwrap()
        };
        assert_eq!(added_up(&csv(&rows)), expected, "{name}");
        assert_eq!(total.len(), 1, "{name}");
        assert_eq!(added_up(&csv(&total)), expected, "{name}");
    }
}

/// Returns a report in every format.
fn all_forms(home: &Path, now: &str, range: &str) -> Vec<Vec<u8>> {
    let forms = ["table", "markdown", "markdown-plain", "csv", "xlsx", "html", "json"];
    forms.iter().map(|form| stdout(home, now, &["report", range, "--format", form])).collect()
}

#[test]
fn a_week_that_is_over_stays_as_it_was() {
    let home = home();
    let before = all_forms(home.path(), NOW, "2026-W48");
    assert!(all_forms(home.path(), "2027-03-01T09:00", "2026-W48") == before, "months later");
    // The checklist is edited and adopted: tasks are removed; titles, the zone and the day's start change.
    let edited = "id = \"taobao\"\ntitle = \"other\"\ntimezone = \"Europe/Berlin\"\nday_start = \"06:00\"\n\n[[measure]]\nid = \"m\"\nof = \"t.f\"\n\n[[area]]\nid = \"a\"\n\n[[area.task]]\nid = \"t\"\nfield = [{ id = \"f\" }]\n";
    fs::write(home.path().join("ops.toml"), edited).unwrap();
    assert!(all_forms(home.path(), "2026-12-03T10:15", "2026-W48") == before, "edited, not adopted");
    ops(home.path(), "2026-12-03T10:15", &["adopt"]);
    assert!(all_forms(home.path(), "2026-12-03T10:15", "2026-W48") == before, "adopted");
    let report = json(home.path(), &["2026-11-30..2026-12-06"]);
    assert_eq!(report["foot"]["versions"].as_array().unwrap().len(), 1, "as of then the new text had not come");
    let told = stdout(home.path(), "2026-12-04T10:15", &["report", "2026-11-30..2026-12-06", "--json"]);
    let told: Value = serde_json::from_slice(&told).unwrap();
    assert_eq!(told["foot"]["versions"].as_array().unwrap().len(), 2);
    assert_eq!(
        told["foot"]["versions"][0]["days"],
        serde_json::json!([{ "first": "2026-11-30", "last": "2026-12-02" }])
    );
}

#[test]
fn as_of_leaves_out_what_came_later() {
    let home = home();
    let week = "2026-W48";
    let then = json(home.path(), &[week, "--as-of", "2026-11-30T04:00"]);
    let now = json(home.path(), &[week]);
    let later = now["foot"]["recorded_after"].as_u64().unwrap();
    assert!(later > 0, "the demo has records made afterwards");
    assert_eq!(then["foot"]["left_out"].as_u64(), Some(later));
    assert_eq!(then["foot"]["acts"].as_u64().unwrap() + later, now["foot"]["acts"].as_u64().unwrap());
    assert_eq!(now["one_offs"]["tasks"]["overdue"].as_u64(), Some(1), "carried on Sunday night, and told once");
    let open = now["one_offs"]["open"].as_array().unwrap();
    assert!(open.iter().any(|it| it["title"] == "Change the lamp"), "{open:?}");
    let midweek = json(home.path(), &[week, "--as-of", "2026-11-25T12:00"]);
    assert_eq!(midweek["cut_off"], "2026-11-25T12:00:00+08:00");
    assert_eq!(midweek["running"], true);
    let open = midweek["one_offs"]["open"].as_array().unwrap();
    assert!(open.iter().all(|it| it["title"] != "Change the lamp"), "not added by then");
    // Every act of the range was either read or left out, whatever its day.
    let acts = |report: &Value| report["foot"]["acts"].as_u64().unwrap() + report["foot"]["left_out"].as_u64().unwrap();
    assert_eq!(acts(&midweek), acts(&now));
    let before_all = json(home.path(), &[week, "--as-of", "2020-01-01T12:00"]);
    assert_eq!(acts(&before_all), acts(&now), "also on days without a checklist");
    // The previous period has the same counts as its own report.
    let previous = json(home.path(), &["2026-W47"]);
    assert_eq!(now["previous"]["all"], previous["total"]["all"]);
    // A later report as of that instant is the same.
    let seen = stdout(home.path(), "2026-11-25T12:00", &["report", week, "--json"]);
    let seen: Value = serde_json::from_slice(&seen).unwrap();
    assert_eq!(seen["days"].as_array().unwrap().len(), 3);
    assert_eq!(seen["cut_off"], midweek["cut_off"]);
    assert_eq!(midweek["previous"]["cut_off"], "2026-11-18T12:00:00+08:00");
}

#[test]
fn a_site_alone_is_its_part() {
    let home = home();
    let all = json(home.path(), &["2026-11"]);
    let alone = json(home.path(), &["2026-11", "--site", "flagship"]);
    assert_eq!(alone["total"]["all"], all["sites"][0]["all"]);
    assert_eq!(alone["sites"].as_array().unwrap().len(), 1);
}

#[test]
fn the_demo_spoils_nothing_and_can_be_made_again() {
    let home = home();
    let again = |arguments: &[&str]| {
        let mut command = program::ops(home.path(), &[&["demo"], arguments].concat());
        let output = program::run(command.env_remove("OPS_JOURNAL").env("OPS_NOW", NOW));
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    assert_eq!(again(&["demo"]).0, Some(2), "not empty");
    let mut paths = program::ops(home.path(), &["paths", "--json"]);
    let paths: Value = serde_json::from_slice(&program::said(paths.env_remove("OPS_JOURNAL")).stdout).unwrap();
    let own = paths["journal"].as_str().unwrap();
    assert_eq!(again(&[own]).0, Some(2), "the user's own");
    assert!(!std::path::Path::new(own).exists());
    assert_eq!(again(&["other", "--weeks", "0"]).0, Some(2));
    assert_eq!(again(&["other", "--weeks", "5", "--seed", "3"]).0, Some(0));
    let report = |journal: &str| {
        stdout(
            home.path(),
            NOW,
            &["report", "2026-11", "--json", "--journal", home.path().join(journal).to_str().unwrap()],
        )
    };
    let acts = |report: Vec<u8>| serde_json::from_slice::<Value>(&report).unwrap()["total"].clone();
    assert_eq!(acts(report("other")), acts(report("demo")), "the same seed, the same history");
    let verified = ops(home.path(), NOW, &["verify"]);
    assert!(String::from_utf8_lossy(&verified.stdout).contains("Every line is intact"));
}

#[test]
fn a_report_before_the_first_window_has_ended_is_written_in_every_form() {
    let home = of_checklist(
        "id = \"shop\"\ntimezone = \"Asia/Shanghai\"\n\n[[area]]\nid = \"a\"\n\n[[area.task]]\nid = \"t\"\nat = \"08:30-09:00\"\n",
    );
    ops(home.path(), "2026-11-22T20:00", &["adopt"]);
    // A Monday before anything has ended; a week before the first adoption; days without required tasks.
    for (now, range) in [
        ("2026-11-23T08:29", "this"),
        ("2026-11-23T08:29", "today"),
        ("2026-11-23T08:29", "last"),
        ("2026-11-23T08:29", "2026-11"),
        ("2026-11-23T08:29", "2026-11-22..2026-11-23"),
    ] {
        let files = ["txt", "md", "csv", "xlsx", "html", "json"].map(|ending| format!("report.{ending}"));
        for file in &files {
            ops(home.path(), now, &["report", range, "-o", file]);
        }
        all_forms(home.path(), now, range);
        let page = fs::read_to_string(home.path().join("report.html")).unwrap();
        assert!(!page.contains("<svg"), "{range}: a drawing of nothing");
        let mut book = Xlsx::new(Cursor::new(fs::read(home.path().join("report.xlsx")).unwrap())).unwrap();
        let names = book.sheet_names().to_vec();
        assert!(names.iter().all(|name| name != "Chart data"), "{names:?}");
        assert!(book.worksheet_range_at(0).unwrap().is_ok());
    }
}

#[test]
fn what_people_said_is_in_every_form_of_the_whole_report() {
    let home = of_checklist(
        "id = \"shop\"\ntimezone = \"Asia/Shanghai\"\n\n[[area]]\nid = \"a\"\n\n[[area.task]]\nid = \"t\"\nat = \"08:30-09:00\"\n\
         \n[[area.task]]\nid = \"u\"\nat = \"09:30-10:00\"\n",
    );
    let now = "2026-11-23T20:00";
    ops(home.path(), "2026-11-22T20:00", &["adopt"]);
    ops(home.path(), now, &["note", "t", "the lamp flickers"]);
    ops(home.path(), now, &["skip", "u", "--reason", "no stock"]);
    let said = |arguments: &[&str]| {
        String::from_utf8(stdout(home.path(), now, &[&["report", "this"], arguments].concat())).unwrap()
    };
    for form in ["table", "markdown", "markdown-plain", "html", "json"] {
        let whole = said(&["--format", form, "--full"]);
        assert!(whole.contains("the lamp flickers") && whole.contains("no stock"), "{form}: {whole}");
        if form != "json" {
            let page = said(&["--format", form, "--summary"]);
            assert!(!page.contains("the lamp flickers") && !page.contains("no stock"), "{form}: {page}");
        }
    }
    let page = said(&["--format", "html"]);
    let notes = page.split("<details class=\"part list\">").find(|part| part.contains("the lamp flickers"));
    assert!(notes.is_some_and(|part| part.starts_with("\n<summary>")), "folded: {page}");
    let report: Value = serde_json::from_str(&said(&["--json"])).unwrap();
    let note = &report["lists"]["notes"][0];
    assert_eq!((&note["task"], &note["text"]), (&"t".into(), &"the lamp flickers".into()), "{note}");
}

/// A label names the same number on the first page and in the tables.
#[test]
fn a_label_names_one_number() {
    let home = home();
    let whole = String::from_utf8(stdout(home.path(), NOW, &["report", "2026-11", "--format", "markdown"])).unwrap();
    let (page, tables) = whole.split_once("\n## ").unwrap();
    let cell = |cell: &str| cell.replace("**", "").trim().to_owned();
    let row = |line: &str| line.trim_matches('|').split('|').map(cell).collect::<Vec<String>>();
    let rows: Vec<Vec<String>> = tables.lines().filter(|line| line.starts_with('|')).map(row).collect();
    let titles = rows.iter().find(|row| row[0] == "Day").unwrap();
    let total = rows.iter().find(|row| row[0] == "Total").unwrap();
    for (label, told) in [("Late", "\nLate "), ("Not done", "not done "), ("Skipped", "skipped ")] {
        let at = titles.iter().position(|title| title == label).unwrap();
        let shown: String = page.split_once(told).unwrap().1.chars().take_while(char::is_ascii_digit).collect();
        assert_eq!(shown, total[at], "{label}: {page}");
    }
    let names: Vec<&str> = page.lines().chain(rows.iter().map(|row| &*row[0])).collect();
    let with = |name: &str| {
        names.iter().filter(|line| line.trim_start_matches(['🟡', '🟢', '🔴', ' ']).starts_with(name)).count()
    };
    assert_eq!((with("On time"), with("Not completed ")), (1, 1), "{names:?}");
    assert!(!page.contains("missed "), "{page}");
}

#[test]
fn a_value_is_totalled_in_the_way_of_its_field() {
    let home = home();
    let report = json(home.path(), &["2026-11"]);
    let mut ways = BTreeMap::new();
    for value in report["values"].as_array().unwrap().iter().filter(|value| value["min"] != Value::Null) {
        let way = value["total"].as_str().unwrap();
        *ways.entry(way).or_insert(0) += 1;
        for it in value["sites"].as_array().unwrap().iter().chain([value]) {
            assert_eq!(it["sum"] == Value::Null, way != "sum", "{value}");
            match way {
                "last" if it["site"] == Value::Null => {}
                "last" => assert_eq!(it["figure"], it["last"]["value"], "{value}"),
                way => assert_eq!(it["figure"], it[way], "{value}"),
            }
        }
    }
    assert_eq!(ways.keys().copied().collect::<Vec<_>>(), ["last", "mean", "sum"], "some of each");
}

#[test]
fn a_filtered_summary_says_what_it_leaves_out_and_has_no_empty_tables() {
    let home = home();
    let said = |arguments: &[&str]| {
        String::from_utf8(stdout(home.path(), NOW, &[&["report", "2026-W48", "--format"], arguments].concat())).unwrap()
    };
    for form in ["table", "markdown", "html"] {
        for filter in [["--for", "Wang"], ["--task", "DSR"]] {
            let page = said(&[form, "--summary", filter[0], filter[1]]);
            assert!(page.contains("everything else is left out"), "{form} {filter:?}: {page}");
        }
        let page = said(&[form, "--full", "--for", "nobody"]);
        assert!(page.contains("Nothing was required") && page.contains("everything else is left out"), "{page}");
        let tables = ["| Required | 0", "Figure  ", "By site"];
        assert!(!tables.iter().any(|table| page.contains(table)), "{form}: {page}");
    }
}

#[test]
fn the_demo_has_conversion_rates_that_somebody_would_believe() {
    let home = home();
    let report = json(home.path(), &["2026-11"]);
    let value = report["values"].as_array().unwrap().iter().find(|value| value["field"] == "conversion").unwrap();
    let percent = |name: &str| value[name].as_str().unwrap().parse::<f64>().unwrap();
    assert!(percent("min") > 0.3 && percent("max") < 7.0 && (2.0..5.0).contains(&percent("mean")), "{value}");
}
