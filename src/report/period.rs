//! The range of days before another range, and the name of a week.

use super::SpanUnit;
use crate::calendar::{Day, DayRange};
use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// Returns the range to compare a range with: for a whole month, quarter or year, the one before it; for any other
/// range, as many days before it. `None` if dates cannot go back that far.
pub fn previous(range: DayRange) -> Option<DayRange> {
    let last = range.first.pred_opt()?;
    let days = u64::try_from((range.last - range.first).num_days()).ok()?;
    let first = [12, 3, 1].into_iter().find_map(|months| months_before(range, months));
    Some(DayRange { first: first.or_else(|| last.checked_sub_days(Days::new(days)))?, last })
}

/// Returns the range that comes after a range: the next month, quarter or year, or else as many days.
pub fn next(range: DayRange) -> Option<DayRange> {
    let first = range.last.succ_opt()?;
    let days = u64::try_from((range.last - range.first).num_days()).ok()?;
    let months = [12, 3, 1].into_iter().find(|months| months_before(range, *months).is_some());
    let last = match months {
        Some(months) => first.checked_add_months(Months::new(months))?.pred_opt()?,
        None => first.checked_add_days(Days::new(days))?,
    };
    Some(DayRange { first, last })
}

/// Returns the first day of the previous month, quarter or year, for `months` = 1, 3 or 12. `None` if the range is not
/// exactly a month, quarter or year.
fn months_before(range: DayRange, months: u32) -> Option<Day> {
    let is_start = range.first.day() == 1 && range.first.month0().is_multiple_of(months);
    let next = range.first.checked_add_months(Months::new(months))?;
    let is_whole = is_start && range.last.succ_opt() == Some(next);
    if is_whole { range.first.checked_sub_months(Months::new(months)) } else { None }
}

/// Returns the name of an ISO week: `2026-W47`. `None` if the range is not exactly one week.
pub fn week_name(range: DayRange) -> Option<String> {
    let week = range.first.iso_week();
    let sunday = NaiveDate::from_isoywd_opt(week.year(), week.week(), Weekday::Sun);
    let is_week = range.first.weekday() == Weekday::Mon && sunday == Some(range.last);
    is_week.then(|| SpanUnit::Week.name(range.first))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{Lean, parse_range};

    #[test]
    fn a_range_is_compared_with_its_like() {
        let range = |text: &str| parse_range(text, NaiveDate::default(), Lean::Back).unwrap();
        let check = |text: &str, expected: &str| assert_eq!(previous(range(text)), Some(range(expected)), "{text}");
        check("2026-W47", "2026-W46");
        check("2027-W01", "2026-W53");
        check("2026-03", "2026-02");
        check("2027-01", "2026-12");
        check("2026-04-01..2026-06-30", "2026-01-01..2026-03-31");
        check("2026-05-01..2026-07-31", "2026-01-29..2026-04-30");
        check("2024", "2023");
        check("2026-11-23", "2026-11-22");
        check("2026-11-23..2026-11-25", "2026-11-20..2026-11-22");
    }

    #[test]
    fn a_whole_week_has_a_name() {
        let range = |text: &str| parse_range(text, NaiveDate::default(), Lean::Back).unwrap();
        let check = |text: &str, expected: Option<&str>| assert_eq!(week_name(range(text)).as_deref(), expected);
        check("2026-11-16..2026-11-22", Some("2026-W47"));
        check("2026-12-28..2027-01-03", Some("2026-W53"));
        check("2026-11-17..2026-11-23", None);
        check("2026-11-16..2026-11-29", None);
    }
}
