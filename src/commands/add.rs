//! `ops add TITLE`, `ops add -`: one-offs, tasks for one day that are carried until they are done.

mod list;
mod spoken;
mod words;

use super::adding::Adding;
use super::hint::Typed;
use super::names::Names;
use super::place::{Doing, Place};
use super::{option, positional, refusal, switch, target, typed, word};
use crate::app::{App, DayBook, Exit, Failure, Session};
use crate::calendar::{Day, time_label};
use crate::checklist::{Schedule, Span, Task};
use crate::journal::{Act, Fact, Occurrence};
use crate::language::{Lang, Text, plain, say};
use crate::plan::{ANY_SLOT, LONGEST_CARRY, OneOff, slots};
use crate::render::{cells, one_off, words as wording};
use crate::status::{Choice, Item, Purpose, Selector, choose, judge, nearest};
use clap::{ArgAction, ArgMatches, Command};
use smol_str::SmolStr;
use words::{Known, Said};

/// For how many days a one-off is carried where nothing is said; a fault for as many as can be.
const USUAL_CARRY: u8 = 7;

pub fn args(command: Command, lang: Lang) -> Command {
    command
        .arg(
            positional("title", "TITLE", say::arg_add_title(lang))
                .action(ArgAction::Append)
                .num_args(1..)
                .required(true),
        )
        .arg(option("on", "DAY", say::arg_add_on(lang)))
        .arg(option("at", "SPAN", say::arg_add_at(lang)))
        .arg(option("for", "WHO", say::arg_add_for(lang)))
        .arg(option("carry", "DAYS", say::arg_add_carry(lang)))
        .arg(option("found", "TASK", say::arg_add_found(lang)))
        .arg(option("note", "TEXT", say::arg_add_note(lang)))
        .arg(switch("dry-run", say::arg_dry_run(lang)))
}

pub fn run(app: &App, args: &ArgMatches) -> anyhow::Result<Exit> {
    let session = Session::open(app)?;
    session.check_may_write()?;
    let typed = Typed::new(app, "add", args, "title");
    let place = Place { app, session: &session, on: session.today, doing: Doing::Remark, line: typed.line() };
    let site = place.site(word(args, "found").as_slice())?;
    let known = Known { checklist: &session.checklist, today: session.today, me: &session.me };
    let given = Said {
        day: word(args, "on").map(|text| known.day(text)).transpose()?,
        span: word(args, "at").map(|text| known.span(text)).transpose()?,
        assignee: word(args, "for").map(|text| known.assignee(text)).transpose()?,
        title: String::new(),
    };
    let common = Common {
        carry: word(args, "carry").map(carry).transpose()?,
        found: word(args, "found").map(|text| found(app, &session, &site, text, &typed)).transpose()?,
        note: typed::given(word(args, "note"), say::note_empty)?,
    };
    let typed: Vec<&str> = args.get_many::<String>("title").unwrap_or_default().map(String::as_str).collect();
    let said = match typed.as_slice() {
        ["-"] => list::read(app, &known, &given)?,
        // A day, a time and who may stand in front, as in a line of a list.
        words => vec![known.said(&words.join(" "), &given, false)?],
    };
    write(app, &session, &site, said, &common, args.get_flag("dry-run"))
}

/// What is said of all that are added.
struct Common {
    carry: Option<u8>,
    found: Option<Occurrence>,
    note: Option<String>,
}

fn carry(text: &str) -> Result<u8, Failure> {
    let days = plain(text).trim().parse().ok().filter(|days| *days <= LONGEST_CARRY);
    days.ok_or_else(|| Failure::usage(Text::of(|lang| say::carry_refused(lang, text))))
}

/// Today's occurrence of a task in whose doing a fault was found.
fn found(app: &App, session: &Session, site: &str, text: &str, typed: &Typed) -> Result<Occurrence, Failure> {
    let mut book = session.day_in_force(session.today, site)?;
    let read = |book: &DayBook| target::target(app, &Names::of(book), session.today, text);
    let target = target::with_one_offs(session, &mut book, site, &[text], read)?;
    let (plan, facts) = (book.plan(), book.facts());
    let day = judge(&plan, &facts, session.now);
    let picked = match &target.selector {
        Selector::Slot(slot) => day.items.iter().position(|item| item.is(&target.task, slot)),
        _ => nearest(&day, &target.task),
    };
    let refused = || {
        let choice = choose(&day, &target.task, &target.selector, Purpose::SetAside);
        let choice = if matches!(choice, Choice::NoSuchSlot(_)) { choice } else { Choice::NotPlanned };
        refusal::refuse(app, &book, &day, &target.task, choice, &|task| typed.line().option("found", task))
    };
    picked.map(|picked| day.items[picked].occurrence()).ok_or_else(refused)
}

/// Writes an act for each day, once everything is known to be right, and tells what was added.
fn write(
    app: &App,
    session: &Session,
    site: &str,
    said: Vec<Said>,
    common: &Common,
    dry_run: bool,
) -> anyhow::Result<Exit> {
    let mut days: Vec<Day> = said.iter().map(|it| it.day.unwrap_or(session.today)).collect();
    days.sort_unstable();
    days.dedup();
    let mut acts = Vec::new();
    for day in days {
        let mut book = session.day_in_force(day, site)?;
        if !book.knows_site {
            return Err(Failure::new(Exit::Task, Text::of(|lang| say::site_gone(lang, site, day))).into());
        }
        // Keys are not to be mistaken for those of one-offs that are carried into the day.
        session.carry(std::slice::from_mut(&mut book))?;
        let of_day = said.iter().filter(|it| it.day.unwrap_or(session.today) == day);
        let facts = facts(session, &book, of_day, common);
        acts.push((book, facts));
    }
    let mut rows = Vec::new();
    for (book, facts) in acts {
        match session.act(book.day, &book.site, facts, dry_run) {
            Ok(act) => rows.extend(told(app, session, book, act)),
            Err(failure) => {
                // What is recorded is told, whatever comes of the rest.
                if !rows.is_empty() {
                    app.print_all(one_off::added_lines(rows, &app.screen));
                    app.warn(say::list_half_written(app.lang(), book.day));
                }
                return Err(failure.into());
            }
        }
    }
    app.print_all(one_off::added_lines(rows, &app.screen));
    if dry_run {
        session.say_only_tried();
    }
    Ok(Exit::Fine)
}

fn facts<'a>(session: &Session, book: &DayBook, said: impl Iterator<Item = &'a Said>, common: &Common) -> Vec<Fact> {
    let mut adding = Adding::new(session, book, book.day, book.checklist.clock.zone.at(session.now));
    let usual = if common.found.is_some() { LONGEST_CARRY } else { USUAL_CARRY };
    said.map(|it| {
        let (slot, end) = it.span.map_or((ANY_SLOT.into(), None), |span| window(book, span));
        let one_off = OneOff {
            title: it.title.clone(),
            end,
            assignee: it.assignee.clone(),
            carry: common.carry.unwrap_or(usual),
            found: common.found.clone(),
            note: common.note.clone(),
        };
        adding.fact(slot, one_off)
    })
    .collect()
}

/// A span as slot and end: open sides are closed by the hours of the day's checklist.
fn window(book: &DayBook, span: Span) -> (SmolStr, Option<chrono::NaiveTime>) {
    let probe = |task: &Task| slots(&book.checklist, task).into_iter().next();
    let any = book.checklist.tasks().next().map(|(_, task)| task);
    let task = any.map(|task| Task { schedule: Schedule::Windows(vec![span]), ..task.clone() });
    match (task.as_ref().and_then(probe), span) {
        (Some(slot), Span::Point(_)) => (slot.label, None),
        (Some(slot), _) => (slot.label, Some(slot.wall.end)),
        (None, Span::Window(wall)) => (time_label(wall.start).into(), Some(wall.end)),
        (None, Span::Point(time) | Span::From(time) | Span::By(time)) => (time_label(time).into(), None),
    }
}

/// A row for each that an act adds; a warning for what is overdue at once.
fn told(app: &App, session: &Session, mut book: DayBook, act: Act) -> Vec<Vec<String>> {
    let keys: Vec<Occurrence> = act.facts.iter().filter_map(Fact::occurrence).cloned().collect();
    book.push(act);
    let (plan, facts) = (book.plan_of_one_offs(), book.facts());
    let day = judge(&plan, &facts, session.now);
    let added: Vec<_> = day.items.iter().filter(|item| keys.contains(&item.occurrence())).collect();
    for item in added.iter().filter(|item| item.planned.span.is_some() && item.planned.window.end <= session.now) {
        let window = wording::window(app.lang(), item.planned);
        app.warn(say::time_gone(app.lang(), cells::clean(&window)));
    }
    let titles = |key: &str| book.task(key).map(|(_, task)| task.title.clone());
    let row = |item: &&Item| one_off::added_row(app.lang(), &book.checklist, &book.site, item, &titles);
    added.iter().map(row).collect()
}
