//! Days of a month: 月底, `end of december`, `the 5th`, 20号, 下月5号.

use super::day::{Read, Said, WHICH};
use super::numerals::{figures, number};
use super::scan::Cursor;
use super::word::Word;
use super::{DayError, date};
use crate::calendar::MonthDay;

/// Parses 月底, 下月底, 12月底, 年底, 明年年底, `end of month`, `end of december`.
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

/// Parses `the 5th`, unless it counts something else: `the 5th floor`.
pub(super) fn the_nth(at: Cursor<'_>) -> Read<'_> {
    let (day, _, behind) = figures(at.eat("the ")?, 1, 2)?;
    let end = behind.any_of(&["st", "nd", "rd", "th"])?;
    if counts_another(end) || end.blanks().word("order").is_some() || date::date(at).is_some() {
        return None;
    }
    Some(if (1..=31).contains(&day) { Ok((Said::sure(Word::DayOfMonth(day)), end)) } else { Err(DayError::NoSuchDate) })
}

/// Whether the word after `5th` is something numbered: `5th floor`.
pub(super) fn counts_another(at: Cursor<'_>) -> bool {
    const NUMBERED: [&str; 19] = [
        "floor",
        "row",
        "aisle",
        "shelf",
        "draft",
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
        "street",
        "avenue",
        "edition",
        "grade",
    ];
    at.blanks().any_of(&NUMBERED).is_some()
}

/// Parses 20号, 二十日, 下月5号, 这个月20号.
pub(super) fn of_month(at: Cursor<'_>) -> Read<'_> {
    let (months, behind) = match at.one_of(&WHICH) {
        Some((months, behind)) => (i32::try_from(months).ok(), behind),
        None => (None, at),
    };
    let behind = match months {
        Some(_) => behind.eat("月")?,
        None => behind,
    };
    let (day, end) = number(behind, 2)?;
    // The unit may be separated by a blank: 5 号.
    let is_apart = end.blanks().rest.len() < end.rest.len();
    let end = end.blanks().any_of(&["号", "日"])?;
    let word = match months {
        Some(months) => Word::DayOf(months, day),
        None if is_named(end) => return None,
        None => Word::DayOfMonth(day),
    };
    let word = Said { is_loose: is_apart, ..Said::sure(word) };
    let exists = (1..=31).contains(&day);
    Some(if exists { Ok((word, end)) } else { Err(DayError::NoSuchDate) })
}

/// Whether the text after 号 or 日 makes the number part of a name or a duration: 3号模特, 2号仓, 7日无理由.
pub(super) fn is_named(at: Cursor<'_>) -> bool {
    const NAMED: [&str; 50] = [
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
        "包厢",
        "包间",
        "会议室",
        "教室",
        "车间",
        "展位",
        "摊",
        "电梯",
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
