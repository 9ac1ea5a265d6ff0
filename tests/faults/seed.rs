//! How many faults, and which: a run is repeated by its seed.

/// The size of a run.
pub fn full() -> bool {
    std::env::var("FAULTS_SIZE").is_ok_and(|size| size == "full")
}

/// A count: one that fits CI, or that of a full run.
pub fn count(ci: usize, in_full: usize) -> usize {
    if full() { in_full } else { ci }
}

/// The run's seed.
pub fn seed() -> u64 {
    std::env::var("FAULTS_SEED").ok().map_or(20_261_123, |seed| seed.parse().expect("FAULTS_SEED is a number"))
}

/// SplitMix64: small, and the same numbers for ever.
pub struct Random(u64);

impl Random {
    /// Numbers of their own for each test of a run.
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

    /// A number below a limit above 0.
    pub fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    /// True once in so many times.
    pub fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of several.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}
