//! Printed pages of a worksheet, with breaks that keep related content together.

use super::charts::WIDTH;

/// Height in pixels of a row with one line.
pub const ROW: u32 = 20;
/// Printable size of A4 landscape in pixels: width, height.
const LYING: (u32, u32) = (1043, 680);
/// Printable size of A4 portrait in pixels: width, height.
const UPRIGHT: (u32, u32) = (717, 1000);
/// Minimum scale, in percent, at which a printed list is readable: text of 10 points then has 7.
const LEAST_SCALE: u32 = 70;
/// Maximum width in pixels that still fits on one printed page.
pub const MOST_ACROSS: u32 = LYING.0 * 100 / LEAST_SCALE;

/// Whether content of a width and height in pixels fits on one page in landscape (`true`) or in portrait (`false`);
/// `None` if it would be too small in both.
pub fn on_one((wide, high): (u32, u32)) -> Option<bool> {
    let scale = |(across, down): (u32, u32)| (across * 100 / wide.max(1)).min(down * 100 / high.max(1));
    let (lying, upright) = (scale(LYING), scale(UPRIGHT));
    (lying.max(upright) >= LEAST_SCALE).then_some(lying >= upright)
}

/// Returns the maximum height in pixels at which content of a given width fits on one page. Content that is too wide is
/// scaled down and printed in landscape.
pub fn most_down(wide: u32) -> u32 {
    match (wide * LEAST_SCALE).div_ceil(100) {
        upright if upright <= UPRIGHT.0 => UPRIGHT.1 * 100 / LEAST_SCALE,
        lying if lying <= LYING.0 => LYING.1 * 100 / LEAST_SCALE,
        _ => LYING.1 * wide / LYING.0,
    }
}

/// Gap between two charts in pixels.
pub const GAP: u32 = 12;

/// A sequence of pages. Content wider than a page is scaled down.
pub struct Pages {
    is_lying: bool,
    /// Width in pixels of the widest content.
    wide: u32,
    /// Height in pixels already used on the current page.
    used: u32,
    /// The rows at which new pages start.
    pub breaks: Vec<u32>,
}

impl Pages {
    /// Starts the first page, for content up to `widest` pixels wide.
    pub fn new(is_lying: bool, widest: u32) -> Pages {
        let mut pages = Pages { is_lying, wide: 0, used: 0, breaks: Vec::new() };
        pages.wide = widest.max(pages.page().0).max(pages.charts_beside() as u32 * (WIDTH + GAP));
        pages
    }

    fn page(&self) -> (u32, u32) {
        if self.is_lying { LYING } else { UPRIGHT }
    }

    /// Returns how many charts fit side by side.
    pub fn charts_beside(&self) -> usize {
        if self.is_lying { 2 } else { 1 }
    }

    /// Returns the height in pixels of the content that fits on a page.
    fn height(&self) -> u32 {
        let (across, down) = self.page();
        down * self.wide / across
    }

    /// Adds content of the given height in pixels, on the next page if it does not fit on the current one.
    pub fn take(&mut self, pixels: u32) {
        self.used += pixels;
        if self.used > self.height() {
            self.used = pixels;
        }
    }

    /// Starts a new page at a row if content of the given height in pixels would otherwise be split. Content longer
    /// than a page is split anyway, so it does not start a new page.
    pub fn keep(&mut self, pixels: u32, row: u32) {
        if self.used > 0 && self.used + pixels > self.height() && pixels <= self.height() {
            self.breaks.push(row);
            self.used = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_be_cut_begins_a_page() {
        let mut pages = Pages::new(false, 0);
        let height = UPRIGHT.1 * (WIDTH + GAP) / UPRIGHT.0;
        pages.take(height - 100);
        pages.keep(100, 30);
        assert!(pages.breaks.is_empty(), "it fits");
        pages.keep(101, 40);
        assert_eq!(pages.breaks, [40]);
        pages.keep(height + 1, 50);
        assert_eq!(pages.breaks, [40], "nothing is gained");
    }
}
