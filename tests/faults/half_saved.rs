//! The checklist is edited, half saved, emptied, deleted and restored between commands.

use super::place::{CHECKLIST, Place};
use super::seed::{self, Random};
use super::tally::Tally;
use std::fs;

#[test]
fn a_half_saved_checklist_stops_nobody() {
    let mut tally = Tally::default();
    let mut random = Random::of("half saved");
    let place = Place::in_use();
    for number in 0..seed::count(60, 1000) {
        let before = place.kept();
        // Saved up to a byte, with or without the rest of the old file, as left by an editor that writes in place.
        let edited = CHECKLIST.replace("Gamma", &format!("Gamma {number}"));
        let cut = random.below(edited.len());
        let text = match random.below(4) {
            0 => edited[..cut].to_owned(),
            1 => edited[..cut].to_owned() + &CHECKLIST[cut.min(CHECKLIST.len())..],
            2 => edited[..cut].to_owned() + &"\0".repeat(edited.len() - cut),
            _ => edited,
        };
        fs::write(place.path("ops.toml"), &text).unwrap();
        let broken = place.ops(&["check"]).code == Some(3);
        let ran = place.ops(&["done", "count", &format!("figure={number}")]);
        let after = place.kept();
        assert!(before.acts.keys().all(|id| after.acts.contains_key(id)), "{ran:?}");
        let came = after.acts.len() - before.acts.len();
        assert_eq!(came, usize::from(ran.code == Some(0)), "{ran:?}\n{text}");
        if broken {
            // The last adopted version is used, with a warning; the broken one is not adopted.
            assert!(ran.code == Some(0) && !ran.err.is_empty(), "{ran:?}\n{text}");
            assert_eq!(after.adoptions, before.adoptions, "{text}");
        }
        tally.count(if broken { "broken texts" } else { "texts that can be read" }, true);
        let again = place.ops(&["today"]);
        assert_eq!(again.code, Some(0), "{again:?}\n{text}");
    }
    fs::write(place.path("ops.toml"), CHECKLIST).unwrap();
    place.expect(&["done", "beta"]);
    assert_eq!(place.verified(), (vec![], vec![]));
    tally.end("checklists half saved");
}

/// Regression test: a file with NUL bytes, as left by a crash, is not text, and made every command fail.
#[test]
fn a_checklist_that_is_no_text_stops_nobody() {
    let place = Place::in_use();
    fs::write(place.path("ops.toml"), CHECKLIST[..100].to_owned() + &"\0".repeat(200)).unwrap();
    let ran = place.expect(&["done", "beta"]);
    assert!(ran.out.contains("Beta") && ran.err.contains("using the version adopted on 2026-11-23"), "{ran:?}");
    assert_eq!(place.ops(&["check"]).code, Some(3));
    assert_eq!(place.ops(&["adopt"]).code, Some(3));
}

/// A deleted file is not a broken one: the journal has its text.
#[test]
fn a_checklist_that_is_gone_is_in_the_journal() {
    let place = Place::in_use();
    fs::remove_file(place.path("ops.toml")).unwrap();
    let ran = place.expect(&["done", "beta"]);
    assert!(ran.out.contains("Beta"), "{ran:?}");
}
