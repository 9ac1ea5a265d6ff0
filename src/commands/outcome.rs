//! Shared by commands that record: writes the facts, or only reports them with `--dry-run`, and prints the new state of
//! each occurrence.

use super::target;
use crate::app::hint::CommandLine;
use crate::app::{App, DayBook, Exit, Session};
use crate::calendar::Day;
use crate::checklist::Checklist;
use crate::journal::{Act, Fact, Occurrence};
use crate::language::{Lang, say};
use crate::render::{acts, cells, one_off, signs, table, views, words};
use crate::status::{DayState, Item, Picked, Status, Timing};

/// Writes the facts as one act, or only reports it with `--dry-run`, and prints the new state of each occurrence.
pub fn write(session: &Session, app: &App, book: DayBook, facts: Vec<Fact>, dry_run: bool) -> anyhow::Result<Exit> {
    write_all(session, app, vec![(book, facts)], dry_run)
}

/// Like `write`, for several sites and for one-offs of several days, with one act for each. All facts must have been
/// checked.
pub fn write_all(session: &Session, app: &App, said: Vec<(DayBook, Vec<Fact>)>, dry_run: bool) -> anyhow::Result<Exit> {
    let mut acts: Vec<(DayBook, Vec<Home>)> = Vec::new();
    for (book, facts) in said.into_iter().filter(|(_, facts)| !facts.is_empty()) {
        let homes = by_home(&book, facts);
        acts.push((book, homes));
    }
    if acts.is_empty() {
        return Ok(Exit::Fine);
    }
    let mut left: Vec<String> = acts.iter().flat_map(|(_, homes)| homes).map(|home| home.label(session)).collect();
    for (mut book, homes) in acts {
        for Home { day, site, facts } in homes {
            match session.act(day, &site, facts, dry_run) {
                Ok(act) => tell(session, app, &mut book, act),
                Err(failure) => {
                    if app.has_written() {
                        app.warn(say::not_recorded_at(app.lang(), left.join(&say::list_comma(app.lang()))));
                    }
                    return Err(failure.into());
                }
            }
            left.remove(0);
        }
    }
    if dry_run {
        session.say_only_tried();
    }
    Ok(Exit::Fine)
}

/// The facts of one act, which has one day and one site.
struct Home {
    day: Day,
    site: String,
    facts: Vec<Fact>,
}

impl Home {
    /// Returns the site's title, or the day if the checklist names no sites.
    fn label(&self, session: &Session) -> String {
        views::site_title(&session.checklist, &self.site).unwrap_or_else(|| self.day.to_string())
    }
}

/// Groups facts by day and site. A one-off that is added belongs to the day of the occurrence during which it was
/// found.
fn by_home(book: &DayBook, facts: Vec<Fact>) -> Vec<Home> {
    let mut homes: Vec<Home> = Vec::new();
    for fact in facts {
        let of = match &fact {
            Fact::Add { one_off, .. } => one_off.found.as_ref(),
            fact => fact.occurrence(),
        };
        let (day, site) = of.map_or((book.day, book.site.as_str()), |of| book.home_of(of));
        match homes.iter_mut().find(|home| (home.day, home.site.as_str()) == (day, site)) {
            Some(home) => home.facts.push(fact),
            None => homes.push(Home { day, site: site.to_owned(), facts: vec![fact] }),
        }
    }
    homes
}

/// Prints, for each occurrence that the act is about, a line with the occurrence's new state and, if values are
/// missing, the command that adds them. If the act is only a note, prints the note.
fn tell(session: &Session, app: &App, book: &mut DayBook, act: Act) {
    if let [note @ Fact::Note { .. }] = act.facts.as_slice() {
        let known: Vec<&Act> = book.books().flat_map(|it| &it.acts).collect();
        let place = place(book, &act.site);
        let day = of_day(session, book, app.lang()).map(|day| day + "  ").unwrap_or_default();
        return app.print(day + &place + &acts::fact(app.lang(), &book.checklist, &known, note));
    }
    let said: Vec<(Occurrence, bool)> =
        act.facts.iter().filter_map(|it| Some((it.occurrence()?.clone(), matches!(it, Fact::Add { .. })))).collect();
    let is_ticked = act.facts.iter().any(|fact| matches!(fact, Fact::Tick { .. }));
    let home = act.site.to_string();
    let note = act.facts.iter().find_map(|fact| match fact {
        Fact::Note { text, .. } => Some(say::noted(app.lang(), cells::clean(text))),
        _ => None,
    });
    book.push(act);
    let basis = book.basis();
    let day = basis.judge(session.now);
    let mut added = Vec::new();
    let mut open = Vec::new();
    for (picked, item) in day.items.iter().enumerate() {
        match said.iter().find(|(of, _)| item.is(&of.task, &of.slot)) {
            Some((_, true)) => added.push(one_off::added_row(app.lang(), &book.checklist, &home, item)),
            Some(_) => {
                app.print_all(lines(app, session, book, &day, picked));
                open.extend(
                    (is_ticked && item.completion.is_some())
                        .then(|| still_open(session, app, book, &day, picked))
                        .flatten(),
                );
            }
            None => {}
        }
    }
    app.print_all(one_off::added_lines(added, &app.screen));
    app.print_all(note.into_iter().flat_map(|note| table::hung(&[note], &app.screen)));
    app.print_all(open);
}

/// Returns the line with the missing values of an occurrence that is done and the command that adds them; `None` if no
/// value is missing.
fn still_open(session: &Session, app: &App, book: &DayBook, day: &DayState, picked: Picked) -> Option<String> {
    let open = day.items[picked].open_fields();
    if open.is_empty() {
        return None;
    }
    let name = target::short(&book.checklist, day, picked);
    let values = open.iter().map(|field| format!("{}=…", field.id));
    let line = placed(session, book, book.day, CommandLine::new(app, "done").words([name].into_iter().chain(values)));
    let lang = app.lang();
    let fields: Vec<String> = open.iter().map(|field| cells::clean(&field.title).into_owned()).collect();
    let title = acts::title(lang, &book.checklist, day.items[picked].planned.task);
    Some(say::fields_open(lang, title, fields.join(&say::list_comma(lang)), line))
}

/// Adds the day and site of a book to a command, unless they are the default ones.
pub fn placed(session: &Session, book: &DayBook, on: Day, line: CommandLine) -> CommandLine {
    let line = if on == session.today { line } else { line.option("on", on.to_string()) };
    if place(book, &book.site).is_empty() { line } else { line.option("site", &book.site) }
}

/// Returns the title of a site, to print before a task. Empty if it is the only site of the checklist.
pub fn place(book: &DayBook, site: &str) -> String {
    let is_only = book.checklist.sites.len() == 1 && book.checklist.site(site).is_some();
    // The title of a site that no longer exists is in the checklist of the one-off's own day.
    let known = book.books().find(|book| book.checklist.site_or_gone(site).is_some()).unwrap_or(book);
    let title = views::site_title(&known.checklist, site).filter(|_| !is_only);
    title.map(|title| title + "  ").unwrap_or_default()
}

/// Returns the lines for an occurrence: `✓ 400电话是否打通  done 08:41`.
fn lines(app: &App, session: &Session, book: &DayBook, day: &DayState, picked: Picked) -> Vec<String> {
    let item = &day.items[picked];
    let lang = app.lang();
    let mut parts = vec![
        format!("{} {}", signs::sign(item.status, app.screen.ascii), titled(book, day, picked, lang)),
        words::state(lang, item, day.now, &book.checklist.clock.zone, day.day),
    ];
    let owner = item.planned.owner.whose().filter(|owner| *owner != session.me && item.is_done_by(&session.me));
    parts.extend(owner.map(|owner| say::owned_by(lang, cells::clean(owner))));
    // An act on a one-off is about the one-off's own day, whatever day the command named.
    parts.extend(if item.planned.one_off.is_none() { of_day(session, book, lang) } else { None });
    parts.extend(open_steps(item, lang));
    parts.extend(crate::render::day::values(lang, item));
    if item.status == Status::Done(Timing::AfterLapse) {
        parts.push(say::after_lapse_note(lang));
    }
    let excuse = item.reason().filter(|_| item.completion.is_some());
    parts.extend(excuse.map(|reason| say::stays_excused(lang, cells::clean(reason))));
    let style = signs::style(item.status);
    table::hung(&parts, &app.screen).iter().map(|line| app.screen.paint(style, line)).collect()
}

/// Returns the title of an occurrence, with the site if there are several, and the window if the task has several.
pub fn titled(book: &DayBook, day: &DayState, picked: Picked, lang: Lang) -> String {
    place(book, book.home_of(&day.items[picked].occurrence()).1) + &without_place(&book.checklist, day, picked, lang)
}

fn without_place(checklist: &Checklist, day: &DayState, picked: Picked, lang: Lang) -> String {
    let planned = &day.items[picked].planned;
    let title = acts::title(lang, checklist, planned.task);
    let several = day.items.iter().filter(|item| item.planned.task.id == planned.task.id).count() > 1;
    if several { format!("{} {title}", words::window(lang, planned)) } else { title }
}

/// Returns the day about which something is recorded, if it is not today.
fn of_day(session: &Session, book: &DayBook, lang: Lang) -> Option<String> {
    (book.day != session.today).then(|| words::date(lang, book.day))
}

fn open_steps(item: &Item, lang: Lang) -> Option<String> {
    let steps = &item.planned.task.steps;
    let done = item.steps_done();
    if steps.is_empty() || item.completion.is_some() || done.is_empty() {
        return None;
    }
    let open = (1u16..)
        .zip(steps)
        .filter(|(number, _)| !done.contains(number))
        .map(|(number, step)| step.title.as_ref().map_or(number.to_string(), |title| cells::clean(title).into_owned()));
    let open: Vec<String> = open.collect();
    Some(say::steps_open(lang, done.len(), steps.len(), open.join(&say::list_comma(lang))))
}

/// Describes an occurrence in a list from which the user picks.
pub fn offer(checklist: &Checklist, day: &DayState, picked: Picked, lang: Lang) -> String {
    let item = &day.items[picked];
    let state = words::state(lang, item, day.now, &checklist.clock.zone, day.day);
    format!("{}  {state}", without_place(checklist, day, picked, lang))
}

/// Returns the message that an occurrence is done: "already done by 小李 at 08:41, next at 10:30".
pub fn already_done(book: &DayBook, day: &DayState, done: Picked, next: Option<Picked>, lang: Lang) -> String {
    let zone = &book.checklist.clock.zone;
    let title = titled(book, day, done, lang);
    let Some(completion) = &day.items[done].completion else { return title };
    let at = words::clock_time_on(zone, completion.claimed.to_utc(), day.day);
    let by = cells::clean(completion.by);
    match next {
        Some(next) => {
            let start = words::clock_time(zone, day.items[next].planned.window.start);
            say::already_done_next(lang, title, by, at, start)
        }
        None => say::already_done(lang, title, by, at),
    }
}
