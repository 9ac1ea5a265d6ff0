//! Reading checklists, and the built-in ones.

#![allow(clippy::unwrap_used)] // a test fails by panicking

mod builtin;
mod builtin_plan;
mod builtins;
mod calendars;
mod includes;
mod invalid;
mod limits;
mod matching;
mod schema;
mod source;
mod valid;
mod values;
mod warnings;
