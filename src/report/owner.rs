//! Whose an occurrence is.

use crate::plan::Owner;

/// In whose row it counts: who stands in, and of an absent person's that are excused, that person's. Nobody's are a row
/// of their own.
pub(super) fn in_row_of<'c>(owner: Owner<'c>) -> Option<&'c str> {
    match owner {
        Owner::Person(person) | Owner::StandIn { person, .. } | Owner::Away { person, .. } => Some(person),
        Owner::Nobody => None,
    }
}
