//! Walks over the TOML of one file: returns values of the expected type with their places, and collects problems.

use super::collect::Problems;
use super::keys::Keys;
use crate::checklist::problem::{Place, Problem, shown};
use crate::language::{Lang, Text, say, text};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

/// A value and its place.
#[derive(Debug, Clone)]
pub(super) struct Placed<T> {
    pub value: T,
    pub place: Place,
}

impl Placed<&str> {
    /// Copies the value, so that it no longer borrows from the parsed table.
    pub(super) fn owned(self) -> Placed<String> {
        Placed { value: self.value.to_owned(), place: self.place }
    }
}

/// A key as returned by the parser.
pub(super) type Key<'t> = Spanned<DeString<'t>>;

/// A value as returned by the parser.
pub(super) type TomlValue<'t> = Spanned<DeValue<'t>>;

/// The type of value that a key requires.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    String,
    Strings,
    Flag,
    Integer,
    Number,
    Steps,
    Table,
    Calendar,
}

impl Wanted {
    fn name(self, lang: Lang) -> String {
        match self {
            Wanted::String => say::type_string(lang),
            Wanted::Strings => say::type_strings(lang),
            Wanted::Flag => say::type_flag(lang),
            Wanted::Integer => say::type_integer(lang),
            Wanted::Number => say::type_number(lang),
            Wanted::Steps => say::type_steps(lang),
            Wanted::Table => say::type_table(lang),
            Wanted::Calendar => say::type_calendar(lang),
        }
    }
}

/// The state of walking over one file.
pub(super) struct Walk<'a> {
    /// Index of the file in the bundle.
    pub file: usize,
    /// Text of the file.
    pub text: &'a str,
    /// Whether the file could be read completely, so that a key or name that is not found really does not exist.
    pub whole: bool,
    /// Problems found so far, in all files.
    pub problems: &'a mut Problems,
}

/// Returns the keys and values of a table, without the placeholders that the parser inserts for values it cannot read.
pub(super) fn entries<'t>(table: &'t DeTable<'t>) -> impl Iterator<Item = (&'t Key<'t>, &'t TomlValue<'t>)> {
    table.iter().filter(|(_, item)| item.span() != (0..0))
}

impl Walk<'_> {
    pub(super) fn place(&self, span: Range<usize>) -> Place {
        Place { file: self.file, span }
    }

    pub(super) fn error(&mut self, span: Range<usize>, text: Text, help: Option<Text>) {
        let problem = Problem::error(self.place(span), text);
        self.problems.push(Problem { help, ..problem });
    }

    /// Reports a missing key, unless syntax errors may be the reason that it is missing.
    pub(super) fn missing(&mut self, span: Range<usize>, keys: &Keys, key: &str) {
        if self.whole {
            let text = Text::of(|lang| say::problem_missing_key(lang, key, keys.name(lang)));
            self.error(span, text, Some(text::problem_write_key(key, keys.example_of(key))));
        }
    }

    /// Reports an unknown key.
    pub(super) fn unknown(&mut self, key: &Key<'_>, keys: &Keys) {
        let word = key.get_ref();
        let text = Text::of(|lang| say::problem_unknown_key(lang, shown(word), keys.name(lang)));
        if let Some(other) = Keys::with(word) {
            return self.error(key.span(), text, Some(Text::of(|lang| other.belongs(lang, word))));
        }
        let allowed = |lang| say::problem_allowed(lang, keys.known.join(", "));
        let help = self.problems.advice(word, keys.known.iter().copied(), allowed);
        self.error(key.span(), text, Some(help));
    }

    /// Reports a value of the wrong type.
    pub(super) fn wrong_type(&mut self, key: &str, item: &TomlValue<'_>, wanted: Wanted) {
        let text = Text::of(|lang| {
            say::problem_wrong_type(lang, shown(key), wanted.name(lang), type_name(lang, item.get_ref()))
        });
        let written = self.text.get(item.span()).unwrap_or_default();
        let help = match (key, wanted, item.get_ref()) {
            ("grace" | "every", ..) => Some(text::duration_form()),
            // TOML reads an unquoted time or date as a value of its own type, so suggest quotes.
            (_, Wanted::String | Wanted::Strings, DeValue::Datetime(_)) => {
                Some(text::problem_quote(shown(key), shown(written)))
            }
            _ => None,
        };
        self.error(item.span(), text, help);
    }

    /// Reads a string. Reports any other type and returns `None`.
    pub(super) fn string<'t>(&mut self, key: &str, item: &'t TomlValue<'t>) -> Option<Placed<&'t str>> {
        match item.get_ref() {
            DeValue::String(text) => Some(Placed { value: text, place: self.place(item.span()) }),
            _ => {
                self.wrong_type(key, item, Wanted::String);
                None
            }
        }
    }

    /// Reads one string or a list of strings. A string may hold several parts separated by commas. An empty list is a
    /// problem, because leaving out the key is clearer.
    pub(super) fn strings(&mut self, key: &str, item: &TomlValue<'_>) -> Vec<Placed<String>> {
        let mut parts = Vec::new();
        match item.get_ref() {
            DeValue::String(text) => self.split(text, item.span(), &mut parts),
            DeValue::Array(list) => {
                for item in list.iter() {
                    match item.get_ref() {
                        DeValue::String(text) => self.split(text, item.span(), &mut parts),
                        _ => self.wrong_type(key, item, Wanted::Strings),
                    }
                }
                if list.is_empty() {
                    let text = text::problem_empty_list(key);
                    // The key `days` is required, so it cannot be left out.
                    let help = if key == "days" { say::problem_one_needed } else { say::problem_leave_out };
                    self.error(item.span(), text, Some(Text::of(help)));
                }
            }
            _ => self.wrong_type(key, item, Wanted::Strings),
        }
        parts
    }

    /// Splits a string at commas. Each part gets its own place if the string is written without escapes.
    fn split(&self, text: &str, span: Range<usize>, parts: &mut Vec<Placed<String>>) {
        let is_comma = |c: char| matches!(c, ',' | '，' | '、');
        if !text.contains(is_comma) {
            return parts.push(Placed { value: text.trim().to_owned(), place: self.place(span) });
        }
        let literal = self.text.get(span.start + 1..span.end.saturating_sub(1)) == Some(text);
        for part in text.split(is_comma) {
            let begin = part.as_ptr() as usize - text.as_ptr() as usize;
            let (start, part) = (begin + part.len() - part.trim_start().len(), part.trim());
            let within = span.start + 1 + start..span.start + 1 + start + part.len();
            let place = self.place(if literal && !part.is_empty() { within } else { span.clone() });
            parts.push(Placed { value: part.to_owned(), place });
        }
    }

    /// Reads `true` or `false`. Reports any other value and returns `None`.
    pub(super) fn flag(&mut self, key: &str, item: &TomlValue<'_>) -> Option<bool> {
        if let DeValue::Boolean(flag) = item.get_ref() {
            return Some(*flag);
        }
        self.wrong_type(key, item, Wanted::Flag);
        None
    }

    /// Reads a table such as `[roles]`, with entries in file order.
    pub(super) fn table<'t>(&mut self, key: &str, item: &'t TomlValue<'t>) -> Vec<(&'t Key<'t>, &'t TomlValue<'t>)> {
        let DeValue::Table(table) = item.get_ref() else {
            self.wrong_type(key, item, Wanted::Table);
            self.whole = false;
            return Vec::new();
        };
        let mut entries: Vec<_> = entries(table).collect();
        entries.sort_unstable_by_key(|(key, _)| key.span().start);
        entries
    }

    /// Reads an array of tables such as `[[area]]`, each with the place of its header.
    pub(super) fn tables<'t>(&mut self, keys: &Keys, item: &'t TomlValue<'t>) -> Vec<(&'t DeTable<'t>, Range<usize>)> {
        let DeValue::Array(list) = item.get_ref() else {
            let text = text::problem_not_a_list(keys.head);
            let help = Text::of(|lang| match keys.head.starts_with('[') {
                true => say::problem_list_head(lang, keys.head),
                false => say::problem_list_braces(lang, keys.head),
            });
            self.error(item.span(), text, Some(help));
            self.whole = false;
            return Vec::new();
        };
        let mut tables = Vec::with_capacity(list.len());
        for item in list.iter() {
            match item.get_ref() {
                DeValue::Table(table) => tables.push((table, item.span())),
                _ => self.wrong_type(keys.key(), item, Wanted::Table),
            }
        }
        tables
    }
}

/// Returns the name of a value's type, for messages.
fn type_name(lang: Lang, value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(_) => say::type_string(lang),
        DeValue::Integer(_) => say::type_integer(lang),
        DeValue::Float(_) => say::type_float(lang),
        DeValue::Boolean(_) => say::type_flag(lang),
        DeValue::Datetime(_) => say::type_datetime(lang),
        DeValue::Array(_) => say::type_list(lang),
        DeValue::Table(_) => say::type_table(lang),
    }
}
