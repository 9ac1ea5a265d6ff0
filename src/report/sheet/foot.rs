//! The footer of a report in words.

use super::super::Report;
use crate::calendar::{DayRange, Instant};
use crate::language::{Lang, say};
use crate::render::filter;

pub(super) fn lines(report: &Report, lang: Lang) -> Vec<String> {
    let foot = &report.foot;
    let at = |instant: Instant| report.zone.local(instant).format("%Y-%m-%d %H:%M").to_string();
    let mut lines: Vec<String> = filter::line(&report.filter, lang).into_iter().collect();
    lines.extend([say::foot_rule(lang), say::foot_cut_off(lang, at(report.asked.cut_off), report.zone.name())]);
    for version in &foot.versions {
        let days: Vec<String> = version.days.iter().map(stretch).collect();
        let (digest, days) = (version.digest.short(), days.join(", "));
        lines.push(match version.is_adopted {
            true => say::foot_version(lang, digest, days),
            false => say::foot_unadopted(lang, digest, days),
        });
    }
    if let Some(holidays) = &foot.holidays {
        let years: Vec<String> = holidays.years.iter().map(i32::to_string).collect();
        let known = match years.is_empty() {
            true => say::foot_no_holidays(lang, &holidays.base),
            false => say::foot_holidays(lang, &holidays.base, years.join(&say::list_comma(lang))),
        };
        let unknown: Vec<String> = holidays.unknown.iter().map(stretch).collect();
        let unknown =
            (!unknown.is_empty()).then(|| say::foot_holidays_unknown(lang, unknown.join(&say::list_comma(lang))));
        lines.push([Some(known), unknown].into_iter().flatten().collect::<Vec<_>>().join(&say::clause_semicolon(lang)));
    }
    lines.push(say::foot_acts(lang, foot.acts, foot.recorded_after));
    lines.extend(report.asked.as_of.map(|as_of| say::foot_as_of(lang, at(as_of), foot.left_out)));
    lines
}

pub(super) fn stretch(days: &DayRange) -> String {
    if days.first == days.last { days.first.to_string() } else { format!("{}..{}", days.first, days.last) }
}
