//! Why something that looks like a day or a time cannot be parsed.

use super::{SaidSpan, parse_said_span};
use crate::calendar::{Day, TimeError};
use crate::language::{Text, say, text};

/// Why a text is not a day or a range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DayError {
    /// The text matches none of the forms.
    Unknown,
    /// The text has the form of a date, but there is no such date.
    NoSuchDate,
    /// The range ends before it begins.
    Backwards,
    /// The text can mean either of two days.
    Ambiguous(Day, Day),
}

impl DayError {
    /// Describes what is wrong with the typed text.
    pub fn text(&self, typed: &str) -> Text {
        Text::of(|lang| match self {
            DayError::Unknown => say::day_word_unknown(lang, typed),
            DayError::NoSuchDate => say::day_word_no_such(lang, typed),
            DayError::Backwards => say::day_word_backwards(lang, typed),
            DayError::Ambiguous(..) => say::day_word_ambiguous(lang, typed),
        })
    }

    /// Suggests what to type instead; `None` if there is nothing to suggest.
    pub fn help(&self) -> Option<Text> {
        match self {
            DayError::Unknown => Some(text::day_forms()),
            DayError::Ambiguous(first, second) => Some(text::day_word_either(first, second)),
            DayError::NoSuchDate | DayError::Backwards => None,
        }
    }
}

/// Why the day or time at the start of a text cannot be parsed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhraseError {
    /// The part of the text that the error is about.
    pub said: String,
    /// What is wrong with that part.
    pub kind: PhraseFault,
}

/// What is wrong with a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PhraseFault {
    /// The day is wrong.
    Day(DayError),
    /// The time is wrong.
    Time(TimeError),
    /// Several days or times where only one is allowed: a list of them, and the text that follows.
    Several(Vec<String>, String),
    /// A phrase that is too vague to give a day or a time of day: a week, 月初, 9点左右.
    Vague,
    /// A repetition: 每天, `every fri`.
    Repeated,
    /// An offset from now: 半小时后, `in 2 hours`.
    FromNow,
    /// `9.30`, `9-10`: may be a date, a time or a number. Holds the date and the time, if they exist.
    Dotted(Option<Day>, Option<SaidSpan>),
    /// Other text is attached to the phrase: the attached word, and all the text after the phrase.
    Glued(String, String),
}

impl PhraseError {
    pub(super) fn new(said: &str, kind: impl Into<PhraseFault>) -> PhraseError {
        PhraseError { said: said.trim().to_owned(), kind: kind.into() }
    }

    /// Describes what is wrong with the typed text.
    pub fn text(&self) -> Text {
        let said = &self.said;
        match &self.kind {
            PhraseFault::Day(error) => error.text(said),
            PhraseFault::Time(error) => error.text(said),
            PhraseFault::Several(..) => text::several_days_said(said),
            PhraseFault::Vague => text::vague_said(said),
            PhraseFault::Repeated => text::repeated_said(said),
            PhraseFault::FromNow => text::from_now_said(said),
            PhraseFault::Dotted(..) => text::dotted_said(said),
            PhraseFault::Glued(word, _) => text::glued(format!("{said}{word}"), said),
        }
    }

    /// The morning and the evening reading of a time such as `at 3` or `by 3`.
    fn halves(&self) -> Option<(SaidSpan, SaidSpan)> {
        let half = |name: &str| parse_said_span(&format!("{} {name}", self.said)).ok();
        half("am").zip(half("pm"))
    }

    /// Suggests what to type instead.
    pub fn help(&self) -> Text {
        match &self.kind {
            PhraseFault::Day(error) => error.help().unwrap_or_else(text::not_understood_hint),
            PhraseFault::Time(TimeError::Unknown) => text::not_understood_hint(),
            PhraseFault::Time(TimeError::WhichHalf) => match self.halves() {
                Some((first, second)) => {
                    Text::of(|lang| say::day_word_either(lang, second.typed(lang), first.typed(lang)))
                }
                None => TimeError::WhichHalf.help(),
            },
            PhraseFault::Time(error) => error.help(),
            PhraseFault::Several(..) => text::several_said_hint(),
            PhraseFault::Vague => text::not_understood_hint(),
            PhraseFault::Repeated => text::repeated_hint(),
            PhraseFault::FromNow => text::from_now_hint(),
            PhraseFault::Dotted(day, time) => {
                let is_dotted = self.said.contains('.');
                let day = day.map(|day| if is_dotted { day.format("%m-%d").to_string() } else { day.to_string() });
                let time = time.map(|time| time.to_string());
                Text::of(|lang| {
                    let write = match (&day, &time) {
                        (Some(day), Some(time)) => say::day_word_either(lang, day, time),
                        (one, other) => say::day_word_one(lang, one.as_ref().or(other.as_ref()).map_or("", |it| it)),
                    };
                    say::dotted_hint(lang, write)
                })
            }
            PhraseFault::Glued(_, rest) => text::glued_hint(format!("{} {rest}", self.said)),
        }
    }
}

impl From<DayError> for PhraseFault {
    fn from(error: DayError) -> PhraseFault {
        PhraseFault::Day(error)
    }
}

impl From<TimeError> for PhraseFault {
    fn from(error: TimeError) -> PhraseFault {
        PhraseFault::Time(error)
    }
}
