//! The forms in which words are compared, and whether a text can be seen at all.

use super::plain;
use std::borrow::Cow;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
use unicode_width::UnicodeWidthChar;

/// The text in Unicode's composed form (NFC, UAX #15): é is one character, however it was typed. Costs no allocation
/// where nothing is to be composed, and no table where all is ASCII, Latin-1 or Hanzi.
pub fn nfc(text: &str) -> Cow<'_, str> {
    let is_composed = |c: char| c < '\u{300}' || ('\u{4e00}'..='\u{9fff}').contains(&c);
    if text.chars().all(is_composed) || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.nfc().collect())
}

/// The one form in which ids, names and titles are compared: composed, plain and lower case.
pub fn folded(text: &str) -> Cow<'_, str> {
    let text = match nfc(text) {
        Cow::Borrowed(text) => plain(text),
        Cow::Owned(text) => Cow::Owned(plain(&text).into_owned()),
    };
    if text.contains(char::is_uppercase) { Cow::Owned(text.to_lowercase()) } else { text }
}

/// Whether anything of a text can be seen: not where it is empty, or all of it is blanks, control and format characters,
/// or marks that combine with nothing.
pub fn is_visible(text: &str) -> bool {
    // The width of a character that is not shown by itself is none (UAX #11); the blank of Braille and the fillers of
    // Hangul have one, and show nothing.
    let shows = |c: char| {
        !c.is_whitespace()
            && !matches!(
                c,
                '\u{ad}' | '\u{115f}' | '\u{1160}' | '\u{2800}' | '\u{3164}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}'
            )
            && c.width().is_some_and(|width| width > 0)
    };
    text.chars().any(shows)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Case A2.
    #[test]
    fn words_are_compared_composed_plain_and_in_lower_case() {
        let check = |text: &str, expected: &str| assert_eq!(folded(text), expected, "{text}");
        check("Jose\u{301}", "josé");
        check("JOSÉ", "josé");
        check("\u{ac00}", "\u{1100}\u{1161}".nfc().collect::<String>().as_str());
        check("ＺＴＣ", "ztc");
        check("主图", "主图");
        check("", "");
    }

    #[test]
    fn what_is_composed_is_not_copied() {
        for text in ["08:30", "每天", "400电话", "josé", "Über", "ｚ"] {
            assert!(matches!(nfc(text), Cow::Borrowed(_)), "{text}");
        }
    }

    /// Case A28.
    #[test]
    fn nothing_visible_is_nothing() {
        for text in [
            "",
            " ",
            "\u{3000}",
            "\u{200b}",
            "\u{200b}\u{200d}\u{feff}",
            "\u{7}\n",
            "\u{301}",
            "\u{20dd}",
            "\u{ad}",
            "\u{2060}",
            "\u{202e}",
            "\u{fe0f}",
            "\u{e0001}\u{e0020}",
            "\u{3164}",
            "\u{115f}\u{1160}",
            "\u{ffa0}",
            "\u{2800}",
            "\u{180e}",
            "\u{34f}",
            "\u{17b4}",
            "\u{1d173}",
            "\u{fff9}",
        ] {
            assert!(!is_visible(text), "{:?}", text.escape_unicode().to_string());
        }
        for text in ["a", "主", "é", "e\u{301}", "?", "👍", "\u{200b}x", "한", "ｱ", "☎\u{fe0f}"] {
            assert!(is_visible(text), "{text}");
        }
    }
}
