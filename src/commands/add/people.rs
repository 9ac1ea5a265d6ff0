//! Who a one-off is assigned to: a person or a role before or after its title.

use super::places::or_title;
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
    fn names(&self) -> impl Iterator<Item = &str> {
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

    /// Rejects several people before a title: 小周、小李, 小周和小李.
    pub(super) fn check_is_one_person(&self, before: &str, text: &str) -> Result<(), Failure> {
        let Some((names, behind)) = self.several_people(text) else { return Ok(()) };
        let said = text[..text.len() - behind.len()].trim_end();
        Err(self.not_one(said, names, |name| format!("{before}{name} {}", behind.trim_start_matches(is_gap))))
    }

    /// Like `check_is_one_person`, for people after a title.
    pub(super) fn check_is_one_at_end(&self, before: &str, text: &str) -> Result<(), Failure> {
        let text = text.trim_end();
        let mut splits =
            text.match_indices(char::is_whitespace).map(|(at, gap)| (&text[..at], &text[at + gap.len()..]));
        let found = splits.find_map(|(title, said)| match self.several_people(said)? {
            (names, "") => Some((title, said, names)),
            _ => None,
        });
        match found {
            Some((title, said, names)) if !speaks_of(title) => {
                Err(self.not_one(said, names, |name| format!("{before}{name} {title}")))
            }
            _ => Ok(()),
        }
    }

    /// Rejects a title that holds the task of another person: 王磊 换海报，小周 打包, @王磊 换海报 @小周 打包. `first` is
    /// the person in front.
    pub(super) fn check_is_of_one(&self, before: &str, first: Option<&str>, title: &str) -> Result<(), Failure> {
        let begins = |(at, sign): &(usize, &str)| {
            let is_marked = matches!(*sign, "@" | "＠");
            let (done, clause) = title.split_at(if is_marked { *at } else { at + sign.len() });
            let clause = clause.trim_start().trim_start_matches("然后").trim_start();
            let person = clause.trim_start_matches(['@', '＠']);
            let name = self.people().filter(|name| person.starts_with(*name)).max_by_key(|name| name.len())?;
            let behind = &person[name.len()..];
            let is_apart = behind.starts_with(|c: char| c.is_whitespace() || matches!(c, ':' | '：'));
            let is_glued = first.is_some() && name.chars().count() > 1 && !behind.starts_with(['的', '书']);
            let is_task = behind.contains(char::is_alphanumeric) && (is_apart || is_glued && joined(behind).is_none());
            let is_named = |text: &str| self.people().any(|name| text.ends_with(name));
            let is_front = !is_marked || first.is_some() && done.ends_with(is_gap);
            let done = done.trim_end_matches(|c: char| !c.is_alphanumeric());
            (is_task && is_front && !done.is_empty() && !is_named(done) && !speaks_of(done)).then_some((*at, name))
        };
        let signs = title.match_indices(['，', ',', '；', ';', '。', '@', '＠']).collect::<Vec<_>>();
        let others: Vec<(usize, &str)> = signs.iter().filter_map(begins).collect();
        let Some((end, _)) = others.first() else { return Ok(()) };
        let front = before.replacen(first.unwrap_or_default(), "", 1).replace(['@', '＠', ':', '：'], " ");
        let front: String = front.split_whitespace().map(|word| format!("{word} ")).collect();
        let ends = others.iter().skip(1).map(|(at, _)| *at).chain([title.len()]);
        let clauses = others.iter().zip(ends).map(|((from, _), to)| &title[*from..to]);
        let clauses = clauses.zip(&others).map(|(clause, (_, name))| {
            let (_, task) = clause.split_once(name).unwrap_or(("", clause));
            let task = task.trim_matches(|c| is_gap(c) || "。:：".contains(c));
            format!("{front}{name} {task}")
        });
        let lines = [format!("{before}{}", title[..*end].trim_end())].into_iter().chain(clauses).collect();
        let names: Vec<&str> = others.iter().map(|(_, name)| *name).collect();
        Err(self.split_up(text::several_tasks(names.join("、")), lines))
    }

    /// Returns the title after the first person. Rejects a second person, before or after the title: 小李 小周 理货,
    /// 小李 理货 小周.
    pub(super) fn without_second<'t>(&self, before: &str, first: &str, rest: &'t str) -> Result<&'t str, Failure> {
        let in_front = self.first_name(rest).filter(|(name, behind)| {
            self.people().any(|person| person == *name) && !behind.is_empty() && !behind.starts_with('的')
        });
        let Some((second, title)) = in_front.or_else(|| self.name_at_end(rest)) else { return Ok(rest) };
        if second == first {
            return Ok(title);
        }
        let words = |name: &str| format!("{}{title}", before.replacen(first, name, 1));
        Err(or_title(self.not_one(&format!("{first} {second}"), vec![first, second], words)))
    }

    /// Rejects two people after a title, 理货 小李 小周, and a person after a single English word, who may be the
    /// object of that word: `email Ann`.
    pub(super) fn check_is_for_one(
        &self,
        before: &str,
        rest: &str,
        (name, title): (&str, &str),
    ) -> Result<(), Failure> {
        if let Some((first, title)) = self.name_at_end(title) {
            let said = format!("{first} {name}");
            return Err(self.not_one(&said, vec![first, name], |name| format!("{before}{name} {title}")));
        }
        let is_verb = title.chars().all(|c| c.is_ascii_alphabetic()) && rest.ends_with(&format!("{title} {name}"));
        if is_verb { Err(self.for_or_about(name, &format!("{before}{name} {title}"), (before, rest))) } else { Ok(()) }
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
    fn for_or_about(&self, name: &str, line: &str, (before, title): (&str, &str)) -> Failure {
        let as_title = match self.command {
            Some(line) => line.clone().words(before.split_whitespace()).option("title", title).to_string(),
            None => format!("{before}-- {title}"),
        };
        Failure::usage(text::for_or_about(name)).hint(text::for_or_about_hint(name, self.instead(line), as_title))
    }

    fn not_one(&self, said: &str, names: Vec<&str>, words: impl Fn(&str) -> String) -> Failure {
        self.split_up(text::several_people(said), names.into_iter().map(words).collect())
    }

    /// Returns an error with a line for each person or task.
    fn split_up(&self, text: Text, lines: Vec<String>) -> Failure {
        let failure = Failure::usage(text);
        let trial = self.trial();
        if self.is_trial || lines.iter().any(|line| trial.said(line, &Said::default(), true).is_err()) {
            return failure.hint(text::several_said_hint());
        }
        let each: Vec<String> = lines.iter().map(|line| self.instead(line)).collect();
        failure.hint(Text::of(|lang| say::several_days_hint_each(lang, each.join(&say::list_comma(lang)))))
    }

    /// Splits several joined names from the start of a text; `None` if there are fewer than two.
    fn several_people<'t>(&self, text: &'t str) -> Option<(Vec<&'t str>, &'t str)> {
        let (mut names, mut rest) = (Vec::new(), text);
        loop {
            let unmarked = rest.trim_start_matches(['@', '＠']);
            let length = self.names().filter(|name| unmarked.starts_with(*name)).map(str::len).max()?;
            names.push(&unmarked[..length]);
            rest = &unmarked[length..];
            match joined(rest) {
                Some(behind) => rest = behind,
                None => break,
            }
        }
        let is_over = rest.is_empty() || rest.starts_with(|c: char| is_gap(c) || matches!(c, ':' | '：'));
        (names.len() > 1 && is_over).then_some((names, rest))
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

/// Returns the text after a word that joins two names. The word must be attached to both names or to neither: 小李
/// 和小周对账 is one name and a title.
fn joined(text: &str) -> Option<&str> {
    if let Some(behind) = text.strip_prefix(['、', '，', ',', '&', '/', '+', '和', '跟', '与', '及', ';', '；'])
    {
        return Some(behind.trim_start()).filter(|behind| !behind.is_empty());
    }
    let word = text.trim_start();
    let behind = ["和", "跟", "与", "&", "+", "and"].iter().find_map(|sign| word.strip_prefix(*sign))?;
    (word.len() < text.len() && behind.starts_with(char::is_whitespace)).then(|| behind.trim_start())
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
