//! The words of a one-off: `[DAY] [TIME] [WHO] TITLE`, the leading ones in any order, each left out as one likes.

use super::spoken;
use crate::app::Failure;
use crate::calendar::{Day, DayWordError, Lean, parse_day, parse_range};
use crate::checklist::{Checklist, Span, nearest, parse_span};
use crate::commands::{adding, dates};
use crate::language::{Text, plain_char, say};
use std::collections::HashSet;

/// No day is longer, in characters: what follows glued to it is looked for no further on.
const LONGEST_DAY: usize = 16;

/// What was said of one of them.
#[derive(Debug, Clone, Default)]
pub struct Said {
    /// The day it is for; today where none is said.
    pub day: Option<Day>,
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
        dates::coming_day(text, self.today)
    }

    /// `09:00`, `09:00-10:00`, `13:30-`, `-18:00`, `9点半`.
    pub fn span(&self, text: &str) -> Result<Span, Failure> {
        parse_span(spoken::span(text).as_deref().unwrap_or(text), &self.checklist.clock).map_err(|mistakes| {
            match mistakes.into_iter().next() {
                Some((text, help)) => Failure::usage(text).hint(help),
                None => Failure::usage(Text::of(|lang| say::span_unknown(lang, text))),
            }
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
        let mut front = Front::default();
        let mut rest = text;
        while let Some(behind) = self.take_in_front(rest, &mut front)? {
            rest = behind;
        }
        let may_say = |is_said: bool, is_given: bool| !is_said && (otherwise || !is_given);
        let day = may_say(front.day.is_some(), given.day.is_some());
        let span = may_say(front.span.is_some(), given.span.is_some());
        let who = may_say(front.assignee.is_some(), given.assignee.is_some());
        self.check_first_word(rest, (day, span, who), otherwise)?;
        Ok(Said {
            day: same("--on", front.day, given.day, otherwise)?,
            span: same("--at", front.span, given.span, otherwise)?,
            assignee: same("--for", front.assignee, given.assignee.clone(), otherwise)?,
            title: adding::title(rest, say::title_missing)?,
        })
    }

    /// Takes a day, a time or a name that stands in front of a text; what follows, or `None` where there is none, or it
    /// was said before.
    fn take_in_front<'t>(&self, text: &'t str, front: &mut Front) -> Result<Option<&'t str>, Failure> {
        if front.day.is_none()
            && let Some((word, behind)) = self.first_day(text)
        {
            front.day = Some((self.day(&word)?, word));
            return Ok(Some(behind));
        }
        if front.span.is_none()
            && let Some((word, behind)) = first_span(text)
        {
            front.span = Some((self.span(&word)?, word));
            return Ok(Some(behind));
        }
        if front.assignee.is_none()
            && let Some((name, behind)) = self.first_name(text)
        {
            front.assignee = Some((self.assignee(name)?, name.to_owned()));
            return Ok(Some(behind));
        }
        Ok(None)
    }

    /// Refuses a title that begins with what is likely a mistyped day, time or name, where one may still be said.
    fn check_first_word(&self, rest: &str, (day, span, who): (bool, bool, bool), is_list: bool) -> Result<(), Failure> {
        let (word, behind) = first_word(rest);
        if (day && spoken::looks_like_day(word)) || (span && spoken::looks_like_time(word)) {
            let failure = Failure::usage(Text::of(|lang| say::not_understood(lang, word)));
            return Err(failure.hint(Text::of(say::not_understood_hint)));
        }
        // 下周 is a week, and no day.
        if day && !word.is_ascii() && parse_range(word, self.today, Lean::Forward).is_ok() {
            self.day(word)?;
        }
        // A word nobody knows in front of a day or a time is a mistyped one: titles do not stand before them.
        if is_list && ((day && self.first_day(behind).is_some()) || (span && first_span(behind).is_some())) {
            let failure = Failure::usage(Text::of(|lang| say::not_in_front(lang, word)));
            return Err(failure.hint(Text::of(say::not_in_front_hint)));
        }
        if is_list && who && !behind.is_empty() {
            self.check_is_no_name(word)?;
        }
        Ok(())
    }

    /// The day that a text begins with, and what follows: a word, `next mon`, or what a time is glued to.
    fn first_day<'t>(&self, text: &'t str) -> Option<(String, &'t str)> {
        let (word, behind) = first_word(text);
        let (second, behind_both) = first_word(behind);
        let both = format!("{word} {second}");
        if !second.is_empty() && is_day(&both, self.today) {
            return Some((both, behind_both));
        }
        if is_day(word, self.today) {
            return Some((word.to_owned(), behind));
        }
        let text = text.trim_start_matches(is_gap);
        let glued = word.char_indices().take(LONGEST_DAY).skip(1).find(|(at, _)| {
            let (day, time) = word.split_at(*at);
            // 12-109:00 may be two things.
            let ends_in_digit = day.chars().next_back().is_some_and(|c| plain_char(c).is_ascii_digit());
            !ends_in_digit && is_day(day, self.today) && spoken::span(time).is_some()
        });
        glued.map(|(at, _)| (word[..at].to_owned(), &text[at..]))
    }

    /// Refuses the first of several words of a title that is much like a name: it is taken for a mistyped one.
    fn check_is_no_name(&self, word: &str) -> Result<(), Failure> {
        match nearest(word, self.checklist.everybody()) {
            Some(near) => Err(Failure::usage(Text::of(|lang| say::no_such_person(lang, word)))
                .hint(Text::of(|lang| say::perhaps(lang, near)))),
            None => Ok(()),
        }
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

/// What stands in front of a title, each with the words that say it.
#[derive(Default)]
struct Front {
    day: Option<(Day, String)>,
    span: Option<(Span, String)>,
    assignee: Option<(String, String)>,
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

/// The first word of a text, and what follows: words are parted by blanks, and by commas as people put them.
fn first_word(text: &str) -> (&str, &str) {
    let text = text.trim_start_matches(is_gap);
    let (word, behind) = text.split_at(text.find(is_gap).unwrap_or(text.len()));
    (word, behind.trim_start_matches(is_gap))
}

fn is_gap(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | '，' | '、')
}

/// The time or span that a text begins with, in digits, and what follows; a part of the day may stand before it.
fn first_span(text: &str) -> Option<(String, &str)> {
    let (word, behind) = first_word(text);
    if spoken::is_part_of_day(word) {
        let (time, behind) = first_word(behind);
        return spoken::span(&format!("{word}{time}")).map(|span| (span, behind));
    }
    spoken::span(word).map(|span| (span, behind))
}

/// Whether words can only mean a day, though it may be none that comes.
fn is_day(word: &str, today: Day) -> bool {
    !word.starts_with(['-', '－']) && !matches!(parse_day(word, today, Lean::Forward), Err(DayWordError::Unknown))
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
                let parts = [day, span, said.assignee, Some(format!("“{}”", said.title))];
                parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
            }
            Err(failure) => failure.text.in_lang(Lang::En).to_owned(),
        }
    }

    #[test]
    fn a_line_says_when_and_who_before_it_says_what() {
        let check = |line: &str, expected: &str| assert_eq!(read(line, &Said::default(), true), expected, "{line}");
        check("关键词模板", "“关键词模板”");
        check("明天 09:00 小李 关键词模板", "2026-11-24 09:00 小李 “关键词模板”");
        check("小李 09:00 明天 关键词模板", "2026-11-24 09:00 小李 “关键词模板”");
        check("明天，０９：００－１０：００，小李：关键词模板", "2026-11-24 09:00-10:00 小李 “关键词模板”");
        check("11-28 13:30- 助理 发货", "2026-11-28 13:30- assistant “发货”");
        check("-18:00 operator  上新   10 款", "-18:00 operator “上新 10 款”");
        check("mon 小张 发货", "2026-11-23 小张 “发货”");
        check("标题里的 09:00 和明天", "\"标题里的\" is no day, no time and nobody the checklist names");
        // What is said once is not said again; the rest is the title.
        check("明天 明天 发货", "2026-11-24 “明天 发货”");
        check("09:00 10:00 开会", "09:00 “10:00 开会”");
        check("小李 小王 的图", "小李 “小王 的图”");
        check("主图：换背景", "“主图：换背景”");
        check("小李，把图换掉，明天看效果", "小李 “把图换掉，明天看效果”");
    }

    #[test]
    fn days_and_times_are_read_as_they_are_said() {
        let check = |line: &str, expected: &str| {
            assert_eq!(read(line, &Said::default(), true), expected, "{line}");
            assert_eq!(read(line, &Said::default(), false), expected, "{line}");
        };
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
    }

    #[test]
    fn what_looks_like_a_day_or_a_time_is_no_title() {
        let check = |line: &str, expected: &str| {
            assert_eq!(read(line, &Said::default(), true), expected, "{line}");
            assert_eq!(read(line, &Said::default(), false), expected, "{line}");
        };
        let not = |word: &str| format!("\"{word}\" looks like a day or a time, but is none that is understood");
        check("9点开会", &not("9点开会"));
        check("明天 9:00开会", &not("9:00开会"));
        check("15号 发货", &not("15号"));
        check("2026-11-24-25 发货", &not("2026-11-24-25"));
        check("下周 发货", "\"下周\" is not a day");
        check("13月1日 发货", "there is no such date as 13月1日");
        check("tomorrow", "there is no title");
        check("400电话 打一遍", "“400电话 打一遍”");
        check("3-5款上新", "“3-5款上新”");
    }

    #[test]
    fn what_is_likely_mistyped_is_refused() {
        let check = |line: &str, expected: &str| assert_eq!(read(line, &Said::default(), true), expected, "{line}");
        check("明天 小李", "there is no title");
        check("昨天 换主图", "2026-11-22 has gone by; a one-off is for today or later");
        check("2026-02-30 换主图", "there is no such date as 2026-02-30");
        check("25:00 换主图", "there is no time \"25:00\"");
        check("10:00-09:00 换主图", "\"10:00-09:00\" ends before it begins");
        check("小里 换主图", "there is no person or role \"小里\"");
        check("@小赵 换主图", "there is no person or role \"小赵\"");
        check("下下周 09:00 换主图", "\"下下周\" is no day, no time and nobody the checklist names");
        check("小钱 明天 换主图", "\"小钱\" is no day, no time and nobody the checklist names");
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
    }

    #[test]
    fn what_was_given_stands_unless_a_line_may_say_otherwise() {
        let given = Said { day: Day::from_ymd_opt(2026, 11, 25), ..Said::default() };
        assert_eq!(read("明天 换主图", &given, true), "2026-11-24 “换主图”");
        assert_eq!(read("明天 换主图", &given, false), "--on says one thing, \"明天\" another");
        assert_eq!(read("周三 换主图", &given, false), "2026-11-25 “换主图”");
        assert_eq!(read("09:00 换主图", &given, false), "2026-11-25 09:00 “换主图”");
    }
}
