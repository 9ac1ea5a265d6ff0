//! What is wrong with a checklist, and where.

use crate::language::Text;
use std::ops::Range;

/// Whether a problem makes the checklist unusable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The checklist cannot be used.
    Error,
    /// It can, but something in it is unlikely to be meant.
    Warning,
}

/// Where in the bundle's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Index into [`Bundle::files`](super::Bundle).
    pub file: usize,
    /// Bytes of that file's text.
    pub span: Range<usize>,
}

/// One problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Error or warning.
    pub severity: Severity,
    /// What to underline.
    pub place: Place,
    /// What is wrong.
    pub text: Text,
    /// What is allowed, "did you mean", or what to do next.
    pub help: Option<Text>,
}
