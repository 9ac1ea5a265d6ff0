//! Titles, keys and facts of one-offs, shared by `add` and `done --found`.

use super::typed;
use crate::app::{DayBook, Failure, Session};
use crate::calendar::{Day, time_label};
use crate::checklist::Checklist;
use crate::journal::{Digest, Fact, Occurrence};
use crate::language::{Lang, folded, nfc, text};
use crate::plan::{ANY_SLOT, LONGEST_CARRY, OneOff, one_off_key};
use chrono::{DateTime, FixedOffset};
use smol_str::SmolStr;
use std::collections::{HashMap, HashSet};

/// Maximum length of a title in characters. It is a single line; longer text belongs in a note.
const LONGEST_TITLE: usize = 200;

/// Returns a title as typed, on one line. An error if it is too long or, made by `missing`, if it is empty.
pub fn title(text: &str, missing: fn(Lang) -> String) -> Result<String, Failure> {
    let title = typed::text(&text.split_whitespace().collect::<Vec<_>>().join(" "), missing)?;
    if title.chars().count() > LONGEST_TITLE {
        return Err(Failure::usage(text::title_long(LONGEST_TITLE)));
    }
    Ok(title)
}

/// Finds the longest word of a text that is the title or the id of a site. Returns the site's id and that word.
pub fn site_in<'c, 't>(checklist: &'c Checklist, text: &'t str) -> Option<(&'c str, &'t str)> {
    let is_edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let starts = text.char_indices().filter(|(at, _)| is_edge(text[..*at].chars().next_back()));
    let named = starts.flat_map(|(at, _)| {
        let names = checklist.sites.iter().flat_map(|site| [(site, &site.title), (site, &site.id)]);
        names.filter_map(move |(site, name)| {
            let length = text[at..].char_indices().nth(name.chars().count()).map_or(text.len() - at, |(end, _)| end);
            let (word, behind) = text[at..].split_at(length);
            // Hanzi need no gap after a name at the start: 特卖店换图.
            let is_glued = at == 0 && name.chars().count() > 1 && !name.is_ascii() && !behind.starts_with('的');
            let is_over = is_glued || is_edge(behind.chars().next());
            let is_named = !word.is_empty() && folded(word) == folded(name) && is_over;
            is_named.then_some((site.id.as_str(), word))
        })
    });
    named.max_by_key(|(_, word)| word.len())
}

/// Adds one-offs to one day at one site.
pub struct Adding<'a> {
    session: &'a Session<'a>,
    site: &'a str,
    day: Day,
    at: DateTime<FixedOffset>,
    /// Keys used on other days, and keys that this command has assigned or found to exist.
    taken: HashSet<String>,
    /// Keys ever assigned on the day, even to a one-off that was undone.
    given: HashSet<&'a str>,
    /// The one-offs of the day that are still to be done.
    open: HashMap<&'a str, (&'a str, &'a OneOff)>,
}

/// The outcome of adding a one-off.
pub enum Added {
    /// This fact adds the one-off.
    New(Fact),
    /// An equal one-off exists and is still to be done.
    There(Occurrence),
}

impl<'a> Adding<'a> {
    /// Prepares to add to a day: the book's own, or an earlier one with one-offs carried into it. `at` is the claimed
    /// instant.
    pub fn new(session: &'a Session, book: &'a DayBook, day: Day, at: DateTime<FixedOffset>) -> Adding<'a> {
        let own = book.books().find(|book| book.day == day).unwrap_or(book);
        let others = book.books().filter(|book| book.day != own.day);
        let taken = others.flat_map(|book| book.one_offs.tasks()).map(|task| task.id.clone()).collect();
        let given = added(own).map(|(of, _)| of.task.as_str()).collect();
        Adding { session, site: &book.site, day, at, taken, given, open: open(own, session) }
    }

    /// Adds a one-off in a slot of the day. Skips one that already exists and is still to be done, so that the same
    /// list can be given twice, unless `again` is set.
    pub fn add(&mut self, slot: SmolStr, one_off: OneOff, again: bool) -> Added {
        let (key, is_there) = self.key(&slot, &one_off, again);
        let of = Occurrence { task: key.into(), slot };
        match is_there {
            true => Added::There(of),
            false => Added::New(Fact::Add { of, at: self.at, one_off: Box::new(one_off) }),
        }
    }

    /// Adds a fault found during an occurrence. It can be dealt with at any time and is carried as long as possible.
    pub fn fault(&mut self, title: String, found: Occurrence, due: Option<Day>) -> Added {
        let found = Some(found);
        let one_off = OneOff { title, due, end: None, assignee: None, carry: LONGEST_CARRY, found, note: None };
        self.add(ANY_SLOT.into(), one_off, false)
    }

    /// Returns an unused key and `false`, or the key of an equal one-off and `true`.
    fn key(&mut self, slot: &str, one_off: &OneOff, again: bool) -> (String, bool) {
        let said = self.said(slot, one_off);
        let mut number = 0;
        loop {
            let key = key(&said, number);
            if !self.taken.contains(&key) {
                let is_same = |(there, of): &(&str, &OneOff)| *there == slot && is_same(of, one_off);
                let is_there = !again && self.open.get(key.as_str()).is_some_and(is_same);
                if is_there || !self.given.contains(key.as_str()) {
                    self.taken.insert(key.clone());
                    return (key, is_there);
                }
            }
            number += 1;
        }
    }

    /// Returns the text from which a key is computed: everything that was given and nothing that varies, so that the
    /// same line gives the same key.
    fn said(&self, slot: &str, one_off: &OneOff) -> String {
        let (id, site, day) = (&self.session.checklist.id, self.site, self.day);
        let end = one_off.end.map(time_label).unwrap_or_default();
        // The deadline comes last, so that keys of one-offs without one are the same as before deadlines existed.
        let due = one_off.due.map(|due| format!("\n{due}")).unwrap_or_default();
        let found = one_off.found.as_ref().map(|of| format!("{}@{}", of.task, of.slot)).unwrap_or_default();
        let who = one_off.assignee.as_deref().unwrap_or_default();
        format!("{id}\n{site}\n{day}\n{}\n{slot}\n{end}\n{who}\n{found}{due}", nfc(&one_off.title))
    }
}

fn is_same(one: &OneOff, other: &OneOff) -> bool {
    (nfc(&one.title), one.due, one.end, &one.assignee, &one.found)
        == (nfc(&other.title), other.due, other.end, &other.assignee, &other.found)
}

fn key(said: &str, number: u32) -> String {
    let digest = Digest::of(format!("{said}\n{number}").as_bytes()).short();
    one_off_key(u32::from_str_radix(&digest, 16).unwrap_or(number))
}

/// Returns the day's own one-offs that are still to be done, by key, each with its slot.
fn open<'a>(book: &'a DayBook, session: &Session) -> HashMap<&'a str, (&'a str, &'a OneOff)> {
    let basis = book.basis_of(book.plan_of_one_offs());
    let state = basis.judge(session.now);
    let is_open = |key: &str| {
        let item = state.items.iter().find(|item| item.planned.task.id == key);
        item.is_some_and(|item| item.status.is_outstanding())
    };
    let said = added(book).map(|(of, one_off)| (of.task.as_str(), (of.slot.as_str(), one_off)));
    said.filter(|(key, _)| is_open(key)).collect()
}

/// Returns the one-offs added by the acts of a day, even if undone.
fn added(book: &DayBook) -> impl Iterator<Item = (&Occurrence, &OneOff)> {
    book.acts.iter().flat_map(|act| &act.facts).filter_map(|fact| match fact {
        Fact::Add { of, one_off, .. } => Some((of, &**one_off)),
        _ => None,
    })
}
