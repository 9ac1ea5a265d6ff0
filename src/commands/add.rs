//! `ops add TITLE`, `ops add -`: one-offs, tasks for one day that are carried until they are done.

mod list;
mod marks;
mod people;
mod places;
mod several;
mod when;
mod words;
mod written;

use super::names::{Names, meant};
use super::place::Place;
use super::{option, positional, refusal, switch, target, typed, word};
use crate::app::hint::Typed;
use crate::app::{App, DayBook, Exit, Failure, Session};
use crate::journal::Occurrence;
use crate::language::{Lang, plain, say, text};
use crate::plan::LONGEST_CARRY;
use crate::render::views;
use crate::status::{Choice, Purpose, Selector, choose, nearest};
use clap::{ArgAction, ArgMatches, Command};
use words::{Known, Said};

pub fn args(command: Command, lang: Lang) -> Command {
    command
        .arg(
            positional("words", "TITLE", say::arg_add_title(lang))
                .action(ArgAction::Append)
                .num_args(1..)
                .required_unless_present_any(["exact", "title"]),
        )
        // After `--`, a title that begins like a day is kept as it is.
        .arg(positional("exact", "TITLE", String::new()).action(ArgAction::Append).num_args(1..).last(true).hide(true))
        .arg(option("title", "TITLE", say::arg_add_as_it_is(lang)))
        .arg(option("on", "DAY", say::arg_add_on(lang)))
        .arg(option("at", "SPAN", say::arg_add_at(lang)))
        .arg(option("for", "WHO", say::arg_add_for(lang)))
        .arg(option("carry", "DAYS", say::arg_add_carry(lang)))
        .arg(option("found", "TASK", say::arg_add_found(lang)))
        .arg(option("note", "TEXT", say::arg_add_note(lang)))
        .arg(switch("again", say::arg_add_again(lang)))
        .arg(switch("dry-run", say::arg_dry_run(lang)))
}

pub fn run(app: &App, args: &ArgMatches) -> anyhow::Result<Exit> {
    let session = Session::open(app)?;
    session.check_may_write()?;
    let typed = Typed::new(app, "add", args, "words");
    let command = typed.line();
    let is_list = typed.words == ["-"];
    let known = Known {
        checklist: &session.checklist,
        today: session.today,
        now: session.now,
        me: &session.me,
        command: Some(&command).filter(|_| !is_list),
        is_trial: false,
    };
    let on = word(args, "on").map(|text| known.on(text)).transpose()?.unwrap_or_default();
    let at = word(args, "at").map(|text| known.at(text)).transpose()?;
    let day_at = at.as_ref().and_then(|(day, _)| *day);
    if day_at.is_some_and(|day| on.until.is_some() || on.day.is_some_and(|on| on != day)) {
        return Err(Failure::usage(text::said_otherwise("--on", word(args, "at").unwrap_or_default())).into());
    }
    let assignee = word(args, "for").map(|text| known.assignee(text)).transpose()?;
    let given = Said { day: on.day.or(day_at), when: at.map(|(_, when)| when), assignee, ..on };
    let of =
        |name: &str| args.get_many::<String>(name).map(|words| words.map(String::as_str).collect::<Vec<_>>().join(" "));
    let words = of("words");
    let title = match (word(args, "title"), of("exact")) {
        (Some(_), Some(_)) => return Err(Failure::usage(text::title_given_twice()).into()),
        (title, exact) => title.map(str::to_owned).or(exact),
    };
    let said = match (words.as_deref().unwrap_or_default(), title) {
        ("-", Some(_)) => return Err(Failure::usage(text::title_of_a_list()).into()),
        ("-", None) => list::read(app, &known, &given)?,
        // A day, a time and a person may come before the title, as in a line of a list.
        (words, Some(title)) => vec![known.said_of(&title, words, &given)?],
        (words, None) => vec![known.said(words, &given, false)?],
    };
    let place = Place::of_view(app, &session, typed.line());
    // Each line of a list is added at the same site as if it were given alone.
    let is_found = word(args, "found").is_some();
    let own = said.iter().map(|it| if is_found { Ok(None) } else { own_site(&session, it) });
    let own = own.collect::<Result<Vec<Option<String>>, Failure>>()?;
    let usual = match own.iter().any(Option::is_none) {
        true => Some(place.site(word(args, "found").as_slice()).map_err(
            |failure| match own.iter().all(Option::is_none) {
                false if failure.exit == Exit::Task => {
                    list::unplaced(&known, said.iter().zip(&own).filter(|(_, own)| own.is_none()).map(|(it, _)| it))
                }
                _ => failure,
            },
        )?),
        false => None,
    };
    let mut sited = Vec::new();
    for (it, own) in said.into_iter().zip(own) {
        let site = own.or_else(|| usual.clone()).unwrap_or_default();
        if let Some((named, name)) = it.site.as_ref().filter(|(named, _)| *named != site) {
            check_site(app, &known, &typed, (named, name, &site))?;
        }
        sited.push((site, it));
    }
    let common = Common {
        carry: word(args, "carry").map(carry).transpose()?,
        found: match (word(args, "found"), sited.first()) {
            (Some(text), Some((site, _))) => Some(found(app, &session, site, text, &typed)?),
            _ => None,
        },
        note: typed::given(word(args, "note"), say::note_empty)?,
        again: args.get_flag("again"),
    };
    written::write(app, &session, &sited, &common, args.get_flag("dry-run"))
}

/// Returns the site that a line itself says: that of the heading above it, else the only one at which its assignee
/// works, or the one its title names of several at which the assignee or the user works. `None` if it says none, or if
/// `--site` does.
fn own_site(session: &Session, said: &Said) -> Result<Option<String>, Failure> {
    let named = session.named_sites()?.filter(|_| !session.is_usual_site());
    if let (Some(under), Some(named)) = (&said.under, &named)
        && !named.ids.contains(under)
    {
        let title = views::site_title(&session.checklist, under).unwrap_or_default();
        return Err(Failure::usage(text::site_above(title, format!("--site {}", named.ids.join(",")))));
    }
    if said.under.is_some() || named.is_some() {
        return Ok(said.under.clone());
    }
    let person = said.assignee.as_deref().unwrap_or(&session.me);
    let own = session.sites_of(person, said.day.unwrap_or(session.today))?;
    let named = said.site.as_ref().map(|(site, _)| site).filter(|site| own.len() > 1 && own.contains(site));
    let only = own.first().filter(|_| own.len() == 1 && said.assignee.is_some());
    Ok(named.or(only).cloned())
}

/// Returns an error if a title names a site other than the one at which it would be added, unless `--site` was typed.
fn check_site(app: &App, known: &Known, typed: &Typed, (named, name, site): (&str, &str, &str)) -> Result<(), Failure> {
    // A site from the settings or the environment was not chosen for this title, so only a typed `--site` is accepted.
    if app.options.given.iter().any(|(option, _)| *option == "site") {
        return Ok(());
    }
    let title = |site: &str| views::site_title(known.checklist, site).unwrap_or_default();
    let words = typed.words.join(" ");
    // Signs between a site's name and the rest of a title: 【特卖店】换图, 特卖店：换图.
    let is_sign = |c: char| !c.is_alphanumeric();
    let (front, behind) = words.split_once(name).unwrap_or((&words, ""));
    let bare = format!("{} {}", front.trim_end_matches(is_sign), behind.trim_start_matches(is_sign));
    let is_read = known.trial().said(&bare, &Said::default(), true).is_ok();
    let at = |words: &str, site: &str| {
        let line = typed.line().words(words.split_whitespace()).option("site", site);
        let names = Names::of_checklist(known.checklist);
        let is_there = |id: &str| known.checklist.task(id).is_some_and(|(_, task)| task.is_at(site));
        // The task in which it was found may be done only here.
        let may_be_found = typed.value("found").is_none_or(|word| meant(&names, word).into_iter().any(is_there));
        if may_be_found { line.to_string() } else { line.without("found").to_string() }
    };
    let (other, this) = (at(if is_read { &bare } else { &words }, named), at(&words, site));
    let failure = Failure::usage(text::site_in_title(name, title(site)));
    Err(failure.hint(match known.command {
        Some(_) => text::site_in_title_hint(other, this),
        None => text::site_in_list_hint(name, other),
    }))
}

/// Settings common to all one-offs added.
struct Common {
    carry: Option<u8>,
    found: Option<Occurrence>,
    note: Option<String>,
    /// Whether to add a one-off a second time if it already exists.
    again: bool,
}

fn carry(text: &str) -> Result<u8, Failure> {
    let days = plain(text).trim().parse().ok().filter(|days| *days <= LONGEST_CARRY);
    days.ok_or_else(|| Failure::usage(text::carry_refused(text)))
}

/// Finds today's occurrence of the task during which a fault was found.
fn found(app: &App, session: &Session, site: &str, text: &str, typed: &Typed) -> Result<Occurrence, Failure> {
    let mut book = session.day_in_force(session.today, site)?;
    let read = |book: &DayBook| target::target(app, &Names::of(book), session.today, text);
    let target = target::with_one_offs(session, &mut book, site, &[text], read)?;
    let basis = book.basis();
    let day = basis.judge(session.now);
    let picked = match &target.selector {
        Selector::Slot(_) | Selector::Range(..) => target.selector.only(&day, &target.task),
        _ => nearest(&day, &target.task),
    };
    let refused = || {
        let choice = choose(&day, &target.task, &target.selector, Purpose::SetAside);
        let choice = if matches!(choice, Choice::NoSuchSlot(_)) { choice } else { Choice::NotPlanned };
        refusal::refuse(app, &book, &day, &target.task, choice, &|task| typed.line().option("found", task))
    };
    picked.map(|picked| day.items[picked].occurrence()).ok_or_else(refused)
}
