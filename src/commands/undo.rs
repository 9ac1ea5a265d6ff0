//! `ops undo [TASK]...`: undoes the person's last act of today, or on the named tasks, and prints commands to record it
//! again.

mod again;
mod list;
mod named;
mod reach;

use super::{dates, no_pager, option, outcome, page, positional, switch, typed, word};
use crate::app::hint::{CommandLine, LEFT_OPEN, Typed};
use crate::app::{App, DayBook, Exit, Failure, Session};
use crate::calendar::{Day, Lean, parse_day};
use crate::journal::{Act, ActId, Fact, Occurrence, fold};
use crate::language::{Lang, Text, say, text};
use crate::render::day::{reason_said, values};
use crate::render::{acts, cells, words};
use crate::status::{Item, Status};
use again::Again;
use clap::{ArgAction, ArgMatches, Command};
use reach::{Held, Reach};

pub fn args(command: Command, lang: Lang) -> Command {
    command
        .arg(positional("tasks", "TASK", say::arg_undo_task(lang)).action(ArgAction::Append).num_args(0..))
        .arg(option("reason", "REASON", say::arg_undo_reason(lang)).short('r'))
        .arg(option("on", "DAY", say::arg_on(lang)))
        .arg(switch("list", say::arg_undo_list(lang)).conflicts_with_all(["tasks", "reason", "dry-run"]))
        .arg(switch("json", say::arg_json(lang)).requires("list"))
        .arg(switch("dry-run", say::arg_dry_run(lang)))
        .arg(no_pager(lang))
}

pub fn run(app: &App, args: &ArgMatches) -> anyhow::Result<Exit> {
    let reason = word(args, "reason").map(typed::reason).transpose()?;
    let session = Session::open(app)?;
    let typed = Typed::new(app, "undo", args, "tasks");
    let on = word(args, "on").map(|text| day_on(text, &session, &typed)).transpose()?;
    let request = UndoRequest { app, session: &session, typed, on, reason };
    if args.get_flag("list") {
        page(app, args);
        return list::run(&request, args.get_flag("json"));
    }
    session.check_may_write()?;
    let (reach, pieces) = match request.typed.words.is_empty() {
        true => request.last()?,
        false => named::find(&request)?,
    };
    request.take_back(reach, pieces, args.get_flag("dry-run"))
}

/// Parses `--on`: of a day before and one to come, as of 周五, the one on which the user has something to undo.
fn day_on(text: &str, session: &Session, typed: &Typed) -> Result<Day, Failure> {
    let near = dates::any_day(text, session)?;
    let leant = [Lean::Back, Lean::Forward].map(|lean| parse_day(text, session.today, lean).unwrap_or(near));
    if leant[0] == leant[1] {
        return Ok(near);
    }
    let mut found = Vec::new();
    for day in leant {
        let reach = Reach::read(session, [day])?;
        let has_acts = reach.held().iter().any(|it| it.act.by == session.me || typed.has("reason"));
        found.extend(has_acts.then_some(day));
    }
    match found.as_slice() {
        [before, after] => {
            let [one, other] = [before, after].map(|day| typed.line().option("on", day.to_string()));
            Err(Failure::usage(text::which_day(text)).hint(text::day_word_either(one, other)))
        }
        [day] => Ok(*day),
        _ => Ok(leant[0]),
    }
}

struct UndoRequest<'a> {
    app: &'a App,
    session: &'a Session<'a>,
    typed: Typed<'a>,
    /// The day given by `--on`.
    on: Option<Day>,
    reason: Option<String>,
}

/// The part of an act to undo.
struct Piece {
    /// The index of the act's book in `Reach::books`.
    at: usize,
    act: ActId,
    by: String,
    /// The occurrences to undo; `None` for the whole act.
    only: Option<Vec<Occurrence>>,
    /// The facts to undo, with only those values that no later act has replaced.
    facts: Vec<Fact>,
    /// The message printed once the piece is undone.
    told: String,
}

impl UndoRequest<'_> {
    /// Reads the days to search: the requested day, or those that may have acts recorded today.
    fn reach(&self) -> Result<Reach, Failure> {
        match self.on {
            Some(day) => Reach::read(self.session, [day]),
            None => Reach::read(self.session, self.session.days_recorded_today()?),
        }
    }

    /// Whether an act was recorded today, whatever day it is about.
    fn is_of_today(&self, act: &Act) -> bool {
        self.session.checklist.clock.day_of(act.recorded()) == self.session.today
    }

    /// Finds the user's last act, recorded today or about the requested day. An error if there is none.
    fn last(&self) -> Result<(Reach, Vec<Piece>), Failure> {
        let reach = self.reach()?;
        let mut held = reach.held();
        held.retain(|it| it.act.by == self.session.me);
        let me = cells::clean(&self.session.me);
        let Some(last) = held.pop() else {
            return Err(Failure::new(
                Exit::Task,
                Text::of(|lang| match self.on {
                    Some(day) => say::nothing_to_undo_of(lang, &me, words::date(lang, day)),
                    None => say::nothing_to_undo(lang, &me),
                }),
            )
            .hint(nothing_to_undo_hint(self.app)));
        };
        let book = &reach.books[last.at];
        if self.on.is_none() && !self.is_of_today(last.act) {
            let command = list::whole(self, &last, book);
            let said = |lang| self.said(lang, book, last.act, &last.facts);
            return Err(Failure::new(Exit::Task, Text::of(|lang| say::last_not_today(lang, said(lang))))
                .hint(text::to_take_it_back(&command)));
        }
        let piece = self.piece(&reach, &last, None);
        drop(held);
        Ok((reach, vec![piece]))
    }

    fn piece(&self, reach: &Reach, held: &Held, only: Option<Vec<&Occurrence>>) -> Piece {
        let book = &reach.books[held.at];
        let taken = only.as_ref().map_or_else(|| held.facts.clone(), |only| held.of(only));
        let state = fold(&book.acts);
        let counts = |of: &Occurrence, field: &str| {
            let value = state.occurrences.get(of).and_then(|facts| facts.values.get(field));
            value.is_some_and(|value| value.act == held.act.id)
        };
        let facts = taken.iter().map(|fact| match (*fact).clone() {
            Fact::Tick { of, at, steps, mut values } => {
                values.retain(|field, _| counts(&of, field));
                Fact::Tick { of, at, steps, values }
            }
            fact => fact,
        });
        Piece {
            at: held.at,
            act: held.act.id,
            by: held.act.by.to_string(),
            only: only.map(|only| only.into_iter().cloned().collect()),
            facts: facts.collect(),
            told: self.told(book, held.act, &taken),
        }
    }

    fn told(&self, book: &DayBook, act: &Act, facts: &[&Fact]) -> String {
        let lang = self.app.lang();
        let (what, by, at) = self.parts(lang, book, act, facts);
        match book.day == self.session.today {
            true => say::taken_back(lang, what, by, at),
            false => say::taken_back_of(lang, words::date(lang, book.day), what, by, at),
        }
    }

    /// Describes an act: `done: Open @08:30 (recorded by 小李 at 11-23 08:40)`, with its day if that is not today.
    fn said(&self, lang: Lang, book: &DayBook, act: &Act, facts: &[&Fact]) -> String {
        let (what, by, at) = self.parts(lang, book, act, facts);
        match book.day == self.session.today {
            true => say::act_said(lang, what, by, at),
            false => say::act_said_of(lang, words::date(lang, book.day), what, by, at),
        }
    }

    fn parts(&self, lang: Lang, book: &DayBook, act: &Act, facts: &[&Fact]) -> (String, String, String) {
        let what = self.place(book) + &acts::facts(lang, &book.checklist, &book.all_acts(), facts);
        let at = words::clock_time_on(&book.checklist.clock.zone, act.recorded(), self.session.today);
        (what, cells::clean(&act.by).into_owned(), at)
    }

    /// Returns the title of the site, if the checklist has several.
    fn place(&self, book: &DayBook) -> String {
        outcome::place(book, &book.site)
    }

    /// Undoes the pieces in one act, and reports the result.
    fn take_back(&self, mut reach: Reach, mut pieces: Vec<Piece>, dry_run: bool) -> anyhow::Result<Exit> {
        let Some(first) = pieces.first() else { return Ok(Exit::Fine) };
        let (app, lang, at) = (self.app, self.app.lang(), first.at);
        self.check_unanswered(&reach.books[at], &pieces)?;
        let more = if first.only.is_none() { self.more(&reach, first) } else { 0 };
        let mut book = reach.books.swap_remove(at);
        let done = self.occurrences(&book, |item| item.completion.is_some());
        let act = self.session.act(book.day, &book.site, self.undoing(&pieces), dry_run)?;
        pieces.iter().for_each(|piece| app.print(&piece.told));
        book.push(act);
        let lost = self.occurrences(&book, |item| item.status == Status::Missed && done.contains(&item.occurrence()));
        if !lost.is_empty() {
            let what = acts::occurrences(lang, &book.checklist, &book.all_acts(), lost.iter());
            app.print(say::missed_now(lang, what));
        }
        let is_open_again = |item: &Item| item.status.is_open() && done.contains(&item.occurrence());
        for of in self.occurrences(&book, is_open_again) {
            let is_tick = |fact: &Fact| matches!(fact, Fact::Tick { .. });
            if let Some(by) = answered(&book, &of, &self.session.me, is_tick) {
                let what = acts::occurrences(lang, &book.checklist, &book.all_acts(), std::iter::once(&of));
                app.print(say::open_again(lang, what, cells::clean(&by)));
            }
        }
        self.tell_standing(&book, &pieces);
        if more > 0 {
            let line = CommandLine::new(app, "undo");
            let line = self.on.iter().fold(line, |line, day| line.option("on", day.to_string()));
            app.print(say::more_of_command(lang, more, line));
        }
        if dry_run {
            self.session.say_only_tried();
            return Ok(Exit::Fine);
        }
        let still_done = self.occurrences(&book, |item| item.completion.is_some());
        let again =
            Again { app, session: self.session, book: &book, is_done: &|of: &Occurrence| still_done.contains(of) };
        again::gather_values(&mut pieces);
        let commands = pieces.iter().flat_map(|piece| again.commands(piece));
        commands.for_each(|command| app.print(say::to_record_again(lang, command)));
        let with_tick = pieces.iter().flat_map(|piece| again.with_tick(piece));
        with_tick.for_each(|command| app.print(say::to_record_with_values(lang, command)));
        Ok(Exit::Fine)
    }

    /// Prints the state of undone occurrences that are still done, skipped or excused because of an earlier act.
    fn tell_standing(&self, book: &DayBook, pieces: &[Piece]) {
        let (lang, zone) = (self.app.lang(), &book.checklist.clock.zone);
        let stands = |fact: &&Fact| !matches!(fact, Fact::Note { .. } | Fact::Add { .. });
        let undone = || pieces.iter().flat_map(|piece| &piece.facts).filter(stands);
        let is_undone = |item: &Item| undone().filter_map(Fact::occurrence).any(|of| item.is(&of.task, &of.slot));
        let basis = book.basis();
        let day = basis.judge(self.session.now);
        let mut standing: Vec<(String, Vec<Occurrence>)> = Vec::new();
        for item in day.items.iter().filter(|item| is_undone(item)) {
            let more = match item.status {
                Status::Done(_) => values(lang, item),
                Status::Skipped | Status::Excused => item
                    .reason()
                    .map(|reason| reason_said(lang, &cells::clean(reason)).into_owned())
                    .into_iter()
                    .collect(),
                _ => continue,
            };
            let more = Some(more).filter(|more| !more.is_empty());
            let more = more.map(|more| say::bracketed(lang, more.join(&say::list_comma(lang)))).unwrap_or_default();
            let state = words::state(lang, item, day.now, zone, day.day) + &more;
            match standing.iter_mut().find(|(known, _)| *known == state) {
                Some((_, known)) => known.push(item.occurrence()),
                None => standing.push((state, vec![item.occurrence()])),
            }
        }
        for (state, of) in standing {
            let what = acts::occurrences(lang, &book.checklist, &book.all_acts(), of.iter());
            self.app.print(say::stands_now(lang, what, state));
        }
    }

    /// Returns an error if, without a reason, the undo would remove a one-off that others have ticked, skipped or
    /// noted.
    fn check_unanswered(&self, book: &DayBook, pieces: &[Piece]) -> Result<(), Failure> {
        let added = pieces.iter().flat_map(|piece| &piece.facts).filter_map(|fact| match fact {
            Fact::Add { of, .. } => Some(of),
            _ => None,
        });
        let by = added.filter(|_| self.reason.is_none()).find_map(|of| answered(book, of, &self.session.me, |_| true));
        let Some(by) = by else { return Ok(()) };
        let command = self.typed.line().option("reason", LEFT_OPEN);
        Err(Failure::usage(text::undo_answered(cells::clean(&by))).hint(text::undo_not_mine_hint(&command)))
    }

    fn undoing(&self, pieces: &[Piece]) -> Vec<Fact> {
        let undo =
            |act, only: Option<&Occurrence>| Fact::Undo { act, only: only.cloned(), reason: self.reason.clone() };
        let of = |piece: &Piece| match &piece.only {
            None => vec![undo(piece.act, None)],
            Some(only) => only.iter().map(|of| undo(piece.act, Some(of))).collect(),
        };
        pieces.iter().flat_map(of).collect()
    }

    /// Returns the number of other acts that the same command recorded. Such acts are of other days or sites and have
    /// the same recording time.
    fn more(&self, reach: &Reach, piece: &Piece) -> usize {
        let held = reach.held();
        let at = held.iter().find(|it| it.act.id == piece.act).map(|it| it.act.recorded());
        let is_more = |it: &&Held| it.act.by == piece.by && it.at != piece.at && Some(it.act.recorded()) == at;
        held.iter().filter(is_more).count()
    }

    fn occurrences(&self, book: &DayBook, is_so: impl Fn(&Item) -> bool) -> Vec<Occurrence> {
        let basis = book.basis();
        let day = basis.judge(self.session.now);
        day.items.iter().filter(|item| is_so(item)).map(Item::occurrence).collect()
    }
}

fn nothing_to_undo_hint(app: &App) -> Text {
    let [log, undo] = ["log", "undo"].map(|verb| CommandLine::new(app, verb).to_string());
    text::nothing_to_undo_hint(&log, &undo)
}

/// Returns the person, other than `me`, whose act is the last with a fact in effect about an occurrence; only facts
/// accepted by `counts` are considered.
fn answered(book: &DayBook, of: &Occurrence, me: &str, counts: impl Fn(&Fact) -> bool) -> Option<String> {
    let facts = fold(&book.acts);
    let is_answer =
        |act: &Act, facts: &[&Fact]| act.by != me && facts.iter().any(|it| it.occurrence() == Some(of) && counts(it));
    let answers = facts.live_acts().filter(|(act, facts)| is_answer(act, facts));
    answers.max_by_key(|(act, _)| act.id).map(|(act, _)| act.by.to_string())
}
