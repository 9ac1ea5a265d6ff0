//! Charts as inline SVG. Bars are horizontal, which leaves room for long names in Hanzi. Screen readers get the values.

use super::cell::line;
use super::html::{escaped, tone_name};
use super::{Cell, Chart, ChartKind, Series, Tone, percent};
use crate::language::Lang;
use crate::render::cells;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::fmt::Write;

/// Width of the drawing, in SVG units as all sizes below.
const WIDTH: u32 = 720;
/// Distance between the tops of two bars.
const STEP: u32 = 24;
/// Height of a bar.
const BAR: u32 = 16;
/// Room for a label after a bar.
const FIGURES: u32 = 110;
/// Height of the space for the title above the drawing.
const TOP: u32 = 34;
/// Room at the right of a line chart for the second half of the last category's label.
const LAST: u32 = 44;
/// Height of a line chart's plot area.
const FIELD: u32 = 180;
/// Distances from a dot to the baseline of a label: above the dot (`ABOVE`) and below it (`BELOW`).
const ABOVE: u32 = 8;
const BELOW: u32 = 18;
/// Distance between two lines of text.
const LINE: u32 = 13;
/// Width of a terminal cell of text.
const CELL: u32 = 7;

/// Draws a chart; `number` distinguishes the charts of a page.
pub fn figure(chart: &Chart, number: usize, lang: Lang) -> String {
    let (height, drawing) = match chart.kind {
        ChartKind::Bars => bars(chart, lang),
        ChartKind::StackedBars => stacks(chart, lang),
        ChartKind::Line => lines(chart, lang),
    };
    let title = escaped(&line(&chart.title));
    let words = escaped(&line(&chart.in_words(lang).join("; ")));
    format!(
        "<figure>\n<svg role=\"img\" viewBox=\"0 0 {WIDTH} {height}\" aria-labelledby=\"chart-{number} figures-{number}\">\n\
         <title id=\"chart-{number}\">{title}</title>\n<desc id=\"figures-{number}\">{words}</desc>\n\
         <text class=\"name\" x=\"0\" y=\"16\">{title}</text>\n{drawing}</svg>\n</figure>\n"
    )
}

/// Returns where the bars start: after the widest name, but within the left third.
fn left(chart: &Chart) -> u32 {
    let widest = chart.categories.iter().map(|name| cells::width(name)).max().unwrap_or(0) as u32;
    (widest * CELL + 12).min(WIDTH / 3)
}

/// Draws a name, shortened to fit to the left of the bars.
fn name(drawing: &mut String, text: &str, right: u32, y: u32) {
    let room = (right.saturating_sub(12) / CELL) as usize;
    let whole = line(text);
    let mut shown = cells::wrap(&whole, room.max(2)).into_iter().next().unwrap_or_default();
    if shown != whole {
        shown.push('\u{2026}');
    }
    let _ = writeln!(drawing, "<text x=\"{}\" y=\"{y}\" text-anchor=\"end\">{}</text>", right - 8, escaped(&shown));
}

fn bars(chart: &Chart, lang: Lang) -> (u32, String) {
    let several = chart.series.len() > 1;
    let left = left(chart);
    let room = WIDTH - left - FIGURES;
    let scale = chart.scale();
    let mut y = TOP;
    let mut drawing = if several { key(chart, &mut y) } else { String::new() };
    let top = y;
    for (at, category) in chart.categories.iter().enumerate() {
        name(&mut drawing, category, left, y + 13);
        for series in &chart.series {
            let value = series.values.get(at).unwrap_or(&Cell::Empty);
            let width = share(value.number(), scale, room);
            rect(&mut drawing, left, y + 1, width, series.tone);
            figure_text(&mut drawing, left + width + 6, y + 13, &value.text(lang));
            y += STEP - 4;
        }
        y += 4;
    }
    axis(&mut drawing, left, top, y);
    (y + 6, drawing)
}

fn stacks(chart: &Chart, lang: Lang) -> (u32, String) {
    let left = left(chart);
    let room = WIDTH - left - FIGURES;
    let scale = chart.scale();
    let mut y = TOP;
    let mut drawing = key(chart, &mut y);
    let top = y;
    for (at, category) in chart.categories.iter().enumerate() {
        name(&mut drawing, category, left, y + 13);
        let mut before = Decimal::ZERO;
        let mut end = left;
        let mut figures = Vec::new();
        for series in &chart.series {
            let value = series.values.get(at).unwrap_or(&Cell::Empty);
            let begin = left + share(Some(before), scale, room);
            before += value.number().unwrap_or_default();
            end = left + share(Some(before), scale, room);
            rect(&mut drawing, begin, y + 1, end - begin, series.tone);
            figures.push(value.text(lang));
        }
        figure_text(&mut drawing, end + 6, y + 13, &figures.join(" / "));
        y += STEP;
    }
    axis(&mut drawing, left, top, y);
    (y + 6, drawing)
}

fn lines(chart: &Chart, lang: Lang) -> (u32, String) {
    let left = 64;
    let room = WIDTH - left - LAST;
    let scale = chart.scale();
    let mut y = TOP;
    let mut drawing = if chart.series.len() > 1 { key(chart, &mut y) } else { String::new() };
    let top = y + 12;
    let bottom = top + FIELD;
    let least = chart.least();
    let whole = scale - least;
    let height = |value: Decimal| bottom - share(Some(value - least), whole, FIELD);
    for value in [scale, (scale + least) / Decimal::TWO, least] {
        let y = height(value);
        let _ = writeln!(drawing, "<path class=\"axis\" d=\"M{left} {y}H{}\"/>", WIDTH - LAST);
        let text = if chart.is_share() {
            format!("{}%", (value * Decimal::ONE_HUNDRED).normalize())
        } else {
            value.normalize().to_string()
        };
        let _ = writeln!(
            drawing,
            "<text class=\"scale\" x=\"{}\" y=\"{}\" text-anchor=\"end\">{text}</text>",
            left - 8,
            y + 4
        );
    }
    let gaps = chart.categories.len().saturating_sub(1).max(1) as u32;
    let across = |at: usize| left + room * at as u32 / gaps;
    for series in &chart.series {
        drawing += &polylines(series, across, height);
    }
    drawing += &figures(chart, across, height, (room / gaps, bottom), lang);
    // Skip names that would not fit.
    let widest = chart.categories.iter().map(|name| cells::width(name)).max().unwrap_or(1) as u32 * CELL + 10;
    let every = (chart.categories.len() as u32 * widest).div_ceil(room).max(1) as usize;
    for (at, category) in chart.categories.iter().enumerate().step_by(every) {
        let (x, y, text) = (across(at), bottom + 18, escaped(&line(category)));
        let _ = writeln!(drawing, "<text class=\"scale\" x=\"{x}\" y=\"{y}\" text-anchor=\"middle\">{text}</text>");
    }
    (bottom + 28, drawing)
}

/// Draws a line through the known values, interrupted where a value is missing, with a dot at each value.
fn polylines(series: &Series, across: impl Fn(usize) -> u32, height: impl Fn(Decimal) -> u32) -> String {
    let tone = tone_name(series.tone);
    let mut drawing = String::new();
    let mut points: Vec<String> = Vec::new();
    let mut dots = String::new();
    let end = |points: &mut Vec<String>, drawing: &mut String| {
        if points.len() > 1 {
            let _ = writeln!(drawing, "<polyline class=\"draw-{tone}\" points=\"{}\"/>", points.join(" "));
        }
        points.clear();
    };
    for (at, value) in series.values.iter().enumerate() {
        let Some(number) = value.number() else {
            end(&mut points, &mut drawing);
            continue;
        };
        let (x, y) = (across(at), height(number));
        points.push(format!("{x},{y}"));
        let _ = writeln!(dots, "<circle class=\"draw-{tone}\" cx=\"{x}\" cy=\"{y}\" r=\"3\"/>");
    }
    end(&mut points, &mut drawing);
    drawing + &dots
}

/// Draws the labels of a line chart, if they fit side by side. In each category, the largest value has a label above
/// its dot, and the smallest below its dot, or above if the label would touch the category names. If both values are
/// equal, draws only one label.
fn figures(
    chart: &Chart,
    across: impl Fn(usize) -> u32,
    height: impl Fn(Decimal) -> u32,
    (room, bottom): (u32, u32),
    lang: Lang,
) -> String {
    let text = |cell: &Cell| match cell {
        Cell::Ratio { of, from } => percent(*of, *from).unwrap_or_default(),
        cell => cell.text(lang),
    };
    let all = chart.series.iter().flat_map(|series| &series.values).filter(|cell| cell.number().is_some());
    if all.map(|cell| cells::width(&text(cell)) as u32 * CELL).max().is_some_and(|widest| widest > room) {
        return String::new();
    }
    let mut drawing = String::new();
    for at in 0..chart.categories.len() {
        let at_category = chart.series.iter().filter_map(|series| series.values.get(at));
        let mut known: Vec<(Decimal, &Cell)> = at_category.filter_map(|cell| Some((cell.number()?, cell))).collect();
        known.sort_by_key(|(number, _)| std::cmp::Reverse(*number));
        let (Some((most, largest)), Some((least, smallest))) = (known.first(), known.last()) else { continue };
        let mut above = height(*most).saturating_sub(ABOVE);
        let mut shown = Vec::new();
        if least != most {
            let below = height(*least) + BELOW;
            let y = if below > bottom { height(*least).saturating_sub(ABOVE) } else { below };
            above = if y < below { above.min(y.saturating_sub(LINE)) } else { above };
            shown.push((y, smallest));
        }
        shown.insert(0, (above, largest));
        for (y, cell) in shown {
            let (x, text) = (across(at), escaped(&text(cell)));
            let _ = writeln!(drawing, "<text class=\"scale\" x=\"{x}\" y=\"{y}\" text-anchor=\"middle\">{text}</text>");
        }
    }
    drawing
}

/// Draws the legend above the drawing, and moves `y` below it.
fn key(chart: &Chart, y: &mut u32) -> String {
    let mut drawing = String::new();
    let mut x = 0;
    for series in &chart.series {
        let wide = cells::width(&series.name) as u32 * CELL + 34;
        if x > 0 && x + wide > WIDTH {
            x = 0;
            *y += 18;
        }
        let text = escaped(&line(&series.name));
        let tone = tone_name(series.tone);
        let _ =
            writeln!(drawing, "<rect class=\"draw-{tone}\" x=\"{x}\" y=\"{}\" width=\"10\" height=\"10\"/>", *y - 8);
        let _ = writeln!(drawing, "<text x=\"{}\" y=\"{}\">{text}</text>", x + 15, *y + 1);
        x += wide;
    }
    *y += 16;
    drawing
}

fn rect(drawing: &mut String, x: u32, y: u32, width: u32, tone: Tone) {
    if width > 0 {
        let tone = tone_name(tone);
        let _ =
            writeln!(drawing, "<rect class=\"draw-{tone}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{BAR}\"/>");
    }
}

fn figure_text(drawing: &mut String, x: u32, y: u32, text: &str) {
    let _ = writeln!(drawing, "<text x=\"{x}\" y=\"{y}\">{}</text>", escaped(text));
}

fn axis(drawing: &mut String, x: u32, top: u32, bottom: u32) {
    let _ = writeln!(drawing, "<path class=\"axis\" d=\"M{x} {top}V{bottom}\"/>");
}

/// Returns the part of `length` that represents a value on a scale that ends at `scale`.
fn share(value: Option<Decimal>, scale: Decimal, length: u32) -> u32 {
    let value = value.unwrap_or_default().max(Decimal::ZERO);
    let part = value.checked_mul(Decimal::from(length)).and_then(|part| part.checked_div(scale));
    part.and_then(|part| part.round().to_u32()).unwrap_or(0).min(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the labels of the first category with their distances from the top. The second category only sets the
    /// scale.
    fn heights(first: (u64, u64)) -> Vec<(String, u32)> {
        let series = |of: u64, then: u64| Series {
            name: String::new(),
            tone: Tone::Plain,
            values: [of, then].map(|of| Cell::Ratio { of, from: 100 }).to_vec(),
        };
        let chart = Chart {
            kind: ChartKind::Line,
            title: String::new(),
            categories: vec!["a".into(), "b".into()],
            series: vec![series(first.0, 100), series(first.1, 0)],
        };
        let (_, drawing) = lines(&chart, Lang::En);
        let of_first = drawing.lines().filter(|line| line.contains("x=\"64\"") && line.contains("%</text>"));
        let told = of_first.map(|line| {
            let y = line.split("y=\"").nth(1).and_then(|rest| rest.split('"').next()).and_then(|y| y.parse().ok());
            let text = line.split('>').nth(1).and_then(|rest| rest.split('<').next()).unwrap_or_default();
            (text.to_owned(), y.unwrap_or(0))
        });
        told.collect()
    }

    #[test]
    fn figures_stand_beside_their_dots_and_apart() {
        // The legend of two lines takes 16; the category names are 18 below the bottom.
        let top = TOP + 16 + 12;
        let bottom = top + FIELD;
        let check = |first: (u64, u64), expected: &[(&str, u32)]| {
            let expected: Vec<(String, u32)> = expected.iter().map(|(text, y)| ((*text).to_owned(), *y)).collect();
            assert_eq!(heights(first), expected, "{first:?}");
        };
        check((100, 50), &[("100.0%", top - ABOVE), ("50.0%", top + FIELD / 2 + BELOW)]);
        check((100, 0), &[("100.0%", top - ABOVE), ("0.0%", bottom - ABOVE)]);
        check((5, 0), &[("5.0%", bottom - ABOVE - LINE), ("0.0%", bottom - ABOVE)]);
        check((50, 50), &[("50.0%", top + FIELD / 2 - ABOVE)]);
        check((0, 0), &[("0.0%", bottom - ABOVE)]);
    }
}
