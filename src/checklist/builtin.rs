//! The checklists that come with the program.

use super::{Bundle, SourceFile};
use crate::language::Lang;

/// A checklist compiled into the program.
#[derive(Debug, Clone, Copy)]
pub struct Builtin {
    /// Name used in `ops init --template`; also its file name without `.toml`.
    pub name: &'static str,
    /// The language of the checklist.
    pub lang: Lang,
    /// What the checklist is for.
    pub kind: BuiltinKind,
    /// The text of the file; its comments serve as a tutorial.
    pub text: &'static str,
}

/// What a built-in checklist is for. There is one of each kind in each language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BuiltinKind {
    /// A Taobao operator's day. Used if no other checklist is found.
    Day,
    /// Recurring and planned work beyond the single day: weeks, months, campaigns, opening a shop. Included by `Day`,
    /// or used alone.
    Plan,
    /// A minimal starting point.
    Blank,
}

impl BuiltinKind {
    /// Returns the default name of the file that `ops init` creates from a checklist of this kind.
    pub fn file(self) -> &'static str {
        match self {
            BuiltinKind::Plan => "taobao-plan.toml",
            BuiltinKind::Day | BuiltinKind::Blank => "ops.toml",
        }
    }
}

/// All built-in checklists, the default first.
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

/// Built-in holiday calendars: name and file text.
pub const CALENDARS: &[(&str, &str)] = &[("cn", include_str!("../../checklists/calendars/cn.toml"))];

impl Builtin {
    /// Returns the built-in checklist of this name.
    pub fn named(name: &str) -> Option<&'static Builtin> {
        BUILTINS.iter().find(|builtin| builtin.name == name)
    }

    /// Returns the built-in checklist "The operator's day" in this language.
    pub fn in_lang(lang: Lang) -> Option<&'static Builtin> {
        BUILTINS.iter().find(|builtin| builtin.kind == BuiltinKind::Day && builtin.lang == lang)
    }

    /// Returns the checklist's file as a bundle, so that it can be read like any other checklist.
    pub fn bundle(&self) -> Bundle {
        Bundle { files: vec![SourceFile { name: format!("{}.toml", self.name), text: self.text.into() }] }
    }
}
