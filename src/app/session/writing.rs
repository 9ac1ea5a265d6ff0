//! Writes acts and adoptions to the journal.

use super::Session;
use crate::app::hint::CommandLine;
use crate::app::own_acts::OwnActs;
use crate::app::{Failure, in_force, paths, writer};
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

/// Maximum difference between the clocks of two computers for which no warning is given.
const CLOCKS_DIFFER: TimeDelta = TimeDelta::minutes(30);

impl Session<'_> {
    /// Fails if `--now` is set and the journal is the user's own, because `--now` could forge recorded times there.
    pub fn check_may_write(&self) -> Result<(), Failure> {
        let is_foreign = |named: &Path| !self.app.is_own_journal(named);
        if self.app.options.now.is_none() || self.app.options.journal.as_deref().is_some_and(is_foreign) {
            return Ok(());
        }
        Err(Failure::usage(text::now_needs_journal()).hint(text::now_needs_journal_hint()))
    }

    /// Writes one act, or with `--dry-run` only returns it as it would be written.
    pub fn act(&self, day: Day, site: &str, facts: Vec<Fact>, dry_run: bool) -> Result<Act, Failure> {
        if dry_run { Ok(self.draft(day, site, facts).numbered(0, None)) } else { self.write(day, site, facts) }
    }

    /// Writes one act with all its facts, or nothing. Adopts the checklist's text first if it was not adopted yet.
    fn write(&self, day: Day, site: &str, facts: Vec<Fact>) -> Result<Act, Failure> {
        self.check_may_write()?;
        // A command may write several acts; only the first of them adopts the text.
        if let Some(bundle) = self.unadopted.as_ref().filter(|_| !self.is_adopted.get()) {
            self.check_is_last_text()?;
            self.is_adopted.set(true);
            let adoption = self.adopt(bundle).inspect_err(|_| self.is_adopted.set(false))?;
            self.app.remark(say::adopted_now(self.app.lang(), self.title(), adoption.day));
            self.tell_removed(|line| self.app.remark(line));
        }
        self.see_own();
        self.warn_of_clock();
        let draft = self.draft(day, site, facts);
        let act = self.to_write()?.append_after(&draft, &Own(self))?;
        self.remember(Prev { id: act.id, place: RecordPlace::Day(day) });
        self.app.journal_written();
        Ok(act)
    }

    /// Fails if a text is already adopted for a later day, because adopting another one now would change how days are
    /// judged. The usual cause is a clock that is behind.
    fn check_is_last_text(&self) -> Result<(), Failure> {
        let last = crate::journal::in_force(&self.adoptions, Day::MAX);
        let Some(last) = last.filter(|last| last.day > self.today) else { return Ok(()) };
        let (day, by) = (last.day, crate::render::cells::clean(&last.by));
        let is_same = self.unadopted.as_ref().is_some_and(|bundle| in_force::judges(&self.adoptions, bundle, Day::MAX));
        let said = if is_same { text::adopts_again } else { text::adopts_backwards };
        let adopt = CommandLine::new(self.app, "adopt").without("site");
        Err(Failure::usage(said(self.today, day, &by)).hint(text::adopts_backwards_hint(self.today, &adopt)))
    }

    /// Warns, once per command, if an act or adoption that was read has a recorded time well after this computer's
    /// clock.
    pub fn warn_of_clock(&self) {
        let adopted = self.adoptions.iter().map(|adoption| adoption.recorded_at.to_utc()).max();
        let latest = adopted.max(self.latest.take()).filter(|_| !self.is_clock_told.replace(true));
        if let Some(latest) = latest.filter(|latest| *latest - self.now > CLOCKS_DIFFER) {
            let zone = &self.checklist.clock.zone;
            let label = |instant| zone.local(instant).format("%Y-%m-%d %H:%M").to_string();
            self.app.warn(say::clock_behind(self.app.lang(), label(self.now), label(latest)));
        }
    }

    /// Adopts a text of the checklist, which is then in force from today's business day on.
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

    /// Names the tasks and the people that the text in force has and the one adopted has not.
    pub fn tell_removed(&self, tell: impl Fn(String)) {
        const MOST: usize = 12;
        let before = crate::journal::in_force(&self.adoptions, self.today);
        let Some(before) = before.and_then(|it| in_force::text_of(&self.journal, it).ok()) else { return };
        let lang = self.app.lang();
        let named = |removed: &[&str]| {
            let names: Vec<_> = removed.iter().take(MOST).map(|name| crate::render::cells::clean(name)).collect();
            names.join(&say::list_comma(lang)) + if removed.len() > MOST { "…" } else { "" }
        };
        let tasks = before.tasks().map(|(_, task)| task).filter(|task| self.checklist.task(&task.id).is_none());
        let tasks: Vec<&str> = tasks.map(|task| task.title.as_str()).collect();
        let left: BTreeSet<&str> = self.checklist.everybody().collect();
        let people: BTreeSet<&str> = before.everybody().filter(|person| !left.contains(person)).collect();
        let people: Vec<&str> = people.into_iter().collect();
        if !tasks.is_empty() {
            tell(say::tasks_removed(lang, tasks.len(), named(&tasks)));
        }
        if !people.is_empty() {
            tell(say::people_removed(lang, people.len(), named(&people)));
        }
    }

    /// Prints that nothing was written because of `--dry-run`, and whether an act would have adopted the text.
    pub fn say_only_tried(&self) {
        if self.unadopted.is_some() {
            self.app.print(say::would_adopt(self.app.lang(), self.title(), self.today));
            self.tell_removed(|line| self.app.print(line));
        }
        self.app.print(say::dry_run_note(self.app.lang()));
    }

    /// Returns the checklist's title, safe for a terminal.
    pub fn title(&self) -> String {
        crate::render::cells::clean(&self.checklist.title).into_owned()
    }

    /// Whether a text is the one that judges today.
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

    /// Returns the id of the adoption in force on a day, including one made by this command; `None` if there is none.
    fn under(&self, day: Day) -> Option<ActId> {
        let known = crate::journal::in_force(&self.adoptions, day).map(|adoption| adoption.id);
        let now = self.adopted_now.borrow().as_ref().filter(|now| now.day <= day).map(|now| now.id);
        known.max(now)
    }

    /// Returns an id higher than all ids that this command has read or written.
    fn new_id(&self) -> ActId {
        let time = self.seen.get().next(self.now);
        self.seen.set(time);
        // The last bytes of a UUIDv7 are random (RFC 9562, 5.7).
        let (_, random) = Uuid::new_v7(Timestamp::from_unix(NoContext, 0, 0)).as_u64_pair();
        time.id(random)
    }

    /// Notes the time of an id that was read, so that later ids are higher.
    pub(super) fn see(&self, time: LogicalTime) {
        self.seen.set(self.seen.get().max(time));
    }

    /// Notes the id of this writer's last record, whatever its day.
    fn see_own(&self) {
        let last = self.read_own().last;
        self.see(last.and_then(|(last, _)| LogicalTime::of(last.id)).unwrap_or_default());
    }

    fn resolved_root(&self) -> &Path {
        self.resolved_root.get_or_init(|| paths::resolved(&self.root))
    }

    fn read_own(&self) -> OwnActs {
        OwnActs::read(&self.app.paths, self.resolved_root(), &self.checklist.id)
    }

    /// Remembers that a record of this writer is on disk. One that was only intended, and was lost in a power cut, is
    /// not reported missing.
    fn remember(&self, last: Prev) {
        let mut own = self.read_own();
        // Another process of this writer may have begun to write a record meanwhile; that one stays the last.
        let newer = own.last.filter(|(other, _)| *other != last);
        let long_gone = match last.place {
            RecordPlace::Day(of) => Some(of).filter(|of| *of < self.recent().first),
            RecordPlace::Adopted => None,
        };
        own.take(last, self.today, long_gone);
        own.last = newer.or(own.last);
        own.keep(&self.app.paths, self.resolved_root(), &self.checklist.id);
    }

    /// Returns the days that most acts concern: the last month, whose one-offs may be carried, and all days to come.
    pub(super) fn recent(&self) -> DayRange {
        let first = self.today.checked_sub_days(Days::new(u64::from(LONGEST_CARRY)));
        DayRange { first: first.unwrap_or(self.today), last: Day::MAX }
    }

    /// Returns, in order, the days that may have acts recorded today: the recent days, and the long past ones that this
    /// writer remembers.
    pub fn days_recorded_today(&self) -> Result<Vec<Day>, Failure> {
        let mut days: BTreeSet<Day> = self.days_with_acts(self.recent())?.into_iter().collect();
        let own = self.read_own();
        days.extend(own.long_gone(self.today));
        Ok(days.into_iter().collect())
    }

    /// Returns the journal for writing. Creates the writer's id if there is none.
    fn to_write(&self) -> Result<Folder, Failure> {
        Ok(Folder::new(self.root.clone(), Some(writer::own(self.app)?)))
    }
}

/// This writer's memory of its own records.
struct Own<'s, 'a>(&'s Session<'a>);

impl Remembers for Own<'_, '_> {
    fn last(&self) -> Option<(Prev, bool)> {
        self.0.read_own().last
    }

    fn intend(&self, next: Prev) {
        let session = self.0;
        let mut own = session.read_own();
        own.intend(next);
        own.keep(&session.app.paths, session.resolved_root(), &session.checklist.id);
    }
}
