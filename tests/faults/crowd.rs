//! With many processes at once, nothing is lost, duplicated or refused.

use super::place::{Place, Ran, program};
use super::seed;
use super::tally::Tally;
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

const PROCESSES: usize = 8;

fn crowd(test: &str, writers: usize) {
    let place = Place::new();
    let ticks = seed::count(20, 1000);
    for writer in 0..writers {
        std::fs::create_dir(place.path(&format!("home-{writer}"))).unwrap();
    }
    let command = |process: usize| {
        let mut ops = place.command(&program());
        ops.env("HOME", place.path(&format!("home-{}", process % writers)));
        ops
    };
    let (acknowledged, writing, readings) = (AtomicUsize::new(0), AtomicUsize::new(PROCESSES), AtomicUsize::new(0));
    thread::scope(|scope| {
        for process in 0..PROCESSES {
            let (command, acknowledged, writing) = (&command, &acknowledged, &writing);
            scope.spawn(move || {
                for tick in 0..ticks {
                    let figure = format!("figure={}", process * ticks + tick);
                    let ran = Ran::of(command(process).args(["done", "count", &figure]));
                    assert_eq!(ran.code, Some(0), "refused: {ran:?}");
                    acknowledged.fetch_add(1, Ordering::SeqCst);
                }
                writing.fetch_sub(1, Ordering::SeqCst);
            });
        }
        for reader in 0..PROCESSES {
            let (command, acknowledged, writing, readings) = (&command, &acknowledged, &writing, &readings);
            scope.spawn(move || {
                while writing.load(Ordering::SeqCst) > 0 {
                    let at_least = acknowledged.load(Ordering::SeqCst);
                    let ran = Ran::of(command(reader).args(["log", "--json", "2026-11"]));
                    // On a busy machine a file may stay empty for longer than a reader waits: that is reported.
                    let is_new = ran.code == Some(5) && ran.err.contains("its content is not here yet");
                    assert!(ran.code == Some(0) || is_new, "a reader: {ran:?}");
                    // Count instead of parsing, which would take most of the test's time with thousands of acts.
                    let seen = ran.out.matches("\"recorded_at\"").count();
                    assert!(seen >= at_least, "acknowledged and not seen: {seen} of {at_least}");
                    readings.fetch_add(1, Ordering::SeqCst);
                }
            });
        }
    });
    let kept = place.kept();
    let figures: Vec<String> = kept.acts.values().map(|act| act["facts"][0]["values"]["figure"].to_string()).collect();
    assert_eq!(figures.len(), PROCESSES * ticks, "lost or doubled");
    assert_eq!(figures.into_iter().collect::<BTreeSet<_>>().len(), PROCESSES * ticks, "lost and doubled");
    // No number is used twice, no text is missing, and no temporary files are left.
    assert_eq!(place.verified(), (vec![], vec![]));
    let mut tally = Tally::default();
    (0..acknowledged.into_inner()).for_each(|_| tally.count("ticks among others", true));
    (0..readings.into_inner()).for_each(|_| tally.count("readings meanwhile", true));
    tally.end(test);
}

#[test]
fn eight_processes_of_one_writer() {
    crowd("one writer", 1);
}

#[test]
fn eight_writers() {
    crowd("eight writers", PROCESSES);
}
