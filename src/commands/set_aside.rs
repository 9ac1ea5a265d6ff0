//! What `skip` and `excuse` share: both leave occurrences out, with a reason.

use super::{option, outcome, positional, switch, target, word};
use crate::app::{App, Exit, Failure, Session};
use crate::journal::{Fact, Occurrence};
use crate::language::{Lang, Text, say};
use crate::status::{Choice, Purpose, Status, choose, judge};
use chrono::{DateTime, FixedOffset};
use clap::{ArgAction, ArgMatches, Command};

pub fn args(command: Command, lang: Lang) -> Command {
    command
        .arg(positional("tasks", "TASK", say::arg_tasks(lang)).action(ArgAction::Append).num_args(0..))
        .arg(option("reason", "REASON", say::arg_reason(lang)).short('r'))
        .arg(option("at", "TIME", say::arg_at(lang)))
        .arg(option("on", "DAY", say::arg_on(lang)))
        .arg(switch("dry-run", say::arg_dry_run(lang)))
}

/// Why; it must be said.
pub fn reason(args: &ArgMatches) -> Result<String, Failure> {
    let reason = word(args, "reason").map(str::trim).filter(|reason| !reason.is_empty());
    let missing = || Failure::usage(Text::of(say::reason_needed)).hint(Text::of(say::reason_needed_hint));
    reason.map(str::to_owned).ok_or_else(missing)
}

/// Records one fact an occurrence, made by `fact`; `verb` is the command.
pub fn run(
    app: &App,
    args: &ArgMatches,
    verb: &str,
    fact: impl Fn(Occurrence, DateTime<FixedOffset>, String) -> Fact,
) -> anyhow::Result<Exit> {
    let reason = reason(args)?;
    if args.get_many::<String>("tasks").is_none_or(|tasks| tasks.len() == 0) {
        return Err(Failure::usage(Text::of(|lang| say::usage_missing(lang, "TASK"))).into());
    }
    let session = Session::open(app)?;
    session.check_may_write()?;
    let site = session.site()?;
    let on = target::past_day(word(args, "on"), session.today)?;
    let claimed = target::claimed(word(args, "at"), on, &session)?;
    let at = session.checklist.clock.zone.at(claimed);
    let book = session.day_in_force(on, &site)?;
    let (plan, folded) = (book.plan(), book.facts());
    let day = judge(&plan, &folded, target::as_of(word(args, "at"), claimed, &plan));
    let mut facts = Vec::new();
    for text in args.get_many::<String>("tasks").unwrap_or_default() {
        let target = target::target(app, &book.checklist, on, text)?;
        let picked = match choose(&day, &target.task, &target.selector, Purpose::SetAside) {
            Choice::Items(picked) => picked,
            Choice::AlreadyDone(done, _) => vec![done],
            Choice::NoneOpen => {
                app.print(say::none_open(app.lang(), &target.task));
                Vec::new()
            }
            refused => return Err(outcome::refuse(&book.checklist, &day, verb, &target.task, refused).into()),
        };
        for index in picked {
            // Done beats skipped and excused: to say otherwise, the tick is undone first.
            if matches!(day.items[index].status, Status::Done(_)) {
                app.print(outcome::already_done(&book.checklist, &day, index, None, app.lang()));
                continue;
            }
            facts.push(fact(day.items[index].occurrence(), at, reason.clone()));
        }
    }
    outcome::write(&session, app, &book, facts, args.get_flag("dry-run"))
}
