//! Content lines, the building blocks of an iCalendar file (RFC 5545, 3.1).

use crate::calendar::{Day, Instant};
use crate::checklist::is_unsafe;

/// Maximum length of a line in octets, excluding the line break (RFC 5545, 3.1).
const LONGEST: usize = 75;

/// Folded content lines, including line breaks.
#[derive(Debug, Clone, Default)]
pub struct Lines(String);

impl Lines {
    /// Begins a component, such as `VEVENT`.
    pub fn begin(&mut self, component: &str) {
        self.property("BEGIN", component);
    }

    /// Ends a component.
    pub fn end(&mut self, component: &str) {
        self.property("END", component);
    }

    /// Adds a property with a raw value. The name may include parameters. Neither may contain a line break.
    pub fn property(&mut self, name: &str, value: &str) {
        fold(&format!("{name}:{value}"), &mut self.0);
    }

    /// Adds a property whose value is text.
    pub fn text(&mut self, name: &str, text: &str) {
        self.property(name, &escaped(text));
    }

    /// Appends lines that were built separately.
    pub fn append(&mut self, lines: &Lines) {
        self.0.push_str(&lines.0);
    }

    /// Returns the text of all lines.
    pub fn into_text(self) -> String {
        self.0
    }
}

/// Writes a line, folded if it is too long. Each continuation starts with a blank, which is part of its length. The
/// limit is in octets, but no character is split.
fn fold(line: &str, out: &mut String) {
    let mut used = 0;
    for c in line.chars() {
        if used + c.len_utf8() > LONGEST {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(c);
        used += c.len_utf8();
    }
    out.push_str("\r\n");
}

/// Escapes a text value (RFC 5545, 3.3.11). Drops terminal control and direction characters.
fn escaped(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ',' | ';' => value.extend(['\\', c]),
            '\n' => value.push_str("\\n"),
            '\t' => value.push(' '),
            c if is_unsafe(c) => {}
            c => value.push(c),
        }
    }
    value
}

/// Encodes a link: a URI is ASCII only (RFC 3986), so other characters are percent-encoded.
pub fn address(link: &str) -> String {
    let mut value = String::with_capacity(link.len());
    for byte in link.bytes() {
        if byte.is_ascii_graphic() { value.push(byte.into()) } else { value.push_str(&format!("%{byte:02X}")) }
    }
    value
}

/// Formats a date: `20261123`.
pub fn date(day: Day) -> String {
    day.format("%Y%m%d").to_string()
}

/// Formats a local time: `20261123T083000`.
pub fn local(local: chrono::NaiveDateTime) -> String {
    local.format("%Y%m%dT%H%M%S").to_string()
}

/// Formats an instant in UTC: `20261123T003000Z`.
pub fn utc(instant: Instant) -> String {
    local(instant.naive_utc()) + "Z"
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn texts_are_escaped() {
        let check = |text: &str, expected: &str| assert_eq!(escaped(text), expected, "{text:?}");
        check("自己主图+视频+打折检查", "自己主图+视频+打折检查");
        check(r"C:\新建", r"C:\\新建");
        check("a,b;c:d", r"a\,b\;c:d");
        check("违规记录，投诉；申诉", "违规记录，投诉；申诉");
        check("one\ntwo\r\nthree", r"one\ntwo\nthree");
        check("\\n", "\\\\n");
        check("a\tb", "a b");
        check("a\x1b[31m\x07\u{9b}\u{202e}b\0", "a[31mb");
        check("END:VEVENT\r\nBEGIN:VEVENT", r"END:VEVENT\nBEGIN:VEVENT");
    }

    #[test]
    fn lines_are_folded_by_octets_between_characters() {
        let check = |line: &str, expected: &str| {
            let mut folded = String::new();
            fold(line, &mut folded);
            assert_eq!(folded, expected, "{line}");
        };
        let a = |count| "a".repeat(count);
        check("", "\r\n");
        check(&a(75), &format!("{}\r\n", a(75)));
        check(&a(76), &format!("{}\r\n a\r\n", a(75)));
        check(&a(75 + 74 + 1), &format!("{}\r\n {}\r\n a\r\n", a(75), a(74)));
        // 25 Hanzi take 75 octets; after the blank, 24 of them fit.
        let hanzi = |count| "图".repeat(count);
        check(&hanzi(25), &format!("{}\r\n", hanzi(25)));
        check(&hanzi(50), &format!("{}\r\n {}\r\n 图\r\n", hanzi(25), hanzi(24)));
        check(&format!("{}图", a(73)), &format!("{}\r\n 图\r\n", a(73)));
        check(&format!("{}😀", a(72)), &format!("{}\r\n 😀\r\n", a(72)));
    }

    proptest! {
        #[test]
        fn a_folded_line_is_unfolded_to_what_it_was(text in "\\PC{0,300}|[图a,\\n]{0,300}") {
            let mut lines = Lines::default();
            lines.text("X", &text);
            let folded = lines.into_text();
            let (last, rest) = folded.rsplit_once("\r\n").expect("a line end");
            prop_assert_eq!(rest, "");
            prop_assert!(last.split("\r\n").all(|line| line.len() <= LONGEST && !line.contains(['\r', '\n'])));
            prop_assert_eq!(last.replace("\r\n ", ""), format!("X:{}", escaped(&text)));
        }
    }

    #[test]
    fn links_are_ascii() {
        let check = |link: &str, expected: &str| assert_eq!(address(link), expected, "{link}");
        check("https://one.alimama.com/?a=1,2;b=3#c", "https://one.alimama.com/?a=1,2;b=3#c");
        check("https://example.com/图", "https://example.com/%E5%9B%BE");
        check("https://example.com/\r\nX:1", "https://example.com/%0D%0AX:1");
    }
}
