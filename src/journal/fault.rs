//! Faults in a journal. They are reported but never repaired, and never keep the rest from being read.

use super::act::ActId;
use super::chain::RecordPlace;
use super::names;
use crate::calendar::{Day, DayRange};
use crate::language::{Lang, Text, say};
use chrono::{DateTime, FixedOffset};
use std::mem::{Discriminant, discriminant};
use std::path::{Path, PathBuf};

/// One fault and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file or directory.
    pub path: PathBuf,
    /// The line, from 1; `None` if the fault concerns the whole file.
    pub line: Option<u32>,
    /// What is wrong.
    pub kind: FaultKind,
}

/// The kind of a fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultKind {
    /// A file or directory cannot be read.
    Unreadable {
        /// The system's error message.
        why: String,
    },
    /// A symbolic link, directory or device in place of a file.
    NotAFile,
    /// A placeholder in place of a file: the content is elsewhere, still on its way, or was never written.
    NotHere,
    /// A file or folder was listed but, repeatedly, no longer existed when opened.
    Gone,
    /// A file has further unreadable lines, beyond those reported one by one.
    More {
        /// Number of these further lines.
        lines: u32,
    },
    /// The line has no end: its writing was interrupted, or its end was cut off.
    CutOff {
        /// Number of whole lines found inside the damaged line.
        saved: u32,
        /// Whether the line is the last and has no line end. If false, a later write has ended it.
        open: bool,
    },
    /// The line's sum is wrong: something in it was changed.
    Damaged {
        /// Number of whole lines found inside the damaged line.
        saved: u32,
    },
    /// The line has a version that this program does not know.
    Newer {
        /// The line's version.
        version: u32,
    },
    /// The line has a kind of fact that this program does not know.
    UnknownFact,
    /// The sum is right, but the line does not match the specification.
    Malformed {
        /// The details, in English.
        why: String,
    },
    /// The act is about another day or checklist than its file, and is ignored here.
    Elsewhere {
        /// The checklist that the act is about.
        checklist: String,
        /// The day that the act is about.
        day: Day,
    },
    /// Another line has the same id but different content. The other line is used.
    Conflict {
        /// The file of the other line.
        path: PathBuf,
        /// The number of the other line.
        line: u32,
    },
    /// A line of another day has the same id. Both lines are used, each on its own day.
    OnTwoDays {
        /// The file of the other line.
        path: PathBuf,
        /// The number of the other line.
        line: u32,
    },
    /// Lines of a writer are missing, and no unreadable line accounts for them.
    Gap {
        /// The missing numbers, in inclusive ranges.
        missing: Vec<(u32, u32)>,
    },
    /// A record is lost or has not arrived, although its writer's next record refers to it. Earlier records may be
    /// missing too.
    Lost {
        /// The missing record.
        id: ActId,
        /// Who wrote the record that refers to the missing one.
        by: String,
        /// The id of the writer of both records, if known.
        writer: Option<String>,
        /// Where the missing record was written.
        place: RecordPlace,
        /// When the writer's last present record before the missing one was written.
        after: Option<DateTime<FixedOffset>>,
        /// When the missing record was written.
        at: DateTime<FixedOffset>,
    },
    /// Acts of a day wait for a checklist: the adoption under which they were made is missing, or none is in force on
    /// the day.
    Waiting {
        /// Number of those acts.
        acts: usize,
        /// The day.
        day: Day,
    },
    /// The checklist has acts but no adoption.
    Stranded,
    /// Two records refer to the same previous record: two devices may share a writer id. A remark.
    Forked {
        /// The file of the other record.
        path: PathBuf,
        /// The line of the other record.
        line: u32,
    },
    /// Two acts of one writer have the same number: two devices may share a writer id. A remark.
    NumberTwice {
        /// The number.
        n: u32,
    },
    /// Another act adds a one-off with the same key. A remark.
    AddedTwice {
        /// The key.
        key: String,
        /// The file of the other act.
        path: PathBuf,
        /// The line of the other act.
        line: u32,
    },
    /// A `.jsonl` file where no reader looks for it.
    Misplaced,
    /// A file or folder that does not belong to the journal. A remark.
    Foreign,
    /// A file of empty lines only: its content is lost, or somebody made it by hand. A remark.
    Empty,
    /// An adopted text is missing.
    TextMissing,
    /// A text does not match the digest in its name.
    TextAltered,
    /// An act was recorded, or its id was generated, by a clock that seems more than a day ahead of the reader's. A
    /// remark: the line is intact, and the wrong clock may be the reader's, but the claimed time should be checked.
    /// Further such acts in the same file are only counted.
    ClockAhead {
        /// The act.
        act: ActId,
        /// The person who did it.
        by: String,
        /// How far the clock is ahead, in whole days.
        days: i64,
        /// Number of further such acts in the file.
        more: usize,
    },
    /// An undo of an act that is missing, or has not arrived yet. A remark.
    NothingToUndo {
        /// The act that is undone.
        act: ActId,
    },
}

impl Fault {
    pub(super) fn at(path: &Path, line: u32, kind: FaultKind) -> Fault {
        Fault { path: path.to_owned(), line: Some(line), kind }
    }

    pub(super) fn of_file(path: &Path, kind: FaultKind) -> Fault {
        Fault { path: path.to_owned(), line: None, kind }
    }

    /// Whether records of a range of days may be missing because of the fault. One that names no day may concern any.
    pub fn concerns(&self, range: DayRange) -> bool {
        let (first, last) = match &self.kind {
            _ if self.is_remark() => return false,
            FaultKind::Waiting { day, .. } => (*day, *day),
            FaultKind::Lost { place: RecordPlace::Day(day), after, .. } => {
                (after.map_or(*day, |after| after.date_naive().min(*day)), *day)
            }
            _ => match names::day_of(&self.path) {
                Some(day) => (day, day),
                None => return true,
            },
        };
        first <= range.last && range.first <= last
    }

    /// Whether the fault is only a remark: no recorded act is known to be lost or changed.
    pub fn is_remark(&self) -> bool {
        matches!(
            self.kind,
            FaultKind::Foreign
                | FaultKind::Empty
                | FaultKind::NumberTwice { .. }
                | FaultKind::Forked { .. }
                | FaultKind::AddedTwice { .. }
                | FaultKind::ClockAhead { .. }
                | FaultKind::NothingToUndo { .. }
        )
    }

    /// Returns the fault with its place, in one line: `…/2026-11-23.ab12cd34.jsonl:3: the line is damaged`.
    pub fn text(&self) -> Text {
        Text::of(|lang| match self.line {
            Some(line) => format!("{}:{line}: {}", self.path.display(), self.kind.say(lang)),
            None => format!("{}: {}", self.path.display(), self.kind.say(lang)),
        })
    }
}

impl Fault {
    /// Returns a key for the fault: there is at most one fault of a kind for each line or file and, if acts wait for a
    /// checklist, for each day.
    pub fn place(&self) -> (&Path, Option<u32>, Discriminant<FaultKind>, Option<Day>) {
        let day = match self.kind {
            FaultKind::Waiting { day, .. } => Some(day),
            _ => None,
        };
        (&self.path, self.line, discriminant(&self.kind), day)
    }

    /// Returns the fault with only the file's name as its path, so that a shared report reveals nothing of this
    /// computer.
    pub fn named(&self) -> Fault {
        Fault { path: self.path.file_name().map(PathBuf::from).unwrap_or_default(), ..self.clone() }
    }
}

impl FaultKind {
    /// Returns the message about the fault, without its place.
    pub fn text(&self) -> Text {
        Text::of(|lang| self.say(lang))
    }

    fn say(&self, lang: Lang) -> String {
        match self {
            FaultKind::Unreadable { why } => say::fault_unreadable(lang, why),
            FaultKind::NotAFile => say::fault_not_a_file(lang),
            FaultKind::NotHere => say::fault_not_here(lang),
            FaultKind::Gone => say::fault_gone(lang),
            FaultKind::More { lines } => say::fault_more(lang, lines),
            FaultKind::CutOff { saved, open: true } => saved_too(lang, say::fault_cut_off_open(lang), *saved),
            FaultKind::CutOff { saved, open: false } => saved_too(lang, say::fault_cut_off(lang), *saved),
            FaultKind::Damaged { saved } => saved_too(lang, say::fault_damaged(lang), *saved),
            FaultKind::Newer { version } => say::fault_newer(lang, version),
            FaultKind::UnknownFact => say::fault_unknown_fact(lang),
            FaultKind::Malformed { why } => say::fault_malformed(lang, why),
            FaultKind::Elsewhere { checklist, day } => say::fault_elsewhere(lang, checklist, day),
            FaultKind::Conflict { path, line } => say::fault_conflict(lang, path.display(), line),
            FaultKind::OnTwoDays { path, line } => say::fault_on_two_days(lang, path.display(), line),
            FaultKind::Gap { missing } => say::fault_gap(lang, ranges(lang, missing)),
            FaultKind::Lost { by, writer, place, after, at, .. } => {
                lost(lang, (by, writer.as_deref()), *place, *after, *at)
            }
            FaultKind::Waiting { acts, day } => say::fault_waiting(lang, acts, day),
            FaultKind::Stranded => say::fault_stranded(lang),
            FaultKind::Forked { path, line } => say::fault_forked(lang, path.display(), line),
            FaultKind::NumberTwice { n } => say::fault_number_twice(lang, n),
            FaultKind::AddedTwice { key, path, line } => say::fault_added_twice(lang, key, path.display(), line),
            FaultKind::ClockAhead { act, by, days, more: 0 } => say::fault_clock_ahead(lang, act, by, days),
            FaultKind::ClockAhead { act, by, days, more } => say::fault_clocks_ahead(lang, act, by, days, more),
            FaultKind::Misplaced => say::fault_misplaced(lang),
            FaultKind::Foreign => say::fault_foreign(lang),
            FaultKind::Empty => say::fault_empty(lang),
            FaultKind::TextMissing => say::fault_text_missing(lang),
            FaultKind::TextAltered => say::fault_text_altered(lang),
            FaultKind::NothingToUndo { act } => say::fault_nothing_to_undo(lang, act),
        }
    }
}

fn saved_too(lang: Lang, fault: String, saved: u32) -> String {
    if saved == 0 { fault } else { fault + &say::fault_saved(lang, saved) }
}

/// Formats the message that records are missing: whose they are, and between which instants they were written.
fn lost(
    lang: Lang,
    (by, writer): (&str, Option<&str>),
    place: RecordPlace,
    after: Option<DateTime<FixedOffset>>,
    at: DateTime<FixedOffset>,
) -> String {
    let said = |at: DateTime<FixedOffset>| at.format("%Y-%m-%d %H:%M:%S").to_string();
    let who = writer.map_or_else(|| by.to_owned(), |writer| say::fault_writer(lang, by, writer));
    let when = match after {
        Some(after) => say::fault_between(lang, said(after), said(at)),
        None => say::fault_until(lang, said(at)),
    };
    match place {
        RecordPlace::Day(day) => say::fault_lost(lang, who, when, day),
        RecordPlace::Adopted => say::fault_lost_adoption(lang, who, when, writer.unwrap_or("*")),
    }
}

/// Formats inclusive ranges: `2, 5-7`.
fn ranges(lang: Lang, missing: &[(u32, u32)]) -> String {
    let words = missing.iter().map(|(from, to)| if from == to { from.to_string() } else { format!("{from}-{to}") });
    words.collect::<Vec<_>>().join(if lang == Lang::Zh { "、" } else { ", " })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_told_with_its_place() {
        let check = |line: Option<u32>, kind: FaultKind, en: &str, zh: &str| {
            let text = Fault { path: PathBuf::from("a.jsonl"), line, kind }.text();
            assert_eq!((text.in_lang(Lang::En), text.in_lang(Lang::Zh)), (en, zh));
        };
        check(
            Some(3),
            FaultKind::Damaged { saved: 1 },
            "a.jsonl:3: the line is damaged: its checksum is wrong; intact acts found in it: 1",
            "a.jsonl:3: 这一行已损坏：校验和不符；其中仍读出1条完整记录",
        );
        check(
            None,
            FaultKind::Gap { missing: vec![(2, 2), (5, 7)] },
            "a.jsonl: lines of this writer are missing: number 2, 5-7",
            "a.jsonl: 该写入者的记录有缺失：第2、5-7条",
        );
    }
}
