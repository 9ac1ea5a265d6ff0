//! Where things are kept on this machine: XDG base directories on Unix, Known Folders on Windows.

#![allow(clippy::disallowed_methods)] // this is the place the rule points to

use super::environment;
use crate::journal::Digest;
use etcetera::BaseStrategy;
use std::cell::OnceCell;
use std::path::{Path, PathBuf};

/// The user's own folders. `None` where the system names no home.
#[derive(Debug, Clone, Default)]
pub struct Paths {
    /// The user's own journal: the one in the settings, else the default one.
    pub journal: Option<PathBuf>,
    /// Where a checklist of the user's own may lie.
    pub config: Option<PathBuf>,
    /// Calendar files of the user's own.
    pub calendars: Option<PathBuf>,
    /// Where the program keeps what it must remember, of every device that shares this home.
    pub state: Option<PathBuf>,
    pub(super) device: OnceCell<Option<PathBuf>>,
}

/// The running program's own file.
pub fn program() -> Option<PathBuf> {
    std::env::current_exe().ok()
}

impl Paths {
    /// The file of the user's settings.
    pub fn settings(&self) -> Option<PathBuf> {
        Some(self.config.as_ref()?.join("config.toml"))
    }

    /// Asks the system.
    pub fn read() -> Paths {
        let Ok(base) = etcetera::choose_base_strategy() else { return Paths::default() };
        Paths {
            journal: Some(base.data_dir().join("ops").join("journal")),
            config: Some(base.config_dir().join("ops")),
            calendars: Some(base.config_dir().join("ops").join("calendars")),
            // Windows has no folder for state; the cache's is the one that does not roam to another machine.
            state: Some(base.state_dir().unwrap_or_else(|| base.cache_dir()).join("ops")),
            device: OnceCell::new(),
        }
    }

    /// Where is kept what belongs to this user on this device, the writer: a copied home, or one that several computers
    /// share, has a folder for each of them.
    pub fn device(&self) -> Option<&Path> {
        let place = || {
            // Nobody needs to know the machine by its name in a copied folder.
            let machine = Digest::of(format!("ops {}", environment::machine()?.trim()).as_bytes()).to_string();
            Some(self.state.as_ref()?.join("devices").join(&machine[..16]))
        };
        self.device.get_or_init(place).as_deref()
    }
}

/// Whether there is something at a path.
pub(super) fn is_there(path: &Path) -> bool {
    path.try_exists().unwrap_or(true)
}

/// Whether a path leads into a folder.
pub(super) fn is_within(path: &Path, folder: Option<&Path>) -> bool {
    folder.is_some_and(|folder| resolved(path).starts_with(resolved(folder)))
}

/// Where a path leads, be there anything or not.
fn resolved(path: &Path) -> PathBuf {
    let path = &std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let target = || path.read_link().ok().map(|target| path.parent().unwrap_or(Path::new("")).join(target));
    path.canonicalize().ok().or_else(target).unwrap_or_else(|| path.to_path_buf())
}
