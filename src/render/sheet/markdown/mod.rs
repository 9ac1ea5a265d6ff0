//! Markdown, with tables (GitHub Flavored Markdown) or, for chat programs that lack them, without.

mod overview;

use super::cell::{in_one_line, line};
use super::record::RowText;
use super::{Align, Body, Chart, Document, Row, ShownColumns, Table};
use crate::language::{Lang, say};
use crate::render::cells;

/// Whether the target supports tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tables {
    /// GitHub, wikis, WeCom's `markdown_v2`.
    Yes,
    /// DingTalk, WeCom's `markdown`: rows become lists.
    No,
}

/// Writes the whole document.
pub fn write(document: &Document, tables: Tables) -> String {
    let lang = document.lang;
    if let Some(overview) = document.overview.as_ref().filter(|_| document.sections.is_empty()) {
        let lacks = document.foot.iter().filter(|_| document.incomplete.is_some());
        let lacks: String =
            lacks.map(|text| format!("\n{}\n", paragraph(&cells::cut(text, overview::LONGEST_FAULT)))).collect();
        return overview::message(overview, lacks.len(), lang) + &lacks;
    }
    let mut blocks = vec![format!("# {}", escaped(&document.title))];
    match &document.overview {
        // The message begins with its own title.
        Some(overview) => blocks.extend(
            overview::message(overview, 0, lang).split_once("\n\n").map(|(_, rest)| rest.trim_end().to_owned()),
        ),
        None => blocks.extend(list(document.facts.iter().map(|it| fact(it, lang)))),
    }
    blocks.extend(document.lead.iter().map(|text| paragraph(text)));
    for section in &document.sections {
        blocks.extend(section.heading.as_ref().map(|heading| format!("## {}", escaped(heading))));
        let level = if section.heading.is_some() { "###" } else { "##" };
        match &section.body {
            Body::Text(paragraphs) => blocks.extend(paragraphs.iter().map(|text| paragraph(text))),
            Body::Table(table) => blocks.extend(groups(table, tables, level, lang)),
            Body::Grid(grid) => {
                blocks.extend(groups(&grid.table, tables, level, lang));
                blocks.push(paragraph(&grid.meaning));
            }
            Body::Chart(chart) if chart.is_empty() => {}
            Body::Chart(chart) => blocks.extend(figures(chart, lang)),
        }
    }
    if !document.foot.is_empty() {
        blocks.push("---".into());
        blocks.extend(list(document.foot.iter().map(|text| paragraph(text))));
    }
    blocks.retain(|block| !block.is_empty());
    blocks.join("\n\n") + "\n"
}

fn fact(fact: &super::Fact, lang: Lang) -> String {
    say::named(lang, escaped(&fact.name), escaped(&in_one_line(&fact.value.text(lang), lang)))
}

fn groups(table: &Table, tables: Tables, level: &str, lang: Lang) -> Vec<String> {
    let mut blocks = Vec::new();
    for group in table.groups.iter().filter(|group| !group.rows.is_empty()) {
        blocks.extend(group.heading.as_ref().map(|heading| format!("{level} {}", escaped(heading))));
        blocks.extend(group.lead.as_ref().map(|lead| paragraph(lead)));
        match tables {
            Tables::Yes => blocks.push(rows(table, &group.rows, lang)),
            Tables::No => blocks.extend(list(group.rows.iter().map(|row| item(table, row, lang)))),
        }
    }
    blocks
}

fn rows(table: &Table, rows: &[Row], lang: Lang) -> String {
    let shown = table.shown(ShownColumns::PAGE);
    let line_of = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let marks = shown.iter().map(|(_, column)| match column.align {
        Align::Left => "---",
        Align::Centre => ":-:",
        Align::Right => "--:",
    });
    let mut lines = vec![
        line_of(shown.iter().map(|(_, column)| escaped(&column.title)).collect()),
        line_of(marks.map(str::to_owned).collect()),
    ];
    for row in rows {
        let cell = |at: usize| {
            let text = row.cells.get(at).map(|cell| cell.text(lang)).unwrap_or_default();
            let text = escaped(&in_one_line(&text, lang));
            if row.strong && !text.is_empty() { format!("**{text}**") } else { text }
        };
        lines.push(line_of(shown.iter().map(|(at, _)| cell(*at)).collect()));
    }
    lines.join("\n")
}

/// Writes a row as a list item: `**08:30-09:00 DSR** 负责：运营；状态：待办`.
fn item(table: &Table, row: &Row, lang: Lang) -> String {
    let record = RowText::of(table, row, ShownColumns::PAGE, lang);
    let facts = record.facts.iter().map(|(name, text)| say::named(lang, escaped(name), escaped(text)));
    let facts = facts.collect::<Vec<_>>().join(&say::clause_semicolon(lang));
    format!("**{}** {facts}", escaped(&record.name)).trim_end().to_owned()
}

/// Writes a chart as text, because most Markdown targets do not show images.
fn figures(chart: &Chart, lang: Lang) -> Vec<String> {
    let mut blocks = vec![format!("**{}**", escaped(&chart.title))];
    blocks.extend(list(chart.in_words(lang).iter().map(|text| paragraph(text))));
    blocks
}

fn list(items: impl Iterator<Item = String>) -> Option<String> {
    let items: Vec<String> = items.map(|item| format!("- {}", begun(item))).collect();
    (!items.is_empty()).then(|| items.join("\n"))
}

/// Writes text as a paragraph.
fn paragraph(text: &str) -> String {
    begun(escaped(text))
}

/// Escapes a number or sign at the start of a block that would turn the block into a list or heading.
fn begun(text: String) -> String {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    // A sign begins a list only if a blank follows it (CommonMark, 5.2).
    let is_apart = text.as_bytes().get(digits + 1).is_none_or(u8::is_ascii_whitespace);
    match text.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 && is_apart => format!("{}\\{}", &text[..digits], &text[digits..]),
        Some(b'-') if digits == 0 && (is_apart || text.starts_with("--")) => format!("\\{text}"),
        Some(b'+') if digits == 0 && is_apart => format!("\\{text}"),
        Some(b'=') if digits == 0 => format!("\\{text}"),
        _ => text,
    }
}

/// Puts a backslash before every character that has a meaning in Markdown (CommonMark, 2.4). This includes characters
/// of addresses, which some targets turn into links automatically (GFM, 6.9).
fn escaped(text: &str) -> String {
    let text = line(text);
    let text = text.trim();
    let mut escaped = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let rest = &text[at + c.len_utf8()..];
        let acts = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '#' | '$' | '@' => true,
            // An entity ends with a semicolon: `&amp;`, not R&D.
            '&' => rest
                .find(|next: char| next != '#' && !next.is_ascii_alphanumeric())
                .is_some_and(|end| end > 0 && rest[end..].starts_with(';')),
            ':' => rest.starts_with("//"),
            '.' => text[..at].to_ascii_lowercase().ends_with("www"),
            _ => false,
        };
        if acts {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_lose_their_meaning() {
        let check = |text: &str, expected: &str| assert_eq!(escaped(text), expected, "{text:?}");
        check("自己主图+视频 08:30-09:00", "自己主图+视频 08:30-09:00");
        check("a|b", "a\\|b");
        check("`x` *y* [z](u)", "\\`x\\` \\*y\\* \\[z\\](u)");
        check("<b>", "\\<b\\>");
        check("R&D &amp; &#60;", "R&D \\&amp; \\&\\#60;");
        check("https://a.b www.a.b a@b.c", "https\\://a.b www\\.a.b a\\@b.c");
        check("  \\\n ", "\\\\");
    }

    #[test]
    fn a_paragraph_begins_no_list() {
        let check = |text: &str, expected: &str| assert_eq!(paragraph(text), expected, "{text:?}");
        check("1. one", "1\\. one");
        check("2026-11-23", "2026-11-23");
        check("- one", "\\- one");
        check("===", "\\===");
        check("+1", "+1");
        check("+ 1", "\\+ 1");
        check("90.7% done", "90.7% done");
        check("---", "\\---");
    }
}
