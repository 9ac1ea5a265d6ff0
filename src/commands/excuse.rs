//! `ops excuse TASK --reason REASON`: not applicable; not required. `--for PERSON`: all that the
//! checklist asks of them, on a day or several.

use super::whose::person_named;
use super::{dates, option, set_aside, word};
use crate::app::{App, DayBook, Exit, Failure, Session};
use crate::calendar::{Day, DayRange};
use crate::journal::Fact;
use crate::language::{Lang, Text, say};
use crate::status::{Status, judge};
use chrono::{DateTime, FixedOffset};
use clap::{ArgMatches, Command};
use std::collections::HashSet;

/// No one is excused for longer at a stroke, in days: for that there is `[[absence]]`.
const LONGEST: i64 = 62;

pub fn args(command: Command, lang: Lang) -> Command {
    set_aside::args(command, lang).arg(
        option("for", "PERSON", say::arg_excuse_for(lang))
            .allow_hyphen_values(false)
            .conflicts_with_all(["tasks", "at"]),
    )
}

pub fn run(app: &App, args: &ArgMatches) -> anyhow::Result<Exit> {
    match word(args, "for") {
        Some(person) => person_away(app, args, person),
        None => set_aside::run(app, args, "excuse", |of, at, reason| Fact::Excuse { of, at, reason }),
    }
}

/// Excuses what belongs to a person and is not done: one act a day and site.
fn person_away(app: &App, args: &ArgMatches, person: &str) -> anyhow::Result<Exit> {
    let reason = set_aside::reason(args)?;
    let session = Session::open(app)?;
    session.check_may_write()?;
    let person = person_named(&session, person)?;
    let today = DayRange { first: session.today, last: session.today };
    let range = word(args, "on").map_or(Ok(today), |text| dates::coming_range(text, &session))?;
    if range.length() > LONGEST {
        return Err(Failure::usage(Text::of(|lang| say::excuse_too_long(lang, LONGEST)))
            .hint(Text::of(say::excuse_too_long_hint))
            .into());
    }
    let sites = if session.names_site() {
        vec![session.site()?]
    } else {
        session.checklist.site_ids().into_iter().map(str::to_owned).collect()
    };
    let mut planned: Vec<(DayBook, Vec<Fact>)> = Vec::new();
    let mut open = HashSet::new();
    for day in range.days() {
        let mut books = session.day_at(day, &sites)?;
        session.carry(&mut books)?;
        for book in books {
            let at = book.checklist.clock.zone.at(session.now);
            open.extend(open_one_offs(&book, &session, &person));
            let facts = facts(&book, &session, &person, at, &reason);
            planned.extend((!facts.is_empty()).then_some((book, facts)));
        }
    }
    if planned.is_empty() {
        app.print(say::nothing_to_excuse(app.lang(), &person));
    }
    let dry_run = args.get_flag("dry-run");
    for (book, facts) in planned {
        let (day, count) = (book.day, facts.len());
        let title = crate::render::views::site_title(&book.checklist, &book.site);
        session.act(day, &book.site, facts, dry_run)?;
        let place = title.map(|title| format!("  {title}")).unwrap_or_default();
        app.print(say::excused_person(app.lang(), format!("{day}{place}"), &person, count));
    }
    if !open.is_empty() {
        app.print(say::one_offs_stay_open(app.lang(), &person, open.len()));
    }
    if dry_run {
        session.say_only_tried();
    }
    Ok(Exit::Fine)
}

/// What waits to be done by a person beside the checklist: a day off does not excuse it. By day and key, for it may be
/// of several days.
fn open_one_offs(book: &DayBook, session: &Session, person: &str) -> Vec<(Day, String)> {
    let (plan, folded) = (book.plan(), book.facts());
    let day = judge(&plan, &folded, session.now);
    let theirs = day.items.iter().filter(|item| {
        item.planned.one_off.is_some()
            && item.planned.owner.whose() == Some(person)
            && (item.status.is_open() || item.status == Status::Upcoming)
    });
    theirs.map(|item| (item.planned.day, item.planned.task.id.clone())).collect()
}

/// What the checklist asks of the person.
fn facts(book: &DayBook, session: &Session, person: &str, at: DateTime<FixedOffset>, reason: &str) -> Vec<Fact> {
    let (plan, folded) = (book.plan(), book.facts());
    let day = judge(&plan, &folded, session.now);
    let theirs = day.items.iter().filter(|item| {
        item.planned.one_off.is_none()
            && item.planned.owner.whose() == Some(person)
            && !matches!(item.status, Status::Done(_) | Status::Excused | Status::NotRequired)
    });
    theirs.map(|item| Fact::Excuse { of: item.occurrence(), at, reason: reason.to_owned() }).collect()
}
