//! The second time of a span, if the first time decides whether it is in the morning or afternoon: 12点到2点,
//! 上午10点到3点, `10am to 3`.

use super::lead::bare_hour;
use super::numerals::figures;
use super::scan::Cursor;
use super::span::Read;
use super::time::{ClockTime, Half, Part, Said, time};
use crate::calendar::TimeError;

/// Nothing is planned before this hour, unless the words say that it is early.
pub const EARLY: u32 = 6;

/// Maximum length in minutes of a span over midnight.
const NIGHT: u32 = 12 * 60;

/// Parses the end of a span that begins at `first`. `part` is the part of the day given with the first time.
pub(super) fn last<'t>(first: ClockTime, half: Half, at: Cursor<'t>, part: Option<Part>) -> Read<'t, ClockTime> {
    let is_halved = matches!(half, Half::Am | Half::Pm);
    let bare = time(at, None).and_then(Result::ok).filter(|(said, _)| said.half == Half::Open && said.hour <= 12);
    let bare = bare.filter(|(_, end)| is_halved || end.since(at).contains(['点', '點', '时', '時']));
    if let Some((said, end)) = bare.filter(|_| follows(half) && !at.rest.starts_with('0')) {
        return Some(behind(first, said, half).map(|last| (last, end)));
    }
    if let Some(end) = bare_hour(at).filter(|_| is_halved) {
        let (hour, _, _) = figures(at, 1, 2)?;
        return Some(behind(first, Said { hour, minute: 0, half: Half::Open }, half).map(|last| (last, end)));
    }
    Some(time(at, part)?.and_then(|(said, end)| Ok((said.clock()?, end))))
}

/// Whether the half of the day of the second time follows from that of the first. It does not in 下午3点到5点, where
/// the part of the day applies to both.
fn follows(half: Half) -> bool {
    match half {
        Half::Open | Half::Am | Half::Pm => true,
        Half::Of(part) => matches!(part, Part::EarlyMorning | Part::LateMorning | Part::Morning | Part::Noon),
    }
}

/// The first time after `first` that `said` can mean on a twelve-hour clock. Fails if that would be too long after
/// `first`.
fn behind(first: ClockTime, said: Said, half: Half) -> Result<ClockTime, TimeError> {
    let last = said.clock()?;
    let later = last.twelve_hours_later();
    let is_early = first.hour < EARLY && half == Half::Open;
    let night = (24 + last.hour) * 60 + last.minute;
    match last {
        _ if last > first => Ok(last),
        // 3点到2点 ends in the afternoon.
        _ if (1..12).contains(&last.hour) && later > first && !is_early => Ok(later),
        _ if night - (first.hour * 60 + first.minute) <= NIGHT => Ok(last),
        _ => Err(TimeError::Unknown),
    }
}
