//! The first page of a document: what the reader needs most, on one page or one phone screen.

use super::{Cell, Chart, Tone};
use crate::language::{Lang, say};
use rust_decimal::Decimal;

/// The first page of a document, in words.
#[derive(Debug, Clone, PartialEq)]
pub struct Overview {
    /// What the document is about: the checklist, its sites and people.
    pub scope: String,
    /// Title, without the days.
    pub title: String,
    /// The days covered.
    pub range: String,
    /// The result in a few sentences, the most important first.
    pub verdict: Vec<String>,
    /// The main rates.
    pub gauges: Vec<Gauge>,
    /// Name and number of the whole that the parts add up to.
    pub whole: (String, u64),
    /// The parts of the whole.
    pub parts: Vec<Part>,
    /// What is missing from the whole, in words, for formats without a bar of parts.
    pub shortfall: Vec<String>,
    /// The blocks, the most important first.
    pub blocks: Vec<Block>,
    /// Footer: how the figures add up, and what they are based on.
    pub foot: Vec<String>,
}

/// A rate with its target.
#[derive(Debug, Clone, PartialEq)]
pub struct Gauge {
    /// Name.
    pub name: String,
    /// The rate: a [`Cell::Ratio`].
    pub rate: Cell,
    /// The target, in percent.
    pub target: Option<Decimal>,
    /// How the rate compares with its target.
    pub light: Option<Light>,
    /// Change from the period before, in words.
    pub change: Option<String>,
    /// The change alone: `+1.1 pts`.
    pub points: Option<String>,
    /// The rate in the preceding periods and in this one, oldest first.
    pub history: Vec<Cell>,
}

/// A part of a whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Name.
    pub name: String,
    /// Number.
    pub count: u64,
    /// Determines its colour.
    pub tone: Tone,
}

/// A block of an overview: a list, a small table or a chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// What the block is about; decides its layout.
    pub topic: Topic,
    /// Heading.
    pub heading: String,
    /// Number shown next to the heading.
    pub count: Option<u64>,
    /// A sentence above the entries.
    pub lead: Option<String>,
    /// Titles of the columns, if the entries are the rows of a small table.
    pub columns: Vec<String>,
    /// The entries.
    pub entries: Vec<Entry>,
    /// A chart; the entries are then its values in figures.
    pub chart: Option<Chart>,
    /// Number of entries that were omitted.
    pub left_out: usize,
    /// A sentence below the entries.
    pub note: Option<String>,
}

/// What a block is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// Tasks with the lowest rates.
    Worst,
    /// Unresolved faults.
    Faults,
    /// Figures with a target or a limit.
    Figures,
    /// How late things were done.
    Late,
    /// Sites.
    Sites,
    /// People.
    People,
    /// The preceding periods.
    Trend,
    /// What comes next.
    Coming,
}

/// An entry of a block.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Entry {
    /// Name: what the entry is about.
    pub name: String,
    /// The main figure: a fraction or an amount; the day for [`Topic::Coming`].
    pub figure: Cell,
    /// Further columns of a small table.
    pub more: Vec<Cell>,
    /// How the figure compares with its target.
    pub light: Option<Light>,
    /// Details, less important than the rest.
    pub detail: String,
    /// The figure relative to the largest one, for drawing a bar: its count and the largest count.
    pub bar: Option<(u64, u64)>,
}

/// How a figure compares with its target or limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Light {
    /// It clearly misses the target.
    Short,
    /// It nearly reaches the target.
    Near,
    /// It reaches the target.
    Reached,
}

impl Light {
    /// Returns the light as a word.
    pub fn word(self, lang: Lang) -> String {
        match self {
            Light::Reached => say::light_reached(lang),
            Light::Near => say::light_near(lang),
            Light::Short => say::light_short(lang),
        }
    }

    /// Returns a sign that is recognisable without colour.
    pub fn sign(self) -> &'static str {
        match self {
            Light::Reached => "\u{2713}",
            Light::Near => "\u{25b3}",
            Light::Short => "\u{2717}",
        }
    }

    /// Returns the tone of the light.
    pub fn tone(self) -> Tone {
        match self {
            Light::Reached => Tone::Good,
            Light::Near => Tone::Warn,
            Light::Short => Tone::Bad,
        }
    }

    /// Returns the keyword used in machine-readable output.
    pub fn keyword(self) -> &'static str {
        match self {
            Light::Reached => "reached",
            Light::Near => "near",
            Light::Short => "short",
        }
    }
}

impl Entry {
    /// Returns an additional detail for a line about the entry: the change of a site, or the help that a person gave.
    pub fn aside(&self, lang: Lang) -> Option<String> {
        self.more.iter().find_map(|cell| match cell {
            Cell::Change(_) => Some(say::points_short(lang, cell.text(lang))),
            Cell::Count(count) => Some(say::helped(lang, count)),
            _ => None,
        })
    }
}

impl Block {
    /// Creates a block of entries.
    pub fn new(topic: Topic, heading: impl Into<String>, entries: Vec<Entry>) -> Block {
        let heading = heading.into();
        let columns = Vec::new();
        Block { topic, heading, count: None, lead: None, columns, entries, chart: None, left_out: 0, note: None }
    }

    /// Creates a block of the first `most` entries, and counts the others.
    pub fn of_first(most: usize, topic: Topic, heading: impl Into<String>, mut entries: Vec<Entry>) -> Block {
        let left_out = entries.len().saturating_sub(most);
        entries.truncate(most);
        Block { left_out, ..Block::new(topic, heading, entries) }
    }

    /// Returns how many entries there are in addition to the first `shown`; `None` if there are no others.
    pub fn others(&self, shown: usize, lang: Lang) -> Option<String> {
        let others = self.left_out + self.entries.len().saturating_sub(shown);
        (others > 0).then(|| say::not_shown(lang, others))
    }

    /// Returns the text below the entries, if all of them are shown.
    pub fn notes(&self, lang: Lang) -> Option<String> {
        let others = self.others(self.entries.len(), lang).map(|others| others + &say::sentence_end(lang));
        let notes: Vec<String> = others.into_iter().chain(self.note.clone()).collect();
        (!notes.is_empty()).then(|| notes.join(&say::sentence_gap(lang)))
    }
}
