//! The lines above and below the rows of a day: date, progress, what comes next, what was missed.

use super::table::flow;
use super::views::{DayView, Yesterday, counted_bar, site_title};
use super::{cells, words};
use crate::language::say;
use crate::status::{Status, Tally};

/// Returns the header of `ops today`. `next` has lines on what comes next and how to start; `yesterday` has the number
/// of checks missed the day before, with the command that shows them.
pub fn lines(view: &DayView, yesterday: Option<(Yesterday, String)>, next: &[String]) -> Vec<String> {
    let screen = &view.screen;
    let lang = screen.lang;
    let mut lines = title(view);
    lines.extend(progress(view));
    lines.extend(super::calendar_notes::lines(view.checklist, view.day.day, screen));
    lines.extend_from_slice(next);
    let missed = yesterday.map(|(yesterday, command)| say::yesterday_missed(lang, yesterday.missed, command));
    lines.extend(missed.iter().flat_map(|line| screen.wrap(line)).map(|line| screen.alarm(&line)));
    lines.extend(view.too_late_lines());
    lines
}

fn title(view: &DayView) -> Vec<String> {
    let screen = &view.screen;
    let is_running = view.is_running();
    let (zone, day) = (&view.checklist.clock.zone, view.day.day);
    let mut title = vec![match screen.is_narrow() && is_running {
        // Omit the year and the zone on a narrow screen.
        true => format!("{} {}", words::month_day_weekday(screen.lang, day), view.time()),
        false => words::date(screen.lang, day),
    }];
    title.push(cells::clean(&view.checklist.title).into_owned());
    title.extend(site_title(view.checklist, view.day.site));
    title.iter_mut().for_each(|part| *part = screen.bold(part));
    if is_running && !screen.is_narrow() {
        title.push(screen.dim(&format!("{} {}", view.time(), zone.name())));
    }
    flow(&title, "  ", screen)
}

/// Formats the progress of the day: `检查 ▪▪▫▫ 5/36   巡查 ▪▫▫ 1/36   待办 7   逾期 1`.
fn progress(view: &DayView) -> Vec<String> {
    let screen = &view.screen;
    let lang = screen.lang;
    let gap = if screen.is_narrow() { "  " } else { "   " };
    let progress = view.day.progress();
    let part = |name: String, tally: &Tally| {
        (tally.required > 0).then(|| format!("{name} {}", counted_bar(tally.done, tally.required, screen)))
    };
    let count = |status: Status, of: fn(&Tally) -> u32| {
        let tallies = [&progress.checks, &progress.watches, &progress.one_offs, &progress.carried];
        let count: u32 = tallies.into_iter().map(of).sum();
        let text = say::counted(lang, words::status(lang, status), count);
        (count > 0).then(|| screen.paint(super::signs::style(status), &text))
    };
    let parts = [
        part(say::checks(lang), &progress.checks),
        part(say::watches(lang), &progress.watches),
        part(say::one_offs(lang), &progress.one_offs),
        part(say::carried(lang), &progress.carried),
    ];
    let counts = [
        count(Status::Due, |tally| tally.due),
        count(Status::Overdue, |tally| tally.overdue),
        count(Status::Missed, |tally| tally.missed + tally.missed_done_later),
        count(Status::Skipped, |tally| tally.skipped),
        count(Status::Excused, |tally| tally.excused),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let counts: Vec<String> = counts.into_iter().flatten().collect();
    let together = flow(&[&parts[..], &counts[..]].concat(), gap, screen);
    // If the progress does not fit on one line, break it between the bars and the counts.
    if together.len() < 2 { together } else { [flow(&parts, gap, screen), flow(&counts, gap, screen)].concat() }
}

/// Returns the header of `ops now`: `2026-11-23 周一  08:40  待办 12  逾期 1`, or a message that nothing is due.
pub fn now_lines(view: &DayView) -> Vec<String> {
    let screen = &view.screen;
    let lang = screen.lang;
    let (day, time) = (view.day.day, view.time());
    let site = site_title(view.checklist, view.day.site);
    let date = match screen.is_narrow() {
        true => [words::month_day_weekday(lang, day), time].into_iter().chain(site).collect::<Vec<_>>().join(" "),
        false => [words::date(lang, day), time].into_iter().chain(site).collect::<Vec<_>>().join("  "),
    };
    let counted = |status: Status| {
        let count = view.day.items.iter().filter(|item| item.status == status).count();
        let text = say::counted(lang, words::status(lang, status), count);
        (count > 0).then(|| screen.paint(super::signs::style(status), &text))
    };
    let mut parts = vec![screen.bold(&date)];
    parts.extend([Status::Due, Status::Overdue].into_iter().filter_map(counted));
    if parts.len() < 2 {
        parts.push(say::nothing_due(lang));
    }
    flow(&parts, if screen.is_narrow() { " " } else { "  " }, screen)
}
