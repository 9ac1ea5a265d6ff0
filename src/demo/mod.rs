//! Generates a believable history from a seed, for trials, documentation and tests. Pure: returns acts without writing
//! them.

mod random;
mod values;
mod words;

use crate::calendar::{Day, Instant};
use crate::checklist::Checklist;
use crate::journal::{AdoptionDraft, Draft, Fact, Occurrence};
use crate::language::{Lang, say};
use crate::plan::{ANY_SLOT, LONGEST_CARRY, OneOff, Planned, one_off_key, plan};
use chrono::{DateTime, Datelike, FixedOffset, TimeDelta};
use random::Random;
use words::{Words, words};

/// Chances per thousand: that a fault is found during an occurrence, and that a fault is resolved within days.
const FAULT: u64 = 4;
const SOLVED: u64 = 800;

/// The acts of one business day at one site while they are generated.
struct Making<'a> {
    checklist: &'a Checklist,
    site: &'a str,
    day: Day,
    words: &'static Words,
    random: Random,
    drafts: Vec<Draft>,
}

/// Returns shops with people, as TOML to append to a checklist that has no sites.
pub fn shops(checklist: &Checklist, count: u64, lang: Lang) -> String {
    let words = words(lang);
    let shop = |number: u64| {
        let (id, title) = match number {
            1 => ("flagship".to_owned(), words.shops[0].to_owned()),
            2 => ("outlet".to_owned(), words.shops[1].to_owned()),
            _ => (format!("shop-{number}"), say::demo_shop(lang, number)),
        };
        let person = |at: usize| words.people[(at + usize::try_from(number).unwrap_or(0) * 5 + 1) % words.people.len()];
        let people = checklist.roles.iter().enumerate().map(|(at, role)| format!("{} = \"{}\"", role.id, person(at)));
        let people = people.collect::<Vec<_>>().join(", ");
        format!("\n[[site]]\nid = \"{id}\"\ntitle = \"{title}\"\npeople = {{ {people} }}\n")
    };
    (1..=count).map(shop).collect()
}

/// Returns the adoption with which the history begins, at the first instant of a day.
pub fn adoption(checklist: &Checklist, day: Day, seed: u64, lang: Lang) -> AdoptionDraft {
    let begins = checklist.clock.bounds(day).start;
    let mut random = [0; 10];
    random[..8].copy_from_slice(&Random::new(seed).next().to_be_bytes());
    let millis = u64::try_from(begins.timestamp_millis()).unwrap_or(0);
    AdoptionDraft {
        id: uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid(),
        checklist: checklist.id.clone(),
        day,
        by: words(lang).people[0].to_owned(),
        recorded_at: checklist.clock.zone.at(begins),
        zone: checklist.clock.zone.name().to_owned(),
    }
}

/// Returns the acts of a business day at a site that were recorded up to `now`, ordered by id. The same seed gives the
/// same acts.
pub fn acts(checklist: &Checklist, site: &str, day: Day, seed: u64, (now, lang): (Instant, Lang)) -> Vec<Draft> {
    let name = format!("{day} {site}");
    let seed = name.bytes().fold(seed, |seed, byte| Random::new(seed ^ u64::from(byte)).next());
    let mut making = Making { checklist, site, day, words: words(lang), random: Random::new(seed), drafts: Vec::new() };
    let plan = plan(checklist, site, day, None);
    // On some days, one person ticks all tasks of the afternoon together in the evening.
    let lazy = making.random.chance(120).then(|| {
        let from = plan.bounds.start + (plan.bounds.end - plan.bounds.start) * 2 / 5;
        let person = making.words.people[usize::try_from(making.random.between(0, 1)).unwrap_or(0)];
        (from, from + TimeDelta::hours(6), person)
    });
    let mut at_once = TimeDelta::zero();
    for planned in &plan.occurrences {
        let person = making.person(planned);
        match lazy {
            Some((from, evening, lazy))
                if person == lazy && planned.window.end > from && planned.window.end < evening =>
            {
                at_once += TimeDelta::seconds(making.random.between(5, 40));
                let claimed = making.within(planned);
                making.tick(planned, &person, claimed, evening + at_once, None);
            }
            _ => making.occurrence(planned, &person),
        }
    }
    let mut drafts = making.drafts;
    drafts.retain(|draft| draft.recorded_at.to_utc() <= now);
    drafts.sort_by_key(|draft| draft.id);
    drafts
}

impl Making<'_> {
    /// Returns the person who does an occurrence: its owner, or else one of the demo's people.
    fn person(&self, planned: &Planned) -> String {
        let role = planned.task.role.as_deref();
        let place = self.checklist.roles.iter().position(|known| role == Some(&known.id)).unwrap_or(0);
        planned.owner.person().unwrap_or(self.words.people[place % self.words.people.len()]).to_owned()
    }

    fn within(&mut self, planned: &Planned) -> Instant {
        let seconds = (planned.window.end - planned.window.start).num_seconds();
        planned.window.start + TimeDelta::seconds(self.random.between(seconds / 5, (seconds - 1).max(0)))
    }

    /// Generates the acts of one occurrence, chosen at random: done in time, late, skipped, missed and so on.
    fn occurrence(&mut self, planned: &Planned, person: &str) {
        let is_watch = planned.task.is_watch();
        let missed = if is_watch { 90 } else { 30 };
        let somebody = if self.random.chance(40) { self.words.people[3] } else { person }.to_owned();
        match self.random.next() % 1000 {
            roll if roll < missed => {}
            roll if roll < missed + 50 && !is_watch => {
                let late = planned.window.end + TimeDelta::minutes(self.random.between(1, 150));
                self.tick(planned, person, late.min(planned.lapse - TimeDelta::seconds(1)), late, None);
            }
            roll if roll < missed + 65 => {
                let reason = self.random.pick(&self.words.skipped).copied().unwrap_or_default();
                self.set_aside(planned, person, reason, false);
            }
            roll if roll < missed + 75 => {
                let reason = self.random.pick(&self.words.excused).copied().unwrap_or_default();
                self.set_aside(planned, person, reason, true);
            }
            roll if roll < missed + 95 && !is_watch => {
                let early = planned.window.start - TimeDelta::minutes(self.random.between(1, 25));
                self.tick(planned, person, early, early, None);
            }
            roll if roll < missed + 105 => {
                // Done in time, but recorded only the next morning.
                let claimed = self.within(planned);
                let recorded = planned.lapse + TimeDelta::hours(6) + TimeDelta::minutes(self.random.between(0, 240));
                self.tick(planned, person, claimed, recorded.max(claimed), None);
            }
            roll if roll < missed + 110 => {
                let later = planned.lapse + TimeDelta::minutes(self.random.between(5, 300));
                self.tick(planned, person, later, later, None);
            }
            roll if roll < missed + 115 => self.returned(planned, person),
            _ => {
                let claimed = self.within(planned);
                self.tick(planned, &somebody, claimed, claimed, None);
                if self.random.chance(FAULT) {
                    self.fault(planned, &somebody, claimed);
                }
            }
        }
    }

    /// Generates a fault found during an occurrence. Most faults are resolved within days.
    fn fault(&mut self, planned: &Planned, by: &str, found: Instant) {
        // By day, so that faults open at the same time have different titles.
        self.random.next();
        let title = self.words.faults[self.day.ordinal0() as usize % self.words.faults.len()].to_owned();
        let key = one_off_key(u32::try_from(self.random.next() >> 32).unwrap_or_default());
        let of = Occurrence { task: key.into(), slot: ANY_SLOT.into() };
        let origin = Some(planned.occurrence());
        let assignee = Some(by.to_owned());
        let one_off = OneOff { title, due: None, end: None, assignee, carry: LONGEST_CARRY, found: origin, note: None };
        let added = Fact::Add { of: of.clone(), at: self.local(found), one_off: Box::new(one_off) };
        self.act(by, found, vec![added]);
        if self.random.chance(SOLVED) {
            let solved = found + TimeDelta::minutes(self.random.between(30, 4 * 24 * 60));
            let tick = Fact::Tick { of, at: self.local(solved), steps: None, values: Default::default() };
            self.act(by, solved, vec![tick]);
        }
    }

    fn tick(&mut self, planned: &Planned, by: &str, claimed: Instant, recorded: Instant, steps: Option<Vec<u16>>) {
        let values = values::values(self.checklist, (planned.task, self.day), self.words, &mut self.random);
        // A quarter of the tasks with steps are ticked in two parts.
        let count = planned.task.steps.len();
        if steps.is_none() && claimed == recorded && count > 1 && self.random.chance(250) {
            let half = u16::try_from(count / 2).unwrap_or(1);
            let before = claimed - TimeDelta::minutes(self.random.between(1, 8));
            if before >= planned.window.start {
                self.tick(planned, by, before, before, Some((1..=half).collect()));
                let rest = (half + 1..=u16::try_from(count).unwrap_or(u16::MAX)).collect();
                return self.tick(planned, by, claimed, recorded, Some(rest));
            }
        }
        let (of, at) = (planned.occurrence(), self.local(claimed));
        let mut facts = vec![Fact::Tick { of: of.clone(), at, steps, values }];
        if self.random.chance(15) {
            let text = self.random.pick(&self.words.notes).copied().unwrap_or_default().to_owned();
            facts.push(Fact::Note { of, at, text });
        }
        self.act(by, recorded, facts);
    }

    fn set_aside(&mut self, planned: &Planned, by: &str, reason: &str, excused: bool) {
        let when = self.within(planned);
        let (of, at, reason) = (planned.occurrence(), self.local(when), reason.to_owned());
        let fact = if excused { Fact::Excuse { of, at, reason } } else { Fact::Skip { of, at, reason } };
        self.act(by, when, vec![fact]);
    }

    /// Generates a tick, its undo by somebody else, and a second tick.
    fn returned(&mut self, planned: &Planned, by: &str) {
        let first = self.within(planned);
        self.tick(planned, by, first, first, Some((1..=planned.task.steps.len().max(1) as u16).collect()));
        let Some(act) = self.drafts.last().map(|draft| draft.id) else { return };
        let reason = self.random.pick(&self.words.returned).map(|reason| (*reason).to_owned());
        let back = first + TimeDelta::minutes(self.random.between(2, 20));
        let [first_person, second, ..] = self.words.people;
        let lead = if by == first_person { second } else { first_person };
        self.act(lead, back, vec![Fact::Undo { act, only: None, reason }]);
        let again = back + TimeDelta::minutes(self.random.between(2, 20));
        self.tick(planned, by, again, again, Some((1..=planned.task.steps.len().max(1) as u16).collect()));
    }

    fn act(&mut self, by: &str, recorded: Instant, facts: Vec<Fact>) {
        // Milliseconds are added, because real acts are recorded with them.
        let recorded = recorded + TimeDelta::milliseconds(self.random.between(0, 999));
        let millis = u64::try_from(recorded.timestamp_millis()).unwrap_or(0);
        let random = [self.random.next().to_be_bytes(), self.random.next().to_be_bytes()].concat();
        let mut bytes = [0; 10];
        bytes.copy_from_slice(&random[..10]);
        self.drafts.push(Draft {
            id: uuid::Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid(),
            checklist: self.checklist.id.as_str().into(),
            site: self.site.into(),
            day: self.day,
            by: by.into(),
            recorded_at: self.local(recorded),
            under: None,
            facts,
        });
    }

    fn local(&self, instant: Instant) -> DateTime<FixedOffset> {
        self.checklist.clock.zone.at(instant)
    }
}
