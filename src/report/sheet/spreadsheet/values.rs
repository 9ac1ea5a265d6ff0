//! A single list of measures, then of entered values.

use super::super::super::{Aimed, FieldCounts, Goal, Measured, Report};
use super::super::tables::title;
use super::super::values::{calculation, last, target};
use super::{KIND, WIDEST};
use crate::checklist::{Total, is_money};
use crate::language::{Lang, say};
use crate::render::sheet::{Body, Cell, Column, Row, Section, Table};
use rust_decimal::Decimal;

/// Returns the list; `None` if it is empty.
pub(super) fn section(report: &Report, lang: Lang) -> Option<Section> {
    let list = List { report, lang, aimed: report.aimed() };
    let mut rows: Vec<Row> = report.measures.iter().map(|it| list.measure(it)).collect();
    rows.extend(report.values.iter().map(|field| list.field(field)));
    rows.extend(list.one_offs());
    let heading = say::values_heading(lang);
    (!rows.is_empty()).then(|| Section::new(heading, Body::Table(Table::new(KIND, list.columns(), rows))))
}

/// Statistics of the values in addition to their total; a narrow page omits them.
const STATISTICS: [fn(Lang) -> String; 5] =
    [say::column_sum, say::column_mean, say::column_min, say::column_max, say::column_last];

struct List<'r> {
    report: &'r Report,
    lang: Lang,
    aimed: Vec<Aimed<'r>>,
}

/// Returns an amount, marked as money if its unit is money. Other units have their own column.
fn amount(value: Option<Decimal>, unit: Option<&str>) -> Cell {
    let unit = unit.filter(|unit| is_money(unit)).map(str::to_owned);
    value.map_or(Cell::Empty, |value| Cell::Decimal { value: value.normalize(), unit })
}

impl<'r> List<'r> {
    fn columns(&self) -> Vec<Column> {
        let (lang, report) = (self.lang, self.report);
        let target = match report.asked.is_running() {
            true => say::column_target_so_far(lang),
            false => say::column_target(lang),
        };
        let mut columns = vec![
            Column::text(say::column_task(lang), 30).name(),
            Column::text(say::column_field(lang), 26).name(),
            Column::text(say::column_unit(lang), 6),
            Column::number(say::column_entries(lang)),
            Column::number(say::column_total(lang)),
            Column::text(say::column_total_is(lang), 10),
        ];
        if !self.aimed.is_empty() {
            columns.extend([target, say::column_reached(lang)].map(Column::number));
            columns.push(Column::text(say::column_result(lang), 12));
        }
        columns.extend(self.sites().map(|site| Column::number(title(report, site))));
        columns.extend((!report.measures.is_empty()).then(|| Column::text(say::column_base(lang), WIDEST)));
        columns.extend(STATISTICS.map(|title| Column::data_number(title(lang))));
        columns
    }

    /// Returns the sites, if there are several.
    fn sites(&self) -> impl Iterator<Item = &'r str> {
        let sites = &self.report.sites;
        sites.iter().filter(|_| sites.len() > 1).map(|site| &*site.id)
    }

    fn measure(&self, it: &Measured) -> Row {
        let measure = &it.measure;
        let unit = measure.shown_unit();
        let aimed = self.aimed.iter().find(|aimed| aimed.field.is_none() && aimed.measure == Some(measure));
        let mut cells = vec![
            say::measures_heading(self.lang).into(),
            measure.title.as_str().into(),
            Cell::optional(unit),
            Cell::Empty,
            amount(it.total.value(measure), unit),
            Cell::Empty,
        ];
        if !self.aimed.is_empty() {
            cells.extend([aimed.map_or(Cell::Empty, |it| goal(it.goal)), Cell::Empty, light(aimed)]);
        }
        let at = |site: &str| it.sites.iter().find(|(id, _)| **id == *site)?.1.value(measure);
        cells.extend(self.sites().map(|site| amount(at(site), unit)));
        let sums = calculation(self.report, measure, &it.total);
        let base = [sums, measure.note.clone()].into_iter().flatten().collect::<Vec<_>>();
        cells.push(base.join(&say::clause_semicolon(self.lang)).into());
        Row::new(cells)
    }

    fn field(&self, of: &FieldCounts) -> Row {
        let (entered, unit) = (of.total(), of.field.unit.as_deref());
        let task = self.report.task_of(of);
        let aimed = self.aimed.iter().find(|aimed| aimed.field.is_some_and(|(_, field)| std::ptr::eq(field, of)));
        let mut cells = vec![
            Cell::optional(task.map(|task| self.report.name_of(&task.id, self.lang))),
            of.field.title.as_str().into(),
            Cell::optional(unit),
            Cell::Count(entered.count),
            amount(of.figure(of.sites.values()), unit),
            Cell::optional(of.field.total.map(|way| self.way(way))),
        ];
        if !self.aimed.is_empty() {
            let [_, so_far, reached] = target(&entered);
            let so_far = match so_far {
                Cell::Decimal { value, .. } => amount(Some(value), unit),
                other => other,
            };
            cells.extend([so_far, reached, light(aimed)]);
        }
        cells.extend(self.sites().map(|site| amount(of.figure(of.sites.get(site).into_iter()), unit)));
        cells.extend((!self.report.measures.is_empty()).then_some(Cell::Empty));
        let numbers = entered.numbers.map(|it| [of.sum(&entered), it.mean(), Some(it.min), Some(it.max)]);
        cells.extend(numbers.unwrap_or_default().map(|number| amount(number, unit)));
        let latest = entered.last.as_ref().and_then(|last| last.text.parse().ok()).filter(|_| numbers.is_some());
        cells.push(latest.map_or_else(|| last(&entered, self.lang), |latest| amount(Some(latest), unit)));
        Row::new(cells)
    }

    /// Returns the counts of one-offs and faults, which are in no other table.
    fn one_offs(&self) -> Vec<Row> {
        let (lang, of) = (self.lang, &self.report.one_offs);
        let kinds = [(say::one_off_tasks(lang), of.tasks), (say::one_off_faults(lang), of.faults)];
        let row = |kind: &str, name: String, count: u64| {
            Row::new(vec![kind.into(), name.into(), Cell::Empty, Cell::Empty, Cell::Count(count)])
        };
        let rows = kinds.iter().filter(|(_, of)| of.required() > 0).flat_map(|(kind, of)| {
            let counts = [(say::figure_required(lang), of.required()), (say::figure_completed(lang), of.done())];
            counts.map(|(name, count)| row(kind, name, count))
        });
        rows.collect()
    }

    fn way(&self, way: Total) -> String {
        match way {
            Total::Sum => say::column_sum(self.lang),
            Total::Mean => say::column_mean(self.lang),
            Total::Last => say::column_last(self.lang),
        }
    }
}

fn light(aimed: Option<&Aimed>) -> Cell {
    aimed.map_or(Cell::Empty, |aimed| Cell::Light(aimed.light))
}

fn goal(goal: Goal) -> Cell {
    let number = |limit: Decimal| limit.normalize();
    Cell::Text(match goal {
        Goal::Target(target) => number(target).to_string(),
        Goal::AtLeast(limit) => format!("≥ {}", number(limit)),
        Goal::AtMost(limit) => format!("≤ {}", number(limit)),
        Goal::Between(low, high) => format!("{}–{}", number(low), number(high)),
    })
}
