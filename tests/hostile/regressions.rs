//! Regression tests for problems found by the hostile cases.

use super::stage::{Case, Run, Stage, play};
use std::ffi::OsString;
use std::os::unix::fs::symlink;
use std::process::Command;

const CHECKLIST: &[u8] = b"id = \"shop\"\ntimezone = \"UTC\"\n[[area]]\nid = \"a\"\n[[area.task]]\nid = \"t\"\n";

/// Runs commands after `prepare`, and checks that they do no harm.
fn harmless(commands: &[&str], prepare: impl Fn(&Stage) + Send + Sync + 'static) {
    let run = |line: &&str| Run { args: line.split(' ').map(OsString::from).collect(), ..Run::default() };
    let runs = commands.iter().map(run).collect();
    let case = Case { name: "regression".into(), prepare: Box::new(prepare), runs, writes: Vec::new() };
    let (wrong, _) = play(&[case]);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Creates a named pipe that nobody writes to.
pub fn pipe(stage: &Stage, name: &str) {
    let path = stage.path(name);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    assert!(Command::new("mkfifo").arg(path).status().expect("mkfifo").success());
}

#[test]
fn a_pipe_named_as_the_checklist_was_waited_for_without_end() {
    let commands = ["check pipe.toml", "adopt pipe.toml", "now --checklist pipe.toml", "today --checklist link.toml"];
    harmless(&commands, |stage| {
        pipe(stage, "work/pipe.toml");
        symlink("pipe.toml", stage.path("work/link.toml")).expect("a link");
    });
}

#[test]
fn a_pipe_that_is_included_was_waited_for_without_end() {
    harmless(&["check", "now", "done t"], |stage| {
        stage.write("work/ops.toml", &[b"include = [\"pipe.toml\"]\n", CHECKLIST].concat());
        pipe(stage, "work/pipe.toml");
    });
}

#[test]
fn a_pipe_in_the_place_of_the_writers_id_was_waited_for_without_end() {
    harmless(&["done t"], |stage| {
        stage.write("work/ops.toml", CHECKLIST);
        pipe(stage, "home/.local/state/ops/writer");
    });
}

#[test]
fn a_device_in_the_place_of_the_writers_id_filled_the_memory() {
    harmless(&["done t"], |stage| {
        stage.write("work/ops.toml", CHECKLIST);
        stage.write("home/.local/state/ops/other", b"");
        symlink("/dev/zero", stage.path("home/.local/state/ops/writer")).expect("a link");
    });
}

#[test]
fn json_let_c1_controls_and_direction_characters_through() {
    let nasty = "\u{9b}31m\u{202e}\u{2066}\u{7f}";
    let reason = format!("skip t --reason {nasty}");
    harmless(&[&reason, "log --json", "today --json", "show t --json"], |stage| {
        stage.write("work/ops.toml", CHECKLIST);
    });
}
