//! Explains why nothing can be recorded for a task now, and which command to type instead.

use super::target::{self, Target};
use crate::app::hint::{CommandLine, Typed};
use crate::app::{App, DayBook, Exit, Failure};
use crate::language::{Lang, Text, say, text};
use crate::render::{acts, views, words};
use crate::status::{Choice, DayState, Picked, Purpose, Status, choose};

/// Returns the error for a task for which nothing can be recorded now, with a hint of what to type instead. `again`
/// returns the typed command with another word for the task.
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
    let title = |lang| titled(lang, book, task);
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
                    say::lapsed_next_at(lang, title(lang), words::window(lang, day.items[before].planned), start(lang))
                }
                _ => say::not_due_yet(lang, title(lang), start(lang)),
            }))
            .hint(text::early_hint(&early))
        }
        Choice::NotNow(Some(before), None) if day.items[before].planned.one_off.is_some() => {
            let last = checklist.clock.day_of(day.items[before].planned.lapse).pred_opt().unwrap_or(day.day);
            Failure::usage(Text::of(|lang| say::lapsed_one_off(lang, title(lang), words::date(lang, last))))
                .hint(lapsed_hint(before))
        }
        Choice::NotNow(Some(before), None) => Failure::usage(Text::of(|lang| {
            say::lapsed(lang, title(lang), words::window(lang, day.items[before].planned))
        }))
        .hint(lapsed_hint(before)),
        Choice::NoneOpen => Failure::usage(none_open(book, task)),
        Choice::NoSuchSlot(own) => {
            let slots: Vec<&str> = own.iter().map(|i| day.items[*i].planned.slot.as_str()).collect();
            Failure::usage(Text::of(|lang| say::no_such_slot(lang, title(lang))))
                .hint(text::known_slots(slots.join(", ")))
        }
        _ => not_planned(app, book, task, again),
    }
}

/// Returns the title of a task of the day, or of one about which something was recorded that day; the id if no title is
/// known.
pub fn titled(lang: Lang, book: &DayBook, task: &str) -> String {
    match book.task(task) {
        Some((_, known)) => acts::title(lang, &book.checklist, known),
        None => acts::title_of(lang, &book.checklist, &book.all_acts(), task),
    }
}

/// Returns the message that no occurrence of a task is left to be done.
pub fn none_open(book: &DayBook, task: &str) -> Text {
    Text::of(|lang| say::none_open(lang, titled(lang, book, task)))
}

/// The position of a word on the command line, and the tasks that it names.
pub type Named<'a> = (usize, &'a [Target]);

/// Returns the typed command with `name` instead of `task`. Every other task that has not begun is named with its slot,
/// so that the command is accepted.
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

/// Returns the error for a task that is not planned: its site no longer exists, or it is done at other sites or on
/// other days.
fn not_planned(app: &App, book: &DayBook, task: &str, again: &dyn Fn(&str) -> CommandLine) -> Failure {
    let checklist = &*book.checklist;
    if !book.knows_site {
        let title = views::site_title(checklist, &book.site).unwrap_or_default();
        return Failure::new(Exit::Task, text::site_gone(&title, book.day));
    }
    let elsewhere = checklist.task(task).filter(|(_, known)| !known.is_at(&book.site));
    let Some((_, elsewhere)) = elsewhere.filter(|(_, known)| !known.sites.is_empty()) else {
        let show = CommandLine::new(app, "show").words([task]);
        return Failure::new(Exit::Task, Text::of(|lang| say::not_planned(lang, titled(lang, book, task), book.day)))
            .hint(text::not_planned_hint(&show));
    };
    let title = |site: &String| views::site_title(checklist, site).unwrap_or_else(|| site.clone());
    let line = again(task);
    // The hint keeps this site, since other tasks of the command may be done here.
    let may_be_many = matches!(line.verb(), "done" | "skip" | "excuse") && line.has_several_words();
    let there = match may_be_many {
        true => line.option("site", format!("{},{}", book.site, elsewhere.sites[0])),
        false => line.option("site", &elsewhere.sites[0]),
    };
    Failure::new(
        Exit::Task,
        Text::of(|lang| {
            let sites = elsewhere.sites.iter().map(title).collect::<Vec<_>>().join(&say::list_comma(lang));
            say::done_only_at(lang, titled(lang, book, task), sites)
        }),
    )
    .hint(text::done_only_at_hint(&there))
}
