//! Reproducible random numbers: SplitMix64 (Steele, Lea, Flood 2014), written here so that no dependency update changes
//! what a seed generates.

/// A stream of numbers determined by a seed.
#[derive(Debug, Clone)]
pub(super) struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Random {
        Random(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Returns a number from `low` to `high`, both inclusive.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let width = high.abs_diff(low).saturating_add(1).max(1);
        low.saturating_add_unsigned(self.next() % width)
    }

    /// Returns true with a probability of `of_thousand` / 1000.
    pub fn chance(&mut self, of_thousand: u64) -> bool {
        self.next() % 1000 < of_thousand
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        let at = usize::try_from(self.next()).unwrap_or(0) % from.len().max(1);
        from.get(at)
    }
}
