//! Describes a task's schedule, and why the task is done on a day, in both languages.

use super::cells;
use super::words::{short_length, span, weekday};
use crate::calendar::{
    Day, DayRange, DaySet, DayTerm, Rhythm, RhythmUnit, TeamCalendar, end_label, ordinal_ending, time_label,
};
use crate::checklist::{Checklist, Schedule, Span, Task};
use crate::language::{Lang, say};
use crate::plan::slots;
use chrono::{Datelike, TimeDelta};

/// Describes a task's schedule: "every day, every 30 min within 08:20-12:00, 13:00-20:30 (23 rounds)".
pub fn schedule(lang: Lang, checklist: &Checklist, task: &Task) -> String {
    [days(lang, &checklist.calendar, task), times(lang, checklist, task)].join(&say::clause_comma(lang))
}

/// Describes a task's days: `on Mon to Fri, except 12-24`, `every day except Sat`, `every day, 2027-03-01 to
/// 2027-03-14`.
fn days(lang: Lang, calendar: &TeamCalendar, task: &Task) -> String {
    let except = task.except.as_ref().map(|except| named_days(lang, calendar, except));
    let (on, except) = match (&task.on, except) {
        (Some(on), except) => (day_set(lang, calendar, on), except.map(|except| say::schedule_except(lang, except))),
        (None, Some(except)) => (say::schedule_every_day_except(lang, except), None),
        (None, None) => (say::schedule_every_day(lang), None),
    };
    let life = match (task.from, task.until) {
        (Some(from), Some(until)) => Some(from_to(lang, from.to_string(), until.to_string())),
        (Some(from), None) => Some(say::life_from(lang, from)),
        (None, until) => until.map(|until| say::life_until(lang, until)),
    };
    let parts: Vec<String> = [Some(on), except, life].into_iter().flatten().collect();
    parts.join(&say::clause_comma(lang))
}

/// Describes the days of `on`: `on Mon to Fri, the last working day of the month`, `during Double 12`.
fn day_set(lang: Lang, calendar: &TeamCalendar, set: &DaySet) -> String {
    let mut is_said = false;
    let mut worded = |term: &DayTerm| {
        let days = day_term(lang, calendar, term);
        let is_behind = std::mem::replace(&mut is_said, !matches!(term, DayTerm::Period(_) | DayTerm::Every(_)));
        match term {
            DayTerm::Every(_) => days,
            DayTerm::Period(_) => say::term_period(lang, days),
            _ if is_behind => days,
            DayTerm::Weekdays(..) | DayTerm::Dates(..) | DayTerm::Annual(..) => say::on_days(lang, days),
            _ => say::on_such_days(lang, days),
        }
    };
    let terms: Vec<String> = set.terms.iter().map(&mut worded).collect();
    terms.join(&say::list_comma(lang))
}

/// Lists days without prepositions: `2026-12-24, days off`.
fn named_days(lang: Lang, calendar: &TeamCalendar, set: &DaySet) -> String {
    let terms: Vec<String> = set.terms.iter().map(|term| day_term(lang, calendar, term)).collect();
    terms.join(&say::list_comma(lang))
}

/// Describes one term: `Mon to Fri`, `2026-12-12`, `the last working day of the month`.
fn day_term(lang: Lang, calendar: &TeamCalendar, term: &DayTerm) -> String {
    match term {
        term if term.is_every_day() => say::every_one_day(lang),
        DayTerm::Weekdays(first, last) => from_to(lang, weekday(lang, *first), weekday(lang, *last)),
        DayTerm::Dates(first, last) => from_to(lang, first.to_string(), last.to_string()),
        DayTerm::Annual(first, last) => from_to(lang, first.to_string(), last.to_string()),
        DayTerm::Workday => say::term_workday(lang),
        DayTerm::Offday => say::term_offday(lang),
        DayTerm::DayOfMonth(-1) => say::term_last_day(lang),
        DayTerm::DayOfMonth(number) if *number < 0 => say::term_day_from_end(lang, ordinal(lang, *number)),
        DayTerm::DayOfMonth(number) => say::term_day_of_month(lang, ordinal(lang, *number)),
        DayTerm::NthWeekday(number, day) => counted(lang, *number, weekday(lang, *day)),
        DayTerm::NthWorkday(number) => counted(lang, *number, say::working_day(lang)),
        DayTerm::Every(rhythm) => self::rhythm(lang, rhythm),
        DayTerm::Period(id) => period_title(calendar, id),
        DayTerm::Before(id) => match calendar.period(id).map_or(0, |period| period.lead) {
            1 => say::term_before_one(lang, period_title(calendar, id)),
            lead => say::term_before(lang, lead, period_title(calendar, id)),
        },
    }
}

/// Formats a range: `2026-12-01 to 2026-12-12`; a single value if both ends are equal.
pub fn from_to(lang: Lang, first: String, last: String) -> String {
    if first == last { first } else { say::from_to(lang, first, last) }
}

fn counted(lang: Lang, number: i32, what: String) -> String {
    match number {
        -1 => say::term_last(lang, what),
        number if number < 0 => say::term_nth_last(lang, ordinal(lang, number), what),
        number => say::term_nth(lang, ordinal(lang, number), what),
    }
}

fn rhythm(lang: Lang, rhythm: &Rhythm) -> String {
    let words = match (rhythm.unit, rhythm.every) {
        (RhythmUnit::Days, 1) => say::every_one_day(lang),
        (RhythmUnit::Days, count) => say::every_days(lang, count),
        (RhythmUnit::Weeks, 1) => say::every_one_week(lang),
        (RhythmUnit::Weeks, count) => say::every_weeks(lang, count),
        (RhythmUnit::Months, 1) => say::every_one_month(lang),
        (RhythmUnit::Months, count) => say::every_months(lang, count),
    };
    say::rhythm_from(lang, words, rhythm.from)
}

/// Formats an ordinal: `first`, `2nd`, `11th`. In Chinese, returns only the number, because the messages contain the
/// rest.
fn ordinal(lang: Lang, number: i32) -> String {
    match (lang, number.unsigned_abs()) {
        (Lang::Zh, number) => number.to_string(),
        (Lang::En, 1) => "first".to_owned(),
        (Lang::En, number) => format!("{number}{}", ordinal_ending(number)),
    }
}

/// Returns a period's title, cleaned for a terminal; its id if there is no such period.
fn period_title(calendar: &TeamCalendar, id: &str) -> String {
    cells::clean(calendar.period(id).map_or(id, |period| &period.title)).into_owned()
}

/// Returns the reason why a task is done on a day: `last working day of November`. `None` if the task is done on every
/// day of the range.
pub fn reason(lang: Lang, checklist: &Checklist, task: &Task, day: Day, range: DayRange) -> Option<String> {
    let calendar = &checklist.calendar;
    match &task.on {
        Some(on) => calendar.matching(on, day).map(|term| term_reason(lang, calendar, term, day)),
        None if task.is_daily(range) => None,
        None => Some(days(lang, calendar, task)),
    }
}

fn term_reason(lang: Lang, calendar: &TeamCalendar, term: &DayTerm, day: Day) -> String {
    let month = month(lang, day);
    let named = calendar.work.reason(day).map(cells::clean);
    let counted = |number: i32, what: String| match number {
        -1 => say::reason_last(lang, what, &month),
        number if number < 0 => say::reason_nth_last(lang, ordinal(lang, number), what, &month),
        number => say::reason_nth(lang, ordinal(lang, number), what, &month),
    };
    match term {
        DayTerm::Workday => named.map_or_else(|| say::reason_workday(lang), |it| say::day_worked_named(lang, it)),
        DayTerm::Offday => named.map_or_else(|| say::reason_offday(lang), |it| say::day_off_named(lang, it)),
        DayTerm::DayOfMonth(-1) => say::reason_last_day(lang, month),
        DayTerm::DayOfMonth(number) if *number < 0 => say::reason_day_from_end(lang, ordinal(lang, *number), month),
        DayTerm::DayOfMonth(number) => say::reason_day_of_month(lang, ordinal(lang, *number), month),
        DayTerm::NthWeekday(number, day) => counted(*number, weekday(lang, *day)),
        DayTerm::NthWorkday(number) => counted(*number, say::working_day(lang)),
        DayTerm::Period(id) => period_reason(lang, calendar, id, day),
        DayTerm::Before(id) => before_reason(lang, calendar, id, day),
        DayTerm::Every(rhythm) => self::rhythm(lang, rhythm),
        DayTerm::Weekdays(..) | DayTerm::Dates(..) | DayTerm::Annual(..) => day_term(lang, calendar, term),
    }
}

fn period_reason(lang: Lang, calendar: &TeamCalendar, id: &str, day: Day) -> String {
    let title = period_title(calendar, id);
    match calendar.period(id).and_then(|period| period.current(day)) {
        Some(stretch) if stretch.days.first < stretch.days.last => {
            say::reason_period(lang, title, 1 - stretch.days_until(day), stretch.length())
        }
        _ => title,
    }
}

fn before_reason(lang: Lang, calendar: &TeamCalendar, id: &str, day: Day) -> String {
    let title = period_title(calendar, id);
    match calendar.period(id).and_then(|period| period.prepared_on(day)).map(|stretch| stretch.days_until(day)) {
        None | Some(1) => say::reason_before_one(lang, title),
        Some(days) => say::reason_before(lang, title, days),
    }
}

fn month(lang: Lang, day: Day) -> String {
    match day.month() {
        1 => say::month_1(lang),
        2 => say::month_2(lang),
        3 => say::month_3(lang),
        4 => say::month_4(lang),
        5 => say::month_5(lang),
        6 => say::month_6(lang),
        7 => say::month_7(lang),
        8 => say::month_8(lang),
        9 => say::month_9(lang),
        10 => say::month_10(lang),
        11 => say::month_11(lang),
        _ => say::month_12(lang),
    }
}

fn times(lang: Lang, checklist: &Checklist, task: &Task) -> String {
    let worded = |written: &Span| match written {
        Span::From(start) => say::schedule_from(lang, time_label(*start)),
        Span::By(end) => say::schedule_by(lang, end_label(*end)),
        closed => span(closed),
    };
    let spans = |spans: &[Span]| spans.iter().map(worded).collect::<Vec<_>>().join(&say::list_comma(lang));
    match &task.schedule {
        Schedule::Anytime => {
            let wall = slots(checklist, task)[0].wall;
            match checklist.hours.is_empty() {
                true => say::schedule_any_time(lang),
                false => say::schedule_any(lang, time_label(wall.start), end_label(wall.end)),
            }
        }
        Schedule::Windows(windows) => say::schedule_windows(lang, spans(windows)),
        Schedule::Watch { every, spans: own } => {
            let hours: Vec<Span> = checklist.hours.iter().map(|wall| Span::Window(*wall)).collect();
            let within = if own.is_empty() { &hours } else { own };
            let (every, rounds) = (every_short(lang, *every), slots(checklist, task).len());
            match within.is_empty() {
                true => say::schedule_watch_always(lang, every, rounds),
                false => say::schedule_watch(lang, every, spans(within), rounds),
            }
        }
    }
}

/// Describes a task's times of day briefly: its windows as written, or the interval of a watch.
pub fn slot_words(lang: Lang, checklist: &Checklist, task: &Task) -> String {
    if let Some(every) = every(lang, task) {
        return every;
    }
    let written =
        slots(checklist, task).into_iter().map(|slot| slot.span.map_or_else(|| say::any_time(lang), |it| span(&it)));
    written.collect::<Vec<_>>().join(&say::list_comma(lang))
}

/// Formats the interval of a watch: `every 30m`. `None` if the task is no watch.
pub fn every(lang: Lang, task: &Task) -> Option<String> {
    match &task.schedule {
        Schedule::Watch { every, .. } => Some(every_short(lang, *every)),
        _ => None,
    }
}

fn every_short(lang: Lang, every: TimeDelta) -> String {
    say::every_short(lang, short_length(lang, every))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_in_chinese_can_be_written() {
        let check = |text: &str, shown: &str| {
            let term = DayTerm::parse(text).expect("a term");
            assert_eq!(day_term(Lang::Zh, &TeamCalendar::default(), &term), shown, "{text}");
            assert_eq!(DayTerm::parse(shown), Ok(term), "{text}");
        };
        check("mon", "周一");
        check("mon-fri", "周一至周五");
        check("2026-12-01..2026-12-12", "2026-12-01至2026-12-12");
        check("12-24..01-02", "12-24至01-02");
        check("workday", "工作日");
        check("offday", "休息日");
        check("day 15", "每月15日");
        check("day -1", "每月最后一天");
        check("day -2", "每月倒数第2天");
        check("3rd thu", "每月第3个周四");
        check("last fri", "每月最后一个周五");
        check("2nd last workday", "每月倒数第2个工作日");
        check("every day from 2026-01-05", "自2026-01-05起每天");
        check("every 2 weeks from 2026-01-05", "自2026-01-05起每2周");
        check("every month from 2026-01-05", "自2026-01-05起每月");
        check("every 3 months from 2026-01-05", "自2026-01-05起每3个月");
    }
}
