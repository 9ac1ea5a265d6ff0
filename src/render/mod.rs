//! From data to what people and programs read. No clock, no environment: the screen is a value.

pub mod acts;
pub mod agenda;
pub mod cells;
pub mod day;
pub mod header;
pub mod history;
pub mod ical;
pub mod json;
pub mod next;
pub mod now;
pub mod occasions;
pub mod one_off;
pub mod schedule;
pub mod sheet;
pub mod signs;
pub mod table;
pub mod views;
pub mod words;

use crate::language::Lang;

/// What can be shown where the output goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Screen {
    /// Words.
    pub lang: Lang,
    /// Cells across; `None` where lines may be as long as they need (a pipe, a file).
    pub width: Option<usize>,
    /// Lines down; `None` where there is no end (a pipe, a file).
    pub height: Option<usize>,
    /// Signs of ASCII alone.
    pub ascii: bool,
    /// Colours and bold.
    pub colour: bool,
}

impl Screen {
    /// Whether there is little room across: what is beside each other elsewhere stands below each other.
    pub fn is_narrow(&self) -> bool {
        self.width.is_some_and(|width| width < 60)
    }

    /// A line as lines that fit across.
    pub fn wrap(&self, line: &str) -> Vec<String> {
        self.width.map_or_else(|| vec![line.to_owned()], |width| cells::wrap(line, width))
    }
}
