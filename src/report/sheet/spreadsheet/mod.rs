//! The sections of a spreadsheet after the first page. Each has its own worksheet, to be filtered and printed.

mod details;
mod tasks;
mod values;

use super::super::{Report, SpanUnit};
use super::{Dimension, Shown, grid, is_empty, tables, whole};
use crate::language::{Lang, say};
use crate::render::sheet::{Document, Section, TableKind};

/// Builds the document of a spreadsheet. Always has the counts by task; `shown` selects the other tables of counts.
pub fn spreadsheet(report: &Report, shown: &Shown) -> Document {
    let lang = shown.lang;
    let mut sections = Vec::new();
    if !is_empty(report) {
        sections.push(tasks::section(report, lang));
        let others = shown.by.iter().filter(|by| **by != Dimension::Task);
        sections.extend(others.map(|by| tables::section(report, *by, shown)));
        if !tasks::has_days(report) {
            sections.push(Section { heading: Some(days_heading(report, lang)), ..grid::section(report, lang) });
        }
    }
    sections.extend(details::section(report, lang));
    sections.extend(values::section(report, lang));
    whole(report, lang, sections)
}

fn days_heading(report: &Report, lang: Lang) -> String {
    match report.asked.spans().unit {
        SpanUnit::Day => say::sheet_by_day(lang),
        SpanUnit::Week => say::sheet_by_week(lang),
        SpanUnit::Month => say::sheet_by_month(lang),
        SpanUnit::Year => say::sheet_by_year(lang),
    }
}

/// Every table of a spreadsheet is a list, so that it can be filtered.
const KIND: TableKind = TableKind::List;

/// Maximum width of a column in terminal cells, without its padding.
const WIDEST: usize = 38;
