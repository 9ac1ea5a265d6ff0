//! Writes that survive a power cut, such as appending a line to a file.
//!
//! Durability rests on one invariant, which holds at whatever moment a process is killed: the name of every directory
//! and file that is not empty is synced to disk. Hence a name is always synced *before* anything is put inside.

use super::error::{JournalError, JournalFailure};
use super::record::FileEnd;
use super::writer::Writer;
use super::{lock, rights};
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::time::Duration;

/// Maximum size of a file after a line is appended, in bytes; enough for a day of a hundred thousand acts.
const LARGEST: u64 = 64 << 20;
/// Maximum number of times that the same line is written if the file keeps being moved or replaced.
const TRIES: u32 = 3;

/// Appends a line to a file, creating the file if necessary. `line` receives the end of the file, and returns a result
/// and the line's text without a line end. On success the line is on disk, in the file at `path`. On failure, except
/// with [`JournalFailure::NotConfirmed`] and [`JournalFailure::Moved`], the file is unchanged.
pub(super) fn append<T>(
    path: &Path,
    writer: &Writer,
    line: impl FnOnce(&FileEnd) -> Result<(T, String), JournalError>,
) -> Result<T, JournalError> {
    let held = lock::take(writer)?;
    let (file, end) = open(path)?;
    let (result, line) = line(&end)?;
    if bring(path, held, file, &end, &line)? {
        return Ok(result);
    }
    // A sync tool has moved or replaced the file, so the same line is written again. If the first file reappears, the
    // duplicate line is ignored.
    let again = || {
        let held = lock::take(writer)?;
        let (file, end) = open(path)?;
        bring(path, held, file, &end, &line)
    };
    for _ in 1..TRIES {
        match again() {
            Ok(true) => return Ok(result),
            Ok(false) => {}
            Err(error) => return Err(JournalError { failure: JournalFailure::Moved, ..error }),
        }
    }
    Err(JournalError::new(path, JournalFailure::Moved))
}

/// Writes a line, releases the lock `held`, and syncs the line to disk. Returns whether the file at `path` then has the
/// line.
fn bring(path: &Path, held: File, mut file: File, end: &FileEnd, line: &str) -> Result<bool, JournalError> {
    // If the last line was cut off, the same write ends it first, so that the new line is not joined to it.
    let bytes = [if end.torn { "\n" } else { "" }, line, "\n"].concat();
    if end.length + bytes.len() as u64 > LARGEST {
        return Err(JournalError::new(path, JournalFailure::TooLarge));
    }
    if end.length == 0 {
        sync_directory(parent(path))?;
    }
    write_at_end(path, &mut file, end.length, bytes.as_bytes()).inspect_err(|error| {
        // An empty file is removed, because readers would report it as a placeholder.
        if end.length == 0 && error.failure == JournalFailure::Write {
            let _ = fs::remove_file(path);
        }
    })?;
    // Syncing takes the most time, so the lock is released before it.
    drop(held);
    file.sync_data().map_err(JournalError::io(path, JournalFailure::NotConfirmed))?;
    Ok(is_named(path, &file) || holds(path, end.length, bytes.as_bytes()))
}

/// Writes the bytes at the end of the file, which is at `length`. On failure, restores that length.
fn write_at_end(path: &Path, file: &mut File, length: u64, bytes: &[u8]) -> Result<(), JournalError> {
    // A file that is not opened for appending (see `open`) must seek to its end; the lock keeps other writers out.
    let written = file.seek(SeekFrom::Start(length)).and_then(|_| file.write_all(bytes));
    let Err(error) = written else { return Ok(()) };
    // The restored length is synced too; otherwise a power cut could bring back an act that was reported as not
    // recorded.
    match file.set_len(length).and_then(|()| file.sync_data()) {
        Ok(()) => Err(JournalError::io(path, JournalFailure::Write)(error)),
        Err(_) => Err(JournalError::io(path, JournalFailure::NotConfirmed)(error)),
    }
}

/// Opens or creates the file, and scans it.
fn open(path: &Path) -> Result<(File, FileEnd), JournalError> {
    let cannot = JournalError::io;
    let mut options = OpenOptions::new();
    options.read(true);
    // On Windows a file opened for appending cannot be truncated, which a failed write requires. The share mode keeps
    // others from renaming or replacing the file while it is open.
    #[cfg(windows)]
    std::os::windows::fs::OpenOptionsExt::share_mode(options.write(true), 1 | 2);
    #[cfg(not(windows))]
    options.append(true);
    // A sync tool may remove or add the file between the check and the opening, so both are tried several times.
    for _ in 0..16 {
        let is_there = plain_file(path)?.is_some();
        if !is_there {
            make_directory(parent(path))?;
            keep_name(parent(path))?;
        }
        // `create_new` does not follow a link that someone puts there at this moment.
        match patiently(|| options.create_new(!is_there).open(path)) {
            Ok(mut file) => {
                if !is_there {
                    rights::share_file(&file, parent(path));
                }
                let length = file.metadata().map_err(cannot(path, JournalFailure::Open))?.len();
                let end = FileEnd::of(&mut file, length).map_err(cannot(path, JournalFailure::Read))?;
                return Ok((file, end));
            }
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::AlreadyExists) => {}
            Err(error) => return Err(cannot(path, JournalFailure::Open)(error)),
        }
    }
    Err(JournalError::new(path, JournalFailure::Open))
}

/// Calls `open`. On Windows, retries for half a second while a scanner or a sync tool holds the file.
pub fn patiently(mut open: impl FnMut() -> io::Result<File>) -> io::Result<File> {
    const TRIES: u32 = 25;
    for _ in 0..TRIES {
        match open() {
            Err(error) if is_held(&error) => std::thread::sleep(Duration::from_millis(20)),
            opened => return opened,
        }
    }
    open()
}

/// Whether an operation failed because another program holds the file. Always false except on Windows.
pub(super) fn is_held(error: &io::Error) -> bool {
    const SHARING_VIOLATION: i32 = 32;
    const LOCK_VIOLATION: i32 = 33;
    cfg!(windows) && matches!(error.raw_os_error(), Some(SHARING_VIOLATION | LOCK_VIOLATION))
}

/// Whether the file at a path is still this open file.
#[cfg(unix)]
fn is_named(path: &Path, file: &File) -> bool {
    use std::os::unix::fs::MetadataExt;
    let place = |it: Metadata| (it.dev(), it.ino());
    let named = fs::symlink_metadata(path).ok().map(place);
    named.is_some() && named == file.metadata().ok().map(place)
}

/// Always true, because on systems other than Unix an open file cannot be moved or replaced.
#[cfg(not(unix))]
fn is_named(_: &Path, _: &File) -> bool {
    true
}

/// Whether the file at a path has these bytes at an offset. Checked in addition to `is_named`, because on some network
/// file systems a file's inode number changes.
fn holds(path: &Path, at: u64, bytes: &[u8]) -> bool {
    let read = || -> io::Result<bool> {
        if !fs::symlink_metadata(path)?.is_file() {
            return Ok(false);
        }
        let (mut file, mut found) = (File::open(path)?, vec![0; bytes.len()]);
        file.seek(SeekFrom::Start(at))?;
        file.read_exact(&mut found)?;
        Ok(found == bytes)
    };
    read().unwrap_or(false)
}

/// Returns the metadata of the plain file at a path, not following links; `None` if nothing is there.
fn plain_file(path: &Path) -> Result<Option<Metadata>, JournalError> {
    match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_file() => Ok(Some(metadata)),
        Ok(_) => Err(JournalError::new(path, JournalFailure::NotAFile)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(JournalError::io(path, JournalFailure::Open)(error)),
    }
}

/// Creates a directory and its missing parents.
pub(super) fn make_directory(path: &Path) -> Result<(), JournalError> {
    if path.is_dir() {
        return Ok(());
    }
    if path.parent().is_some() {
        make_directory(parent(path))?;
        keep_name(parent(path))?;
    }
    match fs::create_dir(path) {
        Ok(()) => rights::share_directory(path),
        // Another process created it first.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => {}
        Err(error) => return Err(JournalError::io(path, JournalFailure::MakeDirectory)(error)),
    }
    Ok(())
}

/// Syncs a directory's name to disk if the directory is empty and thus may be new. Call before creating anything in it.
pub(super) fn keep_name(directory: &Path) -> Result<(), JournalError> {
    let mut entries = fs::read_dir(directory).map_err(JournalError::io(directory, JournalFailure::List))?;
    match entries.next() {
        None => sync_directory(parent(directory)),
        Some(Ok(_)) => Ok(()),
        // The directory may be empty, so its name may not be on disk yet.
        Some(Err(error)) => Err(JournalError::io(directory, JournalFailure::List)(error)),
    }
}

/// Syncs the names in a directory to disk.
#[cfg(unix)]
pub(super) fn sync_directory(path: &Path) -> Result<(), JournalError> {
    match File::open(path).and_then(|directory| directory.sync_all()) {
        // Some network file systems do not support this, and there is nothing more to do.
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
        synced => synced.map_err(JournalError::io(path, JournalFailure::SyncDirectory)),
    }
}

/// Does nothing: systems other than Unix cannot sync a directory, and their file systems keep names consistent.
#[cfg(not(unix))]
pub(super) fn sync_directory(_: &Path) -> Result<(), JournalError> {
    Ok(())
}

/// Returns the parent of a path; the current directory for a bare name.
pub(super) fn parent(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
