//! The checksum at the end of a line, called its sum: the CRC-32C of the line without its `sum` member.

use serde::{Serialize, Serializer};
use std::fmt::Write;

/// The bytes before the sum's eight hexadecimal digits.
const BEFORE: &[u8] = br#","sum":""#;
/// The bytes after the digits: the last two of a line.
const AFTER: &[u8] = br#""}"#;
/// Number of hexadecimal digits in a sum.
pub(super) const DIGITS: usize = 8;
/// Number of bytes from the comma before `"sum"` to the line's end.
const TAIL: usize = BEFORE.len() + DIGITS + AFTER.len();

/// Maximum length of a line, in bytes; longer ones are neither written nor read.
pub(super) const LONGEST: usize = 1 << 20;

/// Adds the sum as the last member of a JSON object that has at least one member.
pub(super) fn with_sum(mut object: String) -> String {
    let sum = crc32c::crc32c(object.as_bytes());
    object.pop();
    // Writing to a String cannot fail.
    let _ = write!(object, r#","sum":"{sum:08x}"}}"#);
    object
}

/// Whether a line ends with the right sum.
pub(super) fn is_right(line: &[u8]) -> bool {
    let Some(at) = line.len().checked_sub(TAIL) else { return false };
    line.len() <= LONGEST
        && sum_at(line, at).is_some_and(|sum| sum == crc32c::crc32c_append(crc32c::crc32c(&line[..at]), b"}"))
}

/// Whether the bytes end with the `sum` member and closing brace of a line; the sum itself may be wrong.
pub(super) fn ends_with_one(line: &[u8]) -> bool {
    line.len().checked_sub(TAIL).and_then(|at| sum_at(line, at)).is_some()
}

/// Returns the length of the whole line at the start of the bytes; `None` if there is none. Takes linear time.
pub(super) fn whole_line_at_start(bytes: &[u8]) -> Option<usize> {
    let bytes = &bytes[..bytes.len().min(LONGEST)];
    let (mut summed, mut sum_so_far) = (0, 0);
    for at in 0..(bytes.len() + 1).saturating_sub(TAIL) {
        let Some(sum) = sum_at(bytes, at) else { continue };
        sum_so_far = crc32c::crc32c_append(sum_so_far, &bytes[summed..at]);
        summed = at;
        if sum == crc32c::crc32c_append(sum_so_far, b"}") {
            return Some(at + TAIL);
        }
    }
    None
}

/// Parses the `TAIL` bytes from `at`, which must be within `line`. Returns their sum, or `None` if they are not the end
/// of a line.
fn sum_at(line: &[u8], at: usize) -> Option<u32> {
    read(line[at..at + TAIL].strip_prefix(BEFORE)?.strip_suffix(AFTER)?)
}

/// Parses a sum of eight lower-case digits. Upper-case digits are refused: with only one spelling, every change is
/// noticed.
pub(super) fn read(digits: &[u8]) -> Option<u32> {
    let digits: &[u8; DIGITS] = digits.try_into().ok()?;
    digits.iter().try_fold(0, |sum, digit| {
        let value = match digit {
            b'0'..=b'9' => digit - b'0',
            b'a'..=b'f' => digit - b'a' + 10,
            _ => return None,
        };
        Some(sum << 4 | u32::from(value))
    })
}

/// Serialises a sum, which must be present, as eight hexadecimal digits.
pub(super) fn serialize<S: Serializer>(sum: &Option<u32>, serializer: S) -> Result<S::Ok, S::Error> {
    sum.map(|sum| format!("{sum:08x}")).serialize(serializer)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The check value of CRC-32C (RFC 3720, B.4, and the catalogue of parametrised CRCs).
    #[test]
    fn the_sum_is_crc_32c() {
        assert_eq!(crc32c::crc32c(b"123456789"), 0xe306_9283);
    }

    #[test]
    fn the_sum_is_over_the_object_without_it() {
        let line = with_sum(r#"{"v":1}"#.to_owned());
        assert_eq!(line, format!(r#"{{"v":1,"sum":"{:08x}"}}"#, crc32c::crc32c(br#"{"v":1}"#)));
    }

    #[test]
    fn only_the_right_sum_is_right() {
        let whole = with_sum(r#"{"v":1,"by":"小李"}"#.to_owned());
        let check = |line: &str, expected: bool| assert_eq!(is_right(line.as_bytes()), expected, "{line}");
        check(&whole, true);
        check(&whole.replace("小李", "小王"), false);
        check(&whole[..whole.len() - 1], false);
        check(&format!("{whole} "), false);
        check(&whole.to_uppercase(), false);
        check(r#"{"v":1,"by":"小李"}"#, false);
        check("", false);
    }

    #[test]
    fn a_whole_line_is_found_whatever_follows_it() {
        let inner = r#"{"v":1,"values":{"a":"1","sum":"00000000"},"by":"x"}"#;
        let whole = with_sum(inner.to_owned());
        let check = |bytes: &str, expected: Option<usize>| {
            assert_eq!(whole_line_at_start(bytes.as_bytes()), expected, "{bytes}");
        };
        check(&whole, Some(whole.len()));
        check(&format!("{whole}*"), Some(whole.len()));
        check(&format!("{whole}{whole}"), Some(whole.len()));
        check(&whole[1..], None);
        check(&whole[..whole.len() - 1], None);
        check("", None);
    }
}
