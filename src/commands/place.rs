//! At which site something is said: at the one named; where several are possible, at the one whose one-off a key names,
//! or at the only one that has the tasks.

use super::names::{Names, meant};
use super::target;
use crate::app::{DayBook, Failure, Session};
use crate::calendar::{Day, DayRange};
use crate::checklist::is_one_off;
use std::collections::BTreeSet;

/// The site that words of the command line speak of, on a day.
pub fn site_of(session: &Session, on: Day, words: &[&str]) -> Result<String, Failure> {
    let all = session.checklist.site_ids();
    // Behind a task stand its values.
    let mut words = words.to_vec();
    let mut is_first = true;
    words.retain(|word| std::mem::take(&mut is_first) || !word.contains(['=', '＝']));
    // The site one mostly means does not stand against the key of a one-off.
    if (session.names_site() && !session.is_usual_site()) || all.len() < 2 || words.is_empty() {
        return session.site();
    }
    if let Some(site) = of_keys(session, &all, &words)? {
        return Ok(site);
    }
    if session.names_site() {
        return session.site();
    }
    let own = session.own_sites();
    let names = Names::of_checklist(&session.checklist);
    if own.len() == 1 && words.iter().all(|word| !meant(&names, word).is_empty()) {
        return session.site();
    }
    let mut books = session.day_at(on, &all)?;
    session.carry(&mut books)?;
    let fitting = books.iter().filter(|book| words.iter().all(|word| has(&books, book, session, word)));
    let (at_home, elsewhere): (Vec<&DayBook>, Vec<&DayBook>) =
        fitting.partition(|book| own.is_empty() || own.iter().any(|site| site.id == book.site));
    let guest = || elsewhere.iter().filter(|book| book.has_one_off_of(&session.me)).collect::<Vec<_>>();
    match (at_home.as_slice(), guest().as_slice()) {
        ([only], _) => Ok(only.site.clone()),
        ([], [only]) => Ok(only.site.clone()),
        _ => session.site(),
    }
}

/// The one site of the one-offs that words name by their keys; `None` where no word is a key.
fn of_keys(session: &Session, all: &[&str], words: &[&str]) -> Result<Option<String>, Failure> {
    let keys: Vec<String> = words.iter().filter_map(|word| target::key(word)).collect();
    if keys.is_empty() {
        return Ok(None);
    }
    let books = session.one_offs(DayRange { first: Day::MIN, last: Day::MAX }, all)?;
    let is_named = |book: &&DayBook| {
        let named = |key: &String| book.one_offs.tasks().iter().any(|task| task.id.starts_with(key.as_str()));
        keys.iter().any(named)
    };
    let sites: BTreeSet<&str> = books.iter().filter(is_named).map(|book| book.site.as_str()).collect();
    let only = sites.first().filter(|_| sites.len() == 1);
    // Before sites were named there was one day for all of them: it is reached from each.
    Ok(only.map(|site| if site.is_empty() { all[0] } else { site }.to_owned()))
}

/// Whether a word means a task that is done at the site of a book, or a one-off of it.
fn has(books: &[DayBook], book: &DayBook, session: &Session, word: &str) -> bool {
    let names = Names::of_all(books, &session.checklist);
    meant(&names, word).into_iter().any(|id| match is_one_off(id) {
        true => book.books().any(|book| book.one_offs.task(id).is_some()),
        false => book.checklist.task(id).is_some_and(|(_, task)| task.is_at(&book.site)),
    })
}
