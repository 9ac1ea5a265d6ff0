//! Data from which the views of a day are built.

use super::day::DayRows;
use super::{Screen, cells, signs, words};
use crate::calendar::Day;
use crate::checklist::Checklist;
use crate::journal::{DayFacts, Occurrence, OccurrenceFacts};
use crate::language::say;
use crate::plan::Beginning;
use crate::status::{DayState, Status};
use std::collections::BTreeMap;

/// A day, with the person who views it and the screen.
pub struct DayView<'a> {
    /// The checklist that judges the day.
    pub checklist: &'a Checklist,
    /// The day.
    pub day: &'a DayState<'a>,
    /// Facts recorded at sites that the checklist does not know.
    pub strays: &'a DayFacts<'a>,
    /// The person viewing the day.
    pub me: &'a str,
    /// The screen on which the day is shown.
    pub screen: Screen,
}

/// The number of checks missed on the day before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Yesterday {
    /// The business day.
    pub day: Day,
    /// Number of missed checks.
    pub missed: usize,
}

impl<'a> DayView<'a> {
    /// Returns the rows of the day.
    pub fn rows(&self) -> DayRows<'a> {
        DayRows::new(self.checklist, self.day, self.me, self.screen)
    }

    /// Whether the day is the current business day.
    pub fn is_running(&self) -> bool {
        self.day.bounds.contains(&self.day.now)
    }

    /// Returns the current time in the checklist's zone.
    pub fn time(&self) -> String {
        words::clock_time_on(&self.checklist.clock.zone, self.day.now, self.day.day)
    }

    /// Says how many windows are not required, and why: they had ended before the checklist came into force, or before
    /// their tasks were added to it.
    pub fn too_late_lines(&self) -> Vec<String> {
        let mut counts: BTreeMap<Beginning, usize> = BTreeMap::new();
        let not_required = self.day.items.iter().filter(|item| item.status == Status::NotRequired);
        for beginning in not_required.filter_map(|item| item.planned.too_late) {
            *counts.entry(beginning).or_default() += 1;
        }
        let screen = &self.screen;
        let lines = counts.into_iter().flat_map(|(beginning, count)| screen.wrap(&self.too_late(beginning, count)));
        lines.map(|line| screen.dim(&line)).collect()
    }

    fn too_late(&self, beginning: Beginning, count: usize) -> String {
        let lang = self.screen.lang;
        let time = words::clock_time_on(&self.checklist.clock.zone, beginning.at, self.day.day);
        let windows = match count {
            1 => say::earlier_window(lang),
            count => say::earlier_windows(lang, count),
        };
        match beginning.is_first {
            true if beginning.at == self.day.now => say::checklist_begins(lang, windows, time),
            true => say::checklist_began(lang, windows, time),
            false => say::came_later(lang, windows, time),
        }
    }

    /// Returns ticked occurrences that the checklist no longer plans, or whose site it no longer knows.
    pub fn unplanned(&self) -> impl Iterator<Item = (&'a Occurrence, &'a OccurrenceFacts<'a>)> {
        let strays = self.strays.in_order();
        self.day.unplanned.iter().copied().chain(strays).filter(|(_, facts)| !facts.ticks.is_empty())
    }

    /// Returns the occurrences of [`DayView::unplanned`] as lines below a heading. They are shown, but not counted.
    pub fn unplanned_lines(&self) -> Vec<String> {
        let mut lines: Vec<String> = self.unplanned_texts().iter().map(|text| format!("  {text}")).collect();
        if !lines.is_empty() {
            lines.splice(0..0, [String::new(), self.screen.bold(&say::unplanned(self.screen.lang))]);
        }
        lines
    }

    /// Describes the occurrences of [`DayView::unplanned`]: `dsr @08:30  08:41 小李`.
    pub fn unplanned_texts(&self) -> Vec<String> {
        let zone = &self.checklist.clock.zone;
        let lang = self.screen.lang;
        let line = |(of, facts): (&Occurrence, &OccurrenceFacts)| {
            let done = facts.completion(0).filter(|_| facts.ticks.iter().any(|tick| tick.steps.is_none()));
            let done = match done {
                Some(done) => {
                    let at = words::clock_time_on(zone, done.claimed.to_utc(), self.day.day);
                    format!("{at} {}", cells::clean(done.by))
                }
                None => say::unplanned_steps(lang, facts.steps_done(u16::MAX).len()),
            };
            format!("{} @{}  {done}", cells::clean(&of.task), cells::clean(&of.slot))
        };
        self.unplanned().map(line).collect()
    }
}

/// Returns a site's title, or its id if no known version of the checklist has the site. `None` if the checklist names
/// no sites.
pub fn site_title(checklist: &Checklist, site: &str) -> Option<String> {
    let title = checklist.site_or_gone(site).map_or(site, |known| &known.title);
    (!title.is_empty()).then(|| cells::clean(title).into_owned())
}

/// Draws a bar followed by its counts: `▪▪▫▫ 2/4`.
pub fn counted_bar(done: u32, of: u32, screen: &Screen) -> String {
    let cells = if screen.is_narrow() { 4 } else { 12 };
    format!("{} {}", signs::bar(done, of, cells, screen.ascii), say::steps_progress(screen.lang, done, of))
}
