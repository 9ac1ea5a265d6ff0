//! Parses numbers as people type them: `1,280`, `¥320`, `320块`, `1.2万`, 三百, in full-width characters too.

use crate::language::plain;
use rust_decimal::Decimal;

/// Names of the yuan. Any of them may follow a number; only the first [`SIGNS`] may precede one.
const YUAN: [&str; 10] = ["¥", "￥", "cny", "rmb", "人民币", "块钱", "元", "块", "圆", "yuan"];
const SIGNS: usize = 5;

/// Words that multiply the number before them by a power of ten. A longer word comes before its own suffix.
const POWERS: [(&str, u32); 7] = [("亿", 8), ("千万", 7), ("百万", 6), ("十万", 5), ("万", 4), ("千", 3), ("百", 2)];
/// Further multipliers, for amounts of money only.
const POWERS_OF_MONEY: [(&str, u32); 2] = [("w", 4), ("k", 3)];

/// Whether a unit is money: the yuan, also in ten thousands, or another currency by its sign or its code.
pub fn is_money(unit: &str) -> bool {
    const OTHERS: [&str; 8] = ["万元", "usd", "eur", "gbp", "jpy", "hkd", "twd", "sgd"];
    let unit = plain(unit).trim().to_lowercase();
    let is_sign = !unit.is_empty() && unit.chars().all(is_currency);
    is_sign || YUAN.contains(&unit.as_str()) || OTHERS.contains(&unit.as_str())
}

/// Why a text is not a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NumberError {
    /// The text is not written as a number.
    Unknown,
    /// The number has more digits than can be kept exactly.
    TooLong,
}

/// Parses an amount in the given unit. The typed text may include the unit, or a sign or name of the currency if the
/// unit is money. Words such as 万 multiply the number, unless they are part of the unit.
pub(super) fn parse_amount(typed: &str, unit: Option<&str>) -> Result<Decimal, NumberError> {
    // 150、420 and 300，900 are two numbers; only a plain comma, or one among full-width digits, groups digits.
    let has_plain_digits = typed.contains(|c: char| c.is_ascii_digit());
    if typed.contains('、') || typed.contains('，') && has_plain_digits {
        return Err(NumberError::Unknown);
    }
    let typed = plain(typed).trim().to_lowercase();
    let unit = unit.map(|unit| plain(unit).trim().to_lowercase()).unwrap_or_default();
    let is_money = YUAN.contains(&unit.as_str());
    let (names, signs) = match is_money {
        true => (YUAN.to_vec(), YUAN[..SIGNS].to_vec()),
        false => (vec![unit.as_str()], if unit.chars().all(is_currency) { vec![unit.as_str()] } else { Vec::new() }),
    };
    let (sign, rest) = signed(&typed);
    let (later_sign, rest) = signed(without(rest, &signs, |text, sign| text.strip_prefix(sign)));
    if !sign.is_empty() && !later_sign.is_empty() {
        return Err(NumberError::Unknown);
    }
    let rest = without(rest, &names, |text, name| text.strip_suffix(name));
    let in_hanzi =
        hanzi(rest).filter(|_| !POWERS.iter().any(|(word, _)| unit.starts_with(word))).map(|it| it.to_string());
    let (digits, power) = in_hanzi.as_deref().map_or_else(|| multiplied(rest, &unit, is_money), |digits| (digits, 0));
    let number = parse_number(&format!("{sign}{later_sign}{digits}"))?;
    number.checked_mul(Decimal::from(10_u64.pow(power))).ok_or(NumberError::TooLong)
}

/// Whether the character is a currency sign, such as `$`, `€` or `£`.
fn is_currency(c: char) -> bool {
    matches!(c, '$' | '\u{a2}'..='\u{a5}' | '\u{20a0}'..='\u{20cf}' | '\u{ffe0}' | '\u{ffe1}' | '\u{ffe5}' | '\u{ffe6}')
}

fn signed(text: &str) -> (&str, &str) {
    text.split_at(usize::from(text.starts_with(['+', '-'])))
}

/// Strips the first name that matches from one end of a text, and then the blanks around the rest.
fn without<'a>(text: &'a str, names: &[&str], strip: impl Fn(&'a str, &str) -> Option<&'a str>) -> &'a str {
    names.iter().filter(|name| !name.is_empty()).find_map(|name| strip(text, name)).unwrap_or(text).trim()
}

/// Splits off a word such as 万 that multiplies the number before it. Returns the rest and the power of ten, which is 0
/// without such a word.
fn multiplied<'a>(text: &'a str, unit: &str, is_money: bool) -> (&'a str, u32) {
    let of_money: &[(&str, u32)] = if is_money { &POWERS_OF_MONEY } else { &[] };
    let found = POWERS.iter().chain(of_money).find_map(|(word, power)| Some((text.strip_suffix(word)?, *word, *power)));
    match found {
        None => (text, 0),
        // With the unit 万元, `1.2万` means 1.2 units. `3千` is ambiguous with the units 千克 or 万元, so it is not a
        // number.
        Some((digits, word, _)) if unit.strip_prefix(word).is_some_and(|rest| YUAN.contains(&rest)) => {
            (digits.trim_end(), 0)
        }
        Some(_) if POWERS.iter().any(|(word, _)| unit.starts_with(word)) => (text, 0),
        Some((digits, _, power)) => (digits.trim_end(), power),
    }
}

/// Parses a whole number below 亿 in Hanzi: 零, 三百, 一千二百零五, 三万. `None` for 三百五 and 一万二, which leave out a word.
fn hanzi(text: &str) -> Option<u64> {
    let unit =
        [('万', 10_000), ('千', 1000), ('百', 100), ('十', 10)].into_iter().find(|(word, _)| text.contains(*word));
    let Some((word, unit)) = unit else {
        let digit = if text == "两" { "二" } else { text }.replace('〇', "零");
        return (0..).zip("零一二三四五六七八九".chars()).find(|(_, c)| digit == c.to_string()).map(|(digit, _)| digit);
    };
    let (high, low) = text.split_once(word)?;
    let count = if high.is_empty() && unit == 10 { 1 } else { hanzi(high)? };
    let (rest, has_zero) = (low.trim_start_matches(['零', '〇']), low.starts_with(['零', '〇']));
    let rest = if low.is_empty() { 0 } else { hanzi(rest).filter(|rest| (*rest < unit / 10) == has_zero)? };
    (count < if unit == 10_000 { unit } else { 10 } && rest < unit).then_some(count * unit + rest)
}

/// Parses plain digits with an optional sign, point and grouping commas as an exact decimal: `-1,234.50`.
pub(super) fn parse_number(text: &str) -> Result<Decimal, NumberError> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').map_or((unsigned, None), |(a, b)| (a, Some(b)));
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let fraction_fits = fraction.is_none_or(|part| !part.is_empty() && digits(part));
    let groups_fit = match whole.split_once(',') {
        None => digits(whole) && !(whole.is_empty() && fraction.is_none()),
        Some((first, rest)) => {
            (1..=3).contains(&first.len())
                && digits(first)
                && rest.split(',').all(|part| part.len() == 3 && digits(part))
        }
    };
    if !fraction_fits || !groups_fit {
        return Err(NumberError::Unknown);
    }
    let mut plain: String = text.chars().filter(|c| *c != ',' && *c != '+').collect();
    if whole.is_empty() {
        plain.insert(plain.len() - unsigned.len(), '0');
    }
    Decimal::from_str_exact(&plain).map_err(|_| NumberError::TooLong)
}
