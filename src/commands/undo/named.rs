//! Undoes what was recorded for named tasks.

use super::reach::{Held, Reach};
use super::{Piece, UndoRequest, list, nothing_to_undo_hint};
use crate::app::{DayBook, Exit, Failure};
use crate::calendar::{Day, Instant, parse_time};
use crate::checklist::is_one_off;
use crate::commands::names::{Names, is_unknown};
use crate::commands::place::{Doing, Place};
use crate::commands::refusal;
use crate::commands::target::{self, Target};
use crate::journal::{Act, Fact, Occurrence, fold};
use crate::language::{Lang, Text, say, text};
use crate::render::{cells, words};
use crate::status::Selector;

/// Finds the acts to undo, today's or those of the requested day: the user's last act on each selected occurrence. If a
/// reason is given, these are instead other people's acts that determine the occurrence's state, unless the last of
/// those acts is the user's.
pub fn find(request: &UndoRequest) -> Result<(Reach, Vec<Piece>), Failure> {
    let (session, words) = (request.session, &request.typed.words);
    let day = request.on.unwrap_or(session.today);
    let place = Place::new(request.app, session, day, Doing::TakeBack, request.typed.line());
    let site = place.site(words)?;
    let mut book = session.day_in_force(day, &site)?;
    let read = |book: &DayBook| read(request, &Names::of(book), day);
    let mut targets = target::with_one_offs(session, &mut book, &site, words, read);
    if targets.as_ref().is_err_and(|failure| failure.exit == Exit::Task) {
        target::with_past(session, std::slice::from_mut(&mut book), &[&site], words)?;
        targets = read(&book);
    }
    let mut search = UndoSearch { request, day, reach: Reach::of(book) };
    let targets = match targets {
        Ok(targets) => targets,
        Err(failure) if failure.exit == Exit::Task => {
            search.widen()?;
            search.elsewhere(failure)?
        }
        Err(failure) => return Err(failure),
    };
    if targets.iter().any(|target| !search.has(target)) {
        search.widen()?;
    }
    search.check_gone(&targets)?;
    let mut chosen: Vec<HeldOf> = Vec::new();
    for target in &targets {
        chosen.extend(search.chosen(target)?);
    }
    let pieces = search.pieces(chosen);
    search.one_home(&pieces)?;
    Ok((search.reach, pieces))
}

fn read(request: &UndoRequest, names: &Names, day: Day) -> Result<Vec<Target>, Failure> {
    request.typed.words.iter().map(|word| target::target(request.app, names, day, word)).collect()
}

struct UndoSearch<'a> {
    request: &'a UndoRequest<'a>,
    day: Day,
    /// The books searched: first the day at the site, then the days whose one-offs are carried into it. `widen` adds
    /// the days that may have acts recorded today.
    reach: Reach,
}

/// An act, and one occurrence that it is about.
type HeldOf<'a> = (Held<'a>, &'a Occurrence);

impl UndoSearch<'_> {
    fn widen(&mut self) -> Result<(), Failure> {
        let days = self.request.session.days_recorded_today()?;
        let more = Reach::read(self.request.session, days)?;
        self.reach.books.extend(more.books);
        Ok(())
    }

    /// Reads the words again, with tasks that the day does not have: one-offs about which something was recorded that
    /// day, and tasks that have left the checklist. Returns `failure` if a word names none of these either.
    fn elsewhere(&self, failure: Failure) -> Result<Vec<Target>, Failure> {
        let held = self.reach.held();
        let spoken_of = |id: &str| {
            let mut said = held.iter().flat_map(|it| it.occurrences().into_iter().map(move |of| (it, of)));
            said.any(|(it, of)| of.task == id && self.is_within(it, of))
        };
        let book = &self.reach.books[0];
        let known = Names::of(book);
        let one_offs = self.reach.books.iter().flat_map(|book| book.one_offs.tasks());
        let tasks = one_offs.filter(|it| spoken_of(&it.id)).collect();
        let names = Names { checklist: &book.checklist, tasks, books: &[] };
        let mut failure = Some(failure);
        let read = |word: &&str| {
            if !is_unknown(&known, word) {
                return target::target(self.request.app, &known, self.day, word);
            }
            let gone = |id: &str| held.iter().flat_map(Held::occurrences).any(|of| of.task == id);
            match word.rsplit_once(['@', '＠']).map_or(*word, |(name, _)| name) {
                _ if !is_unknown(&names, word) => target::target(self.request.app, &names, self.day, word),
                id if gone(id) => {
                    let slot = word.rsplit_once(['@', '＠']).map(|(_, slot)| slot);
                    let selector = slot.map(|slot| target::selector(&book.checklist.clock, self.day, slot));
                    Ok(Target { task: id.to_owned(), selector: selector.unwrap_or(Ok(Selector::Current))? })
                }
                _ => Err(failure.take().unwrap_or_else(|| Failure::usage(text::nothing_picked()))),
            }
        };
        self.request.typed.words.iter().map(read).collect()
    }

    /// Whether an act belongs to the day: it is about the day, or it is about a one-off and was recorded that day.
    fn is_within(&self, held: &Held, of: &Occurrence) -> bool {
        held.at == 0 || (is_one_off(&of.task) && self.is_recorded_then(held.act))
    }

    fn is_recorded_then(&self, act: &Act) -> bool {
        self.request.session.checklist.clock.day_of(act.recorded()) == self.day
    }

    /// Returns the acts in effect on a target, in the order recorded.
    fn said<'s>(&'s self, target: &Target, is_within: impl Fn(&Held, &Occurrence) -> bool) -> Vec<HeldOf<'s>> {
        let mut said = Vec::new();
        for held in self.reach.held() {
            let of = held.occurrences().into_iter().filter(|of| {
                of.task == target.task && is_within(&held, of) && is_meant(&self.reach.books[held.at], target, of)
            });
            said.extend(of.map(|of| (held.clone(), of)));
        }
        said
    }

    fn has(&self, target: &Target) -> bool {
        !self.said(target, |held, of| self.is_within(held, of)).is_empty()
    }

    /// Returns an error if the user has also recorded something at a site that no longer exists, since the site must
    /// then be named.
    fn check_gone(&self, targets: &[Target]) -> Result<(), Failure> {
        let (session, book) = (self.request.session, &self.reach.books[0]);
        if (session.names_site() && !session.is_usual_site()) || !targets.iter().any(|target| self.has(target)) {
            return Ok(());
        }
        let mut gone = session.day_everywhere(self.day)?;
        gone.retain(|other| !other.knows_site && other.site != book.site);
        let is_named = |of: &Occurrence| !is_one_off(&of.task) && targets.iter().any(|target| of.task == target.task);
        let is_mine = |act: &Act, facts: &[&Fact]| {
            act.by == session.me && facts.iter().filter_map(|fact| fact.occurrence()).any(is_named)
        };
        gone.retain(|other| fold(&other.acts).live_acts().any(|(act, facts)| is_mine(act, &facts)));
        if gone.is_empty() {
            return Ok(());
        }
        let line = |site: &str| format!("\n  {}", self.request.typed.line().option("site", site));
        let sites = std::iter::once(&*book.site).chain(gone.iter().map(|other| &*other.site));
        let list = sites.map(line).collect::<String>();
        let said = self.request.typed.words.join(" ");
        Err(Failure::new(Exit::Task, text::which_site_of(&said, &list)))
    }

    /// Returns the acts to undo for a target.
    fn chosen<'s>(&'s self, target: &Target) -> Result<Vec<HeldOf<'s>>, Failure> {
        let mut said = self.said(target, |held, of| self.is_within(held, of));
        if said.iter().any(|said| !adds(said)) {
            // Acts on a one-off are undone before the act that added it.
            said.retain(|said| !adds(said));
        } else if self.request.reason.is_some() && self.taken_back(target).is_some_and(|(_, is_returned)| is_returned) {
            // Repeating a return must not remove the one-off itself from everybody's lists.
            return self.nothing(target);
        }
        let is_mine = |(held, _): &HeldOf| held.act.by == self.request.session.me;
        let Some(last) = said.iter().rev().find(|it| self.request.reason.is_some() || is_mine(it)) else {
            return match said.last() {
                Some(last) => Err(self.not_mine(last)),
                None => self.nothing(target),
            };
        };
        let (at, last) = (last.0.at, last.1);
        let mut occurrences: Vec<(usize, &Occurrence)> = Vec::new();
        for (held, of) in &said {
            let is_meant = target.selector != Selector::Current || (held.at, *of) == (at, last);
            if is_meant && !occurrences.contains(&(held.at, of)) {
                occurrences.push((held.at, of));
            }
        }
        let mut chosen: Vec<HeldOf> = Vec::new();
        for key in occurrences {
            let here = || said.iter().filter(|(held, of)| (held.at, *of) == key).cloned();
            let standing = if self.request.reason.is_some() { standing(here().collect()) } else { Vec::new() };
            match here().rev().find(|it| is_mine(it)) {
                Some(mine) if standing.last().is_none_or(is_mine) => chosen.push(mine),
                _ => chosen.extend(standing.into_iter().filter(|it| !is_mine(it))),
            }
        }
        Ok(chosen)
    }

    /// Combines the acts to undo into one piece per act.
    fn pieces(&self, chosen: Vec<HeldOf>) -> Vec<Piece> {
        let mut acts: Vec<(Held, Vec<&Occurrence>)> = Vec::new();
        for (held, of) in chosen {
            match acts.iter_mut().find(|(known, _)| known.act.id == held.act.id) {
                Some((_, known)) if known.contains(&of) => {}
                Some((_, known)) => known.push(of),
                None => acts.push((held, vec![of])),
            }
        }
        acts.into_iter().map(|(held, of)| self.request.piece(&self.reach, &held, Some(of))).collect()
    }

    fn not_mine(&self, (held, of): &HeldOf) -> Failure {
        let held = Held { facts: held.of(&[of]), ..held.clone() };
        let command = list::command(self.request, &held, &self.reach.books[held.at]);
        let by = cells::clean(&held.act.by);
        Failure::usage(text::undo_not_mine(&by)).hint(text::undo_not_mine_hint(&command))
    }

    /// Reports that the day has nothing to undo. If another person undid it before, returns an empty list; otherwise an
    /// error, which names what could be undone on other days.
    fn nothing<'s>(&self, target: &Target) -> Result<Vec<HeldOf<'s>>, Failure> {
        if let Some((said, is_returned)) = self.taken_back(target) {
            if is_returned {
                let lang = self.request.app.lang();
                self.request.app.print(said.in_lang(lang));
                self.request.app.print(say::nothing_recorded(lang));
                return Ok(Vec::new());
            }
            return Err(Failure::new(Exit::Task, said));
        }
        let task = &target.task;
        let Some((held, of)) = self.said(target, |_, _| true).pop() else {
            return Err(Failure::new(Exit::Task, Text::of(|lang| say::nothing_on_task(lang, self.titled(lang, task))))
                .hint(nothing_to_undo_hint(self.request.app)));
        };
        let book = &self.reach.books[held.at];
        let held = Held { facts: held.of(&[of]), ..held };
        let command = list::command(self.request, &held, book);
        let said = |lang| self.request.said(lang, book, held.act, &held.facts);
        Err(Failure::new(
            Exit::Task,
            Text::of(|lang| {
                say::nothing_on_task_of(lang, self.titled(lang, task), words::date(lang, self.day), said(lang))
            }),
        )
        .hint(text::to_take_it_back(&command)))
    }

    /// Returns the title of a task that may be of any of the days searched.
    fn titled(&self, lang: Lang, task: &str) -> String {
        let book = self.reach.books.iter().find(|book| book.task(task).is_some()).unwrap_or(&self.reach.books[0]);
        refusal::titled(lang, book, task)
    }

    /// Returns a message about the last undo of the target, and whether it was by a person other than the act's author.
    /// `None` if nothing was undone.
    fn taken_back(&self, target: &Target) -> Option<(Text, bool)> {
        let mut last = None;
        for (at, book) in self.reach.books.iter().enumerate() {
            for undone in fold(&book.acts).undone {
                let held = Held { at, act: undone.act, facts: undone.facts.clone() };
                let is_asked =
                    |of: &Occurrence| of.task == target.task && self.is_within(&held, of) && is_meant(book, target, of);
                if undone.occurrences().any(is_asked)
                    && last.as_ref().is_none_or(|(_, known): &(_, crate::journal::Undone)| known.undo < undone.undo)
                {
                    last = Some((at, undone));
                }
            }
        }
        let (at, undone) = last?;
        let book = &self.reach.books[at];
        let when =
            words::clock_time_on(&book.checklist.clock.zone, undone.recorded.to_utc(), self.request.session.today);
        let by = cells::clean(undone.by).into_owned();
        let said = Text::of(|lang| {
            let what = self.request.said(lang, book, undone.act, &undone.facts);
            let reason = undone.reason.map(|reason| say::bracketed(lang, cells::clean(reason)));
            say::taken_back_before(lang, what, &by, &when) + &reason.unwrap_or_default()
        });
        Some((said, undone.is_returned()))
    }

    /// Returns an error if the pieces are of several days or sites, since an act has only one of each.
    fn one_home(&self, pieces: &[Piece]) -> Result<(), Failure> {
        let home = |piece: &Piece| {
            let book = &self.reach.books[piece.at];
            let task = piece.facts.first().and_then(Fact::occurrence).map(|of| of.task.to_string());
            (book.day, book.site.clone(), self.titled(self.request.app.lang(), &task.unwrap_or_default()))
        };
        let Some((day, site, first)) = pieces.first().map(home) else { return Ok(()) };
        match pieces.iter().map(home).find(|(other, at, _)| (*other, at) != (day, &site)) {
            None => Ok(()),
            Some((other, _, task)) => {
                Err(Failure::usage(text::several_days(&first, day, &task, other)).hint(text::several_days_hint()))
            }
        }
    }
}

/// Selects those acts on an occurrence that determine its state. If the last one is a skip or an excuse, it alone does;
/// otherwise all ticks do, and undoing them restores an earlier skip or excuse. Notes are selected only if there is
/// nothing else.
fn standing(said: Vec<HeldOf>) -> Vec<HeldOf> {
    let is_ruling =
        |(held, of): &HeldOf| held.of(&[of]).iter().any(|fact| matches!(fact, Fact::Skip { .. } | Fact::Excuse { .. }));
    let (mut said, remarks): (Vec<HeldOf>, Vec<HeldOf>) = said.into_iter().partition(|said| !is_remark(said));
    match said.pop() {
        None => remarks,
        Some(last) if is_ruling(&last) => vec![last],
        Some(last) => said.into_iter().filter(|said| !is_ruling(said)).chain([last]).collect(),
    }
}

/// Whether all facts of an act about the occurrence are notes.
fn is_remark((held, of): &HeldOf) -> bool {
    held.of(&[of]).iter().all(|fact| matches!(fact, Fact::Note { .. }))
}

/// Whether an act added the one-off.
fn adds((held, of): &HeldOf) -> bool {
    held.facts.iter().any(|fact| list::adds(fact, of))
}

/// Whether a target's selector includes an occurrence. A target without a selector includes every one.
fn is_meant(book: &DayBook, target: &Target, of: &Occurrence) -> bool {
    match &target.selector {
        Selector::Current | Selector::All => true,
        Selector::Slot(slot) => of.slot == *slot,
        Selector::Range(from, to) => slot_start(book, &of.slot).is_some_and(|start| (*from..=*to).contains(&start)),
    }
}

fn slot_start(book: &DayBook, slot: &str) -> Option<Instant> {
    parse_time(slot).ok().map(|time| book.checklist.clock.instant(book.day, time))
}
