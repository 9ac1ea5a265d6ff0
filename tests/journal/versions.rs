//! Journals of every version can be read and extended.

use crate::sample;
use ops::journal::{Journal, Links, Prev, RecordPlace};
use sample::*;
use std::fs;
use std::path::Path;

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        match entry.path().is_dir() {
            true => copy(&entry.path(), &to.join(entry.file_name())),
            false => drop(fs::copy(entry.path(), to.join(entry.file_name())).unwrap()),
        }
    }
}

/// Checks the stored journal of a version, as it is and with another act.
fn check(version: &str, is_linked: bool) {
    let place = tempfile::tempdir().unwrap();
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/journal/sample").join(version);
    copy(&kept, place.path());
    let journal = folder(place.path(), "ab12cd34");
    let faults = || journal.verify(None, at("12:00").to_utc()).unwrap().faults;
    assert_eq!(faults(), []);
    let acts = read(&journal);
    let adoptions = journal.adoptions(CHECKLIST).unwrap().adoptions;
    assert_eq!((acts.len(), adoptions.len()), (5, 1));
    assert!(acts.iter().all(|act| act.links.is_some() == is_linked) && adoptions[0].links.is_some() == is_linked);
    assert_eq!(journal.bundle(&adoptions[0]).unwrap().files.len(), 2);

    let next = journal.append(&draft(9, "小李", "10:00", vec![tick("10:00", None)])).unwrap();
    let prev = Some(Prev { id: acts[4].id, place: RecordPlace::Day(monday()) });
    assert_eq!((next.n, next.links), (6, Some(Links { prev, under: None })));
    let next = journal.adopt(&adoption(10, "2026-11-24", "10:00"), &bundle(&[("ops.toml", "")])).unwrap();
    let prev = Some(Prev { id: id(9), place: RecordPlace::Day(monday()) });
    assert_eq!((next.n, next.links), (2, Some(Links { prev, under: None })));
    assert_eq!(faults(), []);
}

#[test]
fn version_1() {
    check("version-1", false);
}

#[test]
fn version_2() {
    check("version-2", true);
}
