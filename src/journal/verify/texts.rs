//! Checks the adoptions and the adopted texts.

use super::FileWalk;
use super::part::Part;
use crate::journal::adoption::Adoption;
use crate::journal::digest::Digest;
use crate::journal::error::{JournalError, JournalFailure};
use crate::journal::fault::FaultKind;
use crate::journal::folder::adoption_elsewhere;
use crate::journal::{layout, texts};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

impl FileWalk {
    pub(super) fn adoptions(&mut self, id: &str, folder: &Path, files: &[PathBuf]) {
        let mut adopted: BTreeSet<Digest> = BTreeSet::new();
        let read = |part: &mut Part<Adoption>, path: &Path, (): &mut ()| {
            part.read(path, |it| adoption_elsewhere(it, id), &mut |_| {})
        };
        self.files(files.iter().map(PathBuf::as_path), &mut (), read, |walk, (), placed, _| {
            walk.result.counts.adoptions += placed.len();
            for it in &placed {
                walk.clocks.take(it, &it.record.by, it.record.recorded_at, walk.now);
                walk.chain.take(it);
                walk.chain.adoptions.push((it.record.id, it.record.day));
                adopted.extend(it.record.files.iter().map(|file| file.sha256));
            }
        });
        adopted.iter().for_each(|digest| self.adopted_text(folder, digest));
    }

    fn adopted_text(&mut self, folder: &Path, digest: &Digest) {
        let texts = folder.join(layout::TEXTS);
        let Err(error) = texts::load(&texts, digest) else { return };
        if texts::load_elsewhere(folder, digest).is_some() {
            return;
        }
        let kind = match error {
            JournalError { failure: JournalFailure::TextMissing, .. } => FaultKind::TextMissing,
            JournalError { failure: JournalFailure::TextAltered, .. } => FaultKind::TextAltered,
            JournalError { failure: JournalFailure::NotAFile, .. } => FaultKind::NotAFile,
            error => FaultKind::Unreadable { why: error.to_string() },
        };
        self.found(&texts::path(&texts, digest), kind);
    }

    /// Reports files in the folder of texts that are not texts. A text without an adoption is not reported, because a
    /// text is stored before its adoption, which may then fail.
    pub(super) fn texts(&mut self, folder: &Path) {
        match layout::list(folder) {
            Ok(entries) => {
                for entry in entries {
                    if texts::digest_of(entry.file_name().as_encoded_bytes()).is_none() {
                        self.stray(&entry.path());
                    }
                }
            }
            Err(error) => self.unlisted(folder, &error),
        }
    }
}
