//! The occurrences that start next, and when.

use super::views::{DayView, site_title};
use super::{cells, words};
use crate::calendar::Instant;
use crate::language::say;
use crate::status::{DayState, Item, Status};

/// The occurrences that start next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Next {
    /// When they start.
    pub start: Instant,
    /// Id of the task that is named.
    pub task: String,
    /// Title of the named task.
    title: String,
    /// Number of other occurrences that start at the same time.
    others: usize,
}

impl Next {
    /// Returns the first upcoming occurrence of a day. Tasks for any time are considered only if nothing else is
    /// upcoming. `None` if nothing is.
    pub fn of(day: &DayState) -> Option<Next> {
        let upcoming = || day.items.iter().filter(|item| item.status == Status::Upcoming);
        let first = upcoming().min_by_key(|item| (item.planned.span.is_none(), item.planned.window.start))?;
        let start = first.planned.window.start;
        // Name a check rather than a watch if both start at the same time.
        let together: Vec<&Item> = upcoming().filter(|item| item.planned.window.start == start).collect();
        let named = together.iter().find(|item| !item.planned.task.is_watch()).unwrap_or(&first).planned.task;
        Some(Next { start, task: named.id.clone(), title: named.title.clone(), others: together.len() - 1 })
    }

    /// Describes the occurrences that start next, relative to the current time. Names the site if `tells_site` is set.
    pub fn lines(&self, view: &DayView, tells_site: bool) -> Vec<String> {
        let (screen, now) = (&view.screen, view.day.now);
        let lang = screen.lang;
        let mut time = words::time_to_come(lang, &view.checklist.clock.zone, self.start, now);
        let site = site_title(view.checklist, view.day.site).filter(|_| tells_site);
        time.extend(site.map(|site| format!(" {site}")));
        let (title, wait) = (cells::clean(&self.title), words::long_length(lang, self.start - now));
        screen.wrap(&match self.others {
            0 => say::next_one(lang, time, title, wait),
            others => say::next_several(lang, time, title, others, wait),
        })
    }
}
