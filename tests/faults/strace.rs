//! Counts system calls and makes them fail, using strace.

use super::place::{Place, Ran, program};
use std::collections::BTreeMap;
use std::fs;

/// Commands that write. The first starts in an empty place, the others in one that is in use.
pub const COMMANDS: [(&str, &[&str]); 7] = [
    ("first done", &["done", "alpha"]),
    ("done", &["done", "gamma"]),
    ("undo", &["undo"]),
    ("skip", &["skip", "beta", "--reason", "closed"]),
    ("note", &["note", "alpha", "a word"]),
    ("add", &["add", "a word", "--found", "gamma"]),
    ("adopt", &["adopt", "next.toml"]),
];

/// Calls that change something, and the last call; included in runs of any size.
const CHANGING: [&str; 15] = [
    "write",
    "fsync",
    "fdatasync",
    "open",
    "openat",
    "mkdir",
    "rename",
    "renameat",
    "renameat2",
    "link",
    "linkat",
    "unlink",
    "ftruncate",
    "flock",
    "exit_group",
];

/// Whether a call changes something.
pub fn is_changing(call: &str) -> bool {
    CHANGING.contains(&call)
}

/// Returns the place in which a command of [`COMMANDS`] starts.
pub fn start_of(name: &str) -> Place {
    if name.starts_with("first") { Place::new() } else { Place::in_use() }
}

/// Counts each system call of a command.
pub fn calls(place: &Place, args: &[&str]) -> BTreeMap<String, usize> {
    let trace = place.path("trace");
    let mut strace = place.command("strace");
    strace.args(["-f", "-qq", "-o"]).arg(&trace).arg(program()).args(args);
    let ran = Ran::of(&mut strace);
    // A killed command may leave an empty file, which gives a warning.
    let is_fine = ran.code == Some(0) || ran.code == Some(5) && ran.err.contains("not here yet");
    assert!(is_fine, "strace must be installed and allowed to trace: {ran:?}");
    let mut calls = BTreeMap::new();
    for line in fs::read_to_string(trace).unwrap().lines() {
        // Parses `1234  openat(AT_FDCWD, …) = 3`.
        let call = line.split_once(' ').and_then(|(_, call)| call.trim_start().split_once('(')).map(|(call, _)| call);
        // `execve` starts the program itself.
        if let Some(call) = call.filter(|call| *call != "execve") {
            *calls.entry(call.to_owned()).or_default() += 1;
        }
    }
    calls
}

/// Runs a command with faults in its calls, such as `CALL:error=EIO:when=3`. Returns also how many fired.
pub fn inject(place: &Place, args: &[&str], faults: &[String]) -> (Ran, usize) {
    let trace = place.path("trace");
    let calls: Vec<&str> = faults.iter().map(|fault| fault.split(':').next().unwrap()).collect();
    let mut strace = place.command("strace");
    strace.args(["-f", "-qq", "-e"]).arg(format!("trace={}", calls.join(","))).arg("-o").arg(&trace);
    for fault in faults {
        strace.arg("-e").arg(format!("inject={fault}"));
    }
    let ran = Ran::of(strace.arg(program()).args(args));
    let injected = fs::read_to_string(trace).unwrap().lines().filter(|line| line.ends_with("(INJECTED)")).count();
    (ran, injected)
}
