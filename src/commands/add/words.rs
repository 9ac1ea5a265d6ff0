//! Parses the words of a one-off: `[DAY] [TIME] [WHO] TITLE`. DAY, TIME and WHO are optional and in any order; WHO may
//! also come last. A title after `--` is not changed.

use super::list::is_heading;
use super::marks::{is_answer, is_ticked, unmarked, without_courtesy};
use super::places::bracketed;
use super::when::When;
use crate::app::Failure;
use crate::app::hint::CommandLine;
use crate::calendar::{Day, DayError, Instant, Lead, Lean, PhraseError, PhraseFault, lead};
use crate::checklist::Checklist;
use crate::commands::{adding, dates};
use crate::language::{Text, say, text};
use crate::plan::LONGEST_CARRY;

/// One one-off as typed.
#[derive(Debug, Clone, Default)]
pub struct Said {
    /// The day it is for; `None` means today.
    pub day: Option<Day>,
    /// The deadline, the last day on which it should be done: 周五前.
    pub until: Option<Day>,
    /// The time, or the time of the deadline; `None` means any time.
    pub when: Option<When>,
    /// A role's id or a person's name.
    pub assignee: Option<String>,
    /// What is to be done.
    pub title: String,
    /// The id of a site that the title names, and the name as written there.
    pub site: Option<(String, String)>,
    /// In a list, the id of the site whose name stands alone on a line above, and the number of the line.
    pub under: Option<String>,
    pub line: usize,
}

/// The context in which words are parsed.
pub struct Known<'a> {
    /// The checklist, for its people, roles and clock.
    pub checklist: &'a Checklist,
    /// The business day from which relative days are counted.
    pub today: Day,
    /// The instant of the command.
    pub now: Instant,
    /// The person running the command.
    pub me: &'a str,
    /// The command being run, for hints; `None` for lines of a list.
    pub command: Option<&'a CommandLine>,
    /// Whether the text is only tried, as for a hint; its errors then need no hints.
    pub is_trial: bool,
}

impl Known<'_> {
    /// Returns the context for trying whether a line can be read; errors then do not try the lines of their own hints.
    pub(super) fn trial(&self) -> Known<'_> {
        Known { is_trial: true, ..*self }
    }

    /// Whether a text begins with a day, a time or a person, read or refused.
    pub(super) fn has_front(&self, text: &str) -> bool {
        !matches!(self.trial().front(text), Ok((_, title)) if title.len() == text.len())
    }

    /// Parses a text; `given` holds the values of options. If `otherwise` is set, as for lines of a list, the text
    /// overrides `given`; if not, the two must agree.
    pub fn said(&self, text: &str, given: &Said, otherwise: bool) -> Result<Said, Failure> {
        if is_ticked(text) && at_two_dashes(text).is_none() {
            return Err(Failure::usage(text::line_ticked(text.trim())));
        }
        // In a command, 1、2号 is two days, not a line number and a day.
        let is_list = self.command.is_none()
            || !matches!(lead(text, self.today, Lean::Forward), Err(error) if matches!(error.kind, PhraseFault::Several(..)));
        let text = if is_list { self.uncounted(unmarked(text)) } else { text };
        // The whole line may be emphasized or in brackets: **明天 收货**.
        if let Some((inside, "")) = bracketed(text)
            && self.has_front(inside)
        {
            return self.said(inside, given, otherwise);
        }
        if let Some((words, title)) = at_two_dashes(text)
            && let (front, "") = self.front(words)?
        {
            return self.put_together(front, title, given, otherwise);
        }
        // The heading of a list is not a title: 小周：, 明天安排：, 今日安排.
        if text.ends_with([':', '：']) || self.command.is_none() && is_heading(text) {
            return Err(Failure::usage(text::line_heading(text)).hint(text::line_heading_hint()));
        }
        if let Some(row) = self.row(text) {
            return self.said(&row?, given, otherwise);
        }
        let (mut front, rest) = self.front(text)?;
        self.check_no_day_behind(&text[..text.len() - rest.len()], without_courtesy(rest), given, otherwise)?;
        let is_of_nobody = front.assignee.is_none() && (otherwise || given.assignee.is_none());
        let before = &text[..text.len() - rest.len()];
        self.check_first_word(before, rest, is_of_nobody)?;
        self.check_is_of_one(before, front.assignee.as_ref().map(|(_, name)| &**name), rest)?;
        let mut title = rest;
        if let Some((_, first)) = &front.assignee {
            title = self.without_second(before, first, rest)?;
        }
        if front.assignee.is_none() && given.assignee.is_none() {
            self.check_is_one_at_end(before, rest)?;
            match self.name_at_end(rest) {
                Some((name, behind)) => {
                    // A day may come before a name at the end: 交图 周五前 小周.
                    self.check_no_day_behind(&format!("{before}{name} "), behind, given, otherwise)?;
                    self.check_is_for_one(before, rest, (name, behind))?;
                    front.assignee = Some((self.assignee(name)?, name.to_owned()));
                    title = behind;
                }
                None => {
                    self.check_no_name_glued(before, rest)?;
                    self.check_no_name_behind(rest)?;
                }
            }
        }
        self.check_is_one_task(title)?;
        if self.command.is_none() && is_heading(title) {
            return Err(Failure::usage(text::line_heading(text)).hint(text::line_heading_hint()));
        }
        if self.command.is_none() && is_answer(title) {
            return Err(Failure::usage(text::line_answer(title)).hint(text::line_answer_hint(title)));
        }
        let site = self.site_in(title).map(|(site, name)| (site.to_owned(), name.to_owned()));
        if site.as_ref().is_some_and(|(_, name)| name == title) {
            return Err(Failure::usage(text::title_missing()));
        }
        self.put_together(front, title, given, otherwise).map(|said| Said { site, ..said })
    }

    /// Parses the words before a title that is given separately. They may only be a day, a time and a name.
    pub fn said_of(&self, title: &str, words: &str, given: &Said) -> Result<Said, Failure> {
        match self.front(words)? {
            (front, "") => self.put_together(front, title, given, false),
            (_, rest) => Err(Failure::usage(text::not_in_front(rest)).hint(text::title_given_twice())),
        }
    }

    /// Parses the day, the time and the name before a title. Returns them and the rest of the text.
    pub(super) fn front<'t>(&self, text: &'t str) -> Result<(Front, &'t str), Failure> {
        let mut front = Front::default();
        let mut rest = beginning(text);
        loop {
            if let Some((inside, behind)) = bracketed(rest)
                && let Some(found) = self.in_brackets(inside)?
            {
                self.take_in_front(inside, found, &mut front)?;
                rest = beginning(behind);
                continue;
            }
            let found = match lead(rest, self.today, Lean::Forward) {
                // A name in brackets may directly follow a day: 明天(小王).
                Err(error) if self.is_name_glued(&error) => lead(&rest[..error.said.len()], self.today, Lean::Forward)
                    .map(|found| found.map(|found| Lead { rest: &rest[error.said.len()..], ..found })),
                found => found,
            };
            let before = &text[..text.len() - rest.len()];
            let found = self.name_or_day(before, rest, found)?;
            if front.assignee.is_none() && found.is_none() {
                self.check_is_one_person(before, rest)?;
                self.check_is_no_word(before, rest)?;
            }
            match self.take_in_front(rest, found, &mut front)? {
                Some(behind) => rest = beginning(behind),
                None => return Ok((front, rest)),
            }
        }
    }

    /// Decides whether a text begins with a day or a time, or with a known name, whichever is longer. Returns `None`
    /// for a name; an error if both are of the same length.
    fn name_or_day<'t>(
        &self,
        before: &str,
        text: &'t str,
        found: Result<Option<Lead<'t>>, PhraseError>,
    ) -> Result<Option<Lead<'t>>, Failure> {
        let day = match &found {
            Ok(found) => found.as_ref().map_or("", |found| found.said),
            Err(error) => &error.said,
        };
        // 周一鸣盘点 does not begin with Monday; it is refused later, for the name attached to the title.
        let is_longer = |name: &str| name.len() > day.len() && text.starts_with(name);
        match self.first_name(text) {
            None if !day.is_empty() && self.people().any(is_longer) => Ok(None),
            // Names that begin like a day: Sun Li, 周一鸣. April is a name too, since it is not a complete day.
            Some((name, _)) if name.len() > day.len() || name.len() == day.len() && found.is_err() => Ok(None),
            Some((name, behind)) if name.len() == day.len() => {
                let line = self.instead(&format!("{before}@{name} {behind}"));
                Err(Failure::usage(text::name_or_day(name)).hint(text::name_or_day_hint(line)))
            }
            _ => found.map_err(|error| self.refused(before, error)),
        }
    }

    /// Removes a line number attached to a time or to a date in figures: 1.9点半, 1.15:30, 2.12-01. Leaves 12.5号 as it
    /// is.
    fn uncounted<'t>(&self, text: &'t str) -> &'t str {
        let behind =
            text.split_once(['.', '．', ':', '：']).filter(|(number, _)| number.len() < 3).map(|(_, behind)| behind);
        let is_time = |text: &&str| match lead(text, self.today, Lean::Forward) {
            Ok(Some(found)) => found.day.is_none() || found.said.contains(['-', '/']),
            _ => false,
        };
        let behind = behind.filter(is_time).filter(|_| self.command.is_none() && text.starts_with(char::is_numeric));
        behind.filter(|_| matches!(lead(text, self.today, Lean::Forward), Ok(None))).unwrap_or(text)
    }

    /// Returns the command, or the line of a list, with other words.
    pub(super) fn instead(&self, words: &str) -> String {
        let command = self.command.map(|command| command.clone().words(words.split_whitespace()).to_string());
        command.unwrap_or_else(|| words.to_owned())
    }

    /// Returns the error for a day or time that cannot be parsed, with a hint of commands or lines that can.
    pub(super) fn refused(&self, before: &str, error: PhraseError) -> Failure {
        let instead = |words: &str| self.instead(&format!("{before}{words}"));
        let reads = |words: &str, title: &str| self.reads(&format!("{before}{words}"), title);
        let failure = Failure::usage(error.text());
        match &error.kind {
            _ if self.is_trial => failure,
            PhraseFault::Day(DayError::NoSuchDate | DayError::Backwards) => failure,
            PhraseFault::Several(days, rest) if days.iter().any(|day| !reads(&format!("{day} {rest}"), rest)) => {
                failure.hint(error.help())
            }
            PhraseFault::Several(days, rest) if !days.is_empty() => {
                let lines: Vec<String> = days.iter().map(|day| instead(&format!("{day} {rest}"))).collect();
                failure.hint(Text::of(|lang| say::several_days_hint_each(lang, lines.join(&say::list_comma(lang)))))
            }
            PhraseFault::Glued(_, rest) if !reads(&format!("{} {rest}", error.said), rest) => {
                failure.hint(text::not_understood_hint())
            }
            PhraseFault::Glued(_, rest) => {
                let apart = instead(&format!("{} {rest}", error.said));
                failure.hint(text::glued_hint(&apart))
            }
            _ => failure.hint(error.help()),
        }
    }

    fn put_together(&self, front: Front, title: &str, given: &Said, otherwise: bool) -> Result<Said, Failure> {
        let title = adding::title(title, say::title_missing)?;
        // A line of dashes or a bullet alone is not a title.
        if !title.contains(char::is_alphanumeric) {
            return Err(Failure::usage(text::title_missing()));
        }
        let assignee = same("--for", front.assignee, given.assignee.clone(), otherwise)?;
        let of_day = front.day.as_ref().map(|(_, word)| word.clone());
        let day = same("--on", front.day, given.day, otherwise)?;
        let word = front.until.as_ref().map(|(_, word)| word.clone()).or(of_day);
        let until = same("--on", front.until, given.until, otherwise)?;
        let when = same("--at", front.when, given.when.clone(), otherwise)?;
        let (day, until) = match (&when, until) {
            (Some(when), Some(last)) if !when.is_deadline() => {
                let who = assignee.as_ref().map(|who| format!("{who} ")).unwrap_or_default();
                return Err(self.time_beside_a_deadline(last, when, &format!("{who}{title}")));
            }
            (Some(when), Some(last)) => (day, self.calendar_day(Some(last), word.as_deref(), when)?),
            // With a later day, the end of a time is a deadline: 周五17点前.
            (Some(when), None) if when.is_deadline() && day.is_some_and(|day| day > self.today) => {
                (None, self.calendar_day(day, word.as_deref(), when)?)
            }
            (Some(when), None) => (self.calendar_day(day, word.as_deref(), when)?, None),
            (None, until) => (day, until),
        };
        let until = until.map(|until| self.deadline(day.unwrap_or(self.today), until, word)).transpose()?;
        Ok(Said { day, until, when, assignee, title, ..Said::default() })
    }

    /// Returns the deadline; an error if it is before the day of the one-off or further away than a one-off can be
    /// carried.
    fn deadline(&self, day: Day, until: Day, word: Option<String>) -> Result<Day, Failure> {
        match (until - day).num_days() {
            days if days < 0 => Err(Failure::usage(text::day_gone(until))),
            days if days > LONGEST_CARRY.into() => {
                let said = word.unwrap_or_else(|| until.to_string());
                Err(Failure::usage(text::deadline_far(&said, LONGEST_CARRY)))
            }
            _ => Ok(until),
        }
    }

    /// Takes a day, a time or a name from the start of a text and returns the rest; `None` if there is none. A second
    /// day or time is an error rather than part of the title.
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
                if front.when.is_some() {
                    return Err(said_twice(word));
                }
                front.when = Some((self.when(span, found.hour, word)?, word.to_owned()));
            }
            return Ok(Some(found.rest));
        }
        if front.assignee.is_none()
            && let Some((name, behind)) = self.first_name(text)
        {
            self.check_is_no_day(name)?;
            front.assignee = Some((self.assignee(name)?, name.to_owned()));
            return Ok(Some(behind));
        }
        Ok(None)
    }

    pub(super) fn check_day(&self, day: Day) -> Result<(), Failure> {
        dates::check_exists(day, &self.checklist.clock)?;
        if day < self.today { Err(Failure::usage(text::day_gone(day))) } else { Ok(()) }
    }
}

/// The values before a title, each with the words for it.
#[derive(Default)]
pub(super) struct Front {
    day: Option<(Day, String)>,
    until: Option<(Day, String)>,
    when: Option<(When, String)>,
    assignee: Option<(String, String)>,
}

impl Front {
    /// Whether it has a day or a time.
    pub(super) fn has_day(&self) -> bool {
        self.day.is_some() || self.until.is_some() || self.when.is_some()
    }
}

fn said_twice(word: &str) -> Failure {
    Failure::usage(text::said_twice(word)).hint(text::title_as_it_is())
}

/// Splits a text at the first `--` that is a separate word.
fn at_two_dashes(text: &str) -> Option<(&str, &str)> {
    text.match_indices("--").map(|(at, sign)| (&text[..at], &text[at + sign.len()..])).find(|(before, behind)| {
        let is_apart = |c: Option<char>| c.is_none_or(char::is_whitespace);
        is_apart(before.chars().next_back()) && is_apart(behind.chars().next())
    })
}

/// Combines the value before a title with that of an option. If both are given they must agree, unless `otherwise` is
/// set.
fn same<T: PartialEq>(
    option: &str,
    said: Option<(T, String)>,
    given: Option<T>,
    otherwise: bool,
) -> Result<Option<T>, Failure> {
    match (said, given) {
        (Some((said, word)), Some(given)) if !otherwise && said != given => {
            Err(Failure::usage(text::said_otherwise(option, &word)))
        }
        (Some((said, _)), _) => Ok(Some(said)),
        (None, given) => Ok(given),
    }
}

/// The text after leading separators: blanks, commas, colons, and dashes followed by a blank.
fn beginning(text: &str) -> &str {
    let text = text.trim_start_matches(|c| is_gap(c) || matches!(c, ':' | '：'));
    match text.strip_prefix(['-', '–', '—']).filter(|rest| rest.starts_with(char::is_whitespace)) {
        Some(rest) => beginning(rest),
        None => text,
    }
}

/// Whether a character separates words before a title.
pub(super) fn is_gap(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | '，' | '、' | ';' | '；' | '|')
}

#[cfg(test)]
mod tests;
