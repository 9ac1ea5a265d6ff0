//! Lets a person at a terminal pick from numbered lines.

use crate::app::{App, Failure};
use crate::language::{folded, plain, say};
use crate::render::{Screen, cells};

/// Lets a person pick from lines by number or by the start of a word; several lines if `may_be_many`. Returns `None` if
/// the person gives up. Lines that do not fit on the screen are shown on request.
pub fn pick(app: &App, offers: &[String], may_be_many: bool) -> Result<Option<Vec<usize>>, Failure> {
    let lang = app.lang();
    let question = match may_be_many && offers.len() > 1 {
        true => say::ask_numbers(lang, offers.len()),
        false => say::ask_number(lang, offers.len()),
    };
    let mut shown = show(app, offers, 0, &question);
    while let Some(answer) = app.ask(&question)? {
        if gives_up(&answer) {
            return Ok(None);
        }
        if shown < offers.len() && is_more(&answer) {
            shown = show(app, offers, shown, &question);
            continue;
        }
        let one = || named(&answer, offers).map(|at| vec![at]);
        match picked(&answer, offers.len()).or_else(one).or_else(|| all(&answer, offers.len())) {
            Some(picked) if may_be_many || picked.len() == 1 => return Ok(Some(picked)),
            Some(_) => app.remark(say::one_alone(lang)),
            None => app.remark(say::no_such_pick(lang, cells::clean(&answer))),
        }
    }
    Ok(None)
}

/// Shows as many lines as fit above the question, beginning with `from`. Returns the index of the first line not shown.
fn show(app: &App, offers: &[String], from: usize, question: &str) -> usize {
    let (screen, lang) = (&app.screen, app.lang());
    let lines: Vec<Vec<String>> = (1..).zip(offers).map(|(number, offer)| numbered(number, offer, screen)).collect();
    let heights: Vec<usize> = lines[from..].iter().map(Vec::len).collect();
    // Leave room for the number of remaining lines and for the question.
    let below = 1 + screen.width.map_or(1, |width| (cells::width(question) + 1).div_ceil(width));
    let shown = from + fitting(&heights, screen.height.map(|height| height.saturating_sub(below)));
    lines[from..shown].iter().flatten().for_each(|line| app.remark(line));
    if shown < offers.len() {
        app.remark(say::more_to_pick(lang, offers.len() - shown));
    }
    shown
}

/// Formats a numbered line, wrapped with an indent.
fn numbered(number: usize, offer: &str, screen: &Screen) -> Vec<String> {
    let room = screen.width.map_or(usize::MAX, |width| width.saturating_sub(5));
    let lines = (0..).zip(cells::wrap(offer, room));
    lines.map(|(at, line)| if at == 0 { format!("{number:3}  {line}") } else { format!("     {line}") }).collect()
}

/// Returns how many of the lines fit: at least one, and all if there is no limit.
fn fitting(heights: &[usize], room: Option<usize>) -> usize {
    let Some(room) = room else { return heights.len() };
    let mut used = 0;
    let fits = heights.iter().take_while(|height| {
        used += **height;
        used <= room
    });
    fits.count().max(1).min(heights.len())
}

fn is_more(answer: &str) -> bool {
    matches!(plain(answer).trim().to_lowercase().as_str(), "m" | "more" | "更多")
}

/// Returns all lines, if the answer asks for them.
fn all(answer: &str, count: usize) -> Option<Vec<usize>> {
    matches!(&*folded(answer.trim()), "all" | "全部" | "都" | "所有" | "*").then(|| (0..count).collect())
}

/// Returns the only line with a word that begins with the answer. A single letter is ignored, since it may be a typing
/// error.
fn named(answer: &str, offers: &[String]) -> Option<usize> {
    let answer = folded(answer.trim());
    if cells::width(&answer) < 2 || !answer.contains(char::is_alphabetic) {
        return None;
    }
    let begins = |offer: &&String| {
        let offer = folded(offer);
        offer.split([' ', '(', ')', ',']).any(|word| word.starts_with(&*answer)) || offer == answer
    };
    let mut found = offers.iter().enumerate().filter(|(_, offer)| begins(offer)).map(|(at, _)| at);
    found.next().filter(|_| found.next().is_none())
}

/// Whether an answer means that the person gives up.
pub fn gives_up(answer: &str) -> bool {
    matches!(plain(answer).trim().to_lowercase().as_str(), "" | "q" | "quit")
}

/// Parses the numbers of lines or steps: `2`, `1,3`, `1 3`, `2-4`. Returns their indexes in the order typed, each once;
/// `None` if a word is not a number or is out of range.
pub fn picked(answer: &str, count: usize) -> Option<Vec<usize>> {
    let answer = plain(answer).replace(['到', '至', '~'], "-").replace("..", "-");
    // A range may have blanks around its dash.
    let parts: Vec<&str> = answer.split('-').map(str::trim).collect();
    let answer = parts.join("-");
    let number = |text: &str| text.parse::<usize>().ok().filter(|number| (1..=count).contains(number));
    let mut picked = Vec::new();
    for word in answer.split([',', ';', ' ']).filter(|word| !word.is_empty()) {
        let (first, last) = word.split_once('-').unwrap_or((word, word));
        let (first, last) = (number(first)?, number(last)?);
        picked.extend((first..=last).map(|number| number - 1));
        if first > last {
            return None;
        }
    }
    let mut known = std::collections::HashSet::new();
    picked.retain(|at| known.insert(*at));
    (!picked.is_empty()).then_some(picked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_picked_by_numbers_and_ranges() {
        let check = |answer: &str, expected: Option<&[usize]>| {
            assert_eq!(picked(answer, 5).as_deref(), expected, "{answer}");
        };
        check("2", Some(&[1]));
        check("1,3", Some(&[0, 2]));
        check("1 3", Some(&[0, 2]));
        check("１，３、5", Some(&[0, 2, 4]));
        check("2-4", Some(&[1, 2, 3]));
        check("2 - 4", Some(&[1, 2, 3]));
        check("2到4", Some(&[1, 2, 3]));
        check("2..3，5", Some(&[1, 2, 4]));
        check("3,1-3", Some(&[2, 0, 1]));
        check("1,,3,", Some(&[0, 2]));
        for bad in ["0", "6", "1,6", "4-2", "1-9", "-", "1-", "x", "1x", "", ",", "1-2-3"] {
            check(bad, None);
        }
    }

    #[test]
    fn all_lines_are_picked_by_a_word() {
        for answer in ["全部", "all", " ALL ", "*"] {
            assert_eq!(all(answer, 2), Some(vec![0, 1]), "{answer}");
        }
        assert_eq!(all("全", 2), None);
    }

    #[test]
    fn a_line_is_picked_by_the_beginning_of_its_words_where_it_is_the_only_one() {
        let offers = ["mail  查邮件（日常）", "main  主图检查（日常）", "旗舰店", "特卖店", "08:30-09:00 主图  待办"];
        let offers = offers.map(str::to_owned);
        let check = |answer: &str, expected: Option<usize>| assert_eq!(named(answer, &offers), expected, "{answer}");
        check("旗舰", Some(2));
        check("特卖店", Some(3));
        check("MAIN", Some(1));
        check("查", Some(0));
        for bad in ["ma", "主图", "m", "08", "4.8", "日常检查", "店", ""] {
            check(bad, None);
        }
    }

    #[test]
    fn as_many_lines_are_shown_as_fit() {
        let check = |heights: &[usize], room: Option<usize>, expected: usize| {
            assert_eq!(fitting(heights, room), expected, "{heights:?} in {room:?}");
        };
        check(&[1, 1, 1], None, 3);
        check(&[1, 1, 1], Some(3), 3);
        check(&[1, 2, 1], Some(2), 1);
        check(&[3, 1], Some(2), 1);
        check(&[], Some(2), 0);
        check(&[1], Some(0), 1);
    }

    #[test]
    fn enter_and_q_give_up() {
        for answer in ["", " ", "q", "Q", "ｑ", "quit"] {
            assert!(gives_up(answer), "{answer}");
        }
        assert!(!gives_up("1"));
    }
}
