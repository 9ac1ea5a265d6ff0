//! `ops log [RANGE]`: lists the acts as they were written.

use super::{dates, days, filter, no_pager, page, said_days, switch};
use crate::app::hint::CommandLine;
use crate::app::{App, DayBook, Exit, Failure, Session};
use crate::calendar::{Day, DayRange};
use crate::checklist::Checklist;
use crate::journal::{Act, ActId, Fact, Occurrence};
use crate::language::{Lang, say};
use crate::plan::{LONGEST_CARRY, Planned};
use crate::render::schedule::from_to;
use crate::render::{acts, json, one_off, views, words};
use crate::status::{Basis, Filter, Status};
use chrono::Days;
use clap::{ArgMatches, Command};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet, HashMap};

pub fn args(command: Command, lang: Lang) -> Command {
    days(command, "range", "RANGE", say::arg_range(lang))
        .arg(switch("open", say::arg_log_open(lang)))
        .args(filter::options(lang))
        .mut_arg("for", |arg| arg.help(say::arg_log_for(lang)))
        .arg(switch("json", say::arg_json(lang)))
        .arg(no_pager(lang))
}

pub fn run(app: &App, args: &ArgMatches) -> anyhow::Result<Exit> {
    page(app, args);
    let session = Session::open(app)?;
    let filter = filter::read_past(app, &session, args)?;
    if args.get_flag("open") {
        return open(app, args, &session, &filter);
    }
    let range = dates::range(said_days(args, "range").as_deref(), &session)?;
    let mut forms = Vec::new();
    let mut shown = 0;
    // Use the sites of each day, which may differ from those of today's checklist.
    let days = session.days_with_acts(range)?;
    session.tell_lost_days(range, &days)?;
    let mut raw = session.stranded(range)?;
    let sites_of = |day| Ok((day, filter::sites(&filter, &session, day)?));
    let carried = carried(&session, &filter, range)?;
    let recorded_on = |act: &Act| session.checklist.clock.day_of(act.recorded());
    let then = carried.iter().flat_map(DayBook::all_acts).map(recorded_on).filter(|day| range.contains(*day));
    let days: BTreeSet<Day> = days.into_iter().chain(then).collect();
    let days = days.into_iter().map(sites_of).collect::<Result<Vec<_>, Failure>>()?;
    let sites: BTreeSet<&String> = days.iter().flat_map(|(_, sites)| sites).collect();
    for (day, of_day) in &days {
        let day = *day;
        if session.checklist_on(day)?.is_none() {
            raw.push((day, session.acts(day)?));
        }
        for book in session.day_at(day, of_day)? {
            let own: Vec<&DayBook> = carried.iter().filter(|carried| carried.site == book.site).collect();
            let own_then = own.iter().flat_map(|book| {
                let then = meant(&filter, book).into_iter().filter(|act| recorded_on(act) == day);
                marked(book, then.collect())
            });
            let mut marked: Vec<_> = marked(&book, meant(&filter, &book)).into_iter().chain(own_then).collect();
            marked.sort_by_key(|(act, _)| act.id);
            if args.get_flag("json") {
                forms.extend(marked.iter().map(|(act, undone)| json::act(act, undone)));
                continue;
            }
            let all: Vec<&Act> =
                book.all_acts().into_iter().chain(own.iter().flat_map(|book| book.all_acts())).collect();
            // Acts at sites that the day's checklist does not have are listed separately, under the name of the site.
            let mut at: BTreeMap<&str, Vec<(&Act, Vec<bool>)>> = BTreeMap::new();
            marked.into_iter().for_each(|it| at.entry(&it.0.site).or_default().push(it));
            let is_apart = sites.len() > 1 || at.keys().any(|site| *site != book.site);
            for (site, acts) in at {
                let date = (range.first != range.last).then(|| words::date(app.lang(), day));
                let title = is_apart.then(|| views::site_title(&book.checklist, site)).flatten();
                let heading: Vec<String> = date.into_iter().chain(title).collect();
                if !heading.is_empty() {
                    app.print(app.screen.bold(&heading.join("  ")));
                }
                app.print_all(acts::rows(&app.screen, &book.checklist, day, &acts, &all));
                shown += acts.len();
            }
        }
    }
    // On days without a checklist, every act is listed without titles from one.
    let nothing = Checklist { areas: Vec::new(), ..(*session.checklist).clone() };
    for (day, acts) in raw {
        let meant = keep_meant(&filter, &acts);
        if meant.is_empty() && !filter.is_empty() {
            continue;
        }
        let marked: Vec<(&Act, Vec<bool>)> = meant.into_iter().map(|act| (act, vec![false; act.facts.len()])).collect();
        if args.get_flag("json") {
            forms.extend(marked.iter().map(|(act, undone)| json::act(act, undone)));
            continue;
        }
        app.print(app.screen.bold(&say::log_waiting(app.lang(), words::date(app.lang(), day))));
        app.print_all(acts::rows(&app.screen, &nothing, day, &marked, &acts.iter().collect::<Vec<_>>()));
        shown += marked.len();
    }
    if args.get_flag("json") {
        app.print(app.document("log", json!({ "first": range.first, "last": range.last, "acts": forms })));
    } else if shown == 0 {
        let days = from_to(app.lang(), range.first.to_string(), range.last.to_string());
        app.print(match filter.is_empty() {
            true => say::log_empty(app.lang(), days),
            false => say::log_empty_of(app.lang(), days),
        });
    }
    Ok(Exit::Fine)
}

/// Returns the acts of a day that a filter includes: those recorded by one of its persons or about an occurrence of
/// theirs, and only if they are about one of its tasks. An undo counts as about what it undoes.
fn meant<'a>(filter: &Filter, book: &'a DayBook) -> Vec<&'a Act> {
    let mut acts = book.all_acts();
    if filter.is_empty() {
        return acts;
    }
    let plan = book.plan();
    let planned: HashMap<Occurrence, &Planned> = plan.occurrences.iter().map(|it| (it.occurrence(), it)).collect();
    let by_id: HashMap<ActId, &Act> = acts.iter().map(|act| (act.id, *act)).collect();
    let is_meant = |by: &str, of: &Occurrence| match planned.get(of) {
        Some(planned) => filter.has(planned) || filter.names(by) && filter.has_task_of(planned),
        None => filter.has_unplanned(&of.task) || filter.names(by) && filter.has_task(&of.task),
    };
    acts.retain(|act| match about(act, &by_id).as_slice() {
        [] => filter.tasks.is_empty() && filter.names(&act.by),
        occurrences => occurrences.iter().any(|of| is_meant(&act.by, of)),
    });
    acts
}

/// Returns the books of one-offs of the days before a range, about which something may have been recorded in it.
fn carried(session: &Session, filter: &Filter, range: DayRange) -> Result<Vec<DayBook>, Failure> {
    let first = range.first.checked_sub_days(Days::new(u64::from(LONGEST_CARRY) + 1));
    let Some((first, last)) = first.zip(range.first.pred_opt()) else { return Ok(Vec::new()) };
    session.one_offs(DayRange { first, last }, &filter::sites(filter, session, range.last.min(session.today))?)
}

/// Like [`meant`], for the acts of a day without a checklist, on which nothing has an owner.
fn keep_meant<'a>(filter: &Filter, acts: &'a [Act]) -> Vec<&'a Act> {
    if filter.is_empty() {
        return acts.iter().collect();
    }
    let by_id: HashMap<ActId, &Act> = acts.iter().map(|act| (act.id, act)).collect();
    let is_meant = |act: &Act| {
        let by = filter.names(&act.by);
        about(act, &by_id).into_iter().any(|of| filter.has_unplanned(&of.task) || by && filter.has_task(&of.task))
    };
    acts.iter().filter(|act| is_meant(act)).collect()
}

/// Returns the occurrences that an act is about; for an undo, those of the act it undoes.
fn about<'a>(act: &'a Act, by_id: &HashMap<ActId, &'a Act>) -> Vec<&'a Occurrence> {
    let of_fact = |fact: &'a Fact| match fact {
        Fact::Undo { only: Some(of), .. } => vec![of],
        Fact::Undo { act, only: None, .. } => {
            by_id.get(act).into_iter().flat_map(|undone| undone.facts.iter().filter_map(Fact::occurrence)).collect()
        }
        fact => fact.occurrence().into_iter().collect(),
    };
    act.facts.iter().flat_map(of_fact).collect()
}

/// Pairs each act of a day with one flag per fact, which is set if the fact was undone.
fn marked<'a>(book: &DayBook, acts: Vec<&'a Act>) -> Vec<(&'a Act, Vec<bool>)> {
    let (facts, strays) = (book.facts(), book.stray_facts());
    let marks = |act: &Act| {
        let facts = if act.site == book.site { &facts } else { &strays };
        act.facts.iter().map(|fact| !facts.holds(act.id, fact)).collect::<Vec<bool>>()
    };
    acts.into_iter().map(|act| (act, marks(act))).collect()
}

/// Lists the open one-offs of any day or of a range: those that can still be done, and faults of any age that nobody
/// has resolved or set aside.
fn open(app: &App, args: &ArgMatches, session: &Session, filter: &Filter) -> anyhow::Result<Exit> {
    let range = match said_days(args, "range").as_deref() {
        Some(text) => dates::range(Some(text), session)?,
        None => DayRange { first: Day::MIN, last: Day::MAX },
    };
    let sites = filter::sites(filter, session, session.today)?;
    session.tell_lost_one_offs(range)?;
    let mut books = match session.named_sites()? {
        Some(named) if !named.are_all => session.one_offs(range, &sites)?,
        _ => session.all_one_offs(range)?,
    };
    // Nobody works at a site that no longer exists, so its open one-offs are shown to everybody.
    let is_gone = |site: &str| !session.checklist.site_ids().contains(&site);
    let is_own = |site: &str| site.is_empty() || sites.iter().any(|own| own == site) || is_gone(site);
    // A person's one-off may be at a site where they do not work.
    let others = books.extract_if(.., |book| !is_own(&book.site) && !book.has_one_off_of(&session.me));
    let elsewhere: usize = others.map(|book| count_open(&book, session)).sum();
    // Oldest first, across all sites.
    books.sort_by_key(|book| book.day);
    let bases: Vec<Basis> = books.iter().map(|book| book.basis_of(book.plan_of_one_offs())).collect();
    let days = books.iter().zip(&bases).map(|(book, basis)| {
        let mut state = basis.judge(session.now);
        let is_own = is_own(&book.site);
        state.items.retain(|item| filter.has(item.planned));
        state.items.retain(|item| is_own || item.planned.owner.whose() == Some(session.me.as_str()));
        state.items.retain(|item| match item.status {
            Status::Missed => item.planned.one_off.is_some_and(|one_off| one_off.found.is_some()),
            status => status.is_outstanding(),
        });
        (&*book.checklist, state)
    });
    let days: Vec<_> = days.filter(|(_, state)| !state.items.is_empty()).collect();
    if args.get_flag("json") {
        let form = json!({
            "checklist": session.checklist.id,
            "now": json::instant(session.checklist.clock.zone.at(session.now)),
            "one_offs": one_off::open_form(&days, session.today),
        });
        app.print(app.document("open", form));
    } else if days.is_empty() {
        app.print(say::open_empty(app.lang()));
    } else {
        let has_several_sites =
            sites.len() > 1 || days.iter().any(|(_, state)| sites.iter().all(|site| site != state.site));
        app.print_all(one_off::open_lines(&days, has_several_sites, session.today, &app.screen));
    }
    if elsewhere > 0 && !args.get_flag("json") {
        let line = CommandLine::again(app, "log", args).option("site", "all");
        app.print(say::open_elsewhere(app.lang(), elsewhere, line));
    }
    Ok(Exit::Fine)
}

/// Returns how many of a day's one-offs can still be done.
fn count_open(book: &DayBook, session: &Session) -> usize {
    let basis = book.basis_of(book.plan_of_one_offs());
    let state = basis.judge(session.now);
    state.items.iter().filter(|item| item.status.is_outstanding()).count()
}
