//! Colours by conditional formatting, so that a cell edited by hand changes its colour.

use super::formats::Formats;
use super::worksheet::PlacedCell;
use crate::language::Lang;
use crate::render::sheet::{Cell, Grid, Light, Table, Tone};
use crate::render::words;
use crate::status::{Status, Timing};
use rust_xlsxwriter::{
    ConditionalFormat, ConditionalFormatBlank, ConditionalFormatCell, ConditionalFormatCellRule, Worksheet, XlsxError,
};

/// All statuses, in the order of their rules.
const STATUSES: [Status; 11] = [
    Status::Upcoming,
    Status::Due,
    Status::Overdue,
    Status::Missed,
    Status::Done(Timing::Early),
    Status::Done(Timing::OnTime),
    Status::Done(Timing::Late),
    Status::Done(Timing::AfterLapse),
    Status::Skipped,
    Status::Excused,
    Status::NotRequired,
];

/// Sets the colours of a worksheet.
pub struct Colours<'a> {
    /// The worksheet.
    pub sheet: &'a mut Worksheet,
    /// Language of the texts to match.
    pub lang: Lang,
}

impl Colours<'_> {
    /// Colours the columns of a table that have statuses or lights, by rules that match their words.
    pub fn of_words(&mut self, placed: &PlacedCell, table: &Table, shown: &[usize]) -> Result<(), XlsxError> {
        let lang = self.lang;
        let has = |at: usize, is: fn(&Cell) -> bool| table.rows().any(|row| row.cells.get(at).is_some_and(is));
        // A column with the group's name may precede the table's own.
        let first = placed.columns.1 + 1 - shown.len() as u16;
        for (column, at) in (first..).zip(shown) {
            let placed = PlacedCell { columns: (column, column), ..*placed };
            if has(*at, |cell| matches!(cell, Cell::Status(_))) {
                self.of_texts(&placed, STATUSES.map(|status| (Tone::of(status), words::status(lang, status))))?;
            }
            if has(*at, |cell| matches!(cell, Cell::Light(_))) {
                let lights = [Light::Short, Light::Near, Light::Reached];
                self.of_texts(&placed, lights.map(|light| (light.tone(), light.word(lang))))?;
            }
        }
        Ok(())
    }

    /// Colours a grid: signs by their text, fractions by their value. A complete fraction has no rule, because its
    /// value does not say whether some were late.
    pub fn of_grid(&mut self, placed: &PlacedCell, grid: &Grid) -> Result<(), XlsxError> {
        let has_total = grid.table.rows().last().is_some_and(|row| row.strong);
        let last = placed.last.saturating_sub(u32::from(has_total));
        let column = |at: usize| u16::try_from(at).unwrap_or(u16::MAX);
        let columns = (column(grid.names), column((grid.names + grid.days).saturating_sub(1)));
        let days = PlacedCell { titles: placed.titles, last, columns };
        // Excel treats an empty cell as 0.
        self.condition(&days, &ConditionalFormatBlank::new().set_stop_if_true(true))?;
        let lang = self.lang;
        self.of_texts(&days, STATUSES.map(|status| (Tone::of(status), Cell::Sign(status).text(lang))))?;
        let rules = [
            (ConditionalFormatCellRule::Between(0.000_001, 0.999_999), Tone::Warn),
            (ConditionalFormatCellRule::EqualTo(0.0), Tone::Bad),
        ];
        for (rule, tone) in rules {
            let Some(format) = Formats::tone(tone) else { continue };
            self.condition(&days, &ConditionalFormatCell::new().set_rule(rule).set_format(format))?;
        }
        Ok(())
    }

    /// Colours cells by their text.
    fn of_texts<const N: usize>(&mut self, placed: &PlacedCell, texts: [(Tone, String); N]) -> Result<(), XlsxError> {
        let mut known: Vec<String> = Vec::new();
        for (tone, text) in texts {
            let Some(format) = Formats::tone(tone) else { continue };
            if !text.is_empty() && !known.contains(&text) {
                let rule = ConditionalFormatCellRule::EqualTo(text.clone());
                self.condition(placed, &ConditionalFormatCell::new().set_rule(rule).set_format(format))?;
                known.push(text);
            }
        }
        Ok(())
    }

    fn condition<F>(&mut self, placed: &PlacedCell, format: &F) -> Result<(), XlsxError>
    where
        F: ConditionalFormat + Send + Sync + Clone + 'static,
    {
        if placed.last > placed.titles {
            let (first, last) = placed.columns;
            self.sheet.add_conditional_format(placed.titles + 1, first, placed.last, last, format)?;
        }
        Ok(())
    }
}
