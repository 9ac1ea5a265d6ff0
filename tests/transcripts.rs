//! Runs the transcripts in `tests/transcripts/*.md` and in the READMEs with the real program.
//!
//! A block ```` ```console ```` has commands (`$ …`, run by bash), their output (stdout and stderr interleaved) and, if
//! it is not 0, the exit code (`? 4`). Each file runs in its own folder, with an empty HOME and its own journal. `<!--
//! clock: 2026-11-23T08:40 -->` sets the clock, which advances by a second per command; `<!-- set: NAME=value -->` sets
//! a variable; `<!-- file: NAME -->` writes the next block of any kind to a file. `OPS_OTHER` names the program of
//! another system, set by `scripts/test-windows`: what each system does in its own way may differ there.
//! `TRANSCRIPTS=overwrite cargo test --test transcripts` replaces the expected output with the actual one.

#![cfg(unix)] // bash runs them

use chrono::{NaiveDateTime, TimeDelta};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

#[allow(clippy::disallowed_methods)] // the test reads an environment variable
fn run(path: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let expected = fs::read_to_string(&path).expect("a transcript");
    let actual = Stage::new().play(&expected);
    if is_same(&expected, &actual) {
        return;
    }
    if std::env::var("TRANSCRIPTS").is_ok_and(|mode| mode == "overwrite") {
        fs::write(&path, actual).expect("the transcript can be written");
        return;
    }
    let different = expected.lines().zip(actual.lines()).position(|(a, b)| !is_same(a, b));
    let from = different.unwrap_or(expected.lines().count().min(actual.lines().count())).saturating_sub(3);
    let part = |text: &str| text.lines().skip(from).take(30).collect::<Vec<_>>().join("\n");
    panic!("{}:{}\n--- expected\n{}\n--- actual\n{}", path.display(), from + 4, part(&expected), part(&actual));
}

/// The program of another system.
#[allow(clippy::disallowed_methods)] // a test may ask how it was started
fn other() -> Option<PathBuf> {
    std::env::var_os("OPS_OTHER").map(PathBuf::from)
}

fn is_same(expected: &str, actual: &str) -> bool {
    expected == actual || other().is_some() && alike(expected) == alike(actual)
}

/// Removes what differs between systems: separators, quotes, and the byte order mark of a redirected CSV.
fn alike(said: &str) -> String {
    said.replace(r"'\''", "").replace('\\', "/").replace(['"', '\'', '\u{feff}'], "")
}

/// The environment of a transcript.
struct Stage {
    folder: tempfile::TempDir,
    clock: Option<NaiveDateTime>,
    variables: BTreeMap<String, String>,
    file: Option<PathBuf>,
}

impl Stage {
    fn new() -> Stage {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["home", "shop", "journal"] {
            fs::create_dir(folder.path().join(name)).expect("a folder");
        }
        Stage { folder, clock: None, variables: BTreeMap::new(), file: None }
    }

    /// Returns the transcript with the actual output.
    fn play(&mut self, transcript: &str) -> String {
        let mut out = String::new();
        let mut lines = transcript.lines();
        while let Some(line) = lines.next() {
            out += line;
            out.push('\n');
            self.direct(line);
            if !line.starts_with("```") {
                continue;
            }
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            if line == "```console" {
                for command in block.iter().filter_map(|line| line.strip_prefix("$ ")) {
                    let said = self.command(command);
                    hints(command, &said).iter().for_each(|hint| self.check_hint(command, hint));
                    out += &format!("$ {command}\n{said}");
                }
            } else {
                let text = block.iter().map(|line| format!("{line}\n")).collect::<String>();
                if let Some(file) = self.file.take() {
                    fs::write(self.folder.path().join("shop").join(file), &text).expect("a file");
                }
                out += &text;
            }
            out += "```\n";
        }
        out
    }

    fn direct(&mut self, line: &str) {
        let Some(order) = line.strip_prefix("<!-- ").and_then(|line| line.strip_suffix(" -->")) else { return };
        match order.split_once(": ") {
            Some(("clock", time)) => {
                self.clock = Some(NaiveDateTime::parse_from_str(time, "%Y-%m-%dT%H:%M").expect("a time"));
            }
            Some(("set", variable)) => {
                let (name, value) = variable.split_once('=').expect("NAME=value");
                self.variables.insert(name.into(), value.into());
            }
            Some(("file", name)) => self.file = Some(name.into()),
            _ => {}
        }
    }

    /// Runs a printed command in a copy of the folder. It must not be refused, unless for the clock: an upcoming task
    /// must be named with its slot, and some transcripts turn the clock back.
    fn check_hint(&self, command: &str, hint: &str) {
        let folder = tempfile::tempdir().expect("a folder");
        let copied = Command::new("cp").arg("-a").arg(self.folder.path().join(".")).arg(folder.path()).status();
        assert!(copied.expect("cp runs").success());
        let [from, to] = [&self.folder, &folder].map(|folder| folder.path().display().to_string());
        let variables = self.variables.iter().map(|(name, value)| (name.clone(), value.replace(&from, &to))).collect();
        let said = Stage { folder, clock: self.clock, variables, file: None }.command(hint);
        let is_of_clock = ["not due until", "才开始", "clock", "电脑"].iter().any(|word| said.contains(word));
        let is_refused = said.ends_with("? 2\n") || said.ends_with("? 4\n");
        assert!(!is_refused || is_of_clock || REFUSED.contains(&hint), "{command} printed: {hint}\n{said}");
    }

    fn command(&mut self, command: &str) -> String {
        let home = self.folder.path().join("home");
        let program = other().unwrap_or_else(|| PathBuf::from(env!("CARGO_BIN_EXE_ops")));
        let program = program.parent().expect("a folder");
        let mut bash = Command::new("bash");
        bash.arg("-c").arg(format!("exec 2>&1\n{command}")).current_dir(self.folder.path().join("shop"));
        bash.env_clear()
            .env("PATH", format!("{}:/usr/bin:/bin", program.display()))
            .env("HOME", &home)
            .env("LANG", "C.UTF-8")
            .env("OPS_LANG", "en")
            .env("OPS_AS", "小李")
            .env("OPS_JOURNAL", self.folder.path().join("journal"))
            .env("COLUMNS", "100")
            .envs(&self.variables);
        if let Some(clock) = &mut self.clock {
            bash.env("OPS_NOW", clock.format("%Y-%m-%dT%H:%M:%S").to_string());
            *clock += TimeDelta::seconds(1);
        }
        let output = bash.output().expect("bash runs");
        let folder = self.folder.path().display().to_string();
        let mut said = String::from_utf8_lossy(&output.stdout).replace(&folder, "…");
        said = said.replace(&format!("Z:{}", folder.replace('/', "\\")), "…");
        said = named_alike(&said);
        if !said.is_empty() && !said.ends_with('\n') {
            said.push('\n');
        }
        match output.status.code() {
            Some(0) => said,
            Some(code) => said + &format!("? {code}\n"),
            None => said + "? killed\n",
        }
    }
}

/// Printed commands that are refused for another reason than the one for which they were printed.
const REFUSED: [&str; 5] = [
    "ops init",
    "ops add - --site outlet",
    "ops done till -- -￥1,300.5",
    "ops done review --site outlet -- -5元 3",
    "ops undo +f8vjw --site outlet",
];

/// Returns the commands in a command's output that can be run as printed: those without a placeholder.
fn hints(command: &str, said: &str) -> Vec<String> {
    if !command.starts_with("ops ") || command.contains(['|', ';', '<']) || command.contains("--help") {
        return Vec::new();
    }
    let apart = ["; ", "；", "，", ", ops ", "、ops "]
        .iter()
        .fold(said.to_owned(), |said, sign| said.replace(sign, if sign.ends_with("ops ") { "\n: ops " } else { "\n" }));
    let hint = |line: &str| {
        line.replace('：', ": ").replace(":  ", ": ").split_once(": ops ").map(|(_, it)| format!("ops {it}"))
    };
    let is_whole = |hint: &String| {
        let placeholders = ["…", "[", "TASK", "NAME", "FILE", "DAY", "FIELD", "任务", "名称", "文件", "日期"];
        !placeholders.iter().any(|word| hint.contains(word))
    };
    apart.lines().filter_map(hint).filter(is_whole).collect()
}

/// Replaces all writer ids, which are random, with one id.
fn named_alike(said: &str) -> String {
    const DIGITS: &str = "0123456789abcdefghjkmnpqrstvwxyz";
    let mut alike = said.to_owned();
    for (before, behind) in [("(writer ", ")"), ("（写入者 ", "）"), (".", ".jsonl"), (".", " (")] {
        let mut from = 0;
        while let Some(at) = alike[from..].find(before).map(|at| from + at + before.len()) {
            from = at;
            let id = alike[at..].get(..8).unwrap_or_default();
            if id.chars().all(|c| DIGITS.contains(c)) && alike[at..].get(8..).is_some_and(|it| it.starts_with(behind)) {
                alike.replace_range(at..at + 8, "ab12cd34");
            }
        }
    }
    alike
}

macro_rules! transcripts {
    ($( $name:ident: $path:literal; )+) => { $( #[test] fn $name() { run($path); } )+ };
}

transcripts! {
    readme: "README.md";
    readme_zh: "README.zh-CN.md";
    a_day: "tests/transcripts/a-day.md";
    refusals: "tests/transcripts/refusals.md";
    checklists: "tests/transcripts/checklists.md";
    screens: "tests/transcripts/screens.md";
    small_screens: "tests/transcripts/small-screens.md";
    targets: "tests/transcripts/targets.md";
    journals: "tests/transcripts/journals.md";
    calendars: "tests/transcripts/calendar.md";
    days: "tests/transcripts/days.md";
    first_day: "tests/transcripts/first-day.md";
    report: "tests/transcripts/report.md";
    helps: "tests/transcripts/help.md";
    chinese: "tests/transcripts/zh.md";
    sites: "tests/transcripts/sites.md";
    team: "tests/transcripts/team.md";
    odd_times: "tests/transcripts/odd-times.md";
    schedules: "tests/transcripts/schedules.md";
    second_week: "tests/transcripts/second-week.md";
    third_week: "tests/transcripts/third-week.md";
    fourth_week: "tests/transcripts/fourth-week.md";
    lists_of_shops: "tests/transcripts/lists-of-shops.md";
    zone: "tests/transcripts/zone.md";
    terminal: "tests/transcripts/terminal.md";
    sheets: "tests/transcripts/sheets.md";
    one_offs: "tests/transcripts/one-offs.md";
    people: "tests/transcripts/people.md";
    dates: "tests/transcripts/dates.md";
    undo: "tests/transcripts/undo.md";
    values: "tests/transcripts/values.md";
    shops: "tests/transcripts/shops.md";
    losses: "tests/transcripts/losses.md";
    gone_shops: "tests/transcripts/gone-shops.md";
    filters: "tests/transcripts/filters.md";
}
