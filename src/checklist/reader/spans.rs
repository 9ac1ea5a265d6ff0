//! Reads spans of a day: `08:30-09:00`, `20:20`, `evening`, `13:30-`, `-12:10`.

use super::advice;
use super::collect::Problems;
use super::walk::Placed;
use crate::calendar::{
    BusinessClock, ClockTime, EARLY, Hour, SaidSpan, TimeError, end_label, hour, parse_said_span, parse_time,
    plain_time, time_label,
};
use crate::checklist::problem::{Problem, shown};
use crate::checklist::{Span, WallWindow};
use crate::language::{Text, text};
use chrono::{NaiveTime, TimeDelta, Timelike};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// The settings needed to resolve spans.
pub(super) struct Day<'a> {
    pub clock: &'a BusinessClock,
    pub hours: &'a [WallWindow],
    pub grace: TimeDelta,
    pub windows: &'a FxHashMap<String, Option<Span>>,
    /// Whether all files could be read completely, so that a name that is not found really does not exist.
    pub whole: bool,
}

impl Day<'_> {
    /// Reads one part of `at`: times, or the name of a window. Returns `None` if it is invalid, which is reported here
    /// or where the window is declared.
    pub(super) fn span(&self, written: &Placed<String>, problems: &mut Problems) -> Option<Span> {
        let text = plain_time(&written.value);
        if !text.starts_with(char::is_alphabetic) {
            return span(written, self.clock, problems);
        }
        match self.windows.get(&written.value) {
            Some(span) => *span,
            None if said_span(&text).is_some() => span(written, self.clock, problems),
            None => {
                if self.whole {
                    self.unknown_name(written, problems);
                }
                None
            }
        }
    }

    fn unknown_name(&self, written: &Placed<String>, problems: &mut Problems) {
        let text = text::window_unknown(shown(&written.value));
        let near = problems.did_you_mean(&written.value, self.windows.keys().map(String::as_str));
        let help = near.or_else(|| advice::on_times(&written.value)).unwrap_or_else(text::span_form);
        problems.push(Problem::error(written.place.clone(), text).help(help));
    }

    /// Returns the minutes of the business day that a span covers, including the grace of a point.
    pub(super) fn minutes(&self, span: Span) -> Range<i64> {
        match span {
            Span::Point(time) => {
                let start = self.clock.minutes_in(time);
                start..start + self.grace.num_minutes()
            }
            span => span.closed(self.hours, self.clock).minutes(self.clock),
        }
    }
}

/// A mistake in a span: what is wrong, and how to fix it.
pub type SpanMistake = (Text, Text);

/// Parses a span written with times. The error lists every mistake in it.
pub fn parse_span(written: &str, clock: &BusinessClock) -> Result<Span, Vec<SpanMistake>> {
    let text = plain_time(written);
    if text.trim_matches(['-', ' ']).is_empty() {
        return Err(vec![(text::span_unknown(shown(written)), text::span_form())]);
    }
    let said = plain_span(&text).or_else(|mistakes| match said_span(&text) {
        Some(Ok(said)) => Ok(said),
        Some(Err(error)) if mistakes.iter().all(|(error, _)| *error == TimeError::Unknown) => {
            Err(vec![(error.text(&shown(written)), error.help())])
        }
        _ => Err(mistakes.into_iter().map(|(error, part)| (error.text(&shown(part)), error.help())).collect()),
    })?;
    closed_span(said, written, clock).map_err(|mistake| vec![mistake])
}

/// Parses `08:30-09:00`, `20:20`, `13:30-`, `-12:10`. The error lists each part that is not a time.
fn plain_span(text: &str) -> Result<SaidSpan, Vec<(TimeError, &str)>> {
    let time = |part| match parse_time(part) {
        // Keep `24:00` distinct from `00:00`: it is the end of the day.
        Ok(_) if str::trim_start(part).starts_with("24") => Ok(ClockTime { hour: 24, minute: 0 }),
        Ok(time) => Ok(ClockTime { hour: time.hour(), minute: time.minute() }),
        Err(error) => Err(vec![(error, part.trim())]),
    };
    let Some((start, end)) = text.split_once('-') else { return time(text).map(SaidSpan::At) };
    match (start.trim().is_empty(), end.trim().is_empty()) {
        (false, true) => time(start).map(SaidSpan::From),
        (true, false) => time(end).map(SaidSpan::By),
        // Parse both before giving up, so that both mistakes are reported.
        _ => match (time(start), time(end)) {
            (Ok(start), Ok(end)) => Ok(SaidSpan::Between(start, end)),
            (start, end) => Err([start.err(), end.err()].into_iter().flatten().flatten().collect()),
        },
    }
}

/// Parses times as people say them: `6am`, `9am - 6pm`, `noon`, 下午2点, 9点到10点半. A part of the day alone, such as
/// 上午, is not a time, because teams differ on when it begins. `None` if the text has no such form.
fn said_span(text: &str) -> Option<Result<SaidSpan, TimeError>> {
    const HOURS: [&str; 6] = ["点", "时", "noon", "midnight", "正午", "午夜"];
    let text = text.to_lowercase();
    let names_time = text.contains(|c: char| c.is_ascii_digit()) || HOURS.iter().any(|hour| text.contains(hour));
    match parse_said_span(&text) {
        Err(TimeError::Unknown) => None,
        _ if !names_time => None,
        // A bare 2点 would be 02:00, but 14:00 was probably intended, and a checklist has no current time by which to
        // decide.
        Ok(said) if is_early(&text, said) => Some(Err(TimeError::WhichHalf)),
        read => Some(read),
    }
}

fn is_early(text: &str, said: SaidSpan) -> bool {
    hour(text, said) == Hour::Bare && said.start().is_some_and(|time| time.hour < EARLY)
}

/// Converts a parsed span to one within a single business day; an error if it does not fit into one.
fn closed_span(said: SaidSpan, written: &str, clock: &BusinessClock) -> Result<Span, SpanMistake> {
    // A business day that starts at midnight ends at 24:00.
    let is_over = |time: ClockTime| time.hour == 24 && clock.day_start == NaiveTime::MIN;
    match said {
        SaidSpan::At(time) | SaidSpan::From(time) | SaidSpan::Night(time) | SaidSpan::Between(time, _)
            if is_over(time) =>
        {
            Err((text::time_day_over(), text::time_day_over_help()))
        }
        SaidSpan::At(time) => Ok(Span::Point(time.time())),
        SaidSpan::From(time) | SaidSpan::Night(time) => Ok(Span::From(time.time())),
        SaidSpan::By(time) | SaidSpan::Dawn(time) => Ok(Span::By(time.time())),
        SaidSpan::Between(start, end) => {
            let wall = WallWindow { start: start.time(), end: end.time() };
            window(wall, end.hour == 24, written, clock).map(Span::Window)
        }
    }
}

/// Parses a span in a checklist. Reports the mistakes in an invalid one and returns `None`.
pub(super) fn span(written: &Placed<String>, clock: &BusinessClock, problems: &mut Problems) -> Option<Span> {
    let tell = |mistakes: Vec<SpanMistake>| {
        for (text, help) in mistakes {
            problems.push(Problem::error(written.place.clone(), text).help(help));
        }
    };
    parse_span(&written.value, clock).map_err(tell).ok()
}

/// Maximum length in minutes of a window over midnight; a longer one probably has its times swapped.
const LONGEST_NIGHT: i64 = 12 * 60;

/// Checks that a window starts before it ends, within one business day. An end at `24:00` is later than a start at
/// `00:00`. The error says how to correct the window.
fn window(
    window: WallWindow,
    to_end_of_day: bool,
    written: &str,
    clock: &BusinessClock,
) -> Result<WallWindow, SpanMistake> {
    let WallWindow { start, end } = window;
    let label = |start: NaiveTime, end: NaiveTime| format!("{}-{}", time_label(start), end_label(end));
    let fits = |start, end| clock.minutes_in(start) < clock.end_minutes_in(end);
    let is_whole_day = start == end && to_end_of_day;
    if fits(start, end) && (start != end || is_whole_day) {
        return Ok(window);
    }
    let (day_start, wrong) = (time_label(clock.day_start), shown(written));
    let (before, behind) = (label(start, clock.day_start), label(clock.day_start, end));
    let crosses = text::window_crosses(&wrong, &day_start);
    let over_midnight = (end - start).num_minutes().rem_euclid(24 * 60);
    Err(if is_whole_day {
        (crosses, text::window_whole_day_help(&behind, &before))
    } else if start == end {
        (text::window_empty(&wrong), text::window_empty_help(time_label(start)))
    } else if start > end && fits(end, start) && over_midnight > LONGEST_NIGHT {
        let text = text::window_backwards(&wrong);
        (text, text::window_backwards_help(label(end, start), &day_start))
    } else {
        (crosses, text::window_crosses_help(&before, &behind, time_label(end)))
    })
}

/// Reads the business hours: windows that do not overlap, in the order of the business day.
pub(super) fn hours(written: &[Placed<String>], clock: &BusinessClock, problems: &mut Problems) -> Vec<WallWindow> {
    let form = |problem: Problem| problem.help(text::hours_form());
    let mut hours: Vec<(WallWindow, &Placed<String>)> = Vec::new();
    for part in written {
        match span(part, clock, problems) {
            Some(Span::Window(window)) => hours.push((window, part)),
            Some(_) => {
                let text = text::hours_window(shown(&part.value));
                problems.push(form(Problem::error(part.place.clone(), text)));
            }
            None => {}
        }
    }
    hours.sort_by_key(|(window, _)| clock.minutes_in(window.start));
    for pair in hours.windows(2) {
        let [(one, first), (two, second)] = pair else { continue };
        if clock.minutes_in(two.start) < clock.end_minutes_in(one.end) {
            let text = text::windows_overlap(shown(&first.value), shown(&second.value));
            problems.push(form(Problem::error(second.place.clone(), text)).also(first.place.clone()));
        }
    }
    hours.into_iter().map(|(window, _)| window).collect()
}
