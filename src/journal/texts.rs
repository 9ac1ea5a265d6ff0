//! The adopted texts, each in a file named by its digest: written once, whole, and never again.

use super::adoption::AdoptedFile;
use super::digest::Digest;
use super::error::{JournalError, JournalFailure};
use super::names::{self, NamedFile};
use super::survey::Survey;
use super::{durable, layout, rights};
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// The largest text that is read back, in bytes; a checklist is far smaller.
const LARGEST: u64 = 16 << 20;

/// Where a text is.
pub(super) fn path(texts: &Path, digest: &Digest) -> PathBuf {
    texts.join(format!("{digest}.toml"))
}

/// The files in the folder of texts that are called like one, under whatever name a copy has.
pub(super) fn names(texts: &Path) -> io::Result<Vec<(Digest, PathBuf)>> {
    let files = layout::list(texts)?.into_iter().map(|entry| entry.path());
    Ok(files.filter_map(|path| Some((digest_of(path.file_name()?.as_encoded_bytes())?, path))).collect())
}

/// The digest that a file's name says.
pub(super) fn digest_of(name: &[u8]) -> Option<Digest> {
    match names::read(name) {
        NamedFile::Text(digest) => Some(digest),
        _ => None,
    }
}

/// Brings texts to disk; those that are there already are left alone.
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
    let mut part = builder.tempfile_in(texts).map_err(cannot(&path, JournalFailure::Write))?;
    let written = part.write_all(text.as_bytes()).and_then(|()| part.as_file().sync_all());
    written.map_err(cannot(&path, JournalFailure::Write))?;
    rights::share_file(part.as_file(), texts);
    // A plain renaming, which every file system knows: whoever was faster has put the same text there.
    match part.persist(&path) {
        Err(failed) => load(texts, digest).map(drop).map_err(|_| cannot(&path, JournalFailure::Write)(failed.error)),
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

/// A text that is not in its place, from wherever else below the checklist's folder it lies.
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

/// The text as it was adopted, where a checkout by git has given it other line ends.
fn with_other_line_ends(text: &str, is_whole: impl Fn(&[u8]) -> bool) -> Option<String> {
    let unix = text.replace("\r\n", "\n");
    let dos = || unix.replace('\n', "\r\n");
    if is_whole(unix.as_bytes()) { Some(unix) } else { Some(dos()).filter(|text| is_whole(text.as_bytes())) }
}
