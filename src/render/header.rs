//! What stands above and below the rows of a day: the date, progress, what comes next, what was missed.

use super::table::flow;
use super::views::{DayView, Yesterday, counted_bar, site_title};
use super::{cells, words};
use crate::language::say;
use crate::status::{Item, Status, Tally};

/// The head of `ops today`.
pub fn lines(view: &DayView, yesterday: Option<Yesterday>) -> Vec<String> {
    let screen = &view.screen;
    let lang = screen.lang;
    let mut lines = flow(&title(view), "  ", screen);
    lines.extend(flow(&progress(view), "   ", screen));
    lines.extend(super::occasions::lines(view.checklist, view.day.day, screen));
    lines.extend(next_lines(view));
    let missed = yesterday.map(|yesterday| say::yesterday_missed(lang, yesterday.missed, yesterday.day));
    lines.extend(missed.iter().flat_map(|line| screen.wrap(line)).map(|line| screen.alarm(&line)));
    lines
}

fn title(view: &DayView) -> Vec<String> {
    let screen = &view.screen;
    let mut title =
        vec![screen.bold(&words::date(screen.lang, view.day.day)), screen.bold(&cells::clean(&view.checklist.title))];
    title.extend(site_title(view.checklist, view.day.site).map(|site| screen.bold(&site)));
    if view.is_running() {
        let zone = &view.checklist.clock.zone;
        let time = words::clock_time_on(zone, view.day.now, view.day.day);
        title.push(screen.dim(&format!("{time} {}", zone.name())));
    }
    title
}

/// `检查 ▪▪▫▫ 5/36   巡查 ▪▫▫ 1/36   待办 7   逾期 1`
fn progress(view: &DayView) -> Vec<String> {
    let screen = &view.screen;
    let lang = screen.lang;
    let progress = view.day.progress();
    let part = |name: String, tally: &Tally| {
        (tally.required > 0).then(|| format!("{name} {}", counted_bar(tally.done(), tally.required, screen)))
    };
    let count = |status: Status, of: fn(&Tally) -> u32| {
        let tallies = [&progress.checks, &progress.watches, &progress.one_offs, &progress.carried];
        let count: u32 = tallies.into_iter().map(of).sum();
        let text = format!("{} {count}", words::status(lang, status));
        (count > 0).then(|| screen.paint(super::signs::style(status), &text))
    };
    [
        part(say::checks(lang), &progress.checks),
        part(say::watches(lang), &progress.watches),
        part(say::one_offs(lang), &progress.one_offs),
        part(say::carried(lang), &progress.carried),
        count(Status::Due, |tally| tally.due),
        count(Status::Overdue, |tally| tally.overdue),
        count(Status::Missed, |tally| tally.missed + tally.missed_done_later),
        count(Status::Skipped, |tally| tally.skipped),
        count(Status::Excused, |tally| tally.excused),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The head of `ops now`: `08:40  待办 12  逾期 1`, or that there is nothing to do.
pub fn now_lines(view: &DayView) -> Vec<String> {
    let screen = &view.screen;
    let lang = screen.lang;
    let time = words::clock_time_on(&view.checklist.clock.zone, view.day.now, view.day.day);
    let site = site_title(view.checklist, view.day.site).map(|site| format!("  {site}")).unwrap_or_default();
    let date = format!("{}  {time}{site}", words::date(lang, view.day.day));
    let count = |status: Status| view.day.items.iter().filter(|item| item.status == status).count();
    let parts: Vec<String> = [Status::Overdue, Status::Due]
        .into_iter()
        .filter(|status| count(*status) > 0)
        .map(|status| {
            screen.paint(super::signs::style(status), &format!("{} {}", words::status(lang, status), count(status)))
        })
        .collect();
    let parts = if parts.is_empty() { vec![say::nothing_due(lang)] } else { parts };
    flow(&[vec![screen.bold(&date)], parts].concat(), "  ", screen)
}

/// What comes next, and in how many minutes.
pub fn next_lines(view: &DayView) -> Vec<String> {
    next(view).map(|line| view.screen.wrap(&line)).unwrap_or_default()
}

fn next(view: &DayView) -> Option<String> {
    let screen = &view.screen;
    let lang = screen.lang;
    if !view.is_running() {
        return None;
    }
    let upcoming = || view.day.items.iter().filter(|item| item.status == Status::Upcoming);
    let first = upcoming().next()?;
    let start = first.planned.window.start;
    // Of those that begin together a check is named before a watch.
    let together: Vec<&Item> = upcoming().filter(|item| item.planned.window.start == start).collect();
    let named = together.iter().find(|item| !item.planned.task.is_watch()).unwrap_or(&first);
    let title = cells::clean(&named.planned.task.title);
    let time = words::clock_time(&view.checklist.clock.zone, start);
    let wait = words::long_length(lang, start - view.day.now);
    Some(match together.len() {
        1 => say::next_one(lang, time, title, wait),
        several => say::next_several(lang, time, title, several - 1, wait),
    })
}
