//! Entered values, and measures computed from them.

use super::super::lists::Bound;
use super::super::{Entered, FieldCounts, Ratio, Report};
use super::Shown;
use super::tables::title;
use crate::checklist::{Divisor, FieldRef, Measure, Total};
use crate::language::{Lang, say};
use crate::render::sheet::{Body, Cell, Column, Row, Section, Table, TableKind};
use crate::render::words;
use rust_decimal::Decimal;

/// Returns the measures, then the values, if there are any.
pub(super) fn sections(report: &Report, shown: &Shown) -> Vec<Section> {
    let mut sections = Vec::new();
    if !report.measures.is_empty() {
        sections.push(Section::new(say::measures_heading(shown.lang), Body::Table(measures(report, shown.lang))));
    }
    if !report.values.is_empty() {
        sections.push(Section::new(say::values_heading(shown.lang), Body::Table(values(report, shown.lang))));
    }
    sections
}

fn decimal(value: Option<Decimal>, unit: Option<&str>) -> Cell {
    value.map_or(Cell::Missing, |value| Cell::Decimal { value: value.normalize(), unit: unit.map(str::to_owned) })
}

fn measures(report: &Report, lang: Lang) -> Table {
    let with_site = report.sites.len() > 1;
    let mut columns = vec![Column::text(say::column_measure(lang), 28).name()];
    columns.extend(with_site.then(|| Column::text(say::fact_site(lang), 12).name()));
    columns.extend([
        Column::number(say::column_value(lang)),
        Column::text(say::column_sums(lang), 24),
        Column::text(say::column_remark(lang), 16),
        Column::text(say::column_base(lang), 44),
    ]);
    let row = |measure: &Measure, site: Option<&str>, ratio: &Ratio| {
        let unit = measure.shown_unit();
        let bound = ratio.beyond(measure).map(|bound| beyond(bound, unit, lang));
        let site_name = || site.map_or_else(|| say::all_sites(lang), |site| title(report, site));
        let mut cells = vec![Cell::from(measure.title.as_str())];
        cells.extend(with_site.then(|| Cell::from(site_name())));
        let note = measure.note.as_deref().filter(|_| site.is_none());
        let sums = calculation(report, measure, ratio);
        cells.extend([decimal(ratio.value(measure), unit), sums.into(), bound.into(), Cell::optional(note)]);
        Row::new(cells)
    };
    let mut rows = Vec::new();
    for it in &report.measures {
        rows.push(row(&it.measure, None, &it.total));
        let sites = it.sites.iter().filter(|(_, ratio)| ratio.of.is_some());
        rows.extend(sites.map(|(site, ratio)| row(&it.measure, Some(site), ratio)));
    }
    Table::new(TableKind::Summary, columns, rows)
}

/// Formats how a result is computed: `500.50 ÷ 400`; `None` for a plain sum or without a result.
pub(super) fn calculation(report: &Report, measure: &Measure, ratio: &Ratio) -> Option<String> {
    let is_money = |of: &FieldRef| {
        let mut fields = report.values.iter().filter(|field| *field.id == *of.field && field.field.is_money());
        fields.any(|field| report.task_of(field).is_some_and(|task| *task.id == *of.task))
    };
    let text =
        |value: Decimal, is_money: bool| if is_money { words::money(value) } else { value.normalize().to_string() };
    let is_per_money = matches!(measure.per.as_ref()?, Divisor::Field(field) if is_money(field));
    Some(format!("{} ÷ {}", text(ratio.of?, is_money(&measure.of)), text(ratio.per?, is_per_money)))
}

/// Formats a warning limit: `below 2`.
pub(super) fn beyond(bound: Bound, unit: Option<&str>, lang: Lang) -> String {
    let amount = |bound: Decimal| decimal(Some(bound), unit).text(lang);
    match bound {
        Bound::Below(bound) => say::bound_below(lang, amount(bound)),
        Bound::Above(bound) => say::bound_above(lang, amount(bound)),
    }
}

fn values(report: &Report, lang: Lang) -> Table {
    let has_targets = report.values.iter().any(|field| field.total().target().is_some());
    let with_site = report.sites.len() > 1;
    let mut columns =
        vec![Column::text(say::column_task(lang), 30).name(), Column::text(say::column_field(lang), 20).name()];
    columns.extend(with_site.then(|| Column::text(say::fact_site(lang), 12).name()));
    columns.extend([
        Column::number(say::column_entries(lang)),
        Column::number(say::column_sum(lang)),
        Column::number(say::column_mean(lang)),
        Column::number(say::column_min(lang)),
        Column::number(say::column_max(lang)),
        Column::text(say::column_last(lang), 20),
    ]);
    if has_targets {
        let titles = [say::column_target(lang), say::column_target_so_far(lang), say::column_reached(lang)];
        columns.extend(titles.map(Column::number));
    }
    let row = |field: &FieldCounts, site: Option<&str>, entered: &Entered| {
        let task = report.task_of(field).map(|task| report.name_of(&task.id, lang)).unwrap_or_default();
        // The table has up to twelve columns, so the unit is shown only once, next to the title.
        let unit = field.field.unit.as_deref().map(|unit| say::bracketed(lang, unit)).unwrap_or_default();
        let mut cells = vec![Cell::from(task), format!("{}{unit}", field.field.title).into()];
        let site_name = || site.map_or_else(|| say::all_sites(lang), |site| title(report, site));
        cells.extend(with_site.then(|| Cell::from(site_name())));
        cells.push(Cell::Count(entered.count));
        let number = |value: Option<Decimal>| match value {
            Some(value) if field.field.is_money() => Cell::Money(value),
            value => decimal(value, None),
        };
        match entered.numbers {
            Some(numbers) => {
                let is_summed = field.field.total == Some(Total::Sum);
                cells.push(if is_summed { number(numbers.sum) } else { Cell::Empty });
                cells.extend([
                    number(numbers.mean().map(words::rounded)),
                    number(Some(numbers.min)),
                    number(Some(numbers.max)),
                ]);
            }
            None => cells.extend([const { Cell::Empty }; 4]),
        }
        let latest = entered.last.as_ref().and_then(|last| last.text.parse().ok());
        cells.push(latest.filter(|_| field.field.is_money()).map_or_else(|| last(entered, lang), Cell::Money));
        if has_targets {
            cells.extend(target(entered).map(|cell| match cell {
                Cell::Decimal { value, unit: None } => number(Some(value)),
                cell => cell,
            }));
        }
        Row::new(cells)
    };
    let mut rows = Vec::new();
    for field in &report.values {
        rows.push(row(field, None, &field.total()));
        let entered = field.sites.iter().filter(|(_, entered)| entered.count > 0);
        let has_several = entered.clone().count() > 1;
        let sites = entered.filter(|_| has_several);
        rows.extend(sites.map(|(site, entered)| row(field, Some(site), entered)));
    }
    Table::new(TableKind::Summary, columns, rows)
}

/// Returns the latest value or, for choices, how often each was chosen.
pub(super) fn last(entered: &Entered, lang: Lang) -> Cell {
    if entered.choices.is_empty() {
        return Cell::optional(entered.last.as_ref().map(|last| last.text.as_str()));
    }
    let word = |choice: &str| match choice {
        "yes" => say::value_yes(lang),
        "no" => say::value_no(lang),
        choice => choice.to_owned(),
    };
    let counted = entered.choices.iter().map(|(choice, count)| format!("{} {count}", word(choice)));
    Cell::Text(counted.collect::<Vec<_>>().join(&say::list_comma(lang)))
}

/// Returns the target of the range, the target of its days so far, and the percentage of the latter that was reached.
pub(super) fn target(entered: &Entered) -> [Cell; 3] {
    let Some(target) = entered.target() else { return [const { Cell::Empty }; 3] };
    let sum = entered.numbers.and_then(|numbers| numbers.sum);
    let reached = sum.and_then(|sum| sum.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(target.so_far));
    let reached =
        reached.map(|percent| percent.round_dp_with_strategy(1, rust_decimal::RoundingStrategy::MidpointAwayFromZero));
    [decimal(Some(target.range), None), decimal(Some(target.so_far), None), decimal(reached, Some("%"))]
}
