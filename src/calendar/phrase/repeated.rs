//! Repetitions: 每天, 每周三, `every fri`. They are rejected, since a one-off is for one day.

use super::counted::count;
use super::day::{WEEKDAYS, bare_weekday};
use super::numerals::number;
use super::scan::Cursor;

/// Units that after 每 are never part of a name: 每天, in contrast to 每日优鲜.
const PLAIN: [&str; 17] = [
    "一天",
    "天",
    "晚上",
    "早上",
    "上午",
    "中午",
    "下午",
    "晚",
    "早",
    "半个小时",
    "半小时",
    "小时",
    "钟头",
    "工作日",
    "周末",
    "月底",
    "月初",
];

/// Units that may be part of a name, unless a separator follows.
const IN_NAMES: [&str; 8] = ["日", "周", "月", "年", "星期", "礼拜", "季度", "分钟"];

/// Words that stand for a repetition if a separator follows: 天天特卖 is a name.
const BY_THEMSELVES: [&str; 6] = ["天天", "日日", "隔天", "隔日", "隔周", "工作日"];

/// Units that can be counted.
const COUNTED: [&str; 11] =
    ["天", "日", "周", "个星期", "星期", "个礼拜", "个月", "个小时", "小时", "分钟", "个工作日"];

const ENGLISH: [&str; 13] = [
    "day",
    "days",
    "morning",
    "afternoon",
    "evening",
    "night",
    "week",
    "weekday",
    "weekend",
    "month",
    "hour",
    "year",
    "workday",
];

/// The position after a repetition.
pub(super) fn repeated(at: Cursor<'_>) -> Option<Cursor<'_>> {
    let alone = at.any_of(&BY_THEMSELVES).filter(|behind| behind.is_apart());
    hanzi(at).or(alone).or_else(|| every(at)).or_else(|| plural(at)).or_else(|| times_a(at))
}

/// 每天, 每周三, 每3天, 每月1号, 逢周五.
fn hanzi(at: Cursor<'_>) -> Option<Cursor<'_>> {
    if let Some((_, behind)) = at.any_of(&["每逢", "每个", "每", "逢"]).and_then(bare_weekday) {
        return Some(behind);
    }
    let behind = at.any_of(&["每隔", "每逢", "每个", "每"])?;
    if let Some(end) = behind.any_of(&PLAIN) {
        return Some(end);
    }
    if let Some(end) = number(behind, 3).and_then(|(_, at)| at.blanks().any_of(&COUNTED)) {
        return Some(end);
    }
    let day = behind.eat("月").and_then(|at| number(at, 2)).and_then(|(_, at)| at.any_of(&["号", "日"]));
    day.or_else(|| behind.any_of(&IN_NAMES).filter(|end| end.is_apart()))
}

/// `every day`, `each fri`, `every 2 hours`.
fn every(at: Cursor<'_>) -> Option<Cursor<'_>> {
    let behind = at.any_of(&["every ", "each "])?;
    let behind = behind.any_of(&["other ", "single ", "working ", "business ", "half "]).unwrap_or(behind);
    let units = ["days", "weeks", "months", "hours", "minutes", "mins", "h"];
    let counted = || count(behind).and_then(|(_, at)| at.blanks().any_of(&units));
    behind.any_of(&ENGLISH).or_else(|| bare_weekday(behind).map(|(_, end)| end)).or_else(counted)
}

/// `mondays`, `on fridays`, `weekdays`.
fn plural(at: Cursor<'_>) -> Option<Cursor<'_>> {
    let at = at.eat("on ").unwrap_or(at);
    let weekday = WEEKDAYS.iter().filter(|(word, _)| word.ends_with("day")).find_map(|(word, _)| at.eat(word));
    weekday.and_then(|behind| behind.word("s")).or_else(|| at.any_of(&["weekdays", "weekends"]))
}

/// `twice a week`.
fn times_a(at: Cursor<'_>) -> Option<Cursor<'_>> {
    let times = || count(at).and_then(|(_, at)| at.blanks().word("times"));
    let behind = at.any_of(&["once", "twice"]).or_else(times)?;
    behind.any_of(&[" a ", " per ", " every ", " each "])?.any_of(&["day", "week", "month", "hour", "year"])
}
