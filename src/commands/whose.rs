//! Whose tasks a view shows: mine and nobody's, everybody's, or one person's.

use super::{option, switch, word};
use crate::app::{DayBook, Failure, Session};
use crate::calendar::Day;
use crate::checklist::{nearest, sounds_like};
use crate::language::{Lang, Text, say, text};
use crate::render::views::DayView;
use crate::render::{Screen, cells};
use crate::status::{DayState, Others};
use clap::{Arg, ArgMatches};

/// The tasks that a view shows.
pub enum Whose {
    /// Everything: requested, or the checklist names nobody or does not know the person.
    All,
    /// A person's own tasks and nobody's.
    Mine(String),
    /// Only this person's tasks.
    Of(String),
}

/// The options of a view.
pub fn options(lang: Lang) -> Vec<Arg> {
    vec![
        switch("all", say::arg_all(lang)).conflicts_with("for"),
        option("for", "PERSON", say::arg_for(lang)).allow_hyphen_values(false),
    ]
}

impl Whose {
    /// Reads the options.
    pub fn read(session: &Session, args: &ArgMatches) -> Result<Whose, Failure> {
        if let Some(person) = word(args, "for") {
            return person_named(session, person).map(Whose::Of);
        }
        let asks_for_all = args.get_flag("all") || !session.checklist.names_people();
        Ok(if asks_for_all || !session.is_known() { Whose::All } else { Whose::Mine(session.me.clone()) })
    }

    /// The person whose tasks a view shows, if it is one person.
    pub fn person(&self) -> Option<&str> {
        match self {
            Whose::All => None,
            Whose::Mine(person) | Whose::Of(person) => Some(person),
        }
    }

    /// Removes what is not shown from a day, and returns the counts of it.
    pub fn filter(&self, day: &mut DayState) -> Others {
        day.retain(|item| match self {
            Whose::All => true,
            // Also shows what a person did for others, and above all what was returned to them.
            Whose::Mine(person) => {
                item.planned.owner.concerns(person)
                    || item.is_done_by(person)
                    || item.returned.is_some_and(|it| it.act.by == *person)
            }
            Whose::Of(person) => item.planned.owner.whose() == Some(person.as_str()),
        })
    }

    /// The message that nothing on a day belongs to the person.
    pub fn nothing_lines(&self, view: &DayView) -> Option<String> {
        match self {
            Whose::Of(person) if view.day.items.is_empty() => {
                Some(say::nothing_of(view.screen.lang, cells::clean(person)))
            }
            _ => None,
        }
    }

    /// The books of a day at every site that a view may show; [`Whose::keep`] then drops some of them.
    pub fn books(&self, session: &Session, day: Day) -> Result<Vec<DayBook>, Failure> {
        if self.person().is_none() || session.names_site() {
            return session.day_at(day, &self.sites(session, day)?);
        }
        session.day_at_all_sites(day)
    }

    /// Keeps the books, with what is carried into them, of the sites where the person works that day or has a one-off.
    pub fn keep(&self, session: &Session, day: Day, books: &mut Vec<DayBook>) -> Result<(), Failure> {
        session.tell_gone(books);
        let Some(person) = self.person().filter(|_| books.len() > 1) else { return Ok(()) };
        let own = self.sites(session, day)?;
        let (mut strays, mut gone) = (Vec::new(), Vec::new());
        books.retain_mut(|book| {
            let stays = own.contains(&book.site) || book.has_one_off_of(person);
            if !stays {
                strays.append(&mut book.strays);
                gone.extend(book.carried.extract_if(.., |it| !it.site.is_empty() && it.site != book.site));
            }
            stays
        });
        // What belongs to no known site is shown with the first book.
        if let Some(first) = books.first_mut() {
            if !(strays.is_empty() && gone.is_empty()) {
                session.name_gone(first);
            }
            first.strays.append(&mut strays);
            first.carried.append(&mut gone);
        }
        Ok(())
    }

    /// The sites that a view of a day shows: those named, else those where the person works that day, else all.
    pub fn sites(&self, session: &Session, day: Day) -> Result<Vec<String>, Failure> {
        if let Some(named) = session.named_sites()? {
            return if named.are_all { session.sites_on(day) } else { Ok(named.ids) };
        }
        let person = match self {
            Whose::All => &session.me,
            Whose::Mine(person) | Whose::Of(person) => person,
        };
        match session.sites_of(person, day)? {
            own if own.is_empty() => session.sites_on(day),
            own => Ok(own),
        }
    }
}

/// A person of the checklist; any name if it names nobody.
pub fn person_named(session: &Session, person: &str) -> Result<String, Failure> {
    let checklist = &session.checklist;
    if checklist.knows(person) {
        return Ok(person.to_owned());
    }
    let mut known: Vec<&str> = checklist.everybody().collect();
    known.sort_unstable();
    known.dedup();
    let near = near_name(person, &known);
    Err(Failure::usage(text::nobody_called(person)).hint(Text::of(|lang| match (near, known.as_slice()) {
        (Some(near), _) => say::perhaps(lang, near),
        (None, []) => say::no_people_named(lang),
        (None, known) => say::known_people(lang, known.join(&say::list_comma(lang))),
    })))
}

/// The known name that a word is probably a mistyping of: one that sounds the same, or else one spelled similarly.
pub fn near_name<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let alike = known.iter().find(|name| sounds_like(name, word)).copied();
    alike.or_else(|| nearest(word, known.iter().copied()))
}

/// The line on what is not shown.
pub fn others_lines(screen: &Screen, others: Others) -> Vec<String> {
    let said = match others {
        Others { count: 0, .. } => None,
        Others { count, open: 0 } => Some(say::others_hidden(screen.lang, count)),
        Others { count, open } => Some(say::others_hidden_open(screen.lang, count, open)),
    };
    said.iter().flat_map(|line| screen.wrap(line)).map(|line| screen.dim(&line)).collect()
}
