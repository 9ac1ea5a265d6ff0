//! Reads the fields of a task.

use super::keys;
use super::walk::{Key, Placed, TomlValue, Walk, Wanted, entries};
use crate::checklist::amount::parse_number;
use crate::checklist::problem::{Place, Problem, shown};
use crate::checklist::{Field, FieldKind, MeasureTarget, Total};
use crate::language::{plain, say, text};
use rust_decimal::Decimal;
use std::collections::HashMap;
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// The types of a field, with the additional keys that each accepts.
const TYPES: [(&str, &[&str]); 5] = [
    ("number", &["min", "max", "warn_below", "warn_above", "total", "target"]),
    ("integer", &["min", "max", "warn_below", "warn_above", "total", "target"]),
    ("text", &["max_width"]),
    ("choice", &["choices"]),
    ("yesno", &[]),
];

/// One table of `field`, before its keys are checked against its type.
#[derive(Default)]
struct Parts {
    id: Option<Placed<String>>,
    title: Option<String>,
    unit: Option<String>,
    kind: Option<Placed<String>>,
    required: bool,
    max_width: Option<u32>,
    choices: Vec<Placed<String>>,
    min: Option<Placed<Decimal>>,
    max: Option<Placed<Decimal>>,
    warn_below: Option<Placed<Decimal>>,
    warn_above: Option<Placed<Decimal>>,
    total: Option<Placed<Total>>,
    target: Option<MeasureTarget>,
}

impl Walk<'_> {
    /// Reads all fields of a task. Their ids must be unique within the task.
    pub(super) fn fields(&mut self, item: &TomlValue<'_>) -> Vec<Field> {
        let mut first: HashMap<String, Place> = HashMap::new();
        let mut fields = Vec::new();
        for (table, head) in self.tables(&keys::FIELD, item) {
            let (field, place) = self.field(table, head);
            if let Some(place) = place {
                if let Some(first) = first.get(&field.id) {
                    let text = text::problem_twice(shown(&field.id));
                    self.problems.push(Problem::error(place, text).also(first.clone()));
                } else {
                    first.insert(field.id.clone(), place);
                }
            }
            fields.push(field);
        }
        fields
    }

    fn field(&mut self, table: &DeTable<'_>, head: Range<usize>) -> (Field, Option<Place>) {
        let mut parts = Parts::default();
        for (key, item) in entries(table) {
            match key.get_ref().as_ref() {
                "id" => parts.id = self.field_id(item),
                "title" => parts.title = self.line("title", item).map(|title| title.value),
                "unit" => parts.unit = self.line("unit", item).map(|unit| unit.value),
                "type" => parts.kind = self.string("type", item).map(Placed::owned),
                "required" => parts.required = self.flag("required", item).unwrap_or_default(),
                "max_width" => parts.max_width = self.width(item),
                "choices" => parts.choices = self.choices(item),
                "min" => parts.min = self.bound("min", item),
                "max" => parts.max = self.bound("max", item),
                "warn_below" => parts.warn_below = self.bound("warn_below", item),
                "warn_above" => parts.warn_above = self.bound("warn_above", item),
                "total" => parts.total = self.total(item),
                "target" => parts.target = self.target(item),
                _ => self.unknown(key, &keys::FIELD),
            }
        }
        if !table.contains_key("id") {
            self.missing(head.clone(), &keys::FIELD, "id");
        }
        self.check_bounds(&parts);
        let kind = self.kind(&mut parts, table, head);
        let place = parts.id.as_ref().map(|id| id.place.clone());
        let id = parts.id.map(|id| id.value).unwrap_or_default();
        let bound = |bound: Option<Placed<Decimal>>| bound.map(|bound| bound.value);
        let (warn_below, warn_above) = (bound(parts.warn_below), bound(parts.warn_above));
        let title = parts.title.unwrap_or_else(|| id.clone());
        let (unit, required, target) = (parts.unit, parts.required, parts.target);
        if let Some(total) = parts.total.as_ref().filter(|total| target.is_some() && total.value != Total::Sum) {
            self.problems.push(Problem::error(total.place.clone(), text::total_beside_target()));
        }
        let field = Field { id, title, unit, kind, required, warn_below, warn_above, total: None, target };
        (field.totalled(parts.total.map(|total| total.value)), place)
    }

    fn total(&mut self, item: &TomlValue<'_>) -> Option<Placed<Total>> {
        let written = self.string("total", item)?.owned();
        let found = Total::ALL.into_iter().find(|(name, _)| *name == written.value);
        if found.is_none() {
            let names = Total::ALL.map(|(name, _)| name);
            let allowed = |lang| say::problem_allowed(lang, names.join(", "));
            let help = self.problems.advice(&written.value, names.into_iter(), allowed);
            let text = text::total_unknown(shown(&written.value));
            self.problems.push(Problem::error(written.place.clone(), text).help(help));
        }
        found.map(|(_, value)| Placed { value, place: written.place })
    }

    fn field_id(&mut self, item: &TomlValue<'_>) -> Option<Placed<String>> {
        let id = self.string("id", item)?;
        self.check_name(id.value, item.span());
        Some(id.owned())
    }

    /// Reads the type with its bounds. Reports keys that only other types accept.
    fn kind(&mut self, parts: &mut Parts, table: &DeTable<'_>, head: Range<usize>) -> FieldKind {
        let written = parts.kind.as_ref().map_or("number", |kind| kind.value.as_str());
        let Some((name, takes)) = TYPES.into_iter().find(|(name, _)| *name == written) else {
            self.unknown_type(parts.kind.as_ref());
            return FieldKind::YesNo;
        };
        for (key, _) in entries(table) {
            self.check_key_fits(key, name, takes);
        }
        let (min, max) = (parts.min.as_ref().map(|min| min.value), parts.max.as_ref().map(|max| max.value));
        match name {
            "integer" => FieldKind::Integer { min, max },
            "text" => FieldKind::Text { max_width: parts.max_width },
            "yesno" => FieldKind::YesNo,
            "choice" => {
                if !table.contains_key("choices") {
                    let text = text::field_choices_missing();
                    self.error(head, text, Some(text::field_choices_example()));
                }
                FieldKind::Choice { choices: std::mem::take(&mut parts.choices).into_iter().map(|c| c.value).collect() }
            }
            _ => FieldKind::Number { min, max },
        }
    }

    fn unknown_type(&mut self, kind: Option<&Placed<String>>) {
        let Some(kind) = kind else { return };
        let text = text::field_type_unknown(shown(&kind.value));
        let names = TYPES.map(|(name, _)| name);
        let allowed = |lang| say::problem_allowed(lang, names.join(", "));
        let help = self.problems.advice(&kind.value, names.into_iter(), allowed);
        self.problems.push(Problem::error(kind.place.clone(), text).help(help));
    }

    fn check_key_fits(&mut self, key: &Key<'_>, name: &str, takes: &[&str]) {
        let word = key.get_ref().as_ref();
        if takes.contains(&word) {
            return;
        }
        let owners = TYPES.into_iter().filter(|(_, keys)| keys.contains(&word)).map(|(name, _)| name);
        let owners = owners.collect::<Vec<_>>().join(", ");
        // Keys that are not listed for any type are valid for all types: id, title, unit.
        if !owners.is_empty() {
            let text = text::field_key_unfit(word, name);
            self.error(key.span(), text, Some(text::field_key_fits(word, &owners)));
        }
    }

    /// Checks that `min` ≤ `warn_below` ≤ `warn_above` ≤ `max`; warns about a limit that never or always triggers.
    fn check_bounds(&mut self, parts: &Parts) {
        if let (Some(min), Some(max)) = (&parts.min, &parts.max)
            && min.value > max.value
        {
            let text = text::field_min_above_max(min.value, max.value);
            self.problems.push(Problem::error(min.place.clone(), text).also(max.place.clone()));
            return;
        }
        let inside = |bound: &Decimal| {
            parts.min.as_ref().is_none_or(|min| *bound >= min.value)
                && parts.max.as_ref().is_none_or(|max| *bound <= max.value)
        };
        for (key, bound) in [("warn_below", &parts.warn_below), ("warn_above", &parts.warn_above)] {
            if let Some(bound) = bound.as_ref().filter(|bound| !inside(&bound.value)) {
                let text = text::field_warn_outside(key, bound.value);
                self.problems.push(Problem::warning(bound.place.clone(), text));
            }
        }
        self.check_warnings(parts.warn_below.as_ref(), parts.warn_above.as_ref());
    }

    /// Warns about limits that trigger for every value.
    pub(super) fn check_warnings(&mut self, below: Option<&Placed<Decimal>>, above: Option<&Placed<Decimal>>) {
        if let (Some(low), Some(high)) = (below, above)
            && low.value > high.value
        {
            let text = text::field_warn_always(low.value, high.value);
            self.problems.push(Problem::warning(low.place.clone(), text).also(high.place.clone()));
        }
    }

    /// Parses a number from its written digits, so that money never becomes a binary fraction. Reports an invalid one
    /// and returns `None`.
    pub(super) fn bound(&mut self, key: &str, item: &TomlValue<'_>) -> Option<Placed<Decimal>> {
        let place = self.place(item.span());
        let value = match item.get_ref() {
            DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok().map(Decimal::from),
            DeValue::Float(number) if number.as_str().contains(['e', 'E']) => {
                Decimal::from_scientific(number.as_str()).ok()
            }
            DeValue::Float(number) => parse_number(number.as_str()).ok(),
            DeValue::String(text) => parse_number(&plain(text.trim())).ok(),
            _ => {
                self.wrong_type(key, item, Wanted::Number);
                return None;
            }
        };
        if value.is_none() {
            let written = self.text.get(item.span()).unwrap_or_default();
            self.error(item.span(), text::field_bound(key, shown(written)), None);
        }
        Some(Placed { value: value?.normalize(), place })
    }

    fn width(&mut self, item: &TomlValue<'_>) -> Option<u32> {
        let DeValue::Integer(number) = item.get_ref() else {
            self.wrong_type("max_width", item, Wanted::Integer);
            return None;
        };
        let width = u32::from_str_radix(number.as_str(), number.radix()).ok().filter(|width| *width > 0);
        if width.is_none() {
            let written = self.text.get(item.span()).unwrap_or_default();
            self.error(item.span(), text::field_bound("max_width", shown(written)), None);
        }
        width
    }

    fn choices(&mut self, item: &TomlValue<'_>) -> Vec<Placed<String>> {
        let DeValue::Array(list) = item.get_ref() else {
            self.wrong_type("choices", item, Wanted::Strings);
            return Vec::new();
        };
        if list.is_empty() {
            let text = text::problem_empty_list("choices");
            self.error(item.span(), text, Some(text::field_choices_example()));
        }
        let choices: Vec<_> = list.iter().filter_map(|item| self.line("choices", item)).collect();
        self.check_unique(choices.iter());
        choices
    }
}
