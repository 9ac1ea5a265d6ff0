//! The possible readings of an ambiguous or unknown word after a task, each with the command for it.

use super::steps;
use super::words::{SIGNS, begins_as_number};
use crate::app::Failure;
use crate::app::hint::Typed;
use crate::checklist::{Field, FieldKind, Task, find_step};
use crate::language::{Lang, Text, folded, plain, say, text};
use crate::render::cells;

/// A word after a task, of unclear meaning.
pub struct Word<'a> {
    pub typed: &'a Typed<'a>,
    /// The task before the word.
    pub task: &'a Task,
    /// The position of the task's word on the command line.
    pub from: usize,
    /// The position of this word.
    pub at: usize,
    /// The last field before the word that was given a value.
    pub last: Option<&'a Field>,
}

/// Maximum number of tasks listed.
const MOST: usize = 4;

impl Word<'_> {
    fn text(&self) -> &str {
        self.typed.words[self.at]
    }

    fn title(&self) -> String {
        cells::clean(&self.task.title).into_owned()
    }

    /// Returns the error for a word that may be a step of the preceding task or another task.
    pub fn step_or_task(&self, step: u16, others: &[&Task]) -> Failure {
        let failure = Failure::usage(text::step_or_task(self.text(), self.title(), step));
        self.or_tasks(failure.also(self.as_steps(vec![step])), others)
    }

    /// Returns the error for the word of a task that may name the whole task or one of its steps.
    pub fn whole_or_step(&self, step: u16) -> Failure {
        let failure = Failure::usage(text::steps_or_step(self.text(), self.title(), step));
        let whole = self.typed.instead(self.at, [self.task.id.as_str()]);
        failure.also(text::reading_task(self.title(), &whole)).also(self.as_steps(vec![step]))
    }

    /// Returns the error for a step after a task whose own word may also name a step: both steps may be meant, or only
    /// the second.
    pub fn steps_or_step(&self, first: u16, step: u16) -> Failure {
        let failure = Failure::usage(text::steps_or_step(self.typed.words[self.from], self.title(), first));
        failure.also(self.as_steps(vec![first, step])).also(self.as_steps(vec![step]))
    }

    /// Returns the error for a word that may be steps or a value of the preceding task.
    pub fn steps_or_value(&self, steps: Vec<u16>, field: &Field) -> Failure {
        let text = |lang| {
            let numbers: Vec<String> = steps.iter().map(u16::to_string).collect();
            say::step_or_value(lang, self.text(), self.title(), numbers.join(&say::list_comma(lang)), field.name(lang))
        };
        let failure = Failure::usage(Text::of(text));
        failure.also(self.as_steps(steps.clone())).also(self.as_value(field))
    }

    /// Returns the error for a word that may be the value of either field.
    pub fn value_or_value(&self, one: &Field, other: &Field) -> Failure {
        let text = |lang| say::value_or_value(lang, self.text(), one.name(lang), other.name(lang));
        Failure::usage(Text::of(text)).also(self.as_value(one)).also(self.as_value(other))
    }

    /// Returns the error for a word that may be another task, or else give a field of the preceding task this value:
    /// alone, or with the words behind it that are `used` too.
    pub fn value_or_task(&self, field: &Field, value: &str, used: usize, others: &[&Task]) -> Failure {
        let text = |lang| say::value_or_task(lang, self.text(), self.title(), field.name(lang));
        let mut words = vec![(self.at, vec![format!("{}={value}", field.id)])];
        words.extend((1..used).map(|behind| (self.at + behind, Vec::new())));
        let line = self.typed.instead_of(&words);
        let as_value = Text::of(|lang| say::reading_value(lang, field.name(lang), &line));
        self.or_tasks(Failure::usage(Text::of(text)).also(as_value), others)
    }

    /// Returns the error for a word behind a value that may belong to it or be another task.
    pub fn joined_or_task(&self, others: &[&Task]) -> Failure {
        let field = |lang| self.last.map(|field| field.name(lang)).unwrap_or_default();
        let failure = Failure::usage(Text::of(|lang| say::value_or_task(lang, self.text(), self.title(), field(lang))));
        self.or_tasks(self.as_joined().into_iter().fold(failure, Failure::also), others)
    }

    /// Adds to a failure the commands that read the word as one of these tasks.
    pub fn or_tasks(&self, failure: Failure, others: &[&Task]) -> Failure {
        self.as_tasks(others).into_iter().fold(failure, Failure::also)
    }

    /// Returns the error for more values than the task has fields.
    pub fn too_many(&self) -> Failure {
        let count = self.task.fields.len();
        let failure = Failure::usage(text::too_many_values(cells::clean(&self.task.title), count, self.text()))
            .hint(known_fields(self.task));
        self.as_joined().into_iter().fold(failure, Failure::also)
    }

    /// Adds to `failure`, which says that the word is not a task, why it is not a value either and how else it could be
    /// read.
    pub fn unreadable(&self, failure: Failure, next: Option<&Field>) -> Failure {
        if let Some(steps) = steps::numbered(self.task, self.text()) {
            return failure.also(self.as_steps(steps));
        }
        let failure = self.as_joined().into_iter().fold(failure, Failure::also);
        let is_number = plain(self.text()).parse::<u16>().is_ok();
        match next {
            Some(field) => {
                failure.also(Text::of(|lang| say::no_value_either(lang, field.name(lang), field.hint().in_lang(lang))))
            }
            None if is_number => failure.also(text::no_fields(cells::clean(&self.task.title))),
            None => failure,
        }
    }

    /// Returns the command that ticks steps. It keeps everything else given for the task, including other steps.
    fn as_steps(&self, mut steps: Vec<u16>) -> Text {
        // A word that is the task's itself may have been picked from several tasks, so the id is needed.
        let mut kept = vec![if self.at == self.from { &*self.task.id } else { self.typed.words[self.from] }];
        for (at, word) in self.typed.words.iter().enumerate().skip(self.from + 1).filter(|(at, _)| *at != self.at) {
            match self.steps_of(word) {
                Some(more) => steps.extend(more),
                None if at < self.at || word.contains(['=', '＝']) || begins_as_number(word) => kept.push(word),
                // The words from here on may belong to another task.
                None => break,
            }
        }
        steps.sort_unstable();
        steps.dedup();
        let numbers: Vec<String> = steps.iter().map(u16::to_string).collect();
        let line = self.typed.with(kept).more("step", numbers.join(","));
        Text::of(|lang| match steps.as_slice() {
            [step] => say::reading_step(lang, self.title(), step, &line),
            _ => say::reading_steps(lang, self.title(), numbers.join(&say::list_comma(lang)), &line),
        })
    }

    /// Returns the steps named by another word after the task; `None` if it names none.
    fn steps_of(&self, word: &str) -> Option<Vec<u16>> {
        let by_number = || steps::numbered(self.task, word).filter(|_| self.task.fields.is_empty());
        find_step(self.task, word).map(|step| vec![step]).or_else(by_number)
    }

    /// Returns the command for a number typed apart from its unit, as in `1.2 万`, or for a text of several words. Two
    /// numbers are not joined, since they may be two values.
    pub fn as_joined(&self) -> Option<Text> {
        let (field, words, before) = (self.last?, &self.typed.words, self.at - 1);
        let (end, joined) = match field.kind {
            FieldKind::Text { .. } => {
                let is_named = words[before].contains(SIGNS) || self.task.field(words[before - 1]).is_some();
                let others = || self.task.fields.iter().filter(|other| !matches!(other.kind, FieldKind::Text { .. }));
                let is_other =
                    |word: &&str| word.contains(['=', '＝', '@', '＠']) || others().any(|it| it.parse(word).is_ok());
                let behind = words[self.at..].iter().position(is_other);
                let end = behind.map_or(words.len(), |behind| self.at + behind);
                let text = words[before..end].join(" ");
                (end, if is_named { text } else { format!("{}={text}", field.id) })
            }
            _ => (self.at + 1, words[before..=self.at].concat()),
        };
        let is_unit = !self.text().starts_with(|c: char| c.is_numeric() || "+-.".contains(c));
        let is_number = is_unit && field.parse(words[before]).is_ok() && field.parse(&joined).is_ok();
        if !matches!(field.kind, FieldKind::Text { .. }) && !is_number {
            return None;
        }
        let line = self.typed.with([&words[..before], &[&*joined], &words[end..]].concat());
        Some(Text::of(|lang| say::reading_value(lang, field.name(lang), &line)))
    }

    /// Returns the command that assigns the word to a field.
    pub fn as_value(&self, field: &Field) -> Text {
        let line = self.typed.instead(self.at, [format!("{}={}", field.id, self.text())]);
        Text::of(|lang| say::reading_value(lang, field.name(lang), &line))
    }

    /// Returns the commands that read the word as a task. The task comes first; it is alone if later words may be
    /// steps, or values that it does not take.
    fn as_tasks(&self, others: &[&Task]) -> Vec<Text> {
        let mut behind = self.typed.words.iter().skip(self.at + 1);
        let is_value = behind.clone().next().is_some_and(|word| begins_as_number(word));
        let is_mixed = behind.any(|word| self.steps_of(word).is_some());
        let reading = |task: &&Task| {
            let line = match is_mixed || is_value && task.fields.is_empty() {
                true => self.typed.with([task.id.as_str()]),
                false => self.typed.first(self.at, &task.id),
            };
            text::reading_task(cells::clean(&task.title), &line)
        };
        others.iter().take(MOST).map(reading).collect()
    }
}

/// Returns the error for a field that is unknown or ambiguous, with the known ones.
pub fn unknown_field(task: &Task, name: &str) -> Failure {
    let text = match fields_with(task, name) {
        0 | 1 => text::no_such_field(cells::clean(&task.title), name),
        _ => text::several_fields(cells::clean(&task.title), name),
    };
    Failure::usage(text).hint(known_fields(task))
}

/// Returns how many fields contain a given text in their title or id.
pub fn fields_with(task: &Task, part: &str) -> usize {
    let wanted = folded(part);
    let fits = |field: &&Field| folded(&field.title).contains(&*wanted) || field.id.contains(&*wanted);
    task.fields.iter().filter(fits).count()
}

fn known_fields(task: &Task) -> Text {
    let names = |lang: Lang| task.fields.iter().map(|field| field.name(lang)).collect::<Vec<_>>();
    Text::of(|lang| match names(lang) {
        known if known.is_empty() => say::no_fields(lang, cells::clean(&task.title)),
        known => say::known_fields(lang, known.join(&say::list_comma(lang))),
    })
}
