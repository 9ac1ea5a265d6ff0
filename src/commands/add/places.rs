//! Reads days, times and names that are not in front of a title: in table cells, after the title, or in brackets.

use super::people::speaks_of;
use super::words::{Known, Said, is_gap};
use crate::app::Failure;
use crate::calendar::{Day, Lead, Lean, PhraseError, PhraseFault, lead, parse_range};
use crate::commands::adding::site_in;
use crate::commands::dates::AHEAD;
use crate::language::{Lang, Text, say, text};

impl Known<'_> {
    /// Rewrites a table row as a line in which the title comes last; `None` if the text is not a row or needs no
    /// rewriting.
    pub(super) fn row(&self, text: &str) -> Option<Result<String, Failure>> {
        let cells: Vec<&str> = text.split(['|', '\t']).map(str::trim).filter(|cell| !cell.is_empty()).collect();
        let is_front = |cell: &&str| matches!(self.front(cell), Ok((_, "")));
        let (front, rest): (Vec<&str>, Vec<&str>) = cells.iter().copied().partition(is_front);
        // A tab or a bar alone does not make a row: a title may contain a tab, or a shell command with a bar.
        let is_row = cells.len() > 1 && (text.starts_with('|') || !front.is_empty());
        // A row whose title already comes last is read like any other line.
        if !is_row || cells.starts_with(&front) && rest.len() == 1 && !text.ends_with('|') && !text.starts_with('|') {
            return None;
        }
        Some(match rest[..] {
            [title] => Ok([&front[..], &[title]].concat().join("，")),
            [] => Err(Failure::usage(text::title_missing())),
            // A cell that is two days, as 12/4, is more than an odd title.
            _ => Err(rest.iter().find_map(|cell| self.front(cell).err()).unwrap_or_else(|| {
                let failure = Failure::usage(text::row_not_read(rest.join(" | ")));
                failure.hint(text::not_in_front_hint())
            })),
        })
    }

    /// Finds the site that a text names.
    pub(super) fn site_in<'t>(&self, text: &'t str) -> Option<(&str, &'t str)> {
        site_in(self.checklist, text)
    }

    /// Finds a site's name at the start of a text. Returns the site's id, the name, and the text after it:
    /// 特卖店：换图, 【特卖店】换图.
    pub(super) fn site_in_front<'t>(&self, text: &'t str) -> Option<(&str, &'t str, &'t str)> {
        let is_sign = |c: char| !c.is_alphanumeric();
        let (site, name) = self.site_in(text)?;
        let behind = text.trim_start_matches(is_sign).strip_prefix(name)?;
        Some((site, name, behind.trim_start_matches(|c| is_sign(c) && !"@＠(（【[「“-".contains(c))))
    }

    /// Returns an error if a title ends with a day or a time. These belong before the title; otherwise the one-off
    /// would be added for today.
    pub(super) fn check_no_day_behind(
        &self,
        before: &str,
        rest: &str,
        given: &Said,
        otherwise: bool,
    ) -> Result<(), Failure> {
        self.check_no_day_in_name(rest)?;
        let Some(Behind { title, tail, .. }) = self.day_behind(rest) else { return Ok(()) };
        let moved = format!("{before}{tail} {title}");
        self.said(&moved, given, otherwise).map_err(or_title)?;
        let failure = Failure::usage(text::day_behind(tail));
        Err(failure.hint(text::day_behind_hint(self.instead(&moved))))
    }

    /// Splits a title before the longest ending that is a day or a time, or looks like one but cannot be read. No gap
    /// is needed: 交图周五前. `None` if the title is about the day, as in `plan for tomorrow`, or if the day is past,
    /// as in 复盘 昨天.
    pub(super) fn day_behind<'t>(&self, text: &'t str) -> Option<Behind<'t>> {
        let text = text.trim_end_matches(|c| is_gap(c) || "。.！!？?~～…".contains(c));
        let mut splits = text.char_indices().map(|(at, _)| text.split_at(at));
        let (title, tail, found) = splits.find_map(|(title, tail)| {
            let is_candidate = tail.len() <= LONGEST_TAIL
                && !tail.starts_with(is_gap)
                && may_end(title, tail)
                // The ending of a known name is not a day: 交图 李周五.
                && !self.people().any(|name| tail.len() < name.len() && text.ends_with(name));
            let inside = bracketed(tail).and_then(|(inside, behind)| behind.is_empty().then_some(inside));
            let tail = inside.unwrap_or(tail);
            let found = Some(tail).filter(|_| is_candidate).map(|tail| lead(tail, self.today, Lean::Forward))?;
            let is_number = |text: &str| text.chars().all(|c| c.is_ascii_digit() || c == '.');
            let is_all = match &found {
                Ok(Some(found)) => found.rest.is_empty(),
                Ok(None) => false,
                // A price such as 9.9 or a version such as 1.2 is not a day.
                Err(PhraseError { kind: PhraseFault::Dotted(..) | PhraseFault::Glued(..), .. }) => false,
                Err(error) => tail.ends_with(&error.said) && !is_number(tail),
            };
            // A name and a day may be in brackets: 交图（小周 周五前）.
            let is_front = inside.is_some() && matches!(self.trial().front(tail), Ok((front, "")) if front.has_day());
            (is_all || is_front).then_some((title, tail, found))
        })?;
        let is_gone = |day: Day| day < self.today;
        // In December, 复盘11月11日 is about the past November, not the next one.
        let is_far = |day: Day| (day - self.today).num_days() > AHEAD;
        let back = || lead(tail, self.today, Lean::Back).ok().flatten()?.day;
        let is_past = match &found {
            Ok(found) => found
                .as_ref()
                .and_then(|found| found.day)
                .is_some_and(|day| is_gone(day) || is_far(day) && back().is_some_and(is_gone)),
            // A period that has begun is what the title is about: 整理11月, 复盘本周.
            Err(_) => parse_range(tail, self.today, Lean::Forward)
                .is_ok_and(|days| days.first <= self.today || is_far(days.first)),
        };
        let title = title.trim_end_matches(|c| is_gap(c) || "-–—/:：".contains(c));
        // 会议改到周五 is about the meeting.
        let is_moved =
            tail.starts_with('到') && title.ends_with(['改', '推', '延', '移', '调', '挪', '迟', '前', '排']);
        let is_title = title.contains(char::is_alphanumeric) && !speaks_of(title) && !is_moved;
        (is_title && !is_past).then_some(Behind { title, tail, is_read: found.is_ok() })
    }

    /// Returns a known name that begins at the end of one text and continues in the next.
    fn name_across(&self, before: &str, behind: &str) -> Option<&str> {
        let is_across = |name: &str| {
            let mut splits = name.char_indices().skip(1).map(|(at, _)| name.split_at(at));
            splits.any(|(start, end)| before.ends_with(start) && behind.starts_with(end))
        };
        self.people().find(|name| is_across(name))
    }

    /// Returns an error for 盘点小周五, where the day may also be the end of a name.
    fn check_no_day_in_name(&self, text: &str) -> Result<(), Failure> {
        for text in [text, text.split(is_gap).next().unwrap_or_default()] {
            let across = Some(text).filter(|text| self.people().any(|name| text.contains(name)));
            let across =
                across.and_then(|text| self.day_behind(text)).and_then(|it| self.name_across(it.title, it.tail));
            if let Some(name) = across {
                return Err(Failure::usage(text::name_glued(name)).hint(text::not_in_front_hint()));
            }
        }
        Ok(())
    }

    /// Returns an error if a title holds a second task with a day or a time of its own, 催付，周日 对账, or a deadline in
    /// its middle, 改价要在周五前弄好.
    pub(super) fn check_is_one_task(&self, title: &str) -> Result<(), Failure> {
        let clauses = title.split(['，', '；', '。', ';']).chain(title.split("然后")).skip(1);
        let dated = clauses.map(str::trim).filter_map(|clause| self.day_and_more(clause));
        if let Some(day) = dated.into_iter().next() {
            return Err(Failure::usage(text::several_tasks(day)).hint(text::several_tasks_hint()));
        }
        let within = title.char_indices().skip(1).filter_map(|(at, _)| self.deadline_at(title, at)).next();
        match within {
            Some(day) => Err(Failure::usage(text::day_behind(day)).hint(text::not_in_front_hint())),
            None => Ok(()),
        }
    }

    /// Returns the day or time at the start of a clause, if a title follows it.
    fn day_and_more<'t>(&self, clause: &'t str) -> Option<&'t str> {
        let found = lead(clause, self.today, Lean::Forward).ok().flatten()?;
        (!found.rest.trim().is_empty()).then_some(found.said)
    }

    /// Returns the deadline that begins within a title and is followed by more of it: 周五前 in 周五前弄好.
    fn deadline_at<'t>(&self, title: &'t str, at: usize) -> Option<&'t str> {
        let (before, text) = title.split_at(at);
        let is_hanzi = |c: char| !c.is_ascii() && c.is_alphabetic();
        if !before.ends_with(is_hanzi) || !may_end(before, text) {
            return None;
        }
        let Err(PhraseError { said, kind: PhraseFault::Glued(..) }) = lead(text, self.today, Lean::Forward) else {
            return None;
        };
        let is_deadline =
            ["前", "截止", "内"].iter().any(|word| said.ends_with(word)) && !text[said.len()..].starts_with('的');
        is_deadline.then(|| &text[..said.len()])
    }

    /// Reads the text in brackets: `Some(Some)` for a day or a time, `Some(None)` for a name, `None` for anything else.
    /// A day or a time that cannot be read is an error.
    pub(super) fn in_brackets<'t>(&self, inside: &'t str) -> Result<Option<Option<Lead<'t>>>, Failure> {
        let found = match lead(inside, self.today, Lean::Forward) {
            // The day is part of a title: 【周五例会】资料.
            Err(PhraseError { kind: PhraseFault::Glued(..), .. }) => None,
            Err(error) => return Err(Failure::usage(error.text()).hint(error.help())),
            Ok(found) => found,
        };
        let is_name = || matches!(self.first_name(inside), Some((_, "")));
        Ok(match found {
            Some(found) => found.rest.trim().is_empty().then_some(Some(found)),
            None => is_name().then_some(None),
        })
    }

    /// Whether a day or a time is directly followed by a name in brackets.
    pub(super) fn is_name_glued(&self, error: &PhraseError) -> bool {
        let PhraseFault::Glued(_, behind) = &error.kind else { return false };
        bracketed(behind).is_some_and(|(name, _)| matches!(self.first_name(name), Some((_, ""))))
    }

    /// Whether the line that a hint suggests would be read as intended, with the whole title.
    pub(super) fn reads(&self, words: &str, title: &str) -> bool {
        let is_title = !title.starts_with(|c: char| c.is_numeric() || !c.is_alphanumeric() || "前后内之以".contains(c));
        // A short ASCII word may be a unit or the rest of a time: 20:30h, 2026-12-01T01:00Z.
        let is_unit = title.split(char::is_whitespace).next().is_some_and(|word| word.is_ascii() && word.len() < 3);
        // On a command line, a word with a leading dash would be read as an option.
        let has_dash = self.command.is_some() && words.split_whitespace().any(|word| word.starts_with('-'));
        is_title
            && !is_unit
            && !has_dash
            && self.trial().said(words, &Said::default(), true).is_ok_and(|said| {
                // The title may begin with a name that is read as the assignee: 明天小李 试播.
                title.starts_with(&said.title) || said.assignee.is_some() && title.ends_with(&said.title)
            })
    }
}

/// A title, and the day or time at its end.
pub(super) struct Behind<'t> {
    pub title: &'t str,
    pub tail: &'t str,
    /// Whether the day or time can be read. If not, it is refused before a title too.
    pub is_read: bool,
}

/// Adds to a failure's hint how to keep the refused words as part of the title.
pub(super) fn or_title(failure: Failure) -> Failure {
    match failure.hint.clone() {
        Some(hint) if [" -- ", "--title"].iter().any(|own| hint.in_lang(Lang::En).contains(own)) => failure,
        Some(hint) => failure.hint(Text::of(|lang| say::dotted_hint(lang, hint.in_lang(lang)))),
        None => failure.hint(text::not_understood_hint()),
    }
}

/// Maximum length of a day with a time at the end of a title, in bytes.
const LONGEST_TAIL: usize = 80;

/// Whether a title may end where a day begins: at a gap, or after Hanzi or a sign. It may not end within a number, a
/// name or a fixed phrase, as in 第3天内, 模特3号, 调亮一点, 发货当天.
fn may_end(title: &str, tail: &str) -> bool {
    const NUMBERED: [&str; 9] = ["模特", "链接", "直播间", "主播", "客服", "仓库", "工位", "货架", "窗口"];
    let is_number = |c: char| c.is_numeric() || "零一二两三四五六七八九十百".contains(c);
    let Some(last) = title.chars().next_back() else { return false };
    let is_within = is_number(last) && tail.starts_with(is_number) || last == '第';
    let is_name = tail.ends_with('号') && NUMBERED.iter().any(|name| title.ends_with(name));
    let is_of_it = matches!(tail, "一点" | "早一点" | "晚一点" | "当天" | "当日" | "次日" | "翌日" | "第二天" | "早晚");
    // No gap is needed between Hanzi or signs and a day: 交SKU周五前, 换图-周五.
    let is_other = !last.is_ascii() || !last.is_ascii_digit() && tail.starts_with(|c: char| !c.is_ascii());
    is_gap(last) || bracketed(tail).is_some() || is_other && !is_within && !is_name && !is_of_it
}

/// Splits a text that begins with a bracket into the text in brackets and the text after it; `None` if there is no
/// pair.
pub(super) fn bracketed(text: &str) -> Option<(&str, &str)> {
    // Marks of emphasis and straight quotes are read as brackets: **周五**, "fri".
    let same = |sign: &str| text.strip_prefix(sign).and_then(|text| text.split_once(sign));
    if let Some((inside, behind)) = ["**", "*", "__", "\""].into_iter().find_map(same) {
        return Some((inside.trim(), behind));
    }
    let close = match text.chars().next()? {
        '(' => ')',
        '（' => '）',
        '[' => ']',
        '【' => '】',
        '「' => '」',
        '『' => '』',
        '“' => '”',
        '‘' => '’',
        _ => return None,
    };
    let (inside, behind) = text.split_once(close)?;
    Some((inside[text.chars().next()?.len_utf8()..].trim(), behind))
}
