//! A temporary folder for the real program, and checks of what is recorded there.

use super::seed;
use ops::journal::{Folder, Journal};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The checklist of these tests. `count` can be ticked repeatedly, each time with another figure.
pub const CHECKLIST: &str = r#"id = "shop"
title = "Shop"
timezone = "Asia/Shanghai"
hours = ["08:00-20:00"]

[[area]]
id = "all"

[[area.task]]
id = "alpha"
title = "Alpha"
steps = ["one", "two", "three"]

[[area.task]]
id = "beta"
title = "Beta"

[[area.task]]
id = "gamma"
title = "Gamma"
at = "09:00-10:00"

[[area.task]]
id = "count"
title = "Count"
field = [{ id = "figure", title = "Figure", type = "integer" }]
"#;

/// A person's home, journal and checklist.
pub struct Place {
    folder: tempfile::TempDir,
    journal: PathBuf,
    /// The time that commands see.
    pub now: String,
}

/// Returns where to create places: in memory for a CI run, on disk for a full run.
fn ground() -> PathBuf {
    let memory = Path::new("/dev/shm");
    if !seed::full() && memory.is_dir() { memory.into() } else { std::env::temp_dir() }
}

/// The result of a command.
#[derive(Debug)]
pub struct Ran {
    /// The exit code; `None` if it was killed.
    pub code: Option<i32>,
    /// The signal that killed it, if any.
    pub signal: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

/// The contents of the journal, as a new reader finds them.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// Acts by id, without the mark of being undone, which another act may add.
    pub acts: BTreeMap<String, Value>,
    /// Ids of adoptions.
    pub adoptions: BTreeSet<String>,
}

impl Place {
    /// Creates a place without any records.
    pub fn new() -> Place {
        Place::within(&ground())
    }

    /// Like [`Place::new`], in a folder that may be on another file system.
    pub fn within(above: &Path) -> Place {
        let place = Place::of(tempfile::tempdir_in(above).unwrap(), "2026-11-23T09:30");
        fs::create_dir(place.path("home")).unwrap();
        fs::write(place.path("ops.toml"), CHECKLIST).unwrap();
        fs::write(place.path("next.toml"), CHECKLIST.replace("Gamma", "Delta")).unwrap();
        place
    }

    fn of(folder: tempfile::TempDir, now: &str) -> Place {
        Place { journal: folder.path().join("journal"), folder, now: now.into() }
    }

    /// Creates a place with a checklist in force and acts of today.
    pub fn in_use() -> Place {
        let place = Place::new();
        for args in [&["done", "alpha", "--step", "1"][..], &["done", "count", "figure=1"], &["note", "beta", "早"]] {
            place.expect(args);
        }
        place
    }

    /// Returns a copy of the place.
    pub fn copy(&self) -> Place {
        let above = self.folder.path().parent().unwrap();
        let copy = Place::of(tempfile::tempdir_in(above).unwrap(), &self.now);
        copy_folder(self.folder.path(), copy.folder.path());
        copy
    }

    /// Returns a path in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Moves its journal elsewhere for further commands.
    pub fn settle(&mut self, above: &Path) {
        self.journal = above.join("journal");
    }

    /// Returns the journal's folder.
    pub fn journal(&self) -> PathBuf {
        self.journal.clone()
    }

    /// Returns today's file of the only writer.
    pub fn day_file(&self) -> PathBuf {
        let month = self.journal().join("shop/2026/11");
        fs::read_dir(month).unwrap().map(|entry| entry.unwrap().path()).next().expect("a day file")
    }

    /// Returns a command that only sees the place's environment.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(self.folder.path())
            .env_clear()
            .env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin")
            .env("HOME", self.path("home"))
            .env("LANG", "C.UTF-8")
            .env("OPS_LANG", "en")
            .env("OPS_AS", "小李")
            .env("OPS_JOURNAL", self.journal())
            .env("OPS_NOW", &self.now);
        // A test may remove it, so that the journal decides what is in force.
        if self.path("ops.toml").exists() {
            command.env("OPS_CHECKLIST", self.path("ops.toml"));
        }
        command
    }

    /// Runs `ops`.
    pub fn ops(&self, args: &[&str]) -> Ran {
        Ran::of(self.command(&program()).args(args))
    }

    /// Runs `ops`, and returns its peak memory in KiB, too.
    pub fn peak(&self, args: &[&str]) -> (Ran, u64) {
        let mut time = self.command("/usr/bin/time");
        time.args(["-o"]).arg(self.path("peak")).args(["-f", "%M"]).arg("timeout").args(["--signal=KILL", "120"]);
        let ran = Ran::of(time.arg(program()).args(args));
        let peak = fs::read_to_string(self.path("peak")).unwrap();
        (ran, peak.lines().last().unwrap().parse().unwrap())
    }

    /// Runs `ops`, which must succeed.
    pub fn expect(&self, args: &[&str]) -> Ran {
        let ran = self.ops(args);
        assert_eq!(ran.code, Some(0), "{args:?}: {ran:?}");
        ran
    }

    /// Records another act, which must work in any state. A partial line gives a warning for the rest of its day.
    pub fn expect_next(&self) {
        let ran = self.ops(&["note", "beta", "next"]);
        let warned = ran.code == Some(5) && ran.err.contains("warning: ") && !ran.err.contains("error: ");
        assert!(ran.code == Some(0) || warned, "{ran:?}");
    }

    /// Returns what new runs of `ops log --json` and of the adoption reader find.
    pub fn kept(&self) -> Kept {
        let ran = self.ops(&["log", "--json", EVER]);
        assert!(matches!(ran.code, Some(0 | 5)), "the log cannot be read: {ran:?}");
        let adoptions = Folder::new(self.journal(), None).adoptions("shop").unwrap().adoptions;
        Kept { acts: acts_of(&ran.out), adoptions: adoptions.into_iter().map(|it| it.id.to_string()).collect() }
    }

    /// Returns what `ops verify` reports: faults, then remarks.
    pub fn verified(&self) -> (Vec<String>, Vec<String>) {
        let ran = self.ops(&["verify", "--json"]);
        assert!(matches!(ran.code, Some(0 | 5)), "{ran:?}");
        let found: Value = serde_json::from_str(&ran.out).unwrap();
        let texts = |name: &str| {
            let list = found[name].as_array().unwrap().iter();
            list.map(|it| format!("{}: {}", it["path"].as_str().unwrap(), it["text"].as_str().unwrap())).collect()
        };
        let (faults, remarks): (Vec<String>, Vec<String>) = (texts("faults"), texts("remarks"));
        assert_eq!(ran.code == Some(0), faults.is_empty(), "{ran:?}");
        (faults, remarks)
    }

    /// Checks what must hold after any fault: no acknowledged act is lost, the command happened once or not at all,
    /// `verify` reports at most a partial line, and the next command works without manual repair. Returns whether the
    /// command's act is recorded.
    pub fn check_after(&self, before: &Kept, what: &str) -> bool {
        let after = self.kept();
        let new = after.new_since(before, what);
        let (faults, _) = self.verified();
        let is_of_one_write = |it: &String| it.contains("is incomplete") || it.contains("not here yet");
        assert!(faults.iter().all(is_of_one_write) && faults.len() <= 1, "{what}: {faults:?}");
        self.expect_next();
        let next = self.kept();
        assert_eq!(next.acts.len(), after.acts.len() + 1, "{what}: the next command's act");
        next.new_since(&after, what);
        new
    }
}

/// Writes a file with an old time stamp, because readers wait for the rest of a recent partial line.
pub fn write_before(path: impl AsRef<Path>, content: impl AsRef<[u8]>) {
    fs::write(&path, content).unwrap();
    let file = fs::File::options().write(true).open(path).unwrap();
    file.set_modified(std::time::SystemTime::UNIX_EPOCH).unwrap();
}

/// Returns the program to test: that of this build or, in a full run, the release build.
pub fn program() -> String {
    std::env::var("FAULTS_PROGRAM").unwrap_or_else(|_| env!("CARGO_BIN_EXE_ops").into())
}

/// A range with all days that the tests use.
pub const EVER: &str = "1960-01-01..2300-12-31";

impl Ran {
    /// Runs a command to completion.
    pub fn of(command: &mut Command) -> Ran {
        let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let ran = Ran {
            code: output.status.code(),
            signal: output.status.signal(),
            out: text(&output.stdout),
            err: text(&output.stderr),
        };
        assert!(ran.code != Some(101) && !ran.err.contains("panicked"), "{command:?}: {ran:?}");
        ran
    }

    /// Whether it was killed by SIGKILL.
    pub fn was_killed(&self) -> bool {
        self.signal == Some(9)
    }
}

impl Kept {
    /// Returns the contents of a missing journal.
    pub fn none() -> Kept {
        Kept { acts: BTreeMap::new(), adoptions: BTreeSet::new() }
    }

    /// Checks that nothing was lost since, and that at most one act and one adoption were added.
    pub fn check_since(&self, before: &Kept, what: &str) {
        self.new_since(before, what);
    }

    /// Like [`Kept::check_since`]; returns whether an act was added.
    fn new_since(&self, before: &Kept, what: &str) -> bool {
        for (id, act) in &before.acts {
            assert_eq!(self.acts.get(id), Some(act), "{what}: an acknowledged act is lost or changed");
        }
        assert!(self.adoptions.is_superset(&before.adoptions), "{what}: an adoption is lost");
        let (acts, adoptions) = (self.acts.len() - before.acts.len(), self.adoptions.len() - before.adoptions.len());
        assert!(acts <= 1 && adoptions <= 1, "{what}: it is there more than once");
        acts == 1 || (adoptions == 1 && !before.adoptions.is_empty())
    }
}

/// Returns the acts of a log in JSON, by id.
pub fn acts_of(log: &str) -> BTreeMap<String, Value> {
    let mut log: Value = serde_json::from_str(log).unwrap();
    let acts = log["acts"].as_array_mut().unwrap().iter_mut().map(|act| {
        for fact in act["facts"].as_array_mut().unwrap() {
            fact.as_object_mut().unwrap().remove("undone");
        }
        (act["id"].as_str().unwrap().to_owned(), act.take())
    });
    let acts: Vec<_> = acts.collect();
    let count = acts.len();
    let acts: BTreeMap<_, _> = acts.into_iter().collect();
    assert_eq!(acts.len(), count, "an act is shown twice");
    acts
}

/// Copies the contents of a folder.
pub fn copy_folder(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            fs::create_dir(&target).unwrap();
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Returns the regular files below a folder, sorted.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            match entry.file_type().unwrap().is_dir() {
                true => folders.push(entry.path()),
                false => files.push(entry.path()),
            }
        }
    }
    files.sort();
    files
}
