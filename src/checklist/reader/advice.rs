//! Advice on values that are too vague for a checklist, such as `weekly`, or that it cannot know, such as `sunset`.

use crate::calendar::{duration_label, parse_duration};
use crate::checklist::problem::shown;
use crate::language::{Lang, Text, plain, say, text};

type Advice = fn(Lang) -> String;

/// Vague words for days, with advice on what to write instead.
const VAGUE_DAYS: [(&[&str], Advice); 5] = [
    (&["weekly", "once a week", "week", "周", "星期", "礼拜", "一周一次", "周一次"], say::advice_weekly),
    (&["monthly", "once a month", "month", "月", "个月", "月初", "月中", "月一次"], say::advice_monthly),
    (&["quarterly", "once a quarter", "quarter", "季", "季度", "个季度"], say::advice_quarterly),
    (&["yearly", "annually", "annual", "once a year", "year", "年"], say::advice_yearly),
    (
        &["biweekly", "fortnightly", "fortnight", "other week", "second week", "隔周", "隔一周", "双周", "单周"],
        say::advice_fortnightly,
    ),
];

const HOURLY: [&str; 7] = ["hourly", "hour", "an hour", "once an hour", "小时", "个小时", "一小时一次"];

/// Further words that are not day terms, with advice on what to write instead.
const OTHERS: [(&[&str], Advice); 4] = [
    (&["other day", "second day", "alternate days", "隔天", "隔日", "隔一天"], say::advice_other_day),
    (&["hourly", "hour", "小时", "个小时", "半小时", "半个小时"], say::advice_hourly),
    (&["holiday", "holidays", "public holidays", "节假日", "法定节假日", "节日", "假期"], say::advice_holidays),
    (&["sunrise", "sunset", "dawn", "dusk", "日出", "日落", "天亮", "天黑"], say::advice_sun),
];

const EVERY: [&str; 4] = ["every ", "each ", "每逢", "每"];

/// Separators between several days in one string, which should be a list.
const AND: [&str; 6] = [" and ", " & ", "和", "及", "与", " + "];

/// Returns a message and advice for common words that are not valid days, such as `weekly`; `None` for other words.
pub(super) fn on_days(word: &str) -> Option<(Text, Text)> {
    let text = plain(word.trim()).to_lowercase();
    let bare = EVERY.iter().find_map(|every| text.strip_prefix(every)).unwrap_or(&text);
    let is_one = |words: &[&str]| words.contains(&bare) || words.contains(&text.as_str());
    let advice = |(_, advice): &(&[&str], Advice)| Text::of(*advice);
    if let Some(vague) = VAGUE_DAYS.iter().find(|(words, _)| is_one(words)) {
        return Some((text::day_vague(shown(word)), advice(vague)));
    }
    let unknown = || text::day_unknown(shown(word));
    if let Some(other) = OTHERS.iter().find(|(words, _)| is_one(words)) {
        return Some((unknown(), advice(other)));
    }
    let is_list = AND.iter().any(|and| text.contains(and));
    is_list.then(|| (unknown(), text::advice_list()))
}

/// Returns advice if a frequency such as `hourly` or 每半小时 is given in place of a duration.
pub(super) fn on_lengths(key: &str, word: &str) -> Option<Text> {
    let text = plain(word.trim()).to_lowercase();
    let bare = EVERY.iter().find_map(|every| text.strip_prefix(every)).unwrap_or(&text).trim();
    let length = match HOURLY.contains(&bare) {
        true => "1h".to_owned(),
        false => duration_label(parse_duration(bare)?),
    };
    Some(text::advice_length(key, &length))
}

/// Returns advice for a time of day that a checklist cannot know, such as `sunset`.
pub(super) fn on_times(word: &str) -> Option<Text> {
    let text = plain(word.trim()).to_lowercase();
    let [.., (sun, advice)] = OTHERS;
    sun.contains(&text.as_str()).then(|| Text::of(advice))
}
