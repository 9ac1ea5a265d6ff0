//! Signs and colours of a status. All signs take one cell in every terminal: characters whose width is "ambiguous" in
//! Unicode (●, ■, …) take two in Chinese consoles and would misalign columns (UAX #11).

use super::Screen;
use crate::status::{Status, Timing};
use anstyle::{AnsiColor, Style};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

const GREEN: Style = AnsiColor::Green.on_default();
const RED: Style = AnsiColor::Red.on_default().bold();
const YELLOW: Style = AnsiColor::Yellow.on_default();
const DIM: Style = Style::new().dimmed();
const BOLD: Style = Style::new().bold();
const PLAIN: Style = Style::new();

/// Returns the sign at the start of a row.
pub fn sign(status: Status, ascii: bool) -> &'static str {
    let (unicode, plain) = match status {
        Status::Upcoming => ("\u{25e6}", "[ ]"),
        Status::Due => ("\u{25b8}", "[>]"),
        Status::Overdue => ("!", "[!]"),
        Status::Missed => ("\u{2717}", "[x]"),
        Status::Done(Timing::AfterLapse) => ("\u{2717}", "[x]"),
        Status::Done(_) => ("\u{2713}", "[v]"),
        Status::Skipped => ("\u{bb}", "[-]"),
        Status::Excused => ("\u{2205}", "[/]"),
        Status::NotRequired => ("\u{2043}", "[.]"),
    };
    if ascii { plain } else { unicode }
}

/// Returns one cell of a strip: a round of a watch, or a day of a history.
pub fn cell(status: Status, ascii: bool) -> char {
    let (unicode, plain) = match status {
        Status::Upcoming => ('\u{25ab}', '.'),
        Status::Due => ('\u{25b8}', '>'),
        Status::Overdue => ('!', '!'),
        Status::Missed => ('\u{2717}', 'x'),
        Status::Done(Timing::AfterLapse) => ('\u{2717}', 'x'),
        Status::Done(_) => ('\u{25aa}', '#'),
        Status::Skipped => ('\u{bb}', '-'),
        Status::Excused => ('\u{2205}', '/'),
        Status::NotRequired => ('\u{2043}', '_'),
    };
    if ascii { plain } else { unicode }
}

/// Returns the style of a row.
pub fn style(status: Status) -> Style {
    match status {
        Status::Upcoming => PLAIN,
        Status::Due => YELLOW,
        Status::Overdue => RED,
        Status::Missed | Status::Done(Timing::AfterLapse) => AnsiColor::Red.on_default(),
        Status::Done(Timing::Late) => AnsiColor::Cyan.on_default(),
        Status::Done(_) => GREEN,
        Status::Skipped | Status::Excused | Status::NotRequired => DIM,
    }
}

/// Draws progress as a bar of `cells` cells.
pub fn bar(done: u32, of: u32, cells: u32, ascii: bool) -> String {
    let (full, empty) = if ascii { ('#', '.') } else { ('\u{25aa}', '\u{25ab}') };
    // The bar is full only if everything is done, and empty only if nothing is done.
    let filled = (done.min(of) * cells).checked_div(of).map_or(0, |filled| filled.max(u32::from(done > 0)));
    (0..cells).map(|cell| if cell < filled { full } else { empty }).collect()
}

/// Returns how many of `cells` cells a value fills; at least one if the value is above 0.
pub fn cells_of(value: Decimal, scale: Decimal, cells: u32) -> u32 {
    let filled = (value.max(Decimal::ZERO) * Decimal::from(cells)).checked_div(scale).unwrap_or_default();
    let filled = filled.min(Decimal::from(cells)).round().to_u32().unwrap_or_default();
    filled.max(u32::from(value > Decimal::ZERO))
}

/// Draws a value as a bar of `cells` cells.
pub fn measured(value: Decimal, scale: Decimal, cells: u32, ascii: bool) -> String {
    let (full, empty) = if ascii { ('#', '.') } else { ('\u{25aa}', '\u{25ab}') };
    let filled = cells_of(value, scale, cells);
    (0..cells).map(|cell| if cell < filled { full } else { empty }).collect()
}

/// Draws values as a sparkline, scaled between the smallest and the largest. Uses Braille, because block elements have
/// ambiguous width.
pub fn sparkline(figures: &[Option<Decimal>], ascii: bool) -> String {
    let levels = if ascii { ['_', '-', '=', '#'] } else { ['\u{28c0}', '\u{28e4}', '\u{28f6}', '\u{28ff}'] };
    let known = || figures.iter().flatten();
    let (Some(least), Some(largest)) = (known().min(), known().max()) else { return " ".repeat(figures.len()) };
    let level = |figure: Decimal| {
        let part = (figure - least).checked_mul(Decimal::from(3)).and_then(|part| part.checked_div(largest - least));
        part.and_then(|part| part.round().to_usize()).unwrap_or(1)
    };
    figures.iter().map(|figure| figure.map_or(' ', |figure| levels[level(figure).min(3)])).collect()
}

impl Screen {
    /// Returns the text in a style, if colours are enabled.
    pub fn paint(&self, style: Style, text: &str) -> String {
        if self.colour && style != PLAIN { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }

    /// Returns the text in bold.
    pub fn bold(&self, text: &str) -> String {
        self.paint(BOLD, text)
    }

    /// Returns the text dimmed.
    pub fn dim(&self, text: &str) -> String {
        self.paint(DIM, text)
    }

    /// Returns the text in the colour of an alarm.
    pub fn alarm(&self, text: &str) -> String {
        self.paint(RED, text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_become_bars_and_sparklines() {
        let check = |value: i64, scale: i64, expected: &str| {
            assert_eq!(measured(value.into(), scale.into(), 4, true), expected, "{value}/{scale}");
        };
        check(0, 10, "....");
        check(1, 1000, "#...");
        check(5, 10, "##..");
        check(20, 10, "####");
        check(-3, 10, "....");
        check(0, 0, "....");
        let line = |figures: &[Option<i64>]| {
            let figures: Vec<Option<Decimal>> = figures.iter().map(|figure| figure.map(Decimal::from)).collect();
            sparkline(&figures, true)
        };
        assert_eq!(line(&[Some(0), Some(10), None, Some(20), Some(30)]), "_- =#");
        assert_eq!(line(&[Some(5), Some(5)]), "--");
        assert_eq!(line(&[None]), " ");
    }
}
