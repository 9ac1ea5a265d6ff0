//! At a terminal a person is asked for values, one after the other.

use crate::app::{App, Failure};
use crate::checklist::{Field, Task};
use crate::language::{Text, say};
use crate::render::cells;
use std::collections::BTreeMap;

/// Asks for the values of some fields of a task and adds them; those of `needed` until they are there.
pub fn ask(
    app: &App,
    task: &Task,
    fields: &[&Field],
    needed: impl Fn(&Field) -> bool,
    values: &mut BTreeMap<String, String>,
) -> Result<(), Failure> {
    for field in fields {
        match answer(app, task, field, needed(field))? {
            Answer::Value(value) => {
                values.insert(field.id.clone(), value);
            }
            Answer::None => {}
            Answer::End => break,
        }
    }
    Ok(())
}

/// That a tick lacks a value which it needs.
pub fn missing(task: &Task, field: &Field) -> Failure {
    Failure::usage(Text::of(|lang| say::field_required(lang, &task.title, &field.title)))
        .hint(Text::of(|lang| say::field_required_hint(lang, &field.id, field.hint().in_lang(lang))))
}

/// What a person answers to a question for a value.
enum Answer {
    Value(String),
    /// Enter: it is left out.
    None,
    /// Nothing more can be read.
    End,
}

fn answer(app: &App, task: &Task, field: &Field, is_needed: bool) -> Result<Answer, Failure> {
    let lang = app.lang();
    let (title, hint) = (cells::clean(&field.title), field.hint());
    let question = match is_needed {
        true => say::ask_value(lang, title, hint.in_lang(lang)),
        false => say::ask_value_or_none(lang, title, hint.in_lang(lang)),
    };
    loop {
        match app.ask(&question)? {
            None if is_needed => return Err(missing(task, field)),
            None => return Ok(Answer::End),
            Some(answer) if answer.is_empty() && !is_needed => return Ok(Answer::None),
            Some(answer) => match field.parse(&answer) {
                Ok(value) => return Ok(Answer::Value(value)),
                Err(refusal) => app.warn(refusal.in_lang(lang)),
            },
        }
    }
}
