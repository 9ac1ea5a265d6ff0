//! Reads the tasks of an area.

use super::keys;
use super::walk::{Placed, TomlValue, Walk, Wanted, entries};
use crate::checklist::problem::{Problem, shown};
use crate::checklist::{Field, Step};
use crate::language::text;
use chrono::TimeDelta;
use rustc_hash::FxHashMap;
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// One `[[area.task]]` as written; its times, days, role and sites are resolved once all files are read.
#[derive(Debug)]
pub(super) struct WrittenTask {
    pub id: Placed<String>,
    pub title: Option<String>,
    /// Empty if the key is absent.
    pub at: Vec<Placed<String>>,
    pub every: Option<Placed<TimeDelta>>,
    /// Empty if the key is absent.
    pub on: Vec<Placed<String>>,
    /// Empty if the key is absent.
    pub except: Vec<Placed<String>>,
    pub from: Option<Placed<String>>,
    pub until: Option<Placed<String>>,
    pub role: Option<Placed<String>>,
    pub sites: Vec<Placed<String>>,
    pub steps: Vec<Step>,
    pub fields: Vec<Field>,
    pub note: Option<String>,
    pub link: Option<String>,
}

/// Maximum `every`: a watch repeats at least once a day.
const LONGEST_EVERY: TimeDelta = TimeDelta::hours(24);

/// Maximum number of steps, whose numbers are shown with two digits.
const MOST_STEPS: usize = 99;

impl Walk<'_> {
    pub(super) fn task(&mut self, table: &DeTable<'_>, head: Range<usize>) -> WrittenTask {
        let mut id = None;
        let mut task = WrittenTask {
            id: Placed { value: String::new(), place: self.place(head.clone()) },
            title: None,
            at: Vec::new(),
            every: None,
            on: Vec::new(),
            except: Vec::new(),
            from: None,
            until: None,
            role: None,
            sites: Vec::new(),
            steps: Vec::new(),
            fields: Vec::new(),
            note: None,
            link: None,
        };
        for (key, item) in entries(table) {
            match key.get_ref().as_ref() {
                "id" => id = self.id(item),
                "title" => task.title = self.line("title", item).map(|title| title.value),
                "at" => task.at = self.strings("at", item),
                "every" => task.every = self.duration("every", item, LONGEST_EVERY),
                "on" => task.on = self.strings("on", item),
                "except" => task.except = self.strings("except", item),
                "from" => task.from = self.string("from", item).map(Placed::owned),
                "until" => task.until = self.string("until", item).map(Placed::owned),
                "role" => task.role = self.string("role", item).map(Placed::owned),
                "sites" => task.sites = self.strings("sites", item),
                "steps" => task.steps = self.steps(item),
                "field" => task.fields = self.fields(item),
                "note" => task.note = self.lines("note", item).map(|note| note.value),
                "link" => task.link = self.link(item),
                _ => self.unknown(key, &keys::TASK),
            }
        }
        task.id = self.id_or_missing(id, table, head, &keys::TASK);
        task
    }

    /// Reads `steps`: a count, or a list whose items are titles or tables with a title and a link.
    fn steps(&mut self, item: &TomlValue<'_>) -> Vec<Step> {
        match item.get_ref() {
            DeValue::Integer(count) => {
                let count = i64::from_str_radix(count.as_str(), count.radix()).unwrap_or(i64::MAX);
                match usize::try_from(count).ok().filter(|count| (2..=MOST_STEPS).contains(count)) {
                    Some(count) => vec![Step { title: None, link: None }; count],
                    None => {
                        let help = text::steps_range(MOST_STEPS);
                        self.error(item.span(), text::steps_count(count), Some(help));
                        Vec::new()
                    }
                }
            }
            DeValue::Array(list) => {
                if list.is_empty() {
                    let text = text::problem_empty_list("steps");
                    self.error(item.span(), text, Some(text::problem_leave_out()));
                } else if list.len() > MOST_STEPS {
                    let help = text::steps_range(MOST_STEPS);
                    self.error(item.span(), text::steps_count(list.len()), Some(help));
                }
                let steps: Vec<_> = list.iter().filter_map(|item| self.step(item)).collect();
                self.check_unique(steps.iter().filter_map(|(title, _)| title.as_ref()));
                steps.into_iter().map(|(title, link)| Step { title: title.map(|title| title.value), link }).collect()
            }
            _ => {
                self.wrong_type("steps", item, Wanted::Steps);
                Vec::new()
            }
        }
    }

    fn step(&mut self, item: &TomlValue<'_>) -> Option<(Option<Placed<String>>, Option<String>)> {
        let DeValue::Table(table) = item.get_ref() else {
            return match item.get_ref() {
                DeValue::String(_) => Some((Some(self.line("steps", item)?), None)),
                _ => {
                    self.wrong_type("steps", item, Wanted::Steps);
                    None
                }
            };
        };
        let (mut title, mut link) = (None, None);
        for (key, item) in entries(table) {
            match key.get_ref().as_ref() {
                "title" => title = self.line("title", item),
                "link" => link = self.link(item),
                _ => self.unknown(key, &keys::STEP),
            }
        }
        if !table.contains_key("title") {
            self.missing(item.span(), &keys::STEP, "title");
        }
        Some((title, link))
    }

    /// Reports duplicates among steps or choices.
    pub(super) fn check_unique<'t>(&mut self, words: impl Iterator<Item = &'t Placed<String>>) {
        let mut seen: FxHashMap<&str, &Placed<String>> = FxHashMap::default();
        for word in words {
            if let Some(first) = seen.insert(&word.value, word) {
                let text = text::problem_twice(shown(&word.value));
                let problem = Problem::error(word.place.clone(), text);
                self.problems.push(problem.also(first.place.clone()));
            }
        }
    }
}
