//! Faults around the journal, with the real program: it is killed, the disk fails, fills up or loses power, other
//! processes write at the same time, bits flip, the clock jumps. `docs/reliability.md` lists what is guaranteed and
//! what was measured.
//!
//! `cargo test` runs them at a size suitable for CI, `scripts/torture` in full. `FAULTS_SIZE=full`, `FAULTS_SEED=N` and
//! `FAULTS_PROGRAM=PATH` override this. A test in which no fault fired fails.
#![cfg(target_os = "linux")]
// A test fails by panicking, reads its environment, and prints how many faults fired.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, clippy::print_stdout, clippy::print_stderr)]

mod clock;
mod crowd;
mod damage;
mod errors;
mod full_disk;
mod half_saved;
mod kill;
mod losses;
mod memory;
mod moved;
mod obstacles;
mod place;
mod power;
mod power_model;
mod seed;
mod shared;
mod strace;
mod tally;
