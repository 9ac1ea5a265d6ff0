//! A file that a command writes its result to.

use super::{Exit, Failure};
use crate::language::{Text, reason, say};
use std::fs::{self, Permissions};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

/// Writes a file whole or not at all: under another name beside it, brought to disk, then put in its place. One that was
/// there is replaced and keeps its permissions.
pub fn write_whole(path: &Path, content: &[u8]) -> Result<(), Failure> {
    replace(path, content).map_err(|error| {
        Failure::new(Exit::Journal, Text::of(|lang| say::cannot_write(lang, path.display(), reason(lang, &error))))
    })
}

fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    let permissions = replaceable(path)?;
    // A link stays one: what it leads to is replaced.
    let target = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let folder = target.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    let mut file = new_beside(folder)?;
    file.write_all(content)?;
    if let Some(permissions) = permissions {
        file.as_file().set_permissions(permissions)?;
    }
    file.as_file().sync_all()?;
    file.persist(&target).map_err(|error| error.error)?;
    sync_folder(folder)
}

/// The permissions of the file that is there. A folder, a device and a file that is not to be written are no place for a
/// result.
fn replaceable(path: &Path) -> io::Result<Option<Permissions>> {
    let metadata = match fs::metadata(path) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    if metadata.is_dir() {
        return Err(ErrorKind::IsADirectory.into());
    }
    if !metadata.is_file() {
        return Err(ErrorKind::Unsupported.into());
    }
    if metadata.permissions().readonly() {
        return Err(ErrorKind::PermissionDenied.into());
    }
    Ok(Some(metadata.permissions()))
}

fn new_beside(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".ops-");
    // Readable as any new file is: a calendar is often written for others to fetch.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    // Nobody knows the name that could not be made: the reason alone is told.
    fs::metadata(folder)?;
    builder.tempfile_in(folder).map_err(|error| error.kind().into())
}

/// Brings a new name to disk; Windows does so by itself.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if !cfg!(unix) {
        return Ok(());
    }
    match fs::File::open(folder).and_then(|folder| folder.sync_all()) {
        // Some network file systems know no such thing.
        Err(error) if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => Ok(()),
        synced => synced,
    }
}
