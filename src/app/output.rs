//! Files to which a command writes its result.

use super::paths::is_within;
use super::{App, Exit, Failure, discovery};
use crate::language::{Text, reason, say, text};
use crate::render::cells::clean;
use crate::render::json;
use serde_json::Value;
use std::fs::{self, Permissions};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

impl App {
    /// Returns a JSON document of a kind, with the faults found in the journal so far.
    pub fn document(&self, kind: &str, mut members: Value) -> String {
        let faults = json::faults(&self.known_faults());
        if !faults.is_empty() {
            members["faults"] = faults.into();
        }
        json::document(kind, members)
    }
}

/// Writes a file as a whole or not at all: to a temporary file beside it, synced to disk, then renamed. An existing
/// file is replaced and keeps its permissions, unless it is a checklist or belongs to the journal.
pub fn write_whole(app: &App, path: &Path, content: &[u8]) -> Result<(), Failure> {
    refuse_own(app, path)?;
    replace(path, content).map_err(|error| {
        Failure::new(Exit::Journal, Text::of(|lang| say::cannot_write(lang, path.display(), reason(lang, &error))))
    })
}

/// Writes a new file as a whole or not at all; fails if the path exists.
pub fn create_whole(path: &Path, content: &[u8]) -> io::Result<()> {
    let folder = folder_of(path);
    let mut file = new_beside(folder)?;
    file.write_all(content)?;
    file.as_file().sync_all()?;
    match file.persist_noclobber(path) {
        Ok(_) => sync_folder(folder),
        Err(failed) if failed.error.kind() == ErrorKind::AlreadyExists => Err(failed.error),
        // This file system cannot rename without replacing, so only creating the file can reserve its name.
        Err(_) => {
            let mut file = fs::OpenOptions::new().write(true).create_new(true).open(path)?;
            let written = file.write_all(content).and_then(|()| file.sync_all());
            // A partial file is removed, because it would make the next attempt fail.
            written.inspect_err(|_| drop(fs::remove_file(path)))
        }
    }
}

/// Refuses to overwrite a checklist or the journal, which may have been named by a typing mistake.
fn refuse_own(app: &App, path: &Path) -> Result<(), Failure> {
    let shown = clean(&path.display().to_string()).into_owned();
    let root = super::session::root(app).ok();
    if [path, folder_of(path)].iter().any(|path| is_within(path, root.as_deref())) {
        let text = text::output_in_journal(&shown);
        return Err(Failure::usage(text).hint(text::output_elsewhere()));
    }
    if discovery::is_checklist(app, path) {
        let text = text::output_is_checklist(&shown);
        return Err(Failure::usage(text).hint(text::output_elsewhere()));
    }
    Ok(())
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."))
}

fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    let permissions = replaceable(path)?;
    // A symbolic link is kept: the file that it points to is replaced.
    let target = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let folder = folder_of(&target);
    let mut file = new_beside(folder)?;
    file.write_all(content)?;
    if let Some(permissions) = permissions {
        file.as_file().set_permissions(permissions)?;
    }
    file.as_file().sync_all()?;
    file.persist(&target).map_err(|error| why_not_replaced(error.error, &target))?;
    sync_folder(folder)
}

/// Returns the likely cause of a permission error on Windows, where a file that another program, such as a spreadsheet,
/// has open cannot be replaced. Trying to open the file shows whether that is the cause.
fn why_not_replaced(error: io::Error, path: &Path) -> io::Error {
    if !cfg!(windows) || error.kind() != ErrorKind::PermissionDenied {
        return error;
    }
    match fs::OpenOptions::new().write(true).open(path) {
        Err(error) if error.kind() == ErrorKind::PermissionDenied => error,
        _ => ErrorKind::ResourceBusy.into(),
    }
}

/// Returns the permissions of an existing file; `None` if there is no file. Fails if the path is a folder, a device or
/// a read-only file, none of which can be replaced.
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
    // Readable by others like any new file, because a calendar is often written for others to fetch.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    // The name of the temporary file means nothing to the user, so only the kind of error is kept.
    fs::metadata(folder)?;
    builder.tempfile_in(folder).map_err(|error| error.kind().into())
}

/// Syncs a folder to disk, so that a new name in it is not lost. Windows does so by itself.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if !cfg!(unix) {
        return Ok(());
    }
    match fs::File::open(folder).and_then(|folder| folder.sync_all()) {
        // Some network file systems do not support this.
        Err(error) if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => Ok(()),
        synced => synced,
    }
}
