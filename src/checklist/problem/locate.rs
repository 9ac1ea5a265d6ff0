//! Converts byte offsets into lines and columns.

use super::{Place, Problem, Severity};
use crate::checklist::Bundle;
use crate::language::Text;

/// Where a problem starts or ends, in the lines and columns that editors show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Line number, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// A problem with its positions, as reported to programs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocatedProblem<'a> {
    /// Error or warning.
    pub severity: Severity,
    /// Name of the file in which the problem is.
    pub file: &'a str,
    /// Position of the problem's first character.
    pub start: Position,
    /// Position just after the problem's last character.
    pub end: Position,
    /// What is wrong.
    pub text: &'a Text,
    /// What to do about it.
    pub help: Option<&'a Text>,
    /// File name and start of another place involved in the problem.
    pub also: Option<(&'a str, Position)>,
}

/// Computes the lines and columns of problems. Sort them by place first: going backwards in a long line is slow.
pub fn locate<'a>(problems: &'a [Problem], bundle: &'a Bundle) -> Vec<LocatedProblem<'a>> {
    let mut lines: Vec<SourceLines<'a>> = bundle.files.iter().map(|file| SourceLines::of(&file.text)).collect();
    let name = |place: &Place| bundle.files.get(place.file).map_or("", |file| file.name.as_str());
    let mut position = |place: &Place, offset: usize| match lines.get_mut(place.file) {
        Some(lines) => lines.position(offset),
        None => Position { line: 1, column: 1 },
    };
    let located = |problem: &'a Problem| LocatedProblem {
        severity: problem.severity,
        file: name(&problem.place),
        start: position(&problem.place, problem.place.span.start),
        end: position(&problem.place, problem.place.span.end),
        text: &problem.text,
        help: problem.help.as_ref(),
        also: problem.also.as_ref().map(|place| (name(place), position(place, place.span.start))),
    };
    problems.iter().map(located).collect()
}

/// Offsets at which the lines of a text start.
pub(super) struct SourceLines<'a> {
    text: &'a str,
    /// The start of each line. Never empty: the first line starts at 0.
    starts: Vec<usize>,
    /// The last offset converted, with its column. Problems arrive in order, so the columns of a file that is one long
    /// line are not counted from its start for each of them.
    last: (usize, usize),
}

impl<'a> SourceLines<'a> {
    pub(super) fn of(text: &'a str) -> SourceLines<'a> {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(index, _)| index + 1);
        SourceLines { text, starts: std::iter::once(0).chain(breaks).collect(), last: (0, 1) }
    }

    /// Returns the index of the line that contains an offset; the first line is 0.
    pub(super) fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset).saturating_sub(1)
    }

    /// Returns the text of a line without its line ending; empty if there is no such line.
    pub(super) fn content(&self, line: usize) -> &'a str {
        let start = self.starts.get(line).copied().unwrap_or(self.text.len());
        let end = self.starts.get(line + 1).copied().unwrap_or(self.text.len());
        let line = self.text.get(start..end).unwrap_or_default();
        let line = line.strip_suffix('\n').unwrap_or(line);
        line.strip_suffix('\r').unwrap_or(line)
    }

    /// Returns the offset at which a line starts, or the end of the text if there is no such line.
    pub(super) fn start(&self, line: usize) -> usize {
        self.starts.get(line).copied().unwrap_or(self.text.len())
    }

    /// Returns the line and column of an offset.
    pub(super) fn position(&mut self, offset: usize) -> Position {
        let offset = offset.min(self.text.len());
        let line = self.line(offset);
        let start = self.start(line);
        let (from, column) = if (start..=offset).contains(&self.last.0) { self.last } else { (start, 1) };
        let column = column + self.text.get(from..offset).map_or(0, |passed| passed.chars().count());
        self.last = (offset, column);
        Position { line: line + 1, column }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_become_lines_and_columns() {
        let mut lines = SourceLines::of("id = \"淘宝\"\r\n\r\nx = 1");
        let mut check = |offset: usize, line: usize, column: usize| {
            assert_eq!(lines.position(offset), Position { line, column }, "{offset}");
        };
        check(0, 1, 1);
        check(6, 1, 7);
        check(9, 1, 8);
        check(13, 1, 10);
        check(15, 2, 1);
        check(17, 3, 1);
        check(21, 3, 5);
        check(5, 1, 6);
        check(22, 3, 6);
        check(999, 3, 6);
        assert_eq!((0..4).map(|line| lines.content(line)).collect::<Vec<_>>(), ["id = \"淘宝\"", "", "x = 1", ""]);
    }
}
