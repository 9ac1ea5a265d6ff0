//! The first page of a document: one printed page of eight columns, in two halves of four.

use super::charts::ChartData;
use super::formats::Formats;
use super::texts;
use super::values::CellWriter;
use crate::language::{Lang, say};
use crate::render::cells;
use crate::render::sheet::cell::line;
use crate::render::sheet::{Align, Block, Cell, Chart, Document, Entry, Gauge, Light, Overview, Part, Tone, Topic};
use rust_decimal::Decimal;
use rust_xlsxwriter::{Format, FormatAlign, Worksheet, XlsxError};

/// Widths of the columns of a half in characters.
const WIDTHS: [usize; 4] = [18, 16, 15, 16];
/// Number of columns of a half.
const HALF: u16 = WIDTHS.len() as u16;
/// Width of a chart in pixels: nearly that of a half.
const CHART: u32 = 468;
/// Number of rows below a chart.
const CHART_ROWS: u32 = 12;
/// Height of a row in points.
const HEIGHT: f64 = 18.0;
/// Size in points of the title and the rates.
const LARGE: u8 = 16;
/// Size in points of headings.
const HEADING: u8 = 11;
/// Size in points of text.
const TEXT: u8 = 10;
/// Size in points of the footer.
const SMALL: u8 = 9;

/// Returns the worksheet of a first page. The document's full footer is below the print area.
pub fn sheet(
    overview: &Overview,
    document: &Document,
    formats: &Formats,
    data: &mut ChartData,
) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    for column in 0..2 * HALF {
        sheet.set_column_width(column, WIDTHS[usize::from(column % HALF)] as u16)?;
    }
    sheet.set_default_row_height(HEIGHT);
    let mut page = Page { sheet: &mut sheet, formats, lang: document.lang, row: 0 };
    page.head(overview)?;
    page.gauges(&overview.gauges)?;
    page.parts(&overview.whole, &overview.parts)?;
    let is_half = |block: &&Block| !matches!(block.topic, Topic::Worst | Topic::Faults | Topic::Figures);
    for block in overview.blocks.iter().filter(|block| !is_half(block)) {
        page.wide(block)?;
    }
    page.halves(overview.blocks.iter().filter(is_half), data)?;
    page.paragraphs((0, 2 * HALF), &overview.foot, &formats.small(), SMALL)?;
    let last = page.row.saturating_sub(1);
    page.row += 1;
    page.paragraphs((0, 2 * HALF), &document.foot, &formats.small(), SMALL)?;
    sheet.set_print_area(0, 0, last, 2 * HALF - 1)?;
    super::paper(&mut sheet, document.lang, 0)?.set_portrait().set_print_fit_to_pages(1, 1);
    sheet.set_print_center_horizontally(true).set_screen_gridlines(false);
    Ok(sheet)
}

/// A first page that is being written.
struct Page<'a> {
    sheet: &'a mut Worksheet,
    formats: &'a Formats,
    lang: Lang,
    row: u32,
}

impl Page<'_> {
    fn put(&mut self, at: u16, text: &str, format: &Format) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.row, at, texts::fit(text), format)?;
        Ok(())
    }

    /// Writes paragraphs across some columns, with each line in a row of its own, because not every program adjusts the
    /// row height to wrapped text in merged cells.
    fn paragraphs<'t>(
        &mut self,
        (at, columns): (u16, u16),
        texts: impl IntoIterator<Item = &'t String>,
        format: &Format,
        size: u8,
    ) -> Result<(), XlsxError> {
        let format = start(at, format);
        for row in texts.into_iter().flat_map(|text| cells::wrap(&line(text), room(at, columns, size))) {
            self.put(at, &row, &format)?;
            self.row += 1;
        }
        Ok(())
    }

    /// Writes a text on one line, cut to fit.
    fn one_line(&mut self, (at, columns): (u16, u16), text: &str, format: &Format, size: u8) -> Result<(), XlsxError> {
        self.put(at, &cells::cut(&line(text), room(at, columns, size)), format)
    }

    fn text(&self) -> Format {
        self.formats.text().set_align(FormatAlign::VerticalCenter)
    }

    fn quiet(&self) -> Format {
        self.formats.quiet().set_align(FormatAlign::VerticalCenter)
    }

    fn head(&mut self, overview: &Overview) -> Result<(), XlsxError> {
        let whole = (0, 2 * HALF);
        let title = format!("{}  {}", line(&overview.title), line(&overview.range));
        self.sheet.set_row_height(self.row, 26)?;
        self.one_line(whole, &title, &self.formats.large(LARGE), LARGE)?;
        self.row += 1;
        self.paragraphs(whole, [&overview.scope], &self.quiet(), TEXT)?;
        let (first, others) = overview.verdict.split_at(overview.verdict.len().min(1));
        self.paragraphs(whole, first, &self.formats.large(HEADING), HEADING)?;
        self.paragraphs(whole, others, &self.text(), TEXT)?;
        self.row += 1;
        Ok(())
    }

    /// Writes the rates side by side, each with its light, target and change.
    fn gauges(&mut self, gauges: &[Gauge]) -> Result<(), XlsxError> {
        for pair in gauges.chunks(2) {
            let top = self.row;
            self.sheet.set_row_height(top, 24)?;
            for (gauge, at) in pair.iter().zip([0, HALF]) {
                self.row = top;
                self.gauge(gauge, at)?;
            }
            self.row = top + 3;
        }
        Ok(())
    }

    fn gauge(&mut self, gauge: &Gauge, at: u16) -> Result<(), XlsxError> {
        self.one_line((at, 1), &gauge.name, &start(at, &self.formats.large(HEADING)), HEADING)?;
        self.cell(at + 1, &gauge.rate, &self.formats.large(LARGE).set_align(FormatAlign::Right))?;
        if let Cell::Ratio { of, from } = gauge.rate {
            self.one_line((at + 2, 1), &format!("{of}/{from}"), &self.quiet().set_indent(1), TEXT)?;
        }
        self.light(at + 3, gauge.light)?;
        self.row += 1;
        let target = |target: Decimal| format!("{} {}%", say::column_target(self.lang), target.normalize());
        let details: Vec<String> = gauge.target.map(target).into_iter().chain(gauge.change.clone()).collect();
        self.underline(at, HALF, &self.quiet())?;
        let format = start(at, &Formats::underlined(&self.quiet()));
        self.one_line((at, HALF), &details.join(&say::clause_comma(self.lang)), &format, TEXT)
    }

    fn underline(&mut self, at: u16, columns: u16, format: &Format) -> Result<(), XlsxError> {
        let format = Formats::underlined(format);
        (at..at + columns).try_for_each(|at| self.sheet.write_blank(self.row, at, &format).map(|_| ()))
    }

    /// Writes the whole and its parts as a table of one row.
    fn parts(&mut self, (name, whole): &(String, u64), parts: &[Part]) -> Result<(), XlsxError> {
        if parts.is_empty() {
            return Ok(());
        }
        let all = std::iter::once((name, *whole, Tone::Plain));
        let all = all.chain(parts.iter().map(|part| (&part.name, part.count, part.tone)));
        for (at, (name, count, tone)) in (0..2 * HALF).zip(all) {
            let title = Formats::toned(&self.formats.cell(Align::Right, false), tone);
            self.one_line((at, 1), name, &title, TEXT)?;
            self.row += 1;
            self.cell(at, &Cell::Count(count), &Formats::toned(&self.formats.cell(Align::Right, true), tone))?;
            self.row -= 1;
        }
        self.row += 3;
        Ok(())
    }

    fn heading(&mut self, block: &Block, (at, columns): (u16, u16)) -> Result<(), XlsxError> {
        let format = self.formats.large(HEADING);
        self.underline(at, columns, &format)?;
        let count = block.count.map(|count| format!("  {count}")).unwrap_or_default();
        let format = start(at, &Formats::underlined(&format));
        self.one_line((at, columns), &(line(&block.heading) + &count), &format, HEADING)?;
        self.row += 1;
        self.paragraphs((at, columns), &block.lead, &self.text(), TEXT)
    }

    fn note(&mut self, block: &Block, place: (u16, u16)) -> Result<(), XlsxError> {
        self.paragraphs(place, &block.notes(self.lang), &self.quiet(), TEXT)
    }

    /// Writes a block across the whole width: name, figure, light and details.
    fn wide(&mut self, block: &Block) -> Result<(), XlsxError> {
        self.heading(block, (0, 2 * HALF))?;
        let has_lights = block.entries.iter().any(|entry| entry.light.is_some());
        let details = HALF + 1 + u16::from(has_lights);
        for entry in &block.entries {
            self.one_line((0, HALF), &entry.name, &self.text(), TEXT)?;
            self.figure(HALF, &entry.figure)?;
            if has_lights {
                self.light(HALF + 1, entry.light)?;
            }
            let details = if entry.light.is_some() { details } else { HALF + 1 };
            self.one_line((details, 2 * HALF - details), &entry.detail, &self.quiet().set_indent(1), TEXT)?;
            self.row += 1;
        }
        self.note(block, (0, 2 * HALF))?;
        self.row += 1;
        Ok(())
    }

    /// Writes blocks of half the width, each in the half that is shorter so far.
    fn halves<'b>(&mut self, blocks: impl Iterator<Item = &'b Block>, data: &mut ChartData) -> Result<(), XlsxError> {
        let mut ends = [self.row; 2];
        for block in blocks {
            let side = usize::from(ends[1] < ends[0]);
            let at = if side == 0 { 0 } else { HALF };
            self.row = ends[side];
            self.heading(block, (at, HALF))?;
            match &block.chart {
                Some(chart) => self.chart(chart, block, at, data)?,
                None if block.columns.is_empty() => self.list(block, at)?,
                None => self.table(block, at)?,
            }
            self.note(block, (at, HALF))?;
            ends[side] = self.row + 1;
        }
        self.row = ends[0].max(ends[1]);
        Ok(())
    }

    /// Writes a name and a figure in each row; for [`Topic::Coming`], the day and what happens.
    fn list(&mut self, block: &Block, at: u16) -> Result<(), XlsxError> {
        for entry in &block.entries {
            if block.topic == Topic::Coming {
                let day = entry.figure.text(self.lang);
                self.one_line((at, 1), &day, &start(at, &self.quiet()), TEXT)?;
                self.paragraphs((at + 1, HALF - 1), [&entry.name], &self.text(), TEXT)?;
            } else {
                self.one_line((at, 1), &entry.name, &start(at, &self.text()), TEXT)?;
                self.figure(at + 1, &entry.figure)?;
                self.row += 1;
            }
        }
        Ok(())
    }

    fn table(&mut self, block: &Block, at: u16) -> Result<(), XlsxError> {
        for (column, title) in (at..at + HALF).zip(&block.columns) {
            let align = if column == at { FormatAlign::Left } else { FormatAlign::Right };
            let format = start(column, &Formats::titled(&self.quiet().set_align(align)));
            self.one_line((column, 1), title, &format, TEXT)?;
        }
        self.row += 1;
        for Entry { name, figure, more, .. } in &block.entries {
            self.one_line((at, 1), name, &start(at, &self.text()), TEXT)?;
            self.figure(at + 1, figure)?;
            let format = self.text().set_align(FormatAlign::Right);
            (at + 2..at + HALF).zip(more).try_for_each(|(column, cell)| self.cell(column, cell, &format))?;
            self.row += 1;
        }
        Ok(())
    }

    fn chart(&mut self, chart: &Chart, block: &Block, at: u16, data: &mut ChartData) -> Result<(), XlsxError> {
        // The heading is above the chart, and also identifies the chart's data among that of other charts.
        let named = Chart { title: block.heading.clone(), ..chart.clone() };
        if let Some((mut drawing, _)) = data.add(&named)? {
            drawing.title().set_hidden();
            drawing.set_width(CHART).set_height(CHART_ROWS * HEIGHT as u32 * 4 / 3 - 4);
            self.sheet.insert_chart_with_offset(self.row, at, &drawing, 0, 2)?;
            self.row += CHART_ROWS;
        }
        Ok(())
    }

    /// Writes a figure. If there is room, the format of a fraction includes its counts.
    fn figure(&mut self, at: u16, figure: &Cell) -> Result<(), XlsxError> {
        let format = self.text().set_align(FormatAlign::Right);
        let text = figure.text(self.lang);
        match figure {
            Cell::Ratio { of, from } if *from > 0 && cells::width(&text) <= room(at, 1, TEXT) => {
                let format = format.set_num_format(format!("0.0%\" {of}/{from}\""));
                self.sheet.write_number_with_format(self.row, at, *of as f64 / *from as f64, &format)?;
                Ok(())
            }
            Cell::Text(_) => self.one_line((at, 1), &text, &format, TEXT),
            _ => self.cell(at, figure, &format),
        }
    }

    fn light(&mut self, at: u16, light: Option<Light>) -> Result<(), XlsxError> {
        let Some(light) = light else { return Ok(()) };
        let format = Formats::toned(&self.formats.large(TEXT).set_align(FormatAlign::Center), light.tone());
        self.one_line((at, 1), &format!("{} {}", light.sign(), light.word(self.lang)), &format, TEXT)
    }

    fn cell(&mut self, at: u16, cell: &Cell, format: &Format) -> Result<(), XlsxError> {
        CellWriter { sheet: self.sheet, formats: self.formats, lang: self.lang }.cell((self.row, at), cell, format)
    }
}

/// Indents the start of the second half, to separate it from the first.
fn start(at: u16, format: &Format) -> Format {
    if at == HALF { format.clone().set_indent(1) } else { format.clone() }
}

/// Returns how many terminal cells of text of a given size fit into some columns.
fn room(at: u16, columns: u16, size: u8) -> usize {
    let width: usize = (at..at + columns).map(|column| WIDTHS[usize::from(column % HALF)]).sum();
    (width - 1 - usize::from(at == HALF)) * usize::from(TEXT) / usize::from(size)
}
