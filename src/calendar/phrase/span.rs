//! Times and spans of time as people type them: `17:00 - 18:00`, 9点到10点半, `13:30-`, 18:00前, 明早.

use super::clock_words;
use super::date::is_counted;
use super::lead::{BY, bare_hour, limit};
use super::numerals::{figures, in_english};
use super::scan::Cursor;
use super::second_end;
use super::time::{ClockTime, Half, PARTS, Part, SHORT_PARTS, Said, meridiem, time};
use crate::calendar::TimeError;
use crate::language::{Lang, say};
use std::fmt;

/// A time or a span as typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SaidSpan {
    /// `09:00`
    At(ClockTime),
    /// `09:00-10:00`
    Between(ClockTime, ClockTime),
    /// `13:30-`
    From(ClockTime),
    /// `-18:00`
    By(ClockTime),
    /// From the start of the business day to a time: 凌晨.
    Dawn(ClockTime),
    /// From a time to the end of the business day: 夜里.
    Night(ClockTime),
}

impl SaidSpan {
    /// The first time given; `None` for a part of the day on its own.
    pub fn start(self) -> Option<ClockTime> {
        match self {
            SaidSpan::At(time) | SaidSpan::Between(time, _) | SaidSpan::From(time) | SaidSpan::By(time) => Some(time),
            SaidSpan::Dawn(_) | SaidSpan::Night(_) => None,
        }
    }

    /// The same span twelve hours later.
    pub fn twelve_hours_later(self) -> SaidSpan {
        let later = |time: ClockTime| match time.twelve_hours_later() {
            ClockTime { hour: 25.., .. } => ClockTime { hour: time.hour - 12, ..time },
            later => later,
        };
        match self {
            SaidSpan::At(time) => SaidSpan::At(later(time)),
            SaidSpan::Between(first, last) => SaidSpan::Between(later(first), later(last)),
            SaidSpan::From(time) => SaidSpan::From(later(time)),
            SaidSpan::By(time) => SaidSpan::By(later(time)),
            of_part => of_part,
        }
    }

    /// The span as typed in front of a title: 18:00前, because a dash there would begin an option.
    pub fn typed(self, lang: Lang) -> String {
        match self {
            SaidSpan::By(time) => say::by_then(lang, time),
            SaidSpan::From(time) => say::from_then(lang, time),
            said => said.to_string(),
        }
    }
}

impl fmt::Display for SaidSpan {
    /// Writes the span in the form used in a checklist.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SaidSpan::At(time) => write!(f, "{time}"),
            SaidSpan::Between(first, last) => write!(f, "{first}-{last}"),
            SaidSpan::From(time) | SaidSpan::Night(time) => write!(f, "{time}-"),
            SaidSpan::By(time) | SaidSpan::Dawn(time) => write!(f, "-{time}"),
        }
    }
}

pub(super) type Read<'t, T> = Option<Result<(T, Cursor<'t>), TimeError>>;

/// Separators between the two ends of a span.
const JOINERS: [&str; 7] = ["..", "到", "至", "to", "until", "till", "直到"];
/// Words between the two ends of a span over midnight: 22点到次日2点.
const DAY_AFTER: [&str; 6] = ["次日", "第二天", "翌日", "隔天", "the next day ", "next day "];

/// Words that begin like a part of the day but mean something else.
const NO_PARTS: [&str; 7] = ["下午茶", "早上好", "上午好", "中午好", "下午好", "晚上好", "晚上見"];

/// Parses the time or span at the start of a text. `part` is the part of the day given with the day: 明早.
pub(super) fn span<'t>(at: Cursor<'t>, part: Option<Part>) -> Read<'t, SaidSpan> {
    if at.any_of(&NO_PARTS).is_some() {
        return None;
    }
    let behind_at = at.eat("at ");
    if let Some(behind) = at.eat("-").or_else(|| by(at)) {
        // 最晚17点前 gives the limit twice.
        let end = |behind: Cursor<'t>| limit(behind).unwrap_or(behind);
        // 限5 limits a number of pieces.
        let hour = |behind| half_open(behind).filter(|_| at.any_of(&["-", "限"]).is_none());
        let read = side(behind.blanks(), part).or_else(|| hour(behind));
        return Some(read?.map(|(time, behind)| (SaidSpan::By(time), end(behind))));
    }
    if let Some(behind) = at.any_of(&["after ", "since "]) {
        let read = side(behind, part).or_else(|| half_open(behind));
        return Some(read?.map(|(time, behind)| (SaidSpan::From(time), behind)));
    }
    let from = at.any_of(&["from ", "between ", "从"]);
    let start = from.or(behind_at).unwrap_or(at);
    let whole = hours_with_one_unit(start, part).or_else(|| joined(start, part, from.is_some()));
    match whole {
        Some(read) => Some(read),
        None if from.is_some() => None,
        None => match behind_at {
            // `at 9` does not say whether it is in the morning or the evening.
            Some(behind) => {
                let spelled = || clock_words::hour(behind).filter(|(_, end)| end.is_apart());
                let (hour, behind) = figures(behind, 1, 2).map(|(hour, _, end)| (hour, end)).or_else(spelled)?;
                let said = part.map(|part| Said { hour, minute: 0, half: Half::Of(part) }.clock());
                Some(said.unwrap_or(Err(TimeError::WhichHalf)).map(|time| (SaidSpan::At(time), behind)))
            }
            None => alone(at, part).map(Ok),
        },
    }
}

/// The position after a word for a deadline, such as `by ` or 最晚. The word may be attached to a time: `by17:00`.
pub(super) fn by(at: Cursor<'_>) -> Option<Cursor<'_>> {
    let glued = || at.eat("by").filter(|behind| side(*behind, None).or_else(|| half_open(*behind)).is_some());
    at.any_of(&BY).or_else(glued)
}

/// Parses the hour of `by 5` or `after 5`. The result is an error, because morning or evening is not given.
fn half_open(at: Cursor<'_>) -> Read<'_, ClockTime> {
    let spelled = || in_english(at.blanks()).map(|(_, end)| end).filter(|end| end.is_apart() && !is_counted(*end));
    bare_hour(at.blanks()).or_else(spelled).map(|_| Err(TimeError::WhichHalf))
}

/// Parses a part of the day without a time.
fn alone(at: Cursor<'_>, part: Option<Part>) -> Option<(SaidSpan, Cursor<'_>)> {
    let (part, behind) = at.one_of(&PARTS).or(part.map(|part| (part, at)))?;
    let span = match part.window() {
        (Some(first), Some(last)) => SaidSpan::Between(first, last),
        (Some(first), None) => SaidSpan::Night(first),
        (None, Some(last)) => SaidSpan::Dawn(last),
        (None, None) => return None,
    };
    Some((span, behind))
}

fn side(at: Cursor<'_>, part: Option<Part>) -> Read<'_, ClockTime> {
    Some(time(at, part)?.and_then(|(said, behind)| Ok((said.clock()?, behind))))
}

/// Parses 9-10点, 9到10点, `3-5pm`, `8:30-9:30 pm`: the unit or the half of the day follows the second time.
fn hours_with_one_unit(at: Cursor<'_>, part: Option<Part>) -> Read<'_, SaidSpan> {
    let (own, behind) = match at.one_of(&PARTS).or_else(|| at.one_of(&SHORT_PARTS)) {
        Some((part, behind)) => (Some(part), behind.blanks()),
        None => (part, at),
    };
    let (hour, _, behind) = figures(behind, 1, 2)?;
    let minute = behind.any_of(&[":", "."]).and_then(|at| figures(at, 2, 2)).map(|(minute, _, at)| (minute, at));
    let (minute, behind) = minute.unwrap_or((0, behind));
    if meridiem(behind).is_some() {
        return None;
    }
    let (second, end) = match time(joiner(behind)?.blanks(), own)? {
        Ok(read) => read,
        Err(_) => return None,
    };
    let has_unit = matches!(second.half, Half::Am | Half::Pm);
    let is_spoken = minute == 0 && end.since(behind).contains(['点', '點', '时', '時']);
    if !has_unit && !is_spoken {
        return None;
    }
    let half = if has_unit { second.half } else { own.map_or(Half::Open, Half::Of) };
    let first = Said { hour, minute, half };
    if !has_unit && let Ok(begin) = first.clock() {
        let read = second_end::last(begin, half, joiner(behind)?.blanks(), own)?;
        return Some(read.map(|(last, end)| (SaidSpan::Between(begin, last), end)));
    }
    Some(second.clock().and_then(|last| {
        let first = match first.clock() {
            // `11-1pm` begins in the morning.
            Ok(first) if has_unit && first >= last => Said { half: Half::Am, ..Said { hour, minute, half } }.clock()?,
            first => first?,
        };
        Ok((SaidSpan::Between(first, last), end))
    }))
}

/// The position after the separator between two times; blanks may come before it.
fn joiner(at: Cursor<'_>) -> Option<Cursor<'_>> {
    let at = at.blanks();
    at.dash().or_else(|| at.any_of(&JOINERS))
}

/// Parses a time, optionally followed by a second time or by a sign of an open span.
fn joined(at: Cursor<'_>, part: Option<Part>, is_from: bool) -> Read<'_, SaidSpan> {
    let (first, behind) = match time(at, part)? {
        Ok(read) => read,
        Err(error) => return Some(Err(error)),
    };
    let half = match (first.half, part) {
        (Half::Of(part), _) => Some(part),
        (_, part) => part,
    };
    let clock_half = first.half;
    let first = match first.clock() {
        Ok(first) => first,
        Err(error) => return Some(Err(error)),
    };
    let and = || behind.blanks().word("and").filter(|_| is_from);
    let second = joiner(behind).or_else(and).map(Cursor::blanks);
    let over_midnight = second.and_then(|at| at.any_of(&DAY_AFTER)).map(|at| time(at.blanks(), None));
    if let Some(read) = over_midnight.flatten() {
        return Some(read.and_then(|(said, end)| Ok((SaidSpan::Between(first, said.clock()?), end))));
    }
    if let Some(read) = second.and_then(|at| second_end::last(first, clock_half, at, half)) {
        return Some(read.map(|(last, end)| (SaidSpan::Between(first, last), end)));
    }
    if let Some(behind) = limit(behind) {
        return Some(Ok((SaidSpan::By(first), behind)));
    }
    let open = behind
        .any_of(&["之后", "以后", "过后", "后", "起", "开始"])
        .or_else(|| behind.dash().or_else(|| behind.eat("..")).filter(|behind| behind.is_apart()));
    Some(Ok(match open {
        Some(behind) => (SaidSpan::From(first), behind),
        None if is_from => (SaidSpan::From(first), behind),
        None => (SaidSpan::At(first), behind),
    }))
}
