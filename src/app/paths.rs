//! Where files are kept on this machine: XDG base directories on Unix, Known Folders on Windows.

#![allow(clippy::disallowed_methods)] // clippy.toml forbids these calls outside src/app

use super::environment;
use crate::journal::Digest;
use crate::language::{STATE_VARIABLE, Text, text};
use etcetera::BaseStrategy;
use std::cell::OnceCell;
use std::path::{Component, Path, PathBuf};

/// The user's own folders; each is `None` if the system names no home.
#[derive(Debug, Clone, Default)]
pub struct Paths {
    /// The user's own journal: the one in the settings, else the default.
    pub journal: Option<PathBuf>,
    /// The configuration folder, which may hold the user's own checklist.
    pub config: Option<PathBuf>,
    /// The folder of the user's own calendar files.
    pub calendars: Option<PathBuf>,
    /// The folder of the program's state, for all devices that share this home.
    pub state: Option<PathBuf>,
    pub(super) device: OnceCell<Option<PathBuf>>,
}

/// Returns the path of the running program; `None` if the system does not know it.
pub fn program() -> Option<PathBuf> {
    std::env::current_exe().ok()
}

impl Paths {
    /// Returns the path of the settings file.
    pub fn settings(&self) -> Option<PathBuf> {
        Some(self.config.as_ref()?.join("config.toml"))
    }

    /// Asks the system for the user's folders.
    pub fn read() -> Paths {
        let Ok(base) = etcetera::choose_base_strategy() else { return Paths::default() };
        Paths {
            journal: Some(base.data_dir().join("ops").join("journal")),
            config: Some(base.config_dir().join("ops")),
            calendars: Some(base.config_dir().join("ops").join("calendars")),
            // Windows has no folder for state; its cache folder does not roam to other machines.
            state: Some(base.state_dir().unwrap_or_else(|| base.cache_dir()).join("ops")),
            device: OnceCell::new(),
        }
    }

    /// Returns the folder for the state of one writer, this user on this device. A home that was copied, or that
    /// several computers share, has one such folder for each device. `None` if the home or the device is unknown.
    pub fn device(&self) -> Option<&Path> {
        let place = || {
            // The name is a hash, so that a copied folder does not reveal the machine's id.
            let machine = Digest::of(format!("ops {}", environment::machine()?.trim()).as_bytes()).to_string();
            Some(self.state.as_ref()?.join("devices").join(&machine[..16]))
        };
        self.device.get_or_init(place).as_deref()
    }
}

/// Returns the hint for a system that names no home.
pub(super) fn no_home_hint() -> Text {
    const HOME: &str = if cfg!(windows) { "USERPROFILE" } else { "HOME" };
    text::no_home_hint(HOME, STATE_VARIABLE)
}

/// Whether something exists at a path; true if that cannot be determined.
pub(super) fn is_there(path: &Path) -> bool {
    path.try_exists().unwrap_or(true)
}

/// Whether a path leads to a folder or into it, even if neither exists. False without a folder.
pub(super) fn is_within(path: &Path, folder: Option<&Path>) -> bool {
    const HEEDS_CASE: bool = !cfg!(any(windows, target_os = "macos"));
    folder.is_some_and(|folder| leads_into(&resolved(path), &resolved(folder), HEEDS_CASE))
}

/// Compares paths by components. This guards against overwriting, so names that the system may treat as equal are
/// equal.
fn leads_into(path: &Path, folder: &Path, heeds_case: bool) -> bool {
    let form = |part: Component| match heeds_case {
        true => part.as_os_str().to_owned(),
        false => part.as_os_str().to_string_lossy().to_lowercase().into(),
    };
    let mut parts = path.components().map(form);
    folder.components().map(form).all(|part| parts.next() == Some(part))
}

/// Returns the absolute path to which a path leads, with links followed. The existing part is in the system's canonical
/// form.
pub(super) fn resolved(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    followed(path, MOST_LINKS)
}

/// Maximum number of dangling links that are followed. The limit is needed because links may form a circle.
const MOST_LINKS: u32 = 8;

fn followed(path: PathBuf, links: u32) -> PathBuf {
    for above in path.ancestors() {
        let rest = path.strip_prefix(above).unwrap_or(Path::new(""));
        // Joining an empty path would add a separator.
        let with_rest = |base: PathBuf| if above == path { base } else { base.join(rest) };
        if let Ok(whole) = above.canonicalize() {
            return with_rest(whole);
        }
        if let Some((parent, target)) = above.parent().zip(above.read_link().ok()).filter(|_| links > 0) {
            return followed(with_rest(parent.join(target)), links - 1);
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guarded_folder_is_known_under_every_name_of_it() {
        let check = |path: &str, folder: &str, heeds_case: bool, expected: bool| {
            assert_eq!(leads_into(Path::new(path), Path::new(folder), heeds_case), expected, "{path} in {folder}");
        };
        check("/ops/journal/x", "/ops/journal", true, true);
        check("/ops/journals", "/ops/journal", true, false);
        check("/OPS/Journal/x", "/ops/journal", true, false);
        check("/OPS/Journal/x", "/ops/journal", false, true);
        check("/OPS/Ä", "/ops/ä", false, true);
        check("/ops", "/ops/journal", false, false);
    }

    /// Only the parent of a folder that does not exist yet has a canonical form.
    #[test]
    fn what_is_not_there_lies_where_what_is_above_it_lies() {
        let place = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
        let folder = place.path().join("made/later");
        assert!(is_within(&folder.join("x"), Some(&folder)) && is_within(&folder, Some(place.path())));
        assert!(!is_within(place.path(), Some(&folder)));
        #[cfg(unix)]
        {
            let link = place.path().join("link");
            std::os::unix::fs::symlink("made", &link).unwrap_or_else(|error| panic!("{error}"));
            assert!(is_within(&link, Some(&place.path().join("made"))), "a link into what is not there");
            assert!(is_within(&link.join("later"), Some(&folder)), "below a link into what is not there");
        }
    }
}
