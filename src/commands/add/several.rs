//! Several people in one line: refused, with a line for each of them.

use super::people::speaks_of;
use super::places::or_title;
use super::words::{Known, Said, is_gap};
use crate::app::Failure;
use crate::language::{Text, say, text};

impl Known<'_> {
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
}

/// Returns the text after a word that joins two names. The word must be attached to both names or to neither: 小李
/// 和小周对账 is one name and a title.
pub(super) fn joined(text: &str) -> Option<&str> {
    if let Some(behind) = text.strip_prefix(['、', '，', ',', '&', '/', '+', '和', '跟', '与', '及', ';', '；'])
    {
        return Some(behind.trim_start()).filter(|behind| !behind.is_empty());
    }
    let word = text.trim_start();
    let behind = ["和", "跟", "与", "&", "+", "and"].iter().find_map(|sign| word.strip_prefix(*sign))?;
    (word.len() < text.len() && behind.starts_with(char::is_whitespace)).then(|| behind.trim_start())
}
