//! `ops skip TASK --reason REASON`: records that a task was not done, although it is required.

use super::set_aside::{self, Kind};
use crate::app::{App, Exit};
use crate::journal::Fact;
use crate::language::{Lang, say};
use crate::status::Status;
use clap::{ArgMatches, Command};

const SKIP: Kind = Kind {
    verb: "skip",
    status: Status::Skipped,
    fact: |of, at, reason| Fact::Skip { of, at, reason },
    count: say::skipped_count,
    none_of: say::nothing_to_skip,
};

pub fn args(command: Command, lang: Lang) -> Command {
    set_aside::args(command, lang)
}

pub fn run(app: &App, args: &ArgMatches) -> anyhow::Result<Exit> {
    set_aside::run(app, args, &SKIP)
}
