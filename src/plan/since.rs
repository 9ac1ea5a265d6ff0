//! Determines which adoption introduced each occurrence, on a day during which a checklist was adopted.

use super::{Occurrence, Plan, plan};
use crate::calendar::Instant;
use crate::checklist::Checklist;
use rustc_hash::FxHashMap;
use std::ops::Deref;

/// The adoption that introduced an occurrence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Beginning {
    /// When the adoption was recorded.
    pub at: Instant,
    /// Whether it is the checklist's first adoption.
    pub is_first: bool,
}

/// Decides which occurrences of a day at a site are required if its checklist was adopted during the day. An occurrence
/// whose window was already over is required if the text in force at the end of the window required it, even if a later
/// text did not. So an adoption never creates a miss that nobody could have prevented, and correcting a mistaken
/// adoption forgives no earlier miss.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Since {
    /// The adoption of the text that judges the day.
    last: Beginning,
    /// For occurrences whose windows were over at `last`: the adoption that introduced each, or `None` if it was
    /// introduced in time. Any that are not listed were introduced by `last`.
    over: FxHashMap<Occurrence, Option<Beginning>>,
}

impl Since {
    /// Creates a `Since` for the first text of a checklist, adopted at the given instant.
    pub fn first(at: Instant) -> Since {
        Since { last: Beginning { at, is_first: true }, over: FxHashMap::default() }
    }

    /// Creates a `Since` for the text from which `of` was planned, adopted at `at`. `before` yields the texts in force
    /// before that one with their instants of adoption, latest first. `None` stands for a text that cannot be read; it
    /// requires nothing.
    pub fn new<C: Deref<Target = Checklist>>(
        of: &Plan,
        at: Instant,
        mut before: impl Iterator<Item = (Instant, Option<C>)>,
    ) -> Since {
        let mut since = Since { over: FxHashMap::default(), ..Since::first(at) };
        let mut open: FxHashMap<Occurrence, Option<Beginning>> =
            over_by(of, at).into_keys().map(|occurrence| (occurrence, None)).collect();
        let mut later = at;
        // If no window was over at the adoption, no earlier text is read.
        while !open.is_empty() {
            let Some((at, text)) = before.next() else { break };
            let text = text.filter(|text| text.site_ids().contains(&of.site));
            let was = text.map(|text| over_by(&plan(&text, of.site, of.day, None), later)).unwrap_or_default();
            open.retain(|occurrence, began| {
                let is_asked_in_time = was.get(occurrence).is_some_and(|end| *end > at);
                if is_asked_in_time {
                    since.over.insert(occurrence.clone(), None);
                } else if !was.contains_key(occurrence) {
                    began.get_or_insert(Beginning { at: later, is_first: false });
                }
                !is_asked_in_time
            });
            later = at;
            // Texts replaced before the day began cannot have required anything on it.
            if at <= of.bounds.start {
                break;
            }
        }
        let first = Beginning { at: later, is_first: true };
        since.over.extend(open.into_iter().map(|(occurrence, began)| (occurrence, Some(began.unwrap_or(first)))));
        since
    }

    /// Returns the adoption that introduced an occurrence, if the occurrence's window, which ends at `end`, was already
    /// over by then.
    pub(super) fn too_late(&self, end: Instant, occurrence: impl FnOnce() -> Occurrence) -> Option<Beginning> {
        if end > self.last.at {
            return None;
        }
        self.over.get(&occurrence()).copied().unwrap_or(Some(self.last))
    }
}

/// Returns the occurrences whose windows are over at an instant, with the end of each window.
fn over_by(plan: &Plan, at: Instant) -> FxHashMap<Occurrence, Instant> {
    let over = plan.occurrences.iter().filter(|planned| planned.window.end <= at);
    over.map(|planned| (planned.occurrence(), planned.window.end)).collect()
}
