//! Phrases that begin like a day or a time but are too vague to give either: 月初, 这两天, 9点左右, 国庆前,
//! `mid december`. At the start of a title they are rejected, since none of them means today.

use super::clock_words::hour;
use super::counted::count;
use super::date::month_name;
use super::day::{WHICH, bare_weekday, day};
use super::error::PhraseFault;
use super::feast::feast;
use super::from_now::{digit, from_now};
use super::lead::bare_hour;
use super::numerals::{figures, number, year};
use super::of_month::counts_another;
use super::repeated::repeated;
use super::scan::{Cursor, is_latin_behind};
use super::time::{PARTS, SHORT_PARTS, time};

/// Parses the vague, repeated or relative phrase at the start of a text. Returns what is wrong with it and the position
/// after it.
pub(super) fn vague(at: Cursor<'_>) -> Option<(PhraseFault, Cursor<'_>)> {
    if let Some(end) = repeated(at) {
        return Some((PhraseFault::Repeated, end));
    }
    from_now(at).or_else(|| {
        let end = stretch(at).or_else(|| feast(at)).or_else(|| about(at)).or_else(|| english(at))?;
        Some((PhraseFault::Vague, end))
    })
}

/// Words that are vague if a separator follows. Otherwise they may begin a name: 次日达.
const ALONE: [&str; 25] = [
    "这两天",
    "这几天",
    "近两天",
    "近几天",
    "前两天",
    "前几天",
    "后几天",
    "接下来几天",
    "周末两天",
    "次日",
    "翌日",
    "第二天",
    "当天",
    "当日",
    "改天",
    "改日",
    "哪天",
    "早晚",
    "上下午",
    "年初",
    "年中",
    "周初",
    "周中",
    "季末",
    "季度末",
];

/// Words that may follow a vague phrase.
const BESIDE: [&str; 9] = ["之前", "以前", "前", "之后", "以后", "后", "之内", "以内", "内"];

/// Times that depend on the team's working hours.
const AT_WORK: [&str; 14] = [
    "下班前",
    "下班后",
    "上班前",
    "上班后",
    "开门前",
    "关门前",
    "收工前",
    "收工后",
    "打烊前",
    "打烊后",
    "关店前",
    "关店后",
    "开店前",
    "闭店前",
];

/// Parses a vague stretch of days: 月初, 下月初, 12月中旬, 下季度, 上半年, 周八.
fn stretch(at: Cursor<'_>) -> Option<Cursor<'_>> {
    // A year may come first: 明年12月, 2027年3月初.
    let years = at.any_of(&["今年", "明年", "后年", "去年"]);
    let of_year = years.or_else(|| year(at).and_then(|(_, at)| at.eat("年")));
    let of_month = || number(of_year?.blanks(), 2).and_then(|(_, at)| at.any_of(&["月份", "月"]));
    if let Some(end) = of_month().or(years).map(|end| end.any_of(&BESIDE).unwrap_or(end)).filter(|end| end.is_apart()) {
        return Some(end);
    }
    if let Some(end) = of_year.and_then(|at| stretch(at).or_else(|| feast(at))) {
        return Some(end);
    }
    let which = at.one_of(&WHICH).map(|(_, behind)| behind);
    let of_month = which.unwrap_or(at);
    let named = number(at, 2).map(|(_, behind)| behind);
    // 本周内 is not vague: it means until Sunday.
    let to_come = || which.filter(|_| at.any_of(&["本", "这"]).is_none())?.any_of(&["周", "星期", "礼拜", "月"]);
    let beside = || named.and_then(|at| at.any_of(&["月份", "月"])).or_else(to_come)?.any_of(&BESIDE);
    let part = of_month
        .eat("月")
        .or(named.and_then(|at| at.eat("月")))
        .and_then(|at| at.any_of(&["份初", "初", "份中", "中旬", "中", "上旬", "下旬"]));
    let longer = which.and_then(|at| at.any_of(&["季度", "半年", "半月", "阵子", "年", "旬"]));
    let odd = || {
        let behind = of_month.any_of(&["周", "星期", "礼拜"]).filter(|_| bare_weekday(of_month).is_none())?;
        behind.any_of(&["八", "九", "零", "0", "8", "9"])
    };
    let loose =
        part.or_else(beside).or(longer).or_else(|| at.any_of(&ALONE)).or_else(|| at.any_of(&AT_WORK)).or_else(odd)?;
    let end = loose.any_of(&BESIDE).unwrap_or(loose);
    end.is_apart().then_some(end)
}

/// Parses 大约9点, `around 9:00`, `9ish`.
fn about(at: Cursor<'_>) -> Option<Cursor<'_>> {
    let at = at.eat("at ").filter(|at| at.any_of(&["about ", "around "]).is_some()).unwrap_or(at);
    let ish = || {
        let (_, _, behind) = figures(at, 1, 2)?;
        let behind = behind.eat(":").and_then(|at| figures(at, 2, 2)).map_or(behind, |(_, _, at)| at);
        let behind = behind.eat("am").or_else(|| behind.eat("pm")).unwrap_or(behind);
        behind.any_of(&["ish", "-ish"])
    };
    let words = [
        "大约",
        "大概",
        "约",
        "差不多",
        "将近",
        "快到",
        "快",
        "近",
        "不到",
        "around ",
        "circa ",
        "about ",
        "approx ",
        "roughly ",
        "~",
    ];
    let timed = || match time(at.any_of(&words)?.blanks(), None) {
        Some(Ok((_, end))) => Some(end),
        _ => None,
    };
    // `about 9 boxes` is a title and is not matched.
    let bare = || bare_hour(at.any_of(&["around ", "circa ", "about ", "approx ", "roughly "])?);
    // `half nine` is 9:30 in some countries and 8:30 in others.
    let half = || at.eat("half ").and_then(hour).map(|(_, end)| end).filter(|end| end.is_apart());
    // Either of two hours: 三四点, 下午三四点.
    let of_part = at.one_of(&PARTS).or_else(|| at.one_of(&SHORT_PARTS)).map_or(at, |(_, at)| at.blanks());
    let either = || digit(of_part).and_then(digit)?.any_of(&["点钟", "点"]);
    ish().or_else(half).or_else(either).or_else(timed).or_else(bare).or_else(|| two_hours(at)).or_else(|| onwards(at))
}

/// Parses `from 9 to 10` or 从9到10, where neither the unit nor the half of the day is given.
fn two_hours(at: Cursor<'_>) -> Option<Cursor<'_>> {
    let hour = |at| figures(at, 1, 2).filter(|(hour, _, _)| *hour <= 24).map(|(_, _, behind)| behind);
    let behind = hour(at.any_of(&["from ", "between ", "从"])?)?;
    let second = super::range::joiner(behind).or_else(|| behind.blanks().word("and"))?;
    hour(second.blanks()).filter(|end| end.is_apart())
}

/// Parses 从明天起, `from tomorrow`.
fn onwards(at: Cursor<'_>) -> Option<Cursor<'_>> {
    let from = at.any_of(&["从", "自", "from ", "starting ", "as of ", "since "]);
    // `sun` is not Sunday in `after sun lotion`.
    let after = || at.eat("after ").filter(|at| at.word("sun").is_none());
    // Accepts 到周五 and 到5点, but not 到9.9.
    let until = || {
        let behind = at.any_of(&["到", "等到"])?;
        let of_day = || day(behind)?.ok().filter(|(said, _)| !said.is_loose).map(|(_, end)| end);
        of_day().or_else(|| time(behind, None)?.ok().map(|(_, end)| end).filter(|end| end.is_apart()))
    };
    if let Some(end) = until() {
        return Some(tail(end).unwrap_or(end));
    }
    let (_, end) = day(from.or_else(after)?)?.ok()?;
    Some(tail(end).unwrap_or(end))
}

/// Parses `early december`, `end of week`, `by next month`, `later this week`, `in the morning`, `by christmas`.
fn english(at: Cursor<'_>) -> Option<Cursor<'_>> {
    const FEASTS: [&str; 10] = [
        "christmas",
        "xmas",
        "easter",
        "thanksgiving",
        "halloween",
        "new year",
        "new years",
        "black friday",
        "cyber monday",
        "the holidays",
    ];
    let sign = at.any_of(&["by ", "before ", "until ", "till "]);
    let behind = sign.map(|at| at.eat("the ").unwrap_or(at)).unwrap_or(at);
    let of_sign = || {
        let which = behind.any_of(&["next ", "this "]).and_then(|at| at.any_of(&["week", "month", "year", "quarter"]));
        which
            .or_else(|| {
                // `by december`, not `by dec 5`
                let (_, end) = month_name(behind)?;
                (end.is_apart() && figures(end.blanks(), 1, 2).is_none()).then_some(end)
            })
            .or_else(|| behind.any_of(&["weekend", "lunch", "lunchtime", "end of day"]))
            .or_else(|| behind.any_of(&["closing time", "opening time", "closing", "opening", "close"]))
            .or_else(|| behind.any_of(&FEASTS))
    };
    let in_part = || {
        at.any_of(&["first thing in the ", "in the ", "during the "])?.any_of(&[
            "morning",
            "afternoon",
            "evening",
            "night",
        ])
    };
    // Accepts `early tomorrow` and `first thing on friday`, but not `late sun cream delivery`.
    let hedged = || {
        let behind = behind.any_of(&[
            "early ",
            "mid ",
            "end of ",
            "close of ",
            "upcoming ",
            "the coming ",
            "this coming ",
            "on or before ",
            "late ",
            "later ",
            "first thing ",
            "sometime ",
            "some time ",
            "around ",
            "about ",
            "大约",
            "大概",
            "差不多",
        ])?;
        let (_, end) = day(behind)?.ok().filter(|(said, _)| !said.is_loose && behind.word("sun").is_none())?;
        Some(end)
    };
    let later = || {
        at.any_of(&["later this ", "sometime this ", "sometime next ", "sometime "])?.any_of(&["week", "month", "year"])
    };
    let alone = || {
        behind
            .any_of(&["eod", "cob", "eow", "eom", "end of day", "end of the day", "month end", "at night"])
            .filter(|end| end.is_apart())
    };
    let few = || {
        at.any_of(&["the next ", "next ", "the coming ", "these "])?.any_of(&[
            "few days",
            "couple of days",
            "days",
            "year",
            "quarter",
        ])
    };
    let inside = || at.any_of(&["within the ", "within next ", "within this "])?.any_of(&["week", "month", "year"]);
    // The phrase `a week from friday`.
    let from_day = || {
        let (_, behind) = count(at)?;
        let behind = behind.blanks().any_of(&["days", "day", "weeks", "week", "months", "month"])?;
        day(behind.any_of(&[" from ", " after ", " before "])?)?.ok().map(|(_, end)| end)
    };
    // `2nd` and `afternoon` belong to the title if a Latin word follows: 2nd draft, afternoon tea.
    let lone = || {
        let nth = figures(at, 1, 2).and_then(|(day, _, at)| Some((day, at.any_of(&["st", "nd", "rd", "th"])?)));
        let is_day = nth.is_some_and(|(day, end)| (4..=31).contains(&day) && !counts_another(end));
        let end = nth.map(|(_, end)| end).or_else(|| at.any_of(&["morning", "afternoon", "evening", "night"]))?;
        (end.is_apart() && (is_day || !is_latin_behind(end))).then_some(end)
    };
    sign.and_then(|_| of_sign())
        .or_else(from_day)
        .or_else(in_part)
        .or_else(inside)
        .or_else(hedged)
        .or_else(later)
        .or_else(alone)
        .or_else(few)
        .or_else(lone)
        .or_else(|| edge(behind))
        .or_else(|| part_of_month(behind))
}

/// Parses `beginning of next month`, `end of week`.
fn edge(at: Cursor<'_>) -> Option<Cursor<'_>> {
    let at = at.eat("the ").unwrap_or(at);
    // The end of a month is a definite day and is parsed as one.
    if super::of_month::month_end(at).is_some() {
        return None;
    }
    let behind = at.any_of(&["beginning of ", "start of ", "middle of ", "end of ", "first of ", "last of "])?;
    let behind = behind.any_of(&["the ", "next ", "this "]).unwrap_or(behind);
    behind.any_of(&["week", "month", "year", "quarter"]).or_else(|| month_name(behind).map(|(_, end)| end))
}

/// Parses `mid december`, `late next week`.
fn part_of_month(at: Cursor<'_>) -> Option<Cursor<'_>> {
    let behind = at.any_of(&["early ", "mid ", "mid-", "late "])?;
    let named = month_name(behind).map(|(_, end)| end);
    named.or_else(|| behind.any_of(&["next ", "this "])?.any_of(&["week", "month", "year"]))
}

/// The position after a suffix that makes a parsed day or time vague: 左右, 起, `onwards`.
pub(super) fn tail(at: Cursor<'_>) -> Option<Cursor<'_>> {
    // A weekday counted from another day: 两周后的周三.
    if let Some((_, end)) = at.eat("的").and_then(bare_weekday) {
        return Some(end);
    }
    if let Some(end) = at.sign(&AT_WORK).filter(|end| end.is_apart()) {
        return Some(end);
    }
    let sure = at.sign(&[
        "左右",
        "上下",
        "前后",
        "出头",
        "ish",
        "-ish",
        " onwards",
        " onward",
        " or so",
        " or later",
        " after next",
        " at the latest",
    ]);
    // A deadline or a word for "past": 周五下午截止, 15点过5.
    let limit = || super::lead::limit(at);
    let past = || {
        let end = at.any_of(&["过后", "过"])?;
        number(end, 2).map(|(_, end)| end).or(Some(end).filter(|end| end.is_apart()))
    };
    // These need a separator after them: in 明天开始盘点, the title is 开始盘点.
    let loose = || at.any_of(&["多", "开始", "起", "之后", "以后", "后", "以来", "期间"]).filter(|end| end.is_apart());
    sure.or_else(limit).or_else(past).or_else(loose)
}
