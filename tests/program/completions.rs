//! The generated completions, loaded by real shells.

use crate::program;
use std::path::Path;
use std::process::Command;

fn script(shell: &str, folder: &Path) -> String {
    let output = program::said(Command::new(env!("CARGO_BIN_EXE_ops")).args(["completions", shell]));
    let file = folder.join(format!("ops.{shell}"));
    std::fs::write(&file, output.stdout).expect("a file");
    file.display().to_string()
}

/// Returns what a shell offers, one word per line.
fn offered(shell: &str, arguments: &[&str], command: &str) -> Vec<String> {
    let output = Command::new(shell).args(arguments).arg("-c").arg(command).output();
    let output = output.unwrap_or_else(|error| panic!("{shell}: {error}; scripts/test installs what is missing"));
    assert!(output.status.success(), "{shell}: {}", String::from_utf8_lossy(&output.stderr));
    let words = String::from_utf8_lossy(&output.stdout).into_owned();
    words.lines().map(|line| line.split(['\t', ':']).next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn bash_completes_commands_and_options() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = script("bash", folder.path());
    let complete = |words: &str, at: usize| {
        let last = words.split(' ').next_back().unwrap_or_default();
        let command = format!(
            "source {file}; COMP_WORDS=({words}); COMP_CWORD={at}; _ops ops '{last}' ''; printf '%s\\n' \"${{COMPREPLY[@]}}\""
        );
        offered("bash", &["--norc"], &command)
    };
    assert_eq!(complete("ops to", 1), ["today"]);
    assert!(complete("ops done --st", 2).contains(&"--step".to_owned()));
}

/// Windows PowerShell reads the script in the system's code page, which would break quotes after non-ASCII characters.
#[test]
fn powershell_gets_plain_ascii() {
    let arguments = ["completions", "powershell", "--lang", "zh"];
    let script = program::said(Command::new(env!("CARGO_BIN_EXE_ops")).args(arguments)).stdout;
    assert!(script.is_ascii() && script.len() > 1000);
}

#[test]
fn zsh_loads_the_script() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = script("zsh", folder.path());
    let command =
        format!("autoload -U compinit && compinit -D -u && source {file} && (( $+functions[_ops] )) && print loaded");
    assert_eq!(offered("zsh", &["-f"], &command), ["loaded"]);
}

#[test]
fn fish_completes_commands_and_options() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = script("fish", folder.path());
    let complete = |line: &str| offered("fish", &["--no-config"], &format!("source {file}; complete -C '{line}'"));
    assert_eq!(complete("ops toda"), ["today"]);
    assert!(complete("ops done --st").contains(&"--step".to_owned()));
}
