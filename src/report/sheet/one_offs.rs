//! One-offs and faults found, as tables.

use super::super::{Figures, Report};
use super::lists::list;
use super::tables::title;
use super::{Shown, ratio};
use crate::language::{Lang, say};
use crate::render::sheet::{Body, Cell, Column, Row, Section, Table, TableKind};

/// Returns the counts, and the one-offs not done with their age; nothing if there were none.
pub(super) fn sections(report: &Report, shown: &Shown) -> Vec<Section> {
    let (lang, of) = (shown.lang, &report.one_offs);
    let counts = || Section::new(say::one_offs_heading(lang), Body::Table(counts(report, lang)));
    (!of.is_empty()).then(counts).into_iter().chain(open(report, shown)).collect()
}

fn counts(report: &Report, lang: Lang) -> Table {
    let columns = vec![
        Column::text(say::column_kind(lang), 16).name(),
        Column::number(say::figure_required(lang)),
        Column::number(say::figure_completion(lang)),
        Column::number(say::figure_late(lang)),
        Column::number(say::figure_not_done(lang)),
        Column::number(say::figure_skipped(lang)),
        Column::number(say::figure_returned(lang)),
    ];
    let row = |(name, of): (String, &Figures)| {
        Row::new(vec![
            name.into(),
            Cell::Count(of.required()),
            ratio(of.completion()),
            Cell::Count(of.late),
            Cell::Count(of.not_done()),
            Cell::Count(of.skipped),
            Cell::Count(of.returned),
        ])
    };
    let of = &report.one_offs;
    let rows = [(say::one_off_tasks(lang), &of.tasks), (say::one_off_faults(lang), &of.faults)];
    Table::new(TableKind::Summary, columns, rows.into_iter().map(row).collect())
}

fn open(report: &Report, shown: &Shown) -> Vec<Section> {
    let lang = shown.lang;
    let with_site = report.sites.len() > 1;
    let mut columns = vec![
        Column::text(say::column_day(lang), 10).name(),
        Column::text(say::column_task(lang), 36).name(),
        Column::text(say::column_kind(lang), 16),
    ];
    columns.extend(with_site.then(|| Column::text(say::fact_site(lang), 12)));
    columns.push(Column::text(say::column_person(lang), 10));
    columns.push(Column::text(say::column_status(lang), 13));
    columns.push(Column::number(say::column_age(lang)));
    let rows = report.open_one_offs().map(|it| {
        let kind = if it.is_fault { say::one_off_faults(lang) } else { say::one_off_tasks(lang) };
        let mut cells = vec![Cell::Date(it.day), it.title.as_str().into(), kind.into()];
        cells.extend(with_site.then(|| Cell::from(title(report, &it.site))));
        let age = u64::try_from(it.age).unwrap_or_default();
        cells.extend([Cell::optional(it.assignee.as_deref()), Cell::Status(it.status), Cell::Count(age)]);
        Row { cells, status: Some(it.status), strong: false }
    });
    list(say::one_offs_open(lang), columns, rows, shown)
}
