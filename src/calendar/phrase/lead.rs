//! The day and the time at the start of a title.

use super::day::{self, Said};
use super::error::{PhraseError, PhraseFault};
use super::numerals::figures;
use super::scan::Cursor;
use super::span::{SaidSpan, span};
use super::time::{PARTS, SHORT_PARTS};
use super::vague::{self, vague};
use super::word::{Lean, Word};
use super::{ClockTime, DayError, clock_words, counted, date, of_month, range, several};
use crate::calendar::{Day, TimeError};
use chrono::Weekday;

/// The day and the time at the start of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lead<'t> {
    /// The day; `None` if only a time is given.
    pub day: Option<Day>,
    /// Whether the day is a deadline, the last day on which the task may be done: 周五前.
    pub is_deadline: bool,
    /// The time; `None` if only a day is given.
    pub span: Option<SaidSpan>,
    /// What is ambiguous about the time.
    pub hour: Hour,
    /// The part of the text that was parsed.
    pub said: &'t str,
    /// The text after that part.
    pub rest: &'t str,
}

/// What is ambiguous about a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hour {
    /// Nothing is ambiguous.
    Sure,
    /// 半夜2点: if a day is given, it is unclear which of its two nights is meant.
    OfANight,
    /// 3点: it is unclear whether morning or afternoon is meant.
    Bare,
}

/// Parses the day, the time, or both at the start of a text; `None` if there is neither. Fails if the text begins like
/// a day or a time but is incomplete or not separated from the text after it.
pub fn lead(text: &str, today: Day, lean: Lean) -> Result<Option<Lead<'_>>, PhraseError> {
    let start = Cursor::new(text.trim_start());
    if let Some((fault, end)) = vague(start) {
        return Err(PhraseError::new(end.since(start), fault));
    }
    if let Some(days) = several::together(start) {
        return Err(days);
    }
    // The deadline is tried first: the number in `by 5 dec` is not an hour.
    if let (Some(_), Ok(Some((said, time, behind)))) = (start.any_of(&BY), deadline(start)) {
        return finish(start, Some((said, true)), time, behind, today, lean);
    }
    // The time is tried first: 9-10点 begins like a date, but a date like 9月1日 never begins like a time.
    if let Some(found) = span(start, None) {
        let (span, behind) = found.map_err(|error| no_time(start, error))?;
        if let Some(times) = several::times(start, start, behind, None) {
            return Err(times);
        }
        return finish(start, None, Some(span), behind, today, lean);
    }
    if let Some((said, time, behind)) = deadline(start)? {
        return finish(start, Some((said, true)), time, behind, today, lean);
    }
    let Some(read) = day::day(start) else {
        return match range::lone_period(start) {
            Some(behind) => Err(PhraseError::new(behind.since(start), PhraseFault::Vague)),
            None => odd(start),
        };
    };
    let (said, behind) = match read {
        // This happens for 2026-12, and for a date with one separator too many.
        Err(error) => return Err(PhraseError::new(date_words(start), error)),
        Ok(read) => read,
    };
    // A phrase such as `the 3rd supplier` may be part of the title.
    if start.eat("the ").is_some() && matches!(said.word, Word::DayOfMonth(_)) {
        return Err(PhraseError::new(behind.since(start), PhraseFault::Vague));
    }
    // `20261201T0900` is not accepted.
    if behind.eat("t").is_some_and(|at| figures(at, 3, 6).is_some()) {
        return Err(PhraseError::new(word(start), TimeError::Unknown));
    }
    if let Some(days) = several::days(start, behind, today, lean) {
        return Err(days);
    }
    let behind_day = behind.eat("t").filter(|at| figures(*at, 1, 2).is_some()).unwrap_or(behind);
    let time = span(behind_day.blanks(), said.part);
    match time {
        // No time follows directly, but one may come later, after a name.
        None => finish(start, Some((said, false)), None, behind, today, lean),
        Some(Ok((time, end))) => {
            let at = behind_day.blanks();
            if let Some(times) = several::times(start, at, end, said.part) {
                return Err(times);
            }
            // A span of no characters is only the part of the day given with the day, as in 明早; no time follows.
            let is_alone = end.rest.len() == at.rest.len();
            if let Some(hour) = bare_hour(at).filter(|_| is_alone) {
                return Err(PhraseError::new(hour.since(at), TimeError::Unknown));
            }
            let end = if is_alone { behind } else { end };
            finish(start, Some((said, false)), Some(time), end, today, lean)
        }
        Some(Err(error)) => Err(no_time(behind_day.blanks(), error)),
    }
}

/// Words that come before a deadline.
pub(super) const BY: [&str; 17] = [
    "due by ",
    "due on ",
    "due ",
    "by ",
    "before ",
    "until ",
    "till ",
    "no later than ",
    "最晚",
    "最迟",
    "不晚于",
    "不迟于",
    "截止日期",
    "截止到",
    "截止",
    "限",
    "截至",
];

/// Words that come after a deadline.
pub(super) const BEFORE: [&str; 5] = ["之前", "以前", "前", "截止", "为止"];

/// The position after the words that follow a deadline: 前, 截止, 前截止.
pub(super) fn limit(at: Cursor<'_>) -> Option<Cursor<'_>> {
    // 17:00止 is a deadline; 5号止痛贴 is not.
    let short = || at.any_of(&["止"]).filter(|end| end.is_apart());
    let end = at.sign(&BEFORE).or_else(short)?;
    Some(end.sign(&BEFORE).unwrap_or(end))
}

type Deadline<'t> = (Said, Option<SaidSpan>, Cursor<'t>);

/// Parses a deadline: 周五前, 三天内, `by fri`, `before Dec 1`, `by fri 5pm`.
fn deadline(start: Cursor<'_>) -> Result<Option<Deadline<'_>>, PhraseError> {
    let vague = |end: Cursor<'_>| PhraseError::new(end.since(start), PhraseFault::Vague);
    if let Some(behind) = start.any_of(&BY) {
        let behind = behind.blanks();
        return match day::day(behind) {
            // `by the way` is not a day; `by 2026-13-01` is a day that does not exist.
            Some(Ok((said, behind))) => match span(behind.blanks(), said.part) {
                Some(Ok((SaidSpan::At(time) | SaidSpan::By(time), end))) => {
                    // 最晚周五17点前 gives the deadline twice.
                    Ok(Some((said, Some(SaidSpan::By(time)), end)))
                }
                Some(Err(error)) => Err(no_time(behind.blanks(), error)),
                None if said.part.is_none() => Ok(Some((said, None, limit(behind).unwrap_or(behind)))),
                Some(Ok((_, end))) => Err(vague(end)),
                None => Err(vague(behind)),
            },
            Some(Err(error)) => Err(PhraseError::new(word(behind), error)),
            None => Ok(None),
        };
    }
    if let Some((word, behind)) = within(start) {
        return Ok(Some((Said::sure(word), None, behind)));
    }
    // 15日前 means by the 15th.
    let Some(Ok((said, behind))) = of_month::of_month(start).or_else(|| day::day(start)) else { return Ok(None) };
    let end = limit(behind).or_else(|| behind.sign(&["之内", "以内", "内"]));
    Ok(end.filter(|_| said.part.is_none()).map(|behind| (Said { is_loose: false, ..said }, None, behind)))
}

/// Parses 三天内, 一周内, 本周内, `within 3 days`, `within a week`.
fn within(start: Cursor<'_>) -> Option<(Word, Cursor<'_>)> {
    let inside = ["之内", "以内", "内"];
    let this = ["本", "这个", "这"];
    if let Some(behind) = start.any_of(&this).and_then(|at| at.any_of(&["周", "星期", "礼拜"])) {
        return Some((Word::WeekdayOf(0, Weekday::Sun), behind.any_of(&inside)?));
    }
    if let Some(behind) = start.any_of(&this).and_then(|at| at.eat("月")) {
        return Some((Word::LastOf(0), behind.any_of(&inside)?));
    }
    let word = |count: u32, unit: i64| match unit {
        0 => Word::Months(i32::try_from(count).unwrap_or(i32::MAX)),
        days => Word::Offset(i64::from(count) * days),
    };
    if let Some(behind) = start.eat("within ") {
        let (count, behind) = counted::count(behind)?;
        let (unit, behind) = behind.blanks().one_of(&[
            ("days", 1),
            ("day", 1),
            ("weeks", 7),
            ("week", 7),
            ("months", 0),
            ("month", 0),
        ])?;
        return Some((word(count, unit), behind));
    }
    let (count, behind) = counted::count(start)?;
    let units = [("天", 1), ("日", 1), ("周", 7), ("个星期", 7), ("星期", 7), ("个礼拜", 7), ("个月", 0)];
    let (unit, behind) = behind.blanks().one_of(&units)?;
    Some((word(count, unit), behind.any_of(&inside)?))
}

/// Builds the result. Fails if the parsed part is not separated from the text that follows; `None` if it may then be
/// something other than a day.
fn finish<'t>(
    start: Cursor<'t>,
    said: Option<(Said, bool)>,
    span: Option<SaidSpan>,
    behind: Cursor<'t>,
    today: Day,
    lean: Lean,
) -> Result<Option<Lead<'t>>, PhraseError> {
    let typed = behind.since(start);
    // `monday week` is too vague.
    let of_week = || behind.any_of(&[" week"]).filter(|_| said.is_some() && span.is_none());
    if let Some(end) = vague::tail(behind).or_else(of_week) {
        return Err(PhraseError::new(end.since(start), PhraseFault::Vague));
    }
    let is_loose = said.is_some_and(|(said, _)| said.is_loose) && span.is_none();
    if !behind.is_apart() {
        // 今天的订单 stays whole: a one-off without a day is for today anyway.
        let is_today = said.is_some_and(|(said, _)| said.word == Word::Offset(0)) && span.is_none();
        if is_loose || is_today && behind.eat("的").is_some() {
            return Ok(None);
        }
        let glued = word(behind).to_owned();
        return Err(PhraseError::new(
            typed,
            PhraseFault::Glued(glued, behind.rest.trim().trim_start_matches('的').to_owned()),
        ));
    }
    let next = behind.eat(",").unwrap_or(behind).blanks();
    if said.is_some()
        && span.is_none()
        && let Some(hour) = bare_hour(next)
    {
        return Err(PhraseError::new(hour.since(next), TimeError::Unknown));
    }
    let refused = |error: DayError| PhraseError::new(typed, error);
    let day = said.map(|(said, _)| match said.word {
        // At the start of a title, 9.9 may be a price as well as a date.
        Word::Annual(date) if said.is_loose && (date.month != date.day || date.day < 10) => {
            let day = said.word.day(today, today, lean).map_err(refused)?;
            let time = dotted_time(start).map(|(time, _)| time);
            Err(PhraseError::new(typed, PhraseFault::Dotted(Some(day), time)))
        }
        Word::Annual(_) if date::two_numbers(start).is_some() => {
            let day = said.word.day(today, today, lean).map_err(refused)?;
            // In November, `10-11` is more likely two hours than a day of next year.
            let is_date = (day - today).num_days() <= NEAR && date::is_date_alone(start);
            if is_date {
                Ok(day)
            } else {
                Err(PhraseError::new(typed, PhraseFault::Dotted(Some(day), two_hours(start))))
            }
        }
        _ => said.day(today, today, lean).map_err(refused),
    });
    Ok(Some(Lead {
        day: day.transpose()?,
        is_deadline: said.is_some_and(|(_, is_deadline)| is_deadline),
        span,
        hour: span.map_or(Hour::Sure, |span| hour(typed, span)),
        said: typed,
        rest: behind.rest,
    }))
}

/// What is ambiguous about a time as typed.
pub fn hour(typed: &str, span: SaidSpan) -> Hour {
    let Some(time) = span.start() else { return Hour::Sure };
    let is_said = |words: &[&str]| words.iter().any(|word| typed.contains(word));
    if time.hour < 12 && is_said(&["夜里", "半夜", "深夜", "夜间"]) {
        Hour::OfANight
    } else if (1..12).contains(&time.hour)
        && is_said(&["点", "點", "时", "時"])
        && !is_said(&["早", "晚", "夜", "午", "晨"])
    {
        Hour::Bare
    } else {
        Hour::Sure
    }
}

/// Number of days from today within which a date without a year most likely lies.
const NEAR: i64 = 183;

/// Parses `9.30` as a time.
fn dotted_time(at: Cursor<'_>) -> Option<(SaidSpan, Cursor<'_>)> {
    let (hour, _, behind) = figures(at, 1, 2)?;
    let (minute, _, behind) = figures(behind.eat(".")?, 2, 2)?;
    (hour < 24 && minute < 60).then_some((SaidSpan::At(ClockTime { hour, minute }), behind))
}

/// Parses `9-10` as two hours; `None` if a unit follows.
fn two_hours(at: Cursor<'_>) -> Option<SaidSpan> {
    let (first, last) = date::two_numbers(at)?;
    let hour = |hour| ClockTime { hour, minute: 0 };
    let is_counted = date::is_counted(at);
    (last <= 24 && !is_counted).then_some(SaidSpan::Between(hour(first), hour(last)))
}

fn no_time(at: Cursor<'_>, error: TimeError) -> PhraseError {
    let words = clock_words::end_of_words(at).filter(|_| error == TimeError::WhichHalf);
    PhraseError::new(words.map_or(word(at), |end| end.since(at)), error)
}

/// Parses a number that may be an hour, as in `tonight 8` or 明天 3. `None` if it counts something: 3 款, `3 boxes`.
pub(super) fn bare_hour(at: Cursor<'_>) -> Option<Cursor<'_>> {
    let (_, _, behind) = figures(at, 1, 2).filter(|(hour, _, _)| (1..=24).contains(hour))?;
    let is_measure = |c| date::is_measure(c) || "场位份批支幅项把".contains(c);
    let next = word(behind);
    let is_many = next.len() > 2 && next.is_ascii() && next.ends_with('s');
    let is_counted = next.starts_with(is_measure) || is_many || date::is_counted(at);
    (behind.is_apart() && !is_counted).then_some(behind)
}

/// Fails if the text looks like a date or a time that no parser accepts, such as `12:345` or `25点x`; `None` otherwise.
fn odd(start: Cursor<'_>) -> Result<Option<Lead<'_>>, PhraseError> {
    let is_span = start.eat("-").and_then(|at| figures(at, 1, 2)).and_then(|(_, _, at)| at.eat(":")).is_some();
    // `17h` and `17h30` may be times; `24h` is a duration.
    let hours = || {
        let (hour, _, behind) = figures(start, 1, 2)?;
        let behind = behind.eat("h")?;
        let end = figures(behind, 2, 2).map_or(behind, |(_, _, end)| end);
        Some(end).filter(|end| hour < 24 && end.is_apart())
    };
    let of_part = || {
        let (_, behind) = start.one_of(&PARTS).or_else(|| start.one_of(&SHORT_PARTS))?;
        // The hour may be attached: 晚8直播.
        let glued = || {
            let (_, _, end) = figures(behind, 1, 2).filter(|(hour, _, _)| (1..=24).contains(hour))?;
            Some(end).filter(|end| !end.peek().is_some_and(|c| c.is_ascii() || date::is_measure(c)))
        };
        bare_hour(behind.blanks()).or_else(glued)
    };
    if let Some(end) = hours().or_else(of_part) {
        return Err(PhraseError::new(end.since(start), TimeError::Unknown));
    }
    if is_span {
        return Err(PhraseError::new(word(start), TimeError::Unknown));
    }
    match dotted_time(start).filter(|(_, behind)| behind.is_apart() && !date::is_counted(start)) {
        Some((time, behind)) => Err(PhraseError::new(behind.since(start), PhraseFault::Dotted(None, Some(time)))),
        None => Ok(None),
    }
}

/// The word at the start of a text.
fn word(at: Cursor<'_>) -> &str {
    let text = at.rest.trim_start();
    text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、' | '：')).next().unwrap_or(text)
}

/// The part of the text that gives a nonexistent date: one word, or two if one is the name of a month.
fn date_words(at: Cursor<'_>) -> &str {
    let first = word(at);
    let behind = Cursor::new(at.rest.trim_start().get(first.len()..).unwrap_or_default());
    let is_month = |at: Cursor<'_>| date::month_name(at.blanks()).is_some();
    if is_month(at) || is_month(behind) {
        let second = word(behind);
        let length = at.rest.len() - behind.blanks().rest.len() + second.len();
        return at.rest.get(..length).unwrap_or(first);
    }
    first
}
