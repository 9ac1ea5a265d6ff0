//! Cell formats.

use super::texts;
use crate::language::Lang;
use crate::render::sheet::{Align, Tone};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};
use std::cell::RefCell;
use std::collections::BTreeSet;

const LINE: Color = Color::RGB(0xD0_D7DE);
const HEAD: Color = Color::RGB(0xE8_EEF4);

/// Maximum number of number formats for fractions: Excel supports about 200 custom ones per workbook.
const MOST_PARTS: usize = 150;

/// The formats of a workbook.
pub struct Formats {
    base: Format,
    /// Whether the workbook has a first page; its lists are then indented.
    pub is_report: bool,
    /// Denominators of the fractions that are shown by their counts.
    parts: RefCell<BTreeSet<u64>>,
}

impl Formats {
    /// Creates formats, with a Chinese font if the language is Chinese.
    pub fn new(lang: Lang, is_report: bool) -> Formats {
        let font = match lang {
            Lang::Zh => "微软雅黑",
            Lang::En => "Calibri",
        };
        Formats { base: Format::new().set_font_name(font).set_font_size(10), is_report, parts: RefCell::default() }
    }

    /// Format of the document's title.
    pub fn title(&self) -> Format {
        self.base.clone().set_font_size(16).set_bold()
    }

    /// Format of a section's heading.
    pub fn heading(&self) -> Format {
        self.base.clone().set_font_size(12).set_bold()
    }

    /// Format of text outside tables.
    pub fn text(&self) -> Format {
        self.base.clone().set_align(FormatAlign::Left).set_align(FormatAlign::Top)
    }

    /// Format of less prominent text, such as names of facts and the footer.
    pub fn quiet(&self) -> Format {
        self.text().set_font_color(Color::RGB(0x57_606A))
    }

    /// Format of a column's title.
    pub fn column(&self, align: Align) -> Format {
        let format = self.cell(align, false).set_bold().set_background_color(HEAD);
        // In a report, titles are at the bottom, next to the filter buttons.
        if self.is_report { format } else { format.set_align(FormatAlign::VerticalCenter) }
    }

    /// Format of a group's heading.
    pub fn group(&self) -> Format {
        self.base
            .clone()
            .set_bold()
            .set_background_color(Color::RGB(0xF3_F6F9))
            .set_border(FormatBorder::Thin)
            .set_border_color(LINE)
    }

    /// Format of a table cell.
    pub fn cell(&self, align: Align, strong: bool) -> Format {
        // The indent separates a text from a figure to its left.
        let base = self.base.clone().set_indent(u8::from(self.is_report && align == Align::Left));
        let align = match align {
            Align::Left => FormatAlign::Left,
            Align::Centre => FormatAlign::Center,
            Align::Right => FormatAlign::Right,
        };
        let cell = base.set_align(align).set_align(FormatAlign::Top).set_text_wrap();
        let cell = cell.set_border(FormatBorder::Thin).set_border_color(LINE);
        if strong { cell.set_bold().set_background_color(HEAD) } else { cell }
    }

    /// Adds a line at the bottom of a format, as for headings of the first page.
    pub fn underlined(format: &Format) -> Format {
        format.clone().set_border_bottom(FormatBorder::Thin).set_border_bottom_color(LINE)
    }

    /// Format of prominent text on the first page: bold, in a given size.
    pub fn large(&self, size: u8) -> Format {
        self.base.clone().set_font_size(size).set_bold().set_align(FormatAlign::VerticalCenter)
    }

    /// Format of less prominent text in small letters.
    pub fn small(&self) -> Format {
        self.quiet().set_font_size(9).set_align(FormatAlign::VerticalCenter)
    }

    /// Returns a format on the background of column titles.
    pub fn titled(format: &Format) -> Format {
        format.clone().set_background_color(HEAD)
    }

    /// Returns the number format that shows a fraction by its counts, `18/20`; `None` if Excel cannot express it, or
    /// the workbook has too many number formats.
    pub fn part_of(&self, from: u64) -> Option<String> {
        let mut parts = self.parts.borrow_mut();
        let has_room = parts.len() < MOST_PARTS || parts.contains(&from);
        let shown = texts::part_of(from).filter(|_| has_room)?;
        parts.insert(from);
        Some(shown)
    }

    /// Returns a format with only the colours of a tone; `None` if the tone has none.
    pub fn tone(tone: Tone) -> Option<Format> {
        colours(tone).map(|_| Formats::toned(&Format::new(), tone))
    }

    /// Returns a format with the colours of a tone.
    pub fn toned(format: &Format, tone: Tone) -> Format {
        match colours(tone) {
            Some((back, fore)) => {
                format.clone().set_background_color(Color::RGB(back)).set_font_color(Color::RGB(fore))
            }
            None => format.clone(),
        }
    }
}

/// Returns the background and text colours of a tone, if it has any.
fn colours(tone: Tone) -> Option<(u32, u32)> {
    match tone {
        Tone::Good => Some((0xDA_F5E2, 0x11_6329)),
        Tone::Late => Some((0xDD_EBF7, 0x1F_4E78)),
        Tone::Warn => Some((0xFF_F1C2, 0x7D_4E00)),
        Tone::Bad => Some((0xFF_DCD9, 0xA0_111F)),
        Tone::Quiet => Some((0xEA_EDF0, 0x57_606A)),
        Tone::Plain => None,
    }
}

/// Returns the colour of a tone in a chart.
pub fn drawn(tone: Tone) -> Color {
    Color::RGB(match tone {
        Tone::Good => 0x2D_A44E,
        Tone::Late => 0x54_AEFF,
        Tone::Warn => 0xD4_A72C,
        Tone::Bad => 0xCF_222E,
        Tone::Quiet => 0xAF_B8C1,
        Tone::Plain => 0x09_69DA,
    })
}
