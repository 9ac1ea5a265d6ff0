//! What the writing commands have in common: write the facts or say what would be written, tell what became of each
//! occurrence, refuse with what to do instead.

use super::target;
use crate::app::{App, DayBook, Exit, Failure, Session};
use crate::calendar::Day;
use crate::checklist::Checklist;
use crate::journal::{Act, Fact, Occurrence};
use crate::language::{Lang, Text, say};
use crate::render::{acts, cells, one_off, signs, views, words};
use crate::status::{Choice, DayState, Item, Picked, Status, Timing, judge};

/// Writes the facts as one act, or only says so with `--dry-run`, and tells how each occurrence now stands.
pub fn write(session: &Session, app: &App, book: DayBook, facts: Vec<Fact>, dry_run: bool) -> anyhow::Result<Exit> {
    if facts.is_empty() {
        return Ok(Exit::Fine);
    }
    let day = one_day(&book, &facts)?;
    let site = book.carried.iter().find(|carried| carried.day == day).map_or(&book.site, |carried| &carried.site);
    let act = session.act(day, site, facts, dry_run)?;
    tell(session, app, book, act);
    if dry_run {
        session.say_only_tried();
    }
    Ok(Exit::Fine)
}

/// The day of all that is said: one act speaks of one. What is added is of the day of that in whose doing it was found.
fn one_day(book: &DayBook, facts: &[Fact]) -> Result<Day, Failure> {
    let mut days: Vec<(Day, &str)> = Vec::new();
    for fact in facts {
        let of = match fact {
            Fact::Add { one_off, .. } => one_off.found.as_ref(),
            fact => fact.occurrence(),
        };
        days.extend(of.map(|of| (book.day_of(of), of.task.as_str())));
    }
    let (day, first) = days.first().copied().unwrap_or((book.day, ""));
    match days.into_iter().find(|(other, _)| *other != day) {
        None => Ok(day),
        Some((other, task)) => Err(Failure::usage(Text::of(|lang| say::several_days(lang, first, day, task, other)))
            .hint(Text::of(say::several_days_hint))),
    }
}

/// One line an occurrence the act speaks of, as it stands with the act; a remark in its own words.
fn tell(session: &Session, app: &App, mut book: DayBook, act: Act) {
    if let [note @ Fact::Note { .. }] = act.facts.as_slice() {
        let known: Vec<&Act> = book.books().flat_map(|it| &it.acts).collect();
        return app.print(acts::fact(app.lang(), &book.checklist, &known, note));
    }
    let said: Vec<(Occurrence, bool)> =
        act.facts.iter().filter_map(|it| Some((it.occurrence()?.clone(), matches!(it, Fact::Add { .. })))).collect();
    book.push(act);
    let (plan, facts) = (book.plan(), book.facts());
    let day = judge(&plan, &facts, session.now);
    let mut added = Vec::new();
    for (picked, item) in day.items.iter().enumerate() {
        match said.iter().find(|(of, _)| item.is(&of.task, &of.slot)) {
            Some((_, true)) => {
                added.push(one_off::added_row(app.lang(), &book.checklist, &book.site, item, &|key| day.title_of(key)))
            }
            Some(_) => app.print(line(app, &book.checklist, &day, picked)),
            None => {}
        }
    }
    app.print_all(one_off::added_lines(added, &app.screen));
}

/// `✓ 400电话是否打通  done 08:41`
fn line(app: &App, checklist: &Checklist, day: &DayState, picked: Picked) -> String {
    let item = &day.items[picked];
    let lang = app.lang();
    let mut parts = vec![
        format!("{} {}", signs::sign(item.status, app.screen.ascii), titled(day, picked, lang)),
        words::state(lang, item, day.now, &checklist.clock.zone, day.day),
    ];
    parts.extend(open_steps(item, lang));
    parts.extend(crate::render::day::values(lang, item));
    if item.status == Status::Done(Timing::AfterLapse) {
        parts.push(say::after_lapse_note(lang));
    }
    app.screen.paint(signs::style(item.status), &parts.join("  "))
}

/// The title, with the slot where the task has several windows.
fn titled(day: &DayState, picked: Picked, lang: Lang) -> String {
    let planned = &day.items[picked].planned;
    let title = cells::clean(&planned.task.title).into_owned();
    let several = day.items.iter().filter(|item| item.planned.task.id == planned.task.id).count() > 1;
    if several { format!("{} {title}", words::window(lang, planned)) } else { title }
}

fn open_steps(item: &Item, lang: Lang) -> Option<String> {
    let steps = &item.planned.task.steps;
    let done = item.steps_done();
    if steps.is_empty() || item.completion.is_some() || done.is_empty() {
        return None;
    }
    let open = (1u16..)
        .zip(steps)
        .filter(|(number, _)| !done.contains(number))
        .map(|(number, step)| step.title.as_ref().map_or(number.to_string(), |title| cells::clean(title).into_owned()));
    let open: Vec<String> = open.collect();
    Some(say::steps_open(lang, done.len(), steps.len(), open.join(&say::list_comma(lang))))
}

/// A line to pick from.
pub fn offer(checklist: &Checklist, day: &DayState, picked: Picked, lang: Lang) -> String {
    let item = &day.items[picked];
    let state = words::state(lang, item, day.now, &checklist.clock.zone, day.day);
    format!("{}  {state}", titled(day, picked, lang))
}

/// "already done by 小李 at 08:41, next at 10:30"
pub fn already_done(checklist: &Checklist, day: &DayState, done: Picked, next: Option<Picked>, lang: Lang) -> String {
    let zone = &checklist.clock.zone;
    let title = titled(day, done, lang);
    let Some(completion) = &day.items[done].completion else { return title };
    let at = words::clock_time_on(zone, completion.claimed.to_utc(), day.day);
    let by = cells::clean(completion.by);
    match next {
        Some(next) => {
            let start = words::clock_time(zone, day.items[next].planned.window.start);
            say::already_done_next(lang, title, by, at, start)
        }
        None => say::already_done(lang, title, by, at),
    }
}

/// Why nothing can be said of a task now, and what to type instead.
///
/// `verb` is the command that was used.
pub fn refuse(checklist: &Checklist, day: &DayState, verb: &str, task: &str, choice: Choice) -> Failure {
    let zone = &checklist.clock.zone;
    match choice {
        Choice::NotNow(before, Some(next)) => {
            let start = words::clock_time(zone, day.items[next].planned.window.start);
            let early = target::name(checklist, day, next);
            Failure::usage(Text::of(|lang| match before {
                Some(before) if day.items[before].status == Status::Missed => {
                    say::lapsed_next_at(lang, task, words::window(lang, day.items[before].planned), &start)
                }
                _ => say::not_due_yet(lang, task, &start),
            }))
            .hint(Text::of(|lang| say::early_hint(lang, verb, &early)))
        }
        Choice::NotNow(Some(before), None) if day.items[before].planned.one_off.is_some() => {
            let slot = target::name(checklist, day, before);
            let last = checklist.clock.day_of(day.items[before].planned.lapse).pred_opt().unwrap_or(day.day);
            Failure::usage(Text::of(|lang| say::lapsed_one_off(lang, task, words::date(lang, last)))).hint(Text::of(
                |lang| match verb {
                    "done" => say::lapsed_hint(lang, &slot),
                    verb => say::name_slot_hint(lang, verb, &slot),
                },
            ))
        }
        Choice::NotNow(Some(before), None) => {
            let slot = target::name(checklist, day, before);
            Failure::usage(Text::of(|lang| say::lapsed(lang, task, words::window(lang, day.items[before].planned))))
                .hint(Text::of(|lang| match verb {
                    "done" => say::lapsed_hint(lang, &slot),
                    verb => say::name_slot_hint(lang, verb, &slot),
                }))
        }
        Choice::NoneOpen => Failure::usage(Text::of(|lang| say::none_open(lang, task))),
        Choice::NoSuchSlot(own) => {
            let slots: Vec<&str> = own.iter().map(|i| day.items[*i].planned.slot.as_str()).collect();
            Failure::usage(Text::of(|lang| say::no_such_slot(lang, task)))
                .hint(Text::of(|lang| say::known_slots(lang, slots.join(", "))))
        }
        _ => not_planned(checklist, day, task),
    }
}

/// Why a task is not there: it is done elsewhere, or on other days.
fn not_planned(checklist: &Checklist, day: &DayState, task: &str) -> Failure {
    let elsewhere = checklist.task(task).filter(|(_, known)| !known.is_at(day.site));
    let Some((_, elsewhere)) = elsewhere.filter(|(_, known)| !known.sites.is_empty()) else {
        return Failure::new(Exit::Task, Text::of(|lang| say::not_planned(lang, task, day.day)))
            .hint(Text::of(|lang| say::not_planned_hint(lang, task)));
    };
    let title = |site: &String| views::site_title(checklist, site).unwrap_or_else(|| site.clone());
    Failure::new(
        Exit::Task,
        Text::of(|lang| {
            let sites = elsewhere.sites.iter().map(title).collect::<Vec<_>>().join(&say::list_comma(lang));
            say::done_only_at(lang, task, sites)
        }),
    )
    .hint(Text::of(|lang| say::done_only_at_hint(lang, &elsewhere.sites[0])))
}
