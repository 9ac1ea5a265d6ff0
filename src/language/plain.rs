//! Replaces full-width characters, as typed with a Chinese input method, with their plain ASCII equivalents.

use std::borrow::Cow;

/// Replaces full-width characters with their plain equivalents: `０８：３０－０９：００` becomes `08:30-09:00`. Dashes of all
/// lengths become `-`, wave dashes `~`, the ideographic comma `,` and the ideographic space a space; Hanzi stay as they
/// are. Does not allocate if there is nothing to replace.
pub fn plain(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || text.chars().all(|c| plain_char(c) == c) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(plain_char).collect())
}

/// Returns the plain equivalent of a character, or the character itself if it has none.
pub fn plain_char(c: char) -> char {
    match c {
        // Full-width forms are in the same order as ASCII, so the conversion never fails.
        '！'..='～' => char::from_u32(u32::from(c) - u32::from('！') + u32::from('!')).unwrap_or(c),
        '\u{3000}' | '\u{a0}' => ' ',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        '〜' => '~',
        '、' => ',',
        '。' => '.',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_characters_have_plain_twins() {
        let check = |text: &str, expected: &str| assert_eq!(plain(text), expected, "{text}");
        check("０８：３０－０９：００", "08:30-09:00");
        check("ＺＴＣ　ａｂｃ", "ZTC abc");
        check("周一～周五，周日", "周一~周五,周日");
        check("13:30–14:00—15:00−16:00", "13:30-14:00-15:00-16:00");
        check("！＂～", "!\"~");
        check("12-24。。01-02", "12-24..01-02");
        check("主图", "主图");
        check("", "");
    }

    #[test]
    fn what_is_plain_is_not_copied() {
        for text in ["08:30", "每天", "400电话"] {
            assert!(matches!(plain(text), Cow::Borrowed(_)), "{text}");
        }
    }
}
