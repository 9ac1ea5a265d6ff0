//! Repetitions: 每天, 每周三, `every fri`. They are rejected, because a one-off is for one day.

use super::counted::count;
use super::date::is_measure;
use super::day::{WEEKDAYS, bare_weekday, day, hanzi_weekday};
use super::numerals::number;
use super::of_month::month_end;
use super::scan::Cursor;
use super::span::span;

/// Units that always form a repetition after 每, because they never begin a name: 每天, unlike 每日优鲜.
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

/// Units that form a repetition after 每 only if a separator, a day or a time follows, because they may begin a name.
const IN_NAMES: [&str; 12] = ["日", "双周", "单周", "周", "月", "半年", "年", "星期", "礼拜", "季度", "分钟", "夜"];

/// Words that are a repetition without 每 if a separator, a day or a time follows. Otherwise they may begin a name:
/// 天天特卖.
const BY_THEMSELVES: [&str; 6] = ["天天", "日日", "隔天", "隔日", "隔周", "工作日"];

/// Units that a number may precede: 每3天.
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

/// The position after the repetition at the start of a text; `None` if there is none.
pub(super) fn repeated(at: Cursor<'_>) -> Option<Cursor<'_>> {
    let alone = at.any_of(&BY_THEMSELVES).and_then(end);
    hanzi(at).or(alone).or_else(|| every_other(at)).or_else(|| every(at)).or_else(|| plural(at)).or_else(|| times_a(at))
}

/// Parses 每天, 每周三, 每3天, 每月1号, 逢周五.
fn hanzi(at: Cursor<'_>) -> Option<Cursor<'_>> {
    if let Some((_, behind)) = at.any_of(&["每逢", "每个", "每", "逢"]).and_then(bare_weekday) {
        return Some(behind);
    }
    let behind = at.any_of(&["每隔", "每逢", "每个", "每", "逢"])?;
    if let Some(end) = behind.any_of(&PLAIN) {
        return Some(end);
    }
    if let Some(end) = number(behind, 3).and_then(|(_, at)| at.blanks().any_of(&COUNTED)) {
        return Some(end);
    }
    let of_month = behind.eat("月").or_else(|| at.any_of(&["每逢", "逢"]));
    let day = of_month.and_then(|at| number(at, 2)).and_then(|(_, at)| at.any_of(&["号", "日"]));
    day.or_else(|| behind.any_of(&IN_NAMES).and_then(end))
}

/// The end of a repetition that a separator, a day or a time must follow: 每日9点, 每年12月1日, 每月最后一天. A day or
/// a time is part of the repetition.
fn end(at: Cursor<'_>) -> Option<Cursor<'_>> {
    let sure = || day(at)?.ok().filter(|(said, _)| !said.is_loose).map(|(_, end)| end);
    let named = || at.any_of(&["最后一天", "第一天", "元旦", "春节", "国庆", "中秋", "端午", "清明"]);
    let timed = || span(at, None)?.ok().map(|(_, end)| end);
    let apart = || Some(at).filter(|at| at.is_apart());
    sure().or_else(|| month_end(at).map(|(_, end)| end)).or_else(timed).or_else(named).or_else(apart)
}

/// Parses 隔周五, 双周五, 单周周五.
fn every_other(at: Cursor<'_>) -> Option<Cursor<'_>> {
    let week = || hanzi_weekday(at.any_of(&["隔周", "双周", "单周"])?);
    let (_, end) = week().or_else(|| bare_weekday(at.any_of(&["隔周", "双周", "单周", "隔"])?))?;
    Some(end).filter(|end| !end.peek().is_some_and(is_measure))
}

/// Parses `every day`, `each fri`, `every 2 hours`.
fn every(at: Cursor<'_>) -> Option<Cursor<'_>> {
    let behind = at.any_of(&["every ", "each "])?;
    let behind = behind.any_of(&["other ", "single ", "working ", "business ", "half "]).unwrap_or(behind);
    let units = ["days", "weeks", "months", "hours", "minutes", "mins", "h"];
    let counted = || count(behind).and_then(|(_, at)| at.blanks().any_of(&units));
    let of_day = || day(behind)?.ok().map(|(_, end)| end);
    behind.any_of(&ENGLISH).or_else(of_day).or_else(|| bare_weekday(behind).map(|(_, end)| end)).or_else(counted)
}

/// Parses `mondays`, `on fridays`, `weekdays`.
fn plural(at: Cursor<'_>) -> Option<Cursor<'_>> {
    let at = at.eat("on ").unwrap_or(at);
    let weekday = WEEKDAYS.iter().filter(|(word, _)| word.ends_with("day")).find_map(|(word, _)| at.eat(word));
    weekday.and_then(|behind| behind.word("s")).or_else(|| at.any_of(&["weekdays", "weekends"]))
}

/// Parses `twice a week`.
fn times_a(at: Cursor<'_>) -> Option<Cursor<'_>> {
    let times = || count(at).and_then(|(_, at)| at.blanks().word("times"));
    let behind = at.any_of(&["once", "twice"]).or_else(times)?;
    behind.any_of(&[" a ", " per ", " every ", " each "])?.any_of(&["day", "week", "month", "hour", "year"])
}
