//! What can go wrong around the journal, done to the real program: it is killed, the disk refuses, fills up or loses
//! power, others write at the same time, bits flip, the clock jumps. What is promised and what was measured is in
//! `docs/reliability.md`.
//!
//! `cargo test` runs them in a size that fits CI, `scripts/torture` in full. `FAULTS_SIZE=full`, `FAULTS_SEED=N` and
//! `FAULTS_PROGRAM=PATH` say so by hand. A run in which no fault fired fails.
#![cfg(target_os = "linux")]
// a panic is how a test fails; it may ask how it was started, and says how many faults fired
#![allow(clippy::unwrap_used, clippy::disallowed_methods, clippy::print_stdout, clippy::print_stderr)]

mod clock;
mod crowd;
mod damage;
mod errors;
mod full_disk;
mod half_saved;
mod kill;
mod losses;
mod moved;
mod obstacles;
mod place;
mod power;
mod power_model;
mod seed;
mod shared;
mod strace;
mod tally;
