"""What each day term names from 2026-01-01 to 2027-12-31, by python-dateutil's recurrence rules (RFC 5545) and the
holidays as a plain list. Reads `ops plan --all --json` and cn.toml; says what differs, and fails if anything does."""

import datetime
import json
import sys
import tomllib

from dateutil.rrule import DAILY, FR, MO, MONTHLY, SU, TH, TU, WEEKLY, YEARLY, rrule

plan = json.load(open(sys.argv[1], encoding="utf-8"))
calendar = tomllib.load(open(sys.argv[2], "rb"))
FIRST, LAST = datetime.date(2026, 1, 1), datetime.date(2027, 12, 31)
ALL = [FIRST + datetime.timedelta(days) for days in range((LAST - FIRST).days + 1)]


def rule(freq, start=FIRST, **keywords):
    begin = datetime.datetime.combine(start, datetime.time())
    until = datetime.datetime.combine(LAST, datetime.time())
    return {day.date() for day in rrule(freq, dtstart=begin, until=until, **keywords) if day.date() >= FIRST}


def stretch(text):
    first, _, last = text.partition("..")
    day, last = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last or first)
    while day <= last:
        yield day
        day += datetime.timedelta(1)


def dates(*texts):
    return {day for text in texts for day in stretch(text)}


off = {day for year in calendar["year"] for entry in year["off"] for day in stretch(entry["days"])}
work = {day for year in calendar["year"] for entry in year["work"] for day in stretch(entry["days"])}
workdays = [day for day in ALL if day in work or (day.weekday() < 5 and day not in off)]


def nth_workday(number):
    months = {}
    for day in workdays:
        months.setdefault((day.year, day.month), []).append(day)
    at = number - 1 if number > 0 else number
    return {days[at] for days in months.values() if len(days) > (at if at >= 0 else -at - 1)}


day = datetime.date.fromisoformat
expected = {
    "mon": rule(WEEKLY, byweekday=MO),
    "mon-fri": rule(WEEKLY, byweekday=range(5)),
    "day-1": rule(MONTHLY, bymonthday=1),
    "day-31": rule(MONTHLY, bymonthday=31),
    "day-last": rule(MONTHLY, bymonthday=-1),
    "first-mon": rule(MONTHLY, byweekday=MO(1)),
    "third-thu": rule(MONTHLY, byweekday=TH(3)),
    "fifth-tue": rule(MONTHLY, byweekday=TU(5)),
    "last-fri": rule(MONTHLY, byweekday=FR(-1)),
    "workday": set(workdays),
    "offday": set(ALL) - set(workdays),
    "tenth-workday": nth_workday(10),
    "last-workday": nth_workday(-1),
    "two-days": rule(DAILY, day("2026-01-05"), interval=2),
    "two-weeks": rule(WEEKLY, day("2026-01-05"), interval=2),
    "three-months": rule(MONTHLY, day("2025-11-30"), interval=3),
    "months-31": rule(MONTHLY, day("2026-01-31")),
    "annual": rule(YEARLY, bymonth=12, bymonthday=12),
    "annual-range": dates("2026-01-01..2026-01-02", "2026-12-24..2027-01-02", "2027-12-24..2027-12-31"),
    "range": dates("2027-02-06..2027-02-12"),
    "period": dates("2026-12-01..2026-12-12", "2027-12-01..2027-12-12"),
    "before": dates("2026-11-17..2026-11-30", "2027-11-17..2027-11-30"),
    "union": rule(WEEKLY, byweekday=MO) | rule(MONTHLY, bymonthday=1),
    "without": rule(WEEKLY, byweekday=range(5)) - rule(MONTHLY, byweekday=MO(1)) - dates("2026-10-01..2026-10-07"),
    "life": {it for it in rule(WEEKLY, byweekday=SU) if day("2026-06-01") <= it <= day("2026-08-30")},
}

found = {task: set() for task in expected}
for it in plan["days"]:
    for task in it["tasks"]:
        found[task["task"]].add(day(it["day"]))

failed = 0
for task, days in expected.items():
    missing, wrong = sorted(days - found[task])[:3], sorted(found[task] - days)[:3]
    if missing or wrong or not days:
        failed += 1
        print(f"{task}: missing {missing}, wrong {wrong}")
known = {it["day"][:4]: it["work"]["holidays_known"] for it in plan["days"]}
if known != {"2026": True, "2027": False} or plan["calendar"]["unknown_years"] != [2027]:
    failed += 1
    print(f"years: {known}, {plan['calendar']}")
print(f"{len(expected)} terms compared, {failed} differ")
sys.exit(1 if failed else 0)
