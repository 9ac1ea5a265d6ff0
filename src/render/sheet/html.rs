//! A self-contained web page: light and dark, charts as inline SVG, no scripts, prints on A4.
//!
//! Every text goes through [`escaped`]. As a second defence, a content security policy forbids loading or running
//! anything.

use super::cell::{in_one_line, line};
use super::{Align, Body, Cell, Column, Document, Fact, Grid, Group, Row, Section, ShownColumns, Table, Tone, svg};
use crate::language::Lang;

/// Maximum width in terminal cells of a column that does not wrap.
const SHORT: usize = 14;
/// Width of a cell's padding, in terminal cells.
const PADDING: usize = 2;

/// Boxes that are ticked on paper.
const BOXES: [&str; 2] = ["\u{2610}", "\u{2611}"];

/// Writes the whole page.
pub fn write(document: &Document) -> String {
    let lang = document.lang;
    let orientation = if document.is_wide() { "landscape" } else { "portrait" };
    let title = escaped(&line(&document.title));
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <style>\n@page {{ size: A4 {orientation}; margin: 10mm; }}\n{}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n",
        lang.tag(),
        include_str!("page.css"),
    );
    page += &facts(&document.facts, lang);
    page.extend(document.lead.iter().map(|text| format!("<p>{}</p>\n", lines(text))));
    let mut charts = 0;
    // Consecutive charts are placed side by side if there is room.
    let is_plain_chart = |section: &Section| section.heading.is_none() && matches!(section.body, Body::Chart(_));
    for together in document.sections.chunk_by(|one, next| is_plain_chart(one) && is_plain_chart(next)) {
        let kind = if is_plain_chart(&together[0]) { "charts" } else { "" };
        page += &format!("<section{}>\n", class(&[kind]));
        page.extend(together.iter().map(|part| section(part, &mut charts, lang)));
        page += "</section>\n";
    }
    if !document.foot.is_empty() {
        let foot: String = document.foot.iter().map(|text| format!("<p>{}</p>\n", lines(text))).collect();
        page += &format!("<footer>\n{foot}</footer>\n");
    }
    page + "</main>\n</body>\n</html>\n"
}

/// Writes a section with its heading.
fn section(section: &Section, charts: &mut usize, lang: Lang) -> String {
    let heading = section.heading.as_ref().map(|text| format!("<h2>{}</h2>\n", escaped(&line(text))));
    let body = match &section.body {
        Body::Text(paragraphs) => paragraphs.iter().map(|text| format!("<p>{}</p>\n", lines(text))).collect(),
        Body::Table(table) => table_of(table, lang),
        Body::Grid(grid) => grid_of(grid, lang),
        Body::Chart(chart) if chart.is_empty() => String::new(),
        Body::Chart(chart) => {
            *charts += 1;
            svg::figure(chart, *charts, lang)
        }
    };
    heading.unwrap_or_default() + &body
}

/// Escapes every character that has a special meaning in HTML or SVG, for content and quoted attributes.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Writes a text of several lines. A word joiner (Unicode, 23.2) after a box keeps it next to its label.
fn lines(text: &str) -> String {
    let html = text.split('\n').map(|text| escaped(&line(text))).collect::<Vec<_>>().join("<br>");
    BOXES.iter().fold(html, |html, sign| html.replace(sign, &format!("{sign}&#8288;")))
}

fn facts(facts: &[Fact], lang: Lang) -> String {
    if facts.is_empty() {
        return String::new();
    }
    let fact = |fact: &Fact| {
        let value = in_one_line(&fact.value.text(lang), lang);
        format!("<div><dt>{}</dt><dd>{}</dd></div>\n", escaped(&line(&fact.name)), escaped(&value))
    };
    format!("<dl>\n{}</dl>\n", facts.iter().map(fact).collect::<String>())
}

fn table_of(table: &Table, lang: Lang) -> String {
    let shown = table.shown(ShownColumns::PAGE);
    let title = |(_, column): &(usize, &Column)| {
        format!("<th scope=\"col\"{}>{}</th>", class(&[aligned(column)]), escaped(&line(&column.title)))
    };
    let titles: String = shown.iter().map(title).collect();
    let widths = widths(table, &shown, lang);
    let mut html = format!("<div class=\"wide\">\n<table>\n{widths}<thead><tr>{titles}</tr></thead>\n");
    for group in table.groups.iter().filter(|group| !group.rows.is_empty()) {
        html += &match &group.heading {
            Some(heading) => format!("<tbody class=\"group\">\n{}", group_heading(group, heading, shown.len())),
            None => "<tbody>\n".into(),
        };
        html.extend(group.rows.iter().map(|row| row_of(row, &shown, lang)));
        html += "</tbody>\n";
    }
    html + "</table>\n</div>\n"
}

/// Maximum number of days in a grid of normal text size.
const FEW_DAYS: usize = 14;

fn grid_of(grid: &Grid, lang: Lang) -> String {
    let size = if grid.days > FEW_DAYS { "small" } else { "" };
    let (table, meaning) = (table_of(&grid.table, lang), lines(&grid.meaning));
    format!("<div{}>\n{table}<p class=\"meaning\">{meaning}</p>\n</div>\n", class(&["grid", size]))
}

/// Divides the width of the page in proportion to the preferred widths of the columns, so that one long text leaves
/// room for the others.
fn widths(table: &Table, shown: &[(usize, &Column)], lang: Lang) -> String {
    let wanted: Vec<usize> = shown.iter().map(|(at, _)| table.wanted_width(*at, lang) + PADDING).collect();
    let whole = wanted.iter().sum::<usize>().max(1);
    let column = |width: &usize| format!("<col style=\"width: {}%\">", (width * 100).div_ceil(whole));
    format!("<colgroup>{}</colgroup>\n", wanted.iter().map(column).collect::<String>())
}

fn group_heading(group: &Group, heading: &str, columns: usize) -> String {
    let lead = group.lead.as_ref().map(|lead| format!("<span class=\"lead\">{}</span>", escaped(&line(lead))));
    let (heading, lead) = (escaped(&line(heading)), lead.unwrap_or_default());
    format!("<tr><th scope=\"rowgroup\" colspan=\"{columns}\">{heading}{lead}</th></tr>\n")
}

fn row_of(row: &Row, shown: &[(usize, &Column)], lang: Lang) -> String {
    // If several columns name the row, such as time and title, the last is the row's heading and the others are
    // ordinary cells.
    let name = shown.iter().filter(|(_, column)| column.is_name).map(|(at, _)| *at).next_back();
    let cell = |(at, column): &(usize, &Column)| {
        let cell = row.cells.get(*at).unwrap_or(&Cell::Empty);
        let kind = if matches!(cell, Cell::Tick(_)) { "box" } else { "" };
        let short = if column.width <= SHORT && column.align == Align::Left { "short" } else { "" };
        // A sign or fraction colours its whole cell, a status only its word.
        let is_coloured = matches!(cell, Cell::Sign(_) | Cell::Part { .. });
        let tone = tone_class(cell.tone()).filter(|_| is_coloured);
        let classes = class(&[aligned(column), kind, short, tone.unwrap_or_default()]);
        let content = match (cell, column.align) {
            // In the narrow columns of a grid, a total may wrap after the slash.
            (Cell::Ratio { .. }, Align::Centre) => content(cell, lang).replace('/', "/<wbr>"),
            _ => content(cell, lang),
        };
        match name == Some(*at) {
            true => format!("<th scope=\"row\"{classes}>{content}</th>"),
            false => format!("<td{classes}>{content}</td>"),
        }
    };
    let cells: String = shown.iter().map(cell).collect();
    format!("<tr{}>{cells}</tr>\n", class(&[if row.strong { "total" } else { "" }]))
}

fn content(cell: &Cell, lang: Lang) -> String {
    let text = lines(&cell.text(lang));
    match tone_class(cell.tone()) {
        Some(tone) if matches!(cell, Cell::Status(_)) => format!("<span class=\"status {tone}\">{text}</span>"),
        _ => text,
    }
}

fn aligned(column: &Column) -> &'static str {
    match column.align {
        Align::Left => "",
        Align::Centre => "centre",
        Align::Right => "right",
    }
}

fn class(names: &[&str]) -> String {
    let names: Vec<&str> = names.iter().copied().filter(|name| !name.is_empty()).collect();
    if names.is_empty() { String::new() } else { format!(" class=\"{}\"", names.join(" ")) }
}

fn tone_class(tone: Tone) -> Option<&'static str> {
    match tone {
        Tone::Plain => None,
        tone => Some(tone_name(tone)),
    }
}

/// Returns the style sheet's name for a tone.
pub fn tone_name(tone: Tone) -> &'static str {
    match tone {
        Tone::Good => "good",
        Tone::Late => "late",
        Tone::Warn => "warn",
        Tone::Bad => "bad",
        Tone::Quiet => "quiet",
        Tone::Plain => "plain",
    }
}
