//! Which keys each table of a checklist has.

use crate::language::{Lang, say};

/// One kind of table.
#[derive(Debug)]
pub(super) struct Keys {
    /// Its head as one writes it; empty for the top of the file.
    pub head: &'static str,
    /// In the order in which the documentation names them.
    pub known: &'static [&'static str],
    /// An id such a table could have, to show one where it is missing.
    pub example: &'static str,
}

/// Before the first table.
pub(super) const TOP: Keys = Keys {
    head: "",
    known: &[
        "id",
        "title",
        "timezone",
        "day_start",
        "grace",
        "hours",
        "include",
        "without",
        "windows",
        "roles",
        "site",
        "area",
    ],
    example: "taobao",
};
/// A shop or branch.
pub(super) const SITE: Keys = Keys { head: "[[site]]", known: &["id", "title", "people"], example: "flagship" };
/// A group of tasks.
pub(super) const AREA: Keys =
    Keys { head: "[[area]]", known: &["id", "title", "purpose", "task"], example: "daily-checks" };
/// A task.
pub(super) const TASK: Keys = Keys {
    head: "[[area.task]]",
    known: &["id", "title", "at", "every", "on", "except", "role", "sites", "steps", "field", "note", "link"],
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
    ],
    example: "spend",
};

/// Where a misplaced key is looked for.
const TABLES: [&Keys; 4] = [&TASK, &AREA, &SITE, &TOP];

impl Keys {
    /// The first table that has a key; `None` for those that several have, whose owner cannot be guessed.
    pub(super) fn with(key: &str) -> Option<&'static Keys> {
        let mut owners = TABLES.into_iter().filter(|table| table.known.contains(&key));
        let owner = owners.next()?;
        if owners.next().is_some() { None } else { Some(owner) }
    }

    /// What to call it.
    pub(super) fn name(&self, lang: Lang) -> String {
        if self.head.is_empty() { say::table_top(lang) } else { self.head.to_owned() }
    }

    /// "`at` belongs to [[area.task]]".
    pub(super) fn belongs(&self, lang: Lang, key: &str) -> String {
        if self.head.is_empty() { say::key_belongs_top(lang, key) } else { say::key_belongs(lang, key, self.head) }
    }

    /// Its last word: `task` of `[[area.task]]`.
    pub(super) fn key(&self) -> &'static str {
        let name = self.head.trim_matches(['[', ']']);
        name.rsplit('.').next().unwrap_or(name)
    }
}
