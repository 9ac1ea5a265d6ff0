//! The zone used for a checklist that names none: a guess, and its source.

use super::{App, Environment, environment};
use crate::calendar::Zone;
use crate::checklist::shown;
use crate::language::{Lang, say};

/// A guessed zone, for a checklist that names none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZoneGuess {
    /// The zone's IANA name.
    pub name: &'static str,
    /// The source of the guess.
    pub from: ZoneSource,
    /// The value of `TZ`, if it is set but names no known zone.
    unread: Option<String>,
}

/// The source of a guess.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ZoneSource {
    /// The variable `TZ`.
    Variable,
    /// The computer's settings.
    System,
    /// Neither of them names a zone, so UTC is used.
    Nothing,
}

impl ZoneSource {
    /// Returns the keyword for machine-readable formats.
    pub fn keyword(self) -> &'static str {
        match self {
            ZoneSource::Variable => "TZ",
            ZoneSource::System => "system",
            ZoneSource::Nothing => "nothing",
        }
    }
}

impl ZoneGuess {
    /// Guesses the zone from `TZ`, else from the computer's settings.
    pub fn read(env: &Environment) -> ZoneGuess {
        let variable = env.path("TZ").map(|text| text.to_string_lossy().into_owned());
        ZoneGuess::of(variable.as_deref(), environment::system_zone().as_deref())
    }

    fn of(variable: Option<&str>, system: Option<&str>) -> ZoneGuess {
        let named = variable.and_then(zone_in);
        let unread = variable.filter(|text| named.is_none() && !is_system(text)).map(|text| shown(text).into_owned());
        let guess = |zone: Zone, from| ZoneGuess { name: zone.name(), from, unread };
        match (named, system.and_then(Zone::named)) {
            (Some(zone), _) => guess(zone, ZoneSource::Variable),
            (None, Some(zone)) => guess(zone, ZoneSource::System),
            (None, None) => guess(Zone::utc(), ZoneSource::Nothing),
        }
    }

    /// Returns a message with the zone and the source of the guess.
    pub fn told(&self, lang: Lang) -> String {
        let name = self.name;
        match self.from {
            ZoneSource::Variable => say::zone_guessed_variable(lang, name),
            ZoneSource::System => say::zone_guessed_system(lang, name),
            ZoneSource::Nothing => say::zone_guessed_nothing(lang, name),
        }
    }

    /// Whether the guess is probably wrong: `TZ` names no known zone, or nothing names one.
    pub fn is_doubtful(&self) -> bool {
        self.unread.is_some() || self.from == ZoneSource::Nothing
    }

    /// Warns the user if the guess is doubtful.
    pub fn warn(&self, app: &App) {
        if !self.is_doubtful() {
            return;
        }
        let lang = app.lang();
        app.warn(match &self.unread {
            Some(unread) => say::zone_unread(lang, unread, self.told(lang)),
            None => self.told(lang),
        });
        app.remark(format!("  {}", say::zone_write(lang)));
    }
}

/// Returns the zone that `TZ` names: `Asia/Shanghai`, `:Asia/Shanghai`, or the path of its file. `None` for any other
/// value, such as the description `CST-8` (POSIX, 8.3).
fn zone_in(variable: &str) -> Option<Zone> {
    let name = variable.trim();
    let name = name.strip_prefix(':').unwrap_or(name);
    let name = name.rsplit_once("/zoneinfo/").map_or(name, |(_, name)| name);
    let name = ["posix/", "right/"].iter().find_map(|prefix| name.strip_prefix(prefix)).unwrap_or(name);
    Zone::named(name)
}

/// Whether `TZ` names the file with the computer's own setting.
fn is_system(variable: &str) -> bool {
    variable.trim().trim_start_matches(':') == "/etc/localtime"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_is_guessed_from_the_variable_then_from_the_system() {
        use ZoneSource::{Nothing, System, Variable};
        let check =
            |variable: Option<&str>, system: Option<&str>, name: &str, from: ZoneSource, unread: Option<&str>| {
                let expected = (name, from, unread);
                let guess = ZoneGuess::of(variable, system);
                assert_eq!((guess.name, guess.from, guess.unread.as_deref()), expected, "{variable:?} {system:?}");
            };
        let berlin = Some("Europe/Berlin");
        check(None, berlin, "Europe/Berlin", System, None);
        check(Some("Asia/Shanghai"), berlin, "Asia/Shanghai", Variable, None);
        check(Some(":Asia/Shanghai"), berlin, "Asia/Shanghai", Variable, None);
        check(Some("asia/shanghai"), None, "Asia/Shanghai", Variable, None);
        check(Some("/usr/share/zoneinfo/Asia/Shanghai"), berlin, "Asia/Shanghai", Variable, None);
        check(Some(":/usr/share/zoneinfo/posix/Asia/Shanghai"), berlin, "Asia/Shanghai", Variable, None);
        check(Some("right/Asia/Shanghai"), berlin, "Asia/Shanghai", Variable, None);
        check(Some(":/etc/localtime"), berlin, "Europe/Berlin", System, None);
        check(Some("UTC"), berlin, "UTC", Variable, None);
        check(Some("CST-8"), berlin, "Europe/Berlin", System, Some("CST-8"));
        check(Some("EST5EDT,M3.2.0,M11.1.0"), berlin, "Europe/Berlin", System, Some("EST5EDT,M3.2.0,M11.1.0"));
        check(Some("../../etc/passwd"), None, "UTC", Nothing, Some("../../etc/passwd"));
        check(Some("\u{1b}[2J"), None, "UTC", Nothing, Some("\u{fffd}[2J"));
        check(None, Some("Nowhere/Land"), "UTC", Nothing, None);
        check(None, None, "UTC", Nothing, None);
    }
}
