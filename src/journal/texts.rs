//! The adopted texts, each in a file named by its digest: written once, whole, and never again.

use super::adoption::AdoptedFile;
use super::digest::Digest;
use super::durable;
use super::error::{Failure, JournalError};
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// The largest text that is read back, in bytes; a checklist is far smaller.
const LARGEST: u64 = 16 << 20;

/// Where a text is.
pub(super) fn path(texts: &Path, digest: &Digest) -> PathBuf {
    texts.join(format!("{digest}.toml"))
}

/// The digest that a file's name says.
pub(super) fn digest_of(name: &str) -> Option<Digest> {
    Digest::parse(name.strip_suffix(".toml")?)
}

/// Brings texts to disk; those that are there already are left alone.
pub(super) fn store<'a>(texts: &Path, contents: impl Iterator<Item = &'a str>) -> Result<(), JournalError> {
    durable::make_directory(texts)?;
    durable::keep_name(texts)?;
    for text in contents {
        let digest = Digest::of(text.as_bytes());
        match load(texts, &digest) {
            Err(JournalError { failure: Failure::TextMissing, .. }) => create(texts, &digest, text)?,
            Err(error) => return Err(error),
            Ok(_) => {}
        }
    }
    // Also the names that another process may just have made and not yet synced.
    durable::sync_directory(texts)
}

/// Written aside and then named, so that under its name there is only ever the whole text.
fn create(texts: &Path, digest: &Digest, text: &str) -> Result<(), JournalError> {
    let path = path(texts, digest);
    let cannot = JournalError::io;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".").suffix(".part");
    #[cfg(unix)]
    {
        // As any other file: who shares the journal must be able to read it.
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let mut part = builder.tempfile_in(texts).map_err(cannot(&path, Failure::Write))?;
    let written = part.write_all(text.as_bytes()).and_then(|()| part.as_file().sync_all());
    written.map_err(cannot(&path, Failure::Write))?;
    match part.persist_noclobber(&path) {
        // Another process was faster; what is there must still be the text.
        Err(failed) if failed.error.kind() == io::ErrorKind::AlreadyExists => load(texts, digest).map(drop),
        Err(failed) => Err(cannot(&path, Failure::Write)(failed.error)),
        Ok(_) => Ok(()),
    }
}

/// Reads a text back by its digest, and makes sure that it is the one adopted.
pub(super) fn load(texts: &Path, digest: &Digest) -> Result<String, JournalError> {
    load_if(&path(texts, digest), |bytes| Digest::of(bytes) == *digest)
}

/// Reads the text of an adopted file back, and makes sure that it is whole.
pub(super) fn load_file(texts: &Path, file: &AdoptedFile) -> Result<String, JournalError> {
    load_if(&path(texts, &file.sha256), |bytes| file.is_whole(bytes))
}

fn load_if(path: &Path, is_whole: impl FnOnce(&[u8]) -> bool) -> Result<String, JournalError> {
    let metadata = match std::fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_file() => metadata,
        Ok(_) => return Err(JournalError::new(path, Failure::NotAFile)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(JournalError::new(path, Failure::TextMissing));
        }
        Err(error) => return Err(JournalError::io(path, Failure::Read)(error)),
    };
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len().min(LARGEST)).unwrap_or_default());
    File::open(path)
        .and_then(|file| file.take(LARGEST).read_to_end(&mut bytes))
        .map_err(JournalError::io(path, Failure::Read))?;
    let text = if is_whole(&bytes) { simdutf8::basic::from_utf8(&bytes).ok() } else { None };
    text.map(str::to_owned).ok_or_else(|| JournalError::new(path, Failure::TextAltered))
}
