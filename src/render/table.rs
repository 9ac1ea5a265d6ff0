//! Rows in columns without lines, each row in its own colour, wrapped to the screen and never cut.

use super::{Screen, cells};
use anstyle::Style;
use std::borrow::Cow;

/// Blanks between two columns.
const GAP: usize = 2;

/// The narrowest a last column may become: a column of single Hanzi reads worse than a line that is too long.
const NARROWEST: usize = 12;

/// Rows with common columns, in groups with headings.
#[derive(Debug, Default)]
pub struct Columns {
    groups: Vec<Group>,
    /// Whether one blank between two columns is enough.
    is_tight: bool,
}

#[derive(Debug, Default)]
struct Group {
    heading: Vec<String>,
    /// Whether the heading says something even where no row is below it.
    is_kept: bool,
    rows: Vec<(Vec<String>, Style)>,
}

impl Columns {
    /// Columns with one blank between them, for cells that have none.
    pub fn tight() -> Columns {
        Columns { is_tight: true, ..Columns::default() }
    }

    /// Begins a group under lines that are printed as they are.
    pub fn heading(&mut self, lines: Vec<String>) {
        self.groups.push(Group { heading: lines, ..Group::default() });
    }

    /// Begins a group whose heading is printed even without rows.
    pub fn kept_heading(&mut self, lines: Vec<String>) {
        self.groups.push(Group { heading: lines, is_kept: true, rows: Vec::new() });
    }

    /// Adds a row to the last group.
    pub fn row(&mut self, style: Style, cells: Vec<String>) {
        if self.groups.is_empty() {
            self.groups.push(Group::default());
        }
        if let Some(group) = self.groups.last_mut() {
            group.rows.push((cells, style));
        }
    }

    /// Whether it has no row.
    pub fn is_empty(&self) -> bool {
        self.groups.iter().all(|group| group.rows.is_empty())
    }

    /// The groups that have rows or are kept, as lines. Every column but the last is as wide as its content; the last takes what
    /// the screen leaves, and its texts wrap.
    pub fn lines(&self, screen: &Screen) -> Vec<String> {
        let widths = self.widths(screen);
        let mut lines = Vec::new();
        for group in self.groups.iter().filter(|group| group.is_kept || !group.rows.is_empty()) {
            lines.extend(group.heading.iter().cloned());
            lines.extend(group.rows(&widths, screen).into_iter().flatten());
        }
        lines
    }

    /// The lines of each row, without headings.
    pub fn rows(&self, screen: &Screen) -> Vec<Vec<String>> {
        let widths = self.widths(screen);
        self.groups
            .iter()
            .filter(|group| !group.rows.is_empty())
            .flat_map(|group| group.rows(&widths, screen))
            .collect()
    }

    /// Cells of each column, its gap included.
    fn widths(&self, screen: &Screen) -> Vec<usize> {
        let rows = || self.groups.iter().flat_map(|group| &group.rows).map(|(row, _)| row);
        let count = rows().map(Vec::len).max().unwrap_or(0);
        let mut widths: Vec<usize> = (0..count)
            .map(|index| {
                rows().filter_map(|row| row.get(index)).map(|cell| cells::widest_line(cell)).max().unwrap_or(0)
            })
            .map(|widest| widest + if self.is_tight { 1 } else { GAP })
            .collect();
        if let (Some(width), Some((last, others))) = (screen.width, widths.split_last_mut()) {
            let rest = width.saturating_sub(others.iter().sum()).max(NARROWEST);
            *last = rest.min((*last).max(1));
        }
        widths
    }
}

impl Group {
    /// The lines of each row.
    fn rows(&self, widths: &[usize], screen: &Screen) -> Vec<Vec<String>> {
        self.rows.iter().map(|(row, style)| row_lines(row, *style, widths, screen)).collect()
    }
}

/// One row: its cells side by side, as many lines as the tallest needs.
fn row_lines(row: &[String], style: Style, widths: &[usize], screen: &Screen) -> Vec<String> {
    let last = widths.len().saturating_sub(1);
    let room = widths.last().copied().unwrap_or(0);
    let cells: Vec<Vec<Cow<str>>> = (row.iter().enumerate())
        .map(|(index, text)| match index == last {
            true => text.lines().flat_map(|line| cells::wrap(line, room)).map(Cow::Owned).collect(),
            false => text.lines().map(Cow::Borrowed).collect(),
        })
        .collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    let line = |number: usize| {
        let mut line = String::new();
        for (cell, width) in cells.iter().zip(widths) {
            let text = cell.get(number).map(Cow::as_ref).unwrap_or_default();
            line.push_str(text);
            line.extend(std::iter::repeat_n(' ', width.saturating_sub(cells::width(text))));
        }
        screen.paint(style, line.trim_end())
    };
    (0..height).map(line).collect()
}

/// Puts pieces side by side, as many as fit on a line.
pub fn flow(pieces: &[String], gap: &str, screen: &Screen) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut used = 0;
    for piece in pieces.iter().filter(|piece| !piece.is_empty()) {
        let needed = cells::width(gap) + visible_width(piece);
        match lines.last_mut() {
            Some(line) if screen.width.is_none_or(|width| used + needed <= width) => {
                line.push_str(gap);
                line.push_str(piece);
                used += needed;
            }
            _ => {
                used = visible_width(piece);
                lines.push(piece.clone());
            }
        }
    }
    lines
}

/// Cells of a piece without the escape sequences of [`Screen::paint`].
pub fn visible_width(piece: &str) -> usize {
    let mut visible = 0;
    let mut parts = piece.split('\x1b');
    visible += parts.next().map_or(0, cells::width);
    for part in parts {
        visible += part.split_once('m').map_or(0, |(_, text)| cells::width(text));
    }
    visible
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Lang;

    #[test]
    fn the_last_column_takes_what_is_left_and_all_of_it_where_nothing_limits_it() {
        let check = |width: Option<usize>, expected: &[&str]| {
            let mut columns = Columns::default();
            columns.row(Style::new(), vec!["08:30".into(), "小李".into(), "自己主图+视频+打折检查".into()]);
            columns.row(Style::new(), vec!["9".into(), "me".into(), "one\ntwo".into()]);
            columns.row(Style::new(), vec!["10".into(), "me".into()]);
            let screen = Screen { lang: Lang::Zh, width, height: None, ascii: false, colour: false };
            assert_eq!(columns.lines(&screen), expected, "{width:?}");
        };
        let second = ["9      me    one", "             two", "10     me"];
        check(None, &[&["08:30  小李  自己主图+视频+打折检查"], &second[..]].concat());
        check(Some(80), &[&["08:30  小李  自己主图+视频+打折检查"], &second[..]].concat());
        check(Some(28), &[&["08:30  小李  自己主图+视频+", "             打折检查"], &second[..]].concat());
        check(Some(1), &[&["08:30  小李  自己主图+视", "             频+打折检查"], &second[..]].concat());
    }
}
