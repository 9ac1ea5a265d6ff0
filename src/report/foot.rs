//! The data that a report is based on: enough to reproduce the report, and to explain why another one differs.

use crate::calendar::{Day, DayRange, Instant};
use crate::checklist::Checklist;
use crate::journal::{Act, Digest, Fault};

/// The footer of a report.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Foot {
    /// Versions of the checklist, each with the days it judged.
    pub versions: Vec<Version>,
    /// The holiday calendar that was used; `None` if the checklist has none.
    pub holidays: Option<Holidays>,
    /// Number of acts read.
    pub acts: u64,
    /// How many of these acts were recorded after the range had ended.
    pub recorded_after: u64,
    /// Number of acts ignored because they were recorded after the requested instant.
    pub left_out: u64,
    /// Parts of the journal that could not be read.
    pub faults: Vec<Fault>,
}

/// A version of the checklist and the days it judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Digest of the text with its includes and its zone.
    pub digest: Digest,
    /// Whether the version was adopted in the journal. An unadopted version is in force from today on.
    pub is_adopted: bool,
    /// The days judged by this version, as ranges of consecutive days.
    pub days: Vec<DayRange>,
}

/// The holiday calendar that determines the working days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holidays {
    /// Name of the calendar, such as `cn`.
    pub base: String,
    /// Years of the range whose holidays are known.
    pub years: Vec<i32>,
    /// Days of the range that lie in years whose holidays are unknown, as ranges of consecutive days.
    pub unknown: Vec<DayRange>,
}

impl Foot {
    /// Adds a day and the checklist version that judged it.
    pub fn judged_by(&mut self, day: Day, digest: Digest, is_adopted: bool, checklist: &Checklist) {
        self.take_holidays(day, checklist);
        let known = self.versions.iter_mut().find(|known| known.digest == digest && known.is_adopted == is_adopted);
        let Some(version) = known else {
            let days = vec![DayRange { first: day, last: day }];
            return self.versions.push(Version { digest, is_adopted, days });
        };
        lengthen(&mut version.days, day);
    }

    fn take_holidays(&mut self, day: Day, checklist: &Checklist) {
        use chrono::Datelike;
        let work = &checklist.calendar.work;
        let Some(base) = &work.base else { return };
        let year = day.year();
        let holidays = self.holidays.get_or_insert_with(|| Holidays {
            base: base.clone(),
            years: Vec::new(),
            unknown: Vec::new(),
        });
        if work.lacks(year) {
            lengthen(&mut holidays.unknown, day);
        } else if !holidays.years.contains(&year) {
            holidays.years.push(year);
        }
    }

    /// Removes acts recorded after `as_of`. Counts the removed acts, the others, and those recorded after the range.
    pub fn read(&mut self, acts: &mut Vec<Act>, as_of: Option<Instant>, range_end: Instant) {
        let before = acts.len();
        if let Some(as_of) = as_of {
            acts.retain(|act| act.recorded() <= as_of);
        }
        self.left_out += (before - acts.len()) as u64;
        self.acts += acts.len() as u64;
        self.recorded_after += acts.iter().filter(|act| act.recorded() >= range_end).count() as u64;
    }
}

/// Extends the last range by a day, or adds a range for the day if the two are not adjacent.
fn lengthen(stretches: &mut Vec<DayRange>, day: Day) {
    match stretches.last_mut() {
        Some(stretch) if stretch.last.succ_opt() == Some(day) => stretch.last = day,
        _ => stretches.push(DayRange { first: day, last: day }),
    }
}

impl Holidays {
    /// Returns the years of the range whose holidays are unknown.
    pub fn unknown_years(&self) -> Vec<i32> {
        let mut years: Vec<i32> = self.unknown.iter().flat_map(|stretch| stretch.years()).collect();
        years.dedup();
        years
    }
}
