//! Where things are in a folder of day files, and what their names say.

use super::stamp::DayStamp;
use super::writer::WriterId;
use crate::calendar::{Day, DayRange};
use chrono::Datelike;
use std::collections::BTreeMap;
use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};

/// The folder of a checklist's texts, in the checklist's folder.
pub(super) const TEXTS: &str = "texts";
const DAY_NAME: usize = "2026-11-23".len();

/// Whether a checklist's id can name a folder on every system, and no other folder than its own.
pub(super) fn can_name_a_folder(id: &str) -> bool {
    const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
    let stem = id.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let is_port = matches!(stem.strip_suffix(|c: char| c.is_ascii_digit()), Some("com" | "lpt"));
    !id.is_empty()
        && id.len() <= 100
        && !id.starts_with('.')
        && !id.ends_with(['.', ' '])
        && !id.contains(|c: char| c.is_control() || r#"/\:*?"<>|"#.contains(c))
        && !DEVICES.contains(&stem.as_str())
        && !is_port
}

/// The folder of a business day's files: `2026/11` in the checklist's folder.
pub(super) fn month_folder(checklist: &Path, day: Day) -> PathBuf {
    checklist.join(format!("{:04}", day.year())).join(format!("{:02}", day.month()))
}

/// A writer's file of a business day.
pub(super) fn day_file(checklist: &Path, day: Day, writer: WriterId) -> PathBuf {
    month_folder(checklist, day).join(format!("{day}.{writer}.jsonl"))
}

/// A writer's file of adoptions.
pub(super) fn adopted_file(checklist: &Path, writer: WriterId) -> PathBuf {
    checklist.join(format!("adopted.{writer}.jsonl"))
}

/// The business day whose acts a file holds by its name: it begins with the date and ends in `.jsonl`. What stands
/// between names the writer, and whatever a sync tool has added to a copy.
pub(super) fn day_of(name: &[u8]) -> Option<Day> {
    let between = name.strip_suffix(b".jsonl")?.get(DAY_NAME..)?;
    if between.first().is_some_and(u8::is_ascii_digit) {
        return None;
    }
    DayStamp::read(&name[..DAY_NAME]).map(|stamp| stamp.0)
}

/// Whether a file holds adoptions by its name.
pub(super) fn is_adopted(name: &[u8]) -> bool {
    name.starts_with(b"adopted") && name.ends_with(b".jsonl")
}

/// The writer of a file, by its name: what follows the first dot. A copy that a sync tool has renamed in front of the
/// writer's id counts as a writer of its own.
pub(super) fn writer_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let id = name.split_once('.').and_then(|(_, rest)| rest.get(..WriterId::LENGTH)).and_then(WriterId::parse);
    id.map_or_else(|| name.into_owned(), |id| id.to_string())
}

/// Whether a path leads to a directory; a link into nothing does not. What the system refuses to tell is an error: a
/// month taken for no directory would be a month without acts.
pub(super) fn is_directory(path: &Path) -> io::Result<bool> {
    match fs::metadata(path) {
        Ok(metadata) => Ok(metadata.is_dir()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// What is in a directory, in the order of the names. Hidden entries are other programs' affairs. A directory that is
/// not there is empty.
pub(super) fn list(directory: &Path) -> io::Result<Vec<DirEntry>> {
    let mut entries = entries(directory)?
        .filter(|entry| entry.as_ref().map_or(true, |it| !it.file_name().as_encoded_bytes().starts_with(b".")))
        .collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_cached_key(DirEntry::file_name);
    Ok(entries)
}

/// What is in a directory, in no order. One that is not there is empty.
fn entries(directory: &Path) -> io::Result<impl Iterator<Item = io::Result<DirEntry>>> {
    match fs::read_dir(directory) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None.into_iter().flatten()),
        entries => Ok(Some(entries?).into_iter().flatten()),
    }
}

/// Everyone's files of adoptions in a checklist's folder, by name.
pub(super) fn adopted_files(checklist: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in entries(checklist)? {
        let entry = entry?;
        if is_adopted(entry.file_name().as_encoded_bytes()) {
            files.push(entry.path());
        }
    }
    files.sort();
    Ok(files)
}

/// The day files in the folder of a day's month, by day and name. What is of another month lies in the wrong place.
pub(super) fn files_of_month(folder: &Path, day: Day) -> io::Result<Vec<(Day, PathBuf)>> {
    let own = &day.to_string()[.."2026-11-".len()];
    // One writer's month.
    let mut files = Vec::with_capacity(31);
    for entry in entries(folder)? {
        let path = entry?.path();
        // What the entry's name is, without asking for another copy of it.
        let name = &path.as_os_str().as_encoded_bytes()[folder.as_os_str().len() + 1..];
        if let Some(day) = name.starts_with(own.as_bytes()).then(|| day_of(name)).flatten() {
            files.push((day, path));
        }
    }
    files.sort();
    Ok(files)
}

/// What is met on the way to the day files and is none.
pub(super) enum Stray {
    /// Nothing a reader looks at.
    Other,
    /// A directory that cannot be listed.
    Error(io::Error),
}

/// All day files of a range of days, by day; tells of everything else it meets.
pub(super) fn day_files(
    checklist: &Path,
    range: DayRange,
    stray: &mut dyn FnMut(&Path, Stray),
) -> BTreeMap<Day, Vec<PathBuf>> {
    let mut found: BTreeMap<Day, Vec<PathBuf>> = BTreeMap::new();
    let (first, last) = (range.first, range.last);
    for (year, path) in numbered(checklist, 4, stray) {
        if year < first.year() || year > last.year() {
            continue;
        }
        for (month, path) in numbered(&path, 2, stray) {
            if (year, month) < (first.year(), first.month() as i32)
                || (year, month) > (last.year(), last.month() as i32)
            {
                continue;
            }
            for file in listed(&path, stray) {
                match day_of(file.file_name().as_encoded_bytes()) {
                    Some(day) if day.year() == year && day.month() as i32 == month => {
                        if range.contains(day) {
                            found.entry(day).or_default().push(file.path());
                        }
                    }
                    _ => stray(&file.path(), Stray::Other),
                }
            }
        }
    }
    found
}

/// The directories named by a number of so many digits. What has such a name and is something else cannot be listed: it
/// stands where a year or a month of acts should.
fn numbered(directory: &Path, digits: usize, stray: &mut dyn FnMut(&Path, Stray)) -> Vec<(i32, PathBuf)> {
    let mut found = Vec::new();
    for entry in listed(directory, stray) {
        let name = entry.file_name();
        let number = name.to_str().filter(|name| name.len() == digits && name.bytes().all(|it| it.is_ascii_digit()));
        match number.and_then(|name| name.parse().ok()) {
            Some(number) => match fs::metadata(entry.path()) {
                Ok(metadata) if metadata.is_dir() => found.push((number, entry.path())),
                Ok(_) => stray(&entry.path(), Stray::Error(io::ErrorKind::NotADirectory.into())),
                // A link into nothing.
                Err(error) if error.kind() == io::ErrorKind::NotFound => stray(&entry.path(), Stray::Other),
                Err(error) => stray(&entry.path(), Stray::Error(error)),
            },
            None => stray(&entry.path(), Stray::Other),
        }
    }
    found
}

fn listed(directory: &Path, stray: &mut dyn FnMut(&Path, Stray)) -> Vec<DirEntry> {
    list(directory).unwrap_or_else(|error| {
        stray(directory, Stray::Error(error));
        Vec::new()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_file_is_known_by_its_name() {
        let check = |name: &str, day: Option<&str>| {
            assert_eq!(day_of(name.as_bytes()).map(|it| it.to_string()).as_deref(), day, "{name}");
        };
        check("2026-11-23.ab12cd34.jsonl", Some("2026-11-23"));
        check("2026-11-23.ab12cd34 (conflict copy).jsonl", Some("2026-11-23"));
        check("2026-11-23.ab12cd34-小李的电脑.jsonl", Some("2026-11-23"));
        check("2026-11-23.jsonl", Some("2026-11-23"));
        check("2026-11-231.jsonl", None);
        check("2026-11-31.ab12cd34.jsonl", None);
        check("2026-11-23.ab12cd34.jsonl.tmp", None);
        check("Copy of 2026-11-23.ab12cd34.jsonl", None);
        check(".jsonl", None);
    }

    #[test]
    fn a_copy_counts_with_its_writer() {
        let check = |name: &str, writer: &str| assert_eq!(writer_of(Path::new(name)), writer);
        check("2026-11-23.ab12cd34.jsonl", "ab12cd34");
        check("2026-11-23.ab12cd34 (1).jsonl", "ab12cd34");
        check("adopted.ab12cd34.jsonl", "ab12cd34");
        check("2026-11-23.小李的电脑.jsonl", "2026-11-23.小李的电脑.jsonl");
    }

    #[test]
    fn an_id_names_no_folder_but_its_own() {
        for id in ["taobao", "淘宝", "a.b", "shop-2", "communication", "com"] {
            assert!(can_name_a_folder(id), "{id}");
        }
        for id in ["", ".", "..", ".git", "a/b", "a\\b", "a:b", "a\n", "a\0", "nul", "COM1", "lpt9.x", "a ", "a."] {
            assert!(!can_name_a_folder(id), "{id:?}");
        }
    }
}
