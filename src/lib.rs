//! `ops` runs a team's daily operations by checklist.
//!
//! A checklist (TOML) says what must be done and when; the journal keeps what people did. What is due, overdue, missed
//! or done is computed from the two and never stored. `ARCHITECTURE.md` describes the modules. Each depends only on
//! those to its right: commands → app → report → render → status → journal → plan → checklist → calendar → language.

#![cfg_attr(not(windows), forbid(unsafe_code))] // see Cargo.toml

pub mod app;
pub mod calendar;
pub mod checklist;
pub mod commands;
pub mod demo;
pub mod journal;
pub mod language;
pub mod plan;
pub mod render;
pub mod report;
pub mod status;
