//! The JSON form of a report; see `docs/report.schema.json`. Entered numbers, and numbers computed from them, are
//! strings, so that decimals stay exact.

use super::lists::{Bound, NotDone, SetAside, Which};
use super::{
    Coming, Counts, Entered, Event, FieldCounts, Figures, Foot, Light, Measured, OneOffCounts, OpenOneOff, Previous,
    Rate, Ratio, Report, week_name,
};
use crate::calendar::{Day, DayRange, Instant};
use crate::checklist::Divisor;
use crate::language::Lang;
use crate::render::day::reason_said;
use crate::render::json::{document, faults, instant};
use crate::render::{filter, words};
use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

/// Returns the report as a JSON document.
pub fn write(report: &Report) -> String {
    document("report", form(report))
}

fn form(report: &Report) -> Value {
    let at = |moment: Instant| instant(report.zone.at(moment));
    let asked = &report.asked;
    json!({
        "checklist": { "id": report.checklist.0, "title": report.checklist.1 },
        "zone": report.zone.name(),
        "first": asked.range.first,
        "last": asked.range.last,
        "week": week_name(asked.range),
        "cut_off": at(asked.cut_off),
        "running": asked.is_running(),
        "as_of": asked.as_of.map(at),
        "for": filter::persons_form(&report.filter),
        "task": filter::tasks_form(&report.filter),
        "site": report.only_sites,
        "total": counts(&report.total),
        "targets": {
            "completion": aim(report.targets.completion, report.completion_light()),
            "on_time": aim(report.targets.on_time, report.on_time_light()),
        },
        "previous": report.before.first().map(|before| self::previous(report, before)),
        "history": list(&report.before, |before| self::previous(report, before)).into_iter().rev().collect::<Vec<_>>(),
        "days": list(&report.days, |(day, of_day)| with(counts(of_day), json!({ "day": day }))),
        "areas": list(&report.areas, |area| {
            with(counts(&area.counts), json!({ "area": &*area.id, "title": area.title }))
        }),
        "tasks": list(&report.tasks, |task| {
            let kind = if task.is_watch { "watch" } else { "check" };
            let named = json!({ "task": &*task.id, "title": task.title, "area": task.area, "kind": kind });
            with(counts(&task.counts), named)
        }),
        "persons": list(&report.persons, |(name, of_person)| {
            with(counts(&of_person.counts), json!({
                "person": name.as_deref(),
                "done_by_others": of_person.done_by_others,
                "done_for_others": of_person.done_for_others,
            }))
        }),
        "sites": list(&report.sites, |site| {
            with(counts(&site.counts), json!({ "site": &*site.id, "title": site.title }))
        }),
        "lists": lists(report),
        "worst": list(&report.worst(), |task| json!(&*task.id)),
        "most_undone": report.most_undone().map(|task| &*task.id),
        "lateness": report.lateness().map(|it| json!({
            "median_minutes": it.median,
            "longest_minutes": words::whole_minutes(it.longest.after),
            "up_to_15_minutes": it.classes[0],
            "up_to_60_minutes": it.classes[1],
            "longer": it.classes[2],
        })),
        "one_offs": one_offs(&report.one_offs),
        "open_faults": list(&report.open_faults, open),
        "coming": report.coming.as_ref().map(coming),
        "values": list(&report.values, |field| value(report, field)),
        "measures": list(&report.measures, measure),
        "foot": foot(&report.foot),
    })
}

fn list<T>(items: &[T], form: impl Fn(&T) -> Value) -> Vec<Value> {
    items.iter().map(form).collect()
}

/// Merges two objects.
fn with(counts: Value, named: Value) -> Value {
    match (named, counts) {
        (Value::Object(mut named), Value::Object(counts)) => {
            named.extend(counts);
            Value::Object(named)
        }
        (named, _) => named,
    }
}

fn counts(counts: &Counts) -> Value {
    json!({
        "checks": figures(&counts.checks),
        "watches": figures(&counts.watches),
        "all": figures(&counts.all()),
    })
}

fn figures(of: &Figures) -> Value {
    json!({
        "required": of.required(),
        "done": of.done(),
        "early": of.early,
        "on_time": of.on_time,
        "late": of.late,
        "missed": of.missed,
        "missed_done_later": of.missed_done_later,
        "overdue": of.overdue,
        "skipped": of.skipped,
        "excused": of.excused,
        "returned": of.returned,
        "backfilled": of.backfilled,
        "completion": rate(of.completion()),
        "on_time_rate": rate(of.punctuality()),
        "on_time_rate_without_backfills": rate(of.punctuality_without_backfills()),
    })
}

fn rate(rate: Rate) -> Value {
    json!({ "of": rate.of, "from": rate.from })
}

fn aim(target: Option<Decimal>, light: Option<Light>) -> Value {
    target.map_or(Value::Null, |target| json!({ "percent": number(target), "light": light.map(Light::keyword) }))
}

fn previous(report: &Report, previous: &Previous) -> Value {
    let at = instant(report.zone.at(previous.cut_off));
    let sites: Vec<Value> =
        previous.sites.iter().map(|(site, of)| with(counts(of), json!({ "site": &**site }))).collect();
    let range = json!({ "first": previous.range.first, "last": previous.range.last, "cut_off": at, "complete": report.is_whole(previous.range), "sites": sites });
    with(counts(&previous.total), range)
}

fn lists(report: &Report) -> Value {
    let lists = &report.lists;
    let which = |it: &Which| json!({ "day": it.day, "site": &*it.site, "task": &*it.task, "slot": &*it.slot, "owner": it.owner.as_deref() });
    let set_aside = |it: &SetAside| {
        with(json!({ "by": it.by.as_deref(), "reason": reason_said(Lang::En, &it.reason) }), which(&it.which))
    };
    json!({
        "missed": list(&lists.missed, |it| with(not_done(&it.how), which(&it.which))),
        "late": list(&lists.late, |it| {
            with(json!({ "by": &*it.by, "at": instant(it.at), "minutes_late": words::whole_minutes(it.after) }), which(&it.which))
        }),
        "skipped": list(&lists.skipped, set_aside),
        "excused": list(&lists.excused, set_aside),
        "returned": list(&lists.returned, |it| {
            let said = json!({
                "by": &*it.by, "returned_by": &*it.returned_by, "at": instant(it.at), "reason": it.reason,
            });
            with(with(said, named(it.title.as_deref())), which(&it.which))
        }),
        "notes": list(&lists.notes, |it| {
            let said = json!({ "by": &*it.by, "at": instant(it.at), "text": it.text });
            with(with(said, named(it.title.as_deref())), which(&it.which))
        }),
        "out_of_bounds": list(&lists.out_of_bounds, |it| {
            let said = json!({ "field": &*it.field, "value": number(it.value), "by": &*it.by });
            with(with(bound(Some(it.beyond)), said), which(&it.which))
        }),
        "bursts": list(&lists.bursts, |it| json!({
            "day": it.day,
            "site": &*it.site,
            "by": &*it.by,
            "from": instant(it.from),
            "to": instant(it.to),
            "count": it.count,
            "said_punctual": it.said_punctual,
            "longest_delay_minutes": words::whole_minutes(it.longest),
        })),
        "unplanned": list(&lists.unplanned, |it| {
            json!({ "day": it.day, "site": &*it.site, "task": &*it.task, "slot": &*it.slot })
        }),
    })
}

/// Returns an object with the title of a one-off; empty for a task, whose title is in the checklist.
fn named(title: Option<&str>) -> Value {
    title.map_or(json!({}), |title| json!({ "title": title }))
}

/// Returns one-offs and faults, kept apart from the tasks of the checklist.
fn one_offs(of: &OneOffCounts) -> Value {
    json!({
        "tasks": figures(&of.tasks),
        "faults": figures(&of.faults),
        "open": list(&of.open, open),
    })
}

fn open(it: &OpenOneOff) -> Value {
    json!({
        "day": it.day,
        "site": &*it.site,
        "task": it.key,
        "title": it.title,
        "for": it.assignee,
        "owner": it.owner.as_deref(),
        "kind": if it.is_fault { "fault" } else { "task" },
        "status": it.status.keyword(),
        "age_days": it.age,
    })
}

fn coming(coming: &Coming) -> Value {
    let event = |(day, event): &(Day, Event)| {
        let said = match event {
            Event::Begins { title } => json!({ "what": "begins", "title": title }),
            Event::Preparing { title, days } => json!({ "what": "preparing", "title": title, "days": days }),
            Event::Task { id, title, sites } => {
                let sites: Vec<&str> = sites.iter().map(|site| &**site).collect();
                json!({ "what": "task", "task": id, "title": title, "sites": sites })
            }
        };
        with(said, json!({ "day": day }))
    };
    json!({
        "first": coming.range.first,
        "last": coming.range.last,
        "days": list(&coming.days, event),
        "weekly_tasks": coming.weekly,
        "daily_tasks": coming.daily,
    })
}

fn not_done(how: &NotDone) -> Value {
    match how {
        NotDone::Lapsed => json!({ "status": "missed" }),
        NotDone::Overdue(by) => json!({ "status": "overdue", "minutes_late": words::whole_minutes(*by) }),
        NotDone::DoneLater { by, at, after } => json!({
            "status": "missed-done-later", "by": &**by, "at": instant(*at), "minutes_late": words::whole_minutes(*after),
        }),
    }
}

fn number(number: Decimal) -> String {
    number.normalize().to_string()
}

fn bound(beyond: Option<Bound>) -> Value {
    match beyond {
        Some(Bound::Below(bound)) => json!({ "beyond": "below", "bound": number(bound) }),
        Some(Bound::Above(bound)) => json!({ "beyond": "above", "bound": number(bound) }),
        None => json!({ "beyond": null, "bound": null }),
    }
}

fn value(report: &Report, of: &FieldCounts) -> Value {
    let named = json!({
        "task": report.task_of(of).map(|task| &*task.id),
        "field": &*of.id,
        "title": of.field.title,
        "unit": of.field.unit,
        "warn_below": of.field.warn_below.map(number),
        "warn_above": of.field.warn_above.map(number),
        "total": of.field.total.map(|total| total.key()),
        "figure": of.figure(of.sites.values()).map(number),
    });
    let at_site = |(site, entered): (&std::rc::Rc<str>, &Entered)| {
        let figure = of.figure(std::iter::once(entered)).map(number);
        with(self::entered(of, entered), json!({ "site": &**site, "figure": figure }))
    };
    let sites: Vec<Value> = of.sites.iter().filter(|_| report.sites.len() > 1).map(at_site).collect();
    with(json!({ "sites": sites }), with(entered(of, &of.total()), named))
}

fn entered(field: &FieldCounts, entered: &Entered) -> Value {
    let numbers = entered.numbers.as_ref();
    let target = entered.target();
    json!({
        "count": entered.count,
        "sum": field.sum(entered).map(number),
        "mean": numbers.and_then(super::Numbers::mean).map(number),
        "min": numbers.map(|numbers| number(numbers.min)),
        "max": numbers.map(|numbers| number(numbers.max)),
        "last": entered.last.as_ref().map(|last| json!({ "day": last.at.0, "value": last.text })),
        "choices": entered.choices.iter().map(|(choice, count)| (choice.clone(), json!(count))).collect::<Map<_, _>>(),
        "target": target.map(|target| json!({ "range": number(target.range), "so_far": number(target.so_far) })),
    })
}

fn measure(measured: &Measured) -> Value {
    let measure = &measured.measure;
    let ratio = |ratio: &Ratio| {
        let figures = json!({
            "sum": ratio.of.map(number),
            "divisor": measure.per.as_ref().and(ratio.per).map(number),
            "value": ratio.value(measure).map(number),
        });
        with(bound(ratio.beyond(measure)), figures)
    };
    let per = measure.per.as_ref().map(|per| match per {
        Divisor::Field(field) => field.to_string(),
        Divisor::Count => "count".to_owned(),
        Divisor::Days => "days".to_owned(),
    });
    let at_site = |(site, at): &(std::rc::Rc<str>, Ratio)| with(ratio(at), json!({ "site": &**site }));
    let named = json!({
        "measure": measure.id,
        "title": measure.title,
        "unit": measure.unit,
        "percent": measure.percent,
        "warn_below": measure.warn_below.map(number),
        "warn_above": measure.warn_above.map(number),
        "of": measure.of.to_string(),
        "per": per,
        "note": measure.note,
        "sites": list(&measured.sites, at_site),
    });
    with(ratio(&measured.total), named)
}

fn foot(foot: &Foot) -> Value {
    let stretch = |range: &DayRange| json!({ "first": range.first, "last": range.last });
    json!({
        "versions": list(&foot.versions, |version| json!({
            "sha256": version.digest,
            "adopted": version.is_adopted,
            "days": list(&version.days, stretch),
        })),
        "holidays": foot.holidays.as_ref().map(|holidays| json!({
            "base": holidays.base,
            "years": holidays.years,
            "unknown_years": holidays.unknown_years(),
            "unknown_days": list(&holidays.unknown, stretch),
        })),
        "acts": foot.acts,
        "recorded_after": foot.recorded_after,
        "left_out": foot.left_out,
        "faults": faults(&foot.faults),
    })
}
