//! The lists for the team lead, as tables.

use super::super::Report;
use super::super::lists::{NotDone, Place, SetAside, Which};
use super::tables::title;
use super::values::beyond;
use super::{Shown, ratio};
use crate::language::{Lang, say};
use crate::render::day::reason_said;
use crate::render::sheet::{Body, Cell, Column, Group, Row, Section, Table, TableKind};
use crate::render::words;
use crate::status::{Status, Timing};
use chrono::Datelike;

/// The column of the task, after those of the day and the window.
const TASK: usize = 2;

/// Maximum number of tasks listed as most often missed.
const MOST_MISSED: usize = 10;

/// The data common to all lists.
struct ListBlocks<'a> {
    report: &'a Report,
    shown: &'a Shown,
    lang: Lang,
    with_site: bool,
}

/// Returns all lists that are not empty.
pub(super) fn sections(report: &Report, shown: &Shown) -> Vec<Section> {
    let with_site = report.sites.len() > 1;
    let lists = ListBlocks { report, shown, lang: shown.lang, with_site };
    let mut sections = lists.missed_most();
    for list in [
        lists.bursts(),
        lists.missed(),
        lists.late(),
        lists.set_aside(say::list_skipped, &report.lists.skipped, Status::Skipped),
        lists.set_aside(say::list_excused, &report.lists.excused, Status::Excused),
        lists.returned(),
        lists.notes(),
        lists.out_of_bounds(),
        lists.unplanned(),
    ] {
        sections.extend(list);
    }
    sections
}

/// The lists of a page.
pub(super) struct PageLists {
    /// What was not done and what was late, grouped by task.
    pub not_done: Vec<Section>,
    /// Values out of bounds.
    pub out_of_bounds: Vec<Section>,
    /// The other lists.
    pub others: Vec<Section>,
}

/// Returns the lists for a page.
pub(super) fn of_page(report: &Report, shown: &Shown) -> PageLists {
    let lists = ListBlocks { report, shown, lang: shown.lang, with_site: report.sites.len() > 1 };
    let range = report.asked.range;
    let by_task = |section| by_task(section, range.first.year() == range.last.year());
    let skipped = lists.set_aside(say::list_skipped, &report.lists.skipped, Status::Skipped);
    let excused = lists.set_aside(say::list_excused, &report.lists.excused, Status::Excused);
    PageLists {
        not_done: lists.missed().into_iter().chain(lists.late()).map(by_task).collect(),
        out_of_bounds: lists.out_of_bounds(),
        others: [
            skipped.into_iter().map(by_task).collect(),
            excused,
            lists.returned(),
            lists.notes(),
            lists.bursts(),
            lists.unplanned(),
        ]
        .concat(),
    }
}

/// Groups the rows of a list by task: the task with the most rows first, and within a task the newest row first. Omits
/// the year from dates if all are in one year.
fn by_task(mut section: Section, is_one_year: bool) -> Section {
    let Body::Table(table) = &mut section.body else { return section };
    let task = table.columns.remove(TASK);
    table.grouped_by = Some(task.title);
    let mut groups: Vec<(Cell, Vec<Row>)> = Vec::new();
    for mut row in table.groups.drain(..).flat_map(|group| group.rows).collect::<Vec<_>>().into_iter().rev() {
        let task = row.cells.remove(TASK);
        if let (Some(cell), true) = (row.cells.first_mut(), is_one_year)
            && let Cell::Date(day) = *cell
        {
            *cell = words::month_day(day).into();
        }
        match groups.iter_mut().find(|(known, _)| *known == task) {
            Some((_, rows)) => rows.push(row),
            None => groups.push((task, vec![row])),
        }
    }
    groups.sort_by_key(|(_, rows)| std::cmp::Reverse(rows.len()));
    table.groups = groups
        .into_iter()
        .map(|(task, rows)| match task {
            Cell::Text(task) => Group { heading: Some(task), lead: Some(rows.len().to_string()), rows },
            _ => Group { rows, ..Group::default() },
        })
        .collect();
    section
}

/// Builds a list of at most the requested length, followed by the number of omitted rows. Returns nothing if there are
/// no rows. Omitted rows are not built, because a year may have thousands.
pub(super) fn list(
    heading: String,
    columns: Vec<Column>,
    rows: impl ExactSizeIterator<Item = Row>,
    shown: &Shown,
) -> Vec<Section> {
    if rows.len() == 0 {
        return Vec::new();
    }
    let most = shown.most.unwrap_or(usize::MAX);
    let more = rows.len().saturating_sub(most);
    let table = Table::new(TableKind::List, columns, rows.take(most).collect());
    let mut sections = vec![Section::new(heading, Body::Table(table))];
    if more > 0 {
        sections.push(Section::plain(Body::Text(vec![say::and_more(shown.lang, more)])));
    }
    sections
}

impl ListBlocks<'_> {
    fn missed_most(&self) -> Vec<Section> {
        let lang = self.lang;
        let missed = self.report.missed_most(MOST_MISSED);
        if missed.is_empty() {
            return Vec::new();
        }
        let columns = vec![
            Column::text(say::column_task(lang), 52).name(),
            Column::number(say::figure_not_done(lang)),
            Column::number(say::figure_required(lang)),
            Column::number(say::figure_completion(lang)),
        ];
        let row = |task: &&super::super::TaskCounts| {
            let name = self.report.name_of(&task.id, lang);
            let all = task.counts.all();
            let counts = [Cell::Count(all.not_done()), Cell::Count(all.required()), ratio(all.completion())];
            Row::new(std::iter::once(Cell::from(name)).chain(counts).collect())
        };
        let table = Table::new(TableKind::Summary, columns, missed.iter().map(row).collect());
        vec![Section::new(say::missed_most(lang), Body::Table(table))]
    }

    fn list(
        &self,
        heading: fn(Lang) -> String,
        columns: Vec<Column>,
        rows: impl ExactSizeIterator<Item = Row>,
    ) -> Vec<Section> {
        list(heading(self.lang), columns, rows, self.shown)
    }

    /// Returns the columns that identify an occurrence.
    fn which_columns(&self, with_owner: bool) -> Vec<Column> {
        let lang = self.lang;
        let mut columns = vec![
            Column::text(say::column_day(lang), 10).name(),
            Column::text(say::column_window(lang), 5).name(),
            Column::text(say::column_task(lang), 36).name(),
        ];
        columns.extend(self.with_site.then(|| Column::text(say::fact_site(lang), 12)));
        columns.extend(with_owner.then(|| Column::text(say::column_person(lang), 10)));
        columns
    }

    fn which(&self, which: &Which, with_owner: bool) -> Vec<Cell> {
        self.which_named(which, self.report.name_of(&which.task, self.lang), with_owner)
    }

    /// Like `which`, for a record that may be about a one-off, whose title is only in the record.
    fn which_titled(&self, which: &Which, title: Option<&str>) -> Vec<Cell> {
        let name = title.map_or_else(|| self.report.name_of(&which.task, self.lang), str::to_owned);
        self.which_named(which, name, false)
    }

    fn which_named(&self, which: &Which, task: String, with_owner: bool) -> Vec<Cell> {
        let slot =
            if &*which.slot == crate::plan::ANY_SLOT { say::any_time(self.lang) } else { which.slot.to_string() };
        let mut cells = vec![Cell::Date(which.day), slot.into(), task.into()];
        cells.extend(self.with_site.then(|| Cell::from(title(self.report, &which.site))));
        cells.extend(with_owner.then(|| Cell::optional(which.owner.as_deref())));
        cells
    }

    fn missed(&self) -> Vec<Section> {
        let lang = self.lang;
        let mut columns = self.which_columns(true);
        columns.push(Column::text(say::column_status(lang), 13));
        columns.push(Column::number(say::column_how_late(lang)));
        columns.push(Column::text(say::column_by(lang), 10));
        let rows = self.report.lists.missed.iter().map(|it| {
            let (status, late, by) = match &it.how {
                NotDone::Lapsed => (Status::Missed, Cell::Empty, Cell::Empty),
                NotDone::Overdue(by) => (Status::Overdue, Cell::Length(*by), Cell::Empty),
                NotDone::DoneLater { by, after, .. } => {
                    (Status::Done(Timing::AfterLapse), Cell::Length(*after), Cell::from(&**by))
                }
            };
            let mut cells = self.which(&it.which, true);
            cells.extend([Cell::Status(status), late, by]);
            Row { cells, status: Some(status), strong: false }
        });
        self.list(say::list_missed, columns, rows)
    }

    fn late(&self) -> Vec<Section> {
        let lang = self.lang;
        let mut columns = self.which_columns(true);
        columns.push(Column::text(say::column_at(lang), 11));
        columns.push(Column::number(say::column_how_late(lang)));
        columns.push(Column::text(say::column_by(lang), 10));
        let rows = self.report.lists.late.iter().map(|it| {
            let mut cells = self.which(&it.which, true);
            cells.extend([Cell::at(it.at.naive_local(), it.which.day), Cell::Length(it.after), Cell::from(&*it.by)]);
            Row { cells, status: Some(Status::Done(Timing::Late)), strong: false }
        });
        self.list(say::list_late, columns, rows)
    }

    fn set_aside(&self, heading: fn(Lang) -> String, list: &[SetAside], status: Status) -> Vec<Section> {
        let lang = self.lang;
        let mut columns = self.which_columns(false);
        columns.push(Column::text(say::column_reason(lang), 36));
        columns.push(Column::text(say::column_recorded_by(lang), 10));
        let rows = list.iter().map(|it| {
            let mut cells = self.which(&it.which, false);
            cells.extend([Cell::from(reason_said(lang, &it.reason).into_owned()), Cell::optional(it.by.as_deref())]);
            Row { cells, status: Some(status), strong: false }
        });
        self.list(heading, columns, rows)
    }

    fn returned(&self) -> Vec<Section> {
        let lang = self.lang;
        let mut columns = self.which_columns(false);
        columns.push(Column::text(say::column_recorded_by(lang), 10));
        columns.push(Column::text(say::column_returned_by(lang), 10));
        columns.push(Column::text(say::column_reason(lang), 36));
        let rows = self.report.lists.returned.iter().map(|it| {
            let mut cells = self.which_titled(&it.which, it.title.as_deref());
            cells.extend([(&*it.by).into(), (&*it.returned_by).into(), Cell::optional(it.reason.as_deref())]);
            Row::new(cells)
        });
        self.list(say::list_returned, columns, rows)
    }

    fn notes(&self) -> Vec<Section> {
        let lang = self.lang;
        let mut columns = self.which_columns(false);
        columns.push(Column::text(say::column_notes(lang), 36));
        columns.push(Column::text(say::column_recorded_by(lang), 10));
        let rows = self.report.lists.notes.iter().map(|it| {
            let mut cells = self.which_titled(&it.which, it.title.as_deref());
            cells.extend([it.text.as_str().into(), (&*it.by).into()]);
            Row::new(cells)
        });
        self.list(say::column_notes, columns, rows)
    }

    fn out_of_bounds(&self) -> Vec<Section> {
        let lang = self.lang;
        let mut columns = self.which_columns(false);
        columns.push(Column::text(say::column_field(lang), 20));
        columns.push(Column::number(say::column_value(lang)));
        columns.push(Column::text(say::column_bound(lang), 16));
        columns.push(Column::text(say::column_recorded_by(lang), 10));
        let rows = self.report.lists.out_of_bounds.iter().map(|it| {
            let is_it = |field: &&super::super::FieldCounts| {
                field.id == it.field && self.report.task_of(field).is_some_and(|task| task.id == it.which.task)
            };
            let field = self.report.values.iter().find(is_it).map(|field| &field.field);
            let unit = field.and_then(|field| field.unit.clone());
            let mut cells = self.which(&it.which, false);
            cells.extend([
                field.map_or(&*it.field, |field| &field.title).into(),
                Cell::Decimal { value: it.value.normalize(), unit: unit.clone() },
                beyond(it.beyond, unit.as_deref(), lang).into(),
                (&*it.by).into(),
            ]);
            Row::new(cells)
        });
        self.list(say::list_out_of_bounds, columns, rows)
    }

    fn bursts(&self) -> Vec<Section> {
        let lang = self.lang;
        let mut columns = vec![Column::text(say::column_day(lang), 10).name()];
        columns.extend(self.with_site.then(|| Column::text(say::fact_site(lang), 12)));
        columns.push(Column::text(say::column_recorded_by(lang), 10).name());
        columns.push(Column::text(say::column_recorded_from(lang), 16));
        columns.push(Column::text(say::column_to(lang), 16));
        columns.push(Column::number(say::column_count(lang)));
        columns.push(Column::number(say::column_said_punctual(lang)));
        columns.push(Column::number(say::column_longest(lang)));
        let rows = self.report.lists.bursts.iter().map(|it| {
            let mut cells = vec![Cell::Date(it.day)];
            cells.extend(self.with_site.then(|| Cell::from(title(self.report, &it.site))));
            cells.extend([
                (&*it.by).into(),
                Cell::at(it.from.naive_local(), it.day),
                Cell::at(it.to.naive_local(), it.day),
                Cell::Count(it.count),
                Cell::Count(it.said_punctual),
                Cell::Length(it.longest),
            ]);
            Row::new(cells)
        });
        self.list(say::list_bursts, columns, rows)
    }

    fn unplanned(&self) -> Vec<Section> {
        let rows = self.report.lists.unplanned.iter().map(|it| {
            let (site, task, slot) = (it.site.clone(), it.task.clone(), it.slot.clone());
            let which = Which { day: it.day, of: Place { site, task, slot, owner: None }.into() };
            Row::new(self.which(&which, false))
        });
        self.list(say::list_unplanned, self.which_columns(false), rows)
    }
}
