//! Normal forms for storing texts and comparing words, and whether a text is visible.

use super::plain;
use std::borrow::Cow;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
use unicode_width::UnicodeWidthChar;

/// Returns the form in which texts are stored and compared: composed (NFC, UAX #15), so that é is always one character,
/// and without the invisible format characters that are often copied along from web pages and file names. Does not
/// allocate if there is nothing to change. Uses no Unicode tables if the text consists of ASCII, Latin letters and
/// Hanzi.
pub fn nfc(text: &str) -> Cow<'_, str> {
    let is_plain = |c: char| (c < '\u{300}' && c != '\u{ad}') || ('\u{4e00}'..='\u{9fff}').contains(&c);
    if text.is_ascii() || text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    if !text.chars().any(|c| is_format(c) || is_selector(c)) {
        return match is_nfc_quick(text.chars()) {
            IsNormalized::Yes => Cow::Borrowed(text),
            _ => Cow::Owned(text.nfc().collect()),
        };
    }
    let seen = seen(text);
    if seen == text && is_nfc_quick(text.chars()) == IsNormalized::Yes {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(seen.nfc().collect())
    }
}

/// Removes format characters that do not affect what is displayed. Keeps those that change a letter or a picture:
/// joiners between characters that join, emoji variation selectors, the tags of a flag (UAX #31, 2.3; UTS #51).
fn seen(text: &str) -> String {
    let mut seen = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let before = seen.chars().next_back();
        let stays = match c {
            '\u{200c}' | '\u{200d}' => before.zip(rest.clone().next()).is_some_and(|(one, other)| joins(one, other)),
            '\u{e0020}'..='\u{e007f}' => before.is_some_and(|c| c == '\u{1f3f4}' || is_format(c)),
            c if is_selector(c) => before.is_some_and(|c| !(c.is_ascii_alphabetic() || is_han(c) || c.is_whitespace())),
            c => !is_format(c),
        };
        if stays {
            seen.push(c);
        }
    }
    seen
}

/// Whether a character displays nothing by itself: a format character, a bidirectional control or a Hangul filler.
fn is_format(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

/// Whether a character is a variation selector, which selects text or emoji style.
fn is_selector(c: char) -> bool {
    matches!(c, '\u{fe0e}' | '\u{fe0f}')
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether a joiner between two characters has a visible effect: both belong to a joining script, or both are pictures.
fn joins(one: char, other: char) -> bool {
    let is_joined = |c: char| matches!(c, '\u{600}'..='\u{109f}' | '\u{1700}'..='\u{1cff}' | '\u{a800}'..='\u{abff}' | '\u{fb50}'..='\u{fefc}' | '\u{10a00}'..='\u{11fff}');
    let is_picture = |c: char| matches!(c, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}');
    (is_joined(one) && is_joined(other)) || ((is_picture(one) || is_selector(one)) && is_picture(other))
}

/// Returns the form in which ids, names and titles are compared: composed as by [`nfc`], plain as by [`plain`], and
/// lower case.
pub fn folded(text: &str) -> Cow<'_, str> {
    let text = match nfc(text) {
        Cow::Borrowed(text) => plain(text),
        Cow::Owned(text) => Cow::Owned(plain(&text).into_owned()),
    };
    if text.contains(char::is_uppercase) { Cow::Owned(text.to_lowercase()) } else { text }
}

/// Like [`folded`], but without accents.
pub fn unaccented(text: &str) -> String {
    folded(text).nfd().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).collect()
}

/// Whether any part of a text is visible. A text is invisible if it is empty or consists only of whitespace, control
/// and format characters, and combining marks.
pub fn is_visible(text: &str) -> bool {
    // Characters that are not displayed by themselves have width zero (UAX #11). The Braille blank and the Hangul
    // fillers have a width but display nothing.
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
    fn what_nobody_sees_is_left_out() {
        let check = |text: &str, expected: &str| {
            let told = text.escape_unicode().to_string();
            assert_eq!(nfc(text), expected, "{told}");
            assert_eq!(nfc(expected), expected, "{told}");
        };
        for hidden in [
            "\u{ad}",
            "\u{34f}",
            "\u{61c}",
            "\u{180e}",
            "\u{200b}",
            "\u{200c}",
            "\u{200d}",
            "\u{200e}",
            "\u{202a}",
            "\u{202e}",
            "\u{2060}",
            "\u{2066}",
            "\u{206f}",
            "\u{3164}",
            "\u{feff}",
            "\u{fe0e}",
            "\u{fe0f}",
            "\u{ffa0}",
            "\u{fff9}",
            "\u{1d173}",
            "\u{e0001}",
            "\u{e0061}",
            "\u{200d}\u{200d}",
            "\u{200b}\u{200d}\u{feff}",
        ] {
            check(&format!("{hidden}小李"), "小李");
            check(&format!("小{hidden}李"), "小李");
            check(&format!("小李{hidden}"), "小李");
            check(&format!("e{hidden}\u{301}"), "é");
        }
        // Pictures made of several characters (family, burning heart, health worker, flag, keycap); Persian and Hindi
        // words.
        for joined in [
            "👨\u{200d}👩\u{200d}👧",
            "❤\u{fe0f}\u{200d}🔥",
            "👩🏽\u{200d}⚕\u{fe0f}",
            "🏴\u{e0067}\u{e0062}\u{e007f}",
            "1\u{fe0f}\u{20e3}",
            "می\u{200c}خواهم",
            "क्\u{200d}ष",
        ] {
            check(joined, joined);
        }
        check("👨\u{200d}", "👨");
        check("👨\u{200d}李", "👨李");
    }

    #[test]
    fn what_is_composed_is_not_copied() {
        for text in ["08:30", "每天", "400电话", "josé", "Über", "ｚ", "❤\u{fe0f}\u{200d}🔥"] {
            assert!(matches!(nfc(text), Cow::Borrowed(_)), "{text}");
        }
    }

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
