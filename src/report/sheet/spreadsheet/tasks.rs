//! The list of tasks with their counts; for a week or less, also with their status on each day.

use super::super::super::{Light, Report, SpanUnit, TaskCounts};
use super::super::{grid, ratio};
use super::KIND;
use crate::language::{Lang, say};
use crate::render::sheet::{Body, Cell, Column, Grid, Row, Section, Table};

/// Number of columns before the days.
const NAMES: usize = 1;

/// Whether the list has a column for each day, so that the days need no worksheet of their own.
pub(super) fn has_days(report: &Report) -> bool {
    let spans = report.asked.spans();
    spans.unit == SpanUnit::Day && spans.count() <= grid::MOST_WEEKDAYS
}

pub(super) fn section(report: &Report, lang: Lang) -> Section {
    let days = if has_days(report) { report.asked.spans().count() } else { 0 };
    let mut columns = vec![Column::text(say::column_task(lang), 60).name()];
    columns.extend(grid::labels(report, lang).into_iter().take(days).map(Column::day));
    let counts = [
        say::figure_required,
        say::figure_completion,
        say::figure_punctuality,
        say::figure_late,
        say::figure_not_done,
        say::figure_skipped,
    ];
    columns.extend(counts.map(|title| Column::number(title(lang))));
    columns.extend(report.targets.completion.map(|_| Column::text(say::column_result(lang), 12)));
    // Columns that a narrow page omits.
    let more = [say::figure_excused, say::figure_completed, say::figure_early, say::figure_on_time];
    columns.extend(more.map(|title| Column::data_number(title(lang))));
    columns.extend([Column::data(say::column_area(lang), 24), Column::data(say::column_kind(lang), 8)]);
    let rows = report.tasks.iter().map(|task| row(report, task, days, lang)).collect();
    let table = Table::new(KIND, columns, rows);
    let body = match days {
        0 => Body::Table(table),
        days => Body::Grid(Grid { meaning: grid::meaning(&table, lang), table, names: NAMES, days }),
    };
    Section::new(say::by_task(lang), body)
}

fn row(report: &Report, task: &TaskCounts, days: usize, lang: Lang) -> Row {
    let area = report.areas.iter().find(|area| *area.id == *task.area).map_or(&*task.area, |area| &area.title);
    let all = task.counts.all();
    let mut cells = vec![report.name_of(&task.id, lang).into()];
    cells.extend((0..days).map(|at| task.spans.get(at).map_or(Cell::Empty, grid::cell)));
    cells.extend([
        Cell::Count(all.required()),
        ratio(all.completion()),
        ratio(all.punctuality()),
        Cell::Count(all.late),
        Cell::Count(all.not_done()),
        Cell::Count(all.skipped),
    ]);
    let light = report.targets.completion.map(|target| Light::of_rate(all.completion(), target));
    cells.extend(light.map(|light| light.map_or(Cell::Empty, Cell::Light)));
    cells.extend([all.excused, all.done(), all.early, all.on_time].map(Cell::Count));
    cells.push(area.into());
    cells.push(if task.is_watch { say::kind_watch(lang) } else { say::kind_check(lang) }.into());
    Row::new(cells)
}
