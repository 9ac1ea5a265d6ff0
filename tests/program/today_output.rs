//! `ops today --output` writes a whole file or none, and stops when its reader does.

use crate::program;
use program::ops;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};

fn names(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a name").file_name());
    let mut names: Vec<String> = names.map(|name| name.to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn a_full_disk_leaves_what_was_there() {
    let home = tempfile::tempdir().expect("a folder");
    for file in ["day.xlsx", "day.html", "day.csv"] {
        fs::write(home.path().join(file), "before").expect("a file");
        // With a file size limit of 0, the write fails as on a full disk.
        let program = env!("CARGO_BIN_EXE_ops");
        let mut command = ops(home.path(), &[]);
        let output = Command::new("bash")
            .arg("-c")
            .arg(format!("trap '' XFSZ; ulimit -f 0; exec {program} today --output {file}"))
            .current_dir(home.path())
            .envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))))
            .output()
            .expect("bash runs");
        assert_eq!(output.status.code(), Some(5), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(String::from_utf8_lossy(&output.stderr).contains(file), "the file is named");
        assert_eq!(fs::read_to_string(home.path().join(file)).expect("a file"), "before");
        program::said(command.arg("today").arg("-o").arg(file));
        assert_ne!(fs::read(home.path().join(file)).expect("a file"), b"before");
    }
    assert_eq!(names(home.path()), ["day.csv", "day.html", "day.xlsx"], "nothing else is left");
}

#[test]
#[cfg(unix)]
fn a_link_is_followed_and_rights_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let home = tempfile::tempdir().expect("a folder");
    let file = home.path().join("day.csv");
    fs::write(&file, "before").expect("a file");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).expect("rights");
    symlink("day.csv", home.path().join("link.csv")).expect("a link");
    program::said(&mut ops(home.path(), &["today", "-o", "link.csv"]));
    assert!(fs::symlink_metadata(home.path().join("link.csv")).expect("a link").is_symlink());
    let metadata = fs::metadata(&file).expect("a file");
    assert_eq!(metadata.permissions().mode() & 0o777, 0o640);
    assert!(metadata.len() > 1000);
}

#[test]
fn a_closed_pipe_is_no_error() {
    let home = tempfile::tempdir().expect("a folder");
    for format in ["xlsx", "html", "csv", "markdown", "json", "table"] {
        let mut command = ops(home.path(), &["today", "--format", format]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("ops runs");
        drop(child.stdout.take());
        let mut said = String::new();
        child.stderr.take().expect("a pipe").read_to_string(&mut said).expect("UTF-8");
        assert!(child.wait().expect("an end").success(), "{format}: {said}");
    }
}

/// A past day is shown as it ended, whenever it is requested.
#[test]
fn a_past_day_does_not_depend_on_the_day_of_asking() {
    let home = tempfile::tempdir().expect("a folder");
    for words in [&["done", "meeting", "--at", "08:30"][..], &["add", "--carry", "1", "Change the lamp"]] {
        program::said(&mut ops(home.path(), words));
    }
    for format in ["json", "html", "csv", "markdown", "table", "xlsx"] {
        let asked = |now: &str| {
            let mut command = ops(home.path(), &["today", "2026-11-23", "--format", format]);
            program::said(command.env("OPS_NOW", now)).stdout
        };
        assert_eq!(asked("2026-11-24T09:00"), asked("2027-03-01T12:00"), "{format}");
    }
}
