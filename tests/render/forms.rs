//! One sample document in every format: snapshots of the texts, and the spreadsheet read back by calamine.

#![cfg(feature = "xlsx")]

use crate::sheet;
use calamine::{Data, Reader};
use chrono::TimeDelta;
use ops::language::Lang;
use ops::render::Screen;
use ops::render::sheet::markdown::{self, Tables};
use ops::render::sheet::{
    Body, Cell, Chart, ChartKind, Column, Grid, Row, Section, Table, TableKind, Tone, csv, html, terminal, xlsx,
};
use std::io::Cursor;
use unicode_width::UnicodeWidthStr;

fn screen(width: Option<usize>, ascii: bool, colour: bool) -> Screen {
    Screen { lang: Lang::Zh, width, height: None, ascii, colour }
}

#[test]
fn text_forms() {
    let document = sheet::sample();
    let check = |name: &str, text: String| {
        insta::with_settings!({ snapshot_path => "snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(name, text);
        });
    };
    let on = |screen: Screen| terminal::lines(&document, &screen).join("\n");
    check("terminal-80", on(screen(Some(80), false, false)));
    check("terminal-80-ascii", on(screen(Some(80), true, false)));
    check("terminal-30", on(screen(Some(30), false, false)));
    check("terminal-colour", on(screen(Some(80), false, true)).replace('\x1b', "ESC"));
    check("markdown", markdown::write(&document, Tables::Yes));
    check("markdown-plain", markdown::write(&document, Tables::No));
    check("csv", csv::write(&document));
    check("html", html::write(&document).split("</style>").nth(1).expect("a page").to_owned());
}

#[test]
fn no_line_is_wider_than_the_screen() {
    let document = sheet::sample();
    for width in [20, 30, 40, 60, 80, 120, 200] {
        for line in terminal::lines(&document, &screen(Some(width), false, false)) {
            assert!(line.width() <= width, "{width}: {} cells: {line}", line.width());
        }
    }
}

#[test]
fn a_byte_order_mark_only_where_it_is_asked_for() {
    let document = sheet::sample();
    assert!(csv::write(&document).starts_with("日期,"));
    assert!(csv::write(&document).ends_with("\r\n"));
}

#[test]
fn the_spreadsheet_has_typed_cells() {
    let mut workbook = sheet::workbook(&sheet::sample());
    assert_eq!(workbook.sheet_names(), ["概览", "每天", "明细", "图表数据"]);

    let summary = workbook.worksheet_range("概览").expect("a worksheet");
    let text = |text: &str| Data::String(text.into());
    let row =
        |at: u32| (0..6).map(|column| summary.get_value((at, column)).cloned().unwrap_or_default()).collect::<Vec<_>>();
    let heads: Vec<u32> = (0..20).filter(|at| row(*at)[1] == text("应做")).collect();
    let head = heads[0];
    let first = row(head + 1);
    assert_eq!(first[..4], [text("日常检查"), Data::Float(56.0), Data::Float(55.0), Data::Float(55.0 / 56.0)]);
    assert!(matches!(&first[5], Data::DateTime(length) if (length.as_f64() * 1440.0).round() == 12.0), "{first:?}");
    assert_eq!(row(head + 3)[4], Data::Float(2286.5));
    assert_eq!(row(head + 4)[3..], [text("—"), Data::Float(-12.5), text("—")]);

    let list = workbook.worksheet_range("明细").expect("a worksheet");
    let cell = |row: u32, column: u32| list.get_value((row, column)).cloned().unwrap_or_default();
    assert_eq!(cell(0, 6), text("板块"));
    assert!(matches!(cell(1, 0), Data::DateTime(date) if date.as_f64() == 46349.0), "{:?}", cell(1, 0));
    assert_eq!(cell(1, 3), text("完成"));
    assert!(matches!(cell(1, 4), Data::DateTime(time) if (time.as_f64() * 1440.0).round() == 505.0));
    assert_eq!(cell(2, 5), text("花费偏高\n明天再看"));
    assert_eq!(cell(3, 4), text("—"));
}

/// Minutes are rounded up in every format, and a number with more digits than Excel keeps is text.
#[test]
fn every_form_has_the_same_minutes_and_digits() {
    let exact = Cell::Decimal { value: "1234567890123456789".parse().expect("a number"), unit: None };
    let late = Cell::Length(TimeDelta::seconds(10 * 60 + 17));
    let columns =
        vec![Column::text("x", 9).name(), Column::number("迟了"), Column::number("单号"), Column::number("次")];
    let row = Row::new(vec!["a".into(), late, exact, Cell::Count(1 << 60)]);
    let mut document = sheet::sample();
    document.sections = vec![Section::new("表", Body::Table(Table::new(TableKind::Summary, columns, vec![row])))];
    let texts = ["11分", "1234567890123456789", "1152921504606846976"];
    let forms = [
        terminal::lines(&document, &screen(Some(80), false, false)).join("\n"),
        csv::write(&document),
        html::write(&document),
    ];
    for (form, text) in forms.iter().flat_map(|form| texts.map(|text| (form, text))) {
        assert!(form.contains(text), "{text}\n{form}");
    }
    let mut workbook = sheet::workbook(&document);
    let sheet = workbook.worksheet_range("概览").expect("a worksheet");
    let cells: Vec<&Data> = sheet.rows().flatten().collect();
    assert!(cells.iter().any(|cell| matches!(cell, Data::DateTime(it) if (it.as_f64() * 1440.0).round() == 11.0)));
    for text in &texts[1..] {
        assert!(cells.contains(&&Data::String((*text).into())), "{text} in {cells:?}");
    }
}

/// Returns a part of a spreadsheet's archive.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    std::io::read_to_string(archive.by_name(name).expect(name)).expect("UTF-8")
}

#[test]
fn shares_of_many_keep_their_counts() {
    let shares = |from: std::ops::Range<u64>| {
        let share = |from: u64| Cell::Part { of: from - 1, from, tone: Tone::Warn };
        let rows = from.map(|from| Row::new(vec!["a".into(), share(from), Cell::Ratio { of: 1, from }])).collect();
        let columns = vec![Column::text("x", 9).name(), Column::day("11-23"), Column::day("11-24")];
        let grid =
            Grid { table: Table::new(TableKind::Summary, columns, rows), names: 1, days: 2, meaning: String::new() };
        let mut document = sheet::sample();
        document.sections = vec![Section::new("每天", Body::Grid(grid))];
        xlsx::write(&document).expect("a workbook")
    };
    let of_hundreds = shares(250..252);
    let styles = part(&of_hundreds, "xl/styles.xml");
    assert!(styles.contains("formatCode=\"???/250\"") && styles.contains("formatCode=\"???/251\""), "{styles}");
    let widths = part(&of_hundreds, "xl/worksheets/sheet1.xml");
    assert!(widths.contains("<col min=\"2\" max=\"3\" width=\"8.7"), "room for 249/250: {widths}");
    // A fraction that no number format can show has a note.
    let of_thousands = shares(1000..1001);
    let notes = part(&of_thousands, "xl/comments1.xml");
    assert!(notes.contains(">999/1000<") && notes.contains(">1/1000<"), "{notes}");
    // The number of formats stays within Excel's limit.
    let of_all = shares(2..400);
    let formats = part(&of_all, "xl/styles.xml").matches("<numFmt ").count();
    assert!((100..=160).contains(&formats), "{formats}");
    assert_eq!(part(&of_all, "xl/comments1.xml").matches("<comment ").count(), 2 * (398 - 150));
}

#[test]
fn counts_are_not_printed_where_they_are_many() {
    let document = |data: usize| {
        let mut columns = vec![Column::text("日期", 9).name(), Column::number("应做")];
        columns.extend((0..data).map(|at| Column::data(format!("data {at}"), 8)));
        let row = Row::new(columns.iter().map(|_| Cell::Count(7)).collect());
        let mut document = sheet::sample();
        document.sections.push(Section::new("按日", Body::Table(Table::new(TableKind::Summary, columns, vec![row]))));
        document
    };
    let few = sheet::workbook(&document(2));
    assert!(!few.sheet_names().contains(&"按日".into()), "it stands in the summary");
    let mut many = sheet::workbook(&document(3));
    let counts = many.worksheet_range("按日").expect("a worksheet");
    assert_eq!(counts.get_size(), (2, 5), "all of them");
    let book = part(&xlsx::write(&document(3)).expect("a workbook"), "xl/workbook.xml");
    assert!(book.contains("'按日'!$A$1:$B$2") || book.contains("按日!$A$1:$B$2"), "{book}");
}

#[test]
fn a_chart_of_nothing_is_left_out() {
    let without = sheet::sample();
    let mut with = without.clone();
    let chart = |categories: &[&str]| Chart {
        target: None,
        kind: ChartKind::Line,
        title: "of nothing".into(),
        categories: categories.iter().map(|name| (*name).into()).collect(),
        series: Vec::new(),
    };
    with.sections.extend([chart(&["a", "b"]), chart(&[])].map(|chart| Section::plain(Body::Chart(chart))));
    assert_eq!(xlsx::write(&with).expect("a workbook"), xlsx::write(&without).expect("a workbook"));
    assert!(!html::write(&with).contains("of nothing"));
    assert_eq!(markdown::write(&with, Tables::Yes), markdown::write(&without, Tables::Yes));
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let bytes = || xlsx::write(&sheet::sample()).expect("a workbook");
    assert_eq!(bytes(), bytes());
}

#[test]
fn the_spreadsheet_has_charts_filters_and_panes_and_no_formula() {
    let bytes = xlsx::write(&sheet::sample()).expect("a workbook");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut part = |name: &str| {
        let file = archive.by_name(name).expect(name);
        std::io::read_to_string(file).expect("UTF-8")
    };
    for number in 1..=4 {
        let sheet = part(&format!("xl/worksheets/sheet{number}.xml"));
        assert!(!sheet.contains("<f>") && !sheet.contains("<f "), "sheet {number}");
    }
    let list = part("xl/worksheets/sheet3.xml");
    assert!(list.contains("<autoFilter ref=\"A1:G4\""), "filters");
    assert!(list.contains("state=\"frozen\""), "panes");
    let grid = part("xl/worksheets/sheet2.xml");
    assert!(grid.contains("<conditionalFormatting sqref=\"B2:H5\""), "colours of the days, not of names and totals");
    assert!(grid.contains("<pane xSplit=\"1\" ySplit=\"1\""), "names and titles stay");
    assert!(part("xl/styles.xml").contains("formatCode=\"??/23\""), "shares that read as counts");
    // The chart includes its values, so that it can be drawn before anything is calculated.
    let chart = part("xl/charts/chart1.xml");
    assert!(
        chart.contains("<c:barChart>") && chart.contains("<c:v>33</c:v>") && chart.contains("<c:v>11-23 周一</c:v>")
    );
    assert!(part("docProps/core.xml").contains("2026-11-29T00:00:00Z"));
}
