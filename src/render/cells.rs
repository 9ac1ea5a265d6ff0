//! Measures, wraps and cleans text for a terminal, where a Hanzi takes two cells. All text from files and people is
//! cleaned before it is printed.

use std::borrow::Cow;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Returns the width of a text in terminal cells.
pub fn width(text: &str) -> usize {
    if is_plain(text) {
        return text.len();
    }
    // The width of these characters does not depend on their neighbours.
    let alone = text.chars().try_fold(0, |width, c| match c {
        ' '..='~' => Some(width + 1),
        '\u{4e00}'..='\u{9fff}' | '、' | '。' | '！'..='～' => Some(width + 2),
        _ => None,
    });
    alone.unwrap_or_else(|| text.width())
}

/// Returns the width in terminal cells of the widest line of a text.
pub fn widest_line(text: &str) -> usize {
    if is_plain(text) { text.len() } else { text.lines().map(width).max().unwrap_or(0) }
}

/// Whether a text is printable ASCII only: one cell per byte, and no control characters.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| (0x20..0x7f).contains(&byte))
}

/// Replaces every control and direction character, so that no title, note or reason can move the cursor, ring the bell
/// or reorder the line. Newlines and tabs become blanks.
pub fn clean(text: &str) -> Cow<'_, str> {
    if is_plain(text) || !text.chars().any(is_unfit) {
        return Cow::Borrowed(text);
    }
    text.chars()
        .map(|c| match c {
            '\n' | '\r' | '\t' => ' ',
            c if is_unfit(c) => '\u{fffd}',
            c => c,
        })
        .collect::<String>()
        .into()
}

/// Whether a character is a C0 or C1 control, or affects Unicode's bidirectional algorithm or line breaking (UAX #9,
/// UTR #36).
fn is_unfit(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Pads a text with blanks to a width in cells; longer texts are returned unchanged.
pub fn pad(text: &str, cells: usize) -> String {
    text.to_owned() + &" ".repeat(cells.saturating_sub(width(text)))
}

/// Wraps a text into lines of at most `cells` terminal cells. Breaks at blanks and next to Hanzi, but never before
/// closing punctuation (避头尾, GB/T 15834: 、，。） do not begin a line). A word longer than a line is split.
pub fn wrap(text: &str, cells: usize) -> Vec<String> {
    if !text.starts_with(' ') && width(text) <= cells {
        return vec![text.trim_end_matches(' ').to_owned()];
    }
    let mut lines = vec![String::new()];
    let mut used = 0;
    for piece in pieces(text) {
        let blank = piece.chars().all(|c| c == ' ');
        if used + width(piece.trim_end()) > cells && used > 0 {
            lines.push(String::new());
            used = 0;
        }
        if blank && used == 0 {
            continue;
        }
        for c in piece.chars() {
            let wide = c.width().unwrap_or(0);
            if used + wide > cells && c != ' ' {
                lines.push(String::new());
                used = 0;
            }
            if let Some(line) = lines.last_mut() {
                line.push(c);
            }
            used += wide;
        }
    }
    lines.iter_mut().for_each(|line| line.truncate(line.trim_end().len()));
    lines
}

/// Returns the width in cells of the longest part of a text that should stay on one line: a word, or two Hanzi.
pub fn widest_word(text: &str) -> usize {
    let widest = pieces(text).into_iter().map(|piece| width(piece.trim_end())).max().unwrap_or(0);
    widest.max(width(text).min(4))
}

/// Splits a text into unbreakable pieces: words with trailing blanks, single Hanzi with their closing punctuation.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut from = 0;
    let mut before = None;
    for (at, c) in text.char_indices() {
        let breaks = match before {
            None => false,
            Some(_) if is_closing(c) => false,
            Some(before) if is_opening(before) => false,
            Some(' ') => c != ' ',
            // A unit stays with its number: 44小时.
            Some(before) if before.is_ascii_digit() && is_hanzi(c) => false,
            Some(before) => c != ' ' && (is_hanzi(before) || is_hanzi(c)),
        };
        if breaks {
            pieces.push(&text[from..at]);
            from = at;
        }
        before = Some(c);
    }
    pieces.push(&text[from..]);
    pieces
}

/// Cuts a text to a width in cells, with `…` for what is left out. Keeps brackets at the end, because they tell two
/// texts with the same beginning apart.
pub fn cut(text: &str, cells: usize) -> String {
    if width(text) <= cells {
        return text.to_owned();
    }
    let bracket = text.rfind(['（', '(']).filter(|_| text.ends_with(['）', ')']));
    let (head, tail) =
        bracket.map(|at| text.split_at(at)).filter(|(_, tail)| width(tail) * 2 < cells).unwrap_or((text, ""));
    let room = cells.saturating_sub(width(tail) + 1);
    let mut kept = String::new();
    for c in head.chars() {
        if width(&kept) + c.width().unwrap_or(0) > room {
            break;
        }
        kept.push(c);
    }
    format!("{}…{tail}", kept.trim_end())
}

fn is_hanzi(c: char) -> bool {
    c.width() == Some(2)
}

fn is_closing(c: char) -> bool {
    matches!(
        c,
        '、' | '，'
            | '。'
            | '；'
            | '：'
            | '？'
            | '！'
            | '）'
            | '】'
            | '》'
            | '」'
            | '』'
            | '”'
            | '’'
            | '…'
            | '%'
            | ','
            | '.'
            | ';'
            | ':'
            | '?'
            | '!'
            | ')'
            | ']'
            | '}'
    )
}

fn is_opening(c: char) -> bool {
    matches!(c, '（' | '【' | '《' | '「' | '『' | '“' | '‘' | '(' | '[' | '{')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clean_texts_stay_and_others_lose_their_power() {
        let check = |text: &str, expected: &str| assert_eq!(clean(text), expected, "{text:?}");
        check("自己主图+视频", "自己主图+视频");
        check("a\x1b[31mred\x07", "a\u{fffd}[31mred\u{fffd}");
        check("one\ntwo\tthree", "one two three");
        check("\u{202e}gpj.exe", "\u{fffd}gpj.exe");
        check("\u{9b}2J", "\u{fffd}2J");
    }

    #[test]
    fn lines_break_where_a_reader_expects() {
        let check = |text: &str, cells: usize, expected: &[&str]| assert_eq!(wrap(text, cells), expected, "{text}");
        check("违规记录、体检中心、申诉中心", 18, &["违规记录、体检中", "心、申诉中心"]);
        check("own main image", 9, &["own main", "image"]);
        check("查看并解决差的评价+问大家  0/2", 22, &["查看并解决差的评价+问", "大家  0/2"]);
        check("逾期 44小时45分", 8, &["逾期", "44小时", "45分"]);
        check("unbreakable", 4, &["unbr", "eaka", "ble"]);
        check("", 10, &[""]);
        check("中", 1, &["", "中"]);
    }

    #[test]
    fn a_cut_text_keeps_the_brackets_at_its_end() {
        let check = |text: &str, cells: usize, expected: &str| assert_eq!(cut(text, cells), expected, "{text}");
        check("成长日志、关键词（r1-links）", 40, "成长日志、关键词（r1-links）");
        check("成长日志、关键词、流量来源（r1）", 24, "成长日志、关键词…（r1）");
        check("own main image", 9, "own main…");
        check("own main (the whole title in brackets)", 9, "own main…");
    }

    #[test]
    fn hanzi_take_two_cells() {
        for c in ('\u{4e00}'..='\u{9fff}').chain('！'..='～').chain(['、', '。']) {
            assert_eq!((c.width(), width(&c.to_string())), (Some(2), 2), "{c}");
        }
        let check = |text: &str, expected: usize| assert_eq!(width(text), expected, "{text:?}");
        check("DSR", 3);
        check("主图", 4);
        check("400电话", 7);
        assert_eq!(pad("主图", 6), "主图  ");
    }
}
