//! Helpers for tests of the built-in checklists: read TOML as plain values, independently of the reader under test.

use serde_json::{Map, Value, json};
use toml::de::{DeTable, DeValue};

/// Converts a TOML file to JSON with the same structure.
pub fn values(text: &str) -> Value {
    let table = DeTable::parse(text).expect("TOML").into_inner();
    value(DeValue::Table(table))
}

fn value(toml: DeValue<'_>) -> Value {
    match toml {
        DeValue::String(text) => Value::String(text.into_owned()),
        DeValue::Integer(number) => json!(number.as_str().parse::<i64>().expect("an integer")),
        DeValue::Float(number) => json!(number.as_str().parse::<f64>().expect("a number")),
        DeValue::Boolean(yes) => Value::Bool(yes),
        DeValue::Datetime(at) => panic!("{at}: a checklist holds no TOML dates, it writes them as text"),
        DeValue::Array(items) => items.into_iter().map(|item| value(item.into_inner())).collect(),
        DeValue::Table(table) => {
            let entries =
                table.into_iter().map(|(key, item)| (key.into_inner().into_owned(), value(item.into_inner())));
            Value::Object(entries.collect::<Map<_, _>>())
        }
    }
}

/// Returns every task of a checklist, in file order.
#[allow(dead_code, reason = "not every test looks at the tasks")]
pub fn tasks(checklist: &Value) -> Vec<&Value> {
    let areas = checklist["area"].as_array().expect("areas");
    areas.iter().flat_map(|area| area["task"].as_array().expect("tasks")).collect()
}
