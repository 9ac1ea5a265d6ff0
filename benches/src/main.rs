//! Measures the cost of running the program: instructions, and time relative to an empty program.
//!
//! `scripts/bench` prints everything. `--check` fails if an instruction count exceeds the recorded one by more than a
//! tenth; `--record` records new counts. Counts come from valgrind's callgrind, which is unaffected by load. Times are
//! measured in pairs, A B A B, and reported as a ratio only.

mod cases;
mod journal;
mod measure;

use cases::{Case, Stage};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Maximum excess of a count over the recorded one, in percent.
const TOLERANCE: u64 = 10;

fn main() -> ExitCode {
    let flags: Vec<String> = std::env::args().skip(1).collect();
    let given = |flag: &str| flags.iter().any(|given| given == flag);
    let after = |flag: &str| flags.iter().skip_while(|given| *given != flag).nth(1);
    // Measure the local build and, if given, the release binary.
    let timed: Vec<PathBuf> = match after("--released") {
        Some(released) if !given("--check") => vec![Stage::program(), std::path::absolute(released).expect("a path")],
        _ => Vec::new(),
    };
    let stage = Stage::set();
    let recorded = read_recorded();
    let mut counted = BTreeMap::new();
    let mut over = Vec::new();
    let (count, ratio) = ("instructions", "x empty");
    println!("{:<22} {count:>12} {:>12} {ratio:>8} {:>8} {:>9}  target", "case", "recorded", "released", "syncs");
    for case in cases::all() {
        let count = measure::instructions(&stage, &case);
        let known = recorded.get(case.name).copied();
        let ratios: Vec<f64> = timed.iter().map(|program| measure::ratio(&stage, &case, program)).collect();
        print_row(&stage, &case, count, known, &ratios);
        if known.is_some_and(|known| count > known + known * TOLERANCE / 100) {
            over.push(case.name);
        }
        counted.insert(case.name, count);
    }
    let linear = counted["tasks-10000"] as f64 / counted["tasks-5000"] as f64;
    let ten_years = |of: &str| counted["today-10-years"] as f64 / counted[of] as f64;
    let (day, months) = (ten_years("today"), ten_years("today-2-months"));
    println!("10,000 tasks cost {linear:.2} x 5,000; ten years {day:.2} x one day, {months:.2} x two months");
    if given("--record") {
        record(&counted);
    }
    if over.is_empty() && linear < 2.2 {
        return ExitCode::SUCCESS;
    }
    eprintln!("more than {TOLERANCE}% over what benches/recorded.txt says, or not linear: {}", over.join(", "));
    ExitCode::FAILURE
}

fn print_row(stage: &Stage, case: &Case, count: u64, known: Option<u64>, ratios: &[f64]) {
    let known = known.map_or("-".into(), grouped);
    let ratio = |at: usize| ratios.get(at).map_or("-".into(), |ratio| format!("{ratio:.2}"));
    let (built, released) = (ratio(0), ratio(1));
    let syncs = if case.writes { measure::syncs(stage, case).to_string() } else { "-".into() };
    let (name, count, target) = (case.name, grouped(count), case.target);
    println!("{name:<22} {count:>12} {known:>12} {built:>8} {released:>8} {syncs:>9}  {target}");
}

/// Formats `1,234,567`.
fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().filter_map(|group| std::str::from_utf8(group).ok()).collect();
    groups.join(",")
}

fn recorded_file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("recorded.txt")
}

fn read_recorded() -> BTreeMap<String, u64> {
    let text = std::fs::read_to_string(recorded_file()).unwrap_or_default();
    let line =
        |line: &str| line.split_once(' ').and_then(|(name, count)| Some((name.into(), count.trim().parse().ok()?)));
    text.lines().filter_map(line).collect()
}

fn record(counted: &BTreeMap<&str, u64>) {
    let text: String = counted.iter().map(|(name, count)| format!("{name} {count}\n")).collect();
    std::fs::write(recorded_file(), text).expect("the record can be written");
}
