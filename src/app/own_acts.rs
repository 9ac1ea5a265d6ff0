//! A writer's memory of its own acts in a checklist's journal. It holds two things. One is the writer's last record:
//! the next record names it and gets a higher id, whatever its day and even if the clock was set back. The other is the
//! list of long past days for which something was recorded today, so that `undo` finds those acts. The memory is stored
//! beside the writer's id, in one file per journal, because a journal written with `--now` must not affect the ids of
//! another.
//!
//! The file is only an aid, so it is not synced to disk. If it is lost, new ids still exceed all ids that the command
//! has read, the last record is looked for in the writer's files, and `undo` still finds acts for the last weeks and
//! for days to come.

use super::Paths;
use crate::calendar::Day;
use crate::journal::{ActId, Digest, Prev, RecordPlace};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// The content of the file.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct OwnActs {
    /// The last record written, and whether it is known to be on disk.
    pub last: Option<(Prev, bool)>,
    /// Pairs of a day of recording and the long past day for which something was recorded.
    long_gone: Vec<(Day, Day)>,
}

/// Maximum size of the file, in bytes; what is written on one day takes far less.
const LONGEST: u64 = 64 << 10;

impl OwnActs {
    /// Reads the file; the result is empty if the file is missing or damaged.
    pub fn read(paths: &Paths, journal: &Path, checklist: &str) -> OwnActs {
        super::writer::take_over(paths);
        let read = || {
            let path = place(paths, journal, checklist)?;
            // Only a plain file is read, because reading a pipe might never end.
            fs::symlink_metadata(&path).ok().filter(fs::Metadata::is_file)?;
            let mut text = String::new();
            File::open(path).ok()?.take(LONGEST).read_to_string(&mut text).ok()?;
            Some(OwnActs::parse(&text))
        };
        read().unwrap_or_default()
    }

    fn parse(text: &str) -> OwnActs {
        let mut lines = text.lines();
        let last = lines.next().and_then(parse_last);
        let days = |line: &str| line.split_once(' ').and_then(|(on, of)| Some((on.parse().ok()?, of.parse().ok()?)));
        OwnActs { last, long_gone: lines.filter_map(days).collect() }
    }

    /// Returns the long past days for which something was recorded on day `on`.
    pub fn long_gone(&self, on: Day) -> impl Iterator<Item = Day> {
        self.long_gone.iter().filter(move |(recorded, _)| *recorded == on).map(|(_, of)| *of)
    }

    /// Sets the last record to one that is about to be written.
    pub fn intend(&mut self, next: Prev) {
        self.last = Some((next, false));
    }

    /// Sets the last record to one made today that is now on disk. `long_gone` is the day it is for, if that day is
    /// long past.
    pub fn take(&mut self, last: Prev, today: Day, long_gone: Option<Day>) {
        self.last = Some((last, true));
        self.long_gone.retain(|(on, _)| *on == today);
        self.long_gone.extend(long_gone.map(|of| (today, of)).filter(|new| !self.long_gone.contains(new)));
    }

    /// Writes the file. Errors are ignored, because acts do not depend on the file.
    pub fn keep(&self, paths: &Paths, journal: &Path, checklist: &str) {
        let (Some(path), Some((Prev { id, place }, is_sure))) = (place(paths, journal, checklist), self.last) else {
            return;
        };
        let place = match place {
            RecordPlace::Day(day) => day.to_string(),
            // Padded to the length of a date, so that the first line always has the same length.
            RecordPlace::Adopted => format!("{ADOPTED:10}"),
        };
        let days: String = self.long_gone.iter().map(|(on, of)| format!("\n{on} {of}")).collect();
        let text = format!("{id} {place}{}{days}", if is_sure { SURE } else { INTENDED });
        let write = || -> io::Result<()> {
            fs::create_dir_all(path.parent().unwrap_or(&path))?;
            let mut file = OpenOptions::new().write(true).create(true).truncate(false).open(&path)?;
            // The file is overwritten in place, so that it is never seen empty.
            file.write_all(text.as_bytes())?;
            // Cuts off the rest of a longer earlier text.
            let length = text.len() as u64;
            if file.metadata()?.len() > length { file.set_len(length) } else { Ok(()) }
        };
        let _ = write();
    }
}

const ADOPTED: &str = "adopted";
/// Marks at the end of the first line: whether the last record is known to be on disk.
const SURE: char = '.';
const INTENDED: char = '?';

fn parse_last(line: &str) -> Option<(Prev, bool)> {
    let (id, place) = line.strip_suffix([SURE, INTENDED])?.split_once(' ')?;
    let place = match place.trim_end() {
        ADOPTED => RecordPlace::Adopted,
        day => RecordPlace::Day(day.parse().ok()?),
    };
    Some((Prev { id: ActId::parse_str(id).ok()?, place }, line.ends_with(SURE)))
}

/// Returns the path of the file for a journal and a checklist; `None` if the device has no state folder. The journal's
/// path must be resolved, so that a journal has one file however its path is spelled: by drive letter, by share or in
/// another case. The name is a whole digest, so that two journals never share a file.
fn place(paths: &Paths, journal: &Path, checklist: &str) -> Option<PathBuf> {
    // A zero byte separates the parts, because no path contains one.
    let of = [journal.as_os_str().as_encoded_bytes(), b"\0", checklist.as_bytes()].concat();
    Some(paths.device()?.join("last").join(Digest::of(&of).to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_read_back_and_anything_else_is_nothing() {
        let place = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
        let paths = Paths { state: Some(place.path().to_owned()), ..Paths::default() };
        let day = |day: u32| Day::from_ymd_opt(2026, 11, day).unwrap_or_default();
        let wrote = |id: u128, on: u32| Prev { id: ActId::from_u128(id), place: RecordPlace::Day(day(on)) };
        let (journal, other) = (Path::new("/a"), Path::new("/b"));
        let read = || OwnActs::read(&paths, journal, "shop");
        let mut own = read();
        assert_eq!(own, OwnActs::default());
        own.take(wrote(7, 1), day(24), Some(day(1)));
        own.take(wrote(8, 2), day(25), Some(day(2)));
        own.take(wrote(9, 2), day(25), Some(day(2)));
        own.keep(&paths, journal, "shop");
        assert_eq!(read(), own);
        assert_eq!(own.long_gone(day(25)).collect::<Vec<_>>(), [day(2)]);
        assert_eq!(OwnActs::read(&paths, other, "shop"), OwnActs::default());
        assert_eq!(OwnActs::read(&paths, journal, "other"), OwnActs::default());
        own.take(Prev { id: ActId::from_u128(10), place: RecordPlace::Adopted }, day(26), None);
        own.keep(&paths, journal, "shop");
        assert_eq!(read(), own);
        own.intend(wrote(11, 26));
        own.keep(&paths, journal, "shop");
        assert_eq!((read().last, own.last), (Some((wrote(11, 26), false)), Some((wrote(11, 26), false))));
        let id = "00000000-0000-0000-0000-00000000000a";
        for (text, last) in [
            (String::new(), None),
            ("x\ny z\n".to_owned(), None),
            // Written by an earlier version, which did not say where the record is.
            (format!("{id}\n2026"), None),
            (format!("{id} 2026-11-23"), None),
            (format!("{id} 2026-11-23.\n2026"), Some((wrote(10, 23), true))),
            (format!("{id} 2026-11-23?\n2026"), Some((wrote(10, 23), false))),
        ] {
            assert_eq!(OwnActs::parse(&text), OwnActs { last, long_gone: Vec::new() });
        }
    }
}
