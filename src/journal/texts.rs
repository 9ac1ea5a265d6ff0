//! The adopted texts. Each is a file named by its digest, written once as a whole and never changed.

use super::adoption::AdoptedFile;
use super::digest::Digest;
use super::error::{JournalError, JournalFailure};
use super::names::{self, NamedFile};
use super::survey::Survey;
use super::{durable, layout, rights};
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// Maximum size of a text that is read back, in bytes; a checklist is far smaller.
const LARGEST: u64 = 16 << 20;

/// Returns the path of a text.
pub(super) fn path(texts: &Path, digest: &Digest) -> PathBuf {
    texts.join(format!("{digest}.toml"))
}

/// Returns the digests and paths of the files in the folder of texts, including copies with changed names.
pub(super) fn names(texts: &Path) -> io::Result<Vec<(Digest, PathBuf)>> {
    let files = layout::list(texts)?.into_iter().map(|entry| entry.path());
    Ok(files.filter_map(|path| Some((digest_of(path.file_name()?.as_encoded_bytes())?, path))).collect())
}

/// Returns the digest in a file's name; `None` if it is not the name of a text.
pub(super) fn digest_of(name: &[u8]) -> Option<Digest> {
    match names::read(name) {
        NamedFile::Text(digest) => Some(digest),
        _ => None,
    }
}

/// Stores texts and syncs them to disk, except for those already stored. Returns an error if a stored text was altered.
pub(super) fn store<'a>(texts: &Path, contents: impl Iterator<Item = &'a str>) -> Result<(), JournalError> {
    durable::make_directory(texts)?;
    durable::keep_name(texts)?;
    for text in contents {
        let digest = Digest::of(text.as_bytes());
        match load(texts, &digest) {
            Err(JournalError { failure: JournalFailure::TextMissing, .. }) => create(texts, &digest, text)?,
            Err(error) => return Err(error),
            Ok(_) => {}
        }
    }
    // Also syncs names that another process may have just created and not yet synced.
    durable::sync_directory(texts)
}

/// Writes a temporary file and renames it, so that a file with the text's name is never incomplete.
fn create(texts: &Path, digest: &Digest, text: &str) -> Result<(), JournalError> {
    let path = path(texts, digest);
    let cannot = JournalError::io;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".").suffix(".part");
    #[cfg(unix)]
    {
        // The same permissions as for any other new file: everyone who shares the journal must be able to read it.
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let mut part = builder.tempfile_in(texts).map_err(cannot(&path, JournalFailure::Write))?;
    let written = part.write_all(text.as_bytes()).and_then(|()| part.as_file().sync_all());
    written.map_err(cannot(&path, JournalFailure::Write))?;
    rights::share_file(part.as_file(), texts);
    // Unlike a rename that refuses to replace a file, this works on every file system. If another process was faster,
    // it wrote the same text.
    match part.persist(&path) {
        Err(failed) => load(texts, digest).map(drop).map_err(|_| cannot(&path, JournalFailure::Write)(failed.error)),
        Ok(_) => Ok(()),
    }
}

/// Reads the text with a digest. Returns an error if it is missing or does not match the digest.
pub(super) fn load(texts: &Path, digest: &Digest) -> Result<String, JournalError> {
    load_if(&path(texts, digest), |bytes| Digest::of(bytes) == *digest)
}

/// Reads the text of an adopted file. Returns an error if it is missing or does not match the adopted checksum.
pub(super) fn load_file(texts: &Path, file: &AdoptedFile) -> Result<String, JournalError> {
    load_if(&path(texts, &file.sha256), |bytes| file.is_whole(bytes))
}

/// Looks for an intact copy of a text under other names and in other places of the checklist's folder; `None` if there
/// is none.
pub(super) fn load_elsewhere(checklist: &Path, digest: &Digest) -> Option<String> {
    let mut named = names(&checklist.join(layout::TEXTS)).unwrap_or_default();
    named.extend(Survey::at_least(checklist).texts);
    let mut named = named.into_iter().filter(|(of, _)| of == digest);
    named.find_map(|(_, path)| load_if(&path, |bytes| Digest::of(bytes) == *digest).ok())
}

fn load_if(path: &Path, is_whole: impl Fn(&[u8]) -> bool) -> Result<String, JournalError> {
    let metadata = match std::fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_file() => metadata,
        Ok(_) => return Err(JournalError::new(path, JournalFailure::NotAFile)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(JournalError::new(path, JournalFailure::TextMissing));
        }
        Err(error) => return Err(JournalError::io(path, JournalFailure::Read)(error)),
    };
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len().min(LARGEST)).unwrap_or_default());
    durable::patiently(|| File::open(path))
        .and_then(|file| file.take(LARGEST).read_to_end(&mut bytes))
        .map_err(JournalError::io(path, JournalFailure::Read))?;
    let text = simdutf8::basic::from_utf8(&bytes).ok();
    let text = text.and_then(|text| match is_whole(text.as_bytes()) {
        true => Some(text.to_owned()),
        false => with_other_line_ends(text, is_whole),
    });
    text.ok_or_else(|| JournalError::new(path, JournalFailure::TextAltered))
}

/// Restores a text whose line ends were changed, as by a git checkout. Returns `None` if it is not the adopted text
/// with either kind of line ends.
fn with_other_line_ends(text: &str, is_whole: impl Fn(&[u8]) -> bool) -> Option<String> {
    let unix = text.replace("\r\n", "\n");
    let dos = || unix.replace('\n', "\r\n");
    if is_whole(unix.as_bytes()) { Some(unix) } else { Some(dos()).filter(|text| is_whole(text.as_bytes())) }
}
