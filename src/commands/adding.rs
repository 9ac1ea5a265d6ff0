//! What `add` and `done --found` share: titles, keys, the fact.

use super::typed;
use crate::app::{DayBook, Failure, Session};
use crate::calendar::Day;
use crate::journal::{Digest, Fact, Occurrence};
use crate::language::{Lang, Text, say};
use crate::plan::{ANY_SLOT, LONGEST_CARRY, OneOff, one_off_key};
use chrono::{DateTime, FixedOffset};
use smol_str::SmolStr;
use std::collections::HashSet;

/// The longest title, in characters: it is a line, what more there is to say is a note.
const LONGEST_TITLE: usize = 200;

/// A title as typed, in one line; `missing` says that there is none.
pub fn title(text: &str, missing: fn(Lang) -> String) -> Result<String, Failure> {
    let title = typed::text(&text.split_whitespace().collect::<Vec<_>>().join(" "), missing)?;
    if title.chars().count() > LONGEST_TITLE {
        return Err(Failure::usage(Text::of(|lang| say::title_long(lang, LONGEST_TITLE))));
    }
    Ok(title)
}

/// One-offs that are added to one day.
pub struct Adding<'a> {
    session: &'a Session<'a>,
    site: &'a str,
    day: Day,
    at: DateTime<FixedOffset>,
    /// Keys that are in use.
    taken: HashSet<String>,
}

impl<'a> Adding<'a> {
    /// Adds to a day, at the claimed instant; keys known to the book are not given again.
    pub fn new(session: &'a Session, book: &'a DayBook, day: Day, at: DateTime<FixedOffset>) -> Adding<'a> {
        let taken = book.tasks().into_iter().filter(|task| task.is_one_off()).map(|task| task.id.clone()).collect();
        Adding { session, site: &book.site, day, at, taken }
    }

    /// The fact that adds a one-off in a slot of the day.
    pub fn fact(&mut self, slot: SmolStr, one_off: OneOff) -> Fact {
        let of = Occurrence { task: self.key(&one_off.title).into(), slot };
        Fact::Add { of, at: self.at, one_off: Box::new(one_off) }
    }

    /// The fact that adds a fault found in the doing of an occurrence: it is to be dealt with at any time, and stays in
    /// sight as long as can be.
    pub fn fault(&mut self, title: String, found: Occurrence) -> Fact {
        let found = Some(found);
        self.fact(ANY_SLOT.into(), OneOff { title, end: None, assignee: None, carry: LONGEST_CARRY, found, note: None })
    }

    /// A key that is not in use. It is drawn from what is said, by whom and when, so that nobody needs to know which
    /// keys others give at this moment.
    fn key(&mut self, title: &str) -> String {
        let Adding { session, site, day, at, .. } = self;
        let id = &session.checklist.id;
        let said = format!("{id}\n{site}\n{day}\n{}\n{}\n{title}", session.me, at.timestamp_millis());
        let mut number = 0;
        loop {
            let digest = Digest::of(format!("{said}\n{number}").as_bytes()).short();
            let key = one_off_key(u32::from_str_radix(&digest, 16).unwrap_or(number));
            if self.taken.insert(key.clone()) {
                return key;
            }
            number += 1;
        }
    }
}
