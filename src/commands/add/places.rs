//! Reads days, times and names that are not in front of a title: in table cells, after the title, or in brackets.

use super::people::speaks_of;
use super::words::{Known, Said, is_gap};
use crate::app::Failure;
use crate::calendar::{Lead, Lean, PhraseError, PhraseFault, lead};
use crate::language::text;

impl Known<'_> {
    /// Rewrites a table row so that the title follows the other cells; `None` if it needs no rewriting.
    pub(super) fn row(&self, text: &str) -> Option<Result<String, Failure>> {
        let cells: Vec<&str> = text.split(['|', '\t']).map(str::trim).filter(|cell| !cell.is_empty()).collect();
        let is_front = |cell: &&str| matches!(self.front(cell), Ok((_, "")));
        let (front, rest): (Vec<&str>, Vec<&str>) = cells.iter().copied().partition(is_front);
        // A title may contain a tab, and a command in it a bar.
        let is_row = cells.len() > 1 && (text.starts_with('|') || !front.is_empty());
        // A row in this form is read like any other line.
        if !is_row || cells.starts_with(&front) && rest.len() == 1 && !text.ends_with('|') && !text.starts_with('|') {
            return None;
        }
        Some(match rest[..] {
            [title] => Ok([&front[..], &[title]].concat().join("，")),
            [] => Err(Failure::usage(text::title_missing())),
            _ => {
                let failure = Failure::usage(text::row_not_read(rest.join(" | ")));
                Err(failure.hint(text::not_in_front_hint()))
            }
        })
    }

    /// Refuses a title that ends with a day or a time, which belongs in front; otherwise it would be for today.
    pub(super) fn check_no_day_behind(
        &self,
        before: &str,
        rest: &str,
        given: &Said,
        otherwise: bool,
    ) -> Result<(), Failure> {
        let Some((title, tail)) = self.day_behind(rest) else { return Ok(()) };
        let moved = format!("{before}{tail} {title}");
        self.trial().said(&moved, given, otherwise)?;
        let failure = Failure::usage(text::day_behind(tail));
        Err(failure.hint(text::day_behind_hint(self.instead(&moved))))
    }

    /// Splits off the longest end of a title that is a day or a time and nothing else. Excludes what the title is
    /// about, as in `plan for tomorrow`, and past days, as in 复盘 昨天.
    fn day_behind<'t>(&self, text: &'t str) -> Option<(&'t str, &'t str)> {
        let text = text.trim_end_matches(is_gap);
        let gaps = text.char_indices().filter(|(at, c)| is_gap(*c) && text.len() - at <= LONGEST_TAIL);
        gaps.map(|(at, c)| at + c.len_utf8()).map(|at| text.split_at(at)).find_map(|(title, tail)| {
            let title = title.trim_end_matches(is_gap);
            let found = lead(tail, self.today, Lean::Forward).ok()?.filter(|found| found.rest.is_empty())?;
            let is_gone = found.day.is_some_and(|day| day < self.today);
            let is_title = title.contains(char::is_alphanumeric) && !speaks_of(title);
            (is_title && !is_gone && !tail.starts_with(is_gap)).then_some((title, tail))
        })
    }

    /// Reads what is in brackets: `Some(Some)` for a day or a time, `Some(None)` for a name, `None` for anything else.
    pub(super) fn in_brackets<'t>(&self, inside: &'t str) -> Result<Option<Option<Lead<'t>>>, Failure> {
        let found = match lead(inside, self.today, Lean::Forward) {
            // Part of a title: 【周五例会】资料
            Err(PhraseError { kind: PhraseFault::Glued(..), .. }) => None,
            Err(error) => return Err(Failure::usage(error.text()).hint(error.help())),
            Ok(found) => found,
        };
        let is_name = || matches!(self.first_name(inside), Some((_, "")));
        Ok(match found {
            Some(found) => found.rest.trim().is_empty().then_some(Some(found)),
            None => is_name().then_some(None),
        })
    }

    /// Whether what directly follows a day or a time is a name in brackets.
    pub(super) fn is_name_glued(&self, error: &PhraseError) -> bool {
        let PhraseFault::Glued(_, behind) = &error.kind else { return false };
        bracketed(behind).is_some_and(|(name, _)| matches!(self.first_name(name), Some((_, ""))))
    }

    /// Whether the line that a hint suggests is read as meant, with the whole title.
    pub(super) fn reads(&self, words: &str, title: &str) -> bool {
        let is_title = !title.starts_with(|c: char| c.is_numeric() || !c.is_alphanumeric() || "前后内之以".contains(c));
        // 20:30h, 2026-12-01T01:00Z
        let is_unit = title.split(char::is_whitespace).next().is_some_and(|word| word.is_ascii() && word.len() < 3);
        // On a command line a dash begins an option.
        let has_dash = self.command.is_some() && words.split_whitespace().any(|word| word.starts_with('-'));
        is_title
            && !is_unit
            && !has_dash
            && self.trial().said(words, &Said::default(), true).is_ok_and(|said| title.starts_with(&said.title))
    }
}

/// Maximum length of a day with its time, in bytes.
const LONGEST_TAIL: usize = 80;

/// Splits a text that begins with brackets into what is in them and what follows.
pub(super) fn bracketed(text: &str) -> Option<(&str, &str)> {
    // **周五**
    if let Some((inside, behind)) = text.strip_prefix("**").and_then(|text| text.split_once("**")) {
        return Some((inside.trim(), behind));
    }
    let close = match text.chars().next()? {
        '(' => ')',
        '（' => '）',
        '[' => ']',
        '【' => '】',
        '「' => '」',
        _ => return None,
    };
    let (inside, behind) = text.split_once(close)?;
    Some((inside[text.chars().next()?.len_utf8()..].trim(), behind))
}
