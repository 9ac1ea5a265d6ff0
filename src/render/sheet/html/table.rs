//! Tables and grids of a page.

use super::{class, escaped, lines, tone_class};
use crate::language::Lang;
use crate::render::sheet::cell::line;
use crate::render::sheet::{Align, Cell, Column, Grid, Group, Row, ShownColumns, Table, TableKind};

/// Maximum width in terminal cells of a column that does not wrap.
const SHORT: usize = 14;
/// Width of a cell's padding, in terminal cells.
const PADDING: usize = 2;

/// Maximum number of columns of a table, other than a list, that a narrow screen shows as a table.
const FEW_COLUMNS: usize = 4;

/// Maximum number of rows of a group on paper after which its heading is repeated.
const ROWS_BELOW_HEADING: usize = 15;

/// Whether a narrow screen shows the rows of a table below an overview as blocks of labelled cells.
pub(super) fn stacks(table: &Table) -> bool {
    table.kind == TableKind::List || table.shown(ShownColumns::PAGE).len() > FEW_COLUMNS
}

/// Writes a table in a frame that scrolls if the table is wide. The styles of a table that `stacks` remove the roles of
/// table elements, so the roles are set explicitly.
pub(super) fn table_of(table: &Table, frame: &str, stacks: bool, lang: Lang) -> String {
    let role = |name: &str| if stacks { format!(" role=\"{name}\"") } else { String::new() };
    let shown = table.shown(ShownColumns::PAGE);
    let title = |(_, column): &(usize, &Column)| {
        let (role, classes) = (role("columnheader"), class(&[aligned(column)]));
        format!("<th scope=\"col\"{role}{classes}>{}</th>", escaped(&line(&column.title)))
    };
    let titles: String = shown.iter().map(title).collect();
    let widths = widths(table, &shown, lang);
    let (is_table, is_group, is_row) = (role("table"), role("rowgroup"), role("row"));
    let head = format!("<thead{is_group}><tr{is_row}>{titles}</tr></thead>\n");
    let mut html = format!("<div class=\"wide\"{frame}>\n<table{is_table}>\n{widths}{head}");
    for group in table.groups.iter().filter(|group| !group.rows.is_empty()) {
        // A group of a list may be split on paper, where each part begins with the heading.
        let most = if group.heading.is_some() && stacks { ROWS_BELOW_HEADING } else { usize::MAX };
        for (at, rows) in group.rows.chunks(most).enumerate() {
            html += &match &group.heading {
                Some(heading) => {
                    let heading = group_heading(group, heading, shown.len(), stacks);
                    let classes = class(&["group", if at > 0 { "again" } else { "" }]);
                    format!("<tbody{classes}{is_group}>\n{heading}")
                }
                None => format!("<tbody{is_group}>\n"),
            };
            html.extend(rows.iter().map(|row| row_of(row, &shown, stacks, lang)));
            html += "</tbody>\n";
        }
    }
    html + "</table>\n</div>\n"
}

/// Maximum number of days in a grid of normal text size.
const FEW_DAYS: usize = 14;

/// Maximum number of lines of a grid of normal text size that fits on a page.
const FEW_LINES: usize = 56;

pub(super) fn grid_of(grid: &Grid, frame: &str, lang: Lang) -> String {
    let size = match grid.table.rows().count() + grid.table.groups.len() {
        _ if grid.days > FEW_DAYS => "small",
        lines if lines > FEW_LINES => "close",
        _ => "",
    };
    let (table, meaning) = (table_of(&grid.table, frame, false, lang), lines(&grid.meaning));
    format!("<div{}>\n{table}<p class=\"meaning\">{meaning}</p>\n</div>\n", class(&["grid", size]))
}

/// Divides the width of the page in proportion to the preferred widths of the columns, so that one long text leaves
/// room for the others.
fn widths(table: &Table, shown: &[(usize, &Column)], lang: Lang) -> String {
    let wanted: Vec<usize> = shown.iter().map(|(at, _)| table.wanted_width(*at, lang) + PADDING).collect();
    let whole = wanted.iter().sum::<usize>().max(1);
    let column = |width: &usize| format!("<col style=\"width: {}%\">", (width * 100).div_ceil(whole));
    format!("<colgroup>{}</colgroup>\n", wanted.iter().map(column).collect::<String>())
}

fn group_heading(group: &Group, heading: &str, columns: usize, stacks: bool) -> String {
    let lead = group.lead.as_ref().map(|lead| format!("<span class=\"lead\">{}</span>", escaped(&line(lead))));
    let (heading, lead) = (escaped(&line(heading)), lead.unwrap_or_default());
    let [row, header] = if stacks { [" role=\"row\"", " role=\"rowheader\""] } else { [""; 2] };
    format!("<tr{row}><th scope=\"rowgroup\"{header} colspan=\"{columns}\">{heading}{lead}</th></tr>\n")
}

fn row_of(row: &Row, shown: &[(usize, &Column)], stacks: bool, lang: Lang) -> String {
    // If several columns name the row, such as time and title, the last is the row's heading and the others are
    // ordinary cells.
    let name = shown.iter().filter(|(_, column)| column.is_name).map(|(at, _)| *at).next_back();
    let cell = |(at, column): &(usize, &Column)| {
        let cell = row.cells.get(*at).unwrap_or(&Cell::Empty);
        let kind = if matches!(cell, Cell::Tick(_)) { "box" } else { "" };
        let short = if column.width <= SHORT && column.align == Align::Left { "short" } else { "" };
        // A sign or fraction colours its whole cell, a status only its word.
        let is_coloured = matches!(cell, Cell::Sign(_) | Cell::Part { .. });
        let tone = tone_class(cell.tone()).filter(|_| is_coloured);
        let classes = class(&[aligned(column), kind, short, tone.unwrap_or_default()]);
        let content = match (cell, column.align) {
            // In the narrow columns of a grid, a total may wrap after the slash.
            (Cell::Ratio { .. }, Align::Centre) => content(cell, lang).replace('/', "/<wbr>"),
            _ => content(cell, lang),
        };
        let label = || format!(" role=\"cell\" data-label=\"{}\"", escaped(&line(&column.title)));
        let label = if stacks && !column.is_name { label() } else { String::new() };
        match name == Some(*at) {
            true if stacks => format!("<th scope=\"row\" role=\"rowheader\"{classes}>{content}</th>"),
            true => format!("<th scope=\"row\"{classes}>{content}</th>"),
            false => format!("<td{label}{classes}>{content}</td>"),
        }
    };
    let cells: String = shown.iter().map(cell).collect();
    let role = if stacks { " role=\"row\"" } else { "" };
    format!("<tr{role}{}>{cells}</tr>\n", class(&[if row.strong { "total" } else { "" }]))
}

fn content(cell: &Cell, lang: Lang) -> String {
    let text = lines(&cell.text(lang));
    match tone_class(cell.tone()) {
        Some(tone) if matches!(cell, Cell::Status(_)) => format!("<span class=\"status {tone}\">{text}</span>"),
        _ => text,
    }
}

fn aligned(column: &Column) -> &'static str {
    match column.align {
        Align::Left => "",
        Align::Centre => "centre",
        Align::Right => "right",
    }
}
