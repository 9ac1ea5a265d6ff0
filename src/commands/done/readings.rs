//! A word behind a task that can be two things, or none: both readings, each with the command that means it.

use crate::app::Failure;
use crate::checklist::{Field, Task};
use crate::commands::hint::Typed;
use crate::language::{Lang, Text, plain, say};
use crate::render::cells;

/// A word behind a task.
pub struct Word<'a> {
    pub typed: &'a Typed<'a>,
    /// The task before it.
    pub task: &'a Task,
    /// The place of that task's word on the command line.
    pub from: usize,
    /// Its own place.
    pub at: usize,
}

/// So many tasks are named at most.
const MOST: usize = 4;

impl Word<'_> {
    fn text(&self) -> &str {
        self.typed.words[self.at]
    }

    fn title(&self) -> String {
        cells::clean(&self.task.title).into_owned()
    }

    /// A step of the task before it, or one of other tasks.
    pub fn step_or_task(&self, step: u16, others: &[&Task]) -> Failure {
        let failure = Failure::usage(Text::of(|lang| say::step_or_task(lang, self.text(), self.title(), step)));
        self.as_tasks(others).into_iter().fold(failure.also(self.as_step(step)), Failure::also)
    }

    /// A step of the task before it, or a value of it.
    pub fn step_or_value(&self, step: u16, field: &Field) -> Failure {
        let text = |lang| say::step_or_value(lang, self.text(), self.title(), step, field.name(lang));
        Failure::usage(Text::of(text)).also(self.as_step(step)).also(self.as_value(field))
    }

    /// A value of the task before it, or one of other tasks.
    pub fn value_or_task(&self, field: &Field, others: &[&Task]) -> Failure {
        let text = |lang| say::value_or_task(lang, self.text(), self.title(), field.name(lang));
        let failure = Failure::usage(Text::of(text)).also(self.as_value(field));
        self.as_tasks(others).into_iter().fold(failure, Failure::also)
    }

    /// More values than the task has fields.
    pub fn too_many(&self) -> Failure {
        let count = self.task.fields.len();
        Failure::usage(Text::of(|lang| say::too_many_values(lang, &self.task.id, count, self.text())))
            .hint(known_fields(self.task))
    }

    /// Neither a task, which `failure` says, nor anything else: why not, and what was perhaps meant.
    pub fn unreadable(&self, failure: Failure, next: Option<&Field>) -> Failure {
        let number = plain(self.text()).parse().ok();
        if let Some(step) = number.filter(|step: &u16| (1..=self.task.steps.len()).contains(&usize::from(*step))) {
            return failure.also(self.as_step(step));
        }
        match next {
            Some(field) => {
                failure.also(Text::of(|lang| say::no_value_either(lang, field.name(lang), field.hint().in_lang(lang))))
            }
            None if number.is_some() => failure.also(Text::of(|lang| say::no_fields(lang, &self.task.id))),
            None => failure,
        }
    }

    fn as_step(&self, step: u16) -> Text {
        let line = self.typed.piece(self.from, self.at).option("step", step.to_string());
        Text::of(|lang| say::reading_step(lang, self.title(), step, &line))
    }

    /// The command that gives the word to a field.
    pub fn as_value(&self, field: &Field) -> Text {
        let line = self.typed.instead(self.at, [format!("{}={}", field.id, self.text())]);
        Text::of(|lang| say::reading_value(lang, field.name(lang), &line))
    }

    /// In front of all others a word can only be a task.
    fn as_tasks(&self, others: &[&Task]) -> Vec<Text> {
        let reading = |task: &&Task| {
            let line = self.typed.first(self.at, &task.id);
            Text::of(|lang| say::reading_task(lang, cells::clean(&task.title), &line))
        };
        others.iter().take(MOST).map(reading).collect()
    }
}

/// That a task has no such field, and those it has.
pub fn unknown_field(task: &Task, name: &str) -> Failure {
    Failure::usage(Text::of(|lang| say::no_such_field(lang, &task.id, name))).hint(known_fields(task))
}

fn known_fields(task: &Task) -> Text {
    let names = |lang: Lang| task.fields.iter().map(|field| field.name(lang)).collect::<Vec<_>>();
    Text::of(|lang| match names(lang) {
        known if known.is_empty() => say::no_fields(lang, &task.id),
        known => say::known_fields(lang, known.join(&say::list_comma(lang))),
    })
}
