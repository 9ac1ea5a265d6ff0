//! Sites: those named by the user, those where somebody works, and those that today's checklist no longer has.

use super::Session;
use crate::app::{DayBook, Exit, Failure};
use crate::calendar::Day;
use crate::checklist::{Checklist, Site};
use crate::journal::Adoption;
use crate::language::{Lang, Text, folded, plain_char, say, text};
use crate::render::views::site_title;
use std::rc::Rc;

/// The sites that `--site`, `OPS_SITE` or the settings name.
pub struct NamedSites {
    /// The ids of the sites, without duplicates.
    pub ids: Vec<String>,
    /// Whether one of the names means all sites.
    pub are_all: bool,
}

impl NamedSites {
    /// Whether a site is among the named ones. If all sites are named, these include sites that no longer exist.
    pub fn has(&self, site: &str) -> bool {
        self.are_all || self.ids.iter().any(|id| id == site)
    }
}

/// The words that mean every site.
const ALL: [&str; 3] = ["all", "全部", "所有"];

impl Session<'_> {
    /// Whether `--site`, `OPS_SITE` or the settings name a site.
    pub fn names_site(&self) -> bool {
        !self.app.options.sites.is_empty()
    }

    /// Whether the site comes from the settings, as a default.
    pub fn is_usual_site(&self) -> bool {
        self.app.options.site_from.is_some()
    }

    /// Returns the named sites; `None` if no site is named. Fails if a name is unknown or ambiguous.
    pub fn named_sites(&self) -> Result<Option<NamedSites>, Failure> {
        let mut named = NamedSites { ids: Vec::new(), are_all: false };
        for text in &self.app.options.sites {
            match self.exactly(text) {
                Some(site) => named.ids.push(site.id),
                None => {
                    for name in text.split(|c| plain_char(c) == ',').map(str::trim).filter(|name| !name.is_empty()) {
                        named.are_all |= self.name(name, &mut named.ids)?;
                    }
                }
            }
        }
        let mut known = std::collections::HashSet::new();
        named.ids.retain(|id| known.insert(id.clone()));
        match named.ids.is_empty() {
            true if self.names_site() => Err(self.no_such_site(&self.app.options.sites.join(", "))),
            is_empty => Ok((!is_empty).then_some(named)),
        }
    }

    /// Adds the ids of the sites that a name means; returns whether it means all sites.
    fn name(&self, name: &str, ids: &mut Vec<String>) -> Result<bool, Failure> {
        if let Some(site) = self.exactly(name) {
            ids.push(site.id);
            return Ok(false);
        }
        let sites = &self.checklist.sites;
        if ALL.contains(&&*folded(name)) {
            ids.extend(self.checklist.site_ids().into_iter().map(str::to_owned));
            return Ok(true);
        }
        let mut begun = beginning(sites, name);
        if begun.is_empty() {
            begun = beginning(&self.gone_sites(), name);
        }
        match begun.as_slice() {
            [] => Err(self.no_such_site(name)),
            [only] => {
                ids.push(only.id.clone());
                Ok(false)
            }
            several => Err(Failure::usage(self.in_settings(text::site_ambiguous(name))).hint(listed(several))),
        }
    }

    /// Returns the site with exactly this id or title, from today's checklist or else an earlier one.
    fn exactly(&self, name: &str) -> Option<Site> {
        exact(&self.checklist.sites, name).or_else(|| exact(&self.gone_sites(), name))
    }

    /// Returns the id of the only site of today's checklist with this title, or with a title that begins with it.
    pub fn site_titled(&self, name: &str) -> Option<String> {
        let word = folded(name.trim());
        let begins = |site: &&Site| folded(&site.title).starts_with(&*word);
        let mut begun = self.checklist.sites.iter().filter(begins).filter(|_| word.chars().nth(1).is_some());
        let only = begun.next().filter(|_| begun.next().is_none());
        exact(&self.checklist.sites, name).or(only.cloned()).map(|site| site.id)
    }

    /// Returns the sites that only earlier texts of the checklist have. Their acts are kept, and commands can name
    /// them.
    pub(super) fn gone_sites(&self) -> Vec<Site> {
        let mut gone: Vec<Site> = Vec::new();
        for checklist in self.earlier_texts() {
            for site in &checklist.sites {
                if self.checklist.site(&site.id).is_none() && gone.iter().all(|known| known.id != site.id) {
                    gone.push(site.clone());
                }
            }
        }
        gone
    }

    /// Returns every text that was adopted, the latest first.
    pub fn earlier_texts(&self) -> impl Iterator<Item = Rc<Checklist>> {
        let is_last =
            |at: usize, adoption: &Adoption| !self.adoptions[at + 1..].iter().any(|later| later.is_same_text(adoption));
        let adoptions = self.adoptions.iter().enumerate().rev();
        // A text that cannot be read is reported when a day needs it.
        adoptions.filter(move |(at, it)| is_last(*at, it)).filter_map(|(_, adoption)| self.adopted(adoption).ok())
    }

    /// Reports the sites of some books that the day's checklist does not have, where nothing is required.
    pub fn tell_gone(&self, books: &[DayBook]) {
        for book in books.iter().filter(|book| !book.knows_site) {
            let title = site_title(&book.checklist, &book.site).unwrap_or_default();
            self.app.remark(say::site_gone(self.app.lang(), title, book.day));
        }
    }

    fn no_such_site(&self, name: &str) -> Failure {
        let sites = &self.checklist.sites;
        let what = |lang| match sites.is_empty() {
            true => say::site_none_known(lang, name),
            false => say::no_such_site(lang, name),
        };
        Failure::usage(self.in_settings(Text::of(what))).hint((!sites.is_empty()).then(|| listed(sites)))
    }

    /// Prefixes a problem with the path of the settings file, if the name of the site comes from there.
    fn in_settings(&self, what: Text) -> Text {
        match &self.app.options.site_from {
            Some(path) => Text::of(|lang| say::in_config(lang, path.display(), what.in_lang(lang))),
            None => what,
        }
    }

    /// Returns the ids of the sites of the checklist that judges a day; one empty id if it names no sites.
    pub fn sites_on(&self, day: Day) -> Result<Vec<String>, Failure> {
        let checklist = self.checklist_on(day)?.unwrap_or_else(|| self.checklist.clone());
        Ok(checklist.site_ids().into_iter().map(str::to_owned).collect())
    }

    /// Returns the ids of the sites where a person works on a day.
    pub fn sites_of(&self, person: &str, day: Day) -> Result<Vec<String>, Failure> {
        let checklist = self.checklist_on(day)?.unwrap_or_else(|| self.checklist.clone());
        let own = checklist.sites.iter().filter(|site| checklist.works_at(person, site, day));
        Ok(own.map(|site| site.id.clone()).collect())
    }

    /// Returns the site for a command that needs exactly one: the named one, else the only one where this person works,
    /// else the only one. Fails if there are several.
    pub fn site(&self) -> Result<String, Failure> {
        let possible = match self.named_sites()? {
            Some(named) => named.ids,
            None => match self.sites_of(&self.me, self.today)? {
                own if own.is_empty() => self.sites_on(self.today)?,
                own => own,
            },
        };
        match possible.as_slice() {
            [only] => Ok(only.clone()),
            several => {
                let known = self.checklist.sites.iter().filter(|site| several.contains(&site.id));
                let known: Vec<Site> = known.cloned().collect();
                Err(Failure::new(Exit::Task, text::site_several()).hint(listed(&known)))
            }
        }
    }
}

/// Returns the site with an id or a title as typed, ignoring case and width. A title that several sites share does not
/// match.
fn exact(sites: &[Site], name: &str) -> Option<Site> {
    let word = folded(name.trim());
    let by_id = sites.iter().find(|site| site.id == name).or_else(|| sites.iter().find(|site| site.id == *word));
    let mut titled = sites.iter().filter(|site| folded(&site.title) == word);
    let by_title = || titled.next().filter(|_| titled.next().is_none());
    by_id.or_else(by_title).cloned()
}

/// Returns the sites whose id or title begins with a name.
fn beginning(sites: &[Site], name: &str) -> Vec<Site> {
    let word = folded(name);
    let begins = |site: &&Site| site.id.starts_with(&*word) || folded(&site.title).starts_with(&*word);
    sites.iter().filter(begins).cloned().collect()
}

/// Returns a message that lists the sites by id and title.
fn listed(sites: &[Site]) -> Text {
    let named = |lang: Lang, site: &Site| match site.title == site.id {
        true => site.id.clone(),
        false => site.id.clone() + &say::bracketed(lang, crate::render::cells::clean(&site.title)),
    };
    Text::of(|lang| {
        let sites: Vec<String> = sites.iter().map(|site| named(lang, site)).collect();
        say::site_known(lang, sites.join(&say::list_comma(lang)))
    })
}
