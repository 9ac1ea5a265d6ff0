//! How many faults fired, by what they were: a test in which none did proves nothing.

use super::seed;
use std::collections::BTreeMap;

/// The faults of one test.
#[derive(Default)]
pub struct Tally {
    fired: BTreeMap<String, usize>,
    idle: usize,
}

impl Tally {
    /// One fault that was meant, and whether it happened.
    pub fn count(&mut self, what: impl Into<String>, fired: bool) {
        match fired {
            true => *self.fired.entry(what.into()).or_default() += 1,
            false => self.idle += 1,
        }
    }

    /// Prints the counts; fails if nothing fired, or if a tenth of what was meant did not.
    pub fn end(self, test: &str) {
        let total: usize = self.fired.values().sum();
        let by_kind: Vec<String> = self.fired.iter().map(|(what, times)| format!("{what} {times}")).collect();
        println!("{test}: {total} faults (seed {}): {}", seed::seed(), by_kind.join(", "));
        assert!(total > 0, "{test}: no fault fired, so nothing was tried");
        assert!(self.idle * 10 <= total, "{test}: {} faults were meant and did not fire", self.idle);
    }
}

/// What could not be tried here must not look as if it had been.
pub fn skipped(test: &str, why: &str) {
    eprintln!("SKIPPED: {test}: {why}");
}
