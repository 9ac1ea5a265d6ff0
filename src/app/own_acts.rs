//! What a writer remembers of its own acts in a journal: the last id it gave, so that the next is above it on whatever
//! day, even where the clock was set back; and the days long gone of which it recorded something today, so that `undo`
//! finds them. It lies beside the writer's own id, by journal: what `--now` writes into a journal of its own must not
//! move the clock of another.
//!
//! It is a help and no truth: it costs no sync. Where it is lost an id is still above all that its command read, and
//! `undo` still finds what is said of the last weeks and of days to come.

use super::Paths;
use crate::calendar::Day;
use crate::journal::ActId;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// What is remembered.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct OwnActs {
    /// The last id that was given.
    pub last: Option<ActId>,
    /// On which day something was recorded of which day before.
    long_gone: Vec<(Day, Day)>,
}

/// More than a day's entering of old days takes.
const LONGEST: u64 = 64 << 10;

impl OwnActs {
    /// Reads it; nothing where it is not there, or no longer what was written.
    pub fn read(paths: &Paths, journal: &Path) -> OwnActs {
        super::writer::take_over(paths);
        let read = || {
            let path = place(paths, journal)?;
            // A pipe in its place would be read for ever.
            fs::symlink_metadata(&path).ok().filter(fs::Metadata::is_file)?;
            let mut text = String::new();
            File::open(path).ok()?.take(LONGEST).read_to_string(&mut text).ok()?;
            Some(OwnActs::parse(&text))
        };
        read().unwrap_or_default()
    }

    fn parse(text: &str) -> OwnActs {
        let mut lines = text.lines();
        let last = lines.next().and_then(|line| ActId::parse_str(line).ok());
        let days = |line: &str| line.split_once(' ').and_then(|(on, of)| Some((on.parse().ok()?, of.parse().ok()?)));
        OwnActs { last, long_gone: lines.filter_map(days).collect() }
    }

    /// The days long gone of which something was recorded on a day.
    pub fn long_gone(&self, on: Day) -> impl Iterator<Item = Day> {
        self.long_gone.iter().filter(move |(recorded, _)| *recorded == on).map(|(_, of)| *of)
    }

    /// Takes an act of today into it, of a day that is `long_gone` or not.
    pub fn take(&mut self, id: ActId, today: Day, long_gone: Option<Day>) {
        self.last = Some(id);
        self.long_gone.retain(|(on, _)| *on == today);
        self.long_gone.extend(long_gone.map(|of| (today, of)).filter(|new| !self.long_gone.contains(new)));
    }

    /// Writes it down. Without it the acts are as good, so it may fail.
    pub fn keep(&self, paths: &Paths, journal: &Path) {
        let (Some(path), Some(last)) = (place(paths, journal), self.last) else { return };
        let days: String = self.long_gone.iter().map(|(on, of)| format!("\n{on} {of}")).collect();
        let text = format!("{last}{days}");
        let write = || -> io::Result<()> {
            fs::create_dir_all(path.parent().unwrap_or(&path))?;
            let mut file = OpenOptions::new().write(true).create(true).truncate(false).open(&path)?;
            // Never seen empty: the id has one length.
            file.write_all(text.as_bytes())?;
            // Mostly the file has this length already, and needs no cutting.
            let length = text.len() as u64;
            if file.metadata()?.len() > length { file.set_len(length) } else { Ok(()) }
        };
        let _ = write();
    }
}

fn place(paths: &Paths, journal: &Path) -> Option<PathBuf> {
    let name = format!("{:08x}", crc32c::crc32c(journal.as_os_str().as_encoded_bytes()));
    Some(paths.device()?.join("last").join(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_read_back_and_anything_else_is_nothing() {
        let place = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
        let paths = Paths { state: Some(place.path().to_owned()), ..Paths::default() };
        let day = |day: u32| Day::from_ymd_opt(2026, 11, day).unwrap_or_default();
        let (journal, other) = (Path::new("/a"), Path::new("/b"));
        let mut own = OwnActs::read(&paths, journal);
        assert_eq!(own, OwnActs::default());
        own.take(ActId::from_u128(7), day(24), Some(day(1)));
        own.take(ActId::from_u128(8), day(25), Some(day(2)));
        own.take(ActId::from_u128(9), day(25), Some(day(2)));
        own.keep(&paths, journal);
        assert_eq!(OwnActs::read(&paths, journal), own);
        assert_eq!(own.long_gone(day(25)).collect::<Vec<_>>(), [day(2)]);
        assert_eq!(OwnActs::read(&paths, other), OwnActs::default());
        own.take(ActId::from_u128(10), day(26), None);
        own.keep(&paths, journal);
        assert_eq!(OwnActs::read(&paths, journal), own);
        for (text, last) in [("", None), ("x\ny z\n", None), ("00000000-0000-0000-0000-00000000000a\n2026", Some(10))] {
            assert_eq!(OwnActs::parse(text), OwnActs { last: last.map(ActId::from_u128), long_gone: Vec::new() });
        }
    }
}
