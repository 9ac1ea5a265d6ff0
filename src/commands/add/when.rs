//! The time and the day of a one-off as typed, and the business day to which they belong.

use super::words::{Known, Said};
use crate::app::Failure;
use crate::calendar::{
    ClockTime, Day, EARLY, Hour, Lead, Lean, PhraseError, PhraseFault, SaidSpan, TimeError, hour, lead,
    parse_said_span, time_label,
};
use crate::checklist::{Span, WallWindow, parse_span};
use crate::commands::dates;
use crate::language::{Text, say, text};
use chrono::NaiveTime;

/// A time or a span as typed.
#[derive(Debug, Clone)]
pub struct When {
    /// The form in which a one-off stores it.
    pub span: Span,
    said: SaidSpan,
    hour: Hour,
    words: String,
}

/// Two times are equal even if they were worded differently.
impl PartialEq for When {
    fn eq(&self, other: &When) -> bool {
        self.said == other.said
    }
}

impl When {
    /// Whether this is a deadline, as in 17点前 or `by 5pm`: with a later day, the one-off may be done before that day.
    /// `-17:00` is not a deadline but a window, as in a checklist.
    pub fn is_deadline(&self) -> bool {
        matches!(self.said, SaidSpan::By(_)) && !self.words.starts_with(['-', '－'])
    }

    /// Returns the time by which the one-off should be done, if only that time was given.
    pub fn end(&self) -> Option<NaiveTime> {
        match self.span {
            Span::By(end) => Some(end),
            _ => None,
        }
    }

    /// Returns the time after which the one-off is over; `None` if it has no end, since it can still be done after it
    /// has begun.
    fn last(&self) -> Option<ClockTime> {
        match self.said {
            SaidSpan::At(time) | SaidSpan::Between(_, time) | SaidSpan::By(time) | SaidSpan::Dawn(time) => Some(time),
            SaidSpan::From(_) | SaidSpan::Night(_) => None,
        }
    }
}

impl Known<'_> {
    /// Parses `--on`: today or a later day, or a deadline such as 周五前.
    pub fn on(&self, text: &str) -> Result<Said, Failure> {
        let failure = match dates::coming_day(text, self.today, &self.checklist.clock) {
            Ok(day) => return Ok(Said { day: Some(day), ..Said::default() }),
            Err(failure) => failure,
        };
        match lead(text, self.today, Lean::Forward) {
            Ok(Some(Lead { day: Some(day), is_deadline: true, span: None, rest: "", .. })) => {
                self.check_day(day)?;
                Ok(Said { until: Some(day), ..Said::default() })
            }
            // Text that is not a day at all is reported as in other commands.
            Ok(_) => Err(failure),
            Err(PhraseError { kind: PhraseFault::Several(days, _), said }) if !days.is_empty() => {
                let each: Vec<String> = days.iter().map(|day| self.instead_with("on", day)).collect();
                let failure =
                    Failure::usage(PhraseError { kind: PhraseFault::Several(days, String::new()), said }.text());
                Err(failure.hint(Text::of(|lang| say::several_days_hint_each(lang, each.join(&say::list_comma(lang))))))
            }
            Err(error) => Err(self.refused("", error)),
        }
    }

    /// Returns the command with another value of an option; for a line of a list, only the option.
    fn instead_with(&self, option: &str, value: &str) -> String {
        let command = self.command.map(|command| command.clone().option(option, value).to_string());
        command.unwrap_or_else(|| format!("--{option} {value}"))
    }

    /// Parses `--at`: `09:00`, `09:00-10:00`, `13:30-`, `-18:00`, 9点半; a day may stand before the time.
    pub fn at(&self, text: &str) -> Result<(Option<Day>, When), Failure> {
        match lead(text, self.today, Lean::Forward) {
            Ok(Some(Lead { day: Some(day), is_deadline: false, span: Some(span), hour, rest: "", said })) => {
                self.check_day(day)?;
                Ok((Some(day), self.when(span, hour, said)?))
            }
            _ => self.time(text).map(|when| (None, when)),
        }
    }

    fn time(&self, text: &str) -> Result<When, Failure> {
        match parse_said_span(text) {
            Ok(said) => self.when(said, hour(text, said), text.trim()),
            Err(error @ (TimeError::WhichHalf | TimeError::WhichNight)) => {
                let error = PhraseError { said: text.trim().to_owned(), kind: error.into() };
                Err(Failure::usage(error.text()).hint(error.help()))
            }
            // Parsed again as a checklist's span, whose errors name the side that is wrong.
            Err(_) => Err(self
                .parsed(text)
                .err()
                .unwrap_or_else(|| Failure::usage(TimeError::Unknown.text(text)).hint(TimeError::Unknown.help()))),
        }
    }

    /// Converts a time to a span, which must lie in one business day.
    pub(super) fn when(&self, said: SaidSpan, hour: Hour, words: &str) -> Result<When, Failure> {
        let clock = &self.checklist.clock;
        let edge = time_label(clock.day_start);
        let span = match said {
            SaidSpan::Dawn(end) => self.parsed(&format!("{edge}-{end}"))?,
            SaidSpan::Night(start) => {
                let window = WallWindow { start: start.time(), end: clock.day_start };
                let fits = clock.minutes_in(window.start) < clock.end_minutes_in(window.end);
                if fits { Span::Window(window) } else { self.parsed(&format!("{start}-{edge}"))? }
            }
            said => self.parsed(&said.to_string())?,
        };
        Ok(When { span, said, hour, words: words.to_owned() })
    }

    fn parsed(&self, text: &str) -> Result<Span, Failure> {
        parse_span(text, &self.checklist.clock).map_err(|mistakes| match mistakes.into_iter().next() {
            Some((text, help)) => Failure::usage(text).hint(help),
            None => Failure::usage(text::span_unknown(text)),
        })
    }

    /// Returns the business day of a time on a calendar day. A time before the day's start belongs to the previous
    /// business day; 24:00 is the end of its own day. `word` is the word typed for the day.
    pub(super) fn calendar_day(
        &self,
        day: Option<Day>,
        word: Option<&str>,
        when: &When,
    ) -> Result<Option<Day>, Failure> {
        self.check_half(day, when)?;
        self.check_night(day, word, when)?;
        let edge = self.checklist.clock.day_start;
        let early = when.said.start().filter(|time| time.hour < 24 && time.time() < edge);
        let (Some(day), Some(time)) = (day, early) else { return Ok(day) };
        if when.hour == Hour::OfANight {
            let failure = Failure::usage(TimeError::WhichNight.text(&when.words));
            let nights = [Some(day), day.succ_opt()].map(|day| format!("{} {time}", day.unwrap_or_default()));
            return Err(failure.hint(text::day_word_either(&nights[0], &nights[1])));
        }
        match day.pred_opt().filter(|before| *before >= self.today) {
            Some(before) => Ok(Some(before)),
            None => Err(Failure::usage(text::moment_gone(day, time)).hint(text::moment_gone_hint(time))),
        }
    }

    /// Returns an error for a bare hour such as 3点 that has gone by today, as one in the small hours has until
    /// midnight, or that another day has in the small hours: the afternoon, or the day to come, may be meant.
    fn check_half(&self, day: Option<Day>, when: &When) -> Result<(), Failure> {
        let (Hour::Bare, Some(first)) = (when.hour, when.said.start()) else { return Ok(()) };
        let clock = &self.checklist.clock;
        let date = clock.zone.local(self.now).date();
        let is_today = day.is_none_or(|day| day == self.today);
        let is_gone = |time: ClockTime| clock.said_instant(self.today, time) <= self.now;
        let (is_night, is_small) = (date > self.today, first.time() < clock.day_start);
        let is_unlikely = match is_today {
            true if is_small => !is_night || is_gone(first),
            true => !is_night && is_gone(when.last().unwrap_or(first)),
            false => first.hour < EARLY,
        };
        if !is_unlikely {
            return Ok(());
        }
        let (first, later) = (when.said, when.said.twelve_hours_later());
        let is_over = is_today && later.start().is_some_and(is_gone);
        let next = if is_night { Some(date) } else { date.succ_opt() };
        let on = if is_over { next } else { day.filter(|_| !is_today) };
        let said = if is_over { [first, later] } else { [later, first] };
        Err(Failure::usage(TimeError::WhichHalf.text(&when.words)).hint(Text::of(|lang| {
            let [one, other] = said.map(|said| on.map(|day| format!("{day} ")).unwrap_or_default() + &said.typed(lang));
            say::day_word_either(lang, one, other)
        })))
    }

    /// Returns an error for a time that has passed today if the next date is more likely. After midnight, 9点 probably
    /// means the coming morning, although the business day is still that of the evening before. 今天, 今早 and 今晚 are
    /// treated in the same way.
    fn check_night(&self, day: Option<Day>, word: Option<&str>, when: &When) -> Result<(), Failure> {
        let clock = &self.checklist.clock;
        let date = clock.zone.local(self.now).date();
        let is_gone = |time: ClockTime| clock.said_instant(self.today, time) <= self.now;
        let is_of_day = |time: &ClockTime| time.hour == 24 || time.time() >= clock.day_start;
        let last = when.last().filter(|time| is_of_day(time) && date > self.today);
        // A word is relative if it names another day tomorrow: 今天 does, 11-25 does not.
        let tomorrow = self.today.succ_opt().unwrap_or(self.today);
        let is_today = |word| matches!(lead(word, tomorrow, Lean::Nearest), Ok(Some(Lead { day: Some(day), .. })) if day == tomorrow);
        let is_relative = day.is_none() || day == Some(self.today) && word.is_some_and(is_today);
        match last.filter(|time| is_relative && is_gone(*time)) {
            None => Ok(()),
            Some(time) => Err(Failure::usage(text::moment_gone(self.today, time)).hint(Text::of(|lang| {
                let words = match when.said {
                    _ if day.is_none() && when.hour != Hour::Bare => when.words.clone(),
                    SaidSpan::Dawn(end) => format!("{}-{end}", time_label(clock.day_start)),
                    said => said.typed(lang),
                };
                let on = |date: Day| format!("{date} {words}");
                say::day_word_either(lang, on(date), on(self.today))
            }))),
        }
    }

    /// Returns the error for 周五前 17点, where the time may belong to the deadline or be a time of its own.
    pub(super) fn time_beside_a_deadline(&self, last: Day, when: &When, title: &str) -> Failure {
        if let Err(failure) = self.check_half(Some(last), when) {
            return failure;
        }
        let failure = Failure::usage(text::deadline_clock(last, &when.words));
        failure.hint(Text::of(|lang| {
            let time = when.said.start().or(when.last()).map(|time| time.to_string()).unwrap_or_default();
            let words = |words: String| match self.command {
                Some(command) => {
                    command.clone().words(words.split_whitespace()).without("at").without("on").to_string()
                }
                None => words,
            };
            let by = words(format!("{} {title}", say::by_then(lang, format!("{last} {time}"))));
            say::deadline_clock_hint(lang, by, words(format!("{last} {time} {title}")))
        }))
    }
}
