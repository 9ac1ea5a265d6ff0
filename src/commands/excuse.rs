//! `ops excuse TASK --reason REASON`: not applicable; not required.

use super::set_aside;
use crate::app::{App, Exit};
use crate::journal::Fact;
use crate::language::Lang;
use clap::{ArgMatches, Command};

pub fn args(command: Command, lang: Lang) -> Command {
    set_aside::args(command, lang)
}

pub fn run(app: &App, args: &ArgMatches) -> anyhow::Result<Exit> {
    set_aside::run(app, args, "excuse", |of, at, reason| Fact::Excuse { of, at, reason })
}
