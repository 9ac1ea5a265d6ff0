//! The first page of a report in words: the verdict, the rates, and a block for each question that a team lead asks.

mod blocks;
mod verdict;

use super::super::{Figures, Light, Previous, Rate, Report, SpanUnit, week_name};
use super::{ratio, short_range};
use crate::calendar::DayRange;
use crate::language::{Lang, say};
use crate::render::sheet::{Cell, Chart, ChartKind, Gauge, Overview, Part, Series, Tone, percent};
use crate::render::{filter, words};
use chrono::Datelike;

/// Builds the first page.
pub(super) fn overview(report: &Report, lang: Lang) -> Overview {
    let all = report.total.all();
    let shortfall = verdict::shortfall(report, lang);
    Overview {
        scope: scope(report, lang),
        title: title(report.asked.range, lang),
        range: range(report.asked.range, lang),
        verdict: verdict::sentences(report, lang),
        gauges: if all.required() > 0 { gauges(report, lang) } else { Vec::new() },
        whole: (say::figure_required(lang), all.required()),
        parts: parts(&all, lang),
        shortfall,
        blocks: blocks::all(report, lang),
        foot: foot(report, lang),
    }
}

/// Names the checklist, its sites and its people.
fn scope(report: &Report, lang: Lang) -> String {
    let mut parts = vec![report.checklist.1.clone()];
    match report.sites.as_slice() {
        [only] if !only.id.is_empty() => parts.push(super::tables::title(report, &only.id)),
        sites if sites.len() > 1 => parts.push(say::site_count(lang, sites.len())),
        _ => {}
    }
    let people = report.persons.iter().filter(|(name, _)| name.is_some()).count();
    parts.extend((people > 1).then(|| say::person_count(lang, people)));
    parts.extend(filter::facts(&report.filter, lang).iter().map(|it| say::named(lang, &it.name, it.value.text(lang))));
    parts.join(&say::clause_comma(lang))
}

fn title(range: DayRange, lang: Lang) -> String {
    match kind(range) {
        Some(SpanUnit::Week) => say::report_of_week(lang, range.first.iso_week().week()),
        Some(SpanUnit::Month) => say::report_of_month(lang, words::month(lang, range.first.month())),
        Some(SpanUnit::Year) => say::report_of_year(lang, range.first.year()),
        Some(SpanUnit::Day) => say::report_of_day(lang),
        None => say::report_of_days(lang),
    }
}

fn range(range: DayRange, lang: Lang) -> String {
    let day = |day| words::day_of_month(lang, day);
    if range.first == range.last {
        day(range.first)
    } else {
        format!("{}\u{2013}{}", day(range.first), day(range.last))
    }
}

/// Returns the unit if a range is exactly one day, week, month or year.
fn kind(range: DayRange) -> Option<SpanUnit> {
    let is_whole = |unit: SpanUnit| {
        let (before, after) = (range.first.pred_opt(), range.last.succ_opt());
        let differs = |one, next: Option<_>| next.is_none_or(|next| unit.number(one) != unit.number(next));
        unit.number(range.first) == unit.number(range.last)
            && differs(range.first, before)
            && differs(range.last, after)
    };
    [SpanUnit::Day, SpanUnit::Week, SpanUnit::Month, SpanUnit::Year].into_iter().find(|unit| is_whole(*unit))
}

/// Names the previous period: 上周.
fn period_before(range: DayRange, lang: Lang) -> String {
    match kind(range) {
        Some(SpanUnit::Day) => say::day_before(lang),
        Some(SpanUnit::Week) => say::week_before(lang),
        Some(SpanUnit::Month) => say::month_before(lang),
        Some(SpanUnit::Year) => say::year_before(lang),
        None => say::period_before(lang),
    }
}

/// Names the next period: 下周.
fn next_heading(range: DayRange, lang: Lang) -> String {
    match kind(range) {
        Some(SpanUnit::Day) => say::day_after(lang),
        Some(SpanUnit::Week) => say::week_after(lang),
        Some(SpanUnit::Month) => say::month_after(lang),
        Some(SpanUnit::Year) | None => say::period_after(lang),
    }
}

/// A rate of the report, with its target and its light.
struct Aim {
    name: String,
    of: fn(&Figures) -> Rate,
    target: Option<rust_decimal::Decimal>,
    light: Option<Light>,
}

fn aims(report: &Report, lang: Lang) -> [Aim; 2] {
    let (targets, completion, on_time) = (report.targets, report.completion_light(), report.on_time_light());
    [
        Aim {
            name: say::gauge_completion(lang),
            of: Figures::completion,
            target: targets.completion,
            light: completion,
        },
        Aim { name: say::gauge_on_time(lang), of: Figures::punctuality, target: targets.on_time, light: on_time },
    ]
}

fn gauges(report: &Report, lang: Lang) -> Vec<Gauge> {
    let gauge = |aim: Aim| {
        let before = report.before.iter().rev().map(|before| rate_of(report, before, aim.of));
        let now = ratio((aim.of)(&report.total.all()));
        let (tenths, points) = (report.change(aim.of), change(report, aim.of, lang));
        Gauge {
            rate: now.clone(),
            target: aim.target,
            light: aim.light,
            change: tenths.map(|_| match (period_before(report.asked.range, lang), &points) {
                (period, Some(points)) => say::than_before(lang, period, points),
                (period, None) => say::verdict_same(lang, period),
            }),
            points,
            history: before.chain([now]).collect(),
            name: aim.name,
        }
    };
    aims(report, lang).into_iter().map(gauge).collect()
}

/// Returns the rate of an earlier period; missing if the period could not be read in full.
fn rate_of(report: &Report, before: &Previous, of: fn(&Figures) -> Rate) -> Cell {
    if report.is_whole(before.range) { ratio(of(&before.total.all())) } else { Cell::Missing }
}

/// Returns the change of a rate from the previous period: `+1.1 pts`; `None` if it is the same.
fn change(report: &Report, of: fn(&Figures) -> Rate, lang: Lang) -> Option<String> {
    report.change(of).filter(|tenths| *tenths != 0).map(|tenths| say::points_short(lang, super::signed_tenths(tenths)))
}

fn parts(all: &Figures, lang: Lang) -> Vec<Part> {
    let part = |name: String, count: u64, tone: Tone| Part { name, count, tone };
    let parts = [
        part(say::part_on_time(lang), all.early + all.on_time, Tone::Good),
        part(say::part_late(lang), all.late, Tone::Late),
        part(say::part_skipped(lang), all.skipped, Tone::Quiet),
        part(say::part_not_done(lang), all.not_done(), Tone::Bad),
    ];
    parts.into_iter().filter(|part| part.count > 0).collect()
}

/// Charts the rates of the preceding periods and of this one.
fn trend(report: &Report, lang: Lang) -> Option<Chart> {
    if report.before.is_empty() || report.total == Default::default() {
        return None;
    }
    let ranges = report.before.iter().rev().map(|before| before.range).chain([report.asked.range]);
    let line = |(at, aim): (usize, Aim)| {
        let before = report.before.iter().rev().map(|before| rate_of(report, before, aim.of));
        let tone = if at == 0 { Tone::Plain } else { Tone::Good };
        Series { name: aim.name, tone, values: before.chain([ratio((aim.of)(&report.total.all()))]).collect() }
    };
    let series = aims(report, lang).into_iter().enumerate().map(line).collect();
    let target = report.targets.completion;
    let categories = ranges.map(short_name).collect();
    Some(Chart { kind: ChartKind::Line, title: String::new(), categories, series, target })
}

/// Names a range briefly: `W47`, or its days.
fn short_name(range: DayRange) -> String {
    match week_name(range) {
        Some(name) => name.split_once('-').map_or(name.clone(), |(_, week)| week.to_owned()),
        None => short_range(range),
    }
}

/// Explains how the figures add up, what they are based on, and up to which instant they count.
fn foot(report: &Report, lang: Lang) -> Vec<String> {
    let all = report.total.all();
    let mut sum = say::foot_sum(lang, all.required(), all.done(), all.not_done(), all.skipped);
    if all.excused > 0 {
        sum += &say::foot_excused(lang, all.excused);
    }
    let sum = sum + &say::sentence_end(lang);
    let mut lines = Vec::new();
    if all.backfilled > 0
        && let Some(rate) = rate_text(all.punctuality_without_backfills())
    {
        lines.push(say::foot_backfilled(lang, all.backfilled, rate));
    }
    let in_bulk: u64 = report.lists.bursts.iter().map(|burst| burst.count).sum();
    if in_bulk > 0 {
        lines.push(say::foot_in_bulk(lang, report.lists.bursts.len(), in_bulk));
    }
    let quality = lines.join(&say::sentence_gap(lang));
    let mut lines = Vec::new();
    let at = report.zone.local(report.asked.cut_off).format("%Y-%m-%d %H:%M");
    let digests: Vec<String> = report.foot.versions.iter().map(|version| version.digest.short()).collect();
    let digests = digests.join(&say::list_comma(lang));
    lines.push(match digests.is_empty() {
        true => say::foot_basis_without(lang, at, report.zone.name(), report.foot.acts),
        false => say::foot_basis(lang, at, report.zone.name(), digests, report.foot.acts),
    });
    let damaged = report.before.iter().rev().map(|before| before.range).filter(|range| !report.is_whole(*range));
    let damaged: Vec<String> = damaged.map(short_name).collect();
    if !damaged.is_empty() {
        lines.push(say::foot_not_compared(lang, damaged.join(&say::list_comma(lang))));
    }
    let unknown: Vec<String> =
        report.foot.holidays.iter().flat_map(|it| &it.unknown).map(super::foot::stretch).collect();
    if !unknown.is_empty() {
        lines.push(say::foot_unknown_holidays(lang, unknown.join(&say::list_comma(lang))));
    }
    if let Some(as_of) = report.asked.as_of {
        let at = report.zone.local(as_of).format("%Y-%m-%d %H:%M");
        lines.push(say::foot_as_of(lang, at, report.foot.left_out) + &say::sentence_end(lang));
    }
    vec![sum, lines.join(&say::sentence_gap(lang)), quality].into_iter().filter(|line| !line.is_empty()).collect()
}

/// Formats a rate with its counts: `88.1% (891/1011)`.
fn rate_text(rate: Rate) -> Option<String> {
    Some(format!("{} ({}/{})", percent(rate.of, rate.from)?, rate.of, rate.from))
}

/// Formats counts: `139/166`.
fn counts_text(rate: Rate) -> String {
    format!("{}/{}", rate.of, rate.from)
}

/// Formats the percentage of a rate; `—` if there is none.
fn percent_text(rate: Rate, lang: Lang) -> String {
    percent(rate.of, rate.from).unwrap_or_else(|| Cell::Missing.text(lang))
}
