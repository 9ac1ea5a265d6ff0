//! How an act, and a checklist, get into the journal.

use super::Session;
use crate::app::own_acts::OwnActs;
use crate::app::{Failure, in_force, writer};
use crate::calendar::{Day, DayRange};
use crate::checklist::Bundle;
use crate::journal::{
    Act, ActId, Adoption, AdoptionDraft, Draft, Fact, Folder, LogicalTime, Prev, RecordPlace, Remembers,
};
use crate::language::{say, text};
use crate::plan::LONGEST_CARRY;
use chrono::{Days, TimeDelta};
use std::collections::BTreeSet;
use std::path::Path;
use uuid::{NoContext, Timestamp, Uuid};

/// By how much the clocks of a team differ without a word.
const CLOCKS_DIFFER: TimeDelta = TimeDelta::minutes(30);

impl Session<'_> {
    /// Refuses to write where the recorded instant could be forged: `--now` needs a journal of its own.
    pub fn check_may_write(&self) -> Result<(), Failure> {
        let is_foreign = |named: &Path| !self.app.is_own_journal(named);
        if self.app.options.now.is_none() || self.app.options.journal.as_deref().is_some_and(is_foreign) {
            return Ok(());
        }
        Err(Failure::usage(text::now_needs_journal()).hint(text::now_needs_journal_hint()))
    }

    /// Writes one act, or with `--dry-run` only makes it as it would be written.
    pub fn act(&self, day: Day, site: &str, facts: Vec<Fact>, dry_run: bool) -> Result<Act, Failure> {
        if dry_run { Ok(self.draft(day, site, facts).numbered(0, None)) } else { self.write(day, site, facts) }
    }

    /// Writes one act: adopts the checklist first where its text is new, then all the facts or none.
    fn write(&self, day: Day, site: &str, facts: Vec<Fact>) -> Result<Act, Failure> {
        self.check_may_write()?;
        // One command may write several acts; the first adopts.
        if let Some(bundle) = self.unadopted.as_ref().filter(|_| !self.is_adopted.get()) {
            self.check_is_last_text()?;
            self.is_adopted.set(true);
            let adoption = self.adopt(bundle).inspect_err(|_| self.is_adopted.set(false))?;
            self.app.remark(say::adopted_now(self.app.lang(), self.title(), adoption.day));
        }
        self.see_own();
        self.warn_of_clock();
        let draft = self.draft(day, site, facts);
        let act = self.to_write()?.append_after(&draft, &Own(self))?;
        self.remember(Prev { id: act.id, place: RecordPlace::Day(day) });
        self.app.journal_written();
        Ok(act)
    }

    /// Refuses to adopt, without being told to, what would judge days anew for which a later text is in force: it is the
    /// clock that is behind, mostly.
    fn check_is_last_text(&self) -> Result<(), Failure> {
        let last = crate::journal::in_force(&self.adoptions, Day::MAX);
        let Some(last) = last.filter(|last| last.day > self.today) else { return Ok(()) };
        let (day, by) = (last.day, crate::render::cells::clean(&last.by));
        Err(Failure::usage(text::adopts_backwards(self.today, day, &by)).hint(text::adopts_backwards_hint(self.today)))
    }

    /// Says so, once, where others have recorded on this day what this computer's clock has still to reach.
    fn warn_of_clock(&self) {
        if let Some(latest) = self.latest.take().filter(|latest| *latest - self.now > CLOCKS_DIFFER) {
            let zone = &self.checklist.clock.zone;
            let label = |instant| zone.local(instant).format("%Y-%m-%d %H:%M").to_string();
            self.app.warn(say::clock_behind(self.app.lang(), label(self.now), label(latest)));
        }
    }

    /// Makes this checklist's text the one in force from its business day on.
    pub fn adopt(&self, bundle: &Bundle) -> Result<Adoption, Failure> {
        self.check_may_write()?;
        self.see_own();
        let zone = &self.checklist.clock.zone;
        let draft = AdoptionDraft {
            id: self.new_id(),
            checklist: self.checklist.id.clone(),
            day: self.today,
            by: self.me.clone(),
            recorded_at: zone.at(self.now),
            zone: zone.name().to_owned(),
        };
        let adoption = self.to_write()?.adopt_after(&draft, bundle, &Own(self))?;
        self.remember(Prev { id: adoption.id, place: RecordPlace::Adopted });
        self.adopted_now.replace(Some(adoption.clone()));
        self.app.journal_written();
        Ok(adoption)
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
            under: self.under(day),
            facts,
        }
    }

    /// The adoption that is in force on a day, that of this command included.
    fn under(&self, day: Day) -> Option<ActId> {
        let known = crate::journal::in_force(&self.adoptions, day).map(|adoption| adoption.id);
        let now = self.adopted_now.borrow().as_ref().filter(|now| now.day <= day).map(|now| now.id);
        known.max(now)
    }

    /// An id above all that this command read or wrote.
    fn new_id(&self) -> ActId {
        let time = self.seen.get().next(self.now);
        self.seen.set(time);
        // The last bytes of a UUIDv7 are random (RFC 9562, 5.7).
        let (_, random) = Uuid::new_v7(Timestamp::from_unix(NoContext, 0, 0)).as_u64_pair();
        time.id(random)
    }

    /// Takes note of an id that was read: those to come are above it.
    pub(super) fn see(&self, time: LogicalTime) {
        self.seen.set(self.seen.get().max(time));
    }

    /// Takes note of the last id this writer gave, on whatever day.
    fn see_own(&self) {
        let last = self.read_own().last;
        self.see(last.and_then(|(last, _)| LogicalTime::of(last.id)).unwrap_or_default());
    }

    fn read_own(&self) -> OwnActs {
        OwnActs::read(&self.app.paths, &self.root, &self.checklist.id)
    }

    /// Remembers a record of this writer, once it is on disk: one that a cut of the power took away before is not missed.
    fn remember(&self, last: Prev) {
        let mut own = self.read_own();
        // Another process may have begun to write one since.
        let newer = own.last.filter(|(other, _)| *other != last);
        let long_gone = match last.place {
            RecordPlace::Day(of) => Some(of).filter(|of| *of < self.recent().first),
            RecordPlace::Adopted => None,
        };
        own.take(last, self.today, long_gone);
        own.last = newer.or(own.last);
        own.keep(&self.app.paths, &self.root, &self.checklist.id);
    }

    /// The days of which one usually says something: those of the last month, from which one-offs are carried, and all to
    /// come.
    pub(super) fn recent(&self) -> DayRange {
        let first = self.today.checked_sub_days(Days::new(u64::from(LONGEST_CARRY)));
        DayRange { first: first.unwrap_or(self.today), last: Day::MAX }
    }

    /// The days for which there may be acts that were recorded today, in order: the recent ones, and those this writer
    /// remembers.
    pub fn days_recorded_today(&self) -> Result<Vec<Day>, Failure> {
        let mut days: BTreeSet<Day> = self.days_with_acts(self.recent())?.into_iter().collect();
        let own = self.read_own();
        days.extend(own.long_gone(self.today));
        Ok(days.into_iter().collect())
    }

    /// The journal to write to. Only writing makes a writer's id.
    fn to_write(&self) -> Result<Folder, Failure> {
        Ok(Folder::new(self.root.clone(), Some(writer::own(self.app)?)))
    }
}

/// What the writer at this device remembers.
struct Own<'s, 'a>(&'s Session<'a>);

impl Remembers for Own<'_, '_> {
    fn last(&self) -> Option<(Prev, bool)> {
        self.0.read_own().last
    }

    fn intend(&self, next: Prev) {
        let session = self.0;
        let mut own = session.read_own();
        own.intend(next);
        own.keep(&session.app.paths, &session.root, &session.checklist.id);
    }
}
