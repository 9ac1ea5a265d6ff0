//! A row as text, for formats without columns: `08:30-09:00 自己主图`, then its other values.

use super::cell::{in_one_line, line};
use super::{Audience, Column, Row, ShownColumns, Table};
use crate::language::Lang;

/// A row as text.
pub struct RowText {
    /// The box to tick, if any, and the cells that name the row.
    pub name: String,
    /// The other cells, each with the title of its column.
    pub facts: Vec<(String, String)>,
}

impl RowText {
    /// Converts a row.
    pub fn of(table: &Table, row: &Row, form: ShownColumns, lang: Lang) -> RowText {
        let shown = table.shown(form);
        let text = |at: usize| row.cells.get(at).map(|cell| in_one_line(&cell.text(lang), lang)).unwrap_or_default();
        let names = |column: &Column| column.is_name || column.audience == Audience::Page;
        let name: Vec<String> = shown.iter().filter(|(_, column)| names(column)).map(|(at, _)| text(*at)).collect();
        let others = shown.iter().filter(|(_, column)| !names(column));
        let facts = others.map(|(at, column)| (line(&column.title), text(*at))).filter(|(_, text)| !text.is_empty());
        RowText {
            name: name.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" "),
            facts: facts.collect(),
        }
    }
}
