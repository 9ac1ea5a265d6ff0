//! The keys of each table in a checklist.

use crate::language::{Lang, say};

/// The keys of one kind of table.
#[derive(Debug)]
pub(super) struct Keys {
    /// The header as written; empty for keys at the top of the file.
    pub head: &'static str,
    /// Keys in the order of the documentation.
    pub known: &'static [&'static str],
    /// An example id for a table of this kind, shown if the id is missing.
    pub example: &'static str,
}

/// Keys before the first table.
pub(super) const TOP: Keys = Keys {
    head: "",
    known: &[
        "id",
        "title",
        "timezone",
        "day_start",
        "grace",
        "hours",
        "calendar",
        "target",
        "include",
        "without",
        "windows",
        "roles",
        "site",
        "period",
        "absence",
        "measure",
        "area",
    ],
    example: "taobao",
};
/// The calendar, which decides which days are a `workday`.
pub(super) const CALENDAR: Keys = Keys { head: "calendar", known: &["base", "file", "off", "work"], example: "cn" };
/// An entry of `off`: days off.
pub(super) const OFF: Keys = Keys { head: "off", known: &["days", "reason"], example: "2026-11-27" };
/// An entry of `work`: days worked although they would otherwise be off.
pub(super) const WORK: Keys = Keys { head: "work", known: &["days", "reason"], example: "2026-12-05" };
/// A calendar file, with the holidays of several years.
pub(super) const CALENDAR_FILE: Keys = Keys { head: "", known: &["year"], example: "2027" };
/// The holidays of one year.
pub(super) const YEAR: Keys =
    Keys { head: "[[year]]", known: &["year", "title", "source", "off", "work"], example: "2027" };
/// A campaign, a season, a phase of a plan.
pub(super) const PERIOD: Keys =
    Keys { head: "[[period]]", known: &["id", "title", "days", "lead"], example: "double-12" };
/// Days off of a person.
pub(super) const ABSENCE: Keys =
    Keys { head: "[[absence]]", known: &["person", "days", "stand_in", "reason", "sites"], example: "小李" };
/// A figure of the report.
pub(super) const MEASURE: Keys = Keys {
    head: "[[measure]]",
    known: &["id", "title", "of", "per", "unit", "percent", "warn_below", "warn_above", "note"],
    example: "roas",
};
/// The targets of the report's rates, in percent.
pub(super) const RATE_TARGET: Keys = Keys { head: "target", known: &["completion", "on_time"], example: "95" };
/// The target of a field.
pub(super) const TARGET: Keys =
    Keys { head: "target", known: &["year", "quarter", "month", "week", "day"], example: "30000" };
/// A shop or branch.
pub(super) const SITE: Keys = Keys { head: "[[site]]", known: &["id", "title", "people"], example: "flagship" };
/// A group of tasks.
pub(super) const AREA: Keys =
    Keys { head: "[[area]]", known: &["id", "title", "purpose", "task"], example: "daily-checks" };
/// A task.
pub(super) const TASK: Keys = Keys {
    head: "[[area.task]]",
    known: &[
        "id", "title", "at", "every", "on", "except", "from", "until", "role", "sites", "steps", "field", "note",
        "link",
    ],
    example: "own-images",
};
/// A step written as a table.
pub(super) const STEP: Keys = Keys { head: "steps", known: &["title", "link"], example: "400电话" };
/// A field of a task.
pub(super) const FIELD: Keys = Keys {
    head: "field",
    known: &[
        "id",
        "title",
        "unit",
        "type",
        "min",
        "max",
        "max_width",
        "choices",
        "required",
        "warn_below",
        "warn_above",
        "total",
        "target",
    ],
    example: "spend",
};

/// Tables in which to look for a misplaced key.
const TABLES: [&Keys; 6] = [&TASK, &AREA, &SITE, &PERIOD, &ABSENCE, &TOP];

impl Keys {
    /// Returns the only kind of table that has this key. `None` if several have it, because the intended one cannot be
    /// guessed, or if none has.
    pub(super) fn with(key: &str) -> Option<&'static Keys> {
        let mut owners = TABLES.into_iter().filter(|table| table.known.contains(&key));
        let owner = owners.next()?;
        if owners.next().is_some() { None } else { Some(owner) }
    }

    /// Returns an example value for a key, as written in TOML.
    pub(super) fn example_of(&self, key: &str) -> String {
        match key {
            "year" => "2027".to_owned(),
            "of" => "\"ztc-review.revenue\"".to_owned(),
            "reason" => "\"店庆\"".to_owned(),
            "days" if self.head == PERIOD.head => "\"12-01..12-12\"".to_owned(),
            "days" => "\"2026-11-27\"".to_owned(),
            _ => format!("\"{}\"", self.example),
        }
    }

    /// Returns the table's name for messages.
    pub(super) fn name(&self, lang: Lang) -> String {
        if self.head.is_empty() { say::table_top(lang) } else { self.head.to_owned() }
    }

    /// Formats "`at` belongs to [[area.task]]".
    pub(super) fn belongs(&self, lang: Lang, key: &str) -> String {
        if self.head.is_empty() { say::key_belongs_top(lang, key) } else { say::key_belongs(lang, key, self.head) }
    }

    /// Returns the last word of the header: `task` for `[[area.task]]`.
    pub(super) fn key(&self) -> &'static str {
        let name = self.head.trim_matches(['[', ']']);
        name.rsplit('.').next().unwrap_or(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    /// The keys of each table are listed twice: here, and in the schema that editors read.
    #[test]
    fn the_json_schema_has_the_same_keys() {
        let schema: Value = serde_json::from_str(include_str!("../../../docs/checklist.schema.json")).expect("JSON");
        let check = |keys: &Keys, at: &str| {
            let properties = schema.pointer(at).and_then(|table| table["properties"].as_object());
            let mut described: Vec<&str> = properties.expect(at).keys().map(String::as_str).collect();
            let mut known = keys.known.to_vec();
            described.sort_unstable();
            known.sort_unstable();
            assert_eq!(described, known, "{at}");
        };
        check(&TOP, "");
        for (keys, name) in [
            (&CALENDAR, "calendar"),
            (&OFF, "exception"),
            (&WORK, "exception"),
            (&PERIOD, "period"),
            (&ABSENCE, "absence"),
            (&MEASURE, "measure"),
            (&RATE_TARGET, "rate_target"),
            (&TARGET, "target"),
            (&SITE, "site"),
            (&AREA, "area"),
            (&TASK, "task"),
            (&STEP, "step"),
            (&FIELD, "field"),
        ] {
            check(keys, &format!("/$defs/{name}"));
        }
    }
}
