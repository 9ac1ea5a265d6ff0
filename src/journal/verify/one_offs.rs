//! Checks for one-offs that are added twice, and for undos of acts that are missing.

use super::FileWalk;
use crate::journal::act::{Act, ActId, Fact, Occurrence};
use crate::journal::fault::{Fault, FaultKind};
use crate::journal::record::PlacedRecord;
use std::collections::BTreeSet;
use std::sync::Arc;

impl FileWalk {
    pub(super) fn name_added_twice(&mut self, of_day: &[PlacedRecord<Act>]) {
        for it in of_day {
            self.adds(it, |of| is_taken_back(of_day, it.record.id, of));
        }
    }

    fn adds(&mut self, it: &PlacedRecord<Act>, is_taken_back: impl Fn(&Occurrence) -> bool) {
        for fact in &it.record.facts {
            let Fact::Add { of, .. } = fact else { continue };
            // A one-off that was undone may be added again.
            if is_taken_back(of) {
                continue;
            }
            let here = || (it.record.id, Arc::clone(&it.path), it.line);
            let (act, path, line) = self.added.entry(of.task.to_string()).or_insert_with(here);
            if *act != it.record.id {
                let kind = FaultKind::AddedTwice { key: of.task.to_string(), path: path.to_path_buf(), line: *line };
                self.result.faults.push(Fault::at(&it.path, it.line, kind));
            }
        }
    }

    pub(super) fn name_undone_that_is_not_here(&mut self, of_day: &[PlacedRecord<Act>]) {
        let undos = || of_day.iter().filter(|it| undone_by(&it.record).next().is_some());
        if undos().next().is_none() {
            return;
        }
        let here: BTreeSet<(&str, ActId)> = of_day.iter().map(|it| (it.record.site.as_str(), it.record.id)).collect();
        for it in undos() {
            for act in undone_by(&it.record).filter(|act| !here.contains(&(it.record.site.as_str(), *act))) {
                self.result.faults.push(Fault::at(&it.path, it.line, FaultKind::NothingToUndo { act }));
            }
        }
    }
}

fn is_taken_back(acts: &[PlacedRecord<Act>], act: ActId, of: &Occurrence) -> bool {
    acts.iter().flat_map(|it| &it.record.facts).any(|fact| match fact {
        Fact::Undo { act: undone, only, .. } => *undone == act && only.as_ref().is_none_or(|only| only == of),
        _ => false,
    })
}

fn undone_by(act: &Act) -> impl Iterator<Item = ActId> {
    act.facts.iter().filter_map(|fact| match fact {
        Fact::Undo { act, .. } => Some(*act),
        _ => None,
    })
}
