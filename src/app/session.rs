//! One command's view of checklist and journal: which checklist judges which day, what was recorded, how an act is
//! written.

use super::in_force::{self, InForce};
use super::origin::{self, Origin};
use super::{App, Exit, Failure, writer};
use crate::calendar::{Day, DayRange, Instant};
use crate::checklist::{Bundle, Checklist, Task};
use crate::journal::{
    Act, ActId, Adoption, AdoptionDraft, DayFacts, Draft, Fact, Fault, Folder, Journal, first_adoption, fold,
};
use crate::language::{Text, say};
use crate::plan::{Plan, plan};
use std::cell::RefCell;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use uuid::{NoContext, Timestamp, Uuid};

/// Nobody reads further; `ops verify` names them all.
const MOST_FAULTS: usize = 10;

/// What every command on a checklist starts with.
pub struct Session<'a> {
    app: &'a App,
    root: PathBuf,
    journal: Folder,
    /// The instant the command speaks of.
    pub now: Instant,
    /// The business day of `now`.
    pub today: Day,
    /// The checklist that judges today and the days to come.
    pub checklist: Rc<Checklist>,
    /// Who is at the keyboard.
    pub me: String,
    adoptions: Vec<Adoption>,
    unadopted: Option<Bundle>,
    earlier: RefCell<HashMap<ActId, Rc<Checklist>>>,
    faults: RefCell<Vec<Fault>>,
}

/// A business day at a site: the checklist that judges it and what was recorded.
pub struct DayBook {
    /// The checklist in force.
    pub checklist: Rc<Checklist>,
    /// The business day.
    pub day: Day,
    /// Site id; empty where the checklist names none.
    pub site: String,
    /// The acts of that day and site.
    pub acts: Vec<Act>,
    since: Option<Instant>,
}

impl DayBook {
    /// The day's occurrences.
    pub fn plan(&self) -> Plan<'_> {
        plan(&self.checklist, &self.site, self.day, self.since)
    }

    /// The day's facts.
    pub fn facts(&self) -> DayFacts<'_> {
        fold(&self.acts)
    }
}

/// The journal to read from.
pub fn journal(app: &App) -> Result<Folder, Failure> {
    Ok(Folder::new(root(app)?, None))
}

fn root(app: &App) -> Result<PathBuf, Failure> {
    let named = app.options.journal.clone().or_else(|| app.paths.journal.clone());
    // The folder above a relative path such as `..` could not be brought to disk.
    let root = named.map(|root| std::path::absolute(&root).unwrap_or(root));
    root.ok_or_else(|| Failure::new(Exit::Journal, Text::of(say::no_home)).hint(Text::of(say::no_home_hint)))
}

impl<'a> Session<'a> {
    /// Finds checklist and journal.
    pub fn open(app: &'a App) -> Result<Session<'a>, Failure> {
        let journal = journal(app)?;
        let found = match origin::find(app, Some(&journal)) {
            Err(failure) if failure.no_text => {
                let in_force = InForce::despite(app, &journal, failure)?;
                return Session::with(app, journal, in_force);
            }
            found => found?,
        };
        if let Origin::Builtin(name) = found.origin {
            app.remark(say::builtin_used(app.lang(), name));
        }
        let in_force = InForce::choose(app, &journal, found)?;
        Session::with(app, journal, in_force)
    }

    /// A session on a checklist that is about to be adopted, whatever judges today until then.
    pub fn adopting(app: &'a App, checklist: Checklist) -> Result<Session<'a>, Failure> {
        let journal = journal(app)?;
        let read = journal.adoptions(&checklist.id)?;
        let in_force = InForce { checklist, adoptions: read.adoptions, unadopted: None, faults: read.faults };
        Session::with(app, journal, in_force)
    }

    fn with(app: &'a App, journal: Folder, in_force: InForce) -> Result<Session<'a>, Failure> {
        let InForce { checklist, adoptions, unadopted, faults } = in_force;
        let clock = &checklist.clock;
        let now = app.options.now.map_or(app.env.clock, |now| now.resolve(clock, app.env.clock));
        Ok(Session {
            root: root(app)?,
            now,
            today: clock.day_of(now),
            me: app.options.person.clone().unwrap_or_else(|| app.env.user()),
            checklist: Rc::new(checklist),
            faults: RefCell::new(faults),
            earlier: RefCell::default(),
            app,
            journal,
            adoptions,
            unadopted,
        })
    }

    /// The site that is meant: the one named, else the only one.
    pub fn site(&self) -> Result<String, Failure> {
        let sites = &self.checklist.sites;
        let known = sites.iter().map(|site| site.id.as_str()).collect::<Vec<_>>().join(", ");
        let listed = |failure: Failure| failure.hint(Text::of(|lang| say::site_known(lang, &known)));
        match &self.app.options.site {
            Some(named) if sites.iter().any(|site| site.id == *named) => Ok(named.clone()),
            Some(named) if sites.is_empty() => Err(Failure::usage(Text::of(|lang| say::site_none_known(lang, named)))),
            Some(named) => Err(listed(Failure::usage(Text::of(|lang| say::no_such_site(lang, named))))),
            None if sites.len() > 1 => Err(listed(Failure::usage(Text::of(say::site_several)))),
            None => Ok(sites.first().map(|site| site.id.clone()).unwrap_or_default()),
        }
    }

    /// The checklist that judges a day; `None` where none was in force.
    pub fn checklist_on(&self, day: Day) -> Result<Option<Rc<Checklist>>, Failure> {
        // A text not adopted yet will be in force from today on: the next act makes it so.
        if day >= self.today && self.unadopted.is_some() {
            return Ok(Some(self.checklist.clone()));
        }
        let Some(adoption) = crate::journal::in_force(&self.adoptions, day) else { return Ok(None) };
        if self.unadopted.is_none() && self.adoptions.last().is_some_and(|last| last.digest() == adoption.digest()) {
            return Ok(Some(self.checklist.clone()));
        }
        if let Some(known) = self.earlier.borrow().get(&adoption.id) {
            return Ok(Some(known.clone()));
        }
        let checklist = Rc::new(in_force::adopted(&self.journal, adoption)?);
        self.earlier.borrow_mut().insert(adoption.id, checklist.clone());
        Ok(Some(checklist))
    }

    /// A day at a site; `None` where no checklist was in force and nothing is required.
    pub fn day(&self, day: Day, site: &str) -> Result<Option<DayBook>, Failure> {
        let Some(checklist) = self.checklist_on(day)? else { return Ok(None) };
        let since = match first_adoption(&self.adoptions) {
            Some(first) => (first.day == day).then(|| first.recorded_at.to_utc()),
            None => (self.today == day).then_some(self.now),
        };
        Ok(Some(DayBook { checklist, day, site: site.to_owned(), acts: self.acts(day, site)?, since }))
    }

    /// The same, for commands that have nothing to do without a checklist.
    pub fn day_in_force(&self, day: Day, site: &str) -> Result<DayBook, Failure> {
        self.day(day, site)?.ok_or_else(|| Failure::new(Exit::Task, Text::of(|lang| say::no_checklist_on(lang, day))))
    }

    /// The acts of a day at a site. Lines that could not be read are remembered and told at the end.
    pub fn acts(&self, day: Day, site: &str) -> Result<Vec<Act>, Failure> {
        let mut reading = self.journal.read_day(&self.checklist.id, day)?;
        self.faults.borrow_mut().append(&mut reading.faults);
        reading.acts.retain(|act| act.site == site);
        Ok(reading.acts)
    }

    /// The days of a range for which there may be acts, in order.
    pub fn days_with_acts(&self, range: DayRange) -> Result<Vec<Day>, Failure> {
        Ok(self.journal.days(&self.checklist.id, range)?)
    }

    /// Refuses to write where the recorded instant could be forged: `--now` needs a journal of its own.
    pub fn check_may_write(&self) -> Result<(), Failure> {
        let resolve = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        let own = self.app.paths.journal.as_deref().map(resolve);
        let is_own = |named: &Path| own.as_ref().is_some_and(|own| resolve(named).starts_with(own));
        if self.app.options.now.is_none() || self.app.options.journal.as_deref().is_some_and(|named| !is_own(named)) {
            return Ok(());
        }
        Err(Failure::usage(Text::of(say::now_needs_journal)).hint(Text::of(say::now_needs_journal_hint)))
    }

    /// Writes one act: adopts the checklist first where its text is new, then all the facts or none.
    pub fn write(&self, day: Day, site: &str, facts: Vec<Fact>) -> Result<Act, Failure> {
        self.check_may_write()?;
        if let Some(bundle) = &self.unadopted {
            let adoption = self.adopt(bundle)?;
            let title = crate::render::cells::clean(&self.checklist.title).into_owned();
            self.app.remark(say::adopted_now(self.app.lang(), title, adoption.day));
        }
        Ok(self.to_write()?.append(&self.draft(day, site, facts))?)
    }

    /// Makes this checklist's text the one in force from its business day on.
    pub fn adopt(&self, bundle: &Bundle) -> Result<Adoption, Failure> {
        self.check_may_write()?;
        let zone = &self.checklist.clock.zone;
        let draft = AdoptionDraft {
            id: self.new_id(),
            checklist: self.checklist.id.clone(),
            day: self.today,
            by: self.me.clone(),
            recorded_at: zone.at(self.now),
            zone: zone.name().to_owned(),
        };
        Ok(self.to_write()?.adopt(&draft, bundle)?)
    }

    /// Whether this text judges today.
    pub fn is_in_force(&self, bundle: &Bundle) -> bool {
        in_force::judges(&self.adoptions, bundle, self.today)
    }

    /// An act as it would be written: what `--dry-run` shows.
    pub fn unwritten(&self, book: &DayBook, facts: Vec<Fact>) -> Act {
        self.draft(book.day, &book.site, facts).numbered(0)
    }

    fn draft(&self, day: Day, site: &str, facts: Vec<Fact>) -> Draft {
        Draft {
            id: self.new_id(),
            checklist: self.checklist.id.clone(),
            site: site.to_owned(),
            day,
            by: self.me.clone(),
            recorded_at: self.checklist.clock.zone.at(self.now),
            facts,
        }
    }

    fn new_id(&self) -> Uuid {
        let millis = self.now.timestamp_millis().max(0).unsigned_abs();
        let subsecond = u32::try_from(millis % 1000).unwrap_or(0) * 1_000_000;
        Uuid::new_v7(Timestamp::from_unix(NoContext, millis / 1000, subsecond))
    }

    /// The journal to write to. Only writing makes a writer's id.
    fn to_write(&self) -> Result<Folder, Failure> {
        Ok(Folder::new(self.root.clone(), Some(writer::own(&self.app.paths)?)))
    }

    /// What people call the role a task belongs to.
    pub fn role_title<'b>(&'b self, task: &'b Task) -> Option<&'b str> {
        let role = task.role.as_deref()?;
        let known = self.checklist.roles.iter().find(|known| known.id == role);
        Some(known.map_or(role, |known| known.title.as_str()))
    }

    /// Tells what could not be read, and turns a fine end into one that says so.
    pub fn finish(&self, exit: Exit) -> Exit {
        let faults = self.faults.borrow();
        let lang = self.app.lang();
        for fault in faults.iter().take(MOST_FAULTS) {
            self.app.warn(fault.text().in_lang(lang));
        }
        if faults.len() > MOST_FAULTS {
            self.app.warn(say::more_faults(lang, faults.len() - MOST_FAULTS));
        }
        if faults.is_empty() || exit != Exit::Fine { exit } else { Exit::Journal }
    }
}
