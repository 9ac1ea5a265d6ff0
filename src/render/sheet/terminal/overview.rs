//! Writes the first page of a document to a terminal. It fits a window of 80 columns and 24 lines.

use super::super::cell::line;
use super::super::{Block, Cell, Entry, Gauge, Light, Overview, Topic, percent};
use super::style_of;
use crate::language::say;
use crate::render::table::{GAP, Side, draw, flow};
use crate::render::{Screen, cells, signs};
use anstyle::Style;

/// Minimum width of a name in cells; with less room, figures are below the name.
const NARROWEST: usize = 18;
/// Width up to which a name is kept whole by omitting details, in cells.
const COMFORTABLE: usize = 32;
/// Minimum width of details that are cut, in cells.
const LEAST_DETAIL: usize = 16;
/// Width assumed for output without a width, such as a file, in cells.
const WIDE: usize = 100;
/// Maximum number of entries of a block.
const MOST: usize = 5;
/// Number of entries that are shown even if the page does not fit the window.
const FEWEST: usize = 1;
/// Number of lines of a 24-line window, without the prompt.
const WINDOW: usize = 23;
/// Maximum number of open faults.
const MOST_FAULTS: usize = 2;

/// What a page has room for.
#[derive(Clone, Copy)]
struct Room {
    /// Maximum number of entries of a block.
    most: usize,
    /// Whether further details may take a line of their own.
    has_asides: bool,
    /// Number of paragraphs of the footer.
    foot: usize,
}

/// Returns the page as lines, with as much as fits the window above `below` other lines.
pub fn lines(overview: &Overview, below: usize, screen: &Screen) -> Vec<String> {
    let full = |most: usize| Room { most, has_asides: true, foot: 2 };
    let few = [(true, 1), (true, 0), (false, 0)];
    let few = few.map(|(has_asides, foot)| Room { most: FEWEST, has_asides, foot });
    let rooms = (FEWEST..=MOST).rev().map(full).chain(few);
    let mut pages = rooms.map(|room| page(overview, room, screen));
    let fits = pages.find(|lines| lines.len() + below <= WINDOW || screen.width.is_none());
    fits.unwrap_or_else(|| page(overview, full(FEWEST), screen))
}

fn page(overview: &Overview, room: Room, screen: &Screen) -> Vec<String> {
    let lang = screen.lang;
    let title = [overview.title.as_str(), &overview.range].map(line).join(" ");
    let title = format!("{title}{}{}", " ".repeat(GAP), line(&overview.scope));
    let mut lines: Vec<String> = screen.wrap(&title).iter().map(|text| screen.bold(text)).collect();
    // The width of an ellipsis is ambiguous.
    lines.extend(screen.wrap(&line(&overview.verdict.join(&say::sentence_gap(lang))).replace('…', "..")));
    lines.extend(gauges(&overview.gauges, screen));
    let shortfall: Vec<String> = overview.shortfall.iter().map(|text| line(text)).collect();
    lines.extend(flow(&shortfall, &say::clause_semicolon(lang), screen).iter().flat_map(|text| screen.wrap(text)));
    for block in &overview.blocks {
        lines.extend(block_lines(block, room, screen));
    }
    // There is only room for how the figures add up, and what they are based on.
    let foot: Vec<String> = overview.foot.iter().take(room.foot).map(|text| line(text)).collect();
    let foot = screen.wrap(&foot.join(&say::sentence_gap(lang)));
    lines.extend(foot.iter().filter(|_| room.foot > 0).map(|text| screen.dim(text)));
    lines
}

fn gauges(gauges: &[Gauge], screen: &Screen) -> Vec<String> {
    let row = |gauge: &Gauge| {
        let mut row = vec![line(&gauge.name)];
        row.extend(<[String; 2]>::from(gauge.rate.parts(screen.lang)));
        let light = gauge.light.map(|light| self::light(light, screen)).unwrap_or_default();
        let target =
            gauge.target.map(|target| say::target_percent(screen.lang, target.normalize())).unwrap_or_default();
        row.extend([light, target]);
        row.push(gauge.points.as_deref().map(line).unwrap_or_default());
        row.push(history(gauge, screen));
        row
    };
    let sides = [Side::Left, Side::Right, Side::Right, Side::Left, Side::Left, Side::Left, Side::Left];
    let styles = gauges.iter().map(|gauge| gauge.light.map_or_else(Style::new, |light| style_of(light.tone())));
    rows(gauges.iter().map(row).collect(), &sides, false, styles.collect(), screen)
}

/// Returns the rates of the preceding periods as a sparkline, with the lowest and the highest rate.
fn history(gauge: &Gauge, screen: &Screen) -> String {
    let rates: Vec<_> = gauge.history.iter().map(Cell::number).collect();
    let known = || gauge.history.iter().filter(|cell| cell.number().is_some());
    let (Some(least), Some(most)) = (known().min_by_key(|it| it.number()), known().max_by_key(|it| it.number())) else {
        return String::new();
    };
    if known().count() < 3 {
        return String::new();
    }
    let rate = |cell: &Cell| match cell {
        Cell::Ratio { of, from } => percent(*of, *from).unwrap_or_default().trim_end_matches('%').to_owned(),
        cell => cell.text(screen.lang),
    };
    format!("{} {}-{}", signs::sparkline(&rates, screen.ascii), rate(least), rate(most))
}

fn light(light: Light, screen: &Screen) -> String {
    let sign = match (light, screen.ascii) {
        // The sign of the other formats has an ambiguous width.
        (Light::Near, _) => "~",
        (light, false) => light.sign(),
        (Light::Reached, true) => "v",
        (Light::Short, true) => "x",
    };
    format!("{sign} {}", light.word(screen.lang))
}

fn block_lines(block: &Block, Room { most, has_asides, .. }: Room, screen: &Screen) -> Vec<String> {
    let lang = screen.lang;
    let heading = match block.count {
        Some(count) => format!("{} {count}", line(&block.heading)),
        None => line(&block.heading),
    };
    let below = |most: usize, rows: Vec<String>| {
        // Beside their number, another could be added to it.
        let others = block.others(most, lang).map(|others| match block.count {
            Some(_) => say::bracketed(lang, say::listed_and(lang, most, others)),
            None => say::bracketed(lang, others),
        });
        let mut heading = heading.clone() + &others.unwrap_or_default();
        let note = block.note.iter().filter(|_| block.topic == Topic::Faults).map(|note| format!("  {}", line(note)));
        let room = screen.width.unwrap_or(WIDE).saturating_sub(cells::width(&heading));
        heading.extend(note.filter(|note| cells::width(note) <= room));
        let mut lines: Vec<String> = screen.wrap(&heading).iter().map(|text| screen.bold(text)).collect();
        lines.extend(rows);
        lines
    };
    match block.topic {
        Topic::Worst => {
            let columns = |it: &Entry| {
                let (rate, counts) = it.figure.parts(lang);
                vec![counts, rate, it.detail.clone()]
            };
            let mut lines = below(MOST, entries(block, (MOST, 2), columns, screen));
            lines.extend(block.note.iter().flat_map(|note| indented(note, screen)));
            lines
        }
        Topic::Faults => {
            let rows = entries(block, (MOST_FAULTS, 1), |it| vec![it.figure.text(lang), it.detail.clone()], screen);
            below(MOST_FAULTS, rows)
        }
        Topic::Figures => {
            let columns = |it: &Entry| {
                let light = it.light.map(|light| self::light(light, screen)).unwrap_or_default();
                vec![it.figure.text(lang), light, it.detail.clone()]
            };
            below(most, entries(block, (most, 1), columns, screen))
        }
        Topic::Sites => {
            let text = |it: &Entry| {
                let (rate, counts) = it.figure.parts(lang);
                [&it.name, &counts, &rate].map(|text| line(text)).join(" ")
            };
            in_line(&heading, block, text, has_asides, screen)
        }
        Topic::People => {
            let text = |it: &Entry| [&it.name, &it.figure.parts(lang).1].map(|text| line(text)).join(" ");
            in_line(&heading, block, text, has_asides, screen)
        }
        // What is routine is worth a line only if there is room for several figures.
        Topic::Coming if block.entries.is_empty() && most == FEWEST => Vec::new(),
        Topic::Coming => coming(&heading, block, screen),
        // The shortfall and the sparklines already show this.
        Topic::Late | Topic::Trend => Vec::new(),
    }
}

/// Writes as many entries as fit on one line after the heading, but at least the first.
fn coming(heading: &str, block: &Block, screen: &Screen) -> Vec<String> {
    let width = screen.width.unwrap_or(usize::MAX);
    let with = |count: usize| {
        let first = block.entries[..count]
            .iter()
            .map(|it| [&it.figure.text(screen.lang), &it.name].map(|text| line(text)).join(" "));
        let texts: Vec<String> = first.chain(block.others(count, screen.lang)).collect();
        format!("{heading}  {}", texts.join(&say::clause_semicolon(screen.lang)))
    };
    let routine = || format!("{heading}  {}", line(block.note.as_deref().unwrap_or_default()));
    if block.entries.is_empty() {
        return vec![narrowed(&routine(), width)];
    }
    let fits = (1..=block.entries.len()).rev().map(with).find(|text| cells::width(text) <= width);
    vec![fits.unwrap_or_else(|| narrowed(&with(1), width))]
}

/// Writes the entries of a block after its heading, wrapped if they are too long. Unless `has_asides`, adds further
/// details only if they take no additional line.
fn in_line(
    heading: &str,
    block: &Block,
    text: impl Fn(&Entry) -> String,
    has_asides: bool,
    screen: &Screen,
) -> Vec<String> {
    let written = |with_asides: bool| {
        let entry = |it: &Entry| {
            let aside = it.aside(screen.lang).filter(|_| with_asides).map(|aside| say::bracketed(screen.lang, aside));
            text(it).trim_end().to_owned() + &line(&aside.unwrap_or_default())
        };
        let texts: Vec<String> = std::iter::once(heading.to_owned()).chain(block.entries.iter().map(entry)).collect();
        flow(&texts, "   ", screen).iter().flat_map(|text| screen.wrap(text)).collect::<Vec<_>>()
    };
    let (short, long) = (written(false), written(true));
    if long.len() > short.len() && !has_asides { short } else { long }
}

fn indented(text: &str, screen: &Screen) -> Vec<String> {
    let within = Screen { width: screen.width.map(|width| width.saturating_sub(GAP).max(1)), ..*screen };
    within.wrap(&line(text)).into_iter().map(|text| format!("  {text}")).collect()
}

/// Writes entries as indented rows: the name, then `figures` columns of figures, then details.
fn entries(
    block: &Block,
    (most, figures): (usize, usize),
    columns: impl Fn(&Entry) -> Vec<String>,
    screen: &Screen,
) -> Vec<String> {
    let shown = &block.entries[..block.entries.len().min(most)];
    let row = |entry: &Entry| {
        let name = format!("  {}", line(&entry.name));
        std::iter::once(name).chain(columns(entry).iter().map(|text| line(text))).collect::<Vec<_>>()
    };
    let columns_count = columns(&Entry::default()).len();
    let sides: Vec<Side> =
        (0..=columns_count).map(|at| if (1..=figures).contains(&at) { Side::Right } else { Side::Left }).collect();
    let style = |entry: &Entry| entry.light.map_or_else(Style::new, |light| style_of(light.tone()));
    rows(shown.iter().map(row).collect(), &sides, true, shown.iter().map(style).collect(), screen)
}

/// Cuts a text like [`cells::cut`], but with dots, because the width of an ellipsis is ambiguous.
fn narrowed(text: &str, cells: usize) -> String {
    if cells::width(text) <= cells {
        text.to_owned()
    } else {
        cells::cut(text, cells.saturating_sub(1)).replace('…', "..")
    }
}

/// Draws rows with common columns. The first column gets the room that the others leave, and its texts are cut to fit.
/// If there is too little room for it, the other columns are below it. If `cuts`, the last column may be cut.
fn rows(mut rows: Vec<Vec<String>>, sides: &[Side], cuts: bool, styles: Vec<Style>, screen: &Screen) -> Vec<String> {
    // The width of these signs is ambiguous, too.
    rows.iter_mut().flatten().for_each(|text| *text = text.replace('≥', ">=").replace('≤', "<="));
    let width = |at: usize, rows: &[Vec<String>]| rows.iter().map(|row| cells::width(&row[at])).max().unwrap_or(0);
    let mut widths: Vec<usize> = (0..sides.len()).map(|at| width(at, &rows)).collect();
    let room = screen.width.unwrap_or(WIDE);
    let others =
        |widths: &[usize]| widths[1..].iter().filter(|width| **width > 0).map(|width| width + GAP).sum::<usize>();
    // The last column is the least important, so it is cut or omitted.
    let excess = (others(&widths) + COMFORTABLE.min(widths[0])).saturating_sub(room);
    if let Some(last) = widths.last_mut().filter(|last| cuts && **last >= excess + LEAST_DETAIL) {
        *last -= excess;
        let (at, width) = (sides.len() - 1, *last);
        rows.iter_mut().for_each(|row| row[at] = narrowed(&row[at], width));
    }
    while widths.len() > 3 && others(&widths) + COMFORTABLE.min(widths[0]) > room {
        widths.pop();
    }
    let left = room.saturating_sub(others(&widths));
    if left < NARROWEST.min(widths[0]) {
        let below = |row: Vec<String>| {
            let figures: Vec<String> = row[1..].iter().filter(|text| !text.is_empty()).cloned().collect();
            let figures = indented(&figures.join("  "), screen);
            indented(row[0].trim(), screen).into_iter().chain(figures).collect::<Vec<_>>()
        };
        let painted = rows.into_iter().zip(styles).flat_map(|(row, style)| {
            below(row).into_iter().map(move |text| screen.paint(style, &text)).collect::<Vec<_>>()
        });
        return painted.collect();
    }
    widths[0] = widths[0].min(left);
    for row in &mut rows {
        row.truncate(widths.len());
        row[0] = narrowed(&row[0], widths[0]);
    }
    let columns: Vec<_> = widths.iter().copied().zip(sides.iter().copied()).filter(|(width, _)| *width > 0).collect();
    let kept = rows
        .into_iter()
        .map(|row| row.into_iter().zip(&widths).filter(|(_, width)| **width > 0).map(|(text, _)| text).collect());
    let drawn = draw(kept, &columns, GAP);
    drawn
        .into_iter()
        .zip(styles)
        .flat_map(|(lines, style)| lines.into_iter().map(move |text| screen.paint(style, &text)).collect::<Vec<_>>())
        .collect()
}
