//! Hostile environments: variables, standard streams, and folders that are missing or something else.

use super::cases::run;
use super::regressions::pipe;
use super::stage::{Case, Run, Stage};
use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::symlink;

/// A person's commands on the built-in checklist.
const COMMANDS: [&str; 10] =
    ["now", "today", "done dsr", "log", "show dsr", "verify", "check", "undo", "help", "--version"];

/// Returns variables: name of the case, the variable, its value or `None` to unset it.
fn variables() -> Vec<(&'static str, &'static str, Option<Vec<u8>>)> {
    let set = |value: &[u8]| Some(value.to_vec());
    vec![
        ("no HOME", "HOME", None),
        ("empty HOME", "HOME", set(b"")),
        ("HOME not UTF-8", "HOME", set(b"/nonexistent/\xff")),
        ("HOME no folder", "HOME", set(b"/dev/null")),
        ("HOME relative", "HOME", set(b"../home")),
        ("HOME escape", "HOME", set(b"/nonexistent/\x1b[2J")),
        ("HOME long", "HOME", Some([b"/nonexistent/".to_vec(), vec![b'x'; 9_000]].concat())),
        ("COLUMNS 0", "COLUMNS", set(b"0")),
        ("COLUMNS 1", "COLUMNS", set(b"1")),
        ("COLUMNS 2", "COLUMNS", set(b"2")),
        ("COLUMNS 13", "COLUMNS", set(b"13")),
        ("COLUMNS minus", "COLUMNS", set(b"-1")),
        ("COLUMNS huge", "COLUMNS", set(b"99999999")),
        ("COLUMNS most", "COLUMNS", set(b"18446744073709551615")),
        ("COLUMNS beyond", "COLUMNS", set(b"18446744073709551616")),
        ("COLUMNS 65536", "COLUMNS", set(b"65536")),
        ("COLUMNS not UTF-8", "COLUMNS", set(b"\xff")),
        ("LANG not UTF-8", "LANG", set(b"\xff\xfe")),
        ("LANG none", "LANG", None),
        ("LANG GBK", "LANG", set(b"zh_CN.GBK")),
        ("LC_ALL path", "LC_ALL", set(b"../../etc/passwd")),
        ("TERM none", "TERM", set(b"dumb")),
        ("TERM not UTF-8", "TERM", set(b"\xff")),
        ("TZ hostile", "TZ", set(b"../../../etc/passwd")),
        ("TZ escape", "TZ", set(b"\x1b[2J")),
        ("OPS_LANG hostile", "OPS_LANG", set(b"\x1b[2J")),
        ("OPS_AS not UTF-8", "OPS_AS", set(b"\xff\xfe")),
        ("OPS_AS escape", "OPS_AS", set("\x1b[2J\u{202e}\u{9b}31m".as_bytes())),
        ("OPS_AS long", "OPS_AS", Some(vec![b'x'; 100_000])),
        ("OPS_SITE escape", "OPS_SITE", set(b"\x1b[2J")),
        ("OPS_NOW not UTF-8", "OPS_NOW", set(b"\xff")),
        ("OPS_NOW escape", "OPS_NOW", set(b"\x1b[2J")),
        ("OPS_NOW end", "OPS_NOW", set(b"9999-12-31T23:59")),
        ("OPS_NOW beginning", "OPS_NOW", set(b"0001-01-01T00:00")),
        ("OPS_NOW far", "OPS_NOW", set(b"+262142-12-31T23:59:59Z")),
        ("OPS_NOW far local", "OPS_NOW", set(b"+262142-12-31T23:59")),
        ("OPS_NOW long ago", "OPS_NOW", set(b"-262143-01-01T00:00")),
        ("OPS_NOW year 10000", "OPS_NOW", set(b"+10000-01-01T00:00")),
        ("OPS_NOW 25:61", "OPS_NOW", set(b"25:61")),
        ("OPS_CHECKLIST not UTF-8", "OPS_CHECKLIST", set(b"\xff.toml")),
        ("OPS_CHECKLIST escape", "OPS_CHECKLIST", set(b"\x1b[2J.toml")),
        ("OPS_CHECKLIST folder", "OPS_CHECKLIST", set(b".")),
        ("OPS_CHECKLIST zero", "OPS_CHECKLIST", set(b"/dev/zero")),
        ("OPS_CHECKLIST null", "OPS_CHECKLIST", set(b"/dev/null")),
        ("OPS_CHECKLIST stdin", "OPS_CHECKLIST", set(b"/dev/stdin")),
        ("OPS_CHECKLIST fifo", "OPS_CHECKLIST", set(b"../outside/fifo")),
        ("OPS_JOURNAL not UTF-8", "OPS_JOURNAL", set(b"../journal/\xff\xfe")),
        ("OPS_JOURNAL escape", "OPS_JOURNAL", set(b"../journal/\x1b[2J\n")),
        ("OPS_JOURNAL bidi", "OPS_JOURNAL", set("../journal/\u{202e}\u{9b}".as_bytes())),
        ("OPS_JOURNAL file", "OPS_JOURNAL", set(b"../outside/secret.toml")),
        ("OPS_JOURNAL null", "OPS_JOURNAL", set(b"/dev/null")),
        ("OPS_JOURNAL full", "OPS_JOURNAL", set(b"/dev/full")),
        ("OPS_JOURNAL fifo", "OPS_JOURNAL", set(b"../outside/fifo")),
        ("OPS_JOURNAL loop", "OPS_JOURNAL", set(b"../outside/loop")),
        ("OPS_JOURNAL long", "OPS_JOURNAL", Some(vec![b'x'; 9_000])),
        ("XDG_STATE_HOME file", "XDG_STATE_HOME", set(b"/dev/null")),
        ("XDG_CONFIG_HOME escape", "XDG_CONFIG_HOME", set(b"/nonexistent/\x1b")),
        ("NO_COLOR", "NO_COLOR", set(b"\xff")),
        ("CLICOLOR_FORCE", "CLICOLOR_FORCE", set(b"1")),
        ("RUST_BACKTRACE", "RUST_BACKTRACE", set(b"1")),
        ("TMPDIR gone", "TMPDIR", set(b"/nonexistent")),
        ("PATH none", "PATH", None),
    ]
}

/// What a shell does to the streams and the folder.
const SHELLS: [(&str, &str); 14] = [
    ("stdin closed", r#"exec "$0" "$@" <&-"#),
    ("stdout closed", r#"exec "$0" "$@" >&-"#),
    ("stderr closed", r#"exec "$0" "$@" 2>&-"#),
    ("all closed", r#"exec "$0" "$@" <&- >&- 2>&-"#),
    ("stdout full", r#"exec "$0" "$@" >/dev/full"#),
    ("stderr full", r#"exec "$0" "$@" 2>/dev/full"#),
    ("both full", r#"exec "$0" "$@" >/dev/full 2>&1"#),
    ("stdout read-only", r#"exec "$0" "$@" 1</dev/null"#),
    ("stdin write-only", r#"exec "$0" "$@" 0>/dev/null"#),
    ("stdout nobody reads", r#""$0" "$@" | :"#),
    ("folder deleted", r#"mkdir gone && cd gone && rmdir ../gone && exec "$0" "$@""#),
    ("folder deleted, journal relative", r#"mkdir gone && cd gone && rmdir ../gone && OPS_JOURNAL=j exec "$0" "$@""#),
    ("no open files", r#"ulimit -n 8; exec "$0" "$@""#),
    ("no file space", r#"ulimit -f 0; trap "" XFSZ; exec "$0" "$@""#),
];

fn case(name: String, runs: Vec<Run>, prepare: impl Fn(&Stage) + Send + Sync + 'static) -> Case {
    // Without a named journal, or with an alias for HOME, the journal is in the user's data folder.
    Case { name, prepare: Box::new(prepare), runs, writes: vec!["home/.local/share/ops/journal"] }
}

fn outside(stage: &Stage) {
    pipe(stage, "outside/fifo");
    symlink("loop", stage.path("outside/loop")).expect("a link");
}

/// Returns all hostile environments.
pub fn worlds() -> Vec<Case> {
    let with = variables().into_iter().enumerate().map(|(seed, (name, variable, value))| {
        let value = value.map(OsString::from_vec);
        let runs = COMMANDS
            .iter()
            .zip(seed..)
            .map(|(line, seed)| Run { variables: vec![(variable, value.clone())], ..run(line, seed) });
        case(format!("world {name}"), runs.collect(), outside)
    });
    let shells = SHELLS.into_iter().enumerate().map(|(seed, (name, script))| {
        let runs = COMMANDS.iter().zip(seed..).map(|(line, seed)| Run { shell: Some(script), ..run(line, seed) });
        case(format!("world {name}"), runs.collect(), outside)
    });
    with.chain(shells).chain(places()).collect()
}

/// Returns cases in which paths are of an unexpected kind.
fn places() -> Vec<Case> {
    let runs = |seed: usize| COMMANDS.iter().zip(seed..).map(|(line, seed)| run(line, seed)).collect::<Vec<Run>>();
    let named = |name: &str, seed: usize, prepare: fn(&Stage)| case(format!("world {name}"), runs(seed), prepare);
    vec![
        named("ops.toml a folder", 0, |stage| stage.write("work/ops.toml/x", b"")),
        named("ops.toml a fifo", 1, |stage| pipe(stage, "work/ops.toml")),
        named("ops.toml a loop", 0, |stage| symlink("ops.toml", stage.path("work/ops.toml")).expect("a link")),
        named("ops.toml a device", 1, |stage| symlink("/dev/zero", stage.path("work/ops.toml")).expect("a link")),
        named("writer a folder", 0, |stage| stage.write("home/.local/state/ops/writer/x", b"")),
        named("writer a fifo", 1, |stage| pipe(stage, "home/.local/state/ops/writer")),
        named("writer a device", 0, |stage| {
            stage.write("home/.local/state/ops/x", b"");
            symlink("/dev/zero", stage.path("home/.local/state/ops/writer")).expect("a link");
        }),
        named("writer a path", 1, |stage| stage.write("home/.local/state/ops/writer", b"../../x/")),
        named("writer not UTF-8", 0, |stage| stage.write("home/.local/state/ops/writer", b"\xff\xfe\x00")),
        named("writer large", 1, |stage| stage.write("home/.local/state/ops/writer", &vec![b'a'; 8 << 20])),
        named("writer a link outside", 0, |stage| {
            stage.write("home/.local/state/ops/x", b"");
            symlink("../../../../outside/secret.toml", stage.path("home/.local/state/ops/writer")).expect("a link");
        }),
        named("day file a fifo", 1, |stage| pipe(stage, "journal/taobao/2026/11/2026-11-23.zz00zz00.jsonl")),
        named("adoptions a fifo", 0, |stage| pipe(stage, "journal/taobao/adopted.zz00zz00.jsonl")),
        named("names that steer", 1, |stage| {
            stage.write("journal/taobao/2026/11/2026-11-23.\u{1b}[2J\u{202e}.jsonl", b"x\n");
            stage.write("journal/\u{1b}]0;x\u{7}/x", b"");
            stage.write("journal/taobao/\u{9b}31m\n.txt", b"");
            stage.write("journal/taobao/adopted.\u{1b}[31m\n.jsonl", b"x\n");
        }),
        named("names not UTF-8", 0, |stage| {
            let name = OsString::from_vec(b"2026-11-23.\xff\xfe.jsonl".to_vec());
            stage.write("journal/taobao/2026/11/x", b"");
            std::fs::write(stage.path("journal/taobao/2026/11").join(name), b"x\n").expect("a file");
            std::fs::create_dir(stage.path("journal").join(OsString::from_vec(b"\xff".to_vec()))).expect("a folder");
        }),
        named("a month a file", 1, |stage| stage.write("journal/taobao/2026/11", b"")),
        named("a year a loop", 0, |stage| {
            stage.write("journal/taobao/x", b"");
            symlink("2026", stage.path("journal/taobao/2026")).expect("a link");
        }),
        named("texts a file", 1, |stage| stage.write("journal/taobao/texts", b"")),
        // A folder of the journal may be a link, as the journal itself may, because its creator meant its target. A
        // link in place of a file is refused.
        Case {
            writes: vec!["outside"],
            ..named("checklist's folder a link", 0, |stage| {
                symlink("../outside", stage.path("journal/taobao")).expect("a link");
            })
        },
        named("day file a link outside", 1, |stage| {
            stage.write("journal/taobao/2026/11/x", b"");
            let to = "../../../../outside/secret.toml";
            symlink(to, stage.path("journal/taobao/2026/11/2026-11-23.ab12cd34.jsonl")).expect("a link");
            stage.write("home/.local/state/ops/writer", b"ab12cd34\n");
        }),
        named("adoptions a link outside", 0, |stage| {
            stage.write("journal/taobao/x", b"");
            symlink("../../outside/secret.toml", stage.path("journal/taobao/adopted.ab12cd34.jsonl")).expect("a link");
            stage.write("home/.local/state/ops/writer", b"ab12cd34\n");
        }),
        named("config folder a fifo", 1, |stage| pipe(stage, "home/.config/ops/ops.toml")),
        named("config folder binary", 0, |stage| stage.write("home/.config/ops/ops.toml", &[0xff; 100])),
    ]
}
