//! The format-neutral sheet: a document of typed cells, built once and written by one small writer per format.
//!
//! Documents contain texts as entered. Each writer cleans and escapes all of them itself, so that no title, note or
//! reason becomes a formula, markup, a script or a terminal sequence. `docs/formats.md` describes the layout.

pub mod agenda;
mod cell;
mod chart;
pub mod csv;
pub mod day;
mod format;
pub mod html;
pub mod markdown;
mod overview;
mod record;
mod svg;
pub mod terminal;
#[cfg(feature = "xlsx")]
pub mod xlsx;

pub use cell::{Cell, Tone, percent};
pub use chart::{Chart, ChartKind, Series};
pub use format::Format;
pub use overview::{Block, Entry, Gauge, Light, Overview, Part, Topic};

use super::cells;
use crate::calendar::Day;
use crate::language::{Lang, say};
use crate::status::Status;

/// A document to be written.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Language of the words that writers add.
    pub lang: Lang,
    /// Title.
    pub title: String,
    /// What the document covers, and its main figures.
    pub facts: Vec<Fact>,
    /// The first page, if there is one; it replaces the facts.
    pub overview: Option<Overview>,
    /// Introductory notes, for example about a campaign or a holiday.
    pub lead: Vec<String>,
    /// Sections in order.
    pub sections: Vec<Section>,
    /// Footer: rules, versions, sources.
    pub foot: Vec<String>,
    /// The filter as a line, if the document is filtered. The facts include it too; a format that contains only a table
    /// ends with this line.
    pub restriction: Option<String>,
    /// Warning that not everything could be read, if so. Every format includes it, even one that contains only a table.
    pub incomplete: Option<String>,
    /// The last day covered. It is also the file's creation date, so that the same request gives the same bytes.
    pub day: Day,
}

/// A name and its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// Name.
    pub name: String,
    /// Value.
    pub value: Cell,
}

/// A section of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Heading, if any.
    pub heading: Option<String>,
    /// Content.
    pub body: Body,
    /// Whether the section is printed. If not, another section has the same content in another form.
    pub is_on_paper: bool,
}

/// Content of a section.
#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    /// Paragraphs.
    Text(Vec<String>),
    /// A table.
    Table(Table),
    /// Status of many tasks on several days.
    Grid(Grid),
    /// A chart.
    Chart(Chart),
}

/// A table, whose rows may be in groups.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// How the table is used.
    pub kind: TableKind,
    /// The columns.
    pub columns: Vec<Column>,
    /// Title of the column that names the groups, such as `Area`, in formats without group headings (CSV, a filtered
    /// list).
    pub grouped_by: Option<String>,
    /// Groups of rows.
    pub groups: Vec<Group>,
}

/// How a table is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableKind {
    /// Read as a whole; groups have headings.
    Summary,
    /// For searching. In a spreadsheet, a list can be filtered and has a worksheet of its own; a CSV file contains
    /// lists rather than other tables.
    List,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Title.
    pub title: String,
    /// Alignment of its texts.
    pub align: Align,
    /// Preferred maximum width in terminal cells; a Hanzi takes two.
    pub width: usize,
    /// Minimum width in terminal cells, even if the column is empty, to leave room for handwriting.
    pub room: usize,
    /// Which part of a fraction to show if there is no room for all of it.
    pub in_short: Share,
    /// Whether the column names the row.
    pub is_name: bool,
    /// Formats in which the column is shown.
    pub audience: Audience,
}

/// Which parts of a fraction `35/36 97.2%` are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Share {
    /// Counts and percentage.
    Whole,
    /// Counts only.
    Counts,
    /// Percentage only.
    Percentage,
}

/// Formats in which a column is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// All formats.
    All,
    /// Pages, which people fill in by hand.
    Page,
    /// Formats in which rows are sorted and filtered.
    Data,
}

/// The columns that a format shows in addition to those for all formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct ShownColumns {
    page: bool,
    data: bool,
}

impl ShownColumns {
    const TERMINAL: ShownColumns = ShownColumns { page: false, data: false };
    const PAGE: ShownColumns = ShownColumns { page: true, data: false };
    const DATA: ShownColumns = ShownColumns { page: false, data: true };
    #[cfg(feature = "xlsx")]
    const SPREADSHEET: ShownColumns = ShownColumns { page: true, data: true };
}

/// Alignment of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// For texts.
    Left,
    /// For signs.
    Centre,
    /// For numbers.
    Right,
}

/// Rows with a common heading.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Group {
    /// Heading.
    pub heading: Option<String>,
    /// Introduction, such as an area's purpose.
    pub lead: Option<String>,
    /// The rows of the group.
    pub rows: Vec<Row>,
}

/// A row, with one cell per column.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// The cells of the row.
    pub cells: Vec<Cell>,
    /// Determines the colour of the row.
    pub status: Option<Status>,
    /// Whether the row is a total.
    pub strong: bool,
}

/// A summary of many tasks on several days. The first columns contain the names, the next columns are the days. The
/// cells of the days are coloured by result, except in a total.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    /// The rows; the last may be a total.
    pub table: Table,
    /// Number of columns before the days.
    pub names: usize,
    /// Number of columns that are days.
    pub days: usize,
    /// Legend of the signs and colours.
    pub meaning: String,
}

impl Fact {
    /// Creates a fact.
    pub fn new(name: impl Into<String>, value: impl Into<Cell>) -> Fact {
        Fact { name: name.into(), value: value.into() }
    }
}

impl Section {
    /// Creates a section with a heading.
    pub fn new(heading: impl Into<String>, body: Body) -> Section {
        Section { heading: Some(heading.into()), body, is_on_paper: true }
    }

    /// Creates a section without a heading.
    pub fn plain(body: Body) -> Section {
        Section { heading: None, body, is_on_paper: true }
    }
}

impl Column {
    /// Creates a column of texts.
    pub fn text(title: impl Into<String>, width: usize) -> Column {
        Column {
            title: title.into(),
            align: Align::Left,
            width,
            room: 0,
            in_short: Share::Whole,
            is_name: false,
            audience: Audience::All,
        }
    }

    /// Creates a column of numbers.
    pub fn number(title: impl Into<String>) -> Column {
        Column { align: Align::Right, ..Column::text(title, 16) }
    }

    /// Creates a column of signs and short fractions such as `18/20`; all such columns have the same width.
    pub fn day(title: impl Into<String>) -> Column {
        const WIDTH: usize = 5;
        Column { align: Align::Centre, room: WIDTH, in_short: Share::Counts, ..Column::text(title, WIDTH) }
    }

    /// Creates a column of boxes to tick by hand.
    pub fn boxes(title: impl Into<String>) -> Column {
        Column { align: Align::Centre, audience: Audience::Page, ..Column::text(title, 4) }
    }

    /// Creates a column of texts to sort and filter by.
    pub fn data(title: impl Into<String>, width: usize) -> Column {
        Column { audience: Audience::Data, ..Column::text(title, width) }
    }

    /// Creates a column of numbers to sort and add up.
    pub fn data_number(title: impl Into<String>) -> Column {
        Column { audience: Audience::Data, ..Column::number(title) }
    }

    /// Adds room to write by hand.
    pub fn with_room(self, room: usize) -> Column {
        Column { room, ..self }
    }

    /// Sets which part of a fraction to show if there is little room.
    pub fn in_short(self, share: Share) -> Column {
        Column { in_short: share, ..self }
    }

    /// Makes the column name the rows.
    pub fn name(self) -> Column {
        Column { is_name: true, ..self }
    }
}

impl Row {
    /// Creates a row without a colour.
    pub fn new(cells: Vec<Cell>) -> Row {
        Row { cells, status: None, strong: false }
    }

    /// Creates a total.
    pub fn total(cells: Vec<Cell>) -> Row {
        Row { cells, status: None, strong: true }
    }
}

impl Document {
    /// Adds a warning to the top that not everything could be read, and the list of what is missing to the bottom.
    pub fn lacking(mut self, incomplete: String, what: impl Iterator<Item = String>) -> Document {
        match &mut self.overview {
            Some(overview) => overview.verdict.insert(0, incomplete.clone() + &say::sentence_end(self.lang)),
            None => self.lead.insert(0, incomplete.clone()),
        }
        self.foot.extend(what);
        self.incomplete = Some(incomplete);
        self
    }

    /// Returns the tables of the document with their headings.
    pub fn tables(&self) -> impl Iterator<Item = (Option<&str>, &Table)> {
        self.sections.iter().filter_map(|section| match &section.body {
            Body::Table(table) | Body::Grid(Grid { table, .. }) => Some((section.heading.as_deref(), table)),
            _ => None,
        })
    }

    /// Whether to print the document in landscape, because a table is too wide for portrait.
    fn is_wide(&self) -> bool {
        const MOST_UPRIGHT: usize = 6;
        self.sections.iter().any(|section| match &section.body {
            Body::Table(table) => table.shown(ShownColumns::PAGE).len() > MOST_UPRIGHT,
            // A day column is half as wide as a text column.
            Body::Grid(grid) => grid.days / 2 > MOST_UPRIGHT,
            _ => false,
        })
    }

    /// Returns the tables for a file that can contain only one: the first list, or the first table if there is no list,
    /// followed by the tables with the same columns, such as those of other sites.
    pub fn main_tables(&self) -> Vec<&Table> {
        let list = self.tables().find(|(_, table)| table.kind == TableKind::List);
        let Some((_, first)) = list.or_else(|| self.tables().next()) else { return Vec::new() };
        let goes_on = |table: &&Table| table.kind == first.kind && table.columns == first.columns;
        self.tables().map(|(_, table)| table).filter(goes_on).collect()
    }
}

impl Table {
    /// Creates a table with a single group.
    pub fn new(kind: TableKind, columns: Vec<Column>, rows: Vec<Row>) -> Table {
        Table { kind, columns, grouped_by: None, groups: vec![Group { rows, ..Group::default() }] }
    }

    /// Returns all rows.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.groups.iter().flat_map(|group| &group.rows)
    }

    /// Returns the preferred width of a column in terminal cells: that of its widest text, up to the column's maximum.
    fn wanted_width(&self, at: usize, lang: Lang) -> usize {
        let title = self.columns.get(at).map_or(0, |column| cells::widest_line(&column.title));
        self.width_of(at, |cell| cell.text(lang)).max(title)
    }

    /// Like [`Table::wanted_width`], but without the title, and with the texts that `text` returns for the cells.
    fn width_of(&self, at: usize, text: impl Fn(&Cell) -> String) -> usize {
        let Some(column) = self.columns.get(at) else { return 0 };
        let texts = self.rows().filter_map(|row| row.cells.get(at)).map(text);
        let widest = texts.map(|text| cells::widest_line(&text)).max().unwrap_or(0);
        widest.min(column.width).max(column.room)
    }

    /// Returns the columns that a format shows, with their indices.
    fn shown(&self, form: ShownColumns) -> Vec<(usize, &Column)> {
        let is_shown = |column: &Column| match column.audience {
            Audience::All => true,
            Audience::Page => form.page,
            Audience::Data => form.data,
        };
        self.columns.iter().enumerate().filter(|(_, column)| is_shown(column)).collect()
    }
}
