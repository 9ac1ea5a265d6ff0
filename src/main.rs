//! The `ops` program: parses the command line, runs the command and returns the exit code.

use ops::app::{App, Environment, Exit, chosen_lang, window};
use ops::commands;
use ops::language::Lang;
use std::mem::ManuallyDrop;
use std::process::ExitCode;

/// Replaces musl's slow allocator; Cargo.toml gives the details.
#[cfg(target_env = "musl")]
#[global_allocator]
static MEMORY: dlmalloc::GlobalDlmalloc = dlmalloc::GlobalDlmalloc;

fn main() -> ExitCode {
    let mut env = Environment::read();
    let is_opened = window::is_opened(&env);
    if is_opened {
        env.args.push("today".into());
    }
    let lang = chosen_lang(&env);
    let exit = run(env, lang);
    if is_opened {
        window::keep_open(lang.unwrap_or_default());
    }
    ExitCode::from(exit as u8)
}

fn run(env: Environment, chosen_lang: Option<Lang>) -> Exit {
    let lang = chosen_lang.unwrap_or_default();
    // Never dropped: the process frees it when it ends, and dropping it would take a fiftieth of the time of
    // `ops today`.
    let mut cli = ManuallyDrop::new(commands::cli(lang));
    let matches = match cli.try_get_matches_from_mut(&env.args) {
        Ok(matches) => ManuallyDrop::new(matches),
        Err(error) => return commands::tell_usage(&error, &env, lang),
    };
    match App::new(env, chosen_lang, &matches, commands::records(&matches)) {
        Ok(app) => app.end(commands::run(&app, &matches)),
        Err(exit) => exit,
    }
}
