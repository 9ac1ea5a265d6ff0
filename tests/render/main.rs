//! Sheets in every form, and calendar files.

#![allow(clippy::unwrap_used)] // a test fails by panicking

#[path = "../common/mod.rs"]
mod common;
mod forms;
mod ical;
mod overview;
mod payloads;
mod programs;
mod sheet;
