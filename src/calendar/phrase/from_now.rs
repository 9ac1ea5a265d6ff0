//! Offsets from now, 半小时后, `in 2 hours`, and indefinite numbers of days, 过几天.

use super::counted::count;
use super::error::PhraseFault;
use super::numerals::number;
use super::scan::Cursor;

const SHORT: [&str; 8] = ["个半小时", "个小时", "小时", "个钟头", "钟头", "刻钟", "分钟", "秒钟"];
const LONG: [&str; 9] = ["天", "日", "周", "个星期", "星期", "个礼拜", "个月", "月", "年"];
/// Units whose length depends on the working days of the team or of its banks.
const WORKDAYS: [&str; 8] =
    ["个工作日", "工作日", "working days", "working day", "business days", "business day", "workdays", "workday"];
const ENGLISH_SHORT: [&str; 10] = ["hours", "hour", "hrs", "hr", "h", "minutes", "minute", "mins", "min", "seconds"];
const ENGLISH_LONG: [&str; 6] = ["days", "day", "weeks", "week", "months", "years"];

/// What is wrong with a phrase, and the position after the phrase.
type Found<'t> = Option<(PhraseFault, Cursor<'t>)>;

pub(super) fn from_now(at: Cursor<'_>) -> Found<'_> {
    soon(at).or_else(|| hanzi(at)).or_else(|| english(at))
}

/// Parses 一会儿 or 待会. Short forms need a separator after them, because 待会签 is a name.
fn soon(at: Cursor<'_>) -> Found<'_> {
    let sure = at.any_of(&["一会儿", "待会儿", "等会儿", "等一会儿", "过会儿", "过一会儿"]);
    let loose = || at.any_of(&["一会", "待会", "等会", "等下", "等一下", "过会", "过一会", "稍后", "晚点"]);
    let end = sure.or_else(|| loose().filter(|end| end.is_apart()))?;
    Some((PhraseFault::FromNow, end))
}

/// Parses 半小时后, 10分钟内, 过两小时, and 几天后, 两三天内, 过几天, 半个月后.
fn hanzi(at: Cursor<'_>) -> Found<'_> {
    let passed = at.any_of(&["再过", "过"]);
    let start = passed.unwrap_or(at);
    // 三天后 is a definite day and is parsed elsewhere; 半年后 is vague.
    let (is_counted, behind) = match number(start, 3) {
        Some((_, behind)) => (true, behind.blanks()),
        None => (false, about(start)?),
    };
    let (fault, end) = match behind.any_of(&SHORT) {
        Some(end) => (PhraseFault::FromNow, end.eat("半").unwrap_or(end)),
        None => {
            let long = || behind.any_of(&LONG).filter(|_| passed.is_some() || !is_counted);
            (PhraseFault::Vague, behind.any_of(&WORKDAYS).or_else(long)?)
        }
    };
    let after = end.sign(&["之后", "以后", "后"]);
    // Text attached to these words may be part of a name: 24小时内发货率, 半小时前.
    let within = || end.sign(&["之内", "以内", "内", "之前", "以前", "前"]).filter(|end| end.is_apart());
    let alone = || Some(end).filter(|end| passed.is_some() && end.is_apart());
    after.or_else(within).or_else(alone).map(|end| (fault, end))
}

/// Parses an indefinite number: 几, 半, 两三, 三五.
fn about(at: Cursor<'_>) -> Option<Cursor<'_>> {
    if let Some(behind) = at.any_of(&["十几", "好几", "几", "数", "半", "大半"]) {
        return Some(
            behind.eat("个").filter(|_| behind.any_of(&SHORT).or(behind.any_of(&LONG)).is_none()).unwrap_or(behind),
        );
    }
    digit(at).and_then(digit)
}

pub(super) fn digit(at: Cursor<'_>) -> Option<Cursor<'_>> {
    at.step().filter(|(c, _)| "一二两三四五六七八九".contains(*c)).map(|(_, behind)| behind)
}

/// Parses `in 2 hours`, `in half an hour`, `within 30 min`, `2 hours later`, and `in a few days`.
fn english(at: Cursor<'_>) -> Found<'_> {
    if let Some(end) = at.any_of(&["in a bit", "in a while", "in a moment"]) {
        return Some((PhraseFault::FromNow, end));
    }
    let ahead = at.any_of(&["in ", "within "]);
    let start = ahead.unwrap_or(at);
    let start = start.any_of(&["about ", "around "]).unwrap_or(start);
    let few = start.any_of(&["a few ", "a couple of ", "a couple ", "several ", "some "]);
    let half = || start.any_of(&["half an ", "half a ", "an "]);
    let behind = few.or_else(half).or_else(|| count(start).map(|(_, behind)| behind.blanks()))?;
    let (fault, end) = match behind.any_of(&ENGLISH_SHORT) {
        Some(end) => (PhraseFault::FromNow, end),
        None => (
            PhraseFault::Vague,
            behind.any_of(&WORKDAYS).or_else(|| behind.any_of(&ENGLISH_LONG).filter(|_| few.is_some()))?,
        ),
    };
    let later = || end.any_of(&[" later", " from now", " ago"]);
    ahead.map(|_| end).or_else(later).map(|end| (fault, end))
}
