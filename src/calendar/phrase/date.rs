//! Dates as people write them: `2026-12-01`, `2026/12/01`, `20261201`, 12月1日, `Dec 1`, `1st December`.

use super::DayError;
use super::day::{Read, Said};
use super::lead::BEFORE;
use super::numerals::{figures, number, year};
use super::of_month::is_named;
use super::scan::Cursor;
use super::word::{Word, month_day};
use chrono::{NaiveDate, Weekday};

const MONTHS: [(&str, u32); 24] = [
    ("january", 1),
    ("jan", 1),
    ("february", 2),
    ("feb", 2),
    ("march", 3),
    ("mar", 3),
    ("april", 4),
    ("apr", 4),
    ("may", 5),
    ("june", 6),
    ("jun", 6),
    ("july", 7),
    ("jul", 7),
    ("august", 8),
    ("aug", 8),
    ("september", 9),
    ("sept", 9),
    ("sep", 9),
    ("october", 10),
    ("oct", 10),
    ("november", 11),
    ("nov", 11),
    ("december", 12),
    ("dec", 12),
];

/// Parses the date at the start of a text.
pub(super) fn date(at: Cursor<'_>) -> Read<'_> {
    hanzi(at)
        .or_else(|| dashed(at))
        .or_else(|| week_date(at))
        .or_else(|| month_first(at))
        .or_else(|| day_first(at))
        .or_else(|| eight_digits(at))
        .or_else(|| signed(at))
}

fn annual(month: u32, day: u32) -> Result<Word, DayError> {
    month_day(month, day).map(Word::Annual).ok_or(DayError::NoSuchDate)
}

fn full(year: i32, month: u32, day: u32) -> Result<Word, DayError> {
    NaiveDate::from_ymd_opt(year, month, day).map(Word::Date).ok_or(DayError::NoSuchDate)
}

/// Parses 2026年12月1日, 十二月一号, 明年1月5日.
fn hanzi(at: Cursor<'_>) -> Read<'_> {
    let of_years = at.one_of(&[("今年", 0), ("明年", 1), ("后年", 2), ("去年", -1)]);
    // A year of two digits: 26年12月1日.
    let short = || figures(at, 2, 2).and_then(|(year, _, at)| Some((2000 + i32::try_from(year).ok()?, at)));
    let in_full = year(at).or_else(short).and_then(|(year, behind)| Some((year, behind.blanks().eat("年")?)));
    let behind = of_years.map(|(_, behind)| behind).or(in_full.map(|(_, behind)| behind)).unwrap_or(at);
    let (month, behind) = number(behind.blanks(), 2)?;
    let (day, behind) = number(behind.blanks().eat("月")?.blanks(), 2)?;
    let end = behind.blanks().any_of(&["日", "号"]);
    // Without 日 or 号, 12月1 is a date only if a separator or a word such as 前 follows: 12月3款 is not.
    let is_before = || behind.any_of(&BEFORE).is_some_and(Cursor::is_apart);
    let end = end.or_else(|| Some(behind).filter(|behind| behind.is_apart() || is_before()))?;
    let word = match (of_years, in_full) {
        (Some((years, _)), _) => {
            month_day(month, day).map(|date| Word::AnnualOf(years, date)).ok_or(DayError::NoSuchDate)
        }
        (None, Some((year, _))) => full(year, month, day),
        (None, None) => annual(month, day),
    };
    Some(word.map(|word| (Said::sure(word), end)))
}

/// Parses `Dec 1`, `December 1st, 2026`.
fn month_first(at: Cursor<'_>) -> Read<'_> {
    // `Dec1`, without a blank.
    let glued = || MONTHS.iter().find_map(|(name, month)| Some((*month, at.eat(name)?)));
    let (month, behind) = month_name(at).or_else(glued)?;
    let (day, behind) = ordinal(behind.blanks())?;
    with_year(month, day, behind)
}

fn sign(at: Cursor<'_>) -> Option<Cursor<'_>> {
    at.step().filter(|(c, _)| matches!(c, '-' | '/')).map(|(_, behind)| behind)
}

fn day_number(at: Cursor<'_>) -> Option<(u32, Cursor<'_>)> {
    figures(at, 1, 2).map(|(day, _, behind)| (day, behind))
}

/// Parses `1-Dec`, `Dec-01`, `1/Dec/2026`, `2026-Dec-01`.
fn dashed(at: Cursor<'_>) -> Read<'_> {
    let month_first = |at| {
        let (month, behind) = month_name(at)?;
        let (day, behind) = day_number(sign(behind)?)
            .filter(|(_, behind)| sign(*behind).is_none_or(|at| figures(at, 4, 4).is_some()))?;
        Some((month, day, behind))
    };
    if let Some((said, behind)) = figures(at, 4, 4).and_then(|(year, _, at)| Some((year, sign(at)?))) {
        let (month, day, behind) = month_first(behind)?;
        let word = i32::try_from(said).map_err(|_| DayError::NoSuchDate).and_then(|year| full(year, month, day));
        return Some(word.map(|word| (Said::sure(word), behind)));
    }
    let day_first = || {
        let (day, behind) = day_number(at)?;
        let (month, behind) = month_name(sign(behind)?)?;
        Some((month, day, behind))
    };
    let (month, day, behind) = month_first(at).or_else(day_first)?;
    with_year(month, day, sign(behind).filter(|at| figures(*at, 4, 4).is_some()).unwrap_or(behind))
}

/// Parses a date given by ISO week and weekday: `2026-W49-2`.
fn week_date(at: Cursor<'_>) -> Read<'_> {
    let (year, behind) = year(at)?;
    let (week, _, behind) = figures(behind.eat("-w")?, 1, 2)?;
    let (weekday, _, behind) = figures(behind.eat("-")?, 1, 1)?;
    let weekday = u8::try_from(weekday).ok()?.checked_sub(1).and_then(|day| Weekday::try_from(day).ok());
    let date = weekday.and_then(|weekday| NaiveDate::from_isoywd_opt(year, week, weekday));
    Some(date.map(|date| (Said::sure(Word::Date(date)), behind)).ok_or(DayError::NoSuchDate))
}

/// Parses `1 Dec`, `1st of December 2026`.
fn day_first(at: Cursor<'_>) -> Read<'_> {
    let (day, behind) = ordinal(at.eat("the ").unwrap_or(at))?;
    let behind = behind.eat(" of ").unwrap_or(behind.blanks());
    let (month, behind) = month_name(behind)?;
    with_year(month, day, behind)
}

pub(super) fn month_name(at: Cursor<'_>) -> Option<(u32, Cursor<'_>)> {
    let (month, behind) = at.one_of(&MONTHS)?;
    Some((month, behind.eat(".").unwrap_or(behind)))
}

/// Parses a day of the month in English. Letters, digits or a percent sign must not be attached to it.
fn ordinal(at: Cursor<'_>) -> Option<(u32, Cursor<'_>)> {
    let (day, _, behind) = figures(at, 1, 2)?;
    let behind = behind.any_of(&["st", "nd", "rd", "th"]).unwrap_or(behind);
    let is_glued = behind.peek().is_some_and(|c| c.is_ascii_alphanumeric() || c == '%' || c == '-');
    let is_time = behind.eat(":").is_some() || behind.eat(".").and_then(|at| figures(at, 1, 2)).is_some();
    // In `May 3 pm` the number is an hour.
    let is_half = super::time::meridiem(behind).is_some();
    // A month's name and `-ish` may be attached: `1Dec`, `Dec 1-ish`.
    let is_glued = is_glued && month_name(behind).is_none() && behind.eat("-ish").is_none();
    (!is_glued && !is_time && !is_half).then_some((day, behind))
}

fn with_year(month: u32, day: u32, at: Cursor<'_>) -> Read<'_> {
    let behind = at.eat(",").unwrap_or(at).blanks();
    let year = figures(behind, 4, 4).filter(|(year, _, behind)| (1900..2200).contains(year) && behind.is_apart());
    let (word, behind) = match year.and_then(|(year, _, behind)| Some((i32::try_from(year).ok()?, behind))) {
        Some((year, behind)) => (full(year, month, day), behind),
        None => (annual(month, day), at),
    };
    Some(word.map(|word| (Said::sure(word), behind)))
}

/// Parses `20261201` if it is a plausible date: other numbers have eight digits too.
fn eight_digits(at: Cursor<'_>) -> Read<'_> {
    let (digits, _, behind) = figures(at, 8, 8)?;
    let date = NaiveDate::from_ymd_opt(i32::try_from(digits / 10_000).ok()?, digits / 100 % 100, digits % 100)?;
    let is_of_our_time = (1990..2100).contains(&(digits / 10_000));
    is_of_our_time.then_some(Ok((Said::loose(Word::Date(date)), behind)))
}

/// Parses `2026-12-01`, `2026/12/01`, `12-01`, `12/1`, `12.1`, `1/12/2026`.
fn signed(at: Cursor<'_>) -> Read<'_> {
    let (first, length, behind) = figures(at, 1, 4)?;
    let (sign, _) = behind.step().filter(|(c, _)| matches!(c, '-' | '/' | '.'))?;
    let next = |at: Cursor<'_>| {
        at.step().filter(|(c, _)| *c == sign).and_then(|(_, at)| figures(at, 1, 4).map(|(n, l, _)| (n, l)))
    };
    let (second, second_length) = next(behind)?;
    let behind = skip(behind, second_length)?;
    let third = next(behind);
    let end = match third {
        Some((_, third_length)) => skip(behind, third_length)?,
        None => behind,
    };
    // Whether more numbers with the same separator follow: 2026-11-24-25, 1.2.3.4.
    let more = next(end).is_some();
    let unknown = || (sign != '.').then_some(Err(DayError::Unknown));
    let said = |word| Ok((Said { is_loose: sign == '.', ..Said::sure(word) }, end));
    match (length, second_length, third) {
        (4, ..=2, Some((day, ..=2))) if !more => Some(full(i32::try_from(first).ok()?, second, day).and_then(said)),
        // 26.12.12 is unclear, because its year has only two digits.
        (2, 2, Some((_, 2))) if !more && sign == '.' && end.is_apart() => Some(Err(DayError::Unknown)),
        (..=2, ..=2, Some((year, 4))) if !more => {
            let year = i32::try_from(year).ok()?;
            let (american, other) =
                (NaiveDate::from_ymd_opt(year, first, second), NaiveDate::from_ymd_opt(year, second, first));
            Some(either(american, other, Word::Date, Word::EitherOf).and_then(said))
        }
        // A date with a final point, 25.12., is not accepted.
        (..=2, ..=2, None) if sign == '.' && end.eat(".").is_some_and(Cursor::is_apart) => {
            either(month_day(first, second), month_day(second, first), Word::Annual, Word::Either)
                .ok()
                .map(|_| Err(DayError::Unknown))
        }
        (..=2, ..=2, None) => pair(sign, first, second, end),
        (4, ..=2, None) if sign == '.' => None,
        // 100-200 is not a date.
        (3, _, None) | (_, 3, None) => None,
        _ => unknown(),
    }
}

fn skip(at: Cursor<'_>, figures: usize) -> Option<Cursor<'_>> {
    (0..=figures).try_fold(at, |at, _| at.step().map(|(_, behind)| behind))
}

/// Interprets two numbers as a date: month and day if a dash joins them, otherwise in the order that gives a date.
fn pair(sign: char, first: u32, second: u32, end: Cursor<'_>) -> Read<'_> {
    // The unit follows both numbers: 12-5号, 12.5日.
    if let Some(end) = end.any_of(&["号", "日"]) {
        // 5/6号 may also be the 5th and the 6th.
        let is_either = sign == '/' && first < second;
        let word = if is_either { Err(DayError::Unknown) } else { annual(first, second) };
        return (!is_named(end)).then(|| word.map(|word| (Said::sure(word), end)));
    }
    let is_of_something = end.peek().is_some_and(is_measure) || sign == '.' && is_decimal(end);
    match sign {
        '-' => {
            // These are not dates: 3-5款, `2-3x`, `12-pack`.
            let is_glued = |c: char| is_measure(c) || c.is_ascii_alphabetic() || matches!(c, '%' | '.' | '/');
            if end.eat("..").is_none() && end.peek().is_some_and(is_glued) {
                return None;
            }
            Some(annual(first, second).map(|word| (Said::sure(word), end)))
        }
        // `24/7` is not a date: it means around the clock.
        '/' if (first, second) == (24, 7) => None,
        _ if is_of_something || end.peek().is_some_and(|c| c.is_ascii_alphabetic() || c == '%') => None,
        _ => {
            let word = either(month_day(first, second), month_day(second, first), Word::Annual, Word::Either);
            match word {
                Err(_) if sign == '.' => None,
                Ok(word) if sign == '.' => Some(Ok((Said::loose(word), end))),
                word => Some(word.map(|word| (Said::sure(word), end))),
            }
        }
    }
}

/// Whether a unit that is used with decimals follows: 3.5 元包邮, but not 12.12 条幅更换 or 12.12 元旦预热.
fn is_decimal(at: Cursor<'_>) -> bool {
    const UNITS: [&str; 14] =
        ["元", "块", "折", "米", "寸", "斤", "公斤", "千克", "克", "倍", "万", "小时", "个月", "公里"];
    const NO_UNITS: [&str; 9] = ["元旦", "元宵", "折扣", "折叠", "折页", "米色", "米白", "克隆", "万圣"];
    at.blanks().any_of(&UNITS).is_some() && at.blanks().any_of(&NO_UNITS).is_none()
}

/// Units of quantities that may begin a title: 12-24 小时发货, 7-15 天无理由.
const UNITS: [&str; 34] = [
    "小时", "分钟", "秒", "天", "元", "块", "月", "件", "款", "个", "条", "张", "套", "箱", "盒", "斤", "公斤", "克",
    "岁", "折", "米", "寸", "码", "倍", "万", "页", "次", "人", "周", "年", "hours", "days", "boxes", "pieces",
];

/// The two numbers of `9-10` if they could also be two hours or a quantity, such as `12-24` before 小时; else `None`.
pub(super) fn two_numbers(at: Cursor<'_>) -> Option<(u32, u32)> {
    let (first, length, behind) = figures(at, 1, 2)?;
    let (second, second_length, end) = figures(behind.eat("-")?, 1, 2)?;
    let is_padded = length == 2 && first < 10 || second_length == 2 && second < 10;
    let fits = !is_padded && first < second && end.is_apart() && (second <= 24 || is_counted(at));
    fits.then_some((first, second))
}

/// Whether the first of two numbers has two digits, as in the date `12-24`, and no unit follows them.
pub(super) fn is_date_alone(at: Cursor<'_>) -> bool {
    figures(at, 2, 2).is_some() && !is_counted(at)
}

/// Whether two numbers are followed by a unit.
pub(super) fn is_counted(at: Cursor<'_>) -> bool {
    let behind = at.rest.trim_start_matches(|c: char| c.is_numeric() || !c.is_alphanumeric());
    let behind = Cursor::new(behind);
    behind.any_of(&UNITS).is_some() && behind.eat("天猫").is_none()
}

/// Combines two readings of a date: one date if they agree or only one exists, both if they differ. Fails if neither
/// exists.
fn either<T: PartialEq>(
    first: Option<T>,
    second: Option<T>,
    one: fn(T) -> Word,
    both: fn(T, T) -> Word,
) -> Result<Word, DayError> {
    match (first, second) {
        (Some(first), Some(second)) if first != second => Ok(both(first, second)),
        (first, second) => first.or(second).map(one).ok_or(DayError::NoSuchDate),
    }
}

/// Whether a character is a measure word. A number before it is then not a date.
pub(super) fn is_measure(c: char) -> bool {
    "款件个天张条篇页次人元块折家单套箱包盒瓶双只台部本名组轮分秒小时月年岁斤克米度级层倍万千寸价码班线".contains(c)
}
