//! Runs the program in its own folder, which is also its home, at a fixed time and independent of the machine's
//! environment.

#![allow(dead_code)] // each suite uses its part

use std::path::Path;
use std::process::{Command, Output};

/// Returns `ops` with these arguments; suites may change other settings.
pub fn ops(home: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ops"));
    command
        .args(arguments)
        .current_dir(home)
        .env_clear()
        .env("HOME", home)
        // By these Windows knows where the user's folders are.
        .env("USERPROFILE", home)
        .env("APPDATA", home.join("AppData").join("Roaming"))
        .env("LOCALAPPDATA", home.join("AppData").join("Local"))
        .env("PATH", "/usr/bin:/bin")
        .env("OPS_JOURNAL", home.join("journal"))
        .env("OPS_NOW", "2026-11-23T09:40")
        .env("OPS_LANG", "en")
        .env("OPS_AS", "小李");
    command
}

/// Runs a command to its end. Wine sometimes fails to start a program and calls that an internal error (1359), so it is
/// started again.
pub fn run(command: &mut Command) -> Output {
    const INTERNAL_ERROR: i32 = 1359;
    let again = |result: &std::io::Result<Output>| {
        cfg!(windows) && matches!(result, Err(error) if error.raw_os_error() == Some(INTERNAL_ERROR))
    };
    let mut result = command.output();
    for _ in 0..3 {
        if again(&result) {
            result = command.output();
        }
    }
    result.unwrap_or_else(|error| panic!("{command:?}: {error}"))
}

/// Returns the output of a command that must succeed.
pub fn said(command: &mut Command) -> Output {
    let output = run(command);
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    output
}
