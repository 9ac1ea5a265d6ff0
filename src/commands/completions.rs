//! `ops completions SHELL`: prints the script with which a shell completes the command line.

use super::{cli, positional, word};
use crate::app::{App, Exit};
use crate::language::{Lang, say};
use clap::{ArgMatches, Command};
use clap_complete::{Shell, generate};

pub fn args(command: Command, lang: Lang) -> Command {
    let shells = ["bash", "zsh", "fish", "powershell", "elvish"];
    command.arg(
        positional("shell", "SHELL", say::arg_shell(lang))
            .required(true)
            .value_parser(shells)
            .hide_possible_values(true),
    )
}

pub fn run(app: &App, args: &ArgMatches) -> anyhow::Result<Exit> {
    let shell = match word(args, "shell") {
        Some("zsh") => Shell::Zsh,
        Some("fish") => Shell::Fish,
        Some("powershell") => Shell::PowerShell,
        Some("elvish") => Shell::Elvish,
        _ => Shell::Bash,
    };
    // Windows PowerShell reads scripts in the system's code page, where UTF-8 bytes can break quotes.
    let lang = if shell == Shell::PowerShell { Lang::En } else { app.lang() };
    let mut script = Vec::new();
    generate(shell, &mut cli(lang), "ops", &mut script);
    app.print_raw(&String::from_utf8_lossy(&script));
    Ok(Exit::Fine)
}
