//! Days and ranges as people type them.

use chrono::Days;
use ops::calendar::{Day, DayError, DayRange, Lean, parse_day, parse_range};
use proptest::prelude::*;

fn day(text: &str) -> Day {
    text.parse().expect("a date")
}

/// A Wednesday.
const TODAY: &str = "2026-11-25";

#[test]
fn days_are_read() {
    let check = |text: &str, back: &str, forward: &str| {
        assert_eq!(parse_day(text, day(TODAY), Lean::Back), Ok(day(back)), "{text}, looking back");
        assert_eq!(parse_day(text, day(TODAY), Lean::Forward), Ok(day(forward)), "{text}, looking forward");
    };
    check("today", "2026-11-25", "2026-11-25");
    check("Today", "2026-11-25", "2026-11-25");
    check(" today ", "2026-11-25", "2026-11-25");
    check("今天", "2026-11-25", "2026-11-25");
    check("yesterday", "2026-11-24", "2026-11-24");
    check("昨天", "2026-11-24", "2026-11-24");
    check("前天", "2026-11-23", "2026-11-23");
    check("tomorrow", "2026-11-26", "2026-11-26");
    check("明天", "2026-11-26", "2026-11-26");
    check("后天", "2026-11-27", "2026-11-27");
    check("大后天", "2026-11-28", "2026-11-28");
    check("-0", "2026-11-25", "2026-11-25");
    check("-1", "2026-11-24", "2026-11-24");
    check("-30", "2026-10-26", "2026-10-26");
    check("－１", "2026-11-24", "2026-11-24");

    check("wed", "2026-11-25", "2026-11-25");
    check("thu", "2026-11-19", "2026-11-26");
    check("tue", "2026-11-24", "2026-12-01");
    check("Monday", "2026-11-23", "2026-11-30");
    check("周三", "2026-11-25", "2026-11-25");
    check("周日", "2026-11-22", "2026-11-29");
    check("星期天", "2026-11-22", "2026-11-29");
    check("下周一", "2026-11-30", "2026-11-30");
    check("下星期日", "2026-12-06", "2026-12-06");
    check("下下周三", "2026-12-09", "2026-12-09");
    check("上周五", "2026-11-20", "2026-11-20");
    check("本周日", "2026-11-29", "2026-11-29");
    check("next mon", "2026-11-30", "2026-11-30");
    check("last friday", "2026-11-20", "2026-11-20");
    check("12月1日", "2025-12-01", "2026-12-01");
    check("2026年12月1号", "2026-12-01", "2026-12-01");

    check("2026-11-22", "2026-11-22", "2026-11-22");
    check("２０２６－１１－２２", "2026-11-22", "2026-11-22");
    check("2030-1-5", "2030-01-05", "2030-01-05");
    check("11-25", "2026-11-25", "2026-11-25");
    check("11-22", "2026-11-22", "2027-11-22");
    check("11-26", "2025-11-26", "2026-11-26");
    check("12-12", "2025-12-12", "2026-12-12");
    check("1-5", "2026-01-05", "2027-01-05");
    check("02-29", "2024-02-29", "2028-02-29");
}

#[test]
fn the_leap_day_is_found_over_a_century_without_one() {
    let check = |today: &str, lean, expected: &str| {
        assert_eq!(parse_day("02-29", day(today), lean), Ok(day(expected)), "{today}");
    };
    check("2096-03-01", Lean::Forward, "2104-02-29");
    check("2104-02-28", Lean::Back, "2096-02-29");
    check("2104-02-29", Lean::Back, "2104-02-29");
}

#[test]
fn what_is_no_day_is_refused_with_its_reason() {
    use DayError::{NoSuchDate, Unknown};
    let check = |text: &str, expected: DayError| {
        assert_eq!(parse_day(text, day(TODAY), Lean::Back), Err(expected), "{text}");
    };
    check("", Unknown);
    check("-", Unknown);
    check("--1", Unknown);
    check("1", Unknown);
    check("-1d", Unknown);
    check("-9999999", Unknown);
    check("someday", Unknown);
    check("this", Unknown);
    check("2026-W47", Unknown);
    check("mon..fri", Unknown);
    check("11-31", NoSuchDate);
    check("2026-02-29", NoSuchDate);
    check("2026-00-01", NoSuchDate);
    check("13-01", NoSuchDate);
}

#[test]
fn ranges_are_read() {
    let check_from = |today: &str, text: &str, lean, first: &str, last: &str| {
        let expected = DayRange { first: day(first), last: day(last) };
        assert_eq!(parse_range(text, day(today), lean), Ok(expected), "{text} on {today}, {lean:?}");
    };
    let check = |text: &str, first: &str, last: &str| check_from(TODAY, text, Lean::Back, first, last);
    let ahead = |text: &str, first: &str, last: &str| check_from(TODAY, text, Lean::Forward, first, last);
    let near = |text: &str, first: &str, last: &str| check_from(TODAY, text, Lean::Nearest, first, last);
    near("mon", "2026-11-23", "2026-11-23");
    near("sat", "2026-11-28", "2026-11-28");
    near("11-24..11-26", "2026-11-24", "2026-11-26");
    near("today..fri", "2026-11-25", "2026-11-27");
    near("周一..周五", "2026-11-23", "2026-11-27");
    near("20号到26号", "2026-11-20", "2026-11-26");
    // The end is searched for after the start.
    ahead("11月30日到2号", "2026-11-30", "2026-12-02");
    ahead("11月30日到12月2日", "2026-11-30", "2026-12-02");
    ahead("上周一至周五", "2026-11-16", "2026-11-20");
    ahead("下周一到周三", "2026-11-30", "2026-12-02");
    ahead("下周五到周一", "2026-12-04", "2026-12-07");
    check("下周一到周三", "2026-11-30", "2026-12-02");
    check("上周一至周五", "2026-11-16", "2026-11-20");
    check("today", "2026-11-25", "2026-11-25");
    check("-1", "2026-11-24", "2026-11-24");
    check("this", "2026-11-23", "2026-11-29");
    check("本周", "2026-11-23", "2026-11-29");
    check("last", "2026-11-16", "2026-11-22");
    check("LAST", "2026-11-16", "2026-11-22");
    check("上周", "2026-11-16", "2026-11-22");
    check("2026-W47", "2026-11-16", "2026-11-22");
    check("2026-w1", "2025-12-29", "2026-01-04");
    check("2026-W53", "2026-12-28", "2027-01-03");
    check("２０２６－Ｗ４７", "2026-11-16", "2026-11-22");
    check_from("2027-01-02", "this", Lean::Back, "2026-12-28", "2027-01-03");
    check_from("2027-01-03", "last", Lean::Back, "2026-12-21", "2026-12-27");
    check_from("2026-11-23", "this", Lean::Back, "2026-11-23", "2026-11-29");

    check("2026-11-01..2026-11-07", "2026-11-01", "2026-11-07");
    check("2026-11-01 .. 2026-11-07", "2026-11-01", "2026-11-07");
    check("11-01～11-07", "2026-11-01", "2026-11-07");
    check("11-01。。11-07", "2026-11-01", "2026-11-07");
    check("周一至周三", "2026-11-23", "2026-11-25");
    check("昨天到今天", "2026-11-24", "2026-11-25");
    check("-7..-1", "2026-11-18", "2026-11-24");
    check("-7..today", "2026-11-18", "2026-11-25");
    check("2026-W45..2026-W47", "2026-11-02", "2026-11-22");
    check("last..this", "2026-11-16", "2026-11-29");
    check("last..today", "2026-11-16", "2026-11-25");

    // The ends of a range are read relative to each other, so that today never splits it.
    check("mon..fri", "2026-11-16", "2026-11-20");
    ahead("mon..fri", "2026-11-30", "2026-12-04");
    check("fri..mon", "2026-11-20", "2026-11-23");
    ahead("fri..mon", "2026-11-27", "2026-11-30");
    check("mon..today", "2026-11-23", "2026-11-25");
    check("wed..tomorrow", "2026-11-25", "2026-11-26");
    ahead("yesterday..wed", "2026-11-24", "2026-11-25");
    check("12-24..01-02", "2025-12-24", "2026-01-02");
    ahead("12-24..01-02", "2026-12-24", "2027-01-02");
}

#[test]
fn what_is_no_range_is_refused_with_its_reason() {
    use DayError::{Backwards, NoSuchDate, Unknown};
    let check = |text: &str, expected: DayError| {
        assert_eq!(parse_range(text, day(TODAY), Lean::Back), Err(expected), "{text}");
    };
    check("", Unknown);
    check("..", Unknown);
    check("today..", Unknown);
    check("..today", Unknown);
    check("today...", Unknown);
    check("a..b..c", Unknown);
    check("2026-W", Unknown);
    check("W47", Unknown);
    check("2026-W00", NoSuchDate);
    check("2026-W54", NoSuchDate);
    check("2025-W53", NoSuchDate);
    check("2026-02-30..today", NoSuchDate);
    check("today..yesterday", Backwards);
    check("this..last", Backwards);
    check("2026-11-07..2026-11-01", Backwards);
}

proptest! {
    #[test]
    fn nothing_typed_makes_it_fail(text in "\\PC{0,12}|[-0-9a-z.w～周一]{0,14}", offset in 0u64..40_000) {
        let today = day("1990-01-01").checked_add_days(Days::new(offset)).expect("a date");
        for lean in [Lean::Back, Lean::Forward] {
            let _ = parse_day(&text, today, lean);
            if let Ok(range) = parse_range(&text, today, lean) {
                prop_assert!(range.first <= range.last);
            }
        }
    }

    #[test]
    fn a_bare_word_never_leans_the_wrong_way(
        word in prop::sample::select(vec!["mon", "tue", "wed", "thu", "fri", "sat", "sun", "01-01", "02-29", "12-31"]),
        offset in 0u64..40_000,
    ) {
        let today = day("1990-01-01").checked_add_days(Days::new(offset)).expect("a date");
        let back = parse_day(word, today, Lean::Back).expect("a day");
        let forward = parse_day(word, today, Lean::Forward).expect("a day");
        prop_assert!(back <= today && today <= forward);
        prop_assert_eq!(back == today, forward == today);
    }
}
