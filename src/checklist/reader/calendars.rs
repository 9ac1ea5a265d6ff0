//! From what is written of working days and periods to what holds.

use super::collect::Problems;
use super::file::WrittenPeriod;
use super::team_days::{WrittenCalendar, WrittenException, WrittenYear};
use super::walk::Placed;
use crate::calendar::{DayTerm, Period, WorkCalendar};
use crate::checklist::problem::{Problem, shown};
use crate::language::{Text, say};

/// The working days: the holidays of years, then what the checklist itself says of days.
pub(super) fn work_calendar(
    written: Option<Placed<WrittenCalendar>>,
    years: &[WrittenYear],
    problems: &mut Problems,
) -> WorkCalendar {
    let mut calendar = WorkCalendar::default();
    for year in years {
        except(&mut calendar, &year.off, false, problems);
        except(&mut calendar, &year.work, true, problems);
        year.year.into_iter().for_each(|year| calendar.know(year));
    }
    if let Some(Placed { value: written, .. }) = written {
        except(&mut calendar, &written.off, false, problems);
        except(&mut calendar, &written.work, true, problems);
        calendar.base = written.base.map(|base| base.value);
    }
    calendar
}

fn except(calendar: &mut WorkCalendar, exceptions: &[WrittenException], is_worked: bool, problems: &mut Problems) {
    for exception in exceptions {
        for days in &exception.days {
            match DayTerm::parse(&days.value) {
                // No notice of holidays names a longer stretch.
                Ok(DayTerm::Dates(first, last)) if (last - first).num_days() <= 366 => {
                    let stretch = first.iter_days().take_while(|day| *day <= last);
                    stretch.for_each(|day| calendar.except(day, is_worked, &exception.reason));
                }
                _ => {
                    let text = Text::of(|lang| say::exception_days(lang, shown(&days.value)));
                    let help = Text::of(say::exception_days_form);
                    problems.push(Problem::error(days.place.clone(), text).help(help));
                }
            }
        }
    }
}

/// The periods. One whose days are wrong is still declared.
pub(super) fn periods(written: Vec<WrittenPeriod>, problems: &mut Problems) -> Vec<Period> {
    written.into_iter().map(|period| self::period(period, problems)).collect()
}

fn period(written: WrittenPeriod, problems: &mut Problems) -> Period {
    let WrittenPeriod { id, title, days, lead } = written;
    // `mon` or `workday` would never be read as a period's id.
    if !id.value.is_empty() && DayTerm::parse(&id.value) != Ok(DayTerm::Period(id.value.clone())) {
        let text = Text::of(|lang| say::period_id_taken(lang, shown(&id.value)));
        problems.push(Problem::error(id.place.clone(), text));
    }
    let mut stretch = |word: &Placed<String>| match DayTerm::parse(&word.value) {
        Ok(term @ (DayTerm::Dates(..) | DayTerm::Annual(..))) => Some(term),
        _ => {
            let text = Text::of(|lang| say::period_days(lang, shown(&word.value)));
            problems.push(Problem::error(word.place.clone(), text).help(Text::of(say::period_days_form)));
            None
        }
    };
    let days = days.iter().filter_map(&mut stretch).collect();
    Period { title: title.map_or_else(|| id.value.clone(), |title| title.value), id: id.value, days, lead }
}
