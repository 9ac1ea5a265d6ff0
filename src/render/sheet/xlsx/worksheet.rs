//! Parts of a document on a worksheet, one below the other.

use super::charts::{HEIGHT, WIDTH};
use super::formats::Formats;
use super::texts;
use crate::language::{Lang, say};
use crate::render::cells;
use crate::render::sheet::cell::{NO_FIGURE, in_one_line, line};
use crate::render::sheet::{Cell, Column, Document, Row, Shown, Table, TableKind, Tone};
use crate::render::words;
use crate::status::{Status, Timing};
use chrono::{Datelike, NaiveDateTime, NaiveTime, Timelike};
use rust_decimal::Decimal;
use rust_xlsxwriter::{
    Chart, ConditionalFormat, ConditionalFormatBlank, ConditionalFormatCell, ConditionalFormatCellRule, ExcelDateTime,
    Format, Worksheet, XlsxError,
};

/// Pixels of a row of one line.
const ROW: u32 = 20;
/// Pixels of a character.
const CHARACTER: u32 = 7;
/// Pixels of an upright A4 page between its edges.
const PAGE: (u32, u32) = (717, 1000);
/// The widest a column gets, in characters.
const WIDEST: usize = 60;
/// What the edges of a cell take, in characters.
const PADDING: usize = 2;
/// The height of a line, in points.
const LINE: u32 = 14;
/// Excel's rows are at most 409 points high.
const MOST_LINES: usize = 28;
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

/// Where the next part of a worksheet goes.
pub struct Cursor<'a> {
    sheet: &'a mut Worksheet,
    formats: &'a Formats,
    lang: Lang,
    row: u32,
    /// Characters across, so far.
    widths: Vec<usize>,
    /// Rows with which pages begin.
    breaks: Vec<u32>,
}

/// Where a table was put.
pub struct Placed {
    /// The row of its titles.
    pub titles: u32,
    /// Its last row.
    last: u32,
    /// Its columns.
    columns: u16,
}

impl<'a> Cursor<'a> {
    /// At the top.
    pub fn new(sheet: &'a mut Worksheet, formats: &'a Formats, lang: Lang) -> Cursor<'a> {
        Cursor { sheet, formats, lang, row: 0, widths: Vec::new(), breaks: Vec::new() }
    }

    /// The title and the facts.
    pub fn head(&mut self, document: &Document) -> Result<(), XlsxError> {
        self.put(0, &line(&document.title), &self.formats.title())?;
        self.sheet.set_row_height(self.row, 26)?;
        self.row += 1;
        if !document.facts.is_empty() {
            let fact = |fact: &crate::render::sheet::Fact| {
                say::named(self.lang, line(&fact.name), in_one_line(&fact.value.text(self.lang), self.lang))
            };
            let facts: Vec<String> = document.facts.iter().map(fact).collect();
            self.put(0, &facts.join("   "), &self.formats.quiet())?;
            self.row += 1;
        }
        for text in &document.lead {
            self.put(0, &line(text), &self.formats.text())?;
            self.row += 1;
        }
        self.row += 1;
        Ok(())
    }

    /// The foot.
    pub fn foot(&mut self, document: &Document) -> Result<(), XlsxError> {
        self.row += 1;
        for text in &document.foot {
            self.put(0, &line(text), &self.formats.quiet())?;
            self.row += 1;
        }
        Ok(())
    }

    /// A section's heading.
    pub fn heading(&mut self, heading: &str) -> Result<(), XlsxError> {
        self.put(0, &line(heading), &self.formats.heading())?;
        self.row += 1;
        Ok(())
    }

    /// Paragraphs.
    pub fn paragraphs(&mut self, paragraphs: &[String]) -> Result<(), XlsxError> {
        for text in paragraphs {
            self.put(0, &line(text), &self.formats.text())?;
            self.row += 1;
        }
        self.row += 1;
        Ok(())
    }

    /// A native chart, whole on its page.
    pub fn chart(&mut self, chart: &Chart) -> Result<(), XlsxError> {
        let rows = HEIGHT.div_ceil(ROW) + 1;
        if self.breaks_between(self.row, self.row + rows) {
            self.breaks.push(self.row);
        }
        self.sheet.insert_chart_with_offset(self.row, 0, chart, 0, 4)?;
        self.row += rows;
        Ok(())
    }

    /// Sets where pages begin.
    pub fn break_pages(&mut self) -> Result<(), XlsxError> {
        if !self.breaks.is_empty() {
            self.sheet.set_page_breaks(&self.breaks)?;
        }
        Ok(())
    }

    /// Whether what stands in these rows would be cut by the end of a page, as wide as the widest part.
    fn breaks_between(&self, from: u32, to: u32) -> bool {
        let wide = (self.widths.iter().sum::<usize>() as u32 * CHARACTER).max(WIDTH).max(PAGE.0);
        let page = PAGE.1 * wide / PAGE.0;
        let begun = self.breaks.last().copied().unwrap_or(0);
        // Rows of several lines are few on a summary.
        (to - begun) * ROW > page && from > begun
    }

    /// A table. Groups have a row for their heading, or in a list a column.
    pub fn table(&mut self, table: &Table, frozen: bool) -> Result<Placed, XlsxError> {
        let as_column = table.kind == TableKind::List && table.grouped_by.is_some();
        let group_column = table.grouped_by.as_ref().filter(|_| as_column).map(|title| Column::text(title, 16));
        let shown = table.shown(Shown::SPREADSHEET);
        let columns: Vec<&Column> = group_column.iter().chain(shown.iter().map(|(_, column)| *column)).collect();
        let lang = self.lang;
        let wanted = shown.iter().map(|(at, _)| table.wanted_width(*at, lang));
        self.widen(group_column.iter().map(|column| column.width).chain(wanted))?;
        let titles = self.row;
        for (at, column) in (0..).zip(&columns) {
            self.put(at, &line(&column.title), &self.formats.column(column.align))?;
        }
        self.row += 1;
        for group in table.groups.iter().filter(|group| !group.rows.is_empty()) {
            let heading = group.heading.as_deref().unwrap_or_default();
            if table.kind == TableKind::Summary && group.heading.is_some() {
                self.group(heading, group.lead.as_deref(), columns.len() as u16)?;
            }
            for row in &group.rows {
                let named = as_column.then(|| Cell::from(heading));
                let cells = shown.iter().map(|(at, _)| row.cells.get(*at).cloned().unwrap_or_default());
                self.cells(row, &columns, named.into_iter().chain(cells))?;
            }
        }
        let placed = Placed { titles, last: self.row.saturating_sub(1), columns: columns.len() as u16 };
        if frozen {
            self.sheet.set_freeze_panes(titles + 1, 0)?;
        }
        self.colours_of_statuses(&placed)?;
        self.row += 1;
        Ok(placed)
    }

    fn group(&mut self, heading: &str, lead: Option<&str>, columns: u16) -> Result<(), XlsxError> {
        let text = [Some(heading), lead].into_iter().flatten().map(line).collect::<Vec<_>>().join("   ");
        let format = self.formats.group();
        for at in 1..columns {
            self.sheet.write_blank(self.row, at, &format)?;
        }
        self.put(0, &text, &format)?;
        self.row += 1;
        Ok(())
    }

    fn cells(&mut self, row: &Row, columns: &[&Column], cells: impl Iterator<Item = Cell>) -> Result<(), XlsxError> {
        let mut lines = 1;
        for ((at, column), cell) in (0..).zip(columns).zip(cells) {
            self.cell(at, &cell, &self.formats.cell(column.align, row.strong))?;
            let room = self.widths.get(usize::from(at)).copied().unwrap_or(1).saturating_sub(PADDING).max(1);
            let text = cell.text(self.lang);
            lines = lines.max(text.lines().map(|line| cells::wrap(line, room).len()).sum());
        }
        // Excel makes rows higher when they are shown, others do not.
        let height = LINE * lines.min(MOST_LINES) as u32 + 3;
        self.sheet.set_row_height(self.row, height)?;
        self.row += 1;
        Ok(())
    }

    fn cell(&mut self, at: u16, cell: &Cell, format: &Format) -> Result<(), XlsxError> {
        let row = self.row;
        // A spreadsheet's numbers are binary floating point, whatever is put in (ISO/IEC 29500-1, 18.3.1.96).
        let number = texts::nearest;
        match cell {
            Cell::Empty => self.sheet.write_blank(row, at, format)?,
            Cell::Count(count) => self.sheet.write_number_with_format(
                row,
                at,
                number((*count).into()),
                &format.clone().set_num_format("0"),
            )?,
            Cell::Decimal { value, unit } => {
                let digits = match value.scale() {
                    0 => "0".to_owned(),
                    scale => format!("0.{}", "0".repeat(scale.min(10) as usize)),
                };
                let shown = texts::with_unit(&digits, unit.as_deref().unwrap_or_default());
                self.sheet.write_number_with_format(row, at, number(*value), &format.clone().set_num_format(shown))?
            }
            Cell::Ratio { of, from } => match (*from > 0).then(|| *of as f64 / *from as f64) {
                Some(share) => {
                    self.sheet.write_number_with_format(row, at, share, &format.clone().set_num_format("0.0%"))?
                }
                None => self.sheet.write_string_with_format(row, at, NO_FIGURE, format)?,
            },
            Cell::Date(day) => {
                self.moment(at, day.and_time(NaiveTime::MIN), &format.clone().set_num_format("yyyy-mm-dd"))?
            }
            Cell::Moment(moment) => self.moment(at, *moment, &format.clone().set_num_format("yyyy-mm-dd hh:mm"))?,
            Cell::Time(time) => {
                let time = ExcelDateTime::from_hms(time.hour() as u16, time.minute() as u8, 0)?;
                self.sheet.write_datetime_with_format(row, at, &time, &format.clone().set_num_format("hh:mm"))?
            }
            Cell::Length(length) => {
                let days = Decimal::from(length.num_seconds()).checked_div(Decimal::from(86_400)).unwrap_or_default();
                self.sheet.write_number_with_format(row, at, number(days), &format.clone().set_num_format("[h]:mm"))?
            }
            Cell::Missing | Cell::Text(_) | Cell::Status(_) | Cell::Tick(_) => {
                let text = texts::fit(&cell.text(self.lang));
                self.sheet.write_string_with_format(row, at, text, format)?
            }
        };
        Ok(())
    }

    /// Before 1900 Excel knows no days: there they are texts.
    fn moment(&mut self, at: u16, moment: NaiveDateTime, format: &Format) -> Result<&mut Worksheet, XlsxError> {
        let (day, time) = (moment.date(), moment.time());
        match u16::try_from(day.year()) {
            Ok(year @ 1900..=9999) => {
                let date = ExcelDateTime::from_ymd(year, day.month() as u8, day.day() as u8)?;
                let moment = date.and_hms(time.hour() as u16, time.minute() as u8, 0)?;
                self.sheet.write_datetime_with_format(self.row, at, &moment, format)
            }
            _ => self.sheet.write_string_with_format(self.row, at, moment.to_string(), format),
        }
    }

    /// Filters over the rows of a list.
    pub fn filters(&mut self, placed: &Placed) -> Result<(), XlsxError> {
        self.sheet.autofilter(placed.titles, 0, placed.last.max(placed.titles), placed.columns.saturating_sub(1))?;
        Ok(())
    }

    /// Colours of a grid's shares: all, some, none.
    pub fn colours(&mut self, placed: &Placed) -> Result<(), XlsxError> {
        // To Excel an empty cell is 0.
        self.condition(placed, &ConditionalFormatBlank::new().set_stop_if_true(true))?;
        let rules = [
            (ConditionalFormatCellRule::GreaterThanOrEqualTo(1.0), Tone::Good),
            (ConditionalFormatCellRule::Between(0.000_001, 0.999_999), Tone::Warn),
            (ConditionalFormatCellRule::EqualTo(0.0), Tone::Bad),
        ];
        for (rule, tone) in rules {
            let Some(format) = Formats::tone(tone) else { continue };
            self.condition(placed, &ConditionalFormatCell::new().set_rule(rule).set_format(format))?;
        }
        Ok(())
    }

    /// Statuses are coloured by their words, so that a cell changed by hand changes its colour.
    fn colours_of_statuses(&mut self, placed: &Placed) -> Result<(), XlsxError> {
        for status in STATUSES {
            let Some(format) = Formats::tone(Tone::of(status)) else { continue };
            let rule = ConditionalFormatCellRule::EqualTo(words::status(self.lang, status));
            self.condition(placed, &ConditionalFormatCell::new().set_rule(rule).set_format(format))?;
        }
        Ok(())
    }

    fn condition<F>(&mut self, placed: &Placed, format: &F) -> Result<(), XlsxError>
    where
        F: ConditionalFormat + Send + Sync + Clone + 'static,
    {
        if placed.last > placed.titles {
            let last = placed.columns.saturating_sub(1);
            self.sheet.add_conditional_format(placed.titles + 1, 0, placed.last, last, format)?;
        }
        Ok(())
    }

    fn put(&mut self, at: u16, text: &str, format: &Format) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.row, at, texts::fit(text), format)?;
        Ok(())
    }

    /// Makes room for columns that want to be so wide. A Hanzi takes two characters.
    fn widen(&mut self, wanted: impl Iterator<Item = usize>) -> Result<(), XlsxError> {
        for (at, wanted) in wanted.enumerate() {
            if self.widths.len() <= at {
                self.widths.push(0);
            }
            self.widths[at] = self.widths[at].max((wanted + PADDING).min(WIDEST));
            self.sheet.set_column_width(at as u16, self.widths[at] as u16)?;
        }
        Ok(())
    }
}
