//! Acknowledged acts that are lost later, as by disks, backups and sync services, are noticed through what their writer
//! records next.

use super::place::{Place, copy_folder, files_below};
use super::seed::{self, Random};
use super::tally::Tally;
use std::fs;
use std::path::{Path, PathBuf};

const KINDS: [&str; 6] =
    ["cut tail", "lost line", "lost day file", "older copy of a day file", "restored backup", "lost adoptions"];

/// Causes every kind of loss at random points in a history of three days.
#[test]
fn what_is_lost_is_told() {
    let mut tally = Tally::default();
    let mut random = Random::of("losses");
    for number in 0..seed::count(24, 600) {
        let kind = KINDS[number % KINDS.len()];
        let (mut place, backup) = history(&mut random);
        let before = place.kept();
        lose(kind, &place, &backup, &mut random);
        let left = place.kept();
        let lost: Vec<_> = before.acts.iter().filter(|(id, _)| !left.acts.contains_key(*id)).collect();
        tally.count(kind, !lost.is_empty() || left.adoptions.len() < before.adoptions.len());
        place.now = "2026-11-26T10:30".into();
        let ran = place.ops(&["note", "beta", "next"]);
        assert!(matches!(ran.code, Some(0 | 5)) && !ran.err.contains("error: "), "{kind}: {ran:?}");
        let (faults, _) = place.verified();
        assert!(!faults.is_empty(), "{kind} ({number}): nothing is told of {lost:#?}");
        // Commands on the day of the last lost act report it too.
        if let Some(day) = lost.iter().filter_map(|(_, act)| act["day"].as_str()).max() {
            for args in [["log", day], ["today", day], ["report", day]] {
                let ran = place.ops(&args);
                assert_eq!(ran.code, Some(5), "{kind} ({number}): {args:?}: {ran:?}");
            }
        }
    }
    tally.end("losses");
}

/// Creates acts on three days. Returns also a copy of the journal made on the way.
fn history(random: &mut Random) -> (Place, PathBuf) {
    let mut place = Place::new();
    let acts = 4 + random.below(6);
    let kept = 1 + random.below(acts - 1);
    let backup = place.path("backup");
    for act in 0..acts {
        place.now = format!("2026-11-{}T09:{act:02}", 23 + 3 * act / acts);
        place.expect(&["note", "beta", &act.to_string()]);
        if act + 1 == kept {
            fs::create_dir(&backup).unwrap();
            copy_folder(&place.journal(), &backup);
        }
    }
    (place, backup)
}

fn lose(kind: &str, place: &Place, backup: &Path, random: &mut Random) {
    let journal = place.journal();
    let days: Vec<PathBuf> = files_below(&journal.join("shop/2026")).into_iter().collect();
    let day = random.pick(&days).clone();
    let text = fs::read_to_string(&day).unwrap();
    let mut lines: Vec<&str> = text.lines().collect();
    match kind {
        "cut tail" if lines.len() > 1 => lines.truncate(1 + random.below(lines.len() - 1)),
        "lost line" if lines.len() > 1 => drop(lines.remove(random.below(lines.len()))),
        "older copy of a day file" => {
            let older = backup.join(day.strip_prefix(&journal).unwrap());
            let (older, newest) = (fs::read_to_string(older).unwrap_or_default(), days.last().unwrap());
            // If the backup is not older, restore half of the newest file instead.
            if older.is_empty() || older == text {
                let newest_text = fs::read_to_string(newest).unwrap();
                let half: Vec<&str> = newest_text.lines().collect();
                let half = &half[..half.len() / 2];
                return match half.is_empty() {
                    true => fs::remove_file(newest).unwrap(),
                    false => fs::write(newest, half.join("\n") + "\n").unwrap(),
                };
            }
            return fs::write(&day, older).unwrap();
        }
        "restored backup" => {
            fs::remove_dir_all(&journal).unwrap();
            fs::create_dir(&journal).unwrap();
            return copy_folder(backup, &journal);
        }
        "lost adoptions" => {
            let adopted = files_below(&journal).into_iter().find(|file| file.to_string_lossy().contains("adopted."));
            fs::remove_file(adopted.unwrap()).unwrap();
            return fs::remove_dir_all(journal.join("shop/texts")).unwrap();
        }
        _ => return fs::remove_file(&day).unwrap(),
    }
    fs::write(&day, lines.join("\n") + "\n").unwrap();
}
