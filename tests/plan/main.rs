//! What is planned on a day, and its status.

#![allow(clippy::unwrap_used)] // a test fails by panicking

#[path = "../common/mod.rs"]
mod common;
mod day;
mod one_offs;
mod owner;
mod rounds;
mod since;
mod status;
