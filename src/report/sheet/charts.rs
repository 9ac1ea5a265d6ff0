//! The charts of a report.

use super::super::{Counts, Figures, Report};
use super::{grid, ratio};
use crate::language::{Lang, say};
use crate::render::sheet::{Body, Cell, Chart, ChartKind, Section, Series, Tone};
use crate::render::words;

/// A kind of task: its name, the colour of its line and its counts.
type SeriesKind = (String, Tone, fn(&Counts) -> Figures);

/// Maximum number of days in a chart of days.
const MOST_BARS: usize = 62;

/// Returns the charts that have data: results by day and, if `in_full`, the completion over time and by area.
pub(super) fn sections(report: &Report, in_full: bool, lang: Lang) -> Vec<Section> {
    let mut charts = Vec::new();
    charts.extend(by_day(report, lang));
    if in_full {
        charts.extend(completion(report, lang));
        charts.extend(areas(report, lang));
    }
    charts.into_iter().map(|chart| Section::plain(Body::Chart(chart))).collect()
}

fn by_day(report: &Report, lang: Lang) -> Option<Chart> {
    let is_empty = report.total.all().required() == 0;
    if is_empty || !(2..=MOST_BARS).contains(&report.days.len()) {
        return None;
    }
    let series = |name: String, tone: Tone, count: fn(&Figures) -> u64| Series {
        name,
        tone,
        values: report.days.iter().map(|(_, counts)| Cell::Count(count(&counts.all()))).collect(),
    };
    Some(Chart {
        kind: ChartKind::StackedBars,
        title: say::chart_by_day(lang),
        categories: report.days.iter().map(|(of, _)| words::month_day_weekday(lang, *of)).collect(),
        series: vec![
            series(say::gauge_on_time(lang), Tone::Good, |of| of.early + of.on_time),
            series(say::figure_late(lang), Tone::Late, |of| of.late),
            series(say::figure_skipped(lang), Tone::Quiet, |of| of.skipped),
            series(say::figure_not_done(lang), Tone::Bad, Figures::not_done),
        ],
        target: None,
    })
}

/// Charts the completion of checks and of watches over time, in the same steps as the columns of the grid.
fn completion(report: &Report, lang: Lang) -> Option<Chart> {
    let spans = report.spans();
    let of_total = |kind: fn(&Counts) -> Figures| kind(&report.total).required() > 0;
    let kinds: [SeriesKind; 2] = [
        (say::checks(lang), Tone::Plain, |counts| counts.checks),
        (say::watches(lang), Tone::Warn, |counts| counts.watches),
    ];
    let series = |(name, tone, kind): SeriesKind| Series {
        name,
        tone,
        values: spans.iter().map(|counts| ratio(kind(counts).completion())).collect(),
    };
    let series: Vec<Series> = kinds.into_iter().filter(|(_, _, kind)| of_total(*kind)).map(series).collect();
    (spans.len() > 1 && !series.is_empty()).then(|| Chart {
        kind: ChartKind::Line,
        title: say::chart_completion(lang),
        categories: grid::labels(report, lang),
        series,
        target: None,
    })
}

fn areas(report: &Report, lang: Lang) -> Option<Chart> {
    let areas: Vec<_> = report.areas.iter().filter(|area| area.counts.all().required() > 0).collect();
    (areas.len() > 1).then(|| Chart {
        kind: ChartKind::Bars,
        title: say::chart_areas(lang),
        categories: areas.iter().map(|area| area.title.clone()).collect(),
        series: vec![Series {
            name: say::figure_completion(lang),
            tone: Tone::Plain,
            values: areas.iter().map(|area| ratio(area.counts.all().completion())).collect(),
        }],
        target: None,
    })
}
