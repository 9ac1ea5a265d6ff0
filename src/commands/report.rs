//! `ops report [WEEK|RANGE]`: the results of a range of days.

use super::delivery::{self, Delivery};
use super::filter;
use super::range::RangeReader;
use super::{dates, days, no_pager, option, page, said_days, switch, word};
use crate::app::hint::CommandLine;
use crate::app::{App, Exit, Failure, NowWord, Session};
use crate::calendar::{Instant, Lean};
use crate::journal::Fault;
use crate::language::{Lang, say, text};
use crate::render::sheet::Format;
use crate::report::sheet::{Dimension, Shown};
use crate::report::{Report, form, sheet};
use clap::{ArgAction, ArgMatches, Command};

/// Maximum length of a report in days, about ten years.
const LONGEST: i64 = 3660;

pub fn args(command: Command, lang: Lang) -> Command {
    let by = option("by", "WHAT", say::arg_report_by(lang))
        .action(ArgAction::Append)
        .value_delimiter(',')
        .value_parser(Dimension::ALL.map(|(name, _)| name))
        .hide_possible_values(true);
    let command = days(command, "range", "RANGE", say::arg_report_range(lang))
        .arg(by)
        .arg(switch("summary", say::arg_report_summary(lang)).conflicts_with_all(["by", "full"]))
        .arg(switch("full", say::arg_report_full(lang)))
        .args(filter::options(lang))
        .arg(option("as-of", "INSTANT", say::arg_as_of(lang)))
        .arg(no_pager(lang));
    delivery::args(command, lang)
}

pub fn run(app: &App, args: &ArgMatches) -> anyhow::Result<Exit> {
    page(app, args);
    let delivery = Delivery::read(app, args)?;
    let is_summary = args.get_flag("summary");
    if is_summary && delivery.format == Format::Csv {
        return Err(Failure::usage(text::summary_no_csv()).into());
    }
    let mut session = Session::open(app)?;
    let range = dates::week_range(said_days(args, "range").as_deref().unwrap_or("this"), &session)?;
    if range.length() > LONGEST {
        return Err(Failure::usage(text::report_too_long(LONGEST / 366)).into());
    }
    let as_of = word(args, "as-of").map(|text| instant(&session, text)).transpose()?;
    if let Some(as_of) = as_of {
        session.look_back_to(as_of);
    }
    let filter = filter::read_past(app, &session, args)?;
    let sites = session.named_sites()?.filter(|named| !named.are_all).map(|named| named.ids);
    let mut report = RangeReader::new(app, &session, sites).only(filter).report(range, as_of)?;
    report.foot.faults = app.known_faults().iter().map(Fault::named).collect();
    if delivery.format == Format::Json {
        return Ok(delivery.text(app, &(form::write(&report) + "\n"))?);
    }
    let chosen: Vec<Dimension> =
        args.get_many::<String>("by").into_iter().flatten().filter_map(|by| Dimension::named(by)).collect();
    // On a terminal without a pager, the rest would push the first page off the screen.
    let is_brief = delivery.format == Format::Table && chosen.is_empty() && !args.get_flag("full") && !app.is_paged();
    let lang = app.lang();
    let document = if is_summary || is_brief {
        let more = || CommandLine::again(app, "report", args).words(said_days(args, "range")).switch("full");
        sheet::first_page(&report, lang, (!is_summary && !delivery.is_file()).then(|| say::report_more(lang, more())))
    } else {
        let shown = shown(delivery.format, chosen, &report, lang);
        match delivery.format {
            Format::Xlsx => sheet::spreadsheet(&report, &shown),
            _ => sheet::document(&report, &shown),
        }
    };
    Ok(delivery.document(app, &document)?)
}

/// Returns what a format shows. By default a terminal shows only what can be read at a glance, and CSV, which is a
/// single table, shows the tasks.
fn shown(format: Format, chosen: Vec<Dimension>, report: &Report, lang: Lang) -> Shown {
    let in_full = matches!(format, Format::Xlsx | Format::Html);
    let mut by = chosen;
    if by.is_empty() && format == Format::Csv {
        by.push(Dimension::Task);
    } else if by.is_empty() && format != Format::Xlsx {
        // A page has the days in the grid, the areas with their tasks.
        let days = Dimension::of_days(&report.asked.spans());
        by.extend([days, Dimension::Area].into_iter().filter(|_| format != Format::Html));
        by.extend((report.sites.len() > 1).then_some(Dimension::Site));
        by.extend((report.persons.len() > 1).then_some(Dimension::Person));
        by.extend(in_full.then_some(Dimension::Task));
    }
    let most = match format {
        Format::Table => Some(10),
        Format::Markdown | Format::MarkdownPlain => Some(30),
        _ => None,
    };
    let as_page = format == Format::Html;
    Shown { lang, by, most, in_full, as_page, as_lists: format == Format::Csv }
}

fn instant(session: &Session, text: &str) -> Result<Instant, Failure> {
    let bad = || Failure::usage(text::bad_now(text)).hint(text::bad_now_hint());
    let clock = &session.checklist.clock;
    NowWord::parse(text).and_then(|word| word.resolve(clock, session.now, Lean::Back)).ok_or_else(bad)
}
