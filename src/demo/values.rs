//! Believable values of fields.

use super::random::Random;
use super::words::Words;
use crate::calendar::Day;
use crate::checklist::{Checklist, Divisor, Field, FieldKind, Task};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Minimum and maximum number of buyers per thousand visitors.
const CONVERSION: (i64, i64) = (10, 60);

/// The field that counts visitors, in the built-in checklists.
const VISITORS: &str = "visitors";

/// Returns values for a task's fields. Two fields whose ratio is a measure get values in a believable ratio.
pub(super) fn values(
    checklist: &Checklist,
    (task, day): (&Task, Day),
    words: &Words,
    random: &mut Random,
) -> BTreeMap<String, String> {
    let mut numbers: BTreeMap<String, i64> = BTreeMap::new();
    let mut values = BTreeMap::new();
    for field in &task.fields {
        let raw = match &field.kind {
            // On most days, the value is close to one day's share of the target.
            FieldKind::Number { .. } | FieldKind::Integer { .. } if field.target.is_some() => {
                let part = field.target.map_or(Decimal::ZERO, |it| it.amount / Decimal::from(it.period.days(day)));
                let part = hundredths(part) * random.between(800, 1180) / 1000;
                if matches!(field.kind, FieldKind::Integer { .. }) { (part / 100).to_string() } else { decimal(part) }
            }
            FieldKind::Number { min, max } => decimal(number(field, *min, *max, &numbers, checklist, task, random)),
            FieldKind::Integer { min, max } => {
                let hundredths = number(field, *min, *max, &numbers, checklist, task, random);
                (hundredths / 100).to_string()
            }
            FieldKind::Text { .. } => random.pick(&words.texts).copied().unwrap_or_default().to_owned(),
            FieldKind::Choice { choices } => random.pick(choices).cloned().unwrap_or_default(),
            FieldKind::YesNo => if random.chance(800) { "yes" } else { "no" }.to_owned(),
        };
        // Values that the field refuses are omitted.
        if let Ok(value) = field.parse(&raw) {
            if let Ok(number) = value.parse::<Decimal>() {
                numbers.insert(field.id.clone(), hundredths(number));
            }
            values.insert(field.id.clone(), value);
        }
    }
    values
}

/// Returns a value for a number field, in hundredths.
fn number(
    field: &Field,
    min: Option<Decimal>,
    max: Option<Decimal>,
    known: &BTreeMap<String, i64>,
    checklist: &Checklist,
    task: &Task,
    random: &mut Random,
) -> i64 {
    let (min, max) = (min.map(hundredths), max.map(hundredths));
    let (below, above) = (field.warn_below.map(hundredths), field.warn_above.map(hundredths));
    if let (Some(low), Some(high)) = (below.or(min), above.or(max)) {
        let is_any_share = field.unit.as_deref() == Some("%") && (low, high) == (0, 10_000);
        let (low, high) = if is_any_share { (CONVERSION.0 * 10, CONVERSION.1 * 10) } else { (low, high) };
        // Sometimes the value is slightly outside the bounds at which the field warns.
        let beyond = if random.chance(80) { (high - low) / 8 } else { 0 };
        return random.between(low - beyond, high + beyond).clamp(min.unwrap_or(i64::MIN), max.unwrap_or(i64::MAX));
    }
    if let Some(other) = partner(field, task, checklist).and_then(|other| known.get(other)) {
        // An amount of money that is not in the first field is a multiple of the other value, such as buyers times the
        // average order. Any other value is a fraction of it, such as the visitors who buy.
        let is_later = task.fields.first().is_some_and(|first| known.contains_key(&first.id));
        let is_of_money = task.fields.iter().any(|it| partner(field, task, checklist) == Some(&it.id) && it.is_money());
        let of_thousand = match (is_later && field.is_money(), is_of_money) {
            (true, true) => random.between(1500, 4200),
            (true, false) => random.between(60_000, 180_000),
            _ if partner(field, task, checklist) == Some(VISITORS) => random.between(CONVERSION.0, CONVERSION.1),
            _ => random.between(20, 900),
        };
        return (i128::from(*other) * i128::from(of_thousand) / 1000).try_into().unwrap_or(*other);
    }
    // A typical size, derived from the field's id and thus the same every day, with random variation.
    let size = field.id.bytes().fold(7_i64, |size, byte| (size * 31 + i64::from(byte)) % 9000) + 1000;
    let low = below.map_or(size * 60 / 100, |below| below - below.abs() / 4);
    let number = random.between(low, low.max(size) * 3 / 2 + 100);
    if field.warn_below.is_none() && min.is_none() && random.chance(100) { -number / 4 } else { number * 10 }
}

/// Returns the field that forms a ratio measure with this one; `None` if there is none.
fn partner<'c>(field: &Field, task: &Task, checklist: &'c Checklist) -> Option<&'c str> {
    checklist.measures.iter().find_map(|measure| match &measure.per {
        Some(Divisor::Field(per)) if measure.of.task == task.id && per.task == task.id => {
            if measure.of.field == field.id {
                Some(per.field.as_str())
            } else if per.field == field.id {
                Some(measure.of.field.as_str())
            } else {
                None
            }
        }
        _ => None,
    })
}

fn hundredths(number: Decimal) -> i64 {
    use rust_decimal::prelude::ToPrimitive;
    (number * Decimal::ONE_HUNDRED).trunc().to_i64().unwrap_or(0)
}

fn decimal(hundredths: i64) -> String {
    Decimal::new(hundredths, 2).to_string()
}
