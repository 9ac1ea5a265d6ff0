//! The words of a one-off: `[DAY] [TIME] [WHO] TITLE`, the leading ones in any order, each left out as one likes.

use crate::app::Failure;
use crate::calendar::{Day, DayWordError, Lean, parse_day};
use crate::checklist::{Checklist, Span, nearest, parse_span};
use crate::commands::{adding, target};
use crate::language::{Text, say};
use std::collections::HashSet;

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
        target::coming_day(text, self.today)
    }

    /// `09:00`, `09:00-10:00`, `13:30-`, `-18:00`.
    pub fn span(&self, text: &str) -> Result<Span, Failure> {
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
        let people: Vec<&str> = self.checklist.people().collect();
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
        let person = || self.checklist.people().chain([self.me]).find(|person| *person == word);
        role.map(|role| role.id.as_str()).or_else(person).map(str::to_owned)
    }

    /// Reads a text. `given` holds for what it leaves out; what that says already is not looked for, unless the line of
    /// a list may say `otherwise`.
    pub fn said(&self, text: &str, given: &Said, otherwise: bool) -> Result<Said, Failure> {
        let may_say = |is_given: bool| otherwise || !is_given;
        let mut day = may_say(given.day.is_some());
        let mut span = may_say(given.span.is_some());
        let mut who = may_say(given.assignee.is_some());
        let mut said = given.clone();
        let mut rest = text;
        loop {
            let (word, behind) = first_word(rest);
            let (name, behind_name) = self.first_name(rest);
            if day && is_day(word, self.today) {
                (said.day, day, rest) = (Some(self.day(word)?), false, behind);
            } else if span && is_span(word) {
                (said.span, span, rest) = (Some(self.span(word)?), false, behind);
            } else if who && name.is_some() {
                (said.assignee, who, rest) = (name.map(|name| self.assignee(name)).transpose()?, false, behind_name);
            } else {
                // A word nobody knows in front of a day or a time is a mistyped one: titles do not stand before them.
                let next = first_word(behind).0;
                if otherwise && ((day && is_day(next, self.today)) || (span && is_span(next))) {
                    return Err(Failure::usage(Text::of(|lang| say::not_in_front(lang, word)))
                        .hint(Text::of(say::not_in_front_hint)));
                }
                if otherwise && who && !behind.is_empty() {
                    self.check_is_no_name(word)?;
                }
                return Ok(Said { title: adding::title(rest, say::title_missing)?, ..said });
            }
        }
    }

    /// Refuses the first of several words of a title that is much like a name: it is taken for a mistyped one.
    fn check_is_no_name(&self, word: &str) -> Result<(), Failure> {
        match nearest(word, self.checklist.people()) {
            Some(near) => Err(Failure::usage(Text::of(|lang| say::no_such_person(lang, word)))
                .hint(Text::of(|lang| say::perhaps(lang, near)))),
            None => Ok(()),
        }
    }

    /// The person or role that a text begins with, and what follows: a word, or what stands before a colon.
    fn first_name<'t>(&self, text: &'t str) -> (Option<&'t str>, &'t str) {
        let (word, behind) = first_word(text);
        if let Some(name) = word.strip_prefix(['@', '＠']).filter(|name| !name.is_empty()) {
            return (Some(name), behind);
        }
        let (name, behind) = match text.find([':', '：']).map(|at| text.split_at(at)) {
            Some((name, rest)) if self.who(name).is_some() => (name, rest.trim_start_matches([':', '：'])),
            _ => (word, behind),
        };
        (Some(name).filter(|name| self.who(name).is_some()), behind)
    }
}

/// The first word of a text, and what follows: words are parted by blanks, and by commas as people put them.
fn first_word(text: &str) -> (&str, &str) {
    let is_gap = |c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、');
    let text = text.trim_start_matches(is_gap);
    let (word, behind) = text.split_at(text.find(is_gap).unwrap_or(text.len()));
    (word, behind.trim_start_matches(is_gap))
}

/// Whether a word can only mean a day, though it may be none that comes.
fn is_day(word: &str, today: Day) -> bool {
    !word.starts_with(['-', '－']) && !matches!(parse_day(word, today, Lean::Forward), Err(DayWordError::Unknown))
}

/// Whether a word can only mean a time or a span: digits and colons, with a dash between or on one side.
fn is_span(word: &str) -> bool {
    let plain = crate::calendar::plain_time(word);
    plain.contains(':')
        && plain.split('-').all(|side| {
            side.is_empty() || side.split_once(':').is_some_and(|(hour, minute)| are_digits(hour) && are_digits(minute))
        })
}

fn are_digits(text: &str) -> bool {
    (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
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
[[site]]
id = "flagship"
people = { operator = "小王", assistant = "小李" }
[[site]]
id = "outlet"
people = { operator = "小王", assistant = "小陈" }
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
        check("@欧阳 换主图", "known are: 运营, 助理, 小王, 小李, 小陈");
        check("@小赵 换主图", "did you mean: 小李");
    }

    #[test]
    fn what_was_given_stands_unless_a_line_may_say_otherwise() {
        let given = Said { day: Day::from_ymd_opt(2026, 11, 25), ..Said::default() };
        assert_eq!(read("明天 换主图", &given, true), "2026-11-24 “换主图”");
        assert_eq!(read("明天 换主图", &given, false), "2026-11-25 “明天 换主图”");
        assert_eq!(read("09:00 换主图", &given, false), "2026-11-25 09:00 “换主图”");
    }
}
