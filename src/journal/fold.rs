//! From acts to state. The order in which acts arrived, and how often, makes no difference.

use super::act::{Act, ActId, Fact, Occurrence};
use super::record;
use crate::plan::OneOff;
use chrono::{DateTime, FixedOffset};
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use std::collections::{BTreeMap, BTreeSet};

/// What the acts of one business day at one site come to.
#[derive(Debug, Clone, PartialEq)]
pub struct DayFacts<'a> {
    /// What holds of each occurrence of which something holds, in no order.
    pub occurrences: FxHashMap<&'a Occurrence, OccurrenceFacts<'a>>,
    /// What was taken back, each fact once, by id of the undo.
    pub undone: Vec<Undone<'a>>,
    /// Each once, by id.
    acts: Vec<&'a Act>,
    taken_back: TakenBack<'a>,
}

/// What holds of one occurrence.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OccurrenceFacts<'a> {
    /// By claimed instant, then act id.
    pub ticks: Vec<Tick<'a>>,
    /// For each field its last value, by act id.
    pub values: BTreeMap<&'a str, Value<'a>>,
    /// The last skip or excuse, by act id.
    pub ruling: Option<Ruling<'a>>,
    /// Notes by act id: one that answers another stands below it.
    pub notes: Vec<Note<'a>>,
    /// What adds it to the day, where it is a one-off: the first by act id.
    pub added: Option<Added<'a>>,
}

/// The adding of a one-off.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Added<'a> {
    /// What is to be done, for whom, until when.
    pub one_off: &'a OneOff,
    /// Who added it.
    pub by: &'a str,
    /// For when it is claimed.
    pub claimed: DateTime<FixedOffset>,
    /// When it was written down.
    pub recorded: DateTime<FixedOffset>,
    /// The act.
    pub act: ActId,
}

/// One live tick.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tick<'a> {
    /// Who ticked.
    pub by: &'a str,
    /// When it is said to have been done.
    pub claimed: DateTime<FixedOffset>,
    /// When it was written down.
    pub recorded: DateTime<FixedOffset>,
    /// Step numbers from 1; absent means all, empty means none.
    pub steps: Option<&'a [u16]>,
    /// The act.
    pub act: ActId,
}

/// The tick that made an occurrence done.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Completion<'a> {
    /// Who completed it.
    pub by: &'a str,
    /// When it is said to have been done: decides between early, on time and late.
    pub claimed: DateTime<FixedOffset>,
    /// When it was written down: decides whether it was backfilled.
    pub recorded: DateTime<FixedOffset>,
    /// The act.
    pub act: ActId,
}

/// A field's value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Value<'a> {
    /// In canonical form.
    pub text: &'a str,
    /// Who entered it.
    pub by: &'a str,
    /// When it was written down.
    pub recorded: DateTime<FixedOffset>,
    /// The act.
    pub act: ActId,
}

/// A skip or an excuse.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ruling<'a> {
    /// Which of the two.
    pub kind: RulingKind,
    /// Why.
    pub reason: &'a str,
    /// Who said so.
    pub by: &'a str,
    /// For when it is claimed.
    pub claimed: DateTime<FixedOffset>,
    /// When it was written down.
    pub recorded: DateTime<FixedOffset>,
    /// The act.
    pub act: ActId,
}

/// Whether an occurrence not done still counts as required.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RulingKind {
    /// It does.
    Skip,
    /// It does not.
    Excuse,
}

/// A note.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Note<'a> {
    /// What was said.
    pub text: &'a str,
    /// Who said it.
    pub by: &'a str,
    /// For when it is claimed.
    pub claimed: DateTime<FixedOffset>,
    /// When it was written down.
    pub recorded: DateTime<FixedOffset>,
    /// The act.
    pub act: ActId,
}

/// An act that was taken back, whole or in part.
#[derive(Debug, Clone, PartialEq)]
pub struct Undone<'a> {
    /// What was taken back.
    pub act: &'a Act,
    /// Those of its facts that were taken back by this.
    pub facts: Vec<&'a Fact>,
    /// Who took it back.
    pub by: &'a str,
    /// When that was written down.
    pub recorded: DateTime<FixedOffset>,
    /// Why.
    pub reason: Option<&'a str>,
    /// The act that took it back.
    pub undo: ActId,
}

/// What is taken back of which act: all of it, or what it said of an occurrence. Also of acts that have not arrived.
type TakenBack<'a> = BTreeMap<ActId, Vec<Option<&'a Occurrence>>>;

/// Folds the acts of one business day at one site, in any order, with any doubles. Of two acts with one id that say
/// different things, the same one is kept whatever their order.
pub fn fold<'a>(acts: impl IntoIterator<Item = &'a Act>) -> DayFacts<'a> {
    let acts = distinct(acts.into_iter().collect());
    let taken_back = taken_back(&acts);
    let undone = undone(&acts, &taken_back);
    let mut occurrences = FxHashMap::with_capacity_and_hasher(acts.len(), FxBuildHasher);
    for act in &acts {
        for fact in &act.facts {
            if let Some(of) = fact.occurrence().filter(|of| !is_taken_back(&taken_back, act.id, of)) {
                let known: &mut OccurrenceFacts = occurrences.entry(of).or_default();
                known.take(act, fact);
            }
        }
    }
    for facts in occurrences.values_mut() {
        // Early, on time and late go by what is claimed. Stable: the facts of one act stay in their order.
        facts.ticks.sort_by_key(|tick| (tick.claimed, tick.act));
    }
    DayFacts { occurrences, undone, acts, taken_back }
}

/// Each act once, by id.
fn distinct(mut acts: Vec<&Act>) -> Vec<&Act> {
    acts.sort_by_key(|act| act.id);
    acts.dedup_by(|later, kept| {
        if later.id == kept.id && record::stands_over(*later, *kept) {
            *kept = *later;
        }
        later.id == kept.id
    });
    acts
}

fn taken_back<'a>(acts: &[&'a Act]) -> TakenBack<'a> {
    let mut taken_back = TakenBack::new();
    for fact in acts.iter().flat_map(|act| &act.facts) {
        if let Fact::Undo { act, only, .. } = fact {
            taken_back.entry(*act).or_default().push(only.as_ref());
        }
    }
    taken_back
}

fn is_taken_back(taken_back: &TakenBack<'_>, act: ActId, of: &Occurrence) -> bool {
    // Most days know no undo at all.
    !taken_back.is_empty()
        && taken_back.get(&act).is_some_and(|undone| undone.iter().any(|only| only.is_none_or(|only| only == of)))
}

/// What was taken back, each fact once: of several who took it back without knowing of each other, the first counts; of
/// the doer and another, the other, for then it was returned.
fn undone<'a>(acts: &[&'a Act], taken_back: &TakenBack<'a>) -> Vec<Undone<'a>> {
    let mut undone: Vec<Undone<'a>> = Vec::new();
    if taken_back.is_empty() {
        return undone;
    }
    let mut known: FxHashSet<(ActId, &Occurrence)> = FxHashSet::default();
    for is_returned in [true, false] {
        for undo in acts {
            for fact in &undo.facts {
                let Fact::Undo { act: target, only, reason } = fact else { continue };
                let Some(&act) = acts.iter().find(|act| act.id == *target) else { continue };
                if (undo.by != act.by) != is_returned {
                    continue;
                }
                let is_named = |of: &&Occurrence| only.as_ref().is_none_or(|only| only == *of);
                let facts: Vec<&Fact> = act
                    .facts
                    .iter()
                    .filter(|fact| fact.occurrence().filter(is_named).is_some_and(|of| !known.contains(&(act.id, of))))
                    .collect();
                known.extend(facts.iter().filter_map(|fact| Some((act.id, fact.occurrence()?))));
                if !facts.is_empty() {
                    let (by, recorded) = (undo.by.as_str(), undo.recorded_at);
                    undone.push(Undone { act, facts, by, recorded, reason: reason.as_deref(), undo: undo.id });
                }
            }
        }
    }
    // Stable: what one act takes back stays in its order.
    undone.sort_by_key(|it| it.undo);
    undone
}

impl<'a> DayFacts<'a> {
    /// Whether a fact of an act holds: whether nobody took it back. An undo always holds.
    pub fn holds(&self, act: ActId, fact: &Fact) -> bool {
        fact.occurrence().is_none_or(|of| !is_taken_back(&self.taken_back, act, of))
    }

    /// What a person did that still holds, the last first: each act, and those of its facts that hold. Taking something
    /// back is no such thing.
    pub fn live_acts(&self, by: &str) -> impl Iterator<Item = (&'a Act, Vec<&'a Fact>)> {
        self.acts.iter().rev().filter(move |act| act.by == by).filter_map(|&act| {
            let holds = |fact: &&Fact| fact.occurrence().is_some_and(|of| !is_taken_back(&self.taken_back, act.id, of));
            let live: Vec<&Fact> = act.facts.iter().filter(holds).collect();
            (!live.is_empty()).then_some((act, live))
        })
    }

    /// The last thing a person did that still holds, on any task or on one: the act, and those of its facts (on that
    /// task) that hold.
    pub fn last_live_act(&self, by: &str, task: Option<&str>) -> Option<(&'a Act, Vec<&'a Fact>)> {
        self.live_acts(by).find_map(|(act, mut live)| {
            live.retain(|fact| fact.occurrence().is_some_and(|of| task.is_none_or(|task| task == of.task)));
            (!live.is_empty()).then_some((act, live))
        })
    }

    /// What holds, by task and slot.
    pub fn in_order(&self) -> Vec<(&'a Occurrence, &OccurrenceFacts<'a>)> {
        let mut occurrences: Vec<_> = self.occurrences.iter().map(|(of, facts)| (*of, facts)).collect();
        occurrences.sort_unstable_by_key(|(of, _)| *of);
        occurrences
    }

    /// What was taken back of a task and slot.
    pub fn undone_of<'s>(&'s self, task: &'s str, slot: &'s str) -> impl DoubleEndedIterator<Item = &'s Undone<'a>> {
        let is_it = move |of: &Occurrence| of.task == task && of.slot == slot;
        self.undone.iter().filter(move |it| it.occurrences().any(is_it))
    }
}

impl<'a> Undone<'a> {
    /// Whether somebody else took it back than had done it: reported as returned.
    pub fn is_returned(&self) -> bool {
        self.by != self.act.by
    }

    /// The occurrences of which something was taken back.
    pub fn occurrences(&self) -> impl Iterator<Item = &'a Occurrence> {
        self.facts.iter().filter_map(|fact| fact.occurrence())
    }
}

impl<'a> OccurrenceFacts<'a> {
    /// Takes in a fact of an act whose id is above those before.
    fn take(&mut self, act: &'a Act, fact: &'a Fact) {
        let (by, recorded) = (act.by.as_str(), act.recorded_at);
        match fact {
            Fact::Tick { at, steps, values, .. } => {
                if self.ticks.is_empty() {
                    // Mostly it stays the only one.
                    self.ticks = Vec::with_capacity(1);
                }
                self.ticks.push(Tick { by, claimed: *at, recorded, steps: steps.as_deref(), act: act.id });
                for (field, text) in values {
                    self.values.insert(field, Value { text, by, recorded, act: act.id });
                }
            }
            Fact::Skip { at, reason, .. } => {
                self.ruling = Some(Ruling { kind: RulingKind::Skip, reason, by, claimed: *at, recorded, act: act.id });
            }
            Fact::Excuse { at, reason, .. } => {
                self.ruling =
                    Some(Ruling { kind: RulingKind::Excuse, reason, by, claimed: *at, recorded, act: act.id });
            }
            Fact::Note { at, text, .. } => self.notes.push(Note { text, by, claimed: *at, recorded, act: act.id }),
            Fact::Add { at, one_off, .. } => {
                self.added.get_or_insert(Added { one_off, by, claimed: *at, recorded, act: act.id });
            }
            Fact::Undo { .. } => {}
        }
    }

    /// The tick with which the union of steps became full, in the order of the claimed instants, whatever the order
    /// of arrival. A task without steps is done by the first tick that claims anything.
    pub fn completion(&self, step_count: u16) -> Option<Completion<'a>> {
        let mut done: BTreeSet<u16> = BTreeSet::new();
        let tick = self.ticks.iter().find(|tick| match tick.steps {
            None => true,
            Some(steps) if step_count == 0 => !steps.is_empty(),
            Some(steps) => {
                done.extend(steps.iter().filter(|step| (1..=step_count).contains(*step)));
                done.len() == usize::from(step_count)
            }
        })?;
        Some(Completion { by: tick.by, claimed: tick.claimed, recorded: tick.recorded, act: tick.act })
    }

    /// The steps ticked so far, in order; those that the task no longer has are left out.
    pub fn steps_done(&self, step_count: u16) -> Vec<u16> {
        if self.ticks.iter().any(|tick| tick.steps.is_none()) {
            return (1..=step_count).collect();
        }
        let steps = self.ticks.iter().filter_map(|tick| tick.steps).flatten().copied();
        steps.filter(|step| (1..=step_count).contains(step)).collect::<BTreeSet<u16>>().into_iter().collect()
    }
}
