//! One journal in a shared folder, written by the programs of two systems. `OPS_OTHER` is the path of the other
//! system's program, which `scripts/test-windows` sets; without it, this program takes both roles.

#![cfg(unix)] // the other program is started by a shell script

use crate::program;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum System {
    This,
    Other,
}

const BOTH: [System; 2] = [System::This, System::Other];

struct Shop {
    place: tempfile::TempDir,
}

impl Shop {
    fn new() -> Shop {
        let place = tempfile::tempdir().unwrap();
        BOTH.iter().for_each(|system| fs::create_dir(place.path().join(format!("{system:?}"))).unwrap());
        Shop { place }
    }

    fn journal(&self) -> PathBuf {
        self.place.path().join("journal")
    }

    #[allow(clippy::disallowed_methods)] // a test may read its environment
    fn command(&self, system: System, arguments: &[&str]) -> Command {
        let mut ops = program::ops(&self.place.path().join(format!("{system:?}")), arguments);
        ops.env("OPS_JOURNAL", self.journal());
        let other = std::env::var_os("OPS_OTHER").filter(|_| system == System::Other);
        let Some(other) = other else { return ops };
        let mut command = Command::new(other);
        command.args(arguments).current_dir(ops.get_current_dir().unwrap()).env_clear();
        command.envs(ops.get_envs().filter_map(|(name, value)| Some((name, value?))));
        command
    }

    fn said(&self, system: System, arguments: &[&str]) -> String {
        String::from_utf8(program::said(&mut self.command(system, arguments)).stdout).unwrap()
    }

    /// Counts the acts. Both systems must print the same bytes and find no damage.
    fn acts(&self) -> usize {
        let logs = BOTH.map(|system| {
            self.said(system, &["verify"]);
            self.said(system, &["log", "--json"])
        });
        assert_eq!(logs[0], logs[1]);
        logs[0].matches("\"recorded_at\"").count()
    }

    /// Calls `with` for every file and folder of the journal, a folder's content first.
    fn each(&self, with: impl Fn(&Path)) {
        fn below(folder: &Path, with: &dyn Fn(&Path)) {
            for entry in fs::read_dir(folder).unwrap().collect::<Vec<_>>() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    below(&path, with);
                }
                with(&path);
            }
        }
        below(&self.journal(), &with);
    }
}

#[test]
fn by_turns() {
    let shop = Shop::new();
    for turn in 0..6 {
        let system = BOTH[turn % 2];
        shop.said(system, &["add", "17:30", &format!("关键词模板 é {turn}")]);
        assert_eq!(shop.acts(), turn + 1);
    }
    // What one system has recorded, the other can tick and undo.
    for (one, other) in [(System::This, System::Other), (System::Other, System::This)] {
        shop.said(one, &["done", "meeting@08:20"]);
        assert!(shop.said(other, &["today", "--all", "--json"]).contains("\"on_time\""));
        shop.said(other, &["undo", "meeting@08:20"]);
    }
    assert_eq!(shop.acts(), 10);
}

#[test]
fn at_once() {
    const EACH: usize = 8;
    let shop = Shop::new();
    std::thread::scope(|scope| {
        for number in 0..4 {
            let shop = &shop;
            scope.spawn(move || {
                for act in 0..EACH {
                    shop.said(BOTH[number % 2], &["add", &format!("件 {number} {act}")]);
                }
            });
        }
    });
    assert_eq!(shop.acts(), 4 * EACH);
}

/// A git checkout may change the line ends of files, and some file systems have only upper-case letters.
#[test]
fn with_other_line_ends_and_letters() {
    let shop = Shop::new();
    // Titles differ, because an existing one-off is not added twice.
    let add = |act: usize| BOTH.iter().for_each(|it| drop(shop.said(*it, &["add", &format!("件 {act} {it:?}")])));
    add(1);
    shop.each(|path| {
        if path.is_file() {
            fs::write(path, fs::read_to_string(path).unwrap().replace('\n', "\r\n")).unwrap();
        }
    });
    assert_eq!(shop.acts(), 2, "with CRLF");
    add(2);
    assert_eq!(shop.acts(), 4, "continued");
    shop.each(|path| {
        let name = path.file_name().unwrap().to_str().unwrap().to_uppercase();
        fs::rename(path, path.with_file_name(name)).unwrap();
    });
    assert_eq!(shop.acts(), 4, "in capitals");
    add(3);
    assert_eq!(shop.acts(), 6, "continued in capitals");
}

/// macOS decomposes é in file names, and copies keep that.
#[test]
fn a_file_is_included_however_its_accents_are_composed() {
    let shop = Shop::new();
    for (named, lying) in [("caf\u{e9}.toml", "cafe\u{301}.toml"), ("cafe\u{301}.toml", "caf\u{e9}.toml")] {
        for system in BOTH {
            let home = shop.place.path().join(format!("{system:?}"));
            fs::write(home.join("ops.toml"), format!("id = \"shop\"\ntimezone = \"UTC\"\ninclude = [\"{named}\"]\n"))
                .unwrap();
            fs::write(home.join(lying), "[[area]]\nid = \"a\"\n[[area.task]]\nid = \"lamp\"\n").unwrap();
            assert!(shop.said(system, &["check"]).contains("no errors"), "{system:?}");
            fs::remove_file(home.join(lying)).unwrap();
        }
    }
}
