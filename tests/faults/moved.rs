//! Files and folders that are moved or replaced while they are read and written, as sync tools do.

use super::place::{Kept, Place};
use super::seed::{self, Random};
use super::tally::Tally;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Returns the day's file, its month and its year, each with the name that a sync tool gives it.
fn movable(place: &Place) -> [(&'static str, PathBuf, PathBuf); 3] {
    let (file, year) = (place.day_file(), place.journal().join("shop/2026"));
    let renamed = file.with_extension("jsonl (1)");
    let months = (year.join("11"), year.join("11 (1)"));
    let years = (year.clone(), year.with_file_name("2026 copy"));
    [("day file renamed", file, renamed), ("month renamed", months.0, months.1), ("year renamed", years.0, years.1)]
}

/// What moves while it is read is read in full, or a fault is reported.
#[test]
fn what_moves_while_it_is_read_is_read_or_told() {
    let mut tally = Tally::default();
    let place = Place::in_use();
    let whole = place.kept();
    for (kind, from, to) in movable(&place) {
        let is_over = AtomicBool::new(false);
        let moves = std::thread::scope(|scope| {
            let mover = scope.spawn(|| {
                let mut moves = 0;
                while !is_over.load(Ordering::Relaxed) {
                    moves += usize::from(fs::rename(&from, &to).is_ok() && fs::rename(&to, &from).is_ok());
                }
                moves
            });
            for reading in 0..seed::count(10, 400) {
                let ran = place.ops(&["log", "--json"]);
                let in_full = whole.acts.keys().all(|id| ran.out.contains(id.as_str()));
                let is_right = if in_full { matches!(ran.code, Some(0 | 5)) } else { ran.code == Some(5) };
                // The thread must end even if the test fails.
                if !is_right {
                    is_over.store(true, Ordering::Relaxed);
                }
                assert!(is_right, "{kind}, {reading}: in part, and nothing said: {ran:?}");
            }
            is_over.store(true, Ordering::Relaxed);
            mover.join().unwrap()
        });
        (0..moves).for_each(|_| tally.count(kind, true));
        assert!(moves > 0, "{kind}: it never was");
        assert_eq!(place.kept(), whole, "{kind}");
    }
    tally.end("moved while read");
}

/// An acknowledged act is present even if its file was moved or replaced by an older copy meanwhile. If the copy came
/// too late for the writer to notice, the writer's next act reveals the loss.
#[test]
fn what_moves_while_it_is_written_is_there_or_told() {
    let mut tally = Tally::default();
    let mut random = Random::of("moved");
    let place = Place::in_use();
    let mut acknowledged = Vec::new();
    for number in 0..seed::count(20, 600) {
        let pause = Duration::from_micros(random.below(8_000) as u64);
        let month = place.journal().join("shop/2026/11");
        let file = fs::read_dir(&month).ok().and_then(|mut files| files.next()).map(|file| file.unwrap().path());
        let older = file.as_ref().map(|file| fs::read(file).unwrap());
        let text = format!("number {number}");
        std::thread::scope(|scope| {
            let mover = scope.spawn(|| {
                std::thread::sleep(pause);
                let (Some(file), Some(older)) = (&file, &older) else { return None };
                Some(match number % 4 {
                    0 => ("month renamed", fs::rename(&month, month.with_file_name(format!("11 ({number})"))).is_ok()),
                    1 => ("day file renamed", fs::rename(file, away(file, number)).is_ok()),
                    _ => ("older copy of the day file", put_over(file, older)),
                })
            });
            let ran = place.ops(&["note", "beta", &text]);
            assert!(matches!(ran.code, Some(0 | 5)), "{ran:?}");
            acknowledged.extend((ran.code == Some(0)).then_some(text.clone()));
            mover.join().unwrap().into_iter().for_each(|(kind, fired)| tally.count(kind, fired));
        });
    }
    place.expect_next();
    let kept = place.kept();
    let missing: Vec<&String> = acknowledged.iter().filter(|text| !is_there(&kept, text)).collect();
    let told = place.verified().0;
    assert!(missing.is_empty() || !told.is_empty(), "acknowledged, gone, and nothing said: {missing:?}");
    assert!(acknowledged.len() > missing.len(), "none was acknowledged");
    tally.end("moved while written");
}

fn away(file: &Path, number: usize) -> PathBuf {
    file.with_extension(format!("jsonl ({number})"))
}

/// Writes a copy beside the file and renames it over the file, as sync tools do.
fn put_over(file: &Path, older: &[u8]) -> bool {
    let aside = file.with_file_name(".older");
    fs::write(&aside, older).is_ok() && fs::rename(&aside, file).is_ok()
}

fn is_there(kept: &Kept, text: &str) -> bool {
    kept.acts.values().any(|act| act.to_string().contains(&format!("\"{text}\"")))
}
