//! A filter in words.

use super::sheet::Fact;
use crate::language::{Lang, say};
use crate::status::Filter;
use serde_json::{Value, json};

/// Returns the persons and tasks that a filter includes, as facts of a document; none if it excludes nothing.
pub fn facts(filter: &Filter, lang: Lang) -> Vec<Fact> {
    let persons = filter.persons.iter().map(|person| person.clone().unwrap_or_else(|| say::nobody(lang)));
    let tasks = filter.tasks.iter().map(|task| task.title.clone());
    let named = [(say::column_who(lang), persons.collect::<Vec<_>>()), (say::column_task(lang), tasks.collect())];
    let named = named.into_iter().filter(|(_, names)| !names.is_empty());
    named.map(|(name, names)| Fact::new(name, names.join(&say::list_comma(lang)))).collect()
}

/// Returns the filter as a line: `Filtered (Who: Wang): everything else is left out.`. `None` if it excludes nothing.
pub fn line(filter: &Filter, lang: Lang) -> Option<String> {
    let facts = facts(filter, lang);
    let words: Vec<String> = facts.iter().map(|fact| say::named(lang, &fact.name, fact.value.text(lang))).collect();
    (!words.is_empty()).then(|| say::filtered(lang, words.join(&say::clause_semicolon(lang))))
}

/// Returns the filter's persons as JSON, with null for nobody; null if the filter includes everybody.
pub fn persons_form(filter: &Filter) -> Value {
    if filter.persons.is_empty() { Value::Null } else { json!(filter.persons) }
}

/// Returns the ids of the filter's tasks as JSON; null if the filter includes all tasks.
pub fn tasks_form(filter: &Filter) -> Value {
    let ids: Vec<&str> = filter.tasks.iter().map(|task| task.id.as_str()).collect();
    if ids.is_empty() { Value::Null } else { json!(ids) }
}
