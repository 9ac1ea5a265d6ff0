//! The common grammar of days and times as people type them, in whole arguments and before a title.

use chrono::{Datelike, Days};
use ops::calendar::{
    Day, DayError, Lean, PhraseError, PhraseFault, SaidSpan, TimeError, end_label, lead, parse_clock, parse_day,
    parse_moment, parse_range, parse_said_span, time_label,
};
use ops::language::Lang;
use proptest::prelude::*;

fn day(text: &str) -> Day {
    text.parse().expect("a date")
}

/// A Wednesday.
const TODAY: &str = "2026-11-25";

fn ahead(text: &str) -> Result<Day, DayError> {
    parse_day(text, day(TODAY), Lean::Forward)
}

#[test]
fn days_are_read_as_they_are_said() {
    let check = |text: &str, expected: &str| assert_eq!(ahead(text), Ok(day(expected)), "{text}");
    check("大前天", "2026-11-22");
    check("三天后", "2026-11-28");
    check("3天后", "2026-11-28");
    check("３天以后", "2026-11-28");
    check("十天之后", "2026-12-05");
    check("两周后", "2026-12-09");
    check("三天前", "2026-11-22");
    check("一个月后", "2026-12-25");
    check("in 3 days", "2026-11-28");
    check("in two weeks", "2026-12-09");
    check("in a day", "2026-11-26");
    check("3 days ago", "2026-11-22");
    check("3 days later", "2026-11-28");
    check("the day after tomorrow", "2026-11-27");
    check("on friday", "2026-11-27");
    check("Fri", "2026-11-27");
    check("这周五", "2026-11-27");
    check("下个星期三", "2026-12-02");
    check("下下周一", "2026-12-07");
    check("礼拜天", "2026-11-29");
    check("周5", "2026-11-27");
    check("週三", "2026-11-25");
    check("next friday", "2026-12-04");
    check("this fri", "2026-11-27");
    check("20号", "2026-12-20");
    check("二十号", "2026-12-20");
    check("30日", "2026-11-30");
    check("31号", "2026-12-31");
    check("下月5号", "2026-12-05");
    check("下个月5号", "2026-12-05");
    check("本月20号", "2026-11-20");
    check("月底", "2026-11-30");
    check("下月底", "2026-12-31");
    check("2月底", "2027-02-28");
    check("年底", "2026-12-31");
    check("明年年底", "2027-12-31");
    check("end of month", "2026-11-30");
    check("the end of next month", "2026-12-31");
    check("end of february", "2027-02-28");
    check("the 5th", "2026-12-05");
    check("on the 28th", "2026-11-28");
    check("一年后", "2027-11-25");
    check("in 2 weeks' time", "2026-12-09");
    check("大大后天", "2026-11-29");
    check("tmr", "2026-11-26");
    check("十一月二十五号", "2026-11-25");
    check("十二月一日", "2026-12-01");
    check("二〇二六年十二月一日", "2026-12-01");
    check("2026年12月1日", "2026-12-01");
    check("明年1月5号", "2027-01-05");
    check("12月1", "2026-12-01");
    check("1-Dec", "2026-12-01");
    check("Dec-01", "2026-12-01");
    check("1-Dec-2027", "2027-12-01");
    check("2026-Dec-01", "2026-12-01");
    check("2026-W49-2", "2026-12-01");
    check("in a fortnight", "2026-12-09");
    check("周 五", "2026-11-27");
    check("Dec 1", "2026-12-01");
    check("1 Dec", "2026-12-01");
    check("December 1st", "2026-12-01");
    check("1st of December", "2026-12-01");
    check("Dec. 1, 2027", "2027-12-01");
    check("2026/12/01", "2026-12-01");
    check("2026/12/1", "2026-12-01");
    check("2026.12.01", "2026-12-01");
    check("20261201", "2026-12-01");
    check("２０２６／１２／０１", "2026-12-01");
    check("12-1", "2026-12-01");
    check("12/25", "2026-12-25");
    check("25/12", "2026-12-25");
    check("12/12", "2026-12-12");
    check("Dec1", "2026-12-01");
    check("1Dec", "2026-12-01");
    check("9.9", "2027-09-09");
    check("25/12/2026", "2026-12-25");
}

/// A day that is only looked at is the nearest one, past or future.
#[test]
fn the_nearest_day_is_looked_at() {
    let check = |today: &str, text: &str, expected: &str| {
        assert_eq!(parse_day(text, day(today), Lean::Nearest), Ok(day(expected)), "{text} on {today}");
    };
    check("2026-11-30", "12-07", "2026-12-07");
    check("2026-11-30", "11-20", "2026-11-20");
    check("2027-01-03", "12-30", "2026-12-30");
    check(TODAY, "fri", "2026-11-27");
    check(TODAY, "mon", "2026-11-23");
    check(TODAY, "wed", "2026-11-25");
    check(TODAY, "28号", "2026-11-28");
    check(TODAY, "5号", "2026-12-05");
    check(TODAY, "02-29", "2028-02-29");
}

#[test]
fn what_can_be_read_in_two_ways_is_refused_with_both() {
    let check = |text: &str, first: &str, second: &str| {
        assert_eq!(ahead(text), Err(DayError::Ambiguous(day(first), day(second))), "{text}");
    };
    check("12/1", "2026-12-01", "2027-01-12");
    check("1/12", "2027-01-12", "2026-12-01");
    check("12.1", "2026-12-01", "2027-01-12");
    check("1/12/2026", "2026-01-12", "2026-12-01");
    check("周末", "2026-11-28", "2026-11-29");
    check("下周末", "2026-12-05", "2026-12-06");
    check("this weekend", "2026-11-28", "2026-11-29");
    assert_eq!(ahead("13/32"), Err(DayError::NoSuchDate));
    assert_eq!(ahead("32号"), Err(DayError::NoSuchDate));
    assert_eq!(ahead("mon,wed"), Err(DayError::Unknown));
    assert_eq!(ahead("明早"), Err(DayError::Unknown));
}

#[test]
fn ranges_are_read_as_they_are_said() {
    let check = |text: &str, first: &str, last: &str| {
        let read = parse_range(text, day(TODAY), Lean::Back).map(|range| (range.first, range.last));
        assert_eq!(read, Ok((day(first), day(last))), "{text}");
    };
    check("last week", "2026-11-16", "2026-11-22");
    check("上个月", "2026-10-01", "2026-10-31");
    check("this month", "2026-11-01", "2026-11-30");
    check("2026年10月", "2026-10-01", "2026-10-31");
    check("去年", "2025-01-01", "2025-12-31");
    check("11月", "2026-11-01", "2026-11-30");
    check("12月", "2025-12-01", "2025-12-31");
    check("October", "2026-10-01", "2026-10-31");
    check("10月-11月", "2026-10-01", "2026-11-30");
    check("last 7 days", "2026-11-19", "2026-11-25");
    check("最近7天", "2026-11-19", "2026-11-25");
    check("mon-wed", "2026-11-23", "2026-11-25");
    check("mon - wed", "2026-11-23", "2026-11-25");
    check("mon to wed", "2026-11-23", "2026-11-25");
    check("周一至三", "2026-11-23", "2026-11-25");
    check("11月1日-5日", "2026-11-01", "2026-11-05");
    check("11月1日到11月5日", "2026-11-01", "2026-11-05");
    // Of two readings, the one in which both days are of one month.
    for text in ["11.1-11.5", "11/1..11/5", "1/11到5/11"] {
        check(text, "2026-11-01", "2026-11-05");
    }
    check("11.1-11.15", "2026-11-01", "2026-11-15");
    for text in ["11.1-1.5", "10.30-11.5"] {
        assert!(matches!(parse_range(text, day(TODAY), Lean::Back), Err(DayError::Ambiguous(..))), "{text}");
    }
    check("2026-11-01 - 2026-11-07", "2026-11-01", "2026-11-07");
    check("2026/11/01—2026/11/07", "2026-11-01", "2026-11-07");
    check("Nov 1 to Nov 5", "2026-11-01", "2026-11-05");
    check("2026-10..2026-11", "2026-10-01", "2026-11-30");
    check("2025..2026", "2025-01-01", "2026-12-31");
}

#[test]
fn times_are_read_as_they_are_said() {
    let check = |text: &str, expected: &str| {
        assert_eq!(parse_said_span(text).map(|span| span.to_string()), Ok(expected.to_owned()), "{text}");
    };
    check("8:30", "08:30");
    check("８：３０", "08:30");
    check("8:30 pm", "20:30");
    check("8:30PM", "20:30");
    check("8.30am", "08:30");
    check("8 p.m.", "20:00");
    check("12am", "00:00");
    check("12pm", "12:00");
    check("noon", "12:00");
    check("midnight", "00:00");
    check("九点", "09:00");
    check("九点半", "09:30");
    check("十二点半", "12:30");
    check("三点一刻", "03:15");
    check("两点", "02:00");
    check("9点05分", "09:05");
    check("九点零五", "09:05");
    check("九点二十", "09:20");
    check("9时30分", "09:30");
    check("二十一点", "21:00");
    check("9點", "09:00");
    check("下午3点", "15:00");
    check("下午 3点", "15:00");
    check("早9点", "09:00");
    check("晚8点到10点", "20:00-22:00");
    check("晚上12点", "24:00");
    check("夜里2点", "02:00");
    check("夜里11点", "23:00");
    check("凌晨12点半", "00:30");
    check("中午1点", "13:00");
    check("中午11点半", "11:30");
    check("傍晚6点", "18:00");
    check("17:00 - 18:00", "17:00-18:00");
    check("17:00–18:00", "17:00-18:00");
    check("17:00——18:00", "17:00-18:00");
    check("17:00~18:00", "17:00-18:00");
    check("17:00至18:00", "17:00-18:00");
    check("17:00 to 18:00", "17:00-18:00");
    check("from 17:00 to 18:00", "17:00-18:00");
    check("9点-10点半", "09:00-10:30");
    check("9点到18:00", "09:00-18:00");
    check("9-10点", "09:00-10:00");
    check("下午3-5点", "15:00-17:00");
    check("下午3点到5点", "15:00-17:00");
    check("上午9点-下午3点", "09:00-15:00");
    check("3-5pm", "15:00-17:00");
    check("11-1pm", "11:00-13:00");
    check("8:30-9:30 pm", "20:30-21:30");
    check("9am-5pm", "09:00-17:00");
    check("22:00-01:00", "22:00-01:00");
    check("12点到2点", "12:00-14:00");
    check("上午10点到3点", "10:00-15:00");
    check("上午9点到5点", "09:00-17:00");
    check("中午12点到5点", "12:00-17:00");
    check("11点到1点", "11:00-13:00");
    check("10点-3点", "10:00-15:00");
    check("10-3点", "10:00-15:00");
    check("13点到3点", "13:00-15:00");
    check("9:30到3点", "09:30-15:00");
    check("上午11点半-1点半", "11:30-13:30");
    check("10点到12点", "10:00-12:00");
    check("22点到2点", "22:00-02:00");
    check("10am to 3", "10:00-15:00");
    check("11am-1", "11:00-13:00");
    check("2pm-4:30", "14:00-16:30");
    check("midday", "12:00");
    check("12 noon", "12:00");
    check("9 in the morning", "09:00");
    check("9 at night", "21:00");
    check("eight thirty pm", "20:30");
    check("13:30-", "13:30-");
    check("9点后", "09:00-");
    check("after 9:00", "09:00-");
    check("-18:00", "-18:00");
    check("18:00前", "-18:00");
    check("by 6pm", "-18:00");
    check("早上", "06:00-09:00");
    check("上午", "09:00-12:00");
    check("中午", "11:00-13:00");
    check("下午", "13:00-18:00");
    check("傍晚", "17:00-19:00");
    check("晚上", "18:00-24:00");
    let refused = |text: &str, expected: TimeError| assert_eq!(parse_said_span(text), Err(expected), "{text}");
    check("零点", "00:00");
    check("半夜2点", "02:00");
    check("差五分九点", "08:55");
    check("九点差一刻", "08:45");
    check("half past eight pm", "20:30");
    check("ten to nine am", "08:50");
    check("9 o'clock in the evening", "21:00");
    check("从9点到10点", "09:00-10:00");
    refused("at 9", TimeError::WhichHalf);
    refused("half past eight", TimeError::WhichHalf);
    refused("晚上1点", TimeError::WhichNight);
    refused("12:61", TimeError::NoSuchTime);
    refused("13am", TimeError::NoSuchTime);
    refused("上午15点", TimeError::NoSuchTime);
    refused("九点开会", TimeError::Unknown);
    refused("5点到3点", TimeError::Unknown);
    refused("12点到12点", TimeError::Unknown);
    refused("9", TimeError::Unknown);
    refused("3-5", TimeError::Unknown);
    refused("", TimeError::Unknown);
}

#[test]
fn a_moment_is_a_day_and_a_time() {
    let check = |text: &str, expected: Option<&str>| {
        let read = parse_moment(text)
            .map(|moment| format!("{} {}", moment.day(day(TODAY), Lean::Back).expect("a day"), moment.time));
        assert_eq!(read.as_deref(), expected, "{text}");
    };
    check("2026-11-23T08:40", Some("2026-11-23 08:40"));
    check("2026/11/23 8pm", Some("2026-11-23 20:00"));
    check("2026年11月23日下午2点", Some("2026-11-23 14:00"));
    check("11-23 08:40", Some("2026-11-23 08:40"));
    check("周五20:00", Some("2026-11-20 20:00"));
    check("周五晚上8点", Some("2026-11-20 20:00"));
    check("昨天18点", Some("2026-11-24 18:00"));
    check("last night at 8", None);
    check("tonight at 8", Some("2026-11-25 20:00"));
    check("周三 9点半", Some("2026-11-25 09:30"));
    check("周三下午", None);
    check("周三 9:00-10:00", None);
    check("2026-11-23", None);
}

/// Whether a text looks like it starts with a day or a time, by simple rules instead of the grammar.
fn begins_like(text: &str) -> bool {
    let words = ["today", "tomorrow", "yesterday", "mon", "friday", "sat", "tonight", "noon"];
    let first = text.split([' ', ',', ':']).next().unwrap_or_default();
    let hanzi = [
        "今天",
        "明天",
        "后天",
        "昨天",
        "周一",
        "周五",
        "星期三",
        "礼拜天",
        "下周二",
        "明早",
        "今晚",
        "零点",
        "半夜",
        "明后天",
        "每天",
        "每周三",
        "每2小时",
        "半小时后",
        "几天后",
        "大约9点",
        "从明天",
        "差五分九点",
    ];
    let phrases = [
        "every day",
        "every fri",
        "in 2 hours",
        "in a few days",
        "end of month",
        "next month",
        "on the 5th",
        "by eod",
        "half past eight",
        "mid december",
        "mondays",
    ];
    // Phrases that only count if something separates them from what follows.
    let apart = [
        "月初",
        "月底",
        "年底",
        "今日",
        "本周内",
        "这两天",
        "节前",
        "国庆前",
        "天天",
        "12月中旬",
        "12月",
        "下班前",
        "一会儿",
        "三四点",
        "周六日",
        "周一、三",
    ];
    let is_apart = |rest: &str| rest.is_empty() || rest.starts_with([' ', ',', '，']);
    if phrases.iter().chain(&apart).any(|phrase| text.strip_prefix(phrase).is_some_and(is_apart)) {
        return true;
    }
    let hedges = ["early ", "late ", "later ", "first thing ", "sometime "];
    let hedged =
        hedges.iter().find_map(|hedge| text.strip_prefix(hedge)).and_then(|rest| rest.split([' ', ',', ':']).next());
    if hedged.is_some_and(|word| word != "noon" && words.contains(&word)) {
        return true;
    }
    let first = first.strip_suffix("-ish").unwrap_or(first);
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).count();
    let time = {
        let hour = digits(text);
        (1..=2).contains(&hour) && text[hour..].strip_prefix(':').is_some_and(|rest| digits(rest) >= 2)
            || (1..=2).contains(&hour) && text[hour..].starts_with('点')
    };
    let date = digits(text) == 4
        && text[4..]
            .strip_prefix('-')
            .is_some_and(|rest| (1..=2).contains(&digits(rest)) && rest[digits(rest)..].starts_with('-'));
    words.contains(&first) || hanzi.iter().any(|word| text.starts_with(word)) || time || date
}

/// Generates texts from the parts of days and times.
fn pieces() -> impl Strategy<Value = String> {
    let pieces = "today|tomorrow|mon|fri|sat|tonight|noon|next |in |days|Dec|may|at |am|pm|by |to |今天|明天|后天|周五|下周二|明早|今晚|\
        下午|晚上|凌晨|月|号|日|点|半|前|后|到|至|年|九|十|二十|两|1|2|9|12|31|08|30|2026|-|/|.|:|：|~|—| | |，|stock|盘点|小李|款|..|,|９|、|每|每天|周三|周六|小时|零|初|底|内|左右|几|差|刻|从|明后|大约|国庆|end of |month|every |day|hours|and |half |past |the |三|四|下班|一会儿|5th|mid |next|截止|过|late |early |first thing |-ish|after |week|工作日|please";
    let piece = prop::sample::select(pieces.split('|').collect::<Vec<_>>());
    prop::collection::vec(piece, 0..9).prop_map(|pieces| pieces.concat())
}

/// Generates dates and times in writings that are seldom, and with words beside them that say about when, all in front
/// of a title.
fn loosely() -> impl Strategy<Value = String> {
    let select = |words: &'static str| prop::sample::select(words.split('|').collect::<Vec<_>>());
    let date = (1u32..13, select("-|/|.|月| 月 "), 1u32..29, select("号|日"))
        .prop_map(|(month, sign, day, unit)| format!("{month}{sign}{day}{unit}"));
    let apart = (1u32..29, select(" 号| 日|号|日")).prop_map(|(day, unit)| format!("{day}{unit}"));
    let known =
        select("周五|明天|后天|下周二|月底|12-01|12月1日|周六12/5|17:00|15点|下午3点|周五17点").prop_map(str::to_owned);
    let beside = select("|前|截止| 截止|前截止|为止|之前|左右|过5分|过后");
    let hanzi = (prop_oneof![date, apart, known], beside).prop_map(|(day, beside)| day + beside);
    let day = select("friday|mon|tomorrow|tmrw|day after tmrw|december 1|on tuesday");
    let before = select("|early |late |later |first thing |sometime |by |before |every |around |from ");
    let after = select("|-ish| week| after next| onwards| or so| by 5| after 5| before 6|, 3");
    let english = (before, day, after).prop_map(|(before, day, after)| format!("{before}{day}{after}"));
    let hour =
        (select("by |by|before |after |until |at |around "), 1u32..13).prop_map(|(word, hour)| format!("{word}{hour}"));
    prop_oneof![hanzi, english, hour].prop_map(|said| said + " 盘点")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, ..ProptestConfig::default() })]

    /// The grammar's main property: what starts like a day or a time is never taken for a title.
    #[test]
    fn what_begins_like_a_day_or_a_time_is_read_to_its_end_or_refused(text in pieces(), offset in 0u64..4000) {
        let today = day("2020-01-01").checked_add_days(Days::new(offset)).expect("a date");
        match lead(&text, today, Lean::Forward) {
            Ok(None) => prop_assert!(!begins_like(text.trim_start()), "{text:?} was passed over"),
            Ok(Some(lead)) => {
                prop_assert!(lead.day.is_some() || lead.span.is_some());
                prop_assert!(!lead.said.is_empty() && text.trim_start().starts_with(lead.said));
                prop_assert_eq!(lead.said.len() + lead.rest.len(), text.trim_start().len());
                let is_apart = |c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、' | ':' | '：' | ';' | '；' | '|');
                prop_assert!(lead.rest.is_empty() || lead.rest.starts_with(is_apart), "{text:?}");
            }
            Err(error) => {
                for lang in [Lang::En, Lang::Zh] {
                    prop_assert!(!error.text().in_lang(lang).is_empty() && !error.help().in_lang(lang).is_empty());
                }
            }
        }
    }

    /// Neither the way a date is written nor a word beside a day or a time makes a title of it, or of what stands behind it.
    #[test]
    fn a_day_or_a_time_in_loose_writing_is_read_with_its_words_or_refused(text in loosely(), offset in 0u64..4000) {
        let today = day("2020-01-01").checked_add_days(Days::new(offset)).expect("a date");
        match lead(&text, today, Lean::Forward) {
            Ok(None) => prop_assert!(false, "{text:?} was passed over"),
            Ok(Some(lead)) => prop_assert_eq!(lead.rest.trim_start(), "盘点", "{:?}", text),
            // The words behind it are not offered as a title.
            Err(PhraseError { kind: PhraseFault::Glued(_, rest), .. }) => {
                prop_assert!(!rest.starts_with(['截', '止', '过', '前']), "{text:?}: {rest:?}");
            }
            Err(_) => {}
        }
    }

    #[test]
    fn nothing_typed_makes_it_fail(text in "\\PC{0,12}", pieces in pieces(), offset in 0u64..40_000) {
        let today = day("1990-01-01").checked_add_days(Days::new(offset)).expect("a date");
        for text in [text, pieces] {
            let _ = (parse_said_span(&text), parse_clock(&text), parse_moment(&text), lead(&text, today, Lean::Forward));
            for lean in [Lean::Back, Lean::Forward, Lean::Nearest] {
                if let Ok(day) = parse_day(&text, today, lean) {
                    prop_assert_eq!(parse_range(&text, today, lean).map(|it| (it.first, it.last)).ok().filter(|_| lean != Lean::Nearest), Some((day, day)).filter(|_| lean != Lean::Nearest));
                }
                if let Ok(range) = parse_range(&text, today, lean) {
                    prop_assert!(range.first <= range.last);
                }
            }
        }
    }

    /// What the program prints is parsed as the same value.
    #[test]
    fn what_is_printed_reads_back(offset in 0u64..40_000, first in 0u32..1440, last in 0u32..1440) {
        let date = day("1990-01-01").checked_add_days(Days::new(offset)).expect("a date");
        for lean in [Lean::Back, Lean::Forward, Lean::Nearest] {
            prop_assert_eq!(parse_day(&date.to_string(), day(TODAY), lean), Ok(date));
        }
        let hanzi = format!("{}年{}月{}日", date.year(), date.month(), date.day());
        prop_assert_eq!(parse_day(&hanzi, day(TODAY), Lean::Back), Ok(date));
        let time = |minutes: u32| chrono::NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0).expect("a time");
        let (first, last) = (time(first), time(last));
        prop_assert_eq!(parse_clock(&time_label(first)).map(|it| it.time()), Ok(first));
        let window = format!("{}-{}", time_label(first), end_label(last));
        let read = parse_said_span(&window).expect("a window");
        prop_assert_eq!(read.to_string(), window);
        prop_assert!(matches!(read, SaidSpan::Between(from, to) if from.time() == first && to.time() == last));
    }

    /// Half-width digits, full-width digits and Hanzi numerals mean the same.
    #[test]
    fn numerals_of_all_kinds_mean_the_same(hour in 0u32..24, minute in 10u32..60, month in 1u32..13, date in 1u32..29) {
        let hanzi = |number: u32| {
            let digit = |n: u32| "零一二三四五六七八九".chars().nth(n as usize).expect("a digit").to_string();
            match (number / 10, number % 10) {
                (0, ones) => digit(ones),
                (tens, ones) => {
                    let tens = if tens == 1 { String::new() } else { digit(tens) };
                    tens + "十" + &if ones == 0 { String::new() } else { digit(ones) }
                }
            }
        };
        let wide = |text: &str| -> String {
            text.chars().map(|c| c.to_digit(10).map_or(c, |d| char::from_u32('０' as u32 + d).expect("a digit"))).collect()
        };
        let plain = parse_clock(&format!("{hour}点{minute}分"));
        prop_assert!(plain.is_ok());
        prop_assert_eq!(parse_clock(&wide(&format!("{hour}点{minute}分"))), plain);
        prop_assert_eq!(parse_clock(&format!("{hour:02}:{minute:02}")), plain);
        if hour > 0 {
            prop_assert_eq!(parse_clock(&format!("{}点{}", hanzi(hour), hanzi(minute))), plain);
        }
        let plain = ahead(&format!("{month}月{date}日"));
        prop_assert!(plain.is_ok());
        prop_assert_eq!(ahead(&wide(&format!("{month}月{date}号"))), plain.clone());
        prop_assert_eq!(ahead(&format!("{}月{}日", hanzi(month), hanzi(date))), plain.clone());
        prop_assert_eq!(ahead(&format!("{month:02}-{date:02}")), plain);
    }
}
