//! `ops man [COMMAND]`: prints the manual page in roff, for `ops man | man -l -`.

use super::{cli, positional, word};
use crate::app::{App, Exit, Failure};
use crate::language::{Lang, say, text};
use clap::{ArgMatches, Command};
use clap_mangen::Man;

pub fn args(command: Command, lang: Lang) -> Command {
    command.arg(positional("command", "COMMAND", say::arg_man_command(lang)))
}

pub fn run(app: &App, args: &ArgMatches) -> anyhow::Result<Exit> {
    let mut root = cli(app.lang());
    root.build();
    let command = match word(args, "command") {
        None => root,
        Some(name) => find(&root, name)?,
    };
    let command = command.after_help(format!(
        "{}\n\n{}\n\n{}",
        say::man_exit_codes(app.lang()),
        say::man_environment(app.lang()),
        say::man_files(app.lang())
    ));
    let mut page = Vec::new();
    Man::new(command).title("ops").render(&mut page)?;
    app.print_raw(&String::from_utf8_lossy(&page));
    Ok(Exit::Fine)
}

/// Finds a command by name.
pub fn find(root: &Command, name: &str) -> Result<Command, Failure> {
    root.find_subcommand(name)
        .cloned()
        .ok_or_else(|| Failure::usage(text::usage_no_command(name)).hint(text::usage_see_help("ops help")))
}
