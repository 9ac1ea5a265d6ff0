//! Merges the files of a checklist: joins areas with the same id, and reports contradictions.

use super::collect::Problems;
use super::file::{Top, Written, WrittenArea, WrittenPeriod, WrittenSite};
use super::measures::{self, WrittenMeasure};
use super::resolve::{DAY_START, GRACE};
use super::team_days::WrittenCalendar;
use super::walk::Placed;
use crate::checklist::problem::{Place, Problem, shown};
use crate::language::{Lang, Text, say, text};
use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};

/// Merges files in the bundle's order. `whole` says whether all of them could be read completely, so that a name that
/// is not found really does not exist.
pub(super) fn merge(files: Vec<Written>, whole: bool, problems: &mut Problems) -> Written {
    let mut files = files.into_iter();
    let mut merged = files.next().unwrap_or_default();
    let mut areas = std::mem::take(&mut merged.areas);
    for file in files {
        compare_tops(&merged.top, &file.top, problems);
        // If the root names no calendar, the calendar of the first included file that has one is used.
        merged.top.calendar = merged.top.calendar.or(file.top.calendar);
        merged.without.extend(file.without);
        merged.windows.extend(file.windows);
        merged.roles.extend(file.roles);
        merged.sites.extend(file.sites);
        merged.periods.extend(file.periods);
        merged.absences.extend(file.absences);
        merged.measures.extend(file.measures);
        areas.extend(file.areas);
    }
    merged.windows = union(merged.windows, say::conflict_window, problems);
    merged.roles = union(merged.roles, say::conflict_role, problems);
    merged.sites = join_sites(merged.sites, problems);
    let is_same = |one: &WrittenPeriod, next: &WrittenPeriod| said_of_period(one) == said_of_period(next);
    merged.periods = join_same(merged.periods, |it| &it.id, is_same, say::period_conflict, problems);
    let is_same = |one: &WrittenMeasure, next: &WrittenMeasure| said_of_measure(one) == said_of_measure(next);
    merged.measures = join_same(merged.measures, |it| &it.id, is_same, say::measure_conflict, problems);
    merged.areas = join_areas(areas, problems);
    check_task_ids(&merged.areas, problems);
    leave_out(&mut merged, whole, problems);
    merged
}

/// Warns about settings in an included file that differ from those of the root, because only the root's apply.
fn compare_tops(root: &Top, included: &Top, problems: &mut Problems) {
    fn told<T: PartialEq>(problems: &mut Problems, key: &str, root: Option<&T>, own: Option<&Placed<T>>) {
        if let Some(own) = own.filter(|own| root.is_none_or(|root| *root != own.value)) {
            let text = text::include_ignored(key);
            problems.push(Problem::warning(own.place.clone(), text).help(text::include_root(key)));
        }
    }
    let value = |placed: &Option<Placed<String>>| placed.as_ref().map(|placed| placed.value.clone());
    told(problems, "timezone", value(&root.timezone).as_ref(), included.timezone.as_ref());
    // A setting that is missing in the root has its default value.
    let day_start = root.day_start.as_ref().map_or(DAY_START, |time| time.value);
    told(problems, "day_start", Some(&day_start), included.day_start.as_ref());
    let grace = root.grace.as_ref().map_or(GRACE, |grace| grace.value);
    told(problems, "grace", Some(&grace), included.grace.as_ref());
    told(problems, "target", root.target.as_ref().map(|target| &target.value), included.target.as_ref());
    if let (Some(known), Some(own)) = (&root.calendar, &included.calendar) {
        let base = |calendar: &WrittenCalendar| calendar.base.as_ref().map(|base| base.value.clone());
        let is_more = own.value.file.is_some() || !own.value.off.is_empty() || !own.value.work.is_empty();
        if is_more || base(&known.value) != base(&own.value) {
            told(problems, "calendar", None, Some(&Placed { value: (), place: own.place.clone() }));
        }
    }
    let texts = |top: &Top| top.hours.iter().map(|window| window.value.clone()).collect::<Vec<_>>();
    if texts(root) != texts(included) {
        told::<String>(problems, "hours", None, included.hours.first());
    }
}

/// Merges names and their values from all files. TOML rules out duplicates within one file; different values for one
/// name in several files are an error.
fn union(
    entries: Vec<(Placed<String>, Placed<String>)>,
    conflict: fn(Lang, String) -> String,
    problems: &mut Problems,
) -> Vec<(Placed<String>, Placed<String>)> {
    let mut union: Vec<(Placed<String>, Placed<String>)> = Vec::with_capacity(entries.len());
    let mut known: FxHashMap<String, usize> = FxHashMap::default();
    for (name, value) in entries {
        match known.get(&name.value).and_then(|index| union.get(*index)) {
            Some((first, same)) if same.value != value.value => {
                let text = Text::of(|lang| conflict(lang, shown(&name.value).into_owned()));
                problems.push(Problem::error(name.place, text).also(first.place.clone()));
            }
            Some(_) => {}
            None => {
                known.insert(name.value.clone(), union.len());
                union.push((name, value));
            }
        }
    }
    union
}

fn join_sites(sites: Vec<WrittenSite>, problems: &mut Problems) -> Vec<WrittenSite> {
    let mut joined: Vec<WrittenSite> = Vec::with_capacity(sites.len());
    let mut known: FxHashMap<String, usize> = FxHashMap::default();
    for site in sites {
        let Some(first) = known.get(&site.id.value).and_then(|index| joined.get_mut(*index)) else {
            // A missing id is already reported, and must not be taken for the same as another missing one.
            if !site.id.value.is_empty() {
                known.insert(site.id.value.clone(), joined.len());
            }
            joined.push(site);
            continue;
        };
        if first.id.place.file == site.id.place.file {
            twice(&site.id, &first.id.place, problems);
            continue;
        }
        join_text(&mut first.title, site.title, "title", problems);
        first.people.extend(site.people);
    }
    for site in &mut joined {
        site.people = union(std::mem::take(&mut site.people), say::conflict_person, problems);
    }
    joined
}

/// Merges entries by id. An id may occur in several files if its entries are equal. Different entries, and two in one
/// file, are errors.
fn join_same<T>(
    entries: Vec<T>,
    id: fn(&T) -> &Placed<String>,
    is_same: impl Fn(&T, &T) -> bool,
    conflict: fn(Lang, String) -> String,
    problems: &mut Problems,
) -> Vec<T> {
    let mut joined: Vec<T> = Vec::with_capacity(entries.len());
    let mut known: FxHashMap<String, usize> = FxHashMap::default();
    for entry in entries {
        let own = id(&entry);
        match known.get(&own.value).and_then(|index| joined.get(*index)) {
            Some(first) if id(first).place.file == own.place.file => twice(own, &id(first).place, problems),
            Some(first) if !is_same(first, &entry) => {
                let text = Text::of(|lang| conflict(lang, shown(&own.value).into_owned()));
                problems.push(Problem::error(own.place.clone(), text).also(id(first).place.clone()));
            }
            Some(_) => {}
            None => {
                // A missing id is already reported, and must not be taken for the same as another missing one.
                if !own.value.is_empty() {
                    known.insert(own.value.clone(), joined.len());
                }
                joined.push(entry);
            }
        }
    }
    joined
}

fn said_of_period(period: &WrittenPeriod) -> (Option<&str>, Vec<&str>, u32) {
    let title = period.title.as_ref().map(|title| title.value.as_str());
    (title, period.days.iter().map(|days| days.value.as_str()).collect(), period.lead)
}

type SaidOfMeasure<'a> = (Vec<Option<&'a str>>, [Option<Decimal>; 2], bool);

fn said_of_measure(measure: &WrittenMeasure) -> SaidOfMeasure<'_> {
    let value = |placed: &Option<Placed<Decimal>>| placed.as_ref().map(|placed| placed.value);
    let texts = vec![
        measure.title.as_deref(),
        measure.of.as_ref().map(|of| of.value.as_str()),
        measure.per.as_ref().map(|per| per.value.as_str()),
        measure.unit.as_ref().map(|unit| unit.value.as_str()),
        measure.note.as_deref(),
    ];
    let percent = measure.percent.as_ref().is_some_and(|percent| percent.value);
    (texts, [value(&measure.warn_below), value(&measure.warn_above)], percent)
}

fn join_areas(areas: Vec<WrittenArea>, problems: &mut Problems) -> Vec<WrittenArea> {
    let mut joined: Vec<WrittenArea> = Vec::with_capacity(areas.len());
    let mut known: FxHashMap<String, usize> = FxHashMap::default();
    // The files in which each area occurs, by the area's index. Repeating an area within one file is a mistake; in
    // another file, it is merged.
    let mut begun: FxHashSet<(usize, usize)> = FxHashSet::default();
    for area in areas {
        let file = area.id.place.file;
        let found = known.get(&area.id.value).copied();
        let Some((index, first)) = found.and_then(|index| Some((index, joined.get_mut(index)?))) else {
            if !area.id.value.is_empty() {
                known.insert(area.id.value.clone(), joined.len());
                begun.insert((joined.len(), file));
            }
            joined.push(area);
            continue;
        };
        if !begun.insert((index, file)) {
            twice(&area.id, &first.id.place, problems);
        }
        join_text(&mut first.title, area.title, "title", problems);
        join_text(&mut first.purpose, area.purpose, "purpose", problems);
        first.tasks.extend(area.tasks);
    }
    joined
}

/// Merges a string that several files may set. Different strings are an error.
fn join_text(first: &mut Option<Placed<String>>, second: Option<Placed<String>>, key: &str, problems: &mut Problems) {
    let Some(second) = second else { return };
    match first {
        None => *first = Some(second),
        Some(first) if first.value != second.value => {
            let text = text::conflict_text(key);
            let problem = Problem::error(second.place, text).also(first.place.clone());
            problems.push(problem.help(text::conflict_text_help()));
        }
        Some(_) => {}
    }
}

fn twice(id: &Placed<String>, first: &Place, problems: &mut Problems) {
    let text = text::problem_twice(shown(&id.value));
    problems.push(Problem::error(id.place.clone(), text).also(first.clone()));
}

/// Reports task ids that occur twice, even in different files, because the journal identifies a task by its id alone.
fn check_task_ids(areas: &[WrittenArea], problems: &mut Problems) {
    let mut first: FxHashMap<&str, &Place> = FxHashMap::default();
    for id in areas.iter().flat_map(|area| &area.tasks).map(|task| &task.id).filter(|id| !id.value.is_empty()) {
        match first.get(id.value.as_str()) {
            Some(place) => {
                let text = text::task_id_twice(shown(&id.value));
                let problem = Problem::error(id.place.clone(), text).also((*place).clone());
                problems.push(problem.help(text::task_id_twice_help()));
            }
            None => {
                first.insert(&id.value, &id.place);
            }
        }
    }
}

/// Removes the tasks named by `without`, and then every area without tasks.
fn leave_out(merged: &mut Written, whole: bool, problems: &mut Problems) {
    let ids = |merged: &Written| {
        let tasks = merged.areas.iter().flat_map(|area| &area.tasks);
        tasks.map(|task| task.id.value.clone()).collect::<FxHashSet<String>>()
    };
    let known = if merged.without.is_empty() { FxHashSet::default() } else { ids(merged) };
    for id in merged.without.iter().filter(|id| whole && !known.contains(&id.value)) {
        let text = text::without_unknown(shown(&id.value));
        let help = problems.did_you_mean(&id.value, known.iter().map(String::as_str));
        problems.push(Problem { help, ..Problem::error(id.place.clone(), text) });
    }
    let dropped: FxHashSet<&str> = merged.without.iter().map(|id| id.value.as_str()).collect();
    for area in &mut merged.areas {
        if area.tasks.is_empty() && whole {
            let text = text::area_empty(shown(&area.id.value));
            problems.push(Problem::warning(area.id.place.clone(), text));
        }
        area.tasks.retain(|task| !dropped.contains(task.id.value.as_str()));
    }
    merged.areas.retain(|area| !area.tasks.is_empty());
    // A measure of a removed task is removed too.
    let is_dropped = |field: &Option<Placed<String>>| {
        let task = field.as_ref().and_then(|field| measures::split(&field.value)).map(|(task, _)| task);
        task.is_some_and(|task| dropped.contains(task) && known.contains(task))
    };
    merged.measures.retain(|measure| !is_dropped(&measure.of) && !is_dropped(&measure.per));
}
