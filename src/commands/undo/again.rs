//! The commands that record again what was undone.

use super::Piece;
use crate::app::hint::CommandLine;
use crate::app::{App, DayBook, Session};
use crate::calendar::{Day, parse_time, time_label};
use crate::checklist::is_one_off;
use crate::commands::outcome::placed;
use crate::commands::set_aside::all;
use crate::journal::{Fact, Occurrence};
use crate::plan::{LONGEST_CARRY, OneOff};
use crate::render::acts;
use crate::status::Status;
use chrono::{DateTime, FixedOffset, TimeDelta};

/// Formats an occurrence as a word of the command line: `TASK@SLOT`.
pub fn word(of: &Occurrence) -> String {
    format!("{}@{}", of.task, of.slot)
}

/// Builds commands that record the undone facts again, where such a command exists.
pub struct Again<'a> {
    pub app: &'a App,
    pub session: &'a Session<'a>,
    pub book: &'a DayBook,
    /// Whether an occurrence is still done after the undo; recording a tick of it again then only adds values.
    pub is_done: &'a dyn Fn(&Occurrence) -> bool,
}

/// A command that may be extended by further words.
struct Line {
    verb: &'static str,
    at: DateTime<FixedOffset>,
    reason: String,
    words: Vec<String>,
    /// Options that apply only to the last word, so no word may be added after them.
    own: Vec<(&'static str, String)>,
}

impl Again<'_> {
    pub fn commands(&self, piece: &Piece) -> Vec<CommandLine> {
        // Only one-offs can be recorded at a site that no longer exists.
        let mut spoken_of = piece.facts.iter().filter_map(Fact::occurrence);
        if !self.book.knows_site && spoken_of.any(|of| !is_one_off(&of.task)) {
            return Vec::new();
        }
        let mut lines: Vec<Line> = Vec::new();
        let mut said = Vec::new();
        let mut facts = piece.facts.iter().peekable();
        while let Some(fact) = facts.next() {
            match fact {
                Fact::Tick { of, at, steps, values } => {
                    let brings_values = steps.as_ref().is_some_and(Vec::is_empty);
                    if brings_values && !(self.is_done)(of) {
                        // The command would tick an occurrence that was not ticked: see `with_tick`.
                        continue;
                    }
                    let steps = steps.iter().flatten().map(|step| ("step", step.to_string()));
                    let mut own: Vec<(&str, String)> = steps.collect();
                    if let Some(Fact::Note { text, .. }) = facts.next_if(|next| is_note_of(next, of)) {
                        own.push(("note", text.clone()));
                    }
                    while let Some(Fact::Add { one_off, .. }) = facts.next_if(|next| is_found_in(next, of)) {
                        own.push(("found", one_off.title.clone()));
                    }
                    let values = values.iter().map(|(field, value)| format!("{field}={value}"));
                    let words = std::iter::once(word(of)).chain(values).collect();
                    add(&mut lines, Line { verb: "done", at: *at, reason: String::new(), words, own });
                }
                Fact::Skip { of, at, reason } => {
                    let line =
                        Line { verb: "skip", at: *at, reason: reason.clone(), words: vec![word(of)], own: vec![] };
                    add(&mut lines, line);
                }
                Fact::Excuse { of, at, reason } => {
                    let line =
                        Line { verb: "excuse", at: *at, reason: reason.clone(), words: vec![word(of)], own: vec![] };
                    add(&mut lines, line);
                }
                Fact::Note { of, at, text } => {
                    let on = self.day_of(of, *at);
                    let line = CommandLine::new(self.app, "note").words([word(of), text.clone()]);
                    said.push(placed(self.session, self.book, on, line));
                }
                Fact::Add { of, one_off, .. } => said.push(self.adding(of, one_off)),
                Fact::Undo { .. } => {}
            }
        }
        let lines = lines.into_iter().map(|line| self.line(line, piece)).chain(said);
        lines.map(|line| self.by(piece, line)).collect()
    }

    /// Adds `--as` to a command if the act to record again is another person's.
    fn by(&self, piece: &Piece, line: CommandLine) -> CommandLine {
        if piece.by == self.session.me { line } else { line.option("as", &piece.by) }
    }

    /// Returns the commands for undone values of occurrences that are not done. Each of these commands also ticks its
    /// occurrence.
    pub fn with_tick(&self, piece: &Piece) -> Vec<CommandLine> {
        let values_alone = |fact: &Fact| match fact {
            Fact::Tick { of, steps: Some(steps), values, .. }
                if steps.is_empty() && !values.is_empty() && !(self.is_done)(of) =>
            {
                let values = values.iter().map(|(field, value)| format!("{field}={value}"));
                let line = CommandLine::new(self.app, "done").words(std::iter::once(word(of)).chain(values));
                Some(self.by(piece, placed(self.session, self.book, self.book.day, line)))
            }
            _ => None,
        };
        piece.facts.iter().filter_map(values_alone).collect()
    }

    fn line(&self, line: Line, piece: &Piece) -> CommandLine {
        let clock = &self.book.checklist.clock;
        let first = piece.facts.iter().filter_map(Fact::occurrence).find(|of| line.words[0] == word(of));
        let on = first.map_or(self.book.day, |of| self.day_of(of, line.at));
        let as_what = if line.verb == "skip" { Status::Skipped } else { Status::Excused };
        let of: Vec<&Occurrence> = piece.facts.iter().filter_map(Fact::occurrence).collect();
        if line.words.len() > acts::MOST
            && of.len() == line.words.len()
            && all::is_all(self.book, self.session, &piece.by, as_what, &of)
        {
            let command = CommandLine::new(self.app, line.verb).switch("all").option("reason", line.reason);
            return placed(self.session, self.book, self.book.day, command);
        }
        let mut command = CommandLine::new(self.app, line.verb).words(line.words);
        for (name, value) in line.own {
            command = command.more(name, value);
        }
        if !line.reason.is_empty() {
            command = command.option("reason", line.reason);
        }
        // `--at` is precise to the minute. It is omitted if the time is not on the command's day or is in the future.
        let time = clock.zone.local(line.at.to_utc()).time();
        let typed = clock.instant(on, time);
        if (typed - line.at.to_utc()).abs() < TimeDelta::minutes(1) && typed <= self.session.now {
            command = command.option("at", time_label(time));
        }
        placed(self.session, self.book, on, command)
    }

    /// Returns the day that a command must name: for a one-off the day on which something was recorded about it, which
    /// may be later than its own day.
    fn day_of(&self, of: &Occurrence, at: DateTime<FixedOffset>) -> Day {
        match is_one_off(&of.task) {
            true => self.book.checklist.clock.day_of(at.to_utc()).min(self.session.today),
            false => self.book.day,
        }
    }

    fn adding(&self, of: &Occurrence, one_off: &OneOff) -> CommandLine {
        let mut line = CommandLine::new(self.app, "add").words([one_off.title.clone()]).verbatim();
        // A carried one-off is added again for today, with the days of carrying that remain.
        let (from, last) =
            (self.book.day.max(self.session.today), self.book.day + TimeDelta::days(one_off.carry.into()));
        // A time is typed with the date on which it falls; a time after midnight falls on the next date.
        let clock = &self.book.checklist.clock;
        let start = parse_time(&of.slot).ok();
        let is_night = start.is_some_and(|start| start < clock.day_start);
        let date = from + TimeDelta::days(is_night.into());
        let end = one_off.end.map(time_label);
        if let Some(due) = one_off.due {
            let is_night = one_off.end.is_some_and(|end| end <= clock.day_start);
            line = line.option("on", format!("by {}", due + TimeDelta::days(is_night.into())));
            line = end.iter().fold(line, |line, end| line.option("at", format!("by {end}")));
        } else if start.is_some() {
            let end = end.map(|end| format!("-{end}"));
            line = line.option("at", format!("{}{}", of.slot, end.unwrap_or_default()));
        }
        if let Some(who) = &one_off.assignee {
            line = line.option("for", who);
        }
        let carry = (last - one_off.due.unwrap_or(from)).num_days().clamp(0, LONGEST_CARRY.into());
        line = line.option("carry", carry.to_string());
        if let Some(found) = &one_off.found {
            line = line.option("found", word(found));
        }
        if let Some(note) = &one_off.note {
            line = line.option("note", note);
        }
        let line = placed(self.session, self.book, if one_off.due.is_some() { self.session.today } else { date }, line);
        if is_night { line.option("on", date.to_string()) } else { line }
    }
}

fn is_note_of(fact: &Fact, of: &Occurrence) -> bool {
    matches!(fact, Fact::Note { of: noted, .. } if noted == of)
}

fn is_found_in(fact: &Fact, of: &Occurrence) -> bool {
    matches!(fact, Fact::Add { one_off, .. } if one_off.found.as_ref() == Some(of))
}

/// Moves the values that an act added to an occurrence into the same person's tick of it, so that one command records
/// both.
pub(super) fn gather_values(pieces: &mut [Piece]) {
    for at in 0..pieces.len() {
        let by = pieces[at].by.clone();
        let mut facts = std::mem::take(&mut pieces[at].facts);
        for fact in &mut facts {
            let Fact::Tick { of, steps: Some(steps), values, .. } = fact else { continue };
            let mut ticks = pieces.iter_mut().filter(|other| other.by == by).flat_map(|other| &mut other.facts);
            let is_its_tick = |other: &&mut Fact| match other {
                Fact::Tick { of: ticked, steps, .. } => {
                    ticked == of && steps.as_ref().is_none_or(|steps| !steps.is_empty())
                }
                _ => false,
            };
            if steps.is_empty()
                && let Some(Fact::Tick { values: all, .. }) = ticks.find(is_its_tick)
            {
                all.append(values);
            }
        }
        pieces[at].facts = facts;
    }
}

/// Adds a line, merged into the last one if both can be one command.
fn add(lines: &mut Vec<Line>, line: Line) {
    match lines.last_mut() {
        Some(last)
            if last.verb == line.verb
                && last.at == line.at
                && last.reason == line.reason
                && last.own.is_empty()
                && line.own.is_empty() =>
        {
            last.words.extend(line.words);
        }
        _ => lines.push(line),
    }
}
