//! What is wrong in a journal: named, never repaired, and never a reason not to read the rest.

use super::act::ActId;
use super::chain::RecordPlace;
use crate::calendar::Day;
use crate::language::{Lang, Text, say};
use chrono::{DateTime, FixedOffset};
use std::mem::{Discriminant, discriminant};
use std::path::{Path, PathBuf};

/// One thing wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file or directory.
    pub path: PathBuf,
    /// Its line, from 1; none where the whole file is meant.
    pub line: Option<u32>,
    /// What is wrong.
    pub kind: FaultKind,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultKind {
    /// A file or directory cannot be read.
    Unreadable {
        /// The system's words.
        why: String,
    },
    /// A symbolic link, directory or device in the place of a file.
    NotAFile,
    /// Only the place of a file: its content is elsewhere, on its way, or was never written.
    NotHere,
    /// A file was listed, and gone when it was to be opened, time and again.
    Gone,
    /// More lines of a file cannot be read than are told.
    More {
        /// How many.
        lines: u32,
    },
    /// The line has no end: its writing was interrupted, or its end was cut off.
    CutOff {
        /// Whole lines still found in it.
        saved: u32,
        /// It is the last and nothing follows; else it was closed by the next write.
        open: bool,
    },
    /// The line's sum is not right: something in it was changed.
    Damaged {
        /// Whole lines still found in it.
        saved: u32,
    },
    /// The line is of a version we do not know.
    Newer {
        /// Its version.
        version: u32,
    },
    /// A kind of fact that we do not know.
    UnknownFact,
    /// The sum is right, but it is not a line as specified.
    Malformed {
        /// The details, in English.
        why: String,
    },
    /// The act speaks of another day or checklist than its file; it is read only from the place it speaks of.
    Elsewhere {
        /// The checklist it speaks of.
        checklist: String,
        /// The day it speaks of.
        day: Day,
    },
    /// Two lines with one id say different things; the other one counts.
    Conflict {
        /// Where the other one is.
        path: PathBuf,
        /// Its line there.
        line: u32,
    },
    /// A line of another day has the same id; each counts on its day.
    OnTwoDays {
        /// Where the other one is.
        path: PathBuf,
        /// Its line there.
        line: u32,
    },
    /// Lines of a writer are missing that no unreadable line explains.
    Gap {
        /// The missing numbers, in ranges with both ends included.
        missing: Vec<(u32, u32)>,
    },
    /// A record that its writer's next one names is not here: lost, or not arrived yet; perhaps others before it too.
    Lost {
        /// The record.
        id: ActId,
        /// Who wrote the one that names it.
        by: String,
        /// The writer of both, where it is known.
        writer: Option<String>,
        /// Where it was written.
        place: RecordPlace,
        /// When the writer's last record before it was written that is here.
        after: Option<DateTime<FixedOffset>>,
        /// When it was written.
        at: DateTime<FixedOffset>,
    },
    /// Acts of a day were made under a checklist whose adoption is not here.
    Waiting {
        /// How many.
        acts: usize,
        /// The day.
        day: Day,
    },
    /// Of a checklist acts are here, and no adoption.
    Stranded,
    /// Two records name the same one as that before them: two devices may share a writer id. A remark.
    Forked {
        /// Where the other one is.
        path: PathBuf,
        /// Its line there.
        line: u32,
    },
    /// Two acts of one writer have one number: two devices may share a writer id. A remark.
    NumberTwice {
        /// The number.
        n: u32,
    },
    /// Another act adds a one-off of the same key. A remark.
    AddedTwice {
        /// The key.
        key: String,
        /// Where the other one is.
        path: PathBuf,
        /// Its line there.
        line: u32,
    },
    /// A `.jsonl` file where no reader looks for it.
    Misplaced,
    /// Something that is none of the journal's. A remark.
    Foreign,
    /// A file of empty lines alone: all of it is lost, or somebody made it by hand. A remark.
    Empty,
    /// An adopted text is not there.
    TextMissing,
    /// A text is not what its name says.
    TextAltered,
    /// An act was written by a clock, or with an id, more than a day ahead of the reader's clock; the others of its file
    /// are counted. A remark: the line is as it was written and its order is right, and the wrong clock may be the
    /// reader's. What it says happened then is what to look at.
    ClockAhead {
        /// The act.
        act: ActId,
        /// Who did it.
        by: String,
        /// By how much, in whole days.
        days: i64,
        /// How many more of the file were written so.
        more: usize,
    },
    /// Takes back an act that is not there, or not yet. A remark.
    NothingToUndo {
        /// The act taken back.
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

    /// Whether it is only worth knowing: nothing acknowledged is known to be lost or changed.
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

    /// RecordPlace and fault, in one line: `…/2026-11-23.ab12cd34.jsonl:3: the line is damaged`.
    pub fn text(&self) -> Text {
        Text::of(|lang| match self.line {
            Some(line) => format!("{}:{line}: {}", self.path.display(), self.kind.say(lang)),
            None => format!("{}: {}", self.path.display(), self.kind.say(lang)),
        })
    }
}

impl Fault {
    /// Where it is: of one kind there is one fault at a place, or on a day that waits.
    pub fn place(&self) -> (&Path, Option<u32>, Discriminant<FaultKind>, Option<Day>) {
        let day = match self.kind {
            FaultKind::Waiting { day, .. } => Some(day),
            _ => None,
        };
        (&self.path, self.line, discriminant(&self.kind), day)
    }

    /// The same with the file's name alone: what is handed on says nothing of this computer.
    pub fn named(&self) -> Fault {
        Fault { path: self.path.file_name().map(PathBuf::from).unwrap_or_default(), ..self.clone() }
    }
}

impl FaultKind {
    /// The fault without its place.
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

/// Whose records are missing, between when and when.
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
        RecordPlace::Adopted => say::fault_lost_adoption(lang, who, when),
    }
}

/// `2, 5-7`
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
