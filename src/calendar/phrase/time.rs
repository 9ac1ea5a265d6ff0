//! Times of day as people type them: `08:30`, `8:30 pm`, `noon`, 下午三点半.

use super::clock_words;
use super::numerals::{figures, number};
use super::scan::Cursor;
use crate::calendar::TimeError;
use chrono::NaiveTime;
use std::fmt;

/// A time as a clock shows it; 24:00 is the midnight at which a day ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClockTime {
    /// 0 to 24
    pub hour: u32,
    /// 0 to 59
    pub minute: u32,
}

impl ClockTime {
    /// Converts to a time of day: 24:00 becomes 00:00.
    pub fn time(self) -> NaiveTime {
        NaiveTime::from_hms_opt(self.hour % 24, self.minute, 0).unwrap_or(NaiveTime::MIN)
    }

    /// The same time twelve hours later: the afternoon reading of a time of the morning.
    pub fn twelve_hours_later(self) -> ClockTime {
        ClockTime { hour: self.hour + 12, ..self }
    }

    fn checked(hour: u32, minute: u32) -> Result<ClockTime, TimeError> {
        match (hour, minute) {
            (0..24, 0..60) | (24, 0) => Ok(ClockTime { hour, minute }),
            (24..48, _) => {
                Err(NaiveTime::from_hms_opt(hour - 24, minute, 0)
                    .map_or(TimeError::NoSuchTime, TimeError::AfterMidnight))
            }
            _ => Err(TimeError::NoSuchTime),
        }
    }
}

impl fmt::Display for ClockTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)
    }
}

/// A part of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Dawn,
    EarlyMorning,
    LateMorning,
    /// `EarlyMorning` and `LateMorning`, for which English has one word.
    Morning,
    Noon,
    Afternoon,
    Dusk,
    Evening,
    Night,
}

/// Words for parts of the day that can be used without a time.
pub(super) const PARTS: [(&str, Part); 22] = [
    ("凌晨", Part::Dawn),
    ("清晨", Part::EarlyMorning),
    ("早晨", Part::EarlyMorning),
    ("早上", Part::EarlyMorning),
    ("上午", Part::LateMorning),
    ("中午", Part::Noon),
    ("下午", Part::Afternoon),
    ("傍晚", Part::Dusk),
    ("晚上", Part::Evening),
    ("夜里", Part::Night),
    ("夜晚", Part::Evening),
    ("晚间", Part::Evening),
    ("半夜", Part::Night),
    ("深夜", Part::Night),
    ("夜间", Part::Night),
    ("午间", Part::Noon),
    ("午后", Part::Afternoon),
    ("大清早", Part::EarlyMorning),
    ("清早", Part::EarlyMorning),
    ("一大早", Part::EarlyMorning),
    ("一早", Part::EarlyMorning),
    ("大早上", Part::EarlyMorning),
];

/// Words for parts of the day that are recognized only before an hour or attached to a day: 早9点, 明早.
pub(super) const SHORT_PARTS: [(&str, Part); 3] =
    [("早", Part::EarlyMorning), ("晚", Part::Evening), ("夜", Part::Night)];

impl Part {
    /// Converts an hour given with this part to an hour of the day.
    fn hour(self, hour: u32) -> Result<u32, TimeError> {
        match (self, hour) {
            (Part::Dawn, 0..=12) => Ok(hour % 12),
            (Part::EarlyMorning | Part::LateMorning | Part::Morning, 0..=12) => Ok(hour),
            (Part::Noon, 0..4) | (Part::Afternoon | Part::Dusk, 0..12) => Ok(hour + 12),
            (Part::Noon, 10..16) | (Part::Afternoon | Part::Dusk, 12..=20) => Ok(hour),
            // 晚上12点 and 今晚零点 are midnight. 晚上1点 is never in the afternoon, and it is unclear which night is meant.
            (Part::Evening, 5..=12) | (Part::Night, 6..=12) => Ok(hour + 12),
            (Part::Evening, 17..=24) | (Part::Night, 0..6 | 18..=24) => Ok(hour),
            (Part::Evening, 0) => Ok(24),
            (Part::Evening, 1..5) => Err(TimeError::WhichNight),
            _ => Err(TimeError::NoSuchTime),
        }
    }

    /// The window of the part of the day without a time. `None` is the start or end of the business day.
    pub fn window(self) -> (Option<ClockTime>, Option<ClockTime>) {
        let at = |hour| Some(ClockTime { hour, minute: 0 });
        match self {
            Part::Dawn => (None, at(6)),
            Part::EarlyMorning => (at(6), at(9)),
            Part::LateMorning => (at(9), at(12)),
            Part::Morning => (at(6), at(12)),
            Part::Noon => (at(11), at(13)),
            Part::Afternoon => (at(13), at(18)),
            Part::Dusk => (at(17), at(19)),
            Part::Evening => (at(18), at(24)),
            Part::Night => (at(22), None),
        }
    }
}

/// A time as typed. Whether it is in the morning or afternoon may depend on the other end of a span.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said {
    pub hour: u32,
    pub minute: u32,
    pub half: Half,
}

/// How the half of the day, morning or afternoon, is given.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Half {
    /// Not given; hours are 0 to 24.
    Open,
    /// `am`, `pm`
    Am,
    Pm,
    /// A part of the day.
    Of(Part),
}

impl Said {
    pub fn clock(self) -> Result<ClockTime, TimeError> {
        let Said { hour, minute, half } = self;
        match half {
            Half::Open => ClockTime::checked(hour, minute),
            Half::Am if (1..=12).contains(&hour) => ClockTime::checked(hour % 12, minute),
            Half::Pm if (1..=12).contains(&hour) => ClockTime::checked(hour % 12 + 12, minute),
            // `20:30 pm` gives the half of the day twice.
            Half::Pm if (13..24).contains(&hour) => ClockTime::checked(hour, minute),
            Half::Am | Half::Pm => Err(TimeError::NoSuchTime),
            Half::Of(part) => match part.hour(hour)? {
                24 if minute > 0 => ClockTime::checked(0, minute),
                hour => ClockTime::checked(hour, minute),
            },
        }
    }
}

/// Parses the time at the start of a text. `part` is a part of the day given before; it applies if the time has none of
/// its own.
pub(super) fn time(at: Cursor<'_>, part: Option<Part>) -> Option<Result<(Said, Cursor<'_>), TimeError>> {
    let named = [("noon", 12), ("midday", 12), ("正午", 12), ("midnight", 0), ("午夜", 0)];
    // `12 noon` is one time.
    let at = at.eat("12 ").filter(|at| at.any_of(&["noon", "midday", "midnight"]).is_some()).unwrap_or(at);
    if let Some((hour, behind)) = at.one_of(&named) {
        // 今晚午夜 is the end of the evening, like 今晚零点.
        let half = part.filter(|_| hour == 0).map_or(Half::Open, Half::Of);
        return Some(Ok((Said { hour, minute: 0, half }, behind)));
    }
    // The half of the day may come first: `PM3:00`.
    let of_half = [("a.m.", Half::Am), ("p.m.", Half::Pm), ("am", Half::Am), ("pm", Half::Pm)];
    let halved = of_half.iter().find_map(|(word, half)| Some((at.eat(word)?.blanks(), *half)));
    if let Some(read) = halved.and_then(|(at, half)| spoken(at, half).or_else(|| with_colon(at, half))) {
        return Some(read);
    }
    let own = at.one_of(&PARTS).or_else(|| at.one_of(&SHORT_PARTS));
    let (half, at) = match own {
        Some((part, behind)) => (Half::Of(part), behind.blanks()),
        None => (part.map_or(Half::Open, Half::Of), at),
    };
    let spoken = spoken(at, half).or_else(|| with_colon(at, half)).or_else(|| with_half(at));
    spoken.or_else(|| clock_words::to_the_hour(at, half)).or_else(|| clock_words::english(at, half))
}

pub(super) type Read<'t> = Option<Result<(Said, Cursor<'t>), TimeError>>;

/// Parses 9点, 九点半, 9点05分, 三点一刻, 9时30分.
fn spoken(at: Cursor<'_>, half: Half) -> Read<'_> {
    let (hour, behind) = number(at, 3)?;
    let behind = behind.blanks().any_of(&["点", "时"])?;
    if let Some((minutes, behind)) = clock_words::lacking(behind) {
        return Some(Ok((clock_words::before(hour, minutes, half), behind)));
    }
    // 过 means past: 9点过5分.
    let past = behind.eat("过").filter(|at| minutes(*at).1.rest.len() < at.rest.len());
    let (minute, behind) = minutes(past.unwrap_or(behind));
    Some(Ok((Said { hour, minute, half }, behind)))
}

fn minutes(at: Cursor<'_>) -> (u32, Cursor<'_>) {
    if let Some(found) =
        at.one_of(&[("半", 30), ("一刻", 15), ("1刻", 15), ("三刻", 45), ("3刻", 45), ("整", 0), ("钟", 0)])
    {
        return found;
    }
    // After a blank, the minutes must end the time: 3 点 半, but not 9点 半价促销.
    let said = at.blanks();
    let in_minutes = || number(said, 2).and_then(|(minute, end)| Some((minute, end.blanks().eat("分")?)));
    let found = said.one_of(&[("半", 30), ("一刻", 15), ("三刻", 45)]).or_else(in_minutes);
    if let Some(found) = found.filter(|(_, end)| end.is_apart()) {
        return found;
    }
    // A single digit belongs to something else, unless 分 follows.
    let with_sign = number(at, 2).and_then(|(minute, behind)| Some((minute, behind.eat("分")?)));
    let in_full = || figures(at, 2, 2).map(|(minute, _, behind)| (minute, behind));
    let in_hanzi = || {
        number(at, 0)
            .filter(|(minute, behind)| *minute >= 10 || at.eat("零").is_some() && behind.rest.len() < at.rest.len())
    };
    // Zero in Hanzi and a digit: 九点零5.
    let with_zero = || figures(at.eat("零")?, 1, 1).map(|(minute, _, behind)| (minute, behind));
    with_sign.or_else(in_full).or_else(with_zero).or_else(in_hanzi).unwrap_or((0, at))
}

/// Parses `8:30`, `08:30` and `8:30 pm`.
fn with_colon(at: Cursor<'_>, half: Half) -> Read<'_> {
    let (hour, _, behind) = figures(at, 1, 3)?;
    let behind = behind.eat(":")?;
    // `1:1` and `16:9` are not times.
    figures(behind, 2, usize::MAX)?;
    let Some((minute, _, behind)) = figures(behind, 2, 2) else { return Some(Err(TimeError::Unknown)) };
    let behind = behind.eat("分").unwrap_or(behind);
    Some(Ok(match meridiem(behind) {
        Some((half, behind)) => (Said { hour, minute, half }, behind),
        None => (Said { hour, minute, half }, behind),
    }))
}

/// Parses `8pm`, `8.30 am`.
fn with_half(at: Cursor<'_>) -> Read<'_> {
    let (hour, _, behind) = figures(at, 1, 2)?;
    let minute = behind.eat(".").and_then(|at| figures(at, 2, 2)).map(|(minute, _, behind)| (minute, behind));
    let (minute, behind) = minute.unwrap_or((0, behind));
    let (half, behind) = meridiem(behind)?;
    Some(Ok((Said { hour, minute, half }, behind)))
}

pub(super) fn meridiem(at: Cursor<'_>) -> Option<(Half, Cursor<'_>)> {
    let at = at.blanks();
    let found = [("a.m.", Half::Am), ("p.m.", Half::Pm), ("am", Half::Am), ("pm", Half::Pm)];
    at.one_of(&found)
}
