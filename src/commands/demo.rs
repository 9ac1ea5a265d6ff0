//! `ops demo DIR`: a journal with a believable history, for trying things out. Never touches the real one.

use super::{option, path, positional};
use crate::app::{App, Exit, Failure, find};
use crate::calendar::{Day, Instant};
use crate::checklist::{Bundle, Checklist, read_bundle};
use crate::demo;
use crate::journal::{Folder, Journal, Prev, RecordPlace, Writer, WriterId};
use crate::language::{Lang, Text, reason, say, text};
use chrono::{Datelike, Days};
use clap::builder::ValueParser;
use clap::{ArgMatches, Command};
use std::path::Path;

/// Ten years.
const MOST_WEEKS: u64 = 522;

const MOST_SHOPS: u64 = 100;

pub fn args(command: Command, lang: Lang) -> Command {
    let number = |name, value, help: String, default| {
        option(name, value, help).value_parser(ValueParser::from(clap::value_parser!(u64))).default_value(default)
    };
    command
        .arg(positional("dir", "DIR", say::arg_demo_dir(lang)).required(true).value_parser(ValueParser::path_buf()))
        .arg(number("weeks", "N", say::arg_demo_weeks(lang), "8").hide_default_value(true))
        .arg(number("shops", "N", say::arg_demo_shops(lang), "2").hide_default_value(true))
        .arg(number("seed", "N", say::arg_demo_seed(lang), "1").hide_default_value(true))
}

pub fn run(app: &App, args: &ArgMatches) -> anyhow::Result<Exit> {
    let folder = path(args, "dir").unwrap_or_default();
    let weeks = *args.get_one::<u64>("weeks").unwrap_or(&8);
    let seed = *args.get_one::<u64>("seed").unwrap_or(&1);
    let shops = *args.get_one::<u64>("shops").unwrap_or(&2);
    if shops > MOST_SHOPS {
        return Err(Failure::usage(text::demo_shops(MOST_SHOPS)).into());
    }
    if weeks == 0 || weeks > MOST_WEEKS {
        return Err(Failure::usage(text::demo_weeks(MOST_WEEKS)).into());
    }
    if app.is_own_journal(&folder) {
        return Err(Failure::usage(text::demo_own_journal(folder.display())).into());
    }
    if !is_empty(&folder) {
        return Err(Failure::usage(text::demo_not_empty(folder.display())).hint(text::demo_not_empty_hint()).into());
    }
    let mut candidate = find(app, None)?;
    let Some(checklist) = candidate.reading.checklist.take() else { return Err(candidate.failure(app).into()) };
    let (checklist, bundle) = with_shops(checklist, candidate.reading.bundle, shops, app.lang());
    let (now, today) = app.now_and_today(&checklist.clock);
    // Whole weeks, ending with the current one.
    let monday = today - Days::new(today.weekday().num_days_from_monday().into());
    let first = monday.checked_sub_days(Days::new((weeks - 1) * 7)).unwrap_or(monday);
    let count = write(app, &folder, &checklist, &bundle, DemoSpan { first, today, now, seed })?;
    let shown = crate::render::cells::clean(&folder.display().to_string()).into_owned();
    app.print(say::demo_written(app.lang(), &shown, count, first, today));
    app.print(say::demo_next(app.lang(), &shown));
    Ok(Exit::Fine)
}

/// Adds shops with people if the checklist has no sites, so that a report has more to show.
fn with_shops(checklist: Checklist, bundle: Bundle, shops: u64, lang: Lang) -> (Checklist, Bundle) {
    if !checklist.sites.is_empty() || shops == 0 {
        return (checklist, bundle);
    }
    let mut with_shops = bundle.clone();
    if let Some(root) = with_shops.files.first_mut() {
        root.text += &demo::shops(&checklist, shops, lang);
    }
    let reading = read_bundle(with_shops, checklist.clock.zone.name());
    match reading.checklist {
        Some(checklist) => (checklist, reading.bundle),
        None => (checklist, bundle),
    }
}

/// The days for which to generate acts, the current instant, and the seed.
struct DemoSpan {
    first: Day,
    today: Day,
    now: Instant,
    seed: u64,
}

fn write(app: &App, root: &Path, checklist: &Checklist, bundle: &Bundle, span: DemoSpan) -> Result<usize, Failure> {
    let [a, b, c, d, e, ..] = span.seed.to_be_bytes().map(|byte| byte ^ 0x5a);
    let root = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
    // The journal is new, so no other writer needs this lock folder.
    let state = tempfile::tempdir().map_err(|error| {
        let folder = std::env::temp_dir().display().to_string();
        Failure::new(Exit::Journal, Text::of(|lang| say::cannot_write(lang, &folder, reason(lang, &error))))
    })?;
    let id = WriterId::from_random([a, b, c, d, e]);
    let writer = Writer { id, state: state.path().to_owned(), waiting: (app.lang(), |_| {}) };
    let journal = Folder::new(root, Some(writer));
    let adopted = journal.adopt(&demo::adoption(checklist, span.first, span.seed, app.lang()), bundle)?.id;
    let mut last = Some(Prev { id: adopted, place: RecordPlace::Adopted });
    let mut count = 0;
    let days = (span.today - span.first).num_days() + 1;
    for (number, day) in (0..).zip(span.first.iter_days().take_while(|day| *day <= span.today)) {
        app.progress(number, days);
        let sites = checklist.site_ids();
        let mut drafts: Vec<_> =
            sites.iter().flat_map(|site| demo::acts(checklist, site, day, span.seed, (span.now, app.lang()))).collect();
        drafts.sort_by_key(|draft| draft.id);
        drafts.iter_mut().for_each(|draft| draft.under = Some(adopted));
        count += drafts.len();
        last = journal.append_all(&drafts, last)?;
    }
    app.progress(days, days);
    Ok(count)
}

/// Whether the folder is missing or empty, so that nothing can be overwritten.
fn is_empty(folder: &Path) -> bool {
    match std::fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) => error.kind() == std::io::ErrorKind::NotFound,
    }
}
