//! What a person at a terminal is asked: to pick from numbered lines.

use crate::app::{App, Failure};
use crate::language::say;

/// Lets a person pick one of some lines by its number; `None` where they give up.
pub fn pick_number(app: &App, offers: &[String]) -> Result<Option<usize>, Failure> {
    for (number, offer) in (1..).zip(offers) {
        app.remark(format!("{number:3}  {offer}"));
    }
    while let Some(answer) = app.ask(&say::ask_number(app.lang(), offers.len()))? {
        if answer.is_empty() {
            return Ok(None);
        }
        match answer.parse::<usize>() {
            Ok(number) if (1..=offers.len()).contains(&number) => return Ok(Some(number - 1)),
            _ => continue,
        }
    }
    Ok(None)
}
