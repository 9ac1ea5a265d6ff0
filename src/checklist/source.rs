//! The text of a checklist before it is read: the root file and those it includes.

/// One file of a checklist, as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// As shown in diagnostics and kept in the journal: the path relative to the root file, with `/`.
    pub name: String,
    /// Without a byte order mark; line ends as written.
    pub text: String,
}

/// A whole checklist as text: the root file first, then its includes in the order of their first mention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundle {
    /// Never empty.
    pub files: Vec<SourceFile>,
}
