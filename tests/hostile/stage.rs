//! Runs hostile cases, and checks that they do no harm to their environment.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError, mpsc};
use std::time::{Duration, Instant};

/// Maximum duration of a command. A debug build is some twenty times slower, and many run at once.
const HANG: Duration = Duration::from_secs(if cfg!(debug_assertions) { 30 } else { 2 });
/// Allowed duration as a multiple of `--version`, which takes 10 ms on an idle machine; used if the machine is busy.
const YARDSTICK: u32 = 200;
/// Duration after which a command is killed.
const GIVEN_UP: Duration = Duration::from_secs(60);

/// A hostile file, word or environment, and the commands to run with it.
pub struct Case {
    pub name: String,
    /// Puts it in place.
    pub prepare: Box<dyn Fn(&Stage) + Send + Sync>,
    pub runs: Vec<Run>,
    /// Paths that may be written in addition to the journal and the writer's id, relative to the stage.
    pub writes: Vec<&'static str>,
}

/// A command.
#[derive(Clone, Default)]
pub struct Run {
    pub args: Vec<OsString>,
    /// Variables to set, or to unset if `None`.
    pub variables: Vec<(&'static str, Option<OsString>)>,
    /// How a shell runs the program, instead of running it directly: `exec "$0" "$@" >&-`.
    pub shell: Option<&'static str>,
}

/// A folder deep enough below its root to detect writes to `../../x`.
pub struct Stage {
    folder: tempfile::TempDir,
}

impl Stage {
    fn new() -> Stage {
        let stage = Stage { folder: tempfile::tempdir().expect("a folder") };
        for name in ["home", "work", "journal", "tmp", "outside"] {
            fs::create_dir_all(stage.path(name)).expect("a folder");
        }
        stage.write("outside/secret.toml", b"secret = true\n");
        stage
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join("a/b/c").join(name)
    }

    pub fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, bytes).expect("a file");
        // Readers wait for the rest of a recent partial line.
        let file = fs::File::options().write(true).open(path).expect("a file");
        file.set_modified(std::time::SystemTime::UNIX_EPOCH).expect("a file system that keeps times");
    }

    fn play(&self, run: &Run) -> (Output, Duration) {
        let program = env!("CARGO_BIN_EXE_ops");
        let mut command = match run.shell {
            Some(script) => {
                let mut shell = Command::new("sh");
                shell.args(["-c", script, program]);
                shell
            }
            None => Command::new(program),
        };
        command.args(&run.args).current_dir(self.path("work")).env_clear();
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.env("PATH", "/usr/bin:/bin").env("HOME", self.path("home")).env("TMPDIR", self.path("tmp"));
        command.env("LANG", "C.UTF-8").env("OPS_AS", "小李").env("OPS_JOURNAL", self.path("journal"));
        command.env("OPS_NOW", "2026-11-23T08:40+08:00").env("COLUMNS", "90");
        for (name, value) in &run.variables {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        #[allow(clippy::disallowed_methods)] // the test measures the duration
        let begun = Instant::now();
        let child = command.spawn().expect("the program starts");
        let (ended, watched) = mpsc::channel::<()>();
        let id = child.id().to_string();
        let watch = std::thread::spawn(move || {
            if watched.recv_timeout(GIVEN_UP) == Err(mpsc::RecvTimeoutError::Timeout) {
                let _ = Command::new("kill").args(["-9", &id]).status();
            }
        });
        let output = child.wait_with_output().expect("the program ends");
        let took = begun.elapsed();
        drop(ended);
        watch.join().expect("the watch ends");
        (output, took)
    }

    /// Returns the type and content of everything below the stage's root.
    fn listing(&self) -> BTreeMap<PathBuf, String> {
        let mut listing = BTreeMap::new();
        list(self.folder.path(), self.folder.path(), &mut listing);
        listing
    }

    fn is_allowed(&self, path: &Path, case: &Case) -> bool {
        let own = ["journal", "home/.local/state/ops"];
        let made = |allowed: &str| {
            let allowed = Path::new("a/b/c").join(allowed);
            // Includes the parent folders of an allowed path.
            path.starts_with(&allowed) || allowed.starts_with(path) && self.folder.path().join(path).is_dir()
        };
        own.iter().chain(&case.writes).any(|allowed| made(allowed))
    }
}

fn list(root: &Path, folder: &Path, listing: &mut BTreeMap<PathBuf, String>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let (path, kind) = (entry.path(), entry.file_type().expect("a kind"));
        let what = if kind.is_dir() {
            "folder".to_owned()
        } else if kind.is_file() {
            let bytes = fs::read(&path).unwrap_or_default();
            format!("{} bytes, {:08x}", bytes.len(), crc32c::crc32c(&bytes))
        } else if kind.is_symlink() {
            format!("a link to {}", fs::read_link(&path).expect("a link").display())
        } else {
            "special".to_owned()
        };
        if kind.is_dir() {
            list(root, &path, listing);
        }
        listing.insert(path.strip_prefix(root).expect("below the root").to_owned(), what);
    }
}

/// Runs the cases in parallel on all processors. Returns the failures, and the number of commands run.
pub fn play(cases: &[Case]) -> (Vec<String>, usize) {
    let (next, commands, wrong) = (AtomicUsize::new(0), AtomicUsize::new(0), Mutex::new(Vec::new()));
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let found = play_one(case);
                    commands.fetch_add(case.runs.len(), Ordering::Relaxed);
                    wrong.lock().unwrap_or_else(PoisonError::into_inner).extend(found);
                }
            });
        }
    });
    (wrong.into_inner().unwrap_or_else(PoisonError::into_inner), commands.into_inner())
}

fn play_one(case: &Case) -> Vec<String> {
    let stage = Stage::new();
    (case.prepare)(&stage);
    let before = stage.listing();
    let mut wrong = Vec::new();
    for run in &case.runs {
        let (output, mut took) = stage.play(run);
        // A busy machine is slow once; a hang is slow again.
        let mut allowed = HANG;
        for _ in 0..2 {
            if took > allowed && took < GIVEN_UP {
                let version = Run { args: vec!["--version".into()], ..Run::default() };
                allowed = HANG.max(stage.play(&version).1 * YARDSTICK);
                took = took.min(stage.play(run).1);
            }
        }
        let mut complain = |what: String| {
            let shown: Vec<String> =
                run.args.iter().map(|arg| arg.to_string_lossy().chars().take(60).collect()).collect();
            wrong.push(format!("{}: ops {}: {what}", case.name, shown.join(" ")));
        };
        if took > allowed {
            complain(format!("took {took:?}"));
        }
        if !matches!(output.status.code(), Some(0..=5)) {
            complain(format!("ended with {}", output.status));
        }
        for (stream, bytes) in [("stdout", &output.stdout), ("stderr", &output.stderr)] {
            if let Some(harm) = harm(bytes) {
                complain(format!("{harm} on {stream}: {:.600?}", String::from_utf8_lossy(bytes)));
            }
        }
    }
    let after = stage.listing();
    for path in before.keys().chain(after.keys()).collect::<std::collections::BTreeSet<_>>() {
        if before.get(path) != after.get(path) && !stage.is_allowed(path, case) {
            let what = |listing: &BTreeMap<PathBuf, String>| listing.get(path).cloned().unwrap_or("nothing".into());
            wrong.push(format!("{}: {path:?} was {} and is {}", case.name, what(&before), what(&after)));
        }
    }
    wrong
}

/// Finds anything that a terminal would act on, or the trace of a panic.
pub fn harm(bytes: &[u8]) -> Option<String> {
    let Ok(text) = std::str::from_utf8(bytes) else { return Some("no UTF-8".into()) };
    if text.contains("panicked at") || text.contains("overflowed its stack") || text.contains("RUST_BACKTRACE") {
        return Some("a panic".into());
    }
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        if c == '\u{1b}' && is_colour(&mut rest) {
            continue;
        }
        if c != '\n' && ops::checklist::is_unsafe(c) {
            return Some(format!("{c:?}"));
        }
    }
    None
}

/// Whether the rest of an escape sequence only sets colours: SGR, `ESC [ 1;31 m`.
fn is_colour(rest: &mut std::str::Chars) -> bool {
    rest.next() == Some('[') && rest.find(|c| !c.is_ascii_digit() && *c != ';') == Some('m')
}

#[test]
fn what_harms_is_seen() {
    for harmless in ["", "主图\n", "\u{1b}[1;31mred\u{1b}[0m", "a\u{200b}b"] {
        assert_eq!(harm(harmless.as_bytes()), None, "{harmless:?}");
    }
    let harmful: [&[u8]; 9] = [
        b"\x1b[2J",
        b"\x1b]0;x\x07",
        b"\x1b",
        b"\r",
        b"\t",
        "\u{9b}31m".as_bytes(),
        "\u{202e}".as_bytes(),
        b"\xff",
        b"thread 'main' panicked at src",
    ];
    for harmful in harmful {
        assert!(harm(harmful).is_some(), "{harmful:?}");
    }
}
