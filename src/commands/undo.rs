//! `ops undo [TASK]`: take back the last act, and say what that was.

use super::{option, positional, switch, target, word};
use crate::app::{App, DayBook, Exit, Failure, Session};
use crate::calendar::Day;
use crate::journal::{Act, ActId, Fact, Occurrence, fold};
use crate::language::{Lang, Text, say};
use crate::render::{acts, cells, words};
use crate::status::Selector;
use chrono::Days;
use clap::{ArgMatches, Command};

/// How many business days back the last act is looked for.
const REACH: u64 = 7;

pub fn args(command: Command, lang: Lang) -> Command {
    command
        .arg(positional("task", "TASK", say::arg_undo_task(lang)))
        .arg(option("reason", "REASON", say::arg_undo_reason(lang)).short('r'))
        .arg(option("on", "DAY", say::arg_on(lang)))
        .arg(switch("dry-run", say::arg_dry_run(lang)))
}

pub fn run(app: &App, args: &ArgMatches) -> anyhow::Result<Exit> {
    let session = Session::open(app)?;
    session.check_may_write()?;
    let site = session.site()?;
    let days = match word(args, "on") {
        Some(text) => vec![target::past_day(Some(text), session.today)?],
        None => (0..=REACH).filter_map(|back| session.today.checked_sub_days(Days::new(back))).collect(),
    };
    let search = Search { app, session: &session, site: &site, reason: word(args, "reason") };
    let (book, facts) = match word(args, "task") {
        Some(task) => search.acts_on(task, &days)?,
        None => search.last_act(&days)?,
    };
    if args.get_flag("dry-run") {
        app.print(say::dry_run_note(app.lang()));
    } else {
        session.write(book.day, &site, facts)?;
    }
    Ok(session.finish(Exit::Fine))
}

struct Search<'a> {
    app: &'a App,
    session: &'a Session<'a>,
    site: &'a str,
    reason: Option<&'a str>,
}

impl Search<'_> {
    /// My last act at this site, whole, on whichever of the days it is about.
    fn last_act(&self, days: &[Day]) -> Result<(DayBook, Vec<Fact>), Failure> {
        let mut last: Option<(DayBook, Act)> = None;
        for day in days {
            let Some(book) = self.session.day(*day, self.site)? else { continue };
            let mine = fold(&book.acts).last_live_act(&self.session.me, None).map(|(act, _)| act.clone());
            let Some(mine) = mine else { continue };
            if last.as_ref().is_none_or(|(_, act)| (act.recorded(), act.id) < (mine.recorded(), mine.id)) {
                last = Some((book, mine));
            }
        }
        let Some((book, act)) = last else {
            return Err(Failure::new(Exit::Task, Text::of(|lang| say::nothing_to_undo(lang, &self.session.me, REACH)))
                .hint(Text::of(say::nothing_to_undo_hint)));
        };
        self.tell(&book, &act, None);
        Ok((book, vec![self.undo(act.id, None)]))
    }

    /// The live acts on a task's occurrence: the one named, else the one last spoken of.
    fn acts_on(&self, task: &str, days: &[Day]) -> Result<(DayBook, Vec<Fact>), Failure> {
        let checklist = &self.session.checklist;
        let target = target::target(self.app, checklist, self.session.today, task)?;
        for day in days {
            let Some(book) = self.session.day(*day, self.site)? else { continue };
            let Some((of, live)) = live_acts(&book, &target.task, &target.selector) else { continue };
            let mine: Vec<&Act> = live.iter().filter(|act| act.by == self.session.me).collect();
            let chosen: Vec<&Act> = match self.reason {
                Some(_) => live.iter().collect(),
                None if mine.is_empty() => return Err(self.not_mine(&live)),
                None => mine,
            };
            let facts = chosen.iter().map(|act| self.undo(act.id, Some(of.clone()))).collect();
            chosen.iter().for_each(|act| self.tell(&book, act, Some(&of)));
            return Ok((book, facts));
        }
        Err(Failure::new(Exit::Task, Text::of(|lang| say::nothing_on_task(lang, &target.task))))
    }

    fn not_mine(&self, live: &[Act]) -> Failure {
        let by = live.last().map(|act| act.by.clone()).unwrap_or_default();
        Failure::usage(Text::of(|lang| say::undo_not_mine(lang, &by))).hint(Text::of(say::undo_not_mine_hint))
    }

    fn undo(&self, act: ActId, only: Option<Occurrence>) -> Fact {
        Fact::Undo { act, only, reason: self.reason.map(str::to_owned) }
    }

    fn tell(&self, book: &DayBook, act: &Act, only: Option<&Occurrence>) {
        let lang = self.app.lang();
        let zone = &book.checklist.clock.zone;
        let taken: Vec<&Fact> =
            act.facts.iter().filter(|fact| only.is_none_or(|of| fact.occurrence() == Some(of))).collect();
        // One fact in full; of many, what they speak of.
        let said = match taken.as_slice() {
            [fact] => acts::fact(lang, &book.checklist, &[], fact),
            many => acts::occurrences(lang, &book.checklist, many.iter().filter_map(|fact| fact.occurrence())),
        };
        let when = words::clock_time_on(zone, act.recorded(), self.session.today);
        self.app.print(say::taken_back(lang, said, cells::clean(&act.by), when));
    }
}

/// The occurrence of a task that was last spoken of, with the acts that still hold of it, oldest first.
fn live_acts(book: &DayBook, task: &str, selector: &Selector) -> Option<(Occurrence, Vec<Act>)> {
    let facts = fold(&book.acts);
    let fits = |of: &Occurrence| of.task == task && !matches!(selector, Selector::Slot(slot) if *slot != of.slot);
    let mut live: Vec<(&Act, &Occurrence)> = Vec::new();
    for act in &book.acts {
        let holding = act.facts.iter().filter(|fact| facts.holds(act.id, fact)).filter_map(Fact::occurrence);
        live.extend(holding.filter(|of| fits(of)).map(|of| (act, of)));
    }
    live.sort_by_key(|(act, _)| (act.recorded(), act.id));
    let of = live.last()?.1.clone();
    let mut acts: Vec<Act> =
        live.into_iter().filter(|(_, spoken_of)| **spoken_of == of).map(|(act, _)| act.clone()).collect();
    acts.dedup_by_key(|act| act.id);
    Some((of, acts))
}
