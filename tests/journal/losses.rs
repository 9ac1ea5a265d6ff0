//! A loss is reported if a later record of the same writer refers to it, and everything else is read.

use crate::sample;
use chrono::{DateTime, FixedOffset};
use ops::calendar::Day;
use ops::journal::{ActId, Draft, Fault, FaultKind, Folder, Journal, LogicalTime, Prev, RecordPlace, Remembers};
use sample::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A small random number generator: the same seed gives the same history.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }
}

/// What a writer remembers.
struct Known(Option<Prev>);

impl Remembers for Known {
    fn last(&self) -> Option<(Prev, bool)> {
        self.0.map(|last| (last, true))
    }

    fn intend(&self, _: Prev) {}
}

const WRITERS: [&str; 3] = ["ab12cd34", "zz00zz00", "00000000"];

/// A record as it was written.
#[derive(Debug, Clone, Copy)]
struct Written {
    id: ActId,
    writer: &'static str,
    place: RecordPlace,
}

/// A journal of three writers over a few days, some of whom forget their last record.
struct History {
    place: tempfile::TempDir,
    written: Vec<Written>,
}

impl History {
    fn new(random: &mut Random) -> History {
        // In memory if possible, because nothing here depends on the disk.
        let memory = Path::new("/dev/shm");
        let place = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }.unwrap();
        let mut written: Vec<Written> = Vec::new();
        let mut remembered: BTreeMap<&str, Prev> = BTreeMap::new();
        let mut time = LogicalTime::default().next(at("00:00").to_utc());
        let mut under = None;
        for number in 0..6 + random.below(14) {
            time = time.next(at("00:00").to_utc() + chrono::TimeDelta::hours(3 * number as i64));
            let (id, writer) = (time.id(number as u64), random.pick(&WRITERS));
            let journal = folder(place.path(), writer);
            let known = remembered.get(writer).copied();
            let record = if number == 0 || random.below(8) == 0 {
                let draft = ops::journal::AdoptionDraft { id, ..adoption(0, "2026-11-20", "08:00") };
                let text = format!("id = \"taobao\" # {number}");
                journal.adopt_after(&draft, &bundle(&[("ops.toml", &text)]), &Known(known)).unwrap();
                under = Some(id);
                Written { id, writer, place: RecordPlace::Adopted }
            } else {
                // Usually today, sometimes an earlier day.
                let on =
                    monday() + chrono::Days::new(number as u64 / 8) - chrono::Days::new(random.below(6) as u64 / 4);
                let draft = Draft { id, day: on, under, ..draft(0, "小李", "08:41", vec![tick("08:41", None)]) };
                journal.append_after(&draft, &Known(known)).unwrap();
                Written { id, writer, place: RecordPlace::Day(on) }
            };
            match random.below(5) {
                0 => drop(remembered.remove(writer)),
                _ => drop(remembered.insert(writer, Prev { id, place: record.place })),
            }
            written.push(record);
        }
        History { place, written }
    }

    fn folder(&self) -> Folder {
        folder(self.place.path(), WRITERS[0])
    }

    /// Returns all files of records.
    fn files(&self) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let mut folders = vec![self.place.path().join(CHECKLIST)];
        while let Some(folder) = folders.pop() {
            for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
                match path.is_dir() {
                    true => folders.push(path),
                    false if path.extension().is_some_and(|it| it == "jsonl") => found.push(path),
                    false => {}
                }
            }
        }
        found.sort();
        found
    }

    /// Loses a line, a tail, a file, a writer's or everyone's adoptions, or a month; or renames or copies a file.
    fn harm(&self, random: &mut Random) {
        let files = self.files();
        let Some(file) = (!files.is_empty()).then(|| files[random.below(files.len())].clone()) else { return };
        let content = String::from_utf8_lossy(&fs::read(&file).unwrap()).into_owned();
        let lines: Vec<&str> = content.split_inclusive('\n').collect();
        let other_name = |mark: &str| {
            let name = file.file_name().unwrap().to_str().unwrap().replace(".jsonl", mark);
            file.with_file_name(name + ".jsonl")
        };
        match random.below(8) {
            0 | 1 => {
                let out = random.below(lines.len().max(1));
                let rest = lines.iter().enumerate().filter(|(at, _)| *at != out).map(|(_, line)| *line);
                fs::write(&file, rest.collect::<String>()).unwrap();
            }
            2 => fs::write(&file, lines[..random.below(lines.len().max(1))].concat()).unwrap(),
            3 => fs::write(&file, &content.as_bytes()[..random.below(content.len().max(1))]).unwrap(),
            4 => fs::remove_file(&file).unwrap(),
            5 => fs::rename(&file, other_name(" (1)")).unwrap(),
            6 => drop(fs::copy(&file, other_name(" (conflict copy)")).unwrap()),
            _ if random.below(3) == 0 => fs::remove_dir_all(file.parent().unwrap()).unwrap(),
            _ => {}
        }
        fs::create_dir_all(self.place.path().join(CHECKLIST)).unwrap();
        // Give files an old time stamp, so that a cut line is not taken for a write in progress.
        for file in self.files() {
            fs::File::options()
                .write(true)
                .open(file)
                .unwrap()
                .set_modified(std::time::SystemTime::UNIX_EPOCH)
                .unwrap();
        }
    }

    /// Returns the text of all files.
    fn text(&self) -> String {
        let text = |file| String::from_utf8_lossy(&fs::read(file).unwrap()).into_owned() + "\n";
        self.files().into_iter().map(text).collect()
    }

    /// Returns the ids of the records whose whole line is in some file, found without the reader.
    fn present(&self) -> BTreeSet<ActId> {
        let all = self.text();
        let is_whole = |line: &&str| line.starts_with("{\"v\":2,\"id\":\"") && line.ends_with("\"}");
        all.lines().filter(is_whole).map(|line| ActId::parse_str(&line[13..49]).unwrap()).collect()
    }

    fn days(&self) -> BTreeSet<Day> {
        let day = |it: &Written| match it.place {
            RecordPlace::Day(day) => Some(day),
            RecordPlace::Adopted => None,
        };
        self.written.iter().filter_map(day).collect()
    }
}

/// Whether a fault covers a lost record: its writer lacks records from that time.
fn names(fault: &Fault, lost: &Written) -> bool {
    let FaultKind::Lost { id, writer: Some(writer), after, .. } = &fault.kind else { return false };
    let instant =
        |id: ActId| DateTime::from_timestamp_millis(i64::try_from(id.as_u64_pair().0 >> 16).unwrap()).unwrap();
    let is_after = |after: &DateTime<FixedOffset>| after.to_utc() <= instant(lost.id);
    writer == lost.writer && lost.id <= *id && after.as_ref().is_none_or(is_after)
}

/// Tests 1,000 histories of three writers with random losses.
#[test]
fn what_a_later_record_could_tell_of_is_named_and_what_is_there_is_read() {
    let mut named = 0;
    for seed in 0..1000 {
        let mut random = Random(seed);
        let history = History::new(&mut random);
        assert_eq!(sound(&history), [], "seed {seed}");
        for _ in 0..1 + random.below(4) {
            history.harm(&mut random);
        }
        named += check(&history, seed);
    }
    // Make sure that most histories had a loss that could be reported.
    assert!(named > 1000, "{named}");
}

fn sound(history: &History) -> Vec<Fault> {
    let found = history.folder().verify(None, at("12:00").to_utc()).unwrap().faults;
    found.into_iter().filter(|fault| !matches!(fault.kind, FaultKind::ClockAhead { .. })).collect()
}

/// Checks a damaged history; returns the number of losses that had to be reported.
fn check(history: &History, seed: u64) -> usize {
    let (present, text) = (history.present(), history.text());
    let journal = history.folder();
    let found = journal.verify(None, at("12:00").to_utc()).unwrap();
    let mut read: BTreeSet<ActId> = journal.adoptions(CHECKLIST).unwrap().adoptions.iter().map(|it| it.id).collect();
    let mut views: Vec<Fault> = Vec::new();
    for day in history.days() {
        let reading = journal.read_day(CHECKLIST, day).unwrap();
        read.extend(reading.acts.iter().map(|act| act.id));
        views.extend(reading.faults);
    }
    assert_eq!(read, present, "seed {seed}: what is there is read");
    let lost = || history.written.iter().filter(|it| !present.contains(&it.id));
    let mut count = 0;
    for it in lost() {
        let own = |other: &&Written| other.writer == it.writer && other.id > it.id && present.contains(&other.id);
        if !history.written.iter().any(|other| own(&other)) {
            continue;
        }
        count += 1;
        // A line that is cut off is reported at its place.
        let is_stump = text.contains(&format!("\"id\":\"{}\",\"n\":", it.id));
        let is_cut = |fault: &Fault| matches!(fault.kind, FaultKind::CutOff { .. } | FaultKind::Damaged { .. });
        let is_named = found.faults.iter().any(|fault| names(fault, it) || is_stump && is_cut(fault));
        assert!(is_named, "seed {seed}: {it:?} is not named: {:?}", found.faults);
    }
    for fault in &found.faults {
        let FaultKind::Lost { id, .. } = fault.kind else { continue };
        assert!(!present.contains(&id), "seed {seed}: {fault:?} is there");
        // The view of the day reports it too, unless an adoption refers to it, which only the whole program reports.
        let is_of_day = !fault.path.file_name().unwrap().to_str().unwrap().starts_with("adopted");
        let is_seen = views.iter().any(|it| matches!(it.kind, FaultKind::Lost { id: seen, .. } if seen == id));
        let is_waiting = matches!(fault.kind, FaultKind::Lost { place: RecordPlace::Adopted, .. });
        assert!(is_seen || is_waiting || !is_of_day, "seed {seed}: {fault:?} is in no view of {views:?}");
    }
    count
}
