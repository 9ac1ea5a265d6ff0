//! Calendar notes on a day: campaigns and their preparation, holidays, years with unknown holidays.

use super::{Screen, cells, words};
use crate::calendar::Day;
use crate::checklist::Checklist;
use crate::language::{Lang, say};
use crate::plan::{Standing, standings};
use chrono::Datelike;
use serde::Serialize;
use serde_json::{Value, json};

/// Returns the lines above a day: periods, the holiday's name, and a note if holidays are unknown.
pub fn lines(checklist: &Checklist, day: Day, screen: &Screen) -> Vec<String> {
    let lang = screen.lang;
    let said = known(checklist, day, lang);
    let flowed = super::table::flow(&said, "   ", screen);
    let mut lines: Vec<String> = flowed.iter().flat_map(|line| screen.wrap(line)).collect();
    let unknown = unknown(checklist, day, lang);
    lines.extend(unknown.iter().flat_map(|text| screen.wrap(text)).map(|line| screen.alarm(&line)));
    lines
}

/// Returns the same texts as [`lines`], unformatted.
pub fn texts(checklist: &Checklist, day: Day, lang: Lang) -> Vec<String> {
    known(checklist, day, lang).into_iter().chain(unknown(checklist, day, lang)).collect()
}

fn known(checklist: &Checklist, day: Day, lang: Lang) -> Vec<String> {
    periods(checklist, day, lang).into_iter().chain(named(checklist, day, lang)).collect()
}

/// Returns the name of a holiday, or the reason why a day usually off is a working day. `None` if the day has neither.
fn named(checklist: &Checklist, day: Day, lang: Lang) -> Option<String> {
    let work = &checklist.calendar.work;
    let reason = cells::clean(work.reason(day)?);
    Some(if work.is_workday(day) { say::day_worked_named(lang, reason) } else { say::day_off_named(lang, reason) })
}

fn unknown(checklist: &Checklist, day: Day, lang: Lang) -> Option<String> {
    checklist.calendar.work.lacks(day.year()).then(|| say::holidays_unknown(lang, day.year()))
}

fn periods(checklist: &Checklist, day: Day, lang: Lang) -> Vec<String> {
    let said = |(_, title, standing): (&str, &str, Standing)| {
        let stretch = standing.stretch();
        let (title, until, first) = (cells::clean(title), stretch.days_until(day), stretch.days.first);
        let date = words::month_day(first);
        match standing {
            Standing::Running(_) if stretch.length() == 1 => say::period_one_day(lang, title),
            Standing::Running(_) => say::period_running(lang, title, 1 - until, stretch.length()),
            _ if until == 1 => say::period_tomorrow(lang, title),
            Standing::Preparing(_) => say::period_preparing(lang, title, until, date),
            Standing::Coming(_) => say::period_coming(lang, title, until, date),
        }
    };
    standings(checklist, day).into_iter().map(said).collect()
}

/// Returns the notes after a date in a list of days: periods that run or whose preparation starts, and the holiday's
/// name.
pub fn in_list(checklist: &Checklist, day: Day, lang: Lang) -> Vec<String> {
    let said = |(_, title, standing): (&str, &str, Standing)| {
        let (stretch, title) = (standing.stretch(), cells::clean(title).into_owned());
        match standing {
            Standing::Running(_) if stretch.days.first == day && stretch.length() > 1 => {
                Some(say::reason_period(lang, title, 1, stretch.length()))
            }
            Standing::Running(_) => Some(title),
            _ if stretch.prepared_from != day => None,
            _ if stretch.days_until(day) == 1 => Some(say::period_tomorrow(lang, title)),
            _ => Some(say::period_prepared_from(lang, title, stretch.days_until(day))),
        }
    };
    standings(checklist, day).into_iter().filter_map(said).chain(named(checklist, day, lang)).collect()
}

/// Whether to list a day even without tasks: a period or its preparation starts, or the calendar names the day.
pub fn is_marked(checklist: &Checklist, day: Day) -> bool {
    let begins = |standing: Standing| {
        let stretch = standing.stretch();
        stretch.prepared_from == day || stretch.days.first == day
    };
    checklist.calendar.work.reason(day).is_some() || standings(checklist, day).into_iter().any(|(.., it)| begins(it))
}

/// Returns the periods relevant to a day, as JSON.
pub fn period_forms(checklist: &Checklist, day: Day) -> Vec<Value> {
    let form = |(id, title, standing): (&str, &str, Standing)| {
        let stretch = standing.stretch();
        json!({
            "period": id,
            "title": title,
            "state": standing.keyword(),
            "first": stretch.days.first,
            "last": stretch.days.last,
            "prepared_from": stretch.prepared_from,
            "days_until": stretch.days_until(day),
        })
    };
    standings(checklist, day).into_iter().map(form).collect()
}

/// Whether a day is a working day, as JSON.
#[derive(Serialize)]
pub struct WorkForm {
    workday: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    holidays_known: bool,
}

/// Returns whether a day is a working day, why, and whether the holidays of its year are known.
pub fn work_form(checklist: &Checklist, day: Day) -> WorkForm {
    let work = &checklist.calendar.work;
    WorkForm {
        workday: work.is_workday(day),
        reason: work.reason(day).map(str::to_owned),
        holidays_known: !work.lacks(day.year()),
    }
}
