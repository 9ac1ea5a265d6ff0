//! The pages that a worksheet is printed on, so that what belongs together is not cut by the end of one.

use super::charts::WIDTH;

/// Pixels of a row of one line.
pub const ROW: u32 = 20;
/// Pixels of a page between its edges, across and down: A4 lying.
const LYING: (u32, u32) = (1043, 680);
/// The same, upright.
const UPRIGHT: (u32, u32) = (717, 1000);
/// Pixels between two charts.
pub const GAP: u32 = 12;

/// Pages below each other. Whatever is wider than a page is made smaller.
pub struct Pages {
    is_lying: bool,
    /// Pixels across of the widest part.
    wide: u32,
    /// Pixels down that are taken of the page at hand.
    used: u32,
    /// Rows with which pages begin.
    pub breaks: Vec<u32>,
}

impl Pages {
    /// The first page, for parts that are no wider than so many pixels.
    pub fn new(is_lying: bool, widest: u32) -> Pages {
        let mut pages = Pages { is_lying, wide: 0, used: 0, breaks: Vec::new() };
        pages.wide = widest.max(pages.page().0).max(pages.charts_beside() as u32 * (WIDTH + GAP));
        pages
    }

    fn page(&self) -> (u32, u32) {
        if self.is_lying { LYING } else { UPRIGHT }
    }

    /// How many charts stand beside each other.
    pub fn charts_beside(&self) -> usize {
        if self.is_lying { 2 } else { 1 }
    }

    /// Pixels down of a page.
    fn height(&self) -> u32 {
        let (across, down) = self.page();
        down * self.wide / across
    }

    /// Takes so many pixels.
    pub fn take(&mut self, pixels: u32) {
        self.used += pixels;
        if self.used > self.height() {
            self.used = pixels;
        }
    }

    /// Begins a page with a row where so many pixels would be cut; what is longer than a page is cut anyway.
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
