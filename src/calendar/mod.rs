//! Days and times: the zone, the business day, day terms and typed dates. Pure functions over values.

mod business_clock;
mod day_term;
mod month_terms;
mod period;
mod phrase;
mod said_days;
mod team_calendar;
mod wall_time;
mod work_calendar;
mod written_date;
mod zone;

pub use business_clock::{BusinessClock, BusinessDay};
pub use day_term::{DaySet, DayTerm, MonthDay, Rhythm, RhythmUnit, TermError};
pub use month_terms::ordinal_ending;
pub use period::{Period, Stretch};
pub use phrase::{
    ClockTime, DayError, DayRange, EARLY, Hour, Lead, Lean, Moment, PhraseError, PhraseFault, SaidSpan, hour, lead,
    parse_clock, parse_day, parse_moment, parse_range, parse_said_span, parse_week_range,
};
pub use team_calendar::TeamCalendar;
pub use wall_time::{TimeError, duration_label, end_label, parse_duration, parse_time, plain_time, time_label};
pub use work_calendar::WorkCalendar;
pub use zone::{LocalKind, Zone, suggest_zone};

/// A point in time.
pub type Instant = chrono::DateTime<chrono::Utc>;

/// A business day, identified by its date.
pub type Day = chrono::NaiveDate;
