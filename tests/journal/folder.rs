//! The folder of day files: its layout, who may write, and concurrent writers.

use crate::sample;
use ops::calendar::DayRange;
use ops::journal::{DayReader, Draft, Folder, Journal, JournalFailure};
use sample::*;
use std::fs;
use std::io::Write;
use std::path::Path;

/// Returns every file below a directory by relative path, sorted.
fn tree(root: &Path) -> Vec<String> {
    fn below(root: &Path, directory: &Path, found: &mut Vec<String>) {
        for entry in fs::read_dir(directory).unwrap() {
            let path = entry.unwrap().path();
            if path.file_name().unwrap().as_encoded_bytes().starts_with(b".") {
                continue;
            }
            if path.is_dir() {
                below(root, &path, found);
            } else {
                found.push(path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/"));
            }
        }
    }
    let mut found = Vec::new();
    if root.exists() {
        below(root, root, &mut found);
    }
    found.sort();
    found
}

#[test]
fn each_writer_has_its_own_files() {
    let place = tempfile::tempdir().unwrap();
    let (one, other) = (folder(place.path(), "ab12cd34"), folder(place.path(), "zz00zz00"));
    one.append(&draft(1, "小李", "08:41", vec![tick("08:41", None)])).unwrap();
    other.append(&draft(2, "小王", "08:42", vec![tick("08:42", None)])).unwrap();
    let adoption = one.adopt(&adoption(3, "2026-11-23", "08:41"), &bundle(&[("ops.toml", "id = 1")])).unwrap();
    let text = format!("taobao/texts/{}.toml", adoption.files[0].sha256);
    assert_eq!(
        tree(place.path()),
        [
            "taobao/2026/11/2026-11-23.ab12cd34.jsonl",
            "taobao/2026/11/2026-11-23.zz00zz00.jsonl",
            "taobao/adopted.ab12cd34.jsonl",
            &text,
        ]
    );
    assert_eq!(fs::read_to_string(place.path().join(&text)).unwrap(), "id = 1");
    assert_eq!(read(&one).iter().map(|act| (act.n, act.by.as_str())).collect::<Vec<_>>(), [(1, "小李"), (1, "小王")]);
}

#[test]
fn reading_writes_nothing_and_needs_no_writer() {
    let place = tempfile::tempdir().unwrap();
    let root = place.path().join("journal");
    let reader = Folder::new(root.clone(), None);
    assert_eq!(read(&reader), []);
    assert!(reader.verify(None, at("12:00").to_utc()).unwrap().is_sound());
    let error = reader.append(&draft(1, "小李", "08:41", vec![tick("08:41", None)])).unwrap_err();
    assert_eq!(error.failure, JournalFailure::NoWriter);
    let error = reader.adopt(&adoption(3, "2026-11-23", "08:41"), &bundle(&[("a", "b")])).unwrap_err();
    assert_eq!(error.failure, JournalFailure::NoWriter);
    assert!(!root.exists());

    folder(&root, "ab12cd34").append(&draft(1, "小李", "08:41", vec![tick("08:41", None)])).unwrap();
    let file = root.join(&tree(&root)[0]);
    fs::write(&file, &fs::read(&file).unwrap()[..50]).unwrap();
    let before = (tree(&root), fs::read(&file).unwrap(), fs::metadata(&file).unwrap().modified().unwrap());
    assert_eq!(reader.read_day(CHECKLIST, monday()).unwrap().faults.len(), 1);
    assert!(!reader.verify(None, at("12:00").to_utc()).unwrap().is_sound());
    assert_eq!((tree(&root), fs::read(&file).unwrap(), fs::metadata(&file).unwrap().modified().unwrap()), before);
}

#[test]
fn a_failure_names_the_file_and_leaves_the_rest() {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("taobao"), "a file in the place of the folder").unwrap();
    let journal = folder(place.path(), "ab12cd34");
    let error = journal.append(&draft(1, "小李", "08:41", vec![tick("08:41", None)])).unwrap_err();
    assert!(!error.not_confirmed());
    assert!(error.to_string().contains("taobao"), "{error}");
    assert!(error.source.is_some());
    let error = journal.read_day(CHECKLIST, monday()).unwrap_err();
    assert_eq!(error.failure, JournalFailure::List);
    assert_eq!(fs::read_to_string(place.path().join("taobao")).unwrap(), "a file in the place of the folder");
}

#[test]
fn a_file_in_the_place_of_a_month_is_not_a_month_without_acts() {
    let place = tempfile::tempdir().unwrap();
    fs::create_dir_all(place.path().join("taobao/2026")).unwrap();
    fs::write(place.path().join("taobao/2026/11"), "a placeholder of a sync program").unwrap();
    let journal = folder(place.path(), "ab12cd34");
    assert_eq!(journal.read_day(CHECKLIST, monday()).unwrap_err().failure, JournalFailure::List);
    for first in ["2026-11-01", "2020-01-01"] {
        let range = DayRange { first: first.parse().unwrap(), last: monday() };
        let reader = DayReader::new(&journal, CHECKLIST).unwrap();
        assert_eq!(reader.one_offs(range).unwrap_err().failure, JournalFailure::List, "from {first}");
    }
}

#[test]
fn a_reader_of_many_days_reads_what_the_journal_holds() {
    let place = tempfile::tempdir().unwrap();
    let journal = folder(place.path(), "ab12cd34");
    let on = |number, day: &str, facts| Draft { day: self::day(day), ..draft(number, "小李", "08:41", facts) };
    for (number, day) in (1..).zip(["2026-09-30", "2026-10-31", "2026-11-01", "2026-11-23"]) {
        journal.append(&on(number, day, vec![add(&format!("+{number}"), "any", "08:41", "关键词模板")])).unwrap();
    }
    journal.append(&on(9, "2026-11-22", vec![tick("08:41", None)])).unwrap();
    let months = place.path().join("taobao/2026");
    let file = months.join("11/2026-11-23.ab12cd34.jsonl");
    fs::copy(&file, months.join("11/2026-11-23.ab12cd34 (1).jsonl")).unwrap();
    fs::copy(&file, months.join("10/2026-11-24.ab12cd34.jsonl")).unwrap();

    let reader = DayReader::new(&journal, CHECKLIST).unwrap();
    let same = || {
        for days in [1, 2, 31, 63, 64, 400] {
            let range = DayRange { first: monday() - chrono::Days::new(days - 1), last: day("2026-11-25") };
            assert_eq!(reader.one_offs(range).unwrap(), journal.one_offs(CHECKLIST, range).unwrap(), "{days} days");
            assert_eq!(reader.days(range).unwrap(), journal.days(CHECKLIST, range).unwrap(), "{days} days");
            for day in range.days().take(70) {
                assert_eq!(reader.day(day).unwrap(), journal.read_day(CHECKLIST, day).unwrap(), "{day}");
            }
        }
    };
    same();
    // Later additions to a file that was already read are found.
    journal.append(&on(10, "2026-11-22", vec![add("+10", "any", "08:42", "开会")])).unwrap();
    same();
    assert_eq!(reader.one_offs(DayRange { first: day("2026-11-22"), last: monday() }).unwrap().len(), 2);
}

#[test]
fn an_altered_text_is_not_adopted_again() {
    let place = tempfile::tempdir().unwrap();
    let journal = folder(place.path(), "ab12cd34");
    let texts = bundle(&[("ops.toml", "id = 1")]);
    let first = journal.adopt(&adoption(1, "2026-11-23", "08:41"), &texts).unwrap();
    let again = journal.adopt(&adoption(2, "2026-11-23", "08:42"), &texts).unwrap();
    assert_eq!((first.digest(), again.n), (again.digest(), 2));
    let text = place.path().join(format!("taobao/texts/{}.toml", first.files[0].sha256));
    fs::write(&text, "id = 2").unwrap();
    let error = journal.adopt(&adoption(3, "2026-11-23", "08:43"), &texts).unwrap_err();
    assert_eq!((error.failure, error.path.as_path()), (JournalFailure::TextAltered, text.as_path()));
    assert_eq!(journal.adoptions(CHECKLIST).unwrap().adoptions.len(), 2);
    fs::remove_file(&text).unwrap();
    journal.adopt(&adoption(3, "2026-11-23", "08:43"), &texts).unwrap();
    assert_eq!(journal.bundle(&first).unwrap(), texts);
}

#[cfg(unix)]
#[test]
fn a_text_can_be_read_by_whoever_reads_the_rest() {
    use std::os::unix::fs::PermissionsExt;
    let place = tempfile::tempdir().unwrap();
    let journal = folder(place.path(), "ab12cd34");
    journal.adopt(&adoption(1, "2026-11-23", "08:41"), &bundle(&[("ops.toml", "id = 1")])).unwrap();
    let modes: Vec<_> = tree(place.path())
        .iter()
        .map(|path| fs::metadata(place.path().join(path)).unwrap().permissions().mode() & 0o777)
        .collect();
    assert_eq!(modes.len(), 2);
    assert_eq!(modes[0], modes[1]);
}

#[test]
fn processes_of_one_writer_take_turns() {
    const THREADS: u64 = 4;
    const EACH: u64 = 50;
    let place = tempfile::tempdir().unwrap();
    folder(place.path(), "ab12cd34").adopt(&adoption(0, "2026-11-23", "08:00"), &bundle(&[("a", "")])).unwrap();
    std::thread::scope(|scope| {
        for thread in 0..THREADS {
            let root = place.path();
            scope.spawn(move || {
                for number in 0..EACH {
                    // A separate value and file handle, as in another process.
                    let journal = folder(root, "ab12cd34");
                    let number = 1 + thread * EACH + number;
                    journal.append(&draft(number, "小李", "08:41", vec![tick("08:41", None)])).unwrap();
                    // Concurrent reads only see whole acts.
                    read(&journal);
                }
            });
        }
    });
    let journal = folder(place.path(), "ab12cd34");
    let acts = read(&journal);
    let mut numbers: Vec<u32> = acts.iter().map(|act| act.n).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=200).collect::<Vec<_>>());
    assert_eq!(acts.iter().map(|act| act.id).collect::<Vec<_>>(), (1..=200).map(id).collect::<Vec<_>>());
    assert_eq!(journal.verify(None, at("12:00").to_utc()).unwrap().faults, []);
}

#[test]
fn an_adoption_without_a_sum_is_held_against_its_digest() {
    let place = tempfile::tempdir().unwrap();
    let journal = folder(place.path(), "ab12cd34");
    let texts = bundle(&[("ops.toml", "id = \"taobao\"\n")]);
    let written = journal.adopt(&adoption(1, "2026-11-23", "08:41"), &texts).unwrap();
    let path = place.path().join("taobao/adopted.ab12cd34.jsonl");
    let line = fs::read_to_string(&path).unwrap();
    let (object, _) = line.split_once(",\"sum\"").unwrap();
    let (before, behind) = object.split_once(",\"crc32c\":").unwrap();
    let object = format!("{before}{}}}", &behind["\"00000000\"".len()..]);
    let sum = crc32c::crc32c(object.as_bytes());
    fs::write(&path, format!("{},\"sum\":\"{sum:08x}\"}}\n", &object[..object.len() - 1])).unwrap();
    assert_eq!(journal.verify(None, at("12:00").to_utc()).unwrap().faults, []);
    let earlier = journal.adoptions(CHECKLIST).unwrap().adoptions.remove(0);
    assert_eq!(earlier.files[0].crc32c, None);
    assert!(earlier.is_same_text(&written));
    assert_eq!(journal.bundle(&earlier).unwrap(), texts);
    let text = place.path().join(format!("taobao/texts/{}.toml", earlier.files[0].sha256));
    fs::write(&text, "id = \"tmall\"\n").unwrap();
    for adoption in [&earlier, &written] {
        assert_eq!(journal.bundle(adoption).unwrap_err().failure, JournalFailure::TextAltered);
    }
}

/// Regression test for a failure in `scripts/torture`: a busy machine may pause a writer in a line that crosses a page.
/// A reader takes no lock, so it retries.
#[test]
fn a_line_half_written_is_waited_for() {
    let place = tempfile::tempdir().unwrap();
    let journal = folder(place.path(), "ab12cd34");
    journal.append(&draft(0, "小李", "08:41", vec![tick("08:41", None)])).unwrap();
    let path = place.path().join("taobao/2026/11/2026-11-23.ab12cd34.jsonl");
    let first = fs::read(&path).unwrap();
    journal.append(&draft(1, "小李", "08:42", vec![tick("08:42", None)])).unwrap();
    let both = fs::read(&path).unwrap();
    for half in [0, (first.len() + both.len()) / 2] {
        for _ in 0..20 {
            fs::write(&path, &both[..half]).unwrap();
            let mut writer = fs::OpenOptions::new().append(true).open(&path).unwrap();
            std::thread::scope(|scope| {
                let reader = scope.spawn(|| read(&journal).len());
                writer.write_all(&both[half..]).unwrap();
                assert_eq!(reader.join().unwrap(), 2);
            });
        }
        // Nobody is writing, so the line is cut off or missing.
        fs::write(&path, &both[..half]).unwrap();
        let reading = journal.read_day(CHECKLIST, monday()).unwrap();
        assert_eq!((reading.acts.len(), reading.faults.len()), (usize::from(half > 0), 1));
    }
}
