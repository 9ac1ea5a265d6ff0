//! The interface's two languages, English and 简体中文.
//!
//! Every message is a function of the catalogue ([`say`]) that takes the [`Lang`] and the message's arguments, so a
//! message that lacks a language or an argument does not compile, and nothing is loaded at start-up.

mod catalogue;
mod compared;
mod plain;

pub use catalogue::{say, text};
pub use compared::{folded, is_visible, nfc, unaccented};
pub use plain::{plain, plain_char};
use std::io;

/// The environment variable that names the folder in which programs keep their state on this operating system.
pub const STATE_VARIABLE: &str = if cfg!(windows) { "LOCALAPPDATA" } else { "XDG_STATE_HOME" };

/// A language of the interface. A checklist's own texts are in whatever language its author wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// English
    #[default]
    En,
    /// 简体中文
    Zh,
}

impl Lang {
    /// Returns the language of a locale name or tag: `zh_CN.UTF-8`, `zh-Hans`, `en`, `en_US`. `None` if the language is
    /// not supported (`C`, `POSIX`, `fr_FR`).
    pub fn from_locale(locale: &str) -> Option<Lang> {
        let language = locale.split(['_', '-', '.', '@']).next().unwrap_or_default();
        match language.to_ascii_lowercase().as_str() {
            "zh" => Some(Lang::Zh),
            "en" => Some(Lang::En),
            _ => None,
        }
    }

    /// Returns the language's name in the language itself.
    pub fn name(self) -> &'static str {
        match self {
            Lang::En => "English",
            Lang::Zh => "中文",
        }
    }

    /// Returns the BCP 47 tag: `en`, `zh-CN`.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Zh => "zh-CN",
        }
    }
}

/// Describes why a file could not be read or written. Common errors have messages in both languages; for other errors,
/// returns the system's message, which is in English. [`io::ErrorKind::Unsupported`] means that the file is not a
/// regular file. Such files are rejected because reading a pipe could block forever and a device has no end.
pub fn reason(lang: Lang, error: &io::Error) -> String {
    use io::ErrorKind::{
        FileTooLarge, InvalidFilename, IsADirectory, NotADirectory, NotFound, PermissionDenied, QuotaExceeded,
        ReadOnlyFilesystem, ResourceBusy, StaleNetworkFileHandle, StorageFull, TimedOut, Unsupported,
    };
    // Windows error codes for a file that another program has open or locked. `std` has no `ErrorKind` for them.
    const SHARING_VIOLATION: i32 = 32;
    const LOCK_VIOLATION: i32 = 33;
    if cfg!(windows) && matches!(error.raw_os_error(), Some(SHARING_VIOLATION | LOCK_VIOLATION)) {
        return say::io_busy(lang);
    }
    match error.kind() {
        Unsupported => say::not_a_plain_file(lang),
        NotFound => say::io_not_found(lang),
        PermissionDenied => say::io_not_permitted(lang),
        StorageFull => say::io_disk_full(lang),
        QuotaExceeded => say::io_over_quota(lang),
        FileTooLarge => say::io_file_too_large(lang),
        ReadOnlyFilesystem => say::io_read_only(lang),
        IsADirectory => say::io_is_a_folder(lang),
        NotADirectory => say::io_no_folder(lang),
        InvalidFilename => say::io_bad_name(lang),
        ResourceBusy => say::io_busy(lang),
        StaleNetworkFileHandle | TimedOut => say::io_unreachable(lang),
        _ => error.to_string(),
    }
}

/// A message in both languages. The pure core returns both because it does not know the reader's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    en: String,
    zh: String,
}

impl Text {
    /// Builds a message that combines several of the catalogue's: `Text::of(|lang| a(lang) + &b(lang))`. For a single
    /// message of the catalogue, use `text::name(…)`.
    pub fn of<S: Into<String>>(word: impl Fn(Lang) -> S) -> Text {
        Text { en: word(Lang::En).into(), zh: word(Lang::Zh).into() }
    }

    /// Returns the message in one language.
    pub fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Zh => &self.zh,
        }
    }
}

impl std::fmt::Display for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.en)
    }
}
