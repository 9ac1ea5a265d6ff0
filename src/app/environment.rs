//! The one place that reads clock, environment, arguments and the system's user. Read once per command.

#![allow(clippy::disallowed_methods)] // this is the place the rule points to

use crate::calendar::Instant;
use crate::language::{is_visible, nfc};
use std::ffi::OsString;
use std::path::PathBuf;
use std::time::SystemTime;

/// What the world outside looked like when the command started.
#[derive(Debug, Clone, Default)]
pub struct Environment {
    /// The command line, the program's name first.
    pub args: Vec<OsString>,
    /// The folder the command was started in; `None` where it no longer exists.
    pub cwd: Option<PathBuf>,
    /// The system clock, to the millisecond: what the journal keeps.
    pub clock: Instant,
}

impl Environment {
    /// Reads it.
    pub fn read() -> Environment {
        Environment { args: std::env::args_os().collect(), cwd: std::env::current_dir().ok(), clock: clock() }
    }

    /// A variable of the system that is set and not empty; one that is not Unicode is taken as unset.
    pub fn var(&self, name: &str) -> Option<String> {
        self.var_or_empty(name).filter(|value| !value.is_empty())
    }

    /// The same, be it empty.
    pub fn var_or_empty(&self, name: &str) -> Option<String> {
        std::env::var(name).ok()
    }

    /// A variable of ours that is set and not empty, in NFC, or as it is where nothing of it can be seen; as an error the
    /// value itself where it is not Unicode.
    pub fn own_var(&self, name: &str) -> Result<Option<String>, OsString> {
        match std::env::var(name) {
            Err(std::env::VarError::NotUnicode(value)) => Err(value),
            Err(std::env::VarError::NotPresent) => Ok(None),
            Ok(value) if !is_visible(&value) => Ok(Some(value).filter(|value| !value.is_empty())),
            Ok(value) => Ok(Some(nfc(&value).into_owned())),
        }
    }

    /// A variable that holds a path.
    pub fn path(&self, name: &str) -> Option<PathBuf> {
        std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
    }

    /// The name of the user's locale: the variables POSIX names, in their order, else the system's own setting.
    pub fn locale(&self) -> Option<String> {
        ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| self.var(name)).or_else(sys_locale::get_locale)
    }

    /// The system's name for the user, in NFC.
    pub fn user(&self) -> String {
        let name = ["USER", "LOGNAME", "USERNAME"]
            .iter()
            .find_map(|name| self.var(name))
            .or_else(|| whoami::username().ok())
            .unwrap_or_else(|| "unknown".into());
        nfc(&name).into_owned()
    }
}

/// The IANA name of the zone in the computer's settings, where these name one.
pub fn system_zone() -> Option<String> {
    iana_time_zone::get_timezone().ok()
}

/// What names this device, and no copy of its disk on another one if that has its own name: `OPS_MACHINE`, where somebody
/// says it (a container is a new machine each time), else what the system keeps, else the network's name for it.
pub fn machine() -> Option<String> {
    let said = || std::env::var("OPS_MACHINE").ok().filter(|name| !name.trim().is_empty());
    let kept = || {
        std::fs::read_to_string("/etc/machine-id").ok().filter(|id| cfg!(target_os = "linux") && !id.trim().is_empty())
    };
    let computer = || std::env::var("COMPUTERNAME").ok().filter(|name| cfg!(windows) && !name.is_empty());
    said().or_else(kept).or_else(computer).or_else(|| whoami::hostname().ok())
}

/// The clock before 1970 or beyond chrono's years is read as 1970: the journal's order must not end the command.
fn clock() -> Instant {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).ok().and_then(Instant::from_timestamp_millis).unwrap_or_default()
}
