//! Decides which text of the checklist is in force: the one that was found, or an adopted one.

use super::discovery::{self, Adopted, Candidate, LastAdopted, Origin};
use super::hint::CommandLine;
use super::{App, Exit, Failure};
use crate::calendar::Day;
use crate::checklist::{BUILTIN_CALENDARS, Bundle, Checklist, OWN_CALENDARS, SourceFile, read_bundle, written_id};
use crate::journal::{Adoption, Digest, Fault, Folder, Journal, in_force};
use crate::language::{say, text};

/// The checklist in force today and on the days to come, and its adoptions.
pub struct InForce {
    /// The checklist in force.
    pub checklist: Checklist,
    /// All adoptions of the checklist.
    pub adopted: Adopted,
    /// The checklist's text, if it was never adopted; the first act that is written adopts it.
    pub unadopted: Option<Bundle>,
    /// Adoptions that could not be read.
    pub faults: Vec<Fault>,
    /// The ids of checklists with acts but no adoption, if no checklist was found.
    pub stranded: Vec<String>,
}

impl InForce {
    /// Chooses between the text that was found and the adopted texts. If the text found is invalid, the one last in
    /// force is used instead.
    pub fn choose(app: &App, journal: &Folder, mut found: Candidate) -> Result<InForce, Failure> {
        let Some(checklist) = found.reading.checklist.take() else { return last_adopted(app, journal, &found) };
        let mut faults = std::mem::take(&mut found.faults);
        let stranded = std::mem::take(&mut found.stranded);
        let adopted = match found.adopted.take() {
            Some(adopted) => adopted,
            None => {
                let (adopted, of_them) = Adopted::read(journal, &checklist.id)?;
                // Faults reported while looking for the checklist are not reported again.
                faults.extend(of_them.into_iter().filter(|fault| !faults.contains(fault)).collect::<Vec<_>>());
                adopted
            }
        };
        // An adoption for a future day, written by a clock that was ahead, is ignored until that day.
        let Some(current) = in_force(&adopted.adoptions, app.today(&checklist.clock)) else {
            return Ok(InForce { checklist, adopted, unadopted: Some(found.reading.bundle), faults, stranded });
        };
        // A text found in the journal is an adopted one, so nothing needs to be compared.
        let text = (found.origin != Origin::Journal).then_some(&found.reading.bundle);
        if text.is_none_or(|text| is_adopted_text(journal, current, text)) {
            // The zone of the adoption applies, wherever this machine is now.
            let same_zone = checklist.clock.zone.name() == current.zone;
            let checklist = if same_zone { checklist } else { text_of(journal, current)? };
            return Ok(InForce { checklist, adopted, unadopted: None, faults, stranded });
        }
        let known = text.and_then(|text| {
            let digests = Digests::of(text);
            adopted.adoptions.iter().filter(|adoption| digests.are(adoption)).max_by_key(|it| it.id).map(|it| it.day)
        });
        let Some(known) = known else {
            return Ok(InForce { checklist, adopted, unadopted: Some(found.reading.bundle), faults, stranded });
        };
        let (lang, name, today) = (app.lang(), found.name(app.lang()), app.today(&checklist.clock));
        app.warn(match text.is_some_and(|text| Digests::of(text).are_but_for_holidays(current)) {
            true => say::other_holidays(lang, name, current.day),
            false if known > today => say::later_text(lang, name, known, today),
            false => {
                let adopt = CommandLine::new(app, "adopt").without("checklist").words([&name]);
                say::older_text(lang, &name, current.day, adopt)
            }
        });
        let checklist = text_of(journal, current)?;
        Ok(InForce { checklist, adopted, unadopted: None, faults, stranded })
    }
}

/// Whether a text is the one adopted. Comparing the texts is faster than computing digests.
fn is_adopted_text(journal: &Folder, adoption: &Adoption, bundle: &Bundle) -> bool {
    match journal.bundle(adoption) {
        Ok(adopted) => {
            let pairs = adopted.files.iter().zip(&bundle.files).enumerate();
            adopted.files.len() == bundle.files.len()
                && pairs.into_iter().all(|(index, (known, found))| {
                    known.text == found.text && is_same_name(index, &known.name, &found.name)
                })
        }
        // The stored text is missing or damaged. That is reported when the text is needed.
        Err(_) => Digests::of(bundle).are(adoption),
    }
}

/// Whether a text is the one that judges a day.
pub fn judges(adoptions: &[Adoption], bundle: &Bundle, day: Day) -> bool {
    in_force(adoptions, day).is_some_and(|adoption| Digests::of(bundle).are(adoption))
}

/// Falls back to the text that was last in force, so that a broken file stops nobody. An error, with the file's
/// problems, if no text was ever in force.
fn last_adopted(app: &App, journal: &Folder, found: &Candidate) -> Result<InForce, Failure> {
    // A half-saved file may have no id or an invalid one; then the checklist adopted last is used.
    let named = written_id(&found.reading.bundle.files[0].text).and_then(|id| Adopted::read(journal, &id).ok());
    let known = match named.filter(|(adopted, _)| !adopted.adoptions.is_empty()) {
        Some((adopted, faults)) => {
            let latest = discovery::latest(app, &adopted.adoptions).cloned();
            LastAdopted { latest, adopted: Some(adopted), faults, stranded: Vec::new() }
        }
        None => discovery::last_adopted(app, journal)?,
    };
    let LastAdopted { latest: Some(latest), adopted: Some(adopted), faults, stranded } = known else {
        return Err(found.failure(app));
    };
    app.warn(say::broken_file_ignored(app.lang(), found.name_at_fault(app), found.errors(), latest.day));
    Ok(InForce { checklist: text_of(journal, &latest)?, adopted, unadopted: None, faults, stranded })
}

/// Reads an adopted text back from the journal. Fails if the text is missing, damaged or no longer valid.
pub fn text_of(journal: &Folder, adoption: &Adoption) -> Result<Checklist, Failure> {
    let mut reading = read_bundle(journal.bundle(adoption)?, &adoption.zone);
    reading.checklist.take().ok_or_else(|| {
        let count = reading.problems.len();
        Failure::new(Exit::Checklist, text::adopted_broken(adoption.day, count))
            .hint(text::adopted_broken_hint())
            .with_problems(&reading, reading.bundle.clone())
    })
}

/// The identity of a text: the digests of its files and the names of its includes. The name of the root file is
/// ignored, because the file may be renamed or moved.
struct Digests<'a>(Vec<(Digest, &'a str)>);

impl<'a> Digests<'a> {
    fn of(bundle: &'a Bundle) -> Digests<'a> {
        let digest = |file: &'a SourceFile| (Digest::of(file.text.as_bytes()), file.name.as_str());
        Digests(bundle.files.iter().map(digest).collect())
    }

    fn are(&self, adoption: &Adoption) -> bool {
        self.equal(adoption, |_| true)
    }

    /// Whether the checklists are the same except for calendar files that differ or are missing.
    fn are_but_for_holidays(&self, adoption: &Adoption) -> bool {
        self.equal(adoption, |name| !name.starts_with(BUILTIN_CALENDARS) && !name.starts_with(OWN_CALENDARS))
    }

    fn equal(&self, adoption: &Adoption, counts: impl Fn(&str) -> bool) -> bool {
        let own: Vec<_> = self.0.iter().filter(|(_, name)| counts(name)).collect();
        let adopted: Vec<_> = adoption.files.iter().filter(|file| counts(&file.name)).collect();
        let mut pairs = own.iter().zip(&adopted).enumerate();
        own.len() == adopted.len()
            && pairs
                .all(|(index, ((digest, name), file))| *digest == file.sha256 && is_same_name(index, name, &file.name))
    }
}

fn is_same_name(index: usize, one: &str, other: &str) -> bool {
    index == 0 || one == other
}
