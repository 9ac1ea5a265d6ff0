//! When the occurrences of a day came into being, on a day in the course of which its text was adopted.

use super::{Occurrence, Plan, plan};
use crate::calendar::Instant;
use crate::checklist::Checklist;
use rustc_hash::FxHashMap;
use std::ops::Deref;

/// The adoption that brought an occurrence into being.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Beginning {
    /// When it was recorded.
    pub at: Instant,
    /// Whether the checklist itself began with it.
    pub is_first: bool,
}

/// What counts of a day at a site, whose text was adopted after the day had begun. A window that was over by then counts
/// as it did before the adoption; what the text before did not ask for, or not yet, requires nothing. So an adoption
/// never makes anything missed that nobody could have done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Since {
    /// The adoption of the text that judges the day.
    last: Beginning,
    /// What brought the occurrences into being that were over by then; `None` where it was there in time.
    over: FxHashMap<Occurrence, Option<Beginning>>,
}

impl Since {
    /// The first text of a checklist, adopted at an instant.
    pub fn first(at: Instant) -> Since {
        Since { last: Beginning { at, is_first: true }, over: FxHashMap::default() }
    }

    /// A text adopted at an instant, whose plan of the day this is, and those in force before it: each with the instant
    /// of its adoption, the last one first. One that cannot be read asks for nothing.
    pub fn new<C: Deref<Target = Checklist>>(
        of: &Plan,
        at: Instant,
        mut before: impl Iterator<Item = (Instant, Option<C>)>,
    ) -> Since {
        let mut since = Since { over: FxHashMap::default(), ..Since::first(at) };
        let mut open = over_by(of, at);
        let mut later = at;
        // Where nothing was over by then, no text before it is read.
        while !open.is_empty() {
            let Some((at, text)) = before.next() else { break };
            let text = text.filter(|text| text.site_ids().contains(&of.site));
            let was = text.map(|text| over_by(&plan(&text, of.site, of.day, None), later)).unwrap_or_default();
            open.retain(|occurrence, _| {
                let beginning = match was.get(occurrence) {
                    None => Some(Beginning { at: later, is_first: false }),
                    Some(end) if *end > at => None,
                    Some(_) => return true,
                };
                since.over.insert(occurrence.clone(), beginning);
                false
            });
            later = at;
        }
        let first = Beginning { at: later, is_first: true };
        since.over.extend(open.into_keys().map(|occurrence| (occurrence, Some(first))));
        since
    }

    /// What brought an occurrence into being, where its window, which ends at an instant, was over by then.
    pub(super) fn too_late(&self, end: Instant, occurrence: impl FnOnce() -> Occurrence) -> Option<Beginning> {
        if end > self.last.at {
            return None;
        }
        self.over.get(&occurrence()).copied().unwrap_or(Some(self.last))
    }
}

/// The occurrences whose windows are over at an instant, and when they ended.
fn over_by(plan: &Plan, at: Instant) -> FxHashMap<Occurrence, Instant> {
    let over = plan.occurrences.iter().filter(|planned| planned.window.end <= at);
    over.map(|planned| (planned.occurrence(), planned.window.end)).collect()
}
