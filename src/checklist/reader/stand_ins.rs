//! Detects cycles of stand-ins: people who stand in for each other and are away on the same day.

use super::collect::Problems;
use super::effects::{CYCLE, SEARCHED_FROM};
use super::walk::Placed;
use crate::calendar::{Day, TeamCalendar};
use crate::checklist::problem::{Problem, shown};
use crate::checklist::{Absence, Site};
use crate::language::text;
use std::collections::HashSet;

/// Warns about each absence whose stand-ins form a cycle on one of its days. Each absence comes with its stand-in as
/// written.
pub(super) fn check(
    absences: &[(Absence, Option<Placed<String>>)],
    sites: &[Site],
    calendar: &TeamCalendar,
    problems: &mut Problems,
) {
    let away: HashSet<&str> = absences.iter().map(|(absence, _)| absence.person.as_str()).collect();
    for (absence, place) in absences {
        // A stand-in who is never away cannot be part of a cycle. A person who stands in for themselves is reported
        // elsewhere.
        let Some(place) = place
            .as_ref()
            .filter(|stand_in| stand_in.value != absence.person && away.contains(stand_in.value.as_str()))
        else {
            continue;
        };
        let in_circle = |day: &Day| sites.iter().any(|site| is_circle(absences, absence, &site.id, calendar, *day));
        let days = SEARCHED_FROM.iter_days().take(CYCLE as usize);
        if let Some(day) = days.filter(|day| calendar.contains(&absence.days, *day)).find(in_circle) {
            let text = text::stand_ins_away_on(shown(&absence.person), day);
            let help = text::stand_ins_away_help();
            problems.push(Problem::warning(place.place.clone(), text).help(help));
        }
    }
}

/// Whether everyone in the chain of stand-ins of an absent person is away on a day, so that the chain is a cycle.
fn is_circle(
    absences: &[(Absence, Option<Placed<String>>)],
    first: &Absence,
    site: &str,
    calendar: &TeamCalendar,
    day: Day,
) -> bool {
    let absent = |person: &str| {
        let is_it = |it: &&Absence| it.person == person && it.is_at(site) && calendar.contains(&it.days, day);
        absences.iter().map(|(absence, _)| absence).find(is_it)
    };
    let mut person = first.person.as_str();
    for _ in 0..=absences.len() {
        match absent(person).and_then(|absence| absence.stand_in.as_deref()) {
            Some(stand_in) => person = stand_in,
            None => return false,
        }
    }
    true
}
