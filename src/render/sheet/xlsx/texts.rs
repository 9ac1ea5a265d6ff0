//! Fits texts and numbers into what a spreadsheet can store.

use crate::checklist::is_money;
use crate::render::words;
use rust_decimal::Decimal;

/// Maximum length of a cell in UTF-16 units; Excel allows 32,767.
const MOST_UNITS: usize = 32_000;

/// Maximum length of a drawing's description in Excel, in characters.
const MOST_OF_DRAWING: usize = 255;

/// Shortens a text to what a drawing's description can hold.
pub fn fit_drawing(text: &str) -> String {
    match text.char_indices().nth(MOST_OF_DRAWING) {
        Some(_) => fit(text).chars().take(MOST_OF_DRAWING - 1).chain(['\u{2026}']).collect(),
        None => fit(text),
    }
}

/// Shortens a text to what a cell can hold.
pub fn fit(text: &str) -> String {
    let mut units = 0;
    let mut fitting = String::with_capacity(text.len());
    for c in text.chars() {
        units += c.len_utf16();
        if units > MOST_UNITS {
            fitting.push('\u{2026}');
            break;
        }
        // Noncharacters (Unicode, 23.7) would make the XML unreadable.
        fitting.push(if matches!(c, '\u{fffe}' | '\u{ffff}') { '\u{fffd}' } else { c });
    }
    fitting
}

/// Whether a spreadsheet keeps all digits of a number: Excel keeps 15 and replaces the others with zeros.
pub fn is_exact(value: Decimal) -> bool {
    value.normalize().mantissa().unsigned_abs() < 10_u128.pow(15)
}

/// Returns the `f64` nearest to a decimal.
pub fn nearest(value: Decimal) -> f64 {
    // Convert through text, because the crate's `to_f64` is sometimes off by one in the last place.
    value.to_string().parse().unwrap_or(0.0)
}

/// Returns a number format that shows a fraction by its counts, `18/20`: a fraction with a fixed denominator (ISO/IEC
/// 29500-1, 18.8.31). `None` if the denominator is 0 or has more than the three digits that Excel supports.
pub fn part_of(from: u64) -> Option<String> {
    (1..=999).contains(&from).then(|| format!("{}/{from}", "?".repeat(from.to_string().len())))
}

/// Returns the number format of an amount: for money, two decimals and separated thousands without the currency, which
/// is in a title or another column; for anything else, its own decimals and its unit.
pub fn number_format(value: Decimal, unit: Option<&str>) -> String {
    if unit.is_some_and(is_money) {
        return "#,##0.00".to_owned();
    }
    let digits = match value.scale() {
        0 => "0".to_owned(),
        // A large number with many decimals, such as a mean, shows only two; the cell keeps all.
        scale if scale > 2 && value.abs() >= Decimal::ONE_HUNDRED => "0.00".to_owned(),
        scale => format!("0.{}", "0".repeat(scale.min(10) as usize)),
    };
    with_unit(&digits, unit.unwrap_or_default())
}

/// Returns the number format that shows an amount as [`words::amount`] does.
pub fn amount_format(value: Decimal, unit: Option<&str>) -> String {
    let text = words::plain_amount(value, unit);
    let places = text.split_once('.').map_or(0, |(_, places)| places.len());
    let digits = if places == 0 { "#,##0".to_owned() } else { format!("#,##0.{}", "0".repeat(places)) };
    match unit {
        Some("%") => with_unit(&digits, "%"),
        Some(unit) => with_unit(&digits, &format!(" {unit}")),
        None => digits,
    }
}

/// Returns a number format that shows a unit after a number. Characters that could end the quoted text are dropped.
pub fn with_unit(digits: &str, unit: &str) -> String {
    let unit: String = unit.chars().filter(|c| !c.is_control() && !"\"\\".contains(*c)).take(20).collect();
    if unit.is_empty() { digits.to_owned() } else { format!("{digits}\"{unit}\"") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fifteen_digits_are_exact() {
        let check = |number: &str, expected: bool| {
            assert_eq!(is_exact(number.parse().expect("a decimal")), expected, "{number}");
        };
        check("999999999999999", true);
        check("-999999999999999", true);
        check("1234567890123.45", true);
        check("1000000000000000", false);
        check("1.000000000000000000", true);
        check("1234567890123456789", false);
        check("0.1234567890123456", false);
    }

    #[test]
    fn long_texts_are_cut_between_characters() {
        assert_eq!(fit("主图"), "主图");
        let long = fit(&"\u{1f600}".repeat(20_000));
        assert_eq!(long.encode_utf16().count(), MOST_UNITS + 1);
        assert!(long.ends_with("\u{1f600}…"));
        assert_eq!(fit("a\u{ffff}b"), "a\u{fffd}b");
    }

    #[test]
    fn a_share_is_shown_by_its_counts() {
        assert_eq!(part_of(20).as_deref(), Some("??/20"));
        assert_eq!(part_of(1).as_deref(), Some("?/1"));
        assert_eq!(part_of(250).as_deref(), Some("???/250"));
        assert_eq!(part_of(1000), None);
        assert_eq!(part_of(0), None);
    }

    #[test]
    fn a_unit_cannot_end_its_quotes() {
        assert_eq!(with_unit("0.00", "元"), "0.00\"元\"");
        assert_eq!(with_unit("0", "\"[Red]\\"), "0\"[Red]\"");
        assert_eq!(with_unit("0", ""), "0");
    }
}
