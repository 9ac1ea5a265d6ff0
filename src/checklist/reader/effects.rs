//! Warns about tasks that never occur and, for `ops check` only, about entries that have no effect or are over.

use super::collect::Problems;
use super::days::{DayTermReader, TaskDays, Term};
use super::task::WrittenTask;
use super::walk::Placed;
use crate::calendar::{Day, DayTerm, Period, TeamCalendar};
use crate::checklist::problem::{Problem, shown};
use crate::language::{Text, say, text};
use chrono::{Days, NaiveDate};
use std::ops::RangeInclusive;

/// Length of a complete search in days: at least 28 years, after which weekdays fall on the same dates again (except
/// around 2100 and similar years).
pub(super) const CYCLE: u64 = 28 * 366;

/// Maximum number of searches that find no day; each costs a whole cycle.
const MOST_SEARCHES: usize = 100;

/// Limit on the estimated cost of searches for optional warnings. The cost of a search is the square of its number of
/// terms, times the number of periods.
const MOST_EFFORT: usize = 50_000;

/// First day of a search that has no other start.
pub(super) const SEARCHED_FROM: NaiveDate = NaiveDate::from_ymd_opt(2024, 1, 1).expect("a date");

impl DayTermReader<'_> {
    /// Returns whether a task ever occurs, and warns if it does not. Returns `true` without a search once too many have
    /// been made.
    pub(super) fn check_comes(&mut self, task: &WrittenTask, days: &TaskDays, problems: &mut Problems) -> bool {
        let is_limited = days.except.is_some() || days.from.is_some() || days.until.is_some();
        if !is_limited || self.searches >= MOST_SEARCHES || self.comes(days) {
            return true;
        }
        self.searches += 1;
        let place = task.except.first().or(task.until.as_ref()).or(task.from.as_ref()).or(task.on.first());
        let place = place.map_or_else(|| task.id.place.clone(), |written| written.place.clone());
        let id = shown(&task.id.value);
        let text = Text::of(|lang| match days.except {
            Some(_) => say::days_never(lang, &id),
            None => say::days_never_in_life(lang, &id),
        });
        problems.push(Problem::warning(place, text));
        false
    }

    fn comes(&self, days: &TaskDays) -> bool {
        let terms: Vec<&DayTerm> = days.on.iter().chain(&days.except).flat_map(|set| &set.terms).collect();
        self.any_day(&days.life(), &terms, |day| self.calendar.allows(days.on.as_ref(), days.except.as_ref(), day))
    }

    /// Warns about a task that will not occur again.
    pub(super) fn check_is_over(&mut self, task: &WrittenTask, days: &TaskDays, problems: &mut Problems) {
        let Some(today) = self.today else { return };
        let is_limited = days.on.is_some() || days.except.is_some() || days.until.is_some();
        let terms = days.on.iter().chain(&days.except).map(|set| set.terms.len()).sum();
        if !is_limited || !self.may_search(terms) {
            return;
        }
        let from = days.from.map_or(today, |from| from.max(today));
        if self.comes(&TaskDays { from: Some(from), ..days.clone() }) {
            return;
        }
        self.searches += 1;
        let place = task.until.as_ref().or(task.on.first()).map_or(&task.id.place, |written| &written.place);
        let text = text::days_over(shown(&task.id.value), today);
        problems.push(Problem::warning(place.clone(), text).help(text::days_over_help()));
    }

    /// Warns about items of a list of terms that add no day to the days of the other items.
    pub(super) fn check_adds(&mut self, life: &RangeInclusive<Day>, terms: &[Term], problems: &mut Problems) {
        let mut words: Vec<&[Term]> = terms.chunk_by(|(one, _), (next, _)| std::ptr::eq(*one, *next)).collect();
        // Going backwards keeps the first of two equivalent items.
        for at in (0..words.len()).rev() {
            if self.today.is_none() || words.len() < 2 || !self.may_search(terms.len()) {
                return;
            }
            let named = |words: &[&[Term]], day| {
                words.iter().flat_map(|word| *word).any(|(_, term)| self.calendar.names(term, day))
            };
            let (before, behind) = (&words[..at], &words[at + 1..]);
            let is_new = |day| named(&words[at..=at], day) && !named(before, day) && !named(behind, day);
            let all: Vec<&DayTerm> = words.iter().flat_map(|word| *word).map(|(_, term)| term).collect();
            if self.any_day(life, &all, is_new) {
                continue;
            }
            self.searches += 1;
            let (word, term) = &words[at][0];
            let text = text::day_adds_nothing(shown(&word.value));
            let problem = Problem::warning(word.place.clone(), text);
            let twin = before.iter().chain(behind).find(|other| other.iter().any(|(_, other)| other == term));
            problems.push(match twin {
                Some(twin) => problem.also(twin[0].0.place.clone()),
                None => problem,
            });
            words.remove(at);
        }
    }

    /// Warns about terms in `except` that remove no day.
    pub(super) fn check_takes(&mut self, days: &TaskDays, except: &[Term], problems: &mut Problems) {
        for word in except.chunk_by(|(one, _), (next, _)| std::ptr::eq(*one, *next)) {
            if self.today.is_none()
                || !self.may_search(except.len() + days.on.iter().map(|on| on.terms.len()).sum::<usize>())
            {
                return;
            }
            let terms: Vec<&DayTerm> = word.iter().map(|(_, term)| term).collect();
            let all: Vec<&DayTerm> = days.on.iter().flat_map(|on| &on.terms).chain(terms.iter().copied()).collect();
            let takes = |day| {
                terms.iter().any(|term| self.calendar.names(term, day))
                    && self.calendar.allows(days.on.as_ref(), None, day)
            };
            if !self.any_day(&days.life(), &all, takes) {
                self.searches += 1;
                let text = text::day_takes_nothing(shown(&word[0].0.value));
                problems.push(Problem::warning(word[0].0.place.clone(), text));
            }
        }
    }

    /// Adds the estimated cost of one more search for an optional warning, and returns whether the limits allow that
    /// search.
    fn may_search(&mut self, terms: usize) -> bool {
        self.effort = self.effort.saturating_add((terms + 1).pow(2).saturating_mul(self.calendar.periods.len() + 1));
        self.searches < MOST_SEARCHES && self.effort <= MOST_EFFORT
    }

    /// Whether any day of `life`, from a task's first to its last day, satisfies `fits`. Searches one cycle from each
    /// day on which a term starts and from each day after a term ends.
    fn any_day(&self, life: &RangeInclusive<Day>, terms: &[&DayTerm], fits: impl Fn(Day) -> bool) -> bool {
        let begin = terms.iter().filter_map(|term| self.first_day(term));
        // A task that is excluded for many years may occur again afterwards.
        let behind = terms.iter().filter_map(|term| match term {
            DayTerm::Dates(_, last) => last.succ_opt(),
            _ => None,
        });
        let general = match (*life.start(), *life.end()) {
            (Day::MIN, Day::MAX) => SEARCHED_FROM,
            (Day::MIN, last) => last.checked_sub_days(Days::new(CYCLE)).unwrap_or(Day::MIN),
            (first, _) => first,
        };
        let mut starts: Vec<Day> = begin.chain(behind).chain([general]).map(|day| day.max(*life.start())).collect();
        starts.sort_unstable();
        let mut searched = Day::MIN;
        starts.into_iter().any(|start| {
            let last = start.checked_add_days(Days::new(CYCLE)).unwrap_or(Day::MAX).min(*life.end());
            let start = start.max(searched);
            searched = last;
            start.iter_days().take_while(|day| *day <= last).any(&fits)
        })
    }

    /// Returns a day before which a term matches nothing; `None` if there is no such day.
    fn first_day(&self, term: &DayTerm) -> Option<Day> {
        match term {
            DayTerm::Dates(first, _) => Some(*first),
            DayTerm::Every(rhythm) => Some(rhythm.from),
            DayTerm::Period(id) | DayTerm::Before(id) => {
                self.calendar.period(id)?.days.iter().find_map(|days| match days {
                    DayTerm::Dates(first, _) => first.checked_sub_days(Days::new(400)),
                    _ => None,
                })
            }
            _ => None,
        }
    }
}

impl TaskDays {
    /// Returns the range from `from` to `until`. A missing bound is `Day::MIN` or `Day::MAX`.
    pub(super) fn life(&self) -> RangeInclusive<Day> {
        self.from.unwrap_or(Day::MIN)..=self.until.unwrap_or(Day::MAX)
    }
}

/// Warns about periods whose last day is before today.
pub(super) fn check_periods(calendar: &TeamCalendar, ids: &[Placed<String>], today: Day, problems: &mut Problems) {
    let last = |period: &Period| {
        let last = |days: &DayTerm| if let DayTerm::Dates(_, last) = days { Some(*last) } else { None };
        period.days.iter().map(last).collect::<Option<Vec<Day>>>()?.into_iter().max()
    };
    for (period, id) in calendar.periods.iter().zip(ids) {
        if last(period).is_some_and(|last| last < today) {
            let text = text::period_over(shown(&period.id), today);
            problems.push(Problem::warning(id.place.clone(), text).help(text::period_over_help()));
        }
    }
}
