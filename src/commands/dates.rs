//! Converts words of the command line to days and times.

use super::target::Target;
use crate::app::{Failure, Session};
use crate::calendar::{
    BusinessClock, ClockTime, Day, DayError, DayRange, Hour, Instant, Lean, SaidSpan, TimeError, hour, parse_clock,
    parse_day, parse_moment, parse_range, parse_week_range, time_label,
};
use crate::language::text;
use crate::plan::Plan;
use crate::status::DayState;
use chrono::TimeDelta;

/// Parses a day to view, past or future; of several matches, the nearest.
pub fn any_day(text: &str, session: &Session) -> Result<Day, Failure> {
    day(text, session.today, &session.checklist.clock, Lean::Nearest)
}

/// Parses days to view, one or several, past or future; of several matches, the nearest.
pub fn any_days(text: &str, session: &Session) -> Result<DayRange, Failure> {
    let today = session.today;
    match (parse_day(text, today, Lean::Nearest), parse_range(text, today, Lean::Nearest)) {
        (Err(DayError::Unknown), range @ Ok(_)) => existing(text, range, session),
        _ => any_day(text, session).map(|day| DayRange { first: day, last: day }),
    }
}

/// Parses a day about which to record something, which must not be in the future. The default is today.
pub fn past_day(text: Option<&str>, session: &Session) -> Result<Day, Failure> {
    let Some(text) = text else { return Ok(session.today) };
    match day(text, session.today, &session.checklist.clock, Lean::Back)? {
        day if day > session.today => Err(Failure::usage(text::day_to_come(day))),
        day => check_night(text, day, session).map(|()| day),
    }
}

/// Returns an error for 昨天 after midnight, which may be that of the calendar: the business day that still runs.
fn check_night(text: &str, day: Day, session: &Session) -> Result<(), Failure> {
    let date = session.checklist.clock.zone.local(session.now).date();
    match parse_day(text, date, Lean::Back) {
        Ok(other) if other != day && other.max(day) <= session.today && !text.trim_start().starts_with('-') => {
            let failure = Failure::usage(text::day_at_night(text, session.today));
            Err(failure.hint(text::day_word_either(other, day)))
        }
        _ => Ok(()),
    }
}

/// Parses a day for which to record something: today or later.
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

/// Returns an error for a date that the team's zone skipped.
pub fn check_exists(day: Day, clock: &BusinessClock) -> Result<(), Failure> {
    if clock.has(day) {
        return Ok(());
    }
    let zone = clock.zone.name();
    let (before, after) = (day.pred_opt().unwrap_or(day), day.succ_opt().unwrap_or(day));
    Err(Failure::usage(text::day_skipped(day, zone, before, after)))
}

/// Parses a range to look back on. The default is today.
pub fn range(text: Option<&str>, session: &Session) -> Result<DayRange, Failure> {
    let Some(text) = text else { return Ok(DayRange { first: session.today, last: session.today }) };
    existing(text, parse_range(text, session.today, Lean::Back), session)
}

/// Parses a range to report on: `-2` is the week before last.
pub fn week_range(text: &str, session: &Session) -> Result<DayRange, Failure> {
    existing(text, parse_week_range(text, session.today), session)
}

/// Parses a range on which to set tasks aside: the one that includes today, or else the next one. If the next one is
/// more than [`AHEAD`] days away, the nearest one is used, which has just passed.
pub fn set_aside_range(text: &str, session: &Session) -> Result<DayRange, Failure> {
    let [near, next] = [Lean::Nearest, Lean::Forward].map(|lean| parse_range(text, session.today, lean));
    let is_far_ahead = next.as_ref().is_ok_and(|next| (next.first - session.today).num_days() > AHEAD);
    let near = near.ok().filter(|near| near.contains(session.today) || is_far_ahead);
    let range = existing(text, near.map_or(next, Ok), session)?;
    if range.length() == 1 {
        check_night(text, range.first, session)?;
    }
    Ok(range)
}

/// Number of days ahead beyond which a date without a year is taken to be the past one.
pub const AHEAD: i64 = 62;

/// Parses a range to plan ahead.
pub fn coming_range(text: &str, session: &Session) -> Result<DayRange, Failure> {
    existing(text, parse_range(text, session.today, Lean::Forward), session)
}

/// Returns a parsed range if its first and last days exist; an error if not, or if it could not be parsed.
fn existing(text: &str, range: Result<DayRange, DayError>, session: &Session) -> Result<DayRange, Failure> {
    let range = range.map_err(|error| match error {
        DayError::Unknown if !is_option(text) => no_day(text, &error).hint(text::day_word_forms()),
        _ => no_day(text, &error),
    })?;
    let clock = &session.checklist.clock;
    check_exists(range.first, clock).and_then(|()| check_exists(range.last, clock)).map(|()| range)
}

/// Whether a text looks like an option rather than a day: a day may begin with a dash only before digits, as in `-1`.
fn is_option(text: &str) -> bool {
    text.strip_prefix('-').is_some_and(|rest| rest.starts_with(|c: char| c == '-' || c.is_alphabetic()))
}

fn no_day(text: &str, error: &DayError) -> Failure {
    if is_option(text) {
        let failure = Failure::usage(text::usage_unknown_argument(text));
        return failure.hint(text::usage_see_help("ops help"));
    }
    Failure::usage(error.text(text)).hint(error.help())
}

/// Parses the days of `--on` and `--at`, which may name its day, as 昨天21点 does, if `--on` does not name another. `--at`
/// names a date of the calendar, whose small hours belong to the business day before. `None` if neither names a day.
pub fn day_of_at(on: Option<Day>, at: Option<&str>, session: &Session) -> Result<Option<Day>, Failure> {
    let Some((text, moment)) = at.and_then(|text| Some((text, parse_moment(text)?))) else { return Ok(on) };
    let date = moment.day(session.today, Lean::Back).map_err(|error| no_day(text, &error))?;
    let is_early = moment.time.hour < 24 && moment.time.time() < session.checklist.clock.day_start;
    let day = date.pred_opt().filter(|_| is_early).unwrap_or(date);
    match on.filter(|on| *on != day) {
        Some(_) => Err(Failure::usage(text::said_otherwise("--on", text))),
        None => Ok(Some(day)),
    }
}

/// Parses `--at`: a time of the business day, not in the future. The default is now.
pub fn claimed(text: Option<&str>, day: Day, session: &Session) -> Result<Instant, Failure> {
    let Some(text) = text else { return Ok(session.now) };
    let clock = &session.checklist.clock;
    let time = parse_at(text).map_err(|error| Failure::usage(error.text(text)).hint(error.help()))?;
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

fn parse_at(text: &str) -> Result<ClockTime, TimeError> {
    parse_moment(text).map_or_else(|| parse_clock(text), |moment| Ok(moment.time))
}

/// Returns an error for `--at 9点半` if 21:30 has passed too and lies within a window of the task, or if 09:30 is before
/// all its windows and 21:30 late for one.
pub fn check_half<'a>(
    text: Option<&str>,
    clock: &BusinessClock,
    day: &DayState,
    now: Instant,
    targets: impl IntoIterator<Item = &'a Target>,
) -> Result<(), Failure> {
    let Some((text, time)) = text.and_then(|text| Some((text, parse_at(text).ok()?))) else { return Ok(()) };
    if hour(text, SaidSpan::At(time)) != Hour::Bare {
        return Ok(());
    }
    let later = time.twelve_hours_later();
    let [morning, evening] = [time, later].map(|time| clock.said_instant(day.day, time));
    let fits = |target: &Target| {
        let all = day.items.iter().map(|item| item.planned);
        let own = || all.clone().filter(|it| it.task.id == target.task && target.selector.names(it));
        let is_early = own().all(|it| morning < it.window.start);
        own().any(|it| (it.window.start..if is_early { it.lapse } else { it.window.end }).contains(&evening))
    };
    if evening > now || !targets.into_iter().any(fits) {
        return Ok(());
    }
    let failure = Failure::usage(TimeError::WhichHalf.text(text.trim()));
    Err(failure.hint(text::day_word_either(later, time)))
}

/// Returns the instant that decides which occurrence a word refers to: the claimed one. For a past day without a
/// claimed time it is the last moment of the day, when everything not done was overdue.
pub fn as_of(at: Option<&str>, claimed: Instant, plan: &Plan) -> Instant {
    let last = plan.bounds.end - TimeDelta::milliseconds(1);
    if at.is_none() && claimed > last { last } else { claimed }
}
