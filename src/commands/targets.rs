//! Progress of sums towards their targets in the current period, for the header of `ops today`.

use super::range::RangeReader;
use crate::app::{App, Failure, Session};
use crate::checklist::TargetPeriod;
use crate::language::{Lang, say};
use crate::render::sheet::Light;
use crate::render::words;
use crate::report::Goal;
use std::rc::Rc;

/// Returns for each site a line for each sum with a target, the worst first: what was entered today, this week and so
/// on, up to the target's own period, and what was to be reached by now. Longer periods are left out, since reading a
/// year takes as long as its report. Empty if the checklist has no targets.
pub fn lines(app: &App, session: &Session, sites: &[&str]) -> Result<Vec<Vec<String>>, Failure> {
    let (lang, checklist) = (app.lang(), &session.checklist);
    let targets = checklist.tasks().flat_map(|(_, task)| &task.fields).filter_map(|field| field.target);
    let own: Vec<TargetPeriod> = targets.map(|target| target.period).collect();
    let mut sums: Vec<Vec<Sum>> = sites.iter().map(|_| Vec::new()).collect();
    for (_, period) in
        TargetPeriod::ALL.into_iter().rev().filter(|(_, period)| own.iter().any(|own| own.shows(*period)))
    {
        let reader = RangeReader::new(app, session, Some(sites.iter().map(|site| (*site).to_owned()).collect()));
        let report = reader.range(period.around(session.today))?;
        for (site, sums) in sites.iter().zip(&mut sums) {
            for it in report.sums_aimed_at(site) {
                let (Some((task, of)), Goal::Target(target)) = (it.field, it.goal) else { continue };
                let Some(own) = of.field.target.map(|target| target.period).filter(|own| own.shows(period)) else {
                    continue;
                };
                let place = (task.id.clone(), of.field.id.clone());
                let known = sums.iter().position(|sum| sum.place == place).unwrap_or(sums.len());
                if known == sums.len() {
                    sums.push(Sum { place, name: it.name(&report, lang), light: it.light, parts: Vec::new() });
                }
                let (now, target) = (words::plain_amount(it.value, it.unit), words::amount(target, it.unit));
                let part = say::target_so_far(lang, word(period, lang), now, target, it.light.sign());
                sums[known].parts.push(part);
                if own == period {
                    sums[known].light = it.light;
                }
            }
        }
    }
    let lines = |mut sums: Vec<Sum>| {
        sums.sort_by_key(|sum| sum.light);
        sums.into_iter().map(|sum| say::targets_so_far(lang, sum.name, sum.parts.join(" · "))).collect()
    };
    Ok(sums.into_iter().map(lines).collect())
}

/// A sum with a target.
struct Sum {
    /// Ids of the task and the field.
    place: (Rc<str>, String),
    name: String,
    /// Compares the sum of the target's own period.
    light: Light,
    /// One text per period, beginning with today.
    parts: Vec<String>,
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
