//! `ops report [WEEK|RANGE]`: the results of a range of days.

use super::delivery::{self, Delivery};
use super::{dates, days, no_pager, option, page, said_days, word};
use crate::app::{App, DayBook, Exit, Failure, NowWord, Session};
use crate::calendar::{Day, DayRange, Instant, Lean};
use crate::checklist::Checklist;
use crate::journal::Fault;
use crate::language::{Lang, say, text};
use crate::plan::AllSlots;
use crate::render::sheet::Format;
use crate::report::sheet::{Dimension, Shown};
use crate::report::{Asked, Counts, Foot, Gathering, Previous, Report, form, previous, sheet};
use clap::{ArgAction, ArgMatches, Command};
use std::cell::RefCell;
use std::rc::Rc;

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
        .arg(option("as-of", "INSTANT", say::arg_as_of(lang)))
        .arg(no_pager(lang));
    delivery::args(command, lang)
}

pub fn run(app: &App, args: &ArgMatches) -> anyhow::Result<Exit> {
    page(app, args);
    let delivery = Delivery::read(app, args)?;
    let mut session = Session::open(app)?;
    let range = dates::week_range(said_days(args, "range").as_deref().unwrap_or("this"), &session)?;
    if range.length() > LONGEST {
        return Err(Failure::usage(text::report_too_long(LONGEST / 366)).into());
    }
    let as_of = word(args, "as-of").map(|text| instant(&session, text)).transpose()?;
    if let Some(as_of) = as_of {
        session.look_back_to(as_of);
    }
    let sites = session.named_sites()?.filter(|named| !named.are_all).map(|named| named.ids);
    let mut report = RangeReader { app, session: &session, sites, slots: RefCell::default() }.read(range, as_of)?;
    report.foot.faults = app.known_faults().iter().map(Fault::named).collect();
    if delivery.format == Format::Json {
        return Ok(delivery.text(app, &(form::write(&report) + "\n"))?);
    }
    let chosen = args.get_many::<String>("by").into_iter().flatten().filter_map(|by| Dimension::named(by));
    let shown = shown(delivery.format, chosen.collect(), &report, app.lang());
    Ok(delivery.document(app, &sheet::document(&report, &shown))?)
}

/// Returns what a format shows. By default a terminal shows only what can be read at a glance, and CSV, which is a
/// single table, shows the tasks.
fn shown(format: Format, chosen: Vec<Dimension>, report: &Report, lang: Lang) -> Shown {
    let in_full = matches!(format, Format::Xlsx | Format::Html);
    let mut by = chosen;
    if by.is_empty() && format == Format::Csv {
        by.push(Dimension::Task);
    } else if by.is_empty() {
        // A spreadsheet has room for every day.
        let days = if format == Format::Xlsx { Dimension::Day } else { Dimension::of_days(&report.asked.spans()) };
        by.extend([days, Dimension::Area]);
        by.extend((report.sites.len() > 1).then_some(Dimension::Site));
        by.extend((report.persons.len() > 1).then_some(Dimension::Person));
        by.extend(in_full.then_some(Dimension::Task));
    }
    let most = match format {
        Format::Table => Some(10),
        Format::Markdown | Format::MarkdownPlain => Some(30),
        _ => None,
    };
    Shown { lang, by, most, in_full, as_lists: format == Format::Csv }
}

fn instant(session: &Session, text: &str) -> Result<Instant, Failure> {
    let bad = || Failure::usage(text::bad_now(text)).hint(text::bad_now_hint());
    let clock = &session.checklist.clock;
    NowWord::parse(text).and_then(|word| word.resolve(clock, session.now, Lean::Back)).ok_or_else(bad)
}

/// Reads a range day by day and keeps only what the report needs.
struct RangeReader<'a> {
    app: &'a App,
    session: &'a Session<'a>,
    /// The requested sites; `None` means all.
    sites: Option<Vec<String>>,
    slots: RefCell<Option<(Rc<Checklist>, Rc<AllSlots>)>>,
}

impl RangeReader<'_> {
    fn read(&self, range: DayRange, as_of: Option<Instant>) -> Result<Report, Failure> {
        let last = self.session.checklist_on(range.last)?.unwrap_or_else(|| self.session.checklist.clone());
        let asked = Asked::new(range, last.clock.bounds(range.last).end, self.session.now, as_of);
        let mut gathering = Gathering::new(&asked);
        let mut foot = Foot::default();
        let before = previous(range);
        let days = range.length();
        for (number, day) in (0..).zip(range.days()) {
            self.app.progress(number, days);
            let Some(checklist) = self.session.checklist_on(day)? else {
                self.wait(day, as_of, &mut foot)?;
                continue;
            };
            if checklist.clock.bounds(day).start >= asked.cut_off {
                let sites = checklist.site_ids();
                let sites = sites.into_iter().filter(|site| self.is_asked_for(site));
                sites.for_each(|site| gathering.day_to_come(&checklist, site, day));
                self.leave_out(day, as_of, &mut foot)?;
                continue;
            }
            if let Some((digest, is_adopted)) = self.session.version_on(day) {
                foot.judged_by(day, digest, is_adopted, &checklist);
            }
            for mut book in self.books(day)? {
                foot.read(&mut book.acts, as_of, asked.range_end);
                foot.read(&mut book.strays, as_of, asked.range_end);
                book.find_one_offs();
                if !book.knows_site {
                    gathering.strays(day, &book.site, &book.facts());
                    continue;
                }
                let basis = book.basis_of(book.plan_by(&self.slots(&book.checklist)));
                gathering.day(&book.checklist, &basis.judge(asked.cut_off), &basis.facts);
                book.strays.sort_by(|one, next| one.site.cmp(&next.site));
                for stray in book.strays.chunk_by(|one, next| one.site == next.site) {
                    gathering.strays(day, &stray[0].site, &crate::journal::fold(stray));
                }
            }
        }
        self.app.progress(days, days);
        let previous = before.map(|range| self.previous(range, &asked)).transpose()?;
        Ok(gathering.finish(&last, asked, previous, foot))
    }

    /// Counts the acts of a day for which there is no checklist (yet), so that they are reported as a fault.
    fn wait(&self, day: Day, as_of: Option<Instant>, foot: &mut Foot) -> Result<(), Failure> {
        let mut acts = self.session.acts(day)?;
        acts.retain(|act| self.is_asked_for(&act.site));
        foot.read(&mut acts, as_of, self.session.checklist.clock.bounds(day).end);
        Ok(())
    }

    /// Counts the acts recorded after the requested instant about a day that the report does not judge.
    fn leave_out(&self, day: Day, as_of: Option<Instant>, foot: &mut Foot) -> Result<(), Failure> {
        let Some(as_of) = as_of else { return Ok(()) };
        let acts = self.session.acts(day)?;
        let later = acts.iter().filter(|act| self.is_asked_for(&act.site) && act.recorded() > as_of).count();
        foot.left_out += later as u64;
        Ok(())
    }

    /// Returns the slots of a checklist, recomputed only if it is another checklist than before.
    fn slots(&self, checklist: &Rc<Checklist>) -> Rc<AllSlots> {
        let mut known = self.slots.borrow_mut();
        match &*known {
            Some((of, slots)) if Rc::ptr_eq(of, checklist) => slots.clone(),
            _ => {
                let slots = Rc::new(AllSlots::of(checklist));
                *known = Some((checklist.clone(), slots.clone()));
                slots
            }
        }
    }

    /// Computes the totals of the previous period, up to the same point of the period.
    fn previous(&self, range: DayRange, asked: &Asked) -> Result<Previous, Failure> {
        let last = self.session.checklist_on(range.last)?.unwrap_or_else(|| self.session.checklist.clone());
        let end = last.clock.bounds(range.last).end;
        let zone = &last.clock.zone;
        let same_moment = zone.resolve(zone.local(asked.cut_off) - (asked.range.first - range.first));
        let cut_off = if asked.is_running() { same_moment.min(end) } else { end };
        let mut total = Counts::default();
        for day in range.days() {
            for mut book in self.books(day)? {
                Foot::default().read(&mut book.acts, asked.as_of, end);
                let basis = book.basis_of(book.plan_by(&self.slots(&book.checklist)));
                total.take_day(&basis.judge(cut_off), &basis.facts, cut_off);
            }
        }
        Ok(Previous { range, cut_off, total })
    }

    fn is_asked_for(&self, site: &str) -> bool {
        self.sites.as_ref().is_none_or(|sites| site.is_empty() || sites.iter().any(|asked| asked == site))
    }

    /// Reads a day at the requested sites, or at all sites.
    fn books(&self, day: Day) -> Result<Vec<DayBook>, Failure> {
        match &self.sites {
            Some(sites) => self.session.day_at(day, sites),
            None => self.session.day_at_all_sites(day),
        }
    }
}
