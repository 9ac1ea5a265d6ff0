//! What the writing commands have in common: write the facts or say what would be written, tell what became of each
//! occurrence, refuse with what to do instead.

use super::target;
use crate::app::{App, DayBook, Exit, Failure, Session};
use crate::checklist::Checklist;
use crate::journal::{Act, Fact, Occurrence, fold};
use crate::language::{Lang, Text, say};
use crate::render::{acts, cells, signs, words};
use crate::status::{Choice, DayState, Item, Picked, Status, Timing, judge};

/// Writes the facts as one act, or only says so with `--dry-run`, and tells how each occurrence now stands.
pub fn write(session: &Session, app: &App, book: &DayBook, facts: Vec<Fact>, dry_run: bool) -> anyhow::Result<Exit> {
    if facts.is_empty() {
        return Ok(Exit::Fine);
    }
    let act = if dry_run { session.unwritten(book, facts) } else { session.write(book.day, &book.site, facts)? };
    tell(session, app, book, act);
    if dry_run {
        session.say_only_tried();
    }
    Ok(Exit::Fine)
}

/// One line an occurrence the act speaks of, as it stands with the act; a remark in its own words.
fn tell(session: &Session, app: &App, book: &DayBook, act: Act) {
    if let [note @ Fact::Note { .. }] = act.facts.as_slice() {
        return app.print(acts::fact(app.lang(), &book.checklist, &[], note));
    }
    let spoken_of: Vec<Occurrence> = act.facts.iter().filter_map(Fact::occurrence).cloned().collect();
    let (plan, facts) = (book.plan(), fold(book.acts.iter().chain([&act])));
    let day = judge(&plan, &facts, session.now);
    for (picked, item) in day.items.iter().enumerate() {
        if spoken_of.iter().any(|of| item.is(&of.task, &of.slot)) {
            app.print(line(app, &book.checklist, &day, picked));
        }
    }
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
    if steps.is_empty() || item.completion.is_some() || item.steps_done.is_empty() {
        return None;
    }
    let open = (1u16..)
        .zip(steps)
        .filter(|(number, _)| !item.steps_done.contains(number))
        .map(|(number, step)| step.title.as_ref().map_or(number.to_string(), |title| cells::clean(title).into_owned()));
    let open: Vec<String> = open.collect();
    Some(say::steps_open(lang, item.steps_done.len(), steps.len(), open.join(&say::list_comma(lang))))
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
        _ => Failure::new(Exit::Task, Text::of(|lang| say::not_planned(lang, task, day.day)))
            .hint(Text::of(|lang| say::not_planned_hint(lang, task))),
    }
}
