//! Day terms that count within a month: `day -1`, `first mon`, `10th workday`, and in Chinese 每月1日, 月末, 第一个周一, 最后一个工作日.

use super::day_term::{DayTerm, TermError};
use super::written_date::{digits, parse_weekday};

type TermRead = Option<Result<DayTerm, TermError>>;

/// Maximum number of working days in a month: 31 days less four Sundays, if every Saturday is a working day.
const MOST_WORKDAYS: u32 = 27;

/// Parses `workday`, `offday`, 工作日, 休息日.
pub(super) fn workdays(text: &str) -> TermRead {
    match text {
        "workday" | "workdays" | "工作日" => Some(Ok(DayTerm::Workday)),
        "offday" | "offdays" | "休息日" => Some(Ok(DayTerm::Offday)),
        _ => None,
    }
}

/// Parses `day 1`, `day -1`, 每月1日, 每月1号, 月末, 每月最后一天, 每月倒数第2天.
pub(super) fn day_of_month(text: &str) -> TermRead {
    if matches!(text, "月末" | "每月月末" | "每月最后一天" | "月底") {
        return Some(Ok(DayTerm::DayOfMonth(-1)));
    }
    if let Some(number) = text.strip_prefix("每月倒数第").and_then(|rest| rest.strip_suffix('天')) {
        return Some(within(hanzi_or_digits(number, 3)?, 31, -1, DayTerm::DayOfMonth));
    }
    let number = text.strip_prefix("day ").map(str::trim).or_else(|| {
        let number = text.strip_prefix("每月")?;
        number.strip_suffix(['日', '号'])
    })?;
    let (count, sign) = number.strip_prefix('-').map_or((number, 1), |count| (count, -1));
    let count = digits(count, 1..=3)?;
    Some(within(count, 31, sign, DayTerm::DayOfMonth))
}

/// Parses `10th workday`, `last workday`, 第10个工作日.
pub(super) fn counted_workday(text: &str) -> TermRead {
    let (number, what) = counted(text)?;
    if !matches!(what, "workday" | "工作日") {
        return None;
    }
    Some(
        well_ended(text)
            .and_then(|()| within(number.unsigned_abs(), MOST_WORKDAYS, number.signum(), DayTerm::NthWorkday)),
    )
}

/// Parses `first mon`, `3rd thu`, `last fri`, 第一个周一, 每月最后一个周五.
pub(super) fn counted_weekday(text: &str) -> TermRead {
    let (number, what) = counted(text)?;
    let weekday = parse_weekday(what)?;
    let term = |number| DayTerm::NthWeekday(number, weekday);
    Some(well_ended(text).and_then(|()| within(number.unsigned_abs(), 5, number.signum(), term)))
}

/// Rejects a number with the wrong ending, such as `2st mon` or `22th workday`, since the number may be the mistake.
fn well_ended(text: &str) -> Result<(), TermError> {
    let figures = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let (count, rest) = text.split_at(text.len() - figures.len());
    match digits(count, 1..=3) {
        Some(number) if !rest.starts_with(ordinal_ending(number)) => {
            let rest = rest.trim_start_matches(|c: char| c.is_ascii_alphabetic());
            Err(TermError::WrongEnding(format!("{count}{}{rest}", ordinal_ending(number))))
        }
        _ => Ok(()),
    }
}

/// The ending of an English ordinal: `st` for 1 and 21, `th` for 11.
pub fn ordinal_ending(number: u32) -> &'static str {
    match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    }
}

fn within(count: u32, most: u32, sign: i32, term: impl FnOnce(i32) -> DayTerm) -> Result<DayTerm, TermError> {
    match i32::try_from(count) {
        Ok(number) if (1..=most).contains(&count) => Ok(term(number * sign)),
        _ => Err(TermError::NeverInMonth),
    }
}

/// Parses a number in words or digits, negative if counted from the end of the month. Also returns the text after it.
fn counted(text: &str) -> Option<(i32, &str)> {
    hanzi_counted(text).or_else(|| {
        let (number, what) = text.split_once(' ')?;
        let what = what.trim_start();
        match (number, what.split_once(' ')) {
            // `2nd last fri`, `second last workday`
            (number, Some(("last", what))) => Some((-ordinal(number)?, what.trim_start())),
            ("last", None) => Some((-1, what)),
            (number, None) => Some((ordinal(number)?, what)),
            _ => None,
        }
    })
}

fn ordinal(word: &str) -> Option<i32> {
    const WORDS: [&str; 5] = ["first", "second", "third", "fourth", "fifth"];
    if let Some(index) = WORDS.iter().position(|known| *known == word) {
        return i32::try_from(index + 1).ok();
    }
    let figures = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending))?;
    digits(figures, 1..=3).and_then(|count| i32::try_from(count).ok())
}

/// Parses 第一个, 第10个, 最后一个, 倒数第2个, each optionally after 每月.
fn hanzi_counted(text: &str) -> Option<(i32, &str)> {
    let text = text.strip_prefix("每月").unwrap_or(text);
    if let Some(what) = text.strip_prefix("最后一个").or_else(|| text.strip_prefix("最后1个")) {
        return Some((-1, what));
    }
    let (text, sign) = text.strip_prefix("倒数").map_or((text, 1), |text| (text, -1));
    let (number, what) = text.strip_prefix('第')?.split_once('个')?;
    let number = i32::try_from(hanzi_or_digits(number, 3)?).ok()?;
    Some((number * sign, what))
}

/// Parses a number of at most `most` digits, or one in Hanzi.
pub(super) fn hanzi_or_digits(text: &str, most: usize) -> Option<u32> {
    digits(text, 1..=most).or_else(|| hanzi_number(text))
}

/// The characters that occur in a number in Hanzi.
pub(super) const HANZI_DIGITS: &str = "一二三四五六七八九十两";

/// Parses a number from 一 to 九十九; 两 is two.
fn hanzi_number(text: &str) -> Option<u32> {
    let digit =
        |c: char| "一二三四五六七八九".chars().position(|known| known == c).and_then(|at| u32::try_from(at + 1).ok());
    let chars: Vec<char> = text.chars().collect();
    match chars.as_slice() {
        ['两'] => Some(2),
        ['十'] => Some(10),
        ['十', ones] => Some(10 + digit(*ones)?),
        [tens, '十'] => Some(10 * digit(*tens)?),
        [tens, '十', ones] => Some(10 * digit(*tens)? + digit(*ones)?),
        [one] => digit(*one),
        _ => None,
    }
}
