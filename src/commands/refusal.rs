//! Why nothing can be recorded for a task now, and the command to type instead.

use super::hint::{CommandLine, Typed};
use super::target::{self, Target};
use crate::app::{App, DayBook, Exit, Failure};
use crate::language::{Text, say, text};
use crate::render::{views, words};
use crate::status::{Choice, DayState, Picked, Purpose, Status, choose};

/// Why nothing can be recorded for a task now, and what to type instead. `again` returns the typed command with the
/// word for the task replaced.
pub fn refuse(
    app: &App,
    book: &DayBook,
    day: &DayState,
    task: &str,
    choice: Choice,
    again: &dyn Fn(&str) -> CommandLine,
) -> Failure {
    let checklist = &*book.checklist;
    let zone = &checklist.clock.zone;
    let lapsed_hint = |before: Picked| {
        let line = again(&target::name(checklist, day, before));
        Text::of(|lang| match line.verb() {
            "done" => say::lapsed_hint(lang, &line),
            _ => say::name_slot_hint(lang, &line),
        })
    };
    match choice {
        Choice::NotNow(before, Some(next)) => {
            let start = |lang| words::beginning(lang, zone, day.items[next].planned, day.now);
            let early = again(&target::name(checklist, day, next));
            Failure::usage(Text::of(|lang| match before {
                Some(before) if day.items[before].status == Status::Missed => {
                    say::lapsed_next_at(lang, task, words::window(lang, day.items[before].planned), start(lang))
                }
                _ => say::not_due_yet(lang, task, start(lang)),
            }))
            .hint(text::early_hint(&early))
        }
        Choice::NotNow(Some(before), None) if day.items[before].planned.one_off.is_some() => {
            let last = checklist.clock.day_of(day.items[before].planned.lapse).pred_opt().unwrap_or(day.day);
            Failure::usage(Text::of(|lang| say::lapsed_one_off(lang, task, words::date(lang, last))))
                .hint(lapsed_hint(before))
        }
        Choice::NotNow(Some(before), None) => {
            Failure::usage(Text::of(|lang| say::lapsed(lang, task, words::window(lang, day.items[before].planned))))
                .hint(lapsed_hint(before))
        }
        Choice::NoneOpen => Failure::usage(text::none_open(task)),
        Choice::NoSuchSlot(own) => {
            let slots: Vec<&str> = own.iter().map(|i| day.items[*i].planned.slot.as_str()).collect();
            Failure::usage(text::no_such_slot(task)).hint(text::known_slots(slots.join(", ")))
        }
        _ => not_planned(app, book, task, again),
    }
}

/// A word of the command line: its position and the tasks it names.
pub type Named<'a> = (usize, &'a [Target]);

/// The typed command with `name` for `task`, and every other task that has not begun named by its slot.
pub fn again(
    typed: &Typed,
    book: &DayBook,
    day: &DayState,
    words: &[Named],
    (task, name): (&str, &str),
    purpose: Purpose,
) -> CommandLine {
    let instead = |target: &Target| match choose(day, &target.task, &target.selector, purpose) {
        _ if target.task == task => Some(name.to_owned()),
        Choice::NotNow(_, Some(next)) => Some(target::name(&book.checklist, day, next)),
        _ => None,
    };
    let replaced = words.iter().filter(|(_, targets)| targets.iter().any(|target| instead(target).is_some()));
    let replaced = replaced.map(|(at, targets)| {
        let word = |target: &Target| instead(target).unwrap_or_else(|| target.word(&book.checklist.clock));
        (*at, targets.iter().map(word).collect())
    });
    typed.instead_of(&replaced.collect::<Vec<_>>())
}

/// Why a task is not planned: its site no longer exists, or it is done at other sites or on other days.
fn not_planned(app: &App, book: &DayBook, task: &str, again: &dyn Fn(&str) -> CommandLine) -> Failure {
    let checklist = &*book.checklist;
    if !book.knows_site {
        let title = views::site_title(checklist, &book.site).unwrap_or_default();
        return Failure::new(Exit::Task, text::site_gone(&title, book.day));
    }
    let elsewhere = checklist.task(task).filter(|(_, known)| !known.is_at(&book.site));
    let Some((_, elsewhere)) = elsewhere.filter(|(_, known)| !known.sites.is_empty()) else {
        let show = CommandLine::new(app, "show").words([task]);
        return Failure::new(Exit::Task, text::not_planned(task, book.day)).hint(text::not_planned_hint(&show));
    };
    let title = |site: &String| views::site_title(checklist, site).unwrap_or_else(|| site.clone());
    let line = again(task);
    // Other tasks of the command may be done here.
    let may_be_many = matches!(line.verb(), "done" | "skip" | "excuse") && line.has_several_words();
    let there = match may_be_many {
        true => line.option("site", format!("{},{}", book.site, elsewhere.sites[0])),
        false => line.option("site", &elsewhere.sites[0]),
    };
    Failure::new(
        Exit::Task,
        Text::of(|lang| {
            let sites = elsewhere.sites.iter().map(title).collect::<Vec<_>>().join(&say::list_comma(lang));
            say::done_only_at(lang, task, sites)
        }),
    )
    .hint(text::done_only_at_hint(&there))
}
