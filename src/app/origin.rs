//! Where the checklist comes from: `--checklist`, `OPS_CHECKLIST`, `ops.toml` here or above, the user's config folder,
//! the latest one adopted in the journal, and last the built-in one.

use super::{App, Exit, Failure};
use crate::checklist::{self, BUILTINS, Builtin, Bundle, MAX_FILE_BYTES, Reading, Severity, SourceFile};
use crate::journal::{Adoption, Fault, Folder, Journal};
use crate::language::{Lang, Text, say};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The file name looked for here and above.
const FILE_NAME: &str = "ops.toml";

/// Where a checklist was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// In a file.
    File(PathBuf),
    /// In the journal: the latest one adopted.
    Journal,
    /// In the program, by its name.
    Builtin(&'static str),
}

/// A checklist as found: it may turn out to be broken.
#[derive(Debug)]
pub struct Candidate {
    /// Where it was found.
    pub origin: Origin,
    /// What it says.
    pub reading: Reading,
    /// Adoptions that could not be read while it was looked for in the journal: one of them may be the latest.
    pub faults: Vec<Fault>,
}

impl Candidate {
    /// The name of its root file, as people would open it.
    pub fn name(&self) -> String {
        self.shown().files.swap_remove(0).name
    }

    /// Its files with the names under which people would open them; in the bundle they are relative to the root file,
    /// wherever that lies.
    pub fn shown(&self) -> Bundle {
        let mut bundle = self.reading.bundle.clone();
        if let Origin::File(path) = &self.origin {
            let folder = path.parent().unwrap_or(Path::new(""));
            bundle.files.iter_mut().for_each(|file| file.name = folder.join(&file.name).display().to_string());
        }
        bundle
    }

    /// How many of its problems are errors, those not kept included.
    pub fn errors(&self) -> usize {
        let errors = self.reading.problems.iter().filter(|problem| problem.severity == Severity::Error);
        errors.count() + self.reading.left_out
    }

    /// That it cannot be used, with all its problems.
    pub fn failure(&self) -> Failure {
        let (name, errors) = (self.name(), self.errors());
        Failure::new(Exit::Checklist, Text::of(|lang| say::checklist_broken(lang, &name, errors)))
            .with_problems(&self.reading, self.shown())
    }
}

/// Finds the checklist and reads it.
pub fn find(app: &App, journal: Option<&Folder>) -> Result<Candidate, Failure> {
    if let Some(path) = file(app) {
        return from_file(path);
    }
    let (latest, faults) = match journal {
        Some(journal) => latest_adoption(journal)?,
        None => (None, Vec::new()),
    };
    if let (Some(journal), Some(latest)) = (journal, latest) {
        let reading = checklist::read_bundle(&journal.bundle(&latest)?, &latest.zone);
        return Ok(Candidate { reading, origin: Origin::Journal, faults });
    }
    let builtin = builtin(app.chosen_lang);
    let file = SourceFile { name: format!("{}.toml", builtin.name), text: builtin.text.into() };
    let reading = checklist::read_bundle(&Bundle { files: vec![file] }, &system_zone());
    Ok(Candidate { reading, origin: Origin::Builtin(builtin.name), faults })
}

/// The text in force of the checklist that was adopted last, whichever it is, and what could not be read on the way.
pub fn latest_adoption(journal: &Folder) -> Result<(Option<Adoption>, Vec<Fault>), Failure> {
    let (mut latest, mut faults): (Option<Adoption>, Vec<Fault>) = (None, Vec::new());
    for id in journal.checklists()? {
        let mut read = journal.adoptions(&id)?;
        faults.append(&mut read.faults);
        latest = latest.into_iter().chain(read.adoptions.pop()).max_by_key(|it| (it.recorded_at, it.id));
    }
    Ok((latest, faults))
}

/// The built-in checklist for a language; 中文 where neither the user nor the locale names one.
pub fn builtin(lang: Option<Lang>) -> &'static Builtin {
    lang.and_then(Builtin::in_lang).unwrap_or(&BUILTINS[0])
}

/// The first of the files that may hold it.
fn file(app: &App) -> Option<PathBuf> {
    app.options.checklist.clone().or_else(|| nearby(app)).or_else(|| {
        let own = app.paths.config.as_ref()?.join(FILE_NAME);
        own.is_file().then_some(own)
    })
}

fn nearby(app: &App) -> Option<PathBuf> {
    let here = app.env.cwd.as_deref()?;
    let found = here.ancestors().map(|folder| folder.join(FILE_NAME)).find(|path| path.is_file())?;
    // It is named in messages: the shortest name that is right.
    Some(found.strip_prefix(here).map(Path::to_path_buf).unwrap_or(found))
}

/// Reads a checklist from a file, with the files it includes.
pub fn from_file(path: PathBuf) -> Result<Candidate, Failure> {
    let shown = path.display().to_string();
    let bytes = bounded(&path).map_err(|error| {
        Failure::new(Exit::Checklist, Text::of(|lang| say::checklist_unreadable(lang, &shown, &error)))
            .hint(Text::of(say::checklist_unreadable_hint))
    })?;
    let text = checklist::decode(&bytes).map_err(|error| {
        let failure = Failure::new(Exit::Checklist, Text::of(|lang| format!("{shown}: {}", error.text.in_lang(lang))));
        Failure { hint: error.help, no_text: true, ..failure }
    })?;
    let folder = path.parent().unwrap_or(Path::new("")).to_path_buf();
    let name = path.file_name().map_or_else(|| FILE_NAME.into(), |name| name.to_string_lossy().into_owned());
    let mut open = |name: &str| bounded(&folder.join(name));
    let reading = checklist::read(SourceFile { name, text }, &mut open, &system_zone());
    Ok(Candidate { reading, origin: Origin::File(path), faults: Vec::new() })
}

/// A file's bytes, one more than allowed at most: a device or a huge file must not fill the memory.
fn bounded(path: &Path) -> io::Result<Vec<u8>> {
    let metadata = std::fs::metadata(path)?;
    if metadata.is_dir() {
        return Err(io::Error::from(io::ErrorKind::IsADirectory));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0).min(MAX_FILE_BYTES));
    File::open(path)?.take(MAX_FILE_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The system's zone, for a checklist that names none.
fn system_zone() -> String {
    iana_time_zone::get_timezone().unwrap_or_else(|_| "UTC".into())
}
