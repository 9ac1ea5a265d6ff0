//! A typed cell, and its text, which is the same in every text format.

use super::super::{cells, words};
use super::Light;
use crate::calendar::time_label;
use crate::checklist::is_money;
use crate::language::{Lang, say};
use crate::status::{Status, Timing};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use rust_decimal::Decimal;

/// Shown if there is no figure because nothing was required.
pub const NO_FIGURE: &str = "\u{2014}";

/// One value of a sheet.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Cell {
    /// Empty.
    #[default]
    Empty,
    /// A figure that does not exist: `—`.
    Missing,
    /// Text of one or more lines.
    Text(String),
    /// A count.
    Count(u64),
    /// An exact number with its unit.
    Decimal {
        /// The number.
        value: Decimal,
        /// Unit, such as 元, % or 秒.
        unit: Option<String>,
    },
    /// An amount with its unit, rounded for people: `3,536.70 元`, `2.84`, `29 天`.
    Amount {
        /// The number, not rounded.
        value: Decimal,
        /// Unit.
        unit: Option<String>,
    },
    /// A difference, with its sign: `+1.1`.
    Change(Decimal),
    /// An amount of money without its currency, which is shown elsewhere: `3,536.70`.
    Money(Decimal),
    /// A fraction: `35/36 97.2%`; `—` if `from` is 0.
    Ratio {
        /// Numerator.
        of: u64,
        /// Denominator.
        from: u64,
    },
    /// A day.
    Date(NaiveDate),
    /// A time of day by the wall clock of the checklist's zone.
    Time(NaiveTime),
    /// A date and time by the wall clock of the checklist's zone.
    Moment(NaiveDateTime),
    /// A duration.
    Length(TimeDelta),
    /// The status of an occurrence.
    Status(Status),
    /// A box, ticked or for ticking by hand.
    Tick(Status),
    /// The status of an occurrence as a short sign, for grids of many days.
    Sign(Status),
    /// A fraction, shown by its counts and a colour: `18/20`.
    Part {
        /// Numerator.
        of: u64,
        /// Denominator; not 0.
        from: u64,
        /// How good the result is.
        tone: Tone,
    },
    /// How a figure compares with its target, in a word.
    Light(Light),
}

/// How good something is; determines its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tone {
    /// As intended.
    Good,
    /// Done, but late.
    Late,
    /// Needs to be done now.
    Warn,
    /// Wrong.
    Bad,
    /// Unimportant.
    Quiet,
    /// Neutral.
    Plain,
}

/// Formats a percentage with one decimal, rounded half up, using only integers: `97.2%`. `None` if `from` is 0.
pub fn percent(of: u64, from: u64) -> Option<String> {
    let (of, from) = (u128::from(of), u128::from(from));
    let tenths = (2000 * of + from).checked_div(2 * from)?;
    Some(format!("{}.{}%", tenths / 10, tenths % 10))
}

impl Cell {
    /// Returns a cell with the time only, if it is on the given day, and otherwise with date and time.
    pub fn at(local: NaiveDateTime, day: NaiveDate) -> Cell {
        if local.date() == day { Cell::Time(local.time()) } else { Cell::Moment(local) }
    }

    /// Returns the text, or an empty cell if there is none.
    pub fn optional(text: Option<impl Into<String>>) -> Cell {
        text.map_or(Cell::Empty, |text| Cell::Text(text.into()))
    }

    /// Joins texts as lines of one cell; empty if there are none.
    pub fn lines(texts: &[String]) -> Cell {
        if texts.is_empty() { Cell::Empty } else { Cell::Text(texts.join("\n")) }
    }

    /// Returns the cell's text, without terminal control characters. Only [`Cell::Text`] can have several lines.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Missing => NO_FIGURE.into(),
            Cell::Text(text) => clean_lines(text),
            Cell::Count(count) => count.to_string(),
            Cell::Decimal { value, unit: Some(unit) } if is_money(unit) => {
                words::with_unit(&words::money(*value), &line(unit))
            }
            Cell::Decimal { value, unit } => words::with_unit(&value.to_string(), &line(unit.as_deref().unwrap_or(""))),
            Cell::Amount { value, unit } => words::amount(*value, unit.as_deref().map(line).as_deref()),
            Cell::Change(value) if value.is_sign_positive() && !value.is_zero() => format!("+{value}"),
            Cell::Change(value) => value.to_string(),
            Cell::Money(value) => words::money(*value),
            Cell::Ratio { of, from } => match percent(*of, *from) {
                Some(percent) => format!("{of}/{from} {percent}"),
                None => NO_FIGURE.into(),
            },
            Cell::Date(day) => day.to_string(),
            Cell::Time(time) => time_label(*time),
            Cell::Moment(at) => format!("{} {}", at.date(), time_label(at.time())),
            Cell::Length(length) => words::short_length(lang, *length),
            Cell::Status(status) => words::status(lang, *status),
            Cell::Tick(status) => box_sign(*status).into(),
            Cell::Sign(status) => sign(*status, lang),
            Cell::Part { of, from, .. } => format!("{of}/{from}"),
            Cell::Light(light) => light.word(lang),
        }
    }

    /// Returns the text in two parts, the second less important: for a fraction, `97.2%` and `35/36`; for any other
    /// cell, its text and an empty one.
    pub fn parts(&self, lang: Lang) -> (String, String) {
        let parts = match self {
            Cell::Ratio { of, from } => percent(*of, *from).map(|percent| (percent, format!("{of}/{from}"))),
            _ => None,
        };
        parts.unwrap_or_else(|| (self.text(lang), String::new()))
    }

    /// Whether the cell shows nothing.
    pub fn is_empty(&self) -> bool {
        match self {
            Cell::Empty => true,
            Cell::Text(text) => text.is_empty(),
            _ => false,
        }
    }

    /// Returns the number to draw in a chart; for a fraction, between 0 and 1. `None` if the cell has no number.
    pub fn number(&self) -> Option<Decimal> {
        match self {
            Cell::Count(count) => Some(Decimal::from(*count)),
            Cell::Decimal { value, .. } | Cell::Amount { value, .. } | Cell::Money(value) | Cell::Change(value) => {
                Some(*value)
            }
            Cell::Ratio { of, from } | Cell::Part { of, from, .. } => {
                Decimal::from(*of).checked_div(Decimal::from(*from))
            }
            _ => None,
        }
    }

    /// Returns the tone of the cell's value.
    pub fn tone(&self) -> Tone {
        match self {
            Cell::Status(status) | Cell::Sign(status) => Tone::of(*status),
            Cell::Part { tone, .. } => *tone,
            Cell::Light(light) => light.tone(),
            _ => Tone::Plain,
        }
    }
}

/// Returns a box for paper; `☐` is to be ticked by hand.
fn box_sign(status: Status) -> &'static str {
    match status {
        Status::Done(_) => "\u{2611}",
        Status::Upcoming | Status::Due | Status::Overdue => "\u{2610}",
        Status::Missed => "\u{2717}",
        Status::Skipped | Status::Excused | Status::NotRequired => "\u{2013}",
    }
}

/// Returns a sign that is available in every font and recognisable without colours.
fn sign(status: Status, lang: Lang) -> String {
    match status {
        Status::Done(Timing::Late) => say::sign_late(lang),
        Status::Done(Timing::Early | Timing::OnTime) => "\u{2713}".into(),
        Status::Missed | Status::Done(Timing::AfterLapse) => "\u{2717}".into(),
        Status::Overdue => "!".into(),
        Status::Skipped => "\u{bb}".into(),
        Status::Excused | Status::NotRequired => "\u{2013}".into(),
        Status::Upcoming | Status::Due => String::new(),
    }
}

impl Tone {
    /// Returns the tone of a status.
    pub fn of(status: Status) -> Tone {
        match status {
            Status::Upcoming => Tone::Plain,
            Status::Due => Tone::Warn,
            Status::Overdue | Status::Missed | Status::Done(Timing::AfterLapse) => Tone::Bad,
            Status::Done(Timing::Late) => Tone::Late,
            Status::Done(_) => Tone::Good,
            Status::Skipped | Status::Excused | Status::NotRequired => Tone::Quiet,
        }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        Cell::Text(text.into())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Cell {
        Cell::Text(text)
    }
}

impl From<Option<String>> for Cell {
    fn from(text: Option<String>) -> Cell {
        Cell::optional(text)
    }
}

/// Replaces the control and direction characters of a line of text, for any format.
pub fn line(text: &str) -> String {
    cells::clean(text).into_owned()
}

/// Replaces the control and direction characters in each line of a text, for any format.
fn clean_lines(text: &str) -> String {
    text.split('\n').map(cells::clean).collect::<Vec<_>>().join("\n")
}

/// Joins the lines of a text: `主图；视频`.
pub fn in_one_line(text: &str, lang: Lang) -> String {
    if text.contains('\n') { text.replace('\n', &say::clause_semicolon(lang)) } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_round_half_up_in_integers() {
        let check = |of: u64, from: u64, expected: Option<&str>| {
            assert_eq!(percent(of, from).as_deref(), expected, "{of}/{from}");
        };
        check(0, 0, None);
        check(5, 0, None);
        check(0, 36, Some("0.0%"));
        check(35, 36, Some("97.2%"));
        check(36, 36, Some("100.0%"));
        check(1, 2000, Some("0.1%"));
        check(1, 2001, Some("0.0%"));
        check(1999, 2000, Some("100.0%"));
        check(1, 3, Some("33.3%"));
        check(2, 3, Some("66.7%"));
        check(3, 2, Some("150.0%"));
        check(u64::MAX, u64::MAX, Some("100.0%"));
    }

    #[test]
    fn every_cell_has_a_text() {
        let check = |cell: Cell, expected: &str| assert_eq!(cell.text(Lang::Zh), expected);
        check(Cell::Empty, "");
        check(Cell::Missing, "—");
        check("一\u{1b}[31m\n二\u{202e}".into(), "一\u{fffd}[31m\n二\u{fffd}");
        check(Cell::Decimal { value: Decimal::new(-1250, 2), unit: Some("元".into()) }, "-12.50元");
        check(Cell::Money(Decimal::new(35367, 1)), "3,536.70");
        check(Cell::Amount { value: Decimal::new(35367, 1), unit: Some("元".into()) }, "3,536.70 元");
        check(Cell::Amount { value: 29.into(), unit: Some("天".into()) }, "29 天");
        check(Cell::Change(Decimal::new(11, 1)), "+1.1");
        check(Cell::Change(Decimal::new(-18, 1)), "-1.8");
        check(Cell::Change(Decimal::new(0, 1)), "0.0");
        check(Cell::Ratio { of: 3, from: 4 }, "3/4 75.0%");
        check(Cell::Ratio { of: 0, from: 0 }, "—");
        check(Cell::Length(TimeDelta::minutes(65)), "1小时5分");
        check(Cell::Status(Status::Missed), "漏做");
        check(Cell::Sign(Status::Missed), "✗");
        check(Cell::Sign(Status::Done(Timing::Late)), "超");
        check(Cell::Part { of: 18, from: 20, tone: Tone::Warn }, "18/20");
    }
}
