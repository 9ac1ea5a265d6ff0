//! Writes a spreadsheet: the first page, or else a summary with native charts, and separate worksheets for grids, for
//! lists, and for tables with more columns than are printed.
//!
//! It has no formulas: every cell is a text or a number, so that nothing is calculated on opening and no text is taken
//! for a formula. Percentages are numbers. The same document gives the same bytes.

mod charts;
mod colours;
mod formats;
mod names;
mod overview;
mod pages;
mod texts;
mod values;
mod worksheet;

use super::cell::line;
use super::{Body, Document, Grid, Section, ShownColumns, Table, TableKind};
use crate::language::{Lang, say};
use charts::ChartData;
use chrono::Datelike;
use formats::Formats;
use names::SheetNames;
use pages::{Pages, ROW};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};
use worksheet::SheetCursor;

/// Returns the workbook's bytes.
pub fn write(document: &Document) -> Result<Vec<u8>, XlsxError> {
    write_all(std::slice::from_ref(document), &document.title)
}

/// Returns the bytes of a workbook with a title that contains several documents, each on worksheets of its own. These
/// are named by the documents' days.
pub fn write_all(documents: &[Document], title: &str) -> Result<Vec<u8>, XlsxError> {
    let lang = documents.first().map_or(Lang::En, |first| first.lang);
    let is_report = documents.iter().any(|document| document.overview.is_some());
    let formats = Formats::new(lang, is_report);
    let mut names = SheetNames::default();
    let mut data = ChartData::new(names.unique(&say::sheet_chart_data(lang)), lang, is_report);
    let mut workbook = Workbook::new();
    if let Some(last) = documents.last() {
        workbook.set_properties(&properties(last, title)?);
    }
    let mut sheets = Vec::new();
    for document in documents {
        if let Some(overview) = &document.overview {
            let mut sheet = overview::sheet(overview, document, &formats, &mut data)?;
            sheet.set_name(names.unique(&say::sheet_summary(lang)))?;
            sheets.push(sheet);
        }
        let day = (documents.len() > 1).then(|| document.day.to_string());
        let own = own_sheets(document, day.as_deref(), &formats, &mut names)?;
        sheets.extend(summary(document, day.as_deref(), &formats, &mut names, &mut data)?);
        sheets.extend(own);
    }
    sheets.extend(data.into_sheet()?);
    sheets.into_iter().for_each(|sheet| workbook.push_worksheet(sheet));
    workbook.save_to_buffer()
}

/// Uses the document's day as the creation date, because the time of writing would make the bytes differ.
fn properties(document: &Document, title: &str) -> Result<DocProperties, XlsxError> {
    let year = u16::try_from(document.day.year()).unwrap_or(1900).clamp(1900, 9999);
    let (month, day) = (document.day.month() as u8, document.day.day() as u8);
    let created = ExcelDateTime::from_ymd(year, month, day)?;
    let title = texts::fit(title);
    Ok(DocProperties::new().set_title(title).set_author("ops").set_creation_datetime(&created))
}

fn has_own_sheet(document: &Document, section: &Section) -> bool {
    match &section.body {
        Body::Grid(_) => true,
        Body::Table(_) if document.overview.is_some() => true,
        Body::Table(table) => table.kind == TableKind::List || worksheet::has_more_than_is_printed(table),
        _ => false,
    }
}

/// Puts each grid, list and table with many counts on a worksheet of its own. If there is no summary, the first
/// worksheet has the document's title, facts and footer.
fn own_sheets(
    document: &Document,
    day: Option<&str>,
    formats: &Formats,
    names: &mut SheetNames,
) -> Result<Vec<Worksheet>, XlsxError> {
    let mut sheets = Vec::new();
    let alone = !needs_summary(document) && document.overview.is_none();
    for section in document.sections.iter().filter(|section| has_own_sheet(document, section)) {
        let name = match (day, &section.heading) {
            (Some(day), Some(heading)) => format!("{day} {heading}"),
            (Some(day), None) => day.to_owned(),
            (None, heading) => heading.as_ref().unwrap_or(&document.title).clone(),
        };
        let mut sheet = Worksheet::new();
        sheet.set_name(names.unique(&name))?;
        let mut cursor = SheetCursor::new(&mut sheet, formats, document.lang, Pages::new(true, 0));
        if alone && sheets.is_empty() {
            cursor.head(document)?;
        }
        let (section_head, note) = match &section.body {
            Body::Table(table) if document.overview.is_some() => long_list(&mut cursor, table, None)?,
            Body::Grid(grid) if grid.table.kind == TableKind::List => long_list(&mut cursor, &grid.table, Some(grid))?,
            Body::Table(table) if table.kind == TableKind::List => (list(&mut cursor, table)?, None),
            Body::Table(table) => (counts(&mut cursor, table)?, None),
            Body::Grid(grid) => (day_by_task(&mut cursor, grid)?, None),
            _ => (0, None),
        };
        if alone && sheets.is_empty() {
            cursor.foot(document)?;
        }
        let size = cursor.size();
        let page = paper(&mut sheet, document.lang, section_head)?;
        if matches!(section.body, Body::Grid(_)) && !document.is_wide() {
            page.set_portrait();
        }
        if !alone {
            page.set_header(page_header(&document.title, section.heading.as_deref(), note.as_deref()));
        }
        if document.overview.is_some() {
            page.set_repeat_rows(section_head, section_head)?;
            if let Some(is_lying) = pages::on_one(size) {
                page.set_print_fit_to_pages(1, 1);
                if !is_lying {
                    page.set_portrait();
                }
            }
        }
        sheets.push(sheet);
    }
    Ok(sheets)
}

/// Whether the workbook needs a summary: if it has a first page, for sections without their own worksheet; otherwise
/// always, unless the only section has its own worksheet, which then includes the title, facts and footer.
fn needs_summary(document: &Document) -> bool {
    if document.overview.is_some() {
        return document.sections.iter().any(|section| !has_own_sheet(document, section));
    }
    let own = document.sections.iter().filter(|section| has_own_sheet(document, section)).count();
    own != 1 || document.sections.len() > 1
}

fn summary(
    document: &Document,
    day: Option<&str>,
    formats: &Formats,
    names: &mut SheetNames,
    data: &mut ChartData,
) -> Result<Option<Worksheet>, XlsxError> {
    if !needs_summary(document) {
        return Ok(None);
    }
    let mut sheet = Worksheet::new();
    sheet.set_name(names.unique(&day.map_or_else(|| say::sheet_summary(document.lang), str::to_owned)))?;
    let own = document.sections.iter().filter(|section| !has_own_sheet(document, section));
    let tables = own.filter_map(|section| match &section.body {
        Body::Table(table) => Some(table),
        _ => None,
    });
    let pages = Pages::new(document.is_wide(), worksheet::pixels_across(tables, document.lang));
    let mut cursor = SheetCursor::new(&mut sheet, formats, document.lang, pages);
    cursor.head(document)?;
    // If the table is the only section, its titles stay visible when scrolling, and are repeated on every page.
    let alone = document.sections.len() == 1;
    let mut titles = 0;
    let mut charts = Vec::new();
    for section in document.sections.iter().filter(|section| !has_own_sheet(document, section)) {
        if let (Body::Chart(chart), None) = (&section.body, &section.heading) {
            charts.extend(data.add(chart)?);
            continue;
        }
        cursor.charts(&std::mem::take(&mut charts))?;
        cursor.keep_together(pixels(section));
        if let Some(heading) = &section.heading {
            cursor.heading(heading)?;
        }
        match &section.body {
            Body::Text(paragraphs) => cursor.paragraphs(paragraphs)?,
            Body::Table(table) => titles = cursor.table(table, ShownColumns::PAGE, alone)?.titles,
            Body::Chart(chart) => cursor.charts(data.add(chart)?.as_slice())?,
            Body::Grid(_) => {}
        }
    }
    cursor.charts(&charts)?;
    cursor.foot(document)?;
    cursor.break_pages()?;
    let sheet_of_paper = paper(&mut sheet, document.lang, if alone { titles } else { 0 })?;
    if !document.is_wide() {
        sheet_of_paper.set_portrait();
    }
    Ok(Some(sheet))
}

/// Returns the height in pixels of the part of a section that should not be split across pages, including the heading.
fn pixels(section: &Section) -> u32 {
    let body = match &section.body {
        Body::Text(paragraphs) => paragraphs.len() as u32 * ROW,
        Body::Table(table) => worksheet::pixels_down(table),
        Body::Chart(_) | Body::Grid(_) => 0,
    };
    body + if section.heading.is_some() { ROW } else { 0 }
}

/// Writes a list with filters and frozen titles. Returns the row of its titles.
fn list(cursor: &mut SheetCursor, table: &Table) -> Result<u32, XlsxError> {
    let placed = cursor.table(table, ShownColumns::SPREADSHEET, true)?;
    cursor.filters(&placed)?;
    cursor.print(&placed, table)?;
    Ok(placed.titles)
}

/// Writes a table of a workbook with a first page, with frozen titles and names. A list also gets filters, and only its
/// first rows are printed unless it belongs to a grid. Returns the row of the titles, and a note if not all rows are
/// printed.
fn long_list(cursor: &mut SheetCursor, table: &Table, grid: Option<&Grid>) -> Result<(u32, Option<String>), XlsxError> {
    if table.kind == TableKind::Summary {
        return Ok((counts(cursor, table)?, None));
    }
    let placed = cursor.table(table, ShownColumns::SPREADSHEET, true)?;
    cursor.filters(&placed)?;
    cursor.freeze(&placed, table.columns.iter().take_while(|column| column.is_name).count() as u16)?;
    if let Some(grid) = grid {
        cursor.grid_colours(&placed, grid)?;
        cursor.paragraphs(std::slice::from_ref(&grid.meaning))?;
    }
    let printed = cursor.print_list(&placed, table, grid.is_none())?;
    Ok((placed.titles, printed.map(|(count, all)| say::first_rows_printed(cursor.lang(), count, all))))
}

/// Writes a table with all its columns, with frozen titles and names. Returns the row of its titles.
fn counts(cursor: &mut SheetCursor, table: &Table) -> Result<u32, XlsxError> {
    let placed = cursor.table(table, ShownColumns::SPREADSHEET, true)?;
    cursor.freeze(&placed, 1)?;
    cursor.print(&placed, table)?;
    Ok(placed.titles)
}

fn day_by_task(cursor: &mut SheetCursor, grid: &Grid) -> Result<u32, XlsxError> {
    let placed = cursor.table(&grid.table, ShownColumns::SPREADSHEET, true)?;
    cursor.freeze(&placed, u16::try_from(grid.names).unwrap_or(1))?;
    cursor.repeat_names()?;
    cursor.grid_colours(&placed, grid)?;
    cursor.paragraphs(std::slice::from_ref(&grid.meaning))?;
    Ok(placed.titles)
}

/// Returns the header of printed pages. `&` starts a code, so it is escaped. The text is shortened, because a header
/// may have at most 255 characters.
fn page_header(title: &str, heading: Option<&str>, note: Option<&str>) -> String {
    let text: String = std::iter::once(title).chain(heading).map(line).collect::<Vec<_>>().join("   ");
    let text = text.chars().take(100).collect::<String>().replace('&', "&&");
    format!("&L{text}{}", note.map(|note| format!("&R{note}")).unwrap_or_default())
}

/// Sets A4 landscape, with the content scaled to the page's width. Repeats the row `titles` on every page, unless it is
/// 0.
fn paper(sheet: &mut Worksheet, lang: Lang, titles: u32) -> Result<&mut Worksheet, XlsxError> {
    const A4: u8 = 9;
    sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3).set_footer(format!("&C{}", say::page_of(lang)));
    if titles > 0 {
        sheet.set_repeat_rows(titles, titles)?;
    }
    Ok(sheet)
}
