//! What differs between systems: folders, names, locked files, zones. Runs on all of them.

use crate::program;
use program::ops;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Runs a command that must fail with this code, and returns its stderr.
fn refused(command: &mut Command, code: i32) -> String {
    let output = program::run(command);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(code), "{command:?}: {said}");
    said
}

#[test]
fn a_zone_that_nobody_knows_is_said_with_the_way_out() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("ops.toml"), "id = \"shop\"\n[[area]]\nid = \"a\"\n[[area.task]]\nid = \"t\"\n")
        .unwrap();
    for (variable, is_told) in [("Asia/Shanghai", false), ("CST-8", true), ("", false)] {
        let output = program::said(ops(home.path(), &["check", "--json"]).env("TZ", variable));
        let is_guessed = String::from_utf8_lossy(&output.stdout).contains("\"nothing\"");
        let told = String::from_utf8_lossy(&output.stderr).contains("timezone = ");
        assert_eq!(told, is_told || is_guessed, "{variable:?}");
    }
}

#[test]
fn a_file_in_the_place_of_a_folder_is_no_empty_day() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join("journal")).unwrap();
    fs::write(home.path().join("journal").join("taobao"), "x").unwrap();
    for arguments in [&["today"][..], &["log"], &["done", "meeting@08:20"]] {
        let said = refused(&mut ops(home.path(), arguments), 5);
        assert!(said.contains("not a folder"), "{arguments:?}: {said}");
    }
}

/// Demo data is not written to the user's own journal, even before that exists and however its path is spelled.
#[test]
fn the_own_journal_is_guarded_before_it_is_there() {
    let home = tempfile::tempdir().unwrap();
    let paths = program::said(ops(home.path(), &["paths", "--json"]).env_remove("OPS_JOURNAL")).stdout;
    let paths: serde_json::Value = serde_json::from_slice(&paths).unwrap();
    let journal = paths["journal"].as_str().unwrap();
    let below = Path::new(journal).strip_prefix(home.path()).unwrap().to_str().unwrap();
    let names = if cfg!(windows) { vec![below.to_owned(), below.to_uppercase()] } else { vec![below.to_owned()] };
    for name in names {
        let said = refused(ops(home.path(), &["demo", &name]).env_remove("OPS_JOURNAL"), 2);
        assert!(said.contains("your own journal"), "{name}: {said}");
    }
}

#[test]
fn a_path_in_a_message_has_the_separators_of_the_system() {
    let home = tempfile::tempdir().unwrap();
    let lists = home.path().join("lists");
    fs::create_dir_all(lists.join("inc")).unwrap();
    fs::write(lists.join("ops.toml"), "id = \"shop\"\ntimezone = \"UTC\"\ninclude = [\"inc/a.toml\"]\n").unwrap();
    fs::write(lists.join("inc").join("a.toml"), "area = 5\n").unwrap();
    let file = lists.join("ops.toml");
    let output = program::run(&mut ops(home.path(), &["check", file.to_str().unwrap()]));
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    assert!(said.contains(lists.join("inc").join("a.toml").to_str().unwrap()), "{said}");
}

#[test]
fn what_to_do_is_what_can_be_done_on_this_system() {
    let home = tempfile::tempdir().unwrap();
    let said = refused(&mut ops(home.path(), &["--journal", "~/ops", "today"]), 2);
    assert_eq!(said.contains("PowerShell"), cfg!(windows), "{said}");
    let said = refused(&mut ops(home.path(), &["done", "no such task"]), 4);
    assert!(!cfg!(windows) || !said.contains("'no such"), "a quote that the command prompt does not know: {said}");
}

/// Writing to a device would never end, or go nowhere.
#[test]
fn a_device_is_no_file() {
    let home = tempfile::tempdir().unwrap();
    let device = if cfg!(windows) { "NUL" } else { "/dev/null" };
    refused(&mut ops(home.path(), &["today", "--format", "csv", "-o", device]), 5);
}

/// A spreadsheet holds a file open so that others may only read it.
#[cfg(windows)]
#[test]
fn a_file_that_another_program_holds_is_said_to_be_in_use() {
    use std::os::windows::fs::OpenOptionsExt;
    const SHARE_READ: u32 = 1;
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("day.csv");
    fs::write(&file, "before").unwrap();
    let held = fs::OpenOptions::new().read(true).write(true).share_mode(SHARE_READ).open(&file).unwrap();
    let said = refused(&mut ops(home.path(), &["today", "-o", "day.csv"]), 5);
    assert!(said.contains("in use"), "{said}");
    drop(held);
    assert_eq!(fs::read_to_string(&file).unwrap(), "before");
}

/// Windows opens a console for a program that is started by a double click.
#[cfg(windows)]
#[test]
fn a_double_click_shows_the_day_and_waits() {
    use std::io::{BufRead, BufReader};
    use std::os::windows::process::CommandExt;
    use std::process::Stdio;
    const NEW_CONSOLE: u32 = 0x10;
    let home = tempfile::tempdir().unwrap();
    let mut command = ops(home.path(), &[]);
    let command =
        command.creation_flags(NEW_CONSOLE).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.map_while(Result::ok).any(|line| line.contains("Watches")), "the day");
    // Nobody has pressed a key yet.
    assert!(child.try_wait().unwrap().is_none());
    drop(child.stdin.take());
    let output = child.wait_with_output().unwrap();
    assert!(String::from_utf8_lossy(&output.stderr).contains("Press Enter"), "{output:?}");
}
