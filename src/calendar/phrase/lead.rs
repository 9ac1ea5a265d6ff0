//! The day and the time in front of a title.

use super::day::{self, Said};
use super::error::{PhraseError, PhraseFault};
use super::numerals::figures;
use super::scan::Cursor;
use super::span::{SaidSpan, span};
use super::word::{Lean, Word};
use super::{DayError, range};
use crate::calendar::{Day, TimeError};

/// What a text begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lead<'t> {
    /// The day.
    pub day: Option<Day>,
    /// Whether the day is the last on which it may be done: 周五前.
    pub is_deadline: bool,
    /// The time.
    pub span: Option<SaidSpan>,
    /// Whether the time is one of the small hours, which belong to the evening before: 凌晨2点.
    pub is_small_hours: bool,
    /// What was typed.
    pub said: &'t str,
    /// What follows.
    pub rest: &'t str,
}

/// Reads the day, the time, or the day and the time that a text begins with; `None` where it begins with neither. What
/// begins like one must be read to its end, and be apart from what follows.
pub fn lead(text: &str, today: Day, lean: Lean) -> Result<Option<Lead<'_>>, PhraseError> {
    let start = Cursor::new(text.trim_start());
    // 9-10点 begins like the ninth of October, 9月1日 like nothing that has an hour.
    if let Some(found) = span(start, None) {
        let (span, behind) = found.map_err(|error| PhraseError::new(word(start), error))?;
        return finish(start, None, Some(span), behind, today, lean);
    }
    if let Some((said, behind, is_deadline)) = deadline(start)? {
        return finish(start, Some((said, is_deadline)), None, behind, today, lean);
    }
    let Some(read) = day::day(start) else {
        return match range::lone_period(start) {
            Some(behind) => Err(PhraseError::new(behind.since(start), PhraseFault::Period)),
            None => odd(start),
        };
    };
    let (said, behind) = match read {
        // 2026-12 is no day, and what has one sign too many is none either.
        Err(error) => return Err(PhraseError::new(word(start), error)),
        Ok(read) => read,
    };
    if let Some(days) = several(start, behind) {
        return Err(days);
    }
    let behind_day = behind.eat("t").filter(|at| figures(*at, 1, 2).is_some()).unwrap_or(behind);
    let time = span(behind_day.blanks(), said.part);
    match time {
        // A time may be said later, behind a name.
        None => finish(start, Some((said, false)), None, behind, today, lean),
        Some(Ok((time, end))) => {
            // The span before which nothing stands is that of a part of the day: nothing was read.
            let end = if end.rest.len() == behind_day.blanks().rest.len() { behind } else { end };
            finish(start, Some((said, false)), Some(time), end, today, lean)
        }
        Some(Err(error)) => Err(PhraseError::new(word(behind_day.blanks()), error)),
    }
}

type Deadline<'t> = (Said, Cursor<'t>, bool);

/// 周五前, 三天内, `by fri`, `before Dec 1`.
fn deadline(start: Cursor<'_>) -> Result<Option<Deadline<'_>>, PhraseError> {
    let refused = |error: DayError| PhraseError::new(word(start), error);
    if let Some(behind) = start.any_of(&["by ", "before ", "until ", "till "]) {
        return match day::day(behind) {
            // `by the way` is no day, `by 2026-13-01` is none that comes.
            Some(Ok((said, behind))) if said.part.is_none() => Ok(Some((said, behind, true))),
            Some(Ok(_)) => Err(refused(DayError::Unknown)),
            Some(Err(error)) => Err(refused(error)),
            None => Ok(None),
        };
    }
    let within = start
        .eat("within ")
        .and_then(day::count)
        .and_then(|(days, at)| Some((days, at.blanks().any_of(&["days", "day"])?)));
    let within = within.or_else(|| {
        let (days, behind) = day::count(start)?;
        Some((days, behind.blanks().any_of(&["天", "日"])?.any_of(&["之内", "以内", "内"])?))
    });
    if let Some((days, behind)) = within {
        return Ok(Some((Said::sure(Word::Offset(i64::from(days))), behind, true)));
    }
    let Some(Ok((said, behind))) = day::day(start) else { return Ok(None) };
    let behind = behind.any_of(&["之前", "以前", "前"]);
    Ok(behind.filter(|_| said.part.is_none()).map(|behind| (Said { is_loose: false, ..said }, behind, true)))
}

/// Puts together what was read, if it is apart from what follows.
fn finish<'t>(
    start: Cursor<'t>,
    said: Option<(Said, bool)>,
    span: Option<SaidSpan>,
    behind: Cursor<'t>,
    today: Day,
    lean: Lean,
) -> Result<Option<Lead<'t>>, PhraseError> {
    let typed = behind.since(start);
    let is_loose = said.is_some_and(|(said, _)| said.is_loose) && span.is_none();
    if !behind.is_apart() {
        if is_loose {
            return Ok(None);
        }
        let glued = word(behind).to_owned();
        return Err(PhraseError::new(typed, PhraseFault::Glued(glued)));
    }
    let refused = |error: DayError| PhraseError::new(typed, error);
    let day = said.map(|(said, _)| match said.word {
        // In front of a title 9.9 may be a price as well as a date.
        Word::Annual(_) if said.is_loose => {
            let day = said.word.day(today, today, lean).map_err(refused)?;
            Err(refused(DayError::Ambiguous(day, day)))
        }
        word => word.day(today, today, lean).map_err(refused),
    });
    let is_small_hours = typed.contains("凌晨")
        || (typed.contains("夜里") && matches!(span, Some(SaidSpan::At(time)) if time.hour < 12));
    Ok(Some(Lead {
        day: day.transpose()?,
        is_deadline: said.is_some_and(|(_, is_deadline)| is_deadline),
        span,
        is_small_hours,
        said: typed,
        rest: behind.rest,
    }))
}

/// Several days, where the first of them was read: `mon,wed`, 周一和周三, `fri..sun`.
fn several(start: Cursor<'_>, behind: Cursor<'_>) -> Option<PhraseError> {
    let mut days = vec![behind.since(start).trim().to_owned()];
    let mut end = behind;
    while let Some(next) = another(end) {
        let Some(Ok((_, behind))) = day::day(next) else { break };
        if !behind.is_apart() && another(behind).is_none() {
            break;
        }
        days.push(behind.since(next).trim().to_owned());
        end = behind;
    }
    if days.len() < 2 {
        return None;
    }
    let rest =
        end.rest.trim_start_matches(|c: char| super::scan::is_gap(c) || matches!(c, '，' | '、' | '：' | ':')).trim();
    Some(PhraseError::new(end.since(start), PhraseFault::Several(days, rest.to_owned())))
}

/// Behind a sign or a word that joins one day to another.
fn another(at: Cursor<'_>) -> Option<Cursor<'_>> {
    let sign = at.blanks();
    let joined = sign.any_of(&["&", "/", "+", "和", "跟", "与", "及", "and", "or"]).or_else(|| sign.eat(","));
    joined.or_else(|| range::joiner(at)).map(|at| at.blanks()).map(|at| at.any_of(&["and "]).unwrap_or(at))
}

/// What begins like a date or a time, though none of the readers knows it: `12:345`, `25点x`.
fn odd(start: Cursor<'_>) -> Result<Option<Lead<'_>>, PhraseError> {
    let is_span = start.eat("-").and_then(|at| figures(at, 1, 2)).and_then(|(_, _, at)| at.eat(":")).is_some();
    if is_span { Err(PhraseError::new(word(start), TimeError::Unknown)) } else { Ok(None) }
}

/// The word that a text begins with.
fn word(at: Cursor<'_>) -> &str {
    let text = at.rest.trim_start();
    text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、' | '：')).next().unwrap_or(text)
}
