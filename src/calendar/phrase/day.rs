//! Days as people say and type them: `tomorrow`, `next fri`, `in 3 days`, 大后天, 下周三, 三天后, 下月5号. Dates are read by
//! [`super::date`].

use super::numerals::{figures, number};
use super::scan::Cursor;
use super::time::{Part, SHORT_PARTS};
use super::word::Word;
use super::{DayError, date};
use crate::calendar::MonthDay;
use chrono::Weekday;

/// A day that a text begins with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said {
    pub word: Word,
    /// A part of the day that was said in one word with it: `tonight`, 明早.
    pub part: Option<Part>,
    /// Whether what is glued to it may be the rest of another word, which is then no day: 3号模特, 9.9包邮.
    pub is_loose: bool,
}

impl Said {
    pub fn sure(word: Word) -> Said {
        Said { word, part: None, is_loose: false }
    }

    pub fn loose(word: Word) -> Said {
        Said { word, part: None, is_loose: true }
    }
}

pub(super) type Read<'t> = Option<Result<(Said, Cursor<'t>), DayError>>;

/// No more digits than keep the result a day that can be computed.
pub(super) const MOST_DIGITS: usize = 6;

pub(super) const WEEKDAYS: [(&str, Weekday); 18] = [
    ("monday", Weekday::Mon),
    ("mon", Weekday::Mon),
    ("tuesday", Weekday::Tue),
    ("tues", Weekday::Tue),
    ("tue", Weekday::Tue),
    ("wednesday", Weekday::Wed),
    ("weds", Weekday::Wed),
    ("wed", Weekday::Wed),
    ("thursday", Weekday::Thu),
    ("thurs", Weekday::Thu),
    ("thur", Weekday::Thu),
    ("thu", Weekday::Thu),
    ("friday", Weekday::Fri),
    ("fri", Weekday::Fri),
    ("saturday", Weekday::Sat),
    ("sat", Weekday::Sat),
    ("sunday", Weekday::Sun),
    ("sun", Weekday::Sun),
];

/// Longer ones first.
const RELATIVE: [(&str, i64); 31] = [
    ("the day after tomorrow", 2),
    ("day after tomorrow", 2),
    ("the day before yesterday", -2),
    ("day before yesterday", -2),
    ("today", 0),
    ("tomorrow", 1),
    ("tmrw", 1),
    ("tmr", 1),
    ("tmw", 1),
    // As they are often misspelt.
    ("tomorow", 1),
    ("tommorow", 1),
    ("tommorrow", 1),
    ("yesterday", -1),
    ("大大后天", 4),
    ("大后天", 3),
    ("大前天", -3),
    ("今天", 0),
    ("明天", 1),
    ("明日", 1),
    ("后天", 2),
    ("后日", 2),
    ("昨天", -1),
    ("昨日", -1),
    ("前天", -2),
    ("前日", -2),
    ("今儿个", 0),
    ("今儿", 0),
    ("明儿个", 1),
    ("明儿", 1),
    ("后儿个", 2),
    ("后儿", 2),
];

/// Glued to a short part of the day: 明早, 今晚.
const WITH_PART: [(&str, i64); 4] = [("今", 0), ("明", 1), ("昨", -1), ("后", 2)];

const ENGLISH_PARTS: [(&str, Part); 5] = [
    ("morning", Part::Morning),
    ("afternoon", Part::Afternoon),
    ("evening", Part::Evening),
    ("night", Part::Evening),
    ("noon", Part::Noon),
];

/// The day that a text begins with.
pub(super) fn day(at: Cursor<'_>) -> Read<'_> {
    let at = at.eat("on ").filter(|behind| bare_day(*behind).is_some()).unwrap_or(at);
    let read = bare_day(at)?;
    Some(read.map(|(said, behind)| match part_behind(behind).filter(|_| said.part.is_none()) {
        Some((part, behind)) => (Said { part: Some(part), ..said }, behind),
        None => (said, behind),
    }))
}

/// `tomorrow morning`: in English the part of the day is a word of its own.
fn part_behind(at: Cursor<'_>) -> Option<(Part, Cursor<'_>)> {
    // 周五晚
    let glued = || at.one_of(&SHORT_PARTS).filter(|(_, behind)| behind.is_apart());
    let english = at.eat(" ").and_then(|at| at.one_of(&ENGLISH_PARTS)).filter(|(part, _)| *part != Part::Noon);
    english.or_else(glued)
}

fn bare_day(at: Cursor<'_>) -> Read<'_> {
    let sure = |(word, behind): (Word, _)| Ok((Said::sure(word), behind));
    relative(at)
        .map(sure)
        .or_else(|| this_day(at).map(Ok))
        .or_else(|| with_part(at).map(Ok))
        .or_else(|| counted(at).map(sure))
        .or_else(|| weekday(at).map(sure))
        .or_else(|| weekend(at).map(Ok))
        .or_else(|| month_end(at).map(Ok))
        .or_else(|| the_nth(at))
        .or_else(|| of_month(at))
        .or_else(|| date::date(at))
}

fn relative(at: Cursor<'_>) -> Option<(Word, Cursor<'_>)> {
    at.one_of(&RELATIVE).map(|(offset, behind)| (Word::Offset(offset), behind))
}

/// 今日, which many names begin with: 今日头条.
fn this_day(at: Cursor<'_>) -> Option<(Said, Cursor<'_>)> {
    at.eat("今日").map(|behind| (Said::loose(Word::Offset(0)), behind))
}

/// `tonight`, `this morning`, 明早, 今晚.
fn with_part(at: Cursor<'_>) -> Option<(Said, Cursor<'_>)> {
    let said = |offset, part| Said { part: Some(part), ..Said::sure(Word::Offset(offset)) };
    if let Some(behind) = at.word("tonight") {
        return Some((said(0, Part::Evening), behind));
    }
    if let Some((part, behind)) = at.eat("this ").and_then(|at| at.one_of(&ENGLISH_PARTS)) {
        return Some((said(0, part), behind)).filter(|_| part != Part::Noon);
    }
    let (offset, behind) = at.one_of(&WITH_PART)?;
    let (part, behind) = behind.one_of(&SHORT_PARTS)?;
    // 今早上 says no more than 今早.
    Some((said(offset, part), behind.eat("上").unwrap_or(behind)))
}

/// `in 3 days`, `2 weeks ago`, 三天后, 两周前, 一个月后.
fn counted(at: Cursor<'_>) -> Option<(Word, Cursor<'_>)> {
    let word = |count: u32, unit: Unit, sign: i64| {
        let count = i64::from(count) * sign;
        match unit {
            Unit::Days => Word::Offset(count),
            Unit::Weeks => Word::Offset(count * 7),
            Unit::Months => Word::Months(i32::try_from(count).unwrap_or(i32::MAX)),
            Unit::Years => Word::Months(i32::try_from(count * 12).unwrap_or(i32::MAX)),
        }
    };
    if let Some(behind) = at.eat("in ") {
        let (count, behind) = count(behind)?;
        let (unit, behind) = english_unit(behind.blanks())?;
        return Some((word(count, unit, 1), behind));
    }
    let (count, behind) = count(at)?;
    let units: [(&str, Unit); 8] = [
        ("天", Unit::Days),
        ("日", Unit::Days),
        ("周", Unit::Weeks),
        ("个星期", Unit::Weeks),
        ("星期", Unit::Weeks),
        ("个礼拜", Unit::Weeks),
        ("个月", Unit::Months),
        ("年", Unit::Years),
    ];
    if let Some((unit, behind)) = behind.blanks().one_of(&units) {
        let signs = [("之后", 1), ("以后", 1), ("后", 1), ("之前", -1), ("以前", -1), ("前", -1)];
        let (sign, behind) = behind.one_of(&signs)?;
        return Some((word(count, unit, sign), behind));
    }
    let (unit, behind) = behind.eat(" ")?.one_of(&ENGLISH_UNITS)?;
    let (sign, behind) = behind.one_of(&[(" ago", -1), (" later", 1), (" from now", 1), (" from today", 1)])?;
    Some((word(count, unit, sign), behind))
}

/// `days`, and `days' time`.
fn english_unit(at: Cursor<'_>) -> Option<(Unit, Cursor<'_>)> {
    let behind = |(word, unit): &(&str, Unit)| {
        let behind = at.eat(word)?;
        let of_time = behind.any_of(&["' time", "’ time", "'s time", "’s time", " time", "' ", "’ "]);
        of_time.or_else(|| at.word(word)).map(|behind| (*unit, behind))
    };
    ENGLISH_UNITS.iter().find_map(behind)
}

#[derive(Clone, Copy)]
enum Unit {
    Days,
    Weeks,
    Months,
    Years,
}

const ENGLISH_UNITS: [(&str, Unit); 8] = [
    ("days", Unit::Days),
    ("day", Unit::Days),
    ("weeks", Unit::Weeks),
    ("week", Unit::Weeks),
    ("months", Unit::Months),
    ("month", Unit::Months),
    ("years", Unit::Years),
    ("year", Unit::Years),
];

/// A count, in English words too.
pub(super) fn count(at: Cursor<'_>) -> Option<(u32, Cursor<'_>)> {
    const WORDS: [(&str, u32); 12] = [
        ("a", 1),
        ("one", 1),
        ("two", 2),
        ("three", 3),
        ("four", 4),
        ("five", 5),
        ("six", 6),
        ("seven", 7),
        ("eight", 8),
        ("nine", 9),
        ("ten", 10),
        ("twelve", 12),
    ];
    number(at, MOST_DIGITS).or_else(|| at.one_of(&WORDS))
}

/// Which week or month is spoken of, from this one on.
pub(super) const WHICH: [(&str, i64); 15] = [
    ("next ", 1),
    ("last ", -1),
    ("this ", 0),
    ("coming ", 1),
    ("下下个", 2),
    ("下下", 2),
    ("下个", 1),
    ("下", 1),
    ("上上个", -2),
    ("上上", -2),
    ("上个", -1),
    ("上", -1),
    ("本", 0),
    ("这个", 0),
    ("这", 0),
];

/// `mon`, `Fri.`, 周一, 星期天, `next mon`, 下周三, 下下周一.
fn weekday(at: Cursor<'_>) -> Option<(Word, Cursor<'_>)> {
    if let Some((weekday, behind)) = bare_weekday(at) {
        return Some((Word::Weekday(weekday), behind));
    }
    let (weeks, behind) = at.one_of(&WHICH)?;
    let (weekday, behind) = bare_weekday(behind)?;
    // The coming Friday may be this week's.
    let word = if at.eat("coming ").is_some() { Word::Weekday(weekday) } else { Word::WeekdayOf(weeks, weekday) };
    Some((word, behind))
}

pub(super) fn bare_weekday(at: Cursor<'_>) -> Option<(Weekday, Cursor<'_>)> {
    if let Some((weekday, behind)) = at.one_of(&WEEKDAYS) {
        let dotted = behind.eat(".").filter(|behind| behind.is_apart() && !behind.is_end());
        return Some((weekday, dotted.unwrap_or(behind)));
    }
    let behind = at.any_of(&["星期", "礼拜", "周"])?;
    hanzi_weekday(behind)
}

/// The last part of a Chinese weekday.
pub(super) fn hanzi_weekday(at: Cursor<'_>) -> Option<(Weekday, Cursor<'_>)> {
    at.one_of(&[
        ("一", Weekday::Mon),
        ("二", Weekday::Tue),
        ("三", Weekday::Wed),
        ("四", Weekday::Thu),
        ("五", Weekday::Fri),
        ("六", Weekday::Sat),
        ("日", Weekday::Sun),
        ("天", Weekday::Sun),
        ("1", Weekday::Mon),
        ("2", Weekday::Tue),
        ("3", Weekday::Wed),
        ("4", Weekday::Thu),
        ("5", Weekday::Fri),
        ("6", Weekday::Sat),
        ("7", Weekday::Sun),
    ])
}

/// 周末, 下周末, `this weekend`: which of its days is not said.
fn weekend(at: Cursor<'_>) -> Option<(Said, Cursor<'_>)> {
    let (weeks, behind) = at.one_of(&WHICH).unwrap_or((0, at));
    let english = behind.word("weekend").filter(|_| behind.rest.len() < at.rest.len());
    let behind = behind.eat("周末").or(english)?;
    Some((Said::loose(Word::Weekend(weeks)), behind))
}

/// 月底, 下月底, 12月底, 年底, 明年年底, `end of month`, `end of december`.
pub(super) fn month_end(at: Cursor<'_>) -> Option<(Said, Cursor<'_>)> {
    let said = |word, behind| Some((Said::loose(word), behind));
    if let Some(behind) = at.eat("the ").unwrap_or(at).eat("end of ") {
        let (months, of) = behind.one_of(&[("the ", 0), ("this ", 0), ("next ", 1)]).unwrap_or((0, behind));
        let of_month = of.word("month").map(|end| (Word::LastOf(months), end));
        let named = || date::month_name(behind).map(|(month, end)| (Word::EndOf(month), end));
        return of_month.or_else(named).map(|(word, end)| (Said::sure(word), end));
    }
    let (years, of_year) =
        at.one_of(&[("今年", 0), ("本年", 0), ("明年", 1)]).map_or((0, None), |(n, at)| (n, Some(at)));
    let end_of_year =
        of_year.and_then(|at| at.any_of(&["年底", "年末", "底", "末"])).or_else(|| at.any_of(&["年底", "年末"]));
    if let Some(behind) = end_of_year {
        return said(Word::AnnualOf(years, MonthDay { month: 12, day: 31 }), behind);
    }
    let (months, behind) = at.one_of(&WHICH).unwrap_or((0, at));
    if let Some(behind) = behind.any_of(&["月底", "月末"]) {
        return said(Word::LastOf(i32::try_from(months).ok()?), behind);
    }
    let (month, behind) = number(at, 2).filter(|(month, _)| (1..=12).contains(month))?;
    said(Word::EndOf(month), behind.any_of(&["月底", "月末", "月份底"])?)
}

/// `the 5th`, unless it counts something else: `the 5th floor`.
fn the_nth(at: Cursor<'_>) -> Read<'_> {
    const COUNTED: [&str; 16] = [
        "floor",
        "row",
        "aisle",
        "shelf",
        "draft",
        "order",
        "line",
        "page",
        "item",
        "step",
        "time",
        "quarter",
        "half",
        "batch",
        "round",
        "anniversary",
    ];
    let (day, _, behind) = figures(at.eat("the ")?, 1, 2)?;
    let end = behind.any_of(&["st", "nd", "rd", "th"])?;
    if end.blanks().any_of(&COUNTED).is_some() || date::date(at).is_some() {
        return None;
    }
    Some(if (1..=31).contains(&day) { Ok((Said::sure(Word::DayOfMonth(day)), end)) } else { Err(DayError::NoSuchDate) })
}

/// 20号, 二十日, 下月5号, 这个月20号.
fn of_month(at: Cursor<'_>) -> Read<'_> {
    let (months, behind) = match at.one_of(&WHICH) {
        Some((months, behind)) => (i32::try_from(months).ok(), behind),
        None => (None, at),
    };
    let behind = match months {
        Some(_) => behind.eat("月")?,
        None => behind,
    };
    let (day, end) = number(behind, 2)?;
    let end = end.any_of(&["号", "日"])?;
    let word = match months {
        Some(months) => Said::sure(Word::DayOf(months, day)),
        None if is_named(end) => return None,
        None => Said::sure(Word::DayOfMonth(day)),
    };
    let exists = (1..=31).contains(&day);
    Some(if exists { Ok((word, end)) } else { Err(DayError::NoSuchDate) })
}

/// Whether what follows a number with 号 or 日 makes it a name or a length: 3号模特, 2号仓, 7日无理由.
pub(super) fn is_named(at: Cursor<'_>) -> bool {
    const NAMED: [&str; 42] = [
        "模特",
        "链接",
        "店",
        "仓",
        "位",
        "机",
        "楼",
        "线",
        "库",
        "柜",
        "款",
        "色",
        "图",
        "门",
        "厅",
        "桌",
        "房",
        "车",
        "电池",
        "直播间",
        "主播",
        "客服",
        "产品",
        "样",
        "货架",
        "工位",
        "窗口",
        "厂",
        "井",
        "泵",
        "炉",
        "池",
        "床",
        "商品",
        "宝贝",
        "主图",
        "游",
        "无理由",
        "均",
        "销",
        "活",
        "榜",
    ];
    at.any_of(&NAMED).is_some()
}
