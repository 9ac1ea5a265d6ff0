//! The number and choice of faults, reproducible from a seed.

/// Whether this is a full run.
pub fn full() -> bool {
    std::env::var("FAULTS_SIZE").is_ok_and(|size| size == "full")
}

/// Returns a count for CI, or for a full run.
pub fn count(ci: usize, in_full: usize) -> usize {
    if full() { in_full } else { ci }
}

/// Returns the seed of the run.
pub fn seed() -> u64 {
    std::env::var("FAULTS_SEED").ok().map_or(20_261_123, |seed| seed.parse().expect("FAULTS_SEED is a number"))
}

/// SplitMix64: small, and its sequence never changes.
pub struct Random(u64);

impl Random {
    /// Creates a separate sequence for each test.
    pub fn of(test: &str) -> Random {
        Random(test.bytes().fold(seed(), |state, byte| state.wrapping_mul(31).wrapping_add(u64::from(byte))))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Returns a number below `limit`, which must be above 0.
    pub fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    /// Returns true with a probability of 1 in `times`.
    pub fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// Returns a random element.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}
