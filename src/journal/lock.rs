//! A lock, so that only one process of a writer writes at a time. The lock file is in the writer's own state folder on
//! this device, so nothing in a shared folder is locked, and no other writer can hold the lock.

use super::error::{JournalError, JournalFailure};
use super::writer::Writer;
use crate::language::say;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;
use std::time::Duration;

/// Maximum time to wait for another process of the same writer. The user is told after a tenth of this time.
const PATIENCE: Duration = Duration::from_secs(10);
const LONGEST_PAUSE: Duration = Duration::from_millis(16);

/// Takes the writer's lock, which is held until the file is dropped.
pub(super) fn take(writer: &Writer) -> Result<File, JournalError> {
    take_within(writer, PATIENCE)
}

fn take_within(writer: &Writer, patience: Duration) -> Result<File, JournalError> {
    let path = writer.state.join("lock");
    let file = open(&writer.state, &path).map_err(JournalError::io(&path, JournalFailure::Lock))?;
    let (mut waited, mut pause, mut is_said) = (Duration::ZERO, Duration::from_millis(1), false);
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(TryLockError::Error(error)) => return Err(JournalError::io(&path, JournalFailure::Lock)(error)),
            Err(TryLockError::WouldBlock) if waited >= patience => {
                return Err(JournalError::new(&path, JournalFailure::Busy { process: holder(&file) }));
            }
            Err(TryLockError::WouldBlock) => {
                if waited >= patience / 10 && !is_said {
                    is_said = true;
                    let (lang, tell) = writer.waiting;
                    tell(&say::journal_waiting(lang, path.display()));
                }
                std::thread::sleep(pause);
                waited += pause;
                pause = (2 * pause).min(LONGEST_PAUSE);
            }
        }
    }
}

/// Opens or creates the lock file. It must be a plain file, because opening a pipe would wait for its other end.
fn open(state: &Path, path: &Path) -> io::Result<File> {
    match fs::symlink_metadata(path) {
        Ok(metadata) if !metadata.is_file() => return Err(io::ErrorKind::Unsupported.into()),
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => fs::create_dir_all(state)?,
        Err(error) => return Err(error),
    }
    // Nothing is ever written to the file, but Windows does not lock a file that is opened without write access.
    super::durable::patiently(|| OpenOptions::new().write(true).create(true).truncate(false).open(path))
}

/// Returns the id of the process that holds the lock, or `None` if unknown. A line of `/proc/locks` looks like this:
/// `1: FLOCK  ADVISORY  WRITE 4711 08:02:131942 0 EOF`.
#[cfg(target_os = "linux")]
fn holder(file: &File) -> Option<u32> {
    use std::os::unix::fs::MetadataExt;
    let inode = format!(":{}", file.metadata().ok()?.ino());
    let locks = fs::read_to_string("/proc/locks").ok()?;
    let held = locks.lines().find(|line| line.split_whitespace().nth(5).is_some_and(|of| of.ends_with(&inode)))?;
    held.split_whitespace().nth(4)?.parse().ok()
}

#[cfg(not(target_os = "linux"))]
fn holder(_: &File) -> Option<u32> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::WriterId;
    use crate::language::Lang;
    use std::sync::atomic::{AtomicU32, Ordering};

    static SAID: AtomicU32 = AtomicU32::new(0);

    fn count(text: &str) {
        SAID.fetch_add(u32::from(text.starts_with("waiting for")), Ordering::SeqCst);
    }

    #[test]
    fn who_holds_the_lock_is_waited_for_and_then_named() {
        let place = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
        let id = WriterId::from_random([0; 5]);
        let writer = Writer { id, state: place.path().join("device"), waiting: (Lang::En, count) };
        let held = take(&writer).unwrap_or_else(|error| panic!("{error}"));
        let failed = take_within(&writer, Duration::from_millis(100)).map(drop).map_err(|error| error.failure);
        let process = cfg!(target_os = "linux").then(std::process::id);
        assert_eq!((failed, SAID.load(Ordering::SeqCst)), (Err(JournalFailure::Busy { process }), 1));
        drop(held);
        assert!(take_within(&writer, Duration::ZERO).is_ok());
    }
}
