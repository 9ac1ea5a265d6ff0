//! Who a one-off is assigned to: a person or a role before or after its title.

use super::several::joined;
use super::words::{Known, Said, is_gap};
use crate::app::Failure;
use crate::calendar::{Lean, PhraseError, PhraseFault, lead};
use crate::checklist::sounds_like;
use crate::commands::whose::near_name;
use crate::language::{Text, is_visible, say, text};
use std::collections::HashSet;

impl Known<'_> {
    /// Finds a role by id or title, or a person. If the checklist names no people, accepts any name.
    pub fn assignee(&self, text: &str) -> Result<String, Failure> {
        let name = text.trim();
        if let Some(known) = self.who(name) {
            return Ok(known);
        }
        let people: Vec<&str> = self.checklist.everybody().collect();
        if !is_visible(name) {
            return Err(Failure::usage(text::empty_option("--for")));
        }
        if people.is_empty() {
            return Ok(name.to_owned());
        }
        let near = near_name(name, &people);
        let mut names: Vec<&str> = self.checklist.roles.iter().map(|role| role.title.as_str()).chain(people).collect();
        // A person who works at several sites is listed once, at the first position.
        let mut named = HashSet::new();
        names.retain(|name| named.insert(*name));
        Err(Failure::usage(text::no_such_person(name)).hint(Text::of(|lang| match near {
            Some(near) => say::perhaps(lang, near),
            None => say::known_people(lang, names.join(&say::list_comma(lang))),
        })))
    }

    /// Rejects a day or a time after `@`, where any name would be accepted: @明天.
    pub(super) fn check_is_no_day(&self, name: &str) -> Result<(), Failure> {
        let is_day = || matches!(lead(name, self.today, Lean::Forward), Ok(Some(_)));
        if self.who(name).is_some() || !is_day() {
            return Ok(());
        }
        Err(Failure::usage(text::no_such_person(name)).hint(text::not_in_front_hint()))
    }

    /// Returns the role's id or the person that a word names exactly.
    fn who(&self, word: &str) -> Option<String> {
        let is_meant = |id: &str, title: &str| id == word || title == word;
        let role = self.checklist.roles.iter().find(|role| is_meant(&role.id, &role.title));
        let person = || self.checklist.everybody().chain([self.me]).find(|person| *person == word);
        role.map(|role| role.id.as_str()).or_else(person).map(str::to_owned)
    }

    /// Returns the ids and titles of all roles and the names of all people.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        let roles = self.checklist.roles.iter().flat_map(|role| [role.id.as_str(), role.title.as_str()]);
        roles.chain(self.people())
    }

    pub(super) fn people(&self) -> impl Iterator<Item = &str> {
        self.checklist.everybody().chain([self.me]).filter(|name| !name.is_empty())
    }

    /// Rejects a title that begins with a shop followed by a day, a time or a person, with a word that is probably a
    /// mistyped name, or with an unknown word followed by a day or a time.
    pub(super) fn check_first_word(&self, before: &str, rest: &str, is_of_nobody: bool) -> Result<(), Failure> {
        if let Some((site, name, behind)) = self.site_in_front(rest)
            && self.has_front(behind)
        {
            let failure = Failure::usage(text::not_in_front(name));
            let Some(line) = self.command.map(|line| line.clone().option("site", site)) else {
                return Err(failure.hint(text::site_in_list_hint(name, format!("--site {site}"))));
            };
            let words = format!("{before}{behind}");
            // The rest of the line may have an error of its own, which is reported first: 特卖店：明天盘点.
            Known { command: Some(&line), ..*self }.said(&words, &Said::default(), true)?;
            return Err(failure.hint(text::site_in_front_hint(line.words(words.split_whitespace()))));
        }
        self.check_no_bidding(before, rest, is_of_nobody)?;
        let (word, behind) = first_word(rest);
        if is_of_nobody && !behind.is_empty() {
            // The mistyped name may have two words: will may.
            self.check_is_unlike(&rest[..rest.len() - first_word(behind).1.len()])?;
            self.check_is_unlike(word)?;
        }
        // The day must not be a person's name: 盘点 周一鸣.
        let is_person_behind = self.first_name(behind).is_some();
        let is_day_behind = || match lead(behind, self.today, Lean::Forward) {
            Ok(found) => found.is_some(),
            // These words are common in titles: 复盘 每天 数据.
            Err(error) => !matches!(error.kind, PhraseFault::Vague | PhraseFault::Repeated | PhraseFault::FromNow),
        };
        if is_of_nobody && self.may_be_a_name(word) && !is_person_behind && is_day_behind() {
            // 换海报，今天必须完成 is no person and a day.
            let day = lead(behind, self.today, Lean::Forward).map_err(|error| error.said);
            let text = match day {
                Err(day) if rest[word.len()..].starts_with(['，', ',', '；', ';']) => text::day_behind(day),
                _ => text::not_in_front(word),
            };
            return Err(Failure::usage(text).hint(text::not_in_front_hint()));
        }
        // A day may be attached to the word: 小钱明天 交图.
        let glued = self.day_behind(word).filter(|it| it.is_read && self.may_be_a_name(it.title));
        if let Some(name) = glued.map(|it| it.title).filter(|_| is_of_nobody && !behind.is_empty()) {
            return Err(Failure::usage(text::not_in_front(name)).hint(text::not_in_front_hint()));
        }
        if is_of_nobody && !behind.is_empty() && !is_of_time(word) {
            self.check_is_no_name(word)?;
        }
        Ok(())
    }

    /// Rejects a day or a time after a reminder or a request, or after the person who is asked: 记得明天结账, 让小李明天拍视频.
    fn check_no_bidding<'t>(&self, before: &str, rest: &'t str, is_of_nobody: bool) -> Result<(), Failure> {
        const REMINDERS: [&str; 6] = ["记得", "别忘了", "别忘", "务必", "麻烦", "千万"];
        const REQUESTS: [&str; 11] = ["让", "叫", "请", "安排", "派", "给", "提醒", "催", "盯", "喊", "通知"];
        let strip =
            |text: &'t str, words: &[&str]| words.iter().find_map(|word| text.strip_prefix(word)).map(str::trim_start);
        let reminded = strip(rest, &REMINDERS);
        let asked = strip(reminded.unwrap_or(rest), &REQUESTS);
        let mut names: Vec<&str> = Vec::new();
        let mut dated = asked.or(reminded).unwrap_or(rest);
        while let Some(name) = self.people().filter(|name| dated.starts_with(*name)).max_by_key(|name| name.len()) {
            names.push(name);
            dated = &dated[name.len()..];
            dated = joined(dated).unwrap_or(dated).trim_start();
        }
        if reminded.is_none() && (asked.is_none() || names.is_empty()) {
            return Ok(());
        }
        let name = names.join(" ");
        let bare = reminded.unwrap_or(rest);
        let (requests, bidding) = bare.split_at(bare.len() - asked.unwrap_or(bare).len());
        // 让小周 says whose the task is, 通知小周 is the task.
        let is_delegated = REQUESTS[..5].contains(&requests.trim_end());
        let is_told = requests.trim_end() == "通知";
        let (day, title) = match lead(dated, self.today, Lean::Forward) {
            Ok(Some(found)) => (found.said.to_owned(), found.rest.trim_start().to_owned()),
            Err(PhraseError { said, kind: PhraseFault::Glued(_, title) }) => (said, title),
            _ if is_of_nobody && is_delegated && names.len() == 1 && dated.contains(char::is_alphanumeric) => {
                return Err(self.for_or_about(&name, &format!("{before}{name} {dated}"), (before, rest)));
            }
            _ => return Ok(()),
        };
        let moved = match is_told {
            true => format!("{before}{day} {requests}{}{title}", &bidding[..bidding.len() - dated.len()]),
            false => format!("{before}{name} {day} {title}"),
        };
        let is_read = self.trial().said(moved.trim_start(), &Said::default(), true).is_ok();
        Err(Failure::usage(text::day_behind(&day)).hint(match is_read {
            true => text::day_behind_hint(self.instead(moved.trim_start())),
            false => text::not_in_front_hint(),
        }))
    }

    /// Whether an unknown word before a day looks like a name; the first word of a title is rarely followed by a day.
    fn may_be_a_name(&self, word: &str) -> bool {
        let is_capital = |name: &str| name.starts_with(|c: char| c.is_ascii_uppercase());
        if word.is_ascii() {
            return is_capital(word) && self.checklist.everybody().any(is_capital);
        }
        word.chars().count() <= LONGEST_NAME
    }

    /// Rejects the first word of a title if it is close to a known name, and so probably mistyped.
    fn check_is_no_name(&self, word: &str) -> Result<(), Failure> {
        // `Due` is not a mistyped `Sue`.
        if word.is_ascii() && word.len() < 4 {
            return Ok(());
        }
        // 小红书 is not a mistyped 小红.
        let is_longer = |name: &&str| !(word.starts_with(*name) || name.starts_with(word));
        let names: Vec<&str> = self.checklist.everybody().filter(is_longer).collect();
        match near_name(word, &names) {
            Some(near) => Err(Failure::usage(text::no_such_person(word)).hint(text::perhaps_title(near))),
            None => Ok(()),
        }
    }

    /// Rejects a word that is a known name in another spelling: xiaoli, jose.
    pub(super) fn check_is_unlike(&self, word: &str) -> Result<(), Failure> {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        match self.checklist.everybody().find(|name| *name != word && sounds_like(name, word)) {
            Some(near) => Err(Failure::usage(text::no_such_person(word)).hint(text::perhaps_title(near))),
            None => Ok(()),
        }
    }

    /// Rejects a title that ends with a known name in another spelling: count jose.
    pub(super) fn check_no_name_behind(&self, rest: &str) -> Result<(), Failure> {
        // A name has at most two words.
        let gaps = rest.char_indices().rev().filter(|(_, c)| is_gap(*c)).map(|(at, _)| rest.split_at(at));
        let gaps: Vec<_> = gaps.take(2).collect();
        gaps.into_iter()
            .rev()
            .try_for_each(|(title, word)| if speaks_of(title) { Ok(()) } else { self.check_is_unlike(word) })
    }

    /// Rejects a role's id that may also be a word of an English title: `help customers`.
    pub(super) fn check_is_no_word(&self, before: &str, rest: &str) -> Result<(), Failure> {
        let (word, title) = rest.split_once(' ').unwrap_or_default();
        let is_id = self.checklist.role(word).is_some_and(|role| role.title != word);
        let is_title = || title.starts_with(|c: char| c.is_ascii_alphabetic());
        if !is_id || !is_title() || self.has_front(title) {
            return Ok(());
        }
        Err(self.for_or_about(word, &format!("{before}@{rest}"), (before, rest)))
    }

    /// Returns the error that asks whether the one-off is for someone or about them.
    pub(super) fn for_or_about(&self, name: &str, line: &str, (before, title): (&str, &str)) -> Failure {
        let as_title = match self.command {
            Some(line) => line.clone().words(before.split_whitespace()).option("title", title).to_string(),
            None => format!("{before}-- {title}"),
        };
        Failure::usage(text::for_or_about(name)).hint(text::for_or_about_hint(name, self.instead(line), as_title))
    }

    /// Rejects a title attached to a person's name: 小周拍图, 拍图小周. Otherwise the one-off would be nobody's.
    pub(super) fn check_no_name_glued(&self, before: &str, rest: &str) -> Result<(), Failure> {
        let people = || self.people().filter(|name| name.chars().count() > 1);
        let is_apart = |name: &str, c: Option<char>| c.is_none_or(|c| is_gap(c) || name.is_ascii() && c.is_ascii());
        // In 小周的图 and 小红书, the name is part of the title.
        let in_front = people().find_map(|name| {
            let behind = rest.strip_prefix(name)?;
            (!behind.starts_with(['的', '书']) && !is_apart(name, behind.chars().next())).then_some((name, behind))
        });
        let behind = || {
            let rest = rest.trim_end_matches(|c: char| !c.is_alphanumeric());
            let (name, title) = people().find_map(|name| Some((name, rest.strip_suffix(name)?)))?;
            let is_spoken_of = SPEAKS_OF.iter().chain(&SPEAKS_TO).any(|word| title.ends_with(word));
            (!is_spoken_of && !is_apart(name, title.chars().next_back())).then_some((name, title))
        };
        let Some((name, title)) = in_front.or_else(behind) else { return Ok(()) };
        // 小周【急】打包 keeps its brackets.
        let title = title.trim_start_matches(|c: char| !c.is_alphanumeric() && !"【[（(「『“".contains(c));
        let title = title.trim_end_matches(|c: char| !c.is_alphanumeric() && !"】]）)」』”".contains(c));
        let moved = format!("{before}{name} {title}");
        self.trial().said(&moved, &Said::default(), true)?;
        Err(Failure::usage(text::name_glued(name)).hint(text::day_behind_hint(self.instead(&moved))))
    }

    /// Finds a known person at the end of a text, also in brackets. Returns the name and the text before it; `None`
    /// after a word of `SPEAKS_OF` or `SPEAKS_TO`.
    pub(super) fn name_at_end<'t>(&self, text: &'t str) -> Option<(&'t str, &'t str)> {
        let text = text.trim_end_matches(|c| is_gap(c) || "。.！!~～".contains(c));
        let inside = text.strip_suffix([')', '）', '】']);
        let text = inside.unwrap_or(text);
        let name = self.people().filter(|name| text.ends_with(*name)).max_by_key(|name| name.len())?;
        let (title, name) = text.split_at(text.len() - name.len());
        let unmarked = title.strip_suffix(['@', '＠']).unwrap_or(title);
        let apart = if inside.is_some() { unmarked.strip_suffix(['(', '（', '【'])? } else { unmarked };
        let title = apart.trim_end_matches(|c| is_gap(c) || "—–".contains(c));
        let title = title.strip_suffix(" -").unwrap_or(title).trim_end();
        let is_apart = inside.is_some() || title.len() < apart.len();
        (is_apart && !title.is_empty() && !speaks_of(title)).then_some((name, title))
    }

    /// Finds the person or role at the start of a text: the longest known name, which may have several words, or any
    /// word after `@`. Returns the name and the text after it.
    pub(super) fn first_name<'t>(&self, text: &'t str) -> Option<(&'t str, &'t str)> {
        let text = text.trim_start_matches(is_gap);
        let marked = text.strip_prefix(['@', '＠']);
        let text = marked.unwrap_or(text);
        let ends = |c: char| is_gap(c) || matches!(c, ':' | '：');
        // A day may directly follow a name: 小王明天.
        let begins_day = |rest: &str| {
            !rest.starts_with(|c: char| c.is_ascii_alphabetic())
                && !matches!(lead(rest, self.today, Lean::Forward), Ok(None))
        };
        let is_over = |rest: &str| rest.is_empty() || rest.starts_with(ends) || begins_day(rest);
        let is_in_front = |name: &&str| text.strip_prefix(*name).is_some_and(is_over);
        if let Some(known) = self.names().filter(is_in_front).max_by_key(|name| name.len()) {
            let (name, behind) = text.split_at(known.len());
            return Some((name, behind.trim_start_matches(ends)));
        }
        marked.map(first_word).filter(|(name, _)| !name.is_empty())
    }
}

/// Whether a text ends with a word after which a name belongs to the title.
pub(super) fn speaks_of(text: &str) -> bool {
    let last = text.rsplit(is_gap).next().unwrap_or(text).to_lowercase();
    SPEAKS_OF.iter().chain(&SPEAKS_TO).any(|word| *word == last)
}

/// Whether a word is a number with a unit of time: 一周.
fn is_of_time(word: &str) -> bool {
    let unit = word.trim_start_matches(|c: char| c.is_numeric() || "零一二两三四五六七八九十几半个".contains(c));
    unit.len() < word.len() && ["天", "日", "周", "星期", "月", "季", "季度", "年", "小时", "分钟"].contains(&unit)
}

/// Maximum length of a Chinese name, in characters.
const LONGEST_NAME: usize = 5;

/// Words that make a name after them part of the title: `call Ann` is not a task for Ann.
const SPEAKS_OF: [&str; 26] = [
    "to", "for", "with", "from", "by", "and", "of", "or", "ask", "call", "tell", "help", "about", "via", "给", "找",
    "帮", "和", "跟", "与", "问", "叫", "替", "教", "催", "及",
];

/// Chinese verbs after which a name belongs to the title, even without a gap.
const SPEAKS_TO: [&str; 40] = [
    "联系", "通知", "提醒", "回复", "告诉", "转告", "转给", "对接", "配合", "等", "让", "请", "由", "陪", "约", "接",
    "向", "对", "送", "为", "从", "到", "查", "看", "培训", "面试", "考核", "表扬", "批评", "辅导", "指导", "协助",
    "帮助", "请教", "询问", "交接", "拜访", "看望", "感谢", "祝贺",
];

/// Splits a text into its first word and the text after that word.
fn first_word(text: &str) -> (&str, &str) {
    let (word, behind) = text.split_at(text.find(is_gap).unwrap_or(text.len()));
    (word, behind.trim_start_matches(is_gap))
}
