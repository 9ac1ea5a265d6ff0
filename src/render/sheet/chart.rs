//! Figures to be drawn.

use super::{Cell, Tone};
use crate::language::Lang;
use rust_decimal::Decimal;

/// A drawing of figures: a value of each series for each category.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// How they are drawn.
    pub kind: ChartKind,
    /// What they are.
    pub title: String,
    /// What they are of: days, areas.
    pub categories: Vec<String>,
    /// The figures.
    pub series: Vec<Series>,
}

/// How figures are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartKind {
    /// A bar for each figure.
    Bars,
    /// A bar for each category, its figures behind each other.
    StackedBars,
    /// A line for each series.
    Line,
}

/// The figures of one kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// What they are.
    pub name: String,
    /// What they are coloured by.
    pub tone: Tone,
    /// One for each category: counts, decimals or shares; anything else is drawn as a gap.
    pub values: Vec<Cell>,
}

impl Chart {
    /// Whether there is nothing to draw: no form shows such a chart.
    pub fn is_empty(&self) -> bool {
        self.series.is_empty() || self.categories.is_empty()
    }

    /// Whether the figures are shares, whose whole is 100%.
    pub fn is_share(&self) -> bool {
        let mut figures = self.series.iter().flat_map(|series| &series.values).filter(|cell| cell.number().is_some());
        figures.clone().next().is_some() && figures.all(|cell| matches!(cell, Cell::Ratio { .. }))
    }

    /// The value at which the scale ends: the largest figure or stack; 1 for shares.
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

    /// The value at which the scale begins: nothing, or the least figure that is below it. A line of shares begins
    /// at the tens below the least, with room for its figure, for those of a team that works well lie close together.
    pub fn least(&self) -> Decimal {
        let least = self.series.iter().flat_map(|series| &series.values).filter_map(Cell::number).min();
        let least = least.unwrap_or_default();
        match self.kind {
            ChartKind::Line if self.is_share() => {
                let below = (least * Decimal::TEN - Decimal::new(3, 1)).floor();
                below.max(Decimal::ZERO) / Decimal::TEN
            }
            _ => least.min(Decimal::ZERO),
        }
    }

    /// The figures in words, for those who cannot see them: `11-23: done 30, missed 2`.
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
            let chart = Chart { kind: ChartKind::Line, title: String::new(), categories: vec![], series };
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
