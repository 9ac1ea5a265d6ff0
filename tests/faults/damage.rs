//! Flipped bits, truncated files, missing lines, zeroed blocks and foreign files are reported if they change an answer.

use super::place::{EVER, Place, files_below, write_before};
use super::seed::{self, Random};
use super::tally::Tally;
use std::fs;

/// Creates a week of three people's acts with two versions of the checklist.
fn week() -> Place {
    let mut place = Place::new();
    for day in 16..=23 {
        place.now = format!("2026-11-{day}T09:30");
        for writer in ["", "-li", "-wang"] {
            let home = place.path(&format!("home{writer}"));
            fs::create_dir_all(&home).unwrap();
            let figure = format!("figure={day}");
            let act = |args: &[&str]| {
                let mut ops = place.command(&super::place::program());
                ops.env("HOME", &home).args(args);
                assert_eq!(super::place::Ran::of(&mut ops).code, Some(0));
            };
            act(&["done", "count", &figure]);
            act(&["note", "beta", "主图已换，等审核"]);
            match writer {
                "" => act(&["done", "alpha", "--step", "1"]),
                "-li" => act(&["skip", "gamma", "--reason", "closed"]),
                _ => act(&["undo"]),
            }
        }
        if day == 19 {
            place.expect(&["adopt", "next.toml"]);
            fs::copy(place.path("next.toml"), place.path("ops.toml")).unwrap();
        }
    }
    // Only the journal is left to answer.
    fs::remove_file(place.path("ops.toml")).unwrap();
    place
}

fn answers(place: &Place) -> Vec<String> {
    [&["today", "--json"][..], &["log", "--json", EVER]]
        .iter()
        .map(|args| {
            let ran = place.ops(args);
            assert!(matches!(ran.code, Some(0 | 5)), "reading goes on: {args:?}: {ran:?}");
            format!("{}{}", if ran.out.is_empty() { &ran.err } else { "" }, ran.out)
        })
        .collect()
}

/// A damaged file.
struct Damage {
    kind: &'static str,
    content: Vec<u8>,
    /// Whether only whole lines are missing at the end, which no reader can notice (see `docs/journal.md`).
    leaves_whole_lines: bool,
}

/// Damages bytes in a random way.
fn damage(bytes: &[u8], random: &mut Random) -> Damage {
    let mut changed = bytes.to_vec();
    let mut lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
    let kind = match random.below(10) {
        0..=3 => {
            let bit = random.below(bytes.len() * 8);
            changed[bit / 8] ^= 1 << (bit % 8);
            "bit flips"
        }
        4 => {
            changed.truncate(random.below(bytes.len()));
            "cut tails"
        }
        5 => {
            lines.remove(random.below(lines.len()));
            changed = lines.concat();
            "cut lines"
        }
        6 => {
            let (one, other) = (random.below(lines.len()), random.below(lines.len()));
            lines.swap(one, other);
            changed = lines.concat();
            "swapped lines"
        }
        7 => {
            let from = random.below(bytes.len()) / 512 * 512;
            let to = bytes.len().min(from + 512);
            changed[from..to].fill(0);
            "zeroed blocks"
        }
        8 => {
            changed.clear();
            "emptied files"
        }
        _ => {
            changed = (0..1 + random.below(2000)).map(|_| random.below(256) as u8).collect();
            "foreign content"
        }
    };
    let whole_lines_left = !changed.is_empty()
        && [&changed[..], &[&changed[..], b"\n"].concat()]
            .iter()
            .any(|left| left.ends_with(b"\n") && bytes.starts_with(left));
    Damage { kind, leaves_whole_lines: whole_lines_left && bytes.starts_with(b"{\"v\":"), content: changed }
}

#[test]
fn damage_that_changes_an_answer_is_named() {
    let mut tally = Tally::default();
    let mut random = Random::of("damage");
    let week = week();
    let before = answers(&week);
    let (sound, remarks) = week.verified();
    assert!(sound.is_empty() && remarks.is_empty());
    let files = files_below(&week.journal());
    let (mut changed, mut unnoticed) = (0, 0);
    for number in 0..seed::count(200, 1000) {
        let file = random.pick(&files);
        let bytes = fs::read(file).unwrap();
        let Damage { kind, content, leaves_whole_lines } = damage(&bytes, &mut random);
        // Foreign content may also be a file of its own.
        let target = match kind == "foreign content" && random.one_in(2) {
            true => file.with_file_name(*random.pick(&[
                "2026-11-23.jsonl",
                "adopted (1).jsonl",
                "notes.txt",
                "2026-11-18.x.jsonl",
            ])),
            false => file.clone(),
        };
        write_before(&target, &content);
        let after = answers(&week);
        let (faults, remarks) = week.verified();
        let differs = after != before;
        changed += usize::from(differs);
        tally.count(kind, content != bytes || target != *file || kind == "swapped lines");
        let named =
            faults.iter().chain(&remarks).any(|it| it.contains(&*target.file_name().unwrap().to_string_lossy()));
        if leaves_whole_lines && differs && !named {
            unnoticed += 1;
        } else {
            assert!(named || !differs, "number {number}: {kind} in {}: {faults:?}, {remarks:?}", target.display());
        }
        if target != *file {
            fs::remove_file(&target).unwrap();
        }
        write_before(file, &bytes);
    }
    assert_eq!(answers(&week), before, "the week is whole again");
    println!("{changed} changed an answer; {unnoticed} of them, whole lines cut off a file's end, cannot be noticed");
    assert!(changed > 0);
    tally.end("damage");
}

/// Regression test: if only the journal had the checklist, an unreadable adoption was ignored silently, and another
/// checklist judged the day.
#[test]
fn an_adoption_that_cannot_be_read_is_named() {
    let place = Place::in_use();
    fs::remove_file(place.path("ops.toml")).unwrap();
    let adopted =
        files_below(&place.journal()).into_iter().find(|file| file.to_string_lossy().contains("adopted")).unwrap();
    let mut bytes = fs::read(&adopted).unwrap();
    bytes[60] ^= 1;
    write_before(adopted, bytes);
    let ran = place.ops(&["today"]);
    assert!(ran.code == Some(5) && ran.err.contains("damaged"), "{ran:?}");
}
