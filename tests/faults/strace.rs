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

/// A system call of a command.
pub struct Call {
    pub name: String,
    /// Which of the calls of that name it is, from 1.
    pub nth: usize,
    /// Whether it is the first that makes, locks or changes something, or comes later.
    pub is_writing: bool,
}

impl Call {
    /// Its name, and whether it is of the part that writes.
    pub fn kind(&self) -> String {
        if self.is_writing { format!("{} (writing)", self.name) } else { self.name.clone() }
    }
}

/// Lists the system calls of a command, in order.
pub fn trace(place: &Place, args: &[&str]) -> Vec<Call> {
    let trace = place.path("trace");
    let mut strace = place.command("strace");
    strace.args(["-f", "-qq", "-o"]).arg(&trace).arg(program()).args(args);
    let ran = Ran::of(&mut strace);
    // A killed command may leave an empty file, which gives a warning.
    let is_fine = ran.code == Some(0) || ran.code == Some(5) && ran.err.contains("not here yet");
    assert!(is_fine, "strace must be installed and allowed to trace: {ran:?}");
    let mut is_writing = false;
    let mut calls = Vec::new();
    for line in fs::read_to_string(trace).unwrap().lines() {
        // Parses `1234  openat(AT_FDCWD, …) = 3`.
        let call = line.split_once(' ').and_then(|(_, call)| call.trim_start().split_once('('));
        // `execve` starts the program itself.
        let Some((name, arguments)) = call.filter(|(name, _)| *name != "execve") else { continue };
        is_writing |= if name.starts_with("open") { arguments.contains("O_CREAT") } else { is_changing(name) };
        let nth = calls.iter().filter(|call: &&Call| call.name == name).count() + 1;
        calls.push(Call { name: name.to_owned(), nth, is_writing });
    }
    calls
}

/// Counts the system calls of a command.
pub fn calls(place: &Place, args: &[&str]) -> BTreeMap<String, usize> {
    trace(place, args).into_iter().map(|call| (call.name, call.nth)).collect()
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
