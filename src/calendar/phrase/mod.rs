//! Days and times as people type them: one grammar for arguments, options, `add` and pasted lists.
//!
//! Each parser takes a position in a text and returns the value that starts there with the position after it. The same
//! parsers therefore serve both whole arguments and the start of a title. `docs/dates.md` documents the grammar.

mod clock_words;
mod counted;
mod date;
mod day;
mod error;
mod feast;
mod from_now;
mod lead;
mod numerals;
mod of_month;
mod range;
mod repeated;
mod scan;
mod second_end;
mod several;
mod span;
mod time;
mod vague;
mod word;

pub use error::{DayError, PhraseError, PhraseFault};
pub use lead::{Hour, Lead, hour, lead};
pub use range::{DayRange, parse_range, parse_week_range};
pub use second_end::EARLY;
pub use span::SaidSpan;
pub use time::ClockTime;
pub use word::Lean;

use super::{Day, TimeError};
use scan::Cursor;
use word::Word;

/// Parses a day: `today`, `-1`, `fri`, `next mon`, `in 3 days`, `2026-11-22`, `11-22`, `Dec 1`, 明天, 下周三, 三天后, 20号, 月底,
/// 12月1日.
pub fn parse_day(text: &str, today: Day, lean: Lean) -> Result<Day, DayError> {
    whole_day(Cursor::new(text.trim()))?.day(today, today, lean)
}

fn whole_day(at: Cursor) -> Result<day::Said, DayError> {
    let read = range::days_before(at).map(|(days, behind)| Ok((day::Said::sure(Word::Offset(-days)), behind)));
    let (said, behind) = read.or_else(|| day::day(at)).unwrap_or(Err(DayError::Unknown))?;
    let is_whole = behind.blanks().is_end() && said.part.is_none();
    if is_whole { Ok(said) } else { Err(DayError::Unknown) }
}

/// Parses a time of day: `08:30`, `8:30 pm`, `noon`, 九点半, 下午2点.
pub fn parse_clock(text: &str) -> Result<ClockTime, TimeError> {
    match parse_said_span(text)? {
        SaidSpan::At(time) => Ok(time),
        _ => Err(TimeError::Unknown),
    }
}

/// Parses a time or a span: also `17:00 - 18:00`, `13:30-`, `-18:00`, 18:00前, 早上.
pub fn parse_said_span(text: &str) -> Result<SaidSpan, TimeError> {
    let (said, behind) = span::span(Cursor::new(text.trim()), None).unwrap_or(Err(TimeError::Unknown))?;
    if behind.blanks().is_end() { Ok(said) } else { Err(TimeError::Unknown) }
}

/// A day and a time on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    said: day::Said,
    /// The time.
    pub time: ClockTime,
}

impl Moment {
    /// Resolves the day. `lean` is the direction in which a day without a year or week is searched.
    pub fn day(self, today: Day, lean: Lean) -> Result<Day, DayError> {
        self.said.day(today, today, lean)
    }
}

/// Parses a day followed by a time: `2026-11-23 8pm`, `2026-11-23T08:40`, 2026年11月23日20点, 周五晚上8点. `None` for
/// any other text.
pub fn parse_moment(text: &str) -> Option<Moment> {
    let (said, behind) = day::day(Cursor::new(text.trim()))?.ok()?;
    let behind = behind.eat("t").unwrap_or(behind).blanks();
    match span::span(behind, said.part)?.ok()? {
        (SaidSpan::At(time), end) if end.blanks().is_end() => Some(Moment { said, time }),
        _ => None,
    }
}
