//! The `ops` program: parse, run, exit code.

use ops::app::{App, Environment, Exit, chosen_lang, tell_usage};
use ops::commands;
use std::mem::ManuallyDrop;
use std::process::ExitCode;

/// See Cargo.toml.
#[cfg(target_env = "musl")]
#[global_allocator]
static MEMORY: dlmalloc::GlobalDlmalloc = dlmalloc::GlobalDlmalloc;

fn main() -> ExitCode {
    ExitCode::from(run() as u8)
}

fn run() -> Exit {
    let env = Environment::read();
    let chosen_lang = chosen_lang(&env);
    let lang = chosen_lang.unwrap_or_default();
    // What lasts as long as the process goes with it as a whole; to take it apart first would cost a fiftieth of `today`.
    let mut cli = ManuallyDrop::new(commands::cli(lang));
    let matches = match cli.try_get_matches_from_mut(&env.args) {
        Ok(matches) => ManuallyDrop::new(matches),
        Err(error) => return tell_usage(&error, &env, lang, || commands::was_to_record(lang, &env.args)),
    };
    match App::new(env, chosen_lang, &matches, commands::records(&matches)) {
        Ok(app) => app.end(commands::run(&app, &matches)),
        Err(exit) => exit,
    }
}
