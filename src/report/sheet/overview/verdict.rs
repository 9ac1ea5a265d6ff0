//! The result of a report in a few sentences.

use super::super::super::{Figures, Light, Report, TaskCounts};
use super::super::signed_tenths;
use super::{aims, percent_text, period_before};
use crate::language::{Lang, say};
use crate::render::{cells, filter, words};
use chrono::TimeDelta;

/// Minimum share, in percent, of everything not done at which the verdict names a task.
const MOST: u64 = 30;

/// Returns the verdict; the first sentence is the most important.
pub(super) fn sentences(report: &Report, lang: Lang) -> Vec<String> {
    let all = report.total.all();
    let mut sentences = Vec::new();
    if all.required() == 0 {
        sentences.push(say::report_nothing(lang));
    } else if !all.is_recorded() {
        sentences.push(say::verdict_nothing(lang, all.required()) + &say::sentence_end(lang));
        sentences.extend(open_ends(report, lang));
    } else {
        sentences.extend([completion(report, lang), undone(report, &all, lang)]);
        sentences.extend(overdue(&all, lang));
        sentences.extend(open_ends(report, lang));
    }
    // A message or a page may be forwarded on its own, so it must say that it is filtered.
    sentences.extend(filter::line(&report.filter, lang));
    sentences
}

/// Describes the completion rate, its change, and its distance from the target.
fn completion(report: &Report, lang: Lang) -> String {
    let [completion, _] = aims(report, lang);
    let now = (completion.of)(&report.total.all());
    let rate = percent_text(now, lang);
    let mut clauses = vec![match report.asked.is_running() {
        true => say::verdict_so_far(lang, rate),
        false => say::verdict_completion(lang, rate),
    }];
    if let Some(tenths) = report.change(completion.of) {
        let period = period_before(report.asked.range, lang);
        clauses.push(match tenths {
            0 => say::verdict_same(lang, period),
            usual if report.is_usual_change(completion.of) => say::verdict_usual(lang, period, signed_tenths(usual)),
            more if more > 0 => say::verdict_higher(lang, period, tenths_text(more)),
            less => say::verdict_lower(lang, period, tenths_text(-less)),
        });
    }
    if let Some(target) = completion.target {
        let target_text = target.normalize();
        clauses.push(match completion.light {
            Some(Light::Reached) => say::verdict_reached(lang, target_text),
            _ => {
                let aim = target * rust_decimal::Decimal::TEN;
                let tenths = u64::try_from(aim.round()).unwrap_or_default();
                let missing = now.tenths_above(super::Rate { of: tenths, from: 1000 }).map_or(0, |tenths| -tenths);
                say::verdict_short(lang, target_text, tenths_text(missing.max(0)))
            }
        });
    }
    clauses.join(&say::clause_comma(lang)) + &say::sentence_end(lang)
}

/// Returns how many occurrences of a task were not done, if they are enough for the verdict to name the task.
pub(super) fn names(report: &Report, task: &TaskCounts) -> Option<u64> {
    let (count, all) = (task.counts.all().undone(), report.total.all().undone());
    (count >= 5 && count * 100 >= all * MOST).then_some(count)
}

/// Describes what was not done: names the task that accounts for most of it, or gives the counts.
fn undone(report: &Report, all: &Figures, lang: Lang) -> String {
    if all.undone() == 0 {
        return say::verdict_all_done(lang) + &say::sentence_end(lang);
    }
    match report.most_undone().and_then(|task| Some((task, names(report, task)?))) {
        Some((task, count)) => {
            say::verdict_mostly(lang, all.undone(), count, cells::cut(&report.name_of(&task.id, lang), 44))
        }
        None => say::verdict_undone(lang, all.undone(), kinds(all, lang)) + &say::sentence_end(lang),
    }
}

/// Says how many of those not done can still be done.
fn overdue(all: &Figures, lang: Lang) -> Option<String> {
    (all.overdue > 0).then(|| say::verdict_overdue(lang, all.overdue) + &say::sentence_end(lang))
}

/// Counts figures below their targets, values out of bounds, and unresolved faults.
fn open_ends(report: &Report, lang: Lang) -> Vec<String> {
    let aimed = report.aimed();
    let short = aimed.iter().filter(|it| it.light == Light::Short).count();
    let mut sentences = Vec::new();
    match short {
        0 if aimed.is_empty() || !report.lists.out_of_bounds.is_empty() || !report.is_whole(report.asked.range) => {}
        0 => sentences.push(say::verdict_figures_fine(lang)),
        short => sentences.push(say::verdict_figures_short(lang, short)),
    }
    match report.lists.out_of_bounds.len() {
        0 => {}
        beyond => sentences.push(say::verdict_out_of_bounds(lang, beyond)),
    }
    match report.open_faults.len() {
        0 => {}
        open => sentences.push(say::verdict_faults(lang, open)),
    }
    sentences.into_iter().map(|sentence| sentence + &say::sentence_end(lang)).collect()
}

/// Describes what was not done and how late the late occurrences were, for formats without a bar.
pub(super) fn shortfall(report: &Report, lang: Lang) -> Vec<String> {
    let all = report.total.all();
    let mut lines = Vec::new();
    if all.undone() > 0 {
        lines.push(say::shortfall_undone(lang, all.undone(), kinds(&all, lang)));
    }
    if let Some(late) = report.lateness() {
        let length = |minutes: i64| words::short_length(lang, TimeDelta::minutes(minutes));
        let longest = length(words::whole_minutes(late.longest.after));
        lines.push(say::shortfall_late(lang, report.lists.late.len(), length(late.median), longest));
    }
    lines
}

/// Counts what was not done by kind: 没做 56，跳过 34.
fn kinds(all: &Figures, lang: Lang) -> String {
    let kinds = [(say::part_not_done(lang), all.not_done()), (say::part_skipped(lang), all.skipped)];
    let kinds: Vec<String> = kinds
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(name, count)| say::counted(lang, name, count))
        .collect();
    kinds.join(&say::clause_comma(lang))
}

fn tenths_text(tenths: i64) -> String {
    signed_tenths(tenths).trim_start_matches('+').to_owned()
}
