//! Something else is in the place of files and folders, or they belong to another user.

use super::place::{Place, Ran, files_below, program};
use super::tally::{Tally, skipped};
use std::fs;
use std::os::unix::fs::{PermissionsExt, chown, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The user id of `nobody`.
const NOBODY: u32 = 65534;

/// What replaces a file or folder.
#[derive(Debug, Clone, Copy)]
enum Obstacle {
    LinkToFile,
    LinkToDirectory,
    LinkToNothing,
    LinkToItself,
    Directory,
    Fifo,
    File,
}

const OBSTACLES: [Obstacle; 7] = [
    Obstacle::LinkToFile,
    Obstacle::LinkToDirectory,
    Obstacle::LinkToNothing,
    Obstacle::LinkToItself,
    Obstacle::Directory,
    Obstacle::Fifo,
    Obstacle::File,
];

fn put(obstacle: Obstacle, at: &Path, place: &Place) {
    match obstacle {
        Obstacle::LinkToFile => symlink(place.path("outside/file"), at).unwrap(),
        Obstacle::LinkToDirectory => symlink(place.path("outside/directory"), at).unwrap(),
        Obstacle::LinkToNothing => symlink(place.path("outside/nothing"), at).unwrap(),
        Obstacle::LinkToItself => symlink(at, at).unwrap(),
        Obstacle::Directory => fs::create_dir(at).unwrap(),
        Obstacle::Fifo => assert!(Command::new("mkfifo").arg(at).status().unwrap().success()),
        Obstacle::File => fs::write(at, "a file of somebody's\n").unwrap(),
    }
}

/// Runs a command, and kills it after ten seconds.
fn within_seconds(place: &Place, args: &[&str]) -> Ran {
    let ran = Ran::of(place.command("timeout").args(["--signal=KILL", "10"]).arg(program()).args(args));
    assert!(!ran.was_killed() && ran.code != Some(137), "{args:?} hangs: {ran:?}");
    ran
}

#[test]
fn what_lies_in_the_way_is_said_and_not_written_through() {
    let mut tally = Tally::default();
    let start = Place::in_use();
    fs::create_dir_all(start.path("outside/directory")).unwrap();
    fs::write(start.path("outside/file"), "somebody's\n").unwrap();
    let day_file = start.day_file().strip_prefix(start.path("")).unwrap().to_owned();
    let adopted = fs::read_dir(start.path("journal/shop")).unwrap().map(|it| it.unwrap().path());
    let adopted =
        adopted.filter(|it| it.extension().is_some()).map(|it| it.strip_prefix(start.path("")).unwrap().to_owned());
    let mut targets: Vec<PathBuf> =
        ["journal", "journal/shop", "journal/shop/2026", "journal/shop/2026/11", "journal/shop/texts"]
            .map(PathBuf::from)
            .to_vec();
    let own = files_below(&start.path("home")).into_iter().filter(|it| it.ends_with("writer") || it.ends_with("lock"));
    targets.extend(own.map(|it| it.strip_prefix(start.path("")).unwrap().to_owned()));
    targets.extend(adopted);
    targets.push(day_file);
    for target in &targets {
        for obstacle in OBSTACLES {
            let place = start.copy();
            let (at, aside) = (place.path("").join(target), place.path("aside"));
            fs::rename(&at, &aside).unwrap();
            put(obstacle, &at, &place);
            let what = format!("{obstacle:?} at {}", target.display());
            for args in [&["today"][..], &["log"], &["verify"]] {
                let ran = within_seconds(&place, args);
                assert!(matches!(ran.code, Some(0 | 5)), "{what}: {args:?}: {ran:?}");
            }
            let ran = within_seconds(&place, &["note", "alpha", "in the way"]);
            assert!(matches!(ran.code, Some(0 | 5)), "{what}: {ran:?}");
            if ran.code == Some(0) {
                let log = within_seconds(&place, &["log"]);
                assert!(log.out.contains("in the way"), "{what}: claimed and not there: {ran:?} {log:?}");
            }
            let outside = fs::read_to_string(place.path("outside/file")).unwrap();
            assert_eq!(outside, "somebody's\n", "{what}: written through a link");
            assert!(!place.path("outside/nothing").is_file(), "{what}: written through a link");
            tally.count(format!("{obstacle:?}"), true);
            // Without the obstacle everything is as before: nothing was considered lost and recreated elsewhere.
            remove(&at);
            fs::rename(&aside, &at).unwrap();
            let kept = place.kept();
            assert!(start.kept().acts.iter().all(|(id, act)| kept.acts.get(id) == Some(act)), "{what}");
            let ran = place.ops(&["note", "alpha", "out of the way"]);
            // What was written into the obstacle disappeared with it, which is reported.
            let is_told = ran.code == Some(5) && ran.err.contains("not synced yet") && !ran.err.contains("error: ");
            assert!(ran.code == Some(0) || is_told, "{what}: {ran:?}");
        }
    }
    tally.end("obstacles");
}

fn remove(path: &Path) {
    match fs::symlink_metadata(path).unwrap().is_dir() {
        true => fs::remove_dir_all(path).unwrap(),
        false => fs::remove_file(path).unwrap(),
    }
}

/// Drops all privileges, because `root` may do everything, which would prove nothing.
fn without_privilege(place: &Place, args: &[&str]) -> Ran {
    let mut setpriv = place.command("setpriv");
    setpriv.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(place.path("ops")).args(args);
    Ran::of(&mut setpriv)
}

/// Returns a place owned by `nobody`, including the program; `None` if ownership cannot be changed.
fn of_nobody(test: &str) -> Option<Place> {
    let place = Place::in_use();
    // Copy in a separate process: a file open for writing in this process, which forks others, cannot be executed.
    assert!(Command::new("cp").arg(program()).arg(place.path("ops")).status().unwrap().success());
    let owned = give(&place.path(""), NOBODY);
    if !owned || without_privilege(&place, &["--version"]).code != Some(0) {
        skipped(test, "it needs root, to become another user by setpriv");
        return None;
    }
    Some(place)
}

/// Changes the owner of everything below a path.
fn give(path: &Path, to: u32) -> bool {
    let given = chown(path, Some(to), Some(to)).is_ok();
    if path.is_dir() {
        return given && fs::read_dir(path).unwrap().all(|it| give(&it.unwrap().path(), to));
    }
    given
}

fn mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// Without write permission everything can be read; without read permission the command says so and claims nothing.
#[test]
fn what_is_not_permitted_is_said() {
    let mut tally = Tally::default();
    let targets = ["journal", "journal/shop", "journal/shop/2026/11", "journal/shop/texts", "day file", "adopted"];
    for target in targets {
        // Not writable; not readable; owned by someone else but readable.
        for (what, bits) in [("read-only", 0o555), ("no permission", 0o000), ("foreign owner", 0o755)] {
            let Some(place) = of_nobody("permissions") else { return };
            let before = place.kept();
            let at = match target {
                "day file" => place.day_file(),
                "adopted" => {
                    let files = fs::read_dir(place.path("journal/shop")).unwrap().map(|it| it.unwrap().path());
                    files.into_iter().find(|it| it.extension().is_some()).unwrap()
                }
                folder => place.path(folder),
            };
            if what == "foreign owner" {
                give(&at, 0);
            }
            mode(&at, bits);
            let what = format!("{what}: {target}");
            for args in [&["today"][..], &["log"], &["verify"]] {
                let ran = without_privilege(&place, args);
                let expected: &[i32] = if bits == 0 { &[0, 5] } else { &[0] };
                assert!(expected.contains(&ran.code.unwrap()), "{what}: {args:?}: {ran:?}");
            }
            // One day needs a new file, the other has one already.
            for args in [
                &["note", "alpha", "first"][..],
                &["done", "count", "figure=5", "--on", "today"],
                &["adopt", "next.toml"],
            ] {
                let here = place.kept();
                let ran = without_privilege(&place, args);
                let after = place.kept();
                let came = after.acts.len() + after.adoptions.len() - here.acts.len() - here.adoptions.len();
                assert!(ran.code != Some(0) || came == 1, "{what}: claimed and not there: {args:?}: {ran:?}");
                assert!(matches!(ran.code, Some(0 | 5)), "{what}: {args:?}: {ran:?}");
                tally.count(what.clone(), true);
            }
            assert!(before.acts.keys().all(|id| place.kept().acts.contains_key(id)), "{what}");
        }
    }
    tally.end("permissions");
}

/// An auditor can read a folder that only its owner may write, and writes nothing.
#[test]
fn an_auditor_reads_a_read_only_folder() {
    let Some(place) = of_nobody("an auditor") else { return };
    give(&place.journal(), 0);
    for args in [&["today"][..], &["log"], &["verify"], &["show", "alpha"]] {
        assert_eq!(without_privilege(&place, args).code, Some(0), "{args:?}");
    }
    let ran = without_privilege(&place, &["done", "beta"]);
    assert!(ran.code == Some(5) && ran.err.contains("permission denied"), "{ran:?}");
}
