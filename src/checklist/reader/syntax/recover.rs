//! Removes statements that would swallow the rest of the file: an unclosed list, inline table or multi-line string.
//!
//! The parser treats everything after such a statement as part of it, and reports every line. This module replaces the
//! statement by blanks, so that the rest of the file is read as intended.

use std::ops::Range;

/// A text after repair.
pub(super) struct Recovered {
    /// As long as the original, so that byte offsets stay valid; the removed parts are blank.
    pub text: String,
    /// Opening brackets and quotes that are never closed.
    pub unclosed: Vec<Unclosed>,
}

/// An opening bracket or quote that is never closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unclosed {
    /// `[`, `{`, or `"` for a multi-line string.
    pub opener: char,
    /// Byte range of the opening bracket or quote.
    pub span: Range<usize>,
}

/// Blanks out each statement with a bracket or string that is never closed, up to the next line that starts a new
/// statement.
pub(super) fn recover(text: &str) -> Recovered {
    let mut recovered = Recovered { text: text.to_owned(), unclosed: Vec::new() };
    let mut blanked: Vec<Range<usize>> = Vec::new();
    // The open brackets with their offsets, outermost first, and the offset at which the current statement starts.
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut statement = 0;
    let mut at = 0;
    while at < text.len() {
        let line = text[at..].split_inclusive('\n').next().unwrap_or_default();
        if let (Some((opener, offset)), Some((innermost, _))) = (open.first(), open.last())
            && begins_anew(line, *innermost)
        {
            recovered.unclosed.push(Unclosed { opener: *opener, span: *offset..*offset + 1 });
            blanked.push(statement..at);
            open.clear();
        }
        if open.is_empty() {
            statement = at;
            // The parser itself reports a header with unclosed brackets, and continues after it.
            if line.trim_start().starts_with('[') {
                at += line.len();
                continue;
            }
        }
        match scan(text, at, at + line.len(), &mut open) {
            Ok(next) => at = next,
            Err(quote) => {
                recovered.unclosed.push(Unclosed { opener: '"', span: quote..quote + 3 });
                blanked.push(statement..text.len());
                open.clear();
                break;
            }
        }
    }
    if let Some((opener, offset)) = open.first() {
        recovered.unclosed.push(Unclosed { opener: *opener, span: *offset..*offset + 1 });
        blanked.push(statement..text.len());
    }
    for range in blanked.into_iter().rev() {
        blank(&mut recovered.text, range);
    }
    recovered
}

/// Replaces part of a text by spaces, one for each byte, keeping newlines.
pub(super) fn blank(text: &mut String, range: Range<usize>) {
    let blanks = text[range.clone()].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect::<String>();
    text.replace_range(range, &blanks);
}

/// Follows brackets and quotes from `at` to the end of the line, or further if a multi-line string continues, keeping
/// `open` up to date. Returns the offset at which the next line starts. The error is the offset of a multi-line string
/// that never ends.
fn scan(text: &str, mut at: usize, mut end: usize, open: &mut Vec<(char, usize)>) -> Result<usize, usize> {
    let bytes = text.as_bytes();
    while at < end {
        match bytes[at] {
            b'#' => return Ok(end),
            quote @ (b'"' | b'\'') => {
                let triple = if quote == b'"' { "\"\"\"" } else { "'''" };
                if text[at..].starts_with(triple) {
                    // Continue on the line in which the string ends.
                    at = close_of(text, at + 3, triple).ok_or(at)?;
                    if at > end {
                        end = text[at..].find('\n').map_or(text.len(), |index| at + index + 1);
                    }
                    continue;
                }
                at = string_end(bytes, at, end);
                continue;
            }
            bracket @ (b'[' | b'{') => open.push((char::from(bracket), at)),
            b']' if open.last().is_some_and(|(bracket, _)| *bracket == '[') => drop(open.pop()),
            b'}' if open.last().is_some_and(|(bracket, _)| *bracket == '{') => drop(open.pop()),
            _ => {}
        }
        at += 1;
    }
    Ok(end)
}

/// Returns the position after the quote that closes the string begun at `at`, or the end of the line.
fn string_end(bytes: &[u8], at: usize, end: usize) -> usize {
    let quote = bytes[at];
    let mut next = at + 1;
    while next < end && bytes[next] != quote {
        next += if bytes[next] == b'\\' && quote == b'"' { 2 } else { 1 };
    }
    (next + 1).min(end)
}

/// Returns the position after the triple quote that closes a multi-line string; `None` if nothing closes it.
fn close_of(text: &str, from: usize, triple: &str) -> Option<usize> {
    let mut from = from;
    loop {
        let close = from + text[from..].find(triple)?;
        let escapes = text[..close].bytes().rev().take_while(|byte| *byte == b'\\').count();
        if triple.starts_with('\'') || escapes % 2 == 0 {
            // Up to two further quotes belong to the string's content.
            let more = text[close + 3..].bytes().take(2).take_while(|byte| triple.as_bytes()[0] == *byte).count();
            return Some(close + 3 + more);
        }
        from = close + 1;
    }
}

/// Whether a line inside an open bracket looks like the start of a new statement: a header or, in a list, a key.
fn begins_anew(line: &str, innermost: char) -> bool {
    let line = line.trim();
    let is_word = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_alphabetic())
            && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.'))
    };
    let head = line.split('#').next().unwrap_or_default().trim_end();
    let inner = head.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]"));
    if inner.or_else(|| head.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'))).is_some_and(is_word) {
        return true;
    }
    innermost == '[' && line.split_once('=').is_some_and(|(key, _)| is_word(key.trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_never_closed_is_found_where_it_is_opened() {
        let check = |text: &str, opener: Option<char>, rest: &str| {
            let recovered = recover(text);
            assert_eq!(recovered.unclosed.first().map(|unclosed| unclosed.opener), opener, "{text}");
            assert_eq!(recovered.text.trim(), rest, "{text}");
            assert_eq!(recovered.text.len(), text.len(), "{text}");
            for Unclosed { opener, span } in recovered.unclosed {
                assert!(text[span].starts_with(opener), "{text}");
            }
        };
        check("on = [\"a\",\nid = 1\n", Some('['), "id = 1");
        check("on = [\"a\",\n[[area]]\n", Some('['), "[[area]]");
        check("a = [[1], [2]\n[roles] # x\n", Some('['), "[roles] # x");
        check("field = [{ id = 1, \n title = 2\n[x]\n", Some('['), "[x]");
        check("p = { a = 1\n[x]\nb = 2", Some('{'), "[x]\nb = 2");
        check("a = [1, 2", Some('['), "");
        check("a = \"\"\"x\n[b]\n", Some('"'), "");
        check("a = [ # ]\n 主图\n[b]\n", Some('['), "[b]");
        // These texts stay unchanged.
        for whole in [
            "a = [\n  [1, 2],\n  [3],\n]\n[b]",
            "a = \"[\"\nb = '{'\n# [\nc = \"\\\"[\"",
            "a = \"\"\"\n[x\nid = [\n\"\"\"\nb = 1",
            "a = \"\"\"x\\\"\"\"[\"\"\"\"\"\nb = '''\\'''",
            "f = [\n  { id = \"a\", n = 1 },\n  { id = 2 },\n]",
            "p = {\n  a = 1,\n  b = 2,\n}",
            "[area\nid = 1",
            "",
        ] {
            check(whole, None, whole);
        }
    }
}
