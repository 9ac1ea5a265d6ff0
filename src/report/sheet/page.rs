//! The sections of a page below the overview, in the order of a team lead's questions: first what was not done.

use super::super::{Figures, Report, SpanUnit, TaskCounts};
use super::tables::{self, Dimension};
use super::{Shown, charts, grid, is_empty, lists, one_offs, ratio, values};
use crate::language::{Lang, say};
use crate::render::sheet::{Body, Cell, Column, Group, Row, Section, Table, TableKind};

/// Returns the sections in this order. Omits tables whose counts are in the overview, or are totals of another table.
pub(super) fn sections(report: &Report, shown: &Shown) -> Vec<Section> {
    let lang = shown.lang;
    if is_empty(report) {
        return one_offs::sections(report, shown);
    }
    let lists = lists::of_page(report, shown);
    let mut sections = Vec::new();
    // The overview compares a long range with a single earlier period, so also show changes within the range.
    if report.asked.spans().unit != SpanUnit::Day {
        sections.extend(charts::sections(report, shown.in_full, lang));
    }
    sections.extend(lists.not_done);
    if shown.by.contains(&Dimension::Task) {
        sections.push(by_task(report, lang));
    }
    sections.extend(values::sections(report, shown));
    sections.extend(lists.out_of_bounds);
    // On paper the grid starts a new page, so the values come before it to fill the page.
    sections.push(grid::section(report, lang));
    let others = shown.by.iter().filter(|by| **by != Dimension::Task);
    sections.extend(others.map(|by| tables::section(report, *by, shown)));
    sections.extend(one_offs::sections(report, shown));
    sections.extend(lists.others);
    sections
}

/// Returns the counts of areas and their tasks, narrow enough for a phone. Not printed, because the grid has the same
/// rows.
fn by_task(report: &Report, lang: Lang) -> Section {
    let columns = vec![
        Column::text(say::column_task(lang), 52).name(),
        Column::number(say::gauge_completion_short(lang)),
        Column::number(say::part_late(lang)),
        Column::number(say::part_skipped(lang)),
        Column::number(say::part_not_done(lang)),
    ];
    let cells = |name: String, of: &Figures| {
        let counts = [of.late, of.skipped, of.not_done()].map(|count| match count {
            0 => Cell::Empty,
            count => Cell::Count(count),
        });
        [Cell::from(name), ratio(of.completion())].into_iter().chain(counts).collect()
    };
    let is_shown = |task: &&TaskCounts| task.counts.all().required() > 0;
    let group = |(id, title): (&str, &str)| {
        let tasks: Vec<&TaskCounts> = report.tasks.iter().filter(|task| task.area == id).filter(is_shown).collect();
        let mut all = Figures::default();
        tasks.iter().for_each(|task| all += task.counts.all());
        let rows = tasks.iter().map(|task| Row::new(cells(report.name_of(&task.id, lang), &task.counts.all())));
        (!tasks.is_empty()).then(|| Group {
            rows: std::iter::once(Row::total(cells(title.to_owned(), &all))).chain(rows).collect(),
            ..Group::default()
        })
    };
    let groups = grid::areas(report).into_iter().filter_map(group).collect();
    let table = Table { kind: TableKind::Summary, columns, grouped_by: None, groups };
    Section { is_on_paper: false, ..Section::new(say::by_task(lang), Body::Table(table)) }
}
