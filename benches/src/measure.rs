//! Counts instructions with callgrind and syncs with strace; measures time in paired runs.

use super::cases::{Case, Stage};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// Number of paired runs from which the median ratio is taken.
const PAIRS: usize = 101;

/// Returns the number of user-mode instructions of one run.
pub fn instructions(stage: &Stage, case: &Case) -> u64 {
    let out = std::env::temp_dir().join(format!("callgrind.{}", std::process::id()));
    let arguments = ["--tool=callgrind".into(), format!("--callgrind-out-file={}", out.display())];
    let output = under(stage, case, "valgrind", &arguments).output().expect("valgrind runs");
    let _ = std::fs::remove_file(out);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let count = said.lines().find_map(|line| line.split_once("Collected : ")).map(|(_, count)| count.trim().to_owned());
    count.and_then(|count| count.parse().ok()).unwrap_or_else(|| panic!("{}: {said}", case.name))
}

/// Returns the time relative to the empty program: the median over paired runs.
pub fn ratio(stage: &Stage, case: &Case, program: &Path) -> f64 {
    let run = |command: &mut Command| {
        let start = Instant::now();
        let status = command.stdout(Stdio::null()).stderr(Stdio::null()).stdin(Stdio::null()).status();
        assert!(status.expect("it runs").success(), "{}", case.name);
        start.elapsed().as_secs_f64()
    };
    let mut ratios: Vec<f64> = (0..PAIRS)
        .map(|_| run(&mut stage.command(program, case)) / run(Command::new(stage.empty()).env_clear()))
        .collect();
    ratios.sort_by(f64::total_cmp);
    ratios[PAIRS / 2]
}

/// Returns how often a run syncs to disk.
pub fn syncs(stage: &Stage, case: &Case) -> usize {
    let arguments = ["-f", "-e", "trace=fsync,fdatasync,sync_file_range,syncfs"].map(String::from);
    let output = under(stage, case, "strace", &arguments).output().expect("strace runs");
    String::from_utf8_lossy(&output.stderr)
        .lines()
        .filter(|line| line.contains("sync") && line.contains(" = 0"))
        .count()
}

fn under(stage: &Stage, case: &Case, tool: &str, arguments: &[String]) -> Command {
    let plain = stage.command(&Stage::program(), case);
    let mut command = Command::new(tool);
    command.args(arguments).arg(Stage::program()).args(case.args);
    command.current_dir(plain.get_current_dir().expect("set above")).env_clear().stdin(Stdio::null());
    command.envs(stage.environment(case.journal));
    command
}
