//! The overview as the beginning of a page: cards in one column on a phone, in two on a desktop and on paper.

use super::{class, escaped, lines, tone_name};
use crate::language::{Lang, say};
use crate::render::sheet::cell::line;
use crate::render::sheet::{Block, Cell, Document, Entry, Gauge, Light, Overview, Topic, percent, svg};

/// Writes the overview of a document. `charts` counts the charts of the page.
pub(super) fn overview(overview: &Overview, document: &Document, charts: &mut usize) -> String {
    let lang = document.lang;
    let mut html = format!(
        "<header>\n<p class=\"scope\">{}</p>\n<h1>{} <span>{}</span></h1>\n",
        text(&overview.scope),
        text(&overview.title),
        text(&overview.range)
    );
    html += &verdict(overview, document.incomplete.as_deref(), lang);
    html.extend(document.lead.iter().map(|lead| format!("<p class=\"about\">{}</p>\n", lines(lead))));
    html += "</header>\n";
    if !overview.gauges.is_empty() {
        let gauges: String = overview.gauges.iter().map(|gauge| tile(gauge, lang)).collect();
        html += &format!("<dl class=\"tiles\">\n{gauges}</dl>\n");
    }
    html += &parts(overview);
    let cards: String = overview.blocks.iter().map(|block| card(block, charts, lang)).collect();
    html += &format!("<div class=\"cards\">\n{cards}</div>\n");
    html.extend(overview.foot.iter().map(|foot| format!("<p class=\"basis\">{}</p>\n", lines(foot))));
    html
}

/// Writes the verdict, after a separate warning if not everything could be read.
fn verdict(overview: &Overview, incomplete: Option<&str>, lang: Lang) -> String {
    let warning = incomplete.map(|warning| {
        format!("<p class=\"warning\"><span aria-hidden=\"true\">\u{26a0}</span> {}</p>\n", lines(warning))
    });
    let mut sentences = overview.verdict.iter().skip(usize::from(incomplete.is_some()));
    let first = sentences.next().map(|first| format!("<strong>{}</strong>", lines(first)));
    let gap = say::sentence_gap(lang);
    let rest: String = sentences.map(|sentence| format!("{gap}{}", lines(sentence))).collect();
    let verdict = first.map(|first| format!("<p class=\"verdict\">{first}{rest}</p>\n"));
    warning.unwrap_or_default() + &verdict.unwrap_or_default()
}

/// Writes a rate as a tile.
fn tile(gauge: &Gauge, lang: Lang) -> String {
    let (rate, counts) = gauge.rate.parts(lang);
    let rate = match rate.strip_suffix('%') {
        Some(number) => format!("{number}<small>%</small>"),
        None => text(&rate),
    };
    let mut html = format!(
        "<div class=\"tile\"><dt>{}</dt>\n<dd><span class=\"big\">{rate}</span> <span class=\"counts\">{counts}</span>{}\n{}",
        text(&gauge.name),
        gauge.light.map(|light| badge(light, lang)).unwrap_or_default(),
        bar(gauge)
    );
    let target = gauge.target.map(|target| say::target_percent(lang, target.normalize()));
    let about =
        target.iter().chain(&gauge.change).map(|about| format!("<span class=\"figure\">{}</span> ", text(about)));
    html += &format!("<span class=\"about\">{}</span>", about.collect::<String>().trim_end());
    html + "</dd></div>\n"
}

/// Draws the bar of a rate, with a mark at its target. Hidden from screen readers, which get the figures beside it.
fn bar(gauge: &Gauge) -> String {
    let Cell::Ratio { of, from } = gauge.rate else { return String::new() };
    let Some(width) = percent(of, from) else { return String::new() };
    let tone = gauge.light.map_or("plain", |light| tone_name(light.tone()));
    let mark =
        gauge.target.map(|target| format!("<span class=\"mark\" style=\"left: {}%\"></span>", target.normalize()));
    format!(
        "<span class=\"track\" aria-hidden=\"true\"><span class=\"fill fill-{tone}\" style=\"width: {width}\"></span>{}</span>\n",
        mark.unwrap_or_default()
    )
}

fn badge(light: Light, lang: Lang) -> String {
    let (tone, sign, word) = (tone_name(light.tone()), light.sign(), text(&light.word(lang)));
    format!("<span class=\"badge {tone}\"><span aria-hidden=\"true\">{sign}</span> {word}</span>")
}

/// Draws the parts of the whole as one bar with a legend.
fn parts(overview: &Overview) -> String {
    if overview.parts.is_empty() {
        return String::new();
    }
    let (name, whole) = &overview.whole;
    let mut bar = String::new();
    let mut legend = format!("<span class=\"figure\">{} <strong>{whole}</strong></span>\n", text(name));
    for part in &overview.parts {
        let (tone, count) = (tone_name(part.tone), part.count);
        bar += &format!("<span class=\"fill-{tone}\" style=\"flex-grow: {count}\"></span>");
        legend += &format!(
            "<span class=\"figure\"><span class=\"swatch fill-{tone}\"></span>{} <strong>{count}</strong></span>\n",
            text(&part.name)
        );
    }
    format!("<div class=\"stack\" aria-hidden=\"true\">{bar}</div>\n<p class=\"legend\">\n{legend}</p>\n")
}

/// Writes a block as a card.
fn card(block: &Block, charts: &mut usize, lang: Lang) -> String {
    let count = block.count.map(|count| format!(" <span class=\"count\">{count}</span>")).unwrap_or_default();
    let mut html = format!("<section class=\"card\">\n<h2>{}{count}</h2>\n", text(&block.heading));
    html.extend(block.lead.iter().map(|lead| format!("<p>{}</p>\n", lines(lead))));
    html += &match &block.chart {
        Some(chart) if !chart.is_empty() => {
            *charts += 1;
            let drawing = svg::figure(chart, Some(&block.heading), *charts, lang);
            let figures = text(&say::chart_figures(lang));
            format!("{drawing}<details>\n<summary>{figures}</summary>\n{}</details>\n", table(block, lang))
        }
        _ if !block.columns.is_empty() => table(block, lang),
        _ => list(block, lang),
    };
    html.extend(block.notes(lang).iter().map(|note| format!("<p class=\"about\">{}</p>\n", lines(note))));
    html + "</section>\n"
}

/// Writes the entries as a small table.
fn table(block: &Block, lang: Lang) -> String {
    let titles: String = block.columns.iter().map(|title| format!("<th scope=\"col\">{}</th>", text(title))).collect();
    let mut html = format!("<table>\n<thead><tr>{titles}</tr></thead>\n<tbody>\n");
    for entry in &block.entries {
        html += &format!("<tr><th scope=\"row\">{}</th>", text(&entry.name));
        if !entry.figure.is_empty() {
            html += &format!("<td>{}</td>", figure(entry, lang));
        }
        // With a chart, this table is the only place for the full fractions.
        let more = |cell: &Cell| if block.chart.is_some() { cell.text(lang) } else { cell.parts(lang).0 };
        html.extend(entry.more.iter().map(|cell| format!("<td>{}</td>", text(&more(cell)))));
        html += "</tr>\n";
    }
    html + "</tbody>\n</table>\n"
}

/// Writes the entries as rows: a name and a figure, with the details below.
fn list(block: &Block, lang: Lang) -> String {
    let (kind, tag) = match block.topic {
        Topic::Coming => ("days", "ul"),
        Topic::Late => ("bars", "ul"),
        Topic::Worst => ("", "ol"),
        _ => ("", "ul"),
    };
    let rows: String = block.entries.iter().map(|entry| row(entry, block.topic, lang)).collect();
    format!("<{tag}{}>\n{rows}</{tag}>\n", class(&["rows", kind]))
}

fn row(entry: &Entry, topic: Topic, lang: Lang) -> String {
    let name = format!("<span class=\"name\">{}</span>", text(&entry.name));
    let figure = format!("<span class=\"figure\">{}</span>", figure(entry, lang));
    let detail = text(&entry.detail);
    let content = match (topic, entry.light, entry.bar) {
        (Topic::Coming, ..) => format!("<span class=\"figure\">{}</span>{name}", text(&entry.figure.text(lang))),
        // A badge takes the figure's place, and the figure moves to the start of the details.
        (_, Some(light), _) => {
            let gap = say::clause_comma(lang);
            format!("{name}{}<span class=\"about\">{figure}{gap}{detail}</span>", badge(light, lang))
        }
        (_, _, Some((count, most))) => {
            let width = (count * 100).checked_div(most).unwrap_or_default();
            format!(
                "{name}<span class=\"bar\" aria-hidden=\"true\"><span style=\"width: {width}%\"></span></span>{figure}"
            )
        }
        _ if detail.is_empty() => name + &figure,
        _ => format!("{name}{figure}<span class=\"about\">{detail}</span>"),
    };
    format!("<li>{content}</li>\n")
}

/// Writes a figure, always with its counts.
fn figure(entry: &Entry, lang: Lang) -> String {
    let (figure, counts) = entry.figure.parts(lang);
    let figure = format!("<strong>{}</strong>", text(&figure));
    if counts.is_empty() { figure } else { format!("{figure} <span class=\"counts\">{counts}</span>") }
}

/// Escapes a text for a single line.
fn text(text: &str) -> String {
    escaped(&line(text))
}
