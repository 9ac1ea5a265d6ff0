//! Days typed in forms that have only one meaning but are not day terms: 每周二, `monday to friday`, `weekends`,
//! 周一三五. They are converted to day terms and shown as such.

use super::day_term::DayTerm;
use super::written_date::{hanzi_weekday, parse_weekday};
use crate::language::plain;
use chrono::Weekday::{self, Fri, Mon, Sat, Sun};

const EVERY_DAY: [&str; 9] =
    ["daily", "every day", "everyday", "each day", "all days", "每天", "每日", "每一天", "天天"];

const WEEKENDS: [&str; 5] = ["weekend", "weekends", "周末", "双休日", "双休"];

/// Prefixes that only repeat that a weekday comes every week.
const EVERY: [&str; 6] = ["every ", "each ", "每逢", "每个", "逢", "每"];

/// Separators between the two ends of a range.
const TO: [&str; 8] = [" to ", " through ", " thru ", "..", "~", "到", "至", "-"];

/// Suffixes of a day of the month.
const OF_THE_MONTH: [&str; 5] = [" of the month", " of each month", " of every month", " of a month", " of month"];

impl DayTerm {
    /// Parses days in an unambiguous form that is not a day term; `None` for any other text. `in_week` says whether a
    /// Chinese weekday comes before, so that the word for "week" may be omitted: 每周一、三、五.
    pub fn said(text: &str, in_week: bool) -> Option<Vec<DayTerm>> {
        let text = plain(text).to_lowercase();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let text =
            if in_week && text.chars().next().is_some_and(is_hanzi_weekday) { format!("周{text}") } else { text };
        let text = text.strip_prefix("on ").or_else(|| text.strip_prefix("the ")).unwrap_or(&text);
        if EVERY_DAY.contains(&text) {
            return Some(vec![DayTerm::Weekdays(Mon, Sun)]);
        }
        let bare = EVERY.iter().find_map(|every| text.strip_prefix(every)).unwrap_or(text);
        weekdays(bare).or_else(|| of_month(text)).or_else(|| working_days(bare))
    }

    /// Whether the text is a Chinese weekday after which bare numbers mean weekdays too.
    pub fn is_chinese_weekday(text: &str) -> bool {
        text.contains(['周', '週']) || text.contains("星期") || text.contains("礼拜")
    }
}

fn is_hanzi_weekday(c: char) -> bool {
    hanzi_weekday(c.encode_utf8(&mut [0; 4])).is_some()
}

fn weekdays(text: &str) -> Option<Vec<DayTerm>> {
    if matches!(text, "weekday" | "weekdays") {
        return Some(vec![DayTerm::Weekdays(Mon, Fri)]);
    }
    if WEEKENDS.contains(&text) {
        return Some(vec![DayTerm::Weekdays(Sat, Sun)]);
    }
    let alone = |day| DayTerm::Weekdays(day, day);
    if let Some(day) = weekday(text) {
        return Some(vec![alone(day)]);
    }
    let range = text.strip_prefix("from ").unwrap_or(text).trim_start_matches('从');
    if let Some((first, last)) = TO.iter().find_map(|to| range.split_once(to)) {
        let (first, last) = (first.trim(), last.trim());
        let start = weekday(first)?;
        let end = weekday(last).or_else(|| hanzi_weekday(last).filter(|_| !first.is_ascii()))?;
        return Some(vec![DayTerm::Weekdays(start, end)]);
    }
    if text.contains('/') {
        return text.split('/').map(|day| weekday(day.trim()).map(alone)).collect();
    }
    // The word for "week" may be given once or each time: 周一三五, 周六周日.
    let days = text.replace("星期", "周").replace("礼拜", "周").replace('週', "周");
    let days: Vec<char> = days.strip_prefix('周')?.chars().filter(|c| *c != '周').collect();
    let terms: Option<Vec<DayTerm>> =
        days.into_iter().map(|day| hanzi_weekday(day.encode_utf8(&mut [0; 4])).map(alone)).collect();
    terms.filter(|terms| !terms.is_empty())
}

fn weekday(text: &str) -> Option<Weekday> {
    let short = match text {
        "tues" => Some(Weekday::Tue),
        "weds" => Some(Weekday::Wed),
        "thur" | "thurs" => Some(Weekday::Thu),
        _ => None,
    };
    short.or_else(|| parse_weekday(text)).or_else(|| parse_weekday(text.strip_suffix('s')?)).or_else(|| {
        let number = ["周", "週", "星期", "礼拜"].iter().find_map(|sign| text.strip_prefix(sign))?;
        ["一", "二", "三", "四", "五", "六", "日"]
            .get(number.parse::<usize>().ok()?.checked_sub(1)?)
            .and_then(|day| hanzi_weekday(day))
    })
}

/// Parses `15th`, `the 1st of the month`, `first monday of every month`, `last day of the month`, 15号, 每个月1号.
fn of_month(text: &str) -> Option<Vec<DayTerm>> {
    if matches!(text, "month end" | "end of month" | "end of the month") {
        return Some(vec![DayTerm::DayOfMonth(-1)]);
    }
    let bare = OF_THE_MONTH.iter().find_map(|behind| text.strip_suffix(behind)).unwrap_or(text);
    let number = || ["st", "nd", "rd", "th", "号", "日"].iter().find_map(|ending| bare.strip_suffix(ending));
    let day = match bare {
        "first day" => Some("1"),
        "last day" => Some("-1"),
        _ => number().filter(|number| number.bytes().all(|byte| byte.is_ascii_digit())),
    };
    let term = match (day, text.strip_prefix("每个月")) {
        (Some(day), _) => format!("day {day}"),
        (None, Some(rest)) => format!("每月{rest}"),
        (None, None) if bare == text => return None,
        (None, None) => bare.to_owned(),
    };
    written(&term)
}

/// Parses `business days`, `last working day`.
fn working_days(text: &str) -> Option<Vec<DayTerm>> {
    let term = text.replace("business day", "workday").replace("working day", "workday");
    if term == text { None } else { written(&term) }
}

/// Parses a day term, but not a period's id, which would have been recognized before.
fn written(term: &str) -> Option<Vec<DayTerm>> {
    let term = DayTerm::parse(term).ok()?;
    (!matches!(term, DayTerm::Period(_) | DayTerm::Before(_))).then(|| vec![term])
}

#[cfg(test)]
mod tests {
    use super::*;
    use Weekday::{Thu, Tue, Wed};

    fn days(pairs: &[(Weekday, Weekday)]) -> Option<Vec<DayTerm>> {
        Some(pairs.iter().map(|(first, last)| DayTerm::Weekdays(*first, *last)).collect())
    }

    #[test]
    fn what_can_mean_one_thing_alone_is_read() {
        let check = |text: &str, expected: &[(Weekday, Weekday)]| {
            assert_eq!(DayTerm::said(text, false), days(expected), "{text}");
        };
        for text in ["daily", "Every day", "everyday", "每天", "每日", "天天"] {
            check(text, &[(Mon, Sun)]);
        }
        for text in ["weekdays", "weekday", "every weekday", "monday to friday", "Mon through Fri", "mon – fri"] {
            check(text, &[(Mon, Fri)]);
        }
        for text in
            ["每周一至周五", "每周一到五", "周一 到 周五", "从周一到周五", "星期一至星期五", "from monday to friday"]
        {
            check(text, &[(Mon, Fri)]);
        }
        for text in ["weekends", "every weekend", "周末", "每周末", "双休日"] {
            check(text, &[(Sat, Sun)]);
        }
        for text in [
            "每周二",
            "每逢周二",
            "逢星期二",
            "每个周二",
            "周2",
            "every tue",
            "tuesdays",
            "on Tuesdays",
            "each tuesday",
            "tues",
        ] {
            check(text, &[(Tue, Tue)]);
        }
        check("thurs", &[(Thu, Thu)]);
        check("周7", &[(Sun, Sun)]);
        check("周一三五", &[(Mon, Mon), (Wed, Wed), (Fri, Fri)]);
        check("每周一三五", &[(Mon, Mon), (Wed, Wed), (Fri, Fri)]);
        check("周六周日", &[(Sat, Sat), (Sun, Sun)]);
        check("周六日", &[(Sat, Sat), (Sun, Sun)]);
        check("mon/wed/fri", &[(Mon, Mon), (Wed, Wed), (Fri, Fri)]);
        assert_eq!(DayTerm::said("三", true), days(&[(Wed, Wed)]));
        assert_eq!(DayTerm::said("三至五", true), days(&[(Wed, Fri)]));
        assert_eq!(DayTerm::said("三", false), None);
    }

    #[test]
    fn days_of_the_month_are_read_too() {
        let check = |text: &str, expected: &str| {
            assert_eq!(DayTerm::said(text, false), Some(vec![DayTerm::parse(expected).expect("a term")]), "{text}");
        };
        check("15th", "day 15");
        check("the 1st of the month", "day 1");
        check("15号", "day 15");
        check("每个月1号", "day 1");
        check("last day of the month", "day -1");
        check("first monday of every month", "first mon");
        check("last friday of the month", "last fri");
        check("business days", "workday");
        check("every working day", "workday");
        check("last business day", "last workday");
    }

    #[test]
    fn what_is_not_plain_is_not_guessed() {
        for text in [
            "",
            "monthly",
            "weekly",
            "sunset",
            "隔天",
            "每周",
            "每月",
            "mon and wed",
            "周八",
            "周0",
            "99th",
            "each",
            "every ",
            "mon-",
            "to fri",
            "mon/",
            "of the month",
            "每",
            "周",
            "friday 13",
            "s",
        ] {
            assert_eq!(DayTerm::said(text, false), None, "{text}");
        }
    }
}
