//! A typed cell, and the one text that every text form gives it.

use super::super::{cells, words};
use crate::calendar::time_label;
use crate::language::{Lang, say};
use crate::status::{Status, Timing};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use rust_decimal::Decimal;

/// What stands where there is no figure: nothing was required.
pub const NO_FIGURE: &str = "\u{2014}";

/// One value of a sheet.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Cell {
    /// Nothing to say.
    #[default]
    Empty,
    /// There is no such figure: `—`.
    Missing,
    /// Words, in one line or several.
    Text(String),
    /// How many.
    Count(u64),
    /// An exact number with its unit.
    Decimal {
        /// The number.
        value: Decimal,
        /// 元, %, 秒
        unit: Option<String>,
    },
    /// A share: `35/36 97.2%`; `—` of nothing.
    Ratio {
        /// How many of them.
        of: u64,
        /// Of how many.
        from: u64,
    },
    /// A day.
    Date(NaiveDate),
    /// A time of day, as the wall clock of the checklist's zone shows it.
    Time(NaiveTime),
    /// A day and a time of day, as the wall clock of the checklist's zone shows them.
    Moment(NaiveDateTime),
    /// A length of time.
    Length(TimeDelta),
    /// What became of an occurrence.
    Status(Status),
    /// A box, ticked or to be ticked by hand.
    Tick(Status),
    /// What became of an occurrence, in a sign: room for many days.
    Sign(Status),
    /// So many of so many, told by its counts and by its colour: `18/20`.
    Part {
        /// How many of them.
        of: u64,
        /// Of how many; not 0.
        from: u64,
        /// How good that is.
        tone: Tone,
    },
}

/// How good a thing is: what it is coloured by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tone {
    /// As it should be.
    Good,
    /// Done, but late.
    Late,
    /// Wants to be done now.
    Warn,
    /// Wrong.
    Bad,
    /// Does not matter.
    Quiet,
    /// Nothing to say of it.
    Plain,
}

/// A share in percent to one decimal, rounded half up, in integers alone: `97.2%`. `None` of nothing.
pub fn percent(of: u64, from: u64) -> Option<String> {
    let (of, from) = (u128::from(of), u128::from(from));
    let tenths = (2000 * of + from).checked_div(2 * from)?;
    Some(format!("{}.{}%", tenths / 10, tenths % 10))
}

impl Cell {
    /// A time of the day spoken of, or a day and a time.
    pub fn at(local: NaiveDateTime, day: NaiveDate) -> Cell {
        if local.date() == day { Cell::Time(local.time()) } else { Cell::Moment(local) }
    }

    /// A text where there is one.
    pub fn optional(text: Option<impl Into<String>>) -> Cell {
        text.map_or(Cell::Empty, |text| Cell::Text(text.into()))
    }

    /// Texts below each other; empty without any.
    pub fn lines(texts: &[String]) -> Cell {
        if texts.is_empty() { Cell::Empty } else { Cell::Text(texts.join("\n")) }
    }

    /// Its text, cleaned of everything that steers a terminal; only [`Cell::Text`] can have several lines.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Missing => NO_FIGURE.into(),
            Cell::Text(text) => clean_lines(text),
            Cell::Count(count) => count.to_string(),
            Cell::Decimal { value, unit } => words::with_unit(&value.to_string(), &line(unit.as_deref().unwrap_or(""))),
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
        }
    }

    /// Whether nothing is to be shown.
    pub fn is_empty(&self) -> bool {
        match self {
            Cell::Empty => true,
            Cell::Text(text) => text.is_empty(),
            _ => false,
        }
    }

    /// The number to draw; shares are between 0 and 1.
    pub fn number(&self) -> Option<Decimal> {
        match self {
            Cell::Count(count) => Some(Decimal::from(*count)),
            Cell::Decimal { value, .. } => Some(*value),
            Cell::Ratio { of, from } | Cell::Part { of, from, .. } => {
                Decimal::from(*of).checked_div(Decimal::from(*from))
            }
            _ => None,
        }
    }

    /// What it is coloured by.
    pub fn tone(&self) -> Tone {
        match self {
            Cell::Status(status) | Cell::Sign(status) => Tone::of(*status),
            Cell::Part { tone, .. } => *tone,
            _ => Tone::Plain,
        }
    }
}

/// A box on paper: `☐` waits for a hand.
fn box_sign(status: Status) -> &'static str {
    match status {
        Status::Done(_) => "\u{2611}",
        Status::Upcoming | Status::Due | Status::Overdue => "\u{2610}",
        Status::Missed => "\u{2717}",
        Status::Skipped | Status::Excused | Status::NotRequired => "\u{2013}",
    }
}

/// A sign that every font has and that is told from the others without colours.
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
    /// The colour of a status.
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

/// A text in one line, fit for every form.
pub fn line(text: &str) -> String {
    cells::clean(text).into_owned()
}

/// A text in its lines, each fit for every form.
fn clean_lines(text: &str) -> String {
    text.split('\n').map(cells::clean).collect::<Vec<_>>().join("\n")
}

/// A text of several lines in one: `主图；视频`.
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
        check(Cell::Ratio { of: 3, from: 4 }, "3/4 75.0%");
        check(Cell::Ratio { of: 0, from: 0 }, "—");
        check(Cell::Length(TimeDelta::minutes(65)), "1小时5分");
        check(Cell::Status(Status::Missed), "漏做");
        check(Cell::Sign(Status::Missed), "✗");
        check(Cell::Sign(Status::Done(Timing::Late)), "超");
        check(Cell::Part { of: 18, from: 20, tone: Tone::Warn }, "18/20");
    }
}
