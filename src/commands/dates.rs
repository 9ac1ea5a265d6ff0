//! Converts words of the command line to days and times.

use super::target::Target;
use crate::app::{Failure, Session};
use crate::calendar::{
    BusinessClock, Day, DayError, DayRange, Hour, Instant, Lean, SaidSpan, TimeError, hour, parse_clock, parse_day,
    parse_range, parse_week_range, time_label,
};
use crate::language::text;
use crate::plan::Plan;
use crate::status::DayState;
use chrono::TimeDelta;

/// A day to view, past or future: the nearest match.
pub fn any_day(text: &str, session: &Session) -> Result<Day, Failure> {
    day(text, session.today, &session.checklist.clock, Lean::Nearest)
}

/// A day to record something on: not in the future.
pub fn past_day(text: Option<&str>, session: &Session) -> Result<Day, Failure> {
    let Some(text) = text else { return Ok(session.today) };
    match day(text, session.today, &session.checklist.clock, Lean::Back)? {
        day if day > session.today => Err(Failure::usage(text::day_to_come(day))),
        day => Ok(day),
    }
}

/// A day to record something for: today or later.
pub fn coming_day(text: &str, today: Day, clock: &BusinessClock) -> Result<Day, Failure> {
    match day(text, today, clock, Lean::Forward)? {
        day if day < today => Err(Failure::usage(text::day_gone(day))),
        day => Ok(day),
    }
}

fn day(text: &str, today: Day, clock: &BusinessClock, lean: Lean) -> Result<Day, Failure> {
    let day = parse_day(text, today, lean).map_err(|error| match parse_range(text, today, lean) {
        Ok(_) if error == DayError::Unknown => Failure::usage(text::day_of_several(text)).hint(text::day_forms()),
        _ => no_day(text, &error),
    })?;
    check_exists(day, clock).map(|()| day)
}

/// Rejects a day that the team's zone skipped.
pub fn check_exists(day: Day, clock: &BusinessClock) -> Result<(), Failure> {
    if clock.has(day) {
        return Ok(());
    }
    let zone = clock.zone.name();
    let (before, after) = (day.pred_opt().unwrap_or(day), day.succ_opt().unwrap_or(day));
    Err(Failure::usage(text::day_skipped(day, zone, before, after)))
}

/// A range to look back on.
pub fn range(text: Option<&str>, session: &Session) -> Result<DayRange, Failure> {
    let Some(text) = text else { return Ok(DayRange { first: session.today, last: session.today }) };
    existing(text, parse_range(text, session.today, Lean::Back), session)
}

/// A range to report on: `-2` is the week before last.
pub fn week_range(text: &str, session: &Session) -> Result<DayRange, Failure> {
    existing(text, parse_week_range(text, session.today), session)
}

/// A range to leave something out on: the one that includes today, or else the next one. A date that comes only after
/// [`AHEAD`] days means the nearest one, which has just passed.
pub fn set_aside_range(text: &str, session: &Session) -> Result<DayRange, Failure> {
    let [near, next] = [Lean::Nearest, Lean::Forward].map(|lean| parse_range(text, session.today, lean));
    let is_far_ahead = next.as_ref().is_ok_and(|next| (next.first - session.today).num_days() > AHEAD);
    let near = near.ok().filter(|near| near.contains(session.today) || is_far_ahead);
    existing(text, near.map_or(next, Ok), session)
}

/// Number of days ahead beyond which a date without a year is rather the one gone by.
pub const AHEAD: i64 = 62;

/// A range to plan ahead.
pub fn coming_range(text: &str, session: &Session) -> Result<DayRange, Failure> {
    existing(text, parse_range(text, session.today, Lean::Forward), session)
}

/// Checks that the first and the last day of a range exist.
fn existing(text: &str, range: Result<DayRange, DayError>, session: &Session) -> Result<DayRange, Failure> {
    let range = range.map_err(|error| match error {
        DayError::Unknown if !is_option(text) => no_day(text, &error).hint(text::day_word_forms()),
        _ => no_day(text, &error),
    })?;
    let clock = &session.checklist.clock;
    check_exists(range.first, clock).and_then(|()| check_exists(range.last, clock)).map(|()| range)
}

/// Whether it is an option that does not exist: days may begin with a dash, `-1`.
fn is_option(text: &str) -> bool {
    text.strip_prefix('-').is_some_and(|rest| rest.starts_with(|c: char| c == '-' || c.is_alphabetic()))
}

fn no_day(text: &str, error: &DayError) -> Failure {
    if is_option(text) {
        let failure = Failure::usage(text::usage_unknown_argument(text));
        return failure.hint(text::usage_see_help());
    }
    Failure::usage(error.text(text)).hint(error.help())
}

/// `--at`: a time of the business day, not in the future.
pub fn claimed(text: Option<&str>, day: Day, session: &Session) -> Result<Instant, Failure> {
    let Some(text) = text else { return Ok(session.now) };
    let clock = &session.checklist.clock;
    let time = parse_clock(text).map_err(|error| Failure::usage(error.text(text)).hint(error.help()))?;
    let instant = clock.said_instant(day, time);
    if instant > session.now {
        let now = time_label(clock.zone.local(session.now).time());
        let failure = Failure::usage(text::at_to_come(time, &now));
        // In the afternoon, 2点 probably means 14:00.
        let later = time.twelve_hours_later();
        let is_meant = time.hour < 12 && clock.said_instant(day, later) <= session.now;
        return Err(if is_meant { failure.hint(text::perhaps(later)) } else { failure });
    }
    Ok(instant)
}

/// Refuses `--at 9点半` if that time in the evening has passed too and the task could be done then.
pub fn check_half<'a>(
    text: Option<&str>,
    clock: &BusinessClock,
    day: &DayState,
    now: Instant,
    targets: impl IntoIterator<Item = &'a Target>,
) -> Result<(), Failure> {
    let Some((text, time)) = text.and_then(|text| Some((text, parse_clock(text).ok()?))) else { return Ok(()) };
    if hour(text, SaidSpan::At(time)) != Hour::Bare {
        return Ok(());
    }
    let later = time.twelve_hours_later();
    let evening = clock.said_instant(day.day, later);
    let fits = |target: &Target| {
        let own =
            day.items.iter().filter(|item| item.planned.task.id == target.task && target.selector.names(item.planned));
        own.into_iter().any(|item| (item.planned.window.start..item.planned.window.end).contains(&evening))
    };
    if evening > now || !targets.into_iter().any(fits) {
        return Ok(());
    }
    let failure = Failure::usage(TimeError::WhichHalf.text(text.trim()));
    Err(failure.hint(text::day_word_either(later, time)))
}

/// The instant that decides which occurrence is meant: the claimed one. For a past day without a claimed time it is the
/// last moment of the day, when all that was not done was overdue.
pub fn as_of(at: Option<&str>, claimed: Instant, plan: &Plan) -> Instant {
    let last = plan.bounds.end - TimeDelta::milliseconds(1);
    if at.is_none() && claimed > last { last } else { claimed }
}
