//! The excerpt of a line that is shown below a problem.

use super::visible;
use std::ops::Range;
use unicode_width::UnicodeWidthChar;

/// Part of a line, with a range to underline.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// The excerpt, safe to print. Starts or ends with `…` where the line was cut.
    pub text: String,
    /// Range to underline, in bytes of `text`.
    pub span: Range<usize>,
    /// Whether the start of the line was cut off, so that columns cannot be counted from the excerpt.
    pub begun: bool,
}

/// Returns the part of a line around a span that fits into `cells` terminal cells. A span that continues on the next
/// line is underlined to the end of this one.
pub(super) fn excerpt(line: &str, span: Range<usize>, cells: usize) -> Excerpt {
    let boundary = |at: usize| (0..=at.min(line.len())).rev().find(|at| line.is_char_boundary(*at)).unwrap_or(0);
    let (start, end) = (boundary(span.start), boundary(span.end.max(span.start)));
    let from_begin = fitting(line.chars(), cells);
    // Cut off the start of the line only if the span ends beyond the available cells and begins after two thirds of
    // them.
    let visible_start = fitting(line.chars(), cells * 2 / 3) >= start;
    let begun = from_begin < line.len() && from_begin < end && !visible_start;
    let first = if begun { start - fitting(line[..start].chars().rev(), cells / 3) } else { 0 };
    let room = cells.saturating_sub(usize::from(begun));
    let last = match first + fitting(line[first..].chars(), room) {
        last if last == line.len() => last,
        _ => first + fitting(line[first..].chars(), room.saturating_sub(1)),
    };
    let (start, end) = (start.min(last), end.min(last));
    let mut text = String::with_capacity(last - first + 8);
    let mut print = |part: &str| {
        text.extend(part.chars().map(|c| if c == '\t' { c } else { visible(c) }));
        text.len()
    };
    print(if begun { "…" } else { "" });
    let from = print(&line[first..start]);
    let to = print(&line[start..end]);
    print(&line[end..last]);
    print(if last < line.len() { "…" } else { "" });
    Excerpt { text, span: from..to, begun }
}

/// Returns how many bytes of characters fit into a number of terminal cells.
fn fitting(chars: impl Iterator<Item = char>, cells: usize) -> usize {
    let mut used = 0;
    chars
        .take_while(|c| {
            used += if *c == '\t' { 4 } else { c.width().unwrap_or(1) };
            used <= cells
        })
        .map(char::len_utf8)
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_cut_to_the_cells_there_are() {
        // Angle brackets enclose the span.
        let check = |line: &str, cells: usize, expected: &str| {
            let (before, rest) = line.split_once('<').expect("a span");
            let (within, behind) = rest.split_once('>').expect("a span");
            let span = before.len()..before.len() + within.len();
            let Excerpt { mut text, span, begun } = excerpt(&format!("{before}{within}{behind}"), span, cells);
            assert_eq!(begun, expected.starts_with('…'), "{line}");
            text.insert(span.end, '>');
            text.insert(span.start, '<');
            assert_eq!(text, expected, "{line}");
        };
        check("id = <12>", 30, "id = <12>");
        check("id = <12> # 0123456789", 12, "id = <12> # 0…");
        check("title = <\"主图主图主图\">", 12, "title = <\"主>…");
        check("主图主图主图主图主图 = <12> # 3", 12, "… = <12> # 3");
        check("0123456789 = <12>", 12, "…9 = <12>");
        check("a\u{1b}\u{9b}\u{202e} = <\u{7}>", 30, "a��� = <�>");
        check("<>", 30, "<>");
        check("a<>", 30, "a<>");
    }
}
