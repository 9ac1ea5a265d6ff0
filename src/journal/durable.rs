//! Writing that survives a cut of the power: one line at the end of a file, a text under its own name.
//!
//! Two rules carry the proof, and hold whatever moment a process is killed at:
//! a directory with something in it has a name that is on disk, and so has a file with something in it.
//! Hence the name is always brought to disk *before* the first thing is put inside.

use super::error::{JournalError, JournalFailure};
use super::record::FileEnd;
use super::writer::Writer;
use super::{lock, rights};
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::time::Duration;

/// The largest file that a line is added to, in bytes: a day of a hundred thousand acts.
const LARGEST: u64 = 64 << 20;
/// How often a line is written that is then not found under its file's name.
const TRIES: u32 = 3;

/// Adds a line to a file, made if need be. `line` gets what the file holds and gives the line's text without a line end.
/// When this returns, the line is on disk, in the file of this name; when it fails with anything but
/// [`JournalFailure::NotConfirmed`] and [`JournalFailure::Moved`], the file is as it was.
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
    // A sync tool has put another file in the place of ours, or moved it. The same line is written anew: where the other
    // file comes back, it counts once.
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

/// Brings a line to disk, and says whether the name then leads to it.
fn bring(path: &Path, held: File, mut file: File, end: &FileEnd, line: &str) -> Result<bool, JournalError> {
    // A line that was cut off is closed in the same write, so that it never swallows ours.
    let bytes = [if end.torn { "\n" } else { "" }, line, "\n"].concat();
    if end.length + bytes.len() as u64 > LARGEST {
        return Err(JournalError::new(path, JournalFailure::TooLarge));
    }
    if end.length == 0 {
        sync_directory(parent(path))?;
    }
    write_at_end(path, &mut file, end.length, bytes.as_bytes()).inspect_err(|error| {
        // To every reader a file with nothing in it is one whose content is elsewhere.
        if end.length == 0 && error.failure == JournalFailure::Write {
            let _ = fs::remove_file(path);
        }
    })?;
    // From here on other processes may append: the sync is what takes time.
    drop(held);
    file.sync_data().map_err(JournalError::io(path, JournalFailure::NotConfirmed))?;
    Ok(is_named(path, &file) || holds(path, end.length, bytes.as_bytes()))
}

/// One write; if it fails, the file gets its old length back.
fn write_at_end(path: &Path, file: &mut File, length: u64, bytes: &[u8]) -> Result<(), JournalError> {
    // Where the file is not opened for appending (see `open`), the end is found by hand; the lock makes it ours.
    let written = file.seek(SeekFrom::Start(length)).and_then(|_| file.write_all(bytes));
    let Err(error) = written else { return Ok(()) };
    // Taken back on disk too: else a power cut could bring the act back that we said was not recorded.
    match file.set_len(length).and_then(|()| file.sync_data()) {
        Ok(()) => Err(JournalError::io(path, JournalFailure::Write)(error)),
        Err(_) => Err(JournalError::io(path, JournalFailure::NotConfirmed)(error)),
    }
}

/// Opens or makes the file, and goes through it.
fn open(path: &Path) -> Result<(File, FileEnd), JournalError> {
    let cannot = JournalError::io;
    let mut options = OpenOptions::new();
    options.read(true);
    // On Windows a file opened for appending cannot be truncated, which a failed write needs; and nobody may rename it or
    // put another in its place while it is open.
    #[cfg(windows)]
    std::os::windows::fs::OpenOptionsExt::share_mode(options.write(true), 1 | 2);
    #[cfg(not(windows))]
    options.append(true);
    // A sync tool may take it away, or bring one, between the look and the opening; not for ever, though.
    for _ in 0..16 {
        let is_there = plain_file(path)?.is_some();
        if !is_there {
            make_directory(parent(path))?;
            keep_name(parent(path))?;
        }
        // To make it follows no link that someone puts there at this moment.
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

/// Opens a file, on Windows again within half a second where a scanner or a sync tool holds it for a moment.
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

/// Whether another program holds what was to be opened or read.
pub(super) fn is_held(error: &io::Error) -> bool {
    const SHARING_VIOLATION: i32 = 32;
    const LOCK_VIOLATION: i32 = 33;
    cfg!(windows) && matches!(error.raw_os_error(), Some(SHARING_VIOLATION | LOCK_VIOLATION))
}

/// Whether a name leads to an open file.
#[cfg(unix)]
fn is_named(path: &Path, file: &File) -> bool {
    use std::os::unix::fs::MetadataExt;
    let place = |it: Metadata| (it.dev(), it.ino());
    file.metadata().ok().map(place) == fs::symlink_metadata(path).ok().map(place)
}

/// Elsewhere an open file cannot be moved or replaced.
#[cfg(not(unix))]
fn is_named(_: &Path, _: &File) -> bool {
    true
}

/// Whether what a name leads to has these bytes at a place: some network file systems number a file anew each time.
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

/// What the path names, without following a link; none if nothing, an error if it is no plain file.
fn plain_file(path: &Path) -> Result<Option<Metadata>, JournalError> {
    match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_file() => Ok(Some(metadata)),
        Ok(_) => Err(JournalError::new(path, JournalFailure::NotAFile)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(JournalError::io(path, JournalFailure::Open)(error)),
    }
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
        Ok(()) => rights::share_directory(path),
        // Another process was faster.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => {}
        Err(error) => return Err(JournalError::io(path, JournalFailure::MakeDirectory)(error)),
    }
    Ok(())
}

/// Before something is put into a directory: if it is empty, it may be new, so its name is brought to disk.
pub(super) fn keep_name(directory: &Path) -> Result<(), JournalError> {
    let mut entries = fs::read_dir(directory).map_err(JournalError::io(directory, JournalFailure::List))?;
    match entries.next() {
        None => sync_directory(parent(directory)),
        Some(Ok(_)) => Ok(()),
        // Not known to be in use, so not known to be on disk.
        Some(Err(error)) => Err(JournalError::io(directory, JournalFailure::List)(error)),
    }
}

/// Brings the names in a directory to disk.
#[cfg(unix)]
pub(super) fn sync_directory(path: &Path) -> Result<(), JournalError> {
    match File::open(path).and_then(|directory| directory.sync_all()) {
        // Some network file systems know no such thing; there is nothing more that one could do.
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
        synced => synced.map_err(JournalError::io(path, JournalFailure::SyncDirectory)),
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
