//! Reports on a few acts, without a journal.

#![allow(dead_code)] // each suite uses its part

use ops::calendar::{Day, DayRange, Instant};
use ops::checklist::Checklist;
use ops::journal::{Act, fold};
use ops::plan::plan;
use ops::report::{Asked, Figures, Foot, Gathering, Report, Surroundings};
use ops::status::{Filter, judge};

/// Returns the report on some days at all sites, as seen at an instant.
pub fn report(checklist: &Checklist, days: &[Day], acts: &[Act], now: Instant) -> Report {
    report_on(checklist, days, acts, now, Filter::default())
}

/// Like `report`, restricted to what a filter means.
pub fn report_on(checklist: &Checklist, days: &[Day], acts: &[Act], now: Instant, filter: Filter) -> Report {
    let (first, last) = (days[0], days[days.len() - 1]);
    let asked = Asked::new(DayRange { first, last }, checklist.clock.bounds(last).end, now, None);
    let mut gathering = Gathering::new(&asked).only(filter, None);
    for day in days {
        for site in checklist.site_ids() {
            if checklist.clock.bounds(*day).start >= asked.cut_off {
                gathering.day_to_come(checklist, site, *day);
                continue;
            }
            let own: Vec<&Act> = acts.iter().filter(|act| act.day == *day && act.site == site).collect();
            let (plan, facts) = (plan(checklist, site, *day, None), fold(own));
            gathering.day(checklist, &mut judge(&plan, &facts, asked.cut_off), &facts);
        }
    }
    gathering.finish(checklist, asked, Surroundings::default(), Foot::default())
}

/// Describes all counts that are not 0.
pub fn words(of: &Figures) -> String {
    let counts = [
        ("required", of.required()),
        ("early", of.early),
        ("on-time", of.on_time),
        ("late", of.late),
        ("missed", of.missed),
        ("done-later", of.missed_done_later),
        ("overdue", of.overdue),
        ("skipped", of.skipped),
        ("excused", of.excused),
        ("returned", of.returned),
        ("backfilled", of.backfilled),
    ];
    let told = counts.into_iter().filter(|(_, count)| *count > 0).map(|(name, count)| format!("{name} {count}"));
    told.collect::<Vec<_>>().join(", ")
}
