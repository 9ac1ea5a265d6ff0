//! From words of the command line to days and times.

use crate::app::{Failure, Session};
use crate::calendar::{
    BusinessClock, Day, DayRange, DayWordError, Instant, Lean, parse_day, parse_range, parse_time, parse_week_range,
    time_label,
};
use crate::language::{Text, say};
use crate::plan::Plan;
use chrono::TimeDelta;

/// A day to look at or to plan: past or to come.
pub fn any_day(text: &str, today: Day) -> Result<Day, Failure> {
    parse_day(text, today, Lean::Back).map_err(|error| no_day(text, &error))
}

/// A day to record something about: not one to come.
pub fn past_day(text: Option<&str>, today: Day) -> Result<Day, Failure> {
    let Some(text) = text else { return Ok(today) };
    match any_day(text, today)? {
        day if day > today => Err(Failure::usage(Text::of(|lang| say::day_to_come(lang, day)))),
        day => Ok(day),
    }
}

/// A day to record something for: today, or one to come.
pub fn coming_day(text: &str, today: Day) -> Result<Day, Failure> {
    match parse_day(text, today, Lean::Forward).map_err(|error| no_day(text, &error))? {
        day if day < today => Err(Failure::usage(Text::of(|lang| say::day_gone(lang, day)))),
        day => Ok(day),
    }
}

/// A range to look back on.
pub fn range(text: Option<&str>, today: Day) -> Result<DayRange, Failure> {
    let Some(text) = text else { return Ok(DayRange { first: today, last: today }) };
    parse_range(text, today, Lean::Back).map_err(|error| no_day(text, &error))
}

/// A range to report on: `-2` is the week before the last.
pub fn week_range(text: &str, today: Day) -> Result<DayRange, Failure> {
    parse_week_range(text, today).map_err(|error| no_day(text, &error))
}

/// A range to plan ahead.
pub fn coming_range(text: &str, today: Day) -> Result<DayRange, Failure> {
    parse_range(text, today, Lean::Forward).map_err(|error| no_day(text, &error))
}

/// Refuses a day that the calendar of the team's zone skipped; of a longer range it is left out.
pub fn existing(range: DayRange, clock: &BusinessClock) -> Result<DayRange, Failure> {
    let day = range.first;
    if range.first < range.last || clock.has(day) {
        return Ok(range);
    }
    let zone = clock.zone.name();
    let (before, after) = (day.pred_opt().unwrap_or(day), day.succ_opt().unwrap_or(day));
    Err(Failure::usage(Text::of(|lang| say::day_skipped(lang, day, zone, before, after))))
}

fn no_day(text: &str, error: &DayWordError) -> Failure {
    // Days may begin with a dash, `-1`, so an option that does not exist comes here.
    let is_option =
        text.strip_prefix('-').is_some_and(|rest| rest.starts_with(|c: char| c == '-' || c.is_alphabetic()));
    if is_option {
        let failure = Failure::usage(Text::of(|lang| say::usage_unknown_argument(lang, text)));
        return failure.hint(Text::of(say::usage_see_help));
    }
    Failure::usage(error.text(text)).hint(error.help())
}

/// `--at`: a time of the business day, not to come.
pub fn claimed(text: Option<&str>, day: Day, session: &Session) -> Result<Instant, Failure> {
    let Some(text) = text else { return Ok(session.now) };
    let clock = &session.checklist.clock;
    let time = parse_time(text).map_err(|error| Failure::usage(error.text(text)).hint(error.help()))?;
    let instant = clock.instant(day, time);
    if instant > session.now {
        let now = time_label(clock.zone.local(session.now).time());
        return Err(Failure::usage(Text::of(|lang| say::at_to_come(lang, time_label(time), &now))));
    }
    Ok(instant)
}

/// The instant at which the day is looked at to see which occurrence is meant: the claimed one, or for a day gone by
/// of which no time is claimed, its last moment, when all that was left undone was overdue.
pub fn as_of(at: Option<&str>, claimed: Instant, plan: &Plan) -> Instant {
    let last = plan.bounds.end - TimeDelta::milliseconds(1);
    if at.is_none() && claimed > last { last } else { claimed }
}
