//! Rows in columns without lines, each row in its own colour, wrapped to the screen and never cut.

use super::{Screen, cells};
use anstyle::Style;
use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width, presets};

/// Blanks between two columns.
const GAP: usize = 2;

/// The narrowest a last column may become: a column of single Hanzi reads worse than a line that is too long.
const NARROWEST: usize = 12;

/// Rows with common columns, in groups with headings.
#[derive(Debug, Default)]
pub struct Columns {
    groups: Vec<Group>,
}

#[derive(Debug, Default)]
struct Group {
    heading: Vec<String>,
    rows: Vec<(Vec<String>, Style)>,
}

impl Columns {
    /// Begins a group under lines that are printed as they are.
    pub fn heading(&mut self, lines: Vec<String>) {
        self.groups.push(Group { heading: lines, rows: Vec::new() });
    }

    /// Adds a row to the last group. The first cell must not be empty: it tells where a row begins when others wrap.
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

    /// The groups that have rows, as lines. Every column but the last is as wide as its content; the last takes what
    /// the screen leaves, and its texts wrap.
    pub fn lines(&self, screen: &Screen) -> Vec<String> {
        let widths = self.widths(screen);
        let mut lines = Vec::new();
        for group in self.groups.iter().filter(|group| !group.rows.is_empty()) {
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
            .map(|index| rows().filter_map(|row| row.get(index)).map(|cell| widest_line(cell)).max().unwrap_or(0))
            .map(|widest| widest + GAP)
            .collect();
        if let (Some(width), Some(last)) = (screen.width, widths.pop()) {
            let rest = width.saturating_sub(widths.iter().sum()).max(NARROWEST);
            widths.push(rest.min(last.max(1)));
        }
        widths
    }
}

impl Group {
    /// The lines of each row.
    fn rows(&self, widths: &[usize], screen: &Screen) -> Vec<Vec<String>> {
        let mut table = Table::new();
        table.load_style(presets::NOTHING);
        table.set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(u16::MAX);
        let last = widths.len().saturating_sub(1);
        let room = widths.last().copied().unwrap_or(0);
        for (row, _) in &self.rows {
            table.add_row(row.iter().enumerate().map(|(index, text)| {
                let wrapped = index == last && text.lines().any(|line| cells::width(line) > room);
                if wrapped { cells::wrap_lines(text, room) } else { text.clone() }
            }));
        }
        let cells = |width: &usize| Width::Fixed(u16::try_from(*width).unwrap_or(u16::MAX));
        table.set_constraints(widths.iter().map(|width| ColumnConstraint::Absolute(cells(width))));
        for (column, index) in table.column_iter_mut().zip(1..) {
            column.set_padding((0, if index < widths.len() { GAP as u16 } else { 0 }));
        }
        let mut rows: Vec<Vec<String>> = Vec::with_capacity(self.rows.len());
        for line in table.lines() {
            // Only the first line of a row has a first cell.
            if rows.is_empty() || !line.is_empty() && !line.starts_with(' ') {
                rows.push(Vec::new());
            }
            let style = rows.len().checked_sub(1).and_then(|row| self.rows.get(row)).map(|(_, style)| *style);
            if let Some(row) = rows.last_mut() {
                row.push(screen.paint(style.unwrap_or_default(), line.trim_end()));
            }
        }
        rows
    }
}

fn widest_line(cell: &str) -> usize {
    cell.lines().map(cells::width).max().unwrap_or(0)
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
fn visible_width(piece: &str) -> usize {
    let mut visible = 0;
    let mut parts = piece.split('\x1b');
    visible += parts.next().map_or(0, cells::width);
    for part in parts {
        visible += part.split_once('m').map_or(0, |(_, text)| cells::width(text));
    }
    visible
}
