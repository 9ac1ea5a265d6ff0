//! The figures and forms of the report.

#![allow(clippy::unwrap_used)] // a test fails by panicking

#[path = "../common/mod.rs"]
mod common;
mod few_acts;
mod figures;
mod forms;
mod grid;
mod page;
#[path = "../common/program.rs"]
mod program;
mod properties;
mod seeded;
mod spreadsheet;
mod values;
