//! What the views of a day are made from.

use super::day::DayRows;
use super::{Screen, cells, signs, words};
use crate::calendar::Day;
use crate::checklist::{Checklist, short_ids};
use crate::language::say;
use crate::status::DayState;

/// A day, who looks at it and where.
pub struct DayView<'a> {
    /// The checklist that judges the day.
    pub checklist: &'a Checklist,
    /// The day.
    pub day: &'a DayState<'a>,
    /// Who is looking.
    pub me: &'a str,
    /// Where it is shown.
    pub screen: Screen,
}

/// What the day before left undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Yesterday {
    /// Its business day.
    pub day: Day,
    /// How many checks were missed.
    pub missed: usize,
}

impl<'a> DayView<'a> {
    /// Its rows.
    pub fn rows(&self) -> DayRows<'a> {
        DayRows {
            checklist: self.checklist,
            day: self.day,
            short_ids: short_ids(self.checklist).into_iter().collect(),
            me: self.me,
            screen: self.screen,
        }
    }

    /// Whether the day is the one that runs now.
    pub fn is_running(&self) -> bool {
        self.day.bounds.contains(&self.day.now)
    }

    /// What was done though the checklist no longer plans it: told, not counted.
    pub fn unplanned(&self) -> Vec<String> {
        if self.day.unplanned.is_empty() {
            return Vec::new();
        }
        let zone = &self.checklist.clock.zone;
        let line = |of: &crate::journal::Occurrence, facts: &crate::journal::OccurrenceFacts| {
            let done = facts.completion(0).map(|done| {
                format!("{} {}", words::clock_time_on(zone, done.claimed.to_utc(), self.day.day), cells::clean(done.by))
            });
            format!("  {} @{}  {}", cells::clean(&of.task), cells::clean(&of.slot), done.unwrap_or_default())
        };
        let heading = [String::new(), self.screen.bold(&say::unplanned(self.screen.lang))];
        heading.into_iter().chain(self.day.unplanned.iter().map(|(of, facts)| line(of, facts))).collect()
    }
}

/// The site's title before a view, where the checklist names sites.
pub fn site_title(checklist: &Checklist, site: &str) -> Option<String> {
    let known = checklist.sites.iter().find(|known| known.id == site)?;
    Some(cells::clean(&known.title).into_owned())
}

/// A strip of so many signs with a count behind it is a bar: `▪▪▫▫ 2/4`.
pub fn counted_bar(done: u32, of: u32, screen: &Screen) -> String {
    let cells = if screen.width.is_some_and(|width| width < 60) { 8 } else { 12 };
    format!("{} {}", signs::bar(done, of, cells, screen.ascii), say::steps_progress(screen.lang, done, of))
}
