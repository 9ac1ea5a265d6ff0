//! The user's settings, `config.toml` in the configuration folder: options that need not be typed with every command.

#![allow(clippy::disallowed_methods)] // clippy.toml forbids these calls outside src/app

use super::{Exit, Failure, Paths};
use crate::journal::patiently;
use crate::language::{Text, is_visible, nfc, reason, say, text};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use toml::de::DeTable;

/// The settings. An environment variable overrides a setting, and an option overrides both.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Config {
    /// `as`: the person at the keyboard.
    pub person: Option<String>,
    /// `site`: the default site.
    pub site: Option<String>,
    /// `journal`: where the journal is, such as a shared folder.
    pub journal: Option<PathBuf>,
    /// The settings file, if there is one.
    pub path: Option<PathBuf>,
}

const KEYS: &str = "as, site, journal";

/// Maximum size of the settings file, in bytes.
const LONGEST: u64 = 64 << 10;

/// Reads the settings; they are empty if there is no file. Fails if the file cannot be read or has a wrong key or
/// value.
pub fn read(paths: &Paths) -> Result<Config, Failure> {
    let (Some(folder), Some(path)) = (paths.config.as_deref(), paths.settings()) else { return Ok(Config::default()) };
    let text = match text(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Config::default()),
        Err(error) => return Err(refused(&path, 1, &Text::of(|lang| reason(lang, &error)))),
    };
    let config = parse(&text, folder).map_err(|(at, what)| {
        let line = text[..at.min(text.len())].matches('\n').count() + 1;
        refused(&path, line, &what)
    })?;
    Ok(Config { path: Some(path), ..config })
}

fn text(path: &Path) -> std::io::Result<String> {
    let metadata = std::fs::metadata(path)?;
    if !metadata.is_file() {
        return Err(std::io::Error::from(ErrorKind::Unsupported));
    }
    let mut text = String::new();
    patiently(|| std::fs::File::open(path))?.take(LONGEST).read_to_string(&mut text)?;
    Ok(text)
}

fn refused(path: &Path, line: usize, what: &Text) -> Failure {
    let shown = path.display();
    Failure::new(Exit::Usage, Text::of(|lang| say::config_refused(lang, &shown, line, what.in_lang(lang))))
        .hint(text::config_keys(KEYS))
}

/// The byte offset of a problem in the settings, and its description.
type Refusal = (usize, Text);

fn parse(text: &str, folder: &Path) -> Result<Config, Refusal> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let table = DeTable::parse(text)
        .map_err(|error| (error.span().map_or(0, |span| span.start), Text::of(|_| error.message())))?;
    let mut config = Config::default();
    for (key, value) in table.get_ref() {
        let known = KEYS.split(", ").any(|known| known == key.get_ref());
        if !known {
            return Err((key.span().start, text::config_unknown(key.get_ref())));
        }
        let word = value.get_ref().as_str().map(str::trim).filter(|word| is_visible(word));
        let word = word.ok_or_else(|| (value.span().start, text::config_no_string(key.get_ref())))?;
        match key.get_ref().as_ref() {
            "as" => config.person = Some(nfc(word).into_owned()),
            "site" => config.site = Some(nfc(word).into_owned()),
            // A relative path is relative to the settings file, wherever the command is started.
            _ => config.journal = Some(folder.join(home(word))),
        }
    }
    Ok(config)
}

/// Expands a leading `~/` to the home folder.
fn home(word: &str) -> PathBuf {
    let below = word.strip_prefix("~/").or_else(|| word.strip_prefix(r"~\").filter(|_| cfg!(windows)));
    match (below, etcetera::home_dir()) {
        (Some(rest), Ok(home)) => home.join(rest),
        _ => PathBuf::from(word),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_read_or_refused_with_their_place() {
        let check = |text: &str, expected: Result<Config, Refusal>| {
            assert_eq!(parse(text, Path::new("/etc/ops")), expected, "{text}");
        };
        let no_string = |key| text::config_no_string(key);
        let unknown = |key| text::config_unknown(key);
        check("", Ok(Config::default()));
        let config = Config {
            person: Some("小李".into()),
            site: Some("flagship".into()),
            journal: Some(PathBuf::from("/mnt/nas/ops")),
            path: None,
        };
        check("as = \"小李\"\nsite = 'flagship'\njournal = '/mnt/nas/ops'", Ok(config));
        let relative = Config { journal: Some(PathBuf::from("/etc/ops/journal")), ..Config::default() };
        check("journal = \"journal\"", Ok(relative));
        check("as = 5", Err((5, no_string("as"))));
        check("site = \" \"", Err((7, no_string("site"))));
        check("as = '\u{200b}'", Err((5, no_string("as"))));
        check("foo = 1", Err((0, unknown("foo"))));
        check("\nname = \"小李\"", Err((1, unknown("name"))));
        assert!(parse("as = ", Path::new("")).is_err());
    }
}
