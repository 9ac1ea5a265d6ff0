//! Asks for values at a terminal, one after the other.

use crate::app::{App, Exit, Failure};
use crate::checklist::{Field, Task};
use crate::commands::prompt;
use crate::language::{Text, say, text};
use crate::render::cells;
use std::collections::BTreeMap;

/// Asks for the values of fields and adds them to `values`; repeats the question for `needed` fields until they are
/// given.
pub fn ask(
    app: &App,
    task: &Task,
    fields: &[&Field],
    needed: impl Fn(&Field) -> bool,
    values: &mut BTreeMap<String, String>,
) -> Result<(), Failure> {
    for field in fields {
        if let Some(value) = answer(app, task, field, needed(field))? {
            values.insert(field.id.clone(), value);
        }
    }
    Ok(())
}

/// The error for a tick without a required value.
pub fn missing(task: &Task, field: &Field) -> Failure {
    Failure::usage(text::field_required(&task.title, &field.title))
        .hint(Text::of(|lang| say::field_required_hint(lang, &field.id, field.hint().in_lang(lang))))
}

/// Asks for a field until the answer is valid; `None` if the user skips the field. An error if the user gives up or the
/// input ends, so that nothing is recorded.
fn answer(app: &App, task: &Task, field: &Field, is_needed: bool) -> Result<Option<String>, Failure> {
    let lang = app.lang();
    let (title, hint) = (cells::clean(&field.title), field.hint());
    let question = match is_needed {
        true => say::ask_value(lang, title, hint.in_lang(lang)),
        false => say::ask_value_or_none(lang, title, hint.in_lang(lang)),
    };
    loop {
        match app.ask(&question)? {
            None if is_needed => return Err(missing(task, field)),
            None => return Err(given_up()),
            // Some users type `skip`, as the question says, instead of pressing Enter.
            Some(answer) if !is_needed && matches!(answer.trim(), "" | "跳过" | "skip") => return Ok(None),
            Some(answer) if !answer.is_empty() && prompt::gives_up(&answer) => return Err(given_up()),
            Some(answer) => match field.parse(&answer) {
                Ok(value) => return Ok(Some(value)),
                Err(refusal) => app.warn(refusal.in_lang(lang)),
            },
        }
    }
}

fn given_up() -> Failure {
    Failure::new(Exit::Task, text::given_up())
}
