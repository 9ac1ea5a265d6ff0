//! The words of a one-off: `[DAY] [TIME] [WHO] TITLE`, the leading ones in any order, each left out as one likes; who may
//! also stand at the end. Behind `--` stands a title as it is.

use super::marks::{is_ticked, unmarked};
use crate::app::Failure;
use crate::calendar::{Day, Lean, PhraseError, PhraseFault, SaidSpan, lead, parse_said_span, time_label};
use crate::checklist::{Checklist, Span, WallWindow, nearest, parse_span};
use crate::commands::{adding, dates};
use crate::language::{Text, say};
use crate::plan::LONGEST_CARRY;
use std::collections::HashSet;

/// What was said of one of them.
#[derive(Debug, Clone, Default)]
pub struct Said {
    /// The day it is for; today where none is said.
    pub day: Option<Day>,
    /// The last day on which it can be done: 周五前.
    pub until: Option<Day>,
    /// When; any time where nothing is said.
    pub span: Option<Span>,
    /// A role's id or a person's name.
    pub assignee: Option<String>,
    /// What is to be done.
    pub title: String,
}

/// What words are held against.
pub struct Known<'a> {
    /// Its people and roles, and its clock.
    pub checklist: &'a Checklist,
    /// The business day from which days are reckoned.
    pub today: Day,
    /// Who is at the keyboard.
    pub me: &'a str,
}

impl Known<'_> {
    /// A day to come, or today.
    pub fn day(&self, text: &str) -> Result<Day, Failure> {
        dates::coming_day(text, self.today, &self.checklist.clock)
    }

    /// `09:00`, `09:00-10:00`, `13:30-`, `-18:00`, 9点半.
    pub fn span(&self, text: &str) -> Result<Span, Failure> {
        match parse_said_span(text) {
            Ok(said) => self.checked(said),
            // As a checklist's spans are refused: with what is wrong on either side.
            Err(_) => self.parsed(text),
        }
    }

    /// A span must lie in one business day.
    fn checked(&self, said: SaidSpan) -> Result<Span, Failure> {
        let edge = self.checklist.clock.day_start;
        match said {
            SaidSpan::Dawn(end) => self.parsed(&format!("{}-{end}", time_label(edge))),
            SaidSpan::Night(start) => {
                let window = WallWindow { start: start.time(), end: edge };
                let clock = &self.checklist.clock;
                let fits = clock.minutes_in(window.start) < clock.end_minutes_in(window.end);
                if fits { Ok(Span::Window(window)) } else { self.parsed(&format!("{start}-{}", time_label(edge))) }
            }
            said => self.parsed(&said.to_string()),
        }
    }

    fn parsed(&self, text: &str) -> Result<Span, Failure> {
        parse_span(text, &self.checklist.clock).map_err(|mistakes| match mistakes.into_iter().next() {
            Some((text, help)) => Failure::usage(text).hint(help),
            None => Failure::usage(Text::of(|lang| say::span_unknown(lang, text))),
        })
    }

    /// A role by its id or title, or a person. Once the checklist names people, it is one of them; before, anybody.
    pub fn assignee(&self, text: &str) -> Result<String, Failure> {
        let name = text.trim();
        if let Some(known) = self.who(name) {
            return Ok(known);
        }
        let people: Vec<&str> = self.checklist.everybody().collect();
        if name.is_empty() {
            return Err(Failure::usage(Text::of(|lang| say::empty_option(lang, "--for"))));
        }
        if people.is_empty() {
            return Ok(name.to_owned());
        }
        let near = nearest(name, people.iter().copied());
        let mut names: Vec<&str> = self.checklist.roles.iter().map(|role| role.title.as_str()).chain(people).collect();
        // Who works at several sites is one person, and named where they first stand.
        let mut named = HashSet::new();
        names.retain(|name| named.insert(*name));
        Err(Failure::usage(Text::of(|lang| say::no_such_person(lang, name))).hint(Text::of(|lang| match near {
            Some(near) => say::perhaps(lang, near),
            None => say::known_people(lang, names.join(&say::list_comma(lang))),
        })))
    }

    /// The role or the person that a word names for sure.
    fn who(&self, word: &str) -> Option<String> {
        let is_meant = |id: &str, title: &str| id == word || title == word;
        let role = self.checklist.roles.iter().find(|role| is_meant(&role.id, &role.title));
        let person = || self.checklist.everybody().chain([self.me]).find(|person| *person == word);
        role.map(|role| role.id.as_str()).or_else(person).map(str::to_owned)
    }

    /// Reads a text. `given` holds for what it leaves out. The line of a list may say `otherwise`; elsewhere what is said
    /// twice must be the same.
    pub fn said(&self, text: &str, given: &Said, otherwise: bool) -> Result<Said, Failure> {
        if is_ticked(text) {
            let failure = Failure::usage(Text::of(|lang| say::line_ticked(lang, text.trim())));
            return Err(failure.hint(Text::of(say::title_as_it_is)));
        }
        let text = unmarked(text);
        if let Some((words, title)) = at_two_dashes(text)
            && let (front, "") = self.front(words)?
        {
            return self.put_together(front, title, given, otherwise);
        }
        let (mut front, rest) = self.front(text)?;
        let is_of_nobody = front.assignee.is_none() && (otherwise || given.assignee.is_none());
        self.check_first_word(rest, is_of_nobody)?;
        let at_end = self.name_at_end(rest).filter(|_| front.assignee.is_none() && given.assignee.is_none());
        let title = match at_end {
            Some((name, title)) => {
                front.assignee = Some((self.assignee(name)?, name.to_owned()));
                title
            }
            None => rest,
        };
        self.put_together(front, title, given, otherwise)
    }

    /// Reads what stands in front of a title that is given as it is: nothing but a day, a time and a name.
    pub fn said_of(&self, title: &str, words: &str, given: &Said) -> Result<Said, Failure> {
        match self.front(words)? {
            (front, "") => self.put_together(front, title, given, false),
            (_, rest) => {
                Err(Failure::usage(Text::of(|lang| say::not_in_front(lang, rest)))
                    .hint(Text::of(say::title_given_twice)))
            }
        }
    }

    /// All that stands in front of a title, and what follows.
    fn front<'t>(&self, text: &'t str) -> Result<(Front, &'t str), Failure> {
        let mut front = Front::default();
        let mut rest = beginning(text);
        while let Some(behind) = self.take_in_front(rest, &mut front)? {
            rest = beginning(behind);
        }
        Ok((front, rest))
    }

    fn put_together(&self, front: Front, title: &str, given: &Said, otherwise: bool) -> Result<Said, Failure> {
        let day = same("--on", front.day, given.day, otherwise)?;
        Ok(Said {
            until: front
                .until
                .map(|(until, word)| self.deadline(day.unwrap_or(self.today), until, &word))
                .transpose()?,
            day,
            span: same("--at", front.span, given.span, otherwise)?,
            assignee: same("--for", front.assignee, given.assignee.clone(), otherwise)?,
            title: adding::title(title, say::title_missing)?,
        })
    }

    /// A deadline is as near as a one-off can be carried.
    fn deadline(&self, day: Day, until: Day, said: &str) -> Result<Day, Failure> {
        match (until - day).num_days() {
            days if days < 0 => Err(Failure::usage(Text::of(|lang| say::day_gone(lang, until)))),
            days if days > LONGEST_CARRY.into() => {
                Err(Failure::usage(Text::of(|lang| say::deadline_far(lang, said, LONGEST_CARRY))))
            }
            _ => Ok(until),
        }
    }

    /// Takes a day, a time or a name that stands in front of a text; what follows, or `None` where there is none. What
    /// is said twice is refused, for it can be no title.
    fn take_in_front<'t>(&self, text: &'t str, front: &mut Front) -> Result<Option<&'t str>, Failure> {
        if let Some(found) = lead(text, self.today, Lean::Forward).map_err(refused)? {
            let word = found.said;
            if let Some(day) = found.day {
                let is_said = front.day.is_some() || front.until.is_some();
                if is_said {
                    return Err(said_twice(word));
                }
                self.check_day(day)?;
                let place = if found.is_deadline { &mut front.until } else { &mut front.day };
                *place = Some((day, word.to_owned()));
            }
            if let Some(span) = found.span {
                if front.span.is_some() {
                    return Err(said_twice(word));
                }
                let read = self.checked(span)?;
                self.check_night(front, span, found.is_small_hours, word)?;
                front.span = Some((read, word.to_owned()));
            }
            return Ok(Some(found.rest));
        }
        if front.assignee.is_none()
            && let Some((name, behind)) = self.first_name(text)
        {
            front.assignee = Some((self.assignee(name)?, name.to_owned()));
            return Ok(Some(behind));
        }
        Ok(None)
    }

    fn check_day(&self, day: Day) -> Result<(), Failure> {
        dates::check_exists(day, &self.checklist.clock)?;
        if day < self.today { Err(Failure::usage(Text::of(|lang| say::day_gone(lang, day)))) } else { Ok(()) }
    }

    /// 明天凌晨2点 is the night that follows today, and of today's business day: which of the two was meant is not guessed.
    fn check_night(&self, front: &Front, span: SaidSpan, is_small_hours: bool, word: &str) -> Result<(), Failure> {
        let (SaidSpan::At(time) | SaidSpan::Between(time, _) | SaidSpan::By(time) | SaidSpan::From(time)) = span else {
            return Ok(());
        };
        if !is_small_hours || front.day.is_none() || time.time() >= self.checklist.clock.day_start {
            return Ok(());
        }
        let edge = time_label(self.checklist.clock.day_start);
        Err(Failure::usage(Text::of(|lang| say::small_hours(lang, word, &edge)))
            .hint(Text::of(|lang| say::small_hours_hint(lang, time))))
    }

    /// Refuses a title that begins with what is likely a mistyped name, or a word nobody knows in front of a day or a time.
    fn check_first_word(&self, rest: &str, is_of_nobody: bool) -> Result<(), Failure> {
        let (word, behind) = first_word(rest);
        let is_day_behind = || !matches!(lead(behind, self.today, Lean::Forward), Ok(None));
        if is_of_nobody && self.may_be_a_name(word) && is_day_behind() {
            let failure = Failure::usage(Text::of(|lang| say::not_in_front(lang, word)));
            return Err(failure.hint(Text::of(say::not_in_front_hint)));
        }
        if is_of_nobody && !behind.is_empty() {
            self.check_is_no_name(word)?;
        }
        Ok(())
    }

    /// Whether a word nobody knows has the look of the names there are: a title seldom has a day behind its first word.
    fn may_be_a_name(&self, word: &str) -> bool {
        let is_capital = |name: &str| name.starts_with(|c: char| c.is_ascii_uppercase());
        if word.is_ascii() {
            return is_capital(word) && self.checklist.everybody().any(is_capital);
        }
        word.chars().count() <= LONGEST_NAME
    }

    /// Refuses the first of several words of a title that is much like a name: it is taken for a mistyped one.
    fn check_is_no_name(&self, word: &str) -> Result<(), Failure> {
        // 小红书 is no slip of 小红.
        let is_longer = |name: &&str| !(word.starts_with(*name) || name.starts_with(word));
        match nearest(word, self.checklist.everybody().filter(is_longer)) {
            Some(near) => Err(Failure::usage(Text::of(|lang| say::no_such_person(lang, word)))
                .hint(Text::of(|lang| say::perhaps_title(lang, near)))),
            None => Ok(()),
        }
    }

    /// The person that a text ends with, and what stands before: known exactly, and not what the last words speak of.
    fn name_at_end<'t>(&self, text: &'t str) -> Option<(&'t str, &'t str)> {
        let text = text.trim_end();
        let people = self.checklist.everybody().chain([self.me]).filter(|name| !name.is_empty());
        let name = people.filter(|name| text.ends_with(*name)).max_by_key(|name| name.len())?;
        let (title, name) = text.split_at(text.len() - name.len());
        let unmarked = title.strip_suffix(['@', '＠']).unwrap_or(title);
        let title = unmarked.trim_end_matches(is_gap);
        if title.len() == unmarked.len() || title.is_empty() {
            return None;
        }
        let (_, last) = title.rsplit_once(is_gap).unwrap_or(("", title));
        let is_spoken_of = title.len() == unmarked.len() || SPEAKS_OF.contains(&last.to_lowercase().as_str());
        (!is_spoken_of).then_some((name, title))
    }

    /// The person or role that a text begins with, and what follows: the longest name that is known, of however many
    /// words, or a word behind `@`.
    fn first_name<'t>(&self, text: &'t str) -> Option<(&'t str, &'t str)> {
        let text = text.trim_start_matches(is_gap);
        let marked = text.strip_prefix(['@', '＠']);
        let text = marked.unwrap_or(text);
        let roles = self.checklist.roles.iter().flat_map(|role| [role.id.as_str(), role.title.as_str()]);
        let ends = |c: char| is_gap(c) || matches!(c, ':' | '：');
        let is_in_front = |name: &&str| {
            !name.is_empty() && text.strip_prefix(*name).is_some_and(|rest| rest.is_empty() || rest.starts_with(ends))
        };
        let known =
            roles.chain(self.checklist.everybody()).chain([self.me]).filter(is_in_front).max_by_key(|name| name.len());
        if let Some(known) = known {
            let (name, behind) = text.split_at(known.len());
            return Some((name, behind.trim_start_matches(ends)));
        }
        marked.map(first_word).filter(|(name, _)| !name.is_empty())
    }
}

/// No name in Hanzi is longer, in characters.
const LONGEST_NAME: usize = 5;

/// Behind these a name is a part of the title.
const SPEAKS_OF: [&str; 26] = [
    "to", "for", "with", "from", "by", "and", "of", "or", "ask", "call", "tell", "help", "about", "via", "给", "找",
    "帮", "和", "跟", "与", "问", "叫", "替", "教", "催", "及",
];

/// What stands in front of a title, each with the words that say it.
#[derive(Default)]
struct Front {
    day: Option<(Day, String)>,
    until: Option<(Day, String)>,
    span: Option<(Span, String)>,
    assignee: Option<(String, String)>,
}

fn refused(error: PhraseError) -> Failure {
    let failure = Failure::usage(error.text());
    match error.kind {
        PhraseFault::Day(crate::calendar::DayError::NoSuchDate | crate::calendar::DayError::Backwards) => failure,
        _ => failure.hint(error.help()),
    }
}

fn said_twice(word: &str) -> Failure {
    Failure::usage(Text::of(|lang| say::said_twice(lang, word))).hint(Text::of(say::title_as_it_is))
}

/// What stands before and behind a `--` that is a word.
fn at_two_dashes(text: &str) -> Option<(&str, &str)> {
    text.match_indices("--").map(|(at, sign)| (&text[..at], &text[at + sign.len()..])).find(|(before, behind)| {
        let is_apart = |c: Option<char>| c.is_none_or(char::is_whitespace);
        is_apart(before.chars().next_back()) && is_apart(behind.chars().next())
    })
}

/// What is said in front of the title, or given by an option; both only where they say the same, or a line may say
/// `otherwise`.
fn same<T: PartialEq>(
    option: &str,
    said: Option<(T, String)>,
    given: Option<T>,
    otherwise: bool,
) -> Result<Option<T>, Failure> {
    match (said, given) {
        (Some((said, word)), Some(given)) if !otherwise && said != given => {
            Err(Failure::usage(Text::of(|lang| say::said_otherwise(lang, option, &word))))
        }
        (Some((said, _)), _) => Ok(Some(said)),
        (None, given) => Ok(given),
    }
}

/// Where a text begins, behind what parts words: blanks, commas, a colon or a dash between blanks.
fn beginning(text: &str) -> &str {
    let text = text.trim_start_matches(|c| is_gap(c) || matches!(c, ':' | '：'));
    match text.strip_prefix(['-', '–', '—']).filter(|rest| rest.starts_with(char::is_whitespace)) {
        Some(rest) => beginning(rest),
        None => text,
    }
}

/// The first word of a text, and what follows.
fn first_word(text: &str) -> (&str, &str) {
    let (word, behind) = text.split_at(text.find(is_gap).unwrap_or(text.len()));
    (word, behind.trim_start_matches(is_gap))
}

fn is_gap(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | '，' | '、')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::time_label;
    use crate::checklist::{Bundle, SourceFile, read_bundle};
    use crate::language::Lang;

    const SHOP: &str = r#"
id = "shop"
timezone = "Asia/Shanghai"
[roles]
operator = "运营"
assistant = "助理"
packer = "打包"
lead = "主管"
[[site]]
id = "flagship"
people = { operator = "小王", assistant = "小李" }
[[site]]
id = "outlet"
people = { operator = "小王", assistant = "小陈", packer = "Li Hua", lead = "Li" }
[[area]]
id = "a"
[[area.task]]
id = "t"
"#;

    fn said(text: &str, given: &Said, otherwise: bool) -> Result<Said, Failure> {
        let bundle = Bundle { files: vec![SourceFile { name: "ops.toml".into(), text: SHOP.into() }] };
        let checklist = read_bundle(bundle, "UTC").checklist.expect("a checklist");
        let today = Day::from_ymd_opt(2026, 11, 23).expect("a Monday");
        Known { checklist: &checklist, today, me: "小张" }.said(text, given, otherwise)
    }

    fn read(text: &str, given: &Said, otherwise: bool) -> String {
        match said(text, given, otherwise) {
            Ok(said) => {
                let span = said.span.map(|span| match span {
                    Span::Window(wall) => format!("{}-{}", time_label(wall.start), time_label(wall.end)),
                    Span::Point(time) => time_label(time),
                    Span::From(time) => format!("{}-", time_label(time)),
                    Span::By(time) => format!("-{}", time_label(time)),
                });
                let day = said.day.map(|day| day.to_string());
                let until = said.until.map(|until| format!("until {until}"));
                let parts = [day, until, span, said.assignee, Some(format!("“{}”", said.title))];
                parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
            }
            Err(failure) => failure.text.in_lang(Lang::En).to_owned(),
        }
    }

    /// Both as the words of a command and as a line of a list: one grammar for both. Case A16.
    fn check(line: &str, expected: &str) {
        assert_eq!(read(line, &Said::default(), true), expected, "{line}");
        assert_eq!(read(line, &Said::default(), false), expected, "{line}");
    }

    #[test]
    fn a_line_says_when_and_who_before_it_says_what() {
        check("关键词模板", "“关键词模板”");
        check("明天 09:00 小李 关键词模板", "2026-11-24 09:00 小李 “关键词模板”");
        check("小李 09:00 明天 关键词模板", "2026-11-24 09:00 小李 “关键词模板”");
        check("明天，０９：００－１０：００，小李：关键词模板", "2026-11-24 09:00-10:00 小李 “关键词模板”");
        check("11-28 13:30- 助理 发货", "2026-11-28 13:30- assistant “发货”");
        check("-18:00 operator  上新   10 款", "-18:00 operator “上新 10 款”");
        check("mon 小张 发货", "2026-11-23 小张 “发货”");
        check("小李 小王 的图", "小李 “小王 的图”");
        check("主图：换背景", "“主图：换背景”");
        check("小李，把图换掉，明天看效果", "小李 “把图换掉，明天看效果”");
    }

    #[test]
    fn days_and_times_are_read_as_they_are_said() {
        check("明天09:00 小李 模板", "2026-11-24 09:00 小李 “模板”");
        check("明天9点 模板", "2026-11-24 09:00 “模板”");
        check("下周一下午3点半，模板", "2026-11-30 15:30 “模板”");
        check("12月1日9点-10点 模板", "2026-12-01 09:00-10:00 “模板”");
        check("大后天 9点半 模板", "2026-11-26 09:30 “模板”");
        check("下周日 模板", "2026-12-06 “模板”");
        check("next mon 9:00 pack", "2026-11-30 09:00 “pack”");
        check("Next week's plan", "“Next week's plan”");
        check("下午 3点 开会", "15:00 “开会”");
        check("Li Hua pack", "Li Hua “pack”");
        check("明天 Li Hua: pack", "2026-11-24 Li Hua “pack”");
        check("@Li Hua pack", "Li Hua “pack”");
        check("Li pack", "Li “pack”");
        // Case A9.
        check("明天九点 盘点", "2026-11-24 09:00 “盘点”");
        check("十二点半 盘点", "12:30 “盘点”");
        check("二十号 三点一刻 盘点", "2026-12-20 03:15 “盘点”");
        check("十一月二十五号 下午两点 盘点", "2026-11-25 14:00 “盘点”");
        check("后天下午 盘点", "2026-11-25 13:00-18:00 “盘点”");
        check("三天后 九点到十点半 盘点", "2026-11-26 09:00-10:30 “盘点”");
        check("下下周一 盘点", "2026-12-07 “盘点”");
        check("下月5号 盘点", "2026-12-05 “盘点”");
        check("月底 盘点", "2026-11-30 “盘点”");
        check("今晚8点 直播", "2026-11-23 20:00 “直播”");
        check("今晚 直播", "2026-11-23 18:00-00:00 “直播”");
        check("明早9点 直播", "2026-11-24 09:00 “直播”");
        check("明天凌晨5点 直播", "2026-11-24 05:00 “直播”");
        check("凌晨 直播", "04:00-06:00 “直播”");
        check("夜里 直播", "22:00-04:00 “直播”");
        check("18:00前 发货", "-18:00 “发货”");
        check("周五18点前 发货", "2026-11-27 -18:00 “发货”");
        check("9-10点 开会", "09:00-10:00 “开会”");
        // Case A10.
        check("tomorrow 8:30 pm call supplier", "2026-11-24 20:30 “call supplier”");
        check("tomorrow at 8pm call supplier", "2026-11-24 20:00 “call supplier”");
        check("3-5pm stocktaking", "15:00-17:00 “stocktaking”");
        check("in 3 days at noon call", "2026-11-26 12:00 “call”");
        check("Dec 1 8.30am call", "2026-12-01 08:30 “call”");
        check("1st December call", "2026-12-01 “call”");
        check("on friday call", "2026-11-27 “call”");
        check("tonight call", "2026-11-23 18:00-00:00 “call”");
        check("tomorrow morning call", "2026-11-24 06:00-12:00 “call”");
        // Case A11.
        check("fri 17:00 - 18:00 stocktaking", "2026-11-27 17:00-18:00 “stocktaking”");
        check("fri 17:00 to 18:00 stocktaking", "2026-11-27 17:00-18:00 “stocktaking”");
        check("9:00 - open the shop", "09:00 “open the shop”");
        check("22:00-01:00 night shift", "22:00-01:00 “night shift”");
        // Case A12.
        check("2026/12/01 stock", "2026-12-01 “stock”");
        check("2026.12.01 stock", "2026-12-01 “stock”");
        check("20261201 stock", "2026-12-01 “stock”");
        check("12/25 stock", "2026-12-25 “stock”");
    }

    /// Case A15.
    #[test]
    fn lines_as_people_paste_them() {
        check("周五前 小李 对账", "until 2026-11-27 小李 “对账”");
        check("明天前 对账", "until 2026-11-24 “对账”");
        check("三天内 对账", "until 2026-11-26 “对账”");
        check("by fri send the order", "until 2026-11-27 “send the order”");
        check("12月31日前 对账", "\"12月31日前\" is further than the 31 days that a one-off is carried");
        check("明早 小李 对账", "2026-11-24 06:00-09:00 小李 “对账”");
        check("（1）明天 小李 对账", "2026-11-24 小李 “对账”");
        check("1. 主图换图 小王", "小王 “主图换图”");
        check("1. 主图换图 @小王", "小王 “主图换图”");
        check("主图换图 给 小王", "“主图换图 给 小王”");
        check("call 小王", "“call 小王”");
        check("主图换图 小周", "“主图换图 小周”");
        check("- [ ] fri order bags", "2026-11-27 “order bags”");
        check("- [x] fri order bags", "\"- [x] fri order bags\" is ticked already");
        check("#1 till: repair the drawer", "“till: repair the drawer”");
    }

    #[test]
    fn what_looks_like_a_day_or_a_time_is_no_title() {
        let glued = |word: &str, said: &str| format!("\"{word}\" begins like a day or a time: \"{said}\"");
        check("9点开会", &glued("9点开会", "9点"));
        check("明天 9:00开会", &glued("明天 9:00开会", "明天 9:00"));
        check("明天盘点", &glued("明天盘点", "明天"));
        check("9点半价促销", &glued("9点半价促销", "9点半"));
        check("15号发货", &glued("15号发货", "15号"));
        check("2026-11-24-25 发货", "\"2026-11-24-25\" is not a day");
        check("2026-12 发货", "\"2026-12\" is not a day");
        check("下周 发货", "\"下周\" is not a day");
        check("next week stock", "\"next week\" is not a day");
        check("13月1日 发货", "there is no such date as 13月1日");
        check("12/1 stock", "\"12/1\" can be read in two ways");
        check("1/12/2026 stock", "\"1/12/2026\" can be read in two ways");
        check("12.1 stock", "\"12.1\" can be read in two ways");
        check("周末 盘点", "\"周末\" can be read in two ways");
        check("晚上1点 盘点", "\"晚上1点\": of which night is not said");
        check("明天凌晨2点 盘点", "\"明天凌晨2点\" is before 04:00, and so of the evening before");
        check("12:345 stock", "\"12:345\" is not a time of day");
        check("tomorrow", "there is no title");
        // What is said once is not said again, and no second day is a title.
        check("明天 明天 发货", "\"明天\": a day or a time was said before");
        check("09:00 10:00 开会", "\"10:00\": a day or a time was said before");
        // Case A13.
        check("mon,wed stock", "\"mon,wed\" is several days; a one-off is for one");
        check("周一、周三 盘点", "\"周一、周三\" is several days; a one-off is for one");
        check("fri to sun stock", "\"fri to sun\" is several days; a one-off is for one");
        check("mon-fri stock", "\"mon-fri\" is several days; a one-off is for one");
    }

    #[test]
    fn titles_stay_titles() {
        let titles = "400电话 打一遍|3-5款上新|12月底清货|1:1主图|S-1|618预热|双11复盘|9.9包邮|3C认证|2026新款上架|May I ask the bank|\
            now clean the till|Monday's title|Next week's plan|3号模特|2号仓 盘点|7日无理由退货|12月新款|周年庆|月底盘点表|本周复盘|\
            下午茶 订餐|中午好|10-20款上新|1-2月报表|2026 新款|2026年新款|24/7 hotline|1/2价清仓|3.5 元包邮|v1.2.3 版本|\
            12345678 退款|100件起批|5斤装|1688 找货|双12 预热|38节 活动|一号店 对账|三只松鼠 竞品|十月怀胎|九宫格 主图|\
            二维码 换新|五一活动|两面胶 采购|千牛 回复|weekend-sale banner|sun-dried tomatoes|Marching band|Junior staff|\
            second shelf|1st floor|morning briefing|fridge check|friends list|satellite dish|thursdayx|decal stickers|march sale|\
            by hand|before opening clean|after sales review|to do list|in stock check|on hold orders|at least 3 boxes|\
            today's till|noon-ish|9折券|8折|7天无理由|15天保价|30天销量|100%|A/B 测试|16:9 banner|上新 10 款|下单测试|本店公告|这款改价|\
            晚安海报|早鸟价|早教品 上架|夜宵|点赞|时效投诉|日报|号外|周转箱|明细 对账|明星款|今世缘 竞品|后台设置|前台值班|\
            小红书 发3篇|360 全景图|12306|USB-C 线|4G 卡|T-shirts";
        for title in titles.split('|').map(str::trim) {
            check(title, &format!("“{title}”"));
        }
    }

    #[test]
    fn a_title_that_begins_like_a_day_stands_behind_two_dashes() {
        check("-- 周五例会", "“周五例会”");
        check("周五 -- 明天 09:00", "2026-11-27 “明天 09:00”");
        check("周五 小李 -- sun hats", "2026-11-27 小李 “sun hats”");
        check("周五 --", "there is no title");
    }

    #[test]
    fn what_is_likely_mistyped_is_refused() {
        check("明天 小李", "there is no title");
        check("昨天 换主图", "2026-11-22 has gone by; a one-off is for today or later");
        check("2026-02-30 换主图", "there is no such date as 2026-02-30");
        check("25:00 换主图", "there is no time \"25:00\"");
        check("10:00-09:00 换主图", "\"10:00-09:00\" ends before it begins");
        // Case A16.
        check("明天 小丽 对账", "there is no person or role \"小丽\"");
        check("小里 换主图", "there is no person or role \"小里\"");
        check("@小赵 换主图", "there is no person or role \"小赵\"");
        check("下下周 09:00 换主图", "\"下下周\" is not a day");
        check("小钱 明天 换主图", "\"小钱\" is no day, no time and nobody the checklist names");
        check("标题里的 09:00 和明天", "\"标题里的\" is no day, no time and nobody the checklist names");
        check(&"图".repeat(201), "a title has at most 200 characters; put more into --note");
    }

    #[test]
    fn who_is_known_is_named_once() {
        let check = |line: &str, expected: &str| {
            let failure = said(line, &Said::default(), true).expect_err("nobody of that name");
            assert_eq!(failure.hint.expect("a hint").in_lang(Lang::En), expected, "{line}");
        };
        check("@欧阳 换主图", "known are: 运营, 助理, 打包, 主管, 小王, 小李, 小陈, Li Hua, Li");
        check("@小赵 换主图", "did you mean: 小李");
        check("12/1 stock", "write 2026-12-01 or 2027-01-12");
        check("mon,wed stock", "add one for each day: mon stock, wed stock");
    }

    #[test]
    fn what_was_given_stands_unless_a_line_may_say_otherwise() {
        let given = Said { day: Day::from_ymd_opt(2026, 11, 25), ..Said::default() };
        assert_eq!(read("明天 换主图", &given, true), "2026-11-24 “换主图”");
        assert_eq!(read("明天 换主图", &given, false), "--on says one thing, \"明天\" another");
        assert_eq!(read("周三 换主图", &given, false), "2026-11-25 “换主图”");
        assert_eq!(read("09:00 换主图", &given, false), "2026-11-25 09:00 “换主图”");
        // What is said of the day by an option makes no other day a title.
        assert_eq!(read("9点开会", &given, false), "\"9点开会\" begins like a day or a time: \"9点\"");
    }
}
