//! Describes earlier acts by other people, so that two people working on one list notice each other.

use crate::calendar::Zone;
use crate::language::{Lang, say};
use crate::render::{cells, day as rows, words};
use crate::status::{DayState, Item};
use std::collections::BTreeMap;

/// An occurrence that is being ticked.
pub struct Ticking<'a> {
    /// The day of the occurrence.
    pub day: &'a DayState<'a>,
    /// The occurrence.
    pub item: &'a Item<'a>,
    /// The occurrence's title.
    pub title: &'a str,
    /// The language of the lines.
    pub lang: Lang,
    /// The team's zone.
    pub zone: &'a Zone,
}

impl Ticking<'_> {
    /// Returns one line for each step that is already ticked: who ticked it, and when.
    pub fn steps(&self, steps: &[u16]) -> Vec<String> {
        let line = |step: &u16| {
            let ticks = self.item.facts.map(|facts| facts.ticks.as_slice()).unwrap_or_default();
            let tick = ticks.iter().find(|tick| tick.steps.is_some_and(|steps| steps.contains(step)))?;
            let at = words::clock_time_on(self.zone, tick.source.claimed.to_utc(), self.day.day);
            Some(say::step_already(self.lang, self.title, step, cells::clean(tick.source.by), at))
        };
        steps.iter().filter_map(line).collect()
    }

    /// Returns one line for each value that is overwritten: the old value, and who entered it.
    pub fn values(&self, values: &BTreeMap<String, String>) -> Vec<String> {
        let line = |(id, new): (&String, &String)| {
            let old = self.item.facts?.values.get(id.as_str()).filter(|old| old.text != new)?;
            let field = self.item.planned.task.field(id)?;
            let at = words::clock_time_on(self.zone, old.source.recorded.to_utc(), self.day.day);
            let was = rows::named_value(self.lang, field, old.text);
            Some(say::value_was(self.lang, self.title, was, cells::clean(old.source.by), at))
        };
        values.iter().filter_map(line).collect()
    }
}
