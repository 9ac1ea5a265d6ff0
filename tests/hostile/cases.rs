//! All hostile cases: what is put in place, and which commands run.

use super::fixtures;
use super::generated;
use super::regressions::pipe;
use super::stage::{Case, Run, Stage};
use ops::journal::Digest;
use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;

/// A valid checklist, for cases that are hostile elsewhere.
const SOUND: &str = r#"id = "shop"
timezone = "Asia/Shanghai"
hours = ["08:20-12:00", "13:00-20:30"]
[[area]]
id = "a"
title = "日常"
[[area.task]]
id = "t"
title = "主图"
at = "08:30-09:00"
field = [{ id = "f", title = "花费", unit = "元" }]
[[area.task]]
id = "first"
title = "直通车"
steps = ["一", "二"]
field = [{ id = "f" }, { id = "g", type = "text" }]
[[area.task]]
id = "watch"
every = "30m"
"#;

/// A person's commands in a day; the language varies.
const DAY: [&str; 13] = [
    "check",
    "check --json",
    "now",
    "today",
    "today --json",
    "show t",
    "done t --dry-run",
    "done t",
    "log -6..today",
    "log --json",
    "verify",
    "adopt ops.toml",
    "undo",
];

/// Commands for a hostile journal: without `check`, but verified twice.
const JOURNAL: [&str; 16] = [
    "now",
    "today",
    "today --json",
    "show t",
    "log",
    "log 0000-01-01..9999-12-31",
    "log --json",
    "verify",
    "verify --json",
    "log --open",
    "log --open --json",
    "show +k7m2x",
    "done +k7m2x --dry-run",
    "done t --dry-run",
    "undo",
    "done t",
];

/// Positions on the command line for a word, marked as `@@`.
const WORDS: [&str; 33] = [
    "@@",
    "done @@",
    "done t @@",
    "done t f=@@",
    "done first --step @@",
    "done t --at @@",
    "done t --on @@",
    "done t --note @@",
    "done t@@@",
    "show @@",
    "add @@",
    "add @@ x",
    "add x --on @@",
    "add x --at @@",
    "add x --for @@",
    "add x --carry @@",
    "add x --found @@",
    "done t --found @@",
    "undo @@",
    "undo --reason @@",
    "skip t --reason @@",
    "today @@",
    "log @@",
    "log --task @@",
    "report --for @@",
    "plan --for @@ --task @@",
    "today --now @@",
    "done t --now @@",
    "now --site @@",
    "done t --as @@",
    "now --lang @@",
    "check @@",
    "now --journal @@ --checklist ops.toml",
];

/// Returns one command in one of the languages.
pub fn run(line: &str, language: usize) -> Run {
    let mut run = Run { args: line.split(' ').map(OsString::from).collect(), ..Run::default() };
    let options = ["--color", "always", "--lang", ["en", "zh"][language % 2]];
    run.args.extend(options.map(OsString::from));
    run
}

fn runs(lines: &[&str], seed: usize) -> Vec<Run> {
    // Across the cases, every command runs in both languages.
    lines.iter().zip(seed..).map(|(line, seed)| run(line, seed)).collect()
}

fn case(name: String, runs: Vec<Run>, prepare: impl Fn(&Stage) + Send + Sync + 'static) -> Case {
    Case { name, prepare: Box::new(prepare), runs, writes: Vec::new() }
}

/// Returns the checklist cases: the files of the folder, and generated ones.
pub fn checklists() -> Vec<Case> {
    let all = fixtures::files("checklists").into_iter().chain(generated::checklists());
    all.enumerate()
        .map(|(seed, (name, bytes))| {
            let included = name.starts_with("include-");
            case(format!("checklist {name}"), runs(&DAY, seed), move |stage| {
                stage.write("work/ops.toml", &bytes);
                if included {
                    beside(stage);
                }
            })
        })
        .collect()
}

/// Creates what an include may find.
fn beside(stage: &Stage) {
    let work = |name: &str| stage.path("work").join(name);
    let link = |to: &str, name: &str| symlink(to, work(name)).expect("a link");
    pipe(stage, "work/fifo.toml");
    link("loop.toml", "loop.toml");
    link("fifo.toml", "link-to-fifo.toml");
    link("../outside/secret.toml", "link-outside.toml");
    link("/dev/zero", "link-to-zero.toml");
    link(".", "link-to-folder.toml");
    stage.write("work/binary.toml", &[0x7f, b'E', b'L', b'F', 0, 0xff, 0xfe]);
    stage.write("work/unreadable.toml", b"");
    let none = std::os::unix::fs::PermissionsExt::from_mode(0o0);
    std::fs::set_permissions(work("unreadable.toml"), none).expect("permissions");
    drop(UnixListener::bind(work("socket.toml")).expect("a socket"));
    for number in 0..70 {
        stage.write(&format!("work/many-{number}.toml"), b"");
    }
    stage.write("work/more.toml", b"[[area]]\nid = \"b\"\n[[area.task]]\nid = \"u\"\n");
}

/// Returns the day files, for a checklist that is in force.
pub fn day_files() -> Vec<Case> {
    let files = fixtures::files("days").into_iter().map(|(name, bytes)| (name, fixtures::summed(&bytes)));
    let made = generated::day_files().into_iter().map(|(name, bytes)| (name.to_owned(), fixtures::summed(&bytes)));
    files
        .chain(made)
        .enumerate()
        .map(|(seed, (name, bytes))| {
            case(format!("day file {name}"), runs(&JOURNAL, seed), move |stage| {
                sound(stage);
                stage.write("journal/shop/2026/11/2026-11-23.zz00zz00.jsonl", &bytes);
            })
        })
        .collect()
}

/// Creates a valid checklist, adopted by another writer.
fn sound(stage: &Stage) {
    stage.write("work/ops.toml", SOUND.as_bytes());
    let line = adopted(br#"{"name":"ops.toml","sha256":"@TEXT@"}"#);
    stage.write("journal/shop/adopted.yy00yy00.jsonl", &fixtures::summed(&with_digests(stage, &line)));
}

fn adopted(files: &[u8]) -> Vec<u8> {
    let head = br#"{"v":1,"id":"01935000-0000-7000-8000-000000000001","n":1,"checklist":"shop","day":"2026-11-01","by":"x","recorded_at":"2026-11-01T08:00:00.000+08:00","zone":"Asia/Shanghai","files":["#;
    [head.as_slice(), files, b"],\n"].concat()
}

/// Stores the texts that adoptions refer to, and inserts their digests.
fn with_digests(stage: &Stage, lines: &[u8]) -> Vec<u8> {
    let texts = [
        ("@TEXT@", SOUND.to_owned()),
        ("@BROKEN@", "id = \"shop\n[[".to_owned()),
        ("@OTHER@", SOUND.replace("\"shop\"", "\"../../x\"")),
        ("@BIDI@", SOUND.replace("日常", "\u{202e}\u{9b}31m")),
    ];
    let mut lines = String::from_utf8_lossy(lines).into_owned();
    for (place, text) in texts {
        if lines.contains(place) {
            let digest = Digest::of(text.as_bytes()).to_string();
            stage.write(&format!("journal/shop/texts/{digest}.toml"), text.as_bytes());
            lines = lines.replace(place, &digest);
        }
    }
    lines.into_bytes()
}

/// Returns the adoption files, both with a checklist and without one, where only the journal says what is in force.
pub fn adoptions() -> Vec<Case> {
    let files = fixtures::files("adoptions").into_iter().enumerate();
    files
        .map(|(seed, (name, bytes))| {
            let bare = |line: &&str| Run { variables: vec![("OPS_CHECKLIST", None)], ..run(line, seed) };
            let mut commands: Vec<Run> = ["now", "today", "check", "verify"].iter().map(bare).collect();
            commands.extend(runs(&["--checklist ../outside/ops.toml today"], seed));
            commands.extend(
                ["log", "verify --json", "done t", "undo", "adopt --dry-run ../outside/ops.toml"]
                    .map(|line| run(line, seed + 1)),
            );
            case(format!("adoption {name}"), commands, move |stage| {
                stage.write("outside/ops.toml", SOUND.as_bytes());
                stage.write("journal/shop/adopted.zz00zz00.jsonl", &fixtures::summed(&with_digests(stage, &bytes)));
            })
        })
        .collect()
}

/// Returns cases with each word at every position.
pub fn words() -> Vec<Case> {
    let filled = |line: &str, word: &[u8], language: usize| {
        let mut run = run(line, language);
        for arg in &mut run.args {
            let parts: Vec<&str> = arg.to_str().expect("a template").splitn(2, "@@").collect();
            if let [before, after] = parts[..] {
                // In `t@@@`, the first `@` starts a slot, and the word follows.
                let (before, after) =
                    if after == "@" { (format!("{before}@"), "") } else { (before.to_owned(), after) };
                *arg = OsString::from_vec([before.as_bytes(), word, after.as_bytes()].concat());
            }
        }
        run
    };
    let cases = fixtures::words().into_iter().enumerate();
    cases
        .map(|(seed, (name, word))| {
            let commands = WORDS.iter().zip(seed..).map(|(line, seed)| filled(line, &word, seed)).collect();
            case(format!("word {name}"), commands, sound)
        })
        .collect()
}
