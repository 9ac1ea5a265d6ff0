//! The id of this writer: one user on one device. Kept in the user's state folder, never in the journal.

use super::{Exit, Failure, Paths};
use crate::journal::WriterId;
use crate::language::{Text, reason, say};
use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;

/// The writer's id; made on the first act.
pub fn own(paths: &Paths) -> Result<WriterId, Failure> {
    let folder = paths
        .state
        .as_deref()
        .ok_or_else(|| Failure::new(Exit::Journal, Text::of(say::no_home)).hint(Text::of(say::no_home_hint)))?;
    let path = folder.join("writer");
    match read(&path) {
        Ok(Some(id)) => Ok(id),
        Ok(None) => create(folder, &path).map_err(|error| failure(&path, &error)),
        Err(error) => Err(failure(&path, &error)),
    }
}

/// `None` where there is none yet, or what is there is no id: a new one is as good, since every writer has its own
/// files.
fn read(path: &Path) -> io::Result<Option<WriterId>> {
    match bounded(path) {
        Ok(bytes) => Ok(std::str::from_utf8(&bytes).ok().and_then(|text| WriterId::parse(text.trim()))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// No more bytes than tell whether it is an id, and only of a plain file: a pipe or a device in its place would be read
/// for ever.
fn bounded(path: &Path) -> io::Result<Vec<u8>> {
    let metadata = fs::metadata(path)?;
    if metadata.is_dir() {
        return Err(io::Error::from(io::ErrorKind::IsADirectory));
    }
    if !metadata.is_file() {
        return Err(io::Error::from(io::ErrorKind::Unsupported));
    }
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Written whole under another name and then put in place, so that two commands at once end up with one id.
fn create(folder: &Path, path: &Path) -> io::Result<WriterId> {
    fs::create_dir_all(folder)?;
    let id = WriterId::from_random(random());
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(format!("{id}\n").as_bytes())?;
    file.as_file().sync_all()?;
    match file.persist_noclobber(path) {
        Ok(_) => Ok(id),
        Err(taken) => match read(path)? {
            Some(theirs) => Ok(theirs),
            None => taken.file.persist(path).map(|_| id).map_err(|error| error.error),
        },
    }
}

fn random() -> [u8; 5] {
    let mut random = [0; 5];
    // The last bytes of a UUIDv7 are random (RFC 9562, 5.7).
    let bytes = uuid::Uuid::new_v7(uuid::Timestamp::from_unix(uuid::NoContext, 0, 0)).into_bytes();
    random.copy_from_slice(&bytes[11..]);
    random
}

fn failure(path: &Path, error: &io::Error) -> Failure {
    Failure::new(Exit::Journal, Text::of(|lang| say::writer_unusable(lang, path.display(), reason(lang, error))))
}
