//! The words of a one-off: `[DAY] [TIME] [WHO] TITLE`, the leading ones in any order, each left out as one likes; who may
//! also stand at the end. Behind `--` stands a title as it is.

use super::marks::{is_ticked, unmarked};
use crate::app::Failure;
use crate::calendar::{
    Day, DayError, Lead, Lean, PhraseError, PhraseFault, SaidSpan, lead, parse_said_span, time_label,
};
use crate::checklist::{Checklist, Span, WallWindow, parse_span};
use crate::commands::hint::CommandLine;
use crate::commands::{adding, dates};
use crate::language::{Text, say};
use crate::plan::LONGEST_CARRY;

/// What was said of one of them.
#[derive(Debug, Clone, Default)]
pub struct Said {
    /// The day it is for; today where none is said.
    pub day: Option<Day>,
    /// The last day on which it can be done: 周五前.
    pub until: Option<Day>,
    /// When; any time where nothing is said.
    pub span: Option<Span>,
    /// A role's id or a person's name.
    pub assignee: Option<String>,
    /// What is to be done.
    pub title: String,
}

/// What words are held against.
pub struct Known<'a> {
    /// Its people and roles, and its clock.
    pub checklist: &'a Checklist,
    /// The business day from which days are reckoned.
    pub today: Day,
    /// Who is at the keyboard.
    pub me: &'a str,
    /// The command that is run, for hints; none where the words are those of a list.
    pub command: Option<&'a CommandLine>,
}

impl Known<'_> {
    /// A day to come, or today.
    pub fn day(&self, text: &str) -> Result<Day, Failure> {
        dates::coming_day(text, self.today, &self.checklist.clock)
    }

    /// `09:00`, `09:00-10:00`, `13:30-`, `-18:00`, 9点半.
    pub fn span(&self, text: &str) -> Result<Span, Failure> {
        match parse_said_span(text) {
            Ok(said) => self.checked(said),
            // As a checklist's spans are refused: with what is wrong on either side.
            Err(_) => self.parsed(text),
        }
    }

    /// A span must lie in one business day.
    fn checked(&self, said: SaidSpan) -> Result<Span, Failure> {
        let edge = self.checklist.clock.day_start;
        match said {
            SaidSpan::Dawn(end) => self.parsed(&format!("{}-{end}", time_label(edge))),
            SaidSpan::Night(start) => {
                let window = WallWindow { start: start.time(), end: edge };
                let clock = &self.checklist.clock;
                let fits = clock.minutes_in(window.start) < clock.end_minutes_in(window.end);
                if fits { Ok(Span::Window(window)) } else { self.parsed(&format!("{start}-{}", time_label(edge))) }
            }
            said => self.parsed(&said.to_string()),
        }
    }

    fn parsed(&self, text: &str) -> Result<Span, Failure> {
        parse_span(text, &self.checklist.clock).map_err(|mistakes| match mistakes.into_iter().next() {
            Some((text, help)) => Failure::usage(text).hint(help),
            None => Failure::usage(Text::of(|lang| say::span_unknown(lang, text))),
        })
    }

    /// Reads a text. `given` holds for what it leaves out. The line of a list may say `otherwise`; elsewhere what is said
    /// twice must be the same.
    pub fn said(&self, text: &str, given: &Said, otherwise: bool) -> Result<Said, Failure> {
        if is_ticked(text) {
            return Err(Failure::usage(Text::of(|lang| say::line_ticked(lang, text.trim()))));
        }
        // 1、2号 is no first line of a list in a command.
        let is_list = self.command.is_none()
            || !matches!(lead(text, self.today, Lean::Forward), Err(error) if matches!(error.kind, PhraseFault::Several(..)));
        let text = if is_list { unmarked(text) } else { text };
        if let Some((words, title)) = at_two_dashes(text)
            && let (front, "") = self.front(words)?
        {
            return self.put_together(front, title, given, otherwise);
        }
        let (mut front, rest) = self.front(text)?;
        let is_of_nobody = front.assignee.is_none() && (otherwise || given.assignee.is_none());
        self.check_first_word(rest, is_of_nobody)?;
        let at_end = self.name_at_end(rest).filter(|_| front.assignee.is_none() && given.assignee.is_none());
        let title = match at_end {
            Some((name, title)) => {
                front.assignee = Some((self.assignee(name)?, name.to_owned()));
                title
            }
            None => rest,
        };
        self.put_together(front, title, given, otherwise)
    }

    /// Reads what stands in front of a title that is given as it is: nothing but a day, a time and a name.
    pub fn said_of(&self, title: &str, words: &str, given: &Said) -> Result<Said, Failure> {
        match self.front(words)? {
            (front, "") => self.put_together(front, title, given, false),
            (_, rest) => {
                Err(Failure::usage(Text::of(|lang| say::not_in_front(lang, rest)))
                    .hint(Text::of(say::title_given_twice)))
            }
        }
    }

    /// All that stands in front of a title, and what follows.
    fn front<'t>(&self, text: &'t str) -> Result<(Front, &'t str), Failure> {
        let mut front = Front::default();
        let mut rest = beginning(text);
        loop {
            let found = lead(rest, self.today, Lean::Forward);
            let found = found.map_err(|error| self.refused(&text[..text.len() - rest.len()], error))?;
            match self.take_in_front(rest, found, &mut front)? {
                Some(behind) => rest = beginning(behind),
                None => return Ok((front, rest)),
            }
        }
    }

    /// Why the day or the time behind some words cannot be read, and the commands or lines that can.
    fn refused(&self, before: &str, error: PhraseError) -> Failure {
        let instead = |words: &str| {
            let words = format!("{before}{words}");
            let command = self.command.map(|command| command.clone().words(words.split_whitespace()).to_string());
            command.unwrap_or(words)
        };
        let failure = Failure::usage(error.text());
        match &error.kind {
            PhraseFault::Day(DayError::NoSuchDate | DayError::Backwards) => failure,
            PhraseFault::Several(days, rest) => {
                let lines: Vec<String> = days.iter().map(|day| instead(&format!("{day} {rest}"))).collect();
                failure.hint(Text::of(|lang| say::several_days_hint_each(lang, lines.join(&say::list_comma(lang)))))
            }
            PhraseFault::Glued(rest) => {
                let apart = instead(&format!("{} {rest}", error.said));
                failure.hint(Text::of(|lang| say::glued_hint(lang, &apart)))
            }
            _ => failure.hint(error.help()),
        }
    }

    fn put_together(&self, front: Front, title: &str, given: &Said, otherwise: bool) -> Result<Said, Failure> {
        let day = same("--on", front.day, given.day, otherwise)?;
        Ok(Said {
            until: front
                .until
                .map(|(until, word)| self.deadline(day.unwrap_or(self.today), until, &word))
                .transpose()?,
            day,
            span: same("--at", front.span, given.span, otherwise)?,
            assignee: same("--for", front.assignee, given.assignee.clone(), otherwise)?,
            title: adding::title(title, say::title_missing)?,
        })
    }

    /// A deadline is as near as a one-off can be carried.
    fn deadline(&self, day: Day, until: Day, said: &str) -> Result<Day, Failure> {
        match (until - day).num_days() {
            days if days < 0 => Err(Failure::usage(Text::of(|lang| say::day_gone(lang, until)))),
            days if days > LONGEST_CARRY.into() => {
                Err(Failure::usage(Text::of(|lang| say::deadline_far(lang, said, LONGEST_CARRY))))
            }
            _ => Ok(until),
        }
    }

    /// Takes a day, a time or a name that stands in front of a text; what follows, or `None` where there is none. What
    /// is said twice is refused, for it can be no title.
    fn take_in_front<'t>(
        &self,
        text: &'t str,
        found: Option<Lead<'t>>,
        front: &mut Front,
    ) -> Result<Option<&'t str>, Failure> {
        if let Some(found) = found {
            let word = found.said;
            if let Some(day) = found.day {
                let is_said = front.day.is_some() || front.until.is_some();
                if is_said {
                    return Err(said_twice(word));
                }
                self.check_day(day)?;
                let place = if found.is_deadline { &mut front.until } else { &mut front.day };
                *place = Some((day, word.to_owned()));
            }
            if let Some(span) = found.span {
                if front.span.is_some() {
                    return Err(said_twice(word));
                }
                let read = self.checked(span)?;
                self.check_night(front, span, found.is_small_hours, word)?;
                front.span = Some((read, word.to_owned()));
            }
            return Ok(Some(found.rest));
        }
        if front.assignee.is_none()
            && let Some((name, behind)) = self.first_name(text)
        {
            front.assignee = Some((self.assignee(name)?, name.to_owned()));
            return Ok(Some(behind));
        }
        Ok(None)
    }

    fn check_day(&self, day: Day) -> Result<(), Failure> {
        dates::check_exists(day, &self.checklist.clock)?;
        if day < self.today { Err(Failure::usage(Text::of(|lang| say::day_gone(lang, day)))) } else { Ok(()) }
    }

    /// 明天凌晨2点 is the night that follows today, and of today's business day: which of the two was meant is not guessed.
    fn check_night(&self, front: &Front, span: SaidSpan, is_small_hours: bool, word: &str) -> Result<(), Failure> {
        let (SaidSpan::At(time) | SaidSpan::Between(time, _) | SaidSpan::By(time) | SaidSpan::From(time)) = span else {
            return Ok(());
        };
        if !is_small_hours || front.day.is_none() || time.time() >= self.checklist.clock.day_start {
            return Ok(());
        }
        let edge = time_label(self.checklist.clock.day_start);
        Err(Failure::usage(Text::of(|lang| say::small_hours(lang, word, &edge)))
            .hint(Text::of(|lang| say::small_hours_hint(lang, time))))
    }
}

/// What stands in front of a title, each with the words that say it.
#[derive(Default)]
struct Front {
    day: Option<(Day, String)>,
    until: Option<(Day, String)>,
    span: Option<(Span, String)>,
    assignee: Option<(String, String)>,
}

fn said_twice(word: &str) -> Failure {
    Failure::usage(Text::of(|lang| say::said_twice(lang, word))).hint(Text::of(say::title_as_it_is))
}

/// What stands before and behind a `--` that is a word.
fn at_two_dashes(text: &str) -> Option<(&str, &str)> {
    text.match_indices("--").map(|(at, sign)| (&text[..at], &text[at + sign.len()..])).find(|(before, behind)| {
        let is_apart = |c: Option<char>| c.is_none_or(char::is_whitespace);
        is_apart(before.chars().next_back()) && is_apart(behind.chars().next())
    })
}

/// What is said in front of the title, or given by an option; both only where they say the same, or a line may say
/// `otherwise`.
fn same<T: PartialEq>(
    option: &str,
    said: Option<(T, String)>,
    given: Option<T>,
    otherwise: bool,
) -> Result<Option<T>, Failure> {
    match (said, given) {
        (Some((said, word)), Some(given)) if !otherwise && said != given => {
            Err(Failure::usage(Text::of(|lang| say::said_otherwise(lang, option, &word))))
        }
        (Some((said, _)), _) => Ok(Some(said)),
        (None, given) => Ok(given),
    }
}

/// Where a text begins, behind what parts words: blanks, commas, a colon or a dash between blanks.
fn beginning(text: &str) -> &str {
    let text = text.trim_start_matches(|c| is_gap(c) || matches!(c, ':' | '：'));
    match text.strip_prefix(['-', '–', '—']).filter(|rest| rest.starts_with(char::is_whitespace)) {
        Some(rest) => beginning(rest),
        None => text,
    }
}

/// What parts words in front of a title.
pub(super) fn is_gap(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | '，' | '、')
}

#[cfg(test)]
mod tests;
