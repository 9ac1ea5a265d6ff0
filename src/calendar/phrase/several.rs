//! Several days or times where a one-off allows one: `mon,wed`, 周一和周三, 周六日, 12月1、2号, 8点和10点.

use super::date::month_name;
use super::day::{self, WHICH, hanzi_weekday};
use super::error::{PhraseError, PhraseFault};
use super::lead::bare_hour;
use super::numerals::{figures, number};
use super::of_month::is_named;
use super::range;
use super::scan::{Cursor, is_gap};
use super::span::span;
use super::time::{PARTS, Part, SHORT_PARTS};
use super::word::Lean;
use crate::calendar::Day;

/// Parses several days or times of which the first is incomplete on its own: 周六日, 周一、三, 1、2号, 12月1到3号,
/// 明后天, `Dec 1-3`.
pub(super) fn together(start: Cursor<'_>) -> Option<PhraseError> {
    let (said, end) = weekdays(start).or_else(|| near(start)).or_else(|| numbers(start)).or_else(|| english(start))?;
    Some(error(start, end, said))
}

/// Parses more days after a day that is already parsed; `None` if there are no more.
pub(super) fn days(start: Cursor<'_>, behind: Cursor<'_>, today: Day, lean: Lean) -> Option<PhraseError> {
    let mut said = vec![behind.since(start).trim().to_owned()];
    let mut end = behind;
    let mut is_range = false;
    while let Some(next) = another(end) {
        is_range = list_sign(end).is_none();
        let Some(Ok((_, behind))) = day::day(next) else { break };
        if !behind.is_apart() && another(behind).is_none() {
            break;
        }
        said.push(behind.since(next).trim().to_owned());
        end = behind;
    }
    if said.len() < 2 {
        return None;
    }
    if is_range && said.len() == 2 {
        // A range means all its days.
        let range = range::parse_range(end.since(start).trim(), today, lean).ok();
        said = range.map_or(said, |days| match days.length() <= MOST_DAYS {
            true => days.days().map(|day| day.to_string()).collect(),
            false => Vec::new(),
        });
    }
    Some(error(start, end, said))
}

/// Maximum number of days for each of which a command is suggested.
const MOST_DAYS: i64 = 14;

/// Like `days`, for times. `day` is the position of the day before the times.
pub(super) fn times(day: Cursor<'_>, first: Cursor<'_>, behind: Cursor<'_>, part: Option<Part>) -> Option<PhraseError> {
    let part = part.or_else(|| first.one_of(&PARTS).or_else(|| first.one_of(&SHORT_PARTS)).map(|(part, _)| part));
    let before = first.since(day).trim();
    let told = |text: &str| [before, text].join(" ").trim().to_owned();
    let mut said = vec![told(behind.since(first))];
    let mut end = behind;
    while let Some(next) = another(end) {
        let Some(Ok((span, behind))) = span(next, part).filter(|_| begins_time(next)) else { break };
        if !behind.is_apart() && another(behind).is_none() {
            break;
        }
        said.push(told(&span.to_string()));
        end = behind;
    }
    (said.len() > 1).then(|| error(day, end, said))
}

/// Whether a time starts here. `span` alone would also accept the part of the day given before, without a time.
fn begins_time(at: Cursor<'_>) -> bool {
    super::time::time(at, None).is_some()
}

fn error(start: Cursor<'_>, end: Cursor<'_>, said: Vec<String>) -> PhraseError {
    let rest = end.rest.trim_start_matches(|c: char| is_gap(c) || matches!(c, '，' | '、' | '：' | ':')).trim();
    PhraseError::new(end.since(start), PhraseFault::Several(said, rest.to_owned()))
}

/// The position after a separator or a word that joins one day to another.
fn another(at: Cursor<'_>) -> Option<Cursor<'_>> {
    list_sign(at).or_else(|| range::joiner(at)).map(|at| at.blanks()).map(|at| at.any_of(&["and "]).unwrap_or(at))
}

fn list_sign(at: Cursor<'_>) -> Option<Cursor<'_>> {
    let sign = at.blanks();
    let joined = sign.any_of(&["&", "/", "+", "和", "跟", "与", "及", "或者", "或", "and", "or"]);
    joined.or_else(|| sign.eat(","))
}

type Found<'t> = Option<(Vec<String>, Cursor<'t>)>;

/// Parses 周六日, 周一、三, 下周一三五, 周六周日.
fn weekdays(at: Cursor<'_>) -> Found<'_> {
    let which = at.one_of(&WHICH).map_or(at, |(_, behind)| behind);
    let (_, mut end) = hanzi_weekday(week(which)?)?;
    let mut said = vec![end.since(at).to_owned()];
    let prefix = &said[0][..said[0].len() - last_length(&said[0])].to_owned();
    loop {
        let next = list_sign(end).map(|at| at.blanks()).unwrap_or(end);
        let bare = week(next).unwrap_or(next);
        // 周五11/27 is one day with its date.
        let is_same_kind = said[0].ends_with(char::is_numeric) == bare.rest.starts_with(char::is_numeric);
        let Some((_, behind)) = hanzi_weekday(bare).filter(|_| is_same_kind) else { break };
        said.push(format!("{prefix}{}", behind.since(bare)));
        end = behind;
    }
    (said.len() > 1 && end.is_apart()).then_some((said, end))
}

fn week(at: Cursor<'_>) -> Option<Cursor<'_>> {
    at.any_of(&["周", "星期", "礼拜"])
}

fn last_length(text: &str) -> usize {
    text.chars().next_back().map_or(0, char::len_utf8)
}

/// Parses 明后天, 今明两天.
fn near(at: Cursor<'_>) -> Found<'_> {
    const NEAR: [(&str, &[&str]); 4] = [
        ("今明后", &["今天", "明天", "后天"]),
        ("今明", &["今天", "明天"]),
        ("明后", &["明天", "后天"]),
        ("昨今", &["昨天", "今天"]),
    ];
    let (days, behind) = at.one_of(&NEAR)?;
    let end = behind.any_of(&["两天", "2天", "三天", "3天", "天", "日", "早", "晚"]).unwrap_or(behind);
    let end = end.any_of(&["内", "之内"]).unwrap_or(end);
    (end.is_apart() || end.rest.len() < behind.rest.len())
        .then(|| (days.iter().map(|day| (*day).to_owned()).collect(), end))
}

/// Parses 1、2号, 12月1到3号, 8、10点: the unit follows the last number.
fn numbers(at: Cursor<'_>) -> Found<'_> {
    let month = number(at, 2).and_then(|(_, at)| at.eat("月"));
    let from = month.unwrap_or(at);
    let (first, mut end) = number(from, 2)?;
    let mut said = vec![end.since(from).to_owned()];
    let (mut is_range, mut last) = (false, first);
    // 12-5号 and 12/5号 are a month and a day, not two days.
    let is_signed = month.is_none() && end.peek().is_some_and(|c| "-/".contains(c));
    let is_sloping = end.peek() == Some('/');
    loop {
        let sign = list_sign(end).or_else(|| range::joiner(end).inspect(|_| is_range = true));
        let Some(next) = sign.map(|at| at.blanks()) else { break };
        let (number, behind) = number(next, 2)?;
        last = number;
        said.push(behind.since(next).to_owned());
        end = behind;
    }
    if is_signed && said.len() == 2 && (is_sloping || first > last) {
        return None;
    }
    if is_range && said.len() == 2 && first < last {
        said = (first..=last).map(|number| number.to_string()).collect();
    }
    // 9-10点 is a span, not two times.
    let unit =
        end.any_of(&["号", "日"]).filter(|end| !is_named(*end)).or_else(|| end.eat("点").filter(|_| !is_range))?;
    let (front, unit_said) = (from.since(at), unit.since(end));
    (said.len() > 1).then(|| (said.iter().map(|number| format!("{front}{number}{unit_said}")).collect(), unit))
}

/// Parses `Dec 1-3`, `Dec 1 and 2`, `1-3 Dec`, `3 and 5pm`.
fn english(at: Cursor<'_>) -> Found<'_> {
    let month = month_name(at).map(|(_, behind)| behind.blanks());
    let from = month.unwrap_or(at);
    let mut end = ordinal(from)?;
    let mut said = vec![end.since(from).to_owned()];
    while let Some(next) = range::joiner(end).or_else(|| list_sign(end)).map(|at| at.blanks()) {
        // `Dec 1, 2 boxes` has only one day.
        if month.is_some() && end.blanks().eat(",").is_some() && bare_hour(next).is_none() {
            break;
        }
        let behind = ordinal(next)?;
        said.push(behind.since(next).to_owned());
        end = behind;
    }
    if said.len() < 2 {
        return None;
    }
    if let Some(month) = month {
        let name = month.since(at).trim();
        return end.is_apart().then(|| (said.iter().map(|day| format!("{name} {day}")).collect(), end));
    }
    let (_, behind) = month_name(end.blanks())?;
    let name = behind.since(end).trim();
    Some((said.iter().map(|day| format!("{day} {name}")).collect(), behind))
}

fn ordinal(at: Cursor<'_>) -> Option<Cursor<'_>> {
    let (_, _, behind) = figures(at, 1, 2)?;
    Some(behind.any_of(&["st", "nd", "rd", "th"]).unwrap_or(behind))
}
