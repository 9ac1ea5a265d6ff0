//! One command's view of the checklist and the journal: which checklist judges which day, which acts were recorded, and
//! how an act is written.

mod carry;
mod days;
mod sites;
mod writing;

use super::discovery::{self, Adopted, Origin};
use super::in_force::{self, InForce};
use super::paths::no_home_hint;
use super::{App, Exit, Failure};
use crate::calendar::{Day, Instant};
use crate::checklist::{Bundle, Checklist};
use crate::journal::{ActId, Adoption, DayReader, Digest, Folder, LogicalTime, bundle_digest};
use crate::language::{say, text};
use std::cell::{Cell, OnceCell, RefCell};
use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::rc::Rc;

/// A checklist and its journal as one command sees them.
pub struct Session<'a> {
    pub(crate) app: &'a App,
    root: PathBuf,
    /// `root` in the system's canonical form, computed when it is first needed.
    resolved_root: OnceCell<PathBuf>,
    journal: Folder,
    /// Reads the days recorded for `checklist`.
    recorded: DayReader,
    /// The instant that the command uses.
    pub now: Instant,
    /// The business day of `now`.
    pub today: Day,
    /// The checklist that judges today and the days to come.
    pub checklist: Rc<Checklist>,
    /// The person at the keyboard.
    pub me: String,
    adoptions: Vec<Adoption>,
    /// Adoptions made after the instant passed to `look_back_to`; they are ignored.
    later: Vec<Adoption>,
    /// The ids of checklists with acts but no adoption, if no checklist was found.
    stranded: Vec<String>,
    /// The adoption of `checklist`; `None` if its text has not been adopted yet.
    current: Option<Adoption>,
    unadopted: Option<Bundle>,
    /// The adoption that this command has written, if any.
    adopted_now: RefCell<Option<Adoption>>,
    /// Whether this command has already adopted `unadopted`, or is doing so.
    is_adopted: Cell<bool>,
    earlier: RefCell<HashMap<ActId, Rc<Checklist>>>,
    /// Adoptions whose texts cannot be read.
    unread: RefCell<HashSet<ActId>>,
    digests: RefCell<HashMap<ActId, Digest>>,
    /// The logical time of the highest id read or made; the next id is above it.
    seen: Cell<LogicalTime>,
    /// The latest time at which any act read so far was recorded.
    latest: Cell<Option<Instant>>,
    /// Whether recorded times were already compared with this computer's clock.
    is_clock_told: Cell<bool>,
}

/// Returns the journal for reading. Fails if no journal is named and the system names no home.
pub fn journal(app: &App) -> Result<Folder, Failure> {
    let root = root(app)?;
    app.look_for_journal(&root);
    Ok(Folder::new(root, None))
}

/// Returns the path of the journal's folder. Fails if no journal is named and the system names no home.
pub fn root(app: &App) -> Result<PathBuf, Failure> {
    let named = app.options.journal.clone().or_else(|| app.paths.journal.clone());
    // The path is made absolute, because the parent of a relative path such as `..` could not be synced to disk.
    let root = named.map(|root| std::path::absolute(&root).unwrap_or(root));
    root.ok_or_else(|| Failure::new(Exit::Journal, text::no_home()).hint(no_home_hint()))
}

/// Returns the logical time of the highest of some ids, which are in ascending order; the lowest time if there are
/// none.
fn last_seen(ids: impl DoubleEndedIterator<Item = ActId>) -> LogicalTime {
    ids.rev().find_map(LogicalTime::of).unwrap_or_default()
}

impl<'a> Session<'a> {
    /// Opens the journal and finds the checklist in force.
    pub fn open(app: &'a App) -> Result<Session<'a>, Failure> {
        let journal = journal(app)?;
        let found = discovery::find(app, Some(&journal))?;
        if let Origin::Builtin(name) = found.origin {
            app.remark(say::builtin_used(app.lang(), name));
        }
        let guess = found.zone.clone();
        let in_force = InForce::choose(app, &journal, found)?;
        // A doubtful guess matters only if the checklist in force uses the guessed zone.
        let zone = &in_force.checklist.clock.zone;
        guess.iter().filter(|guess| guess.name == zone.name()).for_each(|guess| guess.warn(app));
        let session = Session::with(app, journal, in_force)?;
        session.greet();
        Ok(session)
    }

    /// Creates a session for a checklist that is about to be adopted, although another text may be in force until then.
    pub fn adopting(app: &'a App, checklist: Checklist) -> Result<Session<'a>, Failure> {
        let journal = journal(app)?;
        let (adopted, faults) = Adopted::read(&journal, &checklist.id)?;
        let in_force = InForce { checklist, adopted, unadopted: None, faults, stranded: Vec::new() };
        Session::with(app, journal, in_force)
    }

    fn with(app: &'a App, journal: Folder, in_force: InForce) -> Result<Session<'a>, Failure> {
        let InForce { checklist, adopted: Adopted { adoptions, reader }, unadopted, faults, stranded } = in_force;
        let (now, today) = app.now_and_today(&checklist.clock);
        app.faults(faults);
        let checklist = Rc::new(checklist);
        // The checklist is leaked on purpose: it is needed until the command ends, and dropping it takes time.
        std::mem::forget(checklist.clone());
        let current = crate::journal::in_force(&adoptions, today).filter(|_| unadopted.is_none()).cloned();
        Ok(Session {
            root: root(app)?,
            recorded: reader,
            me: app.options.person.clone().unwrap_or_else(|| app.env.user()),
            is_adopted: Cell::default(),
            adopted_now: RefCell::default(),
            earlier: RefCell::default(),
            unread: RefCell::default(),
            digests: RefCell::default(),
            seen: Cell::new(last_seen(adoptions.iter().map(|adoption| adoption.id))),
            latest: Cell::default(),
            is_clock_told: Cell::default(),
            resolved_root: OnceCell::new(),
            now,
            today,
            app,
            journal,
            checklist,
            adoptions,
            later: Vec::new(),
            stranded,
            current,
            unadopted,
        })
    }

    /// If the checklist names people but not the person at the keyboard, says that all tasks are shown.
    fn greet(&self) {
        if self.checklist.names_people() && !self.is_known() {
            self.app.remark(say::unknown_person(self.app.lang(), crate::render::cells::clean(&self.me)));
        }
    }

    /// Whether the checklist names the person at the keyboard.
    pub fn is_known(&self) -> bool {
        self.checklist.knows(&self.me)
    }

    /// Returns the text that will judge a day once an act adopts it; `None` if the text in use is adopted or the day is
    /// past.
    fn unadopted_on(&self, day: Day) -> Option<&Bundle> {
        self.unadopted.as_ref().filter(|_| day >= self.today)
    }

    /// Returns the checklist that judges a day; `None` if none was in force. Fails if its text cannot be read.
    pub fn checklist_on(&self, day: Day) -> Result<Option<Rc<Checklist>>, Failure> {
        // A text not adopted yet is treated as in force from today on, because the next act adopts it.
        if self.unadopted_on(day).is_some() {
            return Ok(Some(self.checklist.clone()));
        }
        crate::journal::in_force(&self.adoptions, day).map(|adoption| self.text(adoption)).transpose()
    }

    /// Returns the checklist that an adoption put in force.
    fn text(&self, adoption: &Adoption) -> Result<Rc<Checklist>, Failure> {
        if self.current.as_ref().is_some_and(|current| current.is_same_text(adoption)) {
            return Ok(self.checklist.clone());
        }
        self.adopted(adoption)
    }

    /// Returns the checklist that an adoption put in force. Each is read from the journal only once.
    fn adopted(&self, adoption: &Adoption) -> Result<Rc<Checklist>, Failure> {
        if let Some(known) = self.earlier.borrow().get(&adoption.id) {
            return Ok(known.clone());
        }
        let checklist = Rc::new(in_force::text_of(&self.journal, adoption)?);
        self.earlier.borrow_mut().insert(adoption.id, checklist.clone());
        Ok(checklist)
    }

    /// Returns the checklist that judges a day, and the site's id in that checklist. `None` if no checklist was in
    /// force or the checklist does not have the site, so that nothing is required.
    pub fn checklist_at(&self, day: Day, site: &str) -> Result<Option<(Rc<Checklist>, String)>, Failure> {
        let Some(checklist) = self.checklist_on(day)? else { return Ok(None) };
        let (site, knows_site) = days::known_as(&checklist, site);
        Ok(knows_site.then_some((checklist, site)))
    }

    /// Returns when the text that judges a day last changed: the latest time at which an adoption for that day or
    /// earlier was recorded. A text not adopted yet is taken as changed when today began, or at the latest adoption if
    /// that is later. The result therefore never goes back.
    pub fn changed_at(&self, day: Day) -> Instant {
        // The adoption in force need not have the latest time, because an earlier one may come from a clock that was
        // ahead.
        let adopted = self.adoptions.iter().filter(|it| it.day <= day).map(|it| it.recorded_at.to_utc()).max();
        let began = self.checklist.clock.bounds(self.today).start;
        match adopted {
            Some(adopted) if self.unadopted_on(day).is_some() => adopted.max(began),
            Some(adopted) => adopted,
            None => began,
        }
    }

    /// Ignores adoptions made after a past instant, so that days are judged as they were then. Does nothing for an
    /// instant that is not past.
    pub fn look_back_to(&mut self, instant: Instant) {
        if instant < self.now {
            self.later = self.adoptions.extract_if(.., |adoption| adoption.recorded_at.to_utc() > instant).collect();
            self.unadopted = None;
        }
    }

    /// Returns the digest of the text by which a day is judged, and whether that text was adopted; `None` if none was
    /// in force.
    pub fn version_on(&self, day: Day) -> Option<(Digest, bool)> {
        match self.unadopted_on(day) {
            Some(bundle) => Some((bundle_digest(bundle, self.checklist.clock.zone.name()), false)),
            None => crate::journal::in_force(&self.adoptions, day).map(|adoption| {
                let mut known = self.digests.borrow_mut();
                (*known.entry(adoption.id).or_insert_with(|| adoption.digest()), true)
            }),
        }
    }
}
