//! Compares the days that each day term matches from 1990 to 2040 with a slow, obvious reference, which lists the days
//! of each month and counts along them.

use chrono::{Datelike, NaiveDate, Weekday};
use ops::calendar::{Day, DayRange, DayTerm, Lean, Period, TeamCalendar, WorkCalendar, ordinal_ending, parse_range};
use std::collections::BTreeSet;

fn day(text: &str) -> Day {
    text.parse().expect("a date")
}

/// Returns the days of each month from 1990 to 2040.
fn months() -> Vec<Vec<Day>> {
    let mut months: Vec<Vec<Day>> = Vec::new();
    for day in day("1990-01-01").iter_days().take_while(|day| day.year() <= 2040) {
        match months.last_mut() {
            Some(month) if month[0].month() == day.month() => month.push(day),
            _ => months.push(vec![day]),
        }
    }
    assert_eq!(months.len(), 51 * 12);
    months
}

/// Creates a calendar with unusual cases: holidays on weekdays, working Saturdays, a month of exceptions only.
fn calendar() -> TeamCalendar {
    let mut work = WorkCalendar::default();
    for (month, number) in [(1, 1), (5, 1), (10, 1), (10, 2), (10, 3)] {
        for year in 1990..=2040 {
            work.except(NaiveDate::from_ymd_opt(year, month, number).expect("a date"), false, "holiday");
        }
    }
    for text in ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"] {
        work.except(day(text), true, "make-up");
    }
    day("2030-02-01").iter_days().take(28).for_each(|day| work.except(day, false, "closed"));
    let term = |text: &str| DayTerm::parse(text).expect("a term");
    let period = |id: &str, days: &[&str], lead| Period {
        id: id.into(),
        title: id.into(),
        days: days.iter().map(|text| term(text)).collect(),
        lead,
    };
    let periods = vec![
        period("double-12", &["12-01..12-12"], 14),
        period("new-year", &["12-28..01-03"], 30),
        period("launch", &["2026-03-01..2026-05-31"], 7),
        period("twice", &["06-01..06-20", "2027-01-10"], 3),
        period("leap", &["02-29"], 2),
    ];
    TeamCalendar { work, periods }
}

/// Returns the nth of some days, counted from the end if n is negative.
fn nth(days: Vec<Day>, n: i32) -> Option<Day> {
    let at = usize::try_from(n.unsigned_abs() - 1).expect("small");
    if n > 0 { days.get(at).copied() } else { days.iter().rev().nth(at).copied() }
}

fn check(term: &str, expected: impl IntoIterator<Item = Day>) {
    let calendar = calendar();
    let parsed = DayTerm::parse(term).unwrap_or_else(|error| panic!("{term}: {error:?}"));
    let found: BTreeSet<Day> = months().concat().into_iter().filter(|day| calendar.names(&parsed, *day)).collect();
    let expected: BTreeSet<Day> = expected.into_iter().filter(|day| (1990..=2040).contains(&day.year())).collect();
    let differ: Vec<&Day> = found.symmetric_difference(&expected).take(5).collect();
    assert!(differ.is_empty(), "{term} differs on {differ:?}");
    assert!(!expected.is_empty(), "{term} is tested by nothing");
}

#[test]
fn terms_that_count_within_a_month() {
    let calendar = calendar();
    let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    for n in (-31..=31).filter(|n| *n != 0) {
        check(&format!("day {n}"), months().into_iter().filter_map(|month| nth(month, n)));
    }
    for (index, name) in weekdays.into_iter().enumerate() {
        let weekday = Weekday::try_from(u8::try_from(index).expect("seven")).expect("a weekday");
        let of = |month: Vec<Day>| month.into_iter().filter(|day| day.weekday() == weekday).collect::<Vec<Day>>();
        check(name, months().into_iter().flat_map(of));
        for (word, n) in
            [("first", 1), ("2nd", 2), ("third", 3), ("4th", 4), ("5th", 5), ("last", -1), ("2nd last", -2)]
        {
            check(&format!("{word} {name}"), months().into_iter().filter_map(|month| nth(of(month), n)));
        }
    }
    let worked = |month: Vec<Day>| month.into_iter().filter(|day| calendar.work.is_workday(*day)).collect::<Vec<Day>>();
    for n in 1_i32..=23 {
        let nth_of = format!("{n}{}", ordinal_ending(n.unsigned_abs()));
        check(&format!("{nth_of} workday"), months().into_iter().filter_map(|month| nth(worked(month), n)));
        check(&format!("{nth_of} last workday"), months().into_iter().filter_map(|month| nth(worked(month), -n)));
    }
    check("workday", months().into_iter().flat_map(worked));
    check("offday", months().concat().into_iter().filter(|day| !calendar.work.is_workday(*day)));
}

#[test]
fn working_days_are_monday_to_friday_but_for_those_that_are_named() {
    let work = calendar().work;
    for day in months().concat() {
        let is_weekday = day.weekday().number_from_monday() <= 5;
        assert_eq!(work.is_workday(day), is_weekday != work.reason(day).is_some_and(|_| is_named(day)), "{day}");
    }
    /// Whether the calendar differs from the weekday on a day.
    fn is_named(day: Day) -> bool {
        let is_weekday = day.weekday().number_from_monday() <= 5;
        let closed = day.year() == 2030 && day.month() == 2;
        let holiday = [(1, 1), (5, 1), (10, 1), (10, 2), (10, 3)].contains(&(day.month(), day.day()));
        if closed || holiday { is_weekday } else { !is_weekday }
    }
}

#[test]
fn rhythms() {
    for (from, step) in [("2026-01-05", 2), ("2000-02-29", 3), ("1989-12-31", 10), ("2026-01-05", 14)] {
        let days = || day(from).iter_days().step_by(step).take_while(|day| day.year() <= 2040);
        check(&format!("every {step} days from {from}"), days());
        if step % 7 == 0 {
            check(&format!("every {} weeks from {from}", step / 7), days());
        }
    }
    for (from, step) in [("2026-01-05", 1), ("2024-01-31", 1), ("2024-02-29", 12), ("1990-11-30", 3)] {
        let first = day(from);
        // The day of this number in each month from the first on, if it exists.
        let mut expected = Vec::new();
        let (mut year, mut month) = (first.year(), first.month());
        while year <= 2040 {
            expected.extend(NaiveDate::from_ymd_opt(year, month, first.day()));
            for _ in 0..step {
                (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
            }
        }
        check(&format!("every {step} months from {from}"), expected);
    }
}

#[test]
fn dates_periods_and_what_comes_before_them() {
    let range = |first: Day, last: Day| first.iter_days().take_while(move |day| *day <= last);
    let years = || 1988..=2042;
    let date = |year, month, number| NaiveDate::from_ymd_opt(year, month, number).expect("a date");
    let before = |first: Day, lead: usize| {
        let days: Vec<Day> = std::iter::successors(first.pred_opt(), |day| day.pred_opt()).take(lead).collect();
        days
    };
    let double_12 = |year| (date(year, 12, 1), date(year, 12, 12));
    check("12-01..12-12", years().flat_map(|year| range(double_12(year).0, double_12(year).1)));
    check("double-12", years().flat_map(|year| range(double_12(year).0, double_12(year).1)));
    check("before double-12", years().flat_map(|year| before(double_12(year).0, 14)));
    let new_year = |year| (date(year, 12, 28), date(year + 1, 1, 3));
    check("12-28..01-03", years().flat_map(|year| range(new_year(year).0, new_year(year).1)));
    check("new-year", years().flat_map(|year| range(new_year(year).0, new_year(year).1)));
    check("before new-year", years().flat_map(|year| before(new_year(year).0, 30)));
    check("launch", range(day("2026-03-01"), day("2026-05-31")));
    check("before launch", before(day("2026-03-01"), 7));
    let june = years().flat_map(|year| range(date(year, 6, 1), date(year, 6, 20)));
    check("twice", june.chain([day("2027-01-10")]));
    let before_june = years().flat_map(|year| before(date(year, 6, 1), 3));
    check("before twice", before_june.chain(before(day("2027-01-10"), 3)));
    let leap = years().filter_map(|year| NaiveDate::from_ymd_opt(year, 2, 29));
    check("leap", leap.clone());
    check("02-29", leap.clone());
    check("before leap", leap.flat_map(|leap| before(leap, 2)));
}

#[test]
fn weeks_months_and_years_people_type() {
    let check = |text: &str, first: &str, last: &str| {
        let range = parse_range(text, day("2026-11-24"), Lean::Forward);
        assert_eq!(range, Ok(DayRange { first: day(first), last: day(last) }), "{text}");
    };
    check("2020-W53", "2020-12-28", "2021-01-03");
    check("2026-W53", "2026-12-28", "2027-01-03");
    check("2027-W01", "2027-01-04", "2027-01-10");
    check("next", "2026-11-30", "2026-12-06");
    check("下周", "2026-11-30", "2026-12-06");
    check("2026-12", "2026-12-01", "2026-12-31");
    check("2028-02", "2028-02-01", "2028-02-29");
    check("2027", "2027-01-01", "2027-12-31");
    check("2026-12..2027-01", "2026-12-01", "2027-01-31");
    for text in ["2027-W53", "2026-13", "2026-00"] {
        assert!(parse_range(text, day("2026-11-24"), Lean::Forward).is_err(), "{text}");
    }
}
