//! A home with a history generated from a seed, and the program run in it.

#![allow(dead_code)] // no test needs all of it

use crate::program;

use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Output;

pub const NOW: &str = "2026-12-02T10:15";

pub fn ops(home: &Path, now: &str, arguments: &[&str]) -> Output {
    let mut command = program::ops(home, arguments);
    program::said(
        command.env("OPS_JOURNAL", home.join("demo")).env("OPS_NOW", now).env("OPS_AS", "小王").env("COLUMNS", "160"),
    )
}

pub fn stdout(home: &Path, now: &str, arguments: &[&str]) -> Vec<u8> {
    ops(home, now, arguments).stdout
}

pub fn json(home: &Path, arguments: &[&str]) -> Value {
    serde_json::from_slice(&stdout(home, NOW, &[&["report"], arguments, &["--json"]].concat())).unwrap()
}

/// Creates a home with five generated weeks of two shops.
pub fn home() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    ops(home.path(), NOW, &["demo", "demo", "--weeks", "5", "--seed", "3"]);
    ops(home.path(), "2026-11-27T10:00", &["add", "Change the lamp", "--site", "flagship"]);
    home
}

/// Creates a home with a checklist of its own.
pub fn of_checklist(checklist: &str) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("ops.toml"), checklist).unwrap();
    home
}
