//! The checklists that come with the program.

use super::{Bundle, SourceFile};
use crate::language::Lang;

/// A checklist compiled into the program.
#[derive(Debug, Clone, Copy)]
pub struct Builtin {
    /// What one types after `ops init --template`; also its file's name without `.toml`.
    pub name: &'static str,
    /// The language it is written in.
    pub lang: Lang,
    /// What it is for.
    pub kind: BuiltinKind,
    /// The file, commented as a tutorial.
    pub text: &'static str,
}

/// What a built-in checklist is for. There is one of each kind in each language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BuiltinKind {
    /// A Taobao operator's day: used where there is no other checklist.
    Day,
    /// What lies beyond the day: weeks, months, campaigns, a new shop. Included by the day's, or used alone.
    Plan,
    /// The least that is useful, to begin with.
    Blank,
}

impl BuiltinKind {
    /// The file it is written to where none is named.
    pub fn file(self) -> &'static str {
        match self {
            BuiltinKind::Plan => "taobao-plan.toml",
            BuiltinKind::Day | BuiltinKind::Blank => "ops.toml",
        }
    }
}

/// All of them, the default first.
pub const BUILTINS: &[Builtin] = &[
    Builtin {
        name: "taobao",
        lang: Lang::Zh,
        kind: BuiltinKind::Day,
        text: include_str!("../../checklists/taobao.toml"),
    },
    Builtin {
        name: "taobao.en",
        lang: Lang::En,
        kind: BuiltinKind::Day,
        text: include_str!("../../checklists/taobao.en.toml"),
    },
    Builtin {
        name: "taobao-plan",
        lang: Lang::Zh,
        kind: BuiltinKind::Plan,
        text: include_str!("../../checklists/taobao-plan.toml"),
    },
    Builtin {
        name: "taobao-plan.en",
        lang: Lang::En,
        kind: BuiltinKind::Plan,
        text: include_str!("../../checklists/taobao-plan.en.toml"),
    },
    Builtin {
        name: "blank",
        lang: Lang::Zh,
        kind: BuiltinKind::Blank,
        text: include_str!("../../checklists/blank.toml"),
    },
    Builtin {
        name: "blank.en",
        lang: Lang::En,
        kind: BuiltinKind::Blank,
        text: include_str!("../../checklists/blank.en.toml"),
    },
];

/// The holidays that come with the program: the name of a calendar and its file.
pub const CALENDARS: &[(&str, &str)] = &[("cn", include_str!("../../checklists/calendars/cn.toml"))];

impl Builtin {
    /// The one of this name.
    pub fn named(name: &str) -> Option<&'static Builtin> {
        BUILTINS.iter().find(|builtin| builtin.name == name)
    }

    /// The operator's day written in this language; there is one for each.
    pub fn in_lang(lang: Lang) -> Option<&'static Builtin> {
        BUILTINS.iter().find(|builtin| builtin.kind == BuiltinKind::Day && builtin.lang == lang)
    }

    /// Its file, to be read like any other.
    pub fn bundle(&self) -> Bundle {
        Bundle { files: vec![SourceFile { name: format!("{}.toml", self.name), text: self.text.into() }] }
    }
}
