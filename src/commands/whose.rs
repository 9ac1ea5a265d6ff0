//! Decides whose tasks a view shows: the user's and nobody's, everybody's, or one person's.

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
    /// All tasks: requested, or the checklist names nobody or does not know the user.
    All,
    /// The user's own tasks and nobody's.
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

    /// Returns the person whose tasks a view shows; `None` if it shows everybody's.
    pub fn person(&self) -> Option<&str> {
        match self {
            Whose::All => None,
            Whose::Mine(person) | Whose::Of(person) => Some(person),
        }
    }

    /// Removes the items that are not shown from a day, and returns their counts.
    pub fn filter(&self, day: &mut DayState) -> Others {
        day.retain(|item| match self {
            Whose::All => true,
            // Also shows what the user did for others and, above all, what was returned to the user.
            Whose::Mine(person) => {
                item.planned.owner.concerns(person)
                    || item.is_done_by(person)
                    || item.returned.is_some_and(|it| it.act.by == *person)
            }
            Whose::Of(person) => item.planned.owner.whose() == Some(person.as_str()),
        })
    }

    /// Returns the message that nothing on a day belongs to the requested person; `None` if something does, or if no
    /// person was requested.
    pub fn nothing_lines(&self, view: &DayView) -> Option<String> {
        match self {
            Whose::Of(person) if view.day.items.is_empty() => {
                Some(say::nothing_of(view.screen.lang, cells::clean(person)))
            }
            _ => None,
        }
    }

    /// Reads the books of a day at every site that a view may show; [`Whose::keep`] later removes some of them.
    pub fn books(&self, session: &Session, day: Day) -> Result<Vec<DayBook>, Failure> {
        if self.person().is_none() || session.names_site() {
            return session.day_at(day, &self.sites(session, day)?);
        }
        session.day_at_all_sites(day)
    }

    /// Keeps only the books of sites where the person works that day or has a one-off, with the one-offs carried into
    /// them.
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
        // Acts and one-offs of unknown sites are shown with the first book.
        if let Some(first) = books.first_mut() {
            if !(strays.is_empty() && gone.is_empty()) {
                session.name_gone(first);
            }
            first.strays.append(&mut strays);
            first.carried.append(&mut gone);
        }
        Ok(())
    }

    /// Returns the sites that a view of a day shows: the named ones, else those where the person works that day, else
    /// all.
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

/// Returns the name of a person whom the checklist knows; an error for any other name.
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

/// Returns the known name of which a word is probably a mistyping: one that sounds the same, or else one spelled
/// similarly.
pub fn near_name<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let alike = known.iter().find(|name| sounds_like(name, word)).copied();
    alike.or_else(|| nearest(word, known.iter().copied()))
}

/// Returns the lines that count the tasks not shown; none if all are shown.
pub fn others_lines(screen: &Screen, others: Others) -> Vec<String> {
    let said = match others {
        Others { count: 0, .. } => None,
        Others { count, open: 0 } => Some(say::others_hidden(screen.lang, count)),
        Others { count, open } => Some(say::others_hidden_open(screen.lang, count, open)),
    };
    said.iter().flat_map(|line| screen.wrap(line)).map(|line| screen.dim(&line)).collect()
}
