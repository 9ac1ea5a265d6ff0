//! The days and ranges people type: `yesterday`, `-1`, `fri`, `11-22`, `2026-W47`, `A..B`.

use super::Day;

/// Which way a word without a year, or a weekday, leans.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lean {
    /// The last one, today included: what looks back on what was done.
    Back,
    /// The next one, today included: what plans ahead.
    Forward,
}

/// Days from `first` to `last`, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayRange {
    /// Included.
    pub first: Day,
    /// Included.
    pub last: Day,
}

/// Why a text names no day or range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DayWordError {
    /// It has none of the forms.
    Unknown,
    /// It has the form of a date that does not exist.
    NoSuchDate,
    /// The range ends before it begins.
    Backwards,
}

/// Reads a day: `today`, `yesterday`, `tomorrow`, `-1`, `mon`…`sun`, `2026-11-22`, `11-22`, and in Chinese 今天, 昨天,
/// 明天, 周一…周日.
pub fn parse_day(text: &str, today: Day, lean: Lean) -> Result<Day, DayWordError> {
    let _ = (text, today, lean);
    Err(DayWordError::Unknown)
}

/// Reads a range: a day, `A..B` with both ends included, an ISO week (`this`, `last`, `2026-W47`).
pub fn parse_range(text: &str, today: Day, lean: Lean) -> Result<DayRange, DayWordError> {
    let _ = (text, today, lean);
    Err(DayWordError::Unknown)
}
