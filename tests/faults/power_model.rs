//! A disk that loses power: what a series of calls leaves if of those not yet synced any may be lost.
//!
//! Stricter than file systems are: the sync of a file keeps its content and nothing of its name, that of a directory
//! the names in it and no content, and a name is reachable only if all above it are.

use super::place::write_before;
use super::seed::Random;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What a disk writes as one.
const SECTOR: usize = 512;

/// A file or directory, whatever its name is.
pub type Inode = usize;

/// One change.
#[derive(Debug, Clone)]
pub enum Step {
    /// A name in a directory for a new or known inode; of a directory, if so.
    Name { path: PathBuf, inode: Inode, is_directory: bool },
    /// A name is gone.
    Unname { path: PathBuf },
    /// Bytes at a place.
    Write { inode: Inode, at: usize, bytes: Vec<u8> },
    /// A new length.
    Truncate { inode: Inode, length: usize },
    /// A file's content is on disk.
    SyncFile { inode: Inode },
    /// The names in a directory are on disk.
    SyncNames { directory: PathBuf },
    /// A command said that these acts are recorded.
    Acknowledged { acts: BTreeSet<String> },
}

/// What was lost in one crash.
#[derive(Debug, Default)]
pub struct Lost {
    /// Changes not yet synced.
    pub unsynced: usize,
    /// Of these: names.
    pub names: usize,
    /// Of these: whole writes and truncations.
    pub contents: usize,
    /// Writes of which some sectors were lost.
    pub torn: usize,
}

/// Which steps are certain to be on disk at the end.
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

/// Builds under `root` what is left of the steps after a crash. With `none_synced`, as if no sync had been made.
pub fn crash(steps: &[Step], root: &Path, random: &mut Random, none_synced: bool) -> Lost {
    let kept = if none_synced { vec![false; steps.len()] } else { synced(steps) };
    let mut lost = Lost::default();
    let mut names: BTreeMap<PathBuf, (Inode, bool)> = BTreeMap::new();
    let mut contents: BTreeMap<Inode, Vec<u8>> = BTreeMap::new();
    // Of all that is not certain: sometimes all is lost, sometimes none, mostly some.
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
    // In order of path: a directory comes before what is in it.
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

/// Writes, sector by sector if it is torn; says whether a sector was lost. A lost one keeps what was there, or zeros.
fn write(content: &mut Vec<u8>, at: usize, bytes: &[u8], tear: bool, random: &mut Random) -> bool {
    let mut lost = false;
    let mut from = 0;
    while from < bytes.len() {
        let to = (from + SECTOR - (at + from) % SECTOR).min(bytes.len());
        if tear && random.one_in(2) {
            lost = true;
            // The length may be on disk without the bytes.
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
