//! What a person at a terminal is asked: to pick from numbered lines.

use crate::app::{App, Failure};
use crate::language::{plain, say};

/// Lets a person pick from some lines by their numbers, several where that is possible; `None` where they give up.
pub fn pick(app: &App, offers: &[String], may_be_many: bool) -> Result<Option<Vec<usize>>, Failure> {
    for (number, offer) in (1..).zip(offers) {
        app.remark(format!("{number:3}  {offer}"));
    }
    let question = match may_be_many && offers.len() > 1 {
        true => say::ask_numbers(app.lang(), offers.len()),
        false => say::ask_number(app.lang(), offers.len()),
    };
    while let Some(answer) = app.ask(&question)? {
        if gives_up(&answer) {
            return Ok(None);
        }
        match picked(&answer, offers.len()) {
            Some(picked) if may_be_many || picked.len() == 1 => return Ok(Some(picked)),
            _ => continue,
        }
    }
    Ok(None)
}

/// Whether a person wants out.
pub fn gives_up(answer: &str) -> bool {
    matches!(plain(answer).trim().to_lowercase().as_str(), "" | "q" | "quit")
}

/// The places of so many lines, or steps, that are picked, in the order typed and each once: `2`, `1,3`, `1 3`, `2-4`.
/// `None` where one of the numbers is none, or no line's.
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
    fn enter_and_q_give_up() {
        for answer in ["", " ", "q", "Q", "ｑ", "quit"] {
            assert!(gives_up(answer), "{answer}");
        }
        assert!(!gives_up("1"));
    }
}
