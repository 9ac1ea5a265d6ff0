//! One command's view of checklist and journal: which checklist judges which day, what was recorded, how an act is
//! written.

mod carry;

use super::day_book::DayBook;
use super::in_force::{self, InForce};
use super::origin::{self, Origin};
use super::{App, Exit, Failure, writer};
use crate::calendar::{Day, DayRange, Instant};
use crate::checklist::{Bundle, Checklist, Site};
use crate::journal::{
    Act, ActId, Adoption, AdoptionDraft, DayFiles, DayReading, Digest, Draft, Fact, Folder, Journal, bundle_digest,
    first_adoption,
};
use crate::language::{Text, say};
use rustc_hash::FxHashMap;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use uuid::{NoContext, Timestamp, Uuid};

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
    /// The adoption whose text `checklist` is; none for a text that was not adopted yet.
    current: Option<Adoption>,
    unadopted: Option<Bundle>,
    /// Whether an act of this command has adopted it.
    is_adopted: Cell<bool>,
    earlier: RefCell<HashMap<ActId, Rc<Checklist>>>,
    digests: RefCell<HashMap<ActId, Digest>>,
    /// The day files of a range that is read through.
    listed: RefCell<Option<(DayRange, DayFiles)>>,
    /// The highest id read or made: ids of one millisecond follow each other.
    highest_id: Cell<ActId>,
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
        let found = origin::find(app, Some(&journal))?;
        if let Origin::Builtin(name) = found.origin {
            app.remark(say::builtin_used(app.lang(), name));
        }
        let in_force = InForce::choose(app, &journal, found)?;
        let session = Session::with(app, journal, in_force)?;
        session.greet();
        Ok(session)
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
        let (now, today) = app.now_and_today(&checklist.clock);
        app.faults(faults);
        let current = crate::journal::in_force(&adoptions, today).filter(|_| unadopted.is_none()).cloned();
        Ok(Session {
            root: root(app)?,
            me: app.options.person.clone().unwrap_or_else(|| app.env.user()),
            checklist: Rc::new(checklist),
            is_adopted: Cell::default(),
            earlier: RefCell::default(),
            digests: RefCell::default(),
            listed: RefCell::default(),
            highest_id: Cell::new(adoptions.iter().map(|adoption| adoption.id).max().unwrap_or_default()),
            now,
            today,
            app,
            journal,
            adoptions,
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

    /// Whether a site was named.
    pub fn names_site(&self) -> bool {
        self.app.options.site.is_some()
    }

    /// The site that is meant: the one named, else the only one, else the only one at which this person works.
    pub fn site(&self) -> Result<String, Failure> {
        let sites = &self.checklist.sites;
        let listed = |failure: Failure, sites: &[&Site]| {
            let ids = sites.iter().map(|site| site.id.as_str()).collect::<Vec<_>>().join(", ");
            failure.hint(Text::of(|lang| say::site_known(lang, &ids)))
        };
        if let Some(named) = &self.app.options.site {
            return match sites.iter().any(|site| site.id == *named) {
                true => Ok(named.clone()),
                false if sites.is_empty() => Err(Failure::usage(Text::of(|lang| say::site_none_known(lang, named)))),
                false => {
                    let failure = Failure::usage(Text::of(|lang| say::no_such_site(lang, named)));
                    Err(listed(failure, &sites.iter().collect::<Vec<_>>()))
                }
            };
        }
        let mine: Vec<&Site> =
            sites.iter().filter(|site| self.checklist.works_at(&self.me, site, self.today)).collect();
        let possible = if mine.is_empty() { sites.iter().collect() } else { mine };
        match possible.as_slice() {
            [] => Ok(String::new()),
            [only] => Ok(only.id.clone()),
            several => Err(listed(Failure::usage(Text::of(say::site_several)), several)),
        }
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
        let Some(adoption) = crate::journal::in_force(&self.adoptions, day) else { return Ok(None) };
        if self.current.as_ref().is_some_and(|current| current.is_same_text(adoption)) {
            return Ok(Some(self.checklist.clone()));
        }
        if let Some(known) = self.earlier.borrow().get(&adoption.id) {
            return Ok(Some(known.clone()));
        }
        let checklist = Rc::new(in_force::adopted(&self.journal, adoption)?);
        self.earlier.borrow_mut().insert(adoption.id, checklist.clone());
        Ok(Some(checklist))
    }

    /// The checklist that judges a day and the site as it knows it; `None` where no checklist was in force, or none that
    /// knew the site, and nothing is required.
    pub fn checklist_at(&self, day: Day, site: &str) -> Result<Option<(Rc<Checklist>, String)>, Failure> {
        let Some(checklist) = self.checklist_on(day)? else { return Ok(None) };
        // The day's own checklist says what sites there were: naming sites today changes no day before.
        let site = match checklist.site_ids().as_slice() {
            [""] => String::new(),
            sites if sites.contains(&site) => site.to_owned(),
            _ => return Ok(None),
        };
        Ok(Some((checklist, site)))
    }

    /// When the text that judges a day was last changed: the instant of its adoption. One not adopted yet counts as
    /// changed when today began, or with the last adoption, so that the instant never goes back.
    pub fn changed_at(&self, day: Day) -> Instant {
        let adopted = crate::journal::in_force(&self.adoptions, day).map(|adoption| adoption.recorded_at.to_utc());
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
            self.adoptions.retain(|adoption| adoption.recorded_at.to_utc() <= instant);
            self.unadopted = None;
        }
    }

    /// A day at a site; `None` where nothing is required, as for [`Session::checklist_at`].
    pub fn day(&self, day: Day, site: &str) -> Result<Option<DayBook>, Failure> {
        Ok(self.day_at(day, &[site])?.pop())
    }

    /// A day at several sites, read once: one book for each that the day's checklist knew.
    pub fn day_at<S: AsRef<str>>(&self, day: Day, sites: &[S]) -> Result<Vec<DayBook>, Failure> {
        let mut books: Vec<DayBook> = Vec::new();
        let since = self.since(day);
        for site in sites {
            let Some((checklist, site)) = self.checklist_at(day, site.as_ref())? else { continue };
            // Before sites were named there was one day for all of them.
            if books.iter().all(|book| book.site != site) {
                books.push(DayBook { since, ..DayBook::new(checklist, day, site, Vec::new()) });
            }
        }
        let Some(first) = books.first() else { return Ok(books) };
        let checklist = first.checklist.clone();
        let known = checklist.site_ids();
        let at: FxHashMap<String, usize> = books.iter().enumerate().map(|(at, book)| (book.site.clone(), at)).collect();
        let acts = self.acts(day)?;
        if books.len() == 1 && acts.iter().all(|act| act.site == books[0].site) {
            books[0].acts = acts;
            books[0].find_one_offs();
            return Ok(books);
        }
        for act in acts {
            match at.get(act.site.as_str()) {
                Some(at) => books[*at].acts.push(act),
                // What was recorded where the checklist knows no site is told once, with the first.
                None if !known.contains(&act.site.as_str()) => books[0].strays.push(act),
                None => {}
            }
        }
        books.iter_mut().for_each(DayBook::find_one_offs);
        Ok(books)
    }

    /// When the journal's history begins, where that is on this day.
    fn since(&self, day: Day) -> Option<Instant> {
        match first_adoption(&self.adoptions).filter(|first| first.day <= self.today) {
            Some(first) => (first.day == day).then(|| first.recorded_at.to_utc()),
            None => (self.today == day).then_some(self.now),
        }
    }

    /// A day at all the sites of the checklist that judges it.
    pub fn day_at_all_sites(&self, day: Day) -> Result<Vec<DayBook>, Failure> {
        let Some(checklist) = self.checklist_on(day)? else { return Ok(Vec::new()) };
        self.day_at(day, &checklist.site_ids())
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

    /// Prepares to read the days of a range one after the other: their files are looked for once.
    pub fn look_through(&self, range: DayRange) -> Result<(), Failure> {
        let files = self.journal.files_of(&self.checklist.id, range)?;
        self.listed.replace(Some((range, files)));
        Ok(())
    }

    /// A day at a site, for commands that have nothing to do without a checklist.
    pub fn day_in_force(&self, day: Day, site: &str) -> Result<DayBook, Failure> {
        self.day(day, site)?.ok_or_else(|| Failure::new(Exit::Task, Text::of(|lang| say::no_checklist_on(lang, day))))
    }

    /// The acts of a day at all sites. Lines that could not be read are remembered and told at the end.
    fn acts(&self, day: Day) -> Result<Vec<Act>, Failure> {
        let reading = match &*self.listed.borrow() {
            Some((range, files)) if range.contains(day) => self.journal.read_files(&self.checklist.id, day, files),
            _ => self.journal.read_day(&self.checklist.id, day)?,
        };
        Ok(self.taken(reading))
    }

    fn taken(&self, reading: DayReading) -> Vec<Act> {
        self.app.faults(reading.faults);
        let highest = reading.acts.iter().map(|act| act.id).max().unwrap_or_default();
        self.highest_id.set(self.highest_id.get().max(highest));
        reading.acts
    }

    /// The days of a range for which there may be acts, in order.
    pub fn days_with_acts(&self, range: DayRange) -> Result<Vec<Day>, Failure> {
        Ok(self.journal.days(&self.checklist.id, range)?)
    }

    /// Refuses to write where the recorded instant could be forged: `--now` needs a journal of its own.
    pub fn check_may_write(&self) -> Result<(), Failure> {
        let is_foreign = |named: &Path| !self.app.is_own_journal(named);
        if self.app.options.now.is_none() || self.app.options.journal.as_deref().is_some_and(is_foreign) {
            return Ok(());
        }
        Err(Failure::usage(Text::of(say::now_needs_journal)).hint(Text::of(say::now_needs_journal_hint)))
    }

    /// Writes one act, or with `--dry-run` only makes it as it would be written.
    pub fn act(&self, day: Day, site: &str, facts: Vec<Fact>, dry_run: bool) -> Result<Act, Failure> {
        if dry_run { Ok(self.draft(day, site, facts).numbered(0)) } else { self.write(day, site, facts) }
    }

    /// Writes one act: adopts the checklist first where its text is new, then all the facts or none.
    fn write(&self, day: Day, site: &str, facts: Vec<Fact>) -> Result<Act, Failure> {
        self.check_may_write()?;
        // One command may write several acts; the first adopts.
        if let Some(bundle) = self.unadopted.as_ref().filter(|_| !self.is_adopted.replace(true)) {
            let adoption = self.adopt(bundle).inspect_err(|_| self.is_adopted.set(false))?;
            self.app.remark(say::adopted_now(self.app.lang(), self.title(), adoption.day));
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

    /// Says that nothing was written, and what else an act would have done.
    pub fn say_only_tried(&self) {
        if self.unadopted.is_some() {
            self.app.print(say::would_adopt(self.app.lang(), self.title(), self.today));
        }
        self.app.print(say::dry_run_note(self.app.lang()));
    }

    /// The checklist's title, fit for a terminal.
    pub fn title(&self) -> String {
        crate::render::cells::clean(&self.checklist.title).into_owned()
    }

    /// Whether this text judges today.
    pub fn is_in_force(&self, bundle: &Bundle) -> bool {
        in_force::judges(&self.adoptions, bundle, self.today)
    }

    fn draft(&self, day: Day, site: &str, facts: Vec<Fact>) -> Draft {
        Draft {
            id: self.new_id(),
            checklist: self.checklist.id.as_str().into(),
            site: site.into(),
            day,
            by: self.me.as_str().into(),
            recorded_at: self.checklist.clock.zone.at(self.now),
            facts,
        }
    }

    /// A UUIDv7 above all that were read, where they are of the same millisecond: what was said later comes later, even
    /// if the clock stood still. The twelve bits behind the time count (RFC 9562, 6.2, method 1), the last 62 are
    /// random, so that two commands at once never make one id.
    fn new_id(&self) -> Uuid {
        let millis = self.now.timestamp_millis().max(0).unsigned_abs();
        let subsecond = u32::try_from(millis % 1000).unwrap_or(0) * 1_000_000;
        let mut bytes = Uuid::new_v7(Timestamp::from_unix(NoContext, millis / 1000, subsecond)).into_bytes();
        let highest = self.highest_id.get().into_bytes();
        let counter = |bytes: &[u8; 16]| u16::from_be_bytes([bytes[6] & 0x0f, bytes[7]]);
        // A new millisecond begins in the lower half, to leave room for those that follow.
        let count = if highest[..6] == bytes[..6] { counter(&highest) + 1 } else { counter(&bytes) & 0x7ff };
        let [high, low] = count.min(0xfff).to_be_bytes();
        (bytes[6], bytes[7]) = (0x70 | high, low);
        let id = Uuid::from_bytes(bytes);
        self.highest_id.set(self.highest_id.get().max(id));
        id
    }

    /// The journal to write to. Only writing makes a writer's id.
    fn to_write(&self) -> Result<Folder, Failure> {
        Ok(Folder::new(self.root.clone(), Some(writer::own(&self.app.paths)?)))
    }
}
