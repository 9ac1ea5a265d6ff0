//! `ops excuse TASK --reason REASON`: records that a task does not apply and is not required.

use super::set_aside::{self, Kind};
use crate::app::{App, Exit};
use crate::journal::Fact;
use crate::language::{Lang, say};
use crate::status::Status;
use clap::{ArgMatches, Command};

const EXCUSE: Kind = Kind {
    verb: "excuse",
    status: Status::Excused,
    fact: |of, at, reason| Fact::Excuse { of, at, reason },
    count: say::excused_count,
    none_of: say::nothing_to_excuse,
};

pub fn args(command: Command, lang: Lang) -> Command {
    set_aside::args(command, lang)
}

pub fn run(app: &App, args: &ArgMatches) -> anyhow::Result<Exit> {
    set_aside::run(app, args, &EXCUSE)
}
