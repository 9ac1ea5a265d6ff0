//! Reads TOML into a validated checklist, collecting every problem.
//!
//! Each file is walked over once ([`walk`]) and turned into its contents ([`file`]). The files are merged ([`merge`]);
//! then names are resolved and times checked against the business day ([`resolve`]). Reading does not stop at a
//! problem: anything unusable is reported and skipped. The checklist is returned only if there was no error.

mod absences;
mod advice;
mod calendars;
mod collect;
mod days;
mod effects;
mod file;
mod gather;
mod keys;
mod measures;
mod merge;
mod people;
mod resolve;
mod spans;
mod stand_ins;
mod suggest;
mod syntax;
mod task;
mod team_days;
mod walk;
mod words;
mod written_field;

use super::problem::Problem;
use super::{Bundle, Checklist, SourceFile};
use crate::calendar::Instant;
use collect::Problems;
use gather::Open;
pub use spans::{SpanMistake, parse_span};
use std::io;
pub use suggest::nearest;

/// The result of reading a checklist.
#[derive(Debug)]
pub struct Reading {
    /// The root file and all included files that could be opened.
    pub bundle: Bundle,
    /// The checklist; `None` if one of the problems is an error.
    pub checklist: Option<Checklist>,
    /// Whether the checklist itself names its time zone.
    pub names_zone: bool,
    /// Errors and warnings, sorted by file and place.
    pub problems: Vec<Problem>,
    /// Number of further problems that were found but not kept.
    pub left_out: usize,
}

/// Reads a checklist. `open` gets the path of an included file, relative to the root's folder and with `/` as the
/// separator, and returns its bytes. `other_zone` is the IANA name of the zone to use if the checklist names none.
pub fn read(root: SourceFile, open: &mut dyn FnMut(&str) -> io::Result<Vec<u8>>, other_zone: &str) -> Reading {
    read_at(root, open, other_zone, None)
}

/// Like [`read`]. Given an instant, also warns about entries that have no effect or are over by then.
fn read_at(root: SourceFile, open: Open<'_>, other_zone: &str, now: Option<Instant>) -> Reading {
    let mut problems = Problems::default();
    let gather::Gathered { bundle, files, years, broken, whole, syntax } = gather::gather(root, open, &mut problems);
    let written = merge::merge(files, whole, &mut problems);
    let names_zone = written.top.timezone.is_some();
    let checklist = resolve::resolve(written, &years, other_zone, now, whole, &mut problems);
    if !syntax.is_empty() {
        problems.retain(|problem| {
            let broken = broken.get(problem.place.file).and_then(Option::as_ref);
            !broken.is_some_and(|lines| lines.cover(&problem.place))
        });
        syntax.into_iter().for_each(|problem| problems.push(problem));
    }
    let usable = !problems.any_error();
    let (problems, left_out) = problems.finish();
    Reading { bundle, checklist: usable.then_some(checklist), names_zone, problems, left_out }
}

/// Reads a checklist from files in memory, such as a text adopted in the journal.
pub fn read_bundle(bundle: Bundle, other_zone: &str) -> Reading {
    read_bundle_at(bundle, other_zone, None)
}

/// Like [`read_bundle`], but also warns about entries that have no effect or are over at an instant.
pub fn review(bundle: Bundle, other_zone: &str, now: Instant) -> Reading {
    read_bundle_at(bundle, other_zone, Some(now))
}

fn read_bundle_at(bundle: Bundle, other_zone: &str, now: Option<Instant>) -> Reading {
    let mut files = bundle.files.into_iter();
    let root = files.next().unwrap_or(SourceFile { name: String::new(), text: String::new() });
    let mut open = |name: &str| {
        let file = files.as_slice().iter().find(|file| file.name == name);
        file.map(|file| file.text.clone().into_bytes()).ok_or_else(|| io::ErrorKind::NotFound.into())
    };
    read_at(root, &mut open, other_zone, now)
}
