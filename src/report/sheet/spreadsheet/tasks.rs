//! The tasks with their counts, as a list.

use super::super::super::{Light, Report, TaskCounts};
use super::super::ratio;
use super::{KIND, WIDEST};
use crate::language::{Lang, say};
use crate::render::sheet::{Body, Cell, Column, Row, Section, Table};

pub(super) fn section(report: &Report, lang: Lang) -> Section {
    let mut columns = vec![
        Column::text(say::column_area(lang), 16).name(),
        Column::text(say::column_task(lang), WIDEST).name(),
        Column::text(say::column_kind(lang), 8),
    ];
    let counts = [
        say::figure_required,
        say::figure_completed,
        say::figure_completion,
        say::figure_on_time,
        say::figure_punctuality,
        say::figure_late,
        say::figure_not_done,
        say::figure_skipped,
        say::figure_excused,
    ];
    columns.extend(counts.map(|title| Column::number(title(lang))));
    columns.extend(report.targets.completion.map(|_| Column::text(say::column_result(lang), 12)));
    let rows = report.tasks.iter().map(|task| row(report, task, lang)).collect();
    Section::new(say::by_task(lang), Body::Table(Table::new(KIND, columns, rows)))
}

fn row(report: &Report, task: &TaskCounts, lang: Lang) -> Row {
    let area = report.areas.iter().find(|area| *area.id == *task.area).map_or(&*task.area, |area| &area.title);
    let all = task.counts.all();
    let mut cells = vec![
        area.into(),
        report.name_of(&task.id, lang).into(),
        if task.is_watch { say::kind_watch(lang) } else { say::kind_check(lang) }.into(),
        Cell::Count(all.required()),
        Cell::Count(all.done()),
        ratio(all.completion()),
        Cell::Count(all.early + all.on_time),
        ratio(all.punctuality()),
        Cell::Count(all.late),
        Cell::Count(all.not_done()),
        Cell::Count(all.skipped),
        Cell::Count(all.excused),
    ];
    let light = report.targets.completion.map(|target| Light::of_rate(all.completion(), target));
    cells.extend(light.map(|light| light.map_or(Cell::Empty, Cell::Light)));
    Row::new(cells)
}
