//! The plan as an iCalendar file (RFC 5545) for phones and office calendars, with one event per occurrence.
//!
//! Written here because no crate fits: `icalendar` has no zones and passes control characters through; `calcard`, like
//! others with zones, brings a second zone database that may disagree with ours.

mod lines;
mod zones;

use super::one_off;
use crate::calendar::{Instant, Zone, time_label};
use crate::journal::DayFacts;
use crate::language::{Lang, say};
use crate::plan::{Plan, Planned};
use chrono::TimeDelta;
use lines::Lines;
use std::ops::Range;

/// Options for writing events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IcalOptions {
    /// Language of the words added to the checklist's own.
    pub lang: Lang,
    /// Whether to write instants in UTC, for readers that mishandle zones.
    pub utc: bool,
    /// How long before the start of a check its alarm rings; `None` for no alarms. Watches never have alarms.
    pub alarm: Option<TimeDelta>,
}

/// A calendar to which days are added.
#[derive(Debug, Clone)]
pub struct Calendar {
    options: IcalOptions,
    name: String,
    events: Lines,
    /// Number of events.
    pub count: usize,
    /// The zones that events refer to, each with the period that these events cover.
    zones: Vec<(Zone, Range<Instant>)>,
    home: (Zone, Instant),
}

impl Calendar {
    /// Creates an empty calendar of a team in a zone, starting at an instant.
    pub fn new(name: String, zone: &Zone, from: Instant, options: IcalOptions) -> Calendar {
        Calendar { options, name, events: Lines::default(), count: 0, zones: Vec::new(), home: (zone.clone(), from) }
    }

    /// Adds the occurrences of a day. `changed` is when the underlying checklist was last changed: calendar programs
    /// keep the later of two versions of an event.
    pub fn add(&mut self, plan: &Plan, changed: Instant) {
        for planned in &plan.occurrences {
            self.event(plan, planned, changed);
        }
    }

    /// Adds the one-offs of a day. A one-off never changes, so its time stamp is when it was added.
    pub fn add_one_offs(&mut self, plan: &Plan, facts: &DayFacts) {
        for planned in &plan.occurrences {
            if let Some(added) = facts.occurrences.get(&planned.occurrence()).and_then(|facts| facts.added.as_ref()) {
                self.event(plan, planned, added.source.recorded.to_utc());
            }
        }
    }

    /// Returns the text of the file.
    pub fn into_text(mut self) -> String {
        // A calendar must have at least one component (RFC 5545, 3.6).
        if self.count == 0 {
            let (zone, from) = self.home;
            self.zones.push((zone, from..from));
        }
        let mut file = Lines::default();
        file.begin("VCALENDAR");
        file.property("VERSION", "2.0");
        file.property("PRODID", "-//ops//ops calendar//EN");
        file.property("CALSCALE", "GREGORIAN");
        file.property("METHOD", "PUBLISH");
        // The standard name (RFC 7986, 5.1), and the older one that phones support.
        file.text("NAME", &self.name);
        file.text("X-WR-CALNAME", &self.name);
        for (zone, stretch) in &self.zones {
            zones::write(zone, stretch, &mut file);
        }
        file.append(&self.events);
        file.end("VCALENDAR");
        file.into_text()
    }

    fn event(&mut self, plan: &Plan, planned: &Planned, changed: Instant) {
        let task = planned.task;
        self.count += 1;
        self.events.begin("VEVENT");
        self.events.property("UID", &uid(plan, planned));
        self.events.property("DTSTAMP", &lines::utc(changed));
        self.when(plan, planned);
        self.events.text("SUMMARY", &task.title);
        self.events.text("DESCRIPTION", &description(self.options.lang, plan, planned));
        if let Some(site) = plan.checklist.site(plan.site) {
            self.events.text("LOCATION", &site.title);
        }
        self.events.text("CATEGORIES", &area_title(self.options.lang, planned));
        if let Some(link) = &task.link {
            self.events.property("URL", &lines::address(link));
        }
        // Several occurrences may overlap, so none of them marks a person as busy.
        self.events.property("TRANSP", "TRANSPARENT");
        if let Some(lead) = self.options.alarm.filter(|_| !task.is_watch()) {
            self.alarm(planned, lead);
        }
        self.events.end("VEVENT");
    }

    fn when(&mut self, plan: &Plan, planned: &Planned) {
        if planned.span.is_none() {
            // An event that fills the working day would crowd out others; an all-day event does not.
            self.events.property("DTSTART;VALUE=DATE", &lines::date(plan.day));
            let next = plan.day.succ_opt().unwrap_or(plan.day);
            self.events.property("DTEND;VALUE=DATE", &lines::date(next));
            return;
        }
        let zone = &plan.checklist.clock.zone;
        let Range { start, end } = planned.window;
        // When clocks are set back, a local time occurs twice and means the first (RFC 5545, 3.3.5), so write the
        // second in UTC.
        let is_local = |instant| zone.resolve(zone.local(instant)) == instant;
        if self.options.utc || zone.name() == Zone::utc().name() || !is_local(start) || !is_local(end) {
            self.ends(start, end, "", lines::utc);
        } else {
            self.name_zone(zone, start..end);
            let named = format!(";TZID={}", zone.name());
            self.ends(start, end, &named, |instant| lines::local(zone.local(instant)));
        }
    }

    fn ends(&mut self, start: Instant, end: Instant, parameter: &str, written: impl Fn(Instant) -> String) {
        self.events.property(&format!("DTSTART{parameter}"), &written(start));
        // An end must be after its start; an event without one ends when it starts (RFC 5545, 3.6.1 and 3.8.2.2).
        if end > start {
            self.events.property(&format!("DTEND{parameter}"), &written(end));
        }
    }

    fn name_zone(&mut self, zone: &Zone, stretch: Range<Instant>) {
        match self.zones.iter_mut().find(|(known, _)| known == zone) {
            Some((_, known)) => *known = known.start.min(stretch.start)..known.end.max(stretch.end),
            None => self.zones.push((zone.clone(), stretch)),
        }
    }

    fn alarm(&mut self, planned: &Planned, lead: TimeDelta) {
        self.events.begin("VALARM");
        self.events.property("ACTION", "DISPLAY");
        self.events.text("DESCRIPTION", &planned.task.title);
        match (planned.span, lead.num_minutes()) {
            // An all-day event starts at midnight, but its window does not.
            (None, _) => {
                self.events.property("TRIGGER;VALUE=DATE-TIME", &lines::utc(planned.window.start - lead));
            }
            (Some(_), 0) => self.events.property("TRIGGER", "PT0M"),
            (Some(_), minutes) => self.events.property("TRIGGER", &format!("-PT{minutes}M")),
        }
        self.events.end("VALARM");
    }
}

/// Returns the permanent identifier of an occurrence: `own-images.2026-11-23.0830@taobao`. If there are sites, the
/// site's id precedes the checklist's. It is unique because ids contain neither `.` nor `@`, and has at most 210
/// octets.
fn uid(plan: &Plan, planned: &Planned) -> String {
    let slot = planned.slot.replace(':', "");
    let site = if plan.site.is_empty() { String::new() } else { format!("{}.", plan.site) };
    format!("{}.{}.{slot}@{site}{}", planned.task.id, plan.day, plan.checklist.id)
}

/// Returns the area's title; one-offs share a heading because their area has no title.
fn area_title(lang: Lang, planned: &Planned) -> String {
    if planned.one_off.is_some() { say::one_offs(lang) } else { planned.area.title.clone() }
}

/// Returns the information needed to do an occurrence: hours, area, purpose, assignee, how to do it, steps and link.
/// Some calendars do not show the link elsewhere.
fn description(lang: Lang, plan: &Plan, planned: &Planned) -> String {
    let (area, task) = (planned.area, planned.task);
    let mut lines = Vec::new();
    if planned.span.is_none() {
        let label = |instant| time_label(plan.checklist.clock.zone.local(instant).time());
        lines.push(say::schedule_any(lang, label(planned.window.start), label(planned.window.end)));
    }
    lines.push(say::named(lang, say::label_area(lang), area_title(lang, planned)));
    lines.extend(area.purpose.as_ref().map(|purpose| say::named(lang, say::label_purpose(lang), purpose)));
    if let Some(said) = planned.one_off {
        let assignee = said.assignee.as_ref().map(|who| one_off::assignee(plan.checklist, plan.site, who));
        lines.extend(assignee.map(|who| say::named(lang, say::label_for(lang), who)));
        let found = one_off::found_title(plan.checklist, said);
        lines.extend(found.map(|task| say::named(lang, say::label_found(lang), task)));
    }
    lines.extend(task.note.as_ref().map(|note| say::named(lang, say::label_note(lang), note)));
    if task.steps.iter().any(|step| step.title.is_some()) {
        lines.push(say::named(lang, say::label_steps(lang), "").trim_end().to_owned());
        lines.extend((1..).zip(&task.steps).map(|(number, step)| {
            let parts = [step.title.as_deref(), step.link.as_deref()];
            format!("{number}. {}", parts.into_iter().flatten().collect::<Vec<_>>().join(" "))
        }));
    } else if !task.steps.is_empty() {
        lines.push(say::named(lang, say::label_steps(lang), task.steps.len()));
    }
    lines.extend(task.link.as_ref().map(|link| say::named(lang, say::label_link(lang), link)));
    lines.join("\n")
}
