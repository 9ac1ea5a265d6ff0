//! The commands that would record again what was taken back.

use crate::app::{App, DayBook, Session};
use crate::commands::hint::CommandLine;
use crate::journal::{Act, Fact, Occurrence};
use crate::plan::ANY_SLOT;
use crate::render::words;
use chrono::{DateTime, FixedOffset};

/// One command for each of the facts; none for an undo, which is not taken back.
pub fn commands(app: &App, session: &Session, book: &DayBook, act: &Act, facts: &[&Fact]) -> Vec<String> {
    let restoring = Restoring { app, session, book, act };
    facts.iter().filter_map(|fact| restoring.command(fact)).map(|line| line.to_string()).collect()
}

struct Restoring<'a> {
    app: &'a App,
    session: &'a Session<'a>,
    book: &'a DayBook,
    act: &'a Act,
}

impl Restoring<'_> {
    fn command(&self, fact: &Fact) -> Option<CommandLine> {
        Some(match fact {
            Fact::Tick { of, at, steps, values } => {
                let values = values.iter().map(|(field, value)| format!("{field}={value}"));
                let line = self.line("done", [target(of)].into_iter().chain(values));
                let steps: Vec<String> = steps.iter().flatten().map(u16::to_string).collect();
                let line = if steps.is_empty() { line } else { line.option("step", steps.join(",")) };
                self.at(line, *at)
            }
            Fact::Skip { of, at, reason } => self.at(self.line("skip", [target(of)]).option("reason", reason), *at),
            Fact::Excuse { of, at, reason } => self.at(self.line("excuse", [target(of)]).option("reason", reason), *at),
            Fact::Note { of, text, .. } => self.line("note", [target(of), text.clone()]),
            Fact::Add { of, one_off, .. } => {
                let span = match one_off.end {
                    _ if of.slot == ANY_SLOT => None,
                    Some(end) => Some(format!("{}-{}", of.slot, crate::calendar::end_label(end))),
                    None => Some(of.slot.to_string()),
                };
                let found = one_off.found.as_ref().map(target);
                let carry = Some(one_off.carry.to_string());
                let parts = [
                    ("at", span),
                    ("for", one_off.assignee.clone()),
                    ("carry", carry),
                    ("found", found),
                    ("note", one_off.note.clone()),
                ];
                let line = self.line("add", [one_off.title.clone()]);
                parts.into_iter().fold(line, |line, (name, value)| match value {
                    Some(value) => line.option(name, value),
                    None => line,
                })
            }
            Fact::Undo { .. } => return None,
        })
    }

    /// A command on the day and at the site of the act, by whoever recorded it.
    fn line(&self, verb: &str, words: impl IntoIterator<Item = String>) -> CommandLine {
        let mut line = CommandLine::new(self.app, verb).words(words);
        if self.book.day != self.session.today {
            line = line.option("on", self.book.day.to_string());
        }
        if !self.book.site.is_empty() && self.session.checklist.sites.len() > 1 {
            line = line.option("site", &self.book.site);
        }
        if self.act.by == self.session.me { line } else { line.option("as", self.act.by.as_str()) }
    }

    /// With the claimed time, unless it was not of that day: then the day was entered afterwards, without a time.
    fn at(&self, line: CommandLine, claimed: DateTime<FixedOffset>) -> CommandLine {
        let clock = &self.book.checklist.clock;
        if !clock.bounds(self.book.day).contains(&claimed.to_utc()) {
            return line;
        }
        line.option("at", words::clock_time(&clock.zone, claimed.to_utc()))
    }
}

fn target(of: &Occurrence) -> String {
    format!("{}@{}", of.task, of.slot)
}
