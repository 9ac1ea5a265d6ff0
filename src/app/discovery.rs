//! Finds the checklist: `--checklist`, `OPS_CHECKLIST`, `ops.toml` here or in a parent folder, the user's configuration
//! folder, the one adopted last in the journal, and finally the built-in one.

use super::{App, Exit, Failure, Paths, ZoneGuess};
use crate::calendar::{BusinessClock, Day, DayRange, Zone};
use crate::checklist::{
    self, BUILTIN_CALENDARS, BUILTINS, Builtin, Bundle, DecodeError, MAX_FILE_BYTES, OWN_CALENDARS, Reading, Severity,
    SourceFile,
};
use crate::journal::{
    Adoption, AdoptionReading, DayReader, Fault, FaultKind, Folder, Journal, JournalError, in_force, patiently,
};
use crate::language::{Lang, Text, nfc, reason, say, text};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The name of the file looked for in the current folder and its parents.
const FILE_NAME: &str = "ops.toml";

/// Where a checklist was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// In a file.
    File(PathBuf),
    /// In the journal, as the one adopted last.
    Journal,
    /// Built into the program, with its name.
    Builtin(&'static str),
}

/// A checklist as it was found; it may be invalid.
#[derive(Debug)]
pub struct Candidate {
    /// Where it was found.
    pub origin: Origin,
    /// The result of reading it.
    pub reading: Reading,
    /// Why the bytes of the file are not text; `None` if they are.
    pub undecodable: Option<DecodeError>,
    /// The guessed zone, if the checklist names none.
    pub zone: Option<ZoneGuess>,
    /// All adoptions of the checklist, if it was found in the journal.
    pub adopted: Option<Adopted>,
    /// Adoptions in the journal that could not be read; one of them may be the latest.
    pub faults: Vec<Fault>,
    /// The ids of checklists with acts but no adoption, if no checklist was found.
    pub stranded: Vec<String>,
}

/// The adoptions of a checklist, and the reader of its days.
#[derive(Debug)]
pub struct Adopted {
    /// All adoptions, ordered by id.
    pub adoptions: Vec<Adoption>,
    /// The reader that found them, kept so that folders are not listed again.
    pub reader: DayReader,
}

impl Adopted {
    /// Reads a checklist's adoptions in a journal; also returns the faults found in them.
    pub fn read(journal: &Folder, checklist: &str) -> Result<(Adopted, Vec<Fault>), JournalError> {
        let mut reader = DayReader::new(journal, checklist)?;
        let AdoptionReading { adoptions, faults } = reader.adoptions()?;
        Ok((Adopted { adoptions, reader }, faults))
    }
}

/// The checklist adopted last in a journal, as far as it could be read.
#[derive(Debug, Default)]
pub struct LastAdopted {
    /// The adoption in force of the checklist that was adopted last; `None` if nothing was adopted.
    pub latest: Option<Adoption>,
    /// All adoptions of that checklist.
    pub adopted: Option<Adopted>,
    /// Faults found while reading the adoptions.
    pub faults: Vec<Fault>,
    /// The ids of checklists with acts but no adoption, if no checklist was found.
    pub stranded: Vec<String>,
}

impl Candidate {
    /// Returns the checklist's name in messages: the path of its file as people would open it, or its other origin.
    pub fn name(&self, lang: Lang) -> String {
        match &self.origin {
            Origin::File(path) => path.display().to_string(),
            Origin::Journal => say::origin_journal(lang),
            Origin::Builtin(name) => say::origin_builtin(lang, name),
        }
    }

    /// Returns the path of the checklist's file; `None` if it comes from the journal or is built in.
    pub fn path(&self) -> Option<&Path> {
        match &self.origin {
            Origin::File(path) => Some(path),
            Origin::Journal | Origin::Builtin(_) => None,
        }
    }

    /// Returns the checklist's files, named by the paths under which people would open them. In the bundle, names are
    /// relative to the root file.
    pub fn shown(&self, paths: &Paths) -> Bundle {
        let mut bundle = self.reading.bundle.clone();
        for file in &mut bundle.files {
            let own = file.name.strip_prefix(OWN_CALENDARS).zip(paths.calendars.as_ref());
            let shown = match (own, &self.origin) {
                (Some((calendar, own)), _) => own.join(calendar),
                (None, Origin::File(path)) => path.parent().unwrap_or(Path::new("")).join(&file.name),
                (None, _) => continue,
            };
            // In a bundle, path components are joined by `/` on every system.
            file.name = shown.components().collect::<PathBuf>().display().to_string();
        }
        bundle
    }

    /// Returns the path of the one file that has all the errors, or else the checklist's name.
    pub fn name_at_fault(&self, app: &App) -> String {
        let errors = self.reading.problems.iter().filter(|problem| problem.severity == Severity::Error);
        let mut files: Vec<usize> = errors.map(|problem| problem.place.file).collect();
        files.dedup();
        match files.as_slice() {
            [] | [0] => self.name(app.lang()),
            [only] => self.shown(&app.paths).files.swap_remove(*only).name,
            _ => self.name(app.lang()),
        }
    }

    /// Returns the number of errors in the checklist, including those that were not kept.
    pub fn errors(&self) -> usize {
        let errors = self.reading.problems.iter().filter(|problem| problem.severity == Severity::Error);
        errors.count() + self.reading.left_out + usize::from(self.undecodable.is_some())
    }

    /// Returns the failure of a checklist that cannot be used, with all its problems.
    pub fn failure(&self, app: &App) -> Failure {
        let (name, errors) = (self.name_at_fault(app), self.errors());
        match &self.undecodable {
            Some(error) => {
                Failure::new(Exit::Checklist, Text::of(|lang| format!("{name}: {}", error.text.in_lang(lang))))
                    .hint(error.help.clone())
            }
            None => Failure::new(Exit::Checklist, text::checklist_broken(&name, errors))
                .with_problems(&self.reading, self.shown(&app.paths)),
        }
    }
}

/// Finds the checklist and reads it. Without a journal, no adopted checklist is found.
pub fn find(app: &App, journal: Option<&Folder>) -> Result<Candidate, Failure> {
    if let Some(path) = file(app) {
        return from_file(app, path);
    }
    let LastAdopted { latest, adopted, faults, stranded } =
        journal.map_or_else(|| Ok(LastAdopted::default()), |journal| last_adopted(app, journal))?;
    if let (Some(journal), Some(latest)) = (journal, latest) {
        let reading = checklist::read_bundle(journal.bundle(&latest)?, &latest.zone);
        let origin = Origin::Journal;
        return Ok(Candidate { reading, origin, undecodable: None, zone: None, adopted, faults, stranded });
    }
    let builtin = builtin(app.lang());
    let reading = checklist::read_bundle(builtin.bundle(), Zone::utc().name());
    let origin = Origin::Builtin(builtin.name);
    Ok(Candidate { reading, origin, undecodable: None, zone: None, adopted: None, faults, stranded })
}

/// Returns tomorrow's date in UTC. No zone is further ahead, so today is at most this date everywhere.
fn tomorrow(app: &App) -> Day {
    let today = app.today(&BusinessClock::utc());
    today.succ_opt().unwrap_or(today)
}

/// Returns the last adoption in force today in any zone. An adoption for a later day, made by a clock that was ahead,
/// is used only if there is no other.
pub fn latest<'a>(app: &App, adoptions: &'a [Adoption]) -> Option<&'a Adoption> {
    in_force(adoptions, tomorrow(app)).or(adoptions.last())
}

/// Returns the adoption in force of the checklist that was adopted last, whichever checklist that is.
pub fn last_adopted(app: &App, journal: &Folder) -> Result<LastAdopted, Failure> {
    let tomorrow = tomorrow(app);
    let order = |it: &Adoption| (it.day <= tomorrow, it.id);
    let mut found = LastAdopted::default();
    let mut unadopted = Vec::new();
    for id in journal.checklists()? {
        let (adopted, mut faults) = Adopted::read(journal, &id)?;
        found.faults.append(&mut faults);
        let Some(latest) = latest(app, &adopted.adoptions) else {
            unadopted.push(id);
            continue;
        };
        if found.latest.as_ref().is_none_or(|known| order(known) <= order(latest)) {
            found.latest = Some(latest.clone());
            found.adopted = Some(adopted);
        }
    }
    // One of these may be the wanted checklist, whose adoption is lost or has not arrived yet.
    for id in unadopted.into_iter().filter(|_| found.latest.is_none()) {
        if !journal.days(&id, DayRange { first: Day::MIN, last: Day::MAX })?.is_empty() {
            let (path, kind) = (journal.root().join(&id), FaultKind::Stranded);
            found.faults.push(Fault { path, line: None, kind });
            found.stranded.push(id);
        }
    }
    Ok(found)
}

/// Returns the built-in checklist in a language, or the first one if there is none in that language.
pub fn builtin(lang: Lang) -> &'static Builtin {
    Builtin::in_lang(lang).unwrap_or(&BUILTINS[0])
}

/// Returns the language that the given file declares, or else that of the checklist that would be found. `None` if none
/// is declared or the file cannot be read; errors are reported when the checklist is used.
pub fn written_lang(app: &App, spoken_of: Option<&Path>) -> Option<Lang> {
    let spoken_of = spoken_of.filter(|file| file.is_file()).map(Path::to_owned);
    if let Some(path) = spoken_of.or_else(|| file(app)) {
        return checklist::written_lang(&from_file(app, path).ok()?.reading.bundle);
    }
    let journal = Folder::new(super::session::root(app).ok()?, None);
    let latest = last_adopted(app, &journal).ok()?.latest?;
    checklist::written_lang(&journal.bundle(&latest).ok()?)
}

/// Whether a file is the checklist that a command uses if no other is given.
pub fn is_found(app: &App, path: &Path) -> bool {
    let whole = |path: &Path| std::fs::canonicalize(path).ok();
    file(app).is_some_and(|found| whole(&found).is_some() && whole(&found) == whole(path))
}

/// Whether an existing file is a checklist, or one of the files that the checklist in use consists of.
pub fn is_checklist(app: &App, path: &Path) -> bool {
    let whole = |path: &Path| std::fs::canonicalize(path).ok();
    let Some(path) = whole(path).filter(|path| path.is_file()) else { return false };
    let used = file(app).and_then(|file| from_file(app, file).ok()).map(|found| found.shown(&app.paths).files);
    used.into_iter().flatten().any(|file| whole(Path::new(&file.name)).as_ref() == Some(&path))
        || from_file(app, path).is_ok_and(|found| found.reading.checklist.is_some())
}

/// Returns the path of the checklist's file: the one given as an option, else the nearest one, else the user's own.
/// `None` if there is none.
fn file(app: &App) -> Option<PathBuf> {
    app.options.checklist.clone().or_else(|| nearby(app)).or_else(|| {
        let own = app.paths.config.as_ref()?.join(FILE_NAME);
        own.is_file().then_some(own)
    })
}

fn nearby(app: &App) -> Option<PathBuf> {
    let here = app.env.cwd.as_deref()?;
    let found = here.ancestors().map(|folder| folder.join(FILE_NAME)).find(|path| path.is_file())?;
    // Messages show the path, so it is made relative to the current folder if the file is in it.
    Some(found.strip_prefix(here).map(Path::to_path_buf).unwrap_or(found))
}

/// Reads a checklist and the files it includes. An invalid checklist is not an error here: its problems are in the
/// result.
pub fn from_file(app: &App, path: PathBuf) -> Result<Candidate, Failure> {
    let own_calendars = app.paths.calendars.as_deref();
    let bytes = bounded(&path).map_err(|error| {
        let shown = path.display();
        Failure::new(Exit::Checklist, Text::of(|lang| say::checklist_unreadable(lang, &shown, reason(lang, &error))))
            .hint(text::checklist_unreadable_hint())
    })?;
    let name = path.file_name().map_or_else(|| FILE_NAME.into(), |name| name.to_string_lossy().into_owned());
    let folder = path.parent().unwrap_or(Path::new("")).to_path_buf();
    let origin = Origin::File(path);
    match checklist::decode(&bytes) {
        Ok(text) => {
            let mut open = |name: &str| match (name.strip_prefix(OWN_CALENDARS), own_calendars) {
                (Some(calendar), Some(own)) => bounded(&own.join(calendar)),
                (Some(_), None) => Err(io::ErrorKind::NotFound.into()),
                // Built-in calendars are not files.
                (None, _) if name.starts_with(BUILTIN_CALENDARS) => Err(io::ErrorKind::NotFound.into()),
                (None, _) => bounded(&lying_at(folder.join(name))),
            };
            let guess = ZoneGuess::read(&app.env);
            let reading = checklist::read(SourceFile { name, text }, &mut open, guess.name);
            let zone = Some(guess).filter(|_| !reading.names_zone);
            Ok(Candidate {
                reading,
                origin,
                undecodable: None,
                zone,
                adopted: None,
                faults: Vec::new(),
                stranded: Vec::new(),
            })
        }
        Err(error) => {
            let bundle = Bundle { files: vec![SourceFile { name, text: String::new() }] };
            let reading = Reading { bundle, checklist: None, names_zone: false, problems: Vec::new(), left_out: 0 };
            let undecodable = Some(error);
            Ok(Candidate {
                reading,
                origin,
                undecodable,
                zone: None,
                adopted: None,
                faults: Vec::new(),
                stranded: Vec::new(),
            })
        }
    }
}

/// Returns the existing path whose file name differs from `path` only in Unicode normalization, else `path` itself.
/// macOS decomposes é in names, and copies keep that.
fn lying_at(path: PathBuf) -> PathBuf {
    let found = || {
        let name = path.file_name()?.to_str().filter(|name| !name.is_ascii() && !super::paths::is_there(&path))?;
        let folder = path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
        let entries = std::fs::read_dir(folder).ok()?.flatten();
        let same = |it: &std::fs::DirEntry| it.file_name().to_str().is_some_and(|other| nfc(other) == nfc(name));
        entries.filter(same).map(|it| it.path()).min()
    };
    found().unwrap_or(path)
}

/// Reads a file, at most one byte more than allowed: enough to detect a file that is too large. Only a plain file is
/// opened, because opening a pipe could wait for its other end for ever.
fn bounded(path: &Path) -> io::Result<Vec<u8>> {
    let metadata = std::fs::metadata(path)?;
    if metadata.is_dir() {
        return Err(io::Error::from(io::ErrorKind::IsADirectory));
    }
    if !metadata.is_file() {
        return Err(io::Error::from(io::ErrorKind::Unsupported));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0).min(MAX_FILE_BYTES));
    patiently(|| File::open(path))?.take(MAX_FILE_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
