//! `ops undo [TASK]`: take back the last act, and say what that was.

use super::hint::Typed;
use super::names::{Names, is_unknown};
use super::place::{Doing, Place};
use super::{dates, option, positional, switch, target, typed, word};
use crate::app::{App, DayBook, Exit, Failure, Session};
use crate::calendar::{BusinessClock, Day, DayRange, Instant, parse_time};
use crate::journal::{Act, ActId, DayFacts, Fact, Occurrence};
use crate::language::{Lang, Text, say};
use crate::render::{acts, cells, words};
use crate::status::{DayState, Item, Selector, Status, judge};
use clap::{ArgMatches, Command};
use target::Target;

pub fn args(command: Command, lang: Lang) -> Command {
    command
        .arg(positional("task", "TASK", say::arg_undo_task(lang)))
        .arg(option("reason", "REASON", say::arg_undo_reason(lang)).short('r'))
        .arg(option("on", "DAY", say::arg_on(lang)))
        .arg(switch("dry-run", say::arg_dry_run(lang)))
}

pub fn run(app: &App, args: &ArgMatches) -> anyhow::Result<Exit> {
    let reason = typed::given(word(args, "reason"), say::reason_needed)?;
    let session = Session::open(app)?;
    session.check_may_write()?;
    let typed = Typed::new(app, "undo", args, "task");
    let place = Place { app, session: &session, on: session.today, doing: Doing::TakeBack, line: typed.line() };
    let site = place.site(&typed.words)?;
    let search = Search { app, session: &session, site: &site, reason };
    let days = match word(args, "on") {
        Some(text) => vec![dates::past_day(Some(text), session.today)?],
        // The last act may speak of any day: what was recorded last is not what happened last.
        None => session.days_with_acts(DayRange { first: Day::MIN, last: Day::MAX })?,
    };
    let (book, facts, more) = match word(args, "task") {
        Some(task) => search.acts_on(task, &days).map(|(book, facts)| (book, facts, 0))?,
        None => search.last_act(&days)?,
    };
    let dry_run = args.get_flag("dry-run");
    let act = session.act(book.day, &book.site, facts, dry_run)?;
    search.tell_missed(book, act);
    if more > 0 {
        app.print(say::more_of_command(app.lang(), more));
    }
    if dry_run {
        session.say_only_tried();
    }
    Ok(Exit::Fine)
}

struct Search<'a> {
    app: &'a App,
    session: &'a Session<'a>,
    site: &'a str,
    reason: Option<String>,
}

impl Search<'_> {
    /// My last act at this site, whole, whichever day it is about; and how many more the same command recorded.
    fn last_act(&self, days: &[Day]) -> Result<(DayBook, Vec<Fact>, usize), Failure> {
        let mut last: Option<(DayBook, Act)> = None;
        // What one command records of several days and sites bears one instant, one act a day and site.
        let mut recorded: Vec<(Instant, (Day, String))> = Vec::new();
        for day in days {
            for book in self.session.day_at(*day, &self.sites())? {
                let facts = book.facts();
                let place = || (book.day, book.site.clone());
                recorded.extend(facts.live_acts(&self.session.me).map(|(act, _)| (act.recorded(), place())));
                let mine = facts.last_live_act(&self.session.me, None).map(|(act, _)| act.clone());
                let Some(mine) = mine.filter(|_| self.is_at_site(&book)) else { continue };
                if last.as_ref().is_none_or(|(_, act)| act.id < mine.id) {
                    last = Some((book, mine));
                }
            }
        }
        let Some((book, act)) = last else {
            return Err(Failure::new(Exit::Task, Text::of(|lang| say::nothing_to_undo(lang, &self.session.me)))
                .hint(Text::of(say::nothing_to_undo_hint)));
        };
        self.tell(&book, &act, None);
        let facts = vec![self.undo(act.id, None)];
        let own = (book.day, book.site.clone());
        let more = recorded.into_iter().filter(|(at, place)| *at == act.recorded() && *place != own).count();
        Ok((book, facts, more))
    }

    /// The site that is meant, then all others.
    fn sites(&self) -> Vec<&str> {
        let others = self.session.checklist.site_ids().into_iter().filter(|site| *site != self.site);
        std::iter::once(self.site).chain(others).collect()
    }

    /// Before sites were named there was one day for all of them.
    fn is_at_site(&self, book: &DayBook) -> bool {
        book.site == self.site || book.site.is_empty()
    }

    /// The acts that hold of a task's occurrences: those selected, else the one last spoken of.
    fn acts_on(&self, task: &str, days: &[Day]) -> Result<(DayBook, Vec<Fact>), Failure> {
        let names = Names::of_checklist(&self.session.checklist);
        // A one-off is known on its own day alone.
        let is_unknown = is_unknown(&names, task);
        let found = target::target(self.app, &names, self.session.today, task);
        for day in days.iter().rev() {
            let Some(book) = self.session.day(*day, self.site)? else { continue };
            let target = match &found {
                Ok(target) => target.clone(),
                Err(_) if is_unknown && !self::is_unknown(&Names::of_one_offs(&book), task) => {
                    target::target(self.app, &Names::of_one_offs(&book), *day, task)?
                }
                // The task may have left the checklist; what was said of it can be taken back all the same.
                Err(_) => Target { task: task.to_owned(), selector: Selector::Current },
            };
            let facts = book.facts();
            let live = but_adding(selected(holding(&book, &facts, &target), &target.selector, &book));
            let mine: Vec<_> = live.iter().filter(|(act, _)| act.by == self.session.me).collect();
            let chosen = match (mine.is_empty(), &self.reason) {
                _ if live.is_empty() => continue,
                (true, None) => return Err(self.not_mine(&live)),
                (true, Some(_)) => live.iter().collect(),
                (false, _) => mine,
            };
            let undone = chosen.iter().map(|(act, of)| self.undo(act.id, Some((*of).clone()))).collect();
            chosen.iter().for_each(|(act, of)| self.tell(&book, act, Some(of)));
            return Ok((book, undone));
        }
        let target = found?;
        Err(Failure::new(Exit::Task, Text::of(|lang| say::nothing_on_task(lang, &target.task))))
    }

    fn not_mine(&self, live: &[(&Act, &Occurrence)]) -> Failure {
        let by = live.last().map(|(act, _)| act.by.clone()).unwrap_or_default();
        Failure::usage(Text::of(|lang| say::undo_not_mine(lang, &by))).hint(Text::of(say::undo_not_mine_hint))
    }

    fn undo(&self, act: ActId, only: Option<Occurrence>) -> Fact {
        Fact::Undo { act, only, reason: self.reason.clone() }
    }

    /// Says what is taken back: what of the act still held.
    fn tell(&self, book: &DayBook, act: &Act, only: Option<&Occurrence>) {
        let lang = self.app.lang();
        let facts = book.facts();
        let held = act.facts.iter().filter(|fact| facts.holds(act.id, fact));
        let taken: Vec<&Fact> = held.filter(|fact| only.is_none_or(|of| fact.occurrence() == Some(of))).collect();
        let said = acts::facts(lang, &book.checklist, &book.all_acts(), &taken);
        let when = words::clock_time_on(&book.checklist.clock.zone, act.recorded(), self.session.today);
        let by = cells::clean(&act.by);
        self.app.print(match book.day == self.session.today {
            true => say::taken_back(lang, said, by, when),
            false => say::taken_back_of(lang, words::date(lang, book.day), said, by, when),
        });
    }

    /// Says of what can be done no more, now that its tick is taken back.
    fn tell_missed(&self, mut book: DayBook, undo: Act) {
        let was_done = |item: &Item| item.completion.is_some().then(|| item.occurrence());
        let done: Vec<Occurrence> = self.judged(&book, |day| day.items.iter().filter_map(was_done).collect());
        book.push(undo);
        let is_lost = |item: &&Item| item.status == Status::Missed && done.contains(&item.occurrence());
        let lost: Vec<Occurrence> =
            self.judged(&book, |day| day.items.iter().filter(is_lost).map(Item::occurrence).collect());
        if !lost.is_empty() {
            let what = acts::occurrences(self.app.lang(), &book.checklist, &book.all_acts(), lost.iter());
            self.app.print(say::missed_now(self.app.lang(), what));
        }
    }

    fn judged<T>(&self, book: &DayBook, look: impl FnOnce(&DayState) -> T) -> T {
        let (plan, facts) = (book.plan(), book.facts());
        look(&judge(&plan, &facts, self.session.now))
    }
}

/// What still holds of a task, oldest first: the act and the occurrence it speaks of.
fn holding<'a>(book: &'a DayBook, facts: &DayFacts, target: &Target) -> Vec<(&'a Act, &'a Occurrence)> {
    let mut live = Vec::new();
    for act in &book.acts {
        let held = act.facts.iter().filter(|fact| facts.holds(act.id, fact)).filter_map(Fact::occurrence);
        live.extend(held.filter(|of| of.task == target.task).map(|of| (act, of)));
    }
    live.sort_by_key(|(act, _)| act.id);
    live.dedup();
    live
}

/// What was said of a one-off is taken back before its adding is.
fn but_adding<'a>(live: Vec<(&'a Act, &'a Occurrence)>) -> Vec<(&'a Act, &'a Occurrence)> {
    let adds = |(act, of): &(&Act, &Occurrence)| {
        act.facts.iter().any(|fact| matches!(fact, Fact::Add { of: added, .. } if added == *of))
    };
    let (adding, said): (Vec<_>, Vec<_>) = live.into_iter().partition(adds);
    if said.is_empty() { adding } else { said }
}

/// Those a selector means; without one, those of the occurrence last spoken of.
fn selected<'a>(
    mut live: Vec<(&'a Act, &'a Occurrence)>,
    selector: &Selector,
    book: &DayBook,
) -> Vec<(&'a Act, &'a Occurrence)> {
    let last = live.last().map(|(_, of)| (*of).clone());
    live.retain(|(_, of)| match selector {
        Selector::Current => Some(*of) == last.as_ref(),
        Selector::Slot(slot) => of.slot == *slot,
        Selector::Range(from, to) => {
            let start = slot_start(&book.checklist.clock, book.day, &of.slot);
            start.is_some_and(|start| (*from..=*to).contains(&start))
        }
        Selector::All => true,
    });
    live
}

fn slot_start(clock: &BusinessClock, day: Day, slot: &str) -> Option<Instant> {
    parse_time(slot).ok().map(|time| clock.instant(day, time))
}
