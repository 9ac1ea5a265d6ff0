//! Models a disk that loses power: any call that is not yet synced may be lost.
//!
//! Stricter than real file systems: syncing a file preserves its content but not its name, syncing a directory
//! preserves its names but no content, and a name is reachable only if all its ancestors are.

use super::place::write_before;
use super::seed::Random;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Unit that a disk writes atomically, in bytes.
const SECTOR: usize = 512;

/// A file or directory, independent of its name.
pub type Inode = usize;

/// A change.
#[derive(Debug, Clone)]
pub enum Step {
    /// A name in a directory for a new or existing inode.
    Name { path: PathBuf, inode: Inode, is_directory: bool },
    /// A name is removed.
    Unname { path: PathBuf },
    /// Bytes are written at an offset.
    Write { inode: Inode, at: usize, bytes: Vec<u8> },
    /// The length changes.
    Truncate { inode: Inode, length: usize },
    /// A file's content is synced.
    SyncFile { inode: Inode },
    /// The names in a directory are synced.
    SyncNames { directory: PathBuf },
    /// A command reported these acts as recorded.
    Acknowledged { acts: BTreeSet<String> },
}

/// What one crash lost.
#[derive(Debug, Default)]
pub struct Lost {
    /// Changes that were not synced.
    pub unsynced: usize,
    /// How many of these were names.
    pub names: usize,
    /// How many of these were whole writes and truncations.
    pub contents: usize,
    /// Writes that lost some sectors.
    pub torn: usize,
}

/// Returns which steps are guaranteed to be on disk at the end.
fn synced(steps: &[Step]) -> Vec<bool> {
    let mut kept = vec![false; steps.len()];
    for (now, step) in steps.iter().enumerate() {
        for before in 0..now {
            kept[before] |= match (step, &steps[before]) {
                (
                    Step::SyncFile { inode },
                    Step::Write { inode: written, .. } | Step::Truncate { inode: written, .. },
                ) => inode == written,
                (Step::SyncNames { directory }, Step::Name { path, .. } | Step::Unname { path }) => {
                    path.parent() == Some(directory)
                }
                _ => false,
            };
        }
    }
    kept
}

/// Creates under `root` what is left after a crash. With `none_synced`, ignores all syncs.
pub fn crash(steps: &[Step], root: &Path, random: &mut Random, none_synced: bool) -> Lost {
    let kept = if none_synced { vec![false; steps.len()] } else { synced(steps) };
    let mut lost = Lost::default();
    let mut names: BTreeMap<PathBuf, (Inode, bool)> = BTreeMap::new();
    let mut contents: BTreeMap<Inode, Vec<u8>> = BTreeMap::new();
    // Of the uncertain steps, lose sometimes all, sometimes none, usually some.
    let odds = *random.pick(&[1, 2, 2, 3, 8, usize::MAX]);
    for (step, kept) in steps.iter().zip(kept) {
        let is_lost = !kept && random.one_in(odds);
        lost.unsynced += usize::from(!kept && is_change(step));
        match step {
            Step::Name { .. } | Step::Unname { .. } if is_lost => lost.names += 1,
            Step::Write { .. } | Step::Truncate { .. } if is_lost => lost.contents += 1,
            Step::Name { path, inode, is_directory } => drop(names.insert(path.clone(), (*inode, *is_directory))),
            Step::Unname { path } => drop(names.remove(path)),
            Step::Truncate { inode, length } => contents.entry(*inode).or_default().resize(*length, 0),
            Step::Write { inode, at, bytes } => {
                let tear = !kept && random.one_in(2);
                lost.torn += usize::from(write(contents.entry(*inode).or_default(), *at, bytes, tear, random));
            }
            Step::SyncFile { .. } | Step::SyncNames { .. } | Step::Acknowledged { .. } => {}
        }
    }
    // Sorted by path, a directory comes before its contents.
    for (path, (inode, is_directory)) in names {
        let place = root.join(&path);
        if !place.parent().is_some_and(Path::is_dir) {
            continue;
        }
        match is_directory {
            true => fs::create_dir(place).unwrap(),
            false => write_before(place, contents.get(&inode).map_or(&[][..], Vec::as_slice)),
        }
    }
    lost
}

fn is_change(step: &Step) -> bool {
    !matches!(step, Step::SyncFile { .. } | Step::SyncNames { .. } | Step::Acknowledged { .. })
}

/// Writes, sector by sector if torn. A lost sector keeps its old content, or zeros. Returns whether one was lost.
fn write(content: &mut Vec<u8>, at: usize, bytes: &[u8], tear: bool, random: &mut Random) -> bool {
    let mut lost = false;
    let mut from = 0;
    while from < bytes.len() {
        let to = (from + SECTOR - (at + from) % SECTOR).min(bytes.len());
        if tear && random.one_in(2) {
            lost = true;
            // The new length may be on disk without the bytes.
            if random.one_in(2) && content.len() < at + to {
                content.resize(at + to, 0);
            }
        } else {
            content.resize(content.len().max(at + to), 0);
            content[at + from..at + to].copy_from_slice(&bytes[from..to]);
        }
        from = to;
    }
    lost
}
