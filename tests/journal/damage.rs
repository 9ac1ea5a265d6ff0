//! Damage to files is reported or changes nothing, and affects only the lines it hits.

use crate::sample;
use ops::journal::{Act, Draft, Fault, FaultKind, Folder, Journal, RecordPlace, Verification};
use sample::*;
use std::fs;
use std::path::{Path, PathBuf};

/// A journal with a few acts of one day, and their file.
struct Sample {
    place: tempfile::TempDir,
    file: PathBuf,
    acts: Vec<Act>,
}

/// Writes a file with an old time stamp, because readers wait for the rest of a recent partial line.
fn write(path: impl AsRef<Path>, content: impl AsRef<[u8]>) -> std::io::Result<()> {
    fs::write(&path, content)?;
    fs::File::options().write(true).open(path)?.set_modified(std::time::SystemTime::UNIX_EPOCH)
}

impl Sample {
    fn new() -> Sample {
        let place = tempfile::tempdir().unwrap();
        let folder = folder(place.path(), "ab12cd34");
        folder.adopt(&adoption(0, "2026-11-01", "08:00"), &bundle(&[("ops.toml", "id = \"taobao\"\n")])).unwrap();
        folder.append(&draft(1, "小李", "08:41", vec![tick("08:41", Some(&[1, 2]))])).unwrap();
        let values = with_values(tick("09:00", None), &[("score", "4.8"), ("J*J*", "\u{a}JJ")]);
        folder.append(&draft(2, "小王", "09:00", vec![values])).unwrap();
        folder.append(&draft(3, "小李", "09:30", vec![undo(1, None, Some("按错了"))])).unwrap();
        let file = place.path().join("taobao/2026/11/2026-11-23.ab12cd34.jsonl");
        let acts = read(&folder);
        Sample { place, file, acts }
    }

    fn folder(&self) -> Folder {
        folder(self.place.path(), "ab12cd34")
    }

    fn lines(&self) -> Vec<String> {
        fs::read_to_string(&self.file).unwrap().lines().map(str::to_owned).collect()
    }

    fn verify(&self) -> Verification {
        self.folder().verify(None, at("12:00").to_utc()).unwrap()
    }

    fn acts(&self) -> Vec<Act> {
        self.folder().read_day(CHECKLIST, monday()).unwrap().acts
    }

    /// Rewrites the file, and checks the acts (numbers as in [`id`]) and the faults with their lines.
    fn check(&self, content: &str, acts: &[u64], faults: &[(u32, FaultKind)]) {
        write(&self.file, content).unwrap();
        let expected: Vec<_> = acts.iter().map(|number| id(*number)).collect();
        assert_eq!(self.acts().iter().map(|act| act.id).collect::<Vec<_>>(), expected, "{content}");
        let found: Vec<_> = self.verify().faults.into_iter().map(|it| (it.line.unwrap_or(0), it.kind)).collect();
        assert_eq!(found, faults, "{content}");
    }
}

#[test]
fn every_flipped_bit_is_named_or_changes_nothing() {
    let sample = Sample::new();
    let plain = fs::read_to_string(&sample.file).unwrap();
    for content in [plain.clone(), format!("\u{feff}{}", plain.replace('\n', "\r\n"))] {
        for bit in 0..content.len() * 8 {
            let mut bytes = content.clone().into_bytes();
            bytes[bit / 8] ^= 1 << (bit % 8);
            write(&sample.file, &bytes).unwrap();
            let reading = sample.folder().read_day(CHECKLIST, monday()).unwrap();
            let found = reading.acts;
            let place = || String::from_utf8_lossy(&content.as_bytes()[..bit / 8]).into_owned();
            assert!(
                found.iter().all(|act| sample.acts.contains(act)),
                "an act was changed: bit {bit}, after {}",
                place()
            );
            assert!(found.len() >= 2, "more than one act was lost: bit {bit}, after {}", place());
            let named = !reading.faults.is_empty() || !sample.verify().is_sound();
            assert!(named || found == sample.acts, "not named: bit {bit}, after {}", place());
        }
    }
}

#[test]
fn every_cut_tail_is_named_unless_it_leaves_whole_lines() {
    let sample = Sample::new();
    let content = fs::read(&sample.file).unwrap();
    let ends: Vec<usize> = (0..=content.len()).filter(|at| *at == 0 || content[at - 1] == b'\n').collect();
    for cut in 0..=content.len() {
        write(&sample.file, &content[..cut]).unwrap();
        // A line is complete with or without its newline.
        let whole = ends.iter().filter(|end| **end > 0 && cut + 1 >= **end).count();
        let leaves_whole_lines = ends.contains(&cut) || ends.contains(&(cut + 1));
        assert_eq!(sample.acts(), sample.acts[..whole], "cut at {cut}");
        let named = sample.verify().faults;
        let expected: &[FaultKind] = match leaves_whole_lines {
            true if cut == 0 => &[FaultKind::NotHere],
            true => &[],
            false => &[FaultKind::CutOff { saved: 0, open: true }],
        };
        assert_eq!(named.into_iter().map(|it| it.kind).collect::<Vec<_>>(), expected, "cut at {cut}");

        let next = sample.folder().append(&draft(9, "小李", "10:00", vec![tick("10:00", None)])).unwrap();
        let lines = whole + usize::from(!leaves_whole_lines);
        assert_eq!(next.n as usize, lines + 1, "cut at {cut}");
        assert_eq!(sample.acts(), [&sample.acts[..whole], &[next]].concat(), "cut at {cut}");
        let expected: &[FaultKind] =
            if leaves_whole_lines { &[] } else { &[FaultKind::CutOff { saved: 0, open: false }] };
        assert_eq!(sample.verify().faults.into_iter().map(|it| it.kind).collect::<Vec<_>>(), expected, "cut at {cut}");
    }
}

#[test]
fn lines_cut_out_swapped_doubled_and_joined() {
    let sample = Sample::new();
    let lines = sample.lines();
    let [a, b, c] = [&lines[0], &lines[1], &lines[2]];
    let orphan = |line| (line, FaultKind::NothingToUndo { act: id(1) });
    sample.check(&format!("{c}\n{a}\n{b}\n"), &[1, 2, 3], &[]);
    sample.check(&format!("{a}\n{b}\n{c}\n{a}\n{b}\n"), &[1, 2, 3], &[]);
    sample.check(&format!("{b}\n{c}\n"), &[2, 3], &[orphan(2), (1, lost(1, "小王"))]);
    sample.check(&format!("{a}\n{c}\n"), &[1, 3], &[(2, lost(2, "小李"))]);
    sample.check(&format!("{c}\n"), &[3], &[orphan(1), (1, lost(2, "小李"))]);
    let damaged = |line, saved| (line, FaultKind::Damaged { saved });
    let cut_off = |line, saved, open| (line, FaultKind::CutOff { saved, open });
    sample.check(&format!("{a}{b}\n{c}\n"), &[1, 2, 3], &[damaged(1, 2)]);
    // It cannot be known what was lost before a line that ends early.
    let before = |line| (line, lost(2, "小李"));
    sample.check(&format!("{a}\n{}{c}\n", &b[..100]), &[1, 3], &[damaged(2, 1), before(2)]);
    sample.check(&format!("{a}\n{}\n{c}\n", &b[..100]), &[1, 3], &[cut_off(2, 0, false), before(3)]);
    sample.check(&format!("{a}\n{}\n{c}\n", &b[..280]), &[1, 3], &[cut_off(2, 0, false)]);
    sample.check(&format!("{a}\n{}", &b[..100]), &[1], &[cut_off(2, 0, true)]);
    sample.check(&format!("{a}\n{}\n{c}\n", b.replace("4.8", "4.9")), &[1, 3], &[damaged(2, 0)]);
    let twice = line_numbered(&a.replace("000001\"", "000009\""), 1);
    let forked = FaultKind::Forked { path: sample.file.clone(), line: 1 };
    sample.check(&format!("{a}\n{twice}\n"), &[1, 9], &[(0, FaultKind::NumberTwice { n: 1 }), (2, forked)]);
}

/// The fault for a lost act of the sample, whose next act is by the given author.
fn lost(number: u64, by: &str) -> FaultKind {
    let at = ops::calendar::Instant::from_timestamp_millis(0x0193_5000_0000).unwrap();
    let at = at.with_timezone(self::at("08:00").offset());
    FaultKind::Lost {
        id: id(number),
        by: by.to_owned(),
        writer: Some("ab12cd34".to_owned()),
        place: RecordPlace::Day(monday()),
        after: Some(at),
        at,
    }
}

/// Returns the line as version 1 wrote it, without a link to another record.
fn version_1(line: &str) -> String {
    let (object, _) = line.rsplit_once(",\"sum\":\"").unwrap();
    let (before, behind) = object.split_once(",\"prev\":").unwrap();
    let (_, behind) = behind.split_once("},").unwrap();
    with_sum(&format!("{before},{behind}}}").replace("{\"v\":2,", "{\"v\":1,"))
}

#[test]
fn lines_of_version_1_that_were_cut_out_leave_gaps_in_their_numbers() {
    let sample = Sample::new();
    let lines: Vec<String> = sample.lines().iter().map(|line| version_1(line)).collect();
    let [a, b, c] = [&lines[0], &lines[1], &lines[2]];
    let gap = |from, to| (0, FaultKind::Gap { missing: vec![(from, to)] });
    let orphan = |line| (line, FaultKind::NothingToUndo { act: id(1) });
    sample.check(&format!("{a}\n{b}\n{c}\n"), &[1, 2, 3], &[]);
    sample.check(&format!("{b}\n{c}\n"), &[2, 3], &[gap(1, 1), orphan(2)]);
    sample.check(&format!("{a}\n{c}\n"), &[1, 3], &[gap(2, 2)]);
    sample.check(&format!("{c}\n"), &[3], &[gap(1, 2), orphan(1)]);
    // One unreadable line does not explain two missing numbers.
    let far = line_numbered(&a.replace("000001\"", "000009\""), 5);
    let damaged = (3, FaultKind::Damaged { saved: 0 });
    sample.check(&format!("{a}\n{b}\n\0\0\0\0\n{far}\n"), &[1, 2, 9], &[damaged, gap(3, 4)]);
}

/// Replaces a line's number, with the correct checksum according to the specification.
fn line_numbered(line: &str, n: u32) -> String {
    let (object, _) = line.rsplit_once(",\"sum\":\"").unwrap();
    let (before, after) = object.split_once("\"n\":1,").unwrap();
    with_sum(&format!("{before}\"n\":{n},{after}}}"))
}

fn with_sum(object: &str) -> String {
    let object = object.strip_suffix('}').unwrap();
    format!("{object},\"sum\":\"{:08x}\"}}", crc32c::crc32c(format!("{object}}}").as_bytes()))
}

#[test]
fn lines_with_a_right_sum_that_are_none_of_ours() {
    let sample = Sample::new();
    let good = sample.lines()[0].clone();
    let (object, _) = good.rsplit_once(",\"sum\":\"").unwrap();
    let object = format!("{object}}}");
    let check = |from: &str, to: &str, expected: Option<FaultKind>| {
        assert!(object.contains(from), "{from}");
        write(&sample.file, with_sum(&object.replace(from, to)) + "\n").unwrap();
        let reading = sample.folder().read_day(CHECKLIST, monday()).unwrap();
        let found: Vec<_> = reading.faults.into_iter().map(|it| it.kind).collect();
        match (found.as_slice(), expected) {
            ([FaultKind::Malformed { why }], Some(FaultKind::Malformed { why: part })) => {
                assert!(why.contains(&part), "{why}");
            }
            (found, expected) => assert_eq!(found, expected.as_slice(), "{from} -> {to}"),
        }
        assert_eq!(reading.acts.len(), usize::from(found.is_empty()));
    };
    let malformed = |why: &str| Some(FaultKind::Malformed { why: why.to_owned() });
    check("小李", "小王", None);
    check(r#""v":2"#, r#""v":3"#, Some(FaultKind::Newer { version: 3 }));
    check(r#""v":2"#, r#""v":0"#, malformed("no version"));
    check(r#""v":2"#, r#""v":2.5"#, malformed("expected"));
    check(r#""v":2"#, r#""v":1"#, malformed("expected ,\"facts\":["));
    check(r#""in":"adopted""#, r#""in":"2026-11-31""#, malformed("a date like"));
    check(r#""in":"adopted""#, r#""in":"""#, malformed("a date like"));
    check(r#"","in":"adopted""#, r#"","in":"2026-11-23""#, malformed("of its own file"));
    check(r#","facts""#, r#","under":"01935000-0000-7000-8000-000000000000","facts""#, None);
    check(r#","facts""#, r#","under":"0193","facts""#, malformed("an id"));
    check(r#","prev":{"id":"01935000"#, r#","prev":{"id":"x"#, malformed("an id"));
    check(r#""fact":"tick""#, r#""fact":"found""#, Some(FaultKind::UnknownFact));
    check(r#""fact":"tick""#, r#""fact":"note""#, malformed("expected ,\"text\":"));
    check(r#""steps":[1,2]"#, r#""text":"a""#, malformed("expected }"));
    check(r#""steps":[1,2]"#, r#""reason":"a""#, malformed("expected }"));
    check(r#""steps":[1,2]"#, r#""steps":[0]"#, malformed("numbered from 1"));
    check(r#""steps":[1,2]"#, r#""steps":[70000]"#, malformed("numbered from 1"));
    check(r#""steps":[1,2]"#, r#""colour":"red""#, malformed("expected }"));
    check(r#","slot":"08:30""#, "", malformed("expected ,\"slot\":"));
    check(r#""site":"","#, "", malformed("expected ,\"site\":"));
    check(r#""site":"","#, r#""site":"","site":"","#, malformed("expected ,\"day\":"));
    check("08:41:00.000+08:00", "08:41:00+08:00", malformed("an instant like"));
    check(r#""day":"2026-11-23""#, r#""day":"2026-11-31""#, malformed("a date like"));
    check(r#""steps":[1,2]"#, r#""values":{"a":"1","a":"2"}"#, malformed("two values"));
    check(r#""steps":[1,2]"#, r#""steps": [1,2]"#, malformed("expected }"));
    check(r#""n":1"#, r#""n":-1"#, malformed("a number"));
    check(&object[object.find(r#""facts":["#).unwrap() + 9..object.len() - 2], "", malformed("without facts"));
}

#[test]
fn a_one_off_is_believed_as_specified_alone() {
    let sample = Sample::new();
    let good = sample.lines()[0].clone();
    let (object, _) = good.rsplit_once(",\"sum\":\"").unwrap();
    let (head, _) = object.split_once(r#""facts":["#).unwrap();
    let fact = r#"{"fact":"add","task":"+k7m2x","slot":"09:00","at":"2026-11-23T08:40:00.000+08:00","title":"模板","end":"10:30","for":"小李","carry":7,"found":{"task":"dsr","slot":"08:30"},"note":"快"}"#;
    let check = |from: &str, to: &str, expected: Option<&str>| {
        assert!(fact.contains(from), "{from}");
        let line = with_sum(&format!(r#"{head}"facts":[{}]}}"#, fact.replace(from, to)));
        write(&sample.file, line + "\n").unwrap();
        let reading = sample.folder().read_day(CHECKLIST, monday()).unwrap();
        let found = sample.folder().one_offs(CHECKLIST, ever()).unwrap();
        match (expected, reading.faults.as_slice()) {
            (None, []) => assert_eq!(found, [(monday(), reading)], "{from} -> {to}"),
            (Some(part), [Fault { kind: FaultKind::Malformed { why }, .. }]) => {
                assert!(why.contains(part), "{from} -> {to}: {why}");
                assert!(reading.acts.is_empty() && found.iter().all(|(_, it)| it.acts.is_empty()));
            }
            (_, faults) => panic!("{from} -> {to}: {faults:?}"),
        }
    };
    check("小李", "小王", None);
    check(r#","end":"10:30""#, "", None);
    check(r#","for":"小李""#, "", None);
    check(r#","found":{"task":"dsr","slot":"08:30"}"#, "", None);
    check(r#","note":"快""#, "", None);
    check(r#""carry":7"#, r#""carry":31"#, None);
    check(r#""carry":7"#, r#""carry":32"#, Some("carried for 0 to 31 days"));
    check(r#""carry":7,"#, "", Some(r#"expected ,"carry":"#));
    check("+k7m2x", "k7m2x", Some("key"));
    check("+k7m2x", "+", Some("key"));
    check("+k7m2x", "+k7 ", Some("key"));
    check("+k7m2x", "+K7", Some("key"));
    check("+k7m2x", "+0123456789abcdefg", Some("key"));
    check("+k7m2x", r"\u002bk7m2x", Some("escaped"));
    check("dsr", r"\u002bk7m2x", Some("escaped"));
    check("09:00", "9:00", Some("slot"));
    check("09:00", "25:00", Some("slot"));
    check("09:00", "any", Some("without a start"));
    check("10:30", "09:00", Some("without a start"));
    check("10:30", "24:00", Some("an end is a time"));
    check("模板", " ", Some("title"));
    check(r#""title":"模板","#, "", Some("title"));
}

#[test]
fn a_key_given_twice_is_remarked() {
    let sample = Sample::new();
    for (number, on, key) in [(4, "2026-11-23", "+k7"), (5, "2026-11-24", "+m2"), (6, "2026-11-24", "+k7")] {
        let draft = draft(number, "小李", "10:00", vec![add(key, "any", "10:00", "x"), add("+0", "any", "10:00", "x")]);
        let draft = Draft { day: day(on), ..draft };
        sample.folder().append(&draft).unwrap();
    }
    let found = sample.verify();
    assert!(found.is_sound());
    let told: Vec<_> = found.faults.into_iter().map(|it| (it.line.unwrap(), it.kind)).collect();
    let twice = |key: &str| FaultKind::AddedTwice { key: key.to_owned(), path: sample.file.clone(), line: 4 };
    assert_eq!(told, [(1, twice("+0")), (2, twice("+k7")), (2, twice("+0"))]);
}

#[test]
fn an_act_in_the_wrong_file_is_named_and_left_out() {
    let sample = Sample::new();
    let content = fs::read_to_string(&sample.file).unwrap();
    let put = |path: &str| {
        let path = sample.place.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        write(&path, &content).unwrap();
        path
    };
    let check = |path: &Path, kinds: &[FaultKind], acts: usize| {
        let found = sample.verify();
        assert_eq!(found.faults.iter().map(|it| it.kind.clone()).collect::<Vec<_>>(), kinds, "{}", path.display());
        assert!(found.faults.iter().all(|it| it.path == path));
        assert_eq!(found.counts.acts, acts);
        assert_eq!(sample.acts(), sample.acts, "what lies in the right place is read all the same");
        fs::remove_file(path).unwrap();
    };
    let elsewhere = FaultKind::Elsewhere { checklist: CHECKLIST.to_owned(), day: monday() };
    check(&put("taobao/2026/11/2026-11-24.ab12cd34.jsonl"), &vec![elsewhere.clone(); 3], 3);
    check(&put("other/2026/11/2026-11-23.ab12cd34.jsonl"), &vec![elsewhere; 3], 3);
    check(&put("taobao/2026/12/2026-11-23.ab12cd34.jsonl"), &[FaultKind::Misplaced], 3);
    check(&put("taobao/2026/11/copy.jsonl"), &[FaultKind::Misplaced], 3);
    check(&put("2026-11-23.ab12cd34.jsonl"), &[FaultKind::Misplaced], 3);
    check(&put("taobao/texts/2026-11-23.ab12cd34.jsonl"), &[FaultKind::Misplaced], 3);
    check(&put("taobao/notes.txt"), &[FaultKind::Foreign], 3);
    fs::remove_dir_all(sample.place.path().join("other")).unwrap();
    // Copies of the day under other names are read, and add nothing.
    check(&put("taobao/2026/11/2026-11-23.ab12cd34 (conflict copy).jsonl"), &[], 3);
    check(&put("taobao/2026/11/2026-11-23.ab12cd34-Laptop.jsonl"), &[], 3);
    check(&put("taobao/.stfolder/2026-11-23.ab12cd34.jsonl"), &[], 3);
}

#[test]
fn one_id_with_two_contents_is_named_and_read_alike_from_everywhere() {
    let (one, other) = (Sample::new(), Sample::new());
    let lines = one.lines();
    let forged = line_numbered(&lines[0].replace("小李", "小张"), 1);
    let name = "2026-11-23.zz12cd34.jsonl";
    write(one.file.with_file_name(name), format!("{forged}\n")).unwrap();
    write(&other.file, format!("{forged}\n{}\n{}\n", lines[1], lines[2])).unwrap();
    write(other.file.with_file_name(name), format!("{}\n", lines[0])).unwrap();
    let [a, b] = [&one, &other].map(|it| it.folder().read_day(CHECKLIST, monday()).unwrap());
    assert_eq!(a.acts, b.acts);
    let conflict = |sample: &Sample, reading: &[Fault]| {
        let [Fault { path, line: Some(1), kind: FaultKind::Conflict { path: kept, line: 1 } }] = reading else {
            panic!("{reading:?}")
        };
        let mut both = [path.clone(), kept.clone()];
        both.sort();
        assert_eq!(both, [sample.file.clone(), sample.file.with_file_name(name)]);
    };
    conflict(&one, &a.faults);
    conflict(&other, &b.faults);

    // The same id on another day is not a duplicate; `verify` reports it.
    let day_after = Draft { day: day("2026-11-24"), ..draft(1, "小李", "08:41", vec![tick("08:41", None)]) };
    let third = Sample::new();
    third.folder().append(&day_after).unwrap();
    let kinds: Vec<_> = third.verify().faults.into_iter().map(|it| it.kind).collect();
    assert_eq!(kinds, [FaultKind::OnTwoDays { path: third.file.clone(), line: 1 }]);
}

#[test]
fn adoptions_and_texts_are_looked_through() {
    let sample = Sample::new();
    let text = "id = \"taobao\"\n";
    let adoption = sample.folder().adoptions(CHECKLIST).unwrap().adoptions.remove(0);
    let file = sample.place.path().join("taobao/adopted.ab12cd34.jsonl");
    let kept = sample.place.path().join(format!("taobao/texts/{}.toml", adoption.files[0].sha256));
    assert_eq!(sample.verify().faults, []);
    let counts = sample.verify().counts;
    assert_eq!((counts.checklists, counts.files, counts.writers), (1, 2, 1));
    assert_eq!((counts.days, counts.acts, counts.adoptions), (1, 3, 1));

    let line = fs::read(&file).unwrap();
    for bit in 0..line.len() * 8 {
        let mut bytes = line.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        write(&file, &bytes).unwrap();
        let reading = sample.folder().adoptions(CHECKLIST).unwrap();
        assert!(!reading.faults.is_empty(), "not named: bit {bit}");
        assert!(reading.adoptions.iter().all(|it| *it == adoption), "changed: bit {bit}");
    }
    write(&file, &line).unwrap();
    for bit in 0..text.len() * 8 {
        let mut bytes = text.as_bytes().to_vec();
        bytes[bit / 8] ^= 1 << (bit % 8);
        write(&kept, &bytes).unwrap();
        assert_eq!(sample.verify().faults, [Fault { path: kept.clone(), line: None, kind: FaultKind::TextAltered }]);
        assert_eq!(sample.folder().bundle(&adoption).unwrap_err().failure, ops::journal::JournalFailure::TextAltered);
    }
    fs::remove_file(&kept).unwrap();
    assert_eq!(sample.verify().faults, [Fault { path: kept.clone(), line: None, kind: FaultKind::TextMissing }]);
    assert_eq!(sample.folder().bundle(&adoption).unwrap_err().failure, ops::journal::JournalFailure::TextMissing);
}

#[cfg(unix)]
#[test]
fn what_is_no_plain_file_is_named_and_never_followed() {
    let sample = Sample::new();
    let content = fs::read(&sample.file).unwrap();
    let aside = sample.place.path().join("aside");
    let check = || {
        let reading = sample.folder().read_day(CHECKLIST, monday()).unwrap();
        assert_eq!((reading.acts, reading.faults.len()), (vec![], 1));
        assert_eq!(reading.faults[0].kind, FaultKind::NotAFile);
        let error = sample.folder().append(&draft(9, "小李", "10:00", vec![tick("10:00", None)])).unwrap_err();
        assert_eq!(error.failure, ops::journal::JournalFailure::NotAFile);
        assert!(!error.not_confirmed());
    };
    fs::rename(&sample.file, &aside).unwrap();
    std::os::unix::fs::symlink(&aside, &sample.file).unwrap();
    check();
    assert_eq!(fs::read(&aside).unwrap(), content, "nothing was written through the link");
    fs::remove_file(&sample.file).unwrap();
    fs::create_dir(&sample.file).unwrap();
    check();
}

#[test]
fn a_clock_that_was_far_ahead_is_named_and_what_answers_it_is_not() {
    use ops::journal::LogicalTime;
    // The reader's clock is at noon. Given: the writer's day and hour, and whether it saw earlier acts. Expected: the
    // act reported, by how many days it is ahead, and how many more of the file are.
    let check = |given: &[(&str, bool)], expected: Option<(usize, i64, usize)>| {
        let place = tempfile::tempdir().unwrap();
        let folder = folder(place.path(), "ab12cd34");
        folder.adopt(&adoption(0, "2026-11-01", "08:00"), &bundle(&[("ops.toml", "")])).unwrap();
        let (mut seen, mut ids) = (LogicalTime::default(), Vec::new());
        for (clock, sees) in given {
            let clock = chrono::DateTime::parse_from_rfc3339(&format!("2026-{clock}:00:00+08:00")).unwrap();
            seen = if *sees { seen } else { LogicalTime::default() }.next(clock.to_utc());
            let it = Draft {
                id: seen.id(ids.len() as u64),
                recorded_at: clock,
                ..draft(1, "小李", "08:41", vec![tick("08:41", None)])
            };
            ids.push(folder.append(&it).unwrap().id);
        }
        let found = folder.verify(None, at("12:00").to_utc()).unwrap();
        assert!(found.is_sound(), "a remark");
        let named = |it: &Fault| match &it.kind {
            FaultKind::ClockAhead { act, days, more, .. } => {
                Some((ids.iter().position(|id| id == act).unwrap(), *days, *more))
            }
            _ => None,
        };
        assert_eq!(found.faults.iter().map(named).collect::<Vec<_>>(), Vec::from_iter(expected.map(Some)), "{given:?}");
    };
    check(&[("11-23T09", true)], None);
    check(&[("11-24T11", true)], None);
    check(&[("11-24T13", true)], Some((0, 1, 0)));
    check(&[("11-30T13", true), ("11-23T10", true), ("11-23T11", true)], Some((0, 7, 0)));
    check(&[("11-23T10", true), ("11-30T13", true), ("12-01T13", true)], Some((1, 7, 1)));
    // The record it responded to is missing, so nothing explains why its id is ahead.
    let place = tempfile::tempdir().unwrap();
    let folder = folder(place.path(), "ab12cd34");
    folder.adopt(&adoption(0, "2026-11-01", "08:00"), &bundle(&[("ops.toml", "")])).unwrap();
    let far = LogicalTime::of(ops::journal::ActId::from_u64_pair(0x01ff_0000_0000_7000, 0)).unwrap();
    for (number, id) in [far.id(0), far.next(at("09:00").to_utc()).id(0)].into_iter().enumerate() {
        folder.append(&Draft { id, ..draft(number as u64, "小李", "08:41", vec![tick("08:41", None)]) }).unwrap();
    }
    let found = folder.verify(None, at("12:00").to_utc()).unwrap().faults;
    assert!(
        matches!(&found[..], [Fault { line: Some(1), kind: FaultKind::ClockAhead { more: 0, .. }, .. }]),
        "{found:?}"
    );
}

/// A full file is summarised and not appended to, but its acts are still read.
#[test]
fn a_full_file_is_read_and_not_added_to() {
    let sample = Sample::new();
    let line = sample.lines()[0].clone();
    let almost = (64 << 20) - 100;
    let damage = "x\n".repeat(1000);
    write(&sample.file, format!("{damage}{line}\n")).unwrap();
    let file = fs::File::options().write(true).open(&sample.file).unwrap();
    file.set_len(almost).unwrap();
    file.set_modified(std::time::SystemTime::UNIX_EPOCH).unwrap();
    let kinds = |faults: Vec<Fault>| faults.into_iter().map(|it| it.kind).collect::<Vec<_>>();
    let reading = sample.folder().read_day(CHECKLIST, monday()).unwrap();
    let faults = kinds(reading.faults);
    assert_eq!((reading.acts.len(), faults.len()), (1, 21));
    assert_eq!(faults.last(), Some(&FaultKind::More { lines: 981 }));
    let error = sample.folder().append(&draft(9, "小李", "10:00", vec![tick("10:00", None)])).unwrap_err();
    assert_eq!(error.failure, ops::journal::JournalFailure::TooLarge);
    assert_eq!(fs::metadata(&sample.file).unwrap().len(), almost);
}
