//! Shared folders: without locks and links, locked by others, owned by a group, copied with a home, badly damaged.

use super::place::{Place, Ran, files_below, program, write_before};
use super::seed;
use super::strace::{COMMANDS, inject, start_of};
use super::tally::{Tally, skipped};
use std::fs;
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::Path;

/// The journal's folder needs no features that a network file system may lack.
#[test]
fn a_folder_without_locks_and_links_is_enough() {
    let mut tally = Tally::default();
    for (name, args) in COMMANDS {
        let place = start_of(name);
        let trace = place.path("trace");
        let mut strace = place.command("strace");
        // Only the locking calls of `fcntl` are traced.
        let calls = "trace=flock,fcntl,renameat2,link,linkat,symlink,symlinkat";
        strace.args(["-f", "-qq", "-yy", "-e", calls, "-o"]).arg(&trace).arg(program()).args(args);
        assert_eq!(Ran::of(&mut strace).code, Some(0), "{name}");
        let asked = fs::read_to_string(&trace).unwrap();
        let of_journal = asked.lines().filter(|line| line.contains(place.journal().to_str().unwrap()));
        assert_eq!(
            of_journal.filter(|line| !line.contains("fcntl(") || line.contains("LK")).collect::<Vec<_>>(),
            [""; 0],
            "{name}"
        );
        assert!(asked.contains("flock("), "{name}: nobody takes turns");
        for error in ["ENOSYS", "EOPNOTSUPP", "EINVAL"] {
            let place = start_of(name);
            let faults = ["renameat2", "link", "linkat"].map(|call| format!("{call}:error={error}"));
            let (ran, _) = inject(&place, args, &faults);
            assert_eq!(ran.code, Some(0), "{name}: {error}: {ran:?}");
            place.expect(&["verify"]);
            tally.count(error, true);
        }
    }
    tally.end("no locks, no links");
}

/// A day file locked by a colleague or a sync tool blocks nobody.
#[test]
fn a_day_file_locked_by_another_hinders_nobody() {
    let place = Place::in_use();
    let held = fs::File::open(place.day_file()).unwrap();
    held.lock().unwrap();
    for args in [&["done", "beta"][..], &["today"], &["log"], &["verify"], &["undo"]] {
        let ran = Ran::of(place.command("timeout").args(["--signal=KILL", "10"]).arg(program()).args(args));
        assert_eq!(ran.code, Some(0), "{args:?}: {ran:?}");
    }
}

/// If the writer's own state cannot be locked, the error says so, and how to continue.
#[test]
fn a_lock_that_cannot_be_had_is_said() {
    let mut tally = Tally::default();
    for error in ["ENOLCK", "EOPNOTSUPP", "ENOSYS"] {
        let place = Place::in_use();
        let (ran, fired) = inject(&place, &["done", "beta"], &[format!("flock:error={error}")]);
        assert!(fired > 0 && ran.code == Some(5), "{error}: {ran:?}");
        assert!(ran.err.contains("nothing was recorded") && ran.err.contains("XDG_STATE_HOME"), "{error}: {ran:?}");
        tally.count(error, true);
    }
    tally.end("own lock refused");
}

/// In a group's folder, the first writer of a month excludes nobody, whatever the umask.
#[test]
fn what_is_new_has_the_rights_of_the_folder_above() {
    const GROUP: u32 = 12345;
    let mut tally = Tally::default();
    let mut check = |above: u32, folders: u32, files: u32, group: Option<u32>| {
        let place = Place::new();
        fs::create_dir(place.journal()).unwrap();
        if group.is_some() && chown(place.journal(), None, group).is_err() {
            return skipped("rights of a group", "it needs root, to give a folder to a group");
        }
        fs::set_permissions(place.journal(), fs::Permissions::from_mode(above)).unwrap();
        let mut shell = place.command("sh");
        shell.args(["-c", "umask 077; exec \"$@\"", "-"]).arg(program()).args(["done", "alpha"]);
        assert_eq!(Ran::of(&mut shell).code, Some(0));
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o7777;
        for folder in ["shop", "shop/texts", "shop/2026", "shop/2026/11"] {
            assert_eq!(mode(&place.journal().join(folder)), folders, "{above:o}: {folder}");
        }
        for file in files_below(&place.journal()) {
            assert_eq!(mode(&file), files, "{above:o}: {}", file.display());
        }
        tally.count(if group.is_some() { "of a group" } else { "of one's own, or of all" }, true);
    };
    check(0o755, 0o700, 0o600, None);
    check(0o2775, 0o2775, 0o664, Some(GROUP));
    check(0o2770, 0o2770, 0o660, Some(GROUP));
    check(0o777, 0o777, 0o664, None);
    check(0o1777, 0o700, 0o600, None);
    tally.end("rights of the folder above");
}

/// After cloning a disk, copying a home or sharing one, each device is a separate writer.
#[test]
fn a_copied_home_is_another_writer() {
    let mut tally = Tally::default();
    let place = Place::new();
    let mut on = |machine: &str, home: &str, figure: &str| {
        let mut ops = place.command(&program());
        ops.env("OPS_MACHINE", machine).env("HOME", place.path(home)).args([
            "done",
            "count",
            &format!("figure={figure}"),
        ]);
        assert_eq!(Ran::of(&mut ops).code, Some(0), "{machine} in {home}");
        tally.count(if home == "copy" { "in a copied home" } else { "in a shared home" }, true);
        fs::read_dir(place.journal().join("shop/2026/11")).unwrap().count()
    };
    // An earlier version's state: the first device that finds it adopts it.
    fs::create_dir_all(place.path("home/.local/state/ops")).unwrap();
    fs::write(place.path("home/.local/state/ops/writer"), "ab12cd34\n").unwrap();
    assert_eq!(on("one", "home", "1"), 1);
    assert!(place.journal().join("shop/2026/11/2026-11-23.ab12cd34.jsonl").is_file());
    let copied = place.command("cp").arg("-a").arg(place.path("home")).arg(place.path("copy")).status().unwrap();
    assert!(copied.success());
    assert_eq!(on("one", "home", "2"), 1);
    assert_eq!(on("two", "copy", "3"), 2, "a copied home");
    assert_eq!(on("two", "copy", "4"), 2);
    assert_eq!(on("three", "home", "5"), 3, "a shared home");
    assert_eq!(on("one", "home", "6"), 3);
    let kept = place.kept();
    assert_eq!(kept.acts.len(), 6);
    assert_eq!(place.verified(), (vec![], vec![]));
    tally.end("clones");
}

/// Unlimited damage is summarised quickly, with constant memory.
#[test]
fn a_day_of_nothing_but_damage_is_summed_up() {
    let place = Place::in_use();
    // 62 MiB: nothing is appended to a file of 64.
    let lines = seed::count(1 << 20, 31 << 20);
    let file = place.day_file();
    let acts = fs::read(&file).unwrap();
    write_before(&file, [b"x\n".repeat(lines), acts].concat());
    write_before(file.with_extension("zeros.jsonl"), vec![0; 2 * lines]);
    let (_, usual) = place.peak(&["--version"]);
    for args in [&["today"][..], &["log"], &["verify"], &["done", "beta"]] {
        let (ran, peak) = place.peak(args);
        assert_eq!(ran.code, Some(5), "{args:?}: {ran:?}");
        let all = format!("{}{}", ran.out, ran.err);
        assert!(all.lines().count() < 100 && all.contains("more"), "{args:?}: {all}");
        assert!(peak < usual + (16 << 10), "{args:?}: {peak} KiB, where --version takes {usual}");
    }
    assert_eq!(place.kept().acts.len(), 4);
}

/// No output path or typing mistake overwrites a team's checklist or its past.
#[test]
fn an_output_goes_over_no_checklist_and_into_no_journal() {
    let place = Place::in_use();
    fs::write(place.path("more.toml"), "[[area]]\nid = \"more\"\n").unwrap();
    let with_include = format!("include = [\"more.toml\"]\n{}", super::place::CHECKLIST);
    fs::write(place.path("ops.toml"), with_include).unwrap();
    let day_file = place.day_file().display().to_string();
    let inside = place.journal().join("shop/new.html").display().to_string();
    let link = place.path("link.md");
    std::os::unix::fs::symlink(place.day_file(), &link).unwrap();
    let before = files_below(&place.path("")).into_iter().map(|it| (it.clone(), fs::read(it).unwrap()));
    let before: Vec<_> = before.collect();
    for file in ["ops.toml", "more.toml", "next.toml", "./ops.toml", &day_file, &inside, "link.md"] {
        for args in [&["calendar", "--output", file][..], &["today", "--format", "json", "-o", file]] {
            let ran = place.ops(args);
            assert!(ran.code == Some(2) && ran.err.contains("--output"), "{args:?}: {ran:?}");
        }
    }
    assert!(before.iter().all(|(path, content)| fs::read(path).is_ok_and(|now| now == *content)));
    place.expect(&["calendar", "--output", "shop.ics"]);
    place.expect(&["calendar", "--output", "shop.ics"]);
}

/// `init` creates a whole file or none, and prints no escape sequences; an unexpanded `~` does not create a folder.
#[test]
fn a_new_checklist_is_whole_or_not_there() {
    let whole = {
        let place = Place::new();
        let ran = place.expect(&["init", "a\u{1b}]0;x\u{7}.toml"]);
        assert!(!ran.out.contains(['\u{1b}', '\u{7}']), "{ran:?}");
        place.expect(&["init", "new.toml"]);
        fs::read(place.path("new.toml")).unwrap()
    };
    let mut tally = Tally::default();
    for (call, most) in [("write", 3), ("fsync", 2), ("renameat2", 1), ("close", 12), ("openat", 20)] {
        for nth in 1..=most {
            for fault in ["signal=KILL", "error=EIO"] {
                let place = Place::new();
                let (ran, fired) = inject(&place, &["init", "new.toml"], &[format!("{call}:{fault}:when={nth}")]);
                // Calls vary in number between runs.
                if fired > 0 || ran.was_killed() {
                    tally.count(call, true);
                }
                let is_there = fs::read(place.path("new.toml")).ok();
                assert!(is_there.is_none_or(|it| it == whole), "{call} {nth} {fault}: half a file: {ran:?}");
            }
        }
    }
    tally.end("init");
    let place = Place::new();
    for journal in ["~/x", "~"] {
        let ran = Ran::of(place.command(&program()).env("OPS_JOURNAL", journal).args(["done", "alpha"]));
        assert!(ran.code == Some(2) && ran.err.contains("$HOME"), "{ran:?}");
    }
    let ran = place.ops(&["--journal", "~/x", "done", "alpha"]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(!place.path("~").exists());
}
