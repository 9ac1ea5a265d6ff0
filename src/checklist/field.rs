//! Typed values asked for when a task is ticked.

use rust_decimal::Decimal;

/// A value asked for when its task is ticked: spend, balance, title.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// Stable id, unique in its task: what one types before `=`.
    pub id: String,
    /// What people call it; the id where none is given.
    pub title: String,
    /// 元, %, 秒
    pub unit: Option<String>,
    /// What can be entered.
    pub kind: FieldKind,
    /// Whether a tick needs it.
    pub required: bool,
    /// A value below is taken, with a warning.
    pub warn_below: Option<Decimal>,
    /// A value above is taken, with a warning.
    pub warn_above: Option<Decimal>,
}

/// What can be entered into a field.
#[derive(Debug, Clone, PartialEq)]
pub enum FieldKind {
    /// An exact decimal number.
    Number {
        /// Refused below.
        min: Option<Decimal>,
        /// Refused above.
        max: Option<Decimal>,
    },
    /// A whole number.
    Integer {
        /// Refused below.
        min: Option<Decimal>,
        /// Refused above.
        max: Option<Decimal>,
    },
    /// One line of text.
    Text {
        /// Refused if wider, where ASCII counts 1 and all else 2 (the length in GBK bytes).
        max_width: Option<u32>,
    },
    /// One of a list.
    Choice {
        /// What is allowed.
        choices: Vec<String>,
    },
    /// Yes or no.
    YesNo,
}
