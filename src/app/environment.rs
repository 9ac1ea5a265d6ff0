//! The only module that reads the clock, the environment, the arguments and the name of the user.

#![allow(clippy::disallowed_methods)] // clippy.toml forbids these calls outside src/app

use crate::calendar::Instant;
use crate::language::{is_visible, nfc};
use std::ffi::OsString;
use std::path::PathBuf;
use std::time::SystemTime;

/// The environment when the command started.
#[derive(Debug, Clone, Default)]
pub struct Environment {
    /// The command line, beginning with the program's name.
    pub args: Vec<OsString>,
    /// The folder in which the command was started; `None` if it no longer exists.
    pub cwd: Option<PathBuf>,
    /// The system's time when the command started, to the millisecond, as the journal stores times.
    pub started_at: Instant,
}

impl Environment {
    /// Reads the environment.
    pub fn read() -> Environment {
        Environment { args: std::env::args_os().collect(), cwd: std::env::current_dir().ok(), started_at: clock() }
    }

    /// Returns an environment variable; `None` if it is unset, empty or not Unicode.
    pub fn var(&self, name: &str) -> Option<String> {
        self.var_or_empty(name).filter(|value| !value.is_empty())
    }

    /// Like `var`, but also returns an empty value.
    pub fn var_or_empty(&self, name: &str) -> Option<String> {
        std::env::var(name).ok()
    }

    /// Returns one of the program's own variables, in NFC unless it has only invisible characters; `None` if it is
    /// unset or empty. A value that is not Unicode is returned as the error.
    pub fn own_var(&self, name: &str) -> Result<Option<String>, OsString> {
        match std::env::var(name) {
            Err(std::env::VarError::NotUnicode(value)) => Err(value),
            Err(std::env::VarError::NotPresent) => Ok(None),
            Ok(value) if !is_visible(&value) => Ok(Some(value).filter(|value| !value.is_empty())),
            Ok(value) => Ok(Some(nfc(&value).into_owned())),
        }
    }

    /// Returns a variable that holds a path; `None` if it is unset or empty.
    pub fn path(&self, name: &str) -> Option<PathBuf> {
        std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
    }

    /// Returns the name of the user's locale: the first of the POSIX variables that is set, else the system's setting.
    pub fn locale(&self) -> Option<String> {
        ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| self.var(name)).or_else(sys_locale::get_locale)
    }

    /// Returns the system's name for the user, in NFC.
    pub fn user(&self) -> String {
        let name = ["USER", "LOGNAME", "USERNAME"]
            .iter()
            .find_map(|name| self.var(name))
            .or_else(|| whoami::username().ok())
            .unwrap_or_else(|| "unknown".into());
        nfc(&name).into_owned()
    }
}

/// Returns the IANA name of the zone in the computer's settings; `None` if they name none.
pub fn system_zone() -> Option<String> {
    iana_time_zone::get_timezone().ok()
}

/// Returns a name for this device: `OPS_MACHINE` if set (a container gets a new machine id each time), else the machine
/// id on Linux, the computer's name on Windows, or the network's name for the device. `None` if all are missing.
pub fn machine() -> Option<String> {
    let said = || std::env::var("OPS_MACHINE").ok().filter(|name| !name.trim().is_empty());
    let kept = || {
        std::fs::read_to_string("/etc/machine-id").ok().filter(|id| cfg!(target_os = "linux") && !id.trim().is_empty())
    };
    let computer = || std::env::var("COMPUTERNAME").ok().filter(|name| cfg!(windows) && !name.is_empty());
    said().or_else(kept).or_else(computer).or_else(|| whoami::hostname().ok())
}

/// Reads the clock. A time before 1970 or beyond chrono's years is replaced by 1970-01-01, so that the command does not
/// fail.
fn clock() -> Instant {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).ok().and_then(Instant::from_timestamp_millis).unwrap_or_default()
}
