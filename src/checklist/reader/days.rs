//! Days of a task: `on` and `except`.

use super::collect::{Problems, advice};
use super::task::WrittenTask;
use super::walk::Placed;
use crate::calendar::{DaySet, DayTerm, TermError};
use crate::checklist::problem::{Problem, shown};
use crate::language::{Text, say};
use chrono::Weekday;

/// Words for days that are looked through for one that is meant.
const KNOWN: [&str; 9] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun", "mon-fri", "sat-sun"];

/// Words that people use for days, and how to write those.
const ALIASES: [(&str, &str); 5] = [
    ("weekday", "mon-fri"),
    ("weekdays", "mon-fri"),
    ("weekend", "sat-sun"),
    ("weekends", "sat-sun"),
    ("周末", "周六至周日"),
];

/// So many days of `on` are looked at for one that `except` leaves.
const MOST_DAYS: i64 = 400;

/// Both day sets of a task; told where no day can ever be in `on` and not in `except`.
pub(super) fn days(task: &WrittenTask, problems: &mut Problems) -> (Option<DaySet>, Option<DaySet>) {
    let (on, except) = (day_set(&task.on, problems), day_set(&task.except, problems));
    if let (Some(except), Some(first)) = (&except, task.except.first())
        && never(on.as_ref(), except)
    {
        let text = Text::of(|lang| say::days_never(lang, shown(&task.id.value)));
        problems.push(Problem::warning(first.place.clone(), text));
    }
    (on, except)
}

fn day_set(written: &[Placed<String>], problems: &mut Problems) -> Option<DaySet> {
    let mut terms = Vec::with_capacity(written.len());
    for word in written {
        match DayTerm::parse(&word.value) {
            Ok(term) => terms.push(term),
            Err(error) => {
                let (text, help) = refusal(&word.value, error, problems);
                problems.push(Problem::error(word.place.clone(), text).help(help));
            }
        }
    }
    (!terms.is_empty()).then_some(DaySet { terms })
}

fn refusal(word: &str, error: TermError, problems: &mut Problems) -> (Text, Text) {
    let word_shown = shown(word);
    match error {
        TermError::Unknown => {
            let alias = ALIASES.iter().find(|(alias, _)| word.eq_ignore_ascii_case(alias));
            let near = match alias {
                Some((_, near)) => Some(Text::of(|lang| say::did_you_mean(lang, near))),
                None => problems.did_you_mean(word, KNOWN.into_iter()),
            };
            (Text::of(|lang| say::day_unknown(lang, &word_shown)), advice(near.as_ref(), say::day_form))
        }
        TermError::NoSuchDate => (Text::of(|lang| say::day_no_such(lang, &word_shown)), Text::of(say::day_date_form)),
        TermError::Backwards => (Text::of(|lang| say::day_backwards(lang, &word_shown)), Text::of(say::day_swap)),
    }
}

/// Whether `except` surely takes away every day of `on`: by weekdays, or by looking at each day where they are few.
fn never(on: Option<&DaySet>, except: &DaySet) -> bool {
    let taken = except.terms.iter().map(|term| weekdays(*term)).fold(0, |all, days| all | days);
    let Some(on) = on else { return taken == WHOLE_WEEK };
    let mut left = MOST_DAYS;
    on.terms.iter().all(|term| match term {
        DayTerm::Weekdays(..) => weekdays(*term) & !taken == 0,
        DayTerm::Dates(first, last) => {
            left -= (*last - *first).num_days() + 1;
            taken == WHOLE_WEEK
                || left >= 0 && first.iter_days().take_while(|day| day <= last).all(|day| except.contains(day))
        }
        _ => taken == WHOLE_WEEK || except.terms.contains(term),
    })
}

/// All seven days as bits.
const WHOLE_WEEK: u8 = 0b111_1111;

/// The weekdays a term surely names in every week, as bits from Monday.
fn weekdays(term: DayTerm) -> u8 {
    let DayTerm::Weekdays(first, last) = term else { return 0 };
    let mut days = 0;
    let mut day: Weekday = first;
    loop {
        days |= 1 << day.num_days_from_monday();
        if day == last {
            return days;
        }
        day = day.succ();
    }
}
