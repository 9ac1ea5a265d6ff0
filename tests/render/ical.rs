//! Reads calendars back with an independent parser, using only the file's own VTIMEZONE, and compares every event with
//! the plan.

use crate::common;
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use common::{checklist, day, instant, shop};
use icalendar::parser::{Component, Property, read_calendar, unfold};
use ops::calendar::{Day, Instant};
use ops::checklist::Checklist;
use ops::language::Lang;
use ops::plan::{Plan, Planned, plan};
use ops::render::ical::{Calendar, IcalOptions};
use std::collections::BTreeMap;

const PLAIN: IcalOptions = IcalOptions { lang: Lang::En, utc: false, alarm: None };
const UTC: IcalOptions = IcalOptions { utc: true, ..PLAIN };

fn export(checklist: &Checklist, site: &str, first: &str, last: &str, options: IcalOptions) -> String {
    let clock = &checklist.clock;
    let from = clock.bounds(day(first)).start;
    let mut calendar = Calendar::new(checklist.title.clone(), &clock.zone, from, options);
    for day in day(first).iter_days().take_while(|it| *it <= day(last)) {
        calendar.add(&plan(checklist, site, day, None), instant("2026-11-23T08:40"));
    }
    calendar.into_text()
}

/// When an event takes place.
#[derive(Debug, PartialEq)]
enum When {
    /// From one date to another, exclusive.
    Dates(Day, Day),
    Instants(Instant, Instant),
}

/// An offset of a zone from a local time on.
struct Observance {
    /// In the offset before it.
    onset: NaiveDateTime,
    /// In seconds.
    offset: i64,
}

/// A calendar as read by another program.
struct Reading {
    zones: BTreeMap<String, Vec<Observance>>,
    /// Events by UID.
    events: BTreeMap<String, Event>,
}

/// Property values by name.
type Values = BTreeMap<String, String>;

struct Event {
    when: When,
    values: Values,
    alarms: Vec<Values>,
}

fn value(component: &Component, name: &str) -> String {
    component.find_prop(name).unwrap_or_else(|| panic!("no {name} in {component:?}")).val.as_str().to_owned()
}

fn values(component: &Component) -> Values {
    component.properties.iter().map(|it| (it.name.as_str().to_owned(), it.val.as_str().to_owned())).collect()
}

fn local(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y%m%dT%H%M%S").unwrap_or_else(|_| panic!("{text} is no local time"))
}

/// Parses `+0800` or `-001644` into seconds.
fn offset(text: &str) -> i64 {
    let (sign, digits) = text.split_at(1);
    let part = |at: usize| digits.get(at..at + 2).map_or(0, |part| part.parse::<i64>().expect("digits"));
    let seconds = part(0) * 3600 + part(2) * 60 + part(4);
    if sign == "-" { -seconds } else { seconds }
}

impl Reading {
    fn of(file: &str) -> Reading {
        let unfolded = unfold(file);
        let calendar = read_calendar(&unfolded).unwrap_or_else(|error| panic!("{error}\n{file}"));
        let mut reading = Reading { zones: BTreeMap::new(), events: BTreeMap::new() };
        for component in calendar.components.iter().filter(|it| it.name == "VTIMEZONE") {
            let observance = |it: &Component| {
                assert!(it.name == "STANDARD" || it.name == "DAYLIGHT", "{it:?}");
                Observance { onset: local(&value(it, "DTSTART")), offset: offset(&value(it, "TZOFFSETTO")) }
            };
            let observances = component.components.iter().map(observance).collect();
            assert!(reading.zones.insert(value(component, "TZID"), observances).is_none(), "a zone stands twice");
        }
        for event in calendar.components.iter().filter(|it| it.name == "VEVENT") {
            let start = event.find_prop("DTSTART").expect("a start");
            let when = match (reading.moment(start), event.find_prop("DTEND").map(|end| reading.moment(end))) {
                (Ok(start), Some(Ok(end))) => When::Instants(start, end),
                (Ok(start), None) => When::Instants(start, start),
                (Err(first), Some(Err(end))) => When::Dates(first, end),
                other => panic!("{other:?} in {event:?}"),
            };
            let alarms = event.components.iter().map(values).collect();
            let known = reading.events.insert(value(event, "UID"), Event { when, values: values(event), alarms });
            assert!(known.is_none(), "two events of one UID: {event:?}");
        }
        reading
    }

    /// Returns the instant or date of a property, using the zones in the file.
    fn moment(&self, property: &Property) -> Result<Instant, Day> {
        let text = property.val.as_str();
        let parameter = |name: &str| {
            let found = property.params.iter().find(|it| it.key == name);
            found.map(|it| it.val.as_ref().expect("a value").as_str().to_owned())
        };
        if parameter("VALUE").as_deref() == Some("DATE") {
            return Err(NaiveDate::parse_from_str(text, "%Y%m%d").expect("a date"));
        }
        let Some(zone) = parameter("TZID") else {
            let utc = text.strip_suffix('Z').unwrap_or_else(|| panic!("{text} floats"));
            return Ok(local(utc).and_utc());
        };
        let local = local(text);
        let observances = &self.zones[&zone];
        let begun = observances.iter().filter(|it| it.onset <= local).max_by_key(|it| it.onset);
        let begun = begun.unwrap_or_else(|| panic!("{zone} does not say what held at {local}"));
        Ok(local.and_utc() - TimeDelta::seconds(begun.offset))
    }
}

fn expected(plan: &Plan, planned: &Planned) -> (String, When) {
    let slot = planned.slot.replace(':', "");
    let uid = format!("{}.{}.{slot}@{}", planned.task.id, plan.day, plan.checklist.id);
    let when = match planned.slot.as_str() {
        "any" => When::Dates(plan.day, plan.day.succ_opt().expect("a day")),
        _ => When::Instants(planned.window.start, planned.window.end),
    };
    (uid, when)
}

/// Checks that every occurrence of a range is an event at its time, and that there are no other events.
fn check(checklist: &Checklist, first: &str, last: &str) {
    for options in [PLAIN, UTC] {
        let file = export(checklist, "", first, last, options);
        let read = Reading::of(&file).events;
        let events: BTreeMap<String, When> = read.into_iter().map(|(uid, event)| (uid, event.when)).collect();
        let mut planned = BTreeMap::new();
        for day in day(first).iter_days().take_while(|it| *it <= day(last)) {
            let plan = plan(checklist, "", day, None);
            planned.extend(plan.occurrences.iter().map(|one| expected(&plan, one)));
        }
        let zone = checklist.clock.zone.name();
        assert_eq!(events, planned, "{zone} {first}..{last} {options:?}\n{file}");
        assert_eq!(options.utc, !file.contains("TZID="), "{zone}");
        check_lines(&file);
    }
}

/// Checks that lines end in CRLF and have at most 75 octets (RFC 5545, 3.1).
fn check_lines(file: &str) {
    let lines: Vec<&str> = file.split("\r\n").collect();
    assert_eq!(lines.last(), Some(&""), "the last line ends too");
    for line in lines {
        assert!(line.len() <= 75 && !line.contains(char::is_control), "{line:?}");
    }
}

/// Creates tasks around the clock, so that some fall on, before and after any clock change.
fn around_the_clock(zone: &str, day_start: &str) -> Checklist {
    let times = [
        "00:10-00:50",
        "00:55",
        "01:15",
        "01:30-02:30",
        "01:55",
        "02:05-02:45",
        "02:30-03:30",
        "02:55",
        "03:15-03:45",
        "08:30-09:00",
        "20:20",
        "13:30-",
        "-12:10",
        "22:00-22:30",
        "23:55",
    ];
    let mut text = format!("id = \"shop\"\ntimezone = \"{zone}\"\nday_start = \"{day_start}\"\ngrace = \"20m\"\n");
    text += "hours = [\"08:20-12:00\", \"13:00-20:30\"]\n[[area]]\nid = \"a\"\n[[area.task]]\nid = \"any\"\n";
    for (number, at) in times.iter().enumerate() {
        text += &format!("[[area.task]]\nid = \"t{number}\"\nat = \"{at}\"\n");
    }
    for (id, every, at) in [("w1", "30m", "23:00-03:50"), ("w2", "7m", "00:45-03:10"), ("w3", "1h", "04:00-23:50")] {
        let at = if day_start == "04:00" || id != "w1" { at } else { "00:40-23:59" };
        text += &format!("[[area.task]]\nid = \"{id}\"\nevery = \"{every}\"\nat = \"{at}\"\n");
    }
    checklist(&text)
}

#[test]
fn every_instant_is_that_of_the_plan_over_clock_changes_too() {
    for day_start in ["04:00", "00:00"] {
        let check = |zone: &str, first: &str, last: &str| check(&around_the_clock(zone, day_start), first, last);
        check("Asia/Shanghai", "2026-11-23", "2026-11-25");
        check("Asia/Kolkata", "2026-11-23", "2026-11-24");
        check("America/New_York", "2026-03-06", "2026-03-10");
        check("America/New_York", "2026-10-31", "2026-11-02");
        check("Europe/Lisbon", "2026-03-28", "2026-03-30");
        check("Europe/Lisbon", "2026-10-24", "2026-10-26");
        check("Europe/Dublin", "2026-03-28", "2026-03-30");
        check("Europe/Dublin", "2026-10-24", "2026-10-26");
        // Change by half an hour.
        check("Australia/Lord_Howe", "2026-04-04", "2026-04-06");
        check("Australia/Lord_Howe", "2026-10-03", "2026-10-05");
        // Change by two hours.
        check("Antarctica/Troll", "2026-03-28", "2026-03-30");
        check("Antarctica/Troll", "2026-10-24", "2026-10-26");
        // Change at midnight; backwards across a date; a skipped day; a month of other time in the middle of summer.
        check("America/Sao_Paulo", "2018-11-03", "2018-11-05");
        check("America/Sao_Paulo", "2018-02-17", "2018-02-18");
        check("Pacific/Apia", "2011-12-28", "2012-01-01");
        check("Africa/Casablanca", "2026-02-13", "2026-03-24");
        // The city's local mean time, with seconds, before there were zones.
        check("Asia/Shanghai", "1900-12-30", "1901-01-02");
        check("Asia/Shanghai", "1991-04-13", "1991-04-15");
    }
}

#[test]
fn a_year_has_all_its_clock_changes() {
    for zone in ["America/New_York", "Africa/Casablanca", "Australia/Lord_Howe", "Africa/Cairo", "Asia/Shanghai"] {
        let text = "[[area]]\nid = \"a\"\n[[area.task]]\nid = \"t\"\nat = \"09:00\"\non = \"sun\"";
        check(&checklist(&format!("id = \"shop\"\ntimezone = \"{zone}\"\n{text}")), "2026-01-01", "2026-12-31");
    }
}

#[test]
fn a_zone_tells_both_its_offsets_and_since_when_they_hold() {
    let shop = checklist(
        "id = \"shop\"\ntimezone = \"America/New_York\"\n[[area]]\nid = \"a\"\n[[area.task]]\nid = \"t\"\nat = \"09:00\"",
    );
    let file = export(&shop, "", "2026-12-24", "2026-12-24", PLAIN);
    let zone = file.split("BEGIN:VEVENT").next().and_then(|head| head.split_once("TZID:")).expect("a zone").1;
    let lines: Vec<&str> = zone.lines().filter(|line| !line.starts_with("END:")).collect();
    let summer = ["BEGIN:DAYLIGHT", "DTSTART:20260308T020000", "TZOFFSETFROM:-0500", "TZOFFSETTO:-0400", "TZNAME:EDT"];
    let winter = ["BEGIN:STANDARD", "DTSTART:20261101T020000", "TZOFFSETFROM:-0400", "TZOFFSETTO:-0500", "TZNAME:EST"];
    assert_eq!(lines, [&["America/New_York"][..], &summer, &winter].concat());
}

#[test]
fn business_days_that_end_in_the_morning() {
    let late = checklist(
        r#"
id = "bar"
timezone = "Europe/Lisbon"
day_start = "06:00"
hours = ["18:00-02:00"]
[[area]]
id = "a"
[[area.task]]
id = "till"
at = "00:30-02:30"
[[area.task]]
id = "lock"
at = "03:15"
[[area.task]]
id = "sweep"
[[area.task]]
id = "round"
every = "45m"
"#,
    );
    check(&late, "2026-03-27", "2026-03-29");
    check(&late, "2026-10-23", "2026-10-25");
    let file = export(&late, "", "2026-11-23", "2026-11-23", PLAIN);
    assert!(file.contains("till.2026-11-23.0030@bar"), "{file}");
    assert!(file.contains("DTSTART;TZID=Europe/Lisbon:20261124T003000\r\n"), "{file}");
    assert!(file.contains("DTSTART;VALUE=DATE:20261123\r\n"), "{file}");
}

#[test]
fn the_second_of_two_equal_times_is_told_in_utc() {
    let shop = around_the_clock("America/New_York", "04:00");
    let file = export(&shop, "", "2026-10-31", "2026-10-31", PLAIN);
    // Twenty minutes after 01:55 the clock, put back, shows 01:15; as local time, that would be 40 minutes earlier.
    let event = file.split("BEGIN:VEVENT\r\n").find(|event| event.starts_with("UID:t4.")).expect("an event");
    assert!(event.contains("DTSTART:20261101T055500Z\r\nDTEND:20261101T061500Z\r\n"), "{event}");
}

#[test]
fn texts_come_back_as_they_were() {
    let title = r"C:\新,建;  违规记录、体检中心、申诉中心、投诉、闺蜜清洗：查看并解决差的评价+问大家，每日更新好的评价";
    let shop = shop(&format!(
        r#"
title = "日常;检查, A\\B"
purpose = """查看自己店铺
和对手店铺的情况"""
[[area.task]]
id = "one"
title = '{title}'
at = "08:30"
note = """第一行，先看
第二行; 再改, \\n 不是换行"""
link = "https://example.com/图?a=1,2;b"
steps = [{{ title = "主图", link = "https://example.com/1" }}, "视频"]
[[area.task]]
id = "two"
at = "09:00"
steps = 4
"#
    ));
    let file = export(&shop, "", "2026-11-23", "2026-11-23", IcalOptions { lang: Lang::Zh, ..PLAIN });
    check_lines(&file);
    let read = Reading::of(&file);
    let one = &read.events["one.2026-11-23.0830@shop"].values;
    assert_eq!(one["SUMMARY"], title);
    assert_eq!(
        one["DESCRIPTION"],
        "板块：日常;检查, A\\B\n目的：查看自己店铺\n和对手店铺的情况\n做法：第一行，先看\n第二行; 再改, \\n 不是换行\n\
         步骤：\n1. 主图 https://example.com/1\n2. 视频\n链接：https://example.com/图?a=1,2;b"
    );
    assert_eq!(one["URL"], "https://example.com/%E5%9B%BE?a=1,2;b");
    assert_eq!(one["DTSTAMP"], "20261123T004000Z");
    assert_eq!(one["TRANSP"], "TRANSPARENT");
    // Commas separate the members of a list; the parser leaves splitting to its caller.
    assert_eq!(one["CATEGORIES"], r"日常\;检查\, A\\B");
    assert!(read.events["two.2026-11-23.0900@shop"].values["DESCRIPTION"].ends_with("\n步骤：4"));
}

#[test]
fn checks_ring_and_watches_do_not() {
    let shop = shop(
        "[[area.task]]\nid = \"check\"\nat = \"08:30\"\n[[area.task]]\nid = \"any\"\n[[area.task]]\nid = \"watch\"\nevery = \"1h\"",
    );
    let check = |minutes: i64, check: &str, any: &str| {
        let alarm = Some(TimeDelta::minutes(minutes));
        let file = export(&shop, "", "2026-11-23", "2026-11-23", IcalOptions { alarm, ..PLAIN });
        for (uid, Event { values, alarms, .. }) in Reading::of(&file).events {
            let triggers: Vec<&str> = alarms.iter().map(|alarm| alarm["TRIGGER"].as_str()).collect();
            match uid.split('.').next() {
                Some("check") => assert_eq!(triggers, [check]),
                Some("any") => assert_eq!(triggers, [any]),
                _ => assert!(triggers.is_empty(), "{uid}"),
            }
            for alarm in alarms {
                assert_eq!((alarm["ACTION"].as_str(), &alarm["DESCRIPTION"]), ("DISPLAY", &values["SUMMARY"]));
            }
        }
    };
    check(0, "PT0M", "20261123T002000Z");
    check(10, "-PT10M", "20261123T001000Z");
    check(90, "-PT90M", "20261122T225000Z");
    let silent = Reading::of(&export(&shop, "", "2026-11-23", "2026-11-23", PLAIN));
    assert!(silent.events.values().all(|event| event.alarms.is_empty()));
}

#[test]
fn sites_have_events_of_their_own_and_are_the_place() {
    let two = checklist(
        "id = \"shop\"\ntimezone = \"Asia/Shanghai\"\n[[site]]\nid = \"a\"\ntitle = \"旗舰店\"\n[[site]]\nid = \"b\"\n\
         [[area]]\nid = \"x\"\n[[area.task]]\nid = \"t\"\nat = \"09:00\"",
    );
    let check = |site: &str, uid: &str, place: &str| {
        let read = Reading::of(&export(&two, site, "2026-11-23", "2026-11-23", PLAIN));
        let places: Vec<(&str, &str)> =
            read.events.iter().map(|(uid, event)| (uid.as_str(), event.values["LOCATION"].as_str())).collect();
        assert_eq!(places, [(uid, place)]);
    };
    check("a", "t.2026-11-23.0900@a.shop", "旗舰店");
    check("b", "t.2026-11-23.0900@b.shop", "b");
}

#[test]
fn a_calendar_without_events_is_one_all_the_same() {
    let weekly = shop("[[area.task]]\nid = \"t\"\non = \"mon\"");
    for options in [PLAIN, UTC] {
        let file = export(&weekly, "", "2026-11-24", "2026-11-25", options);
        let read = Reading::of(&file);
        assert!(read.events.is_empty());
        assert_eq!(read.zones.keys().collect::<Vec<_>>(), ["Asia/Shanghai"]);
    }
    let utc =
        checklist("id = \"shop\"\ntimezone = \"UTC\"\n[[area]]\nid = \"a\"\n[[area.task]]\nid = \"t\"\nat = \"09:00\"");
    let file = export(&utc, "", "2026-11-24", "2026-11-25", PLAIN);
    assert!(!file.contains("TZID"), "UTC needs no zone:\n{file}");
}

#[test]
fn the_longest_ids_make_a_uid_that_is_short_enough() {
    let id = "x".repeat(64);
    let long = checklist(&format!(
        "id = \"{id}\"\n[[site]]\nid = \"{id}\"\n[[area]]\nid = \"a\"\n[[area.task]]\nid = \"{id}\"\nat = \"09:00\""
    ));
    let read = Reading::of(&export(&long, &id, "2026-11-23", "2026-11-23", PLAIN));
    // UIDs have at most 255 octets (RFC 7986, 5.3).
    assert_eq!(read.events.keys().map(String::len).collect::<Vec<_>>(), [210]);
}
