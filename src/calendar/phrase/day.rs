//! Days as people type them: `tomorrow`, `next fri`, `in 3 days`, 大后天, 下周三, 三天后, 下月5号. [`super::date`] parses dates.

use super::counted::counted;
use super::of_month::{month_end, of_month, the_nth};
use super::scan::Cursor;
use super::time::{Part, SHORT_PARTS};
use super::word::{Lean, Word};
use super::{DayError, date};
use crate::calendar::Day;
use chrono::{Datelike, Weekday};

/// A day as typed at the start of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Said {
    pub word: Word,
    /// The part of the day given with the day: `tonight`, 明早.
    pub part: Option<Part>,
    /// The weekday given with the day: 12月1日（周二）.
    pub weekday: Option<Weekday>,
    /// Whether the phrase is not a day if other text is attached to it, as in 3号模特, 9.9包邮.
    pub is_loose: bool,
}

impl Said {
    pub fn sure(word: Word) -> Said {
        Said { word, part: None, weekday: None, is_loose: false }
    }

    pub fn loose(word: Word) -> Said {
        Said { is_loose: true, ..Said::sure(word) }
    }

    /// The day meant; see [`Word::day`]. Fails if that day is not the weekday given with it.
    pub fn day(self, today: Day, anchor: Day, lean: Lean) -> Result<Day, DayError> {
        let fits = |day: &Day| self.weekday.is_none_or(|weekday| weekday == day.weekday());
        match self.word.day(today, anchor, lean) {
            // In 12.5周六, the weekday decides between the two possible dates.
            Err(DayError::Ambiguous(first, second)) if fits(&first) != fits(&second) => {
                Ok(if fits(&first) { first } else { second })
            }
            Ok(day) | Err(DayError::Ambiguous(day, _)) if !fits(&day) => Err(DayError::NoSuchDate),
            read => read,
        }
    }

    /// Whether this is a date, which may be followed by its weekday.
    fn is_date(self) -> bool {
        use Word::{Annual, AnnualOf, Date, DayOfMonth, Either, EitherOf};
        matches!(self.word, Annual(_) | AnnualOf(..) | Date(_) | DayOfMonth(_) | Either(..) | EitherOf(..))
    }
}

pub(super) type Read<'t> = Option<Result<(Said, Cursor<'t>), DayError>>;

/// Maximum number of digits in a count of days, small enough that the resulting day can be represented.
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

/// Words for days and their offsets from today. A longer word comes before a shorter one that it starts with.
const RELATIVE: [(&str, i64); 33] = [
    ("in a fortnight", 14),
    ("今 天", 0),
    ("明 天", 1),
    ("后 天", 2),
    ("a fortnight from now", 14),
    ("a fortnight from today", 14),
    ("today", 0),
    ("tomorrow", 1),
    ("tmrw", 1),
    ("tmr", 1),
    ("tmw", 1),
    // Common misspellings.
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

/// Days that combine with a short part of the day: 明早, 今晚.
const WITH_PART: [(&str, i64); 4] = [("今", 0), ("明", 1), ("昨", -1), ("后", 2)];

const ENGLISH_PARTS: [(&str, Part); 7] = [
    ("morning", Part::Morning),
    ("afternoon", Part::Afternoon),
    ("evening", Part::Evening),
    ("night", Part::Evening),
    ("noon", Part::Noon),
    ("am", Part::Morning),
    ("pm", Part::Afternoon),
];

/// Parses the day at the start of a text.
pub(super) fn day<'t>(at: Cursor<'t>) -> Read<'t> {
    let at = at.eat("on ").filter(|behind| bare_day(*behind).is_some()).unwrap_or(at);
    let read = bare_day(at)?.map(|(said, behind)| match weekday_behind(said, behind) {
        Some((weekday, behind)) => (Said { weekday: Some(weekday), is_loose: false, ..said }, behind),
        None => date_behind(said, behind).unwrap_or((said, behind)),
    });
    let of_that_day = |at: Cursor<'t>| at.any_of(&["当天", "当日", "那天"]).unwrap_or(at);
    Some(read.map(|(said, behind)| (said, of_that_day(behind))).map(|(said, behind)| {
        match part_behind(behind).filter(|_| said.part.is_none()) {
            Some((part, behind)) => (Said { part: Some(part), ..said }, behind),
            None => (said, behind),
        }
    }))
}

/// Parses the weekday after a day: 12月1日（周二）, `12-01 (Tue)`. After a date, brackets are optional.
fn weekday_behind(said: Said, at: Cursor<'_>) -> Option<(Weekday, Cursor<'_>)> {
    if let Some(inside) = at.blanks().any_of(&["(", "[", "【"]) {
        let (weekday, behind) = bare_weekday(inside.blanks())?;
        return Some((weekday, behind.blanks().any_of(&[")", "]", "】"])?));
    }
    let (weekday, behind) = bare_weekday(at.blanks()).filter(|_| said.is_date())?;
    let is_glued = behind.rest.len() < at.rest.len() && at.blanks().rest.len() == at.rest.len();
    (is_glued && !at.rest.is_ascii() || behind.is_apart()).then_some((weekday, behind))
}

/// Parses the date after its weekday: 周五11/27, 周五（11月27日）, `fri Nov 27`. Rejects 周五 10-11, which may be
/// hours, and 周五 9.9, which may be a price.
fn date_behind(said: Said, at: Cursor<'_>) -> Option<(Said, Cursor<'_>)> {
    let Word::Weekday(weekday) = said.word else { return None };
    let inside = at.blanks().any_of(&["(", "[", "【"]);
    // `Friday, Nov 27`
    let comma = || at.rest.strip_prefix([',', '，']).map(Cursor::new);
    let start = inside.or_else(comma).unwrap_or(at).blanks();
    let (date, end) = of_month(start).or_else(|| date::date(start))?.ok()?;
    let end = if inside.is_some() { end.blanks().any_of(&[")", "]", "】"])? } else { end };
    let is_glued = start.rest.len() == at.rest.len() || inside.is_some();
    let is_sure = !date.is_loose || is_glued && end.is_apart();
    let is_meant = date.is_date() && is_sure && date::two_numbers(start).is_none();
    is_meant.then_some((Said { weekday: Some(weekday), is_loose: false, ..date }, end))
}

/// Parses the part of the day after a day. In English it is a separate word: `tomorrow morning`.
fn part_behind(at: Cursor<'_>) -> Option<(Part, Cursor<'_>)> {
    // In Chinese no blank is needed: 周五晚.
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
    // `day after tomorrow`, `the day before yesterday`.
    let beside = at.eat("the ").unwrap_or(at).one_of(&[("day after ", 1), ("day before ", -1)]);
    let second = beside.and_then(|(sign, at)| at.one_of(&RELATIVE).filter(|(offset, _)| *offset == sign));
    let found = second.map(|(offset, behind)| (offset * 2, behind)).or_else(|| at.one_of(&RELATIVE));
    found.map(|(offset, behind)| (Word::Offset(offset), behind))
}

/// Parses 今日 and 本日. Other text must not be attached, because 今日 also begins names: 今日头条.
fn this_day(at: Cursor<'_>) -> Option<(Said, Cursor<'_>)> {
    at.any_of(&["今日", "本日"]).map(|behind| (Said::loose(Word::Offset(0)), behind))
}

/// Parses `tonight`, `this morning`, 明早, 今晚.
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
    // 今早上 means the same as 今早.
    Some((said(offset, part), behind.eat("上").unwrap_or(behind)))
}

/// Words that select a week or a month, by its offset from the current one.
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

/// Parses `mon`, `Fri.`, 周一, 星期天, `next mon`, 下周三, 下下周一.
fn weekday(at: Cursor<'_>) -> Option<(Word, Cursor<'_>)> {
    if let Some((weekday, behind)) = bare_weekday(at) {
        return Some((Word::Weekday(weekday), behind));
    }
    let (weeks, behind) = at.one_of(&WHICH)?;
    let (weekday, behind) = bare_weekday(behind)?;
    // `coming fri` is the next Friday, which may be in this week.
    let word = if at.eat("coming ").is_some() { Word::Weekday(weekday) } else { Word::WeekdayOf(weeks, weekday) };
    Some((word, behind))
}

pub(super) fn bare_weekday(at: Cursor<'_>) -> Option<(Weekday, Cursor<'_>)> {
    if let Some((weekday, behind)) = at.one_of(&WEEKDAYS) {
        let dotted = behind.eat(".").filter(|behind| behind.is_apart() && !behind.is_end());
        return Some((weekday, dotted.unwrap_or(behind)));
    }
    let behind = at.any_of(&["星期", "礼拜", "周"])?;
    // The weekday may be separated by a blank: 周 五.
    let apart = || hanzi_weekday(behind.eat(" ")?).filter(|(_, end)| end.is_apart());
    hanzi_weekday(behind).or_else(apart)
}

/// Parses the last part of a Chinese weekday: 一 to 六, 日 or 天, or 1 to 7.
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

/// Parses 周末, 下周末, `this weekend`, which do not say which day.
fn weekend(at: Cursor<'_>) -> Option<(Said, Cursor<'_>)> {
    let (weeks, behind) = at.one_of(&WHICH).unwrap_or((0, at));
    let english = behind.word("weekend").filter(|_| behind.rest.len() < at.rest.len());
    let behind = behind.eat("周末").or(english)?;
    Some((Said::loose(Word::Weekend(weeks)), behind))
}
