//! Writes a document to a terminal: columns with titles, bars, sparklines and colours, within the screen's width.
//!
//! Rules and bars avoid box-drawing and block characters: their width is "ambiguous" in Unicode (UAX #11), so they
//! would misalign columns in Chinese consoles.

mod overview;

use super::cell::{in_one_line, line};
use super::record::RowText;
use super::{
    Align, Body, Cell, Chart, ChartKind, Column, Document, Row, Series, Share, ShownColumns, Table, Tone, percent,
};
use crate::language::say;
use crate::render::table::{GAP, Side, draw, flow, visible_width};
use crate::render::{Screen, cells, signs};
use anstyle::Style;

/// Minimum width of a column of texts.
const NARROWEST: usize = 8;
/// Maximum width of a bar in cells.
const BAR: u32 = 20;

/// Returns the whole document as lines.
pub fn lines(document: &Document, screen: &Screen) -> Vec<String> {
    let foot: Vec<String> = document.foot.iter().flat_map(|text| screen.wrap(&line(text))).collect();
    let below = if foot.is_empty() { 0 } else { foot.len() + 1 };
    let mut lines = match &document.overview {
        Some(overview) => overview::lines(overview, below, screen),
        None => head(document, screen),
    };
    lines.extend(document.lead.iter().flat_map(|text| screen.wrap(&line(text))));
    for section in &document.sections {
        lines.push(String::new());
        let heading = section.heading.iter().flat_map(|heading| screen.wrap(&line(heading)));
        lines.extend(heading.map(|text| screen.bold(&text)));
        match &section.body {
            Body::Text(paragraphs) => lines.extend(paragraphs.iter().flat_map(|text| screen.wrap(&line(text)))),
            Body::Table(table) => lines.extend(table_lines(table, screen)),
            Body::Grid(grid) => {
                lines.extend(table_lines(&grid.table, screen));
                lines.extend(screen.wrap(&line(&grid.meaning)));
            }
            Body::Chart(chart) if chart.is_empty() => {}
            Body::Chart(chart) => lines.extend(chart_lines(chart, screen)),
        }
    }
    lines.extend((below > 0).then(String::new));
    lines.extend(foot.iter().map(|text| screen.dim(text)));
    lines
}

/// Returns the title and the facts.
fn head(document: &Document, screen: &Screen) -> Vec<String> {
    let mut lines: Vec<String> = screen.wrap(&line(&document.title)).iter().map(|text| screen.bold(text)).collect();
    let fact = |fact: &super::Fact| {
        say::named(screen.lang, line(&fact.name), in_one_line(&fact.value.text(screen.lang), screen.lang))
    };
    lines.extend(flow(&document.facts.iter().map(fact).collect::<Vec<_>>(), "   ", screen));
    lines
}

fn table_lines(table: &Table, screen: &Screen) -> Vec<String> {
    let shown: Vec<(usize, &Column)> = table.shown(ShownColumns::TERMINAL);
    let titles: Vec<String> = shown.iter().map(|(_, column)| line(&column.title)).collect();
    let texts = |tell: fn(&Column) -> Share| -> Vec<Vec<String>> {
        let texts = |row: &Row| shown.iter().map(|(at, it)| text_of(row.cells.get(*at), tell(it), screen)).collect();
        table.rows().map(texts).collect()
    };
    let mut rows = texts(|_| Share::Whole);
    // If the columns do not fit, show only the most relevant part of fractions, before breaking words apart.
    if !fits(&wanted(&titles, &contents(&rows, shown.len())), screen) {
        rows = texts(|column| column.in_short);
    }
    let Some(widths) = widths(&shown, &titles, &rows, screen) else {
        return table.groups.iter().flat_map(|group| records(table, group, screen)).collect();
    };
    let rule: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
    let side = |column: &Column| if column.align == Align::Right { Side::Right } else { Side::Left };
    let columns: Vec<_> = widths.iter().zip(&shown).map(|(width, (_, column))| (*width, side(column))).collect();
    let mut drawn = draw([titles, rule].into_iter().chain(rows), &columns, GAP).into_iter();
    let mut lines = Vec::new();
    let mut paint = |style: Style, row: Option<Vec<String>>| {
        lines.extend(row.iter().flatten().map(|text| screen.paint(style, text)));
    };
    paint(Style::new().bold(), drawn.next());
    paint(Style::new().dimmed(), drawn.next());
    for group in table.groups.iter().filter(|group| !group.rows.is_empty()) {
        lines.extend(group_heading(group, screen));
        for (row, drawn) in group.rows.iter().zip(&mut drawn) {
            lines.extend(drawn.iter().map(|text| screen.paint(style(row), text)));
        }
    }
    lines
}

fn group_heading(group: &super::Group, screen: &Screen) -> Vec<String> {
    let heading = group.heading.iter().flat_map(|text| screen.wrap(&line(text))).map(|text| screen.bold(&text));
    let lead = group.lead.iter().flat_map(|text| screen.wrap(&line(text))).map(|text| screen.dim(&text));
    heading.chain(lead).collect()
}

/// Like [`text`], but may show only a part of a fraction.
fn text_of(cell: Option<&Cell>, share: Share, screen: &Screen) -> String {
    match (cell, share) {
        (Some(Cell::Ratio { of, from: from @ 1.. }), Share::Counts) => format!("{of}/{from}"),
        (Some(Cell::Ratio { of, from: from @ 1.. }), Share::Percentage) => percent(*of, *from).unwrap_or_default(),
        _ => text(cell, screen),
    }
}

/// Returns a cell's text. A status has its sign first, so that it is recognisable without colours.
fn text(cell: Option<&Cell>, screen: &Screen) -> String {
    match cell {
        None => String::new(),
        Some(Cell::Status(status)) => {
            format!("{} {}", signs::sign(*status, screen.ascii), Cell::Status(*status).text(screen.lang))
        }
        Some(Cell::Missing) if screen.ascii => "-".into(),
        Some(Cell::Ratio { from: 0, .. }) if screen.ascii => "-".into(),
        Some(cell) => cell.text(screen.lang),
    }
}

fn style(row: &Row) -> Style {
    let colour = row.status.map_or_else(Style::new, signs::style);
    if row.strong { colour.bold() } else { colour }
}

/// Returns the width of the widest text of each column.
fn contents(rows: &[Vec<String>], columns: usize) -> Vec<usize> {
    let mut contents: Vec<usize> = vec![1; columns];
    for row in rows {
        contents.iter_mut().zip(row).for_each(|(width, text)| *width = (*width).max(cells::widest_line(text)));
    }
    contents
}

/// Returns the preferred width of each column: title and texts on one line each.
fn wanted(titles: &[String], contents: &[usize]) -> Vec<usize> {
    contents.iter().zip(titles).map(|(width, title)| (*width).max(cells::widest_line(title))).collect()
}

fn fits(widths: &[usize], screen: &Screen) -> bool {
    let gaps = GAP * widths.len().saturating_sub(1);
    screen.width.is_none_or(|room| widths.iter().sum::<usize>() + gaps <= room)
}

/// Returns the width of each column in cells. If they do not fit, titles wrap and the widest text columns shrink;
/// `None` if even that is not enough.
fn widths(shown: &[(usize, &Column)], titles: &[String], rows: &[Vec<String>], screen: &Screen) -> Option<Vec<usize>> {
    let contents = contents(rows, shown.len());
    let least = |at: usize| match shown[at].1.align {
        // A name may be a date, which should not be broken.
        Align::Left if shown[at].1.is_name => contents[at].min(NARROWEST.max("2026-11-23".len())),
        Align::Left => contents[at].min(NARROWEST),
        _ => contents[at].max(cells::widest_word(&titles[at])),
    };
    let mut widths = wanted(titles, &contents);
    while !fits(&widths, screen) {
        let narrowable = (0..widths.len()).filter(|at| widths[*at] > least(*at)).max_by_key(|at| widths[*at]);
        widths[narrowable?] -= 1;
    }
    Some(widths)
}

/// Writes rows as records, for a screen too narrow for columns.
fn records(table: &Table, group: &super::Group, screen: &Screen) -> Vec<String> {
    let mut lines = group_heading(group, screen);
    let within = Screen { width: screen.width.map(|width| width.saturating_sub(GAP).max(1)), ..*screen };
    for row in &group.rows {
        let record = RowText::of(table, row, ShownColumns::TERMINAL, screen.lang);
        lines.extend(screen.wrap(&record.name).iter().map(|text| screen.paint(style(row), text)));
        let facts: Vec<String> = record.facts.iter().map(|(name, text)| say::named(screen.lang, name, text)).collect();
        let facts = flow(&facts, "  ", &within).into_iter().flat_map(|text| within.wrap(&text));
        lines.extend(facts.map(|text| format!("  {text}")));
    }
    lines
}

fn chart_lines(chart: &Chart, screen: &Screen) -> Vec<String> {
    let mut lines: Vec<String> = screen.wrap(&line(&chart.title)).iter().map(|text| screen.bold(text)).collect();
    lines.extend(match chart.kind {
        ChartKind::Bars => bars(chart, screen),
        ChartKind::StackedBars => stacks(chart, screen),
        ChartKind::Line => sparklines(chart, screen),
    });
    lines
}

/// Returns the width of a bar in cells: a quarter of the screen, which leaves room for names and values.
fn bar_cells(screen: &Screen) -> u32 {
    screen.width.map_or(BAR, |width| (width as u32 / 4).clamp(1, BAR))
}

/// Formats `11-23  ▪▪▪▪▪▫  30/36 83.3%` for each series.
fn bars(chart: &Chart, screen: &Screen) -> Vec<String> {
    let scale = chart.scale();
    let several = chart.series.len() > 1;
    let mut rows = Vec::new();
    for (at, category) in chart.categories.iter().enumerate() {
        for (number, series) in chart.series.iter().enumerate() {
            let Some(value) = series.values.get(at) else { continue };
            let name = if number == 0 { line(category) } else { String::new() };
            let name = if several { format!("{name} {}", line(&series.name)) } else { name };
            let bar = signs::measured(value.number().unwrap_or_default(), scale, bar_cells(screen), screen.ascii);
            rows.push((name, screen.paint(style_of(series.tone), &bar), text(Some(value), screen)));
        }
    }
    beside(rows, screen)
}

/// Draws stacked bars as rows of signs, one sign per series, below a legend.
fn stacks(chart: &Chart, screen: &Screen) -> Vec<String> {
    let scale = chart.scale();
    let sign = |series: &Series| sign_of(series.tone, screen.ascii);
    let key =
        |series: &Series| screen.paint(style_of(series.tone), &format!("{} {}", sign(series), line(&series.name)));
    let mut lines = flow(&chart.series.iter().map(key).collect::<Vec<_>>(), "  ", screen);
    let row = |(at, category): (usize, &String)| {
        let mut bar = String::new();
        let mut figures = Vec::new();
        for series in &chart.series {
            let Some(value) = series.values.get(at) else { continue };
            let filled = signs::cells_of(value.number().unwrap_or_default(), scale, bar_cells(screen));
            bar += &screen.paint(style_of(series.tone), &sign(series).repeat(filled as usize));
            figures.push(text(Some(value), screen));
        }
        (line(category), bar, figures.join(" / "))
    };
    lines.extend(beside(chart.categories.iter().enumerate().map(row).collect(), screen));
    lines
}

/// Formats `花费  ⣀⣤⣶⣿  320元 .. 410元`: the values as a sparkline, the first and the last also as text.
fn sparklines(chart: &Chart, screen: &Screen) -> Vec<String> {
    let row = |series: &Series| {
        // Keep the latest values if not all fit.
        let most = screen.width.map_or(usize::MAX, |width| width.saturating_sub(GAP));
        let values = &series.values[series.values.len().saturating_sub(most)..];
        let numbers: Vec<_> = values.iter().map(Cell::number).collect();
        let known: Vec<&Cell> = series.values.iter().filter(|cell| cell.number().is_some()).collect();
        let ends = match known.as_slice() {
            [] => text(Some(&Cell::Missing), screen),
            [only] => text(Some(only), screen),
            [first, .., last] => format!("{} .. {}", text(Some(first), screen), text(Some(last), screen)),
        };
        let line_of = signs::sparkline(&numbers, screen.ascii);
        (line(&series.name), screen.paint(style_of(series.tone), &line_of), ends)
    };
    let mut lines = beside(chart.series.iter().map(row).collect(), screen);
    if let [first, .., last] = chart.categories.as_slice() {
        let range = screen.wrap(&format!("{} .. {}", line(first), line(last)));
        lines.extend(range.iter().map(|text| screen.dim(text)));
    }
    lines
}

/// Puts names, drawings and values side by side. If they do not fit, puts each name on a line above.
fn beside(rows: Vec<(String, String, String)>, screen: &Screen) -> Vec<String> {
    let name_width = rows.iter().map(|(name, _, _)| cells::width(name)).max().unwrap_or(0);
    let rest =
        rows.iter().map(|(_, bar, figures)| visible_width(bar) + cells::width(figures) + 2 * GAP).max().unwrap_or(0);
    let gap = " ".repeat(GAP);
    let fits = screen.width.is_none_or(|width| name_width + rest <= width);
    let drawing_width = rows.iter().map(|(_, bar, _)| visible_width(bar)).max().unwrap_or(0);
    let mut lines = Vec::new();
    for (name, bar, figures) in rows {
        let space = " ".repeat(drawing_width - visible_width(&bar));
        let drawn = format!("{bar}{space}{gap}{figures}");
        match fits {
            true => lines.push(format!("{}{gap}{}", cells::pad(&name, name_width), drawn.trim_end())),
            false => {
                lines.extend(screen.wrap(name.trim()));
                match screen.width.is_none_or(|width| GAP + visible_width(&drawn) <= width) {
                    true => lines.push(format!("{gap}{}", drawn.trim_end())),
                    false => {
                        lines.push(format!("{gap}{bar}"));
                        lines.extend(screen.wrap(&figures));
                    }
                }
            }
        }
    }
    lines
}

fn style_of(tone: Tone) -> Style {
    use anstyle::AnsiColor::{Cyan, Green, Red, Yellow};
    match tone {
        Tone::Good => Green.on_default(),
        Tone::Late => Cyan.on_default(),
        Tone::Warn => Yellow.on_default(),
        Tone::Bad => Red.on_default(),
        Tone::Quiet => Style::new().dimmed(),
        Tone::Plain => Style::new(),
    }
}

fn sign_of(tone: Tone, ascii: bool) -> &'static str {
    let (unicode, plain) = match tone {
        Tone::Good => ("\u{25aa}", "#"),
        Tone::Late => ("\u{25ab}", "+"),
        Tone::Warn => ("\u{25b8}", ">"),
        Tone::Bad => ("\u{2717}", "x"),
        Tone::Quiet => ("\u{bb}", "-"),
        Tone::Plain => ("\u{25e6}", "."),
    };
    if ascii { plain } else { unicode }
}
