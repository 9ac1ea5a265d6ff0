//! The worksheets of a report: which there are, whether their texts fit, and how many pages they print.

use crate::seeded;
use calamine::{Data, Reader, SheetVisible, Xlsx};
use seeded::{NOW, home, json, ops, stdout};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;
use std::path::Path;
use std::process::Command;
use unicode_width::UnicodeWidthStr;

fn spreadsheet(home: &Path, arguments: &[&str]) -> Vec<u8> {
    stdout(home, NOW, &[&["report", "--format", "xlsx"], arguments].concat())
}

/// Returns a part of a spreadsheet's archive.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    std::io::read_to_string(archive.by_name(name).unwrap()).unwrap()
}

#[test]
fn a_report_has_six_worksheets_in_both_languages() {
    let home = home();
    let names = [
        ("zh", ["概览", "按任务", "任务逐日", "明细", "数据", "图表数据"]),
        ("en", ["Summary", "By task", "Tasks day by day", "Details", "Values", "Chart data"]),
    ];
    for (lang, names) in names {
        let bytes = spreadsheet(home.path(), &["2026-11-16..2026-11-29", "--lang", lang]);
        let book = Xlsx::new(Cursor::new(&bytes)).unwrap();
        let sheets: Vec<&str> = book.sheets_metadata().iter().map(|sheet| sheet.name.as_str()).collect();
        assert_eq!(sheets, names);
        let hidden = book.sheets_metadata().iter().filter(|sheet| sheet.visible != SheetVisible::Visible);
        assert_eq!(hidden.map(|sheet| sheet.name.as_str()).collect::<Vec<_>>(), [names[5]]);
        let sheet = |number: usize| part(&bytes, &format!("xl/worksheets/sheet{number}.xml"));
        for number in 1..=6 {
            let (sheet, is_list) = (sheet(number), matches!(number, 2 | 4 | 5));
            assert_eq!(sheet.contains("<autoFilter"), is_list, "filters: {number}");
            assert_eq!(sheet.contains("state=\"frozen\""), is_list || number == 3, "panes: {number}");
            assert!(!sheet.contains("<mergeCell") && !sheet.contains("<f>"), "{number}");
        }
        assert!(sheet(2).contains("xSplit=\"1\" ySplit=\"1\""), "the task stays");
        let chart = part(&bytes, "xl/charts/chart1.xml");
        assert!(chart.contains("<c:lineChart>") && chart.contains(&format!("'{}'", names[5])) || lang == "zh");
        // Titles and names are repeated on every printed page.
        let book = part(&bytes, "xl/workbook.xml");
        assert_eq!(book.matches("_xlnm.Print_Titles").count(), 4, "{book}");
        assert_eq!(book.matches("_xlnm._FilterDatabase").count(), 3, "{book}");
    }
}

#[test]
fn tasks_and_parts_add_up_to_the_total() {
    let home = home();
    let report = json(home.path(), &["2026-11"]);
    let total = |names: &[&str]| names.iter().map(|name| report["total"]["all"][name].as_u64().unwrap()).sum::<u64>();
    let mut book = Xlsx::new(Cursor::new(spreadsheet(home.path(), &["2026-11"]))).unwrap();
    let number = |cell: &Data| match cell {
        Data::Float(number) => *number as u64,
        _ => 0,
    };

    let tasks = book.worksheet_range("By task").unwrap();
    let column = |at: usize| tasks.rows().skip(1).map(|row| number(&row[at])).sum::<u64>();
    let done = total(&["early", "on_time", "late"]);
    let undone = total(&["missed", "missed_done_later", "overdue"]);
    let expected = [total(&["required"]), done, done - total(&["late"]), total(&["late"]), undone];
    assert_eq!([1, 9, 4, 5].map(column), [expected[0], expected[1], expected[3], undone]);
    assert_eq!([10, 11].map(column), [total(&["early"]), total(&["on_time"])]);
    assert_eq!([6, 8].map(column), [total(&["skipped"]), total(&["excused"])]);
    assert!(expected.iter().all(|count| *count > 0));

    let page = book.worksheet_range("Summary").unwrap();
    let names = page.rows().position(|row| row[0] == Data::String("Required".into())).unwrap();
    let parts: Vec<u64> = page.rows().nth(names + 1).unwrap()[..5].iter().map(number).collect();
    assert_eq!(parts, [expected[0], expected[2], expected[3], total(&["skipped"]), undone]);

    // The list has a row for each occurrence that was not done, late or set aside.
    let details = book.worksheet_range("Details").unwrap();
    let mut rows: BTreeMap<String, u64> = BTreeMap::new();
    details.rows().skip(1).for_each(|row| *rows.entry(row[5].to_string()).or_default() += 1);
    for (word, names) in
        [("missed", &["missed"][..]), ("skipped", &["skipped"]), ("excused", &["excused"]), ("returned", &["returned"])]
    {
        assert_eq!(rows.get(word).copied().unwrap_or_default(), total(names), "{word} in {rows:?}");
    }
}

#[test]
fn what_people_said_is_in_the_details() {
    let home = home();
    ops(home.path(), "2026-12-02T09:00", &["note", "DSR", "the score fell after the update", "--site", "flagship"]);
    let mut book = Xlsx::new(Cursor::new(spreadsheet(home.path(), &["2026-W49"]))).unwrap();
    let details = book.worksheet_range("Details").unwrap();
    let words: Vec<String> = details.rows().map(|row| row[9].to_string()).collect();
    assert!(words.contains(&"the score fell after the update".to_owned()), "{words:?}");
    // Only the first page of the list is printed, so every kind is near its beginning: after what is open, by day.
    let rows: Vec<(String, String)> =
        details.rows().skip(1).map(|row| (row[0].to_string(), row[5].to_string())).collect();
    let open = rows.iter().take_while(|(_, status)| status.ends_with(" open")).count();
    assert!(open > 0 && rows[open..].is_sorted_by(|(one, _), (next, _)| one >= next), "{rows:?}");
}

/// The look of a cell, from the styles of a workbook.
struct Look {
    wraps: bool,
    is_right: bool,
    /// Size of its letters in points.
    size: f64,
}

fn attribute<'x>(xml: &'x str, name: &str) -> Option<&'x str> {
    xml.split_once(&format!(" {name}=\""))?.1.split('"').next()
}

fn looks(styles: &str) -> Vec<Look> {
    let within = |name: &str| {
        styles.split_once(&format!("<{name} ")).unwrap().1.split(&format!("</{name}>")).next().unwrap().to_owned()
    };
    let (fonts, formats) = (within("fonts"), within("cellXfs"));
    let sizes: Vec<f64> =
        fonts.split("<sz").skip(1).map(|font| attribute(font, "val").unwrap().parse().unwrap()).collect();
    let look = |xf: &str| Look {
        wraps: attribute(xf, "wrapText") == Some("1"),
        is_right: attribute(xf, "horizontal") == Some("right"),
        size: sizes[attribute(xf, "fontId").unwrap().parse::<usize>().unwrap()],
    };
    formats.split("<xf").skip(1).map(look).collect()
}

/// Returns a text without markup, with the five entities resolved.
fn plain(xml: &str) -> String {
    let text = xml.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text).collect::<String>();
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")]
        .into_iter()
        .fold(text, |text, (from, to)| text.replace(from, to))
}

#[test]
fn no_text_is_wider_than_its_place() {
    let home = home();
    for lang in ["zh", "en"] {
        let bytes = spreadsheet(home.path(), &["2026-11", "--lang", lang]);
        let looks = looks(&part(&bytes, "xl/styles.xml"));
        let texts: Vec<String> =
            part(&bytes, "xl/sharedStrings.xml").split("<si>").skip(1).map(|it| plain(&format!("<{it}"))).collect();
        let mut wrapped = 0;
        for number in 1..=5 {
            let sheet = part(&bytes, &format!("xl/worksheets/sheet{number}.xml"));
            let mut widths = [8.0; 60];
            for column in sheet.split("<col").filter(|it| it.starts_with(" min")) {
                let at = |name| attribute(column, name).unwrap().parse::<f64>().unwrap();
                widths[at("min") as usize - 1..at("max") as usize].fill(at("width"));
            }
            for row in sheet.split("<row ").skip(1) {
                let height: f64 = attribute(row, "ht").map_or(18.0, |height| height.parse().unwrap());
                let cells: Vec<&str> = row.split("<c").skip(1).collect();
                let column = |cell: &str| {
                    let name = attribute(cell, "r").unwrap();
                    let letters = name.bytes().filter(u8::is_ascii_uppercase);
                    letters.fold(0, |at, letter| at * 26 + usize::from(letter - b'A') + 1) - 1
                };
                let filled: Vec<usize> =
                    cells.iter().filter(|cell| cell.contains("<v>")).map(|cell| column(cell)).collect();
                for cell in cells.iter().filter(|cell| cell.contains("t=\"s\"")) {
                    let index: usize = cell.split_once("<v>").unwrap().1.split('<').next().unwrap().parse().unwrap();
                    let (text, at) = (&texts[index], column(cell));
                    let look = &looks[attribute(cell, "s").unwrap().parse::<usize>().unwrap()];
                    let width = text.width() as f64 * look.size / 10.0;
                    if look.wraps {
                        let lines = (width / widths[at]).ceil();
                        assert!(height >= lines * 13.0, "{lang} {number}: {text} in {height} points");
                        wrapped += usize::from(lines > 1.0);
                        continue;
                    }
                    // A text extends into the empty cells to its right.
                    let next = filled.iter().find(|it| **it > at).copied().unwrap_or(widths.len());
                    let end = if look.is_right { at + 1 } else { next };
                    let room: f64 = widths[at..end].iter().sum();
                    assert!(width <= room, "{lang} {number}: {text}: {width} in {room}");
                }
            }
        }
        assert!(wrapped > 0, "some are wrapped");
    }
}

/// Returns the size in points of the smallest letters in the lists of a PDF: on all pages but the first, which is A4
/// portrait. `pdftohtml` reports whole pixels.
fn smallest_letters(file: &Path) -> f64 {
    let output = Command::new("pdftohtml").args(["-xml", "-i", "-stdout", "-zoom", "3"]).arg(file).output();
    let xml = String::from_utf8(output.expect("pdftohtml is needed, scripts/test installs it").stdout).unwrap();
    let number = |tag: &str, name: &str| attribute(tag, name).unwrap().parse::<f64>().unwrap();
    let fonts = xml.split("<fontspec").skip(1);
    let sizes: BTreeMap<u64, f64> = fonts.map(|font| (number(font, "id") as u64, number(font, "size"))).collect();
    let pages: Vec<&str> = xml.split("<page").skip(1).collect();
    let scale = number(pages[0], "width") / 595.3;
    let texts = pages[1..].iter().flat_map(|page| page.split("<text").skip(1));
    texts.map(|text| sizes[&(number(text, "font") as u64)]).fold(f64::MAX, f64::min) / scale
}

#[test]
fn a_week_has_its_days_beside_the_tasks() {
    let home = home();
    let report = json(home.path(), &["2026-W48"]);
    let mut book = Xlsx::new(Cursor::new(spreadsheet(home.path(), &["2026-W48"]))).unwrap();
    assert_eq!(book.sheet_names(), ["Summary", "By task", "Details", "Values", "Chart data"]);
    let tasks = book.worksheet_range("By task").unwrap();
    let titles: Vec<String> = tasks.rows().next().unwrap()[..9].iter().map(ToString::to_string).collect();
    assert_eq!(titles[..3], ["Task", "11-23 Mon", "11-24 Tue"]);
    assert_eq!(titles[7..], ["11-29 Sun", "Required"]);
    let shown = tasks.rows().skip(1).filter(|row| row[1..8].iter().any(|cell| *cell != Data::Empty)).count();
    let counted = report["tasks"].as_array().unwrap().iter();
    let counted = counted.filter(|task| task["all"]["required"] != 0 || task["all"]["excused"] != 0).count();
    assert_eq!(shown, counted);
}

#[test]
fn few_pages_are_printed() {
    let home = home();
    let pages = |name: &str, arguments: &[&str]| -> Vec<String> {
        let file = home.path().join(format!("{name}.xlsx"));
        fs::write(&file, spreadsheet(home.path(), arguments)).unwrap();
        let profile = format!("-env:UserInstallation=file://{}/office", home.path().display());
        let run = |program: &str, arguments: &[&str]| {
            let mut command = Command::new(program);
            let output = command.args(arguments).env("HOME", home.path()).current_dir(home.path()).output();
            let output =
                output.unwrap_or_else(|error| panic!("{program} is needed, scripts/test installs it: {error}"));
            assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
            String::from_utf8(output.stdout).unwrap()
        };
        run("soffice", &["--headless", "--norestore", &profile, "--convert-to", "pdf", file.to_str().unwrap()]);
        run("pdftotext", &["-layout", &format!("{name}.pdf"), "-"])
            .split_terminator('\u{c}')
            .map(str::to_owned)
            .collect()
    };
    // Each worksheet prints one page: nothing in a shop's week is longer.
    for (lang, [title, tasks]) in [("zh", ["第 48 周周报", "按任务"]), ("en", ["Week 48 report", "By task"])] {
        let week = pages(lang, &["2026-W48", "--site", "flagship", "--lang", lang]);
        assert_eq!(week.len(), 4, "{lang}: {week:#?}");
        assert!(week[0].contains(title) && week[1].contains(tasks), "the first page is one");
        let smallest = smallest_letters(&home.path().join(format!("{lang}.pdf")));
        // The substitute font for Calibri is wider, so the columns shrink to less than 7 points.
        assert!(smallest >= 5.9, "{lang}: {smallest} points");
    }
    let month = pages("month", &["2026-11", "--lang", "en"]);
    assert!(month.len() <= 12, "{} pages", month.len());
    assert!(
        month[1].contains("By task") && month.iter().any(|page| page.contains("; the file has them all")),
        "{month:#?}"
    );
}

#[test]
fn tables_asked_for_have_worksheets_of_their_own() {
    let home = home();
    let report: Value = json(home.path(), &["2026-11"]);
    let book = Xlsx::new(Cursor::new(spreadsheet(home.path(), &["2026-11", "--by", "person,day"]))).unwrap();
    assert_eq!(book.sheet_names()[1..5], ["By task", "By person", "By day", "Tasks day by day"]);
    assert!(report["persons"].as_array().is_some_and(|persons| persons.len() > 2));
}

#[test]
fn figures_of_the_first_page_are_numbers() {
    let home = home();
    let report = json(home.path(), &["2026-W48"]);
    let mut book = Xlsx::new(Cursor::new(spreadsheet(home.path(), &["2026-W48"]))).unwrap();
    let page = book.worksheet_range("Summary").unwrap();
    let is_figure = |text: &str| {
        let number = text.trim_start_matches(['+', '-']).split([' ', '%']).next().unwrap().replace(',', "");
        text.split(' ').count() <= 2 && !text.contains('/') && number.parse::<f64>().is_ok()
    };
    let texts: Vec<&Data> =
        page.cells().map(|(_, _, cell)| cell).filter(|cell| matches!(cell, Data::String(_))).collect();
    let figures: Vec<_> = texts.iter().filter(|cell| is_figure(&cell.to_string())).collect();
    assert!(figures.is_empty(), "numbers as texts: {figures:?}");
    let beside = |name: &str| {
        let row =
            page.rows().find(|row| row[0] == Data::String(name.to_owned())).unwrap_or_else(|| panic!("no {name}"));
        row[1..].iter().find(|cell| **cell != Data::Empty).cloned().unwrap()
    };
    let fault = &report["open_faults"][0];
    assert_eq!(beside(fault["title"].as_str().unwrap()), Data::Float(fault["age_days"].as_f64().unwrap()));
    let measure = report["measures"].as_array().unwrap().iter().find(|it| it["measure"] == "profit").unwrap();
    assert_eq!(
        beside(measure["title"].as_str().unwrap()),
        Data::Float(measure["value"].as_str().unwrap().parse().unwrap())
    );
}
