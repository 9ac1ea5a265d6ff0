//! `--all` and `--for PERSON` of `skip` and `excuse`: all of a person's tasks that are not done, on one or more days.

use super::Kind;
use crate::app::hint::{CommandLine, Typed};
use crate::app::{App, DayBook, Exit, Failure, Session};
use crate::calendar::{Day, DayRange, Lean, SaidSpan, lead};
use crate::commands::place::{Doing, Place};
use crate::commands::target::Target;
use crate::commands::whose::person_named;
use crate::commands::{dates, word};
use crate::journal::{Fact, Occurrence};
use crate::language::{Lang, Text, say, text};
use crate::render::{cells, views};
use crate::status::{Item, Selector, Status};
use clap::ArgMatches;
use std::collections::{BTreeSet, HashSet};

/// Maximum number of days set aside at once; a longer absence belongs in the checklist, as `[[absence]]`.
const LONGEST: i64 = 62;

/// Whether the command line requests all of someone's tasks, rather than single tasks.
pub fn is_meant(args: &ArgMatches) -> bool {
    args.get_flag("all") || word(args, "for").is_some()
}

/// Sets aside everything that is not done, with one act per day and site.
pub fn run(app: &App, args: &ArgMatches, kind: &Kind) -> anyhow::Result<Exit> {
    let reason = super::reason(args)?;
    let session = Session::open(app)?;
    session.check_may_write()?;
    let people = people(&session, args)?;
    let people = people.as_deref();
    let today = vec![DayRange { first: session.today, last: session.today }];
    let typed = Typed::new(app, kind.verb, args, "tasks");
    let ranges = word(args, "on").map_or(Ok(today), |text| {
        ranges(text, &session).map_err(|failure| {
            match part_of_day(&session, &typed, people, text).filter(|lines| !lines.is_empty()) {
                Some(lines) => lines.iter().fold(failure.hint(text::part_of_day_hint()), |failure, line| {
                    failure.also(Text::of(|_| line.to_string()))
                }),
                None => failure,
            }
        })
    })?;
    if ranges.iter().map(|range| range.length()).sum::<i64>() > LONGEST {
        return Err(Failure::usage(text::excuse_too_long(LONGEST)).hint(text::excuse_too_long_hint()).into());
    }
    let place = Place::new(app, &session, ranges[0].first, Doing::SetAside, typed.line());
    // Without `--site`, a person's tasks are set aside at every site.
    let sites = match people {
        Some(_) => session.named_sites()?.map(|named| named.ids),
        None => Some(place.sites(&[])?),
    };
    let mut planned: Vec<(DayBook, Vec<Fact>)> = Vec::new();
    let mut open = HashSet::new();
    for day in ranges.into_iter().flat_map(DayRange::days).collect::<BTreeSet<Day>>() {
        let mut books = match &sites {
            Some(sites) => session.day_at(day, sites)?,
            None => session.day_at_all_sites(day)?,
        };
        session.carry(&mut books)?;
        for book in books {
            open.extend(open_one_offs(&book, &session, people));
            let facts = facts(&book, &session, people, kind, &reason);
            planned.extend((!facts.is_empty()).then_some((book, facts)));
        }
    }
    let named = people.map(|people| cells::clean(&people.join(&say::list_comma(app.lang()))).into_owned());
    if planned.is_empty() {
        app.print(match &named {
            Some(people) => (kind.none_of)(app.lang(), people.clone()),
            None => say::nothing_left_to_do(app.lang()),
        });
        app.print(say::nothing_recorded(app.lang()));
    }
    write(app, &session, planned, named.as_deref(), kind, args.get_flag("dry-run"))?;
    if !open.is_empty() {
        let line = CommandLine::new(app, "log").switch("open");
        let line = people.into_iter().fold(line, |line, people| line.option("for", people.join(",")));
        let is_elsewhere = session.checklist.sites.len() > 1 && !session.names_site();
        let line = if is_elsewhere { line.option("site", "all") } else { line };
        app.print(match &named {
            Some(people) => say::one_offs_stay_open(app.lang(), people, open.len(), &line),
            None => say::all_one_offs_stay_open(app.lang(), open.len(), &line),
        });
    }
    if args.get_flag("dry-run") {
        session.say_only_tried();
    }
    Ok(Exit::Fine)
}

/// Returns the people whose tasks are set aside: those named by `--for`, else the user. `None` means everybody, if the
/// checklist names nobody.
fn people(session: &Session, args: &ArgMatches) -> Result<Option<Vec<String>>, Failure> {
    match word(args, "for") {
        Some(people) => listed(people, |person| person_named(session, person)).map(Some),
        None if !session.checklist.names_people() => Ok(None),
        None if session.is_known() => Ok(Some(vec![session.me.clone()])),
        None => Err(Failure::usage(text::all_of_whom(&session.me)).hint(text::all_of_whom_hint())),
    }
}

/// Returns the days that `--on` names, as ranges.
pub fn ranges(text: &str, session: &Session) -> Result<Vec<DayRange>, Failure> {
    listed(text, |text| dates::set_aside_range(text, session))
}

/// Reads a text, or else each part of a list: 周三、周四. The error is that of the text if it is no list.
fn listed<T>(text: &str, read: impl Fn(&str) -> Result<T, Failure>) -> Result<Vec<T>, Failure> {
    let parts = || text.split([',', '，', '、', ';', '；']).map(str::trim).filter(|part| !part.is_empty());
    match read(text) {
        Err(_) if parts().count() > 1 => parts().map(read).collect(),
        one => one.map(|one| vec![one]),
    }
}

/// Returns the commands that name the tasks of people in a part of a day, 今天下午: one for all sites with the same tasks.
fn part_of_day(session: &Session, typed: &Typed, people: Option<&[String]>, text: &str) -> Option<Vec<CommandLine>> {
    let found = lead(text, session.today, Lean::Forward).ok()?.filter(|found| found.rest.is_empty())?;
    let (Some(SaidSpan::Between(from, to)), day) = (found.span, found.day.unwrap_or(session.today)) else {
        return None;
    };
    let clock = &session.checklist.clock;
    let span = Selector::Range(clock.instant(day, from.time()), clock.instant(day, to.time()));
    let sites = match session.named_sites().ok()? {
        Some(named) => named.ids,
        None => session.sites_on(day).ok()?,
    };
    let mut at: Vec<(Vec<String>, Vec<String>)> = Vec::new();
    for book in session.day_at(day, &sites).ok()? {
        let basis = book.basis();
        let mut words: Vec<String> = Vec::new();
        for item in &basis.judge(session.now).items {
            let is_meant = item.planned.one_off.is_none() && is_of(item, people) && item.status.is_outstanding();
            let word = Target { task: item.planned.task.id.clone(), selector: span.clone() }.word(clock);
            if is_meant && span.names(item.planned) && !words.contains(&word) {
                words.push(word);
            }
        }
        match at.iter_mut().find(|(known, _)| *known == words) {
            Some((_, sites)) => sites.push(book.site.clone()),
            None => at.extend((!words.is_empty()).then(|| (words, vec![book.site.clone()]))),
        }
    }
    let has_sites = session.checklist.sites.len() > 1;
    let lines = at.into_iter().map(|(words, sites)| {
        let line = typed.with(words).without("for").without("all");
        let line = if day == session.today { line.without("on") } else { line.option("on", day.to_string()) };
        if has_sites { line.option("site", sites.join(",")) } else { line }
    });
    Some(lines.collect())
}

fn write(
    app: &App,
    session: &Session,
    planned: Vec<(DayBook, Vec<Fact>)>,
    people: Option<&str>,
    kind: &Kind,
    dry_run: bool,
) -> Result<(), Failure> {
    let lang = app.lang();
    for (book, facts) in planned {
        let (day, count) = (book.day, facts.len());
        let title = views::site_title(&book.checklist, &book.site);
        let lapsed = lapsed(&book, session, &facts);
        session.act(day, &book.site, facts, dry_run).inspect_err(|_| {
            if app.has_written() {
                app.warn(say::list_half_written(lang, day));
            }
        })?;
        let place: Vec<String> = [Some(day.to_string()), title].into_iter().flatten().collect();
        let whose = people.map(|people| say::persons(lang, people)).unwrap_or_default();
        let lapsed = (1..count).contains(&lapsed).then(|| say::of_them_lapsed(lang, lapsed));
        app.print((kind.count)(lang, place.join("  "), whose, count) + &lapsed.unwrap_or_default());
    }
    Ok(())
}

/// Returns how many of the facts are about occurrences that can no longer be done.
fn lapsed(book: &DayBook, session: &Session, facts: &[Fact]) -> usize {
    let basis = book.basis();
    let day = basis.judge(session.now);
    let missed: HashSet<Occurrence> =
        day.items.iter().filter(|item| item.status == Status::Missed).map(Item::occurrence).collect();
    facts.iter().filter_map(Fact::occurrence).filter(|of| missed.contains(of)).count()
}

/// Returns the day and key of each open one-off, since an absence does not excuse one-offs.
fn open_one_offs(book: &DayBook, session: &Session, people: Option<&[String]>) -> Vec<(Day, String)> {
    let basis = book.basis();
    let day = basis.judge(session.now);
    let theirs = day
        .items
        .iter()
        .filter(|item| item.planned.one_off.is_some() && is_of(item, people) && item.status.is_outstanding());
    theirs.map(|item| (item.planned.day, item.planned.task.id.clone())).collect()
}

/// Makes a fact for each of the people's occurrences to set aside; for everybody's if `people` is `None`.
fn facts(book: &DayBook, session: &Session, people: Option<&[String]>, kind: &Kind, reason: &str) -> Vec<Fact> {
    let at = book.checklist.clock.zone.at(session.now);
    let of = left_out(book, session, people, kind.status);
    of.into_iter().map(|of| (kind.fact)(of, at, reason.to_owned())).collect()
}

/// Returns the occurrences to set aside: not one-offs, not done or excused, and not yet of the status `as_what`.
fn left_out(book: &DayBook, session: &Session, people: Option<&[String]>, as_what: Status) -> Vec<Occurrence> {
    let basis = book.basis();
    let day = basis.judge(session.now);
    let theirs = day.items.iter().filter(|item| {
        item.planned.one_off.is_none()
            && is_of(item, people)
            && !matches!(item.status, Status::Done(_) | Status::Excused | Status::NotRequired)
            && item.status != as_what
    });
    theirs.map(Item::occurrence).collect()
}

/// Whether `--all`, used by the person `by`, would set aside exactly these occurrences.
pub fn is_all(book: &DayBook, session: &Session, by: &str, as_what: Status, occurrences: &[&Occurrence]) -> bool {
    let person = book.checklist.names_people().then_some(by);
    let people = person.map(|person| vec![person.to_owned()]);
    let all = left_out(book, session, people.as_deref(), as_what);
    person.is_none_or(|person| book.checklist.knows(person))
        && all.len() == occurrences.len()
        && all.iter().all(|of| occurrences.contains(&of))
}

fn is_of(item: &Item, people: Option<&[String]>) -> bool {
    people.is_none_or(|people| people.iter().any(|person| item.planned.owner.whose() == Some(person)))
}

/// Makes the message that says how many occurrences were set aside, at which site, and whose tasks they are.
pub type CountMessage = fn(Lang, String, String, usize) -> String;
