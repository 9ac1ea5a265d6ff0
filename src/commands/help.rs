//! `ops help [COMMAND]`

use super::{cli, man, positional, word};
use crate::app::{App, Exit};
use crate::language::{Lang, say};
use clap::{ArgMatches, Command};

pub fn args(command: Command, lang: Lang) -> Command {
    command.arg(positional("command", "COMMAND", say::arg_man_command(lang)))
}

pub fn run(app: &App, args: &ArgMatches) -> anyhow::Result<Exit> {
    let mut root = cli(app.lang());
    root.build();
    let mut command = match word(args, "command") {
        None => root,
        Some(name) => man::find(&root, name)?,
    };
    app.print_raw(&command.render_help().to_string());
    Ok(Exit::Fine)
}
