//! Reads `[[measure]]` and `target`: figures that the report computes from entered values, and their targets.

use super::collect::Problems;
use super::keys;
use super::walk::{Placed, TomlValue, Walk, Wanted, entries};
use crate::checklist::problem::{Problem, shown};
use crate::checklist::{Area, Divisor, FieldKind, FieldRef, Measure, MeasureTarget, RateTargets, TargetPeriod};
use crate::language::{Text, text};
use rust_decimal::Decimal;
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// One `[[measure]]` as written; its fields are resolved once all files are read.
#[derive(Debug)]
pub(super) struct WrittenMeasure {
    pub id: Placed<String>,
    pub title: Option<String>,
    pub of: Option<Placed<String>>,
    pub per: Option<Placed<String>>,
    pub unit: Option<Placed<String>>,
    pub percent: Option<Placed<bool>>,
    pub warn_below: Option<Placed<Decimal>>,
    pub warn_above: Option<Placed<Decimal>>,
    pub note: Option<String>,
}

/// Value of `per` that divides by the number of values entered.
const COUNT: &str = "count";
/// Value of `per` that divides by the number of days on which the value was required.
const DAYS: &str = "days";

impl Walk<'_> {
    pub(super) fn measures(&mut self, item: &TomlValue<'_>) -> Vec<WrittenMeasure> {
        let tables = self.tables(&keys::MEASURE, item);
        tables.into_iter().map(|(table, head)| self.measure(table, head)).collect()
    }

    fn measure(&mut self, table: &DeTable<'_>, head: Range<usize>) -> WrittenMeasure {
        let mut id = None;
        let mut measure = WrittenMeasure {
            id: Placed { value: String::new(), place: self.place(head.clone()) },
            title: None,
            of: None,
            per: None,
            unit: None,
            percent: None,
            warn_below: None,
            warn_above: None,
            note: None,
        };
        for (key, item) in entries(table) {
            match key.get_ref().as_ref() {
                "id" => id = self.id(item),
                "title" => measure.title = self.line("title", item).map(|title| title.value),
                "of" => measure.of = self.string("of", item).map(Placed::owned),
                "per" => measure.per = self.string("per", item).map(Placed::owned),
                "unit" => measure.unit = self.line("unit", item),
                "percent" => {
                    let place = self.place(item.span());
                    measure.percent = self.flag("percent", item).map(|value| Placed { value, place });
                }
                "warn_below" => measure.warn_below = self.bound("warn_below", item),
                "warn_above" => measure.warn_above = self.bound("warn_above", item),
                "note" => measure.note = self.lines("note", item).map(|note| note.value),
                _ => self.unknown(key, &keys::MEASURE),
            }
        }
        if !table.contains_key("of") {
            self.missing(head.clone(), &keys::MEASURE, "of");
        }
        self.check_warnings(measure.warn_below.as_ref(), measure.warn_above.as_ref());
        self.check_percent(&measure);
        measure.id = self.id_or_missing(id, table, head, &keys::MEASURE);
        measure
    }

    /// Checks that a percentage has a divisor and no unit.
    fn check_percent(&mut self, measure: &WrittenMeasure) {
        let Some(percent) = measure.percent.as_ref().filter(|percent| percent.value) else { return };
        if measure.per.is_none() {
            let text = text::measure_percent_of_nothing();
            self.problems.push(Problem::error(percent.place.clone(), text).help(text::measure_per_form()));
        }
        if let Some(unit) = &measure.unit {
            let text = text::measure_percent_unit(shown(&unit.value));
            self.problems.push(Problem::error(unit.place.clone(), text).also(percent.place.clone()));
        }
    }

    /// Reads `target = { completion = 95, on_time = 90 }`, the targets of the report's rates.
    pub(super) fn rate_targets(&mut self, item: &TomlValue<'_>) -> Option<Placed<RateTargets>> {
        let DeValue::Table(table) = item.get_ref() else {
            self.wrong_type("target", item, Wanted::Table);
            return None;
        };
        let mut targets = RateTargets::default();
        for (key, item) in entries(table) {
            let word = key.get_ref().as_ref();
            let place = match word {
                "completion" => &mut targets.completion,
                "on_time" => &mut targets.on_time,
                _ => {
                    self.unknown(key, &keys::RATE_TARGET);
                    continue;
                }
            };
            let Some(percent) = self.bound(word, item) else { continue };
            if percent.value <= Decimal::ZERO || percent.value > Decimal::ONE_HUNDRED {
                let text = text::field_bound(word, percent.value);
                self.error(item.span(), text, Some(text::rate_target_form()));
            }
            *place = Some(percent.value);
        }
        if table.is_empty() {
            self.error(item.span(), text::target_empty(), Some(text::rate_target_form()));
        }
        Some(Placed { value: targets, place: self.place(item.span()) })
    }

    /// Reads `target = { month = 30000 }`.
    pub(super) fn target(&mut self, item: &TomlValue<'_>) -> Option<MeasureTarget> {
        let DeValue::Table(table) = item.get_ref() else {
            self.wrong_type("target", item, Wanted::Table);
            return None;
        };
        let mut target = None;
        for (key, item) in entries(table) {
            let word = key.get_ref().as_ref();
            let Some((word, period)) = TargetPeriod::ALL.into_iter().find(|(known, _)| *known == word) else {
                self.unknown(key, &keys::TARGET);
                continue;
            };
            let Some(amount) = self.bound(word, item) else { continue };
            if amount.value <= Decimal::ZERO {
                let text = text::field_bound(word, amount.value);
                self.error(item.span(), text, Some(text::target_positive()));
            }
            if target.replace(MeasureTarget { amount: amount.value, period }).is_some() {
                self.error(key.span(), text::target_twice(), Some(text::target_form()));
            }
        }
        if table.is_empty() {
            self.error(item.span(), text::target_empty(), Some(text::target_form()));
        }
        target
    }
}

/// Resolves the fields that measures refer to. Drops a measure whose `of` cannot be resolved. `whole` says whether a
/// field that is not found really does not exist.
pub(super) fn resolve(
    written: Vec<WrittenMeasure>,
    areas: &[Area],
    whole: bool,
    problems: &mut Problems,
) -> Vec<Measure> {
    let measure = |written: WrittenMeasure| {
        let of = written.of.as_ref().and_then(|of| field(of, areas, whole, problems));
        let per = written.per.as_ref().and_then(|per| match per.value.as_str() {
            COUNT => Some(Divisor::Count),
            DAYS => Some(Divisor::Days),
            _ => field(per, areas, whole, problems).map(Divisor::Field),
        });
        Some(Measure {
            of: of?,
            per,
            title: written.title.unwrap_or_else(|| written.id.value.clone()),
            id: written.id.value,
            unit: written.unit.map(|unit| unit.value),
            percent: written.percent.is_some_and(|percent| percent.value),
            warn_below: written.warn_below.map(|bound| bound.value),
            warn_above: written.warn_above.map(|bound| bound.value),
            note: written.note,
        })
    };
    written.into_iter().filter_map(measure).collect()
}

/// Splits a reference such as `ztc-review.spend` into task and field; `None` if the text has another form.
pub(super) fn split(text: &str) -> Option<(&str, &str)> {
    let (task, field) = text.trim().split_once('.')?;
    (!task.is_empty() && !field.is_empty() && !field.contains('.')).then_some((task, field))
}

/// Resolves a reference to a field. Returns `None` if the field does not exist or does not hold numbers, and reports
/// this.
fn field(written: &Placed<String>, areas: &[Area], whole: bool, problems: &mut Problems) -> Option<FieldRef> {
    let Some((task, field)) = split(&written.value) else {
        let text = text::measure_field_form(shown(&written.value));
        problems.push(Problem::error(written.place.clone(), text).help(text::measure_per_form()));
        return None;
    };
    let named = FieldRef { task: task.to_owned(), field: field.to_owned() };
    let tasks = || areas.iter().flat_map(|area| &area.tasks);
    let unknown = |text: Text, help: Option<Text>, problems: &mut Problems| {
        if whole {
            problems.push(Problem { help, ..Problem::error(written.place.clone(), text) });
        }
    };
    let Some(known) = tasks().find(|known| known.id == task) else {
        let help = problems.did_you_mean(task, tasks().map(|task| task.id.as_str()));
        unknown(text::measure_no_task(shown(task)), help, problems);
        return None;
    };
    let Some(known) = known.fields.iter().find(|known| known.id == field) else {
        let help = problems.did_you_mean(field, known.fields.iter().map(|field| field.id.as_str()));
        unknown(text::measure_no_field(shown(task), shown(field)), help, problems);
        return None;
    };
    if !matches!(known.kind, FieldKind::Number { .. } | FieldKind::Integer { .. }) {
        unknown(text::measure_not_number(shown(&written.value)), None, problems);
        return None;
    }
    Some(named)
}
