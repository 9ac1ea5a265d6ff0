//! Times as read from a clock face: 差五分九点, 九点差一刻, `half past eight`, `quarter to nine pm`, `9 o'clock`.

use super::numerals::{figures, in_english, number};
use super::scan::Cursor;
use super::span::by;
use super::time::{Half, Read, Said, meridiem};
use crate::calendar::TimeError;

/// Parses 差五分九点, five to nine.
pub(super) fn to_the_hour(at: Cursor<'_>, half: Half) -> Read<'_> {
    let (minutes, behind) = lacking(at)?;
    let (hour, behind) = number(behind.eat("到").unwrap_or(behind).blanks(), 2)?;
    let behind = behind.blanks().any_of(&["点", "时"])?;
    let behind = behind.any_of(&["整", "钟"]).unwrap_or(behind);
    Some(Ok((before(hour, minutes, half), behind)))
}

/// Parses 差五分 or 差一刻, and returns the number of minutes before the hour.
pub(super) fn lacking(at: Cursor<'_>) -> Option<(u32, Cursor<'_>)> {
    let behind = at.eat("差")?;
    let quarter = behind.any_of(&["一刻钟", "一刻", "1刻"]).map(|behind| (15, behind));
    quarter.or_else(|| {
        let (minutes, behind) = number(behind, 2).filter(|(minutes, _)| (1..60).contains(minutes))?;
        Some((minutes, behind.any_of(&["分钟", "分"])?))
    })
}

/// Returns the time that is `minutes` before `hour`.
pub(super) fn before(hour: u32, minutes: u32, half: Half) -> Said {
    Said { hour: if hour == 0 { 23 } else { hour - 1 }, minute: 60 - minutes, half }
}

/// Parses `half past eight`, `ten to nine` or `9 o'clock`, with `pm` or a part of the day. Fails if neither is given,
/// since morning or evening is then unknown.
pub(super) fn english(at: Cursor<'_>, half: Half) -> Read<'_> {
    // `nine am`, `eight thirty pm`, `9 in the morning`.
    let minutes = [(" thirty", 30), (" fifteen", 15), (" forty-five", 45), (" forty five", 45)];
    if let Some((hour, behind)) = hour(at) {
        let (minute, behind) = behind.one_of(&minutes).unwrap_or((0, behind));
        if let Some((half, behind)) = told_half(behind, hour) {
            return Some(Ok((Said { hour, minute, half }, behind)));
        }
    }
    let (said, behind) = hands(at, half)?;
    Some(match told_half(behind, said.hour) {
        Some((half, behind)) => Ok((Said { half, ..said }, behind)),
        None if half == Half::Open => Err(TimeError::WhichHalf),
        None => Ok((said, behind)),
    })
}

/// Parses `pm`, `in the morning` or `at night`. The last one is accepted only for 6 to 11, which are surely before
/// midnight.
fn told_half(at: Cursor<'_>, hour: u32) -> Option<(Half, Cursor<'_>)> {
    let part = [("in the morning", Half::Am), ("in the afternoon", Half::Pm), ("in the evening", Half::Pm)];
    let night = || at.blanks().word("at night").filter(|_| (6..12).contains(&hour)).map(|at| (Half::Pm, at));
    meridiem(at).or_else(|| at.blanks().one_of(&part)).or_else(night)
}

/// The position after a time that does not say whether it is in the morning or the evening.
pub(super) fn end_of_words(at: Cursor<'_>) -> Option<Cursor<'_>> {
    let behind = at.any_of(&["at ", "after ", "since "]).or_else(|| by(at)).unwrap_or(at).blanks();
    hands(behind, Half::Open)
        .map(|(_, end)| end)
        .or_else(|| figures(behind, 1, 2).map(|(_, _, end)| end))
        .or_else(|| in_english(behind).map(|(_, end)| end))
}

fn hands(at: Cursor<'_>, half: Half) -> Option<(Said, Cursor<'_>)> {
    if let Some((hour, behind)) = hour(at)
        && let Some(behind) = behind.any_of(&[" o'clock", " o’clock", "o'clock", "o’clock", " oclock"])
    {
        return Some((Said { hour, minute: 0, half }, behind));
    }
    let named = at.one_of(&[("a quarter", 15), ("quarter", 15), ("half", 30)]);
    let counted = || {
        let words = [("twenty-five", 25), ("twenty five", 25), ("twenty", 20), ("ten", 10), ("five", 5)];
        let minutes = || figures(at, 1, 2).filter(|(n, _, _)| (1..60).contains(n));
        // Figures need a word for minutes, because `5 to 7 boxes` is not a time.
        let told = || minutes().and_then(|(n, _, at)| Some((n, at.any_of(&[" minutes", " minute", " mins", " min"])?)));
        at.one_of(&words).map(|(n, at)| (n, at.any_of(&[" minutes", " mins"]).unwrap_or(at))).or_else(told)
    };
    let (minutes, behind) = named.or_else(counted)?;
    let (is_past, behind) =
        behind.one_of(&[(" past ", true), (" after ", true), (" to ", false), (" before ", false)])?;
    let (hour, behind) = hour(behind)?;
    let said = if is_past { Said { hour, minute: minutes, half } } else { before(hour, minutes, half) };
    Some((said, behind))
}

/// Parses an hour from 1 to 12 in digits or words.
pub(super) fn hour(at: Cursor<'_>) -> Option<(u32, Cursor<'_>)> {
    let told = figures(at, 1, 2).map(|(hour, _, behind)| (hour, behind)).filter(|(hour, _)| (1..=12).contains(hour));
    told.or_else(|| in_english(at))
}
