//! Converts data to output for people and programs. Does not access the clock or the environment; the screen is passed
//! as a value.

pub mod acts;
pub mod agenda;
pub mod calendar_notes;
pub mod cells;
pub mod day;
pub mod filter;
pub mod header;
pub mod history;
pub mod ical;
pub mod json;
pub mod next;
pub mod now;
pub mod one_off;
pub mod schedule;
pub mod sheet;
pub mod signs;
pub mod table;
pub mod views;
pub mod words;

use crate::language::Lang;

/// The capabilities of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Screen {
    /// Language.
    pub lang: Lang,
    /// Width in cells; `None` if lines may have any length (a pipe, a file).
    pub width: Option<usize>,
    /// Height in lines; `None` if there is no limit (a pipe, a file).
    pub height: Option<usize>,
    /// Whether to use ASCII signs only.
    pub ascii: bool,
    /// Whether to use colours and bold.
    pub colour: bool,
}

impl Screen {
    /// Whether the screen is narrow, so that columns are stacked instead of side by side.
    pub fn is_narrow(&self) -> bool {
        self.width.is_some_and(|width| width < 60)
    }

    /// Wraps a line to the screen's width.
    pub fn wrap(&self, line: &str) -> Vec<String> {
        self.width.map_or_else(|| vec![line.to_owned()], |width| cells::wrap(line, width))
    }
}
