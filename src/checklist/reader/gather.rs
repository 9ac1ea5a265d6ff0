//! Opens, decodes and parses the root file and everything it includes.

use super::collect::Problems;
use super::file::Written;
use super::syntax::{self, BrokenLines};
use super::team_days::WrittenYear;
use super::walk::{Placed, Walk};
use super::words;
use crate::checklist::problem::{Problem, shown};
use crate::checklist::source::{BUILTIN_CALENDARS, MAX_FILES, OWN_CALENDARS, decode};
use crate::checklist::{Bundle, CALENDARS, SourceFile};
use crate::language::{Text, reason, say, text};
use std::collections::HashSet;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use toml::de::DeTable;

/// A function that returns the bytes of an included file, which is named relative to the root.
pub(super) type Open<'a> = &'a mut dyn FnMut(&str) -> io::Result<Vec<u8>>;

/// The contents of all files of a checklist.
pub(super) struct Gathered {
    pub bundle: Bundle,
    /// One entry for each file of the bundle except the calendar files, which are its last files.
    pub files: Vec<Written>,
    /// Years from the calendar files; later files override earlier ones.
    pub years: Vec<WrittenYear>,
    /// One entry for each file of the bundle; `None` if the file is valid TOML.
    pub broken: Vec<Option<BrokenLines>>,
    /// Whether all files could be read completely, so that a name that is not found really does not exist.
    pub whole: bool,
    /// Syntax errors. They are kept separate because other problems may be mere consequences of them.
    pub syntax: Vec<Problem>,
}

/// Reads the root file and, depth first, the files it includes, each only once.
pub(super) fn gather(root: SourceFile, open: Open<'_>, problems: &mut Problems) -> Gathered {
    let bundle = Bundle { files: Vec::new() };
    let (files, years, broken, syntax) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let gathered = Gathered { bundle, files, years, broken, whole: true, syntax };
    let mut gathering = Includes { gathered, known: HashSet::new(), path: Vec::new(), open, problems, full: false };
    gathering.file(root);
    gathering.calendars();
    gathering.gathered
}

struct Includes<'a> {
    gathered: Gathered,
    /// Names of all files tried so far.
    known: HashSet<String>,
    /// Names from the root to the file being read, to detect include cycles.
    path: Vec<String>,
    open: Open<'a>,
    problems: &'a mut Problems,
    /// Whether the limit on the number of files has been reported.
    full: bool,
}

impl Includes<'_> {
    /// Parses a file, walks over its table, and adds the file to the bundle.
    fn parse<R>(&mut self, source: SourceFile, walk_over: impl FnOnce(&mut Walk<'_>, &DeTable<'_>) -> R) -> R {
        let index = self.gathered.bundle.files.len();
        let (table, errors) = DeTable::parse_recoverable(&source.text);
        let broken = if errors.is_empty() { None } else { Some(syntax::broken(index, &source.text)) };
        let table = broken.as_ref().map_or(table, |broken| broken.table());
        let whole = broken.as_ref().is_none_or(|broken| broken.whole);
        let mut walk = Walk { file: index, text: &source.text, whole, problems: self.problems };
        let written = walk_over(&mut walk, table.get_ref());
        self.gathered.whole &= walk.whole;
        // Most commands read one file and exit, so the first file's tree is leaked: this saves about 3 % of their
        // instructions.
        static IS_FIRST: AtomicBool = AtomicBool::new(true);
        if IS_FIRST.swap(false, Ordering::Relaxed) {
            std::mem::forget(table);
        }
        self.gathered.broken.push(broken.map(|broken| {
            self.gathered.syntax.extend(broken.problems);
            broken.lines
        }));
        self.gathered.bundle.files.push(source);
        written
    }

    fn file(&mut self, source: SourceFile) {
        let (name, is_root) = (source.name.clone(), self.gathered.bundle.files.is_empty());
        let written = self.parse(source, |walk, table| walk.file(table, is_root));
        let includes = written.include.clone();
        self.known.insert(name.clone());
        self.gathered.files.push(written);
        self.path.push(name);
        for include in includes {
            self.include(include);
        }
        self.path.pop();
    }

    /// Reads the calendar files named by the first file that has a `calendar` key, beginning with the root.
    fn calendars(&mut self) {
        let Some(calendar) = self.gathered.files.iter().find_map(|file| file.top.calendar.as_ref()) else { return };
        let (base, file) = (calendar.value.base.clone(), calendar.value.file.clone());
        if let Some(base) = base {
            self.built_in_calendar(&base);
        }
        if let Some(file) = file {
            let from = self.gathered.bundle.files.get(file.place.file).map_or("", |source| source.name.as_str());
            match resolve(from, &file.value) {
                Some(name) => self.calendar_file(name, &file, None, true),
                None => self.not_relative(&file),
            }
        }
    }

    fn built_in_calendar(&mut self, base: &Placed<String>) {
        let Some((name, text)) = CALENDARS.iter().find(|(name, _)| *name == base.value) else {
            let text = text::calendar_unknown(shown(&base.value));
            let names: Vec<&str> = CALENDARS.iter().map(|(name, _)| *name).collect();
            let help = text::calendar_known(names.join(", "));
            return self.problems.push(Problem::error(base.place.clone(), text).help(help));
        };
        // As a file of the bundle, the calendar is adopted with the checklist, so a later version of the program
        // changes no past day.
        self.calendar_file(format!("{BUILTIN_CALENDARS}{name}.toml"), base, Some(text), true);
        self.calendar_file(format!("{OWN_CALENDARS}{name}.toml"), base, None, false);
    }

    /// Reads a calendar file, or the text `otherwise` if the file does not exist. If there is neither, reports this
    /// only if `is_needed`.
    fn calendar_file(&mut self, name: String, named: &Placed<String>, otherwise: Option<&str>, is_needed: bool) {
        let text = match ((self.open)(&name), otherwise) {
            (Err(error), Some(text)) if error.kind() == io::ErrorKind::NotFound => Ok(text.to_owned()),
            (Err(error), None) if error.kind() == io::ErrorKind::NotFound && !is_needed => return,
            (bytes, _) => decoded(&name, bytes),
        };
        match text {
            Ok(text) => {
                let years = self.parse(SourceFile { name, text }, |walk, table| walk.calendar_file(table));
                self.gathered.years.extend(years);
            }
            Err(unread) => self.unread(named, unread),
        }
    }

    fn not_relative(&mut self, named: &Placed<String>) {
        let text = text::include_not_relative(shown(&named.value));
        self.problems.push(Problem::error(named.place.clone(), text).help(text::include_relative()));
    }

    fn unread(&mut self, named: &Placed<String>, (text, help): Unread) {
        self.gathered.whole = false;
        self.problems.push(Problem { help, ..Problem::error(named.place.clone(), text) });
    }

    fn include(&mut self, include: Placed<String>) {
        let from = self.path.last().map_or("", String::as_str);
        let Some(name) = resolve(from, &include.value) else {
            return self.not_relative(&include);
        };
        if self.path.contains(&name) {
            let circle = self.path.iter().skip_while(|file| **file != name).chain([&name]);
            let circle = circle.map(String::as_str).collect::<Vec<_>>().join(" → ");
            let text = text::include_circle(shown(&circle));
            return self.problems.push(Problem::error(include.place, text));
        }
        if !self.known.insert(name.clone()) {
            return;
        }
        if name.split('/').any(words::names_device) {
            let text = text::include_device(shown(&name));
            self.problems.push(Problem::warning(include.place.clone(), text));
        }
        if self.gathered.bundle.files.len() >= MAX_FILES {
            if !std::mem::replace(&mut self.full, true) {
                let text = text::include_too_many(MAX_FILES);
                self.problems.push(Problem::error(include.place, text));
            }
            return;
        }
        match decoded(&name, (self.open)(&name)) {
            Ok(text) => self.file(SourceFile { name, text }),
            Err(unread) => self.unread(&include, unread),
        }
    }
}

/// Why a file could not be read, and how to fix it.
type Unread = (Text, Option<Text>);

fn decoded(name: &str, bytes: io::Result<Vec<u8>>) -> Result<String, Unread> {
    let bytes = bytes.map_err(|error| {
        let text = match error.kind() {
            io::ErrorKind::NotFound => text::include_missing(shown(name)),
            _ => Text::of(|lang| say::include_unreadable(lang, shown(name), shown(&reason(lang, &error)))),
        };
        (text, None)
    })?;
    decode(&bytes).map_err(|error| {
        let text = Text::of(|lang| say::include_undecodable(lang, shown(name), error.text.in_lang(lang)));
        (text, error.help)
    })
}

/// Resolves the path of an include against the file that contains it. Returns the name relative to the root, with `/`
/// between parts and `.` and `..` removed where possible. `None` if the path is not relative.
fn resolve(from: &str, include: &str) -> Option<String> {
    let include = include.trim().replace('\\', "/");
    let drive = include.as_bytes().get(1) == Some(&b':');
    if include.is_empty() || include.starts_with('/') || drive || include.contains('\0') {
        return None;
    }
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(include.split('/')) {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    if folder.starts_with('/') { Some(format!("/{}", parts.join("/"))) } else { Some(parts.join("/")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn includes_are_relative_to_the_file_that_names_them() {
        let check = |from: &str, include: &str, expected: Option<&str>| {
            assert_eq!(resolve(from, include).as_deref(), expected, "{include} from {from}");
        };
        check("ops.toml", "a.toml", Some("a.toml"));
        check("ops.toml", "./a.toml", Some("a.toml"));
        check("ops.toml", "shops/a.toml", Some("shops/a.toml"));
        check("shops/a.toml", "b.toml", Some("shops/b.toml"));
        check("shops/a.toml", "../b.toml", Some("b.toml"));
        check("shops/a.toml", "../../b.toml", Some("../b.toml"));
        check("../b.toml", "c.toml", Some("../c.toml"));
        check("ops.toml", r"shops\a.toml", Some("shops/a.toml"));
        check("ops.toml", "双12.toml", Some("双12.toml"));
        check("/home/x/ops.toml", "a.toml", Some("/home/x/a.toml"));
        check("ops.toml", "/etc/passwd", None);
        check("ops.toml", r"C:\a.toml", None);
        check("ops.toml", r"\\server\a.toml", None);
        check("ops.toml", "", None);
    }
}
