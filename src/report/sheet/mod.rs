//! The report as a format-neutral sheet.

mod charts;
mod foot;
mod grid;
mod lists;
mod one_offs;
mod overview;
mod page;
mod spreadsheet;
mod tables;
mod values;

use super::{Counts, Figures, Lists, Rate, Report, week_name};
use crate::language::{Lang, say};
use crate::render::sheet::{Body, Cell, Column, Document, Row, Section, Share, Table, TableKind};
use crate::render::{filter, words};
pub use spreadsheet::spreadsheet;
pub use tables::Dimension;

/// Which parts of a report to show.
#[derive(Debug, Clone)]
pub struct Shown {
    /// Language.
    pub lang: Lang,
    /// The dimensions by which to show tables of counts.
    pub by: Vec<Dimension>,
    /// Maximum number of rows in a list; `None` if there is no limit.
    pub most: Option<usize>,
    /// Whether there is room for the grid of tasks and days, and for more than one chart.
    pub in_full: bool,
    /// Whether the overview is followed by folded sections with what it omits, instead of by all tables.
    pub as_page: bool,
    /// Whether tables of counts are written as lists, for programs.
    pub as_lists: bool,
}

/// Builds the sheet of a report.
pub fn document(report: &Report, shown: &Shown) -> Document {
    let lang = shown.lang;
    let sections = if shown.as_page { page::sections(report, shown) } else { sections(report, shown) };
    whole(report, lang, sections)
}

/// Builds only the first page, with a footer of one line, if given.
pub fn first_page(report: &Report, lang: Lang, foot: Option<String>) -> Document {
    Document { foot: foot.into_iter().collect(), ..whole(report, lang, Vec::new()) }
}

/// Puts sections below the first page.
fn whole(report: &Report, lang: Lang, sections: Vec<Section>) -> Document {
    Document {
        lang,
        title: say::report_title(lang, &report.checklist.1, range(report, lang)),
        facts: Vec::new(),
        overview: Some(overview::overview(report, lang)),
        lead: Vec::new(),
        sections,
        foot: foot::lines(report, lang),
        restriction: filter::line(&report.filter, lang),
        incomplete: None,
        day: report.asked.range.last,
    }
}

/// Returns the sections for formats that show all figures in tables.
fn sections(report: &Report, shown: &Shown) -> Vec<Section> {
    let lang = shown.lang;
    let mut sections = Vec::new();
    let is_empty = is_empty(report);
    // If there is nothing to show, the first page says so.
    if !is_empty {
        sections.push(Section::plain(Body::Table(figures(report, lang))));
        sections.extend(charts::sections(report, shown.in_full, lang));
    }
    // A single-table format always gets its table, even without rows.
    let by = shown.by.iter().filter(|_| shown.as_lists || !is_empty);
    sections.extend(by.map(|by| tables::section(report, *by, shown)));
    if !is_empty {
        sections.extend(shown.in_full.then(|| grid::section(report, lang)));
        sections.extend(values::sections(report, shown));
        sections.extend(lists::sections(report, shown));
    }
    sections.extend(one_offs::sections(report, shown));
    sections
}

/// Whether there is nothing to show apart from one-offs, because no day had begun or a filter excludes everything.
fn is_empty(report: &Report) -> bool {
    let has_counts = report.total != Counts::default() || !report.persons.is_empty();
    let has_any = has_counts || !report.values.is_empty() || report.lists != Lists::default();
    report.days.is_empty() || !report.filter.is_empty() && !has_any
}

fn range(report: &Report, lang: Lang) -> String {
    let range = report.asked.range;
    match week_name(range) {
        Some(week) => say::report_week(lang, week, range.first, range.last),
        None if range.first == range.last => words::date(lang, range.first),
        None => say::report_range(lang, range.first, range.last),
    }
}

fn ratio(rate: Rate) -> Cell {
    Cell::Ratio { of: rate.of, from: rate.from }
}

/// A count and its name.
type CountColumn = (fn(Lang) -> String, fn(&Figures) -> u64);

/// All counts, in display order.
const COUNTS: [CountColumn; 11] = [
    (say::figure_required, Figures::required),
    (say::figure_early, |of| of.early),
    (say::figure_on_time, |of| of.on_time),
    (say::figure_late, |of| of.late),
    (say::figure_missed, |of| of.missed),
    (say::figure_missed_done_later, |of| of.missed_done_later),
    (say::figure_overdue, |of| of.overdue),
    (say::figure_skipped, |of| of.skipped),
    (say::figure_excused, |of| of.excused),
    (say::figure_returned, |of| of.returned),
    (say::figure_backfilled, |of| of.backfilled),
];

/// A rate and its name.
type NamedRate = (fn(Lang) -> String, fn(&Figures) -> Rate);

/// All rates.
const RATES: [NamedRate; 3] = [
    (say::figure_completion, Figures::completion),
    (say::figure_punctuality, Figures::punctuality),
    (say::figure_punctuality_recorded, Figures::punctuality_without_backfills),
];

/// Returns a table of all figures of the report: for checks, watches and both together, and the change from the
/// previous period.
fn figures(report: &Report, lang: Lang) -> Table {
    let mut columns = vec![Column::text(say::figure(lang), 26).name()];
    // A rate may be shortened to its percentage, because its counts have rows of their own.
    let figure = |title: String| Column::number(title).in_short(Share::Percentage);
    columns.extend([say::checks(lang), say::watches(lang), say::together(lang)].map(figure));
    let total = [report.total.checks, report.total.watches, report.total.all()];
    let before = report.previous().map(|previous| (previous, previous.total.all()));
    if let Some((previous, _)) = &before {
        let range = week_name(previous.range).unwrap_or_else(|| short_range(previous.range));
        columns.extend([figure(say::before(lang, range)), Column::number(say::change(lang))]);
    }
    let mut rows: Vec<Row> = Vec::new();
    for (name, count) in COUNTS {
        let mut cells = vec![Cell::from(name(lang))];
        cells.extend(total.iter().map(|of| Cell::Count(count(of))));
        if let Some((_, before)) = &before {
            let (now, before) = (count(&total[2]), count(before));
            cells.extend([Cell::Count(before), signed(i128::from(now) - i128::from(before)).into()]);
        }
        rows.push(Row::new(cells));
    }
    for (name, rate) in RATES {
        let mut cells = vec![Cell::from(name(lang))];
        cells.extend(total.iter().map(|of| ratio(rate(of))));
        if let Some((_, before)) = &before {
            let change = rate(&total[2]).tenths_above(rate(before));
            let change = change.map(|tenths| say::points(lang, signed_tenths(tenths)));
            cells.extend([ratio(rate(before)), change.map_or(Cell::Missing, Cell::from)]);
        }
        rows.push(Row::total(cells));
    }
    Table::new(TableKind::Summary, columns, rows)
}

fn short_range(range: crate::calendar::DayRange) -> String {
    let (first, last) = (words::month_day(range.first), words::month_day(range.last));
    if range.first == range.last { first } else { format!("{first}..{last}") }
}

fn signed(number: i128) -> String {
    if number > 0 { format!("+{number}") } else { number.to_string() }
}

fn signed_tenths(tenths: i64) -> String {
    let sign = match tenths {
        0 => "",
        more if more > 0 => "+",
        _ => "-",
    };
    format!("{sign}{}.{}", tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10)
}
