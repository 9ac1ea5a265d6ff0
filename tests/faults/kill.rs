//! Kills a command at each of its system calls, then also the next command.

use super::place::{Kept, Place, files_below};
use super::seed::{self, Random};
use super::strace::{COMMANDS, calls, inject, is_changing, start_of};
use super::tally::Tally;
use std::collections::BTreeMap;
use std::fs;

/// Kills a command at the nth call of a name, before the call is made.
fn kill(place: &Place, args: &[&str], call: &str, nth: usize) -> bool {
    inject(place, args, &[format!("{call}:signal=KILL:when={nth}")]).0.was_killed()
}

/// Describes a place without random parts: places of the same shape are equivalent to the next command.
fn shape(place: &Place) -> String {
    let mut shape = Vec::new();
    for top in ["home", "journal"].map(|name| place.path(name)).iter().filter(|top| top.exists()) {
        for file in files_below(top) {
            let name = file.strip_prefix(top).unwrap().display().to_string();
            // Names such as `.tmpXXXXXX`, `.XXXXXX.part` or `….writerid.jsonl`.
            let name: String = name
                .split('/')
                .map(|part| if part.starts_with('.') { "." } else { &part[..part.len().min(10)] })
                .collect();
            shape.push(format!("{name} {}", fs::metadata(&file).unwrap().len()));
        }
        let folders = walk(top);
        shape.push(folders.to_string());
    }
    shape.join("\n")
}

/// Counts the folders below.
fn walk(folder: &std::path::Path) -> usize {
    let folders = fs::read_dir(folder).unwrap().map(|it| it.unwrap()).filter(|it| it.file_type().unwrap().is_dir());
    folders.map(|it| 1 + walk(&it.path())).sum()
}

#[test]
fn a_command_killed_at_any_call_happened_or_did_not() {
    let mut tally = Tally::default();
    let mut random = Random::of("kill");
    for (name, args) in COMMANDS {
        let start = start_of(name);
        let before = if name.starts_with("first") { Kept::none() } else { start.kept() };
        let (mut left, mut came) = (BTreeMap::new(), [0, 0]);
        for (call, count) in calls(&start.copy(), args) {
            for nth in (1..=count).filter(|_| seed::full() || is_changing(&call) || random.one_in(10)) {
                let place = start.copy();
                let fired = kill(&place, args, &call, nth);
                tally.count(&call, fired);
                let shape = shape(&place);
                left.entry(shape).or_insert_with(|| place.copy());
                let what = format!("{name} killed at {call} {nth}");
                came[usize::from(place.check_after(&before, &what))] += 1;
            }
        }
        // Otherwise all kills came before the act was recorded, or all after.
        assert!(came[0] > 0 && came[1] > 0, "{name}: before {}, after {}", came[0], came[1]);
        again(name, left.into_values(), &before, &mut tally, &mut random);
    }
    tally.end("killed at a call");
}

/// Kills the next command at each of its calls, starting from each distinct state left by a kill.
fn again(name: &str, left: impl Iterator<Item = Place>, before: &Kept, tally: &mut Tally, random: &mut Random) {
    const NEXT: [&str; 3] = ["note", "alpha", "next"];
    for place in left {
        let between = place.kept();
        between.check_since(before, name);
        for (call, count) in calls(&place.copy(), &NEXT) {
            for nth in (1..=count).filter(|_| seed::full() || random.one_in(if is_changing(&call) { 24 } else { 240 }))
            {
                let place = place.copy();
                tally.count(format!("then {call}"), kill(&place, &NEXT, &call, nth));
                place.check_after(&between, &format!("{name} killed, then the next at {call} {nth}"));
            }
        }
    }
}
