//! System calls fail, once or permanently.

use super::place::{EVER, Kept, Place};
use super::seed::{self, Random};
use super::strace::{COMMANDS, calls, inject, is_changing, start_of};
use super::tally::Tally;
use std::fs;

/// The calls that work on files, without those for memory and signals. Excludes `close`: std ignores its result for
/// directories (Linux returns no error), and after a sync its result means nothing.
const WITH_FILES: [&str; 28] = [
    "access",
    "fchmod",
    "fdatasync",
    "flock",
    "fstat",
    "fsync",
    "ftruncate",
    "getcwd",
    "getdents64",
    "link",
    "linkat",
    "lseek",
    "lstat",
    "mkdir",
    "newfstatat",
    "open",
    "openat",
    "pread64",
    "read",
    "readlink",
    "readv",
    "rename",
    "renameat",
    "renameat2",
    "stat",
    "statx",
    "unlink",
    "write",
];

const ERRORS: [&str; 2] = ["EIO", "ENOSPC"];

/// Returns every fault to inject into a command: its description, and its strace expression.
fn faults(place: &Place, args: &[&str], random: &mut Random) -> Vec<(String, String)> {
    let mut faults = Vec::new();
    for (call, count) in calls(place, args) {
        if !WITH_FILES.contains(&call.as_str()) {
            continue;
        }
        for nth in 1..=count {
            for error in ERRORS {
                for lasting in ["", "+"] {
                    if seed::full() || random.one_in(if is_changing(&call) { 2 } else { 12 }) {
                        faults.push((
                            format!("{call} {error}{lasting}"),
                            format!("{call}:error={error}:when={nth}{lasting}"),
                        ));
                    }
                }
            }
        }
    }
    faults
}

#[test]
fn success_is_never_claimed_for_what_is_not_there() {
    let mut tally = Tally::default();
    let mut random = Random::of("errors");
    for (name, args) in COMMANDS {
        let start = start_of(name);
        let before = if name.starts_with("first") { Kept::none() } else { start.kept() };
        let mut refused = 0;
        for (what, fault) in faults(&start.copy(), args, &mut random) {
            let place = start.copy();
            let (ran, fired) = inject(&place, args, std::slice::from_ref(&fault));
            tally.count(what, fired > 0);
            let is_there = place.check_after(&before, &format!("{name} with {fault}: {ran:?}"));
            assert!(ran.code != Some(0) || is_there, "{name} with {fault}: claimed and not there: {ran:?}");
            let denied = ran.err.contains("nothing was recorded") || ran.err.contains("nothing was written");
            assert!(!(denied && is_there), "{name} with {fault}: denied and there: {ran:?}");
            refused += usize::from(ran.code != Some(0));
        }
        assert!(refused > 0, "{name}: no fault was ever noticed");
    }
    tally.end("refused calls");
}

/// A reader that could not read everything says so, with and without the checklist's file.
#[test]
fn an_answer_is_whole_or_says_that_it_is_not() {
    let mut tally = Tally::default();
    let mut random = Random::of("readers");
    let (mut with_file, mut from_journal) = (Place::in_use(), Place::in_use());
    for place in [&mut with_file, &mut from_journal] {
        // Carry a one-off over to the next day, whose acts are in another file.
        place.expect(&["add", "one more"]);
        place.now = "2026-11-24T09:30".into();
    }
    fs::remove_file(from_journal.path("ops.toml")).unwrap();
    for place in [with_file, from_journal] {
        let open = ["log", "--open", "--json"];
        for args in
            [&["log", "--json", EVER][..], &["today", "--json"], &["now", "--json"], &open, &["verify", "--json"]]
        {
            let whole = place.expect(args).out;
            for (what, fault) in faults(&place, args, &mut random) {
                let (ran, fired) = inject(&place, args, std::slice::from_ref(&fault));
                tally.count(what, fired > 0);
                assert!(ran.code != Some(0) || ran.out == whole, "{args:?} with {fault}: not whole, not said: {ran:?}");
            }
        }
    }
    tally.end("refused calls of readers");
}

/// Regression test: a month that could not be examined was not taken for a directory, so its acts were ignored.
#[test]
fn a_month_that_cannot_be_looked_at_is_not_empty() {
    let place = Place::in_use();
    let args = ["log", "--json", EVER];
    let (whole, mut tally) = (place.expect(&args).out, Tally::default());
    let looks = calls(&place, &args).into_iter().filter(|(call, _)| ["stat", "statx"].contains(&call.as_str()));
    for (call, count) in looks {
        for nth in 1..=count {
            let (ran, fired) = inject(&place, &args, &[format!("{call}:error=EIO:when={nth}")]);
            tally.count(format!("{call} EIO"), fired == 1);
            assert!(ran.code != Some(0) || ran.out == whole, "{nth}: {ran:?}");
        }
    }
    tally.end("a month that cannot be looked at");
}

/// Regression test: a directory that could not be listed was taken for one in use, whose name needs no sync.
#[test]
fn a_directory_that_cannot_be_listed_is_not_known_to_be_on_disk() {
    let mut tally = Tally::default();
    for nth in 1..=calls(&Place::new(), &["done", "alpha"])["getdents64"] {
        let place = Place::new();
        let (ran, fired) = inject(&place, &["done", "alpha"], &[format!("getdents64:error=EIO:when={nth}")]);
        tally.count("getdents64 EIO", fired == 1);
        assert_eq!(ran.code, Some(5), "{nth}: {ran:?}");
    }
    tally.end("a directory that cannot be listed");
}

/// If a failed write cannot be rolled back, its outcome is unknown, and the error says so.
#[test]
fn a_stump_that_cannot_be_taken_back_is_not_confirmed() {
    let mut tally = Tally::default();
    for error in ERRORS {
        let place = Place::in_use();
        let before = place.kept();
        let calls = calls(&place.copy(), &["note", "alpha", "x"]);
        let (mut seen, writes) = (0, calls["write"]);
        for nth in 1..=writes {
            let place = place.copy();
            let faults = [format!("write:error={error}:when={nth}"), format!("ftruncate:error={error}:when=1+")];
            let (ran, fired) = inject(&place, &["note", "alpha", "x"], &faults);
            tally.count(format!("write {error}, ftruncate {error}"), fired == 2);
            seen += usize::from(fired == 2);
            if fired == 2 {
                assert!(ran.code == Some(5) && ran.err.contains("not confirmed"), "{ran:?}");
            }
            place.check_after(&before, &format!("{faults:?}"));
        }
        assert_eq!(seen, 1, "only the write of the line is taken back");
    }
    println!("stumps: {}", ERRORS.len());
}
