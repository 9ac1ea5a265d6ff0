//! Holidays and campaigns with a word for a time: 国庆前, 双11当天, 双12零点. The phrase does not say which day is meant.

use super::scan::Cursor;
use super::time::{PARTS, time};

/// Parses a holiday with a word for a time: 国庆前, 双11当天. Without such a word, the name is part of a title.
pub(super) fn feast(at: Cursor<'_>) -> Option<Cursor<'_>> {
    const NAMES: [&str; 30] = [
        "国庆",
        "元旦",
        "春节",
        "除夕",
        "元宵",
        "清明",
        "端午",
        "中秋",
        "重阳",
        "五一",
        "十一",
        "劳动节",
        "儿童节",
        "妇女节",
        "情人节",
        "七夕",
        "圣诞",
        "双11",
        "双十一",
        "双12",
        "双十二",
        "618",
        "六一八",
        "过年",
        "年",
        "节",
        "放假",
        "暑假",
        "寒假",
        "假期",
    ];
    let behind = at.any_of(&NAMES)?;
    let behind = behind.any_of(&["假期", "节"]).unwrap_or(behind);
    let when = [
        "结束后",
        "结束前",
        "结束",
        "开始前",
        "开始后",
        "开始",
        "前一晚",
        "当晚",
        "第一天",
        "最后一天",
        "之前",
        "以前",
        "前一天",
        "前夕",
        "前",
        "之后",
        "以后",
        "后",
        "期间",
        "当天",
        "当日",
        "那天",
        "以内",
        "内",
    ];
    // 双12零点, 双11晚上8点
    let part =
        || behind.one_of(&PARTS).map(|(_, end)| time(behind, None).and_then(Result::ok).map_or(end, |(_, end)| end));
    let clock = || time(behind.blanks(), None)?.ok().map(|(_, end)| end);
    let end = behind.any_of(&when).or_else(clock).or_else(part)?;
    Some(end).filter(|end| end.is_apart())
}
