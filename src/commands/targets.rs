//! Progress of sums towards their targets in the current period, for the header of `ops today`.

use super::range::RangeReader;
use crate::app::{App, Failure, Session};
use crate::checklist::TargetPeriod;
use crate::language::{Lang, say};
use crate::render::words;
use crate::report::Goal;

/// Returns a line for each sum with a target at some sites, the worst first: what was entered so far, and what was to
/// be reached by now. Empty if the checklist has no targets.
pub fn lines(app: &App, session: &Session, sites: &[&str]) -> Result<Vec<String>, Failure> {
    let (lang, checklist) = (app.lang(), &session.checklist);
    let targets = checklist.tasks().flat_map(|(_, task)| &task.fields).filter_map(|field| field.target);
    let periods: Vec<TargetPeriod> = targets.map(|target| target.period).collect();
    let sites: Vec<String> = sites.iter().map(|site| (*site).to_owned()).collect();
    let mut lines = Vec::new();
    for (_, period) in TargetPeriod::ALL.into_iter().rev().filter(|(_, period)| periods.contains(period)) {
        let reader = RangeReader::new(app, session, Some(sites.clone()));
        let report = reader.range(period.around(session.today))?;
        for it in report.aimed() {
            let (Some((_, of)), Goal::Target(target)) = (it.field, it.goal) else { continue };
            if of.field.target.is_none_or(|target| target.period != period) {
                continue;
            }
            let name = it.name(&report, lang);
            let (now, target) = (words::amount(it.value, it.unit), words::plain_amount(target, it.unit));
            let light = format!("{} {}", it.light.sign(), it.light.word(lang));
            lines.push(say::target_so_far(lang, word(period, lang), name, now, target, light));
        }
    }
    Ok(lines)
}

fn word(period: TargetPeriod, lang: Lang) -> String {
    match period {
        TargetPeriod::Day => say::target_today(lang),
        TargetPeriod::Week => say::this_week(lang),
        TargetPeriod::Month => say::this_month(lang),
        TargetPeriod::Quarter => say::this_quarter(lang),
        TargetPeriod::Year => say::this_year(lang),
    }
}
