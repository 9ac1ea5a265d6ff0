//! Reads the days of a range for a report.

use crate::app::{App, DayBook, Failure, Session};
use crate::calendar::{Day, DayRange, Instant};
use crate::checklist::Checklist;
use crate::plan::SteadyWindows;
use crate::report::{
    Asked, Coming, Counts, Foot, Gathering, OpenOneOff, Previous, Report, Surroundings, next, previous,
};
use crate::status::Filter;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Number of periods shown in a row: the requested one and those before it.
const PERIODS: usize = 8;

/// Whether a range is a month or shorter, so that several like it are worth comparing.
fn is_short(range: DayRange) -> bool {
    range.length() <= 31
}

/// Reads a range day by day and keeps only what the report needs.
pub(super) struct RangeReader<'a> {
    app: &'a App,
    session: &'a Session<'a>,
    filter: Filter,
    /// The requested sites; `None` means all.
    sites: Option<Vec<String>>,
    windows: RefCell<Option<(Rc<Checklist>, Rc<SteadyWindows>)>>,
}

/// What was read of a range.
struct Gathered {
    gathering: Gathering,
    /// The checklist in force on the last day.
    last: Rc<Checklist>,
    asked: Asked,
    foot: Foot,
    /// The books of the last day that was judged.
    books: Vec<DayBook>,
}

impl<'a> RangeReader<'a> {
    /// Creates a reader of the given sites; `None` means all.
    pub fn new(app: &'a App, session: &'a Session<'a>, sites: Option<Vec<String>>) -> RangeReader<'a> {
        RangeReader { app, session, filter: Filter::default(), sites, windows: RefCell::default() }
    }

    /// Restricts the reports to some persons and tasks.
    pub fn only(self, filter: Filter) -> RangeReader<'a> {
        RangeReader { filter, ..self }
    }

    /// Returns the report on a range, with what surrounds the range.
    pub fn report(&self, range: DayRange, as_of: Option<Instant>) -> Result<Report, Failure> {
        let Gathered { gathering, last, asked, foot, books } = self.gather(range, as_of)?;
        let around = Surroundings {
            before: self.before(&asked)?,
            open_faults: self.open_faults(&asked, &last, books)?,
            coming: next(range).filter(|_| is_short(range)).map(|range| self.coming(&last, range)),
        };
        Ok(gathering.finish(&last, asked, around, foot))
    }

    /// Returns the report on a range alone.
    pub fn range(&self, range: DayRange) -> Result<Report, Failure> {
        let Gathered { gathering, last, asked, foot, .. } = self.gather(range, None)?;
        Ok(gathering.finish(&last, asked, Surroundings::default(), foot))
    }

    fn gather(&self, range: DayRange, as_of: Option<Instant>) -> Result<Gathered, Failure> {
        let last = self.session.checklist_on(range.last)?.unwrap_or_else(|| self.session.checklist.clone());
        let asked = Asked::new(range, last.clock.bounds(range.last).end, self.session.now, as_of);
        let mut gathering = Gathering::new(&asked).only(self.filter.clone(), self.sites.clone());
        let (mut foot, mut books) = (Foot::default(), Vec::new());
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
            // The books of the day before are dropped first, so that memory holds only one day.
            books.clear();
            books = self.books(day)?;
            for book in &mut books {
                foot.read(&mut book.acts, as_of, asked.range_end);
                foot.read(&mut book.strays, as_of, asked.range_end);
                if as_of.is_some() {
                    book.find_one_offs();
                }
                if !book.knows_site {
                    gathering.strays(day, &book.site, &book.facts());
                    continue;
                }
                let basis = book.basis_of(book.plan_by(&self.windows(&book.checklist)));
                gathering.day(&book.checklist, &mut basis.judge(asked.cut_off), &basis.facts);
                book.strays.sort_by(|one, next| one.site.cmp(&next.site));
                for stray in book.strays.chunk_by(|one, next| one.site == next.site) {
                    gathering.strays(day, &stray[0].site, &crate::journal::fold(stray));
                }
            }
        }
        self.app.progress(days, days);
        Ok(Gathered { gathering, last, asked, foot, books })
    }

    /// Computes the totals of the periods before the range, the latest first: of a short range the last seven, of a
    /// longer one only the last.
    fn before(&self, asked: &Asked) -> Result<Vec<Previous>, Failure> {
        let most = if is_short(asked.range) { PERIODS - 1 } else { 1 };
        let ranges = std::iter::successors(previous(asked.range), |range| previous(*range)).take(most);
        let mut before = ranges.map(|range| self.previous(range, asked)).collect::<Result<Vec<_>, _>>()?;
        // Periods before the first record say nothing.
        let known = before.iter().rposition(|before| before.total != Counts::default()).map_or(0, |last| last + 1);
        before.truncate(known);
        Ok(before)
    }

    /// Returns the faults that are not solved at the cut-off, the oldest first.
    fn open_faults(
        &self,
        asked: &Asked,
        last: &Checklist,
        mut books: Vec<DayBook>,
    ) -> Result<Vec<OpenOneOff>, Failure> {
        let clock = &last.clock;
        let day = asked.range.last.min(clock.day_of(asked.cut_off));
        if asked.as_of.is_some() || books.first().is_none_or(|book| book.day != day) {
            books = self.books(day)?;
        }
        self.session.carry(&mut books)?;
        let mut open = Vec::new();
        for book in &books {
            let basis = book.basis_of(book.plan_of_carried_too());
            let mut state = basis.judge(asked.cut_off);
            self.filter.narrow(&mut state);
            let faults =
                state.items.iter().filter(|item| item.planned.one_off.is_some_and(|said| said.found.is_some()));
            for item in faults.filter(|item| item.status.is_outstanding()) {
                let site = Rc::from(book.site.as_str());
                open.extend(OpenOneOff::of(item.planned.day, &site, item, clock.day_of(asked.cut_off)));
            }
        }
        open.sort_by_key(|it| it.day);
        Ok(open)
    }

    fn coming(&self, checklist: &Checklist, range: DayRange) -> Coming {
        let sites = checklist.site_ids().into_iter().filter(|site| self.is_asked_for(site));
        Coming::of(checklist, range, &sites.collect::<Vec<_>>(), &self.filter)
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

    /// Returns the windows of a checklist, recomputed only if it is another checklist than before.
    fn windows(&self, checklist: &Rc<Checklist>) -> Rc<SteadyWindows> {
        let mut known = self.windows.borrow_mut();
        match &*known {
            Some((of, windows)) if Rc::ptr_eq(of, checklist) => windows.clone(),
            _ => {
                let windows = Rc::new(SteadyWindows::of(checklist));
                *known = Some((checklist.clone(), windows.clone()));
                windows
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
        let (mut total, mut sites) = (Counts::default(), BTreeMap::<Rc<str>, Counts>::new());
        for day in range.days() {
            for mut book in self.books(day)? {
                Foot::default().read(&mut book.acts, asked.as_of, end);
                let basis = book.basis_of(book.plan_by(&self.windows(&book.checklist)));
                let mut of_day = Counts::default();
                let mut state = basis.judge(cut_off);
                self.filter.narrow(&mut state);
                of_day.take_day(&state, &basis.facts, cut_off);
                total += of_day;
                *sites.entry(book.site.as_str().into()).or_default() += of_day;
            }
        }
        Ok(Previous { range, cut_off, total, sites })
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
