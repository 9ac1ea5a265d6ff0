//! Paths in a folder of day files.

use super::survey::{MonthOf, month_of};
use super::writer::WriterId;
use crate::calendar::Day;
use std::fs::{self, DirEntry, ReadDir};
use std::io;
use std::path::{Path, PathBuf};

/// Name of the folder of a checklist's texts, in the checklist's folder.
pub(super) const TEXTS: &str = "texts";

/// Whether a checklist's id can name a folder of its own on every system.
pub(super) fn can_name_a_folder(id: &str) -> bool {
    const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
    let stem = id.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let is_port = matches!(stem.strip_suffix(|c: char| c.is_ascii_digit() || "¹²³".contains(c)), Some("com" | "lpt"));
    !id.is_empty()
        && id.len() <= 100
        && !id.starts_with('.')
        && !id.ends_with(['.', ' '])
        && !id.contains(|c: char| c.is_control() || r#"/\:*?"<>|"#.contains(c))
        && !DEVICES.contains(&stem.as_str())
        && !is_port
}

/// Returns the path of the folder `id` in `root`, which need not exist. Some file systems and sync tools change the
/// case of names, so if there is no exact match, a folder whose name differs only in case is returned.
pub(super) fn folder_named(root: &Path, id: &str) -> PathBuf {
    let exact = root.join(id);
    if exact.symlink_metadata().is_ok() {
        return exact;
    }
    let other = |entry: &DirEntry| entry.file_name().to_str().is_some_and(|name| name.eq_ignore_ascii_case(id));
    let entries = fs::read_dir(root).into_iter().flatten().flatten();
    entries.filter(other).map(|entry| entry.path()).min().unwrap_or(exact)
}

/// Returns the folder of a business day's files: `2026/11` in the checklist's folder.
pub(super) fn month_folder(checklist: &Path, day: Day) -> PathBuf {
    folder_of_month(checklist, month_of(day))
}

/// Returns the folder of a month.
pub(super) fn folder_of_month(checklist: &Path, (year, month): MonthOf) -> PathBuf {
    checklist.join(format!("{year:04}")).join(format!("{month:02}"))
}

/// Returns a writer's file of a business day.
pub(super) fn day_file(checklist: &Path, day: Day, writer: WriterId) -> PathBuf {
    month_folder(checklist, day).join(format!("{day}.{writer}.jsonl"))
}

/// Returns a writer's file of adoptions.
pub(super) fn adopted_file(checklist: &Path, writer: WriterId) -> PathBuf {
    checklist.join(format!("adopted.{writer}.jsonl"))
}

/// Whether a path leads to a directory; a dangling link does not. Any other error is returned, because a month that was
/// not recognised as a directory would look like a month without acts.
pub(super) fn is_directory(path: &Path) -> io::Result<bool> {
    match fs::metadata(path) {
        Ok(metadata) => Ok(metadata.is_dir()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// Returns the entries of a directory, ordered by name. Hidden entries belong to other programs and are skipped. A
/// missing directory is treated as empty.
pub(super) fn list(directory: &Path) -> io::Result<Vec<DirEntry>> {
    let mut entries = open(directory)?
        .into_iter()
        .flatten()
        .filter(|entry| entry.as_ref().map_or(true, |it| !it.file_name().as_encoded_bytes().starts_with(b".")))
        .collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_cached_key(DirEntry::file_name);
    Ok(entries)
}

/// Opens a directory to list it; `None` if nothing is there or the path is a dangling link.
pub(super) fn open(directory: &Path) -> io::Result<Option<ReadDir>> {
    match fs::read_dir(directory) {
        // Windows reports a file in place of a directory by several errors, one of which is `NotFound`.
        Err(_) if fs::symlink_metadata(directory).is_ok_and(|metadata| metadata.is_file()) => {
            Err(io::ErrorKind::NotADirectory.into())
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        entries => entries.map(Some),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_found_in_other_letters_where_none_has_its_own() {
        let place = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
        let named = || folder_named(place.path(), "taobao");
        assert_eq!(named(), place.path().join("taobao"), "none is there");
        let made = |name: &str| fs::create_dir(place.path().join(name)).unwrap_or_else(|error| panic!("{error}"));
        made("TaoBao");
        made("taobao-2");
        assert!(named().ends_with(if cfg!(unix) { "TaoBao" } else { "taobao" }));
        if cfg!(target_os = "linux") {
            made("taobao");
            assert!(named().ends_with("taobao"));
        }
    }

    #[test]
    fn an_id_names_no_folder_but_its_own() {
        for id in ["taobao", "淘宝", "a.b", "shop-2", "communication", "com"] {
            assert!(can_name_a_folder(id), "{id}");
        }
        for id in
            ["", ".", "..", ".git", "a/b", "a\\b", "a:b", "a\n", "a\0", "nul", "COM1", "com²", "lpt9.x", "a ", "a."]
        {
            assert!(!can_name_a_folder(id), "{id:?}");
        }
    }
}
