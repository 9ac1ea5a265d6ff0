//! A single list of everything that was not as planned: not done, late, set aside, returned or out of bounds, with what
//! people noted. What is still open comes first, then the newest day, so that a page of it has every kind.

use super::super::super::lists::{NotDone, SetAside, Which};
use super::super::super::{FieldCounts, OpenOneOff, Report};
use super::super::tables::title;
use super::super::values::beyond;
use super::{KIND, WIDEST};
use crate::calendar::Day;
use crate::language::{Lang, say};
use crate::render::day::reason_said;
use crate::render::sheet::{Body, Cell, Column, Row, Section, Table};
use crate::render::words::{self, whole_minutes};
use crate::status::{Status, Timing};
use chrono::{DateTime, FixedOffset, TimeDelta};
use rust_decimal::Decimal;

/// A row of the list.
#[derive(Clone, Default)]
struct Detail<'a> {
    day: Day,
    /// Slot: `08:30`, or `any`.
    slot: Option<&'a str>,
    site: &'a str,
    task: String,
    owner: Option<&'a str>,
    what: Cell,
    late: Option<TimeDelta>,
    by: Option<&'a str>,
    at: Option<DateTime<FixedOffset>>,
    words: String,
}

/// Returns the list; `None` if it is empty.
pub(super) fn section(report: &Report, lang: Lang) -> Option<Section> {
    let rows = rows(report, lang);
    let mut columns =
        vec![Column::text(say::column_day(lang), 10).name(), Column::text(say::column_window(lang), 8).name()];
    columns.extend(report.has_sites().then(|| Column::text(say::fact_site(lang), 14)));
    columns.extend([
        Column::text(say::column_task(lang), WIDEST),
        Column::text(say::column_person(lang), 12),
        Column::text(say::column_status(lang), 24),
        Column::number(say::column_how_late(lang)),
        Column::text(say::column_recorded_by(lang), 12),
        Column::text(say::column_at(lang), 16),
        Column::text(say::column_reason(lang), WIDEST),
    ]);
    let heading = say::sheet_details(lang);
    (!rows.is_empty()).then(|| Section::new(heading, Body::Table(Table::new(KIND, columns, rows))))
}

fn rows(report: &Report, lang: Lang) -> Vec<Row> {
    let kinds: [Vec<Detail>; 8] = [
        missed(report, lang),
        late(report, lang),
        set_aside(report, &report.lists.skipped, Status::Skipped, lang),
        said(report, lang),
        returned(report, lang),
        values(report, lang),
        recorded(report, lang),
        set_aside(report, &report.lists.excused, Status::Excused, lang),
    ];
    let row = |it: Detail| {
        let slot = it.slot.map(|slot| if slot == crate::plan::ANY_SLOT { say::any_time(lang) } else { slot.into() });
        let minutes = |late| Cell::Decimal { value: whole_minutes(late).into(), unit: Some(say::unit_minutes(lang)) };
        let mut cells = vec![Cell::Date(it.day), slot.into()];
        cells.extend(report.has_sites().then(|| Cell::from(title(report, it.site))));
        cells.extend([
            it.task.into(),
            Cell::optional(it.owner),
            it.what,
            it.late.map_or(Cell::Empty, minutes),
            Cell::optional(it.by),
            it.at.map_or(Cell::Empty, |at| Cell::Moment(at.naive_local())),
            it.words.into(),
        ]);
        Row::new(cells)
    };
    let mut by_day = kinds.concat();
    by_day.sort_by_key(|it| std::cmp::Reverse(it.day));
    open(report, lang).into_iter().chain(by_day).map(row).collect()
}

fn of<'a>(report: &Report, which: &'a Which, what: Cell, lang: Lang) -> Detail<'a> {
    Detail {
        day: which.day,
        slot: Some(&which.slot),
        site: &which.site,
        task: report.name_of(&which.task, lang),
        owner: which.owner.as_deref(),
        what,
        ..Detail::default()
    }
}

fn missed(report: &Report, lang: Lang) -> Vec<Detail<'_>> {
    let detail = |status: Status, which| of(report, which, Cell::Status(status), lang);
    let missed = report.lists.missed.iter().map(|it| match &it.how {
        NotDone::Lapsed => detail(Status::Missed, &it.which),
        NotDone::Overdue(late) => Detail { late: Some(*late), ..detail(Status::Overdue, &it.which) },
        NotDone::DoneLater { by, at, after } => Detail {
            late: Some(*after),
            by: Some(by),
            at: Some(*at),
            ..detail(Status::Done(Timing::AfterLapse), &it.which)
        },
    });
    missed.collect()
}

fn late(report: &Report, lang: Lang) -> Vec<Detail<'_>> {
    let status = Cell::Status(Status::Done(Timing::Late));
    let late = report.lists.late.iter().map(|it| Detail {
        late: Some(it.after),
        by: Some(&it.by),
        at: Some(it.at),
        ..of(report, &it.which, status.clone(), lang)
    });
    late.collect()
}

fn open(report: &Report, lang: Lang) -> Vec<Detail<'_>> {
    let what = |it: &OpenOneOff| if it.is_fault { say::open_fault(lang) } else { say::open_one_off(lang) };
    let open = report.open_one_offs().map(|it| Detail {
        day: it.day,
        site: &it.site,
        task: it.title.clone(),
        owner: it.owner.as_deref().or(it.assignee.as_deref()),
        what: what(it).into(),
        words: say::open_for(lang, say::days_old(lang, it.age)),
        ..Detail::default()
    });
    open.collect()
}

fn set_aside<'r>(report: &'r Report, list: &'r [SetAside], status: Status, lang: Lang) -> Vec<Detail<'r>> {
    let set_aside = list.iter().map(|it| Detail {
        by: it.by.as_deref(),
        words: reason_said(lang, &it.reason).into_owned(),
        ..of(report, &it.which, Cell::Status(status), lang)
    });
    set_aside.collect()
}

fn said(report: &Report, lang: Lang) -> Vec<Detail<'_>> {
    let notes = report.lists.notes.iter().map(|it| Detail {
        task: it.title.clone().unwrap_or_else(|| report.name_of(&it.which.task, lang)),
        by: Some(&it.by),
        at: Some(it.at),
        words: it.text.clone(),
        ..of(report, &it.which, say::kind_note(lang).into(), lang)
    });
    notes.collect()
}

fn returned(report: &Report, lang: Lang) -> Vec<Detail<'_>> {
    let returned = report.lists.returned.iter().map(|it| Detail {
        task: it.title.clone().unwrap_or_else(|| report.name_of(&it.which.task, lang)),
        by: Some(&it.by),
        at: Some(it.at),
        words: match (say::returned_by(lang, &it.returned_by), &it.reason) {
            (by, Some(reason)) => say::named(lang, by, reason),
            (by, None) => by,
        },
        ..of(report, &it.which, say::kind_returned(lang).into(), lang)
    });
    returned.collect()
}

fn values(report: &Report, lang: Lang) -> Vec<Detail<'_>> {
    let values = report.lists.out_of_bounds.iter().map(|it| {
        let is_it = |field: &&FieldCounts| {
            field.id == it.field && report.task_of(field).is_some_and(|task| task.id == it.which.task)
        };
        let field = report.values.iter().find(is_it).map(|field| &field.field);
        let unit = field.and_then(|field| field.unit.as_deref());
        let amount = |value: Decimal| words::amount(value, unit);
        let name = field.map_or(&*it.field, |field| &field.title);
        let value = say::named(lang, name, amount(it.value));
        let words = [value, beyond(it.beyond, unit, lang)].join(&say::clause_comma(lang));
        Detail { by: Some(&it.by), words, ..of(report, &it.which, say::kind_out_of_bounds(lang).into(), lang) }
    });
    values.collect()
}

/// Returns ticks recorded in bulk, and records of occurrences that were not planned.
fn recorded(report: &Report, lang: Lang) -> Vec<Detail<'_>> {
    let length = |length| words::short_length(lang, length);
    let bursts = report.lists.bursts.iter().map(|it| Detail {
        day: it.day,
        site: &it.site,
        what: say::kind_burst(lang).into(),
        by: Some(&it.by),
        at: Some(it.from),
        words: say::burst_words(lang, it.count, it.said_punctual, length(it.longest)),
        ..Detail::default()
    });
    let unplanned = report.lists.unplanned.iter().map(|it| Detail {
        day: it.day,
        slot: Some(&it.slot),
        site: &it.site,
        task: report.name_of(&it.task, lang),
        what: say::kind_unplanned(lang).into(),
        ..Detail::default()
    });
    bursts.chain(unplanned).collect()
}
