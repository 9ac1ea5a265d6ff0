//! Writes typed cells.

use super::formats::Formats;
use super::texts;
use crate::language::Lang;
use crate::render::sheet::cell::NO_FIGURE;
use crate::render::sheet::{Cell, Tone};
use crate::render::words;
use chrono::{Datelike, NaiveDateTime, NaiveTime, Timelike};
use rust_decimal::Decimal;
use rust_xlsxwriter::{ExcelDateTime, Format, Note, Worksheet, XlsxError};

/// Writes the cells of a worksheet.
pub struct CellWriter<'a> {
    /// The worksheet.
    pub sheet: &'a mut Worksheet,
    /// The formats of the workbook.
    pub formats: &'a Formats,
    /// Language of the words.
    pub lang: Lang,
}

impl CellWriter<'_> {
    /// Writes a value in the notation of its kind.
    pub fn cell(&mut self, (row, at): (u32, u16), cell: &Cell, format: &Format) -> Result<(), XlsxError> {
        // A spreadsheet stores numbers as binary floating point (ISO/IEC 29500-1, 18.3.1.96).
        let number = texts::nearest;
        match cell {
            Cell::Empty => self.sheet.write_blank(row, at, format)?,
            Cell::Count(count) if texts::is_exact((*count).into()) => self.sheet.write_number_with_format(
                row,
                at,
                number((*count).into()),
                &format.clone().set_num_format("0"),
            )?,
            Cell::Decimal { value, unit } if texts::is_exact(*value) => {
                let shown = texts::number_format(*value, unit.as_deref());
                self.sheet.write_number_with_format(row, at, number(*value), &format.clone().set_num_format(shown))?
            }
            Cell::Amount { value, unit } if texts::is_exact(*value) => {
                let shown = texts::amount_format(*value, unit.as_deref());
                self.sheet.write_number_with_format(row, at, number(*value), &format.clone().set_num_format(shown))?
            }
            Cell::Change(value) => {
                let format = format.clone().set_num_format("+0.0;-0.0;0.0");
                self.sheet.write_number_with_format(row, at, number(*value), &format)?
            }
            Cell::Money(value) if texts::is_exact(*value) => {
                let format = format.clone().set_num_format("#,##0.00");
                self.sheet.write_number_with_format(row, at, number(*value), &format)?
            }
            Cell::Ratio { of, from } => match (*from > 0).then(|| *of as f64 / *from as f64) {
                Some(share) => {
                    self.sheet.write_number_with_format(row, at, share, &format.clone().set_num_format("0.0%"))?
                }
                None => self.sheet.write_string_with_format(row, at, NO_FIGURE, format)?,
            },
            Cell::Date(day) => {
                self.moment((row, at), day.and_time(NaiveTime::MIN), &format.clone().set_num_format("yyyy-mm-dd"))?
            }
            Cell::Moment(moment) => {
                self.moment((row, at), *moment, &format.clone().set_num_format("yyyy-mm-dd hh:mm"))?
            }
            Cell::Time(time) => {
                let time = ExcelDateTime::from_hms(time.hour() as u16, time.minute() as u8, 0)?;
                self.sheet.write_datetime_with_format(row, at, &time, &format.clone().set_num_format("hh:mm"))?
            }
            Cell::Length(length) => {
                let minutes = Decimal::from(words::whole_minutes(*length));
                let days = minutes.checked_div(Decimal::from(24 * 60)).unwrap_or_default();
                self.sheet.write_number_with_format(row, at, number(days), &format.clone().set_num_format("[h]:mm"))?
            }
            Cell::Part { of, from, tone } => {
                // The base format is that of a complete fraction; conditional formatting colours the others.
                let whole = if *tone == Tone::Late { Tone::Late } else { Tone::Good };
                let format = if *tone == Tone::Plain { format.clone() } else { Formats::toned(format, whole) };
                return self.part((row, at), (*of, *from), &format);
            }
            // A number with too many digits stays exact as text.
            Cell::Count(_) | Cell::Decimal { .. } | Cell::Amount { .. } | Cell::Money(_) => {
                self.sheet.write_string_with_format(row, at, cell.text(self.lang), format)?
            }
            Cell::Missing | Cell::Text(_) | Cell::Status(_) | Cell::Tick(_) | Cell::Sign(_) | Cell::Light(_) => {
                let text = texts::fit(&cell.text(self.lang));
                self.sheet.write_string_with_format(row, at, text, format)?
            }
        };
        Ok(())
    }

    /// Writes a fraction that is shown by its counts. If no number format can show them, it is shown as a percentage,
    /// with the counts in a note.
    pub fn part(&mut self, (row, at): (u32, u16), (of, from): (u64, u64), format: &Format) -> Result<(), XlsxError> {
        let share = if from > 0 { of as f64 / from as f64 } else { 0.0 };
        let shown = self.formats.part_of(from);
        if shown.is_none() {
            let note = Note::new(format!("{of}/{from}")).set_author("ops").add_author_prefix(false);
            self.sheet.insert_note(row, at, &note)?;
        }
        let format = format.clone().set_num_format(shown.unwrap_or_else(|| "0.0%".into()));
        self.sheet.write_number_with_format(row, at, share, &format)?;
        Ok(())
    }

    /// Writes a date and time; as text before 1900, because Excel does not support earlier dates.
    fn moment(
        &mut self,
        (row, at): (u32, u16),
        moment: NaiveDateTime,
        format: &Format,
    ) -> Result<&mut Worksheet, XlsxError> {
        let (day, time) = (moment.date(), moment.time());
        match u16::try_from(day.year()) {
            Ok(year @ 1900..=9999) => {
                let date = ExcelDateTime::from_ymd(year, day.month() as u8, day.day() as u8)?;
                let moment = date.and_hms(time.hour() as u16, time.minute() as u8, 0)?;
                self.sheet.write_datetime_with_format(row, at, &moment, format)
            }
            _ => self.sheet.write_string_with_format(row, at, moment.to_string(), format),
        }
    }
}
