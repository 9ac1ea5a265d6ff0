//! Reads working days and periods: `calendar`, `[[period]]`, and the calendar files, which list the holidays of years.

use super::file::WrittenPeriod;
use super::keys;
use super::walk::{Placed, TomlValue, Walk, Wanted, entries};
use crate::checklist::problem::shown;
use crate::language::{Text, say, text};
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// The `calendar` key as written.
#[derive(Debug, Default)]
pub(super) struct WrittenCalendar {
    /// Name of the built-in holidays to use.
    pub base: Option<Placed<String>>,
    /// A file with the holidays of further years.
    pub file: Option<Placed<String>>,
    /// Days off.
    pub off: Vec<WrittenException>,
    /// Days worked.
    pub work: Vec<WrittenException>,
}

/// Days that are worked or off contrary to their weekday, with the reason.
#[derive(Debug)]
pub(super) struct WrittenException {
    pub days: Vec<Placed<String>>,
    pub reason: String,
}

/// The holidays of one year in a calendar file.
#[derive(Debug)]
pub(super) struct WrittenYear {
    pub year: Option<Placed<i32>>,
    /// Index of the file in the bundle.
    pub file: usize,
    pub off: Vec<WrittenException>,
    pub work: Vec<WrittenException>,
}

/// Maximum `lead` of a period, in days.
const LONGEST_LEAD: u32 = 366;

impl Walk<'_> {
    /// Reads the value of `calendar`: the name of built-in holidays, such as `"cn"`, or a table.
    pub(super) fn calendar(&mut self, item: &TomlValue<'_>) -> Option<Placed<WrittenCalendar>> {
        let place = self.place(item.span());
        let mut calendar = WrittenCalendar::default();
        match item.get_ref() {
            DeValue::String(_) => calendar.base = self.string("calendar", item).map(Placed::owned),
            DeValue::Table(table) => {
                for (key, item) in entries(table) {
                    match key.get_ref().as_ref() {
                        "base" => calendar.base = self.string("base", item).map(Placed::owned),
                        "file" => calendar.file = self.string("file", item).map(Placed::owned),
                        "off" => calendar.off = self.exceptions(&keys::OFF, item),
                        "work" => calendar.work = self.exceptions(&keys::WORK, item),
                        _ => self.unknown(key, &keys::CALENDAR),
                    }
                }
            }
            _ => {
                self.wrong_type("calendar", item, Wanted::Calendar);
                return None;
            }
        }
        Some(Placed { value: calendar, place })
    }

    fn exceptions(&mut self, keys: &keys::Keys, item: &TomlValue<'_>) -> Vec<WrittenException> {
        let tables = self.tables(keys, item);
        tables.into_iter().map(|(table, head)| self.exception(keys, table, head)).collect()
    }

    fn exception(&mut self, keys: &keys::Keys, table: &DeTable<'_>, head: Range<usize>) -> WrittenException {
        let (mut days, mut reason) = (Vec::new(), None);
        for (key, item) in entries(table) {
            match key.get_ref().as_ref() {
                "days" => days = self.strings("days", item),
                "reason" => reason = self.line("reason", item),
                _ => self.unknown(key, keys),
            }
        }
        for key in ["days", "reason"] {
            if !table.contains_key(key) {
                self.missing(head.clone(), keys, key);
            }
        }
        WrittenException { days, reason: reason.map(|reason| reason.value).unwrap_or_default() }
    }

    pub(super) fn periods(&mut self, item: &TomlValue<'_>) -> Vec<WrittenPeriod> {
        let tables = self.tables(&keys::PERIOD, item);
        tables.into_iter().map(|(table, head)| self.period(table, head)).collect()
    }

    fn period(&mut self, table: &DeTable<'_>, head: Range<usize>) -> WrittenPeriod {
        let (mut id, mut title, mut days, mut lead) = (None, None, Vec::new(), None);
        for (key, item) in entries(table) {
            match key.get_ref().as_ref() {
                "id" => id = self.id(item),
                "title" => title = self.line("title", item),
                "days" => days = self.strings("days", item),
                "lead" => lead = self.whole("lead", item, 0..=LONGEST_LEAD),
                _ => self.unknown(key, &keys::PERIOD),
            }
        }
        if !table.contains_key("days") {
            self.missing(head.clone(), &keys::PERIOD, "days");
        }
        let id = self.id_or_missing(id, table, head, &keys::PERIOD);
        WrittenPeriod { id, title, days, lead: lead.unwrap_or(0) }
    }

    /// Reads a whole calendar file.
    pub(super) fn calendar_file(&mut self, table: &DeTable<'_>) -> Vec<WrittenYear> {
        let mut years = Vec::new();
        for (key, item) in entries(table) {
            match key.get_ref().as_ref() {
                "year" => {
                    let tables = self.tables(&keys::YEAR, item);
                    years = tables.into_iter().map(|(table, head)| self.year(table, head)).collect();
                }
                _ => self.unknown(key, &keys::CALENDAR_FILE),
            }
        }
        years
    }

    fn year(&mut self, table: &DeTable<'_>, head: Range<usize>) -> WrittenYear {
        let mut year = WrittenYear { year: None, file: self.file, off: Vec::new(), work: Vec::new() };
        for (key, item) in entries(table) {
            match key.get_ref().as_ref() {
                "year" => {
                    let number = self.whole("year", item, 1949..=9999);
                    let value = number.and_then(|number| i32::try_from(number).ok());
                    year.year = value.map(|value| Placed { value, place: self.place(item.span()) });
                }
                "title" => drop(self.line("title", item)),
                "source" => drop(self.line("source", item)),
                "off" => {
                    year.off = self.exceptions(&keys::OFF, item);
                    // No year is without holidays, so an empty list means that they have not been entered yet.
                    if matches!(item.get_ref(), DeValue::Array(list) if list.is_empty()) {
                        let text = text::problem_empty_list("off");
                        self.error(item.span(), text, Some(text::year_needs_off()));
                    }
                }
                "work" => year.work = self.exceptions(&keys::WORK, item),
                _ => self.unknown(key, &keys::YEAR),
            }
        }
        if !table.contains_key("year") {
            self.missing(head.clone(), &keys::YEAR, "year");
        }
        if !table.contains_key("off") && self.whole {
            let text = Text::of(|lang| say::problem_missing_key(lang, "off", keys::YEAR.name(lang)));
            self.error(head, text, Some(text::year_needs_off()));
        }
        year
    }

    /// Reads a whole number within bounds. Reports any other value and returns `None`.
    fn whole(&mut self, key: &str, item: &TomlValue<'_>, bounds: std::ops::RangeInclusive<u32>) -> Option<u32> {
        let DeValue::Integer(number) = item.get_ref() else {
            self.wrong_type(key, item, Wanted::Integer);
            return None;
        };
        let value = u32::from_str_radix(number.as_str(), number.radix()).ok().filter(|value| bounds.contains(value));
        if value.is_none() {
            let written = self.text.get(item.span()).unwrap_or_default();
            let help = text::value_between(bounds.start(), bounds.end());
            self.error(item.span(), text::field_bound(key, shown(written)), Some(help));
        }
        value
    }
}
