//! The cases to measure and their environment: a home; journals of two days (`today` also reads the day before), two
//! months and ten years; generated histories of one year at one shop and of two weeks at a hundred.

use super::journal;
use std::path::{Path, PathBuf};
use std::process::Command;

/// One command line.
pub struct Case {
    /// Name in the record.
    pub name: &'static str,
    /// Command-line arguments.
    pub args: &'static [&'static str],
    /// Name of the journal it uses.
    pub journal: &'static str,
    /// Whether it writes an act.
    pub writes: bool,
    /// Target for its cost.
    pub target: &'static str,
}

/// Returns all cases.
pub fn all() -> Vec<Case> {
    let case = |name, args, journal, target| Case { name, args, journal, writes: false, target };
    vec![
        case("version", &["--version"], "day", "0.6 million"),
        case("now", &["now"], "day", ""),
        case("today", &["today"], "day", "5 million, 1.9 x empty"),
        case("today-2-months", &["today"], "months", ""),
        case("today-10-years", &["today"], "years", "1.05 x one day"),
        // An identical tick is not recorded again, so repeat a note instead.
        Case {
            name: "done",
            args: &["done", "dsr", "described=4.8", "--note", "x"],
            journal: "day",
            writes: true,
            target: "4 million, 2.1 x empty, one sync",
        },
        case("log-month", &["log", "2026-11-01..2026-11-30"], "years", ""),
        case("report-week", &["report", "last"], "year", "60 million with seven weeks before it, 12 MiB"),
        case("report-year", &["report", "2025-W48..2026-W47"], "year", "250 million, 8 MiB"),
        case("report-100-sites", &["report", "last"], "sites", "2 x reading and dropping the lines"),
        case("verify-100-sites", &["verify"], "sites", "reads the same lines, and checks them"),
        case("tasks-5000", &["today", "--checklist", "tasks-5000.toml"], "day", ""),
        case("tasks-10000", &["today", "--checklist", "tasks-10000.toml"], "day", "linear in the tasks"),
    ]
}

/// Returns a folder in memory if possible, so that the disk's speed does not matter.
fn in_memory() -> PathBuf {
    let shared = PathBuf::from("/dev/shm");
    if shared.is_dir() { shared } else { std::env::temp_dir() }
}

/// The environment of the cases.
pub struct Stage {
    folder: tempfile::TempDir,
}

impl Stage {
    /// Creates the home, the journals and the large checklists.
    pub fn set() -> Stage {
        let stage = Stage { folder: tempfile::tempdir_in(in_memory()).expect("a folder") };
        let place = stage.folder.path();
        std::fs::create_dir(place.join("home")).expect("a folder");
        for (name, days) in [("day", 2), ("months", 62), ("years", 3652)] {
            // The first act adopts the built-in checklist, as for every user.
            let mut first = stage.ops(&["note", "meeting", "x"], name);
            assert!(first.env("OPS_NOW", "2016-11-23T08:00").output().expect("ops runs").status.success());
            journal::fill(&place.join(name), days);
        }
        for (name, weeks, shops) in [("year", "53", "1"), ("sites", "2", "100")] {
            let mut demo = stage.ops(&["demo", name, "--weeks", weeks, "--shops", shops], name);
            let made = demo.env_remove("OPS_JOURNAL").output().expect("ops runs");
            assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        }
        for tasks in [5_000, 10_000] {
            std::fs::write(place.join(format!("tasks-{tasks}.toml")), journal::large_checklist(tasks)).expect("a file");
        }
        let empty = place.join("empty.rs");
        std::fs::write(&empty, "fn main() {}\n").expect("a file");
        let built = Command::new("rustc").args(["-O", "-o"]).arg(stage.empty()).arg(&empty).status();
        assert!(built.expect("rustc runs").success());
        stage
    }

    /// Returns the path of an empty, dynamically linked program to compare with.
    pub fn empty(&self) -> PathBuf {
        self.folder.path().join("empty")
    }

    /// Returns the command of a case.
    pub fn command(&self, program: &Path, case: &Case) -> Command {
        self.run(program, case.args, case.journal)
    }

    fn ops(&self, args: &[&str], journal: &str) -> Command {
        self.run(&Self::program(), args, journal)
    }

    fn run(&self, program: &Path, args: &[&str], journal: &str) -> Command {
        let mut ops = Command::new(program);
        ops.args(args).current_dir(self.folder.path()).env_clear();
        self.environment(journal).into_iter().for_each(|(name, value)| {
            ops.env(name, value);
        });
        ops
    }

    /// Returns the environment variables of a case.
    pub fn environment(&self, journal: &str) -> Vec<(&'static str, String)> {
        let path = |name: &str| self.folder.path().join(name).display().to_string();
        vec![
            ("PATH", "/usr/bin:/bin".into()),
            ("HOME", path("home")),
            ("OPS_JOURNAL", path(journal)),
            ("OPS_NOW", "2026-11-23T14:40".into()),
            ("OPS_LANG", "zh".into()),
            ("OPS_AS", "小李".into()),
            ("LANG", "C.UTF-8".into()),
            ("COLUMNS", "80".into()),
        ]
    }

    /// Returns the path of the program as built by cargo.
    pub fn program() -> PathBuf {
        PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../target/dist/ops"))
    }
}
