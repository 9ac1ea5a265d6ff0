//! Terminal tables without borders: each row has its own colour, and is wrapped to the screen but never truncated.

use super::{Screen, cells};
use anstyle::Style;
pub use comfy_table::CellAlignment as Side;
use comfy_table::presets::NOTHING;
use comfy_table::{Cell, ColumnConstraint, Width};

/// Blanks between two columns.
pub const GAP: usize = 2;

/// A column of a drawn table: its maximum width in cells, and its alignment.
pub type DrawnColumn = (usize, Side);

/// Draws rows of texts, each wrapped to its column; returns the lines of each row. The texts are wrapped before they
/// are passed to the library, because the library would break lines before closing punctuation.
pub fn draw(rows: impl Iterator<Item = Vec<String>>, columns: &[DrawnColumn], gap: usize) -> Vec<Vec<String>> {
    let mut table = comfy_table::Table::new();
    table.load_style(NOTHING);
    let mut heights = Vec::new();
    for row in rows {
        let prepared: Vec<String> =
            row.into_iter().zip(columns).map(|(text, (width, _))| wrapped(text, *width)).collect();
        heights.push(prepared.iter().map(|text| text.matches('\n').count() + 1).max().unwrap_or(1));
        table.add_row(prepared.into_iter().map(Cell::new_owned).collect::<Vec<_>>());
    }
    for (column, (width, side)) in table.column_iter_mut().zip(columns) {
        let cells = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
        column.set_padding((0, cells(gap))).set_cell_alignment(*side);
        column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(cells(*width + gap))));
    }
    let mut lines = table.lines().map(|mut line| {
        line.truncate(line.trim_end().len());
        line
    });
    heights.into_iter().map(|height| lines.by_ref().take(height).collect()).collect()
}

/// Minimum width of the last column in cells. If there is less room, lines exceed the screen, which is easier to read
/// than a column of single Hanzi.
const NARROWEST: usize = 12;

/// Wraps a text to lines of at most `width` cells.
fn wrapped(text: String, width: usize) -> String {
    // No character takes more cells than bytes.
    if text.len() <= width || cells::widest_line(&text) <= width {
        return text;
    }
    let lines = text.lines().map(|line| match cells::width(line) <= width {
        true => line.to_owned(),
        false => cells::wrap(line, width).join("\n"),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Rows with common columns, in groups with headings.
#[derive(Debug, Default)]
pub struct Columns {
    groups: Vec<RowGroup>,
    /// Whether columns are separated by one blank only.
    is_tight: bool,
}

#[derive(Debug, Default)]
struct RowGroup {
    heading: Vec<String>,
    /// Whether the heading is printed even if no row follows.
    is_kept: bool,
    rows: Vec<(Vec<String>, Style)>,
}

impl Columns {
    /// Creates columns separated by one blank, for cells that contain none.
    pub fn tight() -> Columns {
        Columns { is_tight: true, ..Columns::default() }
    }

    /// Starts a group with the lines of its heading, which are printed as they are.
    pub fn heading(&mut self, lines: Vec<String>) {
        self.groups.push(RowGroup { heading: lines, ..RowGroup::default() });
    }

    /// Starts a group whose heading is printed even without rows.
    pub fn kept_heading(&mut self, lines: Vec<String>) {
        self.groups.push(RowGroup { heading: lines, is_kept: true, rows: Vec::new() });
    }

    /// Adds a row to the last group.
    pub fn row(&mut self, style: Style, cells: Vec<String>) {
        if self.groups.is_empty() {
            self.groups.push(RowGroup::default());
        }
        if let Some(group) = self.groups.last_mut() {
            group.rows.push((cells, style));
        }
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.groups.iter().all(|group| group.rows.is_empty())
    }

    /// Returns the groups that have rows or are kept, as lines. The last column takes the rest of the screen and wraps;
    /// the others are as wide as their content.
    pub fn lines(mut self, screen: &Screen) -> Vec<String> {
        let shown = self.groups.iter_mut().filter(|group| group.is_kept || !group.rows.is_empty());
        let shown: Vec<_> = shown.map(|group| (std::mem::take(&mut group.heading), group.rows.len())).collect();
        let mut rows = self.rows(screen).into_iter();
        let mut lines = Vec::new();
        for (heading, count) in shown {
            lines.extend(heading);
            lines.extend(rows.by_ref().take(count).flatten());
        }
        lines
    }

    /// Returns the lines of each row, without headings.
    pub fn rows(self, screen: &Screen) -> Vec<Vec<String>> {
        let (columns, gap) = (self.columns(screen), self.gap());
        let (rows, styles): (Vec<_>, Vec<_>) = self.groups.into_iter().flat_map(|group| group.rows).unzip();
        let drawn = draw(rows.into_iter(), &columns, gap).into_iter().zip(styles);
        drawn.map(|(lines, style)| lines.iter().map(|line| screen.paint(style, line)).collect()).collect()
    }

    fn gap(&self) -> usize {
        if self.is_tight { 1 } else { GAP }
    }

    fn columns(&self, screen: &Screen) -> Vec<DrawnColumn> {
        let rows = || self.groups.iter().flat_map(|group| &group.rows).map(|(row, _)| row);
        let count = rows().map(Vec::len).max().unwrap_or(0);
        let widest = |index: usize| rows().filter_map(|row| row.get(index)).map(|cell| cells::widest_line(cell)).max();
        let mut columns: Vec<DrawnColumn> = (0..count).map(|index| (widest(index).unwrap_or(0), Side::Left)).collect();
        if let (Some(width), Some(((last, _), others))) = (screen.width, columns.split_last_mut()) {
            let taken: usize = others.iter().map(|(width, _)| width + self.gap()).sum();
            *last = width.saturating_sub(taken).max(NARROWEST).min((*last).max(1));
        }
        columns
    }
}

/// Puts pieces side by side, as many as fit on each line.
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

/// Puts pieces on one line. If it is too long, breaks between pieces if possible, and indents all lines after the
/// first.
pub fn hung(pieces: &[String], screen: &Screen) -> Vec<String> {
    let gap = " ".repeat(GAP);
    let whole = pieces.join(&gap);
    let Some(width) = screen.width.filter(|width| cells::width(&whole) > *width) else { return vec![whole] };
    let room = width.saturating_sub(GAP);
    let mut lines: Vec<String> = Vec::new();
    for piece in pieces {
        match lines.last_mut().filter(|line| cells::width(line) + GAP + cells::width(piece) <= room) {
            Some(line) => *line += &format!("{gap}{piece}"),
            None => lines.extend(cells::wrap(piece, room)),
        }
    }
    lines.iter_mut().skip(1).for_each(|line| line.insert_str(0, &gap));
    lines
}

/// Returns the width of a piece in cells, without the escape sequences of [`Screen::paint`].
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
    fn a_line_that_is_too_long_breaks_between_its_pieces() {
        let check = |width: Option<usize>, expected: &[&str]| {
            let screen = Screen { lang: Lang::Zh, width, height: None, ascii: false, colour: false };
            let pieces = ["✓ 直通车有无欠费".to_owned(), "完成 11-24 08:41".to_owned(), "余额 12000元".to_owned()];
            assert_eq!(hung(&pieces, &screen), expected, "{width:?}");
        };
        check(None, &["✓ 直通车有无欠费  完成 11-24 08:41  余额 12000元"]);
        check(Some(48), &["✓ 直通车有无欠费  完成 11-24 08:41  余额 12000元"]);
        check(Some(47), &["✓ 直通车有无欠费  完成 11-24 08:41", "  余额 12000元"]);
        check(Some(20), &["✓ 直通车有无欠费", "  完成 11-24 08:41", "  余额 12000元"]);
        check(Some(12), &["✓ 直通车有", "  无欠费", "  完成 11-24", "  08:41", "  余额", "  12000元"]);
    }

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
