//! Charts as inline SVG. Bars are horizontal, which leaves room for long names in Hanzi. Screen readers get the values.

use super::cell::line;
use super::html::{escaped, tone_name};
use super::{Cell, Chart, ChartKind, Series, Tone, percent};
use crate::language::{Lang, say};
use crate::render::cells;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::fmt::Write;

/// Width of the drawing. All sizes are in SVG units; the width is about that of a phone, so that texts there have the
/// size given here.
const WIDTH: u32 = 360;
/// Distance between the tops of two bars.
const STEP: u32 = 24;
/// Height of a bar.
const BAR: u32 = 16;
/// Room for a label after a bar.
const FIGURES: u32 = 100;
/// Height of the space for the title above the drawing.
const TOP: u32 = 34;
/// Room for the scale at the left of a line chart.
const SCALE: u32 = 40;
/// Maximum room at the right of a line chart for the names of its lines.
const NAMES: u32 = 126;
/// Width of a terminal cell in these names, which are bold.
const BOLD: u32 = 7;
/// Height of a line chart's plot area.
const FIELD: u32 = 150;
/// Distances from a dot to the baseline of a label: above the dot (`ABOVE`) and below it (`BELOW`).
const ABOVE: u32 = 7;
const BELOW: u32 = 15;
/// Distance between two lines of text.
const LINE: u32 = 13;
/// Width of a terminal cell of text.
const CELL: u32 = 6;

/// Draws a chart; `number` distinguishes the charts of a page. If the page already shows a heading for the chart, the
/// heading is used only as the title for screen readers.
pub fn figure(chart: &Chart, heading: Option<&str>, number: usize, lang: Lang) -> String {
    let top = if heading.is_some() { LINE } else { TOP };
    let (height, drawing) = match chart.kind {
        ChartKind::Bars => bars(chart, top, lang),
        ChartKind::StackedBars => stacks(chart, top, lang),
        ChartKind::Line => lines(chart, top, lang),
    };
    let title = escaped(&line(heading.unwrap_or(&chart.title)));
    let words = escaped(&line(&chart.in_words(lang).join("; ")));
    let name = match heading {
        Some(_) => String::new(),
        None => format!("<text class=\"name\" x=\"0\" y=\"16\">{title}</text>\n"),
    };
    format!(
        "<figure>\n<svg role=\"img\" viewBox=\"0 0 {WIDTH} {height}\" aria-labelledby=\"chart-{number} figures-{number}\">\n\
         <title id=\"chart-{number}\">{title}</title>\n<desc id=\"figures-{number}\">{words}</desc>\n\
         {name}{drawing}</svg>\n</figure>\n"
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
    let shown = cells::cut(&line(text), room.max(2));
    let _ = writeln!(drawing, "<text x=\"{}\" y=\"{y}\" text-anchor=\"end\">{}</text>", right - 8, escaped(&shown));
}

fn bars(chart: &Chart, top: u32, lang: Lang) -> (u32, String) {
    let several = chart.series.len() > 1;
    let left = left(chart);
    let room = WIDTH - left - FIGURES;
    let scale = chart.scale();
    let mut y = top;
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

fn stacks(chart: &Chart, top: u32, lang: Lang) -> (u32, String) {
    let left = left(chart);
    let room = WIDTH - left - FIGURES;
    let scale = chart.scale();
    let mut y = top;
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

fn lines(chart: &Chart, top: u32, lang: Lang) -> (u32, String) {
    let names = ends(chart, lang);
    let widest = names.iter().map(|(_, _, text)| cells::width(text) as u32 * BOLD).max().unwrap_or(0);
    let right = WIDTH - widest.min(NAMES) - 8;
    let bottom = top + FIELD;
    let scale = chart.scale();
    let least = chart.least();
    let whole = scale - least;
    let height = |value: Decimal| bottom - share(Some(value - least), whole, FIELD);
    let mut drawing = String::new();
    for value in [scale, (scale + least) / Decimal::TWO, least] {
        let y = height(value);
        let _ = writeln!(drawing, "<path class=\"axis\" d=\"M{SCALE} {y}H{right}\"/>");
        let text = if chart.is_share() {
            format!("{}%", (value * Decimal::ONE_HUNDRED).normalize())
        } else {
            value.normalize().to_string()
        };
        let (x, y) = (SCALE - 6, y + 4);
        let _ = writeln!(drawing, "<text class=\"scale\" x=\"{x}\" y=\"{y}\" text-anchor=\"end\">{text}</text>");
    }
    if let Some(target) = target(chart) {
        let _ = writeln!(drawing, "<path class=\"target\" d=\"M{SCALE} {}H{right}\"/>", height(target));
    }
    // A label needs as much room on both sides of its dot.
    let (left, gaps) = (SCALE + 12, chart.categories.len().saturating_sub(1).max(1) as u32);
    let room = right - left - 4;
    let across = |at: usize| left + room * at as u32 / gaps;
    for (number, series) in chart.series.iter().enumerate() {
        drawing += &polylines(series, number, across, height);
    }
    drawing += &figures(chart, across, height, (room / gaps, bottom), lang);
    drawing += &end_labels(names, right + 4, height);
    // Skip names that would not fit, counted from the last.
    let widest = chart.categories.iter().map(|name| cells::width(name)).max().unwrap_or(1) as u32 * CELL + 6;
    let every = (chart.categories.len() as u32 * widest).div_ceil(room).max(1) as usize;
    for (at, category) in chart.categories.iter().enumerate().rev().step_by(every) {
        let (x, y, text) = (across(at), bottom + 18, escaped(&line(category)));
        let _ = writeln!(drawing, "<text class=\"scale\" x=\"{x}\" y=\"{y}\" text-anchor=\"middle\">{text}</text>");
    }
    (bottom + 26, drawing)
}

/// Returns the target on the chart's scale.
fn target(chart: &Chart) -> Option<Decimal> {
    chart.target.filter(|_| chart.is_share()).map(|percent| percent / Decimal::ONE_HUNDRED)
}

/// A text at the right end of a line chart: the value at whose height it is, the class of its colour, and the text.
type End = (Decimal, &'static str, String);

/// Returns the names of the lines with their last values, and the target.
fn ends(chart: &Chart, lang: Lang) -> Vec<End> {
    let end = |series: &Series| {
        let last = series.values.iter().rev().find(|cell| cell.number().is_some())?;
        let value = match last {
            Cell::Ratio { of, from } => percent(*of, *from).unwrap_or_default(),
            cell => cell.text(lang),
        };
        let room = (NAMES / BOLD) as usize;
        let name = cells::cut(&line(&series.name), room.saturating_sub(cells::width(&value) + 1).max(2));
        Some((last.number()?, tone_name(series.tone), format!("{name} {value}").trim_start().to_owned()))
    };
    let mut ends: Vec<End> = chart.series.iter().filter_map(end).collect();
    let aim = chart.target.map(|percent| say::target_percent(lang, percent.normalize()));
    ends.extend(target(chart).zip(aim).map(|(value, text)| (value, "target", text)));
    ends
}

/// Writes the texts at the right end, from top to bottom without overlaps.
fn end_labels(mut ends: Vec<End>, x: u32, height: impl Fn(Decimal) -> u32) -> String {
    let mut drawing = String::new();
    ends.sort_by_key(|(value, ..)| std::cmp::Reverse(*value));
    let mut least = 0;
    for (value, tone, text) in ends {
        let y = (height(value) + 4).max(least);
        least = y + LINE;
        let _ = writeln!(drawing, "<text class=\"end end-{tone}\" x=\"{x}\" y=\"{y}\">{}</text>", escaped(&text));
    }
    drawing
}

/// Draws a line through the known values, interrupted where a value is missing, with a dot at each value. All lines but
/// the first are dashed, so that they can be distinguished without colours.
fn polylines(series: &Series, number: usize, across: impl Fn(usize) -> u32, height: impl Fn(Decimal) -> u32) -> String {
    let tone = tone_name(series.tone);
    let dashed = if number > 0 { " dashed" } else { "" };
    let mut drawing = String::new();
    let mut points: Vec<String> = Vec::new();
    let mut dots = String::new();
    let end = |points: &mut Vec<String>, drawing: &mut String| {
        if points.len() > 1 {
            let _ = writeln!(drawing, "<polyline class=\"draw-{tone}{dashed}\" points=\"{}\"/>", points.join(" "));
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
        let _ = writeln!(dots, "<circle class=\"draw-{tone}\" cx=\"{x}\" cy=\"{y}\" r=\"2.5\"/>");
    }
    end(&mut points, &mut drawing);
    drawing + &dots
}

/// Draws the labels of a line chart, if they fit side by side. In each category, the largest value has a label above
/// its dot, and the smallest below its dot, or above if the label would touch the category names. If both values are
/// equal, draws only one label. The last values stand at the ends of their lines; the scale says what percentages are.
fn figures(
    chart: &Chart,
    across: impl Fn(usize) -> u32,
    height: impl Fn(Decimal) -> u32,
    (room, bottom): (u32, u32),
    lang: Lang,
) -> String {
    let text = |cell: &Cell| match cell {
        Cell::Ratio { of, from } => percent(*of, *from).unwrap_or_default().replace('%', ""),
        cell => cell.text(lang),
    };
    let all = chart.series.iter().flat_map(|series| &series.values).filter(|cell| cell.number().is_some());
    if all.map(|cell| cells::width(&text(cell)) as u32 * CELL).max().is_some_and(|widest| widest > room) {
        return String::new();
    }
    let mut drawing = String::new();
    for at in 0..chart.categories.len().saturating_sub(1) {
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
            let _ = writeln!(drawing, "<text class=\"value\" x=\"{x}\" y=\"{y}\" text-anchor=\"middle\">{text}</text>");
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

    /// Returns the labels of the first category with their distances from the top. The other categories only set the
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
            target: None,
        };
        let (_, drawing) = lines(&chart, TOP, Lang::En);
        let told = drawing.lines().filter(|line| line.contains("class=\"value\"")).map(|line| {
            let y = line.split("y=\"").nth(1).and_then(|rest| rest.split('"').next()).and_then(|y| y.parse().ok());
            let text = line.split('>').nth(1).and_then(|rest| rest.split('<').next()).unwrap_or_default();
            (text.to_owned(), y.unwrap_or(0))
        });
        told.collect()
    }

    #[test]
    fn figures_stand_beside_their_dots_and_apart() {
        let (top, bottom) = (TOP, TOP + FIELD);
        let check = |first: (u64, u64), expected: &[(&str, u32)]| {
            let expected: Vec<(String, u32)> = expected.iter().map(|(text, y)| ((*text).to_owned(), *y)).collect();
            assert_eq!(heights(first), expected, "{first:?}");
        };
        check((100, 50), &[("100.0", top - ABOVE), ("50.0", top + FIELD / 2 + BELOW)]);
        check((100, 0), &[("100.0", top - ABOVE), ("0.0", bottom - ABOVE)]);
        check((5, 0), &[("5.0", bottom - ABOVE - LINE), ("0.0", bottom - ABOVE)]);
        check((50, 50), &[("50.0", top + FIELD / 2 - ABOVE)]);
        check((0, 0), &[("0.0", bottom - ABOVE)]);
    }

    #[test]
    fn the_target_is_a_line_and_the_names_at_the_ends_are_apart() {
        let rates = |of: u64| vec![Cell::Ratio { of: 90, from: 100 }, Cell::Ratio { of, from: 100 }];
        let line = |name: &str, of: u64| Series { name: name.into(), tone: Tone::Plain, values: rates(of) };
        let chart = Chart {
            kind: ChartKind::Line,
            title: String::new(),
            categories: vec!["a".into(), "b".into()],
            series: vec![line("one", 94), line("two", 95)],
            target: Some(Decimal::from(75)),
        };
        let (_, drawing) = lines(&chart, TOP, Lang::En);
        // The scale reaches from 70% to 100%, so that the target is on it.
        assert!(drawing.contains(&format!("<path class=\"target\" d=\"M{SCALE} {}H", TOP + FIELD - FIELD / 6)));
        let end = |text: &str| {
            let line = drawing.lines().find(|line| line.contains(text)).expect("a text");
            line.split("y=\"").nth(1).and_then(|rest| rest.split('"').next()).and_then(|y| y.parse().ok()).unwrap_or(0)
        };
        assert_eq!(end("one 94.0%"), end("two 95.0%") + LINE);
        assert!(end("target 75%") > end("one 94.0%") + LINE);
    }
}
