//! Checks for one-offs that are added twice, and for undos of acts that are missing.

use super::FileWalk;
use crate::journal::act::{Act, ActId, Fact, Occurrence};
use crate::journal::fault::{Fault, FaultKind};
use crate::journal::record::PlacedRecord;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;
use std::sync::Arc;

/// Where one-offs were first added. Of a long history's many keys, it keeps only hashes and numbers of files.
#[derive(Default)]
pub(super) struct Added {
    files: Vec<Arc<PathBuf>>,
    /// Hash of a one-off's key → the file, by its place in `files`, and the line.
    first: HashMap<u64, (u32, u32)>,
}

/// The undos recorded on a day, to be compared with the acts of that day.
#[derive(Default)]
pub(super) struct Undos {
    /// All undos; ordered by act after [`Undos::sort`].
    all: Vec<Undone>,
    /// File, line, act and site of each undo whose act had not been found when the undo was compared.
    open: Vec<(Arc<PathBuf>, u32, ActId, u32)>,
}

/// An undo.
struct Undone {
    act: ActId,
    /// CRC-32C of the undo's site, which takes less memory than the site.
    site: u32,
    only: Option<Box<Occurrence>>,
    /// Whether the undone act was found.
    is_here: bool,
}

impl Undos {
    /// Adds the undos of an act.
    pub(super) fn take(&mut self, act: &Act) {
        for fact in &act.facts {
            if let Fact::Undo { act: undone, only, .. } = fact {
                let only = only.clone().map(Box::new);
                self.all.push(Undone { act: *undone, site: number(&act.site), only, is_here: false });
            }
        }
    }

    /// Orders the undos. Called after all undos of the day have been taken.
    pub(super) fn sort(&mut self) {
        self.all.sort_unstable_by_key(|it| it.act);
    }

    fn of(&mut self, act: ActId) -> &mut [Undone] {
        let first = self.all.partition_point(|it| it.act < act);
        let count = self.all[first..].partition_point(|it| it.act == act);
        &mut self.all[first..first + count]
    }

    fn is_here(&mut self, act: ActId, site: u32) -> bool {
        self.of(act).iter().any(|it| it.is_here && it.site == site)
    }

    fn is_taken_back(&mut self, act: ActId, of: &Occurrence) -> bool {
        self.of(act).iter().any(|it| it.only.as_deref().is_none_or(|only| only == of))
    }

    /// Compares the undos with one part of the day's acts.
    pub(super) fn compare(&mut self, part: &[PlacedRecord<Act>]) {
        if self.all.is_empty() {
            return;
        }
        for it in part {
            let (act, site) = (&it.record, number(&it.record.site));
            self.of(act.id).iter_mut().filter(|undone| undone.site == site).for_each(|undone| undone.is_here = true);
        }
        for it in part {
            for undone in undone_by(&it.record) {
                let site = number(&it.record.site);
                if !self.is_here(undone, site) {
                    self.open.push((Arc::clone(&it.path), it.line, undone, site));
                }
            }
        }
    }

    /// Returns faults for the undos of acts that are in no part of the day.
    pub(super) fn missing(mut self) -> Vec<Fault> {
        let mut open = std::mem::take(&mut self.open);
        open.retain(|(.., act, site)| !self.is_here(*act, *site));
        open.iter().map(|(path, line, act, _)| Fault::at(path, *line, FaultKind::NothingToUndo { act: *act })).collect()
    }
}

impl FileWalk {
    /// Returns faults for one-offs of a part of a day that were added before.
    pub(super) fn added_twice(&mut self, part: &[PlacedRecord<Act>], undos: &mut Undos) -> Vec<Fault> {
        let mut faults = Vec::new();
        let Added { files, first } = &mut self.added;
        let of_part = files.len();
        for it in part {
            for fact in &it.record.facts {
                let Fact::Add { of, .. } = fact else { continue };
                // A one-off that was undone may be added again.
                if undos.is_taken_back(it.record.id, of) {
                    continue;
                }
                match first.entry(hash(&of.task)) {
                    Entry::Vacant(new) => {
                        let known = files[of_part..].iter().position(|file| Arc::ptr_eq(file, &it.path));
                        let file = of_part + known.unwrap_or(files.len() - of_part);
                        if file == files.len() {
                            files.push(Arc::clone(&it.path));
                        }
                        new.insert((file as u32, it.line));
                    }
                    Entry::Occupied(known) => {
                        let (file, line) = *known.get();
                        let (key, path) = (of.task.to_string(), files[file as usize].to_path_buf());
                        faults.push(Fault::at(&it.path, it.line, FaultKind::AddedTwice { key, path, line }));
                    }
                }
            }
        }
        faults
    }
}

fn number(site: &str) -> u32 {
    crc32c::crc32c(site.as_bytes())
}

fn hash(key: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}

fn undone_by(act: &Act) -> impl Iterator<Item = ActId> {
    act.facts.iter().filter_map(|fact| match fact {
        Fact::Undo { act, .. } => Some(*act),
        _ => None,
    })
}
