//! Colours by condition, so that a cell changed by hand changes its colour.

use super::formats::Formats;
use super::worksheet::Placed;
use crate::language::Lang;
use crate::render::sheet::{Cell, Grid, Table, Tone};
use crate::render::words;
use crate::status::{Status, Timing};
use rust_xlsxwriter::{
    ConditionalFormat, ConditionalFormatBlank, ConditionalFormatCell, ConditionalFormatCellRule, Worksheet, XlsxError,
};

/// Every status, for the colours.
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

/// The colours of a worksheet.
pub struct Colours<'a> {
    /// Where they go.
    pub sheet: &'a mut Worksheet,
    /// The language of the words.
    pub lang: Lang,
}

impl Colours<'_> {
    /// Colours of the columns of a table in which statuses stand, by their words.
    pub fn of_statuses(&mut self, placed: &Placed, table: &Table, shown: &[usize]) -> Result<(), XlsxError> {
        let lang = self.lang;
        let is_status = |at: usize| table.rows().any(|row| matches!(row.cells.get(at), Some(Cell::Status(_))));
        // A group's name may stand before the table's own columns.
        let first = placed.columns.1 + 1 - shown.len() as u16;
        for (at, _) in (first..).zip(shown).filter(|(_, at)| is_status(**at)) {
            self.of_texts(&Placed { columns: (at, at), ..*placed }, |status| words::status(lang, status))?;
        }
        Ok(())
    }

    /// Colours of a grid: signs by their text, parts by how much of the whole they are. One that is the whole is not
    /// coloured by condition, for all in time and all but some late are the same number.
    pub fn of_grid(&mut self, placed: &Placed, grid: &Grid) -> Result<(), XlsxError> {
        let has_total = grid.table.rows().last().is_some_and(|row| row.strong);
        let last = placed.last.saturating_sub(u32::from(has_total));
        let days = Placed { titles: placed.titles, last, columns: (1, u16::try_from(grid.days).unwrap_or(u16::MAX)) };
        // To Excel an empty cell is 0.
        self.condition(&days, &ConditionalFormatBlank::new().set_stop_if_true(true))?;
        let lang = self.lang;
        self.of_texts(&days, |status| Cell::Sign(status).text(lang))?;
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

    /// Statuses are coloured by their texts.
    fn of_texts(&mut self, placed: &Placed, text: impl Fn(Status) -> String) -> Result<(), XlsxError> {
        let mut known: Vec<String> = Vec::new();
        for status in STATUSES {
            let (Some(format), text) = (Formats::tone(Tone::of(status)), text(status)) else { continue };
            if !text.is_empty() && !known.contains(&text) {
                let rule = ConditionalFormatCellRule::EqualTo(text.clone());
                self.condition(placed, &ConditionalFormatCell::new().set_rule(rule).set_format(format))?;
                known.push(text);
            }
        }
        Ok(())
    }

    fn condition<F>(&mut self, placed: &Placed, format: &F) -> Result<(), XlsxError>
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
