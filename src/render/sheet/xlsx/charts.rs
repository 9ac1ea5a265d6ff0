//! Native charts, and the worksheet with their data. Titles and names in charts refer to cells of this worksheet,
//! because literal texts could be mistaken for references.

use super::formats::drawn;
use super::texts;
use crate::language::{Lang, say};
use crate::render::sheet::cell::line;
use crate::render::sheet::{Chart, ChartKind, Tone};
use rust_decimal::Decimal;
use rust_xlsxwriter::{
    Chart as Drawing, ChartAxisCrossing, ChartDataLabel, ChartDataLabelPosition, ChartFont, ChartLegendPosition,
    ChartLine, ChartLineDashType, ChartMarker, ChartMarkerType, ChartSolidFill, ChartType, Color, Worksheet, XlsxError,
};

/// Width of a chart in pixels.
pub const WIDTH: u32 = 760;
/// Minimum height of a chart in pixels.
const HEIGHT: u32 = 260;

/// Returns the height of a chart in pixels; horizontal bars need room for their names.
fn height(chart: &Chart) -> u32 {
    let bars = match chart.kind {
        ChartKind::Bars => chart.categories.len() * chart.series.len(),
        ChartKind::StackedBars => chart.categories.len(),
        ChartKind::Line => 0,
    };
    HEIGHT.max(116 + bars as u32 * 18)
}

/// Returns the start of the scale, which is not above the target.
fn least(chart: &Chart) -> Decimal {
    let target = chart.target.map(|target| (target / Decimal::TEN).floor() / Decimal::TEN);
    target.map_or(chart.least(), |target| chart.least().min(target))
}

/// Colour of grid lines.
const GRID: Color = Color::RGB(0xD0_D7DE);

/// The worksheet with the data of all charts, one below the other.
pub struct ChartData {
    name: String,
    sheet: Worksheet,
    row: u32,
    lang: Lang,
    is_hidden: bool,
}

impl ChartData {
    /// Creates an empty worksheet.
    pub fn new(name: String, lang: Lang, is_hidden: bool) -> ChartData {
        ChartData { name, sheet: Worksheet::new(), row: 0, lang, is_hidden }
    }

    /// Writes the data of a chart and draws it; returns the drawing and its height in pixels. `None` if there is
    /// nothing to draw, because the library rejects a chart without series.
    pub fn add(&mut self, chart: &Chart) -> Result<Option<(Drawing, u32)>, XlsxError> {
        if chart.is_empty() {
            return Ok(None);
        }
        let titles = self.row + 1;
        self.text(self.row, 0, &chart.title)?;
        for (column, series) in (1..).zip(&chart.series) {
            self.text(titles, column, &series.name)?;
            for (row, value) in (titles + 1..).zip(&series.values) {
                if let Some(number) = value.number().map(texts::nearest) {
                    self.sheet.write_number(row, column, number)?;
                }
            }
        }
        if let Some(target) = chart.target {
            let column = chart.series.len() as u16 + 1;
            self.text(titles, column, &say::column_target(self.lang))?;
            for row in (titles + 1..).take(chart.categories.len()) {
                self.sheet.write_number(row, column, texts::nearest(target / Decimal::ONE_HUNDRED))?;
            }
        }
        for (row, category) in (titles + 1..).zip(&chart.categories) {
            self.text(row, 0, category)?;
        }
        let drawing = self.draw(chart, self.row)?;
        self.row = titles + chart.categories.len() as u32 + 2;
        Ok(Some((drawing, height(chart))))
    }

    fn text(&mut self, row: u32, column: u16, text: &str) -> Result<(), XlsxError> {
        self.sheet.write_string(row, column, texts::fit(&line(text)))?;
        Ok(())
    }

    fn draw(&self, chart: &Chart, at: u32) -> Result<Drawing, XlsxError> {
        let sheet = self.name.as_str();
        let (first, last) = (at + 2, at + 1 + chart.categories.len() as u32);
        let mut drawing = Drawing::new(match chart.kind {
            ChartKind::Bars => ChartType::Bar,
            ChartKind::StackedBars => ChartType::BarStacked,
            ChartKind::Line => ChartType::Line,
        });
        drawing.title().set_name((sheet, at, 0));
        for (column, series) in (1..).zip(&chart.series) {
            let colour = drawn(series.tone);
            let drawn = drawing.add_series();
            drawn.set_name((sheet, at + 1, column));
            drawn.set_categories((sheet, first, 0, last, 0)).set_values((sheet, first, column, last, column));
            if chart.kind == ChartKind::Line {
                let mut marker = ChartMarker::new();
                marker.set_type(ChartMarkerType::Circle).set_format(ChartSolidFill::new().set_color(colour));
                drawn.set_format(ChartLine::new().set_color(colour).set_width(2)).set_marker(&marker);
                if chart.is_share() {
                    // Labels are above the upper line and below the lower one.
                    let place = if column == 1 { ChartDataLabelPosition::Above } else { ChartDataLabelPosition::Below };
                    let mut label = ChartDataLabel::new();
                    label
                        .show_value()
                        .set_position(place)
                        .set_num_format("0.0%")
                        .set_font(ChartFont::new().set_size(7));
                    drawn.set_data_label(&label);
                }
            } else {
                drawn.set_format(ChartSolidFill::new().set_color(colour)).set_gap(60);
            }
        }
        if chart.target.is_some() {
            let column = chart.series.len() as u16 + 1;
            let mut line = ChartLine::new();
            line.set_color(drawn(Tone::Quiet)).set_width(1.25).set_dash_type(ChartLineDashType::Dash);
            let target = drawing.add_series();
            target.set_name((sheet, at + 1, column)).set_categories((sheet, first, 0, last, 0));
            target.set_values((sheet, first, column, last, column)).set_format(&mut line);
            target.set_marker(ChartMarker::new().set_none());
        }
        // Horizontal bars swap the axes: put the first category at the top, as in a table, and the scale at the bottom.
        let across = chart.kind != ChartKind::Line;
        if across {
            drawing.y_axis().set_label_interval(1).set_font(ChartFont::new().set_size(8));
            drawing.y_axis().set_reverse().set_crossing(ChartAxisCrossing::Max);
        }
        let figures = if across { drawing.x_axis() } else { drawing.y_axis() };
        figures.set_min(texts::nearest(least(chart))).set_major_gridlines_line(ChartLine::new().set_color(GRID));
        if chart.is_share() {
            figures.set_num_format("0%").set_max(1);
        }
        drawing.title().set_font(ChartFont::new().set_size(12).set_bold());
        match chart.series.len() + usize::from(chart.target.is_some()) {
            1 => drawing.legend().set_hidden(),
            _ => drawing.legend().set_position(ChartLegendPosition::Bottom),
        };
        let words = chart.in_words(self.lang).join("; ");
        drawing.set_alt_text(texts::fit_drawing(&line(&format!("{}. {words}", chart.title))));
        drawing.set_width(WIDTH).set_height(height(chart));
        Ok(drawing)
    }

    /// Returns the worksheet; `None` if there are no charts.
    pub fn into_sheet(mut self) -> Result<Option<Worksheet>, XlsxError> {
        if self.row == 0 {
            return Ok(None);
        }
        self.sheet.set_name(&self.name)?;
        self.sheet.set_column_width(0, 30)?;
        self.sheet.set_hidden(self.is_hidden);
        Ok(Some(self.sheet))
    }
}
