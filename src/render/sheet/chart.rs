//! Charts as data; each format draws them in its own way.

use super::{Cell, Tone};
use crate::language::Lang;
use rust_decimal::Decimal;

/// A chart: one value per series and category.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// How the chart is drawn.
    pub kind: ChartKind,
    /// Title of the chart.
    pub title: String,
    /// Names of the categories, such as days or areas.
    pub categories: Vec<String>,
    /// The values.
    pub series: Vec<Series>,
    /// A target in percent, drawn as a dashed line.
    pub target: Option<Decimal>,
}

/// How a chart is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartKind {
    /// One bar per value.
    Bars,
    /// One bar per category, with its values stacked.
    StackedBars,
    /// One line per series.
    Line,
}

/// A series of values, with one value per category.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Name of the series.
    pub name: String,
    /// Determines the colour of the series.
    pub tone: Tone,
    /// One value per category: counts, decimals or fractions; anything else is drawn as a gap.
    pub values: Vec<Cell>,
}

impl Chart {
    /// Whether there is nothing to draw; no format shows such a chart.
    pub fn is_empty(&self) -> bool {
        self.series.is_empty() || self.categories.is_empty()
    }

    /// Whether the values are fractions of 100%.
    pub fn is_share(&self) -> bool {
        let mut figures = self.series.iter().flat_map(|series| &series.values).filter(|cell| cell.number().is_some());
        figures.clone().next().is_some() && figures.all(|cell| matches!(cell, Cell::Ratio { .. }))
    }

    /// Returns the end of the scale: the largest value or stack; 1 for fractions.
    pub fn scale(&self) -> Decimal {
        let numbers = |at: usize| self.series.iter().filter_map(move |series| series.values.get(at)?.number());
        let largest = (0..self.categories.len())
            .map(|at| match self.kind {
                ChartKind::StackedBars => numbers(at).sum(),
                _ => numbers(at).max().unwrap_or_default(),
            })
            .max()
            .unwrap_or_default();
        let least = if self.is_share() { Decimal::ONE } else { Decimal::ZERO };
        largest.max(least)
    }

    /// Returns the start of the scale: 0, or the smallest value if negative. The scale of a line chart of fractions
    /// starts at a multiple of 10%, at least 3 percentage points below the smallest value to leave room for its label,
    /// and not above the target.
    /// Starting at 0 would hide differences, because the values of good teams are close together.
    pub fn least(&self) -> Decimal {
        let least = self.series.iter().flat_map(|series| &series.values).filter_map(Cell::number).min();
        let least = least.unwrap_or_default();
        match self.kind {
            ChartKind::Line if self.is_share() => {
                let target = self.target.map_or(least, |percent| percent / Decimal::ONE_HUNDRED);
                let below = (least.min(target) * Decimal::TEN - Decimal::new(3, 1)).floor();
                below.max(Decimal::ZERO) / Decimal::TEN
            }
            _ => least.min(Decimal::ZERO),
        }
    }

    /// Returns the values in words, for people who cannot see the chart: `11-23: done 30, missed 2`.
    pub fn in_words(&self, lang: Lang) -> Vec<String> {
        let figure = |at: usize, series: &Series| {
            let value = series.values.get(at).filter(|cell| cell.number().is_some())?;
            Some(format!("{} {}", series.name, value.text(lang)))
        };
        let figures = |at: usize| self.series.iter().filter_map(|series| figure(at, series)).collect::<Vec<_>>();
        let categories = self.categories.iter().enumerate();
        categories.map(|(at, name)| format!("{name}: {}", figures(at).join(", "))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_shares_begins_below_its_least() {
        let check = |least: u64, expected: &str| {
            let values = vec![Cell::Ratio { of: 100, from: 100 }, Cell::Missing, Cell::Ratio { of: least, from: 100 }];
            let series = vec![Series { name: String::new(), tone: Tone::Plain, values }];
            let chart = Chart { kind: ChartKind::Line, title: String::new(), categories: vec![], series, target: None };
            assert_eq!(chart.least().normalize().to_string(), expected, "{least}");
        };
        check(100, "0.9");
        check(94, "0.9");
        check(92, "0.8");
        check(77, "0.7");
        check(2, "0");
        check(0, "0");
    }
}
