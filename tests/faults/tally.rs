//! Counts the faults that fired, by kind: a test without any proves nothing.

use super::seed;
use std::collections::BTreeMap;

/// The faults of one test.
#[derive(Default)]
pub struct Tally {
    fired: BTreeMap<String, usize>,
    idle: usize,
}

impl Tally {
    /// Counts an intended fault, and whether it fired.
    pub fn count(&mut self, what: impl Into<String>, fired: bool) {
        match fired {
            true => *self.fired.entry(what.into()).or_default() += 1,
            false => self.idle += 1,
        }
    }

    /// Prints the counts. Fails if nothing fired, or if more than a tenth of the intended faults did not.
    pub fn end(self, test: &str) {
        let total: usize = self.fired.values().sum();
        let by_kind: Vec<String> = self.fired.iter().map(|(what, times)| format!("{what} {times}")).collect();
        println!("{test}: {total} faults (seed {}): {}", seed::seed(), by_kind.join(", "));
        assert!(total > 0, "{test}: no fault fired, so nothing was tried");
        assert!(self.idle * 10 <= total, "{test}: {} faults were meant and did not fire", self.idle);
    }
}

/// Reports a test that cannot run here, so that it does not look as if it had passed.
pub fn skipped(test: &str, why: &str) {
    eprintln!("SKIPPED: {test}: {why}");
}
