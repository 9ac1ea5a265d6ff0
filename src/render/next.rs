//! What comes next, and when.

use super::views::{DayView, site_title};
use super::{cells, words};
use crate::calendar::Instant;
use crate::language::say;
use crate::status::{DayState, Item, Status};

/// What begins next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Next {
    /// When.
    pub start: Instant,
    /// Task id.
    pub task: String,
    /// Its title.
    title: String,
    /// So many more begin with it.
    others: usize,
}

impl Next {
    /// The first of a day that has not begun; what may be done at any time only where nothing else is to come.
    pub fn of(day: &DayState) -> Option<Next> {
        let upcoming = || day.items.iter().filter(|item| item.status == Status::Upcoming);
        let first = upcoming().min_by_key(|item| (item.planned.span.is_none(), item.planned.window.start))?;
        let start = first.planned.window.start;
        // Of those that begin together a check is named before a watch.
        let together: Vec<&Item> = upcoming().filter(|item| item.planned.window.start == start).collect();
        let named = together.iter().find(|item| !item.planned.task.is_watch()).unwrap_or(&first).planned.task;
        Some(Next { start, task: named.id.clone(), title: named.title.clone(), others: together.len() - 1 })
    }

    /// In words, as seen from a day that runs now; with its site where that is to be told.
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
