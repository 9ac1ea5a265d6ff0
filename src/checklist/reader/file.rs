//! Reads one file: turns its tables into lists, without resolving references to other files.

use super::absences::WrittenAbsence;
use super::keys;
use super::measures::WrittenMeasure;
use super::task::WrittenTask;
use super::team_days::WrittenCalendar;
use super::walk::{Placed, TomlValue, Walk, entries};
use crate::calendar::{ClockTime, duration_label, parse_clock, parse_duration, parse_time};
use crate::checklist::RateTargets;
use crate::checklist::problem::shown;
use crate::language::text;
use chrono::{NaiveTime, TimeDelta};
use std::ops::Range;
use toml::de::DeTable;

/// The contents of one file.
#[derive(Debug, Default)]
pub(super) struct Written {
    pub top: Top,
    pub include: Vec<Placed<String>>,
    pub without: Vec<Placed<String>>,
    /// Window names with the spans they stand for.
    pub windows: Vec<(Placed<String>, Placed<String>)>,
    /// Role ids with titles.
    pub roles: Vec<(Placed<String>, Placed<String>)>,
    pub sites: Vec<WrittenSite>,
    pub periods: Vec<WrittenPeriod>,
    pub absences: Vec<WrittenAbsence>,
    pub measures: Vec<WrittenMeasure>,
    pub areas: Vec<WrittenArea>,
}

/// Settings for the whole checklist.
#[derive(Debug, Default)]
pub(super) struct Top {
    pub id: Option<Placed<String>>,
    pub title: Option<Placed<String>>,
    pub timezone: Option<Placed<String>>,
    pub day_start: Option<Placed<NaiveTime>>,
    pub grace: Option<Placed<TimeDelta>>,
    pub hours: Vec<Placed<String>>,
    pub calendar: Option<Placed<WrittenCalendar>>,
    pub target: Option<Placed<RateTargets>>,
}

#[derive(Debug)]
pub(super) struct WrittenSite {
    pub id: Placed<String>,
    pub title: Option<Placed<String>>,
    /// Role ids with the persons who have them.
    pub people: Vec<(Placed<String>, Placed<String>)>,
}

#[derive(Debug)]
pub(super) struct WrittenPeriod {
    pub id: Placed<String>,
    pub title: Option<Placed<String>>,
    pub days: Vec<Placed<String>>,
    pub lead: u32,
}

#[derive(Debug)]
pub(super) struct WrittenArea {
    pub id: Placed<String>,
    pub title: Option<Placed<String>>,
    pub purpose: Option<Placed<String>>,
    pub tasks: Vec<WrittenTask>,
}

/// Maximum `grace`.
const LONGEST_GRACE: TimeDelta = TimeDelta::hours(12);

impl Walk<'_> {
    /// Reads a whole file. An id is required in the root file and optional in an included file.
    pub(super) fn file(&mut self, table: &DeTable<'_>, is_root: bool) -> Written {
        let mut file = Written::default();
        for (key, item) in entries(table) {
            match key.get_ref().as_ref() {
                "id" => file.top.id = self.id(item),
                "title" => file.top.title = self.line("title", item),
                "timezone" => file.top.timezone = self.string("timezone", item).map(Placed::owned),
                "day_start" => file.top.day_start = self.time("day_start", item),
                "grace" => file.top.grace = self.duration("grace", item, LONGEST_GRACE),
                "hours" => file.top.hours = self.strings("hours", item),
                "calendar" => file.top.calendar = self.calendar(item),
                "target" => file.top.target = self.rate_targets(item),
                "include" => file.include = self.strings("include", item),
                "without" => file.without = self.strings("without", item),
                "windows" => file.windows = self.windows(item),
                "roles" => file.roles = self.roles(item),
                "site" => file.sites = self.sites(item),
                "period" => file.periods = self.periods(item),
                "absence" => file.absences = self.absences(item),
                "measure" => file.measures = self.measures(item),
                "area" => file.areas = self.areas(item),
                _ => self.unknown(key, &keys::TOP),
            }
        }
        if is_root && !table.contains_key("id") {
            self.missing(0..0, &keys::TOP, "id");
        }
        file
    }

    fn windows(&mut self, item: &TomlValue<'_>) -> Vec<(Placed<String>, Placed<String>)> {
        let mut windows = Vec::new();
        for (key, item) in self.table("windows", item) {
            let name = key.get_ref();
            self.check_name(name, key.span());
            if name.starts_with(|c: char| c.is_numeric()) {
                let text = text::window_name_number(shown(name));
                self.error(key.span(), text, None);
            }
            let window = self.string(name, item);
            if window.as_ref().is_some_and(|window| window.value.trim().is_empty()) {
                self.error(item.span(), text::text_empty(shown(name)), None);
            }
            // A window with invalid times is kept, so that uses of its name are not reported as unknown.
            let place = self.place(item.span());
            let window = window.map_or(Placed { value: String::new(), place }, Placed::owned);
            windows.push((Placed { value: name.to_string(), place: self.place(key.span()) }, window));
        }
        windows
    }

    fn roles(&mut self, item: &TomlValue<'_>) -> Vec<(Placed<String>, Placed<String>)> {
        let mut roles = Vec::new();
        for (key, item) in self.table("roles", item) {
            let id = self.id_key(key);
            let title = self.line(key.get_ref(), item);
            // A role with an invalid title is kept, so that uses of its id are not reported as unknown.
            let title = title.unwrap_or_else(|| id.clone());
            roles.push((id, title));
        }
        roles
    }

    fn sites(&mut self, item: &TomlValue<'_>) -> Vec<WrittenSite> {
        let tables = self.tables(&keys::SITE, item);
        tables.into_iter().map(|(table, head)| self.site(table, head)).collect()
    }

    fn site(&mut self, table: &DeTable<'_>, head: Range<usize>) -> WrittenSite {
        let (mut id, mut title, mut people) = (None, None, Vec::new());
        for (key, item) in entries(table) {
            match key.get_ref().as_ref() {
                "id" => id = self.id(item),
                "title" => title = self.line("title", item),
                "people" => {
                    for (role, person) in self.table("people", item) {
                        let key = Placed { value: role.get_ref().to_string(), place: self.place(role.span()) };
                        people.extend(self.line(role.get_ref(), person).map(|person| (key, person)));
                    }
                }
                _ => self.unknown(key, &keys::SITE),
            }
        }
        WrittenSite { id: self.id_or_missing(id, table, head, &keys::SITE), title, people }
    }

    fn areas(&mut self, item: &TomlValue<'_>) -> Vec<WrittenArea> {
        let tables = self.tables(&keys::AREA, item);
        tables.into_iter().map(|(table, head)| self.area(table, head)).collect()
    }

    fn area(&mut self, table: &DeTable<'_>, head: Range<usize>) -> WrittenArea {
        let (mut id, mut title, mut purpose, mut tasks) = (None, None, None, Vec::new());
        for (key, item) in entries(table) {
            match key.get_ref().as_ref() {
                "id" => id = self.id(item),
                "title" => title = self.line("title", item),
                "purpose" => purpose = self.lines("purpose", item),
                "task" => {
                    let tables = self.tables(&keys::TASK, item);
                    tasks = tables.into_iter().map(|(table, head)| self.task(table, head)).collect();
                }
                _ => self.unknown(key, &keys::AREA),
            }
        }
        WrittenArea { id: self.id_or_missing(id, table, head, &keys::AREA), title, purpose, tasks }
    }

    /// Returns the id, or the empty string if there is none. Reports an id that is missing.
    pub(super) fn id_or_missing(
        &mut self,
        id: Option<Placed<String>>,
        table: &DeTable<'_>,
        head: Range<usize>,
        keys: &keys::Keys,
    ) -> Placed<String> {
        if id.is_none() && !table.contains_key("id") {
            self.missing(head.clone(), keys, "id");
        }
        id.unwrap_or_else(|| Placed { value: String::new(), place: self.place(head) })
    }

    fn time(&mut self, key: &str, item: &TomlValue<'_>) -> Option<Placed<NaiveTime>> {
        let written = self.string(key, item)?;
        match parse_time(written.value).or_else(|_| parse_clock(written.value).map(ClockTime::time)) {
            Ok(value) => Some(Placed { value, place: written.place }),
            Err(error) => {
                self.error(item.span(), error.text(&shown(written.value)), Some(error.help()));
                None
            }
        }
    }

    /// Reads a duration of at least one minute and at most `most`. Reports any other and returns `None`.
    pub(super) fn duration(&mut self, key: &str, item: &TomlValue<'_>, most: TimeDelta) -> Option<Placed<TimeDelta>> {
        let written = self.string(key, item)?;
        let Some(value) = parse_duration(written.value) else {
            let text = text::duration_unknown(shown(written.value));
            let form = text::duration_form();
            self.error(item.span(), text, Some(super::advice::on_lengths(key, written.value).unwrap_or(form)));
            return None;
        };
        if value < TimeDelta::minutes(1) || value > most {
            let text = text::duration_out_of_range(key, duration_label(value));
            self.error(item.span(), text, Some(text::duration_range(duration_label(most))));
            return None;
        }
        Some(Placed { value, place: written.place })
    }
}
