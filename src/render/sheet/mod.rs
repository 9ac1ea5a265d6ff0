//! The neutral sheet: a document of typed cells, made once and written by one small writer a form.
//!
//! Whoever makes a document puts texts in as they came; every writer cleans and escapes all of them itself, so that no
//! title, note or reason becomes a formula, markup, a script or a terminal sequence. `docs/formats.md` says what stands
//! where.

mod cell;
mod chart;
pub mod csv;
pub mod day;
mod format;
pub mod html;
pub mod markdown;
mod record;
mod svg;
pub mod terminal;
#[cfg(feature = "xlsx")]
pub mod xlsx;

pub use cell::{Cell, Tone, percent};
pub use chart::{Chart, ChartKind, Series};
pub use format::Format;

use super::cells;
use crate::calendar::Day;
use crate::language::Lang;
use crate::status::Status;

/// What is handed to a writer.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The language of the words that writers add.
    pub lang: Lang,
    /// What it is.
    pub title: String,
    /// What it speaks of, and its main figures.
    pub facts: Vec<Fact>,
    /// What is to be known before the rest: a campaign, a holiday.
    pub lead: Vec<String>,
    /// Its parts, in order.
    pub sections: Vec<Section>,
    /// Rules, versions, sources.
    pub foot: Vec<String>,
    /// That not all could be read: it stands in every form, even where else there is but a table.
    pub incomplete: Option<String>,
    /// The day it speaks of, the last of several. It is a file's date of creation: the same question gives the same
    /// bytes.
    pub day: Day,
}

/// A name with its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// What it is.
    pub name: String,
    /// Its value.
    pub value: Cell,
}

/// A part of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// What stands above it.
    pub heading: Option<String>,
    /// What it holds.
    pub body: Body,
}

/// What a section holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    /// Paragraphs.
    Text(Vec<String>),
    /// Rows under columns.
    Table(Table),
    /// What became of each of many things on each of several days.
    Grid(Grid),
    /// A drawing of figures.
    Chart(Chart),
}

/// Rows under columns, perhaps in groups.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// How it is used.
    pub kind: TableKind,
    /// Its columns.
    pub columns: Vec<Column>,
    /// What the groups are, `Area`: the title of the column that names them where there are no headings (CSV, a list to
    /// filter).
    pub grouped_by: Option<String>,
    /// Its rows.
    pub groups: Vec<Group>,
}

/// How a table is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableKind {
    /// Read as a whole: groups have headings.
    Summary,
    /// Looked through: in a spreadsheet on a worksheet of its own, with filters; it is what a CSV file holds.
    List,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// What stands above it.
    pub title: String,
    /// Where its texts stand.
    pub align: Align,
    /// Terminal cells beyond which its texts had better wrap; a Hanzi takes two.
    pub width: usize,
    /// So wide it is made even if there is nothing in it: room to write by hand.
    pub room: usize,
    /// What is told of a share where there is no room for all of it.
    pub in_short: Share,
    /// Whether it names the row.
    pub is_name: bool,
    /// Where it is of use.
    pub audience: Audience,
}

/// What is told of a share: `35/36 97.2%`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Share {
    /// Its counts and its percentage.
    Whole,
    /// How many of how many.
    Counts,
    /// Its percentage.
    Percentage,
}

/// Where a column is of use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Everywhere.
    All,
    /// On a page, where people write by hand.
    Page,
    /// Where rows are sorted and filtered.
    Data,
}

/// The columns a form shows beside those for all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Shown {
    page: bool,
    data: bool,
}

impl Shown {
    const TERMINAL: Shown = Shown { page: false, data: false };
    const PAGE: Shown = Shown { page: true, data: false };
    const DATA: Shown = Shown { page: false, data: true };
    #[cfg(feature = "xlsx")]
    const SPREADSHEET: Shown = Shown { page: true, data: true };
}

/// Where the texts of a column stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Texts.
    Left,
    /// Signs.
    Centre,
    /// Numbers.
    Right,
}

/// Rows with a common heading.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Group {
    /// What they have in common.
    pub heading: Option<String>,
    /// Said of it: an area's purpose.
    pub lead: Option<String>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// A row: a cell for each column.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// Its cells.
    pub cells: Vec<Cell>,
    /// What it is coloured by.
    pub status: Option<Status>,
    /// Whether it is a total.
    pub strong: bool,
}

/// Many things on several days: a summary whose first column has the names and whose next ones are the days, each cell
/// coloured by how it went. Totals are not coloured.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    /// The rows; the last may be a total.
    pub table: Table,
    /// So many columns are days.
    pub days: usize,
    /// What its signs and colours mean.
    pub meaning: String,
}

impl Fact {
    /// A name with its value.
    pub fn new(name: impl Into<String>, value: impl Into<Cell>) -> Fact {
        Fact { name: name.into(), value: value.into() }
    }
}

impl Section {
    /// A part with a heading.
    pub fn new(heading: impl Into<String>, body: Body) -> Section {
        Section { heading: Some(heading.into()), body }
    }

    /// A part that needs none.
    pub fn plain(body: Body) -> Section {
        Section { heading: None, body }
    }
}

impl Column {
    /// A column of texts.
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

    /// A column of figures.
    pub fn number(title: impl Into<String>) -> Column {
        Column { align: Align::Right, ..Column::text(title, 16) }
    }

    /// A column of signs and short figures, `18/20`, as wide as all like it.
    pub fn day(title: impl Into<String>) -> Column {
        const WIDTH: usize = 5;
        Column { align: Align::Centre, room: WIDTH, in_short: Share::Counts, ..Column::text(title, WIDTH) }
    }

    /// A column of boxes to tick by hand.
    pub fn boxes(title: impl Into<String>) -> Column {
        Column { align: Align::Centre, audience: Audience::Page, ..Column::text(title, 4) }
    }

    /// A column of texts to sort and filter by.
    pub fn data(title: impl Into<String>, width: usize) -> Column {
        Column { audience: Audience::Data, ..Column::text(title, width) }
    }

    /// A column of figures to sort and add up.
    pub fn data_number(title: impl Into<String>) -> Column {
        Column { audience: Audience::Data, ..Column::number(title) }
    }

    /// The same, with room to write by hand.
    pub fn with_room(self, room: usize) -> Column {
        Column { room, ..self }
    }

    /// The same, telling but a part of shares where there is no room.
    pub fn in_short(self, share: Share) -> Column {
        Column { in_short: share, ..self }
    }

    /// The same, naming the rows.
    pub fn name(self) -> Column {
        Column { is_name: true, ..self }
    }
}

impl Row {
    /// A row without a colour.
    pub fn new(cells: Vec<Cell>) -> Row {
        Row { cells, status: None, strong: false }
    }

    /// A total.
    pub fn total(cells: Vec<Cell>) -> Row {
        Row { cells, status: None, strong: true }
    }
}

impl Document {
    /// Says before all else that not all could be read, and under the rest what.
    pub fn lacking(mut self, incomplete: String, what: impl Iterator<Item = String>) -> Document {
        self.lead.insert(0, incomplete.clone());
        self.foot.extend(what);
        self.incomplete = Some(incomplete);
        self
    }

    /// Its tables with their headings.
    pub fn tables(&self) -> impl Iterator<Item = (Option<&str>, &Table)> {
        self.sections.iter().filter_map(|section| match &section.body {
            Body::Table(table) => Some((section.heading.as_deref(), table)),
            _ => None,
        })
    }

    /// Whether it is printed across: a table is too wide for an upright page.
    fn is_wide(&self) -> bool {
        const MOST_UPRIGHT: usize = 6;
        self.sections.iter().any(|section| match &section.body {
            Body::Table(table) => table.shown(Shown::PAGE).len() > MOST_UPRIGHT,
            // A day is half as wide as a text.
            Body::Grid(grid) => grid.days / 2 > MOST_UPRIGHT,
            _ => false,
        })
    }

    /// What a file that holds one table holds: the first list, else the first table, and those that go on with it under
    /// the same columns, such as the other shops'.
    pub fn main_tables(&self) -> Vec<&Table> {
        let list = self.tables().find(|(_, table)| table.kind == TableKind::List);
        let Some((_, first)) = list.or_else(|| self.tables().next()) else { return Vec::new() };
        let goes_on = |table: &&Table| table.kind == first.kind && table.columns == first.columns;
        self.tables().map(|(_, table)| table).filter(goes_on).collect()
    }
}

impl Table {
    /// A table of one group.
    pub fn new(kind: TableKind, columns: Vec<Column>, rows: Vec<Row>) -> Table {
        Table { kind, columns, grouped_by: None, groups: vec![Group { rows, ..Group::default() }] }
    }

    /// Every row.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.groups.iter().flat_map(|group| &group.rows)
    }

    /// How wide a column wants to be, in terminal cells: as its widest text, but no wider than it had better be.
    fn wanted_width(&self, at: usize, lang: Lang) -> usize {
        self.width_of(at, |cell| cell.text(lang))
    }

    /// The same of what a form makes of the cells.
    fn width_of(&self, at: usize, text: impl Fn(&Cell) -> String) -> usize {
        let Some(column) = self.columns.get(at) else { return 0 };
        let texts = self.rows().filter_map(|row| row.cells.get(at)).map(text);
        let widest = texts.map(|text| cells::widest_line(&text)).max().unwrap_or(0);
        widest.min(column.width).max(cells::widest_line(&column.title)).max(column.room)
    }

    /// The columns a form shows, by their place.
    fn shown(&self, form: Shown) -> Vec<(usize, &Column)> {
        let is_shown = |column: &Column| match column.audience {
            Audience::All => true,
            Audience::Page => form.page,
            Audience::Data => form.data,
        };
        self.columns.iter().enumerate().filter(|(_, column)| is_shown(column)).collect()
    }
}
