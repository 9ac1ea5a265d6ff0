//! A grid of tasks and days; for long ranges, of tasks and weeks, months or years.

use super::super::{Counts, Figures, Report, SpanUnit, TaskCounts};
use super::ratio;
use crate::calendar::Day;
use crate::language::{Lang, say};
use crate::render::sheet::{Body, Cell, Column, Grid, Group, Row, Section, Table, TableKind, Tone};
use crate::render::words;
use crate::status::{Status, Timing};
use chrono::Datelike;

/// Maximum number of days whose weekdays fit into the titles.
pub(super) const MOST_WEEKDAYS: usize = 7;

/// Statuses that have a sign of their own.
const SIGNS: [Status; 6] = [
    Status::Done(Timing::OnTime),
    Status::Done(Timing::Late),
    Status::Missed,
    Status::Overdue,
    Status::Skipped,
    Status::Excused,
];

/// Returns the grid with its heading.
pub(super) fn section(report: &Report, lang: Lang) -> Section {
    let spans = report.asked.spans();
    let heading = match spans.unit {
        SpanUnit::Day => say::grid_by_day(lang),
        SpanUnit::Week => say::grid_by_week(lang),
        SpanUnit::Month => say::grid_by_month(lang),
        SpanUnit::Year => say::grid_by_year(lang),
    };
    let mut columns = vec![Column::text(say::column_task(lang), 52).name()];
    columns.extend(labels(report, lang).into_iter().map(Column::day));
    columns.push(Column::number(say::figure_completion(lang)));
    // A spreadsheet stores the completion as a single number, so add columns for its two counts.
    columns.extend([say::figure_completed(lang), say::figure_required(lang)].map(Column::data_number));
    let group = |(id, title): (&str, &str)| Group {
        heading: Some(title.to_owned()),
        lead: None,
        rows: report.tasks.iter().filter(|task| task.area == id).filter_map(|it| row(report, it, lang)).collect(),
    };
    let mut groups: Vec<Group> = areas(report).into_iter().map(group).filter(|group| !group.rows.is_empty()).collect();
    groups.push(Group { rows: vec![total(report, lang)], ..Group::default() });
    let table = Table { kind: TableKind::Summary, columns, grouped_by: Some(say::column_area(lang)), groups };
    let meaning = meaning(&table, lang);
    Section::new(heading, Body::Grid(Grid { table, names: 1, days: spans.count(), meaning }))
}

/// Returns the id and title of each area that has tasks or counts, so that no task is omitted.
pub(super) fn areas(report: &Report) -> Vec<(&str, &str)> {
    let mut areas: Vec<(&str, &str)> = report.areas.iter().map(|area| (&*area.id, area.title.as_str())).collect();
    for task in &report.tasks {
        if !areas.iter().any(|(id, _)| *id == task.area) {
            areas.push((&task.area, &task.area));
        }
    }
    areas
}

/// Returns the titles of the columns, one per day, week, month or year: `11-23 Mon`, `W48`, `2026-11`, `2026`.
pub(super) fn labels(report: &Report, lang: Lang) -> Vec<String> {
    let spans = report.asked.spans();
    let with_weekday = spans.count() <= MOST_WEEKDAYS;
    let label = |day: &Day| match spans.unit {
        SpanUnit::Day if with_weekday => words::month_day_weekday(lang, *day),
        SpanUnit::Day => words::month_day(*day),
        SpanUnit::Week => format!("W{:02}", day.iso_week().week()),
        unit => unit.name(*day),
    };
    spans.firsts().iter().map(label).collect()
}

/// Returns a task's row; `None` if no occurrence of it was required or excused.
fn row(report: &Report, task: &TaskCounts, lang: Lang) -> Option<Row> {
    let all = task.counts.all();
    let spans = report.asked.spans().count();
    let cell = |at: usize| task.spans.get(at).map_or(Cell::Empty, cell);
    let cells = std::iter::once(report.name_of(&task.id, lang).into()).chain((0..spans).map(cell));
    (all.required() + all.excused > 0).then(|| Row::new(cells.chain(completion(&all)).collect()))
}

fn total(report: &Report, lang: Lang) -> Row {
    let rate = |counts: &Counts| match counts.all().required() {
        0 => Cell::Empty,
        _ => ratio(counts.all().completion()),
    };
    let name = std::iter::once(say::total(lang).into());
    let spans = report.spans();
    Row::total(name.chain(spans.iter().map(rate)).chain(completion(&report.total.all())).collect())
}

/// Returns the last cells of a row: the completion and its two counts.
fn completion(of: &Figures) -> [Cell; 3] {
    let rate = of.completion();
    [ratio(rate), Cell::Count(rate.of), Cell::Count(rate.from)]
}

/// Returns a task's cell for a day, week, month or year: a sign if one occurrence was required, a fraction if several
/// were.
pub(super) fn cell(of: &Figures) -> Cell {
    match of.required() {
        0 if of.excused > 0 => Cell::Sign(Status::Excused),
        0 => Cell::Empty,
        1 if of.skipped == 1 => Cell::Sign(Status::Skipped),
        1 if of.late == 1 => Cell::Sign(Status::Done(Timing::Late)),
        1 if of.done() == 1 => Cell::Sign(Status::Done(Timing::OnTime)),
        1 if of.overdue == 1 => Cell::Sign(Status::Overdue),
        1 => Cell::Sign(Status::Missed),
        from => Cell::Part { of: of.done(), from, tone: tone(of) },
    }
}

fn tone(of: &Figures) -> Tone {
    match of.done() {
        0 => Tone::Bad,
        done if done < of.required() => Tone::Warn,
        _ if of.late > 0 => Tone::Late,
        _ => Tone::Good,
    }
}

/// Returns the legend: the signs that occur, and the colours.
pub(super) fn meaning(table: &Table, lang: Lang) -> String {
    let stands = |status: &Status| table.rows().any(|row| row.cells.contains(&Cell::Sign(*status)));
    let sign = |status: Status| format!("{} {}", Cell::Sign(status).text(lang), words::status(lang, status));
    let signs: Vec<String> = SIGNS.into_iter().filter(stands).map(sign).collect();
    let signs = signs.join(&say::list_comma(lang));
    if signs.is_empty() { say::grid_colours(lang) } else { say::grid_meaning(lang, signs, say::grid_colours(lang)) }
}
