//! Day terms: which texts are accepted, how they are parsed, and which days they match.

use chrono::{NaiveDate, Weekday};
use ops::calendar::{Day, DaySet, DayTerm, MonthDay, Rhythm, RhythmUnit, TeamCalendar, TermError};

fn day(text: &str) -> Day {
    text.parse().expect("a date")
}

fn weekdays(first: Weekday, last: Weekday) -> Result<DayTerm, TermError> {
    Ok(DayTerm::Weekdays(first, last))
}

fn dates(first: &str, last: &str) -> Result<DayTerm, TermError> {
    Ok(DayTerm::Dates(day(first), day(last)))
}

fn annual(first: (u32, u32), last: (u32, u32)) -> Result<DayTerm, TermError> {
    let date = |(month, day)| MonthDay { month, day };
    Ok(DayTerm::Annual(date(first), date(last)))
}

#[test]
fn terms_are_read() {
    use Weekday::{Fri, Mon, Sat, Sun, Tue, Wed};
    let check = |text: &str, expected: Result<DayTerm, TermError>| {
        assert_eq!(DayTerm::parse(text), expected, "{text}");
    };
    check("mon", weekdays(Mon, Mon));
    check("Monday", weekdays(Mon, Mon));
    check(" TUE ", weekdays(Tue, Tue));
    check("ｍｏｎ", weekdays(Mon, Mon));
    check("mon-fri", weekdays(Mon, Fri));
    check("mon..fri", weekdays(Mon, Fri));
    check("mon - fri", weekdays(Mon, Fri));
    check("Monday-Friday", weekdays(Mon, Fri));
    check("sat-mon", weekdays(Sat, Mon));
    check("周一", weekdays(Mon, Mon));
    check("星期日", weekdays(Sun, Sun));
    check("礼拜天", weekdays(Sun, Sun));
    check("周一-周五", weekdays(Mon, Fri));
    check("周一－周五", weekdays(Mon, Fri));
    check("周一～周五", weekdays(Mon, Fri));
    check("周一至周五", weekdays(Mon, Fri));
    check("周一至五", weekdays(Mon, Fri));
    check("星期三到星期六", weekdays(Wed, Sat));
    check("周六－mon", weekdays(Sat, Mon));

    check("2026-12-12", dates("2026-12-12", "2026-12-12"));
    check("２０２６－１２－１２", dates("2026-12-12", "2026-12-12"));
    check("2026-12-12..2026-12-20", dates("2026-12-12", "2026-12-20"));
    check("2026-12-12 .. 2026-12-20", dates("2026-12-12", "2026-12-20"));
    check("2026-12-12～2026-12-20", dates("2026-12-12", "2026-12-20"));
    check("2024-02-29", dates("2024-02-29", "2024-02-29"));
    check("12-12", annual((12, 12), (12, 12)));
    check("02-29", annual((2, 29), (2, 29)));
    check("12-01..12-12", annual((12, 1), (12, 12)));
    check("12-24..01-02", annual((12, 24), (1, 2)));
    check("12月12日", annual((12, 12), (12, 12)));
    check("1月5号", annual((1, 5), (1, 5)));
    check("12月24日至1月2日", annual((12, 24), (1, 2)));
    check("2026年12月12日", dates("2026-12-12", "2026-12-12"));
    check("2026年12月12日～2026年12月20日", dates("2026-12-12", "2026-12-20"));
    check("2026-12-12至2026-12-20", dates("2026-12-12", "2026-12-20"));
}

#[test]
fn terms_that_count_are_read() {
    let check = |text: &str, expected: DayTerm| assert_eq!(DayTerm::parse(text), Ok(expected), "{text}");
    let every = |every, unit| DayTerm::Every(Rhythm { every, unit, from: day("2026-01-05") });
    check("workday", DayTerm::Workday);
    check("Workdays", DayTerm::Workday);
    check("工作日", DayTerm::Workday);
    check("offday", DayTerm::Offday);
    check("休息日", DayTerm::Offday);
    check("day 1", DayTerm::DayOfMonth(1));
    check("Day 31", DayTerm::DayOfMonth(31));
    check("day -1", DayTerm::DayOfMonth(-1));
    check("day －1", DayTerm::DayOfMonth(-1));
    check("每月1日", DayTerm::DayOfMonth(1));
    check("每月１５号", DayTerm::DayOfMonth(15));
    check("月末", DayTerm::DayOfMonth(-1));
    check("每月最后一天", DayTerm::DayOfMonth(-1));
    check("每月倒数第2天", DayTerm::DayOfMonth(-2));
    check("每月倒数第二天", DayTerm::DayOfMonth(-2));
    check("first mon", DayTerm::NthWeekday(1, Weekday::Mon));
    check("First Monday", DayTerm::NthWeekday(1, Weekday::Mon));
    check("3rd thu", DayTerm::NthWeekday(3, Weekday::Thu));
    check("5th sun", DayTerm::NthWeekday(5, Weekday::Sun));
    check("last fri", DayTerm::NthWeekday(-1, Weekday::Fri));
    check("second last fri", DayTerm::NthWeekday(-2, Weekday::Fri));
    check("第一个周一", DayTerm::NthWeekday(1, Weekday::Mon));
    check("每月第3个星期四", DayTerm::NthWeekday(3, Weekday::Thu));
    check("最后一个周五", DayTerm::NthWeekday(-1, Weekday::Fri));
    check("每月倒数第2个周五", DayTerm::NthWeekday(-2, Weekday::Fri));
    check("10th workday", DayTerm::NthWorkday(10));
    check("first workday", DayTerm::NthWorkday(1));
    check("21st workday", DayTerm::NthWorkday(21));
    check("22nd workday", DayTerm::NthWorkday(22));
    check("11th workday", DayTerm::NthWorkday(11));
    check("last workday", DayTerm::NthWorkday(-1));
    check("3rd last workday", DayTerm::NthWorkday(-3));
    check("第十个工作日", DayTerm::NthWorkday(10));
    check("每月第二十一个工作日", DayTerm::NthWorkday(21));
    check("每月最后一个工作日", DayTerm::NthWorkday(-1));
    check("every 2 days from 2026-01-05", every(2, RhythmUnit::Days));
    check("every day from 2026-01-05", every(1, RhythmUnit::Days));
    check("every 2 weeks from 2026-01-05", every(2, RhythmUnit::Weeks));
    check("every 3 months from 2026-01-05", every(3, RhythmUnit::Months));
    check("每2天从2026-01-05", every(2, RhythmUnit::Days));
    check("每2周 从 2026-01-05 起", every(2, RhythmUnit::Weeks));
    check("每3个月从2026－01－05起", every(3, RhythmUnit::Months));
    check("每两周从2026-01-05", every(2, RhythmUnit::Weeks));
    check("每两个星期从2026年1月5日", every(2, RhythmUnit::Weeks));
    check("每十二个月从2026-01-05", every(12, RhythmUnit::Months));
    check("自2026-01-05起每2周", every(2, RhythmUnit::Weeks));
    check("自2026-01-05起每天", every(1, RhythmUnit::Days));
    check("double-12", DayTerm::Period("double-12".into()));
    check("before double-12", DayTerm::Before("double-12".into()));
    check("double-12之前", DayTerm::Before("double-12".into()));
}

#[test]
fn what_is_no_term_is_refused_with_its_reason() {
    use TermError::{Backwards, NoSuchDate, Unknown};
    let check = |text: &str, expected: TermError| assert_eq!(DayTerm::parse(text), Err(expected), "{text}");
    check("", Unknown);
    check("-", Unknown);
    check("..", Unknown);
    check("mon-五", Unknown);
    check("周", Unknown);
    check("周八", Unknown);
    check("周一到", Unknown);
    check("1-5", Unknown);
    check("2026-1-5", Unknown);
    check("2026-12", Unknown);
    check("12-12-12-12", Unknown);
    check("+1-01", Unknown);
    check("2026-12-24..01-02", Unknown);
    check("12-24..2027-01-02", Unknown);
    check("2026-02-30", NoSuchDate);
    check("2026-02-29", NoSuchDate);
    check("2026-13-01", NoSuchDate);
    check("02-30", NoSuchDate);
    check("00-10", NoSuchDate);
    check("12-01..12-32", NoSuchDate);
    check("2026-12-20..2026-12-12", Backwards);
    check("2月30日", NoSuchDate);
    let slip = |text: &str, meant: &str| check(text, TermError::WrongEnding(meant.to_owned()));
    slip("22th workday", "22nd workday");
    slip("2st mon", "2nd mon");
    slip("3th  last fri", "3rd  last fri");
    slip("11st workday", "11th workday");
    for text in ["12月", "月12日", "12月日", "年12月12日", "12日", "12月12日12日", "12月至1月"] {
        check(text, Unknown);
    }
    for text in [
        "每月倒数第32天",
        "每月倒数第0天",
        "day 0",
        "day 32",
        "day -32",
        "6th mon",
        "0th mon",
        "28th workday",
        "每月32日",
        "第六个周一",
    ] {
        check(text, TermError::NeverInMonth);
    }
    for text in [
        "every 2 weeks",
        "every 0 days from 2026-01-05",
        "every 2 weeks from mon",
        "每2周",
        "每两周",
        "自2026-01-05起每0周",
        "every 12345 days from 2026-01-05",
    ] {
        check(text, TermError::Rhythm);
    }
    check("every 2 weeks from 2026-02-30", NoSuchDate);
    for text in
        ["day", "day x", "first", "last", "first first mon", "每月", "第个周一", "2nd", "每", "before", "before 双12"]
    {
        assert!(
            !matches!(DayTerm::parse(text), Ok(DayTerm::DayOfMonth(_) | DayTerm::NthWeekday(..) | DayTerm::Before(_))),
            "{text}"
        );
    }
}

#[test]
fn a_term_names_its_days() {
    let check = |term: &str, days: &[&str], expected: bool| {
        let term = DayTerm::parse(term).expect("a term");
        for text in days {
            assert_eq!(TeamCalendar::default().names(&term, day(text)), expected, "{term:?} on {text}");
        }
    };
    // 2026-11-23 is a Monday.
    check("mon", &["2026-11-23", "2026-11-30"], true);
    check("mon", &["2026-11-22", "2026-11-24"], false);
    check("mon-fri", &["2026-11-23", "2026-11-27"], true);
    check("mon-fri", &["2026-11-28", "2026-11-29"], false);
    check("sat-mon", &["2026-11-28", "2026-11-29", "2026-11-30"], true);
    check("sat-mon", &["2026-11-27", "2026-12-01"], false);
    check("mon-sun", &["2026-11-23", "2026-11-29"], true);
    check("sun-mon", &["2026-11-29", "2026-11-30"], true);
    check("sun-mon", &["2026-11-28", "2026-12-01"], false);
    check("2026-12-12..2026-12-20", &["2026-12-12", "2026-12-20"], true);
    check("2026-12-12..2026-12-20", &["2026-12-11", "2026-12-21", "2027-12-15"], false);
    check("12-12", &["2026-12-12", "1999-12-12"], true);
    check("12-12", &["2026-12-13", "2026-11-12"], false);
    check("12-24..01-02", &["2026-12-24", "2026-12-31", "2027-01-01", "2027-01-02"], true);
    check("12-24..01-02", &["2026-12-23", "2027-01-03", "2026-07-01"], false);
    check("02-29", &["2024-02-29"], true);
    check("02-29", &["2026-02-28", "2026-03-01"], false);
}

#[test]
fn a_set_is_a_union() {
    let terms = ["mon", "12-12"].iter().map(|text| DayTerm::parse(text).expect("a term")).collect();
    let set = DaySet { terms };
    let check = |year, month, date, expected| {
        let day = NaiveDate::from_ymd_opt(year, month, date).expect("a date");
        assert_eq!(TeamCalendar::default().contains(&set, day), expected, "{day}");
    };
    check(2026, 11, 23, true);
    check(2026, 12, 12, true);
    check(2026, 12, 11, false);
}
