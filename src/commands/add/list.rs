//! A list of one-offs on stdin, a line each: all of it or nothing, with every bad line named. No line but a blank one is
//! passed over.

use super::words::{Known, Said};
use crate::app::{App, Failure};
use crate::checklist::decode;
use crate::language::{Text, is_visible, nfc, say};

/// More lines are no list for a day, and an act would not hold them.
const MOST_LINES: usize = 500;

/// Reads the list. What `given` says holds for lines that do not say otherwise.
pub fn read(app: &App, known: &Known, given: &Said) -> Result<Vec<Said>, Failure> {
    let text = decode(&app.read_stdin()?)
        .map_err(|_| Failure::usage(Text::of(say::list_not_utf8)).hint(Text::of(say::list_utf8)))?;
    let text = nfc(&text);
    let lines = (1..).zip(text.lines()).filter(|(_, line)| is_visible(line));
    let lines: Vec<(usize, &str)> = lines.collect();
    if lines.is_empty() {
        return Err(Failure::usage(Text::of(say::list_empty)));
    }
    if lines.len() > MOST_LINES {
        return Err(Failure::usage(Text::of(|lang| say::list_long(lang, MOST_LINES))));
    }
    let (mut all, mut bad) = (Vec::new(), Vec::new());
    for (number, line) in lines {
        match known.said(line, given, true) {
            Ok(said) => all.push(said),
            Err(failure) => bad.push((number, failure)),
        }
    }
    if bad.is_empty() { Ok(all) } else { Err(refused(&bad)) }
}

fn refused(bad: &[(usize, Failure)]) -> Failure {
    Failure::usage(Text::of(|lang| {
        let line = |(number, failure): &(usize, Failure)| {
            let hint = failure.hint.as_ref().map(|hint| say::bracketed(lang, hint.in_lang(lang)));
            let what = failure.text.in_lang(lang).to_owned() + &hint.unwrap_or_default();
            format!("\nstdin:{number}: {what}")
        };
        say::list_refused(lang, bad.len()) + &bad.iter().map(line).collect::<String>()
    }))
}
