//! The checklists that come with the program.

use crate::language::Lang;

/// A checklist compiled into the program.
#[derive(Debug, Clone, Copy)]
pub struct Builtin {
    /// What one types after `ops init --template`; also its file's name without `.toml`.
    pub name: &'static str,
    /// The language it is written in.
    pub lang: Lang,
    /// The file, commented as a tutorial.
    pub text: &'static str,
}

/// All of them, the default first.
pub const BUILTINS: &[Builtin] = &[
    Builtin { name: "taobao", lang: Lang::Zh, text: include_str!("../../checklists/taobao.toml") },
    Builtin { name: "taobao.en", lang: Lang::En, text: include_str!("../../checklists/taobao.en.toml") },
];

/// The holidays that come with the program: the name of a calendar and its file.
pub const CALENDARS: &[(&str, &str)] = &[("cn", include_str!("../../checklists/calendars/cn.toml"))];

impl Builtin {
    /// The one of this name.
    pub fn named(name: &str) -> Option<&'static Builtin> {
        BUILTINS.iter().find(|builtin| builtin.name == name)
    }

    /// The one written in this language; there is one for each.
    pub fn in_lang(lang: Lang) -> Option<&'static Builtin> {
        BUILTINS.iter().find(|builtin| builtin.lang == lang)
    }
}
