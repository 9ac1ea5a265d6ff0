//! Reads the days off of people: `[[absence]]`.

use super::collect::Problems;
use super::days;
use super::file::WrittenSite;
use super::keys;
use super::resolve::DeclaredNames;
use super::walk::{Placed, TomlValue, Walk, entries};
use crate::checklist::Absence;
use crate::checklist::problem::{Problem, shown};
use crate::language::text;
use std::collections::BTreeSet;
use std::ops::Range;
use toml::de::DeTable;

/// One `[[absence]]` as written.
#[derive(Debug)]
pub(super) struct WrittenAbsence {
    pub person: Placed<String>,
    pub days: Vec<Placed<String>>,
    pub stand_in: Option<Placed<String>>,
    pub reason: Option<Placed<String>>,
    pub sites: Vec<Placed<String>>,
}

impl Walk<'_> {
    pub(super) fn absences(&mut self, item: &TomlValue<'_>) -> Vec<WrittenAbsence> {
        let tables = self.tables(&keys::ABSENCE, item);
        tables.into_iter().map(|(table, head)| self.absence(table, head)).collect()
    }

    fn absence(&mut self, table: &DeTable<'_>, head: Range<usize>) -> WrittenAbsence {
        let (mut person, mut days, mut stand_in, mut reason, mut sites) = (None, Vec::new(), None, None, Vec::new());
        for (key, item) in entries(table) {
            match key.get_ref().as_ref() {
                "person" => person = self.line("person", item),
                "days" => days = self.strings("days", item),
                "stand_in" => stand_in = self.line("stand_in", item),
                "reason" => reason = self.line("reason", item),
                "sites" => sites = self.strings("sites", item),
                _ => self.unknown(key, &keys::ABSENCE),
            }
        }
        for key in ["person", "days"] {
            if !table.contains_key(key) {
                self.missing(head.clone(), &keys::ABSENCE, key);
            }
        }
        let person = person.unwrap_or_else(|| Placed { value: String::new(), place: self.place(head) });
        WrittenAbsence { person, days, stand_in, reason, sites }
    }
}

/// Resolves the absences, reporting mistakes. Returns each with its stand-in as written, and skips those without valid
/// days.
pub(super) fn resolve(
    written: Vec<WrittenAbsence>,
    sites: &[WrittenSite],
    names: &DeclaredNames,
    days: &mut days::DayTermReader<'_>,
    problems: &mut Problems,
) -> Vec<(Absence, Option<Placed<String>>)> {
    let people: BTreeSet<&str> =
        sites.iter().flat_map(|site| &site.people).map(|(_, person)| person.value.as_str()).collect();
    let mut absences = Vec::with_capacity(written.len());
    for absence in written {
        check(&absence, &people, names, problems);
        let Some(days) = days.day_set(&absence.days, problems) else { continue };
        let stand_in = absence.stand_in;
        let read = Absence {
            person: absence.person.value,
            days,
            stand_in: stand_in.as_ref().map(|person| person.value.clone()),
            reason: absence.reason.map(|reason| reason.value),
            sites: absence.sites.into_iter().map(|site| site.value).collect(),
        };
        absences.push((read, stand_in));
    }
    absences
}

fn check(absence: &WrittenAbsence, people: &BTreeSet<&str>, names: &DeclaredNames, problems: &mut Problems) {
    let person = &absence.person;
    // A stand-in need not have a role, but the person who is away must.
    if names.whole && !person.value.is_empty() && !people.contains(person.value.as_str()) {
        let text = text::absence_unknown(shown(&person.value));
        let near = problems.did_you_mean(&person.value, people.iter().copied());
        let help = near.unwrap_or_else(text::absence_name_people);
        problems.push(Problem::error(person.place.clone(), text).help(help));
    }
    match &absence.stand_in {
        None if absence.reason.is_none() && !person.value.is_empty() => {
            let text = text::absence_needs(shown(&person.value));
            problems.push(Problem::error(person.place.clone(), text).help(text::absence_write()));
        }
        Some(stand_in) if stand_in.value == person.value => {
            let text = text::absence_own(shown(&person.value));
            problems.push(Problem::error(stand_in.place.clone(), text));
        }
        _ => {}
    }
    absence.sites.iter().for_each(|site| names.check_site(site, problems));
}
