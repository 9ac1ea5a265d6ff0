//! The last id this writer gave in a journal, so that the next is above it on whatever day, even where the clock was
//! set back. It is kept beside the writer's own id, by journal: what `--now` writes into a journal of its own must
//! not move the clock of another.
//!
//! It is a help and no truth: it costs no sync, and where it is lost an id is still above all that its command read.

use super::Paths;
use crate::journal::ActId;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// The last id that was kept, if any.
pub fn read(paths: &Paths, journal: &Path) -> Option<ActId> {
    let path = place(paths, journal)?;
    // A pipe in its place would be read for ever.
    fs::symlink_metadata(&path).ok().filter(fs::Metadata::is_file)?;
    let mut bytes = Vec::with_capacity(LENGTH);
    File::open(path).ok()?.take(LENGTH as u64).read_to_end(&mut bytes).ok()?;
    ActId::try_parse_ascii(&bytes).ok()
}

/// Keeps an id. It has one length, so what is written over needs no truncating and is never seen empty.
pub fn keep(paths: &Paths, journal: &Path, id: ActId) {
    let Some(path) = place(paths, journal) else { return };
    let write = || {
        fs::create_dir_all(path.parent().unwrap_or(&path))?;
        fs::OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)?
            .write_all(id.to_string().as_bytes())
    };
    // Without it the act is as good.
    let _: std::io::Result<()> = write();
}

const LENGTH: usize = 36;

fn place(paths: &Paths, journal: &Path) -> Option<PathBuf> {
    let name = format!("{:08x}", crc32c::crc32c(journal.as_os_str().as_encoded_bytes()));
    Some(paths.state.as_ref()?.join("last").join(name))
}
