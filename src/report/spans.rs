//! The columns of a grid: the days of a range, or its weeks, months or years if there are too many days to read.

use crate::calendar::{Day, DayRange};
use chrono::Datelike;

/// The days of a range, grouped by a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spans {
    /// Length of each span.
    pub unit: SpanUnit,
    range: DayRange,
}

/// Length of a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpanUnit {
    /// A business day.
    Day,
    /// An ISO week.
    Week,
    /// A month.
    Month,
    /// A year.
    Year,
}

impl SpanUnit {
    /// The units with the maximum number of columns that are readable on paper.
    const MOST: [(SpanUnit, usize); 3] = [(SpanUnit::Day, 35), (SpanUnit::Week, 27), (SpanUnit::Month, 24)];

    /// Returns the number of the unit that contains a day. Consecutive units have consecutive numbers.
    pub(super) fn number(self, day: Day) -> i64 {
        match self {
            SpanUnit::Day => day.num_days_from_ce().into(),
            // Day 1, 0001-01-01, was a Monday.
            SpanUnit::Week => i64::from(day.num_days_from_ce() - 1).div_euclid(7),
            SpanUnit::Month => i64::from(day.year()) * 12 + i64::from(day.month0()),
            SpanUnit::Year => day.year().into(),
        }
    }

    /// Returns the name of the unit that contains a day: `2026-11-23`, `2026-W48`, `2026-11`, `2026`.
    pub(super) fn name(self, day: Day) -> String {
        match self {
            SpanUnit::Day => day.to_string(),
            SpanUnit::Week => format!("{:04}-W{:02}", day.iso_week().year(), day.iso_week().week()),
            SpanUnit::Month => format!("{:04}-{:02}", day.year(), day.month()),
            SpanUnit::Year => format!("{:04}", day.year()),
        }
    }
}

impl Spans {
    /// Divides a range by the shortest unit that does not give too many spans.
    pub fn of(range: DayRange) -> Spans {
        let few = SpanUnit::MOST.into_iter().find(|(unit, most)| Spans { unit: *unit, range }.count() <= *most);
        Spans { unit: few.map_or(SpanUnit::Year, |(unit, _)| unit), range }
    }

    /// Returns the number of spans.
    pub fn count(&self) -> usize {
        self.place(self.range.last) + 1
    }

    /// Returns the index of the span that contains a day of the range.
    pub fn place(&self, day: Day) -> usize {
        usize::try_from(self.unit.number(day) - self.unit.number(self.range.first)).unwrap_or(0)
    }

    /// Returns the first day of each span within the range.
    pub fn firsts(&self) -> Vec<Day> {
        let mut firsts: Vec<Day> = self.range.days().collect();
        firsts.dedup_by_key(|day| self.place(*day));
        firsts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{Lean, parse_range};
    use chrono::NaiveDate;

    #[test]
    fn a_longer_range_has_longer_spans() {
        let check = |range: &str, unit: SpanUnit, count: usize, second: &str| {
            let range = parse_range(range, NaiveDate::default(), Lean::Back).unwrap();
            let spans = Spans::of(range);
            let firsts = spans.firsts();
            assert_eq!((spans.unit, spans.count(), firsts.len()), (unit, count, count), "{range:?}");
            assert_eq!(firsts.get(1).map(Day::to_string).as_deref().unwrap_or("-"), second);
            // Every day is in one span, and no span is empty.
            let places: Vec<usize> = range.days().map(|day| spans.place(day)).collect();
            assert!(places.is_sorted() && places[0] == 0 && places[places.len() - 1] == count - 1);
        };
        check("2026-11-23", SpanUnit::Day, 1, "-");
        check("2026-W48", SpanUnit::Day, 7, "2026-11-24");
        check("2026-10", SpanUnit::Day, 31, "2026-10-02");
        check("2026-10-19..2026-11-22", SpanUnit::Day, 35, "2026-10-20");
        check("2026-10-18..2026-11-22", SpanUnit::Week, 6, "2026-10-19");
        check("2026-12-30..2027-03-02", SpanUnit::Week, 10, "2027-01-04");
        check("2026", SpanUnit::Month, 12, "2026-02-01");
        check("2025-01-15..2026-12-31", SpanUnit::Month, 24, "2025-02-01");
        check("2024-12-31..2026-12-31", SpanUnit::Year, 3, "2025-01-01");
    }
}
