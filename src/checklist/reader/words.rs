//! Checks ids, names, titles, notes and links.

use super::collect::advice;
use super::walk::{Key, Placed, TomlValue, Walk};
use crate::checklist::field::gbk_width;
use crate::checklist::problem::{is_unsafe, shown};
use crate::language::{is_visible, nfc, say, text};
use std::ops::Range;

/// Maximum width of a title, counting a Hanzi as 2.
const WIDEST_TITLE: u64 = 200;
/// Maximum length of an id in characters.
const LONGEST_ID: usize = 64;

/// Names that Windows reserves for devices, with or without an extension. No id may be one of them, because the
/// checklist's id is also the name of a folder.
const RESERVED: [&str; 4] = ["con", "prn", "aux", "nul"];

impl Walk<'_> {
    /// Reads the value of an `id` key.
    pub(super) fn id(&mut self, item: &TomlValue<'_>) -> Option<Placed<String>> {
        let id = self.string("id", item)?;
        self.check_id(id.value, item.span());
        Some(Placed { value: id.value.to_owned(), place: id.place })
    }

    /// Reads a key that is itself an id, as in `[roles]`.
    pub(super) fn id_key(&mut self, key: &Key<'_>) -> Placed<String> {
        self.check_id(key.get_ref(), key.span());
        Placed { value: key.get_ref().to_string(), place: self.place(key.span()) }
    }

    fn check_id(&mut self, id: &str, span: Range<usize>) {
        if is_reserved(id) {
            let text = text::id_reserved(id);
            return self.error(span, text, Some(text::did_you_mean(format!("{id}-1"))));
        }
        if is_id(id) {
            return;
        }
        let text = text::id_refused(shown(id));
        let near = corrected(id).map(|near| text::did_you_mean(&near));
        let help = advice(near.as_ref(), |lang| say::id_form(lang, LONGEST_ID));
        self.error(span, text, Some(help));
    }

    /// Checks the name of a window or the id of a field. Both are often typed and, unlike other ids, may contain Hanzi.
    pub(super) fn check_name(&mut self, name: &str, span: Range<usize>) {
        let fits = (1..=LONGEST_ID).contains(&name.chars().count())
            && name.starts_with(char::is_alphanumeric)
            && name.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
        if !fits {
            let text = text::name_refused(shown(name));
            self.error(span, text, Some(text::name_form(LONGEST_ID)));
        }
    }

    /// Reads a single line of text: a title, a unit, a person, a choice.
    pub(super) fn line(&mut self, key: &str, item: &TomlValue<'_>) -> Option<Placed<String>> {
        let Placed { value, place } = self.string(key, item)?;
        let line = value.trim();
        let width = gbk_width(line);
        if is_ordinary(line) && width <= WIDEST_TITLE {
            return Some(Placed { value: line.to_owned(), place });
        }
        if !is_visible(line) {
            self.error(item.span(), text::text_empty(shown(key)), None);
        } else if width > WIDEST_TITLE {
            let text = text::text_too_wide(shown(key), width, WIDEST_TITLE);
            self.error(item.span(), text, Some(text::text_use_note()));
        }
        self.check_characters(key, line, item.span(), false);
        Some(Placed { value: nfc(line).into_owned(), place })
    }

    /// Reads text with any number of lines: a note, a purpose.
    pub(super) fn lines(&mut self, key: &str, item: &TomlValue<'_>) -> Option<Placed<String>> {
        let Placed { value, place } = self.string(key, item)?;
        let lines = value.trim().replace("\r\n", "\n");
        if !is_visible(&lines) {
            self.error(item.span(), text::text_empty(key), None);
        }
        self.check_characters(key, &lines, item.span(), true);
        Some(Placed { value: lines, place })
    }

    fn check_characters(&mut self, key: &str, text: &str, span: Range<usize>, several_lines: bool) {
        let allowed = |c: char| several_lines && (c == '\n' || c == '\t');
        if let Some(bad) = text.chars().find(|c| is_unsafe(*c) && !allowed(*c)) {
            let code = format!("U+{:04X}", u32::from(bad));
            self.error(span, text::text_control(shown(key), &code), None);
        }
    }

    /// Reads a link. Reports anything that is not a URL with `://`, and URLs that would execute code.
    pub(super) fn link(&mut self, item: &TomlValue<'_>) -> Option<String> {
        const REFUSED: [&str; 3] = ["javascript", "vbscript", "data"];
        let link = self.string("link", item)?.value.trim();
        let plain = !link.chars().any(|c| is_unsafe(c) || c.is_whitespace());
        let is_scheme = |scheme: &str| {
            scheme.starts_with(|c: char| c.is_ascii_alphabetic())
                && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
                && !REFUSED.contains(&scheme.to_ascii_lowercase().as_str())
        };
        match link.split_once("://") {
            Some((scheme, rest)) if plain && is_scheme(scheme) && !rest.is_empty() => {}
            _ => {
                let host = plain && !link.contains(':') && link.contains('.');
                let near = host.then(|| text::did_you_mean(format!("https://{}", shown(link))));
                let help = near.unwrap_or_else(text::link_form);
                self.error(item.span(), text::link_refused(shown(link)), Some(help));
            }
        }
        Some(link.to_owned())
    }
}

/// Whether a text consists only of common visible characters, as most texts do. Such a text needs no other check.
fn is_ordinary(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(|c| matches!(c, ' '..='~' | '\u{4e00}'..='\u{9fff}' | '、' | '。' | '！'..='～'))
}

/// Whether a text can be an id: valid on every system, in a path and on a command line.
pub(super) fn is_id(text: &str) -> bool {
    (1..=LONGEST_ID).contains(&text.len())
        && !text.starts_with('-')
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// Whether Windows reserves a file name for a device, ignoring its case and extension.
pub(super) fn names_device(file: &str) -> bool {
    is_reserved(&file.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase())
}

fn is_reserved(id: &str) -> bool {
    let port = |prefix| id.strip_prefix(prefix).is_some_and(|n| n.len() == 1 && n.bytes().all(|b| b.is_ascii_digit()));
    RESERVED.contains(&id) || port("com") || port("lpt")
}

/// Returns a valid id close to an invalid one: in lower case, with `-` as the separator. `None` if none can be guessed.
fn corrected(id: &str) -> Option<String> {
    let mut near = String::new();
    for c in id.chars().map(crate::language::plain_char).take(LONGEST_ID * 4) {
        match c.to_ascii_lowercase() {
            c @ ('a'..='z' | '0'..='9') => near.push(c),
            _ if c.is_alphanumeric() => return None,
            _ if near.is_empty() || near.ends_with('-') => {}
            _ => near.push('-'),
        }
    }
    near.truncate(LONGEST_ID);
    let near = near.trim_end_matches('-');
    (is_id(near) && !is_reserved(near)).then(|| near.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids() {
        for id in ["a", "own-images", "400-phone", "12", "a--b", "x-", &"a".repeat(64), "com10", "console"] {
            assert!(is_id(id) && !is_reserved(id), "{id}");
        }
        for id in ["", "-a", "A", "a.b", "a/b", "a_b", "a b", "主图", "a\u{301}", &"a".repeat(65)] {
            assert!(!is_id(id), "{id}");
        }
        for name in ["aux.toml", "CON", "Nul .toml", "lpt9.a.toml"] {
            assert!(names_device(name), "{name}");
        }
        assert!(!names_device("auxiliary.toml") && !names_device("a.aux"));
        for id in ["con", "nul", "com1", "lpt9"] {
            assert!(is_reserved(id), "{id}");
        }
    }

    #[test]
    fn ids_are_corrected() {
        let check = |id: &str, expected: Option<&str>| assert_eq!(corrected(id).as_deref(), expected, "{id}");
        check("Own_Images", Some("own-images"));
        check("own images!", Some("own-images"));
        check("../etc/passwd", Some("etc-passwd"));
        check("ＺＴＣ", Some("ztc"));
        check("--a", Some("a"));
        check("主图", None);
        check("主图-1", None);
        check("", None);
        check("CON", None);
        check(&"a".repeat(70), Some(&"a".repeat(64)));
    }
}
