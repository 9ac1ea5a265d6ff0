//! The checklists that come with the program.

/// A checklist compiled into the program.
#[derive(Debug, Clone, Copy)]
pub struct Builtin {
    /// What one types after `ops init --template`; also its file's name without `.toml`.
    pub name: &'static str,
    /// The language it is written in.
    pub lang: crate::language::Lang,
    /// The file, commented as a tutorial.
    pub text: &'static str,
}

/// All of them, the default first.
pub const BUILTINS: &[Builtin] = &[];
