//! The disk is full, a file reaches its size limit, or the kernel cuts a write short.

use super::place::{Place, Ran, program};
use super::seed;
use super::tally::{Tally, skipped};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const TICK: [&str; 3] = ["done", "count", "figure=2"];

/// A file size limit makes the kernel write up to any byte and refuse the rest. No byte of the act may stay, and
/// existing content must not change.
#[test]
fn a_write_cut_short_is_taken_back() {
    let mut tally = Tally::default();
    let start = Place::in_use();
    let before = start.kept();
    let length = fs::metadata(start.day_file()).unwrap().len();
    let whole = {
        let place = start.copy();
        place.expect(&TICK);
        fs::metadata(place.day_file()).unwrap().len()
    };
    assert!(whole > length + 100);
    // The last byte is the newline; that limit is tried in every run.
    for limit in (length..whole - 1).step_by(seed::count(13, 1)).chain([whole - 1]) {
        for stays in [false, true] {
            let place = start.copy();
            let mut bash = place.command("bash");
            // If ignored, the signal becomes an error; otherwise it kills the command in the middle of the act.
            let trap = if stays { "" } else { "trap '' XFSZ; " };
            bash.arg("-c")
                .arg(format!(r#"{trap}exec prlimit --fsize={limit} "$@""#))
                .arg("-")
                .arg(program())
                .args(TICK);
            let ran = Ran::of(&mut bash);
            let what = format!("at most {limit} bytes: {ran:?}");
            if stays {
                tally.count("killed by the limit", ran.signal == Some(25));
            } else {
                tally.count("write cut short", limit > length && ran.code == Some(5) || limit == length);
                assert!(ran.code == Some(5) && ran.err.contains("nothing was recorded"), "{what}");
                assert_eq!(fs::metadata(place.day_file()).unwrap().len(), length, "{what}");
            }
            // Only the newline is missing, so the act is recorded although the command did not say so.
            let lacks_its_end = stays && limit + 1 == whole;
            assert_eq!(place.check_after(&before, &what), lacks_its_end, "{what}");
        }
    }
    // If the rest cannot be removed, the error says so, and the next act terminates the partial line.
    tally.end("writes cut short");
}

/// A small file system, unmounted when dropped.
struct Small(PathBuf);

impl Small {
    fn new(above: &Path, options: &str) -> Option<Small> {
        let at = above.join("small");
        fs::create_dir(&at).unwrap();
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(&at).output();
        mounted.is_ok_and(|output| output.status.success()).then_some(Small(at))
    }

    fn remount(&self, options: &str) {
        let done = Command::new("mount").args(["-o", &format!("remount,{options}")]).arg(&self.0).status().unwrap();
        assert!(done.success());
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(&self.0).status();
    }
}

/// Ticks until the disk is full, with varying room for the last tick, and continues after space is freed.
#[test]
fn a_full_disk_refuses_and_loses_nothing() {
    let mut tally = Tally::default();
    let above = tempfile::tempdir().unwrap();
    let Some(small) = Small::new(above.path(), "size=256k,nr_inodes=64") else {
        return skipped("a full disk", "a tmpfs cannot be mounted here (it needs root)");
    };
    for round in 0..seed::count(2, 12) {
        let place = Place::within(&small.0);
        for args in [&["done", "alpha"][..], &TICK] {
            place.expect(args);
        }
        let ballast = place.path("ballast");
        let (mut refused, mut number) = (0, 0);
        // Vary the length of the notes each round, so that the last page ends elsewhere.
        let note = "满".repeat(90 + 37 * round);
        fill(&ballast, 2);
        while refused < 5 {
            number += 1;
            assert!(number < 2000, "the disk never got full");
            let before = place.kept();
            let ran = place.ops(&["note", "alpha", &format!("{number} {note}")]);
            let after = place.kept();
            match ran.code {
                Some(0) => assert_eq!(after.acts.len(), before.acts.len() + 1, "{ran:?}"),
                code => {
                    refused += 1;
                    assert_eq!(code, Some(5), "{ran:?}");
                    assert!(ran.err.contains("nothing was recorded"), "{ran:?}");
                    assert_eq!(after, before, "{ran:?}");
                }
            }
            tally.count("writes to a full disk", ran.code == Some(5) || refused == 0);
        }
        assert_eq!(place.verified().0, Vec::<String>::new());
        fs::remove_file(&ballast).unwrap();
        place.expect(&TICK);
    }
    // Fill the disk before anything exists: not even a directory, a writer's id or an adoption fits.
    for inodes in 1..=10 {
        let above = tempfile::tempdir().unwrap();
        let small = Small::new(above.path(), &format!("size=64k,nr_inodes={}", inodes + 1)).unwrap();
        let mut place = Place::new();
        place.settle(&small.0);
        let ran = place.ops(&["done", "alpha"]);
        tally.count("files too many", ran.code == Some(5) || inodes > 7);
        let is_there = !place.kept().acts.is_empty();
        assert_eq!(ran.code == Some(0), is_there, "{inodes} more files: {ran:?}");
        small.remount("nr_inodes=64");
        assert!(place.verified().0.is_empty());
        place.expect(&["done", "count", "figure=3"]);
    }
    tally.end("full disks");
}

/// Fills all but a number of pages.
fn fill(ballast: &Path, pages: usize) {
    let mut length = 0;
    while fs::write(ballast, vec![b'x'; length + 4096]).is_ok() {
        length += 4096;
    }
    fs::write(ballast, vec![b'x'; length.saturating_sub(4096 * pages)]).unwrap();
}

/// A read-only file system can be read, and refuses commands that would write.
#[test]
fn a_disk_mounted_read_only_is_read() {
    let above = tempfile::tempdir().unwrap();
    let Some(small) = Small::new(above.path(), "size=256k") else {
        return skipped("a disk mounted read-only", "a tmpfs cannot be mounted here (it needs root)");
    };
    let place = Place::within(&small.0);
    place.expect(&["done", "alpha"]);
    let before = place.kept();
    small.remount("ro");
    for args in [&["today", "--json"][..], &["log"], &["verify"], &["show", "alpha"]] {
        place.expect(args);
    }
    let ran = place.ops(&TICK);
    assert!(ran.code == Some(5) && ran.err.contains("the disk is read-only"), "{ran:?}");
    small.remount("rw");
    assert_eq!(place.kept(), before);
    place.expect(&TICK);
}
