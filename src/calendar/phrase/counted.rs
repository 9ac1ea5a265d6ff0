//! Days counted from today: `in 3 days`, `2 weeks ago`, 三天后, 一个月后.

use super::day::MOST_DIGITS;
use super::numerals::{in_english, number};
use super::scan::Cursor;
use super::word::Word;

/// Parses `in 3 days`, `2 weeks ago`, 三天后, 两周前, 一个月后.
pub(super) fn counted(at: Cursor<'_>) -> Option<(Word, Cursor<'_>)> {
    let word = |count: u32, unit: Unit, sign: i64| {
        let count = i64::from(count) * sign;
        match unit {
            Unit::Days => Word::Offset(count),
            Unit::Weeks => Word::Offset(count * 7),
            Unit::Months => Word::Months(i32::try_from(count).unwrap_or(i32::MAX)),
            Unit::Years => Word::Months(i32::try_from(count * 12).unwrap_or(i32::MAX)),
        }
    };
    if let Some(behind) = at.eat("in ") {
        let (count, behind) = count(behind)?;
        let (unit, behind) = english_unit(behind.blanks())?;
        return Some((word(count, unit, 1), behind));
    }
    let (count, behind) = count(at)?;
    let units: [(&str, Unit); 8] = [
        ("天", Unit::Days),
        ("日", Unit::Days),
        ("周", Unit::Weeks),
        ("个星期", Unit::Weeks),
        ("星期", Unit::Weeks),
        ("个礼拜", Unit::Weeks),
        ("个月", Unit::Months),
        ("年", Unit::Years),
    ];
    if let Some((unit, behind)) = behind.blanks().one_of(&units) {
        let signs = [("之后", 1), ("以后", 1), ("后", 1), ("之前", -1), ("以前", -1), ("前", -1)];
        // After a blank, the sign must end the phrase: 3天 后, but not 3天 后台维护.
        let apart = || behind.blanks().one_of(&signs).filter(|(_, end)| end.is_apart());
        let (sign, behind) = behind.one_of(&signs).or_else(apart)?;
        return Some((word(count, unit, sign), behind));
    }
    let (unit, behind) = behind.eat(" ")?.one_of(&ENGLISH_UNITS)?;
    let (sign, behind) = behind.one_of(&[(" ago", -1), (" later", 1), (" from now", 1), (" from today", 1)])?;
    Some((word(count, unit, sign), behind))
}

/// Parses a unit, as in `days` or `days' time`.
fn english_unit(at: Cursor<'_>) -> Option<(Unit, Cursor<'_>)> {
    let behind = |(word, unit): &(&str, Unit)| {
        let behind = at.eat(word)?;
        let of_time = behind.any_of(&["' time", "’ time", "'s time", "’s time", " time", "' ", "’ "]);
        of_time.or_else(|| at.word(word)).map(|behind| (*unit, behind))
    };
    ENGLISH_UNITS.iter().find_map(behind)
}

#[derive(Clone, Copy)]
enum Unit {
    Days,
    Weeks,
    Months,
    Years,
}

const ENGLISH_UNITS: [(&str, Unit); 9] = [
    ("days", Unit::Days),
    ("day", Unit::Days),
    ("weeks", Unit::Weeks),
    ("week", Unit::Weeks),
    ("months", Unit::Months),
    ("month", Unit::Months),
    ("years", Unit::Years),
    ("year", Unit::Years),
    // The short form `in 3d`.
    ("d", Unit::Days),
];

/// Parses a count in digits, Hanzi or English words; `a` is 1.
pub(super) fn count(at: Cursor<'_>) -> Option<(u32, Cursor<'_>)> {
    number(at, MOST_DIGITS).or_else(|| in_english(at)).or_else(|| Some((1, at.eat("a")?)))
}
