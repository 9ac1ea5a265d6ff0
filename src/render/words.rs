//! Times, windows and statuses in words, in both languages.

use crate::calendar::{Day, Instant, Zone, end_label, time_label};
use crate::checklist::{Span, is_money};
use crate::language::{Lang, say};
use crate::plan::{Planned, PlannedOneOff};
use crate::status::{Item, Status, Timing};
use chrono::{Datelike, NaiveTime, TimeDelta, Weekday};
use rust_decimal::{Decimal, RoundingStrategy};

/// Maximum time ahead for which the remaining time is shown.
const SOON: TimeDelta = TimeDelta::minutes(60);

/// Formats a date: `2026-11-23 Mon`.
pub fn date(lang: Lang, day: Day) -> String {
    format!("{day} {}", weekday(lang, day.weekday()))
}

/// Formats a weekday: `Mon`.
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

/// Formats an instant as local time in a zone: `08:41`.
pub fn clock_time(zone: &Zone, instant: Instant) -> String {
    time_label(zone.local(instant).time())
}

/// Formats a day of the year: `Nov 24`, 11月24日.
pub fn day_of_month(lang: Lang, day: Day) -> String {
    match lang {
        Lang::En => day.format("%b %-d").to_string(),
        Lang::Zh => format!("{}月{}日", day.month(), day.day()),
    }
}

/// Formats a day of the year with its weekday: `Nov 24 Tue`, 11月24日 周二.
pub fn day_of_month_weekday(lang: Lang, day: Day) -> String {
    format!("{} {}", day_of_month(lang, day), weekday(lang, day.weekday()))
}

/// Formats a month: `November`, 11月.
pub fn month(lang: Lang, month: u32) -> String {
    let first = Day::from_ymd_opt(2000, month, 1).unwrap_or_default();
    match lang {
        Lang::En => first.format("%B").to_string(),
        Lang::Zh => format!("{month}月"),
    }
}

/// Formats a date without its year: `11-24`.
pub fn month_day(day: Day) -> String {
    format!("{:02}-{:02}", day.month(), day.day())
}

/// Formats a date without its year: `11-24 Tue`.
pub fn month_day_weekday(lang: Lang, day: Day) -> String {
    format!("{} {}", month_day(day), weekday(lang, day.weekday()))
}

/// Formats an instant as local time: `08:41`, or `11-24 08:41` if it is on another date than `day`.
pub fn clock_time_on(zone: &Zone, instant: Instant, day: Day) -> String {
    let local = zone.local(instant);
    let time = time_label(local.time());
    if local.date() == day { time } else { format!("{} {time}", month_day(local.date())) }
}

/// Returns a duration in minutes, rounded up. At least 1, because a task done exactly at the end of its window is
/// already late.
pub fn whole_minutes(length: TimeDelta) -> i64 {
    (length.num_seconds() + 59).div_euclid(60).max(1)
}

/// Formats a duration: `25m`, `1h05m`, `3d`; minutes are rounded up.
pub fn short_length(lang: Lang, length: TimeDelta) -> String {
    let minutes = whole_minutes(length);
    match (minutes / 60, minutes % 60) {
        (0, minutes) => say::minutes_short(lang, minutes),
        (hours, 0) if hours < 48 => say::whole_hours_short(lang, hours),
        (hours, minutes) if hours < 48 => say::hours_short(lang, hours, minutes),
        (hours, _) => say::days_short(lang, hours / 24),
    }
}

/// Formats a future instant: `08:20`, `tomorrow 08:20` or `11-30 Mon 08:20`. Uses calendar days, not business days.
pub fn time_to_come(lang: Lang, zone: &Zone, instant: Instant, now: Instant) -> String {
    let (local, today) = (zone.local(instant), zone.local(now).date());
    let time = time_label(local.time());
    match (local.date() - today).num_days() {
        0 => time,
        1 => say::tomorrow_at(lang, time),
        _ => format!("{} {time}", month_day_weekday(lang, local.date())),
    }
}

/// Describes when an occurrence starts, as seen from `now`. If it may be done at any time of a later day, returns only
/// that day.
pub fn beginning(lang: Lang, zone: &Zone, planned: &Planned, now: Instant) -> String {
    match planned.span {
        None if zone.local(planned.window.start).date() > zone.local(now).date() => {
            month_day_weekday(lang, planned.day)
        }
        _ => time_to_come(lang, zone, planned.window.start, now),
    }
}

/// Formats a duration: `25 min`, `1 h 5 min`, `3 days`.
pub fn long_length(lang: Lang, length: TimeDelta) -> String {
    let minutes = whole_minutes(length);
    match (minutes / 60, minutes % 60) {
        (hours, _) if hours >= 48 => say::days_long(lang, hours / 24),
        (0, minutes) => say::minutes_long(lang, minutes),
        (hours, 0) => say::whole_hours_long(lang, hours),
        (hours, minutes) => say::hours_long(lang, hours, minutes),
    }
}

/// Formats a span as in the checklist: `08:30-09:00`, `20:20`, `13:30-`, `-12:10`.
pub fn span(span: &Span) -> String {
    match span {
        Span::Window(wall) => format!("{}-{}", time_label(wall.start), end_label(wall.end)),
        Span::Point(time) => time_label(*time),
        Span::From(start) => format!("{}-", time_label(*start)),
        Span::By(end) => format!("-{}", end_label(*end)),
    }
}

/// Formats when an occurrence should be done. The midnight of a one-off is 24:00, the end of its day.
pub fn window(lang: Lang, planned: &Planned) -> String {
    let one_off = planned.one_off;
    match (&planned.span, one_off.and_then(|one_off| Some((one_off, one_off.due?)))) {
        (Some(Span::Point(time)), _) if one_off.is_some_and(|it| it.is_past_midnight(*time)) => end_label(*time),
        (Some(written), _) => span(written),
        (None, Some((one_off, due))) => deadline(lang, one_off, due),
        (None, None) => say::any_time(lang),
    }
}

/// Formats a deadline: `by 11-27`, `by 11-27 17:00`.
fn deadline(lang: Lang, one_off: &PlannedOneOff, due: Day) -> String {
    let end = one_off.end.map(|end| format!(" {}", end_label(end))).unwrap_or_default();
    say::by_then(lang, month_day(date_of(one_off, due, one_off.end)) + &end)
}

/// Returns the date of the calendar on which a one-off begins, or that of its deadline, as shown beside its [`window`].
pub fn said_date(planned: &Planned) -> Day {
    let start = match &planned.span {
        Some(Span::Point(time)) => Some(*time),
        // A window begins with its midnight.
        Some(Span::Window(wall)) => Some(wall.start.max(NaiveTime::from_hms_opt(0, 1, 0).unwrap_or_default())),
        _ => None,
    };
    planned.one_off.map_or(planned.day, |it| match it.due {
        Some(due) => date_of(it, due, it.end),
        None => date_of(it, planned.day, start),
    })
}

/// Returns the date on which a time of a business day falls; its midnight is written as the 24:00 of the day itself.
fn date_of(one_off: &PlannedOneOff, day: Day, time: Option<NaiveTime>) -> Day {
    let is_next = time.is_some_and(|time| time > NaiveTime::MIN && one_off.is_past_midnight(time));
    day.succ_opt().filter(|_| is_next).unwrap_or(day)
}

/// Whether an item is a one-off with a deadline.
pub fn has_deadline(item: &Item) -> bool {
    item.planned.one_off.is_some_and(|one_off| one_off.due.is_some())
}

/// Returns a status as one word.
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

/// Returns a status with its elapsed or remaining time, or with the time at which the task was done.
pub fn state(lang: Lang, item: &Item, now: Instant, zone: &Zone, day: Day) -> String {
    let word = status(lang, item.status);
    let window = &item.planned.window;
    match (item.status, &item.completion) {
        (Status::Upcoming, _) if window.start - now <= SOON => {
            say::state_in(lang, short_length(lang, window.start - now))
        }
        // Show no remaining time for a task without a window, unless its deadline is near.
        (Status::Due, _) if item.planned.span.is_none() && !(has_deadline(item) && window.end - now <= SOON) => word,
        (Status::Due, _) => say::state_due(lang, short_length(lang, window.end - now)),
        (Status::Overdue, _) if now == window.end => word,
        (Status::Overdue, _) => say::state_overdue(lang, short_length(lang, now - window.end)),
        (Status::Done(_), Some(done)) => say::state_at(lang, word, clock_time_on(zone, done.claimed.to_utc(), day)),
        (_, Some(done)) => {
            let later = status(lang, Status::Done(Timing::AfterLapse));
            word + &say::bracketed(lang, say::state_at(lang, later, clock_time_on(zone, done.claimed.to_utc(), day)))
        }
        _ => word,
    }
}

/// Formats a value with its unit: `320元`, `4.8 points`.
pub fn with_unit(value: &str, unit: &str) -> String {
    let gap = if unit.starts_with(|c: char| c.is_ascii_alphabetic()) { " " } else { "" };
    format!("{value}{gap}{unit}")
}

/// Formats an amount with its unit, for people: money with two decimals, thousands separated: `3,536.70 元`.
pub fn amount(value: Decimal, unit: Option<&str>) -> String {
    let number = plain_amount(value, unit);
    match unit {
        Some("%") => number + "%",
        Some(unit) => format!("{number} {unit}"),
        None => number,
    }
}

/// Formats an amount like [`amount`], without its unit.
pub fn plain_amount(value: Decimal, unit: Option<&str>) -> String {
    if unit.is_some_and(is_money) {
        return money(value);
    }
    grouped(rounded(value))
}

/// Rounds a number to the places that are shown: two, or four if it is below one.
pub fn rounded(value: Decimal) -> Decimal {
    let places = if value.abs() < Decimal::ONE { 4 } else { 2 };
    value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero).normalize()
}

/// Formats an amount of money without its currency: `3,536.70`.
pub fn money(value: Decimal) -> String {
    let mut value = value.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
    value.rescale(2);
    grouped(value)
}

/// Formats a number with commas between thousands.
fn grouped(value: Decimal) -> String {
    let text = value.abs().to_string();
    let (whole, fraction) = text.split_once('.').map_or((text.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let mut number = String::from(if value.is_sign_negative() && !value.is_zero() { "-" } else { "" });
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            number.push(',');
        }
        number.push(digit);
    }
    number + &fraction.map(|fraction| format!(".{fraction}")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_grouped_and_rounded() {
        let check = |value: &str, unit: Option<&str>, expected: &str| {
            assert_eq!(amount(value.parse().expect("a number"), unit), expected, "{value} {unit:?}");
        };
        check("27066.6667", Some("元"), "27,066.67 元");
        check("-3536.7", Some("CNY"), "-3,536.70 CNY");
        check("-0.001", Some("元"), "0.00 元");
        check("1234567", None, "1,234,567");
        check("999", None, "999");
        check("3.0988", None, "3.1");
        check("0.0312", Some("%"), "0.0312%");
        check("97.25", Some("%"), "97.25%");
    }
}
