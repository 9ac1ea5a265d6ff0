//! Reports lines whose ids, or whose writers' clocks, are far ahead of this computer's clock.

use super::FileWalk;
use crate::calendar::Instant;
use crate::journal::act::ActId;
use crate::journal::clock;
use crate::journal::fault::{Fault, FaultKind};
use crate::journal::record::{PlacedRecord, Record};
use chrono::{DateTime, FixedOffset, TimeDelta};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// Differences up to this are not reported, because even correctly set clocks differ a little.
const FAR: TimeDelta = TimeDelta::days(1);

/// Lines whose ids are far ahead: because of the writer's own clock, or because the writer had seen such an id.
#[derive(Default)]
pub(super) struct Clocks {
    /// For each file, the line with the lowest id of those written by a clock that was ahead, and the number of others.
    by_file: BTreeMap<Arc<PathBuf>, (Ahead, usize)>,
    /// The line with the lowest of all ids that are ahead. It is reported even if its writer's clock was not ahead.
    first: Option<Ahead>,
}

struct Ahead {
    id: ActId,
    by: String,
    by_how_much: TimeDelta,
    path: Arc<PathBuf>,
    line: u32,
    /// Whether the writer's own clock was ahead.
    is_by_clock: bool,
}

impl Clocks {
    /// Adds a line if its id is far ahead of this computer's clock.
    pub(super) fn take<R: Record>(
        &mut self,
        it: &PlacedRecord<R>,
        by: &str,
        recorded_at: DateTime<FixedOffset>,
        now: Instant,
    ) {
        let (id, is_far) = (it.record.id(), |ahead: &TimeDelta| *ahead > FAR);
        let Some(by_id) = clock::ahead(id, now).filter(is_far) else { return };
        let by_clock = Some(recorded_at.to_utc() - now).filter(is_far);
        let (is_by_clock, by_how_much) = (by_clock.is_some(), by_clock.unwrap_or(by_id));
        let ahead = || {
            let (path, line) = (Arc::clone(&it.path), it.line);
            Ahead { id, by: by.to_owned(), by_how_much, path, line, is_by_clock }
        };
        if self.first.as_ref().is_none_or(|first| id < first.id) {
            self.first = Some(ahead());
        }
        if !is_by_clock {
            return;
        }
        match self.by_file.get_mut(&it.path) {
            Some((first, more)) => {
                *more += 1;
                if id < first.id {
                    *first = ahead();
                }
            }
            None => drop(self.by_file.insert(Arc::clone(&it.path), (ahead(), 0))),
        }
    }
}

impl FileWalk {
    /// Reports, once for each file, the lines whose writer's clock was far ahead. Lines written after these have later
    /// ids even if their own clocks are right, so they are not reported. The line with the lowest id that is ahead is
    /// always reported.
    pub(super) fn name_clocks_ahead(&mut self) {
        let Clocks { mut by_file, first } = std::mem::take(&mut self.clocks);
        if let Some(first) = first.filter(|first| !first.is_by_clock) {
            let more = by_file.get(&first.path).map_or(0, |(_, more)| more + 1);
            by_file.insert(Arc::clone(&first.path), (first, more));
        }
        for (path, (it, more)) in by_file {
            let kind = FaultKind::ClockAhead { act: it.id, by: it.by, days: it.by_how_much.num_days(), more };
            self.result.faults.push(Fault::at(&path, it.line, kind));
        }
    }
}
