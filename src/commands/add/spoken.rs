//! Times as people say and type them in a list: `9点`, `9点半`, `下午3点到5点`; and what looks like a day or a time, but
//! is none.

use crate::calendar::plain_time;
use crate::language::plain;

/// The hour of the day that an hour said with a part of the day is; `None` where nobody says so.
type Hour = fn(u32) -> Option<u32>;

/// Parts of the day that stand before a time.
const PARTS: [(&str, Hour); 6] = [
    ("凌晨", |hour| Some(hour % 12).filter(|_| hour <= 12)),
    ("早上", Some),
    ("上午", Some),
    ("中午", |hour| Some(if hour < 4 { hour + 12 } else { hour })),
    ("下午", |hour| Some(if hour < 12 { hour + 12 } else { hour })),
    // 晚上12点 is midnight; 晚上1点 is afternoon to nobody, and of which night is not said.
    ("晚上", |hour| match hour {
        0..5 => None,
        5..=12 => Some(hour + 12),
        _ => Some(hour),
    }),
];

/// A time or a span in digits: `09:00`, `09:00-10:00`; `None` where a word can mean neither.
pub fn span(word: &str) -> Option<String> {
    let plain = plain_time(word);
    if is_span(&plain) { Some(plain.into_owned()) } else { said_span(&plain) }
}

/// Whether a word is a part of the day, said before a time.
pub fn is_part_of_day(word: &str) -> bool {
    PARTS.iter().any(|(part, _)| *part == word)
}

/// Whether a word is much like a time, though it is none.
pub fn looks_like_time(word: &str) -> bool {
    let word = plain_time(word);
    let is_digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    let bytes = word.as_bytes();
    let has_colon = (1..bytes.len()).any(|at| {
        bytes[at] == b':' && is_digit(bytes.get(at - 1)) && is_digit(bytes.get(at + 1)) && is_digit(bytes.get(at + 2))
    });
    let said = PARTS.iter().find_map(|(part, _)| word.strip_prefix(part)).unwrap_or(&word);
    has_colon || behind_digits(said).is_some_and(|rest| rest.starts_with('点'))
}

/// Whether a word is much like a date, though it is none.
pub fn looks_like_day(word: &str) -> bool {
    let word = plain(word);
    let is_sign = |c: char| matches!(c, '-' | '年' | '月' | '日' | '号');
    let is_date = word.starts_with(|c: char| c.is_ascii_digit())
        && word.contains(is_sign)
        && word.chars().all(|c| c.is_ascii_digit() || is_sign(c));
    let day = behind_digits(&word).and_then(|rest| rest.strip_prefix('月')).and_then(behind_digits);
    is_date || day.is_some_and(|rest| rest.starts_with(['日', '号']))
}

/// What follows the digits that a text begins with.
fn behind_digits(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    (rest.len() < text.len()).then_some(rest)
}

/// Whether a word can only mean a time or a span: digits and colons, with a dash between or on one side.
fn is_span(plain: &str) -> bool {
    plain.contains(':')
        && plain.split('-').all(|side| {
            side.is_empty() || side.split_once(':').is_some_and(|(hour, minute)| are_digits(hour) && are_digits(minute))
        })
}

fn are_digits(text: &str) -> bool {
    (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A span as it is said, in digits. The part of the day holds for both of its sides.
fn said_span(text: &str) -> Option<String> {
    let (part, rest) = part_of_day(text);
    let Some((first, last)) = ["-", "到", "至"].iter().find_map(|sign| rest.split_once(sign)) else {
        return time(rest, part);
    };
    let side = |text: &str| match text {
        "" => Some(String::new()),
        text => {
            let (own, text) = part_of_day(text);
            time(text, own.or(part))
        }
    };
    let (first, last) = (side(first)?, side(last)?);
    (!first.is_empty() || !last.is_empty()).then(|| format!("{first}-{last}"))
}

/// How hours are counted, where a part of the day is said, and what follows.
fn part_of_day(text: &str) -> (Option<Hour>, &str) {
    let found = PARTS.iter().find_map(|(part, hour)| Some((Some(*hour), text.strip_prefix(part)?)));
    found.unwrap_or((None, text))
}

/// `9点`, `9点半`, `9点30分`, `9:30`.
fn time(text: &str, part: Option<Hour>) -> Option<String> {
    let (hour, minute) = text.split_once(['点', ':'])?;
    let minute = match minute.trim_end_matches('分') {
        "" | "整" | "钟" => "00",
        "半" => "30",
        "一刻" => "15",
        "三刻" => "45",
        digits => digits,
    };
    if !are_digits(hour) || !are_digits(minute) {
        return None;
    }
    let hour = hour.parse().ok()?;
    let hour = part.map_or(Some(hour), |of_day| of_day(hour))?;
    Some(format!("{hour:02}:{minute:0>2}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_they_are_said() {
        let check = |word: &str, expected: Option<&str>| assert_eq!(span(word).as_deref(), expected, "{word}");
        check("09:00", Some("09:00"));
        check("０９：００－１０：００", Some("09:00-10:00"));
        check("-18:00", Some("-18:00"));
        check("9点", Some("09:00"));
        check("９点半", Some("09:30"));
        check("9点05分", Some("09:05"));
        check("9点一刻", Some("09:15"));
        check("25点", Some("25:00"));
        check("9点-10点半", Some("09:00-10:30"));
        check("9点到18:00", Some("09:00-18:00"));
        check("9点-", Some("09:00-"));
        check("下午3点", Some("15:00"));
        check("下午3点到5点", Some("15:00-17:00"));
        check("上午9点-下午3点", Some("09:00-15:00"));
        check("中午12点", Some("12:00"));
        check("中午11点半", Some("11:30"));
        check("中午1点", Some("13:00"));
        check("下午12点半", Some("12:30"));
        check("晚上12点", Some("24:00"));
        check("晚上1点", None);
        check("凌晨12点半", Some("00:30"));
        check("凌晨2点", Some("02:00"));
        check("晚上8:30", Some("20:30"));
        check("9点开会", None);
        check("点", None);
        check("-", None);
        check("9", None);
        check("3-5", None);
    }

    #[test]
    fn what_is_much_like_a_day_or_a_time_is_told_from_a_title() {
        let check = |word: &str, expected: (bool, bool)| {
            assert_eq!((looks_like_day(word), looks_like_time(word)), expected, "{word}");
        };
        check("12-99", (true, false));
        check("１２－９９", (true, false));
        check("12月1日报名", (true, false));
        check("15号", (true, false));
        check("明天09:00小李", (false, true));
        check("9点开会", (false, true));
        check("下午3点开会", (false, true));
        for title in ["400电话", "12月底清货", "3-5款上新", "主图：换背景", "1:1主图", "S-1", "点赞", "3号模特"]
        {
            check(title, (false, false));
        }
    }
}
