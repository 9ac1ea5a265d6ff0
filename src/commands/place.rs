//! Decides which sites a command applies to. Unless sites are named, this is the site of a one-off named by its key,
//! the only site that has the tasks, or the site where the tasks are open and the user's; otherwise the user picks.

use super::done::begins_as_number;
use super::names::{Names, has, meant};
use super::{prompt, target};
use crate::app::hint::CommandLine;
use crate::app::{App, DayBook, Exit, Failure, Session};
use crate::calendar::{Day, DayRange};
use crate::checklist::{Match, Task};
use crate::language::{Text, folded, say, text};
use crate::render::{cells, views};
use crate::status::{Choice, Item, Purpose, Selector, Status, choose};
use chrono::TimeDelta;
use std::collections::BTreeSet;

/// The kind of act to record for the tasks; it decides which occurrences are eligible.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    /// The tasks are done.
    Tick,
    /// The tasks are skipped or excused; occurrences that have not begun are eligible too.
    SetAside,
    /// Any occurrence is eligible.
    Remark,
    /// An earlier act on the tasks is undone.
    TakeBack,
}

/// A request and the circumstances that decide its site.
pub struct Place<'a> {
    pub app: &'a App,
    pub session: &'a Session<'a>,
    /// The day in question.
    pub on: Day,
    pub doing: Doing,
    /// The command as typed, for the hint that adds a site.
    pub line: CommandLine,
    /// Checks the words at the possible sites before the user is asked for one; `UNREAD` checks nothing.
    pub read: &'a dyn Fn(&[DayBook]) -> Result<(), Failure>,
}

const UNREAD: &dyn Fn(&[DayBook]) -> Result<(), Failure> = &|_| Ok(());

/// How a site relates to the tasks that the words name.
struct Look<'a> {
    book: &'a DayBook,
    /// Whether the site has all the tasks.
    has: bool,
    /// Whether the site has any of the tasks.
    has_some: bool,
    /// Whether the tasks are open at the site and the user's.
    is_mine: bool,
    /// Whether the tasks are open at the site and the user's or nobody's.
    concerns_me: bool,
    /// Whether the words only name tasks to tick, all of which are already done at the site.
    is_done: bool,
    /// Whether values are given and the user has entered values for the tasks there before, which may need a
    /// correction.
    may_be_corrected: bool,
}

impl<'a> Place<'a> {
    /// Makes the request of a command about one site on the current day.
    pub fn of_view(app: &'a App, session: &'a Session<'a>, line: CommandLine) -> Place<'a> {
        Place::new(app, session, session.today, Doing::Remark, line)
    }

    /// Makes a request whose words are not checked before the site is chosen.
    pub fn new(app: &'a App, session: &'a Session<'a>, on: Day, doing: Doing, line: CommandLine) -> Place<'a> {
        Place { app, session, on, doing, line, read: UNREAD }
    }
}

impl Place<'_> {
    /// Returns the one site that the words refer to.
    pub fn site(&self, words: &[&str]) -> Result<String, Failure> {
        let mut sites = self.decide(words, false)?;
        match sites.len() {
            1 => Ok(sites.remove(0)),
            _ => self.ask(&sites, words, false).map(|mut sites| sites.remove(0)),
        }
    }

    /// Returns the sites that the words refer to: several only if several are named or picked.
    pub fn sites(&self, words: &[&str]) -> Result<Vec<String>, Failure> {
        self.decide(words, true)
    }

    fn decide(&self, words: &[&str], may_be_many: bool) -> Result<Vec<String>, Failure> {
        let session = self.session;
        let named = session.named_sites()?;
        let all = session.sites_on(self.on)?;
        let usual = match named {
            // A site from the settings only decides between the possible sites.
            Some(named) if session.is_usual_site() => named.ids,
            Some(named) if named.are_all && !words.is_empty() => {
                let mut books = session.day_at(self.on, &named.ids)?;
                session.carry(&mut books)?;
                let looks = self.looks(&books, words, false);
                let having = sites(looks.iter().filter(|look| if may_be_many { look.has_some } else { look.has }));
                return Ok(if having.is_empty() { named.ids } else { having });
            }
            Some(named) => return Ok(named.ids),
            None => Vec::new(),
        };
        if let Some(site) = self.of_keys(&all, words)? {
            return Ok(vec![site]);
        }
        if all.len() < 2 {
            return Ok(all);
        }
        let choose = |possible: Vec<String>| {
            let usual: Vec<String> = usual.iter().filter(|site| possible.contains(site)).cloned().collect();
            match (usual.is_empty(), possible.len()) {
                (false, _) => Ok(usual),
                (true, 1) => Ok(possible),
                _ => self.ask(&possible, words, may_be_many),
            }
        };
        let own = session.sites_of(&session.me, self.on)?;
        let home = if own.is_empty() { all.clone() } else { own };
        if words.is_empty() {
            return choose(home);
        }
        let mut books = session.day_at(self.on, &all)?;
        session.carry(&mut books)?;
        let names = Names::of_all(&books, &session.checklist);
        self.check_no_site(&names, words)?;
        let tasks = task_words(&names, words);
        let has_values = tasks.len() < words.len();
        // What is done everywhere is said of every site.
        let looks = self.looks(&books, words, has_values);
        let is_done = |look: &Look| look.is_done || !look.has || !is_home(look, &home);
        if may_be_many && !self.line.has("note") && !self.line.has("found") && looks.iter().all(is_done) {
            let done = sites(looks.iter().filter(|look| look.is_done));
            if !done.is_empty() {
                return Ok(done);
            }
        }
        let alone = |word: &&str| self.possible(&self.looks(&books, &[*word], has_values), &home, &usual);
        let mut possible: Vec<Vec<String>> = tasks.iter().map(alone).collect();
        possible.retain(|sites| !sites.is_empty());
        possible.dedup();
        match possible.as_slice() {
            // No site has the tasks: the words are read at this site, where the error is reported. The key of a one-off
            // may lack its mark.
            [] => {
                let word = folded(words[0]);
                let is_key = |task: &Task| task.is_one_off() && task.id[1..].starts_with(&*word);
                let near = books.iter().find(|book| book.tasks().iter().any(|task| is_key(task)));
                let near = near.map(|book| &book.site).filter(|site| home.contains(site));
                Ok(vec![near.or(usual.first()).or(home.first()).cloned().unwrap_or_default()])
            }
            [same] => choose(same.clone()),
            _ => Err(self.apart(&tasks, &sites(looks.iter().filter(|look| look.has)))),
        }
    }

    /// The error for tasks that would go to different sites alone; `having` are the sites that have all of them.
    fn apart(&self, tasks: &[&str], having: &[String]) -> Failure {
        let said = |lang| tasks.iter().map(|task| say::quoted(lang, cells::clean(task))).collect::<Vec<_>>();
        let what = |lang| say::sites_apart(lang, said(lang).join(&say::list_comma(lang)));
        let line = |site: &String| Text::of(|_| self.line.clone().option("site", site).to_string());
        having.iter().map(line).fold(Failure::new(Exit::Task, Text::of(what)), Failure::also)
    }

    /// Returns the sites that a task alone may refer to, by how well it matches them; none if no site has it.
    fn possible(&self, looks: &[Look], home: &[String], usual: &[String]) -> Vec<String> {
        let is_home = |look: &&Look| is_home(look, home);
        let has = sites(looks.iter().filter(|look| look.has).filter(is_home));
        if has.is_empty() {
            let guest = |look: &&Look| look.has && look.book.has_one_off_of(&self.session.me);
            return Some(sites(looks.iter().filter(guest))).filter(|sites| sites.len() == 1).unwrap_or_default();
        }
        if has.len() == 1 || usual.iter().any(|site| has.contains(site)) {
            return has;
        }
        let mine = sites(looks.iter().filter(is_home).filter(|look| look.is_mine));
        let ours = sites(looks.iter().filter(is_home).filter(|look| look.concerns_me));
        let mut possible = [mine, ours, has].into_iter().find(|sites| !sites.is_empty()).unwrap_or_default();
        let corrected = sites(looks.iter().filter(is_home).filter(|look| look.may_be_corrected));
        possible.extend(corrected.into_iter().filter(|site| !possible.contains(site)).collect::<Vec<_>>());
        possible
    }

    /// Refuses a site's name where a task is expected: the title of a one-off may begin with it.
    fn check_no_site(&self, names: &Names, words: &[&str]) -> Result<(), Failure> {
        let is_task = |word: &str| {
            let word = folded(word);
            names.tasks.iter().any(|task| !task.is_one_off() && folded(&task.title).starts_with(&*word))
        };
        let named = |word: &&&str| self.session.site_titled(word).filter(|_| !names.is_whole(word) && !is_task(word));
        let Some((word, site)) = words.iter().find_map(|word| Some((*word, named(&word)?))) else { return Ok(()) };
        let line = self.line.clone().without_word(word).option("site", site);
        Err(Failure::usage(text::site_for_a_task(word, &line)))
    }

    /// Returns how well the words match each site.
    fn looks<'b>(&self, books: &'b [DayBook], words: &[&str], has_values: bool) -> Vec<Look<'b>> {
        let session = self.session;
        let names = Names::of_all(books, &session.checklist);
        let found: Vec<_> =
            task_words(&names, words).iter().map(|word| (meant(&names, word), self.selector(word))).collect();
        let look = |book: &'b DayBook| {
            let basis = book.basis();
            let day = basis.judge(session.now.min(basis.plan.bounds.end - TimeDelta::milliseconds(1)));
            let all = |is_so: &dyn Fn(&str, Option<&Selector>) -> bool| {
                found.iter().all(|(ids, slot)| ids.iter().any(|id| is_so(id, slot.as_ref())))
            };
            let any = |id: &str, slot: Option<&Selector>, is_so: &dyn Fn(&Item) -> bool| {
                day.items.iter().filter(|item| item.planned.task.id == id).any(|item| {
                    slot.is_none_or(|slot| slot.names(item.planned))
                        && self.is_open(item, slot.is_some())
                        && is_so(item)
                })
            };
            let me = session.me.as_str();
            let mine_entered = |id: &str, _: Option<&Selector>| {
                let entered =
                    |item: &Item| item.facts.is_some_and(|facts| facts.values.values().any(|it| it.source.by == me));
                day.items.iter().any(|item| item.planned.task.id == id && entered(item))
            };
            Look {
                book,
                has: all(&|id, _| has(book, id)),
                has_some: found.iter().any(|(ids, _)| ids.iter().any(|id| has(book, id))),
                is_mine: all(&|id, slot| any(id, slot, &|item| item.planned.owner.whose() == Some(me))),
                concerns_me: all(&|id, slot| any(id, slot, &|item| item.planned.owner.concerns(me))),
                is_done: self.doing == Doing::Tick
                    && !has_values
                    && all(&|id, slot| {
                        let slot = slot.unwrap_or(&Selector::Current);
                        matches!(choose(&day, id, slot, Purpose::Tick), Choice::AlreadyDone(..))
                    }),
                may_be_corrected: self.doing == Doing::Tick && has_values && all(&mine_entered),
            }
        };
        books.iter().map(look).collect()
    }

    /// Parses the part of a word after `@`; `None` if there is no such part or it cannot be parsed.
    fn selector(&self, word: &str) -> Option<Selector> {
        let (_, slot) = word.rsplit_once(['@', '＠'])?;
        Selector::parse(slot, &self.session.checklist.clock, self.on)
    }

    /// Whether an occurrence is eligible; `is_named` means that its slot was given.
    fn is_open(&self, item: &Item, is_named: bool) -> bool {
        let me = self.session.me.as_str();
        match self.doing {
            Doing::Tick => item.status.is_open() || (is_named && !matches!(item.status, Status::Done(_))),
            Doing::SetAside => item.status.is_outstanding(),
            Doing::Remark => true,
            Doing::TakeBack => item.facts.is_some_and(|facts| {
                facts.ticks.iter().any(|tick| tick.source.by == me)
                    || facts.ruling.as_ref().is_some_and(|it| it.source.by == me)
            }),
        }
    }

    /// Returns the site of the one-offs that the words name by key; `None` if no word is a key, or if the one-offs are
    /// not at exactly one site.
    fn of_keys(&self, all: &[String], words: &[&str]) -> Result<Option<String>, Failure> {
        let keys: Vec<String> = words.iter().filter_map(|word| target::key(word)).collect();
        if keys.is_empty() {
            return Ok(None);
        }
        let books = self.session.all_one_offs(DayRange { first: Day::MIN, last: Day::MAX })?;
        let is_named = |book: &&DayBook| {
            let named = |key: &String| book.one_offs.tasks().iter().any(|task| task.id.starts_with(key.as_str()));
            keys.iter().any(named)
        };
        let sites: BTreeSet<&str> = books.iter().filter(is_named).map(|book| book.site.as_str()).collect();
        let only = sites.first().filter(|_| sites.len() == 1);
        // A one-off added when the checklist had no sites has an empty site id, and can be named at every site.
        Ok(only.map(|site| if site.is_empty() { all[0].clone() } else { (*site).to_owned() }))
    }

    /// Returns an error if a word is ambiguous. This is checked before asking for the site, so that the commands in the
    /// hint can be run.
    fn check_tasks(&self, sites: &[String], words: &[&str]) -> Result<(), Failure> {
        let mut books = self.session.day_at(self.on, sites)?;
        self.session.carry(&mut books)?;
        (self.read)(&books)?;
        let names = Names::of_all(&books, &self.session.checklist);
        for word in words {
            let word = word.replace('＠', "@");
            let id = match names.find(word.rsplit_once('@').map_or(&*word, |(name, _)| name)) {
                Match::Several(ids) => return Err(target::ambiguous(self.app, &names, &word, &ids)),
                Match::One(id) => id,
                Match::None(_) => break,
            };
            // Words after a task that takes values or steps may be its values or steps.
            let task = names.tasks.iter().find(|task| task.id == id);
            if task.is_some_and(|task| !task.fields.is_empty() || !task.steps.is_empty()) {
                break;
            }
        }
        Ok(())
    }

    /// Lets the user pick sites. If not interactive, returns an error that lists the command for each site.
    fn ask(&self, sites: &[String], words: &[&str], may_be_many: bool) -> Result<Vec<String>, Failure> {
        let title = |site: &String| views::site_title(&self.session.checklist, site).unwrap_or_default();
        let lang = self.app.lang();
        let said = words.join(" ");
        if self.app.interactive {
            self.app.remark(match said.as_str() {
                "" => say::pick_site(lang),
                said => say::pick_site_of(lang, cells::clean(said)),
            });
            let offers: Vec<String> = sites.iter().map(title).collect();
            let picked = prompt::pick(self.app, &offers, may_be_many)?;
            return match picked {
                Some(picked) => {
                    let picked: Vec<String> = picked.into_iter().map(|at| sites[at].clone()).collect();
                    self.app.pick_sites(&picked);
                    Ok(picked)
                }
                None => Err(Failure::new(Exit::Task, text::nothing_picked())),
            };
        }
        self.check_tasks(sites, words)?;
        let is_too_many = !may_be_many && self.session.names_site() && !self.session.is_usual_site();
        let lines: Vec<String> = sites.iter().map(|site| self.line.clone().option("site", site).to_string()).collect();
        let widest = lines.iter().map(|line| cells::width(line)).max().unwrap_or(0);
        let line = |(line, site): (&String, &String)| format!("\n  {}  {}", cells::pad(line, widest), title(site));
        let list = lines.iter().zip(sites).map(line).collect::<String>();
        let failure = Failure::new(
            Exit::Task,
            Text::of(|lang| match said.as_str() {
                _ if is_too_many => say::one_site_only(lang, self.line.verb(), &list),
                "" => say::which_site(lang, &list),
                said => say::which_site_of(lang, said, &list),
            }),
        );
        let is_every = self.session.sites_on(self.on)?.len() == sites.len();
        let all = self.line.clone().option("site", if is_every { "all".to_owned() } else { sites.join(",") });
        Err(if may_be_many { failure.hint(text::all_sites_hint(&all)) } else { failure })
    }
}

/// Returns the words that name tasks: the first, and those behind it that can hardly be a value.
fn task_words<'w>(names: &Names, words: &[&'w str]) -> Vec<&'w str> {
    let is_task = |word: &str| names.is_beginning(word) && (!begins_as_number(word) || names.is_whole(word));
    let (first, rest) = words.split_at(words.len().min(1));
    first.iter().chain(rest.iter().filter(|word| is_task(word))).copied().collect()
}

/// Whether a task named for several sites applies at one of them: it applies at the sites that have it, or at all of
/// them if none has it.
pub fn concerns(books: &[DayBook], book: &DayBook, id: &str) -> bool {
    has(book, id) || !books.iter().any(|book| has(book, id))
}

/// Whether a user who works at some sites may mean this one: it is among them, or has an open one-off of the user's.
fn is_home(look: &Look, home: &[String]) -> bool {
    home.contains(&look.book.site) || look.is_mine
}

fn sites<'a, 'b: 'a>(looks: impl Iterator<Item = &'a Look<'b>>) -> Vec<String> {
    looks.map(|look| look.book.site.clone()).collect()
}
