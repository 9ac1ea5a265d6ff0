//! The id of this writer: one user on one device. Kept in the user's state folder, never in the journal.

use super::paths::no_home_hint;
use super::{App, Exit, Failure, Paths, terminal};
use crate::journal::{Writer, WriterId};
use crate::language::{Text, reason, say, text};
use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;

/// Returns this writer; creates its id if there is none. Fails if the id cannot be read or stored.
pub fn own(app: &App) -> Result<Writer, Failure> {
    let folder = app.paths.device();
    let folder = folder.ok_or_else(|| Failure::new(Exit::Journal, text::no_home()).hint(no_home_hint()))?;
    let path = folder.join("writer");
    take_over(&app.paths);
    let id = match read(&path) {
        Ok(Some(id)) => Ok(id),
        Ok(None) => create(folder, &path),
        Err(error) => Err(error),
    };
    let id = id.map_err(|error| failure(&path, &error))?;
    Ok(Writer { id, state: folder.to_owned(), waiting: (app.lang(), terminal::remark) })
}

/// Moves the state of an earlier version, which had one writer per home, to this device's folder. The first device to
/// do so takes over the old id; other devices that share or copied the home find nothing to move.
pub fn take_over(paths: &Paths) {
    let (Some(state), Some(device)) = (&paths.state, paths.device()) else { return };
    if device.join("writer").symlink_metadata().is_ok() {
        return;
    }
    let earlier = state.join("writer");
    if earlier.symlink_metadata().is_ok_and(|metadata| metadata.is_file()) && fs::create_dir_all(device).is_ok() {
        // The id is moved last, so that an interrupted move is tried again.
        let _ = fs::rename(state.join("last"), device.join("last"));
        let _ = fs::rename(earlier, device.join("writer"));
    }
}

/// Reads the id; `None` if there is none or it is invalid. A new id can then be made without harm, because every writer
/// has its own files.
fn read(path: &Path) -> io::Result<Option<WriterId>> {
    match bounded(path) {
        Ok(bytes) => Ok(std::str::from_utf8(&bytes).ok().and_then(|text| WriterId::parse(text.trim()))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Reads at most 64 bytes, more than an id takes, and only from a plain file: reading a pipe or a device might never
/// end.
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

/// Creates the id: writes a temporary file and renames it, so that two concurrent commands get the same id.
fn create(folder: &Path, path: &Path) -> io::Result<WriterId> {
    fs::create_dir_all(folder)?;
    let id = WriterId::from_random(random());
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(format!("{id}\n").as_bytes())?;
    file.as_file().sync_all()?;
    match file.persist_noclobber(path) {
        Ok(_) => Ok(id),
        // The name is taken, or the file system cannot rename without replacing. Then a plain rename is used, which is
        // safe unless two commands create the id at once.
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
