//! Finds tasks that nobody owns although the checklist names people.

use super::collect::Problems;
use super::file::{WrittenArea, WrittenSite};
use super::task::WrittenTask;
use super::walk::Placed;
use crate::checklist::problem::{Problem, shown};
use crate::language::text;
use std::collections::{HashMap, HashSet};

/// Warns once for each role that tasks need but nobody has at a site with named people, and once for all tasks without
/// a role. Does nothing if no site names people.
pub(super) fn check_owners(
    areas: &[WrittenArea],
    sites: &[WrittenSite],
    roles: &[(Placed<String>, Placed<String>)],
    problems: &mut Problems,
) {
    let staffed: Vec<&WrittenSite> = sites.iter().filter(|site| !site.people.is_empty()).collect();
    if staffed.is_empty() {
        return;
    }
    let tasks = || areas.iter().flat_map(|area| &area.tasks);
    for site in staffed {
        let present: HashSet<&str> = site.people.iter().map(|(role, _)| role.value.as_str()).collect();
        let here = |task: &&WrittenTask| task.sites.is_empty() || task.sites.iter().any(|id| id.value == site.id.value);
        let mut vacant: HashMap<&str, usize> = HashMap::new();
        for role in tasks().filter(here).filter_map(|task| task.role.as_ref()) {
            if !present.contains(role.value.as_str()) {
                *vacant.entry(&role.value).or_default() += 1;
            }
        }
        for (role, _) in roles {
            if let Some(count) = vacant.get(role.value.as_str()) {
                let text = text::role_vacant(shown(&site.id.value), shown(&role.value), count);
                let help = text::role_vacant_help(shown(&role.value));
                problems.push(Problem::warning(site.id.place.clone(), text).help(help));
            }
        }
    }
    let mut without = tasks().filter(|task| task.role.is_none());
    if let Some(first) = without.next() {
        let text = match without.count() {
            0 => text::role_missing_one(),
            others => text::role_missing(others + 1),
        };
        problems.push(Problem::warning(first.id.place.clone(), text).help(text::role_missing_help()));
    }
}
