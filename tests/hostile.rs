//! Hostile input for the real program: bad checklists, day files, adoptions, command-line words and environments.
//!
//! In every case it must not panic or be killed, must end within two seconds with one of its exit codes, must write
//! only to the journal and the writer's own file, and must print no terminal control sequences. `tests/hostile/` has
//! the cases that can be files; `generated.rs` creates unusual bytes, sizes and depths.
#![cfg(unix)]

#[path = "hostile/cases.rs"]
mod cases;
#[path = "hostile/fixtures.rs"]
mod fixtures;
#[path = "hostile/generated.rs"]
mod generated;
#[path = "hostile/regressions.rs"]
mod regressions;
#[path = "hostile/stage.rs"]
mod stage;
#[path = "hostile/worlds.rs"]
mod worlds;

use stage::Case;
use std::collections::BTreeSet;

fn check(cases: &[Case], least: usize) {
    assert!(cases.len() >= least, "only {} cases", cases.len());
    let names: BTreeSet<&str> = cases.iter().map(|case| case.name.as_str()).collect();
    assert_eq!(names.len(), cases.len(), "two cases of one name");
    let (wrong, commands) = stage::play(cases);
    assert!(commands >= least, "only {commands} commands");
    assert!(wrong.is_empty(), "{} of {commands} commands:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn checklists() {
    check(&cases::checklists(), 300);
}

#[test]
fn day_files() {
    check(&cases::day_files(), 100);
}

#[test]
fn adoptions() {
    check(&cases::adoptions(), 30);
}

#[test]
fn words_of_the_command_line() {
    check(&cases::words(), 100);
}

#[test]
fn surroundings() {
    check(&worlds::worlds(), 90);
}
