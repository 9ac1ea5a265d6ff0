//! Which text of the checklist is in force: the one that was found, or one adopted before.

use super::origin::{self, Candidate, Origin};
use super::{App, Exit, Failure};
use crate::calendar::Day;
use crate::checklist::{Bundle, Checklist, read_bundle, written_id};
use crate::journal::{Adoption, Digest, Fault, Folder, Journal, in_force};
use crate::language::{Text, say};

/// The checklist that judges today and the days to come.
pub struct InForce {
    /// The checklist.
    pub checklist: Checklist,
    /// Every adoption of it.
    pub adoptions: Vec<Adoption>,
    /// Its text, where it was never adopted: the first act that is written adopts it.
    pub unadopted: Option<Bundle>,
    /// Adoptions that could not be read.
    pub faults: Vec<Fault>,
}

impl InForce {
    /// The text adopted last, where the file that was found is no text at all.
    pub fn despite(app: &App, journal: &Folder, failure: Failure) -> Result<InForce, Failure> {
        let (Some(latest), faults) = origin::latest_adoption(journal)? else { return Err(failure) };
        app.warn(say::no_text_ignored(app.lang(), failure.text.in_lang(app.lang()), latest.day));
        let in_force = InForce::of(journal, &latest)?;
        Ok(InForce { faults, ..in_force })
    }

    fn of(journal: &Folder, latest: &Adoption) -> Result<InForce, Failure> {
        let checklist = adopted(journal, latest)?;
        let read = journal.adoptions(&checklist.id)?;
        Ok(InForce { checklist, adoptions: read.adoptions, unadopted: None, faults: read.faults })
    }

    /// Decides between the text that was found and those adopted.
    pub fn choose(app: &App, journal: &Folder, mut found: Candidate) -> Result<InForce, Failure> {
        let Some(checklist) = found.reading.checklist.take() else { return last_adopted(app, journal, &found) };
        let read = journal.adoptions(&checklist.id)?;
        let (adoptions, mut faults) = (read.adoptions, found.faults);
        // What was named while the checklist was looked for is not named again.
        faults.extend(read.faults.into_iter().filter(|fault| !faults.contains(fault)).collect::<Vec<_>>());
        let Some(latest) = adoptions.last() else {
            return Ok(InForce { checklist, adoptions, unadopted: Some(found.reading.bundle), faults });
        };
        // What came from the journal is in force: nothing to compare.
        if found.origin == Origin::Journal {
            return Ok(InForce { checklist, adoptions, unadopted: None, faults });
        }
        let text = Digests::of(&found.reading.bundle);
        if text.are(latest) {
            // The zone it was adopted with holds, wherever this machine is now.
            let same_zone = checklist.clock.zone.name() == latest.zone;
            let checklist = if same_zone { checklist } else { adopted(journal, latest)? };
            return Ok(InForce { checklist, adoptions, unadopted: None, faults });
        }
        if !adoptions.iter().any(|adoption| text.are(adoption)) {
            return Ok(InForce { checklist, adoptions, unadopted: Some(found.reading.bundle), faults });
        }
        if let Origin::File(path) = &found.origin {
            app.warn(say::older_text(app.lang(), path.display(), latest.day));
        }
        let checklist = adopted(journal, latest)?;
        Ok(InForce { checklist, adoptions, unadopted: None, faults })
    }
}

/// Whether a text is the one that judges a day.
pub fn judges(adoptions: &[Adoption], bundle: &Bundle, day: Day) -> bool {
    in_force(adoptions, day).is_some_and(|adoption| Digests::of(bundle).are(adoption))
}

/// A broken file stops nobody: the text that was last in force is used.
fn last_adopted(app: &App, journal: &Folder, found: &Candidate) -> Result<InForce, Failure> {
    let latest = match written_id(&found.reading.bundle.files[0].text) {
        Some(id) => journal.adoptions(&id).ok().and_then(|read| read.adoptions.last().cloned()),
        None => origin::latest_adoption(journal)?.0,
    };
    let Some(latest) = latest else { return Err(found.failure()) };
    app.warn(say::broken_file_ignored(app.lang(), found.name(), found.errors(), latest.day));
    InForce::of(journal, &latest)
}

/// Reads an adopted text back from the journal.
pub fn adopted(journal: &Folder, adoption: &Adoption) -> Result<Checklist, Failure> {
    let mut reading = read_bundle(&journal.bundle(adoption)?, &adoption.zone);
    reading.checklist.take().ok_or_else(|| {
        let count = reading.problems.len();
        Failure::new(Exit::Checklist, Text::of(|lang| say::adopted_broken(lang, adoption.day, count)))
            .hint(Text::of(say::adopted_broken_hint))
            .with_problems(&reading, reading.bundle.clone())
    })
}

/// What makes a text the same: the content of its files and the names of its includes. The root file may be renamed or
/// lie elsewhere.
struct Digests<'a>(Vec<(Digest, &'a str)>);

impl<'a> Digests<'a> {
    fn of(bundle: &'a Bundle) -> Digests<'a> {
        let digest = |file: &'a crate::checklist::SourceFile| (Digest::of(file.text.as_bytes()), file.name.as_str());
        Digests(bundle.files.iter().map(digest).collect())
    }

    fn are(&self, adoption: &Adoption) -> bool {
        self.0.len() == adoption.files.len()
            && self
                .0
                .iter()
                .zip(&adoption.files)
                .enumerate()
                .all(|(index, ((digest, name), file))| *digest == file.sha256 && (index == 0 || *name == file.name))
    }
}
