//! Kills a command at each of its system calls, then also the next command.

use super::place::{Kept, Place, files_below};
use super::seed::{self, Random};
use super::strace::{COMMANDS, Call, inject, is_changing, start_of, trace};
use super::tally::Tally;
use std::collections::BTreeMap;
use std::fs;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Kills a command at a call, before the call is made.
fn kill(place: &Place, args: &[&str], call: &Call) -> bool {
    inject(place, args, &[format!("{}:signal=KILL:when={}", call.name, call.nth)]).0.was_killed()
}

/// Tries each call, several at a time, because a kill mostly waits for processes and the disk.
fn each(calls: &[Call], attempt: impl Fn(&Call) + Sync) {
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some(call) = calls.get(next.fetch_add(1, Ordering::Relaxed)) {
            attempt(call);
        }
    };
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(work);
        }
    });
}

/// Describes a place without random parts: places of the same shape are equivalent to the next command.
fn shape(place: &Place) -> String {
    let mut shape = Vec::new();
    for top in ["home", "journal"].map(|name| place.path(name)).iter().filter(|top| top.exists()) {
        for file in files_below(top) {
            let name = file.strip_prefix(top).unwrap().display().to_string();
            // Without the writer's id in `adopted.WRITER.jsonl`, digests of paths, and all of `.tmpXXXXXX`.
            let parts = name.split('/').map(|part| part.split('.').next().unwrap());
            let name: Vec<&str> = parts.map(|part| if part.len() < 16 { part } else { "digest" }).collect();
            let content = fs::read(&file).unwrap();
            shape.push(format!("{} {} {:?}", name.join("/"), content.len(), content.last()));
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
    let tally = Mutex::new(Tally::default());
    let mut random = Random::of("kill");
    for (name, args) in COMMANDS {
        let start = start_of(name);
        let before = if name.starts_with("first") { Kept::none() } else { start.kept() };
        let (left, came) = (Mutex::new(BTreeMap::new()), Mutex::new([0, 0]));
        let mut calls = trace(&start.copy(), args);
        calls.retain(|call| seed::full() || is_changing(&call.name) || random.one_in(10));
        each(&calls, |call| {
            let place = start.copy();
            let fired = kill(&place, args, call);
            tally.lock().unwrap().count(call.kind(), fired);
            let copy = place.copy();
            left.lock().unwrap().entry(shape(&place)).or_insert(copy);
            let is_there = place.check_after(&before, &format!("{name} killed at {} {}", call.name, call.nth));
            came.lock().unwrap()[usize::from(is_there)] += 1;
        });
        // Otherwise all kills came before the act was recorded, or all after.
        let came = came.into_inner().unwrap();
        assert!(came[0] > 0 && came[1] > 0, "{name}: before {}, after {}", came[0], came[1]);
        again(name, left.into_inner().unwrap().into_values(), &before, &tally, &mut random);
    }
    tally.into_inner().unwrap().end("killed at a call");
}

/// Kills the next command, starting from each distinct state left by a kill. A full run kills it at every call from the
/// first that makes, locks or changes something, and at a sample of the calls before, which only read.
fn again(name: &str, left: impl Iterator<Item = Place>, before: &Kept, tally: &Mutex<Tally>, random: &mut Random) {
    const NEXT: [&str; 3] = ["note", "alpha", "next"];
    for place in left {
        let between = place.kept();
        between.check_since(before, name);
        let mut calls = trace(&place.copy(), &NEXT);
        calls.retain(|call| match seed::full() {
            true => call.is_writing || random.one_in(10),
            false => random.one_in(if is_changing(&call.name) { 16 } else { 160 }),
        });
        each(&calls, |call| {
            let place = place.copy();
            let fired = kill(&place, &NEXT, call);
            tally.lock().unwrap().count(format!("then {}", call.kind()), fired);
            let what = format!("{name} killed, then the next at {} {}", call.name, call.nth);
            place.check_after(&between, &what);
        });
    }
}
