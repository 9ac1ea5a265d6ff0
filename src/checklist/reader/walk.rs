//! Walking over the TOML of one file: values of the type that is wanted, each with its place, problems collected.

use super::collect::Problems;
use super::keys::Keys;
use crate::checklist::problem::{Place, Problem, shown};
use crate::language::{Lang, Text, say};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

/// A value and where it is written.
#[derive(Debug, Clone)]
pub(super) struct Placed<T> {
    pub value: T,
    pub place: Place,
}

impl Placed<&str> {
    /// Kept beyond the file's table.
    pub(super) fn owned(self) -> Placed<String> {
        Placed { value: self.value.to_owned(), place: self.place }
    }
}

/// A key as the parser gives it.
pub(super) type Key<'t> = Spanned<DeString<'t>>;

/// A value as the parser gives it.
pub(super) type Item<'t> = Spanned<DeValue<'t>>;

/// The type that a key takes.
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

/// One file while it is walked over.
pub(super) struct Walk<'a> {
    /// Index in the bundle.
    pub file: usize,
    /// Its text.
    pub text: &'a str,
    /// Whether nothing can have been lost to another mistake, so that what is not there is really absent.
    pub whole: bool,
    /// All that is found.
    pub problems: &'a mut Problems,
}

/// The keys and values of a table, without what the parser put in place of a value it could not read.
pub(super) fn entries<'t>(table: &'t DeTable<'t>) -> impl Iterator<Item = (&'t Key<'t>, &'t Item<'t>)> {
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

    /// A key that must be there is not.
    pub(super) fn missing(&mut self, span: Range<usize>, keys: &Keys, key: &str) {
        if self.whole {
            let text = Text::of(|lang| say::problem_missing_key(lang, key, keys.name(lang)));
            self.error(span, text, Some(Text::of(|lang| say::problem_write_key(lang, key, keys.example_of(key)))));
        }
    }

    /// A key that the table does not have.
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

    /// A value of another type than the key takes.
    pub(super) fn wrong_type(&mut self, key: &str, item: &Item<'_>, wanted: Wanted) {
        let text = Text::of(|lang| {
            say::problem_wrong_type(lang, shown(key), wanted.name(lang), type_name(lang, item.get_ref()))
        });
        let written = self.text.get(item.span()).unwrap_or_default();
        let help = match (key, wanted, item.get_ref()) {
            ("grace" | "every", ..) => Some(Text::of(say::duration_form)),
            // A time or a date without quotes is TOML's own kind of value, and looks right to everybody.
            (_, Wanted::String | Wanted::Strings, DeValue::Datetime(_)) => {
                Some(Text::of(|lang| say::problem_quote(lang, shown(key), shown(written))))
            }
            _ => None,
        };
        self.error(item.span(), text, help);
    }

    /// A string.
    pub(super) fn string<'t>(&mut self, key: &str, item: &'t Item<'t>) -> Option<Placed<&'t str>> {
        match item.get_ref() {
            DeValue::String(text) => Some(Placed { value: text, place: self.place(item.span()) }),
            _ => {
                self.wrong_type(key, item, Wanted::String);
                None
            }
        }
    }

    /// One string or a list of them. A string may hold several parts between commas. An empty list is a problem:
    /// leaving the key out says what is meant.
    pub(super) fn strings(&mut self, key: &str, item: &Item<'_>) -> Vec<Placed<String>> {
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
                    let text = Text::of(|lang| say::problem_empty_list(lang, key));
                    // Days are needed wherever they can stand.
                    let help = if key == "days" { say::problem_one_needed } else { say::problem_leave_out };
                    self.error(item.span(), text, Some(Text::of(help)));
                }
            }
            _ => self.wrong_type(key, item, Wanted::Strings),
        }
        parts
    }

    /// The parts between commas, each underlined by itself where the string is written without escapes.
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

    /// `true` or `false`.
    pub(super) fn flag(&mut self, key: &str, item: &Item<'_>) -> Option<bool> {
        if let DeValue::Boolean(flag) = item.get_ref() {
            return Some(*flag);
        }
        self.wrong_type(key, item, Wanted::Flag);
        None
    }

    /// A table such as `[roles]`, entries in the file's order.
    pub(super) fn table<'t>(&mut self, key: &str, item: &'t Item<'t>) -> Vec<(&'t Key<'t>, &'t Item<'t>)> {
        let DeValue::Table(table) = item.get_ref() else {
            self.wrong_type(key, item, Wanted::Table);
            self.whole = false;
            return Vec::new();
        };
        let mut entries: Vec<_> = entries(table).collect();
        entries.sort_unstable_by_key(|(key, _)| key.span().start);
        entries
    }

    /// A list of tables such as `[[area]]`, each with the place of its head.
    pub(super) fn tables<'t>(&mut self, keys: &Keys, item: &'t Item<'t>) -> Vec<(&'t DeTable<'t>, Range<usize>)> {
        let DeValue::Array(list) = item.get_ref() else {
            let text = Text::of(|lang| say::problem_not_a_list(lang, keys.head));
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

/// The word for the type of a value that is there.
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
