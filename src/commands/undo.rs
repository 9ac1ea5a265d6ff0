//! `ops undo [TASK]`: take back the last act of today, say what that was, and how to restore it. What was recorded on
//! earlier days, or of them, is taken back only with `--on DAY`.

mod list;
mod restore;

use super::hint::{CommandLine, Typed};
use super::names::{Names, is_unknown};
use super::place::{Doing, Place};
use super::{dates, option, positional, switch, target, typed, word};
use crate::app::{App, DayBook, Exit, Failure, Session};
use crate::calendar::{BusinessClock, Day, DayRange, Instant, parse_time};
use crate::checklist::is_one_off;
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
        .arg(switch("list", say::arg_undo_list(lang)).conflicts_with_all(["task", "reason", "on", "dry-run"]))
        .arg(switch("json", say::arg_json(lang)).requires("list"))
        .arg(switch("dry-run", say::arg_dry_run(lang)))
}

pub fn run(app: &App, args: &ArgMatches) -> anyhow::Result<Exit> {
    let reason = typed::given(word(args, "reason"), say::reason_needed)?;
    let session = Session::open(app)?;
    session.check_may_write()?;
    let typed = Typed::new(app, "undo", args, "task");
    let place = Place { app, session: &session, on: session.today, doing: Doing::TakeBack, line: typed.line() };
    let site = place.site(&typed.words)?;
    let on = word(args, "on").map(|text| dates::any_day(text, &session)).transpose()?;
    let search = Search { app, session: &session, site: &site, reason, on, line: typed.line() };
    if args.get_flag("list") {
        return Ok(list::print(app, &session, &search.recorded_today()?, args.get_flag("json")));
    }
    let found = match word(args, "task") {
        Some(task) => search.acts_on(task)?.map(|(book, facts)| (book, facts, 0)),
        None => search.last_act().map(Some)?,
    };
    let Some((book, facts, more)) = found else { return Ok(Exit::Fine) };
    let restoring = search.restoring(&book, &facts);
    let dry_run = args.get_flag("dry-run");
    let act = session.act(book.day, &book.site, facts, dry_run)?;
    search.tell_missed(book, act);
    if more > 0 {
        app.print(say::more_of_command(app.lang(), more));
    }
    app.print_all(restoring.iter().map(|command| say::to_restore(app.lang(), command)));
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
    on: Option<Day>,
    /// As it was typed.
    line: CommandLine,
}

/// An act of mine that holds, at least in part.
struct Recorded {
    book: DayBook,
    act: Act,
}

impl Recorded {
    /// What of it holds.
    fn held(&self) -> Vec<&Fact> {
        let facts = self.book.facts();
        self.act.facts.iter().filter(|fact| fact.occurrence().is_some() && facts.holds(self.act.id, fact)).collect()
    }
}

impl Search<'_> {
    /// The days that are searched: the one that was named, else all, for the last act may speak of any day.
    fn days(&self) -> Result<Vec<Day>, Failure> {
        match self.on {
            Some(day) => Ok(vec![day]),
            None => self.session.days_with_acts(DayRange { first: Day::MIN, last: Day::MAX }),
        }
    }

    /// Whether an act was recorded in this business day; a clock that was ahead has not made it an earlier one.
    fn is_of_today(&self, act: &Act) -> bool {
        act.recorded() >= self.session.checklist.clock.bounds(self.session.today).start
    }

    /// All that I recorded today, at all sites and of whatever day, the newest first.
    fn recorded_today(&self) -> Result<Vec<Recorded>, Failure> {
        let mut recorded = Vec::new();
        for day in self.days()? {
            for book in self.session.day_at(day, &self.sites())? {
                let facts = book.facts();
                let mine: Vec<Act> = facts.live_acts(&self.session.me).map(|(act, _)| act.clone()).collect();
                for act in mine.into_iter().filter(|act| self.is_of_today(act)) {
                    let book = DayBook {
                        since: None,
                        ..DayBook::new(book.checklist.clone(), day, book.site.clone(), book.acts.clone())
                    };
                    recorded.push(Recorded { book, act });
                }
            }
        }
        recorded.sort_by_key(|it| std::cmp::Reverse(it.act.id));
        Ok(recorded)
    }

    /// My last act at this site, whole, whichever day it is about; and how many more the same command recorded.
    fn last_act(&self) -> Result<(DayBook, Vec<Fact>, usize), Failure> {
        let mut last: Option<(DayBook, Act)> = None;
        // What one command records of several days and sites bears one instant, one act a day and site.
        let mut recorded: Vec<(Instant, (Day, String))> = Vec::new();
        for day in self.days()? {
            for book in self.session.day_at(day, &self.sites())? {
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
        if self.on.is_none() && !self.is_of_today(&act) {
            let line = self.line.clone().option("on", book.day.to_string());
            return Err(self.earlier(&book, &act, None, &line));
        }
        self.tell(&book, &act, None);
        let facts = vec![self.undo(act.id, None)];
        let own = (book.day, book.site.clone());
        let more = recorded.into_iter().filter(|(at, place)| *at == act.recorded() && *place != own).count();
        Ok((book, facts, more))
    }

    /// That an act is of an earlier day, or about one, and how to take it back all the same.
    fn earlier(&self, book: &DayBook, act: &Act, only: Option<&Occurrence>, line: &CommandLine) -> Failure {
        Failure::new(
            Exit::Task,
            Text::of(|lang| {
                let (said, by, when) = self.said(lang, book, act, only);
                say::undo_earlier(lang, words::date(lang, book.day), said, by, when)
            }),
        )
        .hint(Text::of(|lang| say::undo_earlier_hint(lang, line)))
    }

    /// The commands that would record again what the undos of a day take back.
    fn restoring(&self, book: &DayBook, undos: &[Fact]) -> Vec<String> {
        let facts = book.facts();
        let mut commands = Vec::new();
        for undo in undos {
            let Fact::Undo { act: id, only, .. } = undo else { continue };
            let Some(act) = book.acts.iter().find(|act| act.id == *id) else { continue };
            let is_taken = |fact: &&Fact| {
                facts.holds(act.id, fact) && only.as_ref().is_none_or(|of| fact.occurrence() == Some(of))
            };
            let taken: Vec<&Fact> = act.facts.iter().filter(is_taken).collect();
            commands.extend(restore::commands(self.app, self.session, book, act, &taken));
        }
        commands
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

    /// The acts that hold of a task's occurrences: those selected, else the one last spoken of. None where somebody
    /// returned them before, which is said.
    fn acts_on(&self, task: &str) -> Result<Option<(DayBook, Vec<Fact>)>, Failure> {
        let names = Names::of_checklist(&self.session.checklist);
        // A one-off is known on its own day alone.
        let is_unknown = is_unknown(&names, task);
        let found = target::target(self.app, &names, self.session.today, task);
        let mut days = self.days()?;
        // Today first, then the latest.
        days.sort_by_key(|day| std::cmp::Reverse((*day == self.session.today, *day)));
        for day in days {
            let Some(book) = self.session.day(day, self.site)? else { continue };
            let target = match &found {
                Ok(target) => target.clone(),
                Err(_) if is_unknown && !self::is_unknown(&Names::of_one_offs(&book), task) => {
                    target::target(self.app, &Names::of_one_offs(&book), day, task)?
                }
                // The task may have left the checklist; what was said of it can be taken back all the same.
                Err(_) => Target { task: task.to_owned(), selector: Selector::Current },
            };
            let facts = book.facts();
            let live = but_adding(selected(holding(&book, &facts, &target), &target.selector, &book));
            let mine: Vec<_> = live.iter().filter(|(act, _)| act.by == self.session.me).collect();
            let Some((last, of)) = mine.last().copied().or(live.last()) else {
                if (self.on.is_some() || day == self.session.today) && self.tell_returned(&book, &facts, &target) {
                    return Ok(None);
                }
                continue;
            };
            // What is done of a one-off is recorded under the day it is for, whenever that is.
            let is_near = day == self.session.today || (is_one_off(&target.task) && self.is_of_today(last));
            if self.on.is_none() && !is_near {
                let line = self.line.clone().option("on", day.to_string());
                return Err(self.earlier(&book, last, Some(of), &line));
            }
            let chosen = match (mine.is_empty(), &self.reason) {
                (true, None) => return Err(self.not_mine(&live)),
                (true, Some(_)) => live.iter().collect(),
                (false, _) => mine,
            };
            let undone = chosen.iter().map(|(act, of)| self.undo(act.id, Some((*of).clone()))).collect();
            chosen.iter().for_each(|(act, of)| self.tell(&book, act, Some(of)));
            return Ok(Some((book, undone)));
        }
        let target = found?;
        Err(Failure::new(Exit::Task, Text::of(|lang| say::nothing_on_task(lang, &target.task))))
    }

    /// Says who returned the last tick of a task before, if somebody did.
    fn tell_returned(&self, book: &DayBook, facts: &DayFacts, target: &Target) -> bool {
        let is_it = |of: &Occurrence| match &target.selector {
            Selector::Slot(slot) => of.task == target.task && of.slot == *slot,
            _ => of.task == target.task,
        };
        let mut returned = facts.undone.iter().filter(|it| it.is_returned());
        let Some(last) = returned.rfind(|it| it.occurrences().any(is_it)) else { return false };
        let lang = self.app.lang();
        let when = words::clock_time_on(&book.checklist.clock.zone, last.recorded.to_utc(), self.session.today);
        let title = book.task(&target.task).map_or(target.task.as_str(), |(_, task)| &task.title);
        self.app.print(say::already_returned(lang, cells::clean(title), cells::clean(last.by), when));
        true
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
        let (said, by, when) = self.said(lang, book, act, only);
        self.app.print(match book.day == self.session.today {
            true => say::taken_back(lang, said, by, when),
            false => say::taken_back_of(lang, words::date(lang, book.day), said, by, when),
        });
    }

    /// What of an act holds, who recorded it, and when.
    fn said(&self, lang: Lang, book: &DayBook, act: &Act, only: Option<&Occurrence>) -> (String, String, String) {
        let facts = book.facts();
        let held = act.facts.iter().filter(|fact| facts.holds(act.id, fact));
        let held: Vec<&Fact> = held.filter(|fact| only.is_none_or(|of| fact.occurrence() == Some(of))).collect();
        let said = acts::facts(lang, &book.checklist, &book.all_acts(), &held);
        let when = words::clock_time_on(&book.checklist.clock.zone, act.recorded(), self.session.today);
        (said, cells::clean(&act.by).into_owned(), when)
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
