//! Days, times and the words for them.

#![allow(clippy::unwrap_used)] // a test fails by panicking

mod clock;
mod day_properties;
mod day_terms;
mod day_words;
mod phrases;
mod properties;
