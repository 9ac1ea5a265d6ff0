//! The checklist is edited, half saved, emptied, gone and back between commands.

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
        // Saved up to a byte; or up to a byte, and the old one from there on, as an editor that writes in place does.
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
            // The last adopted text is used, with a word; nothing of the broken one is adopted.
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

/// A file with NUL bytes in it, as a crash leaves it, is no text at all; it stopped every command.
#[test]
fn a_checklist_that_is_no_text_stops_nobody() {
    let place = Place::in_use();
    fs::write(place.path("ops.toml"), CHECKLIST[..100].to_owned() + &"\0".repeat(200)).unwrap();
    let ran = place.expect(&["done", "beta"]);
    assert!(ran.out.contains("Beta") && ran.err.contains("using the version adopted on 2026-11-23"), "{ran:?}");
    assert_eq!(place.ops(&["check"]).code, Some(3));
    assert_eq!(place.ops(&["adopt"]).code, Some(3));
}

/// A file that is gone is not a broken one: the journal knows the text.
#[test]
fn a_checklist_that_is_gone_is_in_the_journal() {
    let place = Place::in_use();
    fs::remove_file(place.path("ops.toml")).unwrap();
    let ran = place.expect(&["done", "beta"]);
    assert!(ran.out.contains("Beta"), "{ran:?}");
}
