//! One command's view of checklist and journal: which checklist judges which day, what was recorded, how an act is
//! written.

mod carry;
mod days;
mod sites;
mod writing;

use super::in_force::{self, InForce};
use super::origin::{self, Adopted, Origin};
use super::paths::no_home_hint;
use super::{App, Exit, Failure};
use crate::calendar::{Day, Instant};
use crate::checklist::{Bundle, Checklist};
use crate::journal::{ActId, Adoption, DayReader, Digest, Folder, LogicalTime, bundle_digest};
use crate::language::{say, text};
use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::rc::Rc;

/// What every command on a checklist starts with.
pub struct Session<'a> {
    app: &'a App,
    root: PathBuf,
    journal: Folder,
    /// What was recorded on the days of `checklist`.
    recorded: DayReader,
    /// The instant the command speaks of.
    pub now: Instant,
    /// The business day of `now`.
    pub today: Day,
    /// The checklist that judges today and the days to come.
    pub checklist: Rc<Checklist>,
    /// Who is at the keyboard.
    pub me: String,
    adoptions: Vec<Adoption>,
    /// Those that are left out of account, where one looks back.
    later: Vec<Adoption>,
    /// Checklists of which acts were recorded and no adoption is here, where none was found.
    stranded: Vec<String>,
    /// The adoption whose text `checklist` is; none for a text that was not adopted yet.
    current: Option<Adoption>,
    unadopted: Option<Bundle>,
    /// What an act of this command has adopted.
    adopted_now: RefCell<Option<Adoption>>,
    /// Whether an act of this command has adopted it.
    is_adopted: Cell<bool>,
    earlier: RefCell<HashMap<ActId, Rc<Checklist>>>,
    /// Adopted texts that were looked for and cannot be read.
    unread: RefCell<HashSet<ActId>>,
    digests: RefCell<HashMap<ActId, Digest>>,
    /// That of the highest id read or made: the next id is above it.
    seen: Cell<LogicalTime>,
    /// When the last of the acts that were read was recorded.
    latest: Cell<Option<Instant>>,
}

/// The journal to read from.
pub fn journal(app: &App) -> Result<Folder, Failure> {
    let root = root(app)?;
    app.look_for_journal(&root);
    Ok(Folder::new(root, None))
}

/// The folder of the journal.
pub fn root(app: &App) -> Result<PathBuf, Failure> {
    let named = app.options.journal.clone().or_else(|| app.paths.journal.clone());
    // The folder above a relative path such as `..` could not be brought to disk.
    let root = named.map(|root| std::path::absolute(&root).unwrap_or(root));
    root.ok_or_else(|| Failure::new(Exit::Journal, text::no_home()).hint(no_home_hint()))
}

/// The highest logical time of ids in their order; that of none where there are none.
fn last_seen(ids: impl DoubleEndedIterator<Item = ActId>) -> LogicalTime {
    ids.rev().find_map(LogicalTime::of).unwrap_or_default()
}

impl<'a> Session<'a> {
    /// Finds checklist and journal.
    pub fn open(app: &'a App) -> Result<Session<'a>, Failure> {
        let journal = journal(app)?;
        let found = origin::find(app, Some(&journal))?;
        if let Origin::Builtin(name) = found.origin {
            app.remark(say::builtin_used(app.lang(), name));
        }
        let guess = found.zone.clone();
        let in_force = InForce::choose(app, &journal, found)?;
        // Where another zone was adopted, that one holds.
        let zone = &in_force.checklist.clock.zone;
        guess.iter().filter(|guess| guess.name == zone.name()).for_each(|guess| guess.warn(app));
        let session = Session::with(app, journal, in_force)?;
        session.greet();
        Ok(session)
    }

    /// A session on a checklist that is about to be adopted, whatever judges today until then.
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
        // It lasts as long as the command: nobody needs to take it apart.
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

    /// Once people are named, somebody who is on no list sees everything, and is told so.
    fn greet(&self) {
        if self.checklist.names_people() && !self.is_known() {
            self.app.remark(say::unknown_person(self.app.lang(), crate::render::cells::clean(&self.me)));
        }
    }

    /// Whether the checklist names who is at the keyboard.
    pub fn is_known(&self) -> bool {
        self.checklist.knows(&self.me)
    }

    /// The text that will judge a day once an act adopts it.
    fn unadopted_on(&self, day: Day) -> Option<&Bundle> {
        self.unadopted.as_ref().filter(|_| day >= self.today)
    }

    /// The checklist that judges a day; `None` where none was in force.
    pub fn checklist_on(&self, day: Day) -> Result<Option<Rc<Checklist>>, Failure> {
        // A text not adopted yet will be in force from today on: the next act makes it so.
        if self.unadopted_on(day).is_some() {
            return Ok(Some(self.checklist.clone()));
        }
        crate::journal::in_force(&self.adoptions, day).map(|adoption| self.text(adoption)).transpose()
    }

    /// The text of an adoption.
    fn text(&self, adoption: &Adoption) -> Result<Rc<Checklist>, Failure> {
        if self.current.as_ref().is_some_and(|current| current.is_same_text(adoption)) {
            return Ok(self.checklist.clone());
        }
        self.adopted(adoption)
    }

    /// The checklist of an adoption, read once.
    fn adopted(&self, adoption: &Adoption) -> Result<Rc<Checklist>, Failure> {
        if let Some(known) = self.earlier.borrow().get(&adoption.id) {
            return Ok(known.clone());
        }
        let checklist = Rc::new(in_force::text_of(&self.journal, adoption)?);
        self.earlier.borrow_mut().insert(adoption.id, checklist.clone());
        Ok(checklist)
    }

    /// The checklist that judges a day and the site as it knows it; `None` where no checklist was in force, or none that
    /// knew the site, and nothing is required.
    pub fn checklist_at(&self, day: Day, site: &str) -> Result<Option<(Rc<Checklist>, String)>, Failure> {
        let Some(checklist) = self.checklist_on(day)? else { return Ok(None) };
        let (site, knows_site) = days::known_as(&checklist, site);
        Ok(knows_site.then_some((checklist, site)))
    }

    /// When the text that judges a day was last changed: the instant of its adoption, or of one before it by a clock that
    /// was ahead. One not adopted yet counts as changed when today began, or with the last adoption. So the instant
    /// never goes back.
    pub fn changed_at(&self, day: Day) -> Instant {
        // In the order of their ids, so the last of those that hold by then is the one in force.
        let adopted = self.adoptions.iter().filter(|it| it.day <= day).map(|it| it.recorded_at.to_utc()).max();
        let began = self.checklist.clock.bounds(self.today).start;
        match adopted {
            Some(adopted) if self.unadopted_on(day).is_some() => adopted.max(began),
            Some(adopted) => adopted,
            None => began,
        }
    }

    /// Forgets what was adopted after an instant that has passed: what the journal held then judges.
    pub fn look_back_to(&mut self, instant: Instant) {
        if instant < self.now {
            self.later = self.adoptions.extract_if(.., |adoption| adoption.recorded_at.to_utc() > instant).collect();
            self.unadopted = None;
        }
    }

    /// The text that judges a day, as one digest, and whether it was adopted.
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
