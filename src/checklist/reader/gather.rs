//! The root file and all it includes: opened, decoded, parsed.

use super::collect::Problems;
use super::file::Written;
use super::syntax::{self, BrokenLines};
use super::walk::{Placed, Walk};
use crate::checklist::problem::{Problem, shown};
use crate::checklist::source::{MAX_FILES, decode};
use crate::checklist::{Bundle, SourceFile};
use crate::language::{Text, reason, say};
use std::collections::HashSet;
use std::io;
use toml::de::DeTable;

/// Gives the bytes of an included file by its name relative to the root.
pub(super) type Open<'a> = &'a mut dyn FnMut(&str) -> io::Result<Vec<u8>>;

/// All files of a checklist as read.
pub(super) struct Gathered {
    pub bundle: Bundle,
    /// One for each file of the bundle.
    pub files: Vec<Written>,
    /// One for each file of the bundle; `None` where all of it is TOML.
    pub broken: Vec<Option<BrokenLines>>,
    /// Whether nothing can have been lost to a mistake, so that what is not there is really absent.
    pub whole: bool,
    /// What is no TOML, kept apart from what may only follow from it.
    pub syntax: Vec<Problem>,
}

/// Reads the root and, depth first, what it includes: each file once.
pub(super) fn gather(root: SourceFile, open: Open<'_>, problems: &mut Problems) -> Gathered {
    let bundle = Bundle { files: Vec::new() };
    let gathered = Gathered { bundle, files: Vec::new(), broken: Vec::new(), whole: true, syntax: Vec::new() };
    let mut gathering = Gathering { gathered, known: HashSet::new(), path: Vec::new(), open, problems, full: false };
    gathering.file(root);
    gathering.gathered
}

struct Gathering<'a> {
    gathered: Gathered,
    /// Names of all files tried so far.
    known: HashSet<String>,
    /// The names from the root to the file being read: what includes one of them goes round in a circle.
    path: Vec<String>,
    open: Open<'a>,
    problems: &'a mut Problems,
    /// Whether the limit on files has been told.
    full: bool,
}

impl Gathering<'_> {
    fn file(&mut self, source: SourceFile) {
        let index = self.gathered.bundle.files.len();
        let (table, errors) = DeTable::parse_recoverable(&source.text);
        let broken = if errors.is_empty() { None } else { Some(syntax::broken(index, &source.text)) };
        let table = broken.as_ref().map_or(table, |broken| broken.table());
        let whole = broken.as_ref().is_none_or(|broken| broken.whole);
        let mut walk = Walk { file: index, text: &source.text, whole, problems: self.problems };
        let written = walk.file(table.get_ref(), index == 0);
        self.gathered.whole &= walk.whole;
        drop(table);
        self.gathered.broken.push(broken.map(|broken| {
            self.gathered.syntax.extend(broken.problems);
            broken.lines
        }));
        let (name, includes) = (source.name.clone(), written.include.clone());
        self.known.insert(name.clone());
        self.gathered.bundle.files.push(source);
        self.gathered.files.push(written);
        self.path.push(name);
        for include in includes {
            self.include(include);
        }
        self.path.pop();
    }

    fn include(&mut self, include: Placed<String>) {
        let from = self.path.last().map_or("", String::as_str);
        let Some(name) = resolve(from, &include.value) else {
            let text = Text::of(|lang| say::include_not_relative(lang, shown(&include.value)));
            let help = Text::of(say::include_relative);
            return self.problems.push(Problem::error(include.place, text).help(help));
        };
        if self.path.contains(&name) {
            let circle = self.path.iter().skip_while(|file| **file != name).chain([&name]);
            let circle = circle.map(String::as_str).collect::<Vec<_>>().join(" → ");
            let text = Text::of(|lang| say::include_circle(lang, shown(&circle)));
            return self.problems.push(Problem::error(include.place, text));
        }
        if !self.known.insert(name.clone()) {
            return;
        }
        if self.gathered.bundle.files.len() >= MAX_FILES {
            if !std::mem::replace(&mut self.full, true) {
                let text = Text::of(|lang| say::include_too_many(lang, MAX_FILES));
                self.problems.push(Problem::error(include.place, text));
            }
            return;
        }
        match self.read(&name) {
            Ok(text) => self.file(SourceFile { name, text }),
            Err((text, help)) => {
                self.gathered.whole = false;
                self.problems.push(Problem { help, ..Problem::error(include.place, text) });
            }
        }
    }

    fn read(&mut self, name: &str) -> Result<String, (Text, Option<Text>)> {
        let bytes = (self.open)(name).map_err(|error| {
            let text = match error.kind() {
                io::ErrorKind::NotFound => Text::of(|lang| say::include_missing(lang, shown(name))),
                _ => Text::of(|lang| say::include_unreadable(lang, shown(name), shown(&reason(lang, &error)))),
            };
            (text, None)
        })?;
        decode(&bytes).map_err(|error| {
            let text = Text::of(|lang| say::include_undecodable(lang, shown(name), error.text.in_lang(lang)));
            (text, error.help)
        })
    }
}

/// The name of an included file relative to the root, from the name of the file that includes it: `/` between its
/// parts, `.` and `..` worked off as far as can be. `None` for what is not relative.
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
