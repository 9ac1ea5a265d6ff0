//! When each occurrence came into being, on a day during which the checklist was adopted.

use super::{Occurrence, Plan, plan};
use crate::calendar::Instant;
use crate::checklist::Checklist;
use rustc_hash::FxHashMap;
use std::ops::Deref;

/// The adoption that introduced an occurrence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Beginning {
    /// When it was recorded.
    pub at: Instant,
    /// Whether it is the checklist's first adoption.
    pub is_first: bool,
}

/// What counts of a day at a site if its checklist was adopted during the day. A window that was already over counts if
/// a text in force until its end required it, even if another text in between did not. So an adoption never turns
/// anything into a miss that nobody could have prevented, and putting a mistaken one right forgives nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Since {
    /// The adoption of the text the day is judged by.
    last: Beginning,
    /// The adoptions that introduced the occurrences already over by then; `None` if introduced in time.
    over: FxHashMap<Occurrence, Option<Beginning>>,
}

impl Since {
    /// For the first text of a checklist, adopted at the given instant.
    pub fn first(at: Instant) -> Since {
        Since { last: Beginning { at, is_first: true }, over: FxHashMap::default() }
    }

    /// For the text that `of` was planned from, adopted at `at`. `before` lists the texts in force before it and their
    /// instants of adoption, latest first; a text that cannot be read requires nothing.
    pub fn new<C: Deref<Target = Checklist>>(
        of: &Plan,
        at: Instant,
        mut before: impl Iterator<Item = (Instant, Option<C>)>,
    ) -> Since {
        let mut since = Since { over: FxHashMap::default(), ..Since::first(at) };
        let mut open: FxHashMap<Occurrence, Option<Beginning>> =
            over_by(of, at).into_keys().map(|occurrence| (occurrence, None)).collect();
        let mut later = at;
        // Where nothing was over by then, no text before it is read.
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
            // Texts before the one that the day began with judged nothing of it.
            if at <= of.bounds.start {
                break;
            }
        }
        let first = Beginning { at: later, is_first: true };
        since.over.extend(open.into_iter().map(|(occurrence, began)| (occurrence, Some(began.unwrap_or(first)))));
        since
    }

    /// The adoption that introduced an occurrence, if its window, ending at `end`, was already over by then.
    pub(super) fn too_late(&self, end: Instant, occurrence: impl FnOnce() -> Occurrence) -> Option<Beginning> {
        if end > self.last.at {
            return None;
        }
        self.over.get(&occurrence()).copied().unwrap_or(Some(self.last))
    }
}

/// The occurrences whose windows are over at an instant, with the end of each window.
fn over_by(plan: &Plan, at: Instant) -> FxHashMap<Occurrence, Instant> {
    let over = plan.occurrences.iter().filter(|planned| planned.window.end <= at);
    over.map(|planned| (planned.occurrence(), planned.window.end)).collect()
}
