//! Tables of counts by day, area, task, person or site.

use super::super::{Counts, Figures, PersonCounts, Report, SpanUnit, Spans};
use super::{COUNTS, Shown, ratio};
use crate::language::{Lang, say};
use crate::render::sheet::{Body, Cell, Column, Row, Section, Share, Table, TableKind};

/// What each row of a table represents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dimension {
    /// Business days.
    Day,
    /// ISO weeks.
    Week,
    /// Months.
    Month,
    /// Areas.
    Area,
    /// Tasks.
    Task,
    /// Owners.
    Person,
    /// Sites.
    Site,
}

impl Dimension {
    /// All dimensions, with their names on the command line.
    pub const ALL: [(&'static str, Dimension); 7] = [
        ("day", Dimension::Day),
        ("week", Dimension::Week),
        ("month", Dimension::Month),
        ("area", Dimension::Area),
        ("task", Dimension::Task),
        ("person", Dimension::Person),
        ("site", Dimension::Site),
    ];

    /// Returns the dimension that suits the length of a range: days, weeks or months.
    pub fn of_days(spans: &Spans) -> Dimension {
        match spans.unit {
            SpanUnit::Day => Dimension::Day,
            SpanUnit::Week => Dimension::Week,
            SpanUnit::Month | SpanUnit::Year => Dimension::Month,
        }
    }

    /// Returns the dimension with this name on the command line, if there is one.
    pub fn named(word: &str) -> Option<Dimension> {
        Self::ALL.into_iter().find(|(name, _)| *name == word).map(|(_, dimension)| dimension)
    }

    fn heading(self, lang: Lang) -> String {
        match self {
            Dimension::Day => say::by_day(lang),
            Dimension::Week => say::by_week(lang),
            Dimension::Month => say::by_month(lang),
            Dimension::Area => say::by_area(lang),
            Dimension::Task => say::by_task(lang),
            Dimension::Person => say::by_person_heading(lang),
            Dimension::Site => say::by_site(lang),
        }
    }

    /// Returns the columns that name a row.
    fn names(self, lang: Lang) -> Vec<Column> {
        match self {
            Dimension::Day => vec![Column::text(say::column_day(lang), 10).name()],
            Dimension::Week => vec![Column::text(say::column_week(lang), 10).name()],
            Dimension::Month => vec![Column::text(say::column_month(lang), 10).name()],
            Dimension::Area => vec![Column::text(say::column_area(lang), 24).name()],
            Dimension::Task => vec![
                Column::text(say::column_task(lang), 52).name(),
                Column::data(say::column_id(lang), 16),
                Column::data(say::column_area(lang), 16),
                Column::data(say::column_kind(lang), 8),
            ],
            Dimension::Person => vec![Column::text(say::column_person(lang), 16).name()],
            Dimension::Site => vec![Column::text(say::fact_site(lang), 20).name()],
        }
    }
}

/// Returns the table of a dimension.
pub(super) fn section(report: &Report, by: Dimension, shown: &Shown) -> Section {
    let lang = shown.lang;
    let mut columns = by.names(lang);
    let named = columns.len();
    columns.push(Column::number(say::figure_required(lang)));
    columns.extend([say::checks(lang), say::watches(lang)].map(|it| Column::number(it).in_short(Share::Counts)));
    columns.push(Column::number(say::figure_punctuality(lang)).in_short(Share::Percentage));
    columns.extend(
        [say::figure_late, say::figure_not_done, say::figure_skipped, say::figure_excused]
            .map(|title| Column::number(title(lang))),
    );
    if by == Dimension::Person {
        columns.extend([say::done_by_others(lang), say::done_for_others(lang)].map(Column::number));
    }
    // Checks and watches have separate columns, so that their counts can be sorted and summed.
    for kind in [say::kind_check(lang), say::kind_watch(lang)] {
        columns.extend(COUNTS.iter().map(|(name, _)| Column::data_number(format!("{kind}: {}", name(lang)))));
    }
    let mut rows = self::rows(report, by, lang);
    if by != Dimension::Task && rows.len() > 1 {
        let mut cells = vec![say::total(lang).into()];
        cells.resize(named, Cell::Empty);
        cells.extend(figures(&report.total, person_total(report, by)));
        rows.push(Row::total(cells));
    }
    let kind = if by == Dimension::Task || shown.as_lists { TableKind::List } else { TableKind::Summary };
    // A list has no total row, because the programs that read it compute totals themselves.
    if shown.as_lists {
        rows.retain(|row| !row.strong);
    }
    Section::new(by.heading(lang), Body::Table(Table::new(kind, columns, rows)))
}

fn person_total(report: &Report, by: Dimension) -> Option<(u64, u64)> {
    (by == Dimension::Person).then(|| {
        let of = |count: fn(&PersonCounts) -> u64| report.persons.iter().map(|(_, of)| count(of)).sum();
        (of(|of| of.done_by_others), of(|of| of.done_for_others))
    })
}

fn rows(report: &Report, by: Dimension, lang: Lang) -> Vec<Row> {
    let row = |names: Vec<Cell>, counts: &Counts, others: Option<(u64, u64)>| {
        Row::new(names.into_iter().chain(figures(counts, others)).collect())
    };
    match by {
        Dimension::Day => report.days.iter().map(|(day, counts)| row(vec![Cell::Date(*day)], counts, None)).collect(),
        Dimension::Week => {
            in_spans(report, SpanUnit::Week).map(|(of, counts)| row(vec![of.into()], &counts, None)).collect()
        }
        Dimension::Month => {
            in_spans(report, SpanUnit::Month).map(|(of, counts)| row(vec![of.into()], &counts, None)).collect()
        }
        Dimension::Area => {
            report.areas.iter().map(|area| row(vec![area.title.as_str().into()], &area.counts, None)).collect()
        }
        Dimension::Task => {
            let area =
                |id: &str| report.areas.iter().find(|area| *area.id == *id).map_or(id, |area| &area.title).to_owned();
            let kind = |is_watch: bool| if is_watch { say::kind_watch(lang) } else { say::kind_check(lang) };
            let names = |task: &super::super::TaskCounts| {
                vec![
                    report.name_of(&task.id, lang).into(),
                    (&*task.id).into(),
                    area(&task.area).into(),
                    kind(task.is_watch).into(),
                ]
            };
            report.tasks.iter().map(|task| row(names(task), &task.counts, None)).collect()
        }
        Dimension::Person => {
            let name =
                |name: &Option<std::rc::Rc<str>>| name.as_deref().map_or_else(|| say::nobody(lang), str::to_owned);
            let others = |of: &PersonCounts| Some((of.done_by_others, of.done_for_others));
            report.persons.iter().map(|(who, of)| row(vec![name(who).into()], &of.counts, others(of))).collect()
        }
        Dimension::Site => {
            let rows = report.sites.iter().map(|site| row(vec![title(report, &site.id).into()], &site.counts, None));
            rows.collect()
        }
    }
}

/// Adds up the days of the range by week or month, with names such as `2026-W47` or `2026-11`. The first and the last
/// week or month may be incomplete.
fn in_spans(report: &Report, unit: SpanUnit) -> impl Iterator<Item = (String, Counts)> {
    report.days.chunk_by(move |(one, _), (next, _)| unit.number(*one) == unit.number(*next)).map(move |days| {
        let mut counts = Counts::default();
        days.iter().for_each(|(_, of_day)| counts += *of_day);
        (unit.name(days[0].0), counts)
    })
}

/// Returns a site's title, or its id if it has none.
pub(super) fn title(report: &Report, id: &str) -> String {
    let site = report.sites.iter().find(|site| *site.id == *id);
    site.filter(|site| !site.title.is_empty()).map_or_else(|| id.to_owned(), |site| site.title.clone())
}

fn figures(counts: &Counts, others: Option<(u64, u64)>) -> Vec<Cell> {
    let all: Figures = counts.all();
    let mut cells = vec![
        Cell::Count(all.required()),
        ratio(counts.checks.completion()),
        ratio(counts.watches.completion()),
        ratio(all.punctuality()),
        Cell::Count(all.late),
        Cell::Count(all.not_done()),
        Cell::Count(all.skipped),
        Cell::Count(all.excused),
    ];
    cells.extend(others.into_iter().flat_map(|(by, r#for)| [Cell::Count(by), Cell::Count(r#for)]));
    for of in [counts.checks, counts.watches] {
        cells.extend(COUNTS.iter().map(|(_, count)| Cell::Count(count(&of))));
    }
    cells
}
