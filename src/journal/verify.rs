//! Looks through a whole folder of day files and names everything that is wrong in it.

use super::act::{Act, ActId, Fact, Occurrence};
use super::adoption::Adoption;
use super::chain::{Place, Prev};
use super::digest::Digest;
use super::error::{Failure, JournalError};
use super::fault::{Fault, FaultKind};
use super::folder::{Folder, read_adopted_file, read_day_file};
use super::losses::{self, Link, Linked, standing};
use super::names::{self, Named};
use super::record::{self, FileReading, Record};
use super::survey::{self, Survey};
use super::{Journal, clock, layout, texts};
use crate::calendar::{Day, DayRange, Instant};
use chrono::{DateTime, FixedOffset, TimeDelta};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What was looked through, and what was found wrong.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verification {
    /// Checklist by checklist: what is misplaced, the adoptions, then the days in order.
    pub faults: Vec<Fault>,
    /// What was read.
    pub counts: Counts,
}

/// What was read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Checklists with a folder here.
    pub checklists: usize,
    /// Day files and files of adoptions.
    pub files: usize,
    /// Different writers.
    pub writers: usize,
    /// Business days, summed over the checklists.
    pub days: usize,
    /// Acts, doubles counted once.
    pub acts: usize,
    /// Adoptions, doubles counted once.
    pub adoptions: usize,
}

impl Verification {
    /// Whether nothing was lost or changed: there may still be remarks.
    pub fn is_sound(&self) -> bool {
        self.faults.iter().all(Fault::is_remark)
    }
}

impl Folder {
    /// Looks through the journal of one checklist, or of all. Fails only if the folder itself cannot be used. `now` is
    /// what the clocks of the writers are held against.
    pub fn verify(&self, checklist: Option<&str>, now: Instant) -> Result<Verification, JournalError> {
        let mut walk = Walk { now, ..Walk::default() };
        let checklists = match checklist {
            Some(id) => vec![id.to_owned()],
            None => {
                walk.name_foreigners(self)?;
                self.checklists()?
            }
        };
        for id in checklists {
            walk.added.clear();
            walk.chain = Chain::default();
            let folder = self.checklist(&id)?;
            walk.result.counts.checklists += usize::from(folder.is_dir());
            walk.checklist(self, &id, &folder);
        }
        walk.result.counts.writers = walk.writers.len();
        Ok(walk.result)
    }
}

/// Clocks that nobody sets differ by less.
const FAR: TimeDelta = TimeDelta::days(1);

const EVER: DayRange = DayRange { first: Day::MIN, last: Day::MAX };

#[derive(Default)]
struct Walk {
    result: Verification,
    writers: BTreeSet<String>,
    /// Where each act was first met, to notice one id on two days.
    met: HashMap<ActId, (Arc<PathBuf>, u32)>,
    /// What the lines of a checklist say of others.
    chain: Chain,
    /// Where each one-off was first added, to notice one key given twice.
    added: HashMap<String, (ActId, Arc<PathBuf>, u32)>,
    /// This computer's clock.
    now: Instant,
    /// What was written ahead of it, whether or not by a clock of its own.
    ahead: Vec<Ahead>,
}

/// What the lines of a checklist say of others.
#[derive(Default)]
struct Chain {
    /// Each record that is named, and the one that names it.
    follows: Vec<(ActId, ActId)>,
    /// The same in full, where what is named is not in the same file, or was not met yet.
    links: Vec<Link>,
    /// The files of each place.
    files: HashMap<Place, Vec<PathBuf>>,
    adoptions: Vec<Adoption>,
    /// The acts of a day that wait for an adoption.
    waiting: BTreeMap<Day, Vec<Act>>,
}

/// A line whose id is far ahead of this computer's clock.
struct Ahead {
    id: ActId,
    by: String,
    /// By how much its writer's clock was, where that is far too.
    by_clock: Option<TimeDelta>,
    by_id: TimeDelta,
    path: Arc<PathBuf>,
    line: u32,
}

/// A writer's lines of one day, over all the copies of the file.
struct Numbers {
    path: PathBuf,
    given: Vec<(u32, ActId)>,
    lost: u32,
    /// Whether a line does not name the one before it.
    are_unchained: bool,
}

impl Walk {
    fn found(&mut self, path: &Path, kind: FaultKind) {
        self.result.faults.push(Fault::of_file(path, kind));
    }

    /// What lies beside the folders of the checklists.
    fn name_foreigners(&mut self, journal: &Folder) -> Result<(), JournalError> {
        let entries = layout::list(journal.root()).map_err(JournalError::io(journal.root(), Failure::List))?;
        for entry in entries {
            let is_home = |id: &str| layout::folder_named(journal.root(), &id.to_ascii_lowercase()) == entry.path();
            let named = entry.file_name().to_str().is_some_and(|id| layout::can_name_a_folder(id) && is_home(id));
            match layout::is_directory(&entry.path()) {
                Ok(is_directory) if named && is_directory => {}
                Ok(_) => self.stray(&entry.path()),
                Err(error) => self.unlisted(&entry.path(), &error),
            }
        }
        Ok(())
    }

    fn unlisted(&mut self, path: &Path, error: &io::Error) {
        self.found(path, FaultKind::Unreadable { why: error.to_string() });
    }

    /// What lies where nobody looks for anything of the journal's.
    fn stray(&mut self, path: &Path) {
        let name = path.file_name().unwrap_or_default().as_encoded_bytes();
        let is_ours = matches!(names::read(name), Named::Day(_) | Named::Adopted | Named::Undated);
        self.found(path, if is_ours { FaultKind::Misplaced } else { FaultKind::Foreign });
    }

    fn checklist(&mut self, journal: &Folder, id: &str, folder: &Path) {
        let look = || {
            let survey = Survey::at_least(folder);
            let listed = survey.days(EVER);
            let gone = survey.gone.clone().or_else(|| listed.gone.clone());
            Ok(((survey, listed), gone))
        };
        let Ok((survey, listed)) = survey::settled(look, |(survey, _), fault| survey.faults.push(fault)) else {
            return;
        };
        for (path, error) in survey.unlisted.into_iter().chain(listed.unlisted) {
            self.unlisted(&path, &error);
        }
        self.result.faults.extend(survey.faults.into_iter().chain(listed.faults));
        survey.foreign.iter().for_each(|path| self.found(path, FaultKind::Foreign));
        self.result.faults.extend(listed.strays);
        self.adoptions(id, folder, &survey.adopted);
        self.texts(&folder.join(layout::TEXTS));
        for of_day in listed.files.chunk_by(|one, next| one.0 == next.0) {
            self.result.counts.days += 1;
            let files: Vec<PathBuf> = of_day.iter().map(|(_, path)| path.clone()).collect();
            let day = of_day[0].0;
            self.day(id, day, &files);
            self.chain.files.insert(Place::Day(day), files);
        }
        self.chain.files.insert(Place::Adopted, survey.adopted);
        self.name_losses(journal, id, folder);
        self.name_clocks_ahead();
    }

    fn adoptions(&mut self, id: &str, folder: &Path, files: &[PathBuf]) {
        let read = |path: &Path| read_adopted_file(path, id);
        let placed = self.files(files, read);
        for it in &placed {
            self.look_at_clock(it, &it.record.by, it.record.recorded_at);
            self.met.entry(it.record.id).or_insert_with(|| (Arc::clone(&it.path), it.line));
            self.take_link(it);
        }
        let adoptions: Vec<Adoption> = record::alone(placed);
        self.result.counts.adoptions += adoptions.len();
        self.chain.adoptions.clone_from(&adoptions);
        let texts = folder.join(layout::TEXTS);
        let adopted: BTreeSet<Digest> = adoptions.iter().flat_map(|it| &it.files).map(|file| file.sha256).collect();
        for digest in adopted {
            let path = texts::path(&texts, &digest);
            match texts::load(&texts, &digest) {
                Ok(_) => {}
                Err(_) if texts::load_elsewhere(folder, &digest).is_some() => {}
                Err(JournalError { failure: Failure::TextMissing, .. }) => self.found(&path, FaultKind::TextMissing),
                Err(JournalError { failure: Failure::TextAltered, .. }) => self.found(&path, FaultKind::TextAltered),
                Err(JournalError { failure: Failure::NotAFile, .. }) => self.found(&path, FaultKind::NotAFile),
                Err(error) => self.found(&path, FaultKind::Unreadable { why: error.to_string() }),
            }
        }
    }

    /// What lies among the texts and is none. A text that no adoption names harms nobody: it is brought to disk
    /// before the adoption, which may then fail.
    fn texts(&mut self, folder: &Path) {
        match layout::list(folder) {
            Ok(entries) => {
                for entry in entries {
                    if texts::digest_of(entry.file_name().as_encoded_bytes()).is_none() {
                        self.stray(&entry.path());
                    }
                }
            }
            Err(error) => self.unlisted(folder, &error),
        }
    }

    fn day(&mut self, id: &str, day: Day, files: &[PathBuf]) {
        let placed = self.files(files, |path| read_day_file(path, id, day));
        self.result.counts.acts += placed.len();
        for it in &placed {
            match self.met.get(&it.record.id) {
                // Within a day doubles are united already, so this one is of another day.
                Some((path, line)) => {
                    let kind = FaultKind::OnTwoDays { path: path.to_path_buf(), line: *line };
                    self.result.faults.push(Fault::at(&it.path, it.line, kind));
                }
                None => drop(self.met.insert(it.record.id, (Arc::clone(&it.path), it.line))),
            }
        }
        for it in &placed {
            self.look_at_clock(it, &it.record.by, it.record.recorded_at);
            self.adds(it, |of| is_taken_back(&placed, it.record.id, of));
            self.take_link(it);
        }
        let waiting = losses::waiting(placed.iter().map(|it| &it.record), day, self.chain.adoptions.iter());
        let waiting: Vec<Act> = waiting.into_iter().cloned().collect();
        self.chain.waiting.extend((!waiting.is_empty()).then_some((day, waiting)));
        let here: BTreeSet<(&str, ActId)> = placed.iter().map(|it| (it.record.site.as_str(), it.record.id)).collect();
        for it in &placed {
            for act in undone_by(&it.record).filter(|act| !here.contains(&(it.record.site.as_str(), *act))) {
                self.result.faults.push(Fault::at(&it.path, it.line, FaultKind::NothingToUndo { act }));
            }
        }
    }

    fn adds(&mut self, it: &record::Placed<Act>, is_taken_back: impl Fn(&Occurrence) -> bool) {
        for fact in &it.record.facts {
            let Fact::Add { of, .. } = fact else { continue };
            // What is taken back may be added anew.
            if is_taken_back(of) {
                continue;
            }
            let here = || (it.record.id, Arc::clone(&it.path), it.line);
            let (act, path, line) = self.added.entry(of.task.to_string()).or_insert_with(here);
            if *act != it.record.id {
                let kind = FaultKind::AddedTwice { key: of.task.to_string(), path: path.to_path_buf(), line: *line };
                self.result.faults.push(Fault::at(&it.path, it.line, kind));
            }
        }
    }

    /// Takes note of what a line says of another.
    fn take_link<R: Record + Linked>(&mut self, it: &record::Placed<R>) {
        let Some(prev) = it.record.links().and_then(|links| links.prev) else { return };
        self.chain.follows.push((prev.id, it.record.id()));
        if !self.met.contains_key(&prev.id) {
            self.chain.links.extend(Link::of(it));
        }
    }

    /// Names what lines say of others that are not there: what is lost of each writer, and between when and when; where
    /// two lines follow the same one; what waits for a checklist.
    fn name_losses(&mut self, journal: &Folder, id: &str, folder: &Path) {
        let Chain { mut follows, mut links, files, waiting, .. } = std::mem::take(&mut self.chain);
        links.retain(|link| !self.met.contains_key(&link.prev.id));
        links.sort_by_key(|link| (link.prev.id, link.of));
        links.dedup_by_key(|link| link.prev.id);
        for link in links {
            let files = files.get(&link.prev.place).map(Vec::as_slice).unwrap_or_default();
            if !self.is_told(link.prev, files) && !self.is_told(link.prev, &files_of(folder, link.prev.place)) {
                let before = self.last_before(&link, folder);
                self.result.faults.push(link.lost(before));
            }
        }
        follows.sort_unstable();
        follows.dedup();
        for of_one in follows.chunk_by(|one, next| one.0 == next.0) {
            let mut places = of_one.iter().filter_map(|(_, of)| self.met.get(of));
            let Some((path, line)) = places.next() else { continue };
            let forked = |other: &(Arc<PathBuf>, u32)| {
                Fault::at(&other.0, other.1, FaultKind::Forked { path: path.to_path_buf(), line: *line })
            };
            self.result.faults.extend(places.map(forked));
        }
        // One may have been adopted meanwhile.
        let adoptions =
            if waiting.is_empty() { Vec::new() } else { journal.adoptions(id).unwrap_or_default().adoptions };
        for (day, acts) in waiting {
            let acts = losses::waiting(acts.iter(), day, adoptions.iter()).len();
            if acts > 0 {
                self.found(folder, FaultKind::Waiting { acts, day });
            }
        }
    }

    /// Whether a record that no line was read of is told as something else: a damaged line is named as such, and so is all
    /// that is lost where the one before it is there. What was written since this began is there too.
    fn is_told(&self, prev: Prev, files: &[PathBuf]) -> bool {
        let stands = standing(files.iter().map(PathBuf::as_path), prev.id);
        stands.is_some_and(|it| it.is_whole || it.prev.is_some_and(|prev| self.met.contains_key(&prev)))
    }

    /// The writer's last record that is there of those before one that is lost.
    fn last_before(&self, link: &Link, folder: &Path) -> Option<ActId> {
        let writer = link.writer()?;
        let is_own = |path: &Path| path.starts_with(folder) && names::writer_of(path) == writer;
        let before = self.met.iter().filter(|(id, (path, _))| **id < link.prev.id && is_own(path));
        before.map(|(id, _)| *id).max()
    }

    /// Takes note of a line that was written far ahead of this computer's clock, or after one that was.
    fn look_at_clock<R: Record>(&mut self, it: &record::Placed<R>, by: &str, recorded_at: DateTime<FixedOffset>) {
        let (id, is_far) = (it.record.id(), |ahead: &TimeDelta| *ahead > FAR);
        let Some(by_id) = clock::ahead(id, self.now).filter(is_far) else { return };
        let by_clock = Some(recorded_at.to_utc() - self.now).filter(is_far);
        let (path, line) = (Arc::clone(&it.path), it.line);
        self.ahead.push(Ahead { id, by: by.to_owned(), by_clock, by_id, path, line });
    }

    /// Names, once for each file, the lines whose clock was far ahead. What was written after them comes after them in
    /// the order of ids, by whatever clock, and is not named; only the first is where no clock explains it.
    fn name_clocks_ahead(&mut self) {
        let mut ahead = std::mem::take(&mut self.ahead);
        ahead.sort_by_key(|it| it.id);
        let first = ahead.first().map(|it| it.id);
        ahead.retain(|it| it.by_clock.is_some() || Some(it.id) == first);
        ahead.sort_by(|one, next| (&one.path, one.id).cmp(&(&next.path, next.id)));
        for of_file in ahead.chunk_by(|one, next| one.path == next.path) {
            let Some(it) = of_file.first() else { continue };
            let days = it.by_clock.unwrap_or(it.by_id).num_days();
            let kind = FaultKind::ClockAhead { act: it.id, by: it.by.clone(), days, more: of_file.len() - 1 };
            self.result.faults.push(Fault::at(&it.path, it.line, kind));
        }
    }

    /// Reads files, names their faults and the gaps in their numbers, and unites them.
    fn files<R: Record + Linked>(
        &mut self,
        files: &[PathBuf],
        read: impl Fn(&Path) -> FileReading<R>,
    ) -> Vec<record::Placed<R>> {
        let mut placed = Vec::new();
        let mut writers: BTreeMap<String, Numbers> = BTreeMap::new();
        for path in files {
            let reading = read(path);
            self.result.counts.files += 1;
            let writer = names::writer_of(path);
            self.writers.insert(writer.clone());
            let numbers = writers.entry(writer).or_insert(Numbers {
                path: path.clone(),
                given: Vec::new(),
                lost: 0,
                are_unchained: false,
            });
            numbers.given.extend(reading.records.iter().map(|it| (it.record.n(), it.record.id())));
            numbers.lost = numbers.lost.saturating_add(reading.lost);
            numbers.are_unchained |= reading.records.iter().any(|it| it.record.links().is_none());
            if reading.gone.is_some() {
                self.found(path, FaultKind::Gone);
            } else if reading.records.is_empty() && reading.faults.is_empty() {
                self.found(path, FaultKind::Empty);
            }
            self.result.faults.extend(reading.faults);
            placed.extend(reading.records);
        }
        for numbers in writers.into_values() {
            self.numbers(numbers);
        }
        record::unite(placed, &mut self.result.faults)
    }

    fn numbers(&mut self, numbers: Numbers) {
        let mut given: BTreeMap<u32, BTreeSet<ActId>> = BTreeMap::new();
        for (n, id) in numbers.given {
            given.entry(n).or_default().insert(id);
        }
        let missing = missing(given.keys().copied());
        let count: u64 = missing.iter().map(|(from, to)| u64::from(to - from) + 1).sum();
        // A line that cannot be read is named already; only what it does not explain is a fault of its own. So is one that
        // the line after it names.
        if numbers.are_unchained && count > u64::from(numbers.lost) {
            self.found(&numbers.path, FaultKind::Gap { missing });
        }
        for (n, _) in given.into_iter().filter(|(_, ids)| ids.len() > 1) {
            self.found(&numbers.path, FaultKind::NumberTwice { n });
        }
    }
}

/// The files of a place as they are now.
fn files_of(folder: &Path, place: Place) -> Vec<PathBuf> {
    let survey = Survey::at_least(folder);
    match place {
        Place::Day(day) => survey.days(DayRange { first: day, last: day }).files.into_iter().map(|it| it.1).collect(),
        Place::Adopted => survey.adopted,
    }
}

/// The numbers from 1 that are missing below the highest of those given in order.
fn missing(given: impl Iterator<Item = u32>) -> Vec<(u32, u32)> {
    let mut missing = Vec::new();
    let mut last = 0;
    for n in given {
        if n > last + 1 {
            missing.push((last + 1, n - 1));
        }
        last = n;
    }
    missing
}

fn is_taken_back(acts: &[record::Placed<Act>], act: ActId, of: &Occurrence) -> bool {
    acts.iter().flat_map(|it| &it.record.facts).any(|fact| match fact {
        Fact::Undo { act: undone, only, .. } => *undone == act && only.as_ref().is_none_or(|only| only == of),
        _ => false,
    })
}

fn undone_by(act: &Act) -> impl Iterator<Item = ActId> {
    act.facts.iter().filter_map(|fact| match fact {
        Fact::Undo { act, .. } => Some(*act),
        _ => None,
    })
}
