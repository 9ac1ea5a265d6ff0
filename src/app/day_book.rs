//! A business day at a site: the checklist that judges it and what was recorded.

use crate::calendar::{Day, Instant};
use crate::checklist::Checklist;
use crate::journal::{Act, DayFacts, fold};
use crate::plan::{Plan, plan, plan_of};
use std::rc::Rc;

/// What a day is judged by.
pub struct DayBook {
    /// The checklist in force.
    pub checklist: Rc<Checklist>,
    /// The business day.
    pub day: Day,
    /// Site id; empty where the checklist names none.
    pub site: String,
    /// The acts of that day and site.
    pub acts: Vec<Act>,
    /// Acts of that day at sites the checklist does not know, such as the unnamed one before sites were named.
    pub strays: Vec<Act>,
    /// When the journal's history begins, where that is on this day.
    pub since: Option<Instant>,
}

impl DayBook {
    /// The day's occurrences.
    pub fn plan(&self) -> Plan<'_> {
        plan(&self.checklist, &self.site, self.day, self.since)
    }

    /// The day's checks alone.
    pub fn plan_of_checks(&self) -> Plan<'_> {
        plan_of(&self.checklist, &self.site, self.day, self.since, |task| !task.is_watch())
    }

    /// The day's facts.
    pub fn facts(&self) -> DayFacts<'_> {
        fold(&self.acts)
    }

    /// What was recorded where the checklist knows no site: told, not counted.
    pub fn stray_facts(&self) -> DayFacts<'_> {
        fold(&self.strays)
    }

    /// All acts of the day that concern the site, by the time of recording.
    pub fn all_acts(&self) -> Vec<&Act> {
        let mut acts: Vec<&Act> = self.acts.iter().chain(&self.strays).collect();
        acts.sort_by_key(|act| (act.recorded_at, act.id));
        acts
    }
}
