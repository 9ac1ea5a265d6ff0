//! Writing that survives a cut of the power: one line at the end of a file, a text under its own name.
//!
//! Two rules carry the proof, and hold whatever moment a process is killed at:
//! a directory with something in it has a name that is on disk, and so has a file with something in it.
//! Hence the name is always brought to disk *before* the first thing is put inside.

use super::error::{Failure, JournalError};
use super::record::Numbering;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

/// The largest file that is read or added to, in bytes: a day of a hundred thousand acts.
pub(super) const LARGEST: u64 = 64 << 20;

/// Adds a line to a file, made if need be. `line` gets what the file holds and gives the line's text without a line end.
/// When this returns, the line is on disk; when it fails with anything but [`Failure::NotConfirmed`], the file is as
/// it was.
pub(super) fn append<T>(
    path: &Path,
    line: impl FnOnce(&Numbering) -> Result<(T, String), JournalError>,
) -> Result<T, JournalError> {
    let mut file = open_locked(path)?;
    let mut content = Vec::new();
    (&mut file).take(LARGEST + 1).read_to_end(&mut content).map_err(JournalError::io(path, Failure::Read))?;
    if content.len() as u64 > LARGEST {
        return Err(JournalError::new(path, Failure::TooLarge));
    }
    let (result, line) = line(&Numbering::of(&content))?;
    if content.is_empty() {
        sync_directory(parent(path))?;
    }
    // A line that was cut off is closed in the same write, so that it never swallows ours.
    let torn = content.last().is_some_and(|byte| *byte != b'\n');
    let bytes = [if torn { "\n" } else { "" }, &line, "\n"].concat();
    write_at_end(path, &mut file, content.len() as u64, bytes.as_bytes())?;
    // From here on others may append: the sync is what takes time.
    let _ = file.unlock();
    file.sync_data().map_err(JournalError::io(path, Failure::NotConfirmed))?;
    Ok(result)
}

/// One write; if it fails, the file gets its old length back.
fn write_at_end(path: &Path, file: &mut File, length: u64, bytes: &[u8]) -> Result<(), JournalError> {
    // Where the file is not opened for appending (see `open`), the end is found by hand; the lock makes it ours.
    let written = file.seek(SeekFrom::Start(length)).and_then(|_| file.write_all(bytes));
    let Err(error) = written else { return Ok(()) };
    // Taken back on disk too: else a power cut could bring the act back that we said was not recorded.
    match file.set_len(length).and_then(|()| file.sync_data()) {
        Ok(()) => Err(JournalError::io(path, Failure::Write)(error)),
        Err(_) => Err(JournalError::io(path, Failure::NotConfirmed)(error)),
    }
}

/// The file, locked, and certain to be the one that the path names.
fn open_locked(path: &Path) -> Result<File, JournalError> {
    // A sync tool may put another file in the place of ours between opening and locking; not forever, though.
    for _ in 0..16 {
        let Some(file) = open(path)? else { continue };
        lock(&file).map_err(JournalError::io(path, Failure::Lock))?;
        let opened = file.metadata().map_err(JournalError::io(path, Failure::Open))?;
        if plain_file(path)?.is_some_and(|named| same_file(&opened, &named)) {
            return Ok(file);
        }
    }
    Err(JournalError::new(path, Failure::Open))
}

/// Opens or makes the file; none if it came or went meanwhile.
fn open(path: &Path) -> Result<Option<File>, JournalError> {
    let mut options = OpenOptions::new();
    options.read(true);
    // On Windows a file opened for appending cannot be truncated, which a failed write needs.
    if cfg!(windows) {
        options.write(true)
    } else {
        options.append(true)
    };
    let opened = if plain_file(path)?.is_some() {
        options.open(path)
    } else {
        make_directory(parent(path))?;
        keep_name(parent(path))?;
        // Follows no link that someone puts there at this moment.
        options.create_new(true).open(path)
    };
    match opened {
        Ok(file) => Ok(Some(file)),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::AlreadyExists) => Ok(None),
        Err(error) => Err(JournalError::io(path, Failure::Open)(error)),
    }
}

fn lock(file: &File) -> io::Result<()> {
    loop {
        match file.lock() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            locked => return locked,
        }
    }
}

/// What the path names, without following a link; none if nothing, an error if it is no plain file.
fn plain_file(path: &Path) -> Result<Option<Metadata>, JournalError> {
    match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_file() => Ok(Some(metadata)),
        Ok(_) => Err(JournalError::new(path, Failure::NotAFile)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(JournalError::io(path, Failure::Open)(error)),
    }
}

#[cfg(unix)]
fn same_file(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

/// Elsewhere an open file cannot be replaced.
#[cfg(not(unix))]
fn same_file(_: &Metadata, _: &Metadata) -> bool {
    true
}

/// Makes a directory and those above it that are missing.
pub(super) fn make_directory(path: &Path) -> Result<(), JournalError> {
    if path.is_dir() {
        return Ok(());
    }
    if path.parent().is_some() {
        make_directory(parent(path))?;
        keep_name(parent(path))?;
    }
    match fs::create_dir(path) {
        // Another process was faster.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => Ok(()),
        made => made.map_err(JournalError::io(path, Failure::MakeDirectory)),
    }
}

/// Before something is put into a directory: if it is empty, it may be new, so its name is brought to disk.
pub(super) fn keep_name(directory: &Path) -> Result<(), JournalError> {
    let mut entries = fs::read_dir(directory).map_err(JournalError::io(directory, Failure::List))?;
    match entries.next() {
        None => sync_directory(parent(directory)),
        Some(Ok(_)) => Ok(()),
        // Not known to be in use, so not known to be on disk.
        Some(Err(error)) => Err(JournalError::io(directory, Failure::List)(error)),
    }
}

/// Brings the names in a directory to disk.
#[cfg(unix)]
pub(super) fn sync_directory(path: &Path) -> Result<(), JournalError> {
    match File::open(path).and_then(|directory| directory.sync_all()) {
        // Some network file systems know no such thing; there is nothing more that one could do.
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
        synced => synced.map_err(JournalError::io(path, Failure::SyncDirectory)),
    }
}

/// Elsewhere directories cannot be synced; the file system keeps its names in order itself.
#[cfg(not(unix))]
pub(super) fn sync_directory(_: &Path) -> Result<(), JournalError> {
    Ok(())
}

/// Where a path is; a bare name is in the current directory.
pub(super) fn parent(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
