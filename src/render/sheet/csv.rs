//! CSV by RFC 4180: only the document's main table, titles first, so that every program can read it. Tables with the
//! same columns, such as those of other sites, follow without titles. If the document is filtered, or not everything
//! could be read, a last line says so.

use super::cell::{in_one_line, line};
use super::{Cell, Document, ShownColumns, Table};
use csv::{QuoteStyle, Terminator, WriterBuilder};
use rust_decimal::Decimal;

/// Byte order mark, by which Excel and WPS recognise UTF-8.
pub const BOM: &str = "\u{feff}";

/// Writes the main table of a document. The names of groups are in a column of their own.
pub fn write(document: &Document) -> String {
    write_all(std::slice::from_ref(document))
}

/// Writes the main tables of documents, except those whose columns differ from the first one's.
pub fn write_all(documents: &[Document]) -> String {
    // Writing to memory cannot fail.
    String::from_utf8_lossy(&records(documents).unwrap_or_default()).into_owned()
}

fn records(documents: &[Document]) -> Option<Vec<u8>> {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .quote_style(QuoteStyle::Necessary)
        .flexible(true)
        .from_writer(Vec::new());
    let mut tables: Vec<(&Document, &Table)> = documents
        .iter()
        .flat_map(|document| document.main_tables().into_iter().map(move |it| (document, it)))
        .collect();
    let mut width = 1;
    if let Some((_, first)) = tables.first().copied() {
        tables.retain(|(_, table)| table.columns == first.columns);
        let titles = first.shown(ShownColumns::DATA).into_iter().map(|(_, column)| guarded(&column.title));
        let titles: Vec<String> = first.grouped_by.as_deref().map(guarded).into_iter().chain(titles).collect();
        writer.write_record(&titles).ok()?;
        width = titles.len();
    }
    for (document, table) in tables {
        let shown = table.shown(ShownColumns::DATA);
        for group in &table.groups {
            let heading = table.grouped_by.is_some().then(|| guarded(group.heading.as_deref().unwrap_or_default()));
            for row in &group.rows {
                let cell = |at: &usize| row.cells.get(*at).map(|cell| field(cell, document)).unwrap_or_default();
                writer.write_record(heading.clone().into_iter().chain(shown.iter().map(|(at, _)| cell(at)))).ok()?;
            }
        }
    }
    let mut said: Vec<&String> = Vec::new();
    for line in documents.iter().flat_map(|document| document.restriction.iter().chain(&document.incomplete)) {
        if !said.contains(&line) {
            said.push(line);
        }
    }
    for said in said {
        // Pad the record to the common width.
        let rest = std::iter::repeat_n(String::new(), width - 1);
        writer.write_record(std::iter::once(guarded(said)).chain(rest)).ok()?;
    }
    writer.into_inner().ok()
}

/// Returns a number without its unit, and anything else as guarded text.
fn field(cell: &Cell, document: &Document) -> String {
    match cell {
        Cell::Decimal { value, .. } | Cell::Money(value) => Decimal::to_string(value),
        Cell::Count(count) => count.to_string(),
        cell => guarded(&in_one_line(&cell.text(document.lang), document.lang)),
    }
}

/// Puts an apostrophe before anything that a spreadsheet could take for the start of a formula: at the start of the
/// text, and after `;`, which separates cells where the decimal sign is a comma (OWASP, CSV Injection; some Chinese and
/// Japanese editions accept full-width signs). The text must be a single line.
fn guarded(text: &str) -> String {
    let mut guarded = String::with_capacity(text.len() + 1);
    let mut at_start = true;
    for c in line(text).chars() {
        if at_start && "=+-@＝＋－＠".contains(c) {
            guarded.push('\'');
        }
        at_start = c == ';' || (at_start && c.is_whitespace());
        guarded.push(c);
    }
    guarded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_like_a_formula_gets_an_apostrophe() {
        let check = |text: &str, expected: &str| assert_eq!(guarded(text), expected, "{text:?}");
        check("自己主图+视频", "自己主图+视频");
        check("a=b", "a=b");
        check("=1+1", "'=1+1");
        check("+1", "'+1");
        check("-1", "'-1");
        check("@SUM(A1)", "'@SUM(A1)");
        check("＝1", "'＝1");
        check("  =1", "  '=1");
        check("\t=1", " '=1");
        check("\r\n=1", "  '=1");
        check("x;=1;y", "x;'=1;y");
        check("", "");
    }
}
