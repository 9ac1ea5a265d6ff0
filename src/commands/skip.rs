//! `ops skip TASK --reason REASON`: not done; still required.

use super::set_aside;
use crate::app::{App, Exit};
use crate::journal::Fact;
use crate::language::Lang;
use clap::{ArgMatches, Command};

pub fn args(command: Command, lang: Lang) -> Command {
    set_aside::args(command, lang)
}

pub fn run(app: &App, args: &ArgMatches) -> anyhow::Result<Exit> {
    set_aside::run(app, args, "skip", |of, at, reason| Fact::Skip { of, at, reason })
}
