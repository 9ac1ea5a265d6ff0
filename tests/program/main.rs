//! The real program: its output, and what is particular to a system.

#![allow(clippy::unwrap_used)] // a test fails by panicking

mod completions;
mod interchange;
mod plan_reference;
#[path = "../common/program.rs"]
mod program;
mod systems;
mod today_output;
mod widths;
