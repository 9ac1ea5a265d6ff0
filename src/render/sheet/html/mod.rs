//! A self-contained web page: light and dark, charts as inline SVG, no scripts, prints on A4.
//!
//! Every text goes through [`escaped`]. As a second defence, a content security policy forbids loading or running
//! anything.

mod overview;
mod table;

use super::cell::{in_one_line, line};
use super::{Body, Document, Fact, Section, TableKind, Tone, svg};
use crate::language::{Lang, say};

/// Boxes that are ticked on paper.
const BOXES: [&str; 2] = ["\u{2610}", "\u{2611}"];

/// Page size of a document with an overview: only its grids are in landscape.
const PAGES: &str =
    "@page { size: A4 portrait; margin: 11mm 12mm; }\n@page wide { size: A4 landscape; margin: 10mm; }\n";

/// Writes the whole page.
pub fn write(document: &Document) -> String {
    write_all(std::slice::from_ref(document), &document.title)
}

/// Writes documents to one page with a title, each beginning on a new page of paper.
pub fn write_all(documents: &[Document], title: &str) -> String {
    let mut charts = 0;
    let mains: String = documents.iter().map(|document| main_of(document, &mut charts)).collect();
    format!("{}{mains}</body>\n</html>\n", head(documents, title))
}

/// Writes a document without the surrounding page. `charts` is the number of charts before the document.
fn main_of(document: &Document, charts: &mut usize) -> String {
    let lang = document.lang;
    let mut main = String::from("<main>\n");
    match &document.overview {
        Some(overview) => {
            main += &overview::overview(overview, document, charts);
            let parts = (1..).zip(&document.sections);
            main.extend(parts.map(|(number, section)| folded(section, number, charts, lang)));
            main += &basis(document);
        }
        None => {
            main += &format!("<h1>{}</h1>\n{}", escaped(&line(&document.title)), facts(&document.facts, lang));
            main.extend(document.lead.iter().map(|text| format!("<p>{}</p>\n", lines(text))));
            main += &sections(&document.sections, charts, lang);
            main += &foot(document);
        }
    }
    main + "</main>\n"
}

/// Writes everything before the content.
fn head(documents: &[Document], title: &str) -> String {
    let page = include_str!("page.css");
    let has_overview = documents.iter().any(|document| document.overview.is_some());
    let style = match (has_overview, documents.iter().any(Document::is_wide)) {
        (true, _) => format!("{PAGES}{page}{}", include_str!("overview.css")),
        (false, true) => format!("@page {{ size: A4 landscape; margin: 10mm; }}\n{page}"),
        (false, false) => format!("@page {{ size: A4 portrait; margin: 10mm; }}\n{page}"),
    };
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"format-detection\" content=\"telephone=no\">\n<title>{}</title>\n\
         <style>\n{style}</style>\n</head>\n<body>\n",
        documents.first().map_or(Lang::En, |first| first.lang).tag(),
        escaped(&line(title)),
    )
}

/// Writes sections one below the other.
fn sections(sections: &[Section], charts: &mut usize, lang: Lang) -> String {
    let mut html = String::new();
    // Consecutive charts are placed side by side if there is room.
    let is_plain_chart = |section: &Section| section.heading.is_none() && matches!(section.body, Body::Chart(_));
    for together in sections.chunk_by(|one, next| is_plain_chart(one) && is_plain_chart(next)) {
        let kind = if is_plain_chart(&together[0]) { "charts" } else { "" };
        html += &format!("<section{}>\n", class(&[kind]));
        for section in together {
            let heading = section.heading.as_ref().map(|text| format!("<h2>{}</h2>\n", escaped(&line(text))));
            html += &(heading.unwrap_or_default() + &body(&section.body, "", charts, lang));
        }
        html += "</section>\n";
    }
    html
}

/// Maximum number of rows of the first list below an overview for which the list is unfolded at first.
const OPEN: usize = 40;

/// Writes a section below an overview. Its heading is always visible, its content only if unfolded or on paper.
fn folded(section: &Section, number: usize, charts: &mut usize, lang: Lang) -> String {
    let frame = format!(" tabindex=\"0\" role=\"region\" aria-labelledby=\"part-{number}\"");
    let Some(heading) = &section.heading else {
        return format!("<section class=\"part\">\n{}</section>\n", body(&section.body, "", charts, lang));
    };
    let (kind, count) = match &section.body {
        Body::Grid(_) => ("whole", None),
        Body::Table(table) if table::stacks(table) => {
            ("list", Some(table).filter(|table| table.kind == TableKind::List))
        }
        _ => ("", None),
    };
    let count = count.map(|table| table.rows().filter(|row| !row.strong).count());
    let open = if number == 1 && count.is_some_and(|count| count <= OPEN) { " open" } else { "" };
    let screen = if section.is_on_paper { "" } else { "screen" };
    let count = count.map(|count| format!(" <span class=\"count\">{count}</span>")).unwrap_or_default();
    format!(
        "<details{}{open}>\n<summary><h2 id=\"part-{number}\">{}</h2>{count}</summary>\n{}</details>\n",
        class(&["part", kind, screen]),
        escaped(&line(heading)),
        body(&section.body, &frame, charts, lang)
    )
}

/// Writes the content of a section. `frame` has the attributes of the frame in which a wide table scrolls.
fn body(body: &Body, frame: &str, charts: &mut usize, lang: Lang) -> String {
    match body {
        Body::Text(paragraphs) => paragraphs.iter().map(|text| format!("<p>{}</p>\n", lines(text))).collect(),
        Body::Table(table) => table::table_of(table, frame, !frame.is_empty() && table::stacks(table), lang),
        Body::Grid(grid) => table::grid_of(grid, frame, lang),
        Body::Chart(chart) if chart.is_empty() => String::new(),
        Body::Chart(chart) => {
            *charts += 1;
            svg::figure(chart, None, *charts, lang)
        }
    }
}

/// Writes the footer below an overview: folded, unless it lists what could not be read.
fn basis(document: &Document) -> String {
    if document.foot.is_empty() {
        return String::new();
    }
    // An overview on its own must fit on one printed page, so the footer is left out there.
    let kind = if document.sections.is_empty() { "screen" } else { "" };
    let open = if kind.is_empty() && document.incomplete.is_some() { " open" } else { "" };
    let heading = escaped(&say::foot_heading(document.lang));
    let classes = class(&["part", kind]);
    format!("<details{classes}{open}>\n<summary><h2>{heading}</h2></summary>\n{}</details>\n", foot(document))
}

fn foot(document: &Document) -> String {
    if document.foot.is_empty() {
        return String::new();
    }
    let foot: String = document.foot.iter().map(|text| format!("<p>{}</p>\n", lines(text))).collect();
    format!("<footer>\n{foot}</footer>\n")
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
