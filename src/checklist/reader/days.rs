//! Reads the days of a task: `on`, `except`, `from` and `until`.

use super::advice;
use super::collect::{self, Problems};
use super::effects::{CYCLE, SEARCHED_FROM};
use super::task::WrittenTask;
use super::walk::Placed;
use crate::calendar::{Day, DaySet, DayTerm, MonthDay, Rhythm, RhythmUnit, TeamCalendar, TermError};
use crate::checklist::problem::{Problem, shown};
use crate::language::{Text, say, text};
use chrono::Datelike;
use std::collections::HashSet;
use std::ops::RangeInclusive;

/// Day terms that "did you mean" may suggest.
const KNOWN: [&str; 24] = [
    "daily",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
    "mon-fri",
    "sat-sun",
    "workday",
    "offday",
    "day 1",
    "day -1",
    "first mon",
    "last fri",
    "last workday",
];

/// Maximum length in characters of a weekday term that may omit its prefix 周 after another weekday: 三, 三至五.
const LONGEST_BARE: usize = 3;

/// Maximum length in characters of a word for which "did you mean" may suggest a short term such as `mon`.
const LONGEST_SLIP: usize = 4;

/// 29 February.
const LEAP_DAY: MonthDay = MonthDay { month: 2, day: 29 };

/// A day term, with the word from which it was parsed.
pub(super) type Term<'w> = (&'w Placed<String>, DayTerm);

/// The days on which a task is done.
#[derive(Clone)]
pub(super) struct TaskDays {
    pub on: Option<DaySet>,
    pub except: Option<DaySet>,
    pub from: Option<Day>,
    pub until: Option<Day>,
}

/// Reads the days of tasks.
pub(super) struct DayTermReader<'c> {
    pub(super) calendar: &'c TeamCalendar,
    periods: HashSet<&'c str>,
    /// Whether all files could be read completely, so that a period that is not found really does not exist.
    whole: bool,
    /// Today, if the caller wants warnings about entries that have no effect or are over; otherwise `None`.
    pub(super) today: Option<Day>,
    pub(super) searches: usize,
    /// Estimated cost so far of the searches for optional warnings; see `MOST_EFFORT`.
    pub(super) effort: usize,
}

impl<'c> DayTermReader<'c> {
    pub(super) fn new(calendar: &'c TeamCalendar, whole: bool, today: Option<Day>) -> DayTermReader<'c> {
        let periods = calendar.periods.iter().map(|period| period.id.as_str()).collect();
        DayTermReader { calendar, periods, whole, today, searches: 0, effort: 0 }
    }

    /// Reads the days of a task; warns if it can never occur.
    pub(super) fn of(&mut self, task: &WrittenTask, problems: &mut Problems) -> TaskDays {
        let before = problems.count();
        let (on, except) = (self.terms(&task.on, problems), self.terms(&task.except, problems));
        let days = TaskDays {
            from: life("from", task.from.as_ref(), problems),
            until: life("until", task.until.as_ref(), problems),
            // A term for every day has the same effect as no `on`.
            on: set(&on).filter(|on| !on.terms.iter().any(DayTerm::is_every_day)),
            except: set(&except),
        };
        if let (Some(from), Some(until), Some(written)) = (days.from, days.until, &task.until)
            && until < from
        {
            let text = text::life_backwards(until, from);
            problems.push(Problem::error(written.place.clone(), text));
        } else if problems.count() == before && self.check_comes(task, &days, problems) {
            // If a task never occurs, further warnings about its terms would not help.
            self.check_terms(&days.life(), &on, problems);
            self.check_terms(&days.life(), &except, problems);
            self.check_takes(&days, &except, problems);
            self.check_is_over(task, &days, problems);
        }
        days
    }

    /// Reads a list of day terms. `None` if it is empty or entirely invalid.
    pub(super) fn day_set(&mut self, written: &[Placed<String>], problems: &mut Problems) -> Option<DaySet> {
        let before = problems.count();
        let terms = self.terms(written, problems);
        if problems.count() == before {
            self.check_terms(&(Day::MIN..=Day::MAX), &terms, problems);
        }
        set(&terms)
    }

    /// Parses words into terms, each with its word. A word can give several terms: 周一三五 gives three. Reports
    /// invalid words.
    fn terms<'w>(&self, written: &'w [Placed<String>], problems: &mut Problems) -> Vec<Term<'w>> {
        let mut terms = Vec::with_capacity(written.len());
        let mut in_week = false;
        for word in written {
            in_week &= word.value.chars().count() <= LONGEST_BARE;
            match DayTerm::parse(&word.value).and_then(|term| self.known(term)) {
                Ok(term) => terms.push((word, term)),
                Err(error) => match DayTerm::said(&word.value, in_week) {
                    Some(said) => terms.extend(said.into_iter().map(|term| (word, term))),
                    None => {
                        let (text, help) = self.refusal(&word.value, &error, problems);
                        problems.push(Problem::error(word.place.clone(), text).help(help));
                    }
                },
            }
            in_week |= DayTerm::is_chinese_weekday(&word.value);
        }
        terms
    }

    /// Returns the term, or an error if it refers to a period that does not exist.
    fn known(&self, term: DayTerm) -> Result<DayTerm, TermError> {
        match &term {
            DayTerm::Period(id) | DayTerm::Before(id) if self.whole && !self.periods.contains(id.as_str()) => {
                Err(TermError::Unknown)
            }
            _ => Ok(term),
        }
    }

    /// Warns about terms that are valid but rarely intended.
    fn check_terms(&mut self, life: &RangeInclusive<Day>, terms: &[Term], problems: &mut Problems) {
        terms.iter().for_each(|(word, term)| self.check_term(word, term, problems));
        self.check_adds(life, terms, problems);
    }

    fn check_term(&self, word: &Placed<String>, term: &DayTerm, problems: &mut Problems) {
        match term {
            term if is_of_leap_years(term) => problems.push(rare(word)),
            DayTerm::NthWorkday(number) if number.unsigned_abs() > 23 && !self.has(term) => {
                let text = text::day_never_in_month(shown(&word.value));
                problems.push(Problem::warning(word.place.clone(), text));
            }
            DayTerm::Before(id) if self.calendar.period(id).is_some_and(|period| period.lead == 0) => {
                let text = text::day_no_lead(shown(id));
                let help = text::day_no_lead_help(shown(id));
                problems.push(Problem::warning(word.place.clone(), text).help(help));
            }
            _ => {}
        }
    }

    /// Whether a term such as "24th workday" ever matches. A month has more than 23 workdays only if days off are
    /// declared workdays.
    fn has(&self, term: &DayTerm) -> bool {
        SEARCHED_FROM.iter_days().take(CYCLE as usize).any(|day| self.calendar.names(term, day))
    }

    fn refusal(&self, word: &str, error: &TermError, problems: &mut Problems) -> (Text, Text) {
        let word_shown = shown(word);
        if let Some(told) = misdated(&word_shown, error).or_else(|| advice::on_days(word)) {
            return told;
        }
        match error {
            TermError::NeverInMonth => (text::day_never_in_month(&word_shown), text::day_form()),
            TermError::WrongEnding(meant) => {
                let help = text::did_you_mean(shown(meant));
                (text::day_unknown(&word_shown), help)
            }
            TermError::Rhythm => (text::day_rhythm(&word_shown), text::day_rhythm_form()),
            TermError::Unknown | TermError::NoSuchDate | TermError::Backwards => {
                // Suggest short terms only for short words: `sunset` and `month's end` are not misspellings of `sun`
                // and `mon`.
                let is_short = word.chars().count() <= LONGEST_SLIP;
                let known = KNOWN.into_iter().filter(|known| known.len() > 3 || is_short);
                let known = known.chain(self.periods.iter().copied());
                let before = self.periods.iter().map(|id| match word.is_ascii() {
                    true => format!("before {id}"),
                    false => format!("{id}之前"),
                });
                let before: Vec<String> = before.collect();
                let near = problems.did_you_mean(word, known.chain(before.iter().map(String::as_str)));
                (text::day_unknown(&word_shown), collect::advice(near.as_ref(), say::day_form))
            }
        }
    }
}

/// Combines terms into a set; `None` if there are none.
fn set(terms: &[Term]) -> Option<DaySet> {
    let terms: Vec<DayTerm> = terms.iter().map(|(_, term)| term.clone()).collect();
    (!terms.is_empty()).then_some(DaySet { terms })
}

/// Whether a term only matches days in leap years.
pub(super) fn is_of_leap_years(term: &DayTerm) -> bool {
    match term {
        DayTerm::Annual(first, last) => *first == LEAP_DAY && first == last,
        DayTerm::Every(Rhythm { every, unit: RhythmUnit::Months, from }) => {
            every % 12 == 0 && LEAP_DAY.in_year(from.year()) == Some(*from)
        }
        _ => false,
    }
}

/// Creates the warning for days that only exist in leap years.
pub(super) fn rare(word: &Placed<String>) -> Problem {
    Problem::warning(word.place.clone(), text::day_rare(shown(&word.value)))
}

/// Returns the message and help for dates that do not exist or run backwards; `None` for any other error.
pub(super) fn misdated(word: &str, error: &TermError) -> Option<(Text, Text)> {
    match error {
        TermError::NoSuchDate => Some((text::day_no_such(word), text::day_date_form())),
        TermError::Backwards => Some((text::day_backwards(word), text::day_swap())),
        _ => None,
    }
}

/// Reads the date of `from` or `until`. Reports anything else and returns `None`.
fn life(key: &str, written: Option<&Placed<String>>, problems: &mut Problems) -> Option<Day> {
    let written = written?;
    match DayTerm::parse(&written.value) {
        Ok(DayTerm::Dates(first, last)) if first == last => Some(first),
        _ => {
            let text = text::life_date(key, shown(&written.value));
            problems.push(Problem::error(written.place.clone(), text).help(text::life_date_form()));
            None
        }
    }
}
