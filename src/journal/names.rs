//! Interprets the names of the journal's files, including names changed by sync services, file managers and people.

use super::digest::Digest;
use super::stamp::DayStamp;
use super::writer::WriterId;
use crate::calendar::Day;
use std::path::Path;

const DATE: usize = "2026-11-23".len();

/// The kind of a file, according to its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NamedFile {
    /// A file of acts of a business day.
    Day(Day),
    /// A file of adoptions.
    Adopted,
    /// A `.jsonl` file whose name contains neither a date nor `adopted`.
    Undated,
    /// An adopted text.
    Text(Digest),
    /// A file or folder of another program: hidden, or kept by a storage system for itself.
    Hidden,
    /// A file or folder that does not belong to the journal.
    Other,
}

/// Interprets a name. A placeholder is treated as the file for which it stands.
pub(super) fn read(name: &[u8]) -> NamedFile {
    match placeholder(name) {
        Some(inner) => kind(inner),
        None if name.first().is_some_and(|first| b".@#$".contains(first)) => NamedFile::Hidden,
        None => kind(name),
    }
}

/// Whether a name is that of a placeholder for a file of the journal, whose content is elsewhere or still being synced.
pub(super) fn is_placeholder(name: &[u8]) -> bool {
    placeholder(name).is_some_and(|inner| !matches!(kind(inner), NamedFile::Other))
}

/// Returns the name of the file for which a placeholder stands; `None` if the name is not a placeholder's. A
/// placeholder is `.NAME.icloud` of a cloud drive, a partial file of a sync service or a browser, or the owner file of
/// an office program.
fn placeholder(name: &[u8]) -> Option<&[u8]> {
    const PARTS: [&[u8]; 6] = [b".tmp", b".part", b".partial", b".crdownload", b".download", b".!sync"];
    if name.ends_with(b".jsonl") && name.first().is_some_and(u8::is_ascii_digit) {
        // A shortcut: nearly every file has such a name, and no placeholder has one.
        return None;
    }
    let evicted = || name.strip_prefix(b".")?.strip_suffix(b".icloud");
    let marked = || name.strip_prefix(b"~$");
    let part = || {
        let name = name.strip_prefix(b".syncthing.").or_else(|| name.strip_prefix(b"~syncthing~")).unwrap_or(name);
        PARTS.iter().find_map(|part| name.strip_suffix(*part)).filter(|name| !name.starts_with(b"."))
    };
    evicted().or_else(marked).or_else(part)
}

fn kind(name: &[u8]) -> NamedFile {
    if let Some(stem) = before(name, b".jsonl") {
        return match date_in(stem) {
            Some((day, _)) => NamedFile::Day(day),
            None if find(stem, b"adopted").is_some() => NamedFile::Adopted,
            None => NamedFile::Undated,
        };
    }
    before(name, b".toml").and_then(digest_in).map_or(NamedFile::Other, NamedFile::Text)
}

/// Returns the part of a name before an ending; `None` if the name does not have it. The case is ignored, and a copy
/// may have lengthened the ending: `.jsonl (1)`, `.JSONL~`, `.jsonl.bak`.
fn before<'a>(name: &'a [u8], ending: &[u8]) -> Option<&'a [u8]> {
    let at = find(name, ending)?;
    let is_whole = name.get(at + ending.len()).is_none_or(|next| !next.is_ascii_alphanumeric());
    is_whole.then_some(&name[..at])
}

fn find(name: &[u8], part: &[u8]) -> Option<usize> {
    name.windows(part.len()).position(|window| window.eq_ignore_ascii_case(part))
}

/// Returns the date in a day file's name, and the rest of the name after it. This is the first date followed by a
/// writer's id or, if there is none, the first date.
fn date_in(stem: &[u8]) -> Option<(Day, &[u8])> {
    let dates = (0..(stem.len() + 1).saturating_sub(DATE)).filter_map(|at| {
        let (written, behind) = stem[at..].split_first_chunk::<DATE>()?;
        let is_digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
        let is_whole = !is_digit(behind.first()) && !is_digit(at.checked_sub(1).map(|before| &stem[before]));
        is_whole.then(|| DayStamp::read(written)).flatten().map(|day| (day, behind))
    });
    let mut first = None;
    for date in dates {
        if writer_in(date.1).is_some() {
            return Some(date);
        }
        first = first.or(Some(date));
    }
    first
}

/// Parses the writer's id after a leading dot, ignoring case; `None` if there is none.
fn writer_in(behind: &[u8]) -> Option<WriterId> {
    let id = behind.strip_prefix(b".")?.get(..WriterId::LENGTH)?;
    WriterId::parse(&str::from_utf8(id).ok()?.to_ascii_lowercase())
}

/// Parses the digest in a text's name, ignoring case; `None` if there is none.
fn digest_in(stem: &[u8]) -> Option<Digest> {
    const DIGITS: usize = 64;
    let digits = stem.windows(DIGITS).find(|window| window.iter().all(u8::is_ascii_hexdigit))?;
    Digest::parse(&str::from_utf8(digits).ok()?.to_ascii_lowercase())
}

/// Returns the business day of a file that has its original name, possibly with something inserted before the
/// extension; `None` for any other name. Gives the same result as [`read`] at a fraction of the cost.
pub(super) fn usual_day(name: &[u8]) -> Option<Day> {
    let between = name.strip_suffix(b".jsonl")?.get(DATE..)?;
    between.strip_prefix(b".").and_then(|behind| behind.get(..WriterId::LENGTH))?;
    DayStamp::read(name.first_chunk()?)
}

/// Returns the business day of a file of acts.
pub(super) fn day_of(path: &Path) -> Option<Day> {
    match read(path.file_name()?.as_encoded_bytes()) {
        NamedFile::Day(day) => Some(day),
        _ => None,
    }
}

/// Returns the writer's id in a file's name. If there is none, returns the name, so that the file is treated as that of
/// a separate writer.
pub(super) fn writer_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    let bytes = name.as_encoded_bytes();
    let behind = match date_in(bytes) {
        Some((_, behind)) => Some(behind),
        None => find(bytes, b"adopted").map(|at| &bytes[at + b"adopted".len()..]),
    };
    let id = behind.and_then(writer_in);
    id.map_or_else(|| name.to_string_lossy().into_owned(), |id| id.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_its_name() {
        let day = |name: &str| match read(name.as_bytes()) {
            NamedFile::Day(day) => Some((day.to_string(), is_placeholder(name.as_bytes()))),
            _ => None,
        };
        let check = |name: &str, expected: Option<&str>| {
            assert_eq!(day(name), expected.map(|day| (day.to_owned(), false)), "{name}");
            if let Some(usual) = usual_day(name.as_bytes()) {
                assert_eq!(Some(usual.to_string().as_str()), expected, "{name}");
            }
        };
        check("2026-11-23.ab12cd34.jsonl", Some("2026-11-23"));
        check("2026-11-23.ab12cd34 (conflict copy).jsonl", Some("2026-11-23"));
        check("2026-11-23.ab12cd34 (小李's conflicted copy 2026-11-24).jsonl", Some("2026-11-23"));
        check("Backup of 2026-11-24, 2026-11-23.ab12cd34.jsonl", Some("2026-11-23"));
        check("2026-11-23.ab12cd34-小李的电脑.jsonl", Some("2026-11-23"));
        check("2026-11-23.ab12cd34.sync-conflict-20261124-101112-ABCDEFG.jsonl", Some("2026-11-23"));
        check("2026-11-23.jsonl", Some("2026-11-23"));
        check("Copy of 2026-11-23.ab12cd34.jsonl", Some("2026-11-23"));
        check("副本 2026-11-23.ab12cd34.jsonl", Some("2026-11-23"));
        check("2026-11-23.AB12CD34.JSONL", Some("2026-11-23"));
        check("2026-11-23.ab12cd34.jsonl (1)", Some("2026-11-23"));
        check("2026-11-23.ab12cd34.jsonl - 副本", Some("2026-11-23"));
        check("2026-11-23.ab12cd34.jsonl~", Some("2026-11-23"));
        check("2026-11-23.ab12cd34.Jsonl.bak", Some("2026-11-23"));
        check("2026-11-231.jsonl", None);
        check("2026-11-23.ab12cd34", None);
        check("12026-11-23.jsonl", None);
        check("2026-11-31.ab12cd34.jsonl", None);
        check("2026-11-23.ab12cd34.jsonlines", None);
        check("2026-11-23.ab12cd34.json", None);
        check(".2026-11-23.ab12cd34.jsonl.swp", None);
        check("._2026-11-23.ab12cd34.jsonl", None);
        check(".jsonl", None);
        check("", None);
        for name in [
            ".2026-11-23.ab12cd34.jsonl.icloud",
            "2026-11-23.ab12cd34.jsonl.tmp",
            ".syncthing.2026-11-23.ab12cd34.jsonl.tmp",
            "~$2026-11-23.ab12cd34.jsonl",
        ] {
            assert_eq!(day(name), Some(("2026-11-23".to_owned(), true)), "{name}");
        }
        for name in ["adopted.ab12cd34.jsonl", "Copy of Adopted.ab12cd34.JSONL (1)", ".adopted.ab12cd34.jsonl.icloud"] {
            assert_eq!(read(name.as_bytes()), NamedFile::Adopted, "{name}");
        }
        let digest = Digest::of(b"a");
        for name in [format!("{digest}.toml"), format!("Copy of {digest} (1).TOML"), format!("{digest}.toml~")] {
            assert_eq!(read(name.as_bytes()), NamedFile::Text(digest), "{name}");
        }
        assert_eq!(read("副本.jsonl".as_bytes()), NamedFile::Undated);
        for name in ["@eaDir", "#recycle", "$RECYCLE.BIN", ".stversions"] {
            assert_eq!(read(name.as_bytes()), NamedFile::Hidden, "{name}");
        }
    }

    #[test]
    fn a_copy_counts_with_its_writer() {
        let check = |name: &str, writer: &str| assert_eq!(writer_of(Path::new(name)), writer);
        check("2026-11-23.ab12cd34.jsonl", "ab12cd34");
        check("2026-11-23.ab12cd34 (1).jsonl", "ab12cd34");
        check("副本 2026-11-23.AB12CD34.JSONL", "ab12cd34");
        check("adopted.ab12cd34.jsonl", "ab12cd34");
        check("2026-11-23.小李的电脑.jsonl", "2026-11-23.小李的电脑.jsonl");
    }
}
