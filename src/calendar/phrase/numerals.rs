//! Numbers as people write them: in digits, half or full width, or in Hanzi.

use super::scan::Cursor;

/// Parses a number of at most `most` digits, or one below a hundred in Hanzi.
pub(super) fn number(at: Cursor, most: usize) -> Option<(u32, Cursor)> {
    figures(at, 1, most).map(|(number, _, behind)| (number, behind)).or_else(|| hanzi(at))
}

/// Parses a number from one to twelve in English words.
pub(super) fn in_english(at: Cursor) -> Option<(u32, Cursor)> {
    const WORDS: [&str; 12] =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    (1..).zip(WORDS).find_map(|(number, word)| Some((number, at.eat(word)?)))
}

/// Parses a number of `least` to `most` digits that no further digit follows. Also returns how many digits it has.
pub(super) fn figures(at: Cursor, least: usize, most: usize) -> Option<(u32, usize, Cursor)> {
    let (mut number, mut count, mut behind) = (0u32, 0, at);
    while let Some((digit, next)) = behind.step().and_then(|(c, next)| Some((c.to_digit(10)?, next))) {
        number = number.checked_mul(10)?.checked_add(digit)?;
        (count, behind) = (count + 1, next);
    }
    (least..=most).contains(&count).then_some((number, count, behind))
}

/// Parses a year of four digits, in ASCII or Hanzi: 2026, 二〇二六.
pub(super) fn year(at: Cursor) -> Option<(i32, Cursor)> {
    if let Some((year, _, behind)) = figures(at, 4, 4) {
        return Some((i32::try_from(year).ok()?, behind));
    }
    let (mut year, mut behind) = (0, at);
    for _ in 0..4 {
        let (c, next) = behind.step()?;
        year = year * 10 + i32::try_from(digit(c)?).ok()?;
        behind = next;
    }
    Some((year, behind))
}

/// Parses a number from 零 to 九十九, also 两 and 零五.
fn hanzi(at: Cursor) -> Option<(u32, Cursor)> {
    let next_digit = |at: Cursor<'_>| at.step().and_then(|(c, _)| digit(c));
    let behind = |at| Cursor::step(at).map_or(at, |(_, behind)| behind);
    let (first, mut at) = match at.step()? {
        ('十', next) => (1, next),
        ('零' | '〇', next) => return Some(next_digit(next).map_or((0, next), |ones| (ones, behind(next)))),
        ('两', next) => return is_number_over(next).then_some((2, next)),
        (c, next) => match (digit(c)?, next.eat("十")) {
            (tens, Some(next)) => (tens, next),
            (ones, None) => return is_number_over(next).then_some((ones, next)),
        },
    };
    let ones = next_digit(at).unwrap_or(0);
    if ones > 0 {
        at = behind(at);
    }
    is_number_over(at).then_some((first * 10 + ones, at))
}

/// Whether no further numeral follows: 一 is not a number in 一百.
fn is_number_over(at: Cursor) -> bool {
    !at.peek().is_some_and(|c| digit(c).is_some() || matches!(c, '十' | '百' | '千' | '万' | '亿' | '两'))
}

fn digit(c: char) -> Option<u32> {
    "〇一二三四五六七八九"
        .chars()
        .position(|known| known == c)
        .or((c == '零').then_some(0))
        .and_then(|at| u32::try_from(at).ok())
}
