//! Times, windows, statuses and schedules in words of both languages.

use crate::calendar::{Day, DaySet, DayTerm, Instant, Zone, time_label};
use crate::checklist::{Checklist, Schedule, Span, Task};
use crate::language::{Lang, say};
use crate::plan::{Planned, slots};
use crate::status::{Item, Status, Timing};
use chrono::{Datelike, TimeDelta, Weekday};

/// What begins within this time says in how many minutes.
const SOON: TimeDelta = TimeDelta::minutes(60);

/// `2026-11-23 Mon`
pub fn date(lang: Lang, day: Day) -> String {
    format!("{day} {}", weekday(lang, day.weekday()))
}

/// `Mon`
pub fn weekday(lang: Lang, weekday: Weekday) -> String {
    match weekday {
        Weekday::Mon => say::weekday_mon(lang),
        Weekday::Tue => say::weekday_tue(lang),
        Weekday::Wed => say::weekday_wed(lang),
        Weekday::Thu => say::weekday_thu(lang),
        Weekday::Fri => say::weekday_fri(lang),
        Weekday::Sat => say::weekday_sat(lang),
        Weekday::Sun => say::weekday_sun(lang),
    }
}

/// What the wall clock of a zone shows: `08:41`.
pub fn clock_time(zone: &Zone, instant: Instant) -> String {
    time_label(zone.local(instant).time())
}

/// `08:41`, or `11-24 08:41` on another day than the one spoken of.
pub fn clock_time_on(zone: &Zone, instant: Instant, day: Day) -> String {
    let local = zone.local(instant);
    let time = time_label(local.time());
    if local.date() == day { time } else { format!("{:02}-{:02} {time}", local.month(), local.day()) }
}

/// `25m`, `1h05m`, `3d`: whole minutes, begun ones counted.
pub fn short_length(lang: Lang, length: TimeDelta) -> String {
    let minutes = (length.num_seconds() + 59).div_euclid(60).max(0);
    match (minutes / 60, minutes % 60) {
        (0, minutes) => say::minutes_short(lang, minutes),
        (hours, 0) if hours < 48 => say::whole_hours_short(lang, hours),
        (hours, minutes) if hours < 48 => say::hours_short(lang, hours, minutes),
        (hours, _) => say::days_short(lang, hours / 24),
    }
}

/// `25 min`, `1 h 5 min`
pub fn long_length(lang: Lang, length: TimeDelta) -> String {
    let minutes = (length.num_seconds() + 59).div_euclid(60).max(0);
    match (minutes / 60, minutes % 60) {
        (0, minutes) => say::minutes_long(lang, minutes),
        (hours, 0) => say::whole_hours_long(lang, hours),
        (hours, minutes) => say::hours_long(lang, hours, minutes),
    }
}

/// A span as it is written in the checklist: `08:30-09:00`, `20:20`, `13:30-`, `-12:10`.
pub fn span(span: &Span) -> String {
    match span {
        Span::Window(wall) => format!("{}-{}", time_label(wall.start), time_label(wall.end)),
        Span::Point(time) => time_label(*time),
        Span::From(start) => format!("{}-", time_label(*start)),
        Span::By(end) => format!("-{}", time_label(*end)),
    }
}

/// When an occurrence should be done.
pub fn window(lang: Lang, planned: &Planned) -> String {
    planned.span.as_ref().map_or_else(|| say::any_time(lang), span)
}

/// A status as one word.
pub fn status(lang: Lang, status: Status) -> String {
    match status {
        Status::Upcoming => say::status_upcoming(lang),
        Status::Due => say::status_due(lang),
        Status::Overdue => say::status_overdue(lang),
        Status::Missed => say::status_missed(lang),
        Status::Done(Timing::Early) => say::status_early(lang),
        Status::Done(Timing::OnTime) => say::status_on_time(lang),
        Status::Done(Timing::Late) => say::status_late(lang),
        Status::Done(Timing::AfterLapse) => say::status_missed_done_later(lang),
        Status::Skipped => say::status_skipped(lang),
        Status::Excused => say::status_excused(lang),
        Status::NotRequired => say::status_not_required(lang),
    }
}

/// A status with how long it has been or will be, or when it was done.
pub fn state(lang: Lang, item: &Item, now: Instant, zone: &Zone, day: Day) -> String {
    let word = status(lang, item.status);
    let window = &item.planned.window;
    match (item.status, &item.completion) {
        (Status::Upcoming, _) if window.start - now <= SOON => {
            say::state_in(lang, short_length(lang, window.start - now))
        }
        // What may be done at any time of the day is in no hurry.
        (Status::Due, _) if item.planned.span.is_none() => word,
        (Status::Due, _) => say::state_due(lang, short_length(lang, window.end - now)),
        (Status::Overdue, _) => say::state_overdue(lang, short_length(lang, now - window.end)),
        (Status::Done(_), Some(done)) => say::state_at(lang, word, clock_time_on(zone, done.claimed.to_utc(), day)),
        _ => word,
    }
}

/// A task's schedule as a sentence: "every day, every 30 min within 08:20-12:00, 13:00-20:30 (23 rounds)".
pub fn schedule(lang: Lang, checklist: &Checklist, task: &Task) -> String {
    [days(lang, task), times(lang, checklist, task)].join(&say::clause_comma(lang))
}

fn days(lang: Lang, task: &Task) -> String {
    let on = match &task.on {
        None => say::schedule_every_day(lang),
        Some(on) => say::schedule_on(lang, day_set(lang, on)),
    };
    match &task.except {
        None => on,
        Some(except) => [on, say::schedule_except(lang, day_set(lang, except))].join(&say::clause_comma(lang)),
    }
}

fn day_set(lang: Lang, set: &DaySet) -> String {
    let terms: Vec<String> = set.terms.iter().map(|term| day_term(lang, *term)).collect();
    terms.join(&say::list_comma(lang))
}

/// A day term in words: `Mon to Fri`, `2026-12-12`, `12-24 to 01-02`.
fn day_term(lang: Lang, term: DayTerm) -> String {
    let (first, last) = match term {
        DayTerm::Weekdays(first, last) => (weekday(lang, first), weekday(lang, last)),
        DayTerm::Dates(first, last) => (first.to_string(), last.to_string()),
        DayTerm::Annual(first, last) => (first.to_string(), last.to_string()),
    };
    if first == last { first } else { say::from_to(lang, first, last) }
}

fn times(lang: Lang, checklist: &Checklist, task: &Task) -> String {
    let worded = |written: &Span| match written {
        Span::From(start) => say::schedule_from(lang, time_label(*start)),
        Span::By(end) => say::schedule_by(lang, time_label(*end)),
        closed => span(closed),
    };
    let spans = |spans: &[Span]| spans.iter().map(worded).collect::<Vec<_>>().join(&say::list_comma(lang));
    match &task.schedule {
        Schedule::Anytime => {
            let wall = slots(checklist, task)[0].wall;
            say::schedule_any(lang, time_label(wall.start), time_label(wall.end))
        }
        Schedule::Windows(windows) => say::schedule_windows(lang, spans(windows)),
        Schedule::Watch { every, spans: own } => {
            let hours: Vec<Span> = checklist.hours.iter().map(|wall| Span::Window(*wall)).collect();
            let within = spans(if own.is_empty() { &hours } else { own });
            say::schedule_watch(lang, long_length(lang, *every), within, slots(checklist, task).len())
        }
    }
}

/// `every 30m`
pub fn every(lang: Lang, task: &Task) -> Option<String> {
    match &task.schedule {
        Schedule::Watch { every, .. } => Some(say::every_short(lang, short_length(lang, *every))),
        _ => None,
    }
}
