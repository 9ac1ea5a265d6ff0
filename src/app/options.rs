//! The options that every command has.

use super::config::Config;
use super::{Environment, Failure, NowWord};
use crate::calendar::{BusinessClock, Lean};
use crate::language::{Lang, Text, is_visible, say, text};
use clap::ArgMatches;
use std::ffi::OsStr;
use std::path::PathBuf;

/// The options every command has, from the command line or the environment.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The checklist's file: `--checklist`, `OPS_CHECKLIST`
    pub checklist: Option<PathBuf>,
    /// The journal's folder: `--journal`, `OPS_JOURNAL`
    pub journal: Option<PathBuf>,
    /// Whether an option, a variable or the settings name a journal other than the user's default one.
    pub names_journal: bool,
    /// The instant to use as now: `--now`, `OPS_NOW`
    pub now: Option<NowWord>,
    /// The person at the keyboard: `--as`, `OPS_AS`, the settings
    pub person: Option<String>,
    /// The names of sites: `--site`, `OPS_SITE`, the settings
    pub sites: Vec<String>,
    /// The settings file, if `site` comes from there.
    pub site_from: Option<PathBuf>,
    /// The options typed on the command line that commands in hints must repeat, with their values.
    pub given: Vec<(&'static str, String)>,
}

/// Returns the language from `--lang`, `OPS_LANG` or the locale; `None` if none of them names a known one. Called
/// before clap parses the arguments, because clap's help needs the language.
pub fn chosen_lang(env: &Environment) -> Option<Lang> {
    let mut args = env.args.iter().map(|arg| arg.as_os_str());
    let mut flag = None;
    while let Some(arg) = args.next().filter(|arg| *arg != OsStr::new("--")) {
        match arg.to_str().and_then(|arg| arg.strip_prefix("--lang")) {
            Some("") => flag = args.next().and_then(OsStr::to_str).map(str::to_owned),
            Some(rest) => flag = rest.strip_prefix('=').map(str::to_owned),
            None => {}
        }
    }
    let named = flag.or_else(|| env.var("OPS_LANG"));
    named.and_then(|name| Lang::from_locale(&name)).or_else(|| env.locale().and_then(|name| Lang::from_locale(&name)))
}

/// The options given before and after a command's name; those after it take precedence.
pub struct Given<'a> {
    before: &'a ArgMatches,
    behind: Option<&'a ArgMatches>,
}

impl<'a> Given<'a> {
    pub fn of(matches: &'a ArgMatches) -> Given<'a> {
        Given { before: matches, behind: matches.subcommand().map(|(_, behind)| behind) }
    }

    pub fn one<T: Clone + Send + Sync + 'static>(&self, name: &str) -> Option<&'a T> {
        self.behind.and_then(|behind| behind.get_one(name)).or_else(|| self.before.get_one(name))
    }

    fn many(&self, name: &str) -> Vec<String> {
        let all = |matches: &'a ArgMatches| matches.get_many::<String>(name);
        self.behind.and_then(all).or_else(|| all(self.before)).into_iter().flatten().cloned().collect()
    }

    pub fn flag(&self, name: &str) -> bool {
        self.before.get_flag(name) || self.behind.is_some_and(|behind| behind.get_flag(name))
    }
}

impl Options {
    /// Reads the options. The command line takes precedence over the environment, and the environment over the
    /// settings.
    pub fn read(env: &Environment, given: &Given, config: &Config) -> Result<Options, Failure> {
        let path = |name: &str, variable: &str| given.one::<PathBuf>(name).cloned().or_else(|| env.path(variable));
        let word = |name: &str, variable: &str| match given.one::<String>(name) {
            Some(word) if !is_visible(word) => Err(Failure::usage(text::empty_option(format!("--{name}")))),
            Some(word) => Ok(Some(word.trim().to_owned())),
            None => match env.own_var(variable) {
                Ok(word) => match word.map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()) {
                    // An empty value is treated as unset. A value of only invisible characters is refused, because it
                    // was probably set on purpose.
                    Some(word) if !is_visible(&word) => Err(Failure::usage(text::empty_option(variable))),
                    word => Ok(word),
                },
                Err(_) => Err(Failure::usage(text::not_unicode_variable(variable))),
            },
        };
        let is_there = |now: &NowWord| now.resolve(&BusinessClock::utc(), env.started_at, Lean::Nearest).is_some();
        let now = match word("now", "OPS_NOW")? {
            None => None,
            Some(text) => Some(
                NowWord::parse(&text)
                    .filter(is_there)
                    .ok_or_else(|| Failure::usage(text::bad_now(&text)).hint(text::bad_now_hint()))?,
            ),
        };
        let journal = path("journal", "OPS_JOURNAL");
        if let Some(unexpanded) = journal.as_deref().filter(|path| path.starts_with("~")) {
            let (path, rest) = (unexpanded.display(), unexpanded.strip_prefix("~").unwrap_or(unexpanded).display());
            return Err(Failure::usage(text::journal_tilde(&path)).hint(Text::of(|lang| match cfg!(windows) {
                true => say::journal_tilde_hint_windows(lang, &rest),
                false => say::journal_tilde_hint(lang, &rest, &path),
            })));
        }
        let mut sites: Vec<String> = given.many("site");
        if sites.is_empty() {
            sites.extend(word("site", "OPS_SITE")?);
        }
        if sites.iter().any(|site| !is_visible(site)) {
            return Err(Failure::usage(text::empty_option("--site")));
        }
        let text = |name| Some((name, given.one::<String>(name)?.clone()));
        let path_text = |name| Some((name, given.one::<PathBuf>(name)?.display().to_string()));
        let paths = ["checklist", "journal"].into_iter().filter_map(path_text);
        let named = given.many("site").into_iter().map(|site| ("site", site));
        Ok(Options {
            given: ["as", "now", "lang"].into_iter().filter_map(text).chain(named).chain(paths).collect(),
            checklist: path("checklist", "OPS_CHECKLIST"),
            journal,
            person: word("as", "OPS_AS")?.or_else(|| config.person.clone()),
            site_from: config.path.clone().filter(|_| sites.is_empty() && config.site.is_some()),
            sites: if sites.is_empty() { config.site.iter().cloned().collect() } else { sites },
            names_journal: false,
            now,
        })
    }
}
