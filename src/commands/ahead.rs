//! Shows what comes next, even on a later day, and how to begin if nothing has been recorded yet.

use super::whose::Whose;
use crate::app::hint::CommandLine;
use crate::app::{App, Failure, Session};
use crate::calendar::{Day, DayRange};
use crate::checklist::short_ids;
use crate::language::say;
use crate::render::next::Next;
use crate::render::views::DayView;
use crate::status::{DayState, pick_open};
use chrono::Days;

/// Number of business days searched for what comes next; longer holidays are rare.
const LOOK_AHEAD: usize = 14;

/// Maximum age in days of a journal that is searched to find out whether it is unused; an older one is assumed to be in
/// use.
const NEW: u64 = 7;

/// Returns what begins next at the site, on the current day or one of the following days; `None` if nothing does, or if
/// `day` is not the current day.
pub fn next(session: &Session, whose: &Whose, day: &DayState) -> Result<Option<Next>, Failure> {
    if !day.bounds.contains(&day.now) {
        return Ok(None);
    }
    if let Some(next) = Next::of(day) {
        return Ok(Some(next));
    }
    for to_come in day.day.iter_days().skip(1).take(LOOK_AHEAD) {
        let Some(book) = session.day(to_come, day.site)? else { continue };
        let basis = book.basis();
        let mut state = basis.judge(session.now);
        whose.filter(&mut state);
        if let Some(next) = Next::of(&state) {
            return Ok(Some(next));
        }
    }
    Ok(None)
}

/// Returns lines on how to tick, if nothing has been recorded yet.
pub fn tick_lines(app: &App, session: &Session, view: &DayView, next: Option<&Next>) -> Result<Vec<String>, Failure> {
    if !view.is_running() || !is_new(session)? {
        return Ok(Vec::new());
    }
    let line = first_tick(app, view, next).map(|command| say::how_to_tick(view.screen.lang, command));
    Ok(line.iter().flat_map(|line| view.screen.wrap(line)).collect())
}

/// Whether the journal has no acts yet.
fn is_new(session: &Session) -> Result<bool, Failure> {
    let Some(began) = session.began() else { return Ok(true) };
    let reach = session.today.checked_sub_days(Days::new(NEW)).unwrap_or(Day::MIN);
    let range = DayRange { first: began, last: session.today };
    Ok(began >= reach && session.days_with_acts(range)?.is_empty())
}

/// Returns the command that ticks the first open check, or else the task that begins next; `None` if there is neither.
fn first_tick(app: &App, view: &DayView, next: Option<&Next>) -> Option<CommandLine> {
    let mut open = pick_open(view.day).into_iter().map(|at| view.day.items[at].planned.task);
    let check = open.find(|task| !task.is_watch()).map(|task| task.id.as_str());
    let task = check.or(next.map(|next| next.task.as_str()))?;
    let short = short_ids(view.checklist).into_iter().find(|(id, _)| *id == task).map_or(task, |(_, short)| short);
    let tick = CommandLine::new(app, "done").words([short]);
    Some(if view.checklist.sites.len() > 1 { tick.option("site", view.day.site) } else { tick })
}
