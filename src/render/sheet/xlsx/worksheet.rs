//! Writes the parts of a document to a worksheet, one below the other.

use super::charts::WIDTH;
use super::colours::Colours;
use super::formats::Formats;
use super::pages::{GAP, MOST_ACROSS, Pages, ROW, most_down};
use super::texts;
use super::values::CellWriter;
use crate::language::{Lang, say};
use crate::render::cells;
use crate::render::sheet::cell::{in_one_line, line};
use crate::render::sheet::{Align, Audience, Cell, Column, Document, Grid, Row, Share, ShownColumns, Table, TableKind};
use rust_xlsxwriter::{Chart, Format, Worksheet, XlsxError};

/// Width of a character in pixels.
const CHARACTER: u32 = 7;
/// Maximum width of a column in characters.
const WIDEST: usize = 60;
/// Width of a character in pixels on paper, where a substitute font may be wider.
const PRINTED: u32 = 8;
/// Maximum width of a column in characters, if the workbook has a first page.
const WIDEST_OF_REPORT: usize = 62;
/// Width of a cell's padding in characters.
const PADDING: usize = 2;
/// Height of a line in points.
const LINE: u32 = 14;
/// Maximum lines per row; Excel's rows are at most 409 points high.
const MOST_LINES: usize = 28;
/// If a table has more sort-only columns than this, none of them are printed.
const MOST_DATA_PRINTED: u16 = 2;

/// Position of the next part on a worksheet.
pub struct SheetCursor<'a> {
    sheet: &'a mut Worksheet,
    formats: &'a Formats,
    lang: Lang,
    row: u32,
    /// Width of each column so far, in characters.
    widths: Vec<usize>,
    /// Height in pixels of each row so far.
    heights: Vec<u32>,
    pages: Pages,
}

/// Position of a table.
#[derive(Clone, Copy)]
pub struct PlacedCell {
    /// Row of the column titles.
    pub titles: u32,
    /// Last row.
    pub last: u32,
    /// The first and the last column.
    pub columns: (u16, u16),
}

impl<'a> SheetCursor<'a> {
    /// Starts at the top of a worksheet.
    pub fn new(sheet: &'a mut Worksheet, formats: &'a Formats, lang: Lang, pages: Pages) -> SheetCursor<'a> {
        SheetCursor { sheet, formats, lang, row: 0, widths: Vec::new(), heights: Vec::new(), pages }
    }

    /// Moves below a row of the given height in pixels.
    fn down(&mut self, pixels: u32) {
        self.row += 1;
        self.heights.push(pixels);
        self.pages.take(pixels);
    }

    /// Writes the title and the facts.
    pub fn head(&mut self, document: &Document) -> Result<(), XlsxError> {
        self.put(0, &line(&document.title), &self.formats.title())?;
        self.sheet.set_row_height(self.row, 26)?;
        self.down(ROW);
        if !document.facts.is_empty() {
            let fact = |fact: &crate::render::sheet::Fact| {
                say::named(self.lang, line(&fact.name), in_one_line(&fact.value.text(self.lang), self.lang))
            };
            let facts: Vec<String> = document.facts.iter().map(fact).collect();
            self.put(0, &facts.join("   "), &self.formats.quiet())?;
            self.down(ROW);
        }
        for text in &document.lead {
            self.put(0, &line(text), &self.formats.text())?;
            self.down(ROW);
        }
        self.down(ROW);
        Ok(())
    }

    /// Writes the footer.
    pub fn foot(&mut self, document: &Document) -> Result<(), XlsxError> {
        self.down(ROW);
        for text in &document.foot {
            self.put(0, &line(text), &self.formats.quiet())?;
            self.down(ROW);
        }
        Ok(())
    }

    /// Writes a section's heading.
    pub fn heading(&mut self, heading: &str) -> Result<(), XlsxError> {
        self.put(0, &line(heading), &self.formats.heading())?;
        self.down(ROW);
        Ok(())
    }

    /// Writes paragraphs.
    pub fn paragraphs(&mut self, paragraphs: &[String]) -> Result<(), XlsxError> {
        for text in paragraphs {
            self.put(0, &line(text), &self.formats.text())?;
            self.down(ROW);
        }
        self.down(ROW);
        Ok(())
    }

    /// Inserts native charts, each with its height in pixels, side by side if they fit, none split across pages.
    pub fn charts(&mut self, charts: &[(Chart, u32)]) -> Result<(), XlsxError> {
        for beside in charts.chunks(self.pages.charts_beside()) {
            let height = beside.iter().map(|(_, height)| *height).max().unwrap_or(0);
            let rows = height.div_ceil(ROW) + 1;
            self.keep_together(rows * ROW);
            for (number, (chart, _)) in (0..).zip(beside) {
                self.sheet.insert_chart_with_offset(self.row, 0, chart, number * (WIDTH + GAP), 4)?;
            }
            (0..rows).for_each(|_| self.down(ROW));
        }
        Ok(())
    }

    /// Starts a new page if content of the given height in pixels would otherwise be split.
    pub fn keep_together(&mut self, pixels: u32) {
        self.pages.keep(pixels, self.row);
    }

    /// Sets the page breaks.
    pub fn break_pages(&mut self) -> Result<(), XlsxError> {
        if !self.pages.breaks.is_empty() {
            self.sheet.set_page_breaks(&self.pages.breaks)?;
        }
        Ok(())
    }

    /// Writes the columns of a table that a format shows. In a list, a column names the group of each row; in other
    /// tables, each group has a heading row. If `frozen`, the titles stay visible when scrolling.
    pub fn table(&mut self, table: &Table, form: ShownColumns, frozen: bool) -> Result<PlacedCell, XlsxError> {
        let as_column = table.kind == TableKind::List && table.grouped_by.is_some();
        let group_column = table.grouped_by.as_ref().filter(|_| as_column).map(|title| Column::text(title, 16));
        let shown = table.shown(form);
        let columns: Vec<&Column> = group_column.iter().chain(shown.iter().map(|(_, column)| *column)).collect();
        let lang = self.lang;
        let is_report = self.formats.is_report;
        // The day columns of a plan are narrow, too.
        let is_broken =
            |column: &Column| is_report || column.align == Align::Centre && column.audience == Audience::All;
        let title = |column: &Column| match is_broken(column) {
            true => column.title.split(' ').map(cells::width).max().unwrap_or(0),
            false => cells::widest_line(&column.title),
        };
        let wanted = shown.iter().map(|(at, column)| wanted(table, *at, lang).max(title(column)));
        self.widen(group_column.iter().map(|column| column.width).chain(wanted))?;
        let titles = self.row;
        self.titles(&columns)?;
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
        let placed = PlacedCell {
            titles,
            last: self.row.saturating_sub(1),
            columns: (0, (columns.len() as u16).saturating_sub(1)),
        };
        if frozen {
            self.freeze(&placed, 0)?;
        }
        let shown: Vec<usize> = shown.iter().map(|(at, _)| *at).collect();
        Colours { sheet: self.sheet, lang }.of_words(&placed, table, &shown)?;
        self.down(ROW);
        Ok(placed)
    }

    /// Writes the titles of columns, in two lines if one is broken. A report always has room for two lines, with the
    /// filter button next to the second.
    fn titles(&mut self, columns: &[&Column]) -> Result<(), XlsxError> {
        let mut is_broken = self.formats.is_report;
        for (at, column) in (0..).zip(columns) {
            let title = line(&column.title);
            is_broken |= self.widths.get(usize::from(at)).is_some_and(|width| cells::width(&title) > *width);
            self.put(at, &title, &self.formats.column(column.align))?;
        }
        if !is_broken {
            self.down(ROW);
            return Ok(());
        }
        self.sheet.set_row_height(self.row, row_height(2))?;
        self.down(row_height(2) * 4 / 3);
        Ok(())
    }

    fn group(&mut self, heading: &str, lead: Option<&str>, columns: u16) -> Result<(), XlsxError> {
        let text = [Some(heading), lead].into_iter().flatten().map(line).collect::<Vec<_>>().join("   ");
        let format = self.formats.group();
        for at in 1..columns {
            self.sheet.write_blank(self.row, at, &format)?;
        }
        self.put(0, &text, &format)?;
        self.down(ROW);
        Ok(())
    }

    fn cells(&mut self, row: &Row, columns: &[&Column], cells: impl Iterator<Item = Cell>) -> Result<(), XlsxError> {
        let mut lines = 1;
        for ((at, column), cell) in (0..).zip(columns).zip(cells) {
            let format = self.formats.cell(column.align, row.strong);
            match cell {
                Cell::Ratio { of, from } if from > 0 && column.in_short == Share::Counts => {
                    let place = (self.row, at);
                    self.writer().part(place, (of, from), &format)?;
                }
                _ => {
                    let place = (self.row, at);
                    self.writer().cell(place, &cell, &format)?;
                }
            }
            // In a report, columns have a lower maximum width, and the padding is enough for wide letters.
            let padding = if self.formats.is_report { 0 } else { PADDING };
            let room = self.widths.get(usize::from(at)).copied().unwrap_or(1).saturating_sub(padding).max(1);
            // Numbers do not wrap.
            if let Cell::Text(_) = cell {
                let text = cell.text(self.lang);
                lines = lines.max(text.lines().map(|line| cells::wrap(line, room).len()).sum());
            }
        }
        // Set the height, because only Excel adjusts row heights to the text when it opens a file.
        let height = row_height(lines);
        self.sheet.set_row_height(self.row, height)?;
        self.down(height * 4 / 3);
        Ok(())
    }

    /// Freezes the titles and the given number of columns.
    pub fn freeze(&mut self, placed: &PlacedCell, columns: u16) -> Result<(), XlsxError> {
        self.sheet.set_freeze_panes(placed.titles + 1, columns)?;
        Ok(())
    }

    /// Sets the print area of a table. Omits the trailing sort-only columns if there are many, because they would make
    /// the others too small to read.
    pub fn print(&mut self, placed: &PlacedCell, table: &Table) -> Result<(), XlsxError> {
        let for_data = for_data(table);
        if for_data > MOST_DATA_PRINTED {
            self.sheet.set_print_area(0, 0, placed.last, placed.columns.1 - for_data)?;
        }
        Ok(())
    }

    /// Sets the print area of a list in a workbook with a first page. Omits the trailing sort-only columns if the page
    /// is too narrow; if `only_first`, prints only the rows that fit on one page, because the most important ones come
    /// first. If rows are omitted, returns how many are printed, and how many there are.
    pub fn print_list(
        &mut self,
        placed: &PlacedCell,
        table: &Table,
        only_first: bool,
    ) -> Result<Option<(u32, u32)>, XlsxError> {
        let is_too_wide = self.size().0 > MOST_ACROSS;
        let across = placed.columns.1 - if is_too_wide { for_data(table) } else { 0 };
        self.widths.truncate(usize::from(across) + 1);
        let (mut height, most) = (0, most_down(self.size().0));
        let fits = |pixels: &&u32| {
            height += **pixels;
            height <= most
        };
        let down = (self.heights.iter().take_while(fits).count() as u32).saturating_sub(1).max(placed.titles + 1);
        let is_cut = only_first && down < placed.last;
        let last = if is_cut { down } else { self.row.saturating_sub(1) };
        if is_cut || is_too_wide {
            self.sheet.set_print_area(placed.titles, 0, last, across)?;
            self.heights.truncate(last as usize + 1);
        }
        Ok(is_cut.then_some((last - placed.titles, placed.last - placed.titles)))
    }

    /// Returns the language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// Returns the width and the height in pixels of what is printed.
    pub fn size(&self) -> (u32, u32) {
        (self.widths.iter().sum::<usize>() as u32 * PRINTED, self.heights.iter().sum())
    }

    /// Repeats the names of the rows on every page to the right.
    pub fn repeat_names(&mut self) -> Result<(), XlsxError> {
        self.sheet.set_repeat_columns(0, 0)?;
        Ok(())
    }

    /// Sets the conditional colours of a grid.
    pub fn grid_colours(&mut self, placed: &PlacedCell, grid: &Grid) -> Result<(), XlsxError> {
        Colours { sheet: self.sheet, lang: self.lang }.of_grid(placed, grid)
    }

    /// Adds filters to the rows of a list.
    pub fn filters(&mut self, placed: &PlacedCell) -> Result<(), XlsxError> {
        let (first, last) = placed.columns;
        self.sheet.autofilter(placed.titles, first, placed.last.max(placed.titles), last)?;
        Ok(())
    }

    fn writer(&mut self) -> CellWriter<'_> {
        CellWriter { sheet: self.sheet, formats: self.formats, lang: self.lang }
    }

    fn put(&mut self, at: u16, text: &str, format: &Format) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.row, at, texts::fit(text), format)?;
        Ok(())
    }

    /// Widens columns to the wanted widths in characters; a Hanzi takes two.
    fn widen(&mut self, wanted: impl Iterator<Item = usize>) -> Result<(), XlsxError> {
        for (at, wanted) in wanted.enumerate() {
            if self.widths.len() <= at {
                self.widths.push(0);
            }
            let widest = if self.formats.is_report { WIDEST_OF_REPORT } else { WIDEST };
            self.widths[at] = self.widths[at].max((wanted + PADDING).min(widest));
            self.sheet.set_column_width(at as u16, self.widths[at] as u16)?;
        }
        Ok(())
    }
}

/// Returns how many of a table's last columns are for sorting only.
fn for_data(table: &Table) -> u16 {
    let shown = table.shown(ShownColumns::SPREADSHEET);
    shown.iter().rev().take_while(|(_, column)| column.audience == Audience::Data).count() as u16
}

/// Whether a table has too many sort-only columns to print them.
pub fn has_more_than_is_printed(table: &Table) -> bool {
    for_data(table) > MOST_DATA_PRINTED
}

/// Returns the width in characters of a column's cells. It is sufficient for all fractions, because a number that does
/// not fit is shown as `###`.
fn wanted(table: &Table, at: usize, lang: Lang) -> usize {
    let in_counts = table.columns.get(at).is_some_and(|column| column.in_short == Share::Counts);
    let share = |cell: &Cell| match cell {
        Cell::Ratio { from: 0, .. } => None,
        Cell::Ratio { from, .. } | Cell::Part { from, .. } => {
            let counts = texts::part_of(*from).filter(|_| in_counts || matches!(cell, Cell::Part { .. }));
            Some(counts.unwrap_or_else(|| "100.0%".into()))
        }
        _ => None,
    };
    let width = table.width_of(at, |cell| share(cell).unwrap_or_else(|| cell.text(lang)));
    let shares = table.rows().filter_map(|row| share(row.cells.get(at)?));
    width.max(shares.map(|shown| shown.len() + 1).max().unwrap_or(0).saturating_sub(PADDING))
}

/// Returns the height in points of a row with a number of lines.
fn row_height(lines: usize) -> u32 {
    LINE * lines.min(MOST_LINES) as u32 + 3
}

/// Returns the width in pixels of the widest of several tables that share the columns of a worksheet.
pub fn pixels_across<'t>(tables: impl Iterator<Item = &'t Table>, lang: Lang) -> u32 {
    let mut widths: Vec<usize> = Vec::new();
    for table in tables {
        for (place, (at, column)) in table.shown(ShownColumns::PAGE).into_iter().enumerate() {
            widths.resize(widths.len().max(place + 1), 0);
            let wanted = wanted(table, at, lang).max(cells::widest_line(&column.title));
            widths[place] = widths[place].max((wanted + PADDING).min(WIDEST));
        }
    }
    widths.iter().sum::<usize>() as u32 * CHARACTER
}

/// Returns the height in pixels of a table with single-line rows.
pub fn pixels_down(table: &Table) -> u32 {
    let rows = table.groups.iter().map(|group| group.rows.len() + usize::from(group.heading.is_some()));
    ROW + rows.sum::<usize>() as u32 * row_height(1) * 4 / 3
}
