//! Spans of a day: `08:30-09:00`, `20:20`, `evening`, `13:30-`, `-12:10`.

use super::collect::Problems;
use super::walk::Placed;
use crate::calendar::{BusinessClock, parse_time, plain_time, time_label};
use crate::checklist::problem::{Problem, shown};
use crate::checklist::{Span, WallWindow};
use crate::language::{Text, say};
use chrono::{NaiveTime, TimeDelta};
use std::collections::HashMap;
use std::ops::Range;

/// What a span is read against.
pub(super) struct Day<'a> {
    pub clock: &'a BusinessClock,
    pub hours: &'a [WallWindow],
    pub grace: TimeDelta,
    pub windows: &'a HashMap<String, Option<Span>>,
    /// Whether all files are TOML, so that a name that is not there is really absent.
    pub whole: bool,
}

impl Day<'_> {
    /// Reads one part of `at`. `None` where it is a problem, told or to be told elsewhere.
    pub(super) fn span(&self, written: &Placed<String>, problems: &mut Problems) -> Option<Span> {
        let text = plain_time(&written.value);
        if !text.starts_with(char::is_alphabetic) {
            return span(written, self.clock, problems);
        }
        match self.windows.get(&written.value) {
            Some(span) => *span,
            None => {
                if self.whole {
                    self.unknown_name(written, problems);
                }
                None
            }
        }
    }

    fn unknown_name(&self, written: &Placed<String>, problems: &mut Problems) {
        let text = Text::of(|lang| say::window_unknown(lang, shown(&written.value)));
        let near = problems.did_you_mean(&written.value, self.windows.keys().map(String::as_str));
        let help = near.unwrap_or_else(|| Text::of(say::span_form));
        problems.push(Problem::error(written.place.clone(), text).help(help));
    }

    /// The minutes of the business day that a span covers.
    pub(super) fn minutes(&self, span: Span) -> Range<i64> {
        let clock = self.clock;
        let at = |time| clock.minutes_in(time);
        let open = self.hours.first().map_or(0, |window| at(window.start));
        let close = self.hours.last().map_or(24 * 60, |window| clock.end_minutes_in(window.end));
        match span {
            Span::Window(window) => at(window.start)..clock.end_minutes_in(window.end),
            Span::Point(time) => at(time)..at(time) + self.grace.num_minutes(),
            Span::From(time) => at(time)..if close > at(time) { close } else { 24 * 60 },
            Span::By(time) => {
                let end = clock.end_minutes_in(time);
                (if open < end { open } else { 0 })..end
            }
        }
    }
}

/// A mistake in a span, and what is right instead.
pub type SpanMistake = (Text, Text);

/// Reads a span that is written with times; says everything that is wrong with it.
pub fn parse_span(written: &str, clock: &BusinessClock) -> Result<Span, Vec<SpanMistake>> {
    let text = plain_time(written);
    if text.trim_matches(['-', ' ']).is_empty() {
        return Err(vec![(Text::of(|lang| say::span_unknown(lang, shown(written))), Text::of(say::span_form))]);
    }
    let time = |part: &str| parse_time(part).map_err(|error| vec![(error.text(&shown(part.trim())), error.help())]);
    let Some((start, end)) = text.split_once('-') else { return time(&text).map(Span::Point) };
    match (start.trim().is_empty(), end.trim().is_empty()) {
        (false, true) => time(start).map(Span::From),
        (true, false) => time(end).map(Span::By),
        // Both are read before either is given up, so that both mistakes are told.
        _ => match (time(start), time(end)) {
            (Ok(start), Ok(end)) => {
                window(WallWindow { start, end }, written, clock).map(Span::Window).map_err(|mistake| vec![mistake])
            }
            (start, end) => Err([start.err(), end.err()].into_iter().flatten().flatten().collect()),
        },
    }
}

/// Reads a span of a checklist. Told where it is none.
pub(super) fn span(written: &Placed<String>, clock: &BusinessClock, problems: &mut Problems) -> Option<Span> {
    let tell = |mistakes: Vec<SpanMistake>| {
        for (text, help) in mistakes {
            problems.push(Problem::error(written.place.clone(), text).help(help));
        }
    };
    parse_span(&written.value, clock).map_err(tell).ok()
}

/// A window must begin before it ends, within one business day.
fn window(window: WallWindow, written: &str, clock: &BusinessClock) -> Result<WallWindow, SpanMistake> {
    let WallWindow { start, end } = window;
    let label = |start: NaiveTime, end: NaiveTime| format!("{}-{}", time_label(start), time_label(end));
    let fits = |start, end| start != end && clock.minutes_in(start) < clock.end_minutes_in(end);
    if fits(start, end) {
        return Ok(window);
    }
    let (day_start, wrong) = (time_label(clock.day_start), shown(written));
    Err(if start == end {
        (
            Text::of(|lang| say::window_empty(lang, &wrong)),
            Text::of(|lang| say::window_empty_help(lang, time_label(start))),
        )
    } else if start > end && fits(end, start) {
        let text = Text::of(|lang| say::window_backwards(lang, &wrong));
        (text, Text::of(|lang| say::window_backwards_help(lang, label(end, start), &day_start)))
    } else {
        let (before, behind) = (label(start, clock.day_start), label(clock.day_start, end));
        let text = Text::of(|lang| say::window_crosses(lang, &wrong, &day_start));
        (text, Text::of(|lang| say::window_crosses_help(lang, &before, &behind)))
    })
}

/// The business hours: windows in order that do not overlap.
pub(super) fn hours(written: &[Placed<String>], clock: &BusinessClock, problems: &mut Problems) -> Vec<WallWindow> {
    let mut hours: Vec<WallWindow> = Vec::new();
    for part in written {
        let window = match span(part, clock, problems) {
            Some(Span::Window(window)) => window,
            Some(_) => {
                let text = Text::of(|lang| say::hours_window(lang, shown(&part.value)));
                problems.push(Problem::error(part.place.clone(), text).help(Text::of(say::hours_form)));
                continue;
            }
            None => continue,
        };
        if hours.last().is_some_and(|last| clock.minutes_in(window.start) < clock.end_minutes_in(last.end)) {
            let text = Text::of(|lang| say::hours_order(lang, shown(&part.value)));
            problems.push(Problem::error(part.place.clone(), text).help(Text::of(say::hours_form)));
        }
        hours.push(window);
    }
    hours
}
