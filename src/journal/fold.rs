//! Folds acts into state. The order in which acts arrive, and duplicates among them, make no difference.

use super::act::{Act, ActId, Fact, Occurrence};
use super::record;
use crate::plan::OneOff;
use chrono::{DateTime, FixedOffset};
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use std::collections::{BTreeMap, BTreeSet};

/// The state that results from the acts of one business day at one site.
#[derive(Debug, Clone, PartialEq)]
pub struct DayFacts<'a> {
    /// The state of each occurrence that has facts, in no order.
    pub occurrences: FxHashMap<&'a Occurrence, OccurrenceFacts<'a>>,
    /// The undone facts, each once, grouped by undo and ordered by the id of the undo.
    pub undone: Vec<Undone<'a>>,
    /// The acts, each once, ordered by id.
    acts: Vec<&'a Act>,
    taken_back: TakenBack<'a>,
}

/// The state of one occurrence. Includes only facts that were not undone.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OccurrenceFacts<'a> {
    /// The ticks, ordered by claimed instant, then by act id.
    pub ticks: Vec<Tick<'a>>,
    /// Field id → its last value, that of the act with the highest id.
    pub values: BTreeMap<&'a str, Value<'a>>,
    /// The last skip or excuse, that of the act with the highest id.
    pub ruling: Option<Ruling<'a>>,
    /// The notes, ordered by act id, so that a reply follows the note it answers.
    pub notes: Vec<Note<'a>>,
    /// How the one-off was added, if the occurrence is one. If several acts add it, this is the one with the lowest id.
    pub added: Option<Added<'a>>,
}

/// Who said something, and when.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Source<'a> {
    /// Who recorded it.
    pub by: &'a str,
    /// The claimed instant; of a completion, it decides between early, on time and late.
    pub claimed: DateTime<FixedOffset>,
    /// When it was recorded, which decides whether a completion was backfilled.
    pub recorded: DateTime<FixedOffset>,
    /// The id of the act.
    pub act: ActId,
}

/// How a one-off was added.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Added<'a> {
    /// The one-off's title, assignee, time and so on.
    pub one_off: &'a OneOff,
    /// Who said it, and when.
    pub source: Source<'a>,
}

/// A tick that was not undone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tick<'a> {
    /// Step numbers from 1; `None` means all, empty means none.
    pub steps: Option<&'a [u16]>,
    /// Who said it, and when.
    pub source: Source<'a>,
}

/// A field's value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Value<'a> {
    /// The value in canonical form.
    pub text: &'a str,
    /// Who said it, and when.
    pub source: Source<'a>,
}

/// A skip or an excuse.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ruling<'a> {
    /// Whether it is a skip or an excuse.
    pub kind: RulingKind,
    /// The reason.
    pub reason: &'a str,
    /// Who said it, and when.
    pub source: Source<'a>,
}

/// Whether an occurrence that was not done is still required.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RulingKind {
    /// Skipped: still required.
    Skip,
    /// Excused: not required.
    Excuse,
}

/// A note.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Note<'a> {
    /// The text.
    pub text: &'a str,
    /// Who said it, and when.
    pub source: Source<'a>,
}

/// An act that was undone, wholly or in part.
#[derive(Debug, Clone, PartialEq)]
pub struct Undone<'a> {
    /// The act that was undone.
    pub act: &'a Act,
    /// The facts of the act that this undo removed.
    pub facts: Vec<&'a Fact>,
    /// Who undid it.
    pub by: &'a str,
    /// When the undo was recorded.
    pub recorded: DateTime<FixedOffset>,
    /// The reason, if given.
    pub reason: Option<&'a str>,
    /// The act that contains the undo.
    pub undo: ActId,
}

/// Id of the undone act → what each undo of it covers: one occurrence, or the whole act (`None`). May include acts that
/// have not arrived yet.
type TakenBack<'a> = BTreeMap<ActId, Vec<Option<&'a Occurrence>>>;

/// Folds the acts of one business day at one site, in any order and with any duplicates. If two acts with the same id
/// differ, the choice between them does not depend on their order.
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
        // The claimed instant decides between early, on time and late. The sort is stable: facts of one act stay in
        // order.
        facts.ticks.sort_by_key(|tick| (tick.source.claimed, tick.source.act));
    }
    DayFacts { occurrences, undone, acts, taken_back }
}

/// Removes duplicates, and orders the acts by id.
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
    // Most days have no undo.
    !taken_back.is_empty()
        && taken_back.get(&act).is_some_and(|undone| undone.iter().any(|only| only.is_none_or(|only| only == of)))
}

/// Returns the undone facts, each once, grouped by undo. If a fact was undone several times, the first undo is used,
/// but an undo by somebody else takes precedence over the doer's own, because the act was then returned.
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
    // The sort is stable: entries of the same undoing act stay in order.
    undone.sort_by_key(|it| it.undo);
    undone
}

impl<'a> DayFacts<'a> {
    /// Whether a fact of an act was not undone. Always true for an undo, which cannot itself be undone.
    pub fn holds(&self, act: ActId, fact: &Fact) -> bool {
        fact.occurrence().is_none_or(|of| !is_taken_back(&self.taken_back, act, of))
    }

    /// Returns the acts that were not wholly undone, latest first, each with its remaining facts. Undos are not
    /// included.
    pub fn live_acts(&self) -> impl Iterator<Item = (&'a Act, Vec<&'a Fact>)> {
        self.acts.iter().rev().filter_map(|&act| {
            let holds = |fact: &&Fact| fact.occurrence().is_some_and(|of| !is_taken_back(&self.taken_back, act.id, of));
            let live: Vec<&Fact> = act.facts.iter().filter(holds).collect();
            (!live.is_empty()).then_some((act, live))
        })
    }

    /// Returns the state of each occurrence, ordered by task and slot.
    pub fn in_order(&self) -> Vec<(&'a Occurrence, &OccurrenceFacts<'a>)> {
        let mut occurrences: Vec<_> = self.occurrences.iter().map(|(of, facts)| (*of, facts)).collect();
        occurrences.sort_unstable_by_key(|(of, _)| *of);
        occurrences
    }

    /// Returns the undone acts that concern the occurrence with this task and slot.
    pub fn undone_of<'s>(&'s self, task: &'s str, slot: &'s str) -> impl DoubleEndedIterator<Item = &'s Undone<'a>> {
        let is_it = move |of: &Occurrence| of.task == task && of.slot == slot;
        self.undone.iter().filter(move |it| it.occurrences().any(is_it))
    }
}

impl<'a> Undone<'a> {
    /// Whether someone other than the doer undid the act, which is then reported as returned.
    pub fn is_returned(&self) -> bool {
        self.by != self.act.by
    }

    /// Returns the occurrences that the undo affects.
    pub fn occurrences(&self) -> impl Iterator<Item = &'a Occurrence> {
        self.facts.iter().filter_map(|fact| fact.occurrence())
    }
}

impl<'a> OccurrenceFacts<'a> {
    /// Adds a fact of an act. Acts must be added in the order of their ids.
    fn take(&mut self, act: &'a Act, fact: &'a Fact) {
        let Some(claimed) = fact.claimed() else { return };
        let source = Source { by: &act.by, claimed, recorded: act.recorded_at, act: act.id };
        match fact {
            Fact::Tick { steps, values, .. } => {
                if self.ticks.is_empty() {
                    // Most occurrences have only one tick.
                    self.ticks = Vec::with_capacity(1);
                }
                self.ticks.push(Tick { steps: steps.as_deref(), source });
                for (field, text) in values {
                    self.values.insert(field, Value { text, source });
                }
            }
            Fact::Skip { reason, .. } => self.ruling = Some(Ruling { kind: RulingKind::Skip, reason, source }),
            Fact::Excuse { reason, .. } => self.ruling = Some(Ruling { kind: RulingKind::Excuse, reason, source }),
            Fact::Note { text, .. } => self.notes.push(Note { text, source }),
            Fact::Add { one_off, .. } => {
                self.added.get_or_insert(Added { one_off, source });
            }
            Fact::Undo { .. } => {}
        }
    }

    /// Returns the tick that completed the last open step, in the order of the claimed instants; `None` if a step is
    /// still open. A task without steps is completed by the first tick that does not merely carry values.
    pub fn completion(&self, step_count: u16) -> Option<Source<'a>> {
        let mut done: BTreeSet<u16> = BTreeSet::new();
        let tick = self.ticks.iter().find(|tick| match tick.steps {
            None => true,
            Some(steps) if step_count == 0 => !steps.is_empty(),
            Some(steps) => {
                done.extend(steps.iter().filter(|step| (1..=step_count).contains(*step)));
                done.len() == usize::from(step_count)
            }
        })?;
        Some(tick.source)
    }

    /// Returns the numbers of the steps ticked so far, in order, except for steps that the task no longer has.
    pub fn steps_done(&self, step_count: u16) -> Vec<u16> {
        if self.ticks.iter().any(|tick| tick.steps.is_none()) {
            return (1..=step_count).collect();
        }
        let steps = self.ticks.iter().filter_map(|tick| tick.steps).flatten().copied();
        steps.filter(|step| (1..=step_count).contains(step)).collect::<BTreeSet<u16>>().into_iter().collect()
    }
}
