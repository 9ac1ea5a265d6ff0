//! How cells look.

use super::texts;
use crate::language::Lang;
use crate::render::sheet::{Align, Tone};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};
use std::cell::RefCell;
use std::collections::BTreeSet;

const LINE: Color = Color::RGB(0xD0_D7DE);
const HEAD: Color = Color::RGB(0xE8_EEF4);

/// So many number formats are made of shares: Excel knows some two hundred of one's own in a workbook.
const MOST_PARTS: usize = 150;

/// The looks of a workbook.
pub struct Formats {
    base: Format,
    /// Of how many the shares are that are shown by their counts.
    parts: RefCell<BTreeSet<u64>>,
}

impl Formats {
    /// Fonts that have Hanzi, where the words are Chinese.
    pub fn new(lang: Lang) -> Formats {
        let font = match lang {
            Lang::Zh => "Microsoft YaHei",
            Lang::En => "Calibri",
        };
        Formats { base: Format::new().set_font_name(font).set_font_size(10), parts: RefCell::default() }
    }

    /// The document's title.
    pub fn title(&self) -> Format {
        self.base.clone().set_font_size(16).set_bold()
    }

    /// A section's heading.
    pub fn heading(&self) -> Format {
        self.base.clone().set_font_size(12).set_bold()
    }

    /// Plain text beside tables.
    pub fn text(&self) -> Format {
        self.base.clone().set_align(FormatAlign::Left).set_align(FormatAlign::Top)
    }

    /// What is less prominent: names of facts, the foot.
    pub fn quiet(&self) -> Format {
        self.text().set_font_color(Color::RGB(0x57_606A))
    }

    /// The title of a column.
    pub fn column(&self, align: Align) -> Format {
        self.cell(align, false).set_bold().set_background_color(HEAD).set_align(FormatAlign::VerticalCenter)
    }

    /// The heading of a group of rows.
    pub fn group(&self) -> Format {
        self.base
            .clone()
            .set_bold()
            .set_background_color(Color::RGB(0xF3_F6F9))
            .set_border(FormatBorder::Thin)
            .set_border_color(LINE)
    }

    /// A cell of a table.
    pub fn cell(&self, align: Align, strong: bool) -> Format {
        let align = match align {
            Align::Left => FormatAlign::Left,
            Align::Centre => FormatAlign::Center,
            Align::Right => FormatAlign::Right,
        };
        let cell = self.base.clone().set_align(align).set_align(FormatAlign::Top).set_text_wrap();
        let cell = cell.set_border(FormatBorder::Thin).set_border_color(LINE);
        if strong { cell.set_bold().set_background_color(HEAD) } else { cell }
    }

    /// The number format of a share of so many that is shown by its counts, `18/20`. None where that cannot be.
    pub fn part_of(&self, from: u64) -> Option<String> {
        let mut parts = self.parts.borrow_mut();
        let has_room = parts.len() < MOST_PARTS || parts.contains(&from);
        let shown = texts::part_of(from).filter(|_| has_room)?;
        parts.insert(from);
        Some(shown)
    }

    /// What a status adds to a cell.
    pub fn tone(tone: Tone) -> Option<Format> {
        colours(tone).map(|_| Formats::toned(&Format::new(), tone))
    }

    /// A format with the colours of a tone.
    pub fn toned(format: &Format, tone: Tone) -> Format {
        match colours(tone) {
            Some((back, fore)) => {
                format.clone().set_background_color(Color::RGB(back)).set_font_color(Color::RGB(fore))
            }
            None => format.clone(),
        }
    }
}

/// The colour behind a text, and the text's.
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

/// The colour of a drawing.
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
