//! Builds the calendar of working days, and the periods.

use super::collect::Problems;
use super::days;
use super::file::WrittenPeriod;
use super::team_days::{WrittenCalendar, WrittenException, WrittenYear};
use super::walk::Placed;
use super::words::is_id;
use crate::calendar::{Day, DayRange, DayTerm, Period, TermError, WorkCalendar};
use crate::checklist::problem::{Place, Problem, shown};
use crate::language::{Text, text};
use std::collections::HashMap;

/// Maximum length of an exception in days; no holiday notice covers more.
const LONGEST_EXCEPTION: i64 = 366;

/// Builds the calendar of working days from the holidays in calendar files and then the checklist's own exceptions.
pub(super) fn work_calendar(
    written: Option<Placed<WrittenCalendar>>,
    years: &[WrittenYear],
    problems: &mut Problems,
) -> WorkCalendar {
    let mut calendar = WorkCalendar::default();
    // A later file overrides an earlier one; within one file, a contradiction is an error.
    for years in years.chunk_by(|one, next| one.file == next.file) {
        check_years(years, problems);
        let mut said = NamedDays::new();
        for year in years {
            except(&mut calendar, &year.off, false, &mut said, problems);
            except(&mut calendar, &year.work, true, &mut said, problems);
            year.year.iter().for_each(|year| calendar.know(year.value));
        }
    }
    if let Some(Placed { value: written, .. }) = written {
        let mut said = NamedDays::new();
        except(&mut calendar, &written.off, false, &mut said, problems);
        except(&mut calendar, &written.work, true, &mut said, problems);
        calendar.base = written.base.map(|base| base.value);
    }
    calendar
}

/// The days listed in one file: whether each is worked, and where the file says so.
type NamedDays<'w> = HashMap<Day, (bool, &'w Place)>;

/// Reports a year that one file lists twice.
fn check_years(years: &[WrittenYear], problems: &mut Problems) {
    let mut first: HashMap<i32, &Place> = HashMap::new();
    for year in years.iter().filter_map(|year| year.year.as_ref()) {
        if let Some(first) = first.insert(year.value, &year.place) {
            let text = text::problem_twice(year.value);
            problems.push(Problem::error(year.place.clone(), text).also(first.clone()));
        }
    }
}

fn except<'w>(
    calendar: &mut WorkCalendar,
    exceptions: &'w [WrittenException],
    is_worked: bool,
    said: &mut NamedDays<'w>,
    problems: &mut Problems,
) {
    for exception in exceptions {
        for written in &exception.days {
            let Some(days) = exception_days(written, problems) else { continue };
            let contradicts =
                |day: &Day| said.get(day).is_some_and(|(is_other_worked, _)| *is_other_worked != is_worked);
            if let Some((day, (_, other))) = days.days().find(contradicts).and_then(|day| Some((day, said.get(&day)?)))
            {
                let text = text::day_off_and_worked(day);
                problems.push(Problem::error(written.place.clone(), text).also((*other).clone()));
            }
            for day in days.days() {
                said.insert(day, (is_worked, &written.place));
                calendar.except(day, is_worked, &exception.reason);
            }
        }
    }
}

/// Parses a date or a range of dates. Reports any other text and returns `None`.
fn exception_days(written: &Placed<String>, problems: &mut Problems) -> Option<DayRange> {
    let word = shown(&written.value);
    let (text, help) = match DayTerm::parse(&written.value) {
        Ok(DayTerm::Dates(first, last)) => {
            let days = DayRange { first, last };
            if days.length() <= LONGEST_EXCEPTION {
                return Some(days);
            }
            let text = text::exception_long(&word, days.length());
            (text, text::exception_longest(LONGEST_EXCEPTION))
        }
        Err(TermError::NoSuchDate) => (text::day_no_such(&word), text::exception_days_form()),
        Err(error) => days::misdated(&word, &error).unwrap_or_else(|| no_exception(&word)),
        Ok(_) => no_exception(&word),
    };
    problems.push(Problem::error(written.place.clone(), text).help(help));
    None
}

fn no_exception(word: &str) -> (Text, Text) {
    (text::exception_days(word), text::exception_days_form())
}

/// Resolves the periods. A period with invalid days is kept, so that its id is known.
pub(super) fn periods(written: Vec<WrittenPeriod>, problems: &mut Problems) -> Vec<Period> {
    written.into_iter().map(|period| self::period(period, problems)).collect()
}

fn period(written: WrittenPeriod, problems: &mut Problems) -> Period {
    let WrittenPeriod { id, title, days, lead } = written;
    // An id such as `mon` or `workday` would always be read as a day term. Invalid ids are already reported.
    if is_id(&id.value) && DayTerm::parse(&id.value) != Ok(DayTerm::Period(id.value.clone())) {
        let text = text::period_id_taken(shown(&id.value));
        problems.push(Problem::error(id.place.clone(), text));
    }
    let mut stretch = |word: &Placed<String>| match DayTerm::parse(&word.value) {
        Ok(term @ (DayTerm::Dates(..) | DayTerm::Annual(..))) => {
            if days::is_of_leap_years(&term) {
                problems.push(days::rare(word));
            }
            Some(term)
        }
        other => {
            let misdated = other.err().and_then(|error| days::misdated(&shown(&word.value), &error));
            let (text, help) = misdated.unwrap_or_else(|| {
                let text = text::period_days(shown(&word.value));
                (text, text::period_days_form())
            });
            problems.push(Problem::error(word.place.clone(), text).help(help));
            None
        }
    };
    let days = days.iter().filter_map(&mut stretch).collect();
    Period { title: title.map_or_else(|| id.value.clone(), |title| title.value), id: id.value, days, lead }
}
