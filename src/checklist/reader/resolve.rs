//! Builds the checklist from its merged files: looks up names, and checks times against the business day.

use super::collect::Problems;
use super::file::{Top, Written, WrittenSite};
use super::spans::{self, Day};
use super::task::WrittenTask;
use super::team_days::WrittenYear;
use super::walk::Placed;
use super::{absences, calendars, days, effects, measures, people, stand_ins};
use crate::calendar::{BusinessClock, Instant, TeamCalendar, Zone, duration_label, plain_time, suggest_zone};
use crate::checklist::problem::{Place, Problem, shown};
use crate::checklist::{Area, Checklist, Role, Schedule, Site, Span, Task};
use crate::language::text;
use chrono::{NaiveTime, TimeDelta};
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// Default start of the business day.
pub(super) const DAY_START: NaiveTime = NaiveTime::from_hms_opt(4, 0, 0).expect("04:00 is a time of day");

/// Default grace: how long a point in time stays due.
pub(super) const GRACE: TimeDelta = TimeDelta::minutes(10);

/// Builds the checklist from its merged files. If an error is reported, the caller discards the result.
pub(super) fn resolve(
    written: Written,
    years: &[WrittenYear],
    other_zone: &str,
    now: Option<Instant>,
    whole: bool,
    problems: &mut Problems,
) -> Checklist {
    let Written { mut top, windows, roles, sites, periods, absences, measures, areas, .. } = written;
    let period_ids: Vec<Placed<String>> = periods.iter().map(|period| period.id.clone()).collect();
    let calendar = TeamCalendar {
        work: calendars::work_calendar(top.calendar.take(), years, problems),
        periods: calendars::periods(periods, problems),
    };
    let clock = clock(&top, other_zone, problems);
    let today = now.map(|now| clock.day_of(now));
    let mut days = days::DayTermReader::new(&calendar, whole, today);
    today.into_iter().for_each(|today| effects::check_periods(&calendar, &period_ids, today, problems));
    let hours = spans::hours(&top.hours, &clock, problems);
    let grace = top.grace.as_ref().map_or(GRACE, |grace| grace.value);
    let mut window = |written: &Placed<String>| {
        if plain_time(&written.value).is_empty() { None } else { spans::span(written, &clock, problems) }
    };
    let windows: FxHashMap<String, Option<Span>> =
        windows.into_iter().map(|(name, written)| (name.value, window(&written))).collect();
    if areas.is_empty() && whole && !problems.any_error() {
        let text = text::checklist_empty();
        problems.push(Problem::error(Place { file: 0, span: 0..0 }, text).help(text::checklist_empty_help()));
    }
    people::check_owners(&areas, &sites, &roles, problems);
    let day = Day { clock: &clock, hours: &hours, grace, windows: &windows, whole };
    let names = DeclaredNames::of(&roles, &sites, whole);
    names.check_people(&sites, problems);
    let absences = absences::resolve(absences, &sites, &names, &mut days, problems);
    let mut task = |written: WrittenTask| {
        names.check_task(&written, problems);
        self::task(written, &day, &mut days, problems)
    };
    let areas = areas.into_iter().map(|area| Area {
        title: area.title.map_or_else(|| area.id.value.clone(), |title| title.value),
        id: area.id.value,
        purpose: area.purpose.map(|purpose| purpose.value),
        tasks: area.tasks.into_iter().map(&mut task).collect(),
    });
    let areas: Vec<Area> = areas.collect();
    let measures = measures::resolve(measures, &areas, whole, problems);
    let id = top.id.map(|id| id.value).unwrap_or_default();
    let sites: Vec<Site> = sites.into_iter().map(site).collect();
    stand_ins::check(&absences, &sites, &calendar, problems);
    Checklist {
        title: top.title.map_or_else(|| id.clone(), |title| title.value),
        id,
        grace,
        hours,
        calendar,
        roles: roles.into_iter().map(|(id, title)| Role { id: id.value, title: title.value }).collect(),
        sites,
        gone_sites: Vec::new(),
        absences: absences.into_iter().map(|(absence, _)| absence).collect(),
        areas,
        measures,
        targets: top.target.map(|target| target.value).unwrap_or_default(),
        clock,
    }
}

fn clock(top: &Top, other_zone: &str, problems: &mut Problems) -> BusinessClock {
    let zone = match &top.timezone {
        Some(name) => Zone::named(name.value.trim()).unwrap_or_else(|| {
            let text = text::unknown_zone(shown(&name.value));
            let near = suggest_zone(&name.value).map(text::did_you_mean);
            let help = near.unwrap_or_else(text::zone_form);
            problems.push(Problem::error(name.place.clone(), text).help(help));
            Zone::utc()
        }),
        None => Zone::named(other_zone).unwrap_or_else(|| {
            let place = top.id.as_ref().map_or(Place { file: 0, span: 0..0 }, |id| id.place.clone());
            let text = text::zone_other_unknown(shown(other_zone));
            problems.push(Problem::error(place, text).help(text::zone_form()));
            Zone::utc()
        }),
    };
    BusinessClock { zone, day_start: top.day_start.as_ref().map_or(DAY_START, |time| time.value) }
}

fn site(site: WrittenSite) -> Site {
    Site {
        title: site.title.map_or_else(|| site.id.value.clone(), |title| title.value),
        id: site.id.value,
        people: site.people.into_iter().map(|(role, person)| (role.value, person.value)).collect(),
    }
}

fn task(written: WrittenTask, day: &Day<'_>, days: &mut days::DayTermReader<'_>, problems: &mut Problems) -> Task {
    let days::TaskDays { on, except, from, until } = days.of(&written, problems);
    Task {
        schedule: schedule(&written, day, problems),
        title: written.title.unwrap_or_else(|| written.id.value.clone()),
        id: written.id.value,
        on,
        except,
        from,
        until,
        role: written.role.map(|role| role.value),
        sites: written.sites.into_iter().map(|site| site.value).collect(),
        steps: written.steps,
        fields: written.fields,
        note: written.note,
        link: written.link,
    }
}

fn schedule(task: &WrittenTask, day: &Day<'_>, problems: &mut Problems) -> Schedule {
    let mut spans: Vec<(Span, &Placed<String>)> =
        task.at.iter().filter_map(|written| Some((day.span(written, problems)?, written))).collect();
    spans.sort_by_key(|(span, _)| day.minutes(*span).start);
    check_overlaps(&spans, task.every.is_some(), day, problems);
    let Some(every) = &task.every else {
        let spans: Vec<Span> = spans.into_iter().map(|(span, _)| span).collect();
        return if spans.is_empty() { Schedule::Anytime } else { Schedule::Windows(spans) };
    };
    check_watch(task, every, &spans, day, problems);
    Schedule::Watch { every: every.value, spans: spans.into_iter().map(|(span, _)| span).collect() }
}

/// Reports windows that start together as an error, because an occurrence is identified by its start (the slot). A
/// watch is exempt: its rounds that start together are merged. Warns about windows that overlap, which is allowed but
/// rarely intended.
fn check_overlaps(spans: &[(Span, &Placed<String>)], is_watch: bool, day: &Day<'_>, problems: &mut Problems) {
    // Of the earlier windows, the one that ends last.
    let mut reach: Option<&(Span, &Placed<String>)> = None;
    for (at, it) in spans.iter().enumerate() {
        let (Range { start, end }, written) = (day.minutes(it.0), it.1);
        let twin =
            at.checked_sub(1).map(|at| &spans[at]).filter(|twin| !is_watch && day.minutes(twin.0).start == start);
        let met = reach.filter(|reach| day.minutes(reach.0).end > start);
        if let Some((_, first)) = twin.or(met) {
            let (one, two) = (shown(&first.value), shown(&written.value));
            let problem = match twin {
                Some(_) => Problem::error(written.place.clone(), text::windows_start_together(&one, &two)),
                None => Problem::warning(written.place.clone(), text::windows_overlap(&one, &two)),
            };
            problems.push(problem.also(first.place.clone()));
        }
        if reach.is_none_or(|reach| day.minutes(reach.0).end <= end) {
            reach = Some(it);
        }
    }
}

fn check_watch(
    task: &WrittenTask,
    every: &Placed<TimeDelta>,
    spans: &[(Span, &Placed<String>)],
    day: &Day<'_>,
    problems: &mut Problems,
) {
    for (span, written) in spans {
        if matches!(span, Span::Point(_)) {
            let text = text::watch_point(shown(&written.value));
            problems.push(Problem::error(written.place.clone(), text).help(text::watch_point_help()));
        }
    }
    let windows: Vec<Span> = match task.at.is_empty() {
        true => day.hours.iter().copied().map(Span::Window).collect(),
        false => spans.iter().map(|(span, _)| *span).filter(|span| !matches!(span, Span::Point(_))).collect(),
    };
    if task.at.is_empty() && windows.is_empty() {
        let text = text::watch_always(shown(&task.id.value));
        problems.push(Problem::warning(every.place.clone(), text).help(text::watch_always_help()));
    }
    let longest = windows.iter().map(|span| day.minutes(*span)).map(|minutes| minutes.end - minutes.start).max();
    if longest.is_some_and(|longest| every.value.num_minutes() > longest) {
        let text = text::watch_once(duration_label(every.value));
        problems.push(Problem::warning(every.place.clone(), text));
    }
}

/// The roles and sites that tasks and absences may name.
pub(super) struct DeclaredNames {
    roles: FxHashSet<String>,
    sites: FxHashSet<String>,
    /// Whether all files could be read completely, so that a name that is not found really does not exist.
    pub whole: bool,
}

impl DeclaredNames {
    fn of(roles: &[(Placed<String>, Placed<String>)], sites: &[WrittenSite], whole: bool) -> DeclaredNames {
        let roles = roles.iter().map(|(id, _)| id.value.clone()).collect();
        DeclaredNames { roles, sites: sites.iter().map(|site| site.id.value.clone()).collect(), whole }
    }

    fn check_people(&self, sites: &[WrittenSite], problems: &mut Problems) {
        for (role, _) in sites.iter().flat_map(|site| &site.people) {
            self.check_role(role, problems);
        }
    }

    fn check_task(&self, task: &WrittenTask, problems: &mut Problems) {
        if let Some(role) = &task.role {
            self.check_role(role, problems);
        }
        let mut named: FxHashSet<&str> = FxHashSet::default();
        for site in &task.sites {
            if !named.insert(&site.value) {
                let text = text::problem_twice(shown(&site.value));
                problems.push(Problem::error(site.place.clone(), text));
            } else {
                self.check_site(site, problems);
            }
        }
    }

    pub(super) fn check_site(&self, site: &Placed<String>, problems: &mut Problems) {
        if self.whole && !self.sites.contains(&site.value) {
            let text = text::site_unknown(shown(&site.value));
            let near = problems.did_you_mean(&site.value, self.sites.iter().map(String::as_str));
            let help = near.unwrap_or_else(|| text::site_declare(shown(&site.value)));
            problems.push(Problem::error(site.place.clone(), text).help(help));
        }
    }

    fn check_role(&self, role: &Placed<String>, problems: &mut Problems) {
        if self.whole && !self.roles.contains(&role.value) {
            let text = text::role_unknown(shown(&role.value));
            let near = problems.did_you_mean(&role.value, self.roles.iter().map(String::as_str));
            let help = near.unwrap_or_else(|| text::role_declare(shown(&role.value)));
            problems.push(Problem::error(role.place.clone(), text).help(help));
        }
    }
}
